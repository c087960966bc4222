//! The letter as a file: the signed one goes out as an electronic referral (`issue`, from what is `given` for it, with chosen `uploads`); one that came in fills the form
//! (`take`), and what it says is listed (`said`).
//!
//! What is asked for here (insurance, institutions) is put into the file and kept nowhere, and neither is a file that came in.

mod given;
mod issue;
mod said;
mod take;
mod uploads;

use casework::{Deed, Part};

use crate::case::routes::{Needs, Routes};

pub(super) use given::label;

/// Where the signed letter is made into a file.
pub(super) const OUT: &str = "/case/papers/referral";

/// Where a letter that came as a file is taken in.
pub(super) const IN: &str = "/case/records/referral";

/// The addresses.
pub(super) fn routes() -> Routes {
    let letter = Needs::Deed(Deed::Read(Part::Letter));
    let change = Needs::Deed(Deed::Change(Part::Letter));
    let out = Routes::default().get(OUT, letter, issue::show).post(OUT, letter, issue::make);
    out.get(IN, change, take::show).post(IN, change, take::take)
}
