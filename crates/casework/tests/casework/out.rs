//! What goes out by itself: notices to people, events to an office's own system.

use std::sync::{Arc, Mutex};

use casework::application::{Channel, Move, Reply};
use casework::instrument::Language;
use casework::keeper::{CaseWrite, Keeper as _, Write};
use casework::notice::{Bell, Mail, Notice, Notices};
use casework::office::{Duty, Event, Happened, Hook, Office, TRIES};
use casework::people::{Ground, Purpose, Told};
use casework::worry::About;
use casework::{Act, ApplicationId, Case, CaseId, Moment, Part, PersonId, Refusal};

use crate::application::{answers, apply, choosing, moves, of, typed};
use crate::story::{DAY, SECOND, TestCase};

const FIRST: ApplicationId = ApplicationId(1);

/// Remembers whom it told.
#[derive(Default)]
struct Postbox {
    told: Mutex<Vec<(String, Notice)>>,
    rung: Mutex<usize>,
}

impl Notices for Postbox {
    fn address(&self, written: &str) -> Option<String> {
        written.contains('@').then(|| written.to_owned())
    }

    fn tell(&self, to: &Mail, notice: Notice) {
        self.told.lock().unwrap().push((to.address.clone(), notice));
    }
}

impl Bell for Postbox {
    fn ring(&self) {
        *self.rung.lock().unwrap() += 1;
    }
}

impl Postbox {
    fn told(&self) -> Vec<String> {
        self.told.lock().unwrap().iter().map(|(to, _)| to.clone()).collect()
    }
}

fn mail(address: &str) -> Option<Mail> {
    Some(Mail { address: address.to_owned(), language: Language::Ja })
}

fn worry(words: &str) -> Act {
    Act::AddWorry { of: None, about: About::Own, words: words.to_owned() }
}

/// A patient and a daughter who may read some parts; both have left an address.
async fn family(parts: &[Part]) -> (TestCase, Arc<Postbox>) {
    let (mut story, post) = (TestCase::begun_by_patient().await, Arc::new(Postbox::default()));
    story.casework = story.casework.clone().with_notices(post.clone()).with_bell(post.clone());
    let story = story.with_daughter(Purpose::FillIn, parts).await;
    let (daughter, _) = story.invited(SECOND).await;
    for (caller, address) in [(story.beginner, "taro@example.org"), (daughter, "hanako@example.org")] {
        story.casework.save_mail(caller, story.version().await, mail(address)).await.unwrap();
    }
    (story, post)
}

#[tokio::test]
async fn who_may_read_what_changed_is_told_once_in_twelve_hours_and_never_who_changed_it() {
    let (story, post) = family(&[Part::Worries, Part::Opinion]).await;
    for words in ["Will it be enough?", "Is there another treatment?"] {
        story.does(worry(words)).await.unwrap();
    }
    assert_eq!(*post.told.lock().unwrap(), [("hanako@example.org".to_owned(), Notice::SomethingNew(Language::Ja))]);
    story.act(story.caller(SECOND), worry("And I?")).await.unwrap();
    assert_eq!(post.told(), ["hanako@example.org", "taro@example.org"]);
    story.clock.pass(DAY / 2);
    story.does(worry("Once more")).await.unwrap();
    assert_eq!(post.told().len(), 3);
}

#[tokio::test]
async fn who_may_not_read_what_changed_is_not_told() {
    let (story, post) = family(&[Part::Opinion]).await;
    story.does(worry("Will it be enough?")).await.unwrap();
    story.does(Act::Withdraw(SECOND, Purpose::FillIn)).await.unwrap();
    assert_eq!(post.told(), Vec::<String>::new());
}

#[tokio::test]
async fn a_patient_who_has_not_been_told_everything_is_written_to_by_nobody() {
    let (story, post) = family(&[Part::Worries, Part::Opinion]).await;
    // No act leads there once the patient is in; a rule that changes one day must not begin to write to them.
    let kept = story.keeper.case(story.id).await.unwrap().unwrap();
    let case = Some(CaseWrite::Changed(Box::new(Case { told: Told::Part, ..kept.case }), kept.version));
    let log = vec![story.last_entry().await];
    story.keeper.write(Write { case, log, ..Write::default() }).await.unwrap();
    story.act(story.caller(SECOND), worry("How do we say it?")).await.unwrap();
    assert_eq!(post.told(), Vec::<String>::new());
}

