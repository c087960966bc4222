//! `GET` and `POST /case/opinion`: what the first doctor said, in the patient's words.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::opinion::{FirstOpinion, Known};
use casework::people::Told;
use casework::refusal::Trouble;
use casework::{Act, PersonId, Refusal};
use evidence::Edition;
use jiff::civil::Date;
use language::{Language, Text};

use super::fields::{Choices, Form, Knowable, Line, Summary};
use super::opinion_found::{self, Naming, Namings};
use super::values::{self, Values, date, date_of, knowing, known};
use super::{At, Failed};
use crate::application::Application;
use crate::case::{CaseFrame, Open, Sent, Step, go, refused};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/steps/opinion.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    facts: Vec<(String, String)>,
    summary: Summary,
    fields: Fields,
    /// The patient has not been told everything.
    centre_first: bool,
    next: Option<(&'static str, String)>,
}

/// The fields, in the order of the page.
struct Fields {
    condition: Line,
    condition_naming: Naming,
    what: Vec<Knowable>,
    doctor: Knowable,
    institution: Line,
    institution_naming: Naming,
    said_on: Line,
    treatment: Knowable,
    decide_by: Knowable,
    unclear: Line,
    near: Line,
    near_naming: Naming,
    under20: Choices,
    told: Option<Choices>,
}

