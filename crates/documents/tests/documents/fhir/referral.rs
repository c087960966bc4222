//! The letter as a Japanese referral.

use casework::case::Case;
use casework::letter::{Source, Words};
use casework::records::Checked;
use documents::fhir::ereferral::{Missing, NotIssued, bundle};
use documents::fhir::{check, read};
use language::Language;
use proptest::prelude::*;
use serde_json::Value;

use super::made_up::{given, issued, letter, put};
use crate::sample;

fn of_kind<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = bundle["entry"].as_array().expect("entries");
    entries.iter().map(|entry| &entry["resource"]).filter(|resource| resource["resourceType"] == kind).collect()
}

fn section<'a>(bundle: &'a Value, code: &str) -> Option<&'a Value> {
    let composition = &bundle["entry"][0]["resource"];
    let outer = composition["section"].as_array().expect("sections");
    let inner = outer.iter().filter_map(|section| section["section"].as_array()).flatten();
    outer.iter().chain(inner).find(|section| section["code"]["coding"][0]["code"] == code)
}

#[test]
fn a_signed_letter_is_a_referral_that_breaks_no_rule() {
    let bundle = letter(&sample::full()).expect("it can be issued");
    assert_eq!(check::ereferral(&bundle), []);
    assert_eq!(bundle["identifier"]["value"], "0610000001^2026^SO-0001");
    assert_eq!(bundle["timestamp"], "2026-11-23T09:30:15+09:00");
    let composition = &bundle["entry"][0]["resource"];
    assert_eq!(composition["title"], "診療情報提供書");
    assert_eq!(composition["event"][0]["period"]["start"], "2026-11-23");
    assert_eq!(composition["attester"][0]["time"], "2026-11-09");
    put("ereferral-ja.json", &bundle);
}

#[test]
fn an_english_letter_and_one_with_the_least_are_referrals_too() {
    let english = bundle(&sample::full_in(Language::English), &given(), Language::English, &issued());
    let english = english.expect("it can be issued");
    assert_eq!(check::ereferral(&english), []);
    put("ereferral-en.json", &english);

    let mut case = sample::full();
    case.made_up = false;
    let form = case.letter.form.as_mut().expect("a form");
    for words in [&mut form.plan, &mut form.past, &mut form.allergies, &mut form.medicines, &mut form.findings] {
        *words = Words::default();
    }
    form.remarks = Words::default();
    let mut least = given();
    least.patient.kana = None;
    for text in [&mut least.patient.postal, &mut least.patient.phone, &mut least.patient.number] {
        text.clear();
    }
    for institution in [&mut least.from, &mut least.to] {
        let others = [&mut institution.address, &mut institution.postal, &mut institution.phone];
        others.into_iter().for_each(String::clear);
        institution.department.clear();
        institution.doctor.clear();
    }
    (least.enclosed, least.pdf) = (Vec::new(), None);
    let least = bundle(&case, &least, Language::Japanese, &issued()).expect("it can be issued");
    assert_eq!(check::ereferral(&least), []);
    assert!(section(&least, "210").is_none() && section(&least, "220").is_none() && section(&least, "230").is_none());
    assert!(of_kind(&least, "DocumentReference").is_empty());
    put("ereferral-least.json", &least);
}

#[test]
fn each_field_of_the_form_stands_in_its_section() {
    let case = sample::full();
    let form = case.letter.form.clone().expect("a form");
    let bundle = letter(&case).expect("it can be issued");
    let fields = [
        ("950", &form.purpose),
        ("340", &form.diagnosis),
        ("360", &form.course),
        ("370", &form.past),
        ("510", &form.allergies),
        ("430", &form.medicines),
        ("620", &form.findings),
        ("420", &form.plan),
        ("220", &form.remarks),
    ];
    for (code, words) in fields {
        let div = section(&bundle, code).expect(code)["text"]["div"].as_str().expect("a text").to_owned();
        assert!(div.contains(&words.text.replace('\n', "<br/>")), "{code}: {div}");
    }
}

#[test]
fn a_letter_that_nobody_signed_is_not_issued() {
    assert_eq!(letter(&sample::unsigned()), Err(NotIssued::Unsigned));
    assert_eq!(letter(&sample::bare()), Err(NotIssued::Unsigned));
    for language in Language::ALL {
        assert!(!NotIssued::Unsigned.say(language.text()).is_empty());
    }
}

#[test]
fn what_is_missing_is_named_all_at_once() {
    let mut case = sample::full();
    let form = case.letter.form.as_mut().expect("a form");
    form.purpose.source = Source::Patient;
    form.course.text = "  ".to_owned();
    let mut given = given();
    given.patient.birth = None;
    given.patient.member = "123".to_owned();
    given.patient.family = "架空\u{3000}".to_owned();
    given.to.number = "9999999999".to_owned();
    let refused = bundle(&case, &given, Language::Japanese, &issued());
    let missing = vec![
        Missing::Purpose,
        Missing::Course,
        Missing::PatientName,
        Missing::PatientBirth,
        Missing::MemberNumber,
        Missing::ToNumber,
    ];
    let refused = refused.expect_err("it is refused");
    assert_eq!(refused, NotIssued::Incomplete(missing));
    assert!(refused.say(Language::Japanese.text()).contains("生年月日"));
    assert!(refused.say(Language::English.text()).contains("date of birth"));
}

