//! A comparison as a table for a terminal of a hundred columns.

use std::fmt::Write as _;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use compare::words::{self, in_language};
use compare::{Caution, Comparison, Group, Note, Order, Row};
use evidence::Edition;
use language::{Text, Value};

use crate::table_cells::Cells;

/// The width of a terminal that every reader has.
const WIDTH: u16 = 100;
/// The widths of the four columns, without what stands between them.
const COLUMNS: [u16; 4] = [28, 14, 26, 29];

/// The whole answer: what to know first, the groups, what the marks mean, and the sources.
pub(crate) fn table(text: Text, edition: &Edition, comparison: &Comparison) -> String {
    let cells = Cells { text, edition, treatment: comparison.treatment };
    let mut out = head(text, edition, comparison);
    let mut footnotes = Vec::new();
    for (title, rows) in groups(text, comparison).into_iter().filter(|(_, rows)| !rows.is_empty()) {
        line(&mut out, &format!("\n## {title} ({})", order_words(text, comparison.order)));
        line(&mut out, &group_table(text, &cells, &rows, &mut footnotes));
    }
    let more = comparison.found.saturating_sub(comparison.rows.len());
    if more > 0 {
        line(&mut out, &format!("\n{}", text.table_more(more)));
    }
    foot(&mut out, &cells, comparison, &footnotes);
    out
}

/// The headings, each with its rows.
fn groups(text: Text, comparison: &Comparison) -> Vec<(String, Vec<&Row>)> {
    let all: Vec<&Row> = comparison.rows.iter().collect();
    if comparison.order == Order::Results {
        return vec![(text.table_group_bands(), all)];
    }
    // Of what nobody publishes it cannot be said that here it is under ten.
    if all.iter().any(|row| row.notes.contains(&Note::NoCountsPublished)) {
        return vec![(text.table_group_no_counts(), all)];
    }
    if !comparison.grouped {
        return vec![(text.table_group_all(), all)];
    }
    let of = |group: Group| comparison.rows.iter().filter(|row| row.group == group).collect();
    vec![
        (text.table_group_standard(), of(Group::AtStandard)),
        (text.table_group_published(), of(Group::Published)),
        (text.table_group_unpublished(), of(Group::NotPublished)),
    ]
}

fn head(text: Text, edition: &Edition, comparison: &Comparison) -> String {
    let condition = edition.condition(comparison.condition);
    let name = condition.map(|condition| in_language(&condition.name, text.language())).unwrap_or_default();
    let mut out = String::new();
    line(&mut out, &format!("# {}", text.table_title(name, comparison.from.name.as_str())));
    let found = match comparison.reach_km {
        Some(km) => text.table_found(comparison.found, Value::Decimal(km, 0), comparison.with_evidence),
        None => text.table_found_country(comparison.found, comparison.with_evidence),
    };
    line(&mut out, &wrapped(&found, ""));
    if comparison.current.is_some() {
        line(&mut out, &wrapped(&text.table_not_counted(comparison.with_evidence), ""));
    }
    let (first, later) = cautions(comparison);
    if !first.is_empty() {
        line(&mut out, &format!("\n## {}", text.table_before()));
    }
    for caution in first {
        line(&mut out, &wrapped(&words::caution(text, edition, comparison, caution), "- "));
    }
    if !later.is_empty() {
        line(&mut out, &format!("\n{}", wrapped(&text.table_more_below(later.len()), "")));
    }
    out
}

/// What must be known before the first hospital, and what can stand below the last: twenty sentences above hide the hospitals.
fn cautions(comparison: &Comparison) -> (Vec<&Caution>, Vec<&Caution>) {
    comparison.cautions.iter().partition(|caution| {
        matches!(
            caution,
            Caution::Young
                | Caution::Rare
                | Caution::TreatmentNotAdvice
                | Caution::VolumeIsNotOutcome
                | Caution::NoResultsPublished
                | Caution::InBands(_)
                | Caution::NoOrderByResults
        )
    })
}

