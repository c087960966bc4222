//! The intervals against R, and the laws they must keep.

#[path = "statistics/against_r.rs"]
mod against_r;
#[path = "statistics/laws.rs"]
mod laws;
