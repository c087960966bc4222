//! The pages and the JSON interface, asked without a socket, over a small edition that is wholly made up.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops; the lint sees only functions marked as tests")]

mod funnel;
mod interface;
mod made_up;
mod pages;
mod plainly;
mod refusals;
mod safety;
mod visit;
