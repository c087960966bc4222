//! The patient's consent that family hears the opinion (相談同意書), by the desk's own line of relation where its file says one.

use casework::day::Coming;
use casework::{Ground, Relation, Role};
use evidence::desk::{Desk, MayCome, RelationRule, Relative, Who};

use super::given::Given;
use super::words;
use super::writing::{Writing, patient_name};
use crate::paper::sheet::Sheet;

/// So many empty lines for names when nobody is named yet.
const NAMELESS: usize = 2;

/// Someone who is to hear the opinion.
pub(super) struct Hearing {
    name: String,
    relation: Option<Relation>,
    power_of_attorney: bool,
}

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let t = given.text;
    let applied = given.applied();
    let desk = applied.and_then(|known| given.desk_of(&known.institution, known.way));
    let mut page = Writing::of(given, t.paper_title_consent());
    let institution = applied.map(|known| known.name.as_str()).unwrap_or_default();
    page.form([(t.heard_dossier_to(), institution.to_owned())]);
    page.words(t.paper_consent_words());
    page.words(t.paper_consent_back());
    page.heading(t.paper_consent_people());
    let hearing = hearing(given);
    if hearing.is_empty() {
        let name = || [t.heard_coming_name(), t.heard_coming_relation()];
        page.form(std::iter::repeat_with(name).take(NAMELESS).flatten().map(|name| (name, String::new())));
    }
    let head = [t.heard_coming_name(), t.heard_coming_relation(), t.paper_consent_by_rule()];
    let rule = desk.and_then(alone);
    let row = |one: &Hearing| {
        let relation = one.relation.map(|relation| words::relation(t, relation)).unwrap_or_default();
        [one.name.clone(), relation, admitted(given, rule, one)]
    };
    page.table(head, hearing.iter().map(row).collect());
    page.heading(t.paper_consent_patient());
    page.patient(given, t.heard_dossier_born());
    let blanks = [t.heard_dossier_post(), t.heard_dossier_telephone(), t.paper_consent_why()];
    page.form(blanks.map(|name| (name, String::new())));
    page.blank(t.paper_consent_sign());
    page.blank(t.paper_consent_sign_other());
    page.heading(t.paper_consent_rule());
    said(&mut page, given, desk);
    page.done()
}

/// Who comes on the day, as far as they have a name and are not the patient; before that is said, the relatives of the case.
pub(super) fn hearing(given: &Given<'_>) -> Vec<Hearing> {
    let case = given.case;
    let day = given.applied().and_then(|known| case.days.iter().find(|day| day.application == known.id));
    let coming: Vec<&Coming> = day.map(|day| day.coming.iter().collect()).unwrap_or_default();
    if !coming.is_empty() {
        let one = |one: &Coming| {
            let person = one.person.and_then(|id| case.person(id));
            let power_of_attorney = person.is_some_and(|person| person.ground == Some(Ground::PowerOfAttorney));
            Hearing { name: one.name.trim().to_owned(), relation: one.relation, power_of_attorney }
        };
        return coming.into_iter().map(one).filter(|one| one.name != patient_name(given)).collect();
    }
    let relatives = case.people.iter().filter(|person| person.role == Role::Relative && !person.name.trim().is_empty());
    let one = |person: &casework::Person| Hearing {
        name: person.name.trim().to_owned(),
        relation: person.relation,
        power_of_attorney: person.ground == Some(Ground::PowerOfAttorney),
    };
    relatives.map(one).collect()
}

/// What the desk says, each rule with its source; a general form where nothing is known.
fn said(page: &mut Writing, given: &Given<'_>, desk: Option<&Desk>) {
    let t = given.text;
    let rules = desk.map(|desk| desk.may_come.as_slice()).unwrap_or_default();
    if rules.is_empty() {
        page.words(t.paper_consent_general());
        page.remark(t.paper_consent_usual());
        return;
    }
    for fact in rules {
        let source = words::desk::source(t, &fact.source);
        page.form([(words::desk::who(t, fact.value.who), words::desk::may_come(t, &fact.value))]);
        page.remark(source);
        if fact.source.ring_first(given.today.year(), given.today.month()) {
            page.remark(t.desk_source_too_old());
        }
    }
    if desk.is_some_and(|desk| desk.made_up) {
        page.remark(t.desk_made_up());
    }
}

/// The desk's rule for a family that comes without the patient.
fn alone(desk: &Desk) -> Option<&MayCome> {
    desk.may_come.iter().map(|fact| &fact.value).find(|rule| rule.who == Who::FamilyAlone)
}

fn admitted(given: &Given<'_>, rule: Option<&MayCome>, one: &Hearing) -> String {
    let t = given.text;
    let Some(line) = rule.and_then(|rule| rule.relation) else { return t.paper_consent_open() };
    let Some(relation) = one.relation else { return t.paper_consent_open() };
    match (line.admits(relative(relation), one.power_of_attorney), line) {
        (true, _) => t.paper_consent_admitted(),
        (false, RelationRule::PowerOfAttorney) => t.paper_consent_with_paper(),
        (false, _) => t.paper_consent_not_admitted(),
    }
}

fn relative(relation: Relation) -> Relative {
    match relation {
        Relation::Spouse => Relative::Spouse,
        Relation::Parent => Relative::Parent,
        Relation::Child => Relative::Child,
        Relation::Sibling => Relative::Sibling,
        Relation::Grand => Relative::Grand,
        Relation::OtherFamily => Relative::OtherFamily,
        Relation::NotFamily => Relative::NotFamily,
    }
}
