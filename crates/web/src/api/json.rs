//! Writes an answer as JSON, byte for byte as `serde_json` does, in less time.
//!
//! Most of an answer is text without anything to escape: names, sentences, and the same keys for each institution. `serde_json`
//! looks at one byte after the other; here a whole text is looked over at once and copied. Numbers, and the few texts with
//! something to escape, are left to `serde_json`.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer};
use serde_json::Error;

/// Most answers fit, so that the bytes are not moved while they grow.
const USUAL_BYTES: usize = 32 * 1024;

/// The value as JSON without spaces. Enumerations that hold values and structures of several fields without names are refused:
/// no answer of ours has one.
pub(crate) fn to_bytes(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    value.serialize(Writer { out: &mut bytes })?;
    Ok(bytes)
}

/// Writes one value.
struct Writer<'a> {
    out: &'a mut Vec<u8>,
}

/// Writes the members of a list or an object.
struct Members<'a> {
    out: &'a mut Vec<u8>,
    /// What stands before the next member: the opening bracket or a comma.
    before: u8,
    /// The brackets.
    opening: u8,
    closing: u8,
}

fn write_text(out: &mut Vec<u8>, text: &str) -> Result<(), Error> {
    if has_something_to_escape(text.as_bytes()) {
        return serde_json::to_writer(out, text);
    }
    out.reserve(text.len() + 2);
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

/// Whether a control character, a quotation mark or a backslash stands in the text.
fn has_something_to_escape(text: &[u8]) -> bool {
    let escaped = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
    // No early end inside a piece: without one the compiler compares all of its bytes at once.
    let mut pieces = text.chunks_exact(16);
    pieces.any(|piece| piece.iter().fold(false, |found, byte| found | escaped(*byte)))
        || pieces.remainder().iter().any(|byte| escaped(*byte))
}

fn refused<T>() -> Result<T, Error> {
    Err(Error::custom("an enumeration that holds values is not written"))
}

impl<'a> Members<'a> {
    fn new(out: &'a mut Vec<u8>, opening: u8, closing: u8) -> Members<'a> {
        Members { out, before: opening, opening, closing }
    }

    fn separate(&mut self) {
        self.out.push(self.before);
        self.before = b',';
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.separate();
        value.serialize(Writer { out: &mut *self.out })
    }

    /// The key is a field's own name, which never holds anything to escape. Inlined, its length is known and copying it is one step.
    #[inline(always)]
    fn member<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        debug_assert!(!has_something_to_escape(key.as_bytes()), "{key}");
        self.out.extend_from_slice(&[self.before, b'"']);
        self.before = b',';
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        value.serialize(Writer { out: &mut *self.out })
    }

    fn close(self) {
        if self.before == self.opening {
            self.out.push(self.opening);
        }
        self.out.push(self.closing);
    }
}

macro_rules! left_to_serde_json {
    ($($method:ident: $kind:ty),*) => {$(
        fn $method(self, value: $kind) -> Result<(), Error> {
            serde_json::to_writer(self.out, &value)
        }
    )*};
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Members<'a>;
    type SerializeTuple = Members<'a>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Impossible<(), Error>;

    left_to_serde_json!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_u8: u8, serialize_u16: u16,
        serialize_u32: u32, serialize_u64: u64, serialize_f32: f32, serialize_f64: f64, serialize_char: char,
        serialize_bytes: &[u8]
    );

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        write_text(self.out, text)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<(), Error> {
        write_text(self.out, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<(), Error> {
        refused()
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Members<'a>, Error> {
        Ok(Members::new(self.out, b'[', b']'))
    }

    fn serialize_tuple(self, _length: usize) -> Result<Members<'a>, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(Error::custom("a structure whose fields have no names is not written"))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        refused()
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Members<'a>, Error> {
        Ok(Members::new(self.out, b'{', b'}'))
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Members<'a>, Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        refused()
    }
}

/// Lists, pairs and arrays are written alike.
macro_rules! written_as_a_list {
    ($($kind:ident),*) => {$(
        impl $kind for Members<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            fn end(self) -> Result<(), Error> {
                self.close();
                Ok(())
            }
        }
    )*};
}

written_as_a_list!(SerializeSeq, SerializeTuple);

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.separate();
        let start = self.out.len();
        key.serialize(Writer { out: &mut *self.out })?;
        match self.out.get(start) {
            Some(b'"') => Ok(()),
            _ => Err(Error::custom("a key that is no text is not written")),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        value.serialize(Writer { out: &mut *self.out })
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Error;

    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.member(key, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Serialize)]
    enum Word {
        Bare,
        Holding(u8),
    }

    #[derive(Serialize)]
    struct Wrapped(f64);

    #[derive(Serialize)]
    struct Everything<'a> {
        text: &'a str,
        letter: char,
        whole: Vec<Option<i64>>,
        numbers: [f64; 8],
        pair: (u8, bool),
        word: Word,
        wrapped: Wrapped,
        nothing: (),
        by_name: BTreeMap<String, Vec<u32>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<u8>,
    }

    #[test]
    fn it_writes_byte_for_byte_what_serde_json_writes() {
        let numbers = [0.0, -0.0, 1.0, 0.1, 1e-7, 1.5e300, f64::NAN, f64::INFINITY];
        let every_byte: String = (0..=0x17f).filter_map(char::from_u32).collect();
        let mut texts: Vec<String> =
            ["", "胃がん", "“at least”", "a\"b", "a\\b", "\u{7f}", "x".repeat(70).as_str()].map(str::to_owned).to_vec();
        texts.extend(every_byte.chars().map(|letter| format!("{}{letter}", "長".repeat(9))));
        texts.push(every_byte);
        for text in &texts {
            for by_name in [BTreeMap::new(), BTreeMap::from([(text.clone(), vec![1, 2]), ("b".to_owned(), Vec::new())])]
            {
                let value = Everything {
                    text,
                    letter: '"',
                    whole: vec![None, Some(i64::MIN), Some(0), Some(i64::MAX)],
                    numbers,
                    pair: (255, true),
                    word: Word::Bare,
                    wrapped: Wrapped(2.5),
                    nothing: (),
                    by_name,
                    left_out: None,
                };
                assert_eq!(to_bytes(&value).unwrap(), serde_json::to_vec(&value).unwrap(), "{text:?}");
            }
        }
    }

    #[test]
    fn what_it_cannot_write_it_refuses() {
        assert!(to_bytes(&Word::Holding(1)).is_err());
        assert!(to_bytes(&BTreeMap::from([(1, 2)])).is_err());
    }
}
