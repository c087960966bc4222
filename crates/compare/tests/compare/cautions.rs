//! What is said before the figures.

use compare::words::caution;
use compare::{Caution, Purpose, Treatment};
use evidence::{Country, Kind, Scope};
use language::Language;

use crate::made_up::{MadeUp, both};

#[test]
fn floors_the_pandemic_and_volume_are_said_where_they_apply() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    made_up.with_cases(measure, 5.0, 50);
    let cautions = made_up.ask(|_| {}).cautions;
    for expected in [
        Caution::CountsAreFloors,
        Caution::PandemicYear,
        Caution::VolumeIsNotOutcome,
        Caution::NoResultsPublished,
        Caution::TreatmentNotAdvice,
        Caution::TravelIsEstimated,
    ] {
        assert!(cautions.contains(&expected), "{expected:?}");
    }
    assert!(!cautions.contains(&Caution::Young));
}

#[test]
fn exact_counts_are_not_called_floors() {
    let mut made_up = MadeUp::new();
    let measure = made_up.operations();
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.volume(measure, hospital, |volume| volume.operations = Some(20));
    let cautions = made_up.ask(|question| question.treatment = Treatment::Endoscopic).cautions;
    assert!(!cautions.contains(&Caution::CountsAreFloors) && !cautions.contains(&Caution::PandemicYear));
    assert!(cautions.contains(&Caution::NotSeparable(measure)));
}

#[test]
fn the_person_is_told_of_age_rarity_and_the_other_door() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    made_up.with_cases(measure, 5.0, 50);
    made_up.edition.conditions[0].rare = true;
    let cautions = made_up
        .ask(|question| {
            question.age = Some(19);
            question.purpose = Purpose::TreatedThere;
        })
        .cautions;
    assert_eq!(cautions[..3], [Caution::Young, Caution::Rare, Caution::TreatmentIsAnotherDoor]);
    assert!(!made_up.ask(|question| question.age = Some(20)).cautions.contains(&Caution::Young));
}

#[test]
fn a_measure_that_counts_more_or_cannot_tell_removals_says_why_in_both_languages() {
    let mut made_up = MadeUp::new();
    let measure = made_up.measure("dpc.broader", Kind::Volume, Scope::Broader, |measure| {
        measure.separable.resections = false;
        measure.separable.reason = both("transfusions are counted with them");
        measure.remarks = both("class 03 has no name");
    });
    made_up.with_cases(measure, 5.0, 50);
    let comparison = made_up.ask(|_| {});
    for language in Language::ALL {
        let said: Vec<String> = comparison
            .cautions
            .iter()
            .map(|one| caution(language.text(), &made_up.edition, &comparison, one))
            .collect();
        let said = said.join("\n");
        for part in ["counts more", "transfusions are counted with them", "class 03 has no name"] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}
