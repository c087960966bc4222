//! Fits every outcome measure of an edition.

use std::sync::atomic::{AtomicU32, Ordering};

use statistics::shrinkage::{self, Fit, Settings, fit};
use statistics::{Belief, Draws, LEAST_RANKABILITY, Trim};

use super::{Believed, Estimate, Posterior, Profile, Rank, Standing};
use crate::catalogue::{Direction, Kind, RateUnit};
use crate::edition::{Edition, MeasureIndex};
use crate::figures::Period;
use crate::series::{ExpectedFrom, Member, Refused, Series, Whole};

/// How many joint draws ranks are counted in: an expected rank is then sure to about a hundredth of the institutions.
const DRAWS: usize = 2_000;
/// An institution whose newest figure ended this many months before the measure's newest is of the past: it still tells how
/// much institutions differ, but nothing is said of how it stands today.
const MONTHS_AGO: u16 = 36;

/// Everything that was computed from an edition, in the order in which it stands there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Computed {
    /// Sorted by measure, then institution.
    pub posteriors: Vec<Posterior>,
    /// Sorted by measure.
    pub profiles: Vec<Profile>,
    /// Outcome measures for which nothing was computed, and why; sorted by measure.
    pub refused: Vec<(MeasureIndex, Refused)>,
}

/// Computes every posterior, rank and profile of an edition.
///
/// The same edition gives the same answer, whatever the number of threads.
pub fn compute(edition: &Edition, threads: usize) -> Computed {
    let measures: Vec<MeasureIndex> = (0..)
        .map(MeasureIndex)
        .zip(&edition.measures)
        .filter(|(_, measure)| measure.kind == Kind::Outcome && measure.direction != Direction::HigherIsBetter)
        .map(|(index, _)| index)
        .collect();
    let next = AtomicU32::new(0);
    // Each thread takes the next measure that nobody has, because measures differ in size.
    let work = || {
        let mut done = Vec::new();
        while let Some(measure) = measures.get(next.fetch_add(1, Ordering::Relaxed) as usize) {
            done.push((*measure, of_measure(edition, *measure)));
        }
        done
    };
    let mut all = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            // A thread that panicked must not pass for an empty answer.
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    });
    all.sort_by_key(|(measure, _)| *measure);
    let mut computed = Computed::default();
    for (measure, answer) in all {
        match answer {
            Ok((profile, posteriors)) => {
                computed.profiles.push(profile);
                computed.posteriors.extend(posteriors);
            }
            Err(refused) => computed.refused.push((measure, refused)),
        }
    }
    computed
}

/// The profile and the posteriors (sorted by institution) of one measure.
pub fn of_measure(edition: &Edition, measure: MeasureIndex) -> Result<(Profile, Vec<Posterior>), Refused> {
    let (series, expected_from) = Series::newest(edition, measure, |_| true)?.allowing_for_patients(edition);
    let units = series.units();
    let settings = Settings { draws: DRAWS, ..Settings::default() };
    let plain = fit(&units, &settings).map_err(|error| Refused::NotFitted(error.to_string()))?;
    let leaning = Settings { draws: 0, lean_on_volume: true, ..Settings::default() };
    let leaning = fit(&units, &leaning).map_err(|error| Refused::NotFitted(error.to_string()))?;
    let end = series.periods.last().map_or(0, |whole| whole.period.last);
    let of_today: Vec<bool> = series
        .members
        .iter()
        .map(|member| member.figures.last().is_some_and(|figure| figure.period.last + MONTHS_AGO > end))
        .collect();
    let standing = Order::new(&plain, &of_today);
    let mut places = standing.ranks.iter().copied().zip(standing.bands);
    let mut posteriors = Vec::with_capacity(standing.ranks.len());
    let rows = series.members.iter().zip(plain.posteriors.iter().zip(&leaning.posteriors)).zip(&of_today);
    for ((member, (own, with_volume)), _) in rows.filter(|(_, of_today)| **of_today) {
        let Some(((rank, band), figures)) = places.next().zip(Pooled::of(member)) else { continue };
        posteriors.push(Posterior {
            measure,
            institution: member.institution,
            pooled: figures.pooled,
            periods: figures.periods,
            newest: figures.newest,
            cases: figures.cases,
            events: figures.events,
            expected: rounded(figures.expected, 2),
            plain: believed(own),
            with_volume: believed(with_volume),
            rank: rank.filter(|_| standing.rankability >= LEAST_RANKABILITY),
            band,
        });
    }
    let profile = profile(edition, &series, (&plain, &leaning), (standing.rankability, expected_from), &posteriors);
    Ok((profile, posteriors))
}

/// Ranks, bands and rankability of the institutions that have figures today.
struct Order {
    rankability: f64,
    ranks: Vec<Option<Rank>>,
    bands: Vec<u32>,
}

