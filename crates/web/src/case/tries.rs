//! How often codes and passphrases may be tried: per client and altogether, in memory, bounded.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use casework::Moment;

/// One client may try so often at once ...
const CLIENT_BURST: i64 = 10;
/// ... and then once in so many seconds.
const CLIENT_EVERY: i64 = 30;
/// All clients together: far more than people need, far fewer than guessing needs.
const ALL_BURST: i64 = 600;
/// Seconds after which one more is given to all together.
const ALL_EVERY: i64 = 1;
/// So many clients are remembered. When all are in use the fullest buckets are forgotten first, which forgives them nothing.
const MOST_CLIENTS: usize = 10_000;

/// The tries left.
pub(crate) struct Tries(Mutex<Buckets>);

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
    pub(crate) fn new() -> Tries {
        Tries(Mutex::new(Buckets { all: Bucket::full(ALL_BURST, 0), clients: HashMap::new() }))
    }

    /// Takes one try, or says in how many seconds there is one.
    pub(crate) fn take(&self, client: Client, now: Moment) -> Result<(), i64> {
        let now = now.0;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Buckets { all, clients } = &mut *held;
        all.refill(ALL_BURST, ALL_EVERY, now);
        if !clients.contains_key(&client) && clients.len() >= MOST_CLIENTS {
            make_room(clients, now);
        }
        let own = clients.entry(client).or_insert(Bucket::full(CLIENT_BURST, now));
        own.refill(CLIENT_BURST, CLIENT_EVERY, now);
        if own.left == 0 {
            return Err(own.wait(CLIENT_EVERY, now));
        }
        if all.left == 0 {
            return Err(all.wait(ALL_EVERY, now));
        }
        own.left -= 1;
        all.left -= 1;
        Ok(())
    }

    /// Gives one try back: it was the right code.
    pub(crate) fn right(&self, client: Client) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.all.left = (held.all.left + 1).min(ALL_BURST);
        if let Some(own) = held.clients.get_mut(&client) {
            own.left = (own.left + 1).min(CLIENT_BURST);
        }
    }
}

fn make_room(clients: &mut HashMap<Client, Bucket>, now: i64) {
    for bucket in clients.values_mut() {
        bucket.refill(CLIENT_BURST, CLIENT_EVERY, now);
    }
    for least in (1..=CLIENT_BURST).rev() {
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
    fn all_clients_together_are_bounded_and_so_is_what_is_remembered() {
        let tries = Tries::new();
        let client = |number: u32| Client::of(Some(IpAddr::from(number.to_be_bytes())));
        let passed = (0..20_000).filter(|number| tries.take(client(*number), Moment(5)).is_ok()).count();
        assert_eq!(passed, 600);
        assert!(tries.0.lock().expect("a lock").clients.len() <= MOST_CLIENTS);
    }
}
