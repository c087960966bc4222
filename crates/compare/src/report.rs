//! The answer as JSON: for programs, and the same from the command line and the web.
//!
//! Absent figures are null, never 0. Keys stand in the order of the interface's description.

mod pooled;

pub use pooled::{PairReport, PooledReport, RankReport, WithVolumeReport};

use evidence::{Counts, Edition, Institution, Point, RateUnit};
use language::{Language, Text};
use serde::Serialize;
use utoipa::ToSchema;

use crate::comparison::{Comparison, Experience, Group, Published, Row};
use crate::words;

/// One comparison.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Report<'a> {
    /// The edition's version.
    pub edition: &'a str,
    /// The illness asked for.
    pub condition: ConditionReport<'a>,
    /// Where from.
    pub place: PlaceReport<'a>,
    /// How far the search was widened, in kilometres: 100, 200, or as far as the farthest institution of the country listed. Null when it was not.
    pub widened_to_km: Option<f64>,
    /// The institutions.
    pub institutions: Vec<InstitutionReport<'a>>,
    /// What to know first, as sentences.
    pub cautions: Vec<String>,
    /// Of the first five institutions listed that have results: the pairs of which one surely enough (probability 0.8 or more) has
    /// fewer events by more than a tenth. Empty where the measure cannot put institutions in an order (rankability under one half).
    pub pairs: Vec<PairReport>,
}

/// An illness.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConditionReport<'a> {
    /// A stable id.
    pub id: &'a str,
    /// The plain English name.
    pub name: &'a str,
    /// The plain Japanese name.
    pub name_ja: &'a str,
    /// How well the counts fit the illness: `exact`, `broader` or `narrower`. Null when none are published.
    pub scope: Option<&'static str>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PlaceReport<'a> {
    /// As shown.
    pub name: &'a str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// One institution.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct InstitutionReport<'a> {
    /// A stable id.
    pub id: &'a str,
    /// The name as the source of the counts published it.
    pub name: &'a str,
    /// Other published names.
    pub also_known_as: &'a [String],
    /// Straight line, in kilometres.
    pub distance_km: Option<f64>,
    /// A rough estimate of the way by road.
    pub travel_minutes: Option<u32>,
    /// `not published`, `published` or `at or above standard`. Never a rank.
    pub group: &'static str,
    /// The band by outcome, 1 the lowest: institutions of one band cannot be told apart. By the measure that fits the question best
    /// and has figures of the last seven years; null where nothing is known of this institution by it, and
    /// where the measure cannot put institutions in an order (rankability under one half).
    pub band: Option<u32>,
    /// Whether it is, or belongs to the same group as, the current institution; null when that is not known.
    pub same_group: Option<bool>,
    /// Whether it is known to offer second opinions.
    pub offers_second_opinion: OfferReport<'a>,
    /// Whether results for this illness are published for it.
    pub publishes_results: PublishesReport<'a>,
    /// How many were treated there.
    pub experience: Option<ExperienceReport<'a>>,
    /// What became of them: one entry for each published figure and period.
    pub results: Vec<ResultReport<'a>>,
    /// What is missing and why, as sentences.
    pub notes: Vec<String>,
}

/// Whether second opinions are offered.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OfferReport<'a> {
    /// `yes`, `no` or `not known`.
    pub answer: &'static str,
    /// What is offered.
    pub what: Option<&'a str>,
    /// Who says so.
    pub source: Option<&'a str>,
    /// As of when.
    pub date: Option<&'a str>,
}

/// Whether results are published.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PublishesReport<'a> {
    /// `yes`, `none found` or `not checked`.
    pub answer: &'static str,
    /// The publisher's page.
    pub link: Option<&'a str>,
    /// As of when.
    pub date: Option<&'a str>,
}

/// How many were treated.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExperienceReport<'a> {
    /// `volume`: it says nothing about results.
    pub kind: &'static str,
    /// Who published it.
    pub publisher: &'a str,
    /// Of which time.
    pub period: String,
    /// Months reported, when published.
    pub months: Option<u8>,
    /// What is counted: `admissions` or `operations`.
    pub counts: &'static str,
    /// Whether the numbers are floors.
    pub at_least: bool,
    /// Admissions.
    pub cases: Option<u32>,
    /// Removals (Japan) or operations (California).
    pub operations: Option<u32>,
    /// Removals through an endoscope.
    pub endoscopic: Option<u32>,
    /// The publisher's class of other operations, transfusions among them in Japan.
    pub other_operations: Option<u32>,
    /// Admissions without an operation.
    pub no_operation: Option<u32>,
    /// This many of a hundred institutions surely have fewer.
    pub percentile: Option<u32>,
    /// Among how many institutions with a published figure; null where the treatment asked for is not counted.
    pub among: Option<usize>,
    /// Earlier periods by the same definition, oldest first; null where no trend may be drawn.
    pub trend: Option<Vec<TrendReport>>,
}

