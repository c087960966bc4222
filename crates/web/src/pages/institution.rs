//! `GET /institution/{id}`: what is published about one institution.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use compare::words::in_language;
use compare::{Adjusted, Published};
use evidence::{
    Condition, Edition, Finding, Institution, InstitutionIndex, Kind, Link, MeasureIndex, Precision, Scope,
    State as Figure, Volume,
};
use language::{Language, Text};

use crate::answer::{OutcomeView, believed_view, is_cancer, offer, outcome, own_pages, period_note};
use crate::application::Application;
use crate::frame::{Frame, Section, page};
use crate::pages::conditions::sort_key;
use crate::pages::funnel_address;
use crate::refusal;
use crate::visitor::Visitor;
use crate::words;

#[derive(Template)]
#[template(path = "institution.html")]
struct House {
    frame: Frame,
    t: Text,
    name: String,
    tongue: &'static str,
    also: String,
    place: String,
    latin: String,
    precision: String,
    beds: String,
    affiliation: String,
    keys: Vec<String>,
    offer: String,
    volumes: Vec<VolumeRow>,
    outcomes: Vec<OutcomeView>,
    /// Results of cancers, which many do not want to see unasked.
    asked_first: Vec<OutcomeView>,
    earlier: Vec<OutcomeView>,
    left_out: usize,
    doubtful: usize,
    ended: bool,
    own_pages: String,
    findings: Vec<Finding>,
}

/// One published count.
struct VolumeRow {
    illness: String,
    href: String,
    period: String,
    cases: String,
    operations: String,
    endoscopic: String,
    months: String,
}

pub(crate) async fn show(State(application): State<Application>, Path(id): Path<String>, visitor: Visitor) -> Response {
    let edition = &*application.edition;
    let Some(index) = edition.institution_by_id(&id) else { return refusal::missing(&application, &visitor) };
    let Some(institution) = edition.institution(index) else { return refusal::missing(&application, &visitor) };
    page(StatusCode::OK, &house(edition, &visitor, index, institution))
}

fn house(edition: &Edition, visitor: &Visitor, index: InstitutionIndex, institution: &Institution) -> House {
    let language = visitor.language;
    let t = language.text();
    let Outcomes { newest, asked_first, earlier, left_out, doubtful, measures } = outcomes(edition, language, index);
    House {
        frame: Frame::new(visitor, edition, Section::Institutions, institution.name.clone()),
        t,
        name: institution.name.clone(),
        tongue: words::tongue(institution.country),
        also: words::also(t, institution),
        place: words::place(institution),
        latin: words::latin_place(edition, language, institution),
        precision: precision(t, institution.precision),
        beds: institution.beds.map(|beds| t.house_beds(beds)).unwrap_or_default(),
        affiliation: institution
            .affiliation
            .as_ref()
            .map(|group| in_language(&group.name, language).to_owned())
            .unwrap_or_else(|| t.house_affiliation_unknown()),
        keys: institution.keys.clone(),
        offer: offer(edition, language, index),
        volumes: volumes(edition, language, index),
        outcomes: newest,
        asked_first,
        earlier,
        left_out,
        doubtful,
        ended: institution.ended,
        own_pages: own_pages(edition, language, measures.into_iter()),
        findings: findings(edition, institution),
    }
}

fn precision(t: Text, precision: Precision) -> String {
    match precision {
        Precision::Building => t.house_precision_building(),
        Precision::Town => t.house_precision_town(),
        Precision::Municipality => t.house_precision_municipality(),
        Precision::Unknown => t.house_precision_unknown(),
    }
}

