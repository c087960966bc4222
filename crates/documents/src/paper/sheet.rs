//! One paper as blocks in reading order.
//!
//! `set::pdf(&[Sheet], Made)` makes the file. A `Made` is the day, and the contents page when there are several: `Made { on, contents }`.

use language::Language;

/// One paper. It begins on a page of its own and numbers its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The language of its words.
    pub language: Language,
    /// What it is: the only first-level heading, the name in the contents page and the PDF's title when it stands alone.
    pub title: String,
    /// One line under the title: whose, for whom.
    pub under: Option<String>,
    /// What every page must say at its top.
    pub marks: Vec<Mark>,
    /// What stands on it.
    pub blocks: Vec<Block>,
    /// One line at the foot of every page, beside the page's number.
    pub foot: String,
    /// Whose it is: stands at the top of every further page, so that a page that comes loose finds its way back. Empty where nobody is named.
    pub whose: String,
    /// The set it belongs to. Sheets of one set that follow each other count their pages through: "sheet 2 of 5".
    pub set: Option<u32>,
}

/// What a page must not be taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words: "Draft, not signed", "Made up, for trying out".
    pub words: String,
}

/// One piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A second-level heading; it never stands last on a page.
    Heading(String),
    /// A paragraph; line ends of the text are kept.
    Words(String),
    /// A smaller remark: a source, a date, a caution.
    Remark(String),
    /// Something that must not be overlooked, in a frame.
    Frame {
        /// What it is about.
        title: String,
        /// Its paragraphs.
        words: Vec<String>,
    },
    /// Names and what they are: a table of two columns without a head.
    Facts(Vec<(String, String)>),
    /// A plain list.
    List(Vec<String>),
    /// A numbered list; each entry may have a smaller line under it and lines to write on.
    Numbered(Vec<Entry>),
    /// A list with boxes to tick: ticked or not, and the words.
    Ticks(Vec<(bool, String)>),
    /// A list with empty boxes for whoever answers, each with lines to write on.
    Replies(Vec<Entry>),
    /// A table; its head is repeated on every page it reaches.
    Table {
        /// The head of each column.
        head: Vec<String>,
        /// The rows, each with as many cells as the head.
        rows: Vec<Row>,
    },
    /// Lines to be filled in by hand, each with what belongs there.
    Blanks(Vec<String>),
    /// A code to be typed, with where, and the same address as a QR picture. The code stands in no address.
    Code {
        /// The code, in groups.
        code: String,
        /// The address of the form.
        address: String,
        /// What to do with both.
        words: String,
    },
}

/// One entry of a numbered list, or of a list of replies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The words.
    pub words: String,
    /// A smaller line under them: how long, who asks, the answer.
    pub under: Option<String>,
    /// How many empty lines to write on follow.
    pub lines: u8,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<String>,
}
