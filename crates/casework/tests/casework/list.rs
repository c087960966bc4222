use casework::list::records_for;
use casework::records::Kind;

fn kinds(icd10: &str) -> Vec<Kind> {
    records_for(icd10).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn every_list_begins_with_what_desks_ask_for() {
    for icd10 in ["C16", "C91.0|C92.0", "I20|I21|I25", "M16", "", "?", "C", "Ｃ16"] {
        assert_eq!(&kinds(icd10)[..3], [Kind::Letter, Kind::Tests, Kind::Images], "{icd10}");
        assert!(kinds(icd10).contains(&Kind::Medicines), "{icd10}");
    }
}

#[test]
fn the_list_fits_the_kind_of_illness() {
    let has = |icd10: &str, kind| kinds(icd10).contains(&kind);
    for tumour in ["C16", "C18-C20", "C50", "C71", "C79.5", "D15.1", "C91.0|C92.0|C95.0", "D46", "C34"] {
        assert!(has(tumour, Kind::PathologyReport) && has(tumour, Kind::Slides), "{tumour}");
        assert!(!has(tumour, Kind::Heart), "{tumour}");
    }
    for inside in ["C15", "C16", "C18-C20", "C34", "C67"] {
        assert!(has(inside, Kind::Endoscopy), "{inside}");
    }
    assert!(!has("C50", Kind::Endoscopy));
    for heart in ["I05-I08|I34-I37", "I20|I21|I25", "I71.0", "Q21.1"] {
        assert!(has(heart, Kind::Heart) && !has(heart, Kind::Slides), "{heart}");
    }
    for general in ["I67.1", "M16", "K25-K26", ""] {
        assert!(!has(general, Kind::Slides) && !has(general, Kind::Heart), "{general}");
    }
}

#[test]
fn slides_and_disks_are_loans_and_papers_are_not() {
    let list = records_for("C16");
    let loan = |kind| list.iter().find(|(of, _)| *of == kind).unwrap().1;
    assert!(loan(Kind::Slides) && loan(Kind::Images));
    assert!(!loan(Kind::Letter) && !loan(Kind::PathologyReport) && !loan(Kind::Medicines));
}

#[test]
fn no_list_asks_for_a_thing_twice() {
    for icd10 in ["C16", "C91.0", "I20", ""] {
        let kinds = kinds(icd10);
        let once: std::collections::BTreeSet<_> = kinds.iter().collect();
        assert_eq!(once.len(), kinds.len(), "{icd10}");
    }
}

#[test]
fn every_condition_of_the_edition_gets_a_list() {
    let edition = evidence::load::embedded().unwrap();
    for condition in &edition.conditions {
        assert!(records_for(&condition.icd10).len() >= 6, "{}", condition.id);
    }
}