const TOLD: [(&str, Told); 4] =
    [("everything", Told::Everything), ("part", Told::Part), ("nothing", Told::Nothing), ("unknown", Told::Unknown)];

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match At::read(&application, &visitor, &open, Step::Opinion).await {
        Ok(at) => shown(&at, &kept(&at), None).await,
        Err(response) => response,
    }
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Opinion, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let (mut opinion, troubles) = read(at.t, &sent, at.view.today);
    if !troubles.is_empty() {
        return shown(&at, &Values::of(&sent), Some((&sent, &Refusal::Troubled(troubles)))).await;
    }
    let (before, written) = (at.view.case.opinion.clone(), sent.clone());
    let found = application.found(&visitor, opinion_found::weight(&opinion), move |edition, visitor| {
        opinion_found::find(edition, visitor.language, &written, &before, &mut opinion);
        let asks = asks(edition, visitor.language, &written, &opinion);
        (opinion, asks)
    });
    let Some((opinion, asks)) = found.await else {
        return refused::busy(&application, &visitor, sent.written());
    };
    let mut acts = Vec::new();
    let told_now = TOLD.iter().find(|(word, _)| sent.get("told") == Some(word)).map(|(_, told)| *told);
    acts.extend(told_now.filter(|told| *told != at.view.case.told).map(Act::SaveTold));
    acts.push(Act::SaveOpinion(Box::new(opinion)));
    match at.act(acts).await {
        // What could not be found is asked about at once, while the words are fresh.
        Ok(_) if asks => go("/case/opinion?saved=yes#check"),
        Ok(_) => at.onward(),
        Err(Failed { refusal: refusal @ (Refusal::Troubled(_) | Refusal::SameInstitution), .. }) => {
            shown(&at, &Values::of(&sent), Some((&sent, &refusal))).await
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// Whether a name was written that is not clear yet, and the reader has not said that it may stay so.
fn asks(edition: &Edition, language: Language, sent: &Sent, opinion: &FirstOpinion) -> bool {
    let namings = Namings::of(edition, language, &Values::default(), opinion);
    let open = |pick: &str| sent.get(pick).is_none();
    (open("condition_pick") && namings.condition.asks)
        || (open("institution_pick") && namings.institution.asks)
        || namings.place.asks
}

/// Reads the form; names are found afterwards.
fn read(t: Text, sent: &Sent, today: Date) -> (FirstOpinion, Vec<Trouble>) {
    let mut troubles = Vec::new();
    let mut moved = Vec::new();
    let mut knowing_of = |name: &str| {
        let (known, words) = known(sent, name);
        moved.extend(words.map(|words| format!("{}{}{words}", label(t, name), t.words_colon())));
        known
    };
    let opinion = FirstOpinion {
        condition: None,
        condition_words: sent.text("condition_words"),
        site: knowing_of("site"),
        kind: knowing_of("kind"),
        stage: knowing_of("stage"),
        doctor: knowing_of("doctor"),
        institution: None,
        institution_words: sent.text("institution_words"),
        said_on: date(sent, "said_on", today, &mut troubles),
        treatment: knowing_of("treatment"),
        decide_by: decide_by(sent, today, &mut troubles),
        unclear: String::new(),
        near: sent.text("near"),
        under20: sent.yes("under20"),
    };
    let mut unclear = sent.text("unclear");
    for words in moved {
        if !unclear.is_empty() {
            unclear.push('\n');
        }
        unclear.push_str(&words);
    }
    (FirstOpinion { unclear, ..opinion }, troubles)
}

fn decide_by(sent: &Sent, today: Date, troubles: &mut Vec<Trouble>) -> Known<Date> {
    match date_of(sent.get("decide_by"), today) {
        Ok(Some(date)) => Known::Told(date),
        Ok(None) if sent.get("decide_by_known") == Some("unclear") => Known::Unclear,
        Ok(None) => Known::Open,
        Err(wrong) => {
            troubles.push(Trouble { field: "decide_by", wrong });
            Known::Open
        }
    }
}

/// What is kept, as the form's values.
fn kept(at: &At<'_>) -> Values {
    let opinion = &at.view.case.opinion;
    let mut values = Values::default();
    values.put("condition_words", opinion.condition_words.as_str());
    let knowables = [
        ("site", &opinion.site),
        ("kind", &opinion.kind),
        ("stage", &opinion.stage),
        ("doctor", &opinion.doctor),
        ("treatment", &opinion.treatment),
    ];
    for (name, known) in knowables {
        values.put_known(name, known);
    }
    values.put("institution_words", opinion.institution_words.as_str());
    values.put("said_on", opinion.said_on.map(|on| at.day(on)).unwrap_or_default());
    values.put("decide_by", opinion.decide_by.told().map(|by| at.day(*by)).unwrap_or_default());
    values.put(knowing("decide_by"), values::word(&opinion.decide_by));
    values.put("unclear", opinion.unclear.as_str());
    values.put("near", opinion.near.as_str());
    values.put("under20", if opinion.under20 { "yes" } else { "" });
    let word = TOLD.iter().find(|(_, told)| *told == at.view.case.told).map_or("", |(word, _)| *word);
    values.put("told", word);
    values
}

async fn shown(at: &At<'_>, values: &Values, again: Option<(&Sent, &Refusal)>) -> Response {
    let t = at.t;
    let (opinion, typed) = (at.view.case.opinion.clone(), values.clone());
    let named = at.application.found(at.visitor, opinion_found::weight(&opinion), move |edition, visitor| {
        Namings::of(edition, visitor.language, &typed, &opinion)
    });
    let Some(namings) = named.await else {
        let written = again.map(|(sent, _)| sent.written().clone()).unwrap_or_default();
        return refused::busy(at.application, at.visitor, &written);
    };
    let refusal = again.map(|(_, refusal)| refusal);
    let mut form = match refusal {
        Some(Refusal::Troubled(troubles)) => Form::with(t, values, troubles, |field| label(t, field)),
        _ => Form::new(t, values),
    };
    if refusal == Some(&Refusal::SameInstitution) {
        form.say("institution_words", t.refused_same_institution(), t.opinion_chosen_same());
    }
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let fields = fields(at, &form, namings);
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        facts: facts(at),
        fields,
        summary: form.summary(),
        centre_first: !at.view.case.told.may_write_to_patient(),
        next: at.next(),
    };
    page(status, &shown)
}

pub(in crate::case) fn label(t: Text, field: &str) -> String {
    match field {
        "condition_words" | "condition" => t.opinion_condition(),
        "site" => t.opinion_site(),
        "kind" => t.opinion_kind(),
        "stage" => t.opinion_stage(),
        "doctor" => t.opinion_doctor(),
        "institution_words" | "institution" => t.opinion_institution(),
        "said_on" => t.opinion_said_on(),
        "treatment" => t.opinion_treatment(),
        "decide_by" => t.opinion_decide_by(),
        "near" => t.opinion_near(),
        "told" => t.opinion_told(),
        _ => t.opinion_unclear(),
    }
}

fn fields(at: &At<'_>, form: &Form<'_>, namings: Namings) -> Fields {
    let t = at.t;
    let knowable = |name: &str, hint: String, lines| form.knowable(name, label(t, name), hint, lines);
    let by_someone_else = at.view.caller.actor.person != PersonId::PATIENT;
    Fields {
        condition: form.line("condition_words", t.opinion_condition(), t.opinion_condition_hint()),
        condition_naming: namings.condition,
        what: vec![
            knowable("site", t.opinion_site_hint(), 1),
            knowable("kind", t.opinion_kind_hint(), 1),
            knowable("stage", t.opinion_stage_hint(), 1),
        ],
        doctor: knowable("doctor", String::new(), 1),
        institution: form.line("institution_words", t.opinion_institution(), t.opinion_institution_hint()),
        institution_naming: namings.institution,
        said_on: form.line("said_on", t.opinion_said_on(), t.steps_date_hint()),
        treatment: knowable("treatment", t.opinion_treatment_hint(), 3),
        decide_by: knowable("decide_by", format!("{} {}", t.opinion_decide_by_hint(), t.steps_date_hint()), 1),
        unclear: form.text("unclear", t.opinion_unclear(), t.opinion_unclear_hint()),
        near: form.line("near", t.opinion_near(), t.opinion_near_hint()).autocomplete("address-level2"),
        near_naming: namings.place,
        under20: form
            .any("under20", t.form_age(), vec![form.choice("under20", "yes", t.opinion_under20())])
            .hint(t.opinion_under20_hint()),
        told: by_someone_else.then(|| {
            let choice = |(word, told): &(&str, Told)| form.choice("told", word, told_words(t, *told));
            form.one("told", t.opinion_told(), TOLD.iter().map(choice).collect()).hint(t.opinion_told_hint())
        }),
    }
}

fn told_words(t: Text, told: Told) -> String {
    match told {
        Told::Everything => t.door_told_everything(),
        Told::Part => t.door_told_part(),
        Told::Nothing => t.door_told_nothing(),
        Told::Unknown | Told::NotAsked => t.door_told_unknown(),
    }
}

/// What is kept, to be read and printed.
fn facts(at: &At<'_>) -> Vec<(String, String)> {
    let (t, opinion) = (at.t, &at.view.case.opinion);
    let open = || t.steps_not_answered();
    let text = |text: &str| if text.is_empty() { open() } else { text.to_owned() };
    let said = |known: &Known<String>| match known {
        Known::Told(told) => told.clone(),
        Known::Unclear => t.steps_unclear_shown(),
        Known::Open => open(),
    };
    let decide_by = match &opinion.decide_by {
        Known::Told(by) => at.day(*by),
        Known::Unclear => t.steps_unclear_shown(),
        Known::Open => open(),
    };
    vec![
        (t.opinion_condition(), text(&opinion.condition_words)),
        (t.opinion_site(), said(&opinion.site)),
        (t.opinion_kind(), said(&opinion.kind)),
        (t.opinion_stage(), said(&opinion.stage)),
        (t.opinion_doctor(), said(&opinion.doctor)),
        (t.opinion_institution(), text(&opinion.institution_words)),
        (t.opinion_said_on(), opinion.said_on.map(|on| at.day(on)).unwrap_or_else(open)),
        (t.opinion_treatment(), said(&opinion.treatment)),
        (t.opinion_decide_by(), decide_by),
        (t.opinion_unclear(), text(&opinion.unclear)),
    ]
}
