//! What the funnel shows, in sentences.

use compare::funnel::{Dot, Funnel, Place, Scale, Side};
use compare::words::{in_language, standing};
use evidence::series::ExpectedFrom;
use evidence::{Standing, Verdict};
use language::Value;

use super::Wanted;
use super::picture::factor;
use crate::answer::period_note;
use crate::words;

impl Wanted<'_> {
    /// Who published the figures, for when, and how long ago that was.
    pub(super) fn when(&self, funnel: &Funnel) -> String {
        let t = self.t;
        let publisher = self.edition.publisher_of(self.measure);
        let publisher = publisher.map(|publisher| in_language(&publisher.name, self.language)).unwrap_or_default();
        let note = period_note(self.edition, self.language, funnel.measure, funnel.period);
        let period = words::with_note(t, words::period(t, funnel.period), note);
        match words::ago(t, &self.edition.created, funnel.period) {
            Some(ago) => t.outcome_period(publisher, period, ago),
            None => t.outcome_period_alone(publisher, period),
        }
    }

    /// What to know first.
    pub(super) fn cautions(&self, funnel: &Funnel) -> Vec<String> {
        let t = self.t;
        let ago = words::ago(t, &self.edition.created, funnel.period).filter(|_| funnel.old);
        let mut cautions: Vec<String> = ago.map(|ago| t.funnel_old(ago)).into_iter().collect();
        if funnel.few {
            cautions.push(t.funnel_few(funnel.dots.len(), funnel.whole.events));
        }
        if funnel.scale == Scale::Share {
            cautions.push(t.funnel_drawn_share());
        }
        if funnel.expected_from == ExpectedFrom::AdjustedRates {
            cautions.push(t.funnel_recovered());
            let stand_ins = funnel.stand_ins;
            if stand_ins.other_periods + stand_ins.average > 0 {
                cautions.push(t.funnel_recovered_none(stand_ins.other_periods, stand_ins.average));
            }
        }
        if funnel.left_out > 0 {
            cautions.push(t.funnel_left_out(funnel.left_out));
        }
        cautions
    }

    /// The picture in a few sentences: all hospitals, how many lie outside, and the one chosen.
    pub(super) fn short(&self, funnel: &Funnel) -> Vec<String> {
        let t = self.t;
        let mut short = vec![self.together(funnel)];
        short.extend(self.chosen_sentence(funnel));
        short.extend(self.pooled_sentence(funnel));
        if let (Some(place), true) = (&self.place, self.near(funnel).is_empty()) {
            short.push(t.funnel_near_none(place.name.as_str()));
        }
        let (above, below) = (funnel.outside_inner(Side::High), funnel.outside_inner(Side::Low));
        let expected = self.expected_outside(funnel, funnel.by_chance.inner);
        short.push(t.funnel_outside_inner(above + below, above, below, expected));
        let (above, below) = (funnel.outside_outer(Side::High), funnel.outside_outer(Side::Low));
        let expected = self.expected_outside(funnel, funnel.by_chance.outer);
        short.push(t.funnel_outside_outer(above + below, above, below, expected));
        if funnel.dots.iter().any(|dot| dot.verdict.is_some()) {
            short.push(t.funnel_verdicts(
                funnel.verdicts(Verdict::Better),
                funnel.verdicts(Verdict::NoDifferent),
                funnel.verdicts(Verdict::Worse),
            ));
        }
        short
    }

    fn together(&self, funnel: &Funnel) -> String {
        let t = self.t;
        let whole = &funnel.whole;
        let period = words::period(t, funnel.period);
        match whole.expected {
            Some(expected) => {
                let expected = Value::Decimal(expected, if expected < 100.0 { 1 } else { 0 });
                t.funnel_together_ratio(period, funnel.dots.len(), whole.events, whole.cases, expected)
            }
            None => {
                let rate = words::rate(whole.rate() * 100.0);
                t.funnel_together_share(period, funnel.dots.len(), whole.events, whole.cases, rate)
            }
        }
    }

    fn chosen_sentence(&self, funnel: &Funnel) -> Option<String> {
        let (t, chosen) = (self.t, self.chosen?);
        let name = self.name(chosen);
        let Some(dot) = funnel.dot(chosen) else { return Some(t.funnel_chosen_missing(name)) };
        let place = match dot.place {
            Place::Inside => t.funnel_inside(),
            Place::Outside95(Side::High) => t.funnel_above_inner(),
            Place::Outside95(Side::Low) => t.funnel_below_inner(),
            Place::Outside998(Side::High) => t.funnel_above_outer(),
            Place::Outside998(Side::Low) => t.funnel_below_outer(),
        };
        Some(t.funnel_chosen(name, place, self.figure(funnel.scale, dot)))
    }

    /// What the comparison says of the same hospital, and why both can be true.
    fn pooled_sentence(&self, funnel: &Funnel) -> Option<String> {
        let (t, chosen) = (self.t, self.chosen?);
        let posterior = self.edition.posterior_at(funnel.measure, chosen)?;
        let dot = funnel.dot(chosen)?;
        let word = standing(t, posterior.plain.standing);
        let (here, pooled) = (words::period(t, funnel.period), words::period(t, posterior.pooled));
        let agrees = match posterior.plain.standing {
            Standing::Similar | Standing::TooFew => dot.place == Place::Inside,
            Standing::Fewer => matches!(dot.place, Place::Outside95(Side::Low) | Place::Outside998(Side::Low)),
            Standing::More => matches!(dot.place, Place::Outside95(Side::High) | Place::Outside998(Side::High)),
        };
        Some(if agrees {
            t.funnel_pooled_agrees(pooled, word)
        } else if posterior.periods > 1 {
            t.funnel_pooled_several(here, pooled, word)
        } else {
            t.funnel_pooled_one(pooled, word)
        })
    }

    fn figure(&self, scale: Scale, dot: &Dot) -> String {
        let t = self.t;
        let [low, high] = [dot.low, dot.high].map(|height| words::rate(height * factor(scale)));
        match scale {
            Scale::Share => t.funnel_figure_share(dot.events, dot.cases, low, high),
            Scale::Ratio => t.funnel_figure_ratio(dot.events, dot.cases, words::rate(dot.expected), low, high),
        }
    }

    /// How many dots would lie outside though no hospital differed: beside this the number found can be judged.
    fn expected_outside(&self, funnel: &Funnel, number: f64) -> String {
        let t = self.t;
        let count =
            if number < 1.0 { t.funnel_chance_under_one() } else { t.funnel_chance_up_to(words::whole(number)) };
        if funnel.spread.widened { t.funnel_expected_spread(count) } else { t.funnel_expected_alone(count) }
    }

    /// How to read the picture, for someone who has never seen one.
    pub(super) fn reading(&self, funnel: &Funnel) -> Vec<String> {
        let t = self.t;
        let (place, middle) = match funnel.scale {
            Scale::Share => (t.funnel_read_place_share(), t.funnel_read_middle_share()),
            Scale::Ratio if funnel.expected_from == ExpectedFrom::AdjustedRates => {
                (t.funnel_read_place_ratio(), t.funnel_read_middle_recovered())
            }
            Scale::Ratio => (t.funnel_read_place_ratio(), t.funnel_read_middle_ratio()),
        };
        vec![t.funnel_read_ask(), place, middle, t.funnel_read_small(), t.funnel_read_lines(), t.funnel_read_name()]
    }

    /// How the lines were drawn and what they allow for.
    pub(super) fn drawn(&self, funnel: &Funnel) -> Vec<String> {
        let t = self.t;
        let phi = Value::Decimal(funnel.spread.phi, 1);
        let spread = if funnel.spread.widened {
            t.funnel_drawn_widened(phi, Value::Decimal(funnel.spread.stretch(), 1))
        } else {
            t.funnel_drawn_chance(phi)
        };
        let adjusted = (funnel.scale == Scale::Ratio).then(|| t.funnel_drawn_ratio());
        adjusted.into_iter().chain([spread, t.funnel_drawn_exact()]).collect()
    }
}
