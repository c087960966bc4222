//! The request to the doctor or the document desk, on one page. What is not known is left blank, to be written by hand. Once the letter is here it is
//! not asked for again; where nothing else is wanted either, the page says that and no more.

use casework::Part;
use casework::calendar::letter_came;
use casework::opinion::Known;
use casework::records::{Kind, Stage};
use casework::timing::Step;
use language::Text;

use super::given::{CodeFor, Given};
use super::words;
use super::writing::Writing;
use crate::paper::sheet::Sheet;

/// So many lines of the list fit on the page; what is more is counted.
const MOST_RECORDS: usize = 8;
/// So many letters of each free text fit on the page.
const MOST_LETTERS: usize = 200;

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let (t, case) = (given.text, given.case);
    let opinion = &case.opinion;
    let mut page = Writing::of(given, t.request_title());
    let doctor = opinion.doctor.told().map(|doctor| addressed(t, doctor));
    let to = [opinion.institution_words.trim().to_owned(), doctor.unwrap_or_else(|| t.paper_request_to_desk())];
    let to: Vec<&str> = to.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    page.form([(t.paper_letter_date(), words::day(t, given.today)), (t.request_to(), to.join(&t.words_comma()))]);
    page.patient(given, t.paper_born_number());
    let came = letter_came(case);
    let asked = asked(given, came.is_some());
    if let Some(day) = came.filter(|_| asked.is_empty()) {
        page.frame(String::new(), t.request_here(words::day(t, day)));
        page.code(given.code(CodeFor::Letter), t.door_code_doctor());
        return page.done();
    }
    let greeting = match came {
        Some(day) => t.request_greeting_records(words::day(t, day)),
        None if asked.len() > 1 => t.paper_request_greeting(),
        None => t.paper_request_greeting_letter(),
    };
    page.words([greeting, t.paper_request_back()].join(&t.words_gap()));
    page.form([(t.request_asks(), asked.join("\n"))]);
    page.form(facts(given));
    page.form([(t.paper_request_by(), by(given, came.is_some())), (t.paper_request_decide(), String::new())]);
    page.answered([
        (t.paper_request_questions(), unclear(given).join("\n")),
        (t.paper_request_note(), fitting(&case.telling.note)),
    ]);
    page.code(given.code(CodeFor::Letter), t.door_code_doctor());
    if came.is_none() {
        page.remark(t.paper_request_rule());
    }
    page.done()
}

/// What was said and proposed, and whose advice is to be asked.
fn facts(given: &Given<'_>) -> Vec<(String, String)> {
    let (t, case) = (given.text, given.case);
    let opinion = &case.opinion;
    let more = [&opinion.site, &opinion.kind, &opinion.stage].into_iter().filter_map(Known::told);
    let illness = std::iter::once(&opinion.condition_words).chain(more).map(|part| part.trim());
    let illness: Vec<&str> = illness.filter(|part| !part.is_empty()).collect();
    let mut facts = vec![
        (t.paper_request_condition(), fitting(&illness.join(&t.words_semicolon()))),
        (t.request_proposed(), fitting(opinion.treatment.told().map(String::as_str).unwrap_or_default())),
    ];
    if given.sees(Part::Choice) {
        let asked: Vec<&str> = case.choice.chosen.iter().take(2).map(|chosen| chosen.name.as_str()).collect();
        let asked = if asked.is_empty() { t.paper_request_for_open() } else { asked.join(&t.words_semicolon()) };
        facts.push((t.paper_request_for(), asked));
    }
    facts
}

/// The letter while it is not here, and what of the records is still to be asked for, each with a box to tick; before there is a list, what is usual
/// with this illness.
fn asked(given: &Given<'_>, letter_here: bool) -> Vec<String> {
    let (t, records) = (given.text, &given.case.records);
    let open = records.iter().filter(|item| matches!(item.stage(), Stage::Wanted | Stage::Asked | Stage::Promised));
    let open = open.filter(|item| item.kind != Kind::Letter);
    let loan = |says: String, loan| if loan { t.paper_request_loan(says) } else { says };
    let mut asked: Vec<String> = open.map(|item| loan(words::item(t, item), item.loan)).collect();
    if records.is_empty() && given.sees(Part::Records) && !letter_here {
        let usual = casework::list::records_for(given.icd10).into_iter().filter(|(kind, _)| *kind != Kind::Letter);
        asked = usual.map(|(kind, back)| loan(words::kind(t, kind), back)).collect();
    }
    let rest = asked.len().saturating_sub(MOST_RECORDS);
    asked.truncate(MOST_RECORDS);
    if !letter_here {
        asked.insert(0, t.paper_request_ask_letter());
    }
    let boxed = asked.into_iter().map(|item| format!("□ {item}"));
    boxed.chain((rest > 0).then(|| t.request_more(rest))).collect()
}

/// The day by which the papers are wanted: as the calendar counts it, if that is still to come.
fn by(given: &Given<'_>, letter_here: bool) -> String {
    let calendar = given.calendar();
    let step = if letter_here { Step::Slides } else { Step::Letter };
    let papers = calendar.steps.iter().find(|planned| planned.step == step);
    match papers.and_then(|planned| planned.fixed.or(planned.by)).filter(|day| *day > given.today) {
        Some(day) => words::day(given.text, day),
        None => given.text.paper_request_by_open(),
    }
}

/// The doctor as a letter calls them; who was written with a title keeps it and gets no second one.
fn addressed(t: Text, doctor: &str) -> String {
    let doctor = doctor.trim();
    let titles = ["先生", "医師", "教授", "部長", "科長", "院長", "様", "さん", "殿"];
    let titled = titles.iter().any(|title| doctor.ends_with(title));
    if titled { doctor.to_owned() } else { t.request_to_doctor(doctor) }
}

/// What is not clear to the patient: the fields that say so, and the patient's own words.
fn unclear(given: &Given<'_>) -> Vec<String> {
    let (t, opinion) = (given.text, &given.case.opinion);
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
    let text = text.trim();
    if text.chars().count() <= MOST_LETTERS {
        return text.to_owned();
    }
    text.chars().take(MOST_LETTERS).chain(['…']).collect()
}
