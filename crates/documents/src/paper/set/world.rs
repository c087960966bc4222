//! All that the typesetter can see while it sets one file: the template, the texts, and the typefaces that these ask for. No file, package, network or clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts;

/// The words and functions of the template's language. Heads of rows in tables stand behind a feature of their own.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The two files that there are. Their names are kept by the typesetter for ever, so there are no others.
static FILES: LazyLock<Option<(FileId, FileId)>> = LazyLock::new(|| {
    let file = |name: &str| Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern());
    Some((file("/template.typ")?, file("/sheets.json")?))
});

static TEMPLATE: LazyLock<Option<Source>> =
    LazyLock::new(|| FILES.map(|(template, _)| Source::new(template, include_str!("template.typ").to_owned())));

/// What lies before the typesetter while one file is made.
pub(super) struct Desk {
    template: Source,
    sheets: Bytes,
    /// Whether a letter of the texts is not in the usual typeface.
    rest: bool,
}

impl Desk {
    /// A desk with these texts on it (JSON, as `lay` writes it), and with all typefaces or only the usual one.
    pub(super) fn with(sheets: String, rest: bool) -> Desk {
        let template = TEMPLATE.clone().unwrap_or_else(|| Source::detached(""));
        Desk { template, sheets: Bytes::from_string(sheets), rest }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        fonts::book(self.rest)
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(nowhere()) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match *FILES {
            Some((_, sheets)) if id == sheets => Ok(self.sheets.clone()),
            _ => Err(nowhere()),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn nowhere() -> FileError {
    FileError::Other(Some("there are no other files".into()))
}

/// Where in the template something went wrong: its line, or nothing known.
pub(super) fn place(error: &SourceDiagnostic) -> String {
    use typst::WorldExt;
    let desk = Desk::with(String::new(), false);
    let line = desk.range(error.span).and_then(|range| desk.template.lines().byte_to_line(range.start));
    line.map_or_else(|| "no line".to_owned(), |line| format!("line {} of the template", line + 1))
}
