//! The one writer: it gathers what waits, writes it in one transaction, and answers each when the disk has it.
//!
//! A commit with full sync takes as long for sixty writes as for one, so the writes that arrived while the last commit ran share the next.
//! The queue has limits, in number and in bytes; beyond them a write is refused at once as `Busy`.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use casework::keeper::Unkept;
use sqlx::AnyConnection;
use sqlx::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::engine::Engine;
use crate::failure::{OpenError, is_lost, unkept};
use crate::prepare::Ready;
use crate::seal::Key;
use crate::turn::{self, Outcomes};

/// How much may wait, and how much is written at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// So many writes at most share a transaction; 1 commits each by itself.
    pub group: usize,
    /// So many writes at most wait.
    pub waiting: usize,
    /// So many kilobytes at most wait.
    pub waiting_kilobytes: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { group: 128, waiting: 1024, waiting_kilobytes: 256 * 1024 }
    }
}

/// A group with more bytes than this takes no further write, so that a letter does not wait for an upload.
const FULL_GROUP: usize = 4 * 1024 * 1024;

/// Where writes are handed in.
pub(crate) struct Writer {
    queue: mpsc::Sender<Job>,
    room: Arc<Semaphore>,
    limit_kilobytes: u32,
    groups: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

struct Job {
    ready: Ready,
    answer: oneshot::Sender<Result<(), Unkept>>,
    /// The room it takes in the queue, given back when it goes.
    _room: OwnedSemaphorePermit,
}

/// What the writer writes with.
pub(crate) struct Desk {
    pub(crate) engine: Engine,
    pub(crate) chain: Key,
    /// Whether this program alone serves the database; it must say so again after a lost connection.
    pub(crate) claims: bool,
    /// Says for a file that it is served, as long as it is open.
    pub(crate) _claim: Option<File>,
}

impl Writer {
    /// Starts the writer on a connection of its own.
    pub(crate) fn start(desk: Desk, connection: AnyConnection, limits: Limits) -> Writer {
        let (queue, waiting) = mpsc::channel(limits.waiting.max(1));
        let room = Arc::new(Semaphore::new(limits.waiting_kilobytes as usize));
        let groups = Arc::new(AtomicU64::new(0));
        let most = limits.group.max(1);
        let task = tokio::spawn(write_all(desk, connection, waiting, most, Arc::clone(&groups)));
        Writer { queue, room, limit_kilobytes: limits.waiting_kilobytes, groups, task }
    }

    /// Hands a write in and waits until it is safe.
    pub(crate) async fn write(&self, ready: Ready) -> Result<(), Unkept> {
        let kilobytes = u32::try_from(ready.bytes / 1024 + 1).unwrap_or(u32::MAX).min(self.limit_kilobytes);
        let room = Arc::clone(&self.room).try_acquire_many_owned(kilobytes).map_err(|_| Unkept::Busy)?;
        let (answer, answered) = oneshot::channel();
        self.queue.try_send(Job { ready, answer, _room: room }).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => Unkept::Busy,
            mpsc::error::TrySendError::Closed(_) => stopped(),
        })?;
        answered.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// How many groups were written so far.
    pub(crate) fn groups(&self) -> u64 {
        self.groups.load(Ordering::Relaxed)
    }

    /// Writes what waits and ends.
    pub(crate) async fn close(self) {
        drop(self.queue);
        let _ = self.task.await;
    }
}

fn stopped() -> Unkept {
    Unkept::Broken("the program is stopping".to_owned())
}

async fn write_all(
    desk: Desk,
    connection: AnyConnection,
    mut waiting: mpsc::Receiver<Job>,
    most: usize,
    groups: Arc<AtomicU64>,
) {
    let mut connection = Some(connection);
    let identity = desk.engine.identity();
    while let Some(first) = waiting.recv().await {
        // Whoever was answered last is let run first: what it writes next comes along.
        tokio::task::yield_now().await;
        let mut bytes = first.ready.bytes;
        let mut jobs = vec![first];
        while jobs.len() < most && bytes < FULL_GROUP {
            let Ok(job) = waiting.try_recv() else { break };
            bytes += job.ready.bytes;
            jobs.push(job);
        }
        let (group, answers): (Vec<Ready>, Vec<_>) =
            jobs.into_iter().map(|job| (job.ready, (job.answer, job._room))).unzip();
        groups.fetch_add(1, Ordering::Relaxed);
        let mut outcomes = write_group(&desk, &mut connection, &group).await;
        // SQLite goes on writing into a file that was taken away; nobody would find it again, so nothing was kept.
        if desk.engine.identity() != identity {
            let gone =
                Unkept::Broken("the database file was taken away while it was open; start Anshin again".to_owned());
            outcomes = group.iter().map(|_| Err(gone.clone())).collect();
        }
        for ((answer, _room), outcome) in answers.into_iter().zip(outcomes) {
            // Whoever does not wait any more finds it written all the same.
            let _ = answer.send(outcome);
        }
    }
    if let Some(connection) = connection {
        let _ = connection.close().await;
    }
}

async fn write_group(desk: &Desk, connection: &mut Option<AnyConnection>, group: &[Ready]) -> Outcomes {
    match try_group(desk, connection, group).await {
        Ok(outcomes) => outcomes,
        // What no one could foresee in one write must not undo the others: each is tried by itself.
        Err(error) if group.len() > 1 && connection.is_some() => {
            let mut outcomes = Vec::with_capacity(group.len());
            for ready in group {
                let alone = try_group(desk, connection, std::slice::from_ref(ready)).await;
                outcomes.extend(alone.unwrap_or_else(|unkept| vec![Err(unkept)]));
            }
            drop(error);
            outcomes
        }
        Err(error) => group.iter().map(|_| Err(error.clone())).collect(),
    }
}

/// One transaction; a connection that is lost is given up, and the next group makes a new one.
async fn try_group(desk: &Desk, connection: &mut Option<AnyConnection>, group: &[Ready]) -> Result<Outcomes, Unkept> {
    let mut open = match connection.take() {
        Some(open) => open,
        None => reconnect(desk).await.map_err(|error| Unkept::Broken(error.to_string()))?,
    };
    // A server that was started again since the last write is met here, where nothing is under way yet.
    if desk.engine.file().is_none() && open.ping().await.is_err() {
        open = reconnect(desk).await.map_err(|error| Unkept::Broken(error.to_string()))?;
    }
    match turn::take(&mut open, &desk.chain, group).await {
        Ok(outcomes) => {
            if group.iter().any(|ready| ready.erases) {
                // The case is erased already; this only overwrites what the engine still holds of it.
                let _ = desk.engine.forget(&mut open).await;
            }
            *connection = Some(open);
            Ok(outcomes)
        }
        Err(error) => {
            if !is_lost(&error) {
                *connection = Some(open);
            }
            Err(unkept(&error))
        }
    }
}

async fn reconnect(desk: &Desk) -> Result<AnyConnection, OpenError> {
    let mut connection = desk.engine.connect().await?;
    if desk.claims && desk.engine.file().is_none() {
        desk.engine.claim(&mut connection).await?;
    }
    Ok(connection)
}
