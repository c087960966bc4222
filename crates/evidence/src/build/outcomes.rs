//! Takes rows of a long source into the draft: outcomes and California's volumes, and the statewide rows that check them.

use std::path::Path;

use super::BuildError;
use super::directory::source;
use super::draft::{Draft, DraftInstitution, DraftOutcome, DraftVolume, Key};
use super::long::{self, Fact};
use super::manifest::{Manifest, MeasureEntry};
use crate::edition::Bilingual;
use crate::figures::{Period, State};
use crate::institution::Country;

/// With fewer events chance alone can move a plain rate far from an adjusted one.
const LEAST_EVENTS_TO_DOUBT: u32 = 5;

/// Takes the manifest's file.
pub(crate) fn take(manifest: &Manifest, sources: &Path, draft: &mut Draft) -> Result<(), BuildError> {
    let file = long::read(manifest, sources)?;
    let mut used = 0;
    for (row, reason) in &file.dropped {
        draft.tally("left-out", &manifest.id, *row, reason.clone());
    }
    for fact in &file.facts {
        let Some(entry) = manifest.measure.get(fact.measure) else { continue };
        statewide(manifest, entry, fact, draft);
        let Some(number) = &fact.institution else { continue };
        let id = institution(manifest, fact, number, draft);
        if fact.cases == Some(0) {
            draft.tally("left-out", &manifest.id, fact.row, "no cases, so no figure.".to_owned());
        }
        if !fact.says_something() || fact.cases == Some(0) {
            continue;
        }
        used += 1;
        remark(manifest, entry, fact, draft);
        let key = (entry.id.clone(), id, fact.period);
        if manifest.kind == "volume" {
            volume(manifest, entry, fact, key, draft);
        } else {
            outcome(manifest, entry, fact, key, draft);
        }
    }
    source(manifest, file.rows_read, used, &file.sha256, &manifest.file, draft)
}

/// What the manifest says of the period, in both languages.
fn remark(manifest: &Manifest, entry: &MeasureEntry, fact: &Fact, draft: &mut Draft) {
    let remark = fact.remark.and_then(|position| manifest.period.get(position));
    let Some(remark) = remark.filter(|remark| !remark.note_en.is_empty()) else { return };
    let note = Bilingual { en: remark.note_en.clone(), ja: remark.note_ja.clone() };
    draft.period_notes.insert((entry.id.clone(), fact.period), note);
}

/// The whole state's figure: a row of its own, or repeated on every row.
fn statewide(manifest: &Manifest, entry: &MeasureEntry, fact: &Fact, draft: &mut Draft) {
    let (cases, events) = match (&fact.institution, fact.statewide) {
        (None, _) => (fact.cases, fact.events),
        (Some(_), (None, None)) => return,
        (Some(_), repeated) => repeated,
    };
    if cases.is_none() && events.is_none() {
        return;
    }
    let known = draft.totals.entry((entry.id.clone(), fact.period)).or_default();
    let (cases, events) = (cases.map(u64::from), events.map(u64::from));
    let differs = (known.cases.is_some() && known.cases != cases) || (known.events.is_some() && known.events != events);
    if differs {
        let detail = format!("{} {}: two statewide figures differ; the first is kept.", entry.id, fact.period);
        draft.find("conflict", &manifest.id, fact.row, detail);
        return;
    }
    known.cases = cases;
    known.events = events;
}

/// The institution's id; what the row says of it is kept.
fn institution(manifest: &Manifest, fact: &Fact, number: &str, draft: &mut Draft) -> String {
    // Footnote marks stand behind a few numbers.
    let number = number.trim_end_matches(['*', '†', ' ']);
    let (id, key) = (format!("{}{number}", manifest.id_prefix), format!("{}:{number}", manifest.publisher));
    let known = draft
        .institutions
        .entry(id.clone())
        .or_insert_with(|| DraftInstitution::new(Country::UnitedStates, &manifest.region));
    known.keys.insert(key);
    let damaged = manifest.damaged_names.iter().any(|slip| fact.name.contains(slip.as_str()));
    if !fact.name.is_empty() && !damaged {
        // The volume source's name is shown; among equals the newest.
        let rank = u8::from(manifest.kind == "volume");
        known.names.insert((rank, fact.period), fact.name.clone());
    }
    if !fact.county.is_empty() && known.city.len() < fact.county.len() {
        known.city.clone_from(&fact.county);
    }
    if !fact.system.is_empty() {
        known.system.clone_from(&fact.system);
    }
    if let Some(point) = fact.point {
        let decimals = decimals(point.latitude).min(decimals(point.longitude));
        known.points.entry(manifest.id.clone()).or_insert((decimals, point));
    }
    if damaged {
        draft.tally(
            "corrected",
            &manifest.id,
            fact.row,
            "the published name is damaged; another source's is used.".to_owned(),
        );
    }
    id
}

