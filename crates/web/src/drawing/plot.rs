//! Bars for counts and lines for intervals, in the order of the list they belong to.

use std::fmt::Write as _;

use super::{escaped, fitted, round_up};

/// A count to draw.
pub(crate) struct Bar {
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) count: u32,
    /// The count in words, such as "454 or more".
    pub(crate) label: String,
    /// Whether the true count may be larger: the bar ends open.
    pub(crate) open: bool,
}

/// An interval to draw.
pub(crate) struct Interval {
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) value: f64,
    pub(crate) label: String,
}

const WIDTH: f64 = 360.0;
const LEFT: f64 = 12.0;
const RIGHT: f64 = 330.0;
const ROW: f64 = 46.0;
const TOP: f64 = 10.0;
/// Letters of a name that fit beside its number at this size.
const NAME_WIDTH: usize = 46;

/// Draws counts as bars that begin at zero.
pub(crate) fn bars(title: &str, description: &str, id: &str, rows: &[Bar]) -> String {
    let largest = rows.iter().map(|row| row.count).max().unwrap_or(0);
    // The open end and its arrow need room beyond the longest bar.
    let end = round_up(f64::from(largest.max(1)) * 1.06);
    let mut out = opened(title, description, id, rows.len());
    axis(&mut out, end, rows.len());
    for (position, row) in (0u32..).zip(rows) {
        let y = TOP + f64::from(position) * ROW;
        name(&mut out, y, row.number, &row.name);
        let x = LEFT + f64::from(row.count) / end * (RIGHT - LEFT);
        let _ =
            write!(out, r#"<rect class="bar" x="{LEFT}" y="{:.1}" width="{:.1}" height="10"/>"#, y + 19.0, x - LEFT);
        if row.open {
            let middle = y + 24.0;
            let tip = (x + 26.0).min(WIDTH - 6.0);
            let _ = write!(
                out,
                r#"<path class="open" d="M{x:.1} {middle:.1}H{tip:.1}"/><path class="tip" d="M{tip:.1} {:.1}l5 4l-5 4z"/>"#,
                middle - 4.0
            );
        }
        below(&mut out, y, &row.label);
    }
    out.push_str("</svg>");
    out
}

/// Draws intervals as lines with a point; `reference` is the value of all institutions together, when known.
pub(crate) fn intervals(title: &str, description: &str, id: &str, rows: &[Interval], reference: Option<f64>) -> String {
    let largest = rows.iter().map(|row| row.high).chain(reference).fold(0.0, f64::max);
    let end = round_up(largest);
    let place = |value: f64| LEFT + value.clamp(0.0, end) / end * (RIGHT - LEFT);
    let mut out = opened(title, description, id, rows.len());
    axis(&mut out, end, rows.len());
    if let Some(reference) = reference {
        let (x, bottom) = (place(reference), TOP + height_of(rows.len()));
        let _ = write!(out, r#"<path class="reference" d="M{x:.1} {TOP}V{bottom:.1}"/>"#);
    }
    for (position, row) in (0u32..).zip(rows) {
        let y = TOP + f64::from(position) * ROW;
        name(&mut out, y, row.number, &row.name);
        let middle = y + 24.0;
        let (low, high, value) = (place(row.low), place(row.high), place(row.value));
        let _ = write!(
            out,
            r#"<path class="span" d="M{low:.1} {middle:.1}H{high:.1}"/><circle class="dot" cx="{value:.1}" cy="{middle:.1}" r="5"/>"#
        );
        below(&mut out, y, &row.label);
    }
    out.push_str("</svg>");
    out
}

fn height_of(rows: usize) -> f64 {
    f64::from(u32::try_from(rows).unwrap_or(u32::MAX)) * ROW
}

fn opened(title: &str, description: &str, id: &str, rows: usize) -> String {
    let height = TOP + height_of(rows) + 22.0;
    format!(
        r#"<svg class="drawing plot" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{id}-title {id}-desc"><title id="{id}-title">{}</title><desc id="{id}-desc">{}</desc>"#,
        escaped(title),
        escaped(description)
    )
}

/// Lines at zero, half and the end of the scale, with their numbers below.
fn axis(out: &mut String, end: f64, rows: usize) {
    let bottom = TOP + height_of(rows);
    for (share, anchor) in [(0.0, "start"), (0.5, "middle"), (1.0, "middle")] {
        let x = LEFT + share * (RIGHT - LEFT);
        let _ = write!(
            out,
            r#"<path class="axis" d="M{x:.1} {TOP}V{bottom:.1}"/><text class="faint" x="{x:.1}" y="{:.1}" text-anchor="{anchor}">{}</text>"#,
            bottom + 15.0,
            mark(end * share)
        );
    }
}

fn mark(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn name(out: &mut String, y: f64, number: usize, name: &str) {
    let _ =
        write!(out, r#"<text x="{LEFT}" y="{:.1}">{number}. {}</text>"#, y + 14.0, escaped(&fitted(name, NAME_WIDTH)));
}

fn below(out: &mut String, y: f64, label: &str) {
    let _ = write!(out, r#"<text class="faint" x="{LEFT}" y="{:.1}">{}</text>"#, y + 42.0, escaped(label));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_ends_open_and_a_name_is_escaped() {
        let rows =
            [Bar { number: 1, name: "A & <B>".to_owned(), count: 454, label: "454 or more".to_owned(), open: true }];
        let drawn = bars("t", "d", "v", &rows);
        assert!(drawn.contains("A &amp; &lt;B&gt;") && drawn.contains("class=\"open\""));
        assert!(drawn.contains("role=\"img\"") && drawn.contains("<title id=\"v-title\">t</title>"));
    }
}