impl Order {
    fn new(fit: &Fit, of_today: &[bool]) -> Order {
        let chosen = || fit.posteriors.iter().zip(of_today).filter(|(_, of_today)| **of_today).map(|(own, _)| own);
        let beliefs: Vec<Belief> = chosen().map(shrinkage::Posterior::belief).collect();
        let shares: Vec<f64> = chosen().map(|own| own.own_share).collect();
        let draws = fit.draws.units().zip(of_today).filter(|(_, of_today)| **of_today);
        let draws = Draws::new(draws.map(|(unit, _)| unit.to_vec()).collect());
        let rank = |rank: &statistics::Rank| {
            Some(Rank {
                expected: rounded(rank.expected, 1),
                low: rank.low,
                high: rank.high,
                probability_best_quarter: rounded(rank.probability_best_quarter, 4),
            })
        };
        Order {
            rankability: statistics::rankability_of_shares(&shares).unwrap_or(0.0),
            ranks: statistics::ranks(&draws, 1).iter().map(rank).collect(),
            bands: statistics::bands(&beliefs),
        }
    }
}

/// An institution's figures together.
struct Pooled {
    pooled: Period,
    periods: u16,
    newest: Period,
    cases: u32,
    events: u32,
    expected: f64,
}

impl Pooled {
    fn of(member: &Member) -> Option<Pooled> {
        let (first, last) = (member.figures.first()?, member.figures.last()?);
        Some(Pooled {
            pooled: Period { first: first.period.first, last: last.period.last },
            periods: u16::try_from(member.figures.len()).unwrap_or(u16::MAX),
            newest: last.period,
            cases: member.figures.iter().map(|figure| figure.cases).fold(0, u32::saturating_add),
            events: member.figures.iter().map(|figure| figure.events).fold(0, u32::saturating_add),
            expected: member.figures.iter().map(|figure| figure.expected).sum(),
        })
    }
}

fn believed(own: &shrinkage::Posterior) -> Believed {
    Believed {
        ratio: estimate(own.ratio),
        log_mean: rounded(own.log_mean, 4),
        log_deviation: rounded(own.log_deviation, 4),
        own_share: rounded(own.own_share, 4),
        probability_lower: rounded(own.probability_lower, 4),
        standing: match own.standing() {
            statistics::Standing::Lower => Standing::Fewer,
            statistics::Standing::Similar => Standing::Similar,
            statistics::Standing::TooFew => Standing::TooFew,
            statistics::Standing::Higher => Standing::More,
        },
    }
}

fn profile(
    edition: &Edition,
    series: &Series,
    (plain, leaning): (&Fit, &Fit),
    (rankability, expected_from): (f64, ExpectedFrom),
    posteriors: &[Posterior],
) -> Profile {
    let newest = series.periods.last();
    let per = match edition.measure(series.measure).map(|measure| measure.rate_unit) {
        Some(RateUnit::PerThousand) => 1_000.0,
        Some(RateUnit::Percent) | None => 100.0,
    };
    let figures = series.members.iter().flat_map(|member| &member.figures);
    let units: Vec<(u64, f64)> = figures
        .filter(|figure| newest.is_some_and(|whole| whole.period == figure.period))
        .map(|figure| (u64::from(figure.events), figure.expected))
        .collect();
    let spread = statistics::overdispersion_of_ratios(&units, Trim::default()).ok();
    let flagged: Vec<f64> = posteriors
        .iter()
        .filter(|row| row.plain.standing.is_flag())
        .map(|row| f64::from(row.plain.probability_lower))
        .collect();
    // A ratio is multiplied by the rate that its expected events were made with.
    let rate = |whole: &Whole| match expected_from {
        ExpectedFrom::CasesAlone => whole.rate(),
        ExpectedFrom::Published | ExpectedFrom::AdjustedRates => series.reference(edition, whole),
    };
    Profile {
        measure: series.measure,
        periods: series.periods.iter().map(|whole| whole.period).collect(),
        expected_from,
        institutions: u32::try_from(posteriors.len()).unwrap_or(u32::MAX),
        overall_rate: rounded(newest.map_or(0.0, |whole| per * rate(whole)), 4),
        mean: estimate(plain.hyper.mean),
        spread: estimate(plain.hyper.spread),
        correlation: plain.hyper.correlation.map(estimate),
        slope: leaning.hyper.slope.map(estimate),
        rankability: rounded(rankability, 4),
        phi: spread.map(|spread| rounded(spread.phi, 4)),
        tau_squared: spread.map(|spread| rounded(spread.tau_squared, 4)),
        flagged: u32::try_from(flagged.len()).unwrap_or(u32::MAX),
        flagged_by_chance: rounded(flagged.iter().fold(0.0, |sum, lower| sum + lower.min(1.0 - lower)), 1),
    }
}

fn estimate(estimate: statistics::Estimate) -> Estimate {
    Estimate { value: rounded(estimate.value, 4), low: rounded(estimate.low, 4), high: rounded(estimate.high, 4) }
}

/// What is written is what is computed with: as many decimals as the estimates are good for, in single precision.
fn rounded(number: f64, decimals: i32) -> f32 {
    let scale = 10_f64.powi(decimals);
    ((number * scale).round() / scale) as f32
}
