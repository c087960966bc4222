//! The pages and the JSON interface, asked without a socket, over a small edition that is wholly made up.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops; the lint sees only functions marked as tests")]

mod case_api;
mod case_api_bad;
mod case_device;
mod case_door;
mod case_forms;
mod case_matrix;
mod case_safety;
mod funnel;
mod interface;
mod made_up;
mod pages;
mod plainly;
mod refusals;
mod safety;
mod steps;
mod steps_bad;
mod visit;
