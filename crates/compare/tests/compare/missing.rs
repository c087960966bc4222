//! What is said where a figure is missing, or needs a remark.

use compare::report::report;
use compare::words::note;
use compare::{Caution, Note};
use evidence::{Country, Kind, Period, PeriodNote, RateUnit, Scope, Total};
use language::Language;
use serde_json::Value;

use crate::made_up::{MadeUp, both};

#[test]
fn an_absent_row_is_called_under_ten_only_where_the_publisher_masks() {
    for masks in [true, false] {
        let mut made_up = MadeUp::new();
        let measure = if masks { made_up.admissions() } else { made_up.operations() };
        let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
        let with = made_up.hospital(Country::Japan, 5.0);
        made_up.volume(measure, with, |volume| volume.operations = Some(30));
        let without = made_up.hospital(Country::Japan, 10.0);
        made_up.outcome(deaths, without, 2022, |_| {});
        let comparison = made_up.ask(|_| {});
        let notes = &comparison.rows[1].notes;
        assert_eq!(notes.contains(&Note::UnderTenOrNotPublished), masks);
        assert_eq!(notes.contains(&Note::NotListed), !masks);
    }
}

#[test]
fn where_no_counts_exist_at_all_nothing_is_called_under_ten() {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.outcome(deaths, hospital, 2022, |_| {});
    let comparison = made_up.ask(|_| {});
    assert!(comparison.rows[0].notes.contains(&Note::NoCountsPublished));
    let english = report(&made_up.edition, &comparison, Language::English).institutions[0].notes.join(" ");
    let japanese = report(&made_up.edition, &comparison, Language::Japanese).institutions[0].notes.join(" ");
    assert!(!english.contains("under ten") && !japanese.contains("10件"), "{english} {japanese}");
}

#[test]
fn what_is_not_in_the_edition_is_not_called_unpublished() {
    let made_up = MadeUp::new();
    let said = |language: Language| note(language.text(), &made_up.edition, Note::ResultsNotPublished);
    assert!(said(Language::English).contains("not in the sources used here; they may be published elsewhere"));
    assert!(said(Language::Japanese).contains("ここで使った資料にはありません"));
}

#[test]
fn results_are_published_only_with_the_page_of_the_public_body() {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.outcome(deaths, hospital, 2022, |_| {});
    let answer = |made_up: &MadeUp| {
        let comparison = made_up.ask(|_| {});
        let report = report(&made_up.edition, &comparison, Language::English);
        let publishes = report.institutions[0].publishes_results.clone();
        (publishes.answer, publishes.link.is_some())
    };
    assert_eq!(answer(&made_up), ("yes", true));
    made_up.edition.publishers[0].homepage = String::new();
    assert_eq!(answer(&made_up), ("not checked", false));
}

#[test]
fn a_remark_about_a_period_is_said_once_and_beside_each_figure() {
    let mut made_up = MadeUp::new();
    let measure = made_up.admissions();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    let hospital = made_up.with_cases(measure, 5.0, 50);
    for year in [2020, 2021, 2022] {
        made_up.outcome(deaths, hospital, year, |_| {});
    }
    let remark = |measure, period, text| PeriodNote { measure, period, note: both(text) };
    made_up.edition.period_notes = vec![
        remark(measure, Period::fiscal_year(2021), "few were asked"),
        remark(measure, Period::fiscal_year(2022), "never shown"),
        remark(deaths, Period::year(2020), "still to be verified"),
        remark(deaths, Period::year(2022), "still to be verified"),
    ];
    let comparison = made_up.ask(|_| {});
    let notes: Vec<&Caution> =
        comparison.cautions.iter().filter(|caution| matches!(caution, Caution::PeriodNote(..))).collect();
    assert_eq!(
        notes,
        [&Caution::PeriodNote(measure, Period::fiscal_year(2021)), &Caution::PeriodNote(deaths, Period::year(2020))]
    );
    let report = report(&made_up.edition, &comparison, Language::English);
    let said = report.cautions.join(" ");
    assert!(said.contains("2020, 2022: still to be verified") && said.contains("few were asked"), "{said}");
    let beside: Vec<Option<&str>> = report.institutions[0].results.iter().map(|result| result.period_note).collect();
    assert_eq!(beside, [Some("still to be verified"), None, Some("still to be verified")]);
}

#[test]
fn a_rate_and_the_whole_beside_it_name_their_unit() {
    let mut made_up = MadeUp::new();
    let volume = made_up.admissions();
    let falls = made_up.measure("falls", Kind::Outcome, Scope::Exact, |measure| {
        measure.rate_unit = RateUnit::PerThousand;
    });
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.volume(volume, hospital, |volume| {
        volume.cases = Some(70);
        volume.no_operation = Some(44);
    });
    made_up.outcome(falls, hospital, 2022, |outcome| outcome.rate = Some(4.5));
    made_up.edition.totals.push(Total {
        measure: falls,
        period: Period::year(2022),
        cases: Some(8_000),
        events: Some(20),
        operations: None,
        endoscopic: None,
        other_operations: None,
        no_operation: None,
    });
    let value = serde_json::to_value(report(&made_up.edition, &made_up.ask(|_| {}), Language::English)).unwrap();
    let institution = &value["institutions"][0];
    assert_eq!(institution["results"][0]["unit"], "per thousand");
    assert_eq!(institution["results"][0]["whole"]["rate"], 2.5);
    assert_eq!(institution["results"][0]["whole"]["unit"], "per thousand");
    assert_eq!(institution["experience"]["no_operation"], 44);
    assert_eq!(institution["experience"]["percentile"], Value::Null);
}
