//! What became of those treated, in words: the interval first, then the point.

use compare::Published;
use compare::words::in_language;
use evidence::{Edition, MeasureIndex, Period, Scope};
use language::{Language, Text};

use super::believed::BelievedView;
use crate::words;

/// Below so many people, that it happened to none of them says little.
const FEW: u32 = 100;

/// One published outcome.
pub(crate) struct OutcomeView {
    pub(crate) measure: String,
    pub(crate) period: String,
    /// "Between 0.4 and 4.9 of 100 …".
    pub(crate) sentences: Vec<String>,
    pub(crate) verdict: String,
    pub(crate) scope: String,
    /// The period alone, for a table.
    pub(crate) when: String,
    /// The figure in a few words, for a table.
    pub(crate) short: String,
    /// Where all hospitals stand in this; empty where the page shows no way there.
    pub(crate) funnel: String,
    /// What is believed with the years pooled; beside the newest figure only.
    pub(crate) believed: Option<BelievedView>,
}

/// An outcome, or nothing when its measure is not in the edition.
pub(crate) fn outcome(edition: &Edition, language: Language, published: &Published) -> Option<OutcomeView> {
    let measure = edition.measure(published.measure)?;
    let t = language.text();
    let publisher =
        edition.publisher_of(measure).map(|publisher| in_language(&publisher.name, language)).unwrap_or_default();
    let of = words::of_how_many(t, measure);
    let mut sentences = observed(t, published);
    if let Some(adjusted) = published.adjusted {
        let value = words::rate(adjusted.value);
        // What has an interval is said first; a bare rate comes after.
        match (adjusted.low, adjusted.high) {
            (Some(low), Some(high)) => {
                sentences.insert(0, t.outcome_adjusted(words::rate(low), words::rate(high), of.clone(), value));
            }
            _ if measure.shrunken => sentences.push(t.outcome_shrunken(value, of.clone())),
            _ => sentences.push(t.outcome_adjusted_alone(value, of.clone())),
        }
    }
    let note = period_note(edition, language, published.measure, published.period);
    let period = words::with_note(t, words::period(t, published.period), note);
    let verdict = published.verdict.map(|verdict| {
        let word = match verdict {
            evidence::Verdict::Better => t.outcome_better(),
            evidence::Verdict::NoDifferent => t.outcome_no_different(),
            evidence::Verdict::Worse => t.outcome_worse(),
        };
        t.outcome_verdict(publisher, word)
    });
    Some(OutcomeView {
        measure: in_language(&measure.name, language).to_owned(),
        period: match words::ago(t, &edition.created, published.period) {
            Some(ago) => t.outcome_period(publisher, period.as_str(), ago),
            None => t.outcome_period_alone(publisher, period.as_str()),
        },
        when: period,
        short: short(t, published, of),
        sentences,
        funnel: String::new(),
        believed: None,
        verdict: verdict.unwrap_or_default(),
        scope: match published.scope {
            Scope::Exact => String::new(),
            Scope::Broader => t.outcome_scope_broader(),
            Scope::Narrower => t.outcome_scope_narrower(),
        },
    })
}

/// A figure as it stands in the table of earlier ones.
fn short(t: Text, published: &Published, of: String) -> String {
    match (published.adjusted, published.events, published.cases) {
        (Some(rate), _, _) => match (rate.low, rate.high) {
            (Some(low), Some(high)) => {
                t.outcome_short_adjusted(words::rate(low), words::rate(high), of, words::rate(rate.value))
            }
            _ => match (published.events, published.cases) {
                (Some(events), Some(cases)) => t.outcome_short_both(events, cases, words::rate(rate.value), of),
                _ => t.outcome_short_rate(words::rate(rate.value), of),
            },
        },
        (None, Some(events), Some(cases)) => t.outcome_short_counted(events, cases),
        (None, None, Some(cases)) => t.outcome_cases(cases),
        (None, _, None) => t.words_none_published(),
    }
}

/// What must be said beside a period, such as that its months are approximate; empty for most.
pub(crate) fn period_note(edition: &Edition, language: Language, measure: MeasureIndex, period: Period) -> &str {
    edition.period_note(measure, period).map(|note| in_language(note, language)).unwrap_or_default()
}

/// What was observed, without allowing for how ill people were; the whole state or country beside it.
fn observed(t: Text, published: &Published) -> Vec<String> {
    let mut sentences = Vec::new();
    match (published.observed, published.events, published.cases) {
        (Some(estimate), Some(0), Some(cases)) if cases < FEW => {
            sentences.push(t.outcome_none(cases, words::rate(estimate.high)));
        }
        (Some(estimate), Some(0), Some(cases)) => {
            sentences.push(t.outcome_none_many(cases, words::rate(estimate.high)));
        }
        (Some(estimate), Some(events), Some(cases)) => sentences.push(t.outcome_observed(
            words::rate(estimate.low),
            words::rate(estimate.high),
            events,
            cases,
            words::rate(estimate.value),
        )),
        (_, _, Some(cases)) => sentences.push(t.outcome_cases(cases)),
        _ => {}
    }
    if let Some((events, cases)) = published.whole
        && cases > 0
    {
        #[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
        let share = events as f64 * 100.0 / cases as f64;
        sentences.push(t.outcome_whole(events, cases, words::rate(share)));
    }
    sentences
}
