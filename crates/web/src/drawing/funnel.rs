//! A funnel plot: a dot for each hospital, and the lines between which chance alone would keep them.

use std::fmt::Write as _;

use super::{escaped, fitted, round_up};

/// What is drawn; heights are in the unit of the axis.
pub(crate) struct FunnelDrawing {
    pub(crate) title: String,
    pub(crate) description: String,
    /// The words at the two axes.
    pub(crate) across: String,
    pub(crate) up: String,
    /// The height of the middle line.
    pub(crate) middle: f64,
    pub(crate) lines: Vec<FunnelLine>,
    pub(crate) dots: Vec<FunnelDot>,
    pub(crate) marks: Vec<FunnelMark>,
}

/// The lines at one size: low and high.
pub(crate) struct FunnelLine {
    pub(crate) size: f64,
    pub(crate) inner: (f64, f64),
    pub(crate) outer: (f64, f64),
}

/// A hospital.
pub(crate) struct FunnelDot {
    pub(crate) size: f64,
    pub(crate) value: f64,
    pub(crate) name: String,
}

/// A hospital that is marked by its shape: the one chosen as a diamond with its name, those near as numbered squares.
pub(crate) struct FunnelMark {
    pub(crate) dot: FunnelDot,
    pub(crate) number: Option<usize>,
}

const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 340.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 388.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 296.0;
/// Room on the left and the right inside the axes, so that no dot lies on an edge.
const MARGIN: f64 = 10.0;
/// Letters of a name that fit beside its mark.
const NAME_WIDTH: usize = 26;

/// Draws the funnel; no script, and every shape has its row in the table beside it.
pub(crate) fn funnel(drawing: &FunnelDrawing) -> String {
    let axes = Axes::of(drawing);
    let mut out = format!(
        r#"<svg class="drawing funnel" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="funnel-title funnel-desc"><title id="funnel-title">{}</title><desc id="funnel-desc">{}</desc>"#,
        escaped(&drawing.title),
        escaped(&drawing.description)
    );
    axes.draw(&mut out, drawing);
    axes.lines(&mut out, drawing);
    for dot in &drawing.dots {
        axes.dot(&mut out, dot);
    }
    // Marks last, so that no dot hides them; the chosen hospital above those near.
    for mark in drawing.marks.iter().rev() {
        axes.mark(&mut out, mark);
    }
    out.push_str("</svg>");
    out
}

/// Whether some dot lies higher than the drawing reaches: it is drawn as a triangle at the upper edge.
pub(crate) fn goes_beyond(drawing: &FunnelDrawing) -> bool {
    let axes = Axes::of(drawing);
    let marked = drawing.marks.iter().map(|mark| &mark.dot);
    drawing.dots.iter().chain(marked).any(|dot| dot.value > axes.top)
}

/// The scales: sizes by their logarithm, so that small hospitals do not lie on one heap; heights evenly from zero.
struct Axes {
    smallest: f64,
    largest: f64,
    top: f64,
}

impl Axes {
    fn of(drawing: &FunnelDrawing) -> Axes {
        let sizes = || drawing.lines.iter().map(|line| line.size);
        let smallest = sizes().fold(f64::INFINITY, f64::min);
        let largest = sizes().fold(0.0, f64::max);
        Axes { smallest, largest, top: top(drawing) }
    }

    fn x(&self, size: f64) -> f64 {
        let range = (self.largest / self.smallest).ln();
        let share = if range > 0.0 { (size / self.smallest).ln() / range } else { 0.5 };
        LEFT + MARGIN + share.clamp(0.0, 1.0) * (RIGHT - LEFT - 2.0 * MARGIN)
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - value.clamp(0.0, self.top) / self.top * (BOTTOM - TOP)
    }

