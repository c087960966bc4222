//! Tests of `documents::portable`.

use std::fs;
use std::io::{Read, Write};

use casework::application::Channel;
use casework::authority::{Actor, may};
use casework::letter::Source;
use casework::opinion::Known;
use casework::people::Role;
use casework::records::Checked;
use casework::second::{Hand, Point};
use casework::secret::Chance;
use casework::{AttachmentId, Case, CaseId, Deed, Moment, PersonId};
use documents::portable::words::{changed, unreadable, unwritten};
use documents::portable::{Brought, Changed, Unreadable, Unwritten, left_behind, read, write};
use jiff::civil::date;
use language::Language;
use passphrase::{DRAWN, Drawn, Opening, Passphrase, Sealing};
use sha2::{Digest, Sha256};

use crate::sample::full;

pub const PASSPHRASE: &str = "four made-up words here";
pub const NOW: Moment = Moment(1_795_392_000);
/// So that a test does not take a second for each passphrase.
pub const QUICK: u8 = 4;

/// Draws the same bytes each time.
pub struct Same;

impl Chance for Same {
    fn fill(&self, room: &mut [u8]) {
        room.fill(7);
    }
}

/// The made-up case with the bytes of its uploads.
pub fn case() -> (Case, Vec<(AttachmentId, Vec<u8>)>) {
    let mut case = full();
    let mut uploads = Vec::new();
    for attachment in &mut case.attachments {
        let mut bytes = b"%PDF-1.7 made up ".to_vec();
        bytes.resize(70_000, b'x');
        attachment.size = bytes.len() as u64;
        attachment.media_type = "application/pdf".to_owned();
        uploads.push((attachment.id, bytes));
    }
    (case, uploads)
}

pub fn written() -> Vec<u8> {
    let (case, uploads) = case();
    write(&case, &uploads, PASSPHRASE, QUICK, &Same, NOW).unwrap()
}

fn brought() -> Brought {
    read(&written(), PASSPHRASE).unwrap()
}

/// What stands sealed in a file.
pub fn inside(file: &[u8]) -> Vec<u8> {
    let body = file.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0 + 1;
    let mut inside = Vec::new();
    Opening::new(&file[body..], PASSPHRASE).unwrap().read_to_end(&mut inside).unwrap();
    inside
}

/// A file around it, sealed well and with the right checksum.
pub fn around(inside: &[u8]) -> Vec<u8> {
    let work = Passphrase { text: PASSPHRASE, work: QUICK };
    let mut sealing = Sealing::new(Vec::new(), &work, Drawn([7; DRAWN])).unwrap();
    sealing.write_all(inside).unwrap();
    let sealed = sealing.finish().unwrap();
    let digest: String = Sha256::digest(&sealed).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = format!("anshin case file 1\n{} {digest}\n", sealed.len()).into_bytes();
    file.extend(sealed);
    file
}

/// Writes a case that nobody could have made here, past the check, as an attacker would: sealed well and with the right checksum.
pub fn forged(change: impl Fn(&mut serde_json::Value)) -> Result<Brought, Unreadable> {
    let inside = inside(&written());
    let length = u64::from_be_bytes(inside[..8].try_into().unwrap()) as usize;
    let mut content: serde_json::Value = serde_json::from_slice(&inside[8..8 + length]).unwrap();
    change(&mut content);
    let json = serde_json::to_vec(&content).unwrap();
    let mut other = (json.len() as u64).to_be_bytes().to_vec();
    other.extend_from_slice(&json);
    other.extend_from_slice(&inside[8 + length..]);
    read(&around(&other), PASSPHRASE)
}

#[test]
fn a_case_comes_back_with_its_uploads() {
    let (case, uploads) = case();
    let brought = brought();
    assert_eq!(brought.uploads, uploads);
    assert_eq!(brought.made, NOW);
    let came = brought.seen();
    assert_eq!(came.opinion, case.opinion);
    assert_eq!(came.worries, case.worries);
    assert_eq!(came.timing, case.timing);
    assert_eq!(came.choice, case.choice);
    assert_eq!(came.records, case.records);
    assert_eq!(came.questions, case.questions);
    assert_eq!(came.weighing, case.weighing);
    let mut deciding = case.deciding;
    // Whose hand gave a receipt is the one thing that changes on the way; there is a test for it.
    deciding.reports[0].received.as_mut().unwrap().by = case.begun_by;
    assert_eq!(came.deciding, deciding);
    assert_eq!(came.ease, case.ease);
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    assert_eq!(written(), written());
}

