//! What is believed of one institution's results, in words: a word, a number of so many, its interval, and what it rests on.

use compare::words::standing;
use compare::{Believed, Estimate};
use evidence::series::ExpectedFrom;
use evidence::{Edition, Measure, Period, Posterior, Profile, RateUnit, Standing};
use language::{Language, Text, Value};

use crate::drawing::Dots;
use crate::words;

/// Under this share of all hospitals' patients, numbers are told of a thousand: of a hundred, most would be one or two.
const RARE: f64 = 0.05;
/// Older estimates say little of today.
const OLD_MONTHS: u32 = 7 * 12;

/// An estimate beside the published figure.
pub(crate) struct BelievedView {
    /// "Fewer deaths than expected".
    pub(crate) word: String,
    /// The interval, with the most likely number after it.
    pub(crate) interval: String,
    /// The same of 100, where the interval is of 1,000.
    pub(crate) hundred: String,
    pub(crate) average: String,
    pub(crate) dots: String,
    pub(crate) key: String,
    /// What it was worked out from, how much is the hospital's own, and whether it is old.
    pub(crate) rests_on: Vec<String>,
    pub(crate) more: Vec<String>,
}

/// Numbers of so many, the same whole for every institution of a measure so that like stands beside like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OfMany {
    pub(crate) whole: u32,
    pub(crate) low: u32,
    pub(crate) value: u32,
    pub(crate) high: u32,
}

impl OfMany {
    /// `unit` is what the rates are of (100 or 1,000), `overall` the rate of all institutions.
    fn new(rate: Estimate, unit: f64, overall: f64) -> OfMany {
        let whole = if overall / unit < RARE { 1_000 } else { 100 };
        let nearest = |rate: f64| nearest(rate / unit * f64::from(whole), whole);
        OfMany { whole, low: nearest(rate.low), value: nearest(rate.value), high: nearest(rate.high) }
    }

    /// The interval first, then the point; what rounds to none is never called none.
    pub(crate) fn interval(self, t: Text) -> String {
        let OfMany { whole, low, value, high } = self;
        match (value, high) {
            (_, 0) => t.believed_hardly(whole),
            (0, _) => t.believed_interval_rare(count(t, low), count(t, high), whole),
            _ => t.believed_interval(count(t, low), count(t, high), whole, value),
        }
    }

    pub(crate) fn draw(self, t: Text) -> String {
        let says = t.believed_icons(self.whole, count(t, self.value), count(t, self.high));
        Dots { whole: self.whole, value: self.value, high: self.high }.draw(&says)
    }

    pub(crate) fn key(self, t: Text) -> String {
        t.believed_icons_key(self.whole, count(t, self.high))
    }
}

/// The nearest whole number up to a most; a half counts up.
fn nearest(number: f64, most: u32) -> u32 {
    let below = (0..most).take_while(|step| f64::from(*step) + 0.5 <= number).count();
    u32::try_from(below).unwrap_or(most)
}

fn count(t: Text, number: u32) -> String {
    if number == 0 { t.believed_under_one() } else { t.believed_count(number) }
}

/// Whether a measure counts deaths, by its definition.
pub(crate) fn counts_deaths(measure: &Measure) -> bool {
    measure.numerator.en.starts_with("Deaths")
}

/// An estimate in words; none where the edition does not know its measure.
pub(crate) fn believed_view(edition: &Edition, language: Language, believed: &Believed) -> Option<BelievedView> {
    let t = language.text();
    let posterior = &believed.posterior;
    let (measure, profile) = (edition.measure(posterior.measure)?, edition.profile_of(posterior.measure)?);
    let unit = match measure.rate_unit {
        RateUnit::Percent => 100.0,
        RateUnit::PerThousand => 1_000.0,
    };
    let overall = f64::from(profile.overall_rate);
    let of_many = OfMany::new(believed.rate, unit, overall);
    let leaning = OfMany::new(believed.rate_with_volume, unit, overall);
    let speaks_of = profile.newest().unwrap_or(posterior.newest);
    let average = nearest(overall / unit * f64::from(of_many.whole), of_many.whole);
    let average = match average {
        0 => t.believed_average_rare(words::period(t, speaks_of), of_many.whole),
        _ => t.believed_average(words::period(t, speaks_of), average, of_many.whole),
    };
    let deaths = counts_deaths(measure);
    let word = |own: Standing| word(t, own, deaths);
    let leaning_word = word(posterior.with_volume.standing);
    let mut more = vec![meaning(t, posterior.plain.standing)];
    more.extend(about_all(t, profile, posterior));
    more.push(t.believed_leaning(
        count(t, leaning.low),
        count(t, leaning.high),
        leaning.whole,
        count(t, leaning.value),
        leaning_word,
    ));
    more.push(t.believed_leaning_says());
    Some(BelievedView {
        word: word(posterior.plain.standing),
        interval: of_many.interval(t),
        hundred: hundred(t, of_many.whole, believed.rate, unit),
        average,
        dots: of_many.draw(t),
        key: of_many.key(t),
        rests_on: rests_on(t, &edition.created, posterior, speaks_of),
        more,
    })
}

