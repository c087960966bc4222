//! Where all hospitals stand in one measure: the dots of a funnel plot and the lines that chance alone would draw.
//!
//! A funnel is drawn from one period of counted events. Where the publisher gives the expected events of every hospital, a dot
//! is events over expected events; where it gives only adjusted rates, the expected events are worked back from these;
//! elsewhere a dot is events of cases, which allows for nothing.

mod recovered;

use std::collections::BTreeMap;

use evidence::series::{ExpectedFrom, Figure, Refused, Whole};
use evidence::{
    Country, Edition, InstitutionIndex, Kind, MeasureIndex, Outcome, Period, Point, State, Verdict, distance_km,
};
use statistics::{Dispersion, OverDispersion, Trim};

pub use statistics::{FunnelPoint, Place, Side};

pub use self::recovered::StandIns;
use self::recovered::series_about;
use crate::prepared::Prepared;
use crate::question::Origin;
use crate::reach::is_old;

/// The lines are drawn through so many points.
const CURVE_POINTS: usize = 160;
/// With fewer hospitals, or fewer events in all of them together, a funnel can show only very large differences.
const FEW_HOSPITALS: usize = 30;
const FEW_EVENTS: u64 = 50;

/// The funnel of a measure in one of its periods, the newest when none is named; drawn once for an edition.
pub fn funnel(edition: &Edition, measure: MeasureIndex, period: Option<Period>) -> Result<Funnel, NoFunnel> {
    match edition.derived.get_or_work_out(|| Prepared::new(edition)) {
        Some(prepared) => prepared.funnel(edition, measure, period).cloned(),
        None => Prepared::new(edition).funnel(edition, measure, period).cloned(),
    }
}

/// Draws the funnel of one of the periods.
pub(crate) fn draw(
    edition: &Edition,
    measure: MeasureIndex,
    period: Period,
    periods: Vec<Period>,
) -> Result<Funnel, NoFunnel> {
    let (series, from) = series_about(edition, measure, period)?.allowing_for_patients(edition);
    let whole = *series.periods.iter().find(|whole| whole.period == period).ok_or(NoFunnel::NoEvents)?;
    let figures: Vec<(InstitutionIndex, Figure)> = series
        .members
        .iter()
        .filter_map(|member| Some((member.institution, *member.figures.iter().find(|own| own.period == period)?)))
        .collect();
    let stand_ins = StandIns::of(edition, &series, period);
    let expected_from = match whole.expected {
        Some(_) => ExpectedFrom::Published,
        None if from == ExpectedFrom::AdjustedRates && stand_ins.are_few(whole) => ExpectedFrom::AdjustedRates,
        None => ExpectedFrom::CasesAlone,
    };
    let scale = if expected_from == ExpectedFrom::CasesAlone { Scale::Share } else { Scale::Ratio };
    let target = Target { scale, reference: if scale == Scale::Ratio { 1.0 } else { whole.rate() } };
    let spread = target.spread(&figures).ok_or(NoFunnel::NoEvents)?;
    let dots: Vec<Dot> = figures.iter().filter_map(|figure| dot(edition, measure, target, spread, *figure)).collect();
    let curve = target.curve(&dots, spread.dispersion()).ok_or(NoFunnel::NoEvents)?;
    Ok(Funnel {
        measure,
        period,
        periods,
        scale,
        whole,
        reference: target.reference,
        spread,
        few: dots.len() < FEW_HOSPITALS || whole.events < FEW_EVENTS,
        old: is_old(edition, period),
        by_chance: by_chance(dots.len()),
        expected_from,
        stand_ins,
        left_out: left_out(edition, measure, period, &dots),
        dots,
        curve,
    })
}

/// Nobody can have it happen to more than were treated.
fn possible(row: &Outcome) -> bool {
    row.events.is_some() && row.events <= row.cases
}

/// Hospitals with published events of this period that have no dot.
fn left_out(edition: &Edition, measure: MeasureIndex, period: Period, dots: &[Dot]) -> usize {
    let told = |row: &&Outcome| row.period == period && row.events.is_some() && row.cases > Some(0);
    let has_dot = |row: &&Outcome| dots.binary_search_by_key(&row.institution, |dot| dot.institution).is_ok();
    edition.results_of(measure).iter().filter(told).filter(|row| !has_dot(row)).count()
}

/// Whether a funnel can be drawn of a measure; it stops looking at the first hospital to some of whose patients it happened.
pub fn can_be_drawn(edition: &Edition, measure: MeasureIndex) -> bool {
    let known = edition.measure(measure).is_some_and(|measure| measure.kind != Kind::Volume && !measure.shrunken);
    let tells = |row: &Outcome| row.state == State::Usable && row.events > Some(0) && row.events < row.cases;
    known && edition.results_of(measure).iter().any(tells)
}

