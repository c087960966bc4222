//! `GET /condition/{id}`: how an illness is treated, as the national figures show it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use evidence::{Condition, ConditionIndex, Counts, Edition, Kind, Link, Measure, Reading, Scope, Standard, Total};
use language::{Language, Text};

use crate::application::Application;
use crate::frame::{Frame, Section, page};
use crate::parameters::address;
use crate::refusal;
use crate::visitor::Visitor;
use crate::words;

#[derive(Template)]
#[template(path = "condition.html")]
struct Illness {
    frame: Frame,
    t: Text,
    name: String,
    kana: String,
    other_name: String,
    other_language: &'static str,
    synonyms: String,
    code: String,
    rare: bool,
    compare: String,
    measures: Vec<MeasureView>,
    standards: Vec<String>,
    readings: Vec<Reading>,
}

/// One measure that speaks of the illness.
struct MeasureView {
    name: String,
    kind: String,
    publisher: String,
    institutions: String,
    scope: String,
    numerator: String,
    denominator: String,
    adjustment: String,
    ages: String,
    not_said: String,
    remarks: String,
    shares: Vec<String>,
}

pub(crate) async fn show(State(application): State<Application>, Path(id): Path<String>, visitor: Visitor) -> Response {
    let edition = &*application.edition;
    let Some(index) = edition.condition_by_id(&id) else { return refusal::missing(&application, &visitor) };
    let Some(condition) = edition.condition(index) else { return refusal::missing(&application, &visitor) };
    page(StatusCode::OK, &illness(edition, &visitor, index, condition))
}

fn illness(edition: &Edition, visitor: &Visitor, index: ConditionIndex, condition: &Condition) -> Illness {
    let language = visitor.language;
    let t = language.text();
    let name = words::headline(words::both(language, &condition.name));
    let (other_name, other_language, synonyms) = match language {
        Language::English => (&condition.name.ja, "ja", &condition.synonyms_en),
        Language::Japanese => (&condition.name.en, "en", &condition.synonyms_ja),
    };
    Illness {
        frame: Frame::new(visitor, edition, Section::Conditions, name.clone()),
        t,
        name,
        kana: if language == Language::Japanese { condition.kana.clone() } else { String::new() },
        other_name: other_name.clone(),
        other_language,
        synonyms: synonyms.join(&t.words_comma()),
        code: condition.icd10.clone(),
        rare: condition.rare,
        compare: address("/", &[("condition", &condition.id)]),
        measures: edition.links_of(index).iter().filter_map(|link| measure_view(edition, language, link)).collect(),
        standards: standards(edition, language, index),
        readings: readings(edition, language, index),
    }
}

fn measure_view(edition: &Edition, language: Language, link: &Link) -> Option<MeasureView> {
    let t = language.text();
    let measure = edition.measure(link.measure)?;
    let publisher = edition.publisher_of(measure).map(|publisher| words::both(language, &publisher.name));
    let scope = match link.scope {
        Scope::Exact => t.illness_scope_exact(),
        Scope::Broader => t.illness_scope_broader(words::both(language, &link.note)),
        Scope::Narrower => t.illness_scope_narrower(words::both(language, &link.note)),
    };
    Some(MeasureView {
        name: words::both(language, &measure.name).to_owned(),
        kind: words::kind(t, measure.kind),
        publisher: publisher.unwrap_or_default().to_owned(),
        institutions: t.illness_institutions(institutions(edition, link, measure)),
        scope,
        numerator: words::both(language, &measure.numerator).to_owned(),
        denominator: words::both(language, &measure.denominator).to_owned(),
        adjustment: words::both(language, &measure.adjustment).to_owned(),
        ages: words::both(language, &measure.ages).to_owned(),
        not_said: words::both(language, &measure.not_said).to_owned(),
        remarks: words::both(language, &measure.remarks).to_owned(),
        shares: edition
            .totals_of(link.measure)
            .iter()
            .rev()
            .take(3)
            .flat_map(|total| shares(t, total, measure))
            .collect(),
    })
}

/// How many different institutions publish a figure of this measure.
fn institutions(edition: &Edition, link: &Link, measure: &Measure) -> usize {
    // The rows are sorted by institution, so equal neighbours are one institution.
    let mut last = None;
    let mut count = |institution| {
        let new = last != Some(institution);
        last = Some(institution);
        usize::from(new)
    };
    match measure.kind {
        Kind::Volume => edition.volumes_of(link.measure).iter().map(|volume| count(volume.institution)).sum(),
        _ => edition.results_of(link.measure).iter().map(|result| count(result.institution)).sum(),
    }
}

/// What the whole country's or state's figures say: only from published totals, never from one institution.
fn shares(t: Text, total: &Total, measure: &Measure) -> Vec<String> {
    let period = words::period(t, total.period);
    let Some(cases) = total.cases.filter(|cases| *cases > 0) else {
        return total.operations.map(|operations| t.illness_total_operations(period, operations)).into_iter().collect();
    };
    if measure.kind != Kind::Volume {
        return total
            .events
            .map(|events| t.illness_total_events(period, events, cases, share(events, cases)))
            .into_iter()
            .collect();
    }
    let mut said = vec![match measure.counts {
        Counts::Admissions => t.illness_total(period, cases),
        Counts::Operations => t.illness_total_operations(period, cases),
    }];
    said.extend(total.operations.map(|count| t.illness_share_removal(share(count, cases))));
    said.extend(total.endoscopic.map(|count| t.illness_share_endoscopic(share(count, cases))));
    said.extend(total.other_operations.map(|count| t.illness_share_other(share(count, cases))));
    said.extend(total.no_operation.map(|count| t.illness_share_none(share(count, cases))));
    said
}

/// "of 100", as a number without false exactness.
fn share(part: u64, whole: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
    let share = part as f64 * 100.0 / whole as f64;
    if share < 1.0 { format!("{share:.1}") } else { format!("{share:.0}") }
}

fn standards(edition: &Edition, language: Language, condition: ConditionIndex) -> Vec<String> {
    let links = edition.links_of(condition);
    let speaks = |standard: &&Standard| {
        standard
            .measure
            .is_some_and(|measure| links.iter().any(|link| link.measure == measure && link.scope == Scope::Exact))
    };
    let said = |standard: &Standard| {
        let t = language.text();
        let operation = words::both(language, &standard.operation).to_owned();
        let year = if standard.year.is_empty() { t.illness_year_unknown() } else { standard.year.clone() };
        t.illness_standard(operation, standard.minimum_a_year, standard.issuer.clone(), year, standard.source.clone())
    };
    edition.standards.iter().filter(speaks).map(said).collect()
}

/// Pages of public bodies: those in the reader's language first.
fn readings(edition: &Edition, language: Language, condition: ConditionIndex) -> Vec<Reading> {
    let about = |reading: &&Reading| reading.condition.is_none_or(|about| about == condition);
    let mut found: Vec<Reading> = edition.readings.iter().filter(about).cloned().collect();
    found.sort_by_key(|reading| (reading.language != language.code(), reading.condition.is_none()));
    found
}