    fn draw(&self, out: &mut String, drawing: &FunnelDrawing) {
        for quarter in 0..=4u8 {
            let value = self.top * f64::from(quarter) / 4.0;
            let y = self.y(value);
            let _ = write!(
                out,
                r#"<path class="axis" d="M{LEFT} {y:.1}H{RIGHT}"/><text class="faint" x="{:.1}" y="{:.1}" text-anchor="end">{}</text>"#,
                LEFT - 5.0,
                y + 4.0,
                plain(value)
            );
        }
        for size in marks(self.smallest, self.largest) {
            let x = self.x(size);
            let _ = write!(
                out,
                r#"<path class="tick" d="M{x:.1} {BOTTOM}v5"/><text class="faint" x="{x:.1}" y="{:.1}" text-anchor="middle">{}</text>"#,
                BOTTOM + 17.0,
                plain(size)
            );
        }
        let _ = write!(
            out,
            r#"<text class="faint" x="4" y="16">{}</text><text class="faint" x="{RIGHT}" y="{:.1}" text-anchor="end">{}</text>"#,
            escaped(&drawing.up),
            BOTTOM + 35.0,
            escaped(&drawing.across)
        );
    }

    fn lines(&self, out: &mut String, drawing: &FunnelDrawing) {
        let paths = [
            ("outer", self.path(&drawing.lines, |line| line.outer.0)),
            ("outer", self.path(&drawing.lines, |line| line.outer.1)),
            ("inner", self.path(&drawing.lines, |line| line.inner.0)),
            ("inner", self.path(&drawing.lines, |line| line.inner.1)),
        ];
        for (class, path) in paths {
            let _ = write!(out, r#"<path class="{class}" d="{path}"/>"#);
        }
        let y = self.y(drawing.middle);
        let _ = write!(out, r#"<path class="reference" d="M{LEFT} {y:.1}H{RIGHT}"/>"#);
    }

    /// A line through its points, without the part that lies above the drawing.
    fn path(&self, lines: &[FunnelLine], height: fn(&FunnelLine) -> f64) -> String {
        let mut path = String::new();
        for line in lines.iter().filter(|line| height(line) <= self.top) {
            let start = if path.is_empty() { 'M' } else { 'L' };
            let _ = write!(path, "{start}{:.1} {:.1}", self.x(line.size), self.y(height(line)));
        }
        path
    }

    fn dot(&self, out: &mut String, dot: &FunnelDot) {
        let (x, y) = (self.x(dot.size), self.y(dot.value));
        let name = escaped(&dot.name);
        let _ = if dot.value > self.top {
            write!(out, r#"<path class="point" d="M{x:.1} {:.1}l4 7h-8z"><title>{name}</title></path>"#, y - 7.0)
        } else {
            write!(out, r#"<circle class="point" cx="{x:.1}" cy="{y:.1}" r="3.2"><title>{name}</title></circle>"#)
        };
    }

    fn mark(&self, out: &mut String, mark: &FunnelMark) {
        let (x, y) = (self.x(mark.dot.size), self.y(mark.dot.value));
        let name = escaped(&mark.dot.name);
        if let Some(number) = mark.number {
            let _ = write!(
                out,
                r#"<g><title>{name}</title><rect class="marker" x="{:.1}" y="{:.1}" width="15" height="15"/><text class="marker-number" x="{x:.1}" y="{:.1}">{number}</text></g>"#,
                x - 7.5,
                y - 7.5,
                y + 4.2
            );
            return;
        }
        // The name stands above, towards the side on which there is room; below at the upper edge.
        let (at, anchor) = if x < LEFT + (RIGHT - LEFT) / 2.0 { (x - 8.0, "start") } else { (x + 8.0, "end") };
        let height = if y < TOP + 30.0 { y + 24.0 } else { y - 14.0 };
        let _ = write!(
            out,
            r#"<g><title>{name}</title><path class="chosen" d="M{x:.1} {:.1}l9 9l-9 9l-9-9z"/><text class="label" x="{at:.1}" y="{height:.1}" text-anchor="{anchor}">{}</text></g>"#,
            y - 9.0,
            escaped(&fitted(&mark.dot.name, NAME_WIDTH))
        );
    }
}

/// A round height that shows the funnel: all dots, unless a few small hospitals lie so high that the rest would lie flat.
fn top(drawing: &FunnelDrawing) -> f64 {
    let marked = drawing.marks.iter().map(|mark| &mark.dot);
    let mut values: Vec<f64> = drawing.dots.iter().chain(marked).map(|dot| dot.value).collect();
    values.sort_by(f64::total_cmp);
    let highest = values.last().copied().unwrap_or(0.0);
    // The lines of the largest hospital are always within.
    let narrow = drawing.lines.last().map_or(0.0, |line| line.outer.1 * 1.1);
    let most = highest.max(narrow).max(drawing.middle * 2.0);
    let quarter = drawing.lines.get(drawing.lines.len() / 4).map_or(0.0, |line| line.outer.1);
    let usual = values.get(values.len().saturating_sub(1 + values.len() / 50)).copied().unwrap_or(highest);
    let enough = (quarter * 1.1).max(usual).max(narrow).max(drawing.middle * 2.0);
    round_up(if most <= enough * 1.25 { most } else { enough })
}

/// Round sizes within a range, at most eight.
fn marks(smallest: f64, largest: f64) -> Vec<f64> {
    let within = |steps: &[f64]| -> Vec<f64> {
        (-6i32..=7)
            .flat_map(|power| steps.iter().map(move |step| step * 10f64.powi(power)))
            .filter(|size| *size >= smallest * 0.999 && *size <= largest * 1.001)
            .collect()
    };
    let fine = within(&[1.0, 2.0, 5.0]);
    if fine.len() <= 8 { fine } else { within(&[1.0]) }
}

/// A round number with no more decimals than it has.
fn plain(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing() -> FunnelDrawing {
        let line = |size: f64| FunnelLine { size, inner: (0.0, 10.0 / size), outer: (0.0, 20.0 / size) };
        let dot = |size, value, name: &str| FunnelDot { size, value, name: name.to_owned() };
        FunnelDrawing {
            title: "t".to_owned(),
            description: "d".to_owned(),
            across: "a".to_owned(),
            up: "u".to_owned(),
            middle: 1.0,
            lines: (1..=100u8).map(|size| line(f64::from(size))).collect(),
            dots: vec![dot(50.0, 1.2, "A & <B>")],
            marks: vec![FunnelMark { dot: dot(20.0, 0.0, "Chosen"), number: None }],
        }
    }

    #[test]
    fn a_dot_far_above_the_rest_is_a_triangle_at_the_edge_and_not_left_out() {
        let mut drawn = drawing();
        assert!(!goes_beyond(&drawn));
        drawn.dots.extend((0..60).map(|_| FunnelDot { size: 40.0, value: 1.0, name: String::new() }));
        drawn.dots.push(FunnelDot { size: 1.0, value: 1000.0, name: "High".to_owned() });
        assert!(goes_beyond(&drawn));
        assert!(funnel(&drawn).contains("<title>High</title></path>"));
    }

    #[test]
    fn names_are_escaped_and_the_chosen_hospital_is_a_diamond_with_its_name() {
        let text = funnel(&drawing());
        assert!(
            text.contains("A &amp; &lt;B&gt;") && text.contains("class=\"chosen\"") && text.contains(">Chosen</text>")
        );
        assert!(text.contains("role=\"img\"") && text.contains("<title id=\"funnel-title\">t</title>"));
    }

    #[test]
    fn the_marks_of_an_axis_are_round_and_few() {
        assert_eq!(marks(10.0, 666.0), [10.0, 20.0, 50.0, 100.0, 200.0, 500.0]);
        assert_eq!(marks(3.0, 7210.0).len(), 3);
        assert_eq!([plain(0.05), plain(10.0), plain(2.5)], ["0.05", "10", "2.5"]);
    }
}
