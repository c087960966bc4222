//! What lies on a CD or in a folder of images: whose, which studies, how many, what cannot be read.
//!
//! Only what stands before an image is read, piece by piece and never beyond a limit, so a file of any size costs a few kilobytes of memory; of the image
//! it is only asked whether it is there to its end. Nothing is
//! shown and nothing is judged: a viewer would be a medical device, and whether a disc is the patient's own is said as far as its names and
//! dates tell, with "cannot be told" as an answer of its own.
//!
//! Architecture invariant: no pixel is looked at, no link is followed, and no name out of a file is used as a path.

mod folder;
mod header;
mod letters;
mod listing;
mod name;
mod source;
mod studies;
mod verdict;
mod words;

use std::collections::BTreeSet;
use std::io;

use jiff::civil::Date;
use serde::Serialize;

use header::{Header, NotRead};
use listing::Listed;
use studies::Gathered;

pub use folder::folder;
pub use source::{Rest, Source};
pub use verdict::Verdict;
pub use words::sentences;

/// How much is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// So many files; what comes after them is left and said.
    pub files: usize,
    /// Folders within folders.
    pub depth: usize,
    /// Bytes read of one file. What stands before an image is some kilobytes; a mebibyte leaves room for hospitals' own entries.
    pub header_bytes: u64,
    /// Bytes read of a disc's own list of contents (`DICOMDIR`), which grows with the images on it, and of what is said of each picture of a film.
    pub listing_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { files: 100_000, depth: 16, header_bytes: 1 << 20, listing_bytes: 64 << 20 }
    }
}

/// So many files that could not be read are named; the rest are counted.
const NAMED: usize = 100;
/// So many people of one disc are told apart; more are no disc of a patient's.
const PATIENTS: usize = 50;

/// Who the disc should be of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whose<'a> {
    /// The name as the case has it; empty when it has none.
    pub name: &'a str,
    /// The birth date, when it was given for this check; a case holds none.
    pub born: Option<Date>,
}

/// Whether something is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fits {
    /// The same.
    Same,
    /// Another.
    Different,
    /// It cannot be told: one of them is missing, or they are written in different letters.
    CannotBeTold,
}

/// Whether a name of the case is one of those by which something that came in calls its person.
pub fn name_fits(of_case: &str, names: &[String]) -> Fits {
    name::fits(of_case, names)
}

/// One file of a disc.
pub struct Piece<'a> {
    /// Its place on the disc, to be shown.
    pub path: String,
    /// Opens it, or says why it is not opened.
    pub open: Opening<'a>,
}

/// How a file is opened.
pub type Opening<'a> = Box<dyn FnOnce() -> Result<Box<dyn Source + 'a>, Why> + 'a>;

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It ends before what must stand in it.
    Ends,
    /// What stands before the image is longer than is read.
    TooLong,
    /// The image in it ends too early, or is not there at all.
    Cut,
    /// It should be an image, and holds no byte.
    Empty,
    /// It should be an image, and is something else than DICOM.
    NotDicom,
    /// It says that it is DICOM, and is not written as DICOM is.
    Strange,
    /// It is DICOM, and says neither whose it is nor of which study.
    SaysNothing,
    /// A link to somewhere else.
    Link,
    /// Neither a file nor a folder.
    NoFile,
    /// Too many folders within folders.
    TooDeep,
    /// The system does not give it; its words.
    Refused(String),
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Why {
        Why::Refused(error.kind().to_string())
    }
}

/// A file that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Its place on the disc.
    pub path: String,
    /// Why.
    pub why: Why,
}

/// Everything that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The people whose images are on it, in the order they were met; one, when all is well.
    pub patients: Vec<Patient>,
    /// Whether there was a name to compare with.
    pub name_given: bool,
    /// Files that were looked at.
    pub files: usize,
    /// Of them, DICOM files other than lists of contents.
    pub dicom: usize,
    /// Of them, something else: the viewer that comes with the disc, texts.
    pub others: usize,
    /// The disc's own lists of contents.
    pub listings: Vec<Listing>,
    /// What could not be read to its end; at most a hundred. An image that is cut is counted above as DICOM, and not as an image of its study.
    pub unread: Vec<Unread>,
    /// How many more could not be read.
    pub unread_more: usize,
    /// There were more files than are looked at.
    pub too_many: bool,
    /// There were more people than are told apart.
    pub too_many_patients: bool,
}

/// Someone whose images are on the disc.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Patient {
    /// The name in each way it is written: letters, characters, reading. A group that is not there is left out.
    pub names: Vec<String>,
    /// Whether every letter of the name could be read.
    pub legible: bool,
    /// The birth date.
    pub born: Option<Date>,
    /// Hospitals' numbers for the patient; a disc may hold images of several hospitals.
    pub numbers: Vec<String>,
    /// Whether the name is that of the case.
    pub name_fits: Fits,
    /// Whether the birth date is that of the case.
    pub born_fits: Fits,
    /// The studies, oldest first; those without a date last.
    pub studies: Vec<Study>,
}

