//! What can be wrong in a desk file, and where.

/// One problem: its place in the file and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskProblem {
    /// The place, as a JSON path: `$.fees[0].value.minutes`.
    pub path: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The text is not JSON; line and column where that shows.
    NotJson(usize, usize),
    /// The file is longer than so many bytes.
    TooBig(usize),
    /// Not an object (`{ … }`).
    NotAnObject,
    /// Not a list (`[ … ]`).
    NotAList,
    /// Not a text.
    NotText,
    /// Not a whole number from the first to the second.
    NotAWhole(u64, u64),
    /// Neither true nor false.
    NotTrueOrFalse,
    /// This must be there.
    Missing,
    /// This field is not one of the format's.
    UnknownField,
    /// The text is empty, begins or ends with a space, or has a line break.
    Untrimmed,
    /// The text is longer than so many letters.
    TooLong(usize),
    /// The list is longer than so many, or empty.
    ListLength(usize, usize),
    /// Not one of these words.
    NotOneOf(Vec<&'static str>),
    /// Not a day, a month or a year such as 2026-11-23, 2026-11, 2026, or `unknown`.
    NotADate,
    /// Not an address that begins with http:// or https://.
    NotAnAddress,
    /// Not an id: small letters, digits and hyphens.
    NotAnId,
    /// Not a language code of two or three small letters.
    NotALanguage,
    /// Another format, or a version this program does not read.
    OtherFormat,
    /// At least one of its fields must be there.
    Nothing,
    /// The second number is smaller than the first.
    Reversed,
    /// The same thing stands twice.
    Twice,
    /// A word of praise or comparison, which advertising rules forbid.
    Praise(&'static str),
}
