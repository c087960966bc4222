//! What the desk says of those who come: by which relation, with which papers, how online. Where its file is silent, it says so.

use casework::application::Application as Applied;
use casework::choice::Way;
use casework::day::Coming;
use evidence::desk::{Desk, Paper, RelationRule, Who};

use crate::case::steps::At;
use crate::case::steps::desk::fitting;
use crate::case::steps::{desk_facts, desk_words};

/// Its rules in words, with where they stand.
pub(super) struct Rules {
    pub(super) says: Vec<(String, String)>,
    /// What these rules mean for those who are to come.
    pub(super) cautions: Vec<String>,
}

/// The desk of an application.
pub(super) fn desk_of(application: &Applied) -> Option<&'static Desk> {
    fitting(&application.institution, Some(application.way))
}

pub(super) fn online(application: &Applied) -> bool {
    match &application.booked {
        Some(offer) => offer.online,
        None => matches!(application.way, Way::Online | Way::OnlineFromNearby),
    }
}

pub(super) fn rules(at: &At<'_>, application: &Applied) -> Rules {
    let t = at.t;
    let desk = desk_of(application);
    let mut says: Vec<(String, String)> = Vec::new();
    for fact in desk.map(|desk| desk.may_come.as_slice()).unwrap_or_default() {
        says.push((desk_facts::may_come(t, &fact.value), desk_words::source(t, &fact.source)));
    }
    if says.is_empty() {
        says.push((t.heard_rule_unknown(), String::new()));
    }
    if let Some(fact) = desk.and_then(|desk| desk.online.as_ref()).filter(|_| online(application)) {
        says.push((desk_facts::online(t, &fact.value), desk_words::source(t, &fact.source)));
    }
    Rules { says, cautions: cautions(at, application, desk) }
}

fn cautions(at: &At<'_>, application: &Applied, desk: Option<&Desk>) -> Vec<String> {
    let t = at.t;
    let Some(day) = at.view.case.days.iter().find(|day| day.application == application.id) else { return Vec::new() };
    let mut out = Vec::new();
    let rule = desk.and_then(|desk| alone(desk).map(|rule| rule.relation));
    if !day.patient_comes {
        let admitted = |one: &Coming| match rule.flatten() {
            Some(RelationRule::PowerOfAttorney) | None => None,
            Some(rule) => one.relation.map(|relation| rule.admits(relation.into(), false)),
        };
        let answers: Vec<Option<bool>> = day.coming.iter().map(admitted).collect();
        out.push(match () {
            () if answers.contains(&Some(true)) => t.heard_rule_admits(),
            () if !answers.is_empty() && answers.iter().all(|answer| *answer == Some(false)) => t.heard_rule_refuses(),
            () => t.heard_rule_ask(),
        });
    }
    let rules = desk.and_then(|desk| desk.online.as_ref()).filter(|_| online(application)).map(|fact| &fact.value);
    if let Some(rules) = rules {
        let people = day.coming.len() + usize::from(day.patient_comes);
        if let Some(most) = rules.most_people.filter(|most| people > usize::from(*most)) {
            out.push(t.heard_rule_too_many(most));
        }
        if rules.patient_present == Some(true) && !day.patient_comes {
            out.push(t.heard_rule_patient_needed());
        }
    }
    out
}

/// The rule for a family that comes without the patient.
fn alone(desk: &Desk) -> Option<&evidence::desk::MayCome> {
    desk.may_come.iter().map(|fact| &fact.value).find(|rule| rule.who == Who::FamilyAlone)
}

/// The papers a family needs that comes without the patient.
pub(super) fn papers_alone(desk: Option<&Desk>) -> Vec<Paper> {
    desk.and_then(alone).map(|rule| rule.papers.clone()).unwrap_or_default()
}