#[test]
fn no_word_of_the_case_stands_in_plain() {
    let file = String::from_utf8_lossy(&written()).into_owned();
    for word in ["架空", "people", "made up"] {
        assert!(!file.contains(word), "{word}");
    }
    assert!(file.starts_with("anshin case file 1\n"));
}

#[test]
fn nothing_that_opens_something_is_carried() {
    let brought = brought();
    let case = brought.seen();
    assert_eq!(case.id, CaseId([0; 16]));
    assert!(case.codes.is_empty() && case.letter.invitation.is_none());
    assert!(case.people.iter().all(|person| person.joined.is_none() && person.mail.is_none()));
    let slots = case.applications.iter().flat_map(|known| known.offers.iter().chain(&known.booked));
    assert!(slots.into_iter().all(|offer| offer.slot.is_none()));
    assert!(case.applications.iter().all(|known| known.channel == Channel::Paper && !known.is_to_be_posted()));
}

#[test]
fn people_stay_as_names_and_staff_may_do_nothing_any_more() {
    let (before, _) = case();
    let brought = brought();
    let case = brought.seen();
    let names = |case: &Case| case.people.iter().map(|person| person.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(case), names(&before));
    let staff = case.people.iter().filter(|person| !matches!(person.role, Role::Patient | Role::Relative));
    for person in staff {
        let consents = case.consents.iter().filter(|consent| consent.person == person.id);
        assert!(consents.into_iter().all(|consent| !consent.holds(date(2026, 11, 23))), "{}", person.name);
    }
    let doctor = case.people.iter().find(|person| person.role == Role::AttendingDoctor).unwrap();
    let actor = Actor { person: doctor.id, by_form_code: false };
    assert!(!may(case, actor, Deed::WriteForm, date(2026, 11, 23)));
    // What once held can still be read.
    assert_eq!(case.consents.len(), before.consents.len());
    assert!(brought.changed.contains(&Changed::ConsentsEnded));
}

#[test]
fn what_a_doctor_wrote_arrives_as_the_patients_word() {
    let brought = brought();
    let case = brought.seen();
    let form = case.letter.form.as_ref().unwrap();
    assert_eq!(form.signed, None);
    assert_ne!(form.diagnosis.source, Source::Doctor);
    assert!(!form.diagnosis.text.is_empty());
    assert!(case.seconds.iter().all(|second| second.hand == Hand::Told));
    assert!(case.attachments.iter().all(|known| known.checked == Checked::Quarantined));
    assert!(brought.changed.contains(&Changed::LetterUnsigned));
}

#[test]
fn what_a_doctor_could_not_say_does_not_arrive_as_what_the_patient_did_not_understand() {
    let (mut case, uploads) = case();
    case.seconds.truncate(1);
    assert_eq!(case.seconds[0].of(Point::Nothing), Known::Unclear);
    for (hand, arrives) in [(Hand::Doctor, Known::Open), (Hand::Told, Known::Unclear)] {
        case.seconds[0].hand = hand;
        let file = write(&case, &uploads, PASSPHRASE, QUICK, &Same, NOW).unwrap();
        let brought = read(&file, PASSPHRASE).unwrap();
        assert_eq!(brought.seen().seconds[0].of(Point::Nothing), arrives, "{hand:?}");
        assert_eq!(brought.seen().seconds[0].of(Point::Aim), case.seconds[0].of(Point::Aim));
    }
}

#[test]
fn a_receipt_that_a_doctor_gave_elsewhere_arrives_as_told() {
    let (mut case, uploads) = case();
    let doctor = case.people.iter().find(|person| person.role == Role::AttendingDoctor).unwrap().id;
    let receipt = case.deciding.reports[0].received.as_mut().unwrap();
    receipt.by = doctor;
    let who = receipt.who.clone();
    let file = write(&case, &uploads, PASSPHRASE, QUICK, &Same, NOW).unwrap();
    let brought = read(&file, PASSPHRASE).unwrap();
    let received = brought.seen().deciding.reports[0].received.as_ref().unwrap();
    assert_eq!((received.by, received.who.as_str()), (case.begun_by, who.as_str()));
}

