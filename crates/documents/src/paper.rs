//! Papers as PDF: what stands on them, and how they are set.
//!
//! A paper is first a `Sheet`: a title and blocks in reading order, without a word on fonts or places. The sheets of one file are then set together,
//! tagged for screen readers (PDF/UA-1) and made to last (PDF/A-2a), with the same bytes for the same sheets.

pub mod papers;
pub mod set;
pub mod sheet;

pub use sheet::{Block, Entry, Mark, Row, Sheet};
