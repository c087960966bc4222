//! The patient's consent that family hears the opinion (相談同意書), by the desk's own line of relation where its file says one.

use casework::day::{Coming, Day};
use casework::{Ground, Relation};
use evidence::desk::{Desk, MayCome, RelationRule, Who};
use language::Text;

use super::given::Given;
use super::words;
use super::writing::{Writing, patient_name};
use crate::paper::sheet::Sheet;

/// So many empty lines for names when nobody is named yet.
const NAMELESS: usize = 2;

/// Someone who is to hear the opinion.
struct Hearing {
    name: String,
    relation: Option<Relation>,
    power_of_attorney: bool,
}

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let t = given.text;
    let applied = given.applied();
    let desk = applied.and_then(|known| given.desk_of(&known.institution, known.way));
    let mut page = Writing::of(given, t.paper_title_consent());
    page.under(&[&t.paper_by_hand()]);
    let institution = applied.map(|known| known.name.as_str()).unwrap_or_default();
    page.form([match institution.trim() {
        "" => (t.paper_letter_to(), String::new()),
        named => (t.back_to(), t.paper_consent_desk(named)),
    }]);
    page.words(t.paper_consent_words());
    page.words(t.paper_consent_back());
    page.heading(t.paper_consent_people());
    people(&mut page, t, &coming(given), desk.and_then(alone).and_then(|rule| rule.relation));
    page.heading(t.paper_consent_patient());
    page.patient(given, t.paper_born());
    page.rows([t.paper_address(), t.paper_telephone(), t.paper_consent_why()]);
    page.blank(t.paper_consent_sign());
    page.blank(t.paper_consent_sign_other());
    said(&mut page, given, desk);
    page.done()
}

/// Who hears the opinion, with what the desk's rule says of each where it is known; before anyone is named, lines to write on.
fn people(page: &mut Writing, t: Text, coming: &[Hearing], rule: Option<RelationRule>) {
    if coming.is_empty() {
        let name = || [t.heard_coming_name(), t.heard_coming_relation()];
        page.rows(std::iter::repeat_with(name).take(NAMELESS).flatten());
        return;
    }
    let (name, relation) = (t.heard_coming_name(), t.heard_coming_relation());
    let related = |one: &Hearing| one.relation.map(|relation| words::relation(t, relation)).unwrap_or_default();
    match rule {
        Some(rule) => {
            let row = |one: &Hearing| [one.name.clone(), related(one), admitted(t, rule, one)];
            page.table([name, relation, t.paper_consent_by_rule()], coming.iter().map(row).collect());
        }
        None => {
            let row = |one: &Hearing| [one.name.clone(), related(one)];
            page.table([name, relation], coming.iter().map(row).collect());
        }
    }
}

/// Who comes on the day and is not the patient. Nobody else is named on the form: it is the patient who says who is to hear the opinion.
fn coming(given: &Given<'_>) -> Vec<Hearing> {
    let one = |one: &Coming| {
        let person = one.person.and_then(|id| given.case.person(id));
        let power_of_attorney = person.is_some_and(|person| person.ground == Some(Ground::PowerOfAttorney));
        Hearing { name: one.name.trim().to_owned(), relation: one.relation, power_of_attorney }
    };
    let coming = day(given).map(|day| day.coming.as_slice()).unwrap_or_default();
    coming.iter().map(one).filter(|one| one.name != patient_name(given)).collect()
}

fn day<'a>(given: &Given<'a>) -> Option<&'a Day> {
    let applied = given.applied()?;
    given.case.days.iter().find(|day| day.application == applied.id)
}

/// What the desk says, each rule with its source; nothing where none is known.
fn said(page: &mut Writing, given: &Given<'_>, desk: Option<&Desk>) {
    let t = given.text;
    let rules = desk.map(|desk| desk.may_come.as_slice()).unwrap_or_default();
    if rules.is_empty() {
        return;
    }
    page.heading(t.paper_consent_rule());
    for fact in rules {
        let source = words::desk::printed_source(t, &fact.source);
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

fn admitted(t: Text, line: RelationRule, one: &Hearing) -> String {
    let Some(relation) = one.relation else { return t.paper_consent_open() };
    match (line.admits(relation.into(), one.power_of_attorney), line) {
        (true, _) => t.paper_consent_admitted(),
        (false, RelationRule::PowerOfAttorney) => t.paper_consent_with_paper(),
        (false, _) => t.paper_consent_not_admitted(),
    }
}
