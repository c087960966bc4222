//! The record of the decision that holds. Earlier ones stay in the case, not on the paper.

use casework::opinion::Known;
use casework::second::Point;

use super::given::Given;
use super::words;
use super::writing::{Writing, patient_name};
use crate::paper::sheet::Sheet;

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let (t, case) = (given.text, given.case);
    let name = patient_name(given);
    let title = if name.is_empty() { t.decide_sheet() } else { t.decide_of(name) };
    let mut page = Writing::of(given, title);
    let Some(decision) = case.deciding.decisions.last() else {
        page.words(t.paper_decision_none());
        return page.done();
    };
    page.words(words::chooses(t, case, decision.chooses));
    page.section(t.decide_because(), &decision.words);
    let with = if decision.with.is_empty() { t.decide_alone() } else { decision.with.join(&t.words_comma()) };
    page.form([(t.decide_day(), words::day(t, decision.on)), (t.decide_took_part(), with)]);
    let told = |known: &Known<String>| known.told().cloned().unwrap_or_default();
    page.answered([
        (t.decide_illness(), told(&casework::weigh::first_said(case, Point::Diagnosis))),
        (t.decide_first_proposed(), told(&case.opinion.treatment)),
    ]);
    page.answered(words::given(case).map(|second| {
        let proposed = words::said_at_all(t, second.hand, &second.of(Point::Treatment));
        (t.decide_second_proposed(words::second_doctor(t, second)), proposed.unwrap_or_default())
    }));
    let matters = words::matters(t, case);
    if !matters.is_empty() {
        page.heading(t.decide_mattered());
        page.numbered(super::parts::entries(matters));
    }
    page.remark(t.decide_made_on(words::day(t, given.day_of(decision.at))));
    page.done()
}
