//! Reading TOML with every problem noted and its line: whoever edits the file should see all that is wrong at once.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{TownFault, TownProblem};
use crate::desk::{Seen, Words};

/// Collects problems while a file is read.
pub(super) struct Reader<'t> {
    text: &'t str,
    pub(super) problems: Vec<TownProblem>,
}

/// A value, where it begins and what it is called.
#[derive(Clone)]
pub(super) struct At<'a> {
    value: &'a DeValue<'a>,
    start: usize,
    pub(super) field: String,
}

/// A table whose fields are known.
pub(super) struct Fields<'a> {
    table: &'a DeTable<'a>,
    start: usize,
    field: String,
}

impl<'a> Fields<'a> {
    /// A field, none when it is not there.
    pub(super) fn get(&self, name: &str) -> Option<At<'a>> {
        let (key, value) = self.table.iter().find(|(key, _)| key.get_ref() == name)?;
        Some(At { value: value.get_ref(), start: key.span().start, field: named(&self.field, name) })
    }

    /// Every field with its name.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a str, At<'a>)> {
        self.table.iter().map(|(key, value)| {
            let name: &str = key.get_ref();
            (name, At { value: value.get_ref(), start: key.span().start, field: named(&self.field, name) })
        })
    }
}

fn named(field: &str, name: &str) -> String {
    if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") }
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Reader<'t> {
        Reader { text, problems: Vec::new() }
    }

    /// Notes a problem at a byte of the file.
    pub(super) fn note_at(&mut self, start: usize, field: &str, fault: TownFault) {
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let field = if field.is_empty() { "file" } else { field };
        self.problems.push(TownProblem { line, field: field.to_owned(), fault });
    }

    pub(super) fn note(&mut self, at: &At, fault: TownFault) {
        self.note_at(at.start, &at.field, fault);
    }

    /// The file's own table.
    pub(super) fn root<'a>(&mut self, table: &'a Spanned<DeTable<'a>>, known: &[&str]) -> Fields<'a> {
        self.fields(table.get_ref(), 0, String::new(), known)
    }

    fn fields<'a>(&mut self, table: &'a DeTable<'a>, start: usize, field: String, known: &[&str]) -> Fields<'a> {
        for (key, _) in table.iter().filter(|(key, _)| !known.is_empty() && !known.contains(&&**key.get_ref())) {
            self.note_at(key.span().start, &named(&field, key.get_ref()), TownFault::UnknownField);
        }
        Fields { table, start, field }
    }

    /// A table that has no fields but these; any, when none are named.
    pub(super) fn table<'a>(&mut self, at: &At<'a>, known: &[&str]) -> Option<Fields<'a>> {
        let Some(table) = at.value.as_table() else {
            self.note(at, TownFault::NotATable);
            return None;
        };
        Some(self.fields(table, at.start, at.field.clone(), known))
    }

    /// A field that must be there.
    pub(super) fn needed<'a>(&mut self, fields: &Fields<'a>, name: &str) -> Option<At<'a>> {
        let found = fields.get(name);
        if found.is_none() {
            self.note_at(fields.start, &named(&fields.field, name), TownFault::Missing);
        }
        found
    }

    /// A list of one to so many, each read by itself.
    pub(super) fn list<T>(
        &mut self,
        at: &At,
        most: usize,
        mut one: impl FnMut(&mut Reader<'t>, &At) -> Option<T>,
    ) -> Vec<T> {
        let Some(values) = at.value.as_array() else {
            self.note(at, TownFault::NotAList);
            return Vec::new();
        };
        if values.is_empty() || values.len() > most {
            self.note(at, TownFault::ListLength(most));
        }
        let places = values.iter().take(most).enumerate();
        places
            .filter_map(|(place, value)| {
                let field = format!("{}[{place}]", at.field);
                one(self, &At { value: value.get_ref(), start: value.span().start, field })
            })
            .collect()
    }

    /// A text of one to so many letters on one line, without spaces at its ends.
    pub(super) fn text(&mut self, at: &At, most: usize) -> Option<String> {
        let Some(text) = at.value.as_str() else {
            self.note(at, TownFault::NotText);
            return None;
        };
        let blank = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        if text.is_empty() || blank || text.contains(char::is_control) {
            self.note(at, TownFault::Untrimmed);
            return None;
        }
        if text.chars().count() > most {
            self.note(at, TownFault::TooLong(most));
            return None;
        }
        Some(text.to_owned())
    }

    /// A text that must satisfy something.
    pub(super) fn shaped(&mut self, at: &At, most: usize, fits: fn(&str) -> bool, fault: TownFault) -> Option<String> {
        let text = self.text(at, most)?;
        if !fits(&text) {
            self.note(at, fault);
            return None;
        }
        Some(text)
    }

    /// A short text in one language or both.
    pub(super) fn words(&mut self, at: &At) -> Option<Words> {
        let fields = self.table(at, &["ja", "en"])?;
        let ja = fields.get("ja").and_then(|at| self.text(&at, 240));
        let en = fields.get("en").and_then(|at| self.text(&at, 240));
        if fields.get("ja").is_none() && fields.get("en").is_none() {
            self.note(at, TownFault::NoLanguage);
        }
        Some(Words { ja, en })
    }

    /// A whole number within bounds.
    pub(super) fn whole(&mut self, at: &At, least: u64, most: u64) -> Option<u64> {
        let number = at.value.as_integer().and_then(|found| u64::from_str_radix(found.as_str(), found.radix()).ok());
        let found = number.filter(|number| (least..=most).contains(number));
        if found.is_none() {
            self.note(at, TownFault::NotAWhole(least, most));
        }
        found
    }

    pub(super) fn small(&mut self, at: &At, most: u32) -> Option<u32> {
        self.whole(at, 1, u64::from(most)).and_then(|number| u32::try_from(number).ok())
    }

    pub(super) fn truth(&mut self, at: &At) -> Option<bool> {
        let found = at.value.as_bool();
        if found.is_none() {
            self.note(at, TownFault::NotTrueOrFalse);
        }
        found
    }

    /// A day, a month or a year; `unknown` only where that is allowed. A date without quotation marks is taken too.
    pub(super) fn seen(&mut self, at: &At, or_unknown: bool) -> Option<Seen> {
        let plain = at.value.as_datetime().map(ToString::to_string);
        let seen = plain.as_deref().or(at.value.as_str()).and_then(Seen::from_text);
        let found = seen.filter(|seen| or_unknown || *seen != Seen::Unknown);
        if found.is_none() {
            self.note(at, TownFault::NotADate);
        }
        found
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(&mut self, at: &At, all: &[T], word: fn(T) -> &'static str) -> Option<T> {
        let found = at.value.as_str().and_then(|text| all.iter().copied().find(|code| word(*code) == text));
        if found.is_none() {
            self.note(at, TownFault::NotOneOf(all.iter().map(|code| word(*code)).collect()));
        }
        found
    }
}
