//! Published results of one institution for one condition, as Measure and MeasureReport.
//!
//! Each figure keeps its publisher, period, terms and definition. What is masked is absent with that reason, and nothing is added up over measures.

use casework::id::CaseId;
use evidence::{Bilingual, Direction, Edition, Institution, InstitutionIndex, Kind, Measure, MeasureIndex, Outcome};
use evidence::{Period, Publisher, RateUnit, State, Volume};
use language::Language;
use serde_json::{Value, json};

use super::build::{Element, concept, identifier, narrative};
use super::codes::own;
use super::id::uuid;

/// Published figures belong to no case.
const NO_CASE: CaseId = CaseId([0; 16]);
/// How many letters an id may have.
const ID_LETTERS: usize = 64;

/// A measure with what is needed around it.
struct Of<'a> {
    edition: &'a Edition,
    index: MeasureIndex,
    measure: &'a Measure,
    publisher: Option<&'a Publisher>,
    institution: &'a Institution,
    language: Language,
}

/// The measures linked to a condition with the reports of one institution, each measure before its reports; nothing for an institution or a
/// condition that the edition does not know, or without figures.
pub fn results(edition: &Edition, institution: &str, condition: &str, language: Language) -> Vec<Value> {
    let (Some(at), Some(condition)) = (edition.institution_by_id(institution), edition.condition_by_id(condition))
    else {
        return Vec::new();
    };
    let Some(institution) = edition.institution(at) else { return Vec::new() };
    let mut out = Vec::new();
    let mut known = Vec::new();
    for link in edition.links_of(condition) {
        let Some(measure) = edition.measure(link.measure).filter(|_| !known.contains(&link.measure)) else { continue };
        known.push(link.measure);
        let publisher = edition.publisher_of(measure);
        let of = Of { edition, index: link.measure, measure, publisher, institution, language };
        let reports = of.reports(at);
        if !reports.is_empty() {
            out.push(of.measure());
            out.extend(reports);
        }
    }
    out
}

