//! Letters that come in.

use casework::letter::Source;
use documents::fhir::ereferral::{Gender, Setting};
use documents::fhir::read::{BYTES, DEPTH, Read, Unreadable, VALUES, ereferral};
use jiff::civil::date;
use language::Language;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::made_up::{EXAMPLE, EXAMPLE_IN_WORDS, example, letter};
use crate::sample;

fn read(text: &str) -> Read {
    ereferral(text.as_bytes()).expect("it can be read")
}

#[test]
fn the_official_example_fills_the_form() {
    let read = read(EXAMPLE);
    assert_eq!(read.findings, []);
    assert_eq!(read.patient.name, "牧野 爛漫");
    assert_eq!(read.patient.kana, "マキノ ランマン");
    assert_eq!(read.patient.gender, Some(Gender::Female));
    assert_eq!(read.patient.birth, Some(date(1930, 6, 28)));
    assert_eq!(read.patient.address, "高知県高知市五台山4200-6");
    assert_eq!(read.from.name, "港診療所");
    assert_eq!(read.from.doctor, "大河内 勘三郎");
    assert_eq!(read.from.department, "眼科");
    assert_eq!(read.to.name, "東京第一テスト病院");
    assert_eq!(read.to.doctor, "野口 英世丸");
    assert_eq!(read.form.purpose.text, "腹痛精査お願いします。");
    assert_eq!(read.form.diagnosis.text, "上腹部痛、腰痛");
    assert!(read.form.course.text.starts_with("２０２２年６月上旬から"));
    assert_eq!(read.form.allergies.text, "サバ　キーウイ　ヨード禁");
    assert_eq!(read.form.purpose.source, Source::Doctor);
    assert_eq!(read.form.signed, None, "what came in is not signed here");
    assert_eq!(read.setting, Some(Setting::Outpatient));
    assert_eq!(read.issued, "2020-08-21");
    assert!(!read.made_up && read.signed.is_empty(), "nobody says so");
    let more: Vec<&str> = read.more.iter().map(|more| more.code.as_str()).collect();
    assert_eq!(more, ["550", "520", "330"]);
    assert_eq!(read.files.len(), 1);
    assert_eq!(read.files[0].address, "file:///clinicalCourseExampleData.pdf");
}

#[test]
fn the_example_in_words_keeps_its_lines() {
    let read = read(EXAMPLE_IN_WORDS);
    assert!(read.from.words.contains("東京都港区新橋１−２−３\n電話:03-9876-5432>\n港診療所"), "{}", read.from.words);
    assert!(read.form.medicines.text.contains("朝食後、就寝時\nレバミピド錠"), "{}", read.form.medicines.text);
    assert_eq!(read.form.remarks.text, "よろしくお願いします。");
}

/// What holds a document together and says nothing of the patient: by the last member of its place.
const FRAME: [&str; 7] = ["resourceType", "id", "language", "fullUrl", "lastUpdated", "profile", "reference"];

/// What the profile fixes, so that it need not be kept.
const FIXED: [&str; 18] = [
    "document",
    "final",
    "finished",
    "current",
    "additional",
    "official",
    "phone",
    "prov",
    "IDE",
    "SYL",
    "OUTPATIENT",
    "外来文書",
    "AMB",
    "外来",
    "57133-1",
    "診療情報提供書",
    "診療情報提供書発行",
    "http://hl7.org/fhir/StructureDefinition/composition-clinicaldocument-versionNumber",
];

fn leaves<'a>(value: &'a Value, path: String, out: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, inner)| leaves(inner, format!("{path}.{name}"), out));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(place, inner)| leaves(inner, format!("{path}[{place}]"), out));
        }
        leaf => out.push((path, leaf)),
    }
}

/// Everything a reader keeps, as one text.
fn kept(read: &Read) -> String {
    let without = Read { left: Vec::new(), findings: Vec::new(), ..read.clone() };
    // Debug escapes line ends and full-width blanks.
    format!("{without:?}").replace("\\n", "\n").replace("\\u{3000}", "\u{3000}")
}

