//! What points at what: every reference resolves inside the document, and the composition leads to every entry (FHIR R4, 3.3.1).

use std::collections::HashSet;

use serde_json::Value;

use super::look::{Entry, Look, list, text};
use super::{FINDINGS, Fault};

/// How deep references are looked for; the reader lets in no deeper document.
const DEPTH: usize = 64;

pub(super) fn check(look: &mut Look<'_>) {
    let reached = reached(look);
    let headless = look.composition().is_none();
    for entry in look.entries.clone() {
        let contained: HashSet<&str> =
            list(entry.resource, "contained").iter().map(|inner| text(inner, "id")).collect();
        let mut lost = Vec::new();
        references(entry.resource, &mut entry.path(), DEPTH, &mut |place, address| {
            let resolves = match address.strip_prefix('#') {
                Some(id) => contained.contains(id),
                None => look.at_address(address).is_some(),
            };
            if !resolves && lost.len() < FINDINGS {
                lost.push(place.to_owned());
            }
        });
        lost.into_iter().for_each(|place| look.must(false, "reference-resolves", place, Fault::Unresolved));
        let is_reached = reached.get(entry.place).copied().unwrap_or_default();
        let twin = look.at_address(entry.address()).is_some_and(|other| other.place != entry.place);
        // An entry without a composition to start from, without an address or with another's is told by its own rule.
        let told = entry.address().is_empty() || twin || headless || entry.kind() == "Composition";
        look.must(is_reached || told, "entry-reachable", entry.path(), Fault::Unreachable);
    }
}

/// Which entries the composition leads to, by their places.
fn reached(look: &Look<'_>) -> Vec<bool> {
    let mut reached = vec![false; look.entries.len()];
    let mut waiting: Vec<Entry<'_>> = look.composition().into_iter().collect();
    for start in &waiting {
        mark(&mut reached, start.place);
    }
    while let Some(entry) = waiting.pop() {
        references(entry.resource, &mut String::new(), DEPTH, &mut |_, address| {
            if let Some(next) = look.at_address(address)
                && mark(&mut reached, next.place)
            {
                waiting.push(next);
            }
        });
    }
    reached
}

/// Notes that an entry is reached; whether it is news.
fn mark(reached: &mut [bool], place: usize) -> bool {
    reached.get_mut(place).is_some_and(|known| !std::mem::replace(known, true))
}

/// Every reference in a resource, with its place. One path is written and cut again, because a document may hold a hundred thousand of them.
fn references<'a>(value: &'a Value, path: &mut String, depth: usize, found: &mut dyn FnMut(&str, &'a str)) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let length = path.len();
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                path.push('.');
                path.push_str(name);
                match inner {
                    Value::String(address) if name == "reference" => found(path, address),
                    Value::Object(_) | Value::Array(_) => references(inner, path, depth, found),
                    _ => {}
                }
                path.truncate(length);
            }
        }
        Value::Array(list) => {
            for (place, inner) in list.iter().enumerate() {
                path.push_str(&format!("[{place}]"));
                references(inner, path, depth, found);
                path.truncate(length);
            }
        }
        _ => {}
    }
}
