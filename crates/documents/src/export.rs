//! Everything that a patient has, in one packed file: the case as JSON, the same as tables, and the uploads themselves.
//!
//! `case.json` is complete and for programs: `format`, `version`, `exported`, `case`, `log`; the fields of the case are named as in the case, and
//! `docs/export.md` lists them. The version goes up when a field changes its name or its meaning. The tables are for people with a spreadsheet; each
//! text stands in them so that no spreadsheet takes it for a formula. Uploads lie in `files/`, under their number and name.

mod guard;
mod tables;

use std::io::{Cursor, Write as _};

use casework::keeper::Entry;
use casework::{AttachmentId, Case, Moment};
pub use guard::guarded;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Text;
use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The form of `case.json`.
pub const VERSION: u32 = 1;

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum Unexported {
    /// It could not be written as JSON.
    #[error("the case could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A table could not be written.
    #[error("a table could not be written: {0}")]
    Table(#[from] csv::Error),
    /// It could not be packed.
    #[error("it could not be packed: {0}")]
    Packed(#[from] zip::result::ZipError),
    /// It could not be written.
    #[error("it could not be written: {0}")]
    Written(#[from] std::io::Error),
}

/// What `case.json` holds.
#[derive(Serialize)]
struct Exported<'a> {
    /// Always `anshin-case`.
    format: &'static str,
    /// `VERSION`.
    version: u32,
    /// When, in seconds since 1970 in universal time, like every moment in it.
    exported: Moment,
    case: &'a Case,
    /// Who opened and changed what; it names nobody, people are numbers of the case.
    log: &'a [Entry],
}

/// The case and its log as JSON.
pub fn json(case: &Case, log: &[Entry], now: Moment) -> Result<String, Unexported> {
    let exported = Exported { format: "anshin-case", version: VERSION, exported: now, case, log };
    Ok(serde_json::to_string_pretty(&exported)?)
}

/// Everything in one zip. The case was cut down to its reader; of the uploads those are packed that are handed in.
///
/// The same input gives the same bytes.
pub fn everything(
    text: Text,
    case: &Case,
    log: &[Entry],
    uploads: &[(AttachmentId, Vec<u8>)],
    now: Moment,
) -> Result<Vec<u8>, Unexported> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let made = SimpleFileOptions::default().last_modified_time(day(now)).unix_permissions(0o600);
    let packed = made.compression_method(CompressionMethod::Deflated);
    zip.start_file(text.export_read_me(), packed)?;
    zip.write_all(text.export_about(VERSION).replace('\n', "\r\n").as_bytes())?;
    zip.start_file("case.json", packed)?;
    zip.write_all(json(case, log, now)?.as_bytes())?;
    for (name, table) in tables::of(case, log)? {
        zip.start_file(format!("tables/{name}.csv"), packed)?;
        zip.write_all(&table)?;
    }
    for known in &case.attachments {
        let Some((_, bytes)) = uploads.iter().find(|(id, _)| *id == known.id) else { continue };
        // Pictures and PDFs are packed in themselves.
        let stored = made.compression_method(CompressionMethod::Stored);
        zip.start_file(format!("files/{}-{}", known.id, plain(&known.name, &known.media_type)), stored)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A file's name as every system takes it, ending as its kind does.
fn plain(name: &str, media_type: &str) -> String {
    let strange =
        |letter: char| letter.is_control() || matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let kept: String = name.chars().map(|letter| if strange(letter) { '_' } else { letter }).take(80).collect();
    crate::kind::named(kept.trim_start_matches('.').trim(), media_type)
}

/// The day in the packed file's list; the format knows none before 1980.
fn day(now: Moment) -> DateTime {
    let date = TimeZone::UTC.to_datetime(Timestamp::from_second(now.0).unwrap_or(Timestamp::UNIX_EPOCH)).date();
    let parts = (u16::try_from(date.year()), u8::try_from(date.month()), u8::try_from(date.day()));
    match parts {
        (Ok(year), Ok(month), Ok(day)) => DateTime::from_date_and_time(year, month, day, 0, 0, 0).unwrap_or_default(),
        _ => DateTime::default(),
    }
}
