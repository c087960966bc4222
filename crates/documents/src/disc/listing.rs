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

    /// What it names lies beside it or below. Old discs are read with small or capital letters, as the system likes.
    pub(super) fn against(&self, paths: &BTreeSet<String>) -> Listing {
        let folder = self.path.rfind('/').map_or("", |end| self.path.get(..=end).unwrap_or_default());
        let is_there = |name: &&String| paths.contains(&folded(&format!("{folder}{name}")));
        let there = self.names.iter().filter(is_there).count();
        Listing { path: super::plain(&self.path), names: self.names.len(), missing: self.names.len() - there }
    }
}

/// A path as it is held against another; a version that old discs write behind a name (`IM0001;1`) and an ending of three letters stay out.
pub(super) fn folded(path: &str) -> String {
    let path = path.split(';').next().unwrap_or_default();
    path.trim_end_matches('.').to_lowercase()
}
