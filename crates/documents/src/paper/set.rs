//! Sheets become a PDF.
//!
//! What stands on the sheets goes to the typesetter (`typst`) as a table of texts, never as its markup, so no word of a case is ever read as a command.
//! The template is fixed, the typefaces are inside the program, and there is no file, package, network or clock behind them. The file is tagged
//! and held to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) while it is written: what does not conform is an error, not a file.
//!
//! Architecture invariant: nothing of a paper is kept. The typesetter remembers what it has laid out to be quick the second time; that memory is emptied
//! after every file, because it holds the words of a case.

mod fit;
mod fonts;
mod lay;
mod legible;
mod qr;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use language::{Language, Text};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::Sheet;
use world::Desk;

/// The most letters in one file: about five hundred full pages, and some seconds of work.
pub const MOST_LETTERS: usize = 600_000;

/// When a file is made, and whether a contents page goes before its sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The day that stands inside the file. The same sheets and the same day give the same bytes.
    pub on: Date,
    /// The contents page. Without one the file is named after its first sheet.
    pub contents: Option<Contents>,
}

/// The page that goes before several sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The language of its words, and of the whole file.
    pub language: Language,
    /// Its heading, and the title of the file.
    pub title: String,
    /// One line under the heading: whose papers these are.
    pub under: Option<String>,
    /// One line at its foot.
    pub foot: String,
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unprintable {
    /// The day has no place in a PDF.
    #[error("a paper can only carry a day between the years 1 and 9999; check today's date on this machine")]
    Day,
    /// More than one file may hold.
    #[error(
        "{letters} letters are more than one file may hold ({MOST_LETTERS}); print the papers one by one, or shorten the longest texts"
    )]
    TooMuch {
        /// How many letters there are.
        letters: usize,
    },
    /// The typesetter failed, by our fault: the template or the checks of conformance. The text holds no word of the case.
    #[error("the paper could not be made ({0}); try again, and tell whoever runs the service if it fails again")]
    Failed(String),
}

impl Unprintable {
    /// The same in the words of the reader.
    pub fn words(&self, text: &Text) -> String {
        match self {
            Unprintable::Day => text.paper_set_no_day(),
            Unprintable::TooMuch { letters } => text.paper_set_too_much(*letters, MOST_LETTERS),
            Unprintable::Failed(why) => text.paper_set_failed(why),
        }
    }
}

/// The file of these sheets, in their order; an empty list gives one empty page.
///
/// Errors: a day outside the years 1 to 9999, more than `MOST_LETTERS`, or a failure of the typesetter, which is a defect of ours.
pub fn pdf(sheets: &[Sheet], made: Made) -> Result<Vec<u8>, Unprintable> {
    let day = day(made.on).ok_or(Unprintable::Day)?;
    let letters = lay::letters(sheets);
    if letters > MOST_LETTERS {
        return Err(Unprintable::TooMuch { letters });
    }
    let mut laid = lay::file(sheets, made.contents.as_ref());
    let asked = fonts::asked(&laid.to_string());
    if let Some(file) = laid.as_object_mut() {
        file.extend([("rare".to_owned(), asked.rare.into()), ("wide".to_owned(), asked.wide.into())]);
    }
    let laid = laid.to_string();
    // A panic of somebody else's code must not take down a page; what it leaves behind is only the memory that is emptied next.
    let set = catch_unwind(AssertUnwindSafe(|| set(laid, asked.rest, day)));
    typst::comemo::evict(0);
    set.unwrap_or_else(|_| Err(Unprintable::Failed("the typesetter stopped".to_owned())))
}

/// Lays the pages out and writes them.
fn set(laid: String, rest: bool, day: Datetime) -> Result<Vec<u8>, Unprintable> {
    let desk = Desk::with(laid.clone(), rest);
    let document = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| failed("layout", &errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| Unprintable::Failed(error.message().to_string()))?;
    let options = PdfOptions {
        // Only a digest of this is written: files of the same words have the same number, others another.
        ident: Smart::Custom(laid),
        creator: Smart::Custom(Some("Anshin".to_owned())),
        timestamp: Some(Timestamp::new_utc(day)),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| failed("conformance", &errors))
}

/// The first day's hour, as a PDF writes it.
fn day(on: Date) -> Option<Datetime> {
    let year = i32::from(on.year());
    let (month, day) = (u8::try_from(on.month()).ok()?, u8::try_from(on.day()).ok()?);
    Datetime::from_ymd_hms(year, month, day, 0, 0, 0).filter(|_| year > 0)
}

/// What went wrong, by kind and place in the template. The typesetter's own sentence may quote the text that it stumbled over, so it is left out.
fn failed(step: &str, errors: &[typst::diag::SourceDiagnostic]) -> Unprintable {
    let why = errors.first().map(world::place).unwrap_or_default();
    Unprintable::Failed(format!("{step}: {why}"))
}
