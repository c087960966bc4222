//! How often codes and passphrases may be tried, and cases begun: per client and altogether, in memory, bounded.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use casework::Moment;

/// How much is let through.
#[derive(Clone, Copy)]
struct Limit {
    /// One client may so often at once ...
    client_burst: i64,
    /// ... and then once in so many seconds.
    client_every: i64,
    /// All clients together.
    all_burst: i64,
    /// Seconds after which one more is given to all together.
    all_every: i64,
}

/// Codes and passphrases: far more than people need, far fewer than guessing needs.
const TRIES: Limit = Limit { client_burst: 10, client_every: 30, all_burst: 600, all_every: 1 };
/// New cases. A support centre begins some in a morning, all from one address; nobody needs thirty at once and thirty more an hour.
const BEGUN: Limit = Limit { client_burst: 30, client_every: 120, all_burst: 300, all_every: 6 };
/// So many clients are remembered. When all are in use the fullest buckets are forgotten first, which forgives them nothing.
const MOST_CLIENTS: usize = 10_000;

/// The tries left.
pub(crate) struct Tries(Limit, Mutex<Buckets>);

struct Buckets {
    all: Bucket,
    clients: HashMap<Client, Bucket>,
}

/// Who tries, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Client(Option<[u8; 8]>);

impl Client {
    /// One IPv4 address, or the first half of an IPv6 address: one household has all of the other half.
    pub(crate) fn of(address: Option<IpAddr>) -> Client {
        Client(address.map(|address| match address.to_canonical() {
            IpAddr::V4(four) => {
                let [a, b, c, d] = four.octets();
                [0, 0, 0, 4, a, b, c, d]
            }
            IpAddr::V6(six) => {
                let [a, b, c, d, e, f, g, h, ..] = six.octets();
                [a, b, c, d, e, f, g, h]
            }
        }))
    }
}

#[derive(Clone, Copy)]
struct Bucket {
    left: i64,
    /// When the last one was given.
    since: i64,
}

impl Bucket {
    fn full(burst: i64, now: i64) -> Bucket {
        Bucket { left: burst, since: now }
    }

    fn refill(&mut self, burst: i64, every: i64, now: i64) {
        // A clock that was put back gives nothing and takes nothing.
        let given = (now - self.since).max(0) / every;
        self.left = (self.left + given).min(burst);
        self.since = if now < self.since { now } else { self.since + given * every };
    }

    /// Seconds until the next one.
    fn wait(&self, every: i64, now: i64) -> i64 {
        (self.since + every - now).max(1)
    }
}

impl Tries {
    /// For codes and passphrases.
    pub(crate) fn new() -> Tries {
        Tries::within(TRIES)
    }

    /// For new cases.
    pub(crate) fn of_begun() -> Tries {
        Tries::within(BEGUN)
    }

    fn within(limit: Limit) -> Tries {
        Tries(limit, Mutex::new(Buckets { all: Bucket::full(limit.all_burst, 0), clients: HashMap::new() }))
    }

    /// Takes one try, or says in how many seconds there is one.
    pub(crate) fn take(&self, client: Client, now: Moment) -> Result<(), i64> {
        let now = now.0;
        let limit = self.0;
        let mut held = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let Buckets { all, clients } = &mut *held;
        all.refill(limit.all_burst, limit.all_every, now);
        if !clients.contains_key(&client) && clients.len() >= MOST_CLIENTS {
            make_room(clients, limit, now);
        }
        let own = clients.entry(client).or_insert(Bucket::full(limit.client_burst, now));
        own.refill(limit.client_burst, limit.client_every, now);
        if own.left == 0 {
            return Err(own.wait(limit.client_every, now));
        }
        if all.left == 0 {
            return Err(all.wait(limit.all_every, now));
        }
        own.left -= 1;
        all.left -= 1;
        Ok(())
    }

    /// Gives one try back: it was the right code.
    pub(crate) fn right(&self, client: Client) {
        let limit = self.0;
        let mut held = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        held.all.left = (held.all.left + 1).min(limit.all_burst);
        if let Some(own) = held.clients.get_mut(&client) {
            own.left = (own.left + 1).min(limit.client_burst);
        }
    }
}

fn make_room(clients: &mut HashMap<Client, Bucket>, limit: Limit, now: i64) {
    for bucket in clients.values_mut() {
        bucket.refill(limit.client_burst, limit.client_every, now);
    }
    for least in (1..=limit.client_burst).rev() {
        clients.retain(|_, bucket| bucket.left < least);
        if clients.len() < MOST_CLIENTS {
            return;
        }
    }
    // All have used everything up: the limit for all together holds.
    clients.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_tries_then_one_every_half_minute_and_another_client_is_not_held_up() {
        let tries = Tries::new();
        let one = Client::of(Some(IpAddr::from([192, 0, 2, 1])));
        let other = Client::of(Some(IpAddr::from([192, 0, 2, 2])));
        for _ in 0..10 {
            assert_eq!(tries.take(one, Moment(1_000)), Ok(()));
        }
        assert_eq!(tries.take(one, Moment(1_010)), Err(20));
        assert_eq!(tries.take(other, Moment(1_010)), Ok(()));
        assert_eq!(tries.take(one, Moment(1_030)), Ok(()));
        assert!(tries.take(one, Moment(1_030)).is_err());
        tries.right(one);
        assert_eq!(tries.take(one, Moment(1_030)), Ok(()));
    }

    #[test]
    fn a_client_begins_thirty_cases_and_then_one_every_two_minutes() {
        let begun = Tries::of_begun();
        let one = Client::of(Some(IpAddr::from([192, 0, 2, 1])));
        let passed = (0..60).filter(|_| begun.take(one, Moment(1_000)).is_ok()).count();
        assert_eq!((passed, begun.take(one, Moment(1_000))), (30, Err(120)));
        let later = (0..3_600).filter(|second| begun.take(one, Moment(1_001 + second)).is_ok()).count();
        assert_eq!(later, 30);
    }

    #[test]
    fn all_clients_together_are_bounded_and_so_is_what_is_remembered() {
        let tries = Tries::new();
        let client = |number: u32| Client::of(Some(IpAddr::from(number.to_be_bytes())));
        let passed = (0..20_000).filter(|number| tries.take(client(*number), Moment(5)).is_ok()).count();
        assert_eq!(passed, 600);
        assert!(tries.1.lock().expect("a lock").clients.len() <= MOST_CLIENTS);
    }
}
