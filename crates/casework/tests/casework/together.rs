//! Several at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use casework::keeper::{
    Account, Answer, CaseWrite, Entry, Keeper, Kept, Key, KeyKind, KeyWrite, OfficeWrite, Unkept, Version, Who, Write,
};
use casework::memory::MemoryKeeper;
use casework::office::{Duty, Office};
use casework::people::{Part, Purpose};
use casework::records::Checked;
use casework::service::View;
use casework::{Act, AttachmentId, CaseId, Casework, RecordId, Refusal, Secret};

use crate::story::{Counted, NoBell, SECOND, TestCase, own_worry};

#[tokio::test]
async fn of_two_who_act_on_the_same_page_one_is_told_that_it_is_stale() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Worries]).await;
    let version = story.version().await;
    let first = story.casework.act(story.beginner, version, own_worry("Mine"));
    let second = story.casework.act(story.caller(SECOND), version, own_worry("Hers"));
    let (first, second) = tokio::join!(first, second);
    let refused: Vec<_> = [first.err(), second.err()].into_iter().flatten().collect();
    assert_eq!(refused, [Refusal::Stale]);
    let kept = story.casework.view(story.beginner, Part::Worries).await.unwrap();
    assert_eq!(kept.case.worries.len(), 1);
    story.casework.act(story.caller(SECOND), kept.version, own_worry("Hers")).await.unwrap();
}

#[tokio::test]
async fn whoever_may_not_learns_nothing_from_a_stale_page() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Worries]).await;
    let old = casework::keeper::Version(1);
    let refused = story.casework.act(story.caller(SECOND), old, own_worry("Hers")).await.unwrap_err();
    assert_eq!(refused, Refusal::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_many_try_at_once_opens_once() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let (code, _) = story.casework.invite(story.beginner, SECOND).await.unwrap();
    let story = Arc::new(story);
    let tries: Vec<_> = (0..16)
        .map(|_| {
            let (story, code) = (story.clone(), code.clone());
            tokio::spawn(async move { story.casework.accept(&code).await.is_ok() })
        })
        .collect();
    let mut opened = 0;
    for tried in tries {
        opened += usize::from(tried.await.unwrap());
    }
    assert_eq!(opened, 1);
}

#[tokio::test]
async fn a_write_that_is_refused_leaves_nothing_behind() {
    let story = TestCase::begun_by_patient().await;
    let kept = story.keeper.case(story.id).await.unwrap().unwrap();
    let entries = story.deeds().await.len();
    let secret = Secret::for_cookie(&Counted::default());
    let key = casework::keeper::Key {
        kind: KeyKind::Cookie,
        opens: casework::keeper::Opens::Case(story.id, SECOND),
        until: None,
        used: None,
    };
    let unknown = Secret::from_typed("0000-0000-0000").unwrap();
    let log = vec![Entry {
        case: Some(story.id),
        at: story.casework.now(),
        who: Who::Operator,
        deed: casework::keeper::Deeded::Changed,
        part: None,
    }];
    let case = Some(casework::keeper::CaseWrite::Changed(Box::new(kept.case.clone()), kept.version));
    let keys = vec![KeyWrite::Add(secret.clone(), key), KeyWrite::UseUp(unknown, story.casework.now())];
    let write = Write { case, keys, log, ..Write::default() };
    assert_eq!(story.keeper.write(write).await.unwrap_err(), Unkept::UsedUp);
    assert_eq!(story.keeper.case(story.id).await.unwrap().unwrap(), kept);
    assert!(story.keeper.key(&secret).await.unwrap().is_none());
    assert_eq!(story.deeds().await.len(), entries);
}

#[tokio::test]
async fn a_write_without_a_line_in_the_log_is_no_write() {
    let story = TestCase::begun_by_patient().await;
    let refused = story.keeper.write(Write { erase: Some(story.id), ..Write::default() }).await;
    assert!(matches!(refused, Err(Unkept::Broken(_))));
}

/// A keeper before which somebody else always writes first, once.
struct Overtaken {
    keeper: Arc<MemoryKeeper>,
    waits: std::sync::Mutex<Option<Write>>,
    /// A case that cannot be read.
    unreadable: Option<CaseId>,
}

