//! What goes to a desk, as one set: a cover, the sheet on which the desk answers, then a sheet for each part that was sent, and no other.
//!
//! When the doctor is to read blind, whatever tells the first treatment plan lies on closed sheets at the end: the plan itself, what of the
//! letter tells it, and the questions, which tell it too.

use casework::Part;
use casework::application::{Application, Channel};
use casework::day::Question;
use casework::people::Consent;

use super::given::{CodeFor, Given};
use super::parts;
use super::words;
use super::writing::Writing;
use crate::paper::sheet::{Entry, Sheet};

pub(super) fn sheets(given: &Given<'_>) -> Vec<Sheet> {
    let t = given.text;
    let Some(applied) = given.applied() else {
        let mut page = Writing::of(given, t.heard_dossier());
        page.words(t.paper_application_none());
        return vec![page.done()];
    };
    let goes = |part: Part| applied.parts.contains(&part) && given.sees(part);
    let questions = || questions(given, applied);
    let sheets = [
        goes(Part::Opinion).then(|| parts::opinion(given, applied.blind)),
        goes(Part::Letter).then(|| parts::letter(given, applied.blind)),
        goes(Part::Records).then(|| parts::records(given)),
        goes(Part::Time).then(|| parts::time(given)),
        (!applied.blind).then(questions).flatten(),
        coming(given, applied),
        Some(consent(given, applied)),
        (applied.blind && (goes(Part::Opinion) || goes(Part::Letter)))
            .then(|| parts::closed(given, goes(Part::Opinion), goes(Part::Letter))),
        applied.blind.then(questions).flatten(),
    ];
    let sheets: Vec<Sheet> = sheets.into_iter().flatten().collect();
    let reply = reply(given, applied);
    let cover = cover(given, applied, std::iter::once(&reply).chain(&sheets));
    [cover, reply].into_iter().chain(sheets).collect()
}

/// What the desk reads first: who asks for what, and what lies here.
fn cover<'a>(given: &Given<'_>, applied: &Application, sheets: impl Iterator<Item = &'a Sheet>) -> Sheet {
    let t = given.text;
    let mut page = Writing::of_set(given, t.heard_dossier());
    page.under(&[&words::day(t, given.today), &t.paper_by_hand()]);
    page.form([(t.back_to(), t.paper_consent_desk(applied.name.as_str()))]);
    page.patient(given, t.paper_born());
    page.rows([t.paper_telephone()]);
    page.words(t.heard_dossier_asks());
    let first = applied.turns.first().map(|first| first.words.clone()).unwrap_or_default();
    page.answered([
        (t.heard_way(), words::way(t, applied.way)),
        (t.heard_words(), first),
        (t.heard_dossier_asked(), words::asked(t, applied).join("\n")),
    ]);
    if applied.blind {
        page.frame(t.heard_dossier_closed(), t.heard_dossier_blind());
    }
    page.heading(t.heard_dossier_contents());
    page.list(sheets.map(|sheet| sheet.title.clone()).collect());
    page.remark(t.heard_dossier_only());
    page.done()
}

/// What the desk sends back: its answer, with room to write, and where it goes.
fn reply(given: &Given<'_>, applied: &Application) -> Sheet {
    let t = given.text;
    let mut page = Writing::sent(given, t.paper_application_reply());
    page.rows([t.paper_telephone(), t.paper_fax(), t.paper_address()]);
    page.words(t.paper_application_reply_about());
    page.replies([(t.heard_dossier_yes(), 3), (t.heard_dossier_item(), 2), (t.heard_dossier_no(), 2)]);
    page.blank(t.paper_application_reply_by());
    page.blank(t.paper_application_reply_telephone());
    if applied.channel == Channel::Paper {
        page.code(given.code(CodeFor::Answer(applied.id)), t.heard_code_desk());
    }
    page.done()
}

/// The questions, when they were sent ahead; for a doctor who reads blind they are closed.
fn questions(given: &Given<'_>, applied: &Application) -> Option<Sheet> {
    let (t, case) = (given.text, given.case);
    let day = case.days.iter().find(|day| day.application == applied.id)?;
    day.sent_ahead.filter(|_| given.sees(Part::Day) && !case.questions.is_empty())?;
    let title = if applied.blind { t.heard_dossier_closed_questions() } else { t.heard_questions() };
    let mut page = Writing::sent(given, title);
    if applied.blind {
        page.frame(String::new(), t.heard_dossier_closed_about());
    }
    let entry = |question: &Question| {
        let words = question.words.trim().to_owned();
        Entry { words, under: None, lines: super::questions::LINES }
    };
    page.numbered(case.questions.iter().map(entry).collect());
    Some(page.done())
}

fn coming(given: &Given<'_>, applied: &Application) -> Option<Sheet> {
    let t = given.text;
    let day = given.case.days.iter().find(|day| day.application == applied.id)?;
    let mut page = Writing::sent(given, t.heard_coming());
    page.list(super::questions::coming(t, day));
    Some(page.done())
}

/// Who agreed to what.
fn consent(given: &Given<'_>, applied: &Application) -> Sheet {
    let (t, case) = (given.text, given.case);
    let mut page = Writing::sent(given, t.heard_dossier_consent());
    // Only what stands there and still holds: who agreed is not guessed, and nothing that was taken back is printed as agreed.
    let holding = |consent: &&Consent| consent.person == applied.desk && consent.holds(given.today);
    if let Some(agreed) = case.consents.iter().rev().find(holding) {
        let by = case.person(agreed.by).map_or_else(|| t.door_role_patient(), |person| words::person(t, person));
        page.words(t.heard_dossier_agreed(by, words::day(t, given.day_of(agreed.given))));
        let sent = Part::SENT.into_iter().filter(|part| applied.parts.contains(part));
        page.list(sent.map(|part| words::part_sent(t, part)).collect());
    }
    page.words(t.heard_dossier_ends());
    page.blank(t.paper_consent_sign());
    page.done()
}
