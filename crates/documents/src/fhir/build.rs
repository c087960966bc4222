//! The few shapes that every resource is put together from.

use serde_json::{Map, Value, json};

/// A resource or element under construction: what is empty is left out, because FHIR knows no empty value.
pub(super) struct Element(Map<String, Value>);

impl Element {
    /// An element without anything.
    pub(super) fn new() -> Element {
        Element(Map::new())
    }

    /// A resource of a type, by its id.
    pub(super) fn resource(kind: &str, id: &str) -> Element {
        Element::new().with("resourceType", kind).with("id", id)
    }

    /// With a member; an empty text, list, element or null adds nothing.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Element {
        let value = value.into();
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(list) => list.is_empty(),
            Value::Object(members) => members.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        };
        if !empty {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    /// With a member when there is one.
    #[must_use]
    pub(super) fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Element {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// As JSON.
    pub(super) fn done(self) -> Value {
        Value::Object(self.0)
    }
}

impl From<Element> for Value {
    fn from(element: Element) -> Value {
        element.done()
    }
}

/// Takes the control characters out of every text: FHIR's strings hold none but tab and line ends (R4, 2.24.0.1).
pub(super) fn cleaned(value: Value) -> Value {
    match value {
        Value::String(text) if text.contains(is_foreign) => Value::String(text.replace(is_foreign, "")),
        Value::Array(list) => Value::Array(list.into_iter().map(cleaned).collect()),
        Value::Object(members) => members.into_iter().map(|(name, inner)| (name, cleaned(inner))).collect(),
        other => other,
    }
}

fn is_foreign(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\t' | '\r' | '\n')) || matches!(letter, '\u{fffe}' | '\u{ffff}')
}

/// One code of a system, with its word when it has one.
pub(super) fn coding(system: &str, code: &str, display: &str) -> Value {
    Element::new().with("system", system).with("code", code).with("display", display).done()
}

/// A concept of one code.
pub(super) fn concept(system: &str, code: &str, display: &str) -> Value {
    json!({ "coding": [coding(system, code, display)] })
}

/// A concept of one code, and how it is said.
pub(super) fn concept_said(system: &str, code: &str, text: &str) -> Value {
    Element::new().with("coding", vec![coding(system, code, "")]).with("text", text).done()
}

/// A concept in words alone.
pub(super) fn said(text: &str) -> Value {
    json!({ "text": text })
}

/// A reference with the type of what it points at.
pub(super) fn reference(kind: &str, to: &str) -> Value {
    json!({ "reference": to, "type": kind })
}

/// A reference to a resource of the same server.
pub(super) fn local(kind: &str, id: &str) -> Value {
    reference(kind, &format!("{kind}/{id}"))
}

/// An identifier.
pub(super) fn identifier(system: &str, value: &str) -> Value {
    json!({ "system": system, "value": value })
}

/// A narrative: the text with its line ends, as XHTML (FHIR R4, 2.4.0). `status` is `additional` where it says what no entry says.
pub(super) fn narrative(status: &str, text: &str) -> Value {
    json!({ "status": status, "div": div(text) })
}

/// A text as XHTML. Control characters, which XML cannot hold, are left out.
fn div(text: &str) -> String {
    let mut out = String::from("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
    for (place, line) in text.trim().lines().enumerate() {
        if place > 0 {
            out.push_str("<br/>");
        }
        for letter in line.chars() {
            match letter {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\t' => out.push(' '),
                letter if is_foreign(letter) => {}
                letter => out.push(letter),
            }
        }
    }
    out.push_str("</div>");
    out
}

/// The answer to a search (FHIR R4, 3.1.1): each resource with its address under `base` (without a slash at its end), `link` the address asked for.
pub fn searchset(base: &str, link: &str, found: Vec<Value>) -> Value {
    let total = found.len();
    let entry: Vec<Value> = found
        .into_iter()
        .map(|resource| {
            let text = |name: &str| resource.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let address = format!("{base}/{}/{}", text("resourceType"), text("id"));
            json!({ "fullUrl": address, "resource": resource, "search": { "mode": "match" } })
        })
        .collect();
    Element::new()
        .with("resourceType", "Bundle")
        .with("type", "searchset")
        .with("total", total)
        .with("link", vec![json!({ "relation": "self", "url": link })])
        .with("entry", entry)
        .done()
}

/// A refusal (OperationOutcome); `code` is one of FHIR's issue types: `not-found`, `not-supported`, `login`, `forbidden`, `invalid`.
pub fn outcome(code: &str, words: &str) -> Value {
    json!({
        "resourceType": "OperationOutcome",
        "issue": [{ "severity": "error", "code": code, "details": { "text": words } }],
    })
}
