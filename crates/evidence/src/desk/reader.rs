//! Reading JSON with every problem noted and its place: a hospital should see all that is wrong at once.

use serde_json::{Map, Value};

use super::problem::{DeskProblem, Fault};

/// Collects problems while a file is read.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) problems: Vec<DeskProblem>,
}

/// A value and its place.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) value: &'a Value,
    pub(super) path: String,
}

/// An object whose fields are known.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

impl<'a> Fields<'a> {
    /// A field, none when it is not there.
    pub(super) fn get(&self, name: &str) -> Option<At<'a>> {
        self.map.get(name).map(|value| At { value, path: format!("{}.{name}", self.path) })
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }
}

impl Reader {
    pub(super) fn note(&mut self, path: &str, fault: Fault) {
        self.problems.push(DeskProblem { path: path.to_owned(), fault });
    }

    /// An object that has no fields but these.
    pub(super) fn object<'a>(&mut self, at: &At<'a>, known: &[&str]) -> Option<Fields<'a>> {
        let Some(map) = at.value.as_object() else {
            self.note(&at.path, Fault::NotAnObject);
            return None;
        };
        for name in map.keys().filter(|name| !known.contains(&name.as_str())) {
            self.note(&format!("{}.{name}", at.path), Fault::UnknownField);
        }
        Some(Fields { map, path: at.path.clone() })
    }

    /// A field that must be there.
    pub(super) fn needed<'a>(&mut self, fields: &Fields<'a>, name: &str) -> Option<At<'a>> {
        let found = fields.get(name);
        if found.is_none() {
            self.note(&format!("{}.{name}", fields.path), Fault::Missing);
        }
        found
    }

    /// A list of one to so many, each read by itself.
    pub(super) fn list<T>(
        &mut self,
        at: &At,
        most: usize,
        mut one: impl FnMut(&mut Reader, &At) -> Option<T>,
    ) -> Vec<T> {
        let Some(values) = at.value.as_array() else {
            self.note(&at.path, Fault::NotAList);
            return Vec::new();
        };
        if values.is_empty() || values.len() > most {
            self.note(&at.path, Fault::ListLength(1, most));
        }
        let places = values.iter().take(most).enumerate();
        places.filter_map(|(place, value)| one(self, &At { value, path: format!("{}[{place}]", at.path) })).collect()
    }

    /// A text of one to so many letters on one line, without spaces at its ends.
    pub(super) fn text(&mut self, at: &At, most: usize) -> Option<String> {
        let Some(text) = at.value.as_str() else {
            self.note(&at.path, Fault::NotText);
            return None;
        };
        let blank = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        if text.is_empty() || blank || text.contains(char::is_control) {
            self.note(&at.path, Fault::Untrimmed);
            return None;
        }
        if text.chars().count() > most {
            self.note(&at.path, Fault::TooLong(most));
            return None;
        }
        Some(text.to_owned())
    }

    /// A whole number within bounds.
    pub(super) fn whole(&mut self, at: &At, least: u64, most: u64) -> Option<u64> {
        let found = at.value.as_u64().filter(|number| (least..=most).contains(number));
        if found.is_none() {
            self.note(&at.path, Fault::NotAWhole(least, most));
        }
        found
    }

    pub(super) fn days(&mut self, at: &At) -> Option<u16> {
        self.whole(at, 0, 365).and_then(|number| u16::try_from(number).ok())
    }

    pub(super) fn truth(&mut self, at: &At) -> Option<bool> {
        let found = at.value.as_bool();
        if found.is_none() {
            self.note(&at.path, Fault::NotTrueOrFalse);
        }
        found
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(&mut self, at: &At, all: &[T], word: fn(T) -> &'static str) -> Option<T> {
        let found = at.value.as_str().and_then(|text| all.iter().copied().find(|code| word(*code) == text));
        if found.is_none() {
            self.note(&at.path, Fault::NotOneOf(all.iter().map(|code| word(*code)).collect()));
        }
        found
    }

    /// Notes a list in which something stands twice.
    pub(super) fn once<T: PartialEq>(&mut self, path: &str, list: &[T]) {
        let twice = list.iter().enumerate().any(|(place, one)| list.iter().take(place).any(|other| other == one));
        if twice {
            self.note(path, Fault::Twice);
        }
    }
}