#[test]
fn a_doctors_draft_is_not_carried() {
    let (mut case, uploads) = case();
    let mut draft = case.seconds[0].clone();
    draft.id.0 = 99;
    (draft.given, draft.hand) = (None, Hand::Doctor);
    case.seconds.push(draft);
    let file = write(&case, &uploads, PASSPHRASE, QUICK, &Same, NOW).unwrap();
    assert!(read(&file, PASSPHRASE).unwrap().seen().seconds.iter().all(|second| second.id.0 != 99));
}

#[test]
fn what_no_scanner_passed_stays_behind_and_is_named() {
    let (mut case, _) = case();
    for attachment in &mut case.attachments {
        attachment.checked = Checked::Quarantined;
    }
    assert_eq!(left_behind(&case).len(), case.attachments.len());
    let file = write(&case, &[], PASSPHRASE, QUICK, &Same, NOW).unwrap();
    let brought = read(&file, PASSPHRASE).unwrap();
    assert!(brought.seen().attachments.is_empty() && brought.uploads.is_empty());
    assert!(brought.seen().records.iter().all(|item| item.attachments.is_empty()));
}

#[test]
fn it_is_taken_in_under_a_new_name_by_the_patient_or_a_relative() {
    let id = CaseId([3; 16]);
    let (case, _) = brought().taken_in(id, PersonId::PATIENT, NOW).unwrap();
    assert_eq!(case.id, id);
    let joined: Vec<PersonId> =
        case.people.iter().filter(|known| known.joined.is_some()).map(|known| known.id).collect();
    assert_eq!(joined, [PersonId::PATIENT]);
    let doctor = brought().seen().people.iter().find(|person| person.role == Role::AttendingDoctor).unwrap().id;
    assert!(brought().taken_in(id, doctor, NOW).is_none());
    assert!(brought().taken_in(id, PersonId(77), NOW).is_none());
}

#[test]
fn each_way_of_being_wrong_has_its_own_answer() {
    let file = written();
    let with_form = |form: &str| {
        let mut other = format!("anshin case file {form}").into_bytes();
        other.extend_from_slice(&file["anshin case file 1".len()..]);
        other
    };
    let mut flipped = file.clone();
    let last = flipped.len() - 40_000;
    flipped[last] ^= 1;
    let cut = &file[..file.len() - 10];
    let length = file.len();
    assert_eq!(read(b"PK\x03\x04", PASSPHRASE), Err(Unreadable::NotACaseFile));
    assert_eq!(read(b"", PASSPHRASE), Err(Unreadable::NotACaseFile));
    assert_eq!(read(&with_form("0"), PASSPHRASE), Err(Unreadable::Older(0)));
    assert_eq!(read(&with_form("2"), PASSPHRASE), Err(Unreadable::Newer(2)));
    assert_eq!(read(cut, PASSPHRASE), Err(Unreadable::Cut { there: length - 10, whole: length }));
    assert_eq!(read(&flipped, PASSPHRASE), Err(Unreadable::Damaged));
    assert_eq!(read(&file, "four other words here"), Err(Unreadable::WrongPassphrase));
}

#[test]
fn each_answer_is_a_sentence_of_its_own_in_both_languages() {
    let all = [
        Unreadable::NotACaseFile,
        Unreadable::Older(0),
        Unreadable::Newer(2),
        Unreadable::Cut { there: 1, whole: 2 },
        Unreadable::Damaged,
        Unreadable::WrongPassphrase,
        Unreadable::TooLong,
        Unreadable::NoCase("people".to_owned()),
    ];
    let unwritable = [
        Unwritten::PassphraseShort,
        Unwritten::Upload(AttachmentId(1)),
        Unwritten::TooLong,
        Unwritten::Unsealed(String::new()),
    ];
    let ends = [Changed::ConsentsEnded, Changed::LetterUnsigned, Changed::OpinionsTold, Changed::DesksOnPaper];
    for language in [Language::English, Language::Japanese] {
        let t = language.text();
        let said = all.iter().map(|why| unreadable(t, why)).chain(unwritable.iter().map(|why| unwritten(t, why)));
        let mut said: Vec<String> = said.chain(ends.map(|end| changed(t, end))).collect();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), all.len() + unwritable.len() + ends.len(), "{said:?}");
    }
}

