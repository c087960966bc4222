//! Names for cases and for what stands in them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::secret::{Chance, base32, from_base32};

/// A case, by 128 drawn bits. It says nothing about the person and may stand in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CaseId(pub [u8; 16]);

impl CaseId {
    /// Draws a new one.
    pub fn drawn(chance: &dyn Chance) -> CaseId {
        let mut bytes = [0; 16];
        chance.fill(&mut bytes);
        CaseId(bytes)
    }
}

impl fmt::Display for CaseId {
    /// 26 letters and digits, small.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&base32(&self.0).to_ascii_lowercase())
    }
}

impl FromStr for CaseId {
    type Err = ();

    fn from_str(text: &str) -> Result<CaseId, ()> {
        from_base32(text).and_then(|bytes| bytes.try_into().ok()).map(CaseId).ok_or(())
    }
}

macro_rules! numbered {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    )*};
}

numbered!(
    /// A person within one case; 1 is the patient.
    PersonId,
    /// A worry within one case.
    WorryId,
    /// An item of the records list within one case.
    RecordId,
    /// An uploaded file within one case.
    AttachmentId,
    /// An application to another institution, within one case.
    ApplicationId,
    /// A second opinion within one case.
    OpinionId,
    /// A question for the day, within one case.
    QuestionId
);

impl PersonId {
    /// The patient of every case.
    pub const PATIENT: PersonId = PersonId(1);
}
