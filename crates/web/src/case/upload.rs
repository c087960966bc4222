//! Uploads: a file that belongs to an item of the records list, or the doctor's electronic signature.
//!
//! A file is read piece by piece up to its limit; what it is, is found from its content and never from its name. Packed formats are not
//! taken, and a picture says how large it unpacks before it is kept. A PDF is taken as it is: nothing here ever opens one.

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use casework::keeper::Version;
use casework::{AttachmentId, RecordId, Refusal};

use crate::application::Application;
use crate::case::{Open, csrf, go, refused};
use crate::visitor::Visitor;

/// The largest file in bytes.
const LARGEST_FILE: usize = 50 * 1024 * 1024;
/// The whole body: the file, the fields beside it and what stands between.
pub(crate) const LARGEST_BODY: usize = LARGEST_FILE + 64 * 1024;
/// The most fields beside the file, and the longest of them in bytes.
const MOST_FIELDS: usize = 8;
const LONGEST_FIELD: usize = 4 * 1024;
/// The most letters of a file's name that are kept.
const NAME_LETTERS: usize = 80;

/// A file that came with a form of ours.
pub(crate) struct Received {
    fields: Vec<(String, String)>,
    pub(crate) file: File,
}

/// The file.
pub(crate) struct File {
    pub(crate) name: String,
    /// Found from its content.
    pub(crate) media_type: String,
    pub(crate) bytes: Vec<u8>,
}

impl Received {
    pub(crate) fn text(&self, name: &str) -> String {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    }

    pub(crate) fn version(&self) -> Version {
        Version(self.text("version").parse().unwrap_or(0))
    }
}

impl FromRequest<Application> for Received {
    type Rejection = Response;

    async fn from_request(request: Request, application: &Application) -> Result<Received, Response> {
        let visitor = Visitor::of(request.method(), request.headers(), request.uri());
        let headers = request.headers().clone();
        let Some(door) = application.door() else { return Err(refused::no_cases(application, &visitor)) };
        let wrong = |wrong: Wrong| match wrong {
            Wrong::Elsewhere => refused::from_elsewhere(application, &visitor, &Default::default()),
            Wrong::TooLarge => refused::file_too_large(application, &visitor, LARGEST_FILE),
            Wrong::Empty => refused::file_empty(application, &visitor),
            Wrong::Unreadable => refused::unreadable(application, &visitor, StatusCode::BAD_REQUEST),
            Wrong::UnknownKind => refused::unknown_kind(application, &visitor),
        };
        if csrf::from_elsewhere(door, &headers) {
            return Err(wrong(Wrong::Elsewhere));
        }
        // Room for few files at once, so that uploads cannot fill the memory.
        let Ok(_turn) = door.uploads().acquire().await else { return Err(wrong(Wrong::Unreadable)) };
        let multipart = Multipart::from_request(request, application).await;
        let multipart = multipart.map_err(|_| wrong(Wrong::Unreadable))?;
        read(multipart, |token| csrf::fits(door, &headers, token)).await.map_err(wrong)
    }
}

enum Wrong {
    Elsewhere,
    TooLarge,
    Unreadable,
    /// Nothing stands in it, or a browser sent the field of a file that nobody chose.
    Empty,
    UnknownKind,
}

/// Reads the fields, then the file. The token stands first, so a file from elsewhere is not even read.
async fn read(mut multipart: Multipart, ours: impl Fn(&str) -> bool) -> Result<Received, Wrong> {
    let mut fields: Vec<(String, String)> = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(|_| Wrong::Unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(file_name) = field.file_name().map(shortened) else {
            let value = String::from_utf8(at_most(field, LONGEST_FIELD).await?).map_err(|_| Wrong::Unreadable)?;
            fields.push((name, value));
            if fields.len() > MOST_FIELDS {
                return Err(Wrong::Unreadable);
            }
            continue;
        };
        if !fields.iter().any(|(name, value)| name == "csrf" && ours(value)) {
            return Err(Wrong::Elsewhere);
        }
        let bytes = at_most(field, LARGEST_FILE).await?;
        if bytes.is_empty() {
            return Err(Wrong::Empty);
        }
        let media_type = documents::kind::of(&bytes).ok_or(Wrong::UnknownKind)?.to_owned();
        return Ok(Received { fields, file: File { name: file_name, media_type, bytes } });
    }
    Err(Wrong::Unreadable)
}

async fn at_most(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, Wrong> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| Wrong::TooLarge)? {
        if bytes.len() + piece.len() > most {
            return Err(Wrong::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// The last part of a path, without what could end a line or leave a folder.
fn shortened(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|letter| !letter.is_control() && !turns(*letter)).take(NAME_LETTERS).collect()
}

/// Letters that turn the direction of writing, behind which another ending can hide: `letter(turned)fdp.exe` reads as `letterexe.pdf`.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `POST /case/records/upload`.
pub(crate) async fn of_record(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    received: Received,
) -> Response {
    let record = RecordId(received.text("record").parse().unwrap_or(0));
    let version = received.version();
    let File { name, media_type, bytes } = received.file;
    match open.casework.upload(open.caller, version, record, name, media_type, bytes).await {
        Ok(_) => go("/case/records?saved=yes"),
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// `GET /case/records/file/{id}`: always as a download, never shown inside a page of ours.
pub(crate) async fn give(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
) -> Response {
    let found = match id.parse().map(AttachmentId) {
        Ok(id) => open.casework.attachment(open.caller, id).await,
        Err(_) => Err(Refusal::NotFound),
    };
    match found {
        Ok((attachment, bytes)) => {
            let name = crate::parameters::escaped(&documents::kind::named(&attachment.name, &attachment.media_type));
            let disposition = format!("attachment; filename=\"file\"; filename*=UTF-8''{name}");
            ([(CONTENT_TYPE, attachment.media_type), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
        }
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_cannot_leave_its_folder_end_a_line_or_turn_its_direction() {
        assert_eq!(shortened("C:\\scans\\胃カメラ.pdf"), "胃カメラ.pdf");
        assert_eq!(shortened("../../a\r\nb.png"), "ab.png");
        assert_eq!(shortened("letter\u{202e}fdp.exe"), "letterfdp.exe");
        assert_eq!(shortened(&"あ".repeat(200)).chars().count(), NAME_LETTERS);
    }
}