/// How many decimals a coordinate carries, five at most: rounded ones can lie kilometres off.
fn decimals(degrees: f64) -> u8 {
    let text = degrees.to_string();
    let count = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    u8::try_from(count.min(5)).unwrap_or(5)
}

/// The stretch of periods in which one definition holds.
fn series(manifest: &Manifest, entry: &MeasureEntry, period: Period, draft: &mut Draft) -> u16 {
    let broken = entry.break_before.as_deref().and_then(Period::parse).is_some_and(|first| period >= first);
    let name = format!("{}/{}{}", manifest.id, entry.series, if broken { "/after" } else { "" });
    draft.series(&entry.id, &name)
}

fn volume(manifest: &Manifest, entry: &MeasureEntry, fact: &Fact, key: Key, draft: &mut Draft) {
    let series = series(manifest, entry, fact.period, draft);
    let row = DraftVolume { months: fact.months, operations: fact.cases, series, ..DraftVolume::default() };
    if draft.volumes.insert(key.clone(), row).is_some() {
        let detail = format!("{} {} {} stands twice; the last is kept.", key.0, key.1, key.2);
        draft.find("repeated", &manifest.id, fact.row, detail);
    }
}

fn outcome(manifest: &Manifest, entry: &MeasureEntry, fact: &Fact, key: Key, draft: &mut Draft) {
    let new = DraftOutcome {
        cases: fact.cases,
        events: fact.events,
        expected: fact.expected,
        rate: fact.rate,
        low: fact.low,
        high: fact.high,
        verdict: fact.verdict,
        verdict_word: fact.verdict_word.clone(),
        state: state(manifest, fact, &key, draft),
        series: series(manifest, entry, fact.period, draft),
        priority: manifest.priority,
        filled: fact.filled(),
        source: manifest.id.clone(),
        row: fact.row,
    };
    let Some(known) = draft.results.get(&key) else {
        draft.results.insert(key, new);
        return;
    };
    let equal = known.cases == new.cases && known.events == new.events;
    let (kept, other) =
        if (new.filled, new.priority) > (known.filled, known.priority) { (&new, known) } else { (known, &new) };
    if equal {
        let detail = format!("the same figure stands in {} too; the row with most columns is kept.", known.source);
        let kept = kept.clone();
        draft.tally("repeated", &manifest.id, fact.row, detail);
        draft.results.insert(key, kept);
        return;
    }
    let detail = format!(
        "{} {} {}: also in {} row {}; the row of {} is kept ({} of {} against {} of {}).",
        key.0,
        key.1,
        key.2,
        other.source,
        other.row,
        kept.source,
        count(kept.events),
        count(kept.cases),
        count(other.events),
        count(other.cases),
    );
    let kept = kept.clone();
    draft.find("conflict", &manifest.id, fact.row, detail);
    draft.results.insert(key, kept);
}

fn count(number: Option<u32>) -> String {
    number.map_or_else(|| "?".to_owned(), |number| number.to_string())
}

/// Whether a figure can be used. What cannot be true is kept as published and never compared.
fn state(manifest: &Manifest, fact: &Fact, key: &Key, draft: &mut Draft) -> State {
    if fact.suppressed {
        return State::Suppressed;
    }
    let (Some(events), Some(cases)) = (fact.events, fact.cases) else { return State::Usable };
    let place = format!("{} {} {}", key.0, key.1, key.2);
    if events > cases {
        let detail =
            format!("{place}: {events} events among {cases} cases cannot be; kept as published, not compared.");
        draft.find("impossible", &manifest.id, fact.row, detail);
        return State::Impossible;
    }
    // An adjusted rate comes from the same counts; when the plain rate is far above it, a count is damaged.
    let plain = f64::from(events) / f64::from(cases) * 100.0;
    if let (Some(times), Some(rate)) = (manifest.doubt_above, fact.rate)
        && events >= LEAST_EVENTS_TO_DOUBT
        && plain > times * rate
    {
        let detail = format!(
            "{place}: {events} of {cases} is {plain:.1} %, but the published adjusted rate is {rate} %: the count of cases must be \
             damaged; kept as published, not compared."
        );
        draft.find("damaged-count", &manifest.id, fact.row, detail);
        return State::Doubtful;
    }
    State::Usable
}