/// One study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Study {
    /// When.
    pub date: Option<Date>,
    /// With what: `CT`, `MR`, as the files say.
    pub modalities: Vec<String>,
    /// What it is called.
    pub description: String,
    /// Where.
    pub institution: String,
    /// Series.
    pub series: usize,
    /// Files that hold an image.
    pub images: usize,
    /// Images counted one by one: a film is one file with many.
    pub frames: u64,
    /// Files without an image: reports, marks, plans.
    pub other_objects: usize,
}

/// A disc's own list of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listing {
    /// Its place on the disc.
    pub path: String,
    /// Files it names.
    pub names: usize,
    /// Files it names that are not there.
    pub missing: usize,
}

/// Looks at every file.
pub fn look<'a>(pieces: impl IntoIterator<Item = Piece<'a>>, whose: Whose<'_>, limits: Limits) -> Report {
    let mut looking = Looking::new(limits);
    for piece in pieces {
        if !looking.has_room() {
            break;
        }
        match (piece.open)() {
            Ok(file) => looking.take(&piece.path, file),
            Err(why) => looking.miss(&piece.path, why),
        }
    }
    looking.close(whose)
}

/// Looks at files as they come, one after another: for an upload, of which nothing is kept.
pub struct Looking {
    limits: Limits,
    files: usize,
    dicom: usize,
    /// What is something else than DICOM, and why it would be missed were it named in a list of contents.
    others: Vec<(String, Why)>,
    gathered: Gathered,
    listed: Vec<Listed>,
    unread: Vec<Unread>,
    unread_more: usize,
    too_many: bool,
}

impl Looking {
    /// Nothing was looked at yet.
    pub fn new(limits: Limits) -> Looking {
        Looking {
            limits,
            files: 0,
            dicom: 0,
            others: Vec::new(),
            gathered: Gathered::default(),
            listed: Vec::new(),
            unread: Vec::new(),
            unread_more: 0,
            too_many: false,
        }
    }

    /// Whether another file is looked at; once it is not, the report says so.
    pub fn has_room(&mut self) -> bool {
        self.too_many |= self.files >= self.limits.files;
        !self.too_many
    }

    /// Looks at one file.
    pub fn take(&mut self, path: &str, file: impl Source) {
        if !self.has_room() {
            return;
        }
        self.files += 1;
        self.gathered.seen(path);
        match header::read(file, self.limits) {
            Ok(Header::Object(object)) => {
                self.dicom += 1;
                if let Some(why) = &object.lacks {
                    self.name_unread(path, why.clone());
                }
                self.gathered.take(*object);
            }
            Ok(Header::Listing(names)) => self.listed.push(Listed::new(path, names)),
            Err(NotRead::NotDicom) => self.leave(path, Why::NotDicom),
            Err(NotRead::Empty) => self.leave(path, Why::Empty),
            Err(NotRead::Why(why)) => self.name_unread(path, why),
        }
    }

    /// Counts a file that could not even be opened.
    pub fn miss(&mut self, path: &str, why: Why) {
        if self.has_room() {
            self.files += 1;
            self.name_unread(path, why);
        }
    }

    /// A viewer, a text; or an image that is lost, which only its name says.
    fn leave(&mut self, path: &str, why: Why) {
        if listing::is_named_like_an_image(path) {
            self.name_unread(path, why);
        } else {
            self.others.push((path.to_owned(), why));
        }
    }

    /// What a list of contents names is no viewer, whatever it is called.
    fn miss_what_is_listed(&mut self) {
        let listed: BTreeSet<String> = self.listed.iter().flat_map(Listed::places).collect();
        let others = std::mem::take(&mut self.others);
        let (lost, others): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|(path, _)| listed.contains(&listing::folded(path)));
        self.others = others;
        for (path, why) in lost {
            self.name_unread(&path, why);
        }
    }

    fn name_unread(&mut self, path: &str, why: Why) {
        if self.unread.len() < NAMED {
            self.unread.push(Unread { path: plain(path), why });
        } else {
            self.unread_more += 1;
        }
    }

    /// What was found, held against the case.
    pub fn close(mut self, whose: Whose<'_>) -> Report {
        self.miss_what_is_listed();
        let too_many_patients = self.gathered.is_full();
        let listings = self.listed.iter().map(|listed| listed.against(self.gathered.paths())).collect();
        Report {
            patients: self.gathered.patients(whose),
            name_given: !whose.name.trim().is_empty(),
            files: self.files,
            dicom: self.dicom,
            others: self.others.len(),
            listings,
            unread: self.unread,
            unread_more: self.unread_more,
            too_many: self.too_many,
            too_many_patients,
        }
    }
}

/// The longest text of a disc that is shown, in letters.
const SHOWN: usize = 200;

/// A text of a disc as it can be shown: without what steers a terminal or turns the direction of writing.
pub(crate) fn plain(text: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.trim().chars().filter(|letter| !letter.is_control() && !turns(*letter)).take(SHOWN).collect()
}
