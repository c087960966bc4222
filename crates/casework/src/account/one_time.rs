//! One-time passwords by the clock (RFC 6238: SHA-1, 30 seconds, six digits), as every authenticator program makes them.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::moment::Moment;
use crate::secret::Chance;

const STEP_SECONDS: i64 = 30;
/// A clock may be a step early or late.
const DRIFT_STEPS: i64 = 1;
/// As RFC 4226 advises for SHA-1.
const SECRET_BYTES: usize = 20;

/// The secret that a person's program and ours share. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTime(Vec<u8>);

impl OneTime {
    /// Draws a new one.
    pub fn drawn(chance: &dyn Chance) -> OneTime {
        let mut room = vec![0; SECRET_BYTES];
        chance.fill(&mut room);
        OneTime(room)
    }

    /// One that was drawn before.
    pub fn of(bytes: Vec<u8>) -> OneTime {
        OneTime(bytes)
    }

    /// The bytes, to be kept sealed.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What is shown once, as a text and as a QR code, for the person's program to read.
    pub fn address(&self, name: &str) -> String {
        let name: String = name.bytes().map(in_address).collect();
        format!("otpauth://totp/Anshin:{name}?secret={}&issuer=Anshin", base32(&self.0))
    }

    /// The six digits at a moment.
    pub fn at(&self, moment: Moment) -> String {
        self.of_step(moment.0.div_euclid(STEP_SECONDS))
    }

    /// The step whose digits these are, if it is near and later than the last one used: each opens once.
    pub fn step(&self, typed: &str, now: Moment, last_used: i64) -> Option<i64> {
        let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).take(7).map(narrow).collect();
        let here = now.0.div_euclid(STEP_SECONDS);
        // Every step is compared, and each in the same time, so that the time tells nothing.
        (here - DRIFT_STEPS..=here + DRIFT_STEPS)
            .filter(|step| bool::from(self.of_step(*step).as_bytes().ct_eq(digits.as_bytes())))
            .fold(None, |_, step| Some(step))
            .filter(|step| *step > last_used)
    }

    /// Dynamic truncation as RFC 4226, 5.3, has it.
    fn of_step(&self, step: i64) -> String {
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return String::new() };
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let offset = usize::from(digest.last().copied().unwrap_or(0) & 15);
        let word = digest.iter().skip(offset).take(4).fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        format!("{:06}", (word & 0x7FFF_FFFF) % 1_000_000)
    }
}

impl std::fmt::Debug for OneTime {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("OneTime(…)")
    }
}

/// RFC 4648, as authenticator programs read it; the alphabet of our own codes is another.
pub fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut out, mut held, mut bits) = (String::new(), 0_u32, 0);
    let letter = |number: u32| char::from(ALPHABET.get((number & 31) as usize).copied().unwrap_or(b'A'));
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        out.push(letter(held << (5 - bits)));
    }
    out
}

/// Digits typed wide are read as narrow ones.
fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        other => other,
    }
}

fn in_address(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}
