//! One measure's usable figures under one definition, ready for statistics.

mod recovered;

pub use recovered::ExpectedFrom;

use std::collections::BTreeMap;

use statistics::Months;
use statistics::shrinkage::{Events, Observation, Unit};

use crate::edition::{Edition, InstitutionIndex, MeasureIndex};
use crate::figures::{Outcome, Period, State};

/// Figures of one measure under one definition; no two of its periods overlap.
#[derive(Clone, Debug)]
pub struct Series {
    /// The measure.
    pub measure: MeasureIndex,
    /// The periods used, rising, with what happened in all institutions together.
    pub periods: Vec<Whole>,
    /// The institutions, by index.
    pub members: Vec<Member>,
}

/// All institutions of one period together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whole {
    /// The period.
    pub period: Period,
    /// Those treated.
    pub cases: u64,
    /// Those to whom it happened.
    pub events: u64,
    /// Expected events, where the publisher gives them for every institution.
    pub expected: Option<f64>,
}

impl Whole {
    /// Events per case.
    pub fn rate(&self) -> f64 {
        self.events as f64 / self.cases as f64
    }
}

/// One institution's figures in a series.
#[derive(Clone, Debug)]
pub struct Member {
    /// The institution.
    pub institution: InstitutionIndex,
    /// Its figures, a period each.
    pub figures: Vec<Figure>,
}

/// One period's figures of one institution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The period.
    pub period: Period,
    /// Those treated.
    pub cases: u32,
    /// Those to whom it happened.
    pub events: u32,
    /// Expected events: the publisher's where it gives them, else cases x the rate of all institutions in that period.
    pub expected: f64,
}

/// Why a measure has no series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The publisher's rates are already drawn towards the average; they are never shrunken again.
    AlreadyShrunken,
    /// No events are published.
    NoEvents,
    /// The figures could not be fitted, and why.
    NotFitted(String),
}

impl Period {
    /// The stretch as the statistics know it.
    fn stretch(self) -> Months {
        Months { first: self.first.into(), last: self.last.into() }
    }

    /// The middle of the stretch, in years.
    pub fn middle(self) -> f64 {
        self.stretch().middle()
    }
}

impl Series {
    /// The newest series of a measure, of the periods that `wanted` lets through.
    ///
    /// Figures that are suppressed, impossible or doubtful stay out. Where windows overlap, the newest is kept, then the newest
    /// that does not overlap it, and so on back, because one patient must not count twice.
    pub fn newest(
        edition: &Edition,
        measure: MeasureIndex,
        wanted: impl Fn(&Outcome) -> bool,
    ) -> Result<Series, Refused> {
        if edition.measure(measure).is_some_and(|measure| measure.shrunken) {
            return Err(Refused::AlreadyShrunken);
        }
        let usable = |row: &&Outcome| row.state == State::Usable && row.events.is_some() && row.cases > Some(0);
        let rows: Vec<&Outcome> = edition.results_of(measure).iter().filter(usable).filter(|row| wanted(row)).collect();
        let newest = rows.iter().max_by_key(|row| row.period.last).ok_or(Refused::NoEvents)?.series;
        let rows = rows.into_iter().filter(|row| row.series == newest);
        let kept = statistics::newest_apart(rows.clone().map(|row| row.period.stretch()));
        let rows = rows.filter(|row| kept.contains(&row.period.stretch()));
        let series = Series::of(measure, rows);
        if series.periods.iter().all(|whole| whole.events == 0) { Err(Refused::NoEvents) } else { Ok(series) }
    }

    /// Puts rows together; a period without any event says nothing of differences and is left out.
    pub fn of<'e>(measure: MeasureIndex, rows: impl Iterator<Item = &'e Outcome> + Clone) -> Series {
        let mut wholes: BTreeMap<Period, Whole> = BTreeMap::new();
        for row in rows.clone() {
            let (cases, events) = (u64::from(row.cases.unwrap_or(0)), u64::from(row.events.unwrap_or(0)));
            let start = Whole { period: row.period, cases: 0, events: 0, expected: Some(0.0) };
            let whole = wholes.entry(row.period).or_insert(start);
            whole.cases += cases;
            whole.events += events;
            whole.expected = whole.expected.zip(row.expected).map(|(sum, more)| sum + more);
        }
        wholes.retain(|_, whole| whole.events > 0 && whole.events < whole.cases);
        let mut members: BTreeMap<InstitutionIndex, Member> = BTreeMap::new();
        for row in rows {
            let Some(whole) = wholes.get(&row.period) else { continue };
            let (Some(cases), Some(events)) = (row.cases, row.events) else { continue };
            let share = f64::from(cases) * whole.rate();
            let expected = row.expected.filter(|expected| *expected > 0.0 && *expected < f64::from(cases));
            let figure = Figure { period: row.period, cases, events, expected: expected.unwrap_or(share) };
            let member = Member { institution: row.institution, figures: Vec::new() };
            members.entry(row.institution).or_insert(member).figures.push(figure);
        }
        Series { measure, periods: wholes.into_values().collect(), members: members.into_values().collect() }
    }

    /// The institutions as units of the shrinkage model.
    pub fn units(&self) -> Vec<Unit> {
        self.members.iter().map(Member::unit).collect()
    }
}

impl Member {
    /// Cases a year, over the periods in which it has figures.
    pub fn cases_a_year(&self) -> f64 {
        let months: f64 = self.figures.iter().map(|figure| f64::from(figure.period.months())).sum();
        12.0 * self.figures.iter().map(|figure| f64::from(figure.cases)).sum::<f64>() / months
    }

    fn unit(&self) -> Unit {
        let observation = |figure: &Figure| Observation {
            time: figure.period.middle(),
            cases: u64::from(figure.cases),
            events: Events::Known(u64::from(figure.events)),
            expected: figure.expected,
        };
        Unit { observations: self.figures.iter().map(observation).collect(), volume: Some(self.cases_a_year()) }
    }
}
