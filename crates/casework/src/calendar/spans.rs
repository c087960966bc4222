//! How many days to count between two steps.

use evidence::desk::{Desk, Waiting};

use super::Basis;
use crate::timing::Step;

/// Days between a step and the one it must come before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// How many days.
    pub days: u16,
    /// From what they are known.
    pub basis: Basis,
}

/// The spans a calendar is counted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// From telling the doctor to the letter in hand.
    pub doctor: Span,
    /// From letter and slides in hand to the application.
    pub papers: Span,
    /// From the application to the visit.
    pub application: Span,
    /// How many days before the visit the papers must be at the desk; none when the desk does not say.
    pub papers_before_visit: Option<Span>,
    /// From the visit to the report.
    pub visit: Span,
    /// From the report to the decision.
    pub report: Span,
}

/// Our own assumptions for planning, in days after each step. They are no facts: no source was found that says how long these steps
/// take in Japan or the United States (`../shared/domain/facts.md`, gaps), so every page that counts with them says that they are ours, and why.
///
/// - doctor: letters, slides and disks are mostly made ready between two appointments.
/// - letter, slides: for the post, and to see that nothing is missing.
/// - application: a visit needs an appointment, and the doctor there reads the papers before it.
/// - visit: the report is written and sent.
/// - report: for a talk with the first doctor, and one at home.
const ASSUMED: [(Step, u16); 6] = [
    (Step::Doctor, 10),
    (Step::Letter, 3),
    (Step::Slides, 3),
    (Step::Application, 14),
    (Step::Visit, 7),
    (Step::Report, 7),
];

impl Waits {
    /// With our own assumptions alone.
    pub fn assumed() -> Waits {
        Waits {
            doctor: assumed(Step::Doctor),
            papers: assumed(Step::Letter),
            application: assumed(Step::Application),
            papers_before_visit: None,
            visit: assumed(Step::Visit),
            report: assumed(Step::Report),
        }
    }

    /// With what the desk says about itself, and our assumptions for the rest.
    pub fn of_desk(desk: Option<&Desk>) -> Waits {
        let mut waits = Waits::assumed();
        let Some(desk) = desk else { return waits };
        if let Some(fact) = &desk.waiting {
            let days = counted(fact.value, waits.application.days);
            // The least wait a desk names does not make our longer assumption the desk's word.
            if fact.value.to_days == Some(days) || fact.value.from_days == Some(days) {
                waits.application = Span { days, basis: Basis::Desk(fact.source.clone()) };
            }
        }
        waits.papers_before_visit = desk
            .papers_days_before
            .as_ref()
            .map(|fact| Span { days: fact.value, basis: Basis::Desk(fact.source.clone()) });
        waits
    }
}

/// The most a desk says; when it only says the least, that or our assumption, whichever is longer.
fn counted(waiting: Waiting, assumed: u16) -> u16 {
    waiting.to_days.unwrap_or_else(|| waiting.from_days.unwrap_or(assumed).max(assumed))
}

fn assumed(step: Step) -> Span {
    let days = ASSUMED.iter().find(|(of, _)| *of == step).map_or(7, |(_, days)| *days);
    Span { days, basis: Basis::Assumed }
}