impl Of<'_> {
    fn say<'a>(&self, words: &'a Bilingual) -> &'a str {
        match self.language {
            Language::English => &words.en,
            Language::Japanese => &words.ja,
        }
    }

    fn canonical(&self) -> String {
        format!("urn:anshin:measure:{}", self.measure.id)
    }

    fn measure(&self) -> Value {
        let measure = self.measure;
        let kind = if measure.kind == Kind::Volume { "structure" } else { "outcome" };
        let scoring = if measure.kind == Kind::Volume { "cohort" } else { "proportion" };
        let better = match measure.direction {
            Direction::LowerIsBetter => Some("decrease"),
            Direction::HigherIsBetter => Some("increase"),
            Direction::Neither => None,
        };
        let better =
            better.map(|code| concept("http://terminology.hl7.org/CodeSystem/measure-improvement-notation", code, ""));
        let words = [&measure.numerator, &measure.denominator, &measure.adjustment, &measure.not_said];
        let words: Vec<&str> =
            words.into_iter().map(|words| self.say(words)).filter(|words| !words.is_empty()).collect();
        Element::resource("Measure", &short(&measure.id))
            .with("language", self.language.code())
            .with("url", self.canonical())
            .with("version", self.edition.version.as_str())
            .with("title", self.say(&measure.name))
            .with("status", "active")
            .with_some("publisher", self.publisher.map(|publisher| self.say(&publisher.name).to_owned()))
            .with("description", words.join("\n"))
            .with_some("copyright", self.publisher.map(|publisher| self.say(&publisher.terms).to_owned()))
            .with("scoring", concept("http://terminology.hl7.org/CodeSystem/measure-scoring", scoring, ""))
            .with("type", vec![concept("http://terminology.hl7.org/CodeSystem/measure-type", kind, "")])
            .with("riskAdjustment", self.say(&measure.adjustment))
            .with_some("improvementNotation", better)
            .done()
    }

    fn reports(&self, at: InstitutionIndex) -> Vec<Value> {
        let volumes = self.edition.volumes_at(self.index, at).iter();
        let outcomes = self.edition.results_at(self.index, at).iter();
        let volumes = volumes.map(|volume| self.report(volume.period, volume.series, volume_group(volume)));
        volumes
            .chain(outcomes.map(|outcome| self.report(outcome.period, outcome.series, self.group(outcome))))
            .collect()
    }

    fn report(&self, period: Period, series: u16, group: Value) -> Value {
        let institution = self.institution;
        let content = json!([self.measure.id, institution.id, period.first, period.last, series]);
        let place = json!({
            "type": "Location",
            "identifier": identifier(&own("institution"), &institution.id),
            "display": institution.name,
        });
        let publisher = self.publisher.map(|publisher| json!({ "display": self.say(&publisher.name) }));
        let note = self.edition.period_note(self.index, period).map(|note| narrative("generated", self.say(note)));
        Element::resource("MeasureReport", &uuid(NO_CASE, "measure report", &content))
            .with("language", self.language.code())
            .with_some("text", note)
            .with("status", "complete")
            .with("type", "summary")
            .with("measure", self.canonical())
            .with("subject", place)
            .with_some("reporter", publisher)
            .with("period", json!({ "start": period.first.to_string(), "end": period.last.to_string() }))
            .with("group", vec![group])
            .done()
    }

    fn group(&self, outcome: &Outcome) -> Value {
        let usable = outcome.state == State::Usable;
        let rate = outcome.rate.filter(|_| usable);
        let (unit, code) = match self.measure.rate_unit {
            RateUnit::Percent => ("%", "%"),
            RateUnit::PerThousand => ("‰", "[ppth]"),
        };
        let interval = outcome.low.zip(outcome.high).filter(|_| usable);
        let interval = interval.map(|(low, high)| {
            json!({ "url": "urn:anshin:extension:interval-95",
                "valueRange": { "low": { "value": low, "unit": unit }, "high": { "value": high, "unit": unit } } })
        });
        let score = rate.map(|rate| {
            Element::new()
                .with("extension", interval.into_iter().collect::<Vec<Value>>())
                .with("value", rate)
                .with("unit", unit)
                .with("system", "http://unitsofmeasure.org")
                .with("code", code)
                .done()
        });
        let absent = match outcome.state {
            State::Usable if rate.is_some() => None,
            State::Usable => Some("unknown"),
            State::Suppressed => Some("masked"),
            State::Impossible | State::Doubtful => Some("error"),
        };
        let score = score.or_else(|| absent.map(|reason| json!({ "extension": [absence(reason)] })));
        let expected = outcome.expected.filter(|_| usable);
        let expected =
            expected.map(|expected| json!({ "url": "urn:anshin:extension:expected", "valueDecimal": expected }));
        let verdict = Some(outcome.verdict_word.trim()).filter(|word| !word.is_empty() && usable);
        let verdict =
            verdict.map(|word| json!({ "url": "urn:anshin:extension:verdict-as-published", "valueString": word }));
        let populations = [population("denominator", outcome.cases), population("numerator", outcome.events)];
        Element::new()
            .with("extension", expected.into_iter().chain(verdict).collect::<Vec<Value>>())
            .with("population", populations.into_iter().flatten().filter(|_| usable).collect::<Vec<Value>>())
            .with_some("measureScore", score)
            .done()
    }
}

/// How many were treated. What is masked goes along as a number of cells (0 to 9 cases each), so that no sum can be mistaken for the whole.
fn volume_group(volume: &Volume) -> Value {
    let masked = (volume.masked > 0)
        .then(|| json!({ "url": "urn:anshin:extension:masked-cells", "valueInteger": volume.masked }));
    let months = volume.months.map(|months| json!({ "url": "urn:anshin:extension:months", "valueInteger": months }));
    let counted = population("initial-population", volume.cases);
    let reason = if volume.masked > 0 { "masked" } else { "unknown" };
    let unknown = json!({
        "code": concept(POPULATION, "initial-population", ""),
        "_count": { "extension": [absence(reason)] },
    });
    Element::new()
        .with("extension", masked.into_iter().chain(months).collect::<Vec<Value>>())
        .with("population", vec![counted.unwrap_or(unknown)])
        .done()
}

const POPULATION: &str = "http://terminology.hl7.org/CodeSystem/measure-population";

fn population(code: &str, count: Option<u32>) -> Option<Value> {
    count.map(|count| json!({ "code": concept(POPULATION, code, ""), "count": count }))
}

/// Why a value is not there (FHIR's own extension).
fn absence(reason: &str) -> Value {
    json!({ "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": reason })
}

fn short(id: &str) -> String {
    let plain = id.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '-' });
    plain.take(ID_LETTERS).collect()
}