/// One earlier period.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrendReport {
    /// Of which time.
    pub period: String,
    /// Months reported, when published.
    pub months: Option<u8>,
    /// How many.
    pub count: u32,
}

/// One published outcome.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ResultReport<'a> {
    /// The measure's id.
    pub measure: &'a str,
    /// `outcome` or `survival`.
    pub kind: &'static str,
    /// Who published it.
    pub publisher: &'a str,
    /// One published year or window.
    pub period: String,
    /// How well it fits the illness.
    pub scope: &'static str,
    /// Those treated.
    pub cases: Option<u32>,
    /// Those to whom it happened.
    pub events: Option<u32>,
    /// Events that the publisher's model expects.
    pub expected: Option<f64>,
    /// Of each hundred, with an exact 95 % interval computed from events and cases.
    pub observed: Option<RateReport>,
    /// The publisher's adjusted rate, as published, in `unit`.
    pub adjusted: Option<RateReport>,
    /// The unit of `adjusted` and of the whole's rate: `percent` or `per thousand`.
    pub unit: &'static str,
    /// Our estimate with the years pooled (see `pooled`), in `unit`: the ratio of events to expected events times the overall
    /// rate in the newest period (the state's published one where there is one, else that of all institutions), as the publisher's
    /// adjusted rate is. Only on the newest figure that was pooled; null on
    /// the others, and where the publisher has already drawn its rates towards the average.
    pub shrunken: Option<RateReport>,
    /// The probability of standing among the quarter of institutions with the lowest ratios; null where the measure cannot put
    /// them in an order (rankability under one half).
    pub probability_best_quarter: Option<f64>,
    /// `better`, `no different` or `worse`, when the publisher says so.
    pub published_verdict: Option<&'static str>,
    /// The whole state's or country's figure in the same time.
    pub whole: Option<WholeReport>,
    /// What the publisher's figures of this period need said beside them, as a sentence.
    pub period_note: Option<&'a str>,
    /// What the estimate in `shrunken` stands on; null where that is.
    pub pooled: Option<PooledReport>,
}

/// A rate with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct RateReport {
    /// The rate.
    pub value: f64,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// A whole state or country.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct WholeReport {
    /// Those treated.
    pub cases: u64,
    /// Those to whom it happened.
    pub events: u64,
    /// Events among cases, in `unit`.
    pub rate: Option<f64>,
    /// `percent` or `per thousand`, the same as beside it.
    pub unit: &'static str,
}

/// Writes a comparison for programs; notes and cautions are sentences in the language.
pub fn report<'a>(edition: &'a Edition, comparison: &'a Comparison, language: Language) -> Report<'a> {
    let writer = ReportWriter { edition, text: language.text() };
    let condition = edition.condition(comparison.condition);
    let Point { latitude, longitude } = comparison.from.point;
    Report {
        edition: &edition.version,
        condition: ConditionReport {
            id: condition.map(|condition| condition.id.as_str()).unwrap_or_default(),
            name: condition.map(|condition| condition.name.en.as_str()).unwrap_or_default(),
            name_ja: condition.map(|condition| condition.name.ja.as_str()).unwrap_or_default(),
            scope: comparison.scope.map(evidence::Scope::word),
        },
        place: PlaceReport { name: &comparison.from.name, latitude, longitude },
        widened_to_km: if comparison.widened { comparison.reach_km.or(comparison.farthest_km) } else { None },
        institutions: comparison.rows.iter().filter_map(|row| writer.institution(row)).collect(),
        cautions: comparison
            .cautions
            .iter()
            .map(|caution| words::caution(writer.text, edition, comparison, caution))
            .collect(),
        pairs: comparison.pairs.iter().filter_map(|pair| pooled::pair(edition, pair)).collect(),
    }
}

struct ReportWriter<'a> {
    edition: &'a Edition,
    text: Text,
}

