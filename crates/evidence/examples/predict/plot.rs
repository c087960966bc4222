//! The calibration plot, as a picture that prints: no colour carries meaning.

use std::fmt::Write;

use crate::calibration::{BINS, Calibration};
use crate::report::Done;
use crate::scoring::{ANSHIN, Row};

/// Panels: the method's place among all, and what stands above it.
const PANELS: [(usize, &str); 3] =
    [(ANSHIN, "Anshin"), (3, "Gamma shrinkage, plugged in"), (0, "The hospital's own raw rate")];

const WIDTH: f64 = 280.0;
const HEIGHT: f64 = 180.0;
const GAP: f64 = 30.0;
const LEFT: f64 = 52.0;
const TOP: f64 = 66.0;
/// The tallest bar a panel holds, in times of what is due.
const MOST: f64 = 3.0;

/// Draws the histograms beside each other.
pub fn draw(done: &[Done]) -> String {
    let rows = || done.iter().flat_map(|(_, scored)| &scored.rows);
    let (width, height) = (LEFT + 3.0 * WIDTH + 2.0 * GAP + 16.0, TOP + HEIGHT + 74.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title description\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#111\">\n\
         <title id=\"title\">Do the predictions come true? {} rows of years that no method had seen</title>\n\
         <desc id=\"description\">{}</desc>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n",
        rows().count(),
        description(rows()),
    );
    line(&mut svg, (LEFT, 22.0), "start", 16, "Do the predictions come true?");
    let count = rows().count();
    let note = format!(
        "{count} rows of years not seen; even bars: right; high at both ends: too sure; high in the middle: too unsure"
    );
    line(&mut svg, (LEFT, 42.0), "start", 13, &note);
    for (number, (method, name)) in (0_u32..).zip(PANELS) {
        panel(&mut svg, LEFT + f64::from(number) * (WIDTH + GAP), name, &Calibration::of(method, rows()));
    }
    let bottom = "Grey band: where 95 of 100 bars lie when a method is right. A bar cut off above carries its height in figures.";
    line(&mut svg, (LEFT, height - 10.0), "start", 13, bottom);
    svg.push_str("</svg>\n");
    svg
}

/// What the picture shows, in words.
fn description<'r>(rows: impl Iterator<Item = &'r Row> + Clone) -> String {
    let panels = PANELS.map(|(method, name)| {
        let found = Calibration::of(method, rows.clone());
        let bins: Vec<String> = found.bins.iter().map(u32::to_string).collect();
        format!(
            "{name}: {}. {:.1} percent of rows lay inside the 95 percent interval.",
            bins.join(", "),
            100.0 * found.inside[2]
        )
    });
    format!(
        "Three histograms of 20 bars each: on the left rows with fewer events than predicted, on the right with more. {}",
        panels.join(" ")
    )
}

fn panel(svg: &mut String, left: f64, name: &str, found: &Calibration) {
    let count: f64 = found.bins.iter().copied().map(f64::from).sum();
    let due = count / BINS as f64;
    let place = |times: f64| TOP + HEIGHT * (1.0 - times.min(MOST) / MOST);
    // A bar's count is binomial when the method is right.
    let half = 1.96 * (due * (1.0 - 1.0 / BINS as f64)).sqrt() / due;
    let (high, low) = (place(1.0 + half), place(1.0 - half));
    line(svg, (left, TOP - 6.0), "start", 13, name);
    rectangle(svg, [left, high, WIDTH, low - high], "fill=\"#ccc\"");
    let step = WIDTH / BINS as f64;
    for (number, bin) in (0_u32..).zip(found.bins) {
        let (x, times) = (left + f64::from(number) * step, f64::from(bin) / due);
        let y = place(times);
        rectangle(
            svg,
            [x + 1.0, y, step - 2.0, TOP + HEIGHT - y],
            "fill=\"none\" stroke=\"#111\" stroke-width=\"1.5\"",
        );
        if times > MOST {
            let to_the_left = number > 10;
            let (at, anchor) = if to_the_left { (x - 2.0, "end") } else { (x + step + 2.0, "start") };
            line(svg, (at, TOP + 12.0), anchor, 12, &format!("{times:.1}"));
        }
    }
    for times in [0.0, 1.0, 2.0, 3.0] {
        if left < LEFT + 1.0 {
            line(svg, (left - 8.0, place(times) + 4.0), "end", 12, &format!("{times:.0} x"));
        }
    }
    let below = TOP + HEIGHT + 18.0;
    for (share, anchor) in [(0.0, "start"), (0.5, "middle"), (1.0, "end")] {
        line(svg, (left + share * WIDTH, below), anchor, 12, &format!("{share}"));
    }
    let words = "fewer events than predicted · more";
    line(svg, (left + 0.5 * WIDTH, below + 18.0), "middle", 12, words);
}

fn rectangle(svg: &mut String, [x, y, width, height]: [f64; 4], look: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(svg, "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" {look}/>");
}

fn line(svg: &mut String, (x, y): (f64, f64), anchor: &str, size: u32, words: &str) {
    let _ =
        writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-size=\"{size}\">{words}</text>");
}
