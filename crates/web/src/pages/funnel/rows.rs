//! The table that says what the drawing shows: a row for each dot.

use compare::funnel::{Dot, Funnel, Place, Side};
use evidence::{InstitutionIndex, Verdict};
use language::Text;

use super::Wanted;
use super::picture::factor;
use crate::words;

/// One hospital.
pub(super) struct Row {
    /// Its number in the drawing; empty where it has none.
    pub(super) number: String,
    /// Whether it is the diamond.
    pub(super) chosen: bool,
    pub(super) name: String,
    pub(super) tongue: &'static str,
    pub(super) href: String,
    pub(super) away: String,
    pub(super) cases: u32,
    pub(super) events: u32,
    pub(super) expected: String,
    pub(super) interval: String,
    pub(super) place: String,
    pub(super) verdict: String,
}

impl Wanted<'_> {
    /// The hospital chosen, then those near, nearest first.
    pub(super) fn marked(&self, funnel: &Funnel, near: &[(InstitutionIndex, f64)]) -> Vec<Row> {
        let chosen = self.chosen.and_then(|chosen| self.row(funnel, funnel.dot(chosen)?));
        let chosen = chosen.map(|row| Row { chosen: true, ..row });
        let numbered = (1..).zip(near).filter_map(|(number, (near, km)): (usize, &(InstitutionIndex, f64))| {
            let row = self.row(funnel, funnel.dot(*near)?)?;
            let away = self.t.funnel_cell_away(words::distance(self.t, *km));
            Some(Row { number: number.to_string(), away, ..row })
        });
        chosen.into_iter().chain(numbered).collect()
    }

    /// Every hospital, by name: an order by rate would be a league.
    pub(super) fn all(&self, funnel: &Funnel) -> Vec<Row> {
        let mut rows: Vec<Row> = funnel.dots.iter().filter_map(|dot| self.row(funnel, dot)).collect();
        rows.sort_by_cached_key(|row| row.name.to_lowercase());
        rows
    }

    fn row(&self, funnel: &Funnel, dot: &Dot) -> Option<Row> {
        let institution = self.edition.institution(dot.institution)?;
        let t = self.t;
        let times = factor(funnel.scale);
        let [low, high, value] = [dot.low, dot.high, dot.value].map(|height| words::rate(height * times));
        Some(Row {
            number: String::new(),
            chosen: false,
            name: institution.name.clone(),
            tongue: words::tongue(institution.country),
            href: format!("/institution/{}", institution.id),
            away: String::new(),
            cases: dot.cases,
            events: dot.events,
            expected: words::rate(dot.expected),
            interval: t.plot_interval(low, high, value),
            place: place(t, dot.place),
            verdict: dot.verdict.map(|verdict| said(t, verdict)).unwrap_or_else(|| t.words_none_published()),
        })
    }
}

fn place(t: Text, place: Place) -> String {
    match place {
        Place::Inside => t.funnel_cell_inside(),
        Place::Outside95(Side::High) => t.funnel_cell_above_inner(),
        Place::Outside95(Side::Low) => t.funnel_cell_below_inner(),
        Place::Outside998(Side::High) => t.funnel_cell_above_outer(),
        Place::Outside998(Side::Low) => t.funnel_cell_below_outer(),
    }
}

fn said(t: Text, verdict: Verdict) -> String {
    match verdict {
        Verdict::Better => t.outcome_better(),
        Verdict::NoDifferent => t.outcome_no_different(),
        Verdict::Worse => t.outcome_worse(),
    }
}
