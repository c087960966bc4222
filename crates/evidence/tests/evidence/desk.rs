//! Desk files: what is read, what is refused with its place, and what comes with the program.

use std::fs;
use std::path::{Path, PathBuf};

use evidence::desk::{
    DeskProblem, Fault, FeeFor, RING_FIRST_MONTHS, Refuses, RelationRule, Relative, Seen, Source, Title, desk, desks,
    desks_of, read,
};
use serde_json::{Value, json};

use crate::desk_schema::Schema;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The whole example of `docs/desk-file.md`: every field stands in it.
fn example() -> Value {
    let page = fs::read_to_string(root().join("docs/desk-file.md")).unwrap();
    let block = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    serde_json::from_str(block).unwrap()
}

fn schema() -> Schema {
    Schema::new(&fs::read_to_string(root().join("data/desks/desk.schema.json")).unwrap())
}

/// The example with one place set to something else, or taken away with null.
fn changed(pointer: &str, value: Value) -> Value {
    let mut file = example();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(map), Value::Null) => {
            map.remove(name).unwrap();
        }
        (Value::Object(map), value) => {
            map.insert(name.to_owned(), value);
        }
        (Value::Array(list), value) => *list.get_mut(name.parse::<usize>().unwrap()).unwrap() = value,
        _ => unreachable!(),
    }
    file
}

fn problems(file: &Value) -> Vec<DeskProblem> {
    read(&file.to_string()).err().unwrap_or_default()
}

#[test]
fn the_example_of_the_documentation_is_read_and_written_back_the_same() {
    let file = example();
    let desk = read(&file.to_string()).unwrap();
    let mut written = serde_json::to_value(&desk).unwrap();
    written.as_object_mut().unwrap().insert("$schema".to_owned(), file.get("$schema").unwrap().clone());
    assert_eq!(written, file);
    assert!(schema().accepts(&file));
}

