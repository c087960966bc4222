//! `POST /case/day/{id}`: who comes, with the patient or for them, and from where when it is online.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use casework::application::Application as Applied;
use casework::day::Coming as One;
use casework::refusal::Wrong as What;
use casework::{Act, Person, PersonId, Refusal, Relation, Role};
use language::Text;

use super::day::shown;
use super::desk_says::online;
use super::{go_to, to_change};
use crate::application::Application;
use crate::case::steps::fields::{Choice, Choices, Form, Line};
use crate::case::steps::{At, wrong_in_words};
use crate::case::{Open, Sent, Step, refused, words};
use crate::visitor::Visitor;

/// So many people who are not in the case can be written down.
const OTHERS: usize = 3;

pub(super) const RELATIONS: [(&str, Relation); 7] = [
    ("spouse", Relation::Spouse),
    ("parent", Relation::Parent),
    ("child", Relation::Child),
    ("sibling", Relation::Sibling),
    ("grand", Relation::Grand),
    ("other-family", Relation::OtherFamily),
    ("not-family", Relation::NotFamily),
];

/// The form.
pub(super) struct Coming {
    pub(super) patient: Choices,
    pub(super) family: Vec<Row>,
    pub(super) others: Vec<Row>,
    /// The same for whoever only reads.
    pub(super) says: Vec<String>,
    pub(super) online: bool,
}

/// One person.
pub(super) struct Row {
    /// For someone of the case: whether they come.
    pub(super) comes: Option<Choices>,
    pub(super) name: Option<Line>,
    pub(super) relation: Option<(String, Vec<Pick>)>,
    /// Where they join from, when it is online.
    pub(super) from: Option<Line>,
}

/// One relation to choose.
pub(super) struct Pick {
    pub(super) word: &'static str,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// Someone in words.
pub(super) fn in_words(t: Text, one: &One) -> String {
    let relation = one.relation.map(|relation| words::relation(t, relation));
    let from = Some(one.from.trim()).filter(|from| !from.is_empty()).map(|from| t.heard_coming_joins(from));
    [Some(one.name.clone()), relation, from].into_iter().flatten().collect::<Vec<_>>().join(&t.words_comma())
}

/// Those of the case who can come: whom this person may see, and who was said before.
fn family(at: &At<'_>, kept: &[One]) -> Vec<(PersonId, String, Option<Relation>)> {
    let case = &at.view.case;
    let relatives = case.people.iter().filter(|person| person.role == Role::Relative);
    let named = |person: &Person| (person.id, words::person(at.t, person), person.relation);
    let mut family: Vec<_> = relatives.map(named).collect();
    for one in kept {
        if let Some(id) = one.person.filter(|id| !family.iter().any(|(known, ..)| known == id)) {
            family.push((id, one.name.clone(), one.relation));
        }
    }
    family
}

fn kept<'a>(at: &'a At<'_>, application: &Applied) -> &'a [One] {
    let day = at.view.case.days.iter().find(|day| day.application == application.id);
    day.map(|day| day.coming.as_slice()).unwrap_or_default()
}

pub(super) fn coming(at: &At<'_>, application: &Applied, form: &Form<'_>, sent: Option<&Sent>) -> Coming {
    let (t, kept) = (at.t, kept(at, application));
    let day = at.view.case.days.iter().find(|day| day.application == application.id);
    // What was just typed stands before what is kept, also where a box was unticked.
    let typed = sent.is_some_and(|sent| sent.get("patient").is_some());
    let comes = day.is_none_or(|day| day.patient_comes);
    let pick = |word: &str, label: String, chosen: bool| -> Choice {
        let choice = form.choice("patient", word, label);
        if !typed && chosen { choice.first() } else { choice }
    };
    let patient = vec![pick("yes", t.heard_patient_comes_yes(), comes), pick("no", t.heard_patient_comes_no(), !comes)];
    let far = online(application);
    let from = |key: &str, of: String, kept: &str| {
        far.then(|| form.filled(&format!("from-{key}"), t.heard_coming_from(), String::new(), kept.to_owned()).of(of))
    };
    let family = family(at, kept).into_iter().map(|(id, name, relation)| {
        let there = kept.iter().find(|one| one.person == Some(id));
        let related = relation.map(|relation| words::relation(t, relation));
        let label = [Some(name.clone()), related].into_iter().flatten().collect::<Vec<_>>().join(&t.words_comma());
        let choice = form.choice("comes", &id.to_string(), label);
        let choice = if !typed && there.is_some() { choice.first() } else { choice };
        Row {
            comes: Some(form.any("comes", name.clone(), vec![choice]).ids(format!("comes-{id}")).in_row()),
            name: None,
            relation: None,
            from: from(&format!("p{id}"), name, there.map(|one| one.from.as_str()).unwrap_or_default()),
        }
    });
    let outside: Vec<&One> = kept.iter().filter(|one| one.person.is_none()).collect();
    let others = (0..OTHERS.max(outside.len())).map(|place| {
        let (key, one) = (place + 1, outside.get(place));
        let name = one.map(|one| one.name.clone()).unwrap_or_default();
        let field = format!("relation-{key}");
        let picks = RELATIONS.iter().map(|(word, relation)| Pick {
            word,
            label: words::relation(t, *relation),
            chosen: if typed {
                form.values.has(&field, word)
            } else {
                one.and_then(|one| one.relation) == Some(*relation)
            },
        });
        let picks = picks.collect();
        Row {
            comes: None,
            name: Some(form.filled(
                &format!("name-{key}"),
                t.heard_numbered(t.heard_coming_name(), key),
                String::new(),
                name,
            )),
            relation: Some((field, picks)),
            from: from(&key.to_string(), key.to_string(), one.map(|one| one.from.as_str()).unwrap_or_default()),
        }
    });
    let whether = if comes { t.heard_patient_comes_yes() } else { t.heard_patient_comes_no() };
    Coming {
        patient: form.one("patient", t.heard_patient_comes(), patient),
        family: family.collect(),
        others: others.collect(),
        says: std::iter::once(whether).chain(kept.iter().map(|one| in_words(t, one))).collect(),
        online: far,
    }
}

pub(super) async fn save(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    Path(id): Path<String>,
    sent: Sent,
) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Day, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let applied = match to_change(&at, &id, &sent) {
        Ok(applied) => applied,
        Err(response) => return *response,
    };
    let (coming, rows) = written(&at, &applied, &sent);
    let act = Act::SaveDay { application: applied.id, patient_comes: sent.get("patient") != Some("no"), coming };
    match at.act(vec![act]).await {
        Ok(()) => go_to(&format!("/case/day/{}?saved=yes#coming", applied.id)),
        Err(failed) => match failed.refusal {
            Refusal::Troubled(troubles) => {
                let wrong = troubles.iter().map(|trouble| wrong(at.t, trouble.field, trouble.wrong, &rows));
                shown(&at, Some(&applied), Some(&sent), wrong.collect())
            }
            refusal @ Refusal::Full(_) => {
                let (detail, remedy) = refused::sentences(at.t, &refusal);
                shown(&at, Some(&applied), Some(&sent), vec![("patient".to_owned(), detail, remedy)])
            }
            refusal => at.refused(&refusal, &sent),
        },
    }
}

