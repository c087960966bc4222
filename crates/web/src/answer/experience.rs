//! How many were treated, in plain sentences.

use compare::words::in_language;
use compare::{Experience, Note, Row, Treatment};
use evidence::{Counts, Measure};

use super::{Telling, period_note};
use crate::words;

/// What one institution has published about how many it treated.
pub(crate) fn experience_sentences(telling: &Telling<'_>, row: &Row) -> Vec<String> {
    let t = telling.t;
    let Some(experience) = &row.experience else { return vec![no_figure(telling, row)] };
    let Some(measure) = telling.edition.measure(experience.measure) else { return vec![t.card_no_figure()] };
    match measure.counts {
        Counts::Admissions => admissions(telling, row, experience, measure),
        Counts::Operations => operations(telling, experience, measure),
    }
}

/// Why there is no count: hidden because it is small, not listed at all, or never published.
fn no_figure(telling: &Telling<'_>, row: &Row) -> String {
    let reason = row.notes.iter().find(|note| matches!(note, Note::NotListed | Note::NoCountsPublished));
    match reason {
        Some(note) => compare::words::note(telling.t, telling.edition, *note),
        None => telling.t.card_no_figure(),
    }
}

fn admissions(telling: &Telling<'_>, row: &Row, experience: &Experience, measure: &Measure) -> Vec<String> {
    let t = telling.t;
    let period = words::period(t, experience.period);
    let illness = telling
        .edition
        .condition(telling.comparison.condition)
        .map(|condition| in_language(&condition.name, telling.language).to_owned())
        .unwrap_or_default();
    let mut says = Vec::new();
    if let Some(cases) = experience.cases {
        says.push(if experience.at_least {
            t.card_admissions_at_least(cases, illness, period)
        } else {
            t.card_admissions(cases, illness, period)
        });
    }
    if measure.separable.resections {
        says.push(match experience.operations {
            Some(count) if experience.at_least => t.card_removals_at_least(count),
            Some(count) => t.card_removals(count),
            None => t.card_removals_masked(),
        });
    } else {
        says.push(t.card_removals_not_separable());
    }
    let told = experience.no_operation.is_some() || row.notes.contains(&Note::OperationsMasked);
    if telling.comparison.treatment == Treatment::NoOperation && told {
        says.push(match experience.no_operation {
            Some(count) if experience.at_least => t.card_no_operation_at_least(count),
            Some(count) => t.card_no_operation(count),
            None => t.card_no_operation_masked(),
        });
    }
    if telling.comparison.treatment == Treatment::Endoscopic && row.notes.contains(&Note::OperationsMasked) {
        says.push(t.card_endoscopic_masked());
    }
    if let Some(count) = experience.endoscopic {
        says.push(if experience.at_least { t.card_endoscopic_at_least(count) } else { t.card_endoscopic(count) });
    }
    says
}

fn operations(telling: &Telling<'_>, experience: &Experience, measure: &Measure) -> Vec<String> {
    let t = telling.t;
    let Some(count) = experience.operations.or(experience.cases) else { return vec![t.card_no_figure()] };
    let name = in_language(&measure.name, telling.language).to_owned();
    let period = words::period(t, experience.period);
    vec![if experience.at_least {
        t.card_operations_at_least(count, period, name)
    } else {
        t.card_operations(count, period, name)
    }]
}

/// The counts of earlier periods by the same definition, or nothing.
pub(crate) fn trend(telling: &Telling<'_>, row: &Row) -> String {
    let t = telling.t;
    let earlier = row.experience.as_ref().map(|experience| experience.trend.as_slice()).unwrap_or_default();
    let steps: Vec<String> = earlier
        .iter()
        .map(|(period, months, count)| match months {
            Some(months) if *months < 12 => t.card_trend_part(words::period(t, *period), *count, *months),
            _ => t.card_trend_step(words::period(t, *period), *count),
        })
        .collect();
    if steps.is_empty() { String::new() } else { t.card_trend(steps.join(&t.words_semicolon())) }
}

/// For when the figure speaks, and how long ago that is.
pub(crate) fn experience_age(telling: &Telling<'_>, row: &Row) -> String {
    let t = telling.t;
    let Some(experience) = &row.experience else { return String::new() };
    let period = words::period(t, experience.period);
    let age = match words::ago(t, &telling.edition.created, experience.period) {
        Some(ago) => t.card_age(period, ago),
        None => period,
    };
    let note = period_note(telling.edition, telling.language, experience.measure, experience.period);
    words::with_note(t, age, note)
}
