//! The posteriors that the edition carries, held against the figures they come from.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use evidence::posteriors::{compute, of_measure};
use evidence::series::{ExpectedFrom, Refused, Series};
use evidence::{Edition, MeasureIndex, Period, State};

use crate::made_up::MadeUp;

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| evidence::load::embedded().unwrap())
}

fn measure(id: &str) -> MeasureIndex {
    edition().measure_by_id(id).unwrap()
}

#[test]
fn what_the_edition_carries_is_what_its_figures_give() {
    for id in ["hcai.cabg.operative-mortality", "hcai.imi.esophageal-resection", "hcai.pci.all-stroke"] {
        let (profile, posteriors) = of_measure(edition(), measure(id)).unwrap();
        assert_eq!(edition().profile_of(measure(id)), Some(&profile), "{id}");
        assert_eq!(edition().posteriors_of(measure(id)), posteriors, "{id}");
    }
}

#[test]
fn federal_rates_are_never_shrunken_again_and_a_finding_says_so() {
    for (index, it) in (0..).map(MeasureIndex).zip(&edition().measures).filter(|(_, it)| it.shrunken) {
        assert_eq!(of_measure(edition(), index).unwrap_err(), Refused::AlreadyShrunken);
        assert!(edition().posteriors_of(index).is_empty() && edition().profile_of(index).is_none(), "{}", it.id);
        let said = |finding: &&evidence::Finding| finding.kind == "already-shrunken" && finding.detail.contains(&it.id);
        assert_eq!(edition().findings.iter().filter(said).count(), 1, "{}", it.id);
    }
}

#[test]
fn every_other_outcome_measure_has_a_profile() {
    let outcomes = || edition().measures.iter().filter(|it| it.kind == evidence::Kind::Outcome && !it.shrunken);
    assert_eq!(edition().profiles.len(), outcomes().count());
    assert!(edition().posteriors.len() > 5_000);
}

#[test]
fn the_break_in_pneumonia_of_2020_is_not_pooled_over() {
    let profile = edition().profile_of(measure("hcai.imi.pneumonia")).unwrap();
    assert_eq!(profile.periods, [2020, 2021, 2022].map(Period::year));
}

#[test]
fn what_is_suppressed_doubtful_or_impossible_is_in_no_posterior() {
    for profile in &edition().profiles {
        for posterior in edition().posteriors_of(profile.measure) {
            let rows = edition().results_at(profile.measure, posterior.institution).iter();
            let used = rows.filter(|row| profile.periods.contains(&row.period) && row.state == State::Usable);
            let (cases, events) = used.fold((0, 0), |(cases, events), row| match row.events {
                Some(own) => (cases + row.cases.unwrap_or(0), events + own),
                None => (cases, events),
            });
            assert_eq!((posterior.cases, posterior.events), (cases, events), "{posterior:?}");
        }
    }
}

#[test]
fn expected_events_worked_back_from_adjusted_rates_are_those_that_are_printed() {
    // The bypass figures print both; without the printed ones they must be found again.
    let id = measure("hcai.cabg.readmission");
    let printed = Series::newest(edition(), id, |_| true).unwrap();
    let mut bare = printed.clone();
    for whole in &mut bare.periods {
        whole.expected = None;
    }
    let (found, from) = bare.allowing_for_patients(edition());
    assert_eq!(from, ExpectedFrom::AdjustedRates);
    let mut checked = 0;
    for (one, other) in printed.members.iter().zip(&found.members) {
        for (one, other) in one.figures.iter().zip(&other.figures).filter(|(one, _)| one.events > 0) {
            assert!((other.expected / one.expected - 1.0).abs() < 0.02, "{one:?} {other:?}");
            checked += 1;
        }
    }
    assert!(checked > 200, "{checked}");
    for whole in &found.periods {
        let figures = found.members.iter().flat_map(|member| &member.figures);
        let sum: f64 = figures.filter(|figure| figure.period == whole.period).map(|figure| figure.expected).sum();
        assert!((sum / whole.events as f64 - 1.0).abs() < 0.02, "{whole:?} {sum}");
    }
}

