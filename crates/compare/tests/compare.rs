//! The rules of a comparison, each as a claim, on a small made-up edition.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where nothing is as it should be"
)]

#[path = "compare/believed.rs"]
mod believed;
#[path = "compare/cautions.rs"]
mod cautions;
#[path = "compare/funnel.rs"]
mod funnel;
#[path = "compare/made_up.rs"]
mod made_up;
#[path = "compare/missing.rs"]
mod missing;
#[path = "compare/order.rs"]
mod order;
#[path = "compare/question.rs"]
mod question;
#[path = "compare/reach.rs"]
mod reach;
#[path = "compare/report.rs"]
mod report;
#[path = "compare/results.rs"]
mod results;
#[path = "compare/told_apart.rs"]
mod told_apart;
#[path = "compare/volumes.rs"]
mod volumes;