fn hundred(t: Text, whole: u32, rate: Estimate, unit: f64) -> String {
    if whole == 100 {
        return String::new();
    }
    let [low, high, value] = [rate.low, rate.high, rate.value].map(|rate| words::rate(rate / unit * 100.0));
    t.believed_hundred(low, high, value)
}

fn word(t: Text, own: Standing, deaths: bool) -> String {
    match own {
        Standing::Fewer if deaths => t.believed_fewer_deaths(),
        Standing::More if deaths => t.believed_more_deaths(),
        other => standing(t, other),
    }
}

fn meaning(t: Text, own: Standing) -> String {
    match own {
        Standing::Fewer => t.believed_means_fewer(),
        Standing::More => t.believed_means_more(),
        Standing::Similar => t.believed_means_similar(),
        Standing::TooFew => t.believed_means_too_few(),
    }
}

/// The figures taken together, how much of the estimate is the hospital's own, and how old it is.
fn rests_on(t: Text, created: &str, posterior: &Posterior, speaks_of: Period) -> Vec<String> {
    let pooled = words::period(t, posterior.pooled);
    let mut says = vec![match posterior.periods {
        1 => t.believed_worked_out_one(pooled, posterior.events, posterior.cases),
        _ => t.believed_worked_out(pooled, posterior.events, posterior.cases),
    }];
    let share = f64::from(posterior.plain.own_share);
    let percent = Value::Decimal(share * 100.0, 0);
    says.push(match share {
        share if share >= 0.75 => t.believed_own_most(percent),
        share if share >= 0.5 => t.believed_own_half(percent),
        share if share >= 0.25 => t.believed_own_less(percent),
        _ => t.believed_own_little(percent),
    });
    if posterior.newest.last < speaks_of.last {
        says.push(t.believed_lag(words::period(t, posterior.newest), words::period(t, speaks_of)));
    }
    let old = words::months_ago(created, speaks_of).is_some_and(|months| months > OLD_MONTHS);
    if let Some(ago) = words::ago(t, created, speaks_of).filter(|_| old) {
        says.push(t.believed_old(words::period(t, speaks_of), ago));
    }
    says
}

/// What holds for every hospital of the measure: flags by chance, no order, and what is not allowed for.
fn about_all(t: Text, profile: &Profile, posterior: &Posterior) -> Vec<String> {
    let mut says = Vec::new();
    if posterior.plain.standing.is_flag() {
        let chance = Value::Decimal(f64::from(profile.flagged_by_chance).ceil(), 0);
        says.push(t.believed_chance(profile.institutions, profile.flagged, chance));
    }
    if !profile.can_rank() {
        says.push(t.believed_no_order(Value::Decimal(f64::from(profile.rankability) * 100.0, 0)));
    }
    if profile.expected_from == ExpectedFrom::CasesAlone {
        says.push(t.believed_cases_alone());
    }
    says
}

/// A made-up estimate for the page of components.
pub(crate) fn made_up(t: Text) -> BelievedView {
    let rate = Estimate { value: 1.7, low: 1.1, high: 2.5 };
    let of_many = OfMany::new(rate, 100.0, 2.5);
    BelievedView {
        word: t.believed_fewer_deaths(),
        interval: of_many.interval(t),
        hundred: hundred(t, of_many.whole, rate, 100.0),
        average: t.believed_average(t.words_year("2000"), 25u32, of_many.whole),
        dots: of_many.draw(t),
        key: of_many.key(t),
        rests_on: vec![t.believed_own_most(Value::Decimal(81.0, 0))],
        more: vec![t.believed_means_fewer(), t.believed_leaning_says()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(low: f64, value: f64, high: f64) -> Estimate {
        Estimate { value, low, high }
    }

    #[test]
    fn what_is_rare_is_told_of_a_thousand_and_never_called_none() {
        let t = Language::English.text();
        let rare = OfMany::new(percent(0.02, 0.04, 0.31), 100.0, 0.3);
        assert_eq!(rare, OfMany { whole: 1_000, low: 0, value: 0, high: 3 });
        assert!(rare.interval(t).starts_with("Between fewer than 1 and 3 of 1,000, most likely fewer than 1"));
        let least = OfMany::new(percent(0.0, 0.01, 0.02), 100.0, 0.3);
        assert!(least.interval(t).starts_with("Fewer than 1 of 1,000"));
    }

    #[test]
    fn the_whole_is_the_measures_and_not_the_hospitals() {
        assert_eq!(OfMany::new(percent(5.4, 8.5, 12.6), 100.0, 3.0).whole, 1_000);
        assert_eq!(OfMany::new(percent(0.4, 0.5, 0.6), 100.0, 11.0).whole, 100);
        assert_eq!(OfMany::new(percent(110.0, 120.0, 130.0), 1_000.0, 110.0).value, 12);
    }

    #[test]
    fn a_half_counts_up_and_nothing_is_more_than_all() {
        assert_eq!([nearest(0.49, 100), nearest(0.5, 100), nearest(7.2, 100), nearest(140.0, 100)], [0, 1, 7, 100]);
    }
}
