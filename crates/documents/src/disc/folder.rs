//! The files of a folder, one after another in the order of their names.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::{Piece, Source, Why};

/// Every file below a folder, or the file itself. Links are named and not followed, and nothing but plain files is opened: a device or
/// a pipe among them would never end. One folder's names are held at a time.
pub fn folder(root: &Path, depth: usize) -> impl Iterator<Item = Piece<'static>> {
    Walk { waiting: vec![Place { path: root.to_owned(), shown: String::new(), depth: 0 }], depth }
}

struct Place {
    path: PathBuf,
    shown: String,
    depth: usize,
}

struct Walk {
    /// What comes next stands last.
    waiting: Vec<Place>,
    depth: usize,
}

impl Iterator for Walk {
    type Item = Piece<'static>;

    fn next(&mut self) -> Option<Piece<'static>> {
        loop {
            let place = self.waiting.pop()?;
            let is_root = place.depth == 0;
            // What the user names may be a link (`/media/cdrom`); what lies on the disc may not.
            let known = if is_root { fs::metadata(&place.path) } else { fs::symlink_metadata(&place.path) };
            let why = match known {
                Err(error) => error.into(),
                Ok(known) if known.is_file() => return Some(piece(place)),
                Ok(known) if known.is_dir() && place.depth >= self.depth => Why::TooDeep,
                Ok(known) if known.is_dir() => match self.enter(&place) {
                    Ok(()) => continue,
                    Err(why) => why,
                },
                Ok(known) if known.is_symlink() => Why::Link,
                Ok(_) => Why::NoFile,
            };
            return Some(Piece { path: shown(&place), open: Box::new(move || Err(why)) });
        }
    }
}

impl Walk {
    fn enter(&mut self, place: &Place) -> Result<(), Why> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&place.path)? {
            names.push(entry?.file_name());
        }
        names.sort_by(|one, other| other.cmp(one));
        let inside = names.into_iter().map(|name| {
            let shown = name.to_string_lossy();
            let shown = if place.shown.is_empty() { shown.into_owned() } else { format!("{}/{shown}", place.shown) };
            Place { path: place.path.join(&name), shown, depth: place.depth + 1 }
        });
        self.waiting.extend(inside);
        Ok(())
    }
}

fn piece(place: Place) -> Piece<'static> {
    let path = shown(&place);
    let open = move || -> Result<Box<dyn Source>, Why> {
        // A small room: of most files some kilobytes are read.
        Ok(Box::new(BufReader::with_capacity(4096, File::open(&place.path)?)))
    };
    Piece { path, open: Box::new(open) }
}

fn shown(place: &Place) -> String {
    if place.shown.is_empty() { place.path.to_string_lossy().into_owned() } else { place.shown.clone() }
}
