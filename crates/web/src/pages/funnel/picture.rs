//! The funnel as a drawing, and the key to its shapes.

use compare::funnel::{Dot, Funnel, FunnelPoint, Scale, Side};
use evidence::InstitutionIndex;

use super::Wanted;
use crate::drawing::{FunnelDot, FunnelDrawing, FunnelLine, FunnelMark, goes_beyond};
use crate::words;

impl Wanted<'_> {
    /// The dots with those marked apart from the rest.
    pub(super) fn drawing(&self, funnel: &Funnel, near: &[(InstitutionIndex, f64)]) -> FunnelDrawing {
        let t = self.t;
        let times = factor(funnel.scale);
        let drawn = |dot: &Dot| FunnelDot {
            size: dot.size,
            value: dot.value * times,
            name: self.name(dot.institution).to_owned(),
        };
        let line = |point: &FunnelPoint| FunnelLine {
            size: point.size,
            inner: (point.limits.limits_95.low * times, point.limits.limits_95.high * times),
            outer: (point.limits.limits_998.low * times, point.limits.limits_998.high * times),
        };
        let chosen = self.chosen.and_then(|chosen| funnel.dot(chosen)).map(|dot| (dot, None));
        let numbered = (1..).zip(near).filter_map(|(number, (near, _))| Some((funnel.dot(*near)?, Some(number))));
        let marks: Vec<(&Dot, Option<usize>)> = chosen.into_iter().chain(numbered).collect();
        let is_marked = |dot: &&Dot| marks.iter().any(|(marked, _)| marked.institution == dot.institution);
        let (above, below) = (funnel.outside_inner(Side::High), funnel.outside_inner(Side::Low));
        let hospitals = funnel.dots.len();
        let period = words::period(t, funnel.period);
        let (across, up) = match funnel.scale {
            Scale::Share => (t.funnel_axis_cases(), t.funnel_axis_share()),
            Scale::Ratio => (t.funnel_axis_expected(), t.funnel_axis_ratio()),
        };
        FunnelDrawing {
            title: t.funnel_picture_title(self.say(&self.measure.name), period, hospitals),
            description: t.funnel_picture_desc(hospitals.saturating_sub(above + below), hospitals, above, below),
            across,
            up,
            middle: funnel.reference * times,
            lines: funnel.curve.iter().map(line).collect(),
            dots: funnel.dots.iter().filter(|dot| !is_marked(dot)).map(drawn).collect(),
            marks: marks.iter().map(|(dot, number)| FunnelMark { dot: drawn(dot), number: *number }).collect(),
        }
    }

    /// What each shape of the drawing means.
    pub(super) fn keys(
        &self,
        funnel: &Funnel,
        near: &[(InstitutionIndex, f64)],
        drawing: &FunnelDrawing,
    ) -> Vec<String> {
        let t = self.t;
        let mut keys = vec![t.funnel_key_lines()];
        if let Some(chosen) = self.chosen.filter(|chosen| funnel.dot(*chosen).is_some()) {
            keys.push(t.funnel_key_chosen(self.name(chosen)));
        }
        if let (Some(place), false) = (&self.place, near.is_empty()) {
            keys.push(t.funnel_key_near(place.name.as_str()));
        }
        if goes_beyond(drawing) {
            keys.push(t.funnel_key_beyond());
        }
        keys.push(t.funnel_key_sizes());
        keys
    }
}

/// A share is drawn of each hundred, a ratio as it is.
pub(super) fn factor(scale: Scale) -> f64 {
    match scale {
        Scale::Share => 100.0,
        Scale::Ratio => 1.0,
    }
}
