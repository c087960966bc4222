//! Whether a disc can be posted.

use super::{Fits, Report};

/// What follows from a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can be posted as it is.
    Fit,
    /// Nothing speaks against it; only whether the name is the patient's, a person has to see.
    LookAtName,
    /// Something is missing, cannot be read, or is somebody else's.
    Unfit,
}

impl Report {
    /// Images of one patient who is not somebody else, nothing that is listed and not there, and no file that should be one and cannot be read;
    /// then the name decides. A birth date alone does not: others have it, too.
    pub fn verdict(&self) -> Verdict {
        let [one] = self.patients.as_slice() else { return Verdict::Unfit };
        let images = one.studies.iter().any(|study| study.images > 0);
        let whole = self.listings.iter().all(|listing| listing.missing == 0);
        let read = self.unread.is_empty() && self.unread_more == 0;
        let sound = images && whole && read && !self.too_many && !self.too_many_patients;
        match one.name_fits {
            _ if !sound || one.born_fits == Fits::Different => Verdict::Unfit,
            Fits::Same => Verdict::Fit,
            Fits::CannotBeTold => Verdict::LookAtName,
            Fits::Different => Verdict::Unfit,
        }
    }
}
