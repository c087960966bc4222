//! The two plots of an answer: counts as bars, what became of those treated as intervals.

use compare::words::in_language;
use compare::{Comparison, Published};
use evidence::{Edition, MeasureIndex, Period};
use language::Text;

use crate::answer::{Counted, Telling, period_note};
use crate::drawing::{Bar, Interval, bars, intervals};
use crate::words;

/// A drawing with the line above it that says what is drawn.
pub(super) struct Plot {
    pub(super) heading: String,
    pub(super) svg: String,
    pub(super) about: String,
}

/// The counts of the treatment asked for.
pub(super) fn volume_plot(edition: &Edition, t: Text, comparison: &Comparison, shown: usize) -> Option<Plot> {
    let counted = Counted::of(comparison);
    let mut open = false;
    let rows: Vec<Bar> = (1..)
        .zip(comparison.rows.iter().take(shown))
        .filter_map(|(number, row)| {
            let experience = row.experience.as_ref()?;
            let count = counted.count(experience)?;
            open |= experience.at_least;
            Some(Bar {
                number,
                name: edition.institution(row.institution)?.name.clone(),
                count,
                label: if experience.at_least { t.plot_floor(count) } else { t.words_count(count) },
                open: experience.at_least,
            })
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let about = if open { t.plot_desc_floor() } else { t.plot_desc_count() };
    let svg = bars(&t.plot_title_volume(rows.len()), &about, "volume", &rows);
    Some(Plot { heading: counted.heading(t, edition, comparison), svg, about })
}

/// What is drawn: one measure in one period, so that like stands beside like.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Drawn {
    measure: MeasureIndex,
    period: Period,
}

/// The kind of interval, the same for every institution of a plot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Limits {
    /// The publisher's, of the adjusted rate.
    Adjusted,
    /// The exact one of what was observed; ours.
    Observed,
}

/// The measure and period that most institutions share, the newest of those, as intervals of one kind.
pub(super) fn outcome_plot(telling: &Telling<'_>, shown: usize) -> Option<Plot> {
    let (edition, t) = (telling.edition, telling.t);
    let (drawn, limits) = most_shared(telling.comparison, shown)?;
    let measure = edition.measure(drawn.measure)?;
    let rows: Vec<Interval> = (1usize..)
        .zip(telling.comparison.rows.iter().take(shown))
        .filter_map(|(number, row)| {
            let published = row.results.iter().find(|published| is_drawn(published, drawn))?;
            let (low, high, value) = interval(published, limits)?;
            let label = t.plot_interval(words::rate(low), words::rate(high), words::rate(value));
            Some(Interval { number, name: edition.institution(row.institution)?.name.clone(), low, high, value, label })
        })
        .collect();
    let unit = match limits {
        Limits::Adjusted => words::of_how_many(t, measure),
        Limits::Observed => t.words_of_hundred(),
    };
    let kind = match limits {
        Limits::Adjusted => t.plot_kind_adjusted(),
        Limits::Observed => t.plot_kind_observed(),
    };
    let period = words::with_note(
        t,
        words::period(t, drawn.period),
        period_note(edition, telling.language, drawn.measure, drawn.period),
    );
    let name = in_language(&measure.name, telling.language);
    let about = t.plot_desc_outcome();
    let svg = intervals(&t.plot_title_outcome(rows.len()), &about, "outcome", &rows, None);
    Some(Plot { heading: t.plot_heading_outcome(name, period, unit, kind), svg, about })
}

fn most_shared(comparison: &Comparison, shown: usize) -> Option<(Drawn, Limits)> {
    let rows = || comparison.rows.iter().take(shown);
    let mut candidates: Vec<Drawn> = Vec::new();
    for published in rows().flat_map(|row| &row.results) {
        let drawn = Drawn { measure: published.measure, period: published.period };
        if !candidates.contains(&drawn) {
            candidates.push(drawn);
        }
    }
    let institutions = |drawn: Drawn, limits: Limits| {
        let has = |published: &Published| is_drawn(published, drawn) && interval(published, limits).is_some();
        rows().filter(|row| row.results.iter().any(has)).count()
    };
    let judged = candidates.into_iter().map(|drawn| {
        let all = rows().filter(|row| row.results.iter().any(|published| is_drawn(published, drawn))).count();
        // The adjusted rate only where every institution's has published limits: two kinds side by side would mislead.
        let limits = if institutions(drawn, Limits::Adjusted) == all { Limits::Adjusted } else { Limits::Observed };
        (institutions(drawn, limits), drawn, limits)
    });
    judged
        .filter(|(institutions, _, _)| *institutions > 0)
        // The measure's position, turned round, breaks a tie for the one linked first.
        .max_by_key(|(institutions, drawn, _)| (*institutions, drawn.period.last, std::cmp::Reverse(drawn.measure)))
        .map(|(_, drawn, limits)| (drawn, limits))
}

fn is_drawn(published: &Published, drawn: Drawn) -> bool {
    published.measure == drawn.measure && published.period == drawn.period
}

fn interval(published: &Published, limits: Limits) -> Option<(f64, f64, f64)> {
    match limits {
        Limits::Adjusted => published.adjusted.and_then(|rate| Some((rate.low?, rate.high?, rate.value))),
        Limits::Observed => published.observed.map(|estimate| (estimate.low, estimate.high, estimate.value)),
    }
}
