//! `GET /condition/{id}`: how an illness is treated, as the national figures show it.

mod shares;

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use compare::words::in_language;
use evidence::{Condition, ConditionIndex, Edition, Kind, Link, Measure, Reading, Scope, Standard};
use language::{Language, Text};

use crate::application::Application;
use crate::case::brought::begin_with;
use crate::frame::{Frame, Section, page};
use crate::pages::funnel_address;
use crate::parameters::address;
use crate::refusal;
use crate::visitor::Visitor;
use crate::words;
use shares::shares;

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
    /// Where a case is begun with this illness.
    begin: String,
    measures: Vec<MeasureView>,
    standards: Vec<String>,
    readings: Vec<ReadingView>,
}

/// A page elsewhere, and how far we know it.
struct ReadingView {
    language: String,
    title: String,
    address: String,
    publisher: String,
    seen: String,
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
    /// Where all hospitals stand, when that can be drawn.
    funnel: String,
}

pub(crate) async fn show(State(application): State<Application>, Path(id): Path<String>, visitor: Visitor) -> Response {
    let edition = &*application.edition;
    let Some(index) = edition.condition_by_id(&id) else { return refusal::missing(&application, &visitor) };
    let Some(condition) = edition.condition(index) else { return refusal::missing(&application, &visitor) };
    page(StatusCode::OK, &illness(edition, &visitor, index, condition))
}

/// Other names without the general words (がん, cancer) by which several illnesses are found.
fn names_of_its_own(edition: &Edition, language: Language, synonyms: &[String]) -> Vec<String> {
    const SHARED_BY: usize = 3;
    let all = edition.conditions.iter().flat_map(|condition| match language {
        Language::English => &condition.synonyms_en,
        Language::Japanese => &condition.synonyms_ja,
    });
    let mut shared: HashMap<&str, usize> = HashMap::new();
    for synonym in all {
        *shared.entry(synonym).or_default() += 1;
    }
    let own = |synonym: &&String| shared.get(synonym.as_str()).is_none_or(|count| *count < SHARED_BY);
    synonyms.iter().filter(own).cloned().collect()
}

fn illness(edition: &Edition, visitor: &Visitor, index: ConditionIndex, condition: &Condition) -> Illness {
    let language = visitor.language;
    let t = language.text();
    let name = words::headline(in_language(&condition.name, language));
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
        synonyms: names_of_its_own(edition, language, synonyms).join(&t.words_comma()),
        code: condition.icd10.clone(),
        rare: condition.rare,
        compare: address("/", &[("condition", &condition.id)]),
        begin: begin_with(&condition.id, ""),
        measures: edition.links_of(index).iter().filter_map(|link| measure_view(edition, language, link)).collect(),
        standards: standards(edition, language, index),
        readings: readings(edition, language, index),
    }
}

fn measure_view(edition: &Edition, language: Language, link: &Link) -> Option<MeasureView> {
    let t = language.text();
    let measure = edition.measure(link.measure)?;
    let publisher = edition.publisher_of(measure).map(|publisher| in_language(&publisher.name, language));
    let scope = match link.scope {
        Scope::Exact => t.illness_scope_exact(),
        Scope::Broader => t.illness_scope_broader(in_language(&link.note, language)),
        Scope::Narrower => t.illness_scope_narrower(in_language(&link.note, language)),
    };
    Some(MeasureView {
        name: in_language(&measure.name, language).to_owned(),
        kind: words::kind(t, measure.kind),
        publisher: publisher.unwrap_or_default().to_owned(),
        institutions: t.illness_institutions(institutions(edition, link, measure)),
        scope,
        numerator: in_language(&measure.numerator, language).to_owned(),
        denominator: words::unless_none(in_language(&measure.denominator, language)),
        adjustment: in_language(&measure.adjustment, language).to_owned(),
        ages: in_language(&measure.ages, language).to_owned(),
        not_said: in_language(&measure.not_said, language).to_owned(),
        remarks: in_language(&measure.remarks, language).to_owned(),
        shares: shares(edition, language, link, measure),
        funnel: edition
            .condition(link.condition)
            .and_then(|condition| funnel_address(edition, &condition.id, link.measure, (None, "")))
            .unwrap_or_default(),
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

fn standards(edition: &Edition, language: Language, condition: ConditionIndex) -> Vec<String> {
    let links = edition.links_of(condition);
    let speaks = |standard: &&Standard| {
        standard
            .measure
            .is_some_and(|measure| links.iter().any(|link| link.measure == measure && link.scope == Scope::Exact))
    };
    let said = |standard: &Standard| {
        let t = language.text();
        let operation = in_language(&standard.operation, language).to_owned();
        let year = if standard.year.is_empty() { t.illness_year_unknown() } else { standard.year.clone() };
        t.illness_standard(operation, standard.minimum_a_year, standard.issuer.clone(), year, standard.source.clone())
    };
    edition.standards.iter().filter(speaks).map(said).collect()
}

/// Pages of public bodies: those in the reader's language first.
fn readings(edition: &Edition, language: Language, condition: ConditionIndex) -> Vec<ReadingView> {
    let about = |reading: &&Reading| reading.condition.is_none_or(|about| about == condition);
    let mut found: Vec<&Reading> = edition.readings.iter().filter(about).collect();
    found.sort_by_key(|reading| (reading.language != language.code(), reading.condition.is_none()));
    let view = |reading: &Reading| ReadingView {
        language: reading.language.clone(),
        title: reading.title.clone(),
        address: reading.address.clone(),
        publisher: reading.publisher.clone(),
        seen: seen(language.text(), &reading.seen),
    };
    found.into_iter().map(view).collect()
}

/// How far we know a page: opened on a day, read in a stored copy, or known by its address only.
fn seen(t: Text, written: &str) -> String {
    let is_a_date = written.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    match written {
        "" => String::new(),
        date if is_a_date => t.illness_seen(date),
        copy if copy.starts_with("stored copy") => match copy.split_once(", ").map(|(_, rest)| rest) {
            Some("undated") | None => t.illness_seen_copy(),
            Some(date) => t.illness_seen_copy_of(date),
        },
        _ => t.illness_seen_address(),
    }
}
