//! What opens a case: the secret in a cookie or a program's token, the printed recovery code, a doctor's or a relative's single-use code.

use std::fmt;

/// What draws secrets; the program's own is the operating system's generator.
pub trait Chance: Send + Sync {
    /// Fills the room with drawn bytes.
    fn fill(&self, room: &mut [u8]);
}

/// A secret, as bytes. It is never shown by `Debug`, never logged and kept only as a keyed digest.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

/// 256 bits.
const COOKIE_BYTES: usize = 32;

/// 125 bits.
const RECOVERY_LETTERS: usize = 25;

/// Letters and digits without I, L, O and U (Crockford's base 32), so that a printed code is read back without mistakes.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Secret {
    /// For a cookie: 256 bits.
    pub fn for_cookie(chance: &dyn Chance) -> Secret {
        Secret::drawn(chance, COOKIE_BYTES)
    }

    /// For a program's token: what it is good for in the first four bytes, then 224 drawn bits.
    pub fn for_token(chance: &dyn Chance, scopes: u32) -> Secret {
        let mut bytes = scopes.to_be_bytes().to_vec();
        bytes.extend(Secret::drawn(chance, COOKIE_BYTES - bytes.len()).0);
        Secret(bytes)
    }

    /// What a program's token is good for.
    pub fn scopes(&self) -> u32 {
        self.0.first_chunk().map_or(0, |first| u32::from_be_bytes(*first))
    }

    /// For a recovery code, which opens a case for as long as it exists: 125 bits, printed as five groups of five.
    pub fn for_recovery(chance: &dyn Chance) -> Secret {
        Secret::of_letters(chance, RECOVERY_LETTERS)
    }

    /// For a single-use code that ends by itself: 60 bits, printed as three groups of four.
    pub fn for_invitation(chance: &dyn Chance) -> Secret {
        Secret::of_letters(chance, 12)
    }

    fn drawn(chance: &dyn Chance, bytes: usize) -> Secret {
        let mut room = vec![0; bytes];
        chance.fill(&mut room);
        Secret(room)
    }

    /// The secret is the letters themselves: what is typed in again is exactly what was drawn.
    fn of_letters(chance: &dyn Chance, letters: usize) -> Secret {
        let mut room = vec![0; letters];
        chance.fill(&mut room);
        Secret(room.iter().map(|byte| letter(usize::from(byte % 32))).collect())
    }

    /// The bytes, for whoever keeps a digest of them.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As a cookie's value: base 32.
    pub fn cookie(&self) -> String {
        base32(&self.0)
    }

    /// From a cookie's value.
    pub fn from_cookie(text: &str) -> Option<Secret> {
        from_base32(text).filter(|bytes| bytes.len() == COOKIE_BYTES).map(Secret)
    }

    /// Whether it was drawn for a cookie. A printed code has fewer letters, so that it never passes for a cookie, nor a cookie for a code.
    pub fn is_for_cookie(&self) -> bool {
        self.0.len() == COOKIE_BYTES
    }

    /// Whether it has the length of a recovery code; every other code that is typed is shorter.
    pub fn is_recovery(&self) -> bool {
        self.0.len() == RECOVERY_LETTERS
    }

    /// As printed: groups with hyphens between, of five letters in a recovery code and of four in another.
    pub fn printed(&self) -> String {
        let group = if self.is_recovery() { 5 } else { 4 };
        let groups: Vec<String> = self.0.chunks(group).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
        groups.join("-")
    }

    /// From what a person typed: full-width letters, small letters, spaces and hyphens of any kind are understood, and O, I and L
    /// are read as the digits they look like. None when it cannot be a code of ours.
    pub fn from_typed(text: &str) -> Option<Secret> {
        let mut letters = Vec::new();
        for written in text.chars().take(200) {
            let narrow = match written {
                '！'..='～' => char::from_u32(written as u32 - 0xFEE0)?,
                other => other,
            };
            let upper = match narrow.to_ascii_uppercase() {
                ' ' | '\u{3000}' | '\t' | '\r' | '\n' | '-' | '‐' | '‑' | '–' | '—' | 'ー' | '−' | '_' | '.' =>
                {
                    continue;
                }
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let byte = u8::try_from(upper).ok()?;
            ALPHABET.contains(&byte).then_some(())?;
            letters.push(byte);
        }
        matches!(letters.len(), 12 | 25).then_some(Secret(letters))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

fn letter(number: usize) -> u8 {
    ALPHABET.get(number % 32).copied().unwrap_or(b'0')
}

/// Writes bytes five bits at a time.
pub(crate) fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(letter((held >> bits & 31) as usize)));
        }
    }
    if bits > 0 {
        out.push(char::from(letter((held << (5 - bits) & 31) as usize)));
    }
    out
}

/// Reads what `base32` wrote; none for anything else.
pub(crate) fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0);
    for written in text.bytes() {
        let upper = written.to_ascii_uppercase();
        let value = ALPHABET.iter().position(|letter| *letter == upper)?;
        held = (held << 5 | u32::try_from(value).ok()?) & 0xFFFF;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits & 0xFF) as u8);
        }
    }
    // What is left over must be empty, or two texts would name one thing.
    (held & ((1 << bits) - 1) == 0 && bits < 5).then_some(out)
}
