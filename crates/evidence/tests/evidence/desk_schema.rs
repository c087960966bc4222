//! A small reader of JSON Schema: just the keywords that the desk file's schema uses, and a refusal of any other.

use regex_lite::Regex;
use serde_json::Value;

/// A schema.
pub struct Schema {
    root: Value,
}

impl Schema {
    pub fn new(text: &str) -> Schema {
        Schema { root: serde_json::from_str(text).unwrap() }
    }

    pub fn root(&self) -> &Value {
        &self.root
    }

    pub fn accepts(&self, value: &Value) -> bool {
        self.holds(&self.root, value)
    }

    fn holds(&self, schema: &Value, value: &Value) -> bool {
        let rules = schema.as_object().unwrap();
        rules.iter().all(|(name, rule)| self.rule(name, rule, schema, value))
    }

    fn rule(&self, name: &str, rule: &Value, schema: &Value, value: &Value) -> bool {
        match name {
            "$schema" | "$defs" | "title" | "description" | "then" | "else" => true,
            "$ref" => {
                let place = rule.as_str().unwrap().strip_prefix('#').unwrap();
                self.holds(self.root.pointer(place).unwrap(), value)
            }
            "type" => is_a(rule.as_str().unwrap(), value),
            "const" => rule == value,
            "enum" => rule.as_array().unwrap().contains(value),
            "allOf" => rule.as_array().unwrap().iter().all(|part| self.holds(part, value)),
            "not" => !self.holds(rule, value),
            "if" => {
                let branch = if self.holds(rule, value) { "then" } else { "else" };
                schema.get(branch).is_none_or(|branch| self.holds(branch, value))
            }
            _ => self.of_kind(name, rule, schema, value),
        }
    }

    /// Rules that hold only for values of one kind, and pass all others.
    fn of_kind(&self, name: &str, rule: &Value, schema: &Value, value: &Value) -> bool {
        let limit = || usize::try_from(rule.as_u64().unwrap()).unwrap();
        let number = || value.as_f64();
        let letters = || value.as_str().map(|text| text.chars().count());
        match name {
            "minLength" => letters().is_none_or(|length| length >= limit()),
            "maxLength" => letters().is_none_or(|length| length <= limit()),
            "pattern" => value.as_str().is_none_or(|text| Regex::new(rule.as_str().unwrap()).unwrap().is_match(text)),
            "minimum" => number().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => number().is_none_or(|number| number <= rule.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|list| list.len() >= limit()),
            "maxItems" => value.as_array().is_none_or(|list| list.len() <= limit()),
            "minProperties" => value.as_object().is_none_or(|map| map.len() >= limit()),
            "items" => value.as_array().is_none_or(|list| list.iter().all(|one| self.holds(rule, one))),
            "uniqueItems" => value.as_array().is_none_or(|list| {
                list.iter().enumerate().all(|(place, one)| !list.iter().take(place).any(|other| other == one))
            }),
            "required" => value
                .as_object()
                .is_none_or(|map| rule.as_array().unwrap().iter().all(|name| map.contains_key(name.as_str().unwrap()))),
            "properties" => value.as_object().is_none_or(|map| {
                map.iter().all(|(name, value)| rule.get(name).is_none_or(|rule| self.holds(rule, value)))
            }),
            "additionalProperties" => {
                assert_eq!(*rule, Value::Bool(false));
                value
                    .as_object()
                    .is_none_or(|map| map.keys().all(|name| schema.pointer("/properties").unwrap().get(name).is_some()))
            }
            other => {
                assert_eq!(other, "", "the schema uses a keyword that this reader does not know");
                false
            }
        }
    }
}

fn is_a(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_i64().is_some(),
        other => {
            assert_eq!(other, "", "the schema uses a type that this reader does not know");
            false
        }
    }
}
