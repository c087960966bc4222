//! Reading a desk file.

use serde_json::Value;

use super::problem::{DeskProblem, Fault};
use super::read_parts as part;
use super::reader::{At, Fields, Reader};
use super::{Desk, DeskId, FORMAT, Fact, Paper, Refuses, VERSION, Way};

/// A file longer than this is not a desk file.
const MOST_BYTES: usize = 256 * 1024;

/// The fields of a desk file.
const FIELDS: [&str; 21] = [
    "$schema",
    "format",
    "version",
    "id",
    "made_up",
    "institution",
    "name",
    "only_for",
    "contacts",
    "ways",
    "fees",
    "online",
    "languages",
    "specialists",
    "apply",
    "may_come",
    "refuses",
    "needs",
    "papers_days_before",
    "waiting",
    "follow_up_near_home",
];

/// Reads a desk file, or says everything that is wrong with it.
pub fn read(text: &str) -> Result<Desk, Vec<DeskProblem>> {
    let root = |fault| Err(vec![DeskProblem { path: "$".to_owned(), fault }]);
    if text.len() > MOST_BYTES {
        return root(Fault::TooBig(MOST_BYTES));
    }
    // A mark that some programs put before UTF-8 text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return root(Fault::NotJson(error.line(), error.column())),
    };
    let mut reader = Reader::default();
    let desk = read_desk(&mut reader, &At { value: &value, path: "$".to_owned() });
    match desk {
        Some(desk) if reader.problems.is_empty() => Ok(desk),
        _ => Err(reader.problems),
    }
}

fn read_desk(reader: &mut Reader, at: &At) -> Option<Desk> {
    let known: Vec<&str> = FIELDS.iter().copied().chain(["remarks"]).collect();
    let fields = reader.object(at, &known)?;
    header(reader, &fields);
    let id = reader.needed(&fields, "id").and_then(|at| id(reader, &at));
    let institution = reader.needed(&fields, "institution").and_then(|at| part::institution(reader, &at));
    let desk = Desk {
        format: FORMAT,
        version: VERSION,
        id: id.unwrap_or_else(|| DeskId(String::new())),
        made_up: fields.get("made_up").and_then(|at| reader.truth(&at)).unwrap_or(false),
        institution: institution.unwrap_or_else(part::nowhere),
        name: one(reader, &fields, "name", part::words),
        only_for: one(reader, &fields, "only_for", part::words),
        contacts: many(reader, &fields, "contacts", 20, part::contact),
        ways: many(reader, &fields, "ways", 4, |reader, at| reader.word(at, Way::ALL, Way::word)),
        fees: many(reader, &fields, "fees", 40, part::fee),
        online: one(reader, &fields, "online", part::online),
        languages: many(reader, &fields, "languages", 30, part::language),
        specialists: many(reader, &fields, "specialists", 200, part::specialist),
        apply: one(reader, &fields, "apply", part::apply),
        may_come: many(reader, &fields, "may_come", 6, part::may_come),
        refuses: many(reader, &fields, "refuses", 30, |reader, at| reader.word(at, Refuses::ALL, Refuses::word)),
        needs: many(reader, &fields, "needs", 30, |reader, at| reader.word(at, Paper::ALL, Paper::word)),
        papers_days_before: one(reader, &fields, "papers_days_before", Reader::days),
        waiting: one(reader, &fields, "waiting", part::waiting),
        follow_up_near_home: one(reader, &fields, "follow_up_near_home", Reader::truth),
        remarks: many(reader, &fields, "remarks", 10, part::words),
    };
    Some(desk)
}

fn header(reader: &mut Reader, fields: &Fields) {
    let format = reader.needed(fields, "format");
    if let Some(at) = format.filter(|at| at.value.as_str() != Some(FORMAT)) {
        reader.note(&at.path, Fault::OtherFormat);
    }
    let version = reader.needed(fields, "version");
    if let Some(at) = version.filter(|at| at.value.as_u64() != Some(VERSION)) {
        reader.note(&at.path, Fault::OtherFormat);
    }
    if let Some(at) = fields.get("$schema") {
        reader.text(&at, 300);
    }
}

fn id(reader: &mut Reader, at: &At) -> Option<DeskId> {
    let text = reader.text(at, 60)?;
    if part::is_id(&text) {
        return Some(DeskId(text));
    }
    reader.note(&at.path, Fault::NotAnId);
    None
}

/// A fact that may be left out.
fn one<T>(
    reader: &mut Reader,
    fields: &Fields,
    name: &str,
    value: impl FnMut(&mut Reader, &At) -> Option<T>,
) -> Option<Fact<T>> {
    let at = fields.get(name)?;
    fact(reader, &at, value)
}

/// A list of facts that may be left out.
fn many<T>(
    reader: &mut Reader,
    fields: &Fields,
    name: &str,
    most: usize,
    mut value: impl FnMut(&mut Reader, &At) -> Option<T>,
) -> Vec<Fact<T>> {
    let Some(at) = fields.get(name) else { return Vec::new() };
    reader.list(&at, most, |reader, at| fact(reader, at, &mut value))
}

/// A value with its source.
fn fact<T>(reader: &mut Reader, at: &At, mut value: impl FnMut(&mut Reader, &At) -> Option<T>) -> Option<Fact<T>> {
    let fields = reader.object(at, &["value", "source"])?;
    let found = reader.needed(&fields, "value").and_then(|at| value(reader, &at));
    let source = reader.needed(&fields, "source").and_then(|at| part::source(reader, &at));
    Some(Fact { value: found?, source: source? })
}
