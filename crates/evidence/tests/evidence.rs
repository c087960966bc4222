//! Editions: what is built, loaded, verified and refused.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "evidence/building.rs"]
mod building;
#[path = "evidence/desk.rs"]
mod desk;
#[path = "evidence/desk_schema.rs"]
mod desk_schema;
#[path = "evidence/embedded.rs"]
mod embedded;
#[path = "evidence/made_up.rs"]
mod made_up;
#[path = "evidence/posteriors.rs"]
mod posteriors;
#[path = "evidence/rebuilt.rs"]
mod rebuilt;
#[path = "evidence/town.rs"]
mod town;
#[path = "evidence/verification.rs"]
mod verification;
