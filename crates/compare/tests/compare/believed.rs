//! What is believed of results: bands, pairs, and what is said with them.

use compare::{Caution, Comparison, Order, Origin, Purpose, Question, Treatment, compare};
use evidence::{Country, Edition, Kind, MeasureIndex, Point, Scope, Standing};
use std::sync::OnceLock;

use crate::made_up::{MadeUp, listed};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| evidence::load::embedded().unwrap())
}

/// Asks the edition inside the program from Sacramento.
fn near_sacramento(condition: &str, change: impl Fn(&mut Question)) -> Comparison {
    let mut question = Question {
        condition: edition().condition_by_id(condition).unwrap(),
        treatment: Treatment::Any,
        from: Origin {
            name: "Sacramento".to_owned(),
            country: Country::UnitedStates,
            point: Point { latitude: 38.58, longitude: -121.49 },
        },
        within_km: Some(200.0),
        current: None,
        age: None,
        order: Order::Distance,
        limit: None,
        purpose: Purpose::AdviceOnly,
    };
    change(&mut question);
    compare(edition(), &question)
}

/// Hospitals of one measure: kilometres, and deaths of 1,000 in each of three years.
fn with_deaths(deaths: &[(f64, u32)]) -> (MadeUp, MeasureIndex) {
    let mut made_up = MadeUp::new();
    let measure = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    for (km, events) in deaths {
        let hospital = made_up.hospital(Country::Japan, *km);
        for year in [2022, 2023, 2024] {
            made_up.outcome(measure, hospital, year, |outcome| {
                outcome.cases = Some(1_000);
                outcome.events = Some(*events);
            });
        }
    }
    let computed = evidence::posteriors::compute(&made_up.edition, 1);
    made_up.edition.posteriors = computed.posteriors;
    made_up.edition.profiles = computed.profiles;
    (made_up, measure)
}

#[test]
fn heart_bypass_near_sacramento_shows_bands_and_pooled_figures_beside_the_published_ones() {
    let comparison = near_sacramento("coronary-bypass-surgery", |_| {});
    let banded = comparison.rows.iter().filter(|row| row.band.is_some());
    assert!(banded.count() >= 3);
    let deaths = edition().measure_by_id("hcai.cabg.operative-mortality").unwrap();
    for row in &comparison.rows {
        let of_deaths: Vec<_> = row.results.iter().filter(|result| result.measure == deaths).collect();
        let believed: Vec<_> = of_deaths.iter().filter(|result| result.believed.is_some()).collect();
        assert!(believed.len() <= 1, "pooled figures stand beside one published one");
        let Some(result) = believed.first() else { continue };
        let own = result.believed.unwrap();
        assert_eq!((row.band, result.period), (Some(own.posterior.band), own.posterior.newest));
        assert!(own.rate.low < own.rate.value && own.rate.value < own.rate.high);
        assert!(own.posterior.cases >= result.cases.unwrap() && own.posterior.events >= result.events.unwrap());
    }
    assert!(comparison.cautions.contains(&Caution::EstimatesAreOurs));
}

#[test]
fn by_results_the_lowest_band_comes_first_and_inside_it_the_nearest() {
    let (made_up, measure) = with_deaths(&[(10.0, 90), (20.0, 10), (30.0, 91), (15.0, 11), (5.0, 40), (40.0, 41)]);
    assert!(made_up.edition.profiles[0].can_rank());
    let comparison = made_up.ask(|question| question.order = Order::Results);
    assert_eq!(listed(&comparison), [3, 1, 4, 5, 0, 2]);
    assert_eq!(comparison.rows.iter().map(|row| row.band.unwrap()).collect::<Vec<_>>(), [1, 1, 2, 2, 3, 3]);
    assert!(comparison.cautions.contains(&Caution::InBands(measure)));
    assert!(comparison.cautions.contains(&Caution::FlagsByChance(measure)));
    assert_eq!(comparison.rows[0].results[0].believed.unwrap().posterior.plain.standing, Standing::Fewer);
    // By distance the bands are only shown.
    assert_eq!(listed(&made_up.ask(|_| {})), [4, 0, 3, 1, 2, 5]);
}