/// Who was written down, and the first row in which a name is missing although something stands beside it.
fn written(at: &At<'_>, application: &Applied, sent: &Sent) -> (Vec<One>, Option<usize>) {
    let kept = kept(at, application);
    let ticked: BTreeSet<&str> = sent.all("comes").into_iter().collect();
    let family = family(at, kept).into_iter().filter(|(id, ..)| ticked.contains(id.to_string().as_str()));
    let mut coming: Vec<One> = family
        .map(|(id, name, relation)| One { person: Some(id), name, relation, from: sent.text(&format!("from-p{id}")) })
        .collect();
    let mut nameless = None;
    let rows = OTHERS.max(kept.len());
    for key in 1..=rows {
        let (name, from) = (sent.text(&format!("name-{key}")), sent.text(&format!("from-{key}")));
        let word = sent.text(&format!("relation-{key}"));
        let relation = RELATIONS.iter().find(|(known, _)| *known == word).map(|(_, relation)| *relation);
        if name.is_empty() && from.is_empty() && relation.is_none() {
            continue;
        }
        if name.is_empty() {
            nameless = nameless.or(Some(key));
        }
        coming.push(One { person: None, name, relation, from });
    }
    (coming, nameless)
}

fn wrong(t: Text, field: &str, wrong: What, nameless: &Option<usize>) -> super::one::Wrong {
    let field = match (field, nameless) {
        ("name", Some(key)) => format!("name-{key}"),
        ("name" | "from", _) => format!("{field}-1"),
        _ => return ("patient".to_owned(), t.heard_coming_nobody(), t.heard_coming_nobody_remedy()),
    };
    let label = super::label(t, &field).unwrap_or_default();
    let (detail, remedy) = wrong_in_words(t, &label, wrong);
    (field, detail, remedy)
}
