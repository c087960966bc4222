//! Empties the events that wait in offices. An office whose system hangs holds up itself and no other.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use casework::Casework;
use casework::notice::Bell;
use casework::office::Due;
use tokio::sync::Notify;
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::sleep;

use crate::hook::Caller;
use crate::{Teller, Trouble};

/// Rung when something waits.
#[derive(Default)]
pub struct Doorbell(Notify);

impl Doorbell {
    /// Waits until it is rung; a ring that nobody waited for is not lost.
    pub(crate) async fn rung(&self) {
        self.0.notified().await;
    }
}

impl Bell for Doorbell {
    fn ring(&self) {
        self.0.notify_one();
    }
}

/// What a courier is bound to.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long one call may take, all in all.
    pub timeout: Duration,
    /// How many offices are called at once.
    pub at_once: usize,
    /// How long it rests at most before it looks again; another program may have put something down.
    pub rest: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { timeout: Duration::from_secs(10), at_once: 16, rest: Duration::from_secs(60) }
    }
}

/// Carries events to offices' own systems.
pub struct Courier {
    casework: Casework,
    bell: Arc<Doorbell>,
    limits: Limits,
    /// Made for the first call: it reads the system's certificates.
    caller: OnceLock<Caller>,
    trouble: Teller,
}

impl Courier {
    /// Over the offices of a casework, woken by its bell.
    pub fn new(casework: Casework, bell: Arc<Doorbell>, limits: Limits, trouble: Teller) -> Courier {
        Courier { casework, bell, limits, caller: OnceLock::new(), trouble }
    }

    /// Works until it is dropped. Calls under way then end by their own limit of time, and what they carried is sent again at the next start.
    pub async fn work(self) {
        let (mut rounds, mut under_way) = (JoinSet::new(), BTreeSet::new());
        loop {
            let rest = match self.casework.events_due().await {
                Ok((due, next)) => {
                    for due in due {
                        if rounds.len() < self.limits.at_once && under_way.insert(due.office.clone()) {
                            rounds.spawn(self.round(due));
                        }
                    }
                    let now = self.casework.now();
                    // What is due already is under way, and wakes this when it is done.
                    let later = next.filter(|next| *next > now).and_then(|next| u64::try_from(next.0 - now.0).ok());
                    later.map_or(self.limits.rest, |seconds| self.limits.rest.min(Duration::from_secs(seconds)))
                }
                Err(_) => self.limits.rest,
            };
            tokio::select! {
                () = self.bell.rung() => {}
                () = sleep(rest) => {}
                Some(done) = rounds.join_next(), if !rounds.is_empty() => match done {
                    Ok(office) => { under_way.remove(&office); }
                    // A round does not panic; if one did, which office it was for is not known any more.
                    Err(_) if rounds.is_empty() => under_way.clear(),
                    Err(_) => {}
                }
            }
        }
    }

    /// Sends what is due to one office, until its system does not take one; then writes down what arrived. Answers with the office's id.
    fn round(&self, due: Due) -> impl Future<Output = String> + Send + 'static {
        let (casework, caller, trouble, rest) = (
            self.casework.clone(),
            self.caller.get_or_init(|| Caller::new(self.limits.timeout)).clone(),
            Arc::clone(&self.trouble),
            self.limits.rest,
        );
        async move {
            let office = due.office.clone();
            let clock = casework.clone();
            let sent = spawn_blocking(move || {
                let mut sent = Vec::new();
                for event in &due.events {
                    let arrived = caller.call(&due.office, &due.hook, event, clock.now());
                    sent.push((event.number, arrived));
                    if !arrived {
                        break;
                    }
                }
                sent
            });
            let sent = sent.await.unwrap_or_default();
            if sent.iter().any(|(_, arrived)| !arrived) {
                trouble(Trouble::HookFailed(office.clone()));
            }
            if let Err(refusal) = casework.events_sent(&office, &sent).await {
                trouble(Trouble::NotWritten(refusal.to_string()));
                // Otherwise the same events would be sent again at once, and again.
                sleep(rest).await;
            }
            office
        }
    }
}
