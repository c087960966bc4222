//! `GET /case/request`: the request to the doctor or the document desk, on one printed page.
//!
//! Only what the patient put down stands on it; what is not known is left blank, to be written by hand.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::calendar::letter_came;
use casework::opinion::Known;
use casework::records::{Kind, Stage};
use casework::timing::Step as Planned;
use casework::{Deed, Part, PersonId};
use language::Text;

use super::At;
use super::calendar::counted;
use super::records::item_words;
use crate::application::Application;
use crate::case::{CaseFrame, CodeBox, CodeFor, FreshCode, Open, Sent, Step, go, refused};
use crate::frame::{Frame, page};
use crate::visitor::Visitor;

/// So many lines of each list fit on the page; what is more is counted.
const MOST_RECORDS: usize = 12;
/// So many letters of each free text fit on the page.
const MOST_LETTERS: usize = 400;

#[derive(Template)]
#[template(path = "case/steps/request.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    date: String,
    to: String,
    institution: String,
    name: String,
    facts: Vec<(String, String)>,
    /// The letter is here, and nothing is asked for: since when.
    here: Option<String>,
    greeting: String,
    asked: Vec<String>,
    more: String,
    by: String,
    /// The letter is among what is asked for, and so is what it costs.
    asks_letter: bool,
    unclear: Vec<String>,
    note: String,
    code_box: Option<CodeBox>,
    can_invite: bool,
    next: Option<(&'static str, String)>,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    let at = match At::read(&application, &visitor, &open, Step::Request).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let (t, case) = (at.t, &at.view.case);
    let came = letter_came(case);
    let (asked, more) = asked(&at, came.is_some());
    let opinion = &case.opinion;
    let doctor = opinion.doctor.told().map(|doctor| addressed(t, doctor));
    let shown = Page {
        frame: at.frame_titled(t.request_title()),
        t,
        case_frame: at.case_frame(),
        date: t.request_date(at.day(at.view.today)),
        to: doctor.unwrap_or_else(|| t.request_to_desk()),
        institution: opinion.institution_words.clone(),
        name: case.person(PersonId::PATIENT).map(|patient| patient.name.clone()).unwrap_or_default(),
        facts: facts(&at),
        here: came.filter(|_| asked.is_empty()).map(|day| t.request_here(at.day(day))),
        greeting: came.map_or_else(|| t.request_greeting(), |day| t.request_greeting_records(at.day(day))),
        asked,
        more,
        by: by(&at, came.is_some()),
        asks_letter: came.is_none(),
        unclear: unclear(&at),
        note: fitting(&case.telling.note),
        code_box: CodeBox::of_doctor(&application, &visitor, &open),
        // A letter on paper can still be written here, too, and signed.
        can_invite: at.may(Deed::InviteDoctor),
        next: at.next(),
    };
    page(StatusCode::OK, &shown)
}

