//! Searches and comparisons: a few at a time, and the heavy ones where they hold up no other reader.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// A reader waits so long for a turn, then is asked to come back.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// A name of more letters takes long to compare with all others.
const LONG_NAME: usize = 30;

/// Turns for searches and comparisons; cloning it is cloning a pointer.
#[derive(Clone)]
pub(crate) struct Turns {
    free: Arc<Semaphore>,
    longest_wait: Duration,
}

/// What has to be done for one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Done within a few milliseconds, right here.
    Light,
    /// Handed to a thread of its own.
    Heavy,
}

impl Weight {
    /// The weight of looking for these names.
    pub(crate) fn of_names(names: &[&str]) -> Weight {
        if names.iter().any(|name| name.chars().nth(LONG_NAME).is_some()) { Weight::Heavy } else { Weight::Light }
    }
}

impl Turns {
    /// Two for each processor.
    pub(crate) fn new() -> Turns {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Turns::of(processors * 2, LONGEST_WAIT)
    }

    fn of(turns: usize, longest_wait: Duration) -> Turns {
        Turns { free: Arc::new(Semaphore::new(turns)), longest_wait }
    }

    /// Does the work in its turn; none when no turn came free in time.
    pub(crate) async fn take<Done, Work>(&self, weight: Weight, work: Work) -> Option<Done>
    where
        Done: Send + 'static,
        Work: FnOnce() -> Done + Send + 'static,
    {
        let turn = self.turn().await?;
        match weight {
            Weight::Light => {
                let done = work();
                drop(turn);
                Some(done)
            }
            Weight::Heavy => {
                // The turn goes along: work that nobody waits for any more still counts until it ends.
                let done = tokio::task::spawn_blocking(move || {
                    let done = work();
                    drop(turn);
                    done
                });
                match done.await {
                    Ok(done) => Some(done),
                    // Our own failure is told in one place, in `guard`.
                    Err(failed) if failed.is_panic() => std::panic::resume_unwind(failed.into_panic()),
                    Err(_) => None,
                }
            }
        }
    }

    async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        timeout(self.longest_wait, Arc::clone(&self.free).acquire_owned()).await.ok()?.ok()
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;

    use super::*;

    #[tokio::test]
    async fn without_a_free_turn_a_reader_does_not_wait_for_ever() {
        let turns = Turns::of(1, Duration::from_millis(20));
        let taken = turns.turn().await;
        assert!(taken.is_some());
        assert!(turns.take(Weight::Light, || "done".into_response()).await.is_none());
        drop(taken);
        for weight in [Weight::Light, Weight::Heavy] {
            assert!(turns.take(weight, || "done".into_response()).await.is_some(), "{weight:?}");
        }
    }

    #[test]
    fn a_long_name_is_heavy() {
        assert_eq!(Weight::of_names(&["胃がん", "990-0042"]), Weight::Light);
        assert_eq!(Weight::of_names(&["胃がん", &"あ".repeat(31)]), Weight::Heavy);
    }
}
