//! A case as one encrypted file: taken out here, brought in at another installation.
//!
//! Sealing and opening cost a second and much memory on purpose, so one is done at a time; and the files that are being received take room out
//! of one store of it, so that many large ones at once are told to come again and do not fill the memory.

mod bring;
mod received;
mod take;

use std::sync::Arc;
use std::time::Duration;

use casework::{Deed, Refusal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::case::routes::{Needs, Routes};

pub(super) use take::TakeForm;

/// Where a case is brought in, for the limit on what may be sent there.
pub(crate) const BRING: &str = "/case/bring";
/// The largest body there: the longest file, and what stands around it.
pub(crate) const LARGEST_BODY: usize = documents::portable::LONGEST_BYTES + 64 * 1024;
/// So long one waits for the turn to open a file before being asked to come again.
const PATIENCE: Duration = Duration::from_secs(15);
/// So many mebibytes of files may be held at once while they are received: two of the longest, or many small ones.
const ROOM: usize = 512;
const MEBIBYTE: usize = 1024 * 1024;

/// The addresses.
pub(super) fn routes() -> Routes {
    Routes::default()
        .post("/case/export/file", Needs::Deed(Deed::Export), take::take)
        .get(BRING, Needs::Nothing, bring::show)
        .post(BRING, Needs::Nothing, bring::bring)
}

/// Who seals or opens a file, and what is held meanwhile.
pub(crate) struct Turns {
    turn: Arc<Semaphore>,
    room: Arc<Semaphore>,
    patience: Duration,
}

impl Default for Turns {
    fn default() -> Turns {
        Turns::of(ROOM, PATIENCE)
    }
}

impl Turns {
    fn of(room: usize, patience: Duration) -> Turns {
        Turns { turn: Arc::new(Semaphore::new(1)), room: Arc::new(Semaphore::new(room)), patience }
    }

    /// The turn to seal or open a file; none when it did not come in time.
    pub(crate) async fn turn(&self) -> Option<Turn> {
        let waited = tokio::time::timeout(self.patience, Arc::clone(&self.turn).acquire_owned()).await;
        waited.ok()?.ok().map(|turn| Turn { _turn: turn })
    }

    /// Room for a file that grows.
    pub(crate) fn held(&self) -> Held {
        Held { room: Arc::clone(&self.room), taken: None }
    }
}

/// The turn of one file.
pub(crate) struct Turn {
    _turn: OwnedSemaphorePermit,
}

impl Turn {
    /// Does the slow work, on a thread made for it. The turn goes with the work, so that a request that was given up does not let another begin before
    /// its own work has ended.
    async fn spent_on<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(self);
            done
        });
        done.await.map_err(|error| Refusal::Unkept(error.to_string()))
    }
}

/// The room that one file takes, given back when it goes.
pub(crate) struct Held {
    room: Arc<Semaphore>,
    taken: Option<OwnedSemaphorePermit>,
}

impl Held {
    /// Takes room for so many bytes in all; false when there is none just now.
    fn grows_to(&mut self, bytes: usize) -> bool {
        let wanted = bytes.div_ceil(MEBIBYTE);
        let there = self.taken.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let Some(more) = u32::try_from(wanted.saturating_sub(there)).ok().filter(|more| *more > 0) else {
            return wanted <= there;
        };
        let Ok(more) = Arc::clone(&self.room).try_acquire_many_owned(more) else { return false };
        match &mut self.taken {
            Some(taken) => taken.merge(more),
            None => self.taken = Some(more),
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_file_is_opened_at_a_time_and_whoever_waits_too_long_comes_again() {
        let turns = Turns::of(1, Duration::from_millis(20));
        let first = turns.turn().await.expect("a turn");
        assert!(turns.turn().await.is_none());
        assert_eq!(first.spent_on(|| 1).await, Ok(1));
        let next = turns.turn().await.expect("a turn");
        // Work that nobody waits for any more keeps its turn until it ends.
        let (go, waits) = std::sync::mpsc::channel::<()>();
        let given_up =
            tokio::time::timeout(Duration::from_millis(20), next.spent_on(move || waits.recv().is_ok())).await;
        assert!(given_up.is_err() && turns.turn().await.is_none());
        go.send(()).expect("a word");
        let patient = Turns { patience: PATIENCE, ..turns };
        assert!(patient.turn().await.is_some());
    }

    #[test]
    fn files_that_are_received_share_one_room_and_give_it_back() {
        let turns = Turns::of(3, PATIENCE);
        let (mut one, mut other) = (turns.held(), turns.held());
        assert!(one.grows_to(1) && one.grows_to(MEBIBYTE) && one.grows_to(MEBIBYTE + 1));
        assert!(other.grows_to(10) && !other.grows_to(MEBIBYTE + 1));
        drop(one);
        assert!(other.grows_to(3 * MEBIBYTE) && !other.grows_to(3 * MEBIBYTE + 1));
    }
}
