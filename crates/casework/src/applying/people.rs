//! Whether the desk admits the person who acts for the patient.

use evidence::desk::{MayCome, Relative, Who};
use jiff::civil::Date;

use super::{Finding, Rests, Stop};
use crate::case::Case;
use crate::people::{Ground, Person, Role};

/// Looks at everyone who may come in the patient's place: who began the case for the patient, and who acts by law or by power of attorney.
pub(super) fn check(found: &mut Finding, today: Date) {
    let acting: Vec<Person> = found
        .case
        .people
        .iter()
        .filter(|person| person.role == Role::Relative && acts(person, found.case, today))
        .cloned()
        .collect();
    for person in acting {
        one(found, &person);
    }
}

/// Whose ground was ended, or whose every consent, comes in nobody's place any more.
fn acts(person: &Person, case: &Case, today: Date) -> bool {
    match person.ground {
        None => false,
        Some(Ground::Consent) => {
            let mut given = case.consents.iter().filter(|consent| consent.person == person.id).peekable();
            let ended = given.peek().is_some() && !given.any(|consent| consent.holds(today));
            person.id == case.begun_by && !ended
        }
        Some(Ground::Minor | Ground::Incapacity | Ground::PowerOfAttorney) => true,
    }
}

fn one(found: &mut Finding, person: &Person) {
    let who = match person.ground {
        Some(Ground::Minor) => Who::Under18,
        Some(Ground::Incapacity) => Who::Incapacity,
        _ => Who::FamilyAlone,
    };
    let rule = found.desk.and_then(|desk| desk.may_come.iter().find(|fact| fact.value.who == who)).cloned();
    let Some(rule) = rule else {
        found.look(Stop::RelationNotKnown(who), Rests::OnUsual, Some(who.word()));
        return;
    };
    let rests = Rests::OnDesk(rule.source.clone());
    if admits(&rule.value, person) == Some(false) {
        found.bar(Stop::RelationNotAdmitted(who), rests);
        return;
    }
    for paper in &rule.value.papers {
        found.look(Stop::Bring(*paper), rests.clone(), Some(paper.word()));
    }
}

/// None when the rule draws no line by relation.
fn admits(rule: &MayCome, person: &Person) -> Option<bool> {
    let with_paper = person.ground == Some(Ground::PowerOfAttorney);
    let relative = person.relation.map_or(Relative::NotFamily, Relative::from);
    rule.relation.map(|line| line.admits(relative, with_paper))
}
