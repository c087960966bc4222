//! What is said of a packed file that is not unpacked.

use language::Text;

use super::Unsafe;
use crate::disc::plain;

/// Why it is not unpacked, and what to do.
pub fn not_unpacked(t: Text, why: &Unsafe) -> String {
    match why {
        Unsafe::NotPacked => t.packed_not_packed(),
        Unsafe::Damaged => t.packed_damaged(),
        Unsafe::TooManyFiles(most) => t.packed_too_many(*most),
        Unsafe::TooLarge(most) => t.packed_too_large(i64::try_from(*most).unwrap_or(i64::MAX)),
        Unsafe::ClimbsOut(name) => t.packed_climbs_out(plain(name)),
        Unsafe::Link(name) => t.packed_link(plain(name)),
        Unsafe::PackedAgain(name) => t.packed_again(plain(name)),
        Unsafe::Locked => t.packed_locked(),
    }
}
