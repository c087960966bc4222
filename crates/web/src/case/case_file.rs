//! A case as one encrypted file: taken out here, brought in at another installation.
//!
//! Sealing and opening cost a second and much memory on purpose, so one is done at a time; and the files that are being received take room out
//! of one store of it, so that many large ones at once are told to come again and do not fill the memory. One client never has all of it.

mod bring;
mod received;
mod take;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use casework::{Deed, Refusal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use crate::case::routes::{Needs, Routes};
use crate::case::tries::Client;

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

/// One of the turns of other slow work, with the same patience; none when it did not come in time.
pub(super) async fn one_of(turns: &Semaphore) -> Option<SemaphorePermit<'_>> {
    in_time(turns, PATIENCE).await
}

async fn in_time(turns: &Semaphore, patience: Duration) -> Option<SemaphorePermit<'_>> {
    tokio::time::timeout(patience, turns.acquire()).await.ok()?.ok()
}

/// Who seals or opens a file, and what is held meanwhile.
pub(crate) struct Turns {
    turn: Arc<Semaphore>,
    room: Arc<Room>,
    patience: Duration,
}

impl Default for Turns {
    fn default() -> Turns {
        Turns::of(ROOM, PATIENCE)
    }
}

impl Turns {
    fn of(room: usize, patience: Duration) -> Turns {
        Turns { turn: Arc::new(Semaphore::new(1)), room: Arc::new(Room::of(room)), patience }
    }

    /// The turn to seal or open a file; none when it did not come in time.
    pub(crate) async fn turn(&self) -> Option<Turn> {
        let waited = tokio::time::timeout(self.patience, Arc::clone(&self.turn).acquire_owned()).await;
        waited.ok()?.ok().map(|turn| Turn { _turn: turn })
    }

    /// Room for a file of this client's that grows.
    pub(crate) fn held(&self, client: Client) -> Held {
        Held { room: Arc::clone(&self.room), client, taken: None }
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

/// The room that files take while they are received, in mebibytes.
struct Room {
    all: Arc<Semaphore>,
    /// So much of it one client may have: one that sends slowly leaves the other half to everybody else.
    each: usize,
    /// What each has now; who has nothing is not in it.
    of: Mutex<HashMap<Client, usize>>,
}

impl Room {
    fn of(room: usize) -> Room {
        Room { all: Arc::new(Semaphore::new(room)), each: room / 2, of: Mutex::default() }
    }

    fn clients(&self) -> MutexGuard<'_, HashMap<Client, usize>> {
        self.of.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The room that one file takes, given back when it goes.
pub(crate) struct Held {
    room: Arc<Room>,
    client: Client,
    taken: Option<OwnedSemaphorePermit>,
}

impl Held {
    /// Takes room for so many bytes in all; false when there is none just now.
    fn grows_to(&mut self, bytes: usize) -> bool {
        let more = bytes.div_ceil(MEBIBYTE).saturating_sub(self.taken());
        if more == 0 {
            return true;
        }
        let mut clients = self.room.clients();
        let own = clients.get(&self.client).copied().unwrap_or(0).saturating_add(more);
        let Some(wanted) = u32::try_from(more).ok().filter(|_| own <= self.room.each) else { return false };
        let Ok(permits) = Arc::clone(&self.room.all).try_acquire_many_owned(wanted) else { return false };
        clients.insert(self.client, own);
        match &mut self.taken {
            Some(taken) => taken.merge(permits),
            None => self.taken = Some(permits),
        }
        true
    }

    fn taken(&self) -> usize {
        self.taken.as_ref().map_or(0, OwnedSemaphorePermit::num_permits)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut clients = self.room.clients();
        let left = clients.get(&self.client).copied().unwrap_or(0).saturating_sub(self.taken());
        if left == 0 {
            clients.remove(&self.client);
        } else {
            clients.insert(self.client, left);
        }
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

    #[tokio::test]
    async fn nobody_waits_without_end_for_a_turn_of_other_slow_work() {
        let turns = Semaphore::new(1);
        let first = in_time(&turns, PATIENCE).await.expect("a turn");
        assert!(in_time(&turns, Duration::from_millis(20)).await.is_none());
        drop(first);
        assert!(one_of(&turns).await.is_some());
    }

    #[test]
    fn files_that_are_received_share_one_room_and_give_it_back() {
        let turns = Turns::of(6, PATIENCE);
        let [mut one, mut other, mut third] = [1, 2, 3].map(|number| turns.held(client(number)));
        assert!(one.grows_to(1) && one.grows_to(MEBIBYTE) && one.grows_to(3 * MEBIBYTE));
        assert!(other.grows_to(2 * MEBIBYTE) && third.grows_to(10) && !third.grows_to(MEBIBYTE + 1));
        drop(one);
        assert!(third.grows_to(3 * MEBIBYTE));
    }

    #[test]
    fn one_client_never_has_more_than_half_of_the_room() {
        let turns = Turns::of(4, PATIENCE);
        let [mut one, mut again, mut other] = [1, 1, 2].map(|number| turns.held(client(number)));
        assert!(one.grows_to(MEBIBYTE) && again.grows_to(MEBIBYTE));
        assert!(!one.grows_to(MEBIBYTE + 1) && !turns.held(client(1)).grows_to(1));
        assert!(other.grows_to(2 * MEBIBYTE));
        drop(again);
        assert!(one.grows_to(2 * MEBIBYTE) && !one.grows_to(2 * MEBIBYTE + 1));
        drop((one, other));
        assert!(turns.room.clients().is_empty());
    }

    #[test]
    fn half_of_the_room_holds_the_longest_file() {
        assert!(Turns::default().held(client(1)).grows_to(documents::portable::LONGEST_BYTES));
    }

    fn client(number: u8) -> Client {
        Client::of(Some(std::net::IpAddr::from([192, 0, 2, number])))
    }
}