#[test]
fn every_bit_that_is_flipped_in_the_beginning_and_every_cut_is_noticed() {
    let file = written();
    for at in (0..90).chain((90..400).step_by(11)) {
        let mut other = file.clone();
        other[at] ^= 4;
        assert!(read(&other, PASSPHRASE).is_err(), "byte {at}");
    }
    for end in (0..file.len()).step_by(9_973) {
        assert!(read(&file[..end], PASSPHRASE).is_err(), "{end} bytes");
    }
    let mut longer = file;
    longer.push(0);
    assert_eq!(read(&longer, PASSPHRASE), Err(Unreadable::Damaged));
}

#[test]
fn a_short_passphrase_and_a_missing_upload_are_refused() {
    let (case, uploads) = case();
    let short = write(&case, &uploads, "short", QUICK, &Same, NOW);
    assert!(matches!(short, Err(Unwritten::PassphraseShort)));
    assert!(matches!(write(&case, &[], PASSPHRASE, QUICK, &Same, NOW), Err(Unwritten::Upload(_))));
}

#[test]
fn a_file_that_somebody_forged_is_no_case() {
    let no_case = |change: &dyn Fn(&mut serde_json::Value)| {
        let answer = forged(change);
        assert!(matches!(answer, Err(Unreadable::NoCase(_))), "{answer:?}");
    };
    assert!(forged(|_| ()).is_ok());
    no_case(&|content| content["case"]["people"][0]["role"] = "operator".into());
    no_case(&|content| content["case"]["people"][1]["role"] = "patient".into());
    no_case(&|content| content["case"]["people"][1]["id"] = 1.into());
    no_case(&|content| content["case"]["people"] = serde_json::json!([]));
    no_case(&|content| content["case"]["begun_by"] = 99.into());
    no_case(&|content| content["case"]["opinion"]["unclear"] = "あ".repeat(4_001).into());
    no_case(&|content| content["case"]["attachments"][0]["media_type"] = "image/png".into());
    no_case(&|content| content["case"]["attachments"][0]["size"] = 1.into());
    no_case(&|content| content["uploads"][0]["bytes"] = 10_000_000_000_u64.into());
    no_case(&|content| {
        let worry = content["case"]["worries"][0].clone();
        let many = (1..=41).map(|id| {
            let mut worry = worry.clone();
            worry["id"] = id.into();
            worry
        });
        content["case"]["worries"] = many.collect();
    });
}

#[test]
fn a_forged_consent_and_a_forged_signature_open_nothing() {
    let brought = forged(|content| {
        for consent in content["case"]["consents"].as_array_mut().unwrap() {
            consent["withdrawn"] = serde_json::Value::Null;
        }
        content["case"]["codes"] = serde_json::json!([{ "person": 3, "until": 9_999_999_999_i64, "used": null }]);
    })
    .unwrap();
    let case = brought.seen();
    assert!(case.codes.is_empty());
    let doctor = case.people.iter().find(|person| person.role == Role::AttendingDoctor).unwrap().id;
    assert!(case.consents.iter().filter(|known| known.person == doctor).all(|known| known.withdrawn.is_some()));
}

/// What the fuzz target for case files begins with.
#[test]
fn the_kept_seed_is_a_case() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/case-file/full.bin");
    if std::env::var_os("KEEP_SEEDS").is_some() {
        let (mut case, _) = case();
        let upload = b"%PDF-1.7 made up".to_vec();
        case.attachments.truncate(1);
        case.attachments[0].size = upload.len() as u64;
        let uploads = [(case.attachments[0].id, upload)];
        fs::write(path, inside(&write(&case, &uploads, PASSPHRASE, QUICK, &Same, NOW).unwrap())).unwrap();
    }
    let kept = fs::read(path).unwrap();
    let answer = read(&around(&kept), PASSPHRASE);
    assert!(answer.is_ok(), "{answer:?}: the form of a case changed; run this test with KEEP_SEEDS=1");
}
