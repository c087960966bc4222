//! JSON with limits, in which nothing stands twice.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::Unreadable;

/// The largest document that is read, in bytes: as large as a file that may be uploaded to a case.
pub const BYTES: usize = 50_000_000;
/// The deepest nesting that is read; the official example has 12.
pub const DEPTH: usize = 48;
/// The longest name of a member, in bytes: FHIR's longest has half as many. Places are written with them.
const NAME: usize = 64;
/// How many values and elements are read at most.
pub const VALUES: usize = 200_000;

/// Why reading stopped; serde's own errors carry only text.
#[derive(Default)]
struct Stopped(RefCell<Option<Unreadable>>);

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Value, Unreadable> {
    if bytes.len() > BYTES {
        return Err(Unreadable::TooLarge(BYTES));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (values, stopped) = (Cell::new(VALUES), Stopped::default());
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let strict = Strict { depth: DEPTH, values: &values, stopped: &stopped };
    let read = strict.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let reason = stopped.0.borrow_mut().take();
        reason.unwrap_or(Unreadable::NotJson { line: error.line(), column: error.column() })
    })
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    depth: usize,
    values: &'a Cell<usize>,
    stopped: &'a Stopped,
}

impl Strict<'_> {
    fn stop<E: serde::de::Error>(&self, reason: Unreadable) -> E {
        *self.stopped.0.borrow_mut() = Some(reason);
        E::custom("stopped")
    }

    fn count<E: serde::de::Error>(&self) -> Result<(), E> {
        match self.values.get().checked_sub(1) {
            Some(rest) => {
                self.values.set(rest);
                Ok(())
            }
            None => Err(self.stop(Unreadable::TooMany(VALUES))),
        }
    }

    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        let depth = self.depth.checked_sub(1).ok_or_else(|| self.stop(Unreadable::TooDeep(DEPTH)))?;
        Ok(Strict { depth, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut out = Vec::new();
        while let Some(value) = list.next_element_seed(deeper)? {
            out.push(value);
        }
        Ok(Value::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut out = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if name.len() > NAME {
                return Err(self.stop(Unreadable::NotADocument));
            }
            let value = members.next_value_seed(deeper)?;
            if out.contains_key(&name) {
                return Err(self.stop(Unreadable::Twice(name.chars().take(40).collect())));
            }
            out.insert(name, value);
        }
        Ok(Value::Object(out))
    }
}
