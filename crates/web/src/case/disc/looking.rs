//! From a stream of pieces to a reader: `documents::disc` reads as one reads a file, on a thread of its own, and the pieces are handed to it as they come.

use std::io::{self, Read};

use axum::body::Bytes;
use axum::extract::multipart::Field;
use axum::http::StatusCode;
use documents::disc::{Limits, Looking, Source};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;

/// So many pieces wait between the line and the reader; each is some kilobytes.
const WAITING: usize = 4;
/// The longest path of a file that is told on, in letters.
const PATH_LETTERS: usize = 1_000;

/// Looks at one file after another.
pub(super) struct Looker {
    files: Sender<OneFile>,
    looking: JoinHandle<Looking>,
}

struct OneFile {
    path: String,
    pieces: Receiver<Bytes>,
}

impl Looker {
    pub(super) fn start() -> Looker {
        let (files, mut waiting) = channel::<OneFile>(1);
        // The thread ends when nobody hands it files any more, also when the visitor went away.
        let looking = tokio::task::spawn_blocking(move || {
            let mut looking = Looking::new(Limits::default());
            while let Some(file) = waiting.blocking_recv() {
                looking.take(&file.path, Pieces { from: file.pieces, piece: Bytes::new() });
            }
            looking
        });
        Looker { files, looking }
    }

    /// Hands one file on until nothing more of it is asked; the rest is dropped as it comes.
    pub(super) async fn take(&mut self, path: String, mut field: Field<'_>) -> Result<(), StatusCode> {
        let (hand, pieces) = channel(WAITING);
        let mut wanted = self.files.send(OneFile { path, pieces }).await.is_ok();
        while let Some(piece) = field.chunk().await.map_err(|error| error.status())? {
            wanted = wanted && hand.send(piece).await.is_ok();
        }
        Ok(())
    }

    /// What was looked at, once all of it was; none when the thread failed.
    pub(super) async fn end(self) -> Option<Looking> {
        drop(self.files);
        self.looking.await.ok()
    }
}

struct Pieces {
    from: Receiver<Bytes>,
    piece: Bytes,
}

impl Read for Pieces {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() && !room.is_empty() {
            match self.from.blocking_recv() {
                Some(piece) => self.piece = piece,
                None => return Ok(0),
            }
        }
        let piece = self.piece.split_to(room.len().min(self.piece.len()));
        if let Some(place) = room.get_mut(..piece.len()) {
            place.copy_from_slice(&piece);
        }
        Ok(piece.len())
    }
}

/// What comes over a line is counted as it comes.
impl Source for Pieces {}

/// A file's place within what was chosen, as its browser names it; Windows writes folders with the other stroke.
pub(super) fn place(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').chars().take(PATH_LETTERS).collect()
}
