//! Which of the published counts speaks of the treatment asked for.

use compare::{Comparison, Experience, Treatment};
use evidence::{Counts, Edition};
use language::Text;

/// One of the counts of an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// All admissions; all operations where operations are what is counted.
    All,
    /// Removals by operation.
    Removals,
    /// Removals through an endoscope.
    Endoscopic,
    /// Admissions without an operation.
    NoOperation,
}

impl Counted {
    /// The count of the treatment asked for.
    pub(crate) fn asked(comparison: &Comparison) -> Counted {
        match comparison.treatment {
            Treatment::Any => Counted::All,
            Treatment::Resection => Counted::Removals,
            Treatment::Endoscopic => Counted::Endoscopic,
            Treatment::NoOperation => Counted::NoOperation,
        }
    }

    /// The count to draw: the one asked for; all cases where no institution's figures tell it apart.
    pub(crate) fn of(comparison: &Comparison) -> Counted {
        let asked = Counted::asked(comparison);
        let told = |experience: &Experience| asked.count(experience).is_some();
        if comparison.rows.iter().filter_map(|row| row.experience.as_ref()).any(told) { asked } else { Counted::All }
    }

    /// The counts that the table shows, in its order.
    pub(crate) fn shown(edition: &Edition, comparison: &Comparison) -> Vec<Counted> {
        if !of_admissions(edition, comparison) {
            return vec![Counted::All];
        }
        let mut shown = vec![Counted::All, Counted::Removals, Counted::Endoscopic];
        if comparison.treatment == Treatment::NoOperation {
            shown.push(Counted::NoOperation);
        }
        shown
    }

    /// The published count, or its floor.
    pub(crate) fn count(self, experience: &Experience) -> Option<u32> {
        match self {
            Counted::All => experience.cases.or(experience.operations),
            Counted::Removals => experience.operations,
            Counted::Endoscopic => experience.endoscopic,
            Counted::NoOperation => experience.no_operation,
        }
    }

    /// What is counted, for the sentence that compares it.
    pub(crate) fn compared(self, t: Text, edition: &Edition, comparison: &Comparison) -> String {
        match self {
            Counted::All if of_admissions(edition, comparison) => t.card_percentile_admissions(),
            Counted::All => t.card_percentile_operations(),
            Counted::Removals if of_admissions(edition, comparison) => t.card_percentile_removals(),
            Counted::Removals => t.card_percentile_operations(),
            Counted::Endoscopic => t.card_percentile_endoscopic(),
            Counted::NoOperation => t.card_percentile_no_operation(),
        }
    }

    /// What is counted, as the heading of a column.
    pub(crate) fn heading(self, t: Text, edition: &Edition, comparison: &Comparison) -> String {
        match self {
            Counted::All if of_admissions(edition, comparison) => t.column_admissions(),
            Counted::All => t.column_operations(),
            Counted::Removals if of_admissions(edition, comparison) => t.column_removals(),
            Counted::Removals => t.column_operations(),
            Counted::Endoscopic => t.column_endoscopic(),
            Counted::NoOperation => t.column_no_operation(),
        }
    }
}

fn of_admissions(edition: &Edition, comparison: &Comparison) -> bool {
    let measure = comparison.rows.iter().find_map(|row| row.experience.as_ref()).map(|experience| experience.measure);
    let counts = measure.and_then(|measure| edition.measure(measure)).map(|measure| measure.counts);
    counts != Some(Counts::Operations)
}
