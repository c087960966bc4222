//! A FHIR Bundle, for `cargo fuzz`.
#![no_main]

#[path = "../../crates/documents/examples/mutate/readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::bundle(bytes));
