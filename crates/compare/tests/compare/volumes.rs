//! What is said of the counts.

use compare::Treatment;
use evidence::{Country, Kind, Period, Scope};

use crate::made_up::MadeUp;

#[test]
fn one_period_serves_all_and_it_is_the_latest_that_tells_the_treatment_apart() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    for km in [10.0, 20.0, 30.0] {
        let hospital = made_up.with_cases(measure, km, 50);
        made_up.volume(measure, hospital, |volume| {
            volume.period = Period::fiscal_year(2022);
            volume.cases = Some(60);
        });
    }
    let period = |made_up: &MadeUp, treatment| {
        let comparison = made_up.ask(|question| question.treatment = treatment);
        let periods: Vec<Period> = comparison.rows.iter().map(|row| row.experience.as_ref().unwrap().period).collect();
        assert!(periods.iter().all(|period| *period == periods[0]));
        periods[0]
    };
    assert_eq!(period(&made_up, Treatment::Any), Period::fiscal_year(2022));
    // Only the earlier year tells removals apart, at one institution.
    made_up.edition.volumes[0].operations = Some(20);
    assert_eq!(period(&made_up, Treatment::Resection), Period::fiscal_year(2021));
    assert_eq!(period(&made_up, Treatment::Any), Period::fiscal_year(2021));
}

#[test]
fn the_exact_measure_goes_before_one_listed_earlier() {
    let mut made_up = MadeUp::new();
    let broader = made_up.measure("dpc.broader", Kind::Volume, Scope::Broader, |_| {});
    let exact = made_up.admissions();
    let hospital = made_up.with_cases(broader, 5.0, 500);
    made_up.volume(exact, hospital, |volume| volume.cases = Some(40));
    let comparison = made_up.ask(|_| {});
    assert_eq!(comparison.scope, Some(Scope::Exact));
    assert_eq!(comparison.rows[0].experience.as_ref().unwrap().cases, Some(40));
}

#[test]
fn a_percentile_counts_only_those_that_surely_have_fewer() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    for number in 0..9 {
        let hospital = made_up.hospital(Country::Japan, f64::from(number));
        // Three of them may reach 101 with their hidden cells.
        made_up.volume(measure, hospital, |volume| {
            volume.cases = Some(if number < 3 { 83 } else { 11 });
            volume.masked = if number < 3 { 2 } else { 0 };
        });
    }
    assert_eq!(made_up.ask(|_| {}).rows[0].experience.as_ref().unwrap().percentile, None, "among nine");
    let largest = made_up.with_cases(measure, 20.0, 100);
    let comparison = made_up.ask(|_| {});
    let row = comparison.rows.iter().find(|row| row.institution == largest).unwrap();
    let experience = row.experience.as_ref().unwrap();
    assert_eq!((experience.percentile, experience.among), (Some(60), 10));
}

#[test]
fn a_trend_is_drawn_only_within_one_definition_and_never_through_floors() {
    let mut made_up = MadeUp::new();
    let exact = made_up.operations();
    let hospital = made_up.hospital(Country::Japan, 5.0);
    for (year, series) in [(2019, 1), (2021, 2), (2022, 2), (2023, 2)] {
        made_up.volume(exact, hospital, |volume| {
            volume.period = Period::year(year);
            volume.operations = Some(u32::from(year) - 2000);
            volume.series = series;
        });
    }
    let comparison = made_up.ask(|_| {});
    let experience = comparison.rows[0].experience.as_ref().unwrap();
    assert_eq!(experience.period, Period::year(2023));
    assert_eq!(experience.trend, [(Period::year(2021), None, 21), (Period::year(2022), None, 22)]);
    made_up.edition.measures[0].at_least = true;
    assert!(made_up.ask(|_| {}).rows[0].experience.as_ref().unwrap().trend.is_empty());
}