/// `POST /case/letter/code`: makes the doctor's code and shows it on the request.
pub(super) async fn code(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    match open.casework.invite_doctor(open.caller, sent.version()).await {
        Ok((secret, until)) => {
            if let Some(door) = application.door() {
                let code = FreshCode { secret, until: Some(until) };
                door.fresh().put(open.caller, CodeFor::Form, code, open.casework.now());
            }
            go("/case/request")
        }
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// What was said and proposed, and whose advice is to be asked.
fn facts(at: &At<'_>) -> Vec<(String, String)> {
    let (t, case) = (at.t, &at.view.case);
    let opinion = &case.opinion;
    let more = [&opinion.site, &opinion.kind, &opinion.stage].into_iter().filter_map(Known::told);
    let illness: Vec<&str> = std::iter::once(&opinion.condition_words).chain(more).map(String::as_str).collect();
    let illness: Vec<&str> = illness.into_iter().filter(|part| !part.is_empty()).collect();
    let asked: Vec<&str> = case.choice.chosen.iter().take(2).map(|chosen| chosen.name.as_str()).collect();
    let asked = if asked.is_empty() { t.request_for_open() } else { asked.join(&t.words_semicolon()) };
    vec![
        (t.request_condition(), fitting(&illness.join(&t.words_semicolon()))),
        (t.request_proposed(), fitting(opinion.treatment.told().map(String::as_str).unwrap_or_default())),
        (t.request_for(), asked),
    ]
}

/// The letter while it is not here, and what of the records is still to be asked for.
fn asked(at: &At<'_>, letter_here: bool) -> (Vec<String>, String) {
    let t = at.t;
    let records = &at.view.case.records;
    let open = records.iter().filter(|item| matches!(item.stage(), Stage::Wanted | Stage::Asked | Stage::Promised));
    let open = open.filter(|item| item.kind != Kind::Letter);
    let loan = |says: String, loan| if loan { t.request_loan(says) } else { says };
    let mut asked: Vec<String> = open.map(|item| loan(item_words(t, item), item.loan)).collect();
    if records.is_empty() && !letter_here && at.may(Deed::Read(Part::Records)) {
        let usual = casework::list::records_for(&super::records::icd10(at));
        let usual = usual.into_iter().filter(|(kind, _)| *kind != Kind::Letter);
        asked = usual.map(|(kind, back)| loan(super::records::kind_words(t, kind), back)).collect();
    }
    let rest = asked.len().saturating_sub(MOST_RECORDS);
    asked.truncate(MOST_RECORDS);
    if !letter_here {
        asked.insert(0, t.request_ask_letter());
    }
    (asked, if rest > 0 { t.request_more(rest) } else { String::new() })
}

/// The day by which the papers are wanted: as the calendar counts it, if that is still to come.
fn by(at: &At<'_>, letter_here: bool) -> String {
    let calendar = counted(&at.view.case, at.view.today);
    let step = if letter_here { Planned::Slides } else { Planned::Letter };
    let papers = calendar.steps.iter().find(|planned| planned.step == step);
    match papers.and_then(|planned| planned.fixed.or(planned.by)).filter(|day| *day > at.view.today) {
        Some(day) => at.day(day),
        None => at.t.request_by_open(),
    }
}

/// The doctor as a letter calls them; who was written with a title keeps it and gets no second one.
fn addressed(t: Text, doctor: &str) -> String {
    let doctor = doctor.trim();
    let titled = ["先生", "医師", "教授", "部長", "科長", "院長", "様", "さん", "殿"]
        .iter()
        .any(|title| doctor.ends_with(title));
    if titled { doctor.to_owned() } else { t.request_to_doctor(doctor) }
}

/// What is not clear to the patient: the fields that say so, and the patient's own words.
fn unclear(at: &At<'_>) -> Vec<String> {
    let (t, opinion) = (at.t, &at.view.case.opinion);
    let fields = [
        (&opinion.site, t.opinion_site()),
        (&opinion.kind, t.opinion_kind()),
        (&opinion.stage, t.opinion_stage()),
        (&opinion.treatment, t.opinion_treatment()),
    ];
    let fields = fields.into_iter().filter(|(known, _)| **known == Known::Unclear).map(|(_, label)| label);
    let own = fitting(&opinion.unclear);
    fields.chain(Some(own).filter(|own| !own.is_empty())).collect()
}

/// As much of a text as fits on the page; the whole of it stands in the case.
fn fitting(text: &str) -> String {
    if text.chars().count() <= MOST_LETTERS {
        return text.to_owned();
    }
    text.chars().take(MOST_LETTERS).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use language::Language;

    use super::addressed;

    #[test]
    fn a_doctor_is_addressed_with_one_title() {
        let ja = Language::Japanese.text();
        assert_eq!(addressed(ja, "山田先生"), "山田先生");
        assert_eq!(addressed(ja, "消化器外科の山田医師 "), "消化器外科の山田医師");
        assert_eq!(addressed(ja, "山田 太郎"), "山田 太郎　先生");
        assert_eq!(addressed(Language::English.text(), "Dr Yamada"), "Dr Yamada");
    }
}
