//! What is said of results, and of the current institution.

use compare::{Caution, Note};
use evidence::{Country, Kind, Period, Scope, State, Total};

use crate::made_up::MadeUp;

#[test]
fn every_published_figure_stands_by_itself_newest_first_with_its_exact_interval() {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    let hospital = made_up.hospital(Country::Japan, 5.0);
    for (year, events) in [(2020, 1), (2022, 5), (2021, 0)] {
        made_up.outcome(deaths, hospital, year, |outcome| {
            outcome.events = Some(events);
            outcome.cases = Some(216);
        });
    }
    made_up.edition.totals.push(Total {
        measure: deaths,
        period: Period::year(2022),
        cases: Some(9_000),
        events: Some(180),
        operations: None,
        endoscopic: None,
        other_operations: None,
        no_operation: None,
    });
    let comparison = made_up.ask(|_| {});
    let results = &comparison.rows[0].results;
    assert_eq!(results.iter().map(|result| result.period).collect::<Vec<_>>(), [2022, 2021, 2020].map(Period::year));
    // binom.test(5, 216) in R.
    let observed = results[0].observed.unwrap();
    assert!((observed.value - 2.314_814_8).abs() < 1e-6);
    assert!((observed.low - 0.755789).abs() < 1e-5 && (observed.high - 5.319041).abs() < 1e-5, "{observed:?}");
    assert_eq!(results[0].whole, Some((180, 9_000)));
    assert_eq!(results[1].whole, None);
}

#[test]
fn what_cannot_be_true_is_left_out_and_said() {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.outcome(deaths, hospital, 2021, |outcome| outcome.state = State::Impossible);
    made_up.outcome(deaths, hospital, 2022, |outcome| outcome.state = State::Suppressed);
    made_up.outcome(deaths, hospital, 2023, |outcome| outcome.state = State::Doubtful);
    let comparison = made_up.ask(|question| question.within_km = Some(50.0));
    assert!(comparison.rows[0].results.is_empty());
    for note in
        [Note::ImpossibleFigureLeftOut, Note::DoubtfulFigureLeftOut, Note::Suppressed, Note::ResultsNotPublished]
    {
        assert!(comparison.rows[0].notes.contains(&note), "{note:?}");
    }
    assert_eq!(comparison.with_evidence, 0);
}

#[test]
fn rates_that_the_publisher_has_shrunken_are_shown_as_published() {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("cms.made-up", Kind::Outcome, Scope::Narrower, |measure| measure.shrunken = true);
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.outcome(deaths, hospital, 2022, |outcome| {
        outcome.events = None;
        outcome.rate = Some(12.3);
    });
    let comparison = made_up.ask(|_| {});
    let result = &comparison.rows[0].results[0];
    assert_eq!((result.observed, result.adjusted.unwrap().value, result.adjusted.unwrap().low), (None, 12.3, None));
    assert!(comparison.cautions.contains(&Caution::AlreadyShrunken));
    assert!(!comparison.cautions.contains(&Caution::IndirectlyStandardised));
    assert!(comparison.cautions.contains(&Caution::ScopeDiffers(deaths)));
}

#[test]
fn the_current_institution_and_its_group_are_marked_and_the_unknown_stays_unknown() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    let current = made_up.with_cases(measure, 1.0, 50);
    let sister = made_up.with_cases(measure, 2.0, 50);
    let stranger = made_up.with_cases(measure, 3.0, 50);
    made_up.with_cases(measure, 4.0, 50);
    made_up.in_group(current, "one");
    made_up.in_group(sister, "one");
    made_up.in_group(stranger, "other");
    let comparison = made_up.ask(|question| question.current = Some(current));
    let marks: Vec<Option<bool>> = comparison.rows.iter().map(|row| row.same_group).collect();
    assert_eq!(marks, [Some(true), Some(true), Some(false), None]);
    assert!(comparison.rows[0].is_current && !comparison.rows[1].is_current);
    assert!(made_up.ask(|_| {}).rows.iter().all(|row| row.same_group.is_none() && !row.is_current));
}
