//! The case: from the first opinion to the letter in hand, and who may do and see what on the way.
//!
//! A `Case` is one whole: everything a patient, a family, a doctor and a counsellor have put down about one second opinion. It changes only
//! by an `Act`, done by an `Actor`; `authority` says who may, `Case::apply` says what then holds. `Casework` is the door for pages and programs:
//! it opens a case for a caller, refuses what the caller may not do, and hands every reading and every change to the `Keeper`
//! together with its entry in the log.
//!
//! Architecture invariant: no SQL, no HTTP, no file, no clock and no chance of its own: what keeps, what tells the time and what draws
//! secrets are ports. Architecture invariant: nothing here words anything; refusals and steps are codes that `language` puts into sentences.

pub mod account;
pub mod act;
pub mod application;
pub mod applying;
pub mod authority;
pub mod calendar;
pub mod case;
pub mod choice;
pub mod cost;
pub mod dates;
pub mod day;
pub mod decision;
pub mod ease;
pub mod id;
pub mod instrument;
pub mod keeper;
pub mod letter;
pub mod list;
pub mod memory;
pub mod moment;
pub mod notice;
pub mod office;
pub mod opinion;
pub mod people;
pub mod records;
pub mod refusal;
pub mod second;
pub mod secret;
pub mod service;
pub mod stuck;
pub mod telling;
pub mod timing;
pub mod triage;
pub mod weigh;
pub mod worry;

pub use act::Act;
pub use authority::{Actor, Deed, may};
pub use case::Case;
pub use id::{ApplicationId, AttachmentId, CaseId, OpinionId, PersonId, QuestionId, RecordId, WorryId};
pub use keeper::Keeper;
pub use moment::{Clock, Moment};
pub use people::{Consent, Ground, Part, Person, Relation, Role};
pub use refusal::{Refusal, Trouble};
pub use secret::{Chance, Secret};
pub use service::Casework;
