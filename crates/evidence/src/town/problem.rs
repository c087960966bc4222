//! What can be wrong in a town file, and where.

/// One problem: its line, its field and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {field}: {fault}")]
pub struct TownProblem {
    /// The line, counted from 1.
    pub line: usize,
    /// The field: `aid[0].up_to.amount`; `file` when it is about the whole.
    pub field: String,
    /// What is wrong.
    pub fault: TownFault,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TownFault {
    /// The text is not TOML; what the reader stumbled over.
    #[error("this is not TOML: {0}")]
    NotToml(String),
    /// The file is longer than so many bytes.
    #[error("the file is longer than {0} bytes")]
    TooBig(usize),
    /// Another format, or a version this program does not read.
    #[error("this is not format \"anshin-town\", version 1")]
    OtherFormat,
    /// Not a table.
    #[error("this must be a table, such as {{ ja = \"…\", en = \"…\" }}")]
    NotATable,
    /// Not a list.
    #[error("this must be a list, in [ ]")]
    NotAList,
    /// Not a text.
    #[error("this must be a text, in quotation marks")]
    NotText,
    /// Not a whole number from the first to the second.
    #[error("this must be a whole number from {0} to {1}")]
    NotAWhole(u64, u64),
    /// Neither true nor false.
    #[error("this must be true or false, without quotation marks")]
    NotTrueOrFalse,
    /// This must be there.
    #[error("this is missing")]
    Missing,
    /// This field is not one of the format's.
    #[error("there is no such field; perhaps a slip of the pen")]
    UnknownField,
    /// The text is empty, begins or ends with a space, or has a line break.
    #[error("the text is empty, begins or ends with a space, or has a line break")]
    Untrimmed,
    /// The text is longer than so many letters.
    #[error("the text is longer than {0} letters")]
    TooLong(usize),
    /// The list is empty or longer than so many.
    #[error("the list must hold 1 to {0}")]
    ListLength(usize),
    /// Not one of these words.
    #[error("this must be one of: {}", .0.join(", "))]
    NotOneOf(Vec<&'static str>),
    /// Not a day, a month or a year.
    #[error(
        "this must be a day, month or year such as \"2026-11-23\", \"2026-11\" or \"2026\"; as_of may also be \"unknown\""
    )]
    NotADate,
    /// Not a time of day.
    #[error("this must be a time such as \"08:30\"")]
    NotATime,
    /// The end lies before the beginning.
    #[error("the end lies before the beginning")]
    Reversed,
    /// Not an address of a page.
    #[error("this must begin with https:// or http://")]
    NotAnAddress,
    /// Not an e-mail address.
    #[error("this must be an e-mail address")]
    NotMail,
    /// Not a telephone number.
    #[error("this must be a telephone number: digits, hyphens, brackets, spaces and a + before it")]
    NotANumber,
    /// Not a short word.
    #[error("this must be a short word of small letters, digits and hyphens")]
    NotAnId,
    /// Not the id of a place.
    #[error("this must be the id of a place, such as \"jp-47214\" or \"us-ca-sacramento\"")]
    NotAPlace,
    /// Not a share.
    #[error("this must be a share such as \"2/3\", at most the whole")]
    NotAShare,
    /// There is no source of this name in the file.
    #[error("there is no [sources.{0}] in this file")]
    NoSuchSource(String),
    /// There is no office of this id in the file.
    #[error("there is no [[office]] with id = \"{0}\" in this file")]
    NoSuchOffice(String),
    /// The same thing stands twice.
    #[error("this stands twice")]
    Twice,
    /// At least one language must be there.
    #[error("at least one of ja and en must be there")]
    NoLanguage,
}
