//! What stands in each cell of a comparison's table.

use std::collections::BTreeMap;

use compare::words::{self, in_language};
use compare::{Comparison, Experience, Published, Row, Treatment};
use evidence::{Counts, Edition, Measure, MeasureIndex, Period, Profile, RateUnit, Verdict};
use language::{Text, Value};

use crate::names;

/// So many measures are shown of one institution; the rest is counted.
const MOST_MEASURES: usize = 2;

/// Writes the cells of one comparison.
pub(crate) struct Cells<'a> {
    pub(crate) text: Text,
    pub(crate) edition: &'a Edition,
    pub(crate) treatment: Treatment,
}

impl Cells<'_> {
    pub(crate) fn institution(&self, row: &Row, marks: &str) -> String {
        let Some(institution) = self.edition.institution(row.institution) else { return String::new() };
        let mut lines = vec![format!("{}{marks}", institution.name), names::town(institution)];
        if let Some(offer) = self.edition.offers.iter().find(|offer| offer.institution == row.institution) {
            lines.push(self.text.table_offers(offer.source.as_str()));
        }
        lines.extend(row.band.map(|band| self.text.table_band(band)));
        lines.join("\n")
    }

    pub(crate) fn distance(&self, row: &Row) -> String {
        match (row.distance_km, row.travel_minutes) {
            (Some(km), Some(minutes)) => {
                format!("{}\n{}", self.text.table_km(Value::Decimal(km, 1)), self.text.table_minutes(minutes))
            }
            _ => self.text.table_distance_unknown(),
        }
    }

    pub(crate) fn experience(&self, row: &Row) -> String {
        let text = self.text;
        let Some(experience) = &row.experience else { return text.table_no_figure() };
        let Some(measure) = self.edition.measure(experience.measure) else { return text.table_no_figure() };
        let floor = experience.at_least;
        let mut lines = Vec::new();
        lines.extend(
            experience.cases.map(
                |count| {
                    if floor { text.table_admissions_floor(count) } else { text.table_admissions(count) }
                },
            ),
        );
        lines.extend(self.operations(experience, measure));
        lines.extend(
            experience
                .endoscopic
                .map(|count| if floor { text.table_endoscopic_floor(count) } else { text.table_endoscopic(count) }),
        );
        if self.treatment == Treatment::NoOperation && measure.counts == Counts::Admissions {
            lines.push(match experience.no_operation {
                // One class of the publisher's, so this number is exact.
                Some(count) => text.table_no_operation(count),
                None => text.table_no_operation_unknown(),
            });
        }
        lines.extend(
            experience
                .percentile
                .filter(|percentile| *percentile > 0)
                .map(|percentile| text.table_more_than(percentile, experience.among)),
        );
        lines.join("\n")
    }

    fn operations(&self, experience: &Experience, measure: &Measure) -> Option<String> {
        let text = self.text;
        match (experience.operations, measure.counts) {
            (Some(count), Counts::Operations) => Some(text.table_operations(count)),
            (Some(count), Counts::Admissions) if experience.at_least => Some(text.table_removals_floor(count)),
            (Some(count), Counts::Admissions) => Some(text.table_removals(count)),
            (None, Counts::Admissions) => Some(text.table_removals_unknown()),
            (None, Counts::Operations) => None,
        }
    }

    /// The newest figure of each measure, then how many more there are.
    pub(crate) fn results(&self, row: &Row) -> String {
        let mut newest: Vec<&Published> = Vec::new();
        for result in &row.results {
            if !newest.iter().any(|other| other.measure == result.measure) {
                newest.push(result);
            }
        }
        if newest.is_empty() {
            return self.text.table_no_results();
        }
        newest.sort_by_key(|result| std::cmp::Reverse(result.period.last));
        newest.truncate(MOST_MEASURES);
        let mut lines: Vec<String> = newest.iter().filter_map(|result| self.result(result)).collect();
        let more = row.results.len().saturating_sub(newest.len());
        if more > 0 {
            lines.push(self.text.table_older(more));
        }
        lines.join("\n")
    }

    fn result(&self, result: &Published) -> Option<String> {
        let text = self.text;
        let measure = self.edition.measure(result.measure)?;
        let name = in_language(&measure.name, text.language());
        let mut lines = vec![format!("{name}, {}", self.period(result.period))];
        lines.extend(self.believed(result));
        if let (Some(observed), Some(events), Some(cases)) = (result.observed, result.events, result.cases) {
            lines.push(text.table_observed(
                rate(observed.low),
                rate(observed.high),
                rate(observed.value),
                events,
                cases,
            ));
        }
        lines.extend(result.expected.map(|expected| text.table_expected(rate(expected))));
        lines.extend(result.adjusted.map(|adjusted| {
            let unit = self.unit(measure);
            match (adjusted.low, adjusted.high) {
                (Some(low), Some(high)) => text.table_adjusted(rate(low), rate(high), unit, rate(adjusted.value)),
                _ => text.table_adjusted_bare(rate(adjusted.value), unit),
            }
        }));
        lines.extend(result.verdict.map(|verdict| match verdict {
            Verdict::Better => text.table_verdict_better(),
            Verdict::NoDifferent => text.table_verdict_no_different(),
            Verdict::Worse => text.table_verdict_worse(),
        }));
        Some(lines.join("\n"))
    }

    /// The word, and our estimate: the interval before the number. Raw figure and the publisher's verdict stand below it.
    fn believed(&self, result: &Published) -> Vec<String> {
        let (Some(believed), Some(measure)) = (&result.believed, self.edition.measure(result.measure)) else {
            return Vec::new();
        };
        let rates = believed.rate;
        let mut lines = vec![
            words::standing(self.text, believed.posterior.plain.standing),
            self.text.table_believed_rate(
                rate(rates.low),
                rate(rates.high),
                self.unit(measure),
                rate(rates.value),
                self.period(believed.posterior.pooled),
            ),
        ];
        let speaks_of = self.edition.profile_of(result.measure).and_then(Profile::newest);
        // The figures end before the time that the estimate speaks of.
        if let Some(speaks_of) = speaks_of.filter(|speaks_of| believed.posterior.newest.last < speaks_of.last) {
            let newest = self.period(believed.posterior.newest);
            lines.push(self.text.table_carried_forward(newest, self.period(speaks_of)));
        }
        lines
    }

    fn unit(&self, measure: &Measure) -> String {
        match measure.rate_unit {
            RateUnit::Percent => self.text.table_per_hundred(),
            RateUnit::PerThousand => self.text.table_per_thousand(),
        }
    }

    /// Every measure shown, with its publisher and periods.
    pub(crate) fn sources(&self, comparison: &Comparison) -> Vec<String> {
        let mut shown: BTreeMap<MeasureIndex, Vec<Period>> = BTreeMap::new();
        for row in &comparison.rows {
            let volume = row.experience.iter().map(|experience| (experience.measure, experience.period));
            for (measure, period) in volume.chain(row.results.iter().map(|result| (result.measure, result.period))) {
                let periods = shown.entry(measure).or_default();
                if !periods.contains(&period) {
                    periods.push(period);
                }
            }
        }
        shown.into_iter().filter_map(|(index, periods)| self.source(index, periods)).collect()
    }

    fn source(&self, index: MeasureIndex, mut periods: Vec<Period>) -> Option<String> {
        let measure = self.edition.measure(index)?;
        let language = self.text.language();
        let publisher = self.edition.publisher_of(measure).map(|publisher| in_language(&publisher.name, language));
        periods.sort_unstable();
        let (first, last) = (periods.first()?, periods.last()?);
        let time = match periods.as_slice() {
            [only] => self.period(*only),
            _ => self.period(Period { first: first.first, last: last.last }),
        };
        Some(self.text.table_source(in_language(&measure.name, language), publisher.unwrap_or_default(), time))
    }

    fn period(&self, period: Period) -> String {
        let text = self.text;
        let ((first_year, first_month), (last_year, last_month)) = period.ends();
        let (first, last) = (first_year.to_string(), last_year.to_string());
        match (first_month, last_month) {
            (1, 12) if first_year == last_year => text.words_year(first),
            (1, 12) => text.words_years(first, last),
            _ => text.words_months(text.words_month(first_month, first), text.words_month(last_month, last)),
        }
    }
}

/// As many decimals as make sense for a rate.
fn rate(value: f64) -> Value {
    Value::Decimal(value, if value > 0.0 && value < 1.0 { 2 } else { 1 })
}
