//! Case files that point nowhere, and those that want the machine busy.

use casework::letter::{Signature, Signed};
use casework::records::Checked;
use documents::portable::{MOST_WORK, Unreadable, left_behind, read, write};
use jiff::civil::date;
use passphrase::WORK;
use serde_json::{Value, json};

use crate::portable::{NOW, PASSPHRASE, QUICK, Same, case, forged, written};

/// Forges one reference and gives what is said of it.
fn refused(change: impl Fn(&mut Value)) -> String {
    match forged(|content| change(&mut content["case"])) {
        Err(Unreadable::NoCase(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn whoever_is_named_must_be_among_the_people() {
    let nobody = |change: &dyn Fn(&mut Value)| assert_eq!(refused(change), "people: somebody is missing");
    nobody(&|case| case["seconds"][0]["by"] = 99.into());
    nobody(&|case| case["deciding"]["decisions"][0]["by"] = 99.into());
    nobody(&|case| case["deciding"]["reports"][0]["received"]["by"] = 99.into());
    nobody(&|case| case["applications"][0]["turns"][0]["by"] = 99.into());
    nobody(&|case| case["applications"][0]["doctor"] = 99.into());
    nobody(&|case| case["days"][0]["coming"][0]["person"] = 99.into());
    nobody(&|case| case["consents"][0]["by"] = 99.into());
    nobody(&|case| case["worries"][0]["of"] = 99.into());
    nobody(&|case| case["questions"][0]["of"] = 99.into());
}

#[test]
fn an_opinion_that_was_compared_or_chosen_must_be_there() {
    let missing = |change: &dyn Fn(&mut Value)| assert_eq!(refused(change), "opinions: one is missing");
    missing(&|case| case["weighing"]["compared"][0]["opinion"] = 99.into());
    missing(&|case| case["deciding"]["decisions"][0]["chooses"] = json!({ "second": 99 }));
    missing(&|case| case["deciding"]["decisions"][0]["chooses"] = json!({ "second-there": 99 }));
}

#[test]
fn an_application_with_a_day_or_an_opinion_must_be_there() {
    let missing = |change: &dyn Fn(&mut Value)| assert_eq!(refused(change), "applications: one is missing");
    missing(&|case| case["days"][0]["application"] = 99.into());
    missing(&|case| case["seconds"][0]["application"] = 99.into());
}

#[test]
fn a_signatures_file_and_a_records_file_must_be_there() {
    let missing = |change: &dyn Fn(&mut Value)| assert_eq!(refused(change), "attachments: one is missing");
    missing(&|case| {
        case["letter"]["form"]["signed"] = json!({ "by": "made up", "on": "2026-11-20", "how": { "file": 99 } })
    });
    missing(&|case| case["records"][0]["attachments"] = json!([99]));
}

#[test]
fn a_file_stands_once_and_in_one_item() {
    let twice = |change: &dyn Fn(&mut Value)| assert_eq!(refused(change), "files: a number twice");
    twice(&|case| case["records"][0]["attachments"] = json!([1, 1]));
    twice(&|case| {
        case["records"][0]["attachments"] = json!([1]);
        case["records"][1]["attachments"] = json!([1]);
    });
}

#[test]
fn no_list_within_a_list_is_longer_than_it_could_be_made_here() {
    let many = |length: usize| (0..length).map(|_| json!("made up")).collect::<Value>();
    assert!(forged(|content| content["case"]["deciding"]["decisions"][0]["with"] = many(20)).is_ok());
    assert_eq!(refused(|case| case["deciding"]["decisions"][0]["with"] = many(21)), "with: 21, the most is 20");
    let files = |case: &mut Value| case["records"][0]["attachments"] = (0..41).map(|_| json!(1)).collect();
    assert_eq!(refused(files), "files: 41, the most is 40");
    let answers = |case: &mut Value| case["ease"][0]["answered"]["answers"] = json!([1, 0, 1, 0, 1]);
    assert_eq!(refused(answers), "ease: more answers than there are items");
}

#[test]
fn a_worry_an_answer_and_a_decision_that_are_pointed_at_must_be_there() {
    assert_eq!(refused(|case| case["questions"][0]["worry"] = 99.into()), "worries: one is missing");
    let closed = |case: &mut Value| {
        let worries = case["worries"].as_array_mut().unwrap();
        worries.iter_mut().for_each(|worry| worry["closed"] = json!({ "answer": 40, "at": 0 }));
    };
    assert_eq!(refused(closed), "worries: an answer is missing");
    assert_eq!(refused(|case| case["deciding"]["reports"][0]["decision"] = 2.into()), "decisions: one is missing");
}

#[test]
fn a_file_that_asks_for_more_work_than_ours_is_refused_before_any_is_done() {
    assert_eq!(MOST_WORK, WORK);
    let file = String::from_utf8_lossy(&written()).into_owned();
    let stanza = file.lines().nth(3).unwrap();
    assert!(stanza.starts_with("-> scrypt ") && stanza.ends_with(&format!(" {QUICK}")), "{stanza}");
    // The work is written in one digit or two: the line grows, so length and checksum are made anew.
    let body = |file: &[u8]| file.splitn(3, |byte| *byte == b'\n').nth(2).unwrap().to_vec();
    let sealed = body(&written());
    let end = sealed.windows(3).position(|bytes| bytes == b" 4\n").unwrap();
    for work in [MOST_WORK + 1, 20, 63] {
        let slow = [&sealed[..end], format!(" {work}\n").as_bytes(), &sealed[end + 3..]].concat();
        let digest: String =
            <sha2::Sha256 as sha2::Digest>::digest(&slow).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut whole = format!("anshin case file 1\n{} {digest}\n", slow.len()).into_bytes();
        whole.extend(slow);
        let began = std::time::Instant::now();
        assert!(matches!(read(&whole, PASSPHRASE), Err(Unreadable::NoCase(_))), "{work}");
        assert!(began.elapsed().as_millis() < 200, "{work}: {:?}", began.elapsed());
    }
}

#[test]
fn a_passphrase_typed_in_full_width_letters_is_the_same() {
    let (case, uploads) = case();
    let file = write(&case, &uploads, "ｆｏｕｒ　ｍａｄｅ－ｕｐ　ｗｏｒｄｓ　ｈｅｒｅ", QUICK, &Same, NOW).unwrap();
    assert!(read(&file, PASSPHRASE).is_ok());
}

#[test]
fn what_stayed_behind_is_named_where_the_file_arrives_and_a_signature_without_its_file_is_none() {
    let (mut case, mut uploads) = case();
    let file = case.attachments[0].id;
    case.attachments[0].checked = Checked::Quarantined;
    case.attachments[0].name = "made-up signature.p7s".to_owned();
    uploads.retain(|(id, _)| *id != file);
    let signed = Signed { by: "made up".to_owned(), on: date(2026, 11, 20), how: Signature::File(file) };
    case.letter.form.as_mut().unwrap().signed = Some(signed);
    let names: Vec<String> = left_behind(&case).iter().map(|known| known.name.clone()).collect();
    let brought = read(&write(&case, &uploads, PASSPHRASE, QUICK, &Same, NOW).unwrap(), PASSPHRASE).unwrap();
    assert_eq!(brought.left, names);
    assert!(brought.left.contains(&"made-up signature.p7s".to_owned()));
    assert_eq!(brought.seen().letter.form.as_ref().unwrap().signed, None);
    let many = forged(|content| content["left"] = (0..41).map(|_| "x").collect::<Value>());
    assert!(matches!(many, Err(Unreadable::NoCase(_))));
    let long = forged(|content| content["left"] = json!(["あ".repeat(201)]));
    assert!(matches!(long, Err(Unreadable::NoCase(_))));
}
