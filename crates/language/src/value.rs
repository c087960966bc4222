//! What can stand in a message: a text or a number.

use fluent_bundle::FluentValue;

use crate::Language;

/// A value for a variable of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text that reads the same in both languages, or is already in the right one.
    Text(String),
    /// A whole number, shown with thousands separators; it also chooses singular or plural.
    Whole(i64),
    /// A number shown with a fixed count of decimals.
    Decimal(f64, u8),
}

impl Value {
    pub(crate) fn into_fluent(self, _language: Language) -> FluentValue<'static> {
        match self {
            Value::Text(text) => FluentValue::from(text),
            Value::Whole(number) => FluentValue::from(number),
            Value::Decimal(number, decimals) => FluentValue::from(format!("{number:.*}", usize::from(decimals))),
        }
    }
}

/// A whole number with a comma between thousands, as both languages write it.
pub(crate) fn grouped(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let mut out = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if number < 0.0 { format!("\u{2212}{out}") } else { out }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Value::Text(text.clone())
    }
}

macro_rules! whole {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(number: $kind) -> Self {
                Value::Whole(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
        impl From<&$kind> for Value {
            fn from(number: &$kind) -> Self {
                Value::from(*number)
            }
        }
    )*};
}
whole!(u8, u16, u32, u64, usize, i32, i64);