/// Every published count, sorted by the illness's name: an order by count would be a ranking of departments.
fn volumes(edition: &Edition, language: Language, institution: InstitutionIndex) -> Vec<VolumeRow> {
    let mut rows: Vec<(String, VolumeRow)> = Vec::new();
    for (link, condition) in names_of_measures(edition) {
        for volume in edition.volumes_at(link.measure, institution).iter().rev() {
            // A count that is not of just this illness goes by the publisher's own name for it.
            let publishers = edition.measure(volume.measure).map(|measure| in_language(&measure.name, language));
            let (key, name) = match (link.scope, publishers) {
                (Scope::Exact, _) | (_, None) => {
                    (sort_key(language, condition), in_language(&condition.name, language))
                }
                (_, Some(name)) => (name.to_lowercase(), name),
            };
            rows.push((key, volume_row(edition, language, (&condition.id, name), volume)));
        }
    }
    rows.sort_by(|left, right| left.0.cmp(&right.0));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// For each measure the one condition that fits it best, so that no figure stands twice under two names.
fn names_of_measures(edition: &Edition) -> Vec<(&Link, &Condition)> {
    let fit = |scope: Scope| match scope {
        Scope::Exact => 0,
        Scope::Narrower => 1,
        Scope::Broader => 2,
    };
    let mut links: Vec<&Link> = edition.links.iter().collect();
    links.sort_by_key(|link| (link.measure, fit(link.scope), link.condition));
    links.dedup_by_key(|link| link.measure);
    links.into_iter().filter_map(|link| Some((link, edition.condition(link.condition)?))).collect()
}

fn volume_row(edition: &Edition, language: Language, illness: (&str, &str), volume: &Volume) -> VolumeRow {
    let t = language.text();
    let at_least = edition.measure(volume.measure).is_some_and(|measure| measure.at_least);
    VolumeRow {
        illness: words::headline(illness.1),
        href: format!("/condition/{}", illness.0),
        period: words::with_note(
            t,
            words::period(t, volume.period),
            period_note(edition, language, volume.measure, volume.period),
        ),
        cases: words::count(t, volume.cases, at_least),
        operations: words::count(t, volume.operations, at_least),
        endoscopic: words::count(t, volume.endoscopic, at_least),
        months: match volume.months {
            Some(months) if months < 12 => t.note_fewer_months(months),
            _ => String::new(),
        },
    }
}

/// What is published of what became of those treated.
#[derive(Default)]
struct Outcomes {
    /// The newest figure of each measure.
    newest: Vec<OutcomeView>,
    /// The same of measures that speak of a cancer.
    asked_first: Vec<OutcomeView>,
    earlier: Vec<OutcomeView>,
    /// How many were left out as impossible or withheld.
    left_out: usize,
    /// How many were left out because a count in them must be damaged.
    doubtful: usize,
    /// The measures shown.
    measures: Vec<MeasureIndex>,
}

fn outcomes(edition: &Edition, language: Language, institution: InstitutionIndex) -> Outcomes {
    let mut outcomes = Outcomes::default();
    for (position, measure) in (0u32..).zip(&edition.measures) {
        if measure.kind != Kind::Outcome {
            continue;
        }
        let measure = MeasureIndex(position);
        for result in edition.results_at(measure, institution).iter().rev() {
            match result.state {
                Figure::Suppressed | Figure::Impossible => outcomes.left_out += 1,
                Figure::Doubtful => outcomes.doubtful += 1,
                Figure::Usable => {
                    let Some(view) = outcome(edition, language, &published(result)) else { continue };
                    if outcomes.measures.last() == Some(&measure) {
                        outcomes.earlier.push(view);
                    } else {
                        outcomes.measures.push(measure);
                        let funnel = funnel_address(edition, "", measure, (Some(institution), "")).unwrap_or_default();
                        let posterior = edition.posterior_at(measure, institution);
                        let believed = posterior.and_then(|posterior| compare::believed(edition, posterior));
                        let believed = believed.and_then(|believed| believed_view(edition, language, &believed));
                        let view = OutcomeView { funnel, believed, ..view };
                        let cancer = of_cancer(edition, measure);
                        let list = if cancer { &mut outcomes.asked_first } else { &mut outcomes.newest };
                        list.push(view);
                    }
                }
            }
        }
    }
    outcomes
}

/// Whether a measure speaks of a cancer, among other illnesses perhaps.
fn of_cancer(edition: &Edition, measure: MeasureIndex) -> bool {
    let mut links = edition.links.iter().filter(|link| link.measure == measure);
    links.any(|link| edition.condition(link.condition).is_some_and(is_cancer))
}

/// A row as the comparison would show it; what is believed goes with the newest one.
fn published(result: &evidence::Outcome) -> Published {
    Published {
        measure: result.measure,
        scope: Scope::Exact,
        period: result.period,
        cases: result.cases,
        events: result.events,
        expected: result.expected,
        observed: result.events.zip(result.cases).and_then(|(events, cases)| compare::observed(events, cases)),
        adjusted: result.rate.map(|value| Adjusted { value, low: result.low, high: result.high }),
        verdict: result.verdict,
        whole: None,
        believed: None,
    }
}

/// What the builder of the edition noted about it.
fn findings(edition: &Edition, institution: &Institution) -> Vec<Finding> {
    let about = |finding: &&Finding| {
        institution.keys.iter().any(|key| finding.detail.contains(key.as_str()))
            || finding.detail.contains(&institution.id)
    };
    edition.findings.iter().filter(about).take(20).cloned().collect()
}
