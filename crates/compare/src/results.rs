//! What became of those treated at one institution, as published.

use evidence::{Edition, InstitutionIndex, Outcome, State};

use crate::believed::believed;
use crate::comparison::{Adjusted, Note, Published};
use crate::measures::{Measures, OutcomeMeasure};
use crate::observed::observed;

/// Every usable figure of one institution, newest first within each measure; what was left out goes into the notes.
pub(crate) fn results(
    edition: &Edition,
    measures: &Measures,
    institution: InstitutionIndex,
    notes: &mut Vec<Note>,
) -> Vec<Published> {
    let figures = measures.outcomes.iter().map(|outcome| outcome.rows_at(institution).len()).sum();
    let mut published = Vec::with_capacity(figures);
    for outcome in &measures.outcomes {
        let posterior = edition.posterior_at(outcome.link.measure, institution);
        for row in outcome.rows_at(institution).iter().rev() {
            match row.state {
                State::Usable => {
                    let own = posterior.filter(|posterior| posterior.newest == row.period);
                    let believed = own.and_then(|posterior| believed(edition, posterior));
                    published.push(Published { believed, ..figure(outcome, row) });
                }
                State::Suppressed => add(notes, Note::Suppressed),
                State::Impossible => add(notes, Note::ImpossibleFigureLeftOut),
                State::Doubtful => add(notes, Note::DoubtfulFigureLeftOut),
            }
        }
    }
    published
}

fn add(notes: &mut Vec<Note>, note: Note) {
    if !notes.contains(&note) {
        notes.push(note);
    }
}

fn figure(outcome: &OutcomeMeasure, row: &Outcome) -> Published {
    let whole = outcome
        .totals
        .iter()
        .filter(|total| total.period == row.period)
        .find_map(|total| Some((total.events?, total.cases?)));
    let counted = row.events.zip(row.cases);
    Published {
        measure: row.measure,
        scope: outcome.link.scope,
        period: row.period,
        cases: row.cases,
        events: row.events,
        expected: row.expected,
        observed: counted.and_then(|(events, cases)| observed(events, cases)),
        adjusted: row.rate.map(|value| Adjusted { value, low: row.low, high: row.high }),
        verdict: row.verdict,
        whole,
        believed: None,
    }
}
