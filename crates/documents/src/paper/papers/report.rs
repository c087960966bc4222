//! The report back to the first doctor: what was asked, what the second doctor said, and what is decided.

use casework::Part;
use casework::decision::Chooses;
use casework::second::{Hand, Point, SecondOpinion};
use casework::weigh::{Compares, Row, first_said, side_by_side};
use language::Text;

use super::given::{CodeFor, Given};
use super::words;
use super::writing::Writing;
use crate::paper::sheet::Sheet;

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let (t, case) = (given.text, given.case);
    let mut page = Writing::of(given, t.back_title());
    page.under(&[&words::day(t, given.today), &t.paper_by_hand()]);
    if words::given(case).next().is_none() {
        page.words(if given.sees(Part::Second) { t.back_no_second() } else { t.paper_not_shown() });
        return page.done();
    }
    let doctor = case.opinion.doctor.told().map(|doctor| doctor.trim().to_owned());
    let to = [case.opinion.institution_words.trim().to_owned(), doctor.unwrap_or_else(|| t.back_to_nobody())];
    let to: Vec<&str> = to.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    page.form([(t.back_to(), to.join(&t.words_comma()))]);
    page.patient(given, t.paper_born_number());
    page.words(t.back_greeting());
    let first = |point| first_said(case, point).told().map(|said| said.replace('\n', &t.words_semicolon()));
    let illness = first(Point::Diagnosis).unwrap_or_default();
    page.answered([(t.decide_illness(), illness), (t.back_proposed(), first(Point::Treatment).unwrap_or_default())]);
    for second in words::given(case) {
        heard(&mut page, given, second);
    }
    decided(&mut page, given);
    page.blank(t.back_signature());
    page.remark(t.back_ours());
    page.code(given.code(CodeFor::Receipt), t.back_code_lead());
    page.done()
}

/// One doctor who was heard, point by point.
fn heard(page: &mut Writing, given: &Given<'_>, second: &SecondOpinion) {
    let t = given.text;
    page.heading(format!("{}{}{}", t.back_heard(), t.words_colon(), words::who_said(t, second)));
    if second.hand == Hand::Told {
        page.words(words::hand(t, second.hand));
    }
    page.words(words::stands(t, second));
    let cells = |row: Row| {
        let says = words::reported(t, row.hand, &row.second)?;
        Some([words::point(t, row.point), says, compared(t, &row)])
    };
    let rows = side_by_side(given.case, second.id).into_iter().filter_map(cells).collect();
    page.table([t.weigh_point(), t.weigh_second(words::second_doctor(t, second)), t.paper_report_compared()], rows);
    page.words(&second.remarks);
}

fn compared(t: Text, row: &Row) -> String {
    match row.compares {
        Compares::Same => t.back_same(),
        Compares::Different if row.why.trim().is_empty() => t.back_different(),
        Compares::Different => format!("{}{}{}", t.back_different(), t.words_colon(), row.why.trim()),
        Compares::Unknown => t.back_not_compared(),
    }
}

/// What is decided, said to the first doctor, with the words of the report that goes with it.
fn decided(page: &mut Writing, given: &Given<'_>) {
    let (t, deciding) = (given.text, &given.case.deciding);
    page.heading(t.back_decided());
    let decision = deciding.decided();
    page.words(match decision.map(|decision| decision.chooses) {
        None => t.back_undecided(),
        Some(Chooses::First) => t.paper_report_chooses_first(),
        Some(Chooses::Second(id)) => t.paper_report_chooses_second(words::doctor_of(t, given.case, id)),
        Some(other) => words::chooses(t, given.case, other),
    });
    page.words(decision.map(|decision| decision.words.as_str()).unwrap_or_default());
    let report = deciding.reports.last().filter(|report| deciding.is_of_last(report));
    page.words(report.map(|report| report.words.as_str()).unwrap_or_default());
    let there = decision.is_some_and(|decision| matches!(decision.chooses, Chooses::SecondThere(_)));
    page.words(if there { t.back_thanks_there() } else { t.back_thanks() });
}
