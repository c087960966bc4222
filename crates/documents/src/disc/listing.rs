//! A disc's own list of contents, held against what lies on it.

use std::collections::BTreeSet;

use super::Listing;

/// A list that was read.
pub(super) struct Listed {
    path: String,
    names: Vec<String>,
}

impl Listed {
    pub(super) fn new(path: &str, names: Vec<String>) -> Listed {
        Listed { path: path.to_owned(), names }
    }

    /// The files it names, which lie beside it or below, folded: old discs are read with small or capital letters, as the system likes.
    pub(super) fn places(&self) -> impl Iterator<Item = String> {
        let folder = self.path.rfind('/').map_or("", |end| self.path.get(..=end).unwrap_or_default());
        self.names.iter().map(move |name| folded(&format!("{folder}{name}")))
    }

    pub(super) fn against(&self, paths: &BTreeSet<String>) -> Listing {
        let there = self.places().filter(|place| paths.contains(place)).count();
        Listing { path: super::plain(&self.path), names: self.names.len(), missing: self.names.len() - there }
    }
}

/// A path as it is held against another; a version that old discs write behind a name (`IM0001;1`) and an ending of three letters stay out.
pub(super) fn folded(path: &str) -> String {
    let path = path.split(';').next().unwrap_or_default();
    path.trim_end_matches('.').to_lowercase()
}

/// How files of images are named where they have no ending, before a number: as the standard's own examples, and as machines do.
const BEFORE_NUMBERS: [&str; 16] =
    ["", "i", "im", "ima", "img", "image", "cr", "ct", "dx", "mg", "mr", "nm", "pt", "rf", "us", "xa"];

/// Whether something of this name should be an image. What begins with a point is a computer's note on a file (`._IM0001.dcm`).
pub(super) fn is_named_like_an_image(path: &str) -> bool {
    let place = folded(path);
    let name = place.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((before, ending)) => !name.starts_with('.') && !before.is_empty() && matches!(ending, "dcm" | "dicom"),
        None => {
            let letters = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
            letters.len() < name.len() && BEFORE_NUMBERS.contains(&letters.trim_end_matches(['_', '-']))
        }
    }
}