/// The periods of a measure for which a funnel can be drawn, newest first.
pub fn periods(edition: &Edition, measure: MeasureIndex) -> Result<Vec<Period>, NoFunnel> {
    let known = edition.measure(measure).ok_or(NoFunnel::NoEvents)?;
    if known.kind == Kind::Volume {
        return Err(NoFunnel::OnlyCounts);
    }
    if known.shrunken {
        return Err(NoFunnel::AlreadyShrunken);
    }
    let mut wholes: BTreeMap<Period, (u64, u64)> = BTreeMap::new();
    for row in edition.results_of(measure).iter().filter(|row| row.state == State::Usable && possible(row)) {
        let (Some(events), Some(cases)) = (row.events, row.cases) else { continue };
        let whole = wholes.entry(row.period).or_default();
        whole.0 += u64::from(events);
        whole.1 += u64::from(cases);
    }
    // Where it happened to nobody or to everybody, there is nothing to tell apart.
    wholes.retain(|_, (events, cases)| *events > 0 && events < cases);
    let mut periods: Vec<Period> = wholes.into_keys().collect();
    periods.sort_by_key(|period| std::cmp::Reverse((period.last, period.first)));
    if periods.is_empty() { Err(NoFunnel::NoEvents) } else { Ok(periods) }
}

/// Where all hospitals stand in one measure and period.
#[derive(Clone, Debug)]
pub struct Funnel {
    /// The measure.
    pub measure: MeasureIndex,
    /// The period shown.
    pub period: Period,
    /// Every period that can be shown, newest first.
    pub periods: Vec<Period>,
    /// What a dot's height means.
    pub scale: Scale,
    /// All hospitals together.
    pub whole: Whole,
    /// The height of the middle line: the share of all hospitals together (0 to 1), or 1 for ratios.
    pub reference: f64,
    /// How much hospitals differ beyond chance, and what was done about it.
    pub spread: Spread,
    /// So few hospitals or events that only very large differences can show.
    pub few: bool,
    /// The figures are so old that they say little of today.
    pub old: bool,
    /// How many dots chance alone would put outside the lines.
    pub by_chance: ByChance,
    /// Where the expected events come from.
    pub expected_from: ExpectedFrom,
    /// Those whose expected events could not be worked back from their own figures of the period.
    pub stand_ins: StandIns,
    /// Hospitals whose published figures of the period could not be drawn; nothing here counts them.
    pub left_out: usize,
    /// The hospitals, by index.
    pub dots: Vec<Dot>,
    /// The lines, from the smallest hospital to the largest.
    pub curve: Vec<FunnelPoint>,
}

/// What a dot's height means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Events of cases, 0 to 1; its size is its cases.
    Share,
    /// Events over expected events; its size is its expected events.
    Ratio,
}

/// One hospital.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// The hospital.
    pub institution: InstitutionIndex,
    /// Those treated.
    pub cases: u32,
    /// Those to whom it happened.
    pub events: u32,
    /// Expected events: the publisher's, or cases x the rate of all.
    pub expected: f64,
    /// How far to the right it stands: cases or expected events.
    pub size: f64,
    /// How high it stands: share or ratio.
    pub value: f64,
    /// The exact 95 % interval of the height, by chance alone.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Where it stands between the lines.
    pub place: Place,
    /// The publisher's own verdict.
    pub verdict: Option<Verdict>,
}

/// How much hospitals differ beyond chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The mean squared distance from the middle line in standard errors, a tenth pulled in on each side: 1 by chance.
    pub phi: f64,
    /// Whether the lines were drawn `sqrt(phi)` times as far apart.
    pub widened: bool,
}

/// Hospitals outside the lines by chance alone, above and below together; exact lines leave rather fewer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ByChance {
    /// Outside the inner lines, those outside the outer lines among them.
    pub inner: f64,
    /// Outside the outer lines.
    pub outer: f64,
}

/// Why there is no funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFunnel {
    /// The measure counts those treated, not what became of them.
    OnlyCounts,
    /// The publisher has already drawn the rates towards the average, so that chance can no longer be seen in them.
    AlreadyShrunken,
    /// No events are published.
    NoEvents,
    /// Nothing is published for that period.
    NoSuchPeriod,
}

impl From<Refused> for NoFunnel {
    fn from(refused: Refused) -> NoFunnel {
        match refused {
            Refused::AlreadyShrunken => NoFunnel::AlreadyShrunken,
            Refused::NoEvents | Refused::NotFitted(_) => NoFunnel::NoEvents,
        }
    }
}

impl Funnel {
    /// The dot of a hospital.
    pub fn dot(&self, institution: InstitutionIndex) -> Option<&Dot> {
        let found = self.dots.binary_search_by_key(&institution, |dot| dot.institution).ok()?;
        self.dots.get(found)
    }

    /// How many dots lie outside the inner lines on one side, those outside the outer lines among them.
    pub fn outside_inner(&self, side: Side) -> usize {
        let outside = |dot: &&Dot| dot.place == Place::Outside95(side) || dot.place == Place::Outside998(side);
        self.dots.iter().filter(outside).count()
    }

    /// How many dots lie outside the outer lines on one side.
    pub fn outside_outer(&self, side: Side) -> usize {
        self.dots.iter().filter(|dot| dot.place == Place::Outside998(side)).count()
    }

