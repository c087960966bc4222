//! Taking values out of a document, and knowing in the end which were not taken.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{LEFT, Left};
use crate::fhir::codes;

/// How often one resource is looked at. A document in which thousands of sections lead to one huge resource would otherwise cost the product of both;
/// what leads there more often is left.
const FOLLOWED: usize = 8;
/// How many letters of a value that was left are shown.
const SHOWN: usize = 120;

/// A document of which values are taken. A value is known by where it lies in memory, so two equal ones are two.
pub(super) struct Taking<'a> {
    document: &'a Value,
    by_address: HashMap<&'a str, &'a Value>,
    taken: HashSet<usize>,
    followed: HashMap<usize, usize>,
}

/// The elements of a list; nothing where there is none.
pub(super) fn all<'a>(of: &'a Value, name: &str) -> &'a [Value] {
    of.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn tags(resource: &Value) -> &[Value] {
    resource.get("meta").map(|meta| all(meta, "tag")).unwrap_or_default()
}

fn is_test(tag: &Value) -> bool {
    let says = |name: &str| tag.get(name).and_then(Value::as_str);
    says("system") == Some(codes::REASONS) && says("code") == Some(codes::TEST)
}

fn known(value: &Value) -> usize {
    std::ptr::from_ref(value).addr()
}

impl<'a> Taking<'a> {
    pub(super) fn of(document: &'a Value) -> Taking<'a> {
        let mut by_address = HashMap::new();
        for entry in all(document, "entry") {
            if let (Some(address), Some(resource)) =
                (entry.get("fullUrl").and_then(Value::as_str), entry.get("resource"))
            {
                by_address.entry(address).or_insert(resource);
            }
        }
        Taking { document, by_address, taken: HashSet::new(), followed: HashMap::new() }
    }

    pub(super) fn document(&self) -> &'a Value {
        self.document
    }

    /// The first resource of a type.
    pub(super) fn first(&self, kind: &str) -> Option<&'a Value> {
        let resources = all(self.document, "entry").iter().filter_map(|entry| entry.get("resource"));
        resources.into_iter().find(|resource| resource.get("resourceType").and_then(Value::as_str) == Some(kind))
    }

    /// Whether a value was taken before.
    pub(super) fn has(&self, value: &Value) -> bool {
        self.taken.contains(&known(value))
    }

    /// Takes a text; the empty text where there is none.
    pub(super) fn text(&mut self, of: &'a Value, name: &str) -> String {
        let Some(value) = of.get(name) else { return String::new() };
        let Some(text) = value.as_str() else { return String::new() };
        self.taken.insert(known(value));
        text.to_owned()
    }

    /// Takes a text that must be this one; whether it was.
    pub(super) fn fixed(&mut self, of: &'a Value, name: &str, fixed: &str) -> bool {
        match of.get(name) {
            Some(value) if value.as_str() == Some(fixed) => {
                self.taken.insert(known(value));
                true
            }
            _ => false,
        }
    }

    /// Takes a value whatever it is.
    pub(super) fn take(&mut self, value: &Value) {
        self.taken.insert(known(value));
    }

    /// The type of what a reference points at in the document; nothing is taken.
    pub(super) fn kind_of(&self, reference: &Value) -> Option<&'a str> {
        let address = reference.get("reference").and_then(Value::as_str)?;
        self.by_address.get(address)?.get("resourceType").and_then(Value::as_str)
    }

    /// Takes a reference with the type it names, and gives what it points at; nothing is taken when that is not in the document.
    pub(super) fn follow(&mut self, reference: &'a Value) -> Option<&'a Value> {
        let address = reference.get("reference").and_then(Value::as_str)?;
        let resource = *self.by_address.get(address)?;
        let times = self.followed.entry(known(resource)).or_default();
        *times += 1;
        if *times > FOLLOWED {
            return None;
        }
        reference.get("reference").into_iter().for_each(|value| self.take(value));
        let kind = resource.get("resourceType").and_then(Value::as_str).unwrap_or_default();
        self.fixed(reference, "type", kind);
        Some(resource)
    }

    /// Takes what holds the document together: addresses, types, ids, languages, profiles, and when each resource was stored. Whether the document
    /// says that it, its letter or its patient is made up for trying out; then the same tag of the others is taken, too.
    pub(super) fn frames(&mut self) -> bool {
        let document = self.document;
        let whole = [Some(document), self.first("Composition"), self.first("Patient")];
        let made_up = whole.into_iter().flatten().any(|resource| tags(resource).iter().any(is_test));
        self.frame(document, made_up);
        for entry in all(document, "entry") {
            entry.get("fullUrl").into_iter().for_each(|value| self.take(value));
            let Some(resource) = entry.get("resource") else { continue };
            self.frame(resource, made_up);
            all(resource, "contained").iter().for_each(|inner| self.frame(inner, made_up));
        }
        made_up
    }

    fn frame(&mut self, resource: &'a Value, made_up: bool) {
        for name in ["resourceType", "id", "language"] {
            resource.get(name).into_iter().for_each(|value| self.take(value));
        }
        if let Some(meta) = resource.get("meta") {
            meta.get("lastUpdated").into_iter().for_each(|value| self.take(value));
            all(meta, "profile").iter().for_each(|value| self.take(value));
        }
        for tag in tags(resource).iter().filter(|tag| made_up && is_test(tag)) {
            self.fixed(tag, "code", codes::TEST);
            self.fixed(tag, "system", codes::REASONS);
        }
    }

    /// What was not taken, in the order of the document, and how many more there are than are listed.
    pub(super) fn left(&self) -> (Vec<Left>, usize) {
        let (mut left, mut off) = (Vec::new(), 0);
        self.walk(self.document, &mut "Bundle".to_owned(), &mut left, &mut off);
        (left, off)
    }

    /// Depth is bounded by the reader (`DEPTH`).
    fn walk(&self, value: &Value, path: &mut String, left: &mut Vec<Left>, off: &mut usize) {
        let length = path.len();
        match value {
            Value::Object(members) => {
                for (name, inner) in members {
                    path.push('.');
                    path.push_str(name);
                    self.walk(inner, path, left, off);
                    path.truncate(length);
                }
            }
            Value::Array(list) => {
                for (place, inner) in list.iter().enumerate() {
                    path.push_str(&format!("[{place}]"));
                    self.walk(inner, path, left, off);
                    path.truncate(length);
                }
            }
            _ if self.taken.contains(&known(value)) => {}
            _ if left.len() >= LEFT => *off += 1,
            _ => left.push(Left { place: path.clone(), value: shown(value) }),
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.chars().take(SHOWN).collect(),
        other => other.to_string(),
    }
}
