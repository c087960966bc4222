//! The pages and the JSON interface, asked without a socket, over a small edition that is wholly made up.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops; the lint sees only functions marked as tests")]

mod account;
mod brought;
mod cannot_be_said;
mod case_api;
mod case_api_bad;
mod case_device;
mod case_door;
mod case_file;
mod case_forms;
mod case_matrix;
mod case_safety;
mod deciding;
mod deciding_counts;
mod deciding_ease;
mod desk_api;
mod desk_api_bad;
mod disc;
mod fhir_door;
mod funnel;
mod given_back;
mod heard;
mod heard_day;
mod heard_who;
mod interface;
mod letter_form;
mod made_up;
mod mail_asked;
mod pages;
mod papers;
mod plainly;
mod referral;
mod refusals;
mod safety;
mod scanner;
mod staff;
mod staff_codes;
mod steps;
mod steps_bad;
mod support;
mod visit;
