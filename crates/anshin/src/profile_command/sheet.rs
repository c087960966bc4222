//! The answer as a table to read.

use std::collections::BTreeMap;

use language::Text;
use statistics::{Estimate, Profile, ProfileRow, ProfiledRow, ProfiledUnit, Verdict};

use super::notes;
use super::read::Sheet;
use crate::table::{simple_table, wrapped};

/// So many rows of a measure are shown; `csv` and `json` show all.
const MOST_ROWS: usize = 200;
/// So many measures are shown.
const MOST_MEASURES: usize = 50;

/// Each measure with what was learned of it, its rows in the order of the file, and how to read them.
pub(super) fn table(text: Text, sheet: &Sheet, profile: &Profile) -> String {
    let mut rows_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, row) in sheet.rows.iter().enumerate() {
        rows_of.entry(row.measure).or_default().push(place);
    }
    let mut out = String::new();
    for measure in profile.measures.iter().take(MOST_MEASURES) {
        if let Some(name) = sheet.measure(measure.measure) {
            out.push_str(&format!("## {name}\n"));
        }
        for note in notes::learned(text, sheet, measure).into_iter().chain(notes::of_measure(text, sheet, measure)) {
            out.push_str(&format!("{}\n", wrapped(&note, "- ")));
        }
        let places = rows_of.get(&measure.measure).map(Vec::as_slice).unwrap_or_default();
        let ranked = measure.pooled.is_some_and(|pooled| pooled.ordered);
        out.push_str(&rows(text, sheet, profile, places, ranked));
        let more = places.len().saturating_sub(MOST_ROWS);
        if more > 0 {
            out.push_str(&format!("{}\n", text.profile_more_rows(more)));
        }
        out.push('\n');
    }
    let more = profile.measures.len().saturating_sub(MOST_MEASURES);
    if more > 0 {
        out.push_str(&format!("{}\n\n", text.profile_more_measures(more)));
    }
    for note in [text.profile_how_to_read(), text.profile_how_to_read_pooled(), text.profile_how_to_compare()] {
        out.push_str(&format!("{}\n", wrapped(&note, "")));
    }
    out
}

fn rows(text: Text, sheet: &Sheet, profile: &Profile, places: &[usize], ranked: bool) -> String {
    let mut header = vec![text.table_institution()];
    if sheet.has_periods() {
        header.push(text.profile_head_period());
    }
    header.extend([
        text.profile_head_events(),
        text.profile_head_ratio(),
        text.profile_head_verdict(),
        text.profile_head_pooled(),
        if ranked { text.profile_head_rank() } else { text.profile_head_band() },
    ]);
    let row = |place: &usize| {
        let (row, found) = (sheet.rows.get(*place)?, profile.rows.get(*place)?);
        let mut cells = vec![sheet.hospital(row).to_owned()];
        cells.extend(sheet.period(*place).map(str::to_owned));
        cells.extend(numbers(text, row, found, profile.unit(found), ranked));
        Some(cells)
    };
    simple_table(header, places.iter().take(MOST_ROWS).filter_map(row).collect())
}

fn numbers(
    text: Text,
    row: &ProfileRow,
    found: &ProfiledRow,
    unit: Option<&ProfiledUnit>,
    ranked: bool,
) -> [String; 5] {
    let absent = || text.profile_absent();
    let last = match (ranked, unit) {
        (true, Some(unit)) => unit.rank.map(|rank| format!("{:.1} ({}–{})", rank.expected, rank.low, rank.high)),
        (false, Some(unit)) => Some(unit.band.to_string()),
        (_, None) => None,
    };
    [
        format!("{} / {}", row.events, row.cases),
        found.ratio.map_or_else(absent, |(ratio, _)| estimate(ratio)),
        found.ratio.map_or_else(absent, |(_, verdict)| match verdict {
            Verdict::Lower => text.profile_verdict_lower(),
            Verdict::NoDifferent => text.profile_verdict_no_different(),
            Verdict::Higher => text.profile_verdict_higher(),
        }),
        unit.map_or_else(absent, |unit| estimate(unit.ratio)),
        last.unwrap_or_else(absent),
    ]
}

/// The interval comes first.
fn estimate(Estimate { value, low, high }: Estimate) -> String {
    format!("{low:.2}–{high:.2}; {value:.2}")
}
