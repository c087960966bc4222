//! A comparison as CSV: one row for each institution and published result, or one row with an empty result.

use compare::report::{InstitutionReport, Report, ResultReport};

const HEADER: [&str; 61] = [
    "edition",
    "condition",
    "scope",
    "institution",
    "name",
    "distance_km",
    "travel_minutes",
    "group",
    "band",
    "same_group",
    "offers_second_opinion",
    "publishes_results",
    "publishes_results_link",
    "experience_publisher",
    "experience_period",
    "experience_months",
    "counts",
    "at_least",
    "cases",
    "operations",
    "endoscopic",
    "other_operations",
    "no_operation",
    "percentile",
    "among",
    "result_measure",
    "result_kind",
    "result_publisher",
    "result_period",
    "result_scope",
    "result_cases",
    "result_events",
    "result_expected",
    "observed_percent",
    "observed_low",
    "observed_high",
    "adjusted",
    "adjusted_low",
    "adjusted_high",
    "unit",
    "published_verdict",
    "whole_cases",
    "whole_events",
    "whole_rate",
    "whole_unit",
    "period_note",
    "shrunken",
    "shrunken_low",
    "shrunken_high",
    "probability_best_quarter",
    "pooled_periods",
    "pooled_cases",
    "pooled_events",
    "ratio",
    "ratio_low",
    "ratio_high",
    "own_share",
    "standing",
    "probability_lower",
    "notes",
    "cautions",
];

/// Writes the rows; absent figures are empty cells, never 0.
pub(crate) fn csv_rows(report: &Report) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for institution in &report.institutions {
        for result in &institution.results {
            writer.write_record(record(report, institution, Some(result)))?;
        }
        if institution.results.is_empty() {
            writer.write_record(record(report, institution, None))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn record(report: &Report, institution: &InstitutionReport, result: Option<&ResultReport>) -> Vec<String> {
    let mut cells = vec![
        report.edition.to_owned(),
        report.condition.id.to_owned(),
        cell(report.condition.scope),
        institution.id.to_owned(),
        institution.name.to_owned(),
        cell(institution.distance_km),
        cell(institution.travel_minutes),
        institution.group.to_owned(),
        cell(institution.band),
        cell(institution.same_group),
        institution.offers_second_opinion.answer.to_owned(),
        institution.publishes_results.answer.to_owned(),
        cell(institution.publishes_results.link),
    ];
    cells.extend(experience_cells(institution));
    cells.extend(result_cells(result));
    cells.extend(pooled_cells(result));
    cells.push(institution.notes.join(" "));
    cells.push(report.cautions.join(" "));
    cells
}

fn experience_cells(institution: &InstitutionReport) -> [String; 12] {
    let Some(experience) = &institution.experience else { return Default::default() };
    [
        experience.publisher.to_owned(),
        experience.period.clone(),
        cell(experience.months),
        experience.counts.to_owned(),
        experience.at_least.to_string(),
        cell(experience.cases),
        cell(experience.operations),
        cell(experience.endoscopic),
        cell(experience.other_operations),
        cell(experience.no_operation),
        cell(experience.percentile),
        cell(experience.among),
    ]
}

fn result_cells(result: Option<&ResultReport>) -> [String; 21] {
    let Some(result) = result else { return Default::default() };
    let (observed, adjusted) = (result.observed, result.adjusted);
    [
        result.measure.to_owned(),
        result.kind.to_owned(),
        result.publisher.to_owned(),
        result.period.clone(),
        result.scope.to_owned(),
        cell(result.cases),
        cell(result.events),
        cell(result.expected),
        cell(observed.map(|rate| rate.value)),
        cell(observed.and_then(|rate| rate.low)),
        cell(observed.and_then(|rate| rate.high)),
        cell(adjusted.map(|rate| rate.value)),
        cell(adjusted.and_then(|rate| rate.low)),
        cell(adjusted.and_then(|rate| rate.high)),
        result.unit.to_owned(),
        cell(result.published_verdict),
        cell(result.whole.map(|whole| whole.cases)),
        cell(result.whole.map(|whole| whole.events)),
        cell(result.whole.and_then(|whole| whole.rate)),
        cell(result.whole.map(|whole| whole.unit)),
        cell(result.period_note),
    ]
}

/// What is believed with the years pooled; empty where nothing is.
fn pooled_cells(result: Option<&ResultReport>) -> [String; 13] {
    let Some(result) = result else { return Default::default() };
    let (shrunken, pooled) = (result.shrunken, result.pooled.as_ref());
    let ratio = pooled.map(|pooled| pooled.ratio);
    [
        cell(shrunken.map(|rate| rate.value)),
        cell(shrunken.and_then(|rate| rate.low)),
        cell(shrunken.and_then(|rate| rate.high)),
        cell(result.probability_best_quarter),
        cell(pooled.map(|pooled| pooled.periods.as_str())),
        cell(pooled.map(|pooled| pooled.cases)),
        cell(pooled.map(|pooled| pooled.events)),
        cell(ratio.map(|ratio| ratio.value)),
        cell(ratio.and_then(|ratio| ratio.low)),
        cell(ratio.and_then(|ratio| ratio.high)),
        cell(pooled.map(|pooled| pooled.own_share)),
        cell(pooled.map(|pooled| pooled.standing)),
        cell(pooled.map(|pooled| pooled.probability_lower)),
    ]
}

fn cell<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