impl Keeper for Overtaken {
    fn case(&self, id: CaseId) -> Answer<'_, Option<Kept>> {
        if self.unreadable == Some(id) {
            return Box::pin(async { Err(Unkept::Broken("made up".to_owned())) });
        }
        self.keeper.case(id)
    }

    fn write(&self, write: Write) -> Answer<'_, ()> {
        Box::pin(async move {
            let first = self.waits.lock().unwrap().take();
            if let Some(first) = first {
                self.keeper.write(Write { log: write.log.clone(), ..first }).await?;
            }
            self.keeper.write(write).await
        })
    }

    fn cases(&self, after: Option<CaseId>) -> Answer<'_, Vec<CaseId>> {
        self.keeper.cases(after)
    }

    fn key<'a>(&'a self, secret: &'a Secret) -> Answer<'a, Option<Key>> {
        self.keeper.key(secret)
    }

    fn log(&self, case: CaseId) -> Answer<'_, Vec<Entry>> {
        self.keeper.log(case)
    }

    fn attachment(&self, case: CaseId, id: AttachmentId) -> Answer<'_, Option<Vec<u8>>> {
        self.keeper.attachment(case, id)
    }

    fn account<'a>(&'a self, name: &'a str) -> Answer<'a, Option<Account>> {
        self.keeper.account(name)
    }

    fn office<'a>(&'a self, id: &'a str) -> Answer<'a, Option<Office>> {
        self.keeper.office(id)
    }

    fn offices(&self) -> Answer<'_, Vec<Office>> {
        self.keeper.offices()
    }
}

#[tokio::test]
async fn what_a_scanner_found_is_not_lost_when_someone_writes_in_between() {
    let story = TestCase::begun_by_patient().await;
    story.does(Act::AddRecord { words: "A scan".to_owned(), loan: false }).await.unwrap();
    let (version, name, kind) = (story.version().await, "scan.pdf".to_owned(), "application/pdf".to_owned());
    story.casework.upload(story.beginner, version, RecordId(1), name, kind, vec![1]).await.unwrap();
    let kept = story.keeper.case(story.id).await.unwrap().unwrap();
    let case = Some(CaseWrite::Changed(Box::new(kept.case), kept.version));
    let casework = overtaken(&story, Write { case, ..Write::default() });
    casework.scanned(story.id, AttachmentId(1), Checked::Refused).await.unwrap();
    assert_eq!(story.casework.attachment(story.beginner, AttachmentId(1)).await.unwrap_err(), Refusal::NotFound);
}

/// A case with an upload that waits for the scanner, and what the scanner will write of it.
async fn with_waiting_upload() -> (TestCase, Write) {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Worries]).await;
    let story = TestCase { casework: story.casework.clone().with_scanner(Arc::new(NoBell)), ..story };
    story.does(Act::AddRecord { words: "A scan".to_owned(), loan: false }).await.unwrap();
    upload(&story.casework, &story, story.version().await).await.unwrap();
    let before = story.keeper.case(story.id).await.unwrap().unwrap();
    let mut case = before.case;
    case.attachments[0].checked = Checked::Clean;
    case.scanner_wrote = Some((before.version, Version(before.version.0 + 1)));
    let case = Some(CaseWrite::Changed(Box::new(case), before.version));
    (story, Write { case, ..Write::default() })
}

async fn upload(casework: &Casework, story: &TestCase, version: Version) -> Result<View, Refusal> {
    let (name, kind) = ("scan.pdf".to_owned(), "application/pdf".to_owned());
    casework.upload(story.beginner, version, RecordId(1), name, kind, vec![1]).await
}

#[tokio::test]
async fn what_the_scanner_says_makes_no_page_older_and_what_people_write_does() {
    let (story, _) = with_waiting_upload().await;
    let shown = story.version().await;
    story.casework.scanned(story.id, AttachmentId(1), Checked::Quarantined).await.unwrap();
    story.casework.scanned(story.id, AttachmentId(1), Checked::Clean).await.unwrap();
    assert!(story.version().await > shown);
    let older = Version(shown.0 - 1);
    assert_eq!(upload(&story.casework, &story, older).await.unwrap_err(), Refusal::Stale, "older than the scanner's");
    upload(&story.casework, &story, shown).await.unwrap();
    let hers = story.casework.act(story.caller(SECOND), shown, own_worry("Hers")).await.unwrap_err();
    assert_eq!(hers, Refusal::Stale, "someone wrote since");
    story.casework.scanned(story.id, AttachmentId(2), Checked::Clean).await.unwrap();
    assert_eq!(upload(&story.casework, &story, shown).await.unwrap_err(), Refusal::Stale, "nor after the next scan");
}

