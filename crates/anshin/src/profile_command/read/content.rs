//! The file's text, what separates its cells, and which row a record is.

use std::fs;
use std::io::{self, Read};

use csv::StringRecord;

use crate::profile_command::refusal::Refusal;

/// The mark that some programs write before UTF-8.
const MARK: char = '\u{FEFF}';

/// The text of a file, or of standard input for `-`.
pub(super) fn content(file: &str) -> Result<String, Refusal> {
    let mut bytes = Vec::new();
    let read = match file {
        "-" => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
        path => fs::read(path).map(|content| bytes = content),
    };
    read.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Refusal::NotFound,
        _ => Refusal::File(error.kind()),
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        Refusal::NotUtf8 { line: 1 + good.iter().filter(|byte| **byte == b'\n').count() }
    })?;
    let text = match text.strip_prefix(MARK) {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if text.trim().is_empty() { Err(Refusal::Empty) } else { Ok(text) }
}

/// The text after a first line such as `sep=;`, which is a word to Excel and no row.
pub(super) fn without_declaration(text: &str) -> &str {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let plain = first.trim_matches(['\r', '"', ' ']).to_ascii_lowercase();
    match plain.strip_prefix("sep=") {
        Some(mark) if mark.chars().count() <= 1 || mark.trim_end_matches([',', ';', '\t']).is_empty() => rest,
        _ => text,
    }
}

/// What stands most often in the header outside quotation marks: a comma, a semicolon or a tab.
pub(super) fn delimiter(text: &str) -> u8 {
    let (mut commas, mut semicolons, mut tabs, mut quoted) = (0, 0, 0, false);
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            b'\t' if !quoted => tabs += 1,
            _ => {}
        }
    }
    match () {
        () if commas >= semicolons && commas >= tabs => b',',
        () if semicolons >= tabs => b';',
        () => b'\t',
    }
}

/// Counts rows as a spreadsheet does: blank lines count, line ends inside quotation marks do not.
pub(super) struct RowNumbers<'t> {
    bytes: &'t [u8],
    last: usize,
}

impl<'t> RowNumbers<'t> {
    pub fn new(bytes: &'t [u8]) -> RowNumbers<'t> {
        RowNumbers { bytes, last: 0 }
    }

    /// The number of the record that was read next.
    pub fn of(&mut self, record: &StringRecord) -> usize {
        self.last += 1 + record.position().map_or(0, |position| self.blank_lines(position.byte()));
        self.last
    }

    /// The blank lines that the reader passed over from here on.
    fn blank_lines(&self, from: u64) -> usize {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let before = from.checked_sub(1).and_then(|before| self.bytes.get(before));
        let mut rest = self.bytes.get(from..).unwrap_or_default();
        // The second half of a Windows line end belongs to the record before.
        if before == Some(&b'\r') {
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        let mut blank = 0;
        while let Some(after) = line_end(rest) {
            blank += 1;
            rest = after;
        }
        blank
    }
}

fn line_end(bytes: &[u8]) -> Option<&[u8]> {
    bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).or_else(|| bytes.strip_prefix(b"\r"))
}