fn order_words(text: Text, order: Order) -> String {
    match order {
        Order::Distance => text.table_in_order_of_distance(),
        Order::Experience => text.table_in_order_of_experience(),
        Order::Results => text.table_in_order_of_results(),
    }
}

fn group_table(text: Text, cells: &Cells, rows: &[&Row], footnotes: &mut Vec<Note>) -> String {
    let mut table = empty_table();
    table.set_header(vec![
        text.table_institution(),
        text.table_distance(),
        text.table_experience(),
        text.table_results(),
    ]);
    let widths = COLUMNS.map(|width| ColumnConstraint::Absolute(Width::Fixed(width)));
    table.set_constraints(widths);
    for row in rows {
        let marks = marks(&row.notes, footnotes);
        table.add_row(vec![
            cells.institution(row, &marks),
            cells.distance(row),
            cells.experience(row),
            cells.results(row),
        ]);
    }
    trimmed(&table)
}

/// The numbers of the footnotes that belong to a row; what the cells say already is not said again.
fn marks(notes: &[Note], footnotes: &mut Vec<Note>) -> String {
    let mut marks = String::new();
    let said = |note: &Note| matches!(note, Note::OperationsMasked | Note::ResultsNotPublished);
    for note in notes.iter().filter(|note| !said(note)) {
        let number = match footnotes.iter().position(|other| other == note) {
            Some(position) => position + 1,
            None => {
                footnotes.push(*note);
                footnotes.len()
            }
        };
        // Writing to a string cannot fail.
        let _ = write!(marks, " [{number}]");
    }
    marks
}

fn foot(out: &mut String, cells: &Cells, comparison: &Comparison, footnotes: &[Note]) {
    let (text, edition) = (cells.text, cells.edition);
    let (_, later) = cautions(comparison);
    if !later.is_empty() {
        line(out, &format!("\n## {}", text.table_more_to_know()));
    }
    for caution in later {
        line(out, &wrapped(&words::caution(text, edition, comparison, caution), "- "));
    }
    if !footnotes.is_empty() {
        line(out, &format!("\n## {}", text.table_notes()));
    }
    for (number, note) in (1..).zip(footnotes) {
        line(out, &wrapped(&words::note(text, edition, *note), &format!("[{number}] ")));
    }
    let sources = cells.sources(comparison);
    if !sources.is_empty() {
        line(out, &format!("\n## {}", text.table_sources()));
    }
    for source in sources {
        line(out, &wrapped(&source, "- "));
    }
    line(out, &format!("\n{}", wrapped(&text.table_edition(edition.version.as_str()), "")));
}

/// A plain table of names, as wide as the terminal; the last column holds ids, which must stay whole to be copied.
pub(crate) fn simple_table(header: Vec<String>, rows: Vec<Vec<String>>) -> String {
    let mut table = empty_table();
    table.set_header(header);
    for row in rows {
        table.add_row(row);
    }
    if let Some(ids) = table.column_count().checked_sub(1).and_then(|last| table.column_mut(last)) {
        ids.set_constraint(ColumnConstraint::ContentWidth);
    }
    trimmed(&table) + "\n"
}

fn empty_table() -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH);
    table
}

fn trimmed(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// A sentence in lines of the terminal's width, the later ones set in under the first.
pub(crate) fn wrapped(sentence: &str, mark: &str) -> String {
    let mut table = Table::new();
    let indent = u16::try_from(mark.len()).unwrap_or_default();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH - indent);
    table.add_row(vec![sentence]);
    for column in table.column_iter_mut() {
        column.set_padding((0, 0));
    }
    let blank = " ".repeat(mark.len());
    let lines = table.lines().enumerate().map(|(number, line)| {
        let start = if number == 0 { mark } else { blank.as_str() };
        format!("{start}{}", line.trim_end())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
