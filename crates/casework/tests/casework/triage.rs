use casework::triage::{Level, Path, Review, Triage, next, triage};
use casework::{
    Moment,
    timing::{Timing, Treatment},
};
use evidence::Country;

fn answered(signs: &[&str], treatment: Option<Treatment>) -> Timing {
    Timing {
        signs: signs.iter().map(|sign| (*sign).to_owned()).collect(),
        signs_read: Some((Moment(0), triage().version.clone())),
        treatment,
        ..Timing::default()
    }
}

#[test]
fn the_file_of_signs_is_read_and_says_that_nobody_has_reviewed_it() {
    let file = triage();
    assert!(file.signs.len() >= 20);
    assert_eq!(file.review, Review::Draft);
    assert!(!file.protocol.ja.is_empty() && !file.protocol.en.is_empty());
    let number = |country| file.numbers.iter().find(|number| number.country == country).unwrap().number.clone();
    assert_eq!((number(Country::Japan), number(Country::UnitedStates)), ("119".to_owned(), "911".to_owned()));
}

#[test]
fn every_sign_and_number_names_its_source_and_the_item_in_it() {
    let file = triage();
    let sources = file.signs.iter().map(|sign| &sign.source).chain(file.numbers.iter().map(|number| &number.source));
    for source in sources {
        assert!(source.address.starts_with("https://"), "{source:?}");
        assert!(!source.item.is_empty() && !source.publisher.is_empty() && !source.seen.is_empty());
    }
}

#[test]
fn no_sign_names_a_disease_or_reassures() {
    let words = [
        "stroke",
        "heart attack",
        "sepsis",
        "infarct",
        "leukaemia",
        "haemorrhage",
        "safe",
        "fine",
        "wait",
        "脳卒中",
        "脳梗塞",
        "心筋梗塞",
        "敗血症",
        "肺炎",
        "大丈夫",
        "安心",
        "問題ありません",
        "様子を見",
    ];
    for sign in &triage().signs {
        let said = format!("{} {}", sign.words.en.to_lowercase(), sign.words.ja);
        for word in words {
            assert!(!said.contains(word), "{}: {word}", sign.id);
        }
    }
}

#[test]
fn a_sign_comes_before_everything_else() {
    for treatment in [None, Some(Treatment::NotStarted), Some(Treatment::Begun), Some(Treatment::InHospital)] {
        let path = next(&answered(&["breathless", "fever-in-cancer-treatment"], treatment), triage());
        let Path::RedNow(signs) = path else { panic!("{path:?}") };
        assert_eq!(signs.iter().map(|sign| sign.id.as_str()).collect::<Vec<_>>(), ["breathless"]);
    }
    let path = next(&answered(&["fever-in-cancer-treatment"], Some(Treatment::Begun)), triage());
    let Path::HospitalNow(signs) = path else { panic!("{path:?}") };
    assert_eq!(signs[0].level, Level::Hospital);
}

#[test]
fn a_sign_of_another_version_counts_as_red() {
    assert_eq!(next(&answered(&["no-longer-there"], None), triage()), Path::RedNow(Vec::new()));
}

#[test]
fn signs_not_answered_or_answered_in_another_version_are_asked_first() {
    assert_eq!(next(&Timing::default(), triage()), Path::SignsFirst);
    let mut old = answered(&[], Some(Treatment::NotStarted));
    old.signs_read = Some((Moment(0), "2020-01-01".to_owned()));
    assert_eq!(next(&old, triage()), Path::SignsFirst);
}

#[test]
fn without_a_sign_it_goes_by_where_the_treatment_stands() {
    let path = |treatment| next(&answered(&[], treatment), triage());
    assert_eq!(path(Some(Treatment::Begun)), Path::InTreatment);
    assert_eq!(path(Some(Treatment::WithinDays)), Path::AskToday);
    assert_eq!(path(Some(Treatment::InHospital)), Path::AskToday);
    assert_eq!(path(Some(Treatment::NotStarted)), Path::AskDoctor);
    assert_eq!(path(Some(Treatment::Unknown)), Path::AskDoctor);
    assert_eq!(path(None), Path::AskDoctor);
}

#[test]
fn a_file_of_signs_with_a_mistake_is_refused_with_a_reason() {
    let file = include_str!("../../../../data/triage/signs.toml");
    assert!(Triage::read(file).is_ok());
    let broken = [
        (file.replace("anshin-signs", "other"), "format"),
        (file.replace("level = \"hospital\"", "level = \"wait\""), "level"),
        (file.replace("state = \"draft\"", "state = \"reviewed\""), "day of the review"),
        (file.replace("state = \"draft\"", "state = \"fine\""), "review.state"),
        (file.replacen("source = \"mhlw\"", "source = \"hearsay\"", 1), "hearsay"),
        (file.replacen("item = \"頭 1\"", "item = \"\"", 1), "item"),
        (file.replacen("id = \"sudden-high-fever\"", "id = \"sudden-headache\"", 1), "twice"),
        (file.replacen("group = \"limbs\"", "group = \"tail\"", 1), "tail"),
        (file.replacen("item = \"頭 2\"", "item = \"頭 2\"\nscore = 3", 1), "score"),
    ];
    for (text, reason) in broken {
        let why = Triage::read(&text).unwrap_err();
        assert!(why.contains(reason), "{reason}: {why}");
    }
    let reviewed = "state = \"reviewed\"\nby = \"A. Example, physician\"\non = \"2026-12-01\" #";
    let read = Triage::read(&file.replace("state = \"draft\"", reviewed)).unwrap();
    assert!(matches!(read.review, Review::Reviewed { .. }));
}