impl<'a> ReportWriter<'a> {
    fn institution(&self, row: &Row) -> Option<InstitutionReport<'a>> {
        let institution: &'a Institution = self.edition.institution(row.institution)?;
        Some(InstitutionReport {
            id: &institution.id,
            name: &institution.name,
            also_known_as: &institution.also_known_as,
            distance_km: row.distance_km.map(|km| rounded(km, 1)),
            travel_minutes: row.travel_minutes,
            group: group_word(row.group),
            band: row.band,
            same_group: row.same_group,
            offers_second_opinion: self.offer(row),
            publishes_results: self.publishes(row),
            experience: row.experience.as_ref().and_then(|experience| self.experience(experience)),
            results: row.results.iter().filter_map(|result| self.result(result)).collect(),
            notes: row.notes.iter().map(|note| words::note(self.text, self.edition, *note)).collect(),
        })
    }

    fn offer(&self, row: &Row) -> OfferReport<'a> {
        match self.edition.offers.iter().find(|offer| offer.institution == row.institution) {
            Some(offer) => OfferReport {
                answer: "yes",
                what: some(words::in_language(&offer.what, self.text.language())),
                source: some(&offer.source),
                date: some(&offer.date),
            },
            None => OfferReport { answer: "not known", what: None, source: None, date: None },
        }
    }

    fn publishes(&self, row: &Row) -> PublishesReport<'a> {
        let measures = row.results.iter().filter_map(|result| self.edition.measure(result.measure));
        let link = measures
            .filter_map(|measure| self.edition.publisher_of(measure))
            .find_map(|publisher| some(&publisher.homepage));
        match link {
            Some(link) => PublishesReport { answer: "yes", link: Some(link), date: some(&self.edition.created) },
            // A yes without the page where it stands could not be checked by the reader.
            None => PublishesReport { answer: "not checked", link: None, date: None },
        }
    }

    fn publisher(&self, measure: &evidence::Measure) -> &'a str {
        let publisher = self.edition.publisher_of(measure);
        publisher.map(|publisher| words::in_language(&publisher.name, self.text.language())).unwrap_or_default()
    }

    fn experience(&self, experience: &Experience) -> Option<ExperienceReport<'a>> {
        let measure = self.edition.measure(experience.measure)?;
        let trend = experience.trend.iter().map(|(period, months, count)| TrendReport {
            period: period.text(),
            months: *months,
            count: *count,
        });
        Some(ExperienceReport {
            kind: measure.kind.word(),
            publisher: self.publisher(measure),
            period: experience.period.text(),
            months: experience.months,
            counts: match measure.counts {
                Counts::Admissions => "admissions",
                Counts::Operations => "operations",
            },
            at_least: experience.at_least,
            cases: experience.cases,
            operations: experience.operations,
            endoscopic: experience.endoscopic,
            other_operations: experience.other_operations,
            no_operation: experience.no_operation,
            percentile: experience.percentile,
            among: (experience.among > 0).then_some(experience.among),
            trend: if experience.trend.is_empty() { None } else { Some(trend.collect()) },
        })
    }

    fn result(&self, result: &Published) -> Option<ResultReport<'a>> {
        let measure = self.edition.measure(result.measure)?;
        let (unit, of) = match measure.rate_unit {
            RateUnit::Percent => ("percent", 100.0),
            RateUnit::PerThousand => ("per thousand", 1_000.0),
        };
        let note = self.edition.period_note(result.measure, result.period);
        Some(ResultReport {
            measure: &measure.id,
            kind: measure.kind.word(),
            publisher: self.publisher(measure),
            period: result.period.text(),
            scope: result.scope.word(),
            cases: result.cases,
            events: result.events,
            expected: result.expected,
            observed: result.observed.map(|observed| RateReport {
                value: rounded(observed.value, 2),
                low: Some(rounded(observed.low, 2)),
                high: Some(rounded(observed.high, 2)),
            }),
            adjusted: result.adjusted.map(|rate| RateReport { value: rate.value, low: rate.low, high: rate.high }),
            unit,
            shrunken: result.believed.map(|believed| pooled::rate(believed.rate)),
            probability_best_quarter: result.believed.as_ref().and_then(pooled::best_quarter),
            published_verdict: result.verdict.map(evidence::Verdict::word),
            whole: result.whole.map(|(events, cases)| WholeReport {
                cases,
                events,
                rate: (cases > 0).then(|| rounded(events as f64 * of / cases as f64, 2)),
                unit,
            }),
            period_note: note.and_then(|note| some(words::in_language(note, self.text.language()))),
            pooled: result.believed.as_ref().map(|believed| pooled::pooled(self.edition, believed)),
        })
    }
}

/// The word for a group in JSON and CSV.
pub fn group_word(group: Group) -> &'static str {
    match group {
        Group::AtStandard => "at or above standard",
        Group::Published => "published",
        Group::NotPublished => "not published",
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn rounded(number: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (number * scale).round() / scale
}
