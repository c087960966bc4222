//! A case file that was sent: a few short fields, then the file, held in memory within limits and nowhere else.

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use documents::portable::LONGEST_BYTES;

use super::{Held, LARGEST_BODY};
use crate::application::Application;
use crate::case::{Guest, csrf};

/// The most fields beside the file, and the longest of them in bytes.
const MOST_FIELDS: usize = 8;
const LONGEST_FIELD: usize = 4 * 1024;

/// What was sent.
pub(super) struct Received {
    fields: Vec<(String, String)>,
    /// Empty where no file was chosen.
    pub(super) file: Vec<u8>,
    /// The room that the file takes.
    pub(super) held: Held,
}

/// Why nothing was received.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotReceived {
    /// It came from a page of somebody else's.
    Elsewhere,
    /// It is no form of ours, or ended early.
    Unreadable,
    /// The file is longer than any case.
    TooLong,
    /// So many files are being received that there is no room for this one.
    Busy,
}

impl Received {
    pub(super) fn text(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// Reads the fields, then the file. The token stands first, so a file from elsewhere is not even read.
    pub(super) async fn of(
        mut request: Request,
        application: &Application,
        guest: &Guest,
    ) -> Result<Received, NotReceived> {
        let headers = request.headers().clone();
        if csrf::from_elsewhere(&guest.door, &headers) {
            return Err(NotReceived::Elsewhere);
        }
        DefaultBodyLimit::max(LARGEST_BODY).apply(&mut request);
        let multipart = Multipart::from_request(request, application).await;
        let mut multipart = multipart.map_err(|_| NotReceived::Unreadable)?;
        let mut received = Received { fields: Vec::new(), file: Vec::new(), held: guest.door.turns().held() };
        while let Some(field) = multipart.next_field().await.map_err(|_| NotReceived::Unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            if field.file_name().is_some() {
                if !csrf::fits(&guest.door, &headers, received.text("csrf")) {
                    return Err(NotReceived::Elsewhere);
                }
                received.take(field).await?;
                return Ok(received);
            }
            let value = short(field).await?;
            received.fields.push((name, value));
            if received.fields.len() > MOST_FIELDS {
                return Err(NotReceived::Unreadable);
            }
        }
        Err(NotReceived::Unreadable)
    }

    /// What there is no room for is still taken in and thrown away: a browser shows an answer only when it could send all.
    async fn take(&mut self, mut field: Field<'_>) -> Result<(), NotReceived> {
        let mut refused = None;
        while let Some(piece) = field.chunk().await.map_err(|_| refused.take().unwrap_or(NotReceived::Unreadable))? {
            let length = self.file.len().saturating_add(piece.len());
            if refused.is_none() && length > LONGEST_BYTES {
                refused = Some(NotReceived::TooLong);
            } else if refused.is_none() && !self.held.grows_to(length) {
                refused = Some(NotReceived::Busy);
            }
            match refused {
                None => self.file.extend_from_slice(&piece),
                Some(_) => self.file = Vec::new(),
            }
        }
        refused.map_or(Ok(()), Err)
    }
}

async fn short(mut field: Field<'_>) -> Result<String, NotReceived> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| NotReceived::Unreadable)? {
        if bytes.len() + piece.len() > LONGEST_FIELD {
            return Err(NotReceived::Unreadable);
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| NotReceived::Unreadable)
}