#[tokio::test]
async fn an_upload_or_an_act_that_the_scanner_overtakes_while_it_is_written_is_kept() {
    let (story, scan) = with_waiting_upload().await;
    let overtaken_upload = overtaken(&story, scan).with_scanner(Arc::new(NoBell));
    let view = upload(&overtaken_upload, &story, story.version().await).await.unwrap();
    let checked: Vec<_> = view.case.attachments.iter().map(|known| known.checked).collect();
    assert_eq!(checked, [Checked::Clean, Checked::Quarantined]);
    assert_eq!(overtaken_upload.waiting_uploads(), [(story.id, AttachmentId(2))]);
    let (story, scan) = with_waiting_upload().await;
    let overtaken_act = overtaken(&story, scan);
    let view = overtaken_act.act(story.beginner, story.version().await, own_worry("Mine")).await.unwrap();
    assert_eq!((view.case.worries.len(), view.case.attachments[0].checked), (1, Checked::Clean));
}

#[tokio::test]
async fn two_patients_who_agree_with_one_office_at_once_both_do() {
    let story = TestCase::begun_by_patient().await;
    let new = Office::new("support".to_owned(), Duty::Support, "Support centre".to_owned(), None);
    story.casework.make_office(new).await.unwrap();
    let mut office = story.keeper.office("support").await.unwrap().unwrap();
    office.bring(CaseId([9; 16]), SECOND, story.casework.today()).unwrap();
    office.changes += 1;
    let casework = overtaken(&story, Write { office: Some(OfficeWrite::Changed(office)), ..Write::default() });
    let parts = BTreeSet::from([Part::Worries]);
    casework.bring(story.beginner, story.version().await, "support", parts).await.unwrap();
    let office = story.keeper.office("support").await.unwrap().unwrap();
    assert_eq!(office.cases.iter().map(|brought| brought.case).collect::<Vec<_>>(), [CaseId([9; 16]), story.id]);
}

/// The casework of a story in which somebody else writes this before the next write.
fn overtaken(story: &TestCase, first: Write) -> Casework {
    let keeper = Arc::new(Overtaken {
        keeper: story.keeper.clone(),
        waits: std::sync::Mutex::new(Some(first)),
        unreadable: None,
    });
    Casework::new(keeper, story.clock.clone(), Arc::new(Counted::default()))
}

#[tokio::test]
async fn a_case_that_cannot_be_read_keeps_no_upload_of_the_others_from_the_scanner() {
    let (story, _) = with_waiting_upload().await;
    for _ in 0..3 {
        let beginner = story.casework.begin(casework::service::Beginner::Patient, true).await.unwrap().caller;
        let version = story.casework.overview(beginner).await.unwrap().version;
        let added = Act::AddRecord { words: "A scan".to_owned(), loan: false };
        let version = story.casework.act(beginner, version, added).await.unwrap().version;
        let (name, kind) = ("scan.pdf".to_owned(), "application/pdf".to_owned());
        story.casework.upload(beginner, version, RecordId(1), name, kind, vec![1]).await.unwrap();
    }
    let all = story.casework.waiting_uploads();
    assert_eq!(all.len(), 4);
    for unreadable in &all {
        let (keeper, waits) = (story.keeper.clone(), std::sync::Mutex::new(None));
        let keeper = Arc::new(Overtaken { keeper, waits, unreadable: Some(unreadable.0) });
        let casework = Casework::new(keeper, story.clock.clone(), Arc::new(Counted::default()));
        let casework = casework.with_scanner(Arc::new(NoBell));
        let unread = casework.find_waiting_uploads().await.unwrap();
        assert_eq!(unread, Some(Refusal::Unkept("made up".to_owned())));
        let others: Vec<_> = all.iter().filter(|known| *known != unreadable).copied().collect();
        assert_eq!(casework.waiting_uploads(), others);
    }
}
