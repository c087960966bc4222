//! The columns of the table: what each is called, what it sorts by, and whether the rows really stand in that order.

use compare::{Comparison, Note, Order};
use evidence::Edition;
use language::Text;

use crate::answer::Counted;
use crate::asked::Asked;

/// The table's columns.
pub(super) struct Columns {
    pub(super) distance: Column,
    pub(super) counts: Vec<Column>,
    pub(super) results: Column,
}

/// One column; those that sort are links.
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) href: Option<String>,
    /// For `aria-sort`.
    pub(super) sort: &'static str,
}

/// The columns of an answer. `shown` rows of it stand in the table.
pub(super) fn columns(edition: &Edition, t: Text, asked: &Asked, comparison: &Comparison, shown: usize) -> Columns {
    let sorting = |heading: String, by: &str, order: Order, sort: &'static str| Column {
        heading,
        href: Some(asked.shown(by, asked.all) + "#table"),
        sort: if comparison.order == order && one_run(comparison, shown) { sort } else { "none" },
    };
    // Where the treatment asked for is not told apart, no column sorts by count: all cases would be another question.
    let counted = Counted::asked(comparison);
    let kinds = Counted::shown(edition, comparison);
    // Where operations are all that is counted, they are also what removals are counted by.
    let goes_by = |kind: Counted| kind == counted || (kinds.len() == 1 && counted == Counted::Removals);
    let counts = kinds.iter().map(|kind| {
        let heading = kind.heading(t, edition, comparison);
        if goes_by(*kind) {
            sorting(heading, "experience", Order::Experience, "descending")
        } else {
            Column { heading, href: None, sort: "none" }
        }
    });
    Columns {
        distance: sorting(t.column_distance(), "distance", Order::Distance, "ascending"),
        counts: counts.collect(),
        results: sorting(t.column_results_heading(), "results", Order::Results, "descending"),
    }
}

/// Whether the rows shown are one run of the order: in one group, and not in tiers that hidden counts make.
fn one_run(comparison: &Comparison, shown: usize) -> bool {
    let rows = || comparison.rows.iter().take(shown);
    let first = rows().next().map(|row| row.group);
    rows().all(|row| (Some(row.group) == first || !comparison.grouped) && !row.notes.contains(&Note::OrderUncertain))
}