    /// How many hospitals have this verdict of the publisher.
    pub fn verdicts(&self, verdict: Verdict) -> usize {
        self.dots.iter().filter(|dot| dot.verdict == Some(verdict)).count()
    }

    /// The dots nearest to a place with their distances in kilometres, nearest first; none of another country, and none that has ended.
    pub fn nearest(&self, edition: &Edition, from: &Origin, most: usize) -> Vec<(InstitutionIndex, f64)> {
        let place = |dot: &Dot| -> Option<(Country, Point)> {
            let institution = edition.institution(dot.institution).filter(|institution| !institution.ended)?;
            Some((institution.country, institution.point?))
        };
        let mut near: Vec<(InstitutionIndex, f64)> = self
            .dots
            .iter()
            .filter_map(|dot| Some((dot.institution, place(dot)?)))
            .filter(|(_, (country, _))| *country == from.country)
            .map(|(institution, (_, point))| (institution, distance_km(from.point, point)))
            .collect();
        near.sort_by(|left, right| left.1.total_cmp(&right.1));
        near.truncate(most);
        near
    }
}

impl Spread {
    /// Lines are widened only where the spread is larger than chance makes it: the mean of n squared standard scores is 1,
    /// with a standard error of `sqrt(2 / n)`, and two of these are allowed.
    fn of(measured: OverDispersion, hospitals: usize) -> Spread {
        // Few enough to be exact.
        #[expect(clippy::cast_precision_loss, reason = "hospitals are far fewer than 2^52")]
        let by_chance = 1.0 + 2.0 * (2.0 / hospitals as f64).sqrt();
        // Pearson's scores count the hospitals without events too, of which there are many.
        let phi = measured.phi_of_counts;
        Spread { phi, widened: phi > by_chance }
    }

    /// How many times as far from the middle as by chance alone the lines stand.
    pub fn stretch(self) -> f64 {
        if self.widened { self.phi.sqrt() } else { 1.0 }
    }

    fn dispersion(self) -> Dispersion {
        if self.widened { Dispersion::Multiplicative { phi: self.phi } } else { Dispersion::Chance }
    }
}

/// The middle line.
#[derive(Clone, Copy)]
struct Target {
    scale: Scale,
    reference: f64,
}

impl Target {
    fn spread(self, figures: &[(InstitutionIndex, Figure)]) -> Option<Spread> {
        let measured = match self.scale {
            Scale::Share => {
                let units: Vec<(u64, u64)> =
                    figures.iter().map(|(_, figure)| (figure.events.into(), figure.cases.into())).collect();
                statistics::overdispersion_of_shares(&units, self.reference, Trim::default())
            }
            Scale::Ratio => {
                let units: Vec<(u64, f64)> =
                    figures.iter().map(|(_, figure)| (figure.events.into(), figure.expected)).collect();
                statistics::overdispersion_of_ratios(&units, Trim::default())
            }
        };
        measured.ok().map(|measured| Spread::of(measured, figures.len()))
    }

    fn curve(self, dots: &[Dot], dispersion: Dispersion) -> Option<Vec<FunnelPoint>> {
        match self.scale {
            Scale::Share => {
                let cases = || dots.iter().map(|dot| u64::from(dot.cases));
                let (from, to) = (cases().min()?, cases().max()?);
                statistics::share_curve(from, to, CURVE_POINTS, self.reference, dispersion).ok()
            }
            Scale::Ratio => {
                let expected = || dots.iter().map(|dot| dot.expected);
                let (from, to) = (expected().min_by(f64::total_cmp)?, expected().max_by(f64::total_cmp)?);
                statistics::ratio_curve(from, to, CURVE_POINTS, dispersion).ok()
            }
        }
    }
}

fn dot(
    edition: &Edition,
    measure: MeasureIndex,
    target: Target,
    spread: Spread,
    (institution, figure): (InstitutionIndex, Figure),
) -> Option<Dot> {
    let Figure { period, cases, events, expected } = figure;
    let (size, value, interval, limits) = match target.scale {
        Scale::Share => {
            let interval = statistics::clopper_pearson(events.into(), cases.into(), 0.95).ok()?;
            let limits = statistics::share_limits(cases.into(), target.reference, spread.dispersion()).ok()?;
            (f64::from(cases), f64::from(events) / f64::from(cases), interval, limits)
        }
        Scale::Ratio => {
            let standardised = statistics::standardise(events.into(), cases.into(), expected, 1.0).ok()?;
            let limits = statistics::ratio_limits(expected, spread.dispersion()).ok()?;
            (expected, standardised.ratio, standardised.ratio_interval, limits)
        }
    };
    let row: Option<&Outcome> = edition.results_at(measure, institution).iter().find(|row| row.period == period);
    Some(Dot {
        institution,
        cases,
        events,
        expected,
        size,
        value,
        low: interval.low,
        high: interval.high,
        place: limits.place(value),
        verdict: row.and_then(|row| row.verdict),
    })
}

fn by_chance(hospitals: usize) -> ByChance {
    let flags = statistics::flags_by_chance(hospitals);
    ByChance { inner: flags.outside_95, outer: flags.outside_998 }
}