/// Whether a value that is not listed as left is kept, is part of the frame, or is what the profile fixes.
fn accounted(place: &str, leaf: &Value, kept: &str) -> bool {
    let last = place.rsplit('.').next().unwrap_or_default();
    let last = last.split('[').next().unwrap_or_default();
    let text = leaf.as_str().unwrap_or_default();
    let in_section = place.contains(".section[");
    let section_word = in_section && (text.ends_with("セクション") || matches!(last, "title" | "code"));
    let system = matches!(last, "system" | "url") && text.starts_with("http");
    let type_of_reference = last == "type" && text.starts_with(char::is_uppercase);
    let gender_or_date = kept.to_lowercase().contains(&format!("some({text})"));
    // An independent way from XHTML to text: tags away, blanks aside.
    let flat = |text: &str| text.split_whitespace().collect::<String>();
    let mut plain = text.replace("<br/>", "\n");
    while let (true, Some(start)) = (last == "div", plain.find("<")) {
        let end = plain.get(start..).and_then(|rest| rest.find('>')).map_or(plain.len(), |end| start + end + 1);
        plain.replace_range(start..end, "");
    }
    FRAME.contains(&last)
        || FIXED.contains(&text)
        || section_word
        || system
        || type_of_reference
        || gender_or_date
        || flat(kept).contains(&flat(&plain))
}

#[test]
fn nothing_of_the_official_examples_is_lost_but_what_is_listed() {
    for text in [EXAMPLE, EXAMPLE_IN_WORDS] {
        let document: Value = serde_json::from_str(text).expect("JSON");
        let read = read(text);
        assert_eq!(read.left_off, 0);
        let kept = kept(&read);
        let mut all = Vec::new();
        leaves(&document, "Bundle".to_owned(), &mut all);
        for (place, leaf) in &all {
            let listed = read.left.iter().any(|left| left.place == *place);
            assert!(listed || accounted(place, leaf, &kept), "{place}: {leaf}");
        }
        let places: Vec<&String> = all.iter().map(|(place, _)| place).collect();
        assert!(read.left.iter().all(|left| places.contains(&&left.place)), "only real places are listed");
        assert!(read.left.len() < all.len() / 2, "most is understood: {} of {} left", read.left.len(), all.len());
    }
}

#[test]
fn a_coded_illness_that_the_words_do_not_say_is_listed() {
    let read = read(EXAMPLE);
    let left = |place: &str| {
        read.left.iter().any(|left| left.place.starts_with("Bundle.entry[8]") && left.place.ends_with(place))
    };
    assert!(left(".code.coding[0].code") && left(".onsetDateTime"), "{:?}", read.left);
}

#[test]
fn a_section_without_words_is_read_from_its_entries() {
    let mut document = example();
    let inner = document.pointer_mut("/entry/0/resource/section/2/section").and_then(Value::as_array_mut);
    for section in inner.expect("inner sections") {
        section.as_object_mut().expect("a section").remove("text");
    }
    let read = read(&document.to_string());
    assert_eq!(read.form.diagnosis.text, "上腹部痛\n腰痛");
    assert_eq!(read.form.purpose.text, "腹痛精査お願いします。");
    assert!(read.form.past.text.contains("狭心症"));
    assert!(read.form.findings.text.contains("腹部所見\n上腹部圧痛あり"));
}

#[test]
fn our_own_letter_comes_back_as_it_went() {
    let case = sample::full();
    let form = case.letter.form.as_ref().expect("a form");
    let read = read(&letter(&case).expect("it can be issued").to_string());
    let back = &read.form;
    let pairs = [
        (&form.purpose, &back.purpose),
        (&form.diagnosis, &back.diagnosis),
        (&form.course, &back.course),
        (&form.plan, &back.plan),
        (&form.past, &back.past),
        (&form.allergies, &back.allergies),
        (&form.medicines, &back.medicines),
        (&form.findings, &back.findings),
    ];
    assert!(pairs.iter().all(|(went, came)| went == came), "{back:?}");
    assert!(back.remarks.text.ends_with(&form.remarks.text), "after the words that it is made up");
    assert_eq!(read.files.last().and_then(|file| file.content.clone()), Some(b"%PDF-1.7 made up".to_vec()));
    assert_eq!(read.findings, []);
    assert_eq!(read.left, [], "every value of ours is understood");
    assert!(read.made_up && form.signed.as_ref().is_some_and(|signed| signed.on.to_string() == read.signed));
    assert_eq!(back.signed, None, "it was signed there; here it is not");
}

