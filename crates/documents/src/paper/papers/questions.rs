//! The questions for the day, as many as fit the minutes, with room for the answers; and what to bring.

use casework::application::Application;
use casework::choice::Way;
use casework::day::{Coming, Day, Question, fit, minutes_of};
use casework::records::{Kind, Stage};
use casework::{Part, PersonId};
use evidence::desk::{Desk, Paper, Who};
use language::Text;

use super::given::Given;
use super::words;
use super::writing::{Writing, patient_name};
use crate::paper::sheet::{Entry, Sheet};

/// So many empty lines follow a question that was not answered.
pub(super) const LINES: u8 = 3;

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let (t, case) = (given.text, given.case);
    let applied = given.with_day();
    let day = applied.and_then(|known| case.days.iter().find(|day| day.application == known.id));
    let offer = applied.and_then(|known| known.booked.as_ref());
    let mut page = Writing::of(given, t.heard_sheet());
    page.under(&[applied.map(|known| known.name.as_str()).unwrap_or_default(), patient_name(given)]);
    match offer {
        Some(offer) => page.words(words::offer(t, offer)),
        None if given.sees(Part::Application) => page.words(t.heard_day_no_date()),
        None => {}
    }
    if let Some(day) = day {
        page.heading(t.heard_coming());
        page.list(coming(t, day));
    }
    page.heading(t.heard_questions());
    asked(&mut page, given, offer.map_or(0, |offer| offer.minutes));
    page.heading(t.heard_bring());
    page.boxes(bring(given, applied, day));
    page.done()
}

/// Who comes, the patient first.
pub(super) fn coming(t: Text, day: &Day) -> Vec<String> {
    let patient = if day.patient_comes { t.heard_patient_comes_yes() } else { t.heard_patient_comes_no() };
    std::iter::once(patient).chain(day.coming.iter().map(|one| in_words(t, one))).collect()
}

pub(super) fn in_words(t: Text, one: &Coming) -> String {
    let relation = one.relation.map(|relation| words::relation(t, relation));
    let from = Some(one.from.trim()).filter(|from| !from.is_empty()).map(|from| t.heard_coming_joins(from));
    [Some(one.name.clone()), relation, from].into_iter().flatten().collect::<Vec<_>>().join(&t.words_comma())
}

/// The questions in the order of asking. From the first that does not fit on they stand in a list of their own, to be handed in on paper.
fn asked(page: &mut Writing, given: &Given<'_>, minutes: u16) {
    let (t, questions) = (given.text, &given.case.questions);
    if questions.is_empty() {
        page.words(t.heard_questions_none());
        return;
    }
    let all = t.heard_fit_all(questions.len(), minutes_of(questions));
    if minutes == 0 {
        page.words(all);
        page.numbered(questions.iter().map(|question| entry(given, question, LINES)).collect());
        return;
    }
    let fit = fit(questions, minutes);
    let says = if fit.left.is_empty() { t.heard_fit_fits() } else { t.heard_fit_left(fit.left.len()) };
    page.words([all, t.heard_fit_kept(minutes, fit.kept_for_doctor), says].join(&t.words_gap()));
    page.remark(t.heard_fit_ours());
    let (left, fits): (Vec<&Question>, Vec<&Question>) =
        questions.iter().partition(|question| fit.left.contains(&question.id));
    page.numbered(fits.into_iter().map(|question| entry(given, question, LINES)).collect());
    if !left.is_empty() {
        page.heading(t.paper_questions_left());
        page.numbered(left.into_iter().map(|question| entry(given, question, 2)).collect());
    }
}

fn entry(given: &Given<'_>, question: &Question, lines: u8) -> Entry {
    let t = given.text;
    let asks = given.case.person(question.of).filter(|person| person.id != PersonId::PATIENT);
    let answer = question.answer.trim();
    let under = [
        Some(t.heard_minutes(question.minutes)),
        asks.map(|person| t.heard_question_of(words::person(t, person))),
        (!answer.is_empty()).then(|| t.paper_questions_answer(answer)),
    ];
    let under = under.into_iter().flatten().collect::<Vec<_>>().join(&t.words_semicolon());
    Entry {
        words: question.words.trim().to_owned(),
        under: Some(under),
        lines: if answer.is_empty() { lines } else { 0 },
    }
}

/// What to bring: the letter, the records in hand, what the desk's own list names.
fn bring(given: &Given<'_>, applied: Option<&Application>, day: Option<&Day>) -> Vec<String> {
    let (t, case) = (given.text, given.case);
    let desk = applied.and_then(|known| given.desk_of(&known.institution, known.way));
    let mut out = Vec::new();
    if given.sees(Part::Letter) && case.letter.received_on.is_some() {
        out.push(t.heard_bring_letter());
    }
    let in_hand = case.records.iter().filter(|item| item.stage() == Stage::Received && item.kind != Kind::Letter);
    for item in in_hand {
        let says = words::item(t, item);
        out.push(if item.loan { t.heard_bring_loan(says) } else { says });
    }
    let alone = day.is_some_and(|day| !day.patient_comes);
    // What stands on the records list is said there; here is what no record is.
    for paper in named(desk, alone).into_iter().filter(|paper| is_no_record(*paper)) {
        let says = words::desk::paper(t, paper);
        if !out.contains(&says) {
            out.push(says);
        }
    }
    if alone && !out.contains(&words::desk::paper(t, Paper::ConsentForm)) {
        out.push(t.heard_bring_consent());
    }
    out.push(t.heard_bring_questions());
    out.push(t.heard_bring_fee());
    let rules = desk.and_then(|desk| desk.online.as_ref()).map(|fact| &fact.value);
    out.push(match rules.and_then(|rules| rules.recording) {
        Some(false) => t.heard_bring_no_recording(),
        Some(true) => t.heard_bring_recording(),
        None => t.heard_bring_ask_recording(),
    });
    if applied.is_some_and(is_online) {
        out.push(t.heard_bring_online());
    }
    out
}

/// What the desk's list names, and for a family without the patient what its rule asks for.
fn named(desk: Option<&Desk>, alone: bool) -> Vec<Paper> {
    let needs = desk.into_iter().flat_map(|desk| desk.needs.iter().map(|fact| fact.value));
    let rules = desk.into_iter().flat_map(|desk| desk.may_come.iter().map(|fact| &fact.value));
    let papers = rules.filter(|rule| alone && rule.who == Who::FamilyAlone).flat_map(|rule| rule.papers.clone());
    needs.chain(papers).collect()
}

fn is_online(applied: &Application) -> bool {
    match &applied.booked {
        Some(offer) => offer.online,
        None => matches!(applied.way, Way::Online | Way::OnlineFromNearby),
    }
}

fn is_no_record(paper: Paper) -> bool {
    matches!(
        paper,
        Paper::ConsentForm
            | Paper::InsuranceCardCopy
            | Paper::PowerOfAttorney
            | Paper::Identity
            | Paper::ProofOfRelationship
            | Paper::ProofOfIncapacity
            | Paper::DeskForm
    )
}
