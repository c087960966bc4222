//! Looking into a document without ever failing.

use std::collections::HashMap;

use serde_json::Value;

use super::{FINDINGS, Fault, Finding};

/// One entry of the bundle.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    /// Its place in the bundle.
    pub(super) place: usize,
    /// The whole entry.
    pub(super) whole: &'a Value,
    /// What lies in it; null when nothing does.
    pub(super) resource: &'a Value,
}

impl Entry<'_> {
    /// The resource's type.
    pub(super) fn kind(&self) -> &str {
        text(self.resource, "resourceType")
    }

    /// Where the resource is.
    pub(super) fn path(&self) -> String {
        format!("Bundle.entry[{}].resource", self.place)
    }

    /// The entry's address.
    pub(super) fn address(&self) -> &str {
        text(self.whole, "fullUrl")
    }
}

/// A document, its entries, and what was found.
pub(super) struct Look<'a> {
    pub(super) document: &'a Value,
    pub(super) entries: Vec<Entry<'a>>,
    by_address: HashMap<&'a str, usize>,
    pub(super) findings: Vec<Finding>,
}

static NULL: Value = Value::Null;

impl<'a> Look<'a> {
    pub(super) fn at(document: &'a Value) -> Look<'a> {
        let entry = |(place, whole): (usize, &'a Value)| {
            let resource = whole.get("resource").unwrap_or(&NULL);
            Entry { place, whole, resource }
        };
        let entries: Vec<Entry<'a>> = list(document, "entry").iter().enumerate().map(entry).collect();
        let mut by_address = HashMap::new();
        for (place, whole) in list(document, "entry").iter().enumerate() {
            by_address.entry(text(whole, "fullUrl")).or_insert(place);
        }
        by_address.remove("");
        Look { document, entries, by_address, findings: Vec::new() }
    }

    /// Notes that a rule is broken, unless it holds.
    pub(super) fn must(&mut self, holds: bool, rule: &'static str, place: impl Into<String>, fault: Fault) {
        if !holds && self.findings.len() < FINDINGS {
            self.findings.push(Finding { rule, place: place.into(), fault });
        }
    }

    /// The entries of a type.
    pub(super) fn of_kind(&self, kind: &str) -> Vec<Entry<'a>> {
        self.entries.iter().copied().filter(|entry| text(entry.resource, "resourceType") == kind).collect()
    }

    /// The composition: the first one there is.
    pub(super) fn composition(&self) -> Option<Entry<'a>> {
        self.of_kind("Composition").into_iter().next()
    }

    /// The entry that a reference element points at.
    pub(super) fn resolve(&self, reference: &Value) -> Option<Entry<'a>> {
        self.at_address(text(reference, "reference"))
    }

    /// The entry at an address.
    pub(super) fn at_address(&self, address: &str) -> Option<Entry<'a>> {
        self.by_address.get(address).and_then(|place| self.entries.get(*place)).copied()
    }

    /// The type of what a reference element points at; empty when it points at nothing here.
    pub(super) fn kind_of(&self, reference: &Value) -> &'a str {
        self.resolve(reference).map_or("", |entry| text(entry.resource, "resourceType"))
    }
}

/// A member that is a text, or the empty text.
pub(in crate::fhir) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A member that is a list, or the empty list.
pub(in crate::fhir) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A member, or null.
pub(in crate::fhir) fn member<'a>(value: &'a Value, name: &str) -> &'a Value {
    value.get(name).unwrap_or(&NULL)
}

/// Whether a member is a text that says something.
pub(super) fn says(value: &Value, name: &str) -> bool {
    !text(value, name).trim().is_empty()
}

/// Whether a resource names a profile, of whatever version.
pub(super) fn has_profile(resource: &Value, profile: &str) -> bool {
    let profiles = list(member(resource, "meta"), "profile");
    profiles.iter().filter_map(Value::as_str).any(|named| named.split('|').next() == Some(profile))
}