#[test]
fn the_same_letter_has_the_same_bytes_and_another_case_has_other_ids() {
    let case = sample::full();
    let once = letter(&case).expect("it can be issued").to_string();
    assert_eq!(once, letter(&case).expect("it can be issued").to_string());
    let mut other = case.clone();
    other.id.0[0] ^= 1;
    let ids = |case: &Case| -> Vec<String> {
        let bundle = letter(case).expect("it can be issued");
        let entries = bundle["entry"].as_array().expect("entries").clone();
        entries.iter().map(|entry| entry["fullUrl"].as_str().expect("an address").to_owned()).collect()
    };
    let (ids, others) = (ids(&case), ids(&other));
    assert!(ids.iter().all(|id| !others.contains(id)), "{ids:?} {others:?}");
    let version = |id: &String| id.as_bytes().get("urn:uuid:00000000-0000-".len()).copied();
    assert!(ids.iter().all(|id| version(id) == Some(b'8')), "{ids:?}");
}

#[test]
fn words_of_the_patient_alone_are_marked_as_such() {
    let mut case = sample::full();
    case.letter.form.as_mut().expect("a form").medicines.source = Source::Patient;
    let bundle = letter(&case).expect("it can be issued");
    let div = section(&bundle, "430").expect("medicines")["text"]["div"].as_str().expect("a text").to_owned();
    assert!(div.contains("医師は未確認"), "{div}");
}

#[test]
fn no_word_can_break_out_of_the_narrative() {
    let mut case = sample::full();
    let words = "5 < 6 & \"x\" </div><script>\u{0}\u{b}";
    case.letter.form.as_mut().expect("a form").course.text = words.to_owned();
    let bundle = letter(&case).expect("it can be issued");
    let div = section(&bundle, "360").expect("the course")["text"]["div"].as_str().expect("a text").to_owned();
    assert!(div.ends_with("5 &lt; 6 &amp; &quot;x&quot; &lt;/div&gt;&lt;script&gt;</div>"), "{div}");
    assert_eq!(check::ereferral(&bundle), []);
}

#[test]
fn a_made_up_letter_says_so_in_words_and_by_a_tag() {
    let bundle = letter(&sample::full()).expect("it can be issued");
    let div = section(&bundle, "220").expect("remarks")["text"]["div"].as_str().expect("a text").to_owned();
    assert!(div.contains("お試し用の架空の内容です"), "{div}");
    assert_eq!(bundle["meta"]["tag"][0]["code"], "HTEST");
    let entries = bundle["entry"].as_array().expect("entries");
    assert!(entries.iter().all(|entry| entry["resource"]["meta"]["tag"][0]["code"] == "HTEST"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever was typed: the letter is refused, or breaks no rule and can be read back.
    #[test]
    fn what_is_issued_is_a_referral_whatever_was_typed(
        texts in prop::collection::vec("(?s).{0,12}", 8),
        member in "[0-9]{7,9}:.{0,3}:[^:]{0,3}:[0-9]{0,2}",
        number in "[0-5][0-9][0-4][0-9]{7}",
        letter in "[0-9A-Za-z-]{0,34}",
    ) {
        let mut case = sample::full();
        let (mut given, mut issued) = (given(), issued());
        let form = case.letter.form.as_mut().expect("a form");
        let signed = form.signed.as_mut().expect("signed");
        let fields = [
            &mut form.purpose.text,
            &mut form.past.text,
            &mut signed.by,
            &mut given.patient.family,
            &mut given.patient.address,
            &mut given.from.name,
            &mut given.to.doctor,
            &mut given.to.address,
        ];
        fields.into_iter().zip(texts).for_each(|(field, text)| field.push_str(&text));
        (given.patient.member, given.from.number, issued.number) = (member, number, letter);
        if let Ok(bundle) = bundle(&case, &given, Language::Japanese, &issued) {
            prop_assert_eq!(check::ereferral(&bundle), []);
            prop_assert!(read::ereferral(bundle.to_string().as_bytes()).is_ok());
        }
    }
}

#[test]
fn a_file_that_no_scanner_passed_does_not_go_along() {
    for checked in [Checked::Refused, Checked::Quarantined] {
        let mut case = sample::full();
        case.attachments.iter_mut().for_each(|attachment| attachment.checked = checked);
        let bundle = letter(&case).expect("it can be issued");
        assert!(section(&bundle, "210").is_none());
        assert_eq!(of_kind(&bundle, "DocumentReference").len(), 1, "the letter as PDF");
    }
    let bundle = letter(&sample::full()).expect("it can be issued");
    let file = &of_kind(&bundle, "DocumentReference")[0]["content"][0]["attachment"];
    assert_eq!(file["size"], 123_456);
    assert_eq!(file["hash"], "BwcHBwcHBwcHBwcHBwcHBwcHBwc=");
    assert!(file.get("data").is_none(), "a file's content goes along only when it is handed in");
}
