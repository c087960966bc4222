//! `GET /figures`: where every figure comes from, what it means and what it does not say.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use compare::words::in_language;
use evidence::{Edition, Finding, Measure, Period, PeriodNote};
use language::{Language, Text};

use crate::application::Application;
use crate::claim::{Chapter, advice};
use crate::frame::{Frame, Section, page};
use crate::parameters::{Parameters, address};
use crate::visitor::Visitor;
use crate::words;

/// So many findings are listed at once.
const FINDINGS_AT_ONCE: usize = 200;

#[derive(Template)]
#[template(path = "figures.html")]
struct Figures {
    frame: Frame,
    t: Text,
    counts: String,
    publishers: Vec<PublisherView>,
    chapters: Vec<Chapter>,
    kinds: Vec<FindingKind>,
    findings: Vec<Finding>,
    findings_shown: String,
}

struct PublisherView {
    name: String,
    homepage: String,
    terms: String,
    sources: Vec<SourceView>,
    measures: Vec<MeasureView>,
    /// When there are hundreds of measures of one kind, how many; the condition pages show each.
    more_measures: String,
}

struct SourceView {
    title: String,
    file: String,
    sha256: String,
    obtained: String,
    rows: String,
}

struct MeasureView {
    name: String,
    kind: String,
    periods: String,
    /// What must be said beside single periods.
    period_notes: Vec<String>,
    numerator: String,
    denominator: String,
    adjustment: String,
    ages: String,
    not_said: String,
}

/// How often the builder noted something of one kind.
struct FindingKind {
    href: String,
    name: String,
    count: usize,
}

/// A publisher with more measures than this shows only its first ones; the rest are the same by another disease.
const MOST_MEASURES: usize = 60;

pub(crate) async fn show(State(application): State<Application>, parameters: Parameters, visitor: Visitor) -> Response {
    let (edition, language) = (&*application.edition, visitor.language);
    let t = language.text();
    let asked = parameters.text("findings");
    let chosen: Vec<&Finding> = edition.findings.iter().filter(|finding| finding.kind == asked).collect();
    let shown = Figures {
        frame: Frame::new(&visitor, edition, Section::Figures, t.sources_title()),
        t,
        counts: t.sources_counts(
            edition.version.clone(),
            edition.institutions.len(),
            edition.volumes.len() + edition.results.len(),
        ),
        publishers: publishers(edition, language),
        chapters: vec![what_they_say(t), travel(t), groups(t)],
        kinds: kinds(edition, t),
        findings_shown: match chosen.len() {
            0 => String::new(),
            count => t.sources_findings_shown(count.min(FINDINGS_AT_ONCE), count),
        },
        findings: chosen.into_iter().take(FINDINGS_AT_ONCE).cloned().collect(),
    };
    page(StatusCode::OK, &shown)
}

fn what_they_say(t: Text) -> Chapter {
    let claims = vec![
        advice(t.sources_say_volume()),
        advice(t.sources_say_floors()),
        advice(t.sources_say_pandemic()),
        advice(t.sources_say_classes()),
        advice(t.sources_say_california()),
        advice(t.sources_say_cms()),
        advice(t.sources_say_intervals()),
        advice(t.sources_say_definitions()),
    ];
    Chapter::new("say", t.sources_say(), claims)
}

fn travel(t: Text) -> Chapter {
    Chapter::new("travel", t.sources_travel(), vec![advice(t.sources_travel_line()), advice(t.sources_travel_time())])
}

fn groups(t: Text) -> Chapter {
    let claims =
        vec![advice(t.sources_groups_three()), advice(t.sources_groups_inside()), advice(t.sources_groups_same())];
    Chapter::new("groups", t.sources_groups(), claims)
}

fn publishers(edition: &Edition, language: Language) -> Vec<PublisherView> {
    let t = language.text();
    let periods = periods(edition);
    edition
        .publishers
        .iter()
        .enumerate()
        .map(|(position, publisher)| {
            let own =
                || edition.measures.iter().zip(&periods).filter(move |(measure, _)| measure.publisher == position);
            let many = own().count();
            let first = if many > MOST_MEASURES { 1 } else { many };
            PublisherView {
                name: in_language(&publisher.name, language).to_owned(),
                homepage: publisher.homepage.clone(),
                terms: in_language(&publisher.terms, language).to_owned(),
                sources: edition
                    .sources
                    .iter()
                    .filter(|source| source.publisher == position)
                    .map(|source| SourceView {
                        title: in_language(&source.title, language).to_owned(),
                        file: source.file.clone(),
                        sha256: source.sha256.chars().take(16).collect(),
                        obtained: source.obtained.clone(),
                        rows: t.sources_rows(source.rows_read, source.rows_used),
                    })
                    .collect(),
                measures: own()
                    .take(first)
                    .map(|(measure, period)| measure_view(edition, language, measure, *period))
                    .collect(),
                more_measures: if many > first { t.sources_more_measures(many - first) } else { String::new() },
            }
        })
        .collect()
}

/// From the first to the last month that each measure's figures speak of.
fn periods(edition: &Edition) -> Vec<Option<Period>> {
    let mut periods: Vec<Option<Period>> = vec![None; edition.measures.len()];
    let volumes = edition.volumes.iter().map(|volume| (volume.measure, volume.period));
    let results = edition.results.iter().map(|result| (result.measure, result.period));
    for (measure, period) in volumes.chain(results) {
        if let Some(whole) = periods.get_mut(measure.position()) {
            let known = whole.get_or_insert(period);
            known.first = known.first.min(period.first);
            known.last = known.last.max(period.last);
        }
    }
    periods
}

fn measure_view(edition: &Edition, language: Language, measure: &Measure, period: Option<Period>) -> MeasureView {
    let t = language.text();
    let own = |note: &&PeriodNote| edition.measure(note.measure).is_some_and(|of| of.id == measure.id);
    let say = |note: &PeriodNote| words::with_note(t, words::period(t, note.period), in_language(&note.note, language));
    MeasureView {
        name: in_language(&measure.name, language).to_owned(),
        kind: words::kind(t, measure.kind),
        periods: period.map(|period| words::period(t, period)).unwrap_or_default(),
        period_notes: edition.period_notes.iter().filter(own).map(say).collect(),
        numerator: in_language(&measure.numerator, language).to_owned(),
        denominator: words::unless_none(in_language(&measure.denominator, language)),
        adjustment: in_language(&measure.adjustment, language).to_owned(),
        ages: in_language(&measure.ages, language).to_owned(),
        not_said: in_language(&measure.not_said, language).to_owned(),
    }
}

fn kinds(edition: &Edition, t: Text) -> Vec<FindingKind> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &edition.findings {
        *counts.entry(&finding.kind).or_default() += 1;
    }
    let kind = |(kind, count): (&str, usize)| FindingKind {
        href: address("/figures", &[("findings", kind)]) + "#findings",
        name: match kind {
            "impossible" => t.finding_impossible(),
            "stray" => t.finding_stray(),
            "repeated" => t.finding_repeated(),
            "total-does-not-tie" => t.finding_total(),
            "doubtful-pair" => t.finding_pair(),
            "unlinked" => t.finding_unlinked(),
            "no-place" => t.finding_place(),
            "conflict" => t.finding_conflict(),
            "damaged-count" => t.finding_damaged(),
            "left-out" => t.finding_left_out(),
            "renamed" => t.finding_renamed(),
            "renumbered" => t.finding_renumbered(),
            "corrected" => t.finding_corrected(),
            "no-recent-figure" => t.finding_no_recent(),
            other => other.to_owned(),
        },
        count,
    };
    counts.into_iter().map(kind).collect()
}