#[test]
fn what_a_visit_and_a_signature_say_otherwise_is_listed() {
    let mut document = letter(&sample::full()).expect("it can be issued");
    let entries = document.get_mut("entry").and_then(Value::as_array_mut).expect("entries");
    let visit = entries.iter_mut().map(|entry| &mut entry["resource"]);
    let visit = visit.into_iter().find(|resource| resource["resourceType"] == "Encounter").expect("a visit");
    visit["class"]["code"] = json!("EMER");
    visit["reasonCode"][0]["text"] = json!("another reason");
    visit["meta"]["tag"][0]["code"] = json!("HLEGAL");
    let attester = document.pointer_mut("/entry/0/resource/attester/0").expect("who signed");
    attester["mode"] = json!("personal");
    let other = json!({ "mode": "legal", "time": "2026-01-01", "party": { "reference": "urn:uuid:nobody" } });
    let hospital = document.pointer("/entry/0/resource/custodian").cloned().expect("a hospital");
    let stamped = json!({ "mode": "official", "time": "2026-02-02", "party": hospital });
    let list = document.pointer_mut("/entry/0/resource/attester").and_then(Value::as_array_mut).expect("a list");
    list.extend([other, stamped]);
    let read = read(&document.to_string());
    assert_eq!(read.signed, "", "none of them is the doctor's signature");
    let left: Vec<&str> = read.left.iter().map(|left| left.value.as_str()).collect();
    for value in ["EMER", "another reason", "HLEGAL", "personal", "2026-01-01", "urn:uuid:nobody", "2026-02-02"] {
        assert!(left.contains(&value), "{value}: {left:?}");
    }
}

