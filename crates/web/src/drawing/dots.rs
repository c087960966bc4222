//! A number as dots: so many of a hundred or of a thousand, and up to how many more fit the figures.

use std::fmt::Write as _;

use super::escaped;

/// From the middle of one dot to the next.
const STEP: u32 = 10;

/// What is drawn: the first `value` dots dark, those up to `high` paler, the rest small and empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dots {
    /// How many in all: 100 or 1,000.
    pub(crate) whole: u32,
    /// The most likely number.
    pub(crate) value: u32,
    /// The upper end of the interval.
    pub(crate) high: u32,
}

impl Dots {
    /// Draws them in rows. The three kinds differ in size too, so that nothing is said by colour alone.
    pub(crate) fn draw(self, says: &str) -> String {
        let columns = if self.whole > 100 { 50 } else { 20 };
        let (wide, tall) = (columns * STEP, self.whole.div_ceil(columns) * STEP);
        let mut out = format!(
            r#"<svg class="drawing dots" viewBox="0 0 {wide} {tall}" role="img" aria-label="{}">"#,
            escaped(says)
        );
        let value = self.value.min(self.whole);
        let high = self.high.clamp(value, self.whole);
        for (class, from, to) in [("none", high, self.whole), ("maybe", value, high), ("likely", 0, value)] {
            if from < to {
                let _ = write!(out, r#"<path class="{class}" d="{}"/>"#, rows(columns, from, to));
            }
        }
        out.push_str("</svg>");
        out
    }
}

/// A line through each row; its pattern of dashes makes a dot at every step, so a thousand dots are a few letters.
fn rows(columns: u32, from: u32, to: u32) -> String {
    let mut path = String::new();
    let mut next = from;
    while next < to {
        let (row, column) = (next / columns, next % columns);
        let end = to.min((row + 1) * columns);
        let (x, y) = (column * STEP + STEP / 2, row * STEP + STEP / 2);
        let _ = write!(path, "M{x} {y}h{}", (end - next - 1) * STEP + 1);
        next = end;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dots_of_two_kinds_share_a_row_and_none_is_drawn_twice() {
        let drawn = Dots { whole: 100, value: 22, high: 25 }.draw("A & B");
        assert!(drawn.contains(r#"class="likely" d="M5 5h191M5 15h11""#), "{drawn}");
        assert!(drawn.contains(r#"class="maybe" d="M25 15h21""#), "{drawn}");
        assert!(drawn.contains(r#"class="none" d="M55 15h141M5 25h191"#), "{drawn}");
        assert!(drawn.contains("aria-label=\"A &amp; B\"") && drawn.contains("role=\"img\""));
    }

    #[test]
    fn none_and_more_than_all_are_drawn_too() {
        assert!(!Dots { whole: 1_000, value: 0, high: 3 }.draw("").contains("likely"));
        assert!(!Dots { whole: 100, value: 100, high: 120 }.draw("").contains("maybe"));
    }
}