#[test]
fn the_example_of_the_documentation_uses_every_field_of_the_schema() {
    let schema = fs::read_to_string(root().join("data/desks/desk.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let file = example();
    for name in schema.pointer("/properties").unwrap().as_object().unwrap().keys() {
        assert!(file.get(name).is_some(), "{name} does not stand in the example");
    }
}

/// Each rule with an example that breaks it: the place, what is put there, where the reader must see it, and what it must say.
fn broken() -> Vec<(&'static str, Value, &'static str, Fault)> {
    let long = "あ".repeat(161);
    vec![
        ("/format", json!("other"), "$.format", Fault::OtherFormat),
        ("/version", json!(2), "$.version", Fault::OtherFormat),
        ("/id", Value::Null, "$.id", Fault::Missing),
        ("/id", json!("Keio Desk"), "$.id", Fault::NotAnId),
        ("/id", json!("-keio"), "$.id", Fault::NotAnId),
        ("/made_up", json!("yes"), "$.made_up", Fault::NotTrueOrFalse),
        ("/stars", json!(5), "$.stars", Fault::UnknownField),
        ("/institution", json!("jp-10022"), "$.institution", Fault::NotAnObject),
        ("/institution/name", Value::Null, "$.institution.name", Fault::Missing),
        ("/institution/id", json!("JP 1"), "$.institution.id", Fault::NotAnId),
        ("/institution/name", json!({}), "$.institution.name", Fault::Nothing),
        ("/name/value/ja", json!(""), "$.name.value.ja", Fault::Untrimmed),
        ("/name/value/ja", json!(" 外来"), "$.name.value.ja", Fault::Untrimmed),
        ("/name/value/ja", json!("一行目\n二行目"), "$.name.value.ja", Fault::Untrimmed),
        ("/name/value/ja", json!(3), "$.name.value.ja", Fault::NotText),
        ("/remarks/0/value/ja", json!(long), "$.remarks[0].value.ja", Fault::TooLong(160)),
        ("/remarks/0/value/ja", json!("日本一の外来"), "$.remarks[0].value.ja", Fault::Praise("日本一")),
        ("/remarks/0/value/en", json!("A World-Class team"), "$.remarks[0].value.en", Fault::Praise("world-class")),
        ("/fees/0/source", Value::Null, "$.fees[0].source", Fault::Missing),
        ("/fees/0/value", Value::Null, "$.fees[0].value", Fault::Missing),
        ("/fees/0/source/title", Value::Null, "$.fees[0].source.title", Fault::Missing),
        ("/fees/0/source/seen", Value::Null, "$.fees[0].source.seen", Fault::Missing),
        ("/fees/0/source/seen", json!("last year"), "$.fees[0].source.seen", Fault::NotADate),
        ("/fees/0/source/seen", json!("2026-13"), "$.fees[0].source.seen", Fault::NotADate),
        ("/fees/0/source/seen", json!("2026-04-31"), "$.fees[0].source.seen", Fault::NotADate),
        ("/fees/0/source/seen", json!("1899"), "$.fees[0].source.seen", Fault::NotADate),
        ("/fees/0/source/address", json!("example.org"), "$.fees[0].source.address", Fault::NotAnAddress),
        ("/fees/0/source/address", json!("javascript:alert(1)"), "$.fees[0].source.address", Fault::NotAnAddress),
        ("/fees/0/value/amount/from", json!("22,000"), "$.fees[0].value.amount.from", Fault::NotAWhole(0, 10_000_000)),
        ("/fees/0/value/amount/to", json!(-1), "$.fees[0].value.amount.to", Fault::NotAWhole(0, 10_000_000)),
        ("/fees/0/value/minutes", json!(0), "$.fees[0].value.minutes", Fault::NotAWhole(1, 480)),
        ("/fees/0/value/currency", json!("円"), "$.fees[0].value.currency", Fault::NotOneOf(vec!["JPY", "USD"])),
        ("/fees/1/value/minutes", Value::Null, "$.fees[1].value.minutes", Fault::Missing),
        ("/fees/2/value/note", Value::Null, "$.fees[2].value.note", Fault::Missing),
        ("/fees", json!([]), "$.fees", Fault::ListLength(1, 40)),
        ("/fees", json!({}), "$.fees", Fault::NotAList),
        ("/contacts/1/value/at", json!("call us"), "$.contacts[1].value.at", Fault::NotAnAddress),
        ("/contacts/0/value/at", Value::Null, "$.contacts[0].value.at", Fault::Missing),
        ("/languages/0/value", json!("Japanese"), "$.languages[0].value", Fault::TooLong(3)),
        ("/languages/0/value", json!("JA"), "$.languages[0].value", Fault::NotALanguage),
        ("/online/value", json!({}), "$.online.value", Fault::Nothing),
        ("/online/value/most_people", json!(0), "$.online.value.most_people", Fault::NotAWhole(1, 50)),
        ("/apply/value", json!({}), "$.apply.value", Fault::Nothing),
        ("/apply/value/how", json!(["fax", "fax"]), "$.apply.value.how", Fault::Twice),
        ("/may_come/0/value/who", Value::Null, "$.may_come[0].value.who", Fault::Missing),
        ("/may_come/0/value/papers", json!(["letter", "letter"]), "$.may_come[0].value.papers", Fault::Twice),
        ("/specialists/0/value/rating", json!(5), "$.specialists[0].value.rating", Fault::UnknownField),
        ("/specialists/0/value/name", json!("名医 山田"), "$.specialists[0].value.name", Fault::Praise("名医")),
        ("/specialists/0/value/field", Value::Null, "$.specialists[0].value.field", Fault::Missing),
        ("/papers_days_before/value", json!(400), "$.papers_days_before.value", Fault::NotAWhole(0, 365)),
        ("/papers_days_before/value", json!(2.5), "$.papers_days_before.value", Fault::NotAWhole(0, 365)),
        ("/waiting/value", json!({}), "$.waiting.value", Fault::Nothing),
        ("/follow_up_near_home/value", json!("maybe"), "$.follow_up_near_home.value", Fault::NotTrueOrFalse),
    ]
}

#[test]
fn each_rule_is_broken_by_an_example_that_reader_and_schema_both_refuse() {
    let schema = schema();
    for (pointer, value, path, fault) in broken() {
        let file = changed(pointer, value);
        let expected = DeskProblem { path: path.to_owned(), fault };
        assert_eq!(problems(&file), [expected], "{pointer}");
        assert!(!schema.accepts(&file), "the schema accepts {path}: {file}");
    }
}

#[test]
fn words_that_are_not_of_the_format_are_refused_by_reader_and_schema() {
    let schema = schema();
    let places = [
        "/contacts/0/value/by",
        "/ways/0/value",
        "/fees/0/value/for",
        "/apply/value/who/0",
        "/apply/value/how/0",
        "/may_come/0/value/who",
        "/may_come/0/value/relation",
        "/may_come/0/value/papers/0",
        "/refuses/0/value",
        "/needs/0/value",
    ];
    for place in places {
        let file = changed(place, json!("something-else"));
        let found = problems(&file);
        assert!(matches!(found.as_slice(), [DeskProblem { fault: Fault::NotOneOf(_), .. }]), "{place}: {found:?}");
        assert!(!schema.accepts(&file), "the schema accepts {place}");
    }
}

/// The words of the schema's lists are those of the reader: each is put into the example in turn and must be accepted by both.
#[test]
fn every_word_of_the_schema_is_one_the_reader_knows() {
    let schema = schema();
    let lists = [
        ("/refuses/0/value", "/properties/refuses/items/properties/value/enum"),
        ("/needs/0/value", "/properties/needs/items/properties/value/enum"),
        ("/ways/0/value", "/properties/ways/items/properties/value/enum"),
        ("/may_come/0/value/relation", "/properties/may_come/items/properties/value/properties/relation/enum"),
        ("/may_come/0/value/who", "/properties/may_come/items/properties/value/properties/who/enum"),
        ("/fees/2/value/for", "/$defs/fee/properties/for/enum"),
    ];
    for (place, list) in lists {
        for word in schema.root().pointer(list).unwrap().as_array().unwrap() {
            let file = changed(place, word.clone());
            // A line for more time needs its minutes, which the third line of the example has not.
            let expected = if word == "extra-time" { 1 } else { 0 };
            assert_eq!(problems(&file).len(), expected, "{place}: {word}");
            assert_eq!(schema.accepts(&file), expected == 0, "{place}: {word}");
        }
    }
    assert_eq!(
        schema.root().pointer("/properties/refuses/items/properties/value/enum").unwrap().as_array().unwrap().len(),
        Refuses::ALL.len()
    );
}

#[test]
fn every_word_of_praise_is_refused_by_reader_and_schema() {
    let schema = schema();
    for praise in evidence::desk::PRAISE {
        let file = changed("/remarks/0/value/ja", json!(format!("当院は{}です", praise.to_uppercase())));
        assert_eq!(problems(&file).len(), 1, "{praise}");
        assert!(!schema.accepts(&file), "the schema accepts {praise}");
    }
}

/// What a schema cannot say stands in `docs/desk-file.md`; the reader holds it.
#[test]
fn three_rules_go_beyond_the_schema() {
    let reversed = changed("/fees/0/value/amount", json!({"from": 2, "to": 1}));
    let waits = changed("/waiting/value", json!({"from_days": 9, "to_days": 3}));
    let leap = changed("/name/source/seen", json!("2025-02-29"));
    let said = [
        (reversed, "$.fees[0].value.amount", Fault::Reversed),
        (waits, "$.waiting.value", Fault::Reversed),
        (leap, "$.name.source.seen", Fault::NotADate),
    ];
    for (file, path, fault) in said {
        assert_eq!(problems(&file), [DeskProblem { path: path.to_owned(), fault }]);
        assert!(schema().accepts(&file), "{path}");
    }
}

#[test]
fn every_problem_is_said_at_once() {
    let mut file = changed("/fees/0/source", Value::Null);
    file.as_object_mut().unwrap().insert("stars".to_owned(), json!(5));
    file.as_object_mut().unwrap().insert("format".to_owned(), json!("x"));
    assert_eq!(problems(&file).len(), 3);
}

#[test]
fn text_that_is_no_json_is_refused_with_its_line() {
    let found = read("{\n  \"format\": \"anshin-desk\",\n  oops\n}").unwrap_err();
    assert!(matches!(found.as_slice(), [DeskProblem { fault: Fault::NotJson(3, _), .. }]), "{found:?}");
    for text in ["", "[]", "null", "{}", "\u{feff}{}"] {
        assert!(read(text).is_err(), "{text:?}");
    }
    let big = format!("{{\"format\": \"{}\"}}", "x".repeat(300_000));
    assert!(matches!(read(&big).unwrap_err().as_slice(), [DeskProblem { fault: Fault::TooBig(_), .. }]));
}

#[test]
fn the_files_in_the_folder_are_those_that_come_with_the_program() {
    let mut names = Vec::new();
    for entry in fs::read_dir(root().join("data/desks")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name == "desk.schema.json" || !name.ends_with(".json") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let read = read(&text).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        assert_eq!(format!("{}.json", read.id.as_str()), name);
        assert!(!read.made_up, "{name}");
        assert!(schema().accepts(&serde_json::from_str(&text).unwrap()), "{name}");
        names.push(read.id);
    }
    names.sort();
    let mut carried: Vec<_> = desks().iter().map(|desk| desk.id.clone()).collect();
    carried.sort();
    assert_eq!(carried, names);
}

#[test]
fn every_desk_that_names_an_institution_names_one_of_the_edition() {
    let edition = evidence::load::embedded().unwrap();
    for desk in desks() {
        let Some(id) = &desk.institution.id else { continue };
        assert!(edition.institutions.iter().any(|institution| institution.id == *id), "{}: {id}", desk.id.as_str());
    }
}

#[test]
fn the_desks_say_what_the_facts_say() {
    let keio = desk("keio-university").unwrap();
    let prices: Vec<_> = keio.fees.iter().map(|fact| (fact.value.amount.from, fact.value.minutes)).collect();
    assert_eq!(prices, [(21_600, Some(30)), (32_400, Some(45)), (43_200, Some(60))]);
    assert_eq!(keio.may_come.first().unwrap().value.relation, Some(RelationRule::FirstDegree));
    let central = desks_of("jp-20052");
    assert_eq!(central.len(), 3);
    let osaka = desk("osaka-national").unwrap();
    assert!(osaka.fees.iter().all(|fact| fact.value.tax_included == Some(false)));
    assert_eq!(osaka.institution.id, None);
    let shikoku = desk("shikoku-cancer-center-pathology").unwrap();
    assert_eq!(shikoku.waiting.as_ref().unwrap().value.from_days, Some(7));
    let red_cross = desk("red-cross-medical-center").unwrap();
    assert!(red_cross.fees.iter().any(|fact| fact.value.what == FeeFor::ExtraTime && fact.value.amount.from == 7_560));
}

#[test]
fn a_fact_older_than_two_years_or_of_unknown_age_says_ring_first() {
    let seen = |text: &str| Seen::from_text(text).unwrap();
    assert_eq!(RING_FIRST_MONTHS, 24);
    assert!(!seen("2024-11").ring_first(2026, 11));
    assert!(seen("2024-10").ring_first(2026, 11));
    assert!(seen("2024-10-31").ring_first(2026, 11));
    // Of a year alone its first month counts.
    assert!(seen("2024").ring_first(2026, 11));
    assert!(!seen("2025").ring_first(2026, 11));
    assert!(seen("unknown").ring_first(2026, 11));
    assert!(!seen("2030").ring_first(2026, 11));
    let unnamed = Source { title: Title::NotRecorded, address: None, seen: seen("2026") };
    assert!(unnamed.ring_first(2026, 11));
}

#[test]
fn a_relation_rule_admits_those_it_names() {
    let admitted = |rule: RelationRule| -> Vec<Relative> {
        Relative::ALL.iter().copied().filter(|relative| rule.admits(*relative, false)).collect()
    };
    use Relative::{Child, Grand, Parent, Sibling, Spouse};
    assert_eq!(admitted(RelationRule::FirstDegree), [Spouse, Parent, Child]);
    assert_eq!(admitted(RelationRule::SecondDegree), [Spouse, Parent, Child, Sibling, Grand]);
    assert_eq!(admitted(RelationRule::SpouseParentChildSibling), [Spouse, Parent, Child, Sibling]);
    assert_eq!(admitted(RelationRule::PowerOfAttorney), []);
    assert!(RelationRule::PowerOfAttorney.admits(Relative::NotFamily, true));
}
