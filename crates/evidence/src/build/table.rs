//! A publisher's CSV file, row by row, with errors that name file, row and column.

use std::fs;
use std::path::{Path, PathBuf};

use super::{BuildError, Wanted};

/// A file that was read whole.
pub(crate) struct Table {
    pub(crate) file: String,
    header: Vec<String>,
    rows: Vec<csv::StringRecord>,
    pub(crate) sha256: String,
}

/// One row with its number in the file (the header is row 1).
#[derive(Clone, Copy)]
pub(crate) struct TableRow<'a> {
    table: &'a Table,
    record: &'a csv::StringRecord,
    pub(crate) number: u64,
}

impl Table {
    /// Reads a file below a folder. A byte-order mark is dropped.
    pub(crate) fn read(folder: &Path, file: &str, encoding: &str) -> Result<Table, BuildError> {
        let path: PathBuf = folder.join(file);
        let bytes = fs::read(&path).map_err(|error| BuildError::File(path.display().to_string(), error))?;
        let sha256 = crate::package::write::digest(&bytes);
        let text = decoded(file, &bytes, encoding)?;
        let mut reader = csv::ReaderBuilder::new().has_headers(true).flexible(true).from_reader(text.as_bytes());
        let failed = |error: csv::Error| BuildError::Csv(file.to_owned(), error);
        let header = reader.headers().map_err(failed)?.iter().map(str::to_owned).collect();
        let rows = reader.records().collect::<Result<Vec<_>, _>>().map_err(failed)?;
        Ok(Table { file: file.to_owned(), header, rows, sha256 })
    }

    /// The position of a column.
    pub(crate) fn column(&self, name: &str) -> Result<usize, BuildError> {
        self.header.iter().position(|found| found == name).ok_or_else(|| BuildError::Column {
            file: self.file.clone(),
            column: name.to_owned(),
            found: self.header.join(", "),
        })
    }

    /// The position of a column that need not be there.
    pub(crate) fn optional_column(&self, name: Option<&String>) -> Result<Option<usize>, BuildError> {
        name.map(|name| self.column(name)).transpose()
    }

    /// How many rows there are below the header.
    pub(crate) fn len(&self) -> u64 {
        self.rows.len() as u64
    }

    /// Every row.
    pub(crate) fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        self.rows.iter().zip(2_u64..).map(|(record, number)| TableRow { table: self, record, number })
    }
}

impl<'a> TableRow<'a> {
    /// A cell's text without the spaces around it, empty when the row is short.
    pub(crate) fn text(&self, column: usize) -> &'a str {
        self.record.get(column).unwrap_or_default().trim()
    }

    /// A cell's text just as it stands.
    pub(crate) fn exact(&self, column: usize) -> &'a str {
        self.record.get(column).unwrap_or_default()
    }

    /// Whether every cell is empty.
    pub(crate) fn is_blank(&self) -> bool {
        self.record.iter().all(|cell| cell.trim().is_empty())
    }

    /// The whole row as one text, to tell equal rows.
    pub(crate) fn joined(&self) -> String {
        self.record.iter().collect::<Vec<_>>().join("\u{1f}")
    }

    /// A cell's whole number.
    pub(crate) fn whole(&self, column: usize) -> Result<u32, BuildError> {
        self.text(column).replace(',', "").parse().map_err(|_| self.wrong(column, Wanted::Whole))
    }

    /// A cell that cannot stand here.
    pub(crate) fn wrong(&self, column: usize, wanted: Wanted) -> BuildError {
        BuildError::Cell {
            file: self.table.file.clone(),
            row: self.number,
            column: self.table.header.get(column).cloned().unwrap_or_default(),
            cell: self.exact(column).to_owned(),
            wanted,
        }
    }
}

fn decoded(file: &str, bytes: &[u8], encoding: &str) -> Result<String, BuildError> {
    match encoding {
        "utf-8" => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            String::from_utf8(bytes.to_vec()).map_err(|error| BuildError::Encoding {
                file: file.to_owned(),
                row: 1 + bytes.iter().take(error.utf8_error().valid_up_to()).filter(|byte| **byte == b'\n').count(),
                encoding: "utf-8".to_owned(),
            })
        }
        // One publisher's file mixes encodings from line to line.
        "utf-8-or-windows-1252" => Ok(bytes.split_inclusive(|byte| *byte == b'\n').map(line).collect()),
        other => {
            let known = encoding_rs::Encoding::for_label(other.as_bytes());
            let encoding = known.ok_or_else(|| BuildError::Encoding {
                file: file.to_owned(),
                row: 0,
                encoding: other.to_owned(),
            })?;
            let (text, _, had_errors) = encoding.decode(bytes);
            if had_errors {
                return Err(BuildError::Encoding { file: file.to_owned(), row: 0, encoding: other.to_owned() });
            }
            Ok(text.into_owned())
        }
    }
}

fn line(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
