//! What can be wrong in an edition's files: where, and what, for the doors to put into words.

use std::fmt;

/// Something wrong in a file of an edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub struct Problem {
    /// The file, below the edition's folder.
    pub file: String,
    /// The row in the file, counting the header as row 1; 0 when it is about the whole file.
    pub row: u64,
    /// The column's name, empty when it is about the whole row.
    pub column: String,
    /// What is wrong.
    pub what: What,
}

/// What is wrong. The doors say it in the user's language, with what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A cell that must be filled is empty.
    Empty,
    /// A cell holds no number that can stand there.
    NotANumber(String),
    /// A cell holds a word that is not known; those that are.
    UnknownWord(String, String),
    /// A cell holds no period.
    NotAPeriod(String),
    /// An id does not stand in the file it should stand in.
    Unknown(String, String),
    /// An id stands twice.
    Twice(String),
    /// Degrees that are no point on the earth.
    NotAPoint(String),
    /// More events than cases.
    Impossible(u32, u32),
    /// A part that is larger than the whole: the part, the cases.
    MoreThanCases(u64, u64),
    /// More months than the period has: months, the period's.
    Months(u8, u16),
    /// A rate outside its own interval: rate, interval.
    OutsideInterval(String, String),
    /// A rate that cannot be: rate, the most there is.
    RateTooHigh(String, u32),
    /// An interval whose lower end lies above its upper end.
    UpsideDown(String),
    /// A number below zero.
    BelowZero(String),
    /// A stretch of codes whose first lies above its last.
    Backwards(String),
    /// A stretch of codes that begins before the one above it ends.
    Overlaps(String),
    /// Latitude and longitude 0: no place of this edition lies in the Gulf of Guinea.
    Nowhere,
    /// One half of a coordinate.
    HalfAPoint,
    /// Rows out of order, or a row twice.
    OutOfOrder,
    /// The file is missing.
    Missing,
    /// A row with another number of cells than the header: cells, header.
    Cells(u64, u64),
    /// The file is not UTF-8.
    NotUtf8,
    /// The file is not CSV.
    NotCsv(String),
    /// The header is not the one it must be: found, wanted.
    Header(String, String),
    /// The description cannot be read.
    Description(String),
    /// The description does not name a file.
    NotNamed(String),
    /// The description names a file that is not of an edition, or names one twice.
    NotOurs(String),
    /// The description's day is no day.
    NotADay(String),
    /// The description's version is no version.
    NotAVersion(String),
    /// The program failed while it read the file.
    Unread,
    /// A file was changed after the edition was built.
    Changed,
    /// A share or probability that is not from 0 to 1.
    NotAShare(String),
    /// Something was computed from rates that the publisher has already drawn towards the average.
    ShrunkenAgain,
    /// A condition without a name in one language.
    Nameless(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, row {}, column {}: {:?}", self.file, self.row, self.column, self.what)
    }
}

/// A problem that is about a whole file.
pub(crate) fn whole_file(file: &str, what: What) -> Problem {
    Problem { file: file.to_owned(), row: 0, column: String::new(), what }
}
