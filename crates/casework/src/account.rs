//! Accounts: a name, a passphrase, and for staff a one-time password.
//!
//! Working out a passphrase's hash takes tens of milliseconds of processor time and 19 MB on purpose. `hash_passphrase` and `SignIn::verify`
//! are therefore plain functions that whoever calls runs on a thread made for it (`spawn_blocking`); the service takes what they give,
//! and nothing but they can make it:
//!
//! ```text
//! let asked = casework.account_named(&name).await?;                    // who may be meant
//! let proved = blocking(move || asked.verify(&passphrase)).await;      // slow, the same for an unknown name
//! let cookie = casework.sign_in(proved, one_time.as_deref()).await?;   // one answer for every reason to refuse
//! ```

mod one_time;

pub use one_time::{OneTime, base32 as one_time_base32};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;

use crate::refusal::{Refusal, Trouble, Wrong};
use crate::secret::Chance;

/// The least letters of a passphrase.
pub const PASSPHRASE_LETTERS: usize = 12;
/// The most letters of a passphrase: more only costs time.
const PASSPHRASE_MOST: usize = 200;
/// The most letters of an account's name.
const NAME_MOST: usize = 60;

/// A hash of these parameters that no passphrase gives, so that an unknown name takes as long as a wrong passphrase.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A passphrase's hash, made by `hash_passphrase`.
#[derive(Clone)]
pub struct Hashed(pub(crate) String);

/// Someone who says to be of a name; the passphrase is still to be looked at.
pub struct SignIn {
    pub(crate) name: String,
    pub(crate) stored: Option<String>,
}

/// What looking at the passphrase gave. Right or wrong is only told together with the one-time password.
pub struct Proved {
    pub(crate) name: String,
    /// The hash that was matched; none when nothing matched.
    pub(crate) matched: Option<String>,
}

/// Works out the hash of a new passphrase (argon2id, 19 MB, two passes, one lane: what OWASP advises). Slow on purpose.
pub fn hash_passphrase(passphrase: &str, chance: &dyn Chance) -> Result<Hashed, Refusal> {
    let folded = fold_passphrase(passphrase);
    let wrong = match folded.chars().count() {
        letters if letters < PASSPHRASE_LETTERS => Some(Wrong::TooShort(PASSPHRASE_LETTERS)),
        letters if letters > PASSPHRASE_MOST => Some(Wrong::TooLong(PASSPHRASE_MOST)),
        _ => None,
    };
    if let Some(wrong) = wrong {
        return Err(Refusal::Troubled(vec![Trouble { field: "passphrase", wrong }]));
    }
    let mut salt = [0; 16];
    chance.fill(&mut salt);
    let hash: PasswordHash = hasher()?
        .hash_password_with_salt(folded.as_bytes(), &salt)
        .map_err(|error| Refusal::Unkept(format!("the passphrase could not be hashed: {error}")))?;
    Ok(Hashed(hash.to_string()))
}

impl SignIn {
    /// Looks at the passphrase. Slow on purpose, and as slow for a name that nobody has.
    pub fn verify(self, passphrase: &str) -> Proved {
        let right = verify_passphrase(self.stored.as_deref().unwrap_or(NOBODYS), passphrase);
        Proved { name: self.name, matched: self.stored.filter(|_| right) }
    }
}

/// Whether a passphrase gives a hash. Slow on purpose.
pub fn verify_passphrase(hash: &str, passphrase: &str) -> bool {
    // A passphrase beyond the limit is cut by nobody who set one; it is only kept from costing more time than the others.
    let folded: String = fold_passphrase(passphrase).chars().take(PASSPHRASE_MOST + 1).collect();
    let (Ok(hash), Ok(hasher)) = (PasswordHash::new(hash), hasher()) else { return false };
    hasher.verify_password(folded.as_bytes(), &hash).is_ok()
}

fn hasher() -> Result<Argon2<'static>, Refusal> {
    let params = Params::new(19_456, 2, 1, None).map_err(|error| Refusal::Unkept(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The same passphrase, whether the keyboard wrote wide or narrow letters.
fn fold_passphrase(passphrase: &str) -> String {
    passphrase.chars().take(PASSPHRASE_MOST * 4).nfkc().collect()
}

/// A name as it is looked up: wide and narrow, capital and small letters mean the same.
pub(crate) fn fold_name(name: &str) -> Result<String, Refusal> {
    let folded: String = name.chars().take(NAME_MOST * 4).nfkc().collect::<String>().to_lowercase().nfkc().collect();
    let folded = folded.trim().to_owned();
    let wrong = match folded.chars().count() {
        0 => Wrong::Missing,
        letters if letters > NAME_MOST => Wrong::TooLong(NAME_MOST),
        _ => return Ok(folded),
    };
    Err(Refusal::Troubled(vec![Trouble { field: "name", wrong }]))
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::phc::PasswordHash;

    use super::{NOBODYS, hash_passphrase, verify_passphrase};
    use crate::secret::Chance;

    struct Zeroes;

    impl Chance for Zeroes {
        fn fill(&self, room: &mut [u8]) {
            room.fill(0);
        }
    }

    #[test]
    fn an_unknown_name_costs_the_same_work_as_a_known_one() {
        let known = hash_passphrase("four quiet morning boats", &Zeroes).map(|hashed| hashed.0).unwrap();
        let (known, nobodys) = (PasswordHash::new(&known).unwrap(), PasswordHash::new(NOBODYS).unwrap());
        assert_eq!(
            (known.algorithm, known.version, &known.params),
            (nobodys.algorithm, nobodys.version, &nobodys.params)
        );
        assert_eq!(known.hash.map(|hash| hash.len()), nobodys.hash.map(|hash| hash.len()));
        assert_eq!(known.params.to_string(), "m=19456,t=2,p=1");
        assert!(!verify_passphrase(NOBODYS, ""));
    }

    #[test]
    fn the_hash_is_that_of_the_reference_program() {
        // A vector of the reference implementation's own tests (`test.c`).
        let reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$";
        let tag = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(verify_passphrase(&format!("{reference}{tag}"), "password"));
        assert!(!verify_passphrase(&format!("{reference}{tag}"), "Password"));
    }
}