#[test]
fn where_differences_are_mostly_chance_no_order_is_shown_and_that_is_said() {
    let (made_up, measure) = with_deaths(&[(30.0, 30), (20.0, 31), (10.0, 29), (5.0, 32)]);
    assert!(!made_up.edition.profiles[0].can_rank());
    let comparison = made_up.ask(|question| question.order = Order::Results);
    assert_eq!((listed(&comparison), comparison.order), (vec![3, 2, 1, 0], Order::Distance));
    assert!(comparison.cautions.contains(&Caution::NoOrderByResults));
    assert!(comparison.cautions.contains(&Caution::LowRankability(measure)));
    assert!(comparison.pairs.is_empty());
    assert!(comparison.rows.iter().all(|row| row.results[0].believed.unwrap().posterior.rank.is_none()));
}

#[test]
fn pairs_are_told_of_the_first_five_and_only_where_one_is_surely_lower() {
    let (made_up, _) =
        with_deaths(&[(10.0, 90), (20.0, 10), (30.0, 91), (15.0, 11), (5.0, 40), (40.0, 41), (50.0, 200)]);
    let comparison = made_up.ask(|_| {});
    let first: Vec<u32> = listed(&comparison).into_iter().take(5).collect();
    assert!(!comparison.pairs.is_empty());
    for pair in &comparison.pairs {
        assert!(first.contains(&pair.lower.0) && first.contains(&pair.higher.0));
        assert!(pair.probability >= 0.8 && pair.probability <= 1.0);
        assert!(!comparison.pairs.iter().any(|other| (other.lower, other.higher) == (pair.higher, pair.lower)));
    }
    let told = |lower: u32, higher: u32| comparison.pairs.iter().any(|it| (it.lower.0, it.higher.0) == (lower, higher));
    assert!(told(1, 0) && !told(0, 2) && !told(1, 3));
}

#[test]
fn nothing_is_believed_of_a_child_nor_of_an_illness_that_the_codes_cannot_see() {
    let (mut made_up, _) = with_deaths(&[(10.0, 90), (20.0, 10), (30.0, 91), (15.0, 11)]);
    assert!(made_up.ask(|question| question.age = Some(9)).rows.iter().all(|row| row.band.is_none()));
    made_up.edition.conditions[0].rare = true;
    let comparison = made_up.ask(|question| question.order = Order::Results);
    assert!(comparison.rows.iter().all(|row| row.band.is_none()) && comparison.order == Order::Distance);
}

#[test]
fn a_measure_of_deaths_is_known_by_its_definition() {
    for measure in edition().measures.iter().filter(|measure| measure.id.starts_with("hcai.")) {
        let deaths = measure.numerator.en.starts_with("Deaths");
        let named = measure.id.contains("mortality") || measure.id.starts_with("hcai.imi.");
        assert_eq!(deaths, named, "{}", measure.id);
    }
}

#[test]
fn federal_rates_are_believed_as_published_and_nothing_is_made_of_them() {
    let comparison = near_sacramento("heart-failure", |_| {});
    let federal = |measure: MeasureIndex| edition().measure(measure).unwrap().shrunken;
    let mut results = comparison.rows.iter().flat_map(|row| &row.results);
    assert!(results.any(|result| federal(result.measure)));
    let results = comparison.rows.iter().flat_map(|row| &row.results);
    assert!(results.filter(|result| federal(result.measure)).all(|result| result.believed.is_none()));
}

#[test]
fn where_only_volume_is_published_what_volume_tells_is_said_and_no_result_is_made_of_it() {
    let comparison = near_sacramento("oesophageal-cancer", |_| {});
    let told = comparison.cautions.iter().find(|caution| matches!(caution, Caution::VolumeRelation(_)));
    let text = language::Language::English.text();
    let said = compare::words::caution(text, edition(), &comparison, told.unwrap());
    assert!(said.contains("2014-2015") && said.contains("hint"), "{said}");
    assert!(comparison.rows.iter().all(|row| row.band.is_none()), "figures of 2015 make no band in 2026");
}
