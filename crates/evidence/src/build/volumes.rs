//! Holds the sum over hospitals against the published statewide figure, and reports what does not tie.

use std::collections::BTreeMap;

use super::draft::Draft;
use crate::figures::{Period, State};

/// Compares every statewide figure with the sum of its hospitals.
pub(crate) fn hold_against_totals(draft: &mut Draft) {
    let mut sums: BTreeMap<(String, Period), (u64, u64)> = BTreeMap::new();
    for ((measure, _, period), row) in draft.volumes.iter().filter(|(_, row)| row.cases.is_none()) {
        sums.entry((measure.clone(), *period)).or_default().0 += u64::from(row.operations.unwrap_or_default());
    }
    for ((measure, _, period), row) in draft.results.iter().filter(|(_, row)| row.state == State::Usable) {
        let sum = sums.entry((measure.clone(), *period)).or_default();
        sum.0 += u64::from(row.cases.unwrap_or_default());
        sum.1 += u64::from(row.events.unwrap_or_default());
    }
    let mut untied = Vec::new();
    for ((measure, period), total) in &draft.totals {
        let Some((cases, events)) = sums.get(&(measure.clone(), *period)) else { continue };
        let differs =
            total.cases.is_some_and(|known| known != *cases) || total.events.is_some_and(|known| known != *events);
        if differs {
            untied.push(format!(
                "{measure} {period}: hospitals add up to {events} of {cases}, the whole state is published as {} of {}.",
                total.events.map_or_else(|| "?".to_owned(), |number| number.to_string()),
                total.cases.map_or_else(|| "?".to_owned(), |number| number.to_string()),
            ));
        }
    }
    for detail in untied {
        draft.find("total-does-not-tie", "totals", 0, detail);
    }
}
