//! Editions of published figures: import, catalogue, provenance, search by name.
//!
//! An **edition** is an immutable, checksummed snapshot of what public bodies have published about institutions, in the
//! Frictionless Data Package form. This crate builds one from the publishers' own files, verifies it, loads it, and finds
//! conditions, places and institutions in it by name.
//!
//! Architecture invariant: nothing here knows a patient. A question comes in as names and goes out as figures.

pub mod build;
mod catalogue;
mod derived;
pub mod desk;
mod edition;
mod figures;
mod institution;
pub mod load;
mod package;
mod period;
mod place;
pub mod posteriors;
pub mod search;
pub mod series;
pub mod town;
pub mod verify;

pub use catalogue::{
    Condition, Counts, Direction, Kind, Link, Measure, Offer, Publisher, RateUnit, Reading, Scope, Separable, Source,
    Standard,
};
pub use derived::Derived;
pub use edition::{Bilingual, ConditionIndex, Edition, Finding, InstitutionIndex, MeasureIndex};
pub use figures::{Outcome, Period, PeriodNote, State, Total, Verdict, Volume};
pub use institution::{Affiliation, Country, Institution, Point, Precision};
pub use package::problem::{Problem, What};
pub use place::{Place, PlaceKind, Places, PostalRange, Zip, distance_km};
pub use posteriors::{Believed, Posterior, Profile, Rank, Standing};