#[test]
fn a_letter_is_made_up_only_where_it_or_its_patient_is() {
    let mut document = example();
    let test = json!([{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST" }]);
    let entries = document.get_mut("entry").and_then(Value::as_array_mut).expect("entries");
    let of = |entries: &mut Vec<Value>, kind: &str| {
        let found = entries.iter().position(|entry| entry["resource"]["resourceType"] == kind);
        found.expect("a resource")
    };
    let (hospital, patient) = (of(entries, "Organization"), of(entries, "Patient"));
    entries[hospital]["resource"]["meta"]["tag"] = test.clone();
    let only_hospital = read(&document.to_string());
    assert!(!only_hospital.made_up, "a test hospital makes no letter a test");
    assert!(only_hospital.left.iter().any(|left| left.value == "HTEST"), "{:?}", only_hospital.left);
    document["entry"][patient]["resource"]["meta"]["tag"] = test;
    let read = read(&document.to_string());
    assert!(read.made_up && read.left.iter().all(|left| left.value != "HTEST"), "{:?}", read.left);
}

#[test]
fn a_table_in_the_words_is_read_and_listed() {
    let mut document = example();
    let div = document.pointer_mut("/entry/0/resource/section/2/section/2/text/div").expect("a text");
    *div = json!(
        "<div xmlns=\"http://www.w3.org/1999/xhtml\"><table><tr><td>Hb</td><td>5.0 &lt; 12 &#x25;</td></tr></table></div>"
    );
    let read = read(&document.to_string());
    assert_eq!(read.form.course.text, "Hb5.0 < 12 %");
    assert!(read.left.iter().any(|left| left.place.ends_with("section[2].text.div")), "{:?}", read.left);
}

#[test]
fn what_is_no_letter_is_refused_with_a_sentence() {
    let deep = format!("{}{}", "[".repeat(DEPTH + 2), "]".repeat(DEPTH + 2));
    let many = format!("[{}0]", "0,".repeat(VALUES));
    let twice = r#"{"resourceType": "Bundle", "type": "document", "type": "collection"}"#;
    let long = format!("{{\"resourceType\": \"Bundle\", \"type\": \"document\", \"{}\": 1}}", "x".repeat(65));
    let other = EXAMPLE.replace("57133-1", "18842-5");
    let cases: [(&str, Unreadable); 8] = [
        ("", Unreadable::NotJson { line: 1, column: 0 }),
        ("{\n\"a\": ]", Unreadable::NotJson { line: 2, column: 6 }),
        (&deep, Unreadable::TooDeep(DEPTH)),
        (&many, Unreadable::TooMany(VALUES)),
        (twice, Unreadable::Twice("type".to_owned())),
        (r#"{"resourceType": "Bundle", "type": "collection"}"#, Unreadable::NotADocument),
        (&long, Unreadable::NotADocument),
        (&other, Unreadable::NotALetter),
    ];
    for (text, refused) in cases {
        assert_eq!(ereferral(text.as_bytes()), Err(refused.clone()));
        assert!(Language::ALL.iter().all(|language| !refused.say(language.text()).is_empty()));
    }
    assert_eq!(ereferral(&vec![b' '; BYTES + 1]), Err(Unreadable::TooLarge(BYTES)));
    assert!(matches!(ereferral(&[0xff, 0xfe]), Err(Unreadable::NotJson { .. })));
}

#[test]
fn thousands_of_sections_that_lead_to_one_resource_do_not_multiply_it() {
    let note = json!({ "text": "x".repeat(1000) });
    let mut document = example();
    let condition = document.pointer_mut("/entry/8/resource").expect("an illness");
    condition["note"] = json!(vec![note; 1000]);
    let address = document["entry"][8]["fullUrl"].clone();
    let section = json!({ "code": { "coding": [{ "code": "340" }] }, "entry": [{ "reference": address }] });
    let inner = document.pointer_mut("/entry/0/resource/section/2/section").and_then(Value::as_array_mut);
    inner.expect("inner sections").extend(vec![section; 5000]);
    let read = read(&document.to_string());
    assert!(read.form.diagnosis.text.len() < 10_000_000);
    assert!(read.left_off > 0, "what was not followed is counted");
}

#[test]
fn a_letter_with_as_many_entries_as_are_read_is_checked_in_one_go() {
    let mut document = example();
    let entry =
        |number: u32| json!({ "fullUrl": format!("urn:uuid:{number}"), "resource": { "resourceType": "Basic" } });
    document["entry"].as_array_mut().expect("entries").extend((0..48_000).map(entry));
    let read = read(&document.to_string());
    assert_eq!(read.findings.len(), documents::fhir::check::FINDINGS, "each is reached by nothing");
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    assert_eq!(ereferral(format!("\u{feff}{EXAMPLE}").as_bytes()), ereferral(EXAMPLE.as_bytes()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// One value of the example replaced by anything: it is read or refused, never a panic.
    #[test]
    fn a_damaged_letter_is_read_or_refused(pick in any::<prop::sample::Index>(), with in 0_usize..6) {
        let mut document = example();
        let mut all = Vec::new();
        leaves(&document, String::new(), &mut all);
        let place = pick.get(&all).0.replace(['.', '['], "/").replace(']', "");
        let values = [json!(null), json!({}), json!([]), json!("<div"), json!(-1.5), json!("&#xffffffff;&")];
        if let (Some(leaf), Some(value)) = (document.pointer_mut(&place), values.get(with)) {
            *leaf = value.clone();
        }
        let _ = ereferral(document.to_string().as_bytes());
    }

    /// The example with bytes cut out.
    #[test]
    fn a_torn_letter_is_read_or_refused(from in 0..EXAMPLE.len(), length in 0_usize..400) {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        let to = (from + length).min(bytes.len());
        bytes.drain(from..to);
        let _ = ereferral(&bytes);
    }
}
