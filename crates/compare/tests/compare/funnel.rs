//! Where all hospitals stand: what is drawn, from what, and what is refused.

use compare::Origin;
use compare::funnel::{NoFunnel, Place, Scale, Side, can_be_drawn, funnel, periods};
use evidence::{Country, Edition, InstitutionIndex, Kind, MeasureIndex, Period, Point, Scope, State, Verdict};

use crate::made_up::MadeUp;

/// Hospitals with these events of these cases in one year, and their expected events where there are some.
fn made_up(figures: &[(u32, u32, Option<f64>)]) -> (Edition, MeasureIndex) {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    for (events, cases, expected) in figures {
        let hospital = made_up.hospital(Country::Japan, f64::from(*cases));
        made_up.outcome(deaths, hospital, 2022, |outcome| {
            outcome.events = Some(*events);
            outcome.cases = Some(*cases);
            outcome.expected = *expected;
        });
    }
    (sorted(made_up), deaths)
}

fn sorted(made_up: MadeUp) -> Edition {
    let mut edition = made_up.edition;
    edition.results.sort_by_key(|result| (result.measure, result.institution, result.period));
    edition
}

#[test]
fn a_share_is_drawn_about_the_rate_of_all_and_its_limits_are_exact() {
    // 40 hospitals alike (5 of 100), and one with 14 of 100.
    let figures: Vec<_> = (0..40).map(|_| (5, 100, None)).chain([(14, 100, None)]).collect();
    let (edition, deaths) = made_up(&figures);
    let drawn = funnel(&edition, deaths, None).unwrap();
    assert_eq!(drawn.scale, Scale::Share);
    assert!((drawn.reference - 214.0 / 4_100.0).abs() < 1e-12);
    assert!(!drawn.spread.widened, "{:?}", drawn.spread);
    // pbinom(13, 100, 214 / 4100, lower.tail = FALSE) in R is .00071: less than .001.
    assert_eq!(drawn.dots[40].place, Place::Outside998(Side::High));
    assert_eq!((drawn.outside_inner(Side::High), drawn.outside_inner(Side::Low)), (1, 0));
    assert_eq!((drawn.outside_outer(Side::High), drawn.outside_outer(Side::Low)), (1, 0));
    assert!((drawn.by_chance.inner - 41.0 / 20.0).abs() < 1e-9 && (drawn.by_chance.outer - 0.082).abs() < 1e-9);
    // binom.test(14, 100) in R.
    let dot = drawn.dot(InstitutionIndex(40)).unwrap();
    assert!((dot.low - 0.078705).abs() < 1e-5 && (dot.high - 0.223728).abs() < 1e-5, "{dot:?}");
}

#[test]
fn where_every_hospital_has_expected_events_a_dot_is_events_over_expected() {
    let figures: Vec<_> = (1..=40u32).map(|number| (2, 50 + number, Some(2.0))).collect();
    let (edition, deaths) = made_up(&figures);
    let drawn = funnel(&edition, deaths, None).unwrap();
    assert_eq!((drawn.scale, drawn.reference), (Scale::Ratio, 1.0));
    assert!(drawn.dots.iter().all(|dot| dot.size == 2.0 && dot.value == 1.0 && dot.place == Place::Inside));
    let (edition, deaths) = made_up(&[(2, 50, Some(2.0)), (2, 60, None), (1, 50, Some(1.0))]);
    assert_eq!(funnel(&edition, deaths, None).unwrap().scale, Scale::Share, "one hospital has none");
}

#[test]
fn hospitals_that_differ_more_than_chance_widen_the_lines_and_it_is_said() {
    let unlike: Vec<_> = (0..60u32).map(|number| (if number % 2 == 0 { 20 } else { 60 }, 400, None)).collect();
    let (edition, deaths) = made_up(&unlike);
    let drawn = funnel(&edition, deaths, None).unwrap();
    assert!(drawn.spread.widened && drawn.spread.stretch() > 2.0, "{:?}", drawn.spread);
    assert_eq!(drawn.outside_inner(Side::High), 0, "that is how these hospitals are");
}

#[test]
fn the_newest_period_is_drawn_unless_another_is_named_and_one_without_events_cannot_be() {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    for (year, events) in [(2019, Some(2)), (2020, Some(0)), (2021, Some(4)), (2022, None)] {
        for _ in 0..3 {
            let hospital = made_up.hospital(Country::Japan, 5.0);
            made_up.outcome(deaths, hospital, year, |outcome| outcome.events = events);
        }
    }
    let edition = sorted(made_up);
    let newest = funnel(&edition, deaths, None).unwrap();
    assert_eq!(newest.periods, [2021, 2019].map(Period::year));
    assert_eq!((newest.period, newest.whole.events, newest.old), (Period::year(2021), 12, false));
    let older = funnel(&edition, deaths, Some(Period::year(2019))).unwrap();
    assert_eq!((older.whole.events, older.few), (6, true));
    assert_eq!(funnel(&edition, deaths, Some(Period::year(2022))).err(), Some(NoFunnel::NoSuchPeriod));
}

#[test]
fn figures_of_long_ago_are_called_old() {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.outcome(deaths, hospital, 2015, |_| {});
    assert!(funnel(&sorted(made_up), deaths, None).unwrap().old);
}

#[test]
fn counts_of_treated_and_rates_already_drawn_towards_the_average_are_refused() {
    let mut made_up = MadeUp::new();
    let volume = made_up.admissions();
    let shrunken = made_up.measure("shrunken", Kind::Outcome, Scope::Exact, |measure| measure.shrunken = true);
    let silent = made_up.measure("silent", Kind::Outcome, Scope::Exact, |_| {});
    let hospital = made_up.hospital(Country::Japan, 5.0);
    made_up.outcome(shrunken, hospital, 2022, |_| {});
    made_up.outcome(silent, hospital, 2022, |outcome| outcome.state = State::Doubtful);
    let edition = sorted(made_up);
    for (measure, why) in
        [(volume, NoFunnel::OnlyCounts), (shrunken, NoFunnel::AlreadyShrunken), (silent, NoFunnel::NoEvents)]
    {
        assert_eq!(funnel(&edition, measure, None).err(), Some(why));
        assert!(!can_be_drawn(&edition, measure), "{why:?}");
    }
    assert_eq!(periods(&edition, MeasureIndex(99)).err(), Some(NoFunnel::NoEvents));
}

#[test]
fn the_nearest_are_of_the_same_country_and_still_stand() {
    let mut made_up = MadeUp::new();
    let deaths = made_up.measure("deaths", Kind::Outcome, Scope::Exact, |_| {});
    for km in [30.0, 10.0, 20.0] {
        let hospital = made_up.hospital(Country::Japan, km);
        made_up.outcome(deaths, hospital, 2022, |outcome| outcome.verdict = Some(Verdict::NoDifferent));
    }
    made_up.edition.institutions[1].ended = true;
    let edition = sorted(made_up);
    let drawn = funnel(&edition, deaths, None).unwrap();
    let from = |country| Origin { name: "Here".to_owned(), country, point: Point { latitude: 36.0, longitude: 140.0 } };
    let near = drawn.nearest(&edition, &from(Country::Japan), 5);
    assert_eq!(near.iter().map(|(near, _)| near.0).collect::<Vec<_>>(), [2, 0]);
    assert!((near[0].1 - 20.0).abs() < 0.1);
    assert!(drawn.nearest(&edition, &from(Country::UnitedStates), 5).is_empty());
    assert_eq!((drawn.verdicts(Verdict::NoDifferent), drawn.verdicts(Verdict::Worse)), (3, 0));
}
