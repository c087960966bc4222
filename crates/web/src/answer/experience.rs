//! How many were treated, in plain sentences.

use compare::words::in_language;
use compare::{Experience, Note, Row, Treatment};
use evidence::{Counts, Measure, Scope};

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
    let scope = telling.comparison.scope.unwrap_or(Scope::Exact);
    let mut says = Vec::new();
    if let Some(cases) = experience.cases {
        says.push(admitted(telling, scope, cases, experience.at_least, measure));
    }
    let masked = masked(telling, row, experience);
    says.push(match experience.operations {
        Some(count) if measure.separable.resections && experience.at_least => t.card_removals_at_least(count),
        Some(count) if measure.separable.resections => t.card_removals(count),
        None if measure.separable.resections && masked.removals => t.card_removals_masked(),
        // Not hidden because it is small: its kind is not confirmed.
        _ => t.card_removals_not_separable(),
    });
    if telling.comparison.treatment == Treatment::NoOperation {
        says.push(match experience.no_operation {
            Some(count) if experience.at_least => t.card_no_operation_at_least(count),
            Some(count) => t.card_no_operation(count),
            None if masked.any => t.card_no_operation_masked(),
            None => t.card_class_unconfirmed(),
        });
    }
    match experience.endoscopic {
        Some(count) if experience.at_least => says.push(t.card_endoscopic_at_least(count)),
        Some(count) => says.push(t.card_endoscopic(count)),
        None if telling.comparison.treatment != Treatment::Endoscopic => {}
        None if masked.endoscopic => says.push(t.card_endoscopic_masked()),
        None => says.push(t.card_class_unconfirmed()),
    }
    // Last, as the sentences before speak of all these admissions.
    if scope == Scope::Broader {
        says.push(t.card_broader_unknown(illness(telling)));
    }
    says
}

/// The admissions, under the illness's name only where they count just this illness.
fn admitted(telling: &Telling<'_>, scope: Scope, cases: u32, at_least: bool, measure: &Measure) -> String {
    let t = telling.t;
    let name = in_language(&measure.name, telling.language);
    // "Admissions" stands in the sentence already.
    let name = name.strip_suffix("（入院件数）").unwrap_or(name);
    match (scope, at_least) {
        (Scope::Exact, true) => t.card_admissions_at_least(cases, illness(telling)),
        (Scope::Exact, false) => t.card_admissions(cases, illness(telling)),
        (Scope::Broader, true) => t.card_admissions_broader_at_least(cases, illness(telling), name),
        (Scope::Broader, false) => t.card_admissions_broader(cases, illness(telling), name),
        (Scope::Narrower, true) => t.card_admissions_narrower_at_least(cases, name),
        (Scope::Narrower, false) => t.card_admissions_narrower(cases, name),
    }
}

fn illness(telling: &Telling<'_>) -> String {
    let condition = telling.edition.condition(telling.comparison.condition);
    condition.map(|condition| in_language(&condition.name, telling.language).to_owned()).unwrap_or_default()
}

/// Which of the counts have a cell that the publisher masks because it is under ten.
#[derive(Default)]
struct Masked {
    any: bool,
    removals: bool,
    endoscopic: bool,
}

fn masked(telling: &Telling<'_>, row: &Row, experience: &Experience) -> Masked {
    let volumes = telling.edition.volumes_at(experience.measure, row.institution);
    let shown = volumes.iter().find(|volume| volume.period == experience.period);
    shown
        .map(|volume| Masked {
            any: volume.masked > 0,
            removals: volume.masked_operations > 0,
            endoscopic: volume.masked_endoscopic > 0,
        })
        .unwrap_or_default()
}

fn operations(telling: &Telling<'_>, experience: &Experience, measure: &Measure) -> Vec<String> {
    let t = telling.t;
    let Some(count) = experience.operations.or(experience.cases) else { return vec![t.card_no_figure()] };
    let name = in_language(&measure.name, telling.language).to_owned();
    let mut says = vec![if experience.at_least {
        t.card_operations_at_least(count, name)
    } else {
        t.card_operations(count, name)
    }];
    match telling.comparison.scope {
        Some(Scope::Broader) => says.push(t.card_broader_operations_unknown(illness(telling))),
        Some(Scope::Narrower) => says.push(t.card_operations_narrower()),
        Some(Scope::Exact) | None => {}
    }
    says
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
