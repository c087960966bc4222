//! The intervals against R, and the laws they must keep.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

#[path = "statistics/against_r.rs"]
mod against_r;
#[path = "statistics/coverage.rs"]
mod coverage;
#[path = "statistics/funnel.rs"]
mod funnel;
#[path = "statistics/gate.rs"]
mod gate;
#[path = "statistics/laws.rs"]
mod laws;
#[path = "statistics/logistic.rs"]
mod logistic;
#[path = "statistics/profile.rs"]
mod profile;
#[path = "statistics/second_rule.rs"]
mod second_rule;
#[path = "statistics/shrinkage_laws.rs"]
mod shrinkage_laws;
#[path = "statistics/standardise.rs"]
mod standardise;
#[path = "statistics/surgical.rs"]
mod surgical;
