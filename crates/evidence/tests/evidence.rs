//! Editions: what is built, loaded, verified and refused.

#[path = "evidence/building.rs"]
mod building;
#[path = "evidence/embedded.rs"]
mod embedded;
#[path = "evidence/made_up.rs"]
mod made_up;
#[path = "evidence/rebuilt.rs"]
mod rebuilt;
#[path = "evidence/verification.rs"]
mod verification;
