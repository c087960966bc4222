//! The edition that the program carries, held against figures read off the publishers' files.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use evidence::{Country, Edition, Institution, InstitutionIndex, Kind, MeasureIndex, Period, State, Volume};
use unicode_normalization::UnicodeNormalization;

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| evidence::load::embedded().unwrap())
}

fn measure(id: &str) -> MeasureIndex {
    edition().measure_by_id(id).unwrap()
}

fn institution(id: &str) -> InstitutionIndex {
    edition().institution_by_id(id).unwrap()
}

fn volume(id: &str, at: &str, period: Period) -> Volume {
    let rows = edition().volumes_at(measure(id), institution(at));
    *rows.iter().find(|row| row.period == period).unwrap()
}

#[test]
fn yamagata_prefectural_central_hospital_stands_as_the_ministry_published_it() {
    let row = volume("dpc.060020", "jp-20011", Period::fiscal_year(2021));
    assert_eq!(edition().institution(row.institution).unwrap().name, "山形県立中央病院");
    assert_eq!(row.cases, Some(454));
    assert_eq!(row.operations, Some(24 + 76), "classes 01 and 02; class 03 has no name and is not counted");
    assert_eq!((row.endoscopic, row.other_operations, row.no_operation), (Some(219), Some(45), Some(75)));
}

#[test]
fn stomach_cancer_is_published_by_1485_hospitals_with_148059_admissions() {
    let rows = edition().volumes_of(measure("dpc.060020"));
    assert_eq!(rows.len(), 1_485);
    assert_eq!(rows.iter().filter_map(|row| row.cases).map(u64::from).sum::<u64>(), 148_059);
    assert_eq!(rows.iter().filter_map(|row| row.endoscopic).map(u64::from).sum::<u64>(), 48_059);
}

#[test]
fn lung_and_blood_have_no_separable_operations_and_say_why() {
    for id in ["dpc.040040", "dpc.130010", "dpc.130030"] {
        let measure_index = measure(id);
        assert!(
            edition().volumes_of(measure_index).iter().all(|row| row.operations.is_none() && row.endoscopic.is_none()),
            "{id}"
        );
        let measure = edition().measure(measure_index).unwrap();
        assert!(!measure.separable.resections && !measure.separable.reason.ja.is_empty(), "{id}");
    }
    let lung = edition().volumes_of(measure("dpc.040040"));
    let other: u64 = lung
        .iter()
        .filter(|row| row.period == Period::fiscal_year(2021))
        .filter_map(|row| row.other_operations)
        .map(u64::from)
        .sum();
    assert_eq!(other, 70_635);
}

#[test]
fn every_japanese_count_is_a_floor_of_admissions() {
    for measure in edition().measures.iter().filter(|measure| measure.id.starts_with("dpc.")) {
        assert!(measure.at_least && measure.kind == Kind::Volume, "{}", measure.id);
    }
    assert_eq!(edition().measures.iter().filter(|measure| measure.id.starts_with("dpc.")).count(), 502);
}

#[test]
fn an_absent_cell_is_absent_and_never_zero() {
    let zero = |count: Option<u32>| count == Some(0);
    let japan = edition().volumes.iter().filter(|row| row.cases.is_some());
    for row in japan {
        assert!(!zero(row.cases) && !zero(row.operations) && !zero(row.endoscopic) && !zero(row.no_operation));
    }
}

#[test]
fn sacramento_pancreas_operations_stand_as_the_state_published_them() {
    let row = volume("hcai.cancer.pancreas", "us-ca-106341006", Period::year(2023));
    assert_eq!((row.operations, row.cases, row.months), (Some(19), None, None));
    let nine_months = volume("hcai.cancer.pancreas", "us-ca-106341006", Period::year(2015));
    assert_eq!(nine_months.months, Some(9));
}

#[test]
fn no_institution_is_a_state_and_no_publishers_number_stands_twice() {
    let mut keys: Vec<&String> = edition().institutions.iter().flat_map(|institution| &institution.keys).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all, "one publisher's number stands at two institutions");
    for institution in &edition().institutions {
        assert!(!institution.name.to_lowercase().contains("statewide"), "{}", institution.id);
        assert!(!institution.name.is_empty(), "{}", institution.id);
    }
}