#[test]
fn hospitals_without_deaths_are_expected_only_what_is_left_of_all_deaths() {
    let stroke = Series::newest(edition(), measure("hcai.imi.acute-stroke"), |_| true).unwrap();
    let (found, from) = stroke.allowing_for_patients(edition());
    assert_eq!(from, ExpectedFrom::AdjustedRates);
    let all: f64 = found.members.iter().flat_map(|member| &member.figures).map(|figure| figure.expected).sum();
    let reference = |whole: &evidence::series::Whole| found.reference(edition(), whole) * whole.cases as f64;
    let due: f64 = found.periods.iter().map(reference).sum();
    assert!((all / due - 1.0).abs() < 1e-3, "{all} {due}");
}

#[test]
fn where_a_measure_cannot_order_institutions_none_has_a_rank_and_all_have_a_band() {
    let mut ranked: BTreeMap<bool, usize> = BTreeMap::new();
    for profile in &edition().profiles {
        *ranked.entry(profile.can_rank()).or_default() += 1;
        for posterior in edition().posteriors_of(profile.measure) {
            assert_eq!(posterior.rank.is_some(), profile.can_rank());
            assert!(posterior.band >= 1);
        }
    }
    assert_eq!(ranked.len(), 2, "{ranked:?}");
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    let mut small = edition().clone();
    let kept = ["hcai.pci.all-mortality", "hcai.pci.all-stroke", "hcai.imi.esophageal-resection"].map(measure);
    small.results.retain(|row| kept.contains(&row.measure));
    assert_eq!(compute(&small, 1), compute(&small, 3));
}

#[test]
fn an_edition_made_before_posteriors_were_still_loads() {
    let made_up = MadeUp::new();
    made_up.build().unwrap();
    let description = made_up.out().join("datapackage.json");
    let mut json: serde_json::Value = serde_json::from_slice(&fs::read(&description).unwrap()).unwrap();
    let resources = json["resources"].as_array_mut().unwrap();
    resources.retain(|it| it["name"] != "posteriors" && it["name"] != "profiles");
    fs::write(&description, json.to_string()).unwrap();
    for name in ["posteriors.csv", "profiles.csv"] {
        fs::remove_file(made_up.out().join(name)).unwrap();
    }
    assert!(evidence::load::from_dir(&made_up.out()).unwrap().posteriors.is_empty());
    assert_eq!(evidence::verify::verify(&made_up.out()).unwrap().problems, []);
}

/// What verification says after one cell of the made-up posterior was changed.
#[track_caller]
fn found(file: &str, column: &str, cell: &str, wanted: &str) {
    let made_up = MadeUp::new();
    made_up.build().unwrap();
    let path = made_up.out().join(file);
    let text = fs::read_to_string(&path).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let position = header.iter().position(|name| *name == column).unwrap();
    let mut row: Vec<&str> = lines.next().unwrap().split(',').collect();
    *row.get_mut(position).unwrap() = cell;
    let rest: Vec<&str> = lines.collect();
    fs::write(&path, format!("{}\n{}\n{}\n", header.join(","), row.join(","), rest.join("\n"))).unwrap();
    let said: Vec<String> =
        evidence::verify::verify(&made_up.out()).unwrap().problems.iter().map(ToString::to_string).collect();
    let wanted = format!("{file}, row 2, column {wanted}");
    assert!(said.iter().any(|line| line.starts_with(&wanted)), "{wanted}: {said:?}");
}

#[test]
fn a_posterior_that_cannot_be_is_found() {
    found("posteriors.csv", "ratio", "99", "ratio_high: OutsideInterval(\"99\"");
    found("posteriors.csv", "probability_lower", "1.5", "probability_lower: NotAShare(\"1.5\")");
    found("posteriors.csv", "own_share", "-0.1", "own_share: NotAShare(\"-0.1\")");
    found("posteriors.csv", "events", "5000", "events: MoreThanCases(5000");
    found("posteriors.csv", "institution", "us-ca-9", "institution: Unknown(\"us-ca-9\", \"institutions.csv\")");
    found("posteriors.csv", "measure", "made-up.none", "measure: Unknown(\"made-up.none\", \"measures.csv\")");
    found("posteriors.csv", "standing", "best", "standing: UnknownWord(\"best\"");
    found("profiles.csv", "rankability", "2", "rankability: NotAShare(\"2\")");
    found("profiles.csv", "spread_low", "50", "spread_high: UpsideDown(\"50-");
}
