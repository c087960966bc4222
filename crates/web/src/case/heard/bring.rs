//! What to bring on the day: the letter, the records in hand, what this desk's own list names.

use casework::application::Application as Applied;
use casework::records::{Kind, Stage};
use casework::{Deed, Part};
use evidence::desk::Paper;

use super::desk_says::{desk_of, online, papers_alone};
use crate::case::steps::At;
use crate::case::steps::desk_words;
use crate::case::steps::records::item_words;

/// One line a thing.
pub(super) fn list(at: &At<'_>, application: &Applied) -> Vec<String> {
    let (t, case) = (at.t, &at.view.case);
    let desk = desk_of(application);
    let mut out = Vec::new();
    if at.may(Deed::Read(Part::Letter)) && case.letter.received_on.is_some() {
        out.push(t.heard_bring_letter());
    }
    let in_hand = case.records.iter().filter(|item| item.stage() == Stage::Received && item.kind != Kind::Letter);
    for item in in_hand {
        let says = item_words(t, item);
        out.push(if item.loan { t.heard_bring_loan(says) } else { says });
    }
    // What stands on the records list is said there; here is what no record is.
    let named = desk.map(|desk| desk.needs.iter().map(|fact| fact.value).collect::<Vec<_>>()).unwrap_or_default();
    let alone = case.days.iter().any(|day| day.application == application.id && !day.patient_comes);
    let papers = if alone { papers_alone(desk) } else { Vec::new() };
    for paper in named.into_iter().chain(papers) {
        let says = desk_words::paper(t, paper);
        if is_no_record(paper) && !out.contains(&says) {
            out.push(says);
        }
    }
    if alone {
        let form = desk_words::paper(t, Paper::ConsentForm);
        if !out.contains(&form) {
            out.push(t.heard_bring_consent());
        }
    }
    out.push(t.heard_bring_questions());
    out.push(t.heard_bring_fee());
    let rules = desk.and_then(|desk| desk.online.as_ref()).map(|fact| &fact.value);
    match rules.and_then(|rules| rules.recording) {
        Some(false) => out.push(t.heard_bring_no_recording()),
        Some(true) => out.push(t.heard_bring_recording()),
        None => out.push(t.heard_bring_ask_recording()),
    }
    if online(application) {
        out.push(t.heard_bring_online());
    }
    out
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
