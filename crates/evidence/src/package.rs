//! The edition as files: a Frictionless Data Package.
//!
//! `datapackage.json` describes the resources, each a CSV file with a schema and a checksum. `schema` says what stands in each,
//! `write` makes them, `read` takes them back, and both walk through the same columns in the same order, so what is written is
//! what is read.

pub(crate) mod cells;
mod description;
pub(crate) mod problem;
pub(crate) mod read;
mod read_catalogue;
mod read_checks;
mod read_figures;
mod read_places;
mod read_posteriors;
pub(crate) mod schema;
pub(crate) mod words;
pub(crate) mod write;
mod write_posteriors;

pub(crate) use description::Description;