/// Pairs of one name at one place that were looked at and are two, with the reason.
const REVIEWED_PAIRS: [(&str, &str, &str); 3] = [
    (
        "jp-30921",
        "jp-n30912",
        "merged in 2022; the ministry lists it before and after, and the crosswalk links no trend",
    ),
    ("us-190146", "us-190176", "two Medicare numbers, each with figures of its own in the same periods"),
    ("us-320016", "us-321311", "a new Medicare number when it became a critical access hospital; the periods differ"),
];

#[test]
fn no_two_institutions_of_one_name_stand_within_a_kilometre_unless_reviewed() {
    let mut by_name: BTreeMap<(bool, String), Vec<&Institution>> = BTreeMap::new();
    for institution in &edition().institutions {
        let key = (institution.country == Country::Japan, folded(&institution.name));
        by_name.entry(key).or_default().push(institution);
    }
    let mut found: Vec<(&str, &str)> = Vec::new();
    for namesakes in by_name.values() {
        for (position, first) in namesakes.iter().enumerate() {
            let near = namesakes.iter().skip(position + 1).filter(|second| near(first, second));
            found.extend(near.map(|second| (first.id.as_str(), second.id.as_str())));
        }
    }
    found.sort_unstable();
    let reviewed: Vec<(&str, &str)> = REVIEWED_PAIRS.iter().map(|(first, second, _)| (*first, *second)).collect();
    assert_eq!(found, reviewed, "join the pair in the crosswalk, or list it here with the reason why it is two");
}

/// Letters and digits only, in one width and case.
fn folded(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric()).collect()
}

/// Within a kilometre; where a place is not known, in the same town.
fn near(first: &Institution, second: &Institution) -> bool {
    match first.point.zip(second.point) {
        Some((one, other)) => evidence::distance_km(one, other) < 1.0,
        None => (&first.region, &first.city) == (&second.region, &second.city),
    }
}

#[test]
fn what_the_program_carries_is_sound_when_it_is_written_out() {
    let folder = tempfile::TempDir::new().unwrap();
    evidence::load::export(folder.path()).unwrap();
    let verdict = evidence::verify::verify(folder.path()).unwrap();
    assert_eq!(verdict.problems, []);
    assert_eq!(verdict.edition.institutions.len(), edition().institutions.len());
    assert_eq!(verdict.edition.results.len(), edition().results.len());
}

#[test]
fn sixteen_cells_with_more_deaths_than_cases_are_marked_and_listed() {
    let more = |row: &&evidence::Outcome| row.cases.zip(row.events).is_some_and(|(cases, events)| events > cases);
    let rows: Vec<_> = edition().results.iter().filter(more).collect();
    assert_eq!(rows.len(), 16);
    assert!(rows.iter().all(|row| row.state == State::Impossible));
    assert_eq!(edition().findings.iter().filter(|finding| finding.kind == "impossible").count(), 16);
}

#[test]
fn california_and_national_figures_of_one_hospital_stand_together() {
    let both = |it: &&evidence::Institution| {
        it.keys.iter().any(|key| key.starts_with("hcai:")) && it.keys.iter().any(|key| key.starts_with("cms:"))
    };
    assert!(edition().institutions.iter().filter(both).count() >= 250);
}

#[test]
fn rates_that_are_already_shrunken_carry_no_events_and_say_so() {
    let national = measure("cms.mort-30-ami");
    assert!(edition().measure(national).unwrap().shrunken);
    assert!(edition().results_of(national).iter().all(|row| row.events.is_none() && row.low.is_none()));
}

#[test]
fn every_condition_is_named_in_both_languages_and_150_in_plain_words() {
    assert!(edition().conditions.iter().all(|it| !it.name.en.is_empty() && !it.name.ja.is_empty()));
    assert!(edition().conditions.iter().filter(|it| it.plain).count() >= 150);
    for (position, condition) in edition().conditions.iter().enumerate() {
        let index = evidence::ConditionIndex(u32::try_from(position).unwrap());
        assert!(!edition().links_of(index).is_empty(), "no measure speaks of {}", condition.id);
    }
}
