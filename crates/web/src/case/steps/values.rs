//! What stands in the fields of a form: what is kept, or what was sent and could not be saved.

use casework::opinion::Known;
use casework::refusal::{Trouble, Wrong};
use jiff::civil::Date;

use crate::case::Sent;

/// The values of a form's fields, by name; boxes that can be ticked together share one.
#[derive(Clone, Debug, Default)]
pub(in crate::case) struct Values(Vec<(String, String)>);

impl Values {
    pub(in crate::case) fn of(sent: &Sent) -> Values {
        Values(sent.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    pub(in crate::case) fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Something the patient may know: its text, and how well it is known.
    pub(in crate::case) fn put_known(&mut self, name: &str, known: &Known<String>) {
        self.put(name, known.told().cloned().unwrap_or_default());
        self.put(knowing(name), word(known));
    }

    pub(in crate::case) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Whether a field of this name was sent, also an empty one.
    pub(in crate::case) fn given(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    pub(in crate::case) fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(key, own)| key == name && own == value)
    }
}

/// The name of the field that says how well something is known.
pub(in crate::case) fn knowing(name: &str) -> String {
    format!("{name}_known")
}

/// How well something is known, as the form's word.
pub(in crate::case) fn word<T>(known: &Known<T>) -> &'static str {
    match known {
        Known::Open => "open",
        Known::Unclear => "unclear",
        Known::Told(_) => "told",
    }
}

/// Reads something the patient may know.
///
/// Whoever writes something knows it, even with "later" still ticked. Words beside "not clear" are not thrown away: they come second, for
/// the list of what is unclear.
pub(in crate::case) fn known(sent: &Sent, name: &str) -> (Known<String>, Option<String>) {
    let text = sent.text(name);
    match (text.is_empty(), sent.get(&knowing(name))) {
        (true, Some("unclear")) => (Known::Unclear, None),
        (true, _) => (Known::Open, None),
        (false, Some("unclear")) => (Known::Unclear, Some(text)),
        (false, _) => (Known::Told(text), None),
    }
}

/// Reads a day; an empty field is no day.
pub(in crate::case) fn date(sent: &Sent, name: &'static str, today: Date, troubles: &mut Vec<Trouble>) -> Option<Date> {
    let read = date_of(sent.get(name), today);
    read.unwrap_or_else(|wrong| {
        troubles.push(Trouble { field: name, wrong });
        None
    })
}

/// Reads a day that was written; nothing written is no day.
pub(in crate::case) fn date_of(text: Option<&str>, today: Date) -> Result<Option<Date>, Wrong> {
    text.map(|text| casework::dates::parse_date(text, today)).transpose()
}
