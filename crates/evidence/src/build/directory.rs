//! Reads a directory: names and addresses of hospitals by their number.

use std::path::Path;

use super::draft::Draft;
use super::manifest::Manifest;
use super::table::Table;
use super::{BuildError, Wanted};
use crate::catalogue::Source;
use crate::edition::Bilingual;

/// One hospital of a directory.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) priority: i32,
    pub(crate) name: String,
    pub(crate) city: String,
    pub(crate) state: String,
    pub(crate) zip: String,
    pub(crate) other_names: Vec<String>,
}

/// Takes a directory into the draft; where two hold one hospital the higher priority is kept, and the other's name too.
pub(crate) fn take(manifest: &Manifest, sources: &Path, draft: &mut Draft) -> Result<(), BuildError> {
    let table = Table::read(sources, &manifest.file, &manifest.encoding)?;
    let column = |role: &str| table.column(manifest.column(role)?);
    let (institution, name, city) = (column("institution")?, column("name")?, column("city")?);
    let (state, zip) = (column("state")?, column("zip")?);
    for row in table.rows() {
        let key = row.text(institution).to_owned();
        if key.is_empty() {
            return Err(row.wrong(institution, Wanted::HospitalNumber));
        }
        let mut entry = Entry {
            priority: manifest.priority,
            name: row.text(name).to_owned(),
            city: title_case(row.text(city)),
            state: row.text(state).to_owned(),
            zip: row.text(zip).to_owned(),
            other_names: Vec::new(),
        };
        if let Some(known) = draft.directory.get_mut(&key) {
            if known.priority >= entry.priority {
                known.other_names.push(entry.name);
                continue;
            }
            entry.other_names.push(known.name.clone());
        }
        draft.directory.insert(key, entry);
    }
    source(manifest, table.len(), table.len(), &table.sha256, &manifest.file, draft)
}

/// Notes that a file was read.
pub(crate) fn source(
    manifest: &Manifest,
    read: u64,
    used: u64,
    sha256: &str,
    file: &str,
    draft: &mut Draft,
) -> Result<(), BuildError> {
    let publisher = draft.publisher(&manifest.publisher)?;
    draft.sources.push(Source {
        id: manifest.id.clone(),
        publisher,
        title: Bilingual { en: manifest.title_en.clone(), ja: manifest.title_ja.clone() },
        file: file.to_owned(),
        sha256: sha256.to_owned(),
        obtained: manifest.obtained.clone(),
        rows_read: read,
        rows_used: used,
    });
    Ok(())
}

/// A directory writes cities in capitals; people do not.
pub(crate) fn title_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = true;
    for letter in text.chars() {
        if start {
            out.extend(letter.to_uppercase());
        } else {
            out.extend(letter.to_lowercase());
        }
        start = !letter.is_alphanumeric() && letter != '\'';
    }
    out
}