#[tokio::test]
async fn an_address_is_its_persons_own_and_seen_by_nobody_else() {
    let (story, _) = family(&[Part::Worries]).await;
    for (caller, own) in [(story.beginner, "taro@example.org"), (story.caller(SECOND), "hanako@example.org")] {
        let case = story.casework.overview(caller).await.unwrap().case;
        let seen: Vec<&str> =
            case.people.iter().filter_map(|person| Some(person.mail.as_ref()?.address.as_str())).collect();
        assert_eq!(seen, [own]);
    }
    let none = story.casework.save_mail(story.beginner, story.version().await, mail("no address")).await.unwrap_err();
    assert!(matches!(none, Refusal::Troubled(_)));
    let off = story.casework.save_mail(story.beginner, story.version().await, None).await.unwrap();
    assert_eq!(off.case.person(PersonId::PATIENT).unwrap().mail, None);
}

#[tokio::test]
async fn without_mail_no_address_is_taken() {
    let story = TestCase::begun_by_daughter(Ground::Consent, "", Told::Everything).await.unwrap();
    let refused = story.casework.save_mail(story.beginner, story.version().await, mail("a@example.org")).await;
    assert_eq!(refused.unwrap_err(), Refusal::NotFound);
}

fn hook() -> Option<Hook> {
    Some(Hook { address: "https://desk.example/anshin".to_owned(), secret: b"made up".to_vec() })
}

/// A desk with a system of its own, and a patient who has chosen it.
async fn with_system(hook: Option<Hook>) -> (TestCase, Arc<Postbox>) {
    let (mut story, post) = (choosing(TestCase::begun_by_patient().await).await, Arc::new(Postbox::default()));
    story.casework = story.casework.clone().with_bell(post.clone());
    let office = Office::new("desk".to_owned(), Duty::Desk, "Desk".to_owned(), Some("jp-00001".to_owned()));
    story.casework.make_office(office).await.unwrap();
    story.casework.set_hook("desk", hook).await.unwrap();
    (story, post)
}

async fn office(story: &TestCase) -> Office {
    story.casework.offices().await.unwrap().remove(0)
}

#[tokio::test]
async fn an_application_that_moves_leaves_an_event_in_its_office_and_rings() {
    let (story, post) = with_system(hook()).await;
    let view = story.does(apply("jp-00001", Channel::Queue)).await.unwrap();
    let desk = story.caller(of(&view, FIRST).desk);
    let view =
        story.casework.act_in_turn(desk, answers(&of(&view, FIRST), Reply::Accept(vec![typed(25)]))).await.unwrap();
    let view = story.casework.act_in_turn(story.beginner, moves(&of(&view, FIRST), Move::Take(0))).await.unwrap();
    story.casework.act_in_turn(story.beginner, moves(&of(&view, FIRST), Move::Withdraw)).await.unwrap();
    let events = office(&story).await.events;
    let what: Vec<Happened> = events.iter().map(|event| event.what).collect();
    assert_eq!(what, [Happened::Sent, Happened::DatesOffered, Happened::DateTaken, Happened::Withdrawn]);
    assert!(events.iter().all(|event| event.of == (story.id, FIRST)));
    assert!(*post.rung.lock().unwrap() >= 4);
    story.casework.erase(story.beginner).await.unwrap();
    assert_eq!(office(&story).await.events, []);
}

#[tokio::test]
async fn an_office_without_a_system_keeps_no_events() {
    let (story, _) = with_system(None).await;
    story.does(apply("jp-00001", Channel::Queue)).await.unwrap();
    assert_eq!(office(&story).await.events, []);
}

fn event(number: u32) -> Event {
    let of = (CaseId([7; 16]), FIRST);
    Event { number, what: Happened::Sent, of, at: Moment(0), tried: 0, due: Moment(0) }
}

#[test]
fn an_event_that_does_not_arrive_is_tried_for_about_a_day_and_then_given_up() {
    let mut office = Office::new("desk".to_owned(), Duty::Desk, "Desk".to_owned(), Some("jp-00001".to_owned()));
    (office.hook, office.events) = (hook(), vec![event(1)]);
    let (mut now, mut tries) = (Moment(0), 0);
    while let Some(due) = office.next_due() {
        now = due;
        tries += 1;
        office = office.events_sent(&[(1, false)], now);
    }
    assert_eq!((tries, office.given_up), (TRIES, 1));
    assert!((22 * 3_600..=25 * 3_600).contains(&now.0), "{now:?}");
}

#[test]
fn those_behind_one_that_does_not_arrive_wait_a_little_and_lose_no_try() {
    let mut office = Office::new("desk".to_owned(), Duty::Desk, "Desk".to_owned(), Some("jp-00001".to_owned()));
    (office.hook, office.events) = (hook(), (1..=3).map(event).collect());
    let after = office.events_sent(&[(1, true), (2, false)], Moment(10));
    let left: Vec<(u32, usize, i64)> =
        after.events.iter().map(|event| (event.number, event.tried, event.due.0)).collect();
    assert_eq!(left, [(2, 1, 70), (3, 0, 70)]);
}
