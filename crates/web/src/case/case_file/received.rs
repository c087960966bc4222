//! A case file that was sent: a few short fields, then the file, held in memory within limits and nowhere else.

use std::time::Duration;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use documents::portable::LONGEST_BYTES;

use super::{Held, LARGEST_BODY};
use crate::application::Application;
use crate::case::{Guest, csrf};

/// The most fields beside the file, and the longest of them in bytes.
const MOST_FIELDS: usize = 8;
const LONGEST_FIELD: usize = 4 * 1024;

/// So long nothing may come before it counts as ended: what is held while one waits is wanted by others.
const STALLED: Duration = Duration::from_secs(30);

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
        let mut received =
            Received { fields: Vec::new(), file: Vec::new(), held: guest.door.turns().held(guest.client) };
        while let Some(field) = soon(STALLED, multipart.next_field()).await? {
            let name = field.name().unwrap_or_default().to_owned();
            if field.file_name().is_some() {
                if !csrf::fits(&guest.door, &headers, received.text("csrf")) {
                    return Err(NotReceived::Elsewhere);
                }
                received.take(field, STALLED).await?;
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
    async fn take(&mut self, mut field: Field<'_>, stalled: Duration) -> Result<(), NotReceived> {
        let mut refused = None;
        while let Some(piece) = soon(stalled, field.chunk()).await.map_err(|why| refused.take().unwrap_or(why))? {
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

/// What comes next, if it comes in time.
async fn soon<T>(stalled: Duration, next: impl Future<Output = Result<T, MultipartError>>) -> Result<T, NotReceived> {
    let next = tokio::time::timeout(stalled, next).await.map_err(|_| NotReceived::Unreadable)?;
    next.map_err(|_| NotReceived::Unreadable)
}

async fn short(mut field: Field<'_>) -> Result<String, NotReceived> {
    let mut bytes = Vec::new();
    while let Some(piece) = soon(STALLED, field.chunk()).await? {
        if bytes.len() + piece.len() > LONGEST_FIELD {
            return Err(NotReceived::Unreadable);
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| NotReceived::Unreadable)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use axum::body::Body;
    use futures_core::Stream;

    use super::*;
    use crate::case::case_file::Turns;
    use crate::case::tries::Client;

    /// Sends its one piece, and then neither goes on nor ends.
    struct Stalls(Option<&'static str>);

    impl Stream for Stalls {
        type Item = Result<&'static str, Infallible>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.0.take().map_or(Poll::Pending, |piece| Poll::Ready(Some(Ok(piece))))
        }
    }

    #[tokio::test]
    async fn a_sender_who_stalls_is_not_waited_for() {
        let sent =
            "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.anshin\"\r\n\r\nanshin case file";
        let request = Request::post("/").header("content-type", "multipart/form-data; boundary=x");
        let request = request.body(Body::from_stream(Stalls(Some(sent)))).expect("a request");
        let mut multipart = Multipart::from_request(request, &()).await.expect("a form");
        let field = multipart.next_field().await.expect("a field").expect("a file");
        let held = Turns::default().held(Client::of(None));
        let mut received = Received { fields: Vec::new(), file: Vec::new(), held };
        let taken = received.take(field, Duration::from_millis(20));
        let taken = tokio::time::timeout(Duration::from_secs(20), taken).await;
        assert_eq!(taken, Ok(Err(NotReceived::Unreadable)));
    }
}
