//! The letter of introduction.

use casework::AttachmentId;
use casework::letter::{Signature, Source};
use documents::paper::Block;
use documents::paper::papers::{Paper, sheets};
use language::Language;

use super::{given, made, read};
use crate::sample;

#[test]
fn the_japanese_letter_has_every_field_of_form_11() {
    let fields = [
        "紹介先医療機関等名",
        "担当医",
        "紹介元医療機関の所在地",
        "名称",
        "電話番号",
        "医師氏名",
        "患者氏名",
        "性別",
        "患者住所",
        "患者電話番号",
        "生年月日",
        "職業",
        "傷病名",
        "紹介目的",
        "既往歴及び家族歴",
        "症状経過及び検査結果",
        "治療経過",
        "現在の処方",
        "備考",
    ];
    for case in [sample::full(), sample::unsigned(), sample::bare()] {
        let words = read(&made(Paper::Letter, &case, Language::Japanese));
        for field in fields {
            assert!(words.contains(field), "{field}");
        }
        let place = |field| words.find(field).unwrap();
        assert!(place("傷病名") < place("紹介目的") && place("症状経過") < place("治療経過"), "{words}");
    }
}

#[test]
fn a_letter_is_a_draft_until_a_doctor_signs_it() {
    for language in Language::ALL {
        let t = language.text();
        let is_draft = |case| {
            let sheets = made(Paper::Letter, &case, language);
            sheets.iter().any(|sheet| sheet.marks.iter().any(|mark| mark.words == t.door_form_draft()))
        };
        assert!(is_draft(sample::unsigned_in(language)));
        assert!(is_draft(sample::bare()));
        assert!(!is_draft(sample::full_in(language)));
    }
    let words = read(&made(Paper::Letter, &sample::full(), Language::Japanese));
    assert!(words.contains("架空 一郎が2026年"), "{words}");
}

#[test]
fn a_letter_signed_with_a_file_says_so() {
    let mut case = sample::full_in(Language::English);
    let form = case.letter.form.as_mut().unwrap();
    form.signed.as_mut().unwrap().how = Signature::File(AttachmentId(1));
    let words = read(&made(Paper::Letter, &case, Language::English));
    assert!(words.contains("Signed with an electronic signature file by Dr Made-up First"), "{words}");
}

#[test]
fn every_word_of_the_patient_on_a_letter_is_marked() {
    let case = sample::unsigned_in(Language::English);
    let sheets = made(Paper::Letter, &case, Language::English);
    let facts: Vec<&str> =
        sheets[0].blocks.iter().filter_map(as_facts).flatten().map(|(_, fact)| fact.as_str()).collect();
    for (name, words) in sample::form(&case).fields() {
        let fact = facts.iter().find(|fact| fact.contains(&words.text)).unwrap();
        let marked = fact.contains("[As the patient recorded it]");
        assert_eq!(marked, words.source == Source::Patient, "{name}: {fact}");
    }
}

#[test]
fn a_letter_nobody_has_begun_holds_the_patients_record_and_no_word_more() {
    let mut case = sample::full_in(Language::English);
    case.letter.form = None;
    let sheets = made(Paper::Letter, &case, Language::English);
    let words = read(&sheets);
    assert!(words.contains("stage II, as told [As the patient recorded it]"), "{words}");
    let facts = sheets[0].blocks.iter().filter_map(as_facts).flatten();
    let blanks: Vec<&String> = facts.filter(|(_, fact)| fact.is_empty()).map(|(name, _)| name).collect();
    for blank in ["Purpose of the referral", "Course and findings", "Sex", "Occupation", "Current medication"] {
        assert!(blanks.iter().any(|name| *name == blank), "{blank}");
    }
}

#[test]
fn a_letter_says_when_its_words_are_in_another_language() {
    let t = Language::English.text();
    let foreign = |case, language: Language| {
        read(&made(Paper::Letter, &case, language)).contains(&language.text().paper_letter_tongue())
    };
    assert!(foreign(sample::full(), Language::English), "{}", t.paper_letter_tongue());
    assert!(foreign(sample::full_in(Language::English), Language::Japanese));
    assert!(!foreign(sample::full(), Language::Japanese));
    assert!(!foreign(sample::full_in(Language::English), Language::English));
    assert!(!foreign(sample::bare(), Language::Japanese));
}

#[test]
fn the_letter_goes_to_the_institution_that_was_applied_to() {
    let case = sample::full_in(Language::English);
    let named = |id| {
        let given = documents::paper::papers::Given {
            application: Some(casework::ApplicationId(id)),
            ..given(&case, Language::English)
        };
        read(&sheets(Paper::Letter, &given))
    };
    assert!(named(1).contains("Doctor there\nDr Made-up Second"));
    assert!(named(3).contains("Third Example Hospital\nDepartment and doctor there"));
}

fn as_facts(block: &Block) -> Option<&Vec<(String, String)>> {
    match block {
        Block::Facts(facts) => Some(facts),
        _ => None,
    }
}
