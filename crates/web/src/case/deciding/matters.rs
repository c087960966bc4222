//! `POST /case/compare/matters`: what matters to the patient, and how much.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::case::NAME_LETTERS;
use casework::refusal::Wrong;
use casework::weigh::{MOST_WEIGHT, Matter, What};
use casework::{Act, Case, Refusal};
use documents::paper::papers::words;
use language::Text;

use super::compare::{WrongSaid, Wrongly, shown};
use super::stay;
use crate::application::Application;
use crate::case::steps::fields::{Form, Line};
use crate::case::steps::values::Values;
use crate::case::steps::{At, Failed};
use crate::case::{Open, Sent, Step};
use crate::visitor::Visitor;

/// What can matter, with the form's word, in the order of the page; own words come after it.
const OFFERED: [(&str, What); 9] = [
    ("long-life", What::LongLife),
    ("cure", What::Cure),
    ("few-harms", What::FewHarms),
    ("near-home", What::NearHome),
    ("daily", What::Daily),
    ("keep-body", What::KeepBody),
    ("cost", What::Cost),
    ("soon", What::Soon),
    ("family", What::Family),
];
/// So many things can be added in own words; with those offered they are as many as a case holds.
const OWN: [&str; 3] = ["1", "2", "3"];

/// One thing that can matter, with its weights; a template writes it with `{{ row|safe }}`.
#[derive(Template)]
#[template(path = "case/deciding/weight.html")]
pub(super) struct MatterRow {
    name: String,
    label: String,
    error: String,
    /// Value, words, and whether it is the one.
    weights: Vec<(u8, String, bool)>,
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Compare, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let matters = match read(at.t, &sent) {
        Ok(matters) => matters,
        Err(wrong) => return shown(&at, None, Wrongly::Matters(&sent, wrong)),
    };
    match at.act(vec![Act::SaveMatters(matters)]).await {
        Ok(()) => stay("/case/compare?saved=yes"),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => {
            let said = |trouble: casework::Trouble| {
                // The rules name the list; the same thing in own words twice is all that is left to be wrong.
                let label = at.t.weigh_own_shown();
                WrongSaid::Wrong { field: format!("own-{}", OWN[0]), label, wrong: trouble.wrong }
            };
            shown(&at, None, Wrongly::Matters(&sent, troubles.into_iter().map(said).collect()))
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

/// What was said, the most important first; what weighs the same stays in the order of the page.
fn read(t: Text, sent: &Sent) -> Result<Vec<Matter>, Vec<WrongSaid>> {
    let (mut matters, mut wrong) = (Vec::new(), Vec::new());
    for (word, what) in OFFERED {
        match weight(sent, word) {
            Ok(Some(weight)) => matters.push(Matter { what, weight }),
            Ok(None) => {}
            Err(kind) => {
                wrong.push(WrongSaid::Wrong {
                    field: format!("weight-{word}"),
                    label: words::matter(t, &what),
                    wrong: kind,
                });
            }
        }
    }
    for number in OWN {
        let (field, words) = (format!("own-{number}"), sent.text(&format!("own-{number}")));
        let place = format!("own-{number}");
        let said = |field: String, kind| WrongSaid::Wrong { field, label: t.weigh_own(number), wrong: kind };
        if words.chars().nth(NAME_LETTERS).is_some() {
            wrong.push(said(field, Wrong::TooLong(NAME_LETTERS)));
            continue;
        }
        match (words.is_empty(), weight(sent, &place)) {
            (_, Err(kind)) => wrong.push(said(format!("weight-{place}"), kind)),
            (true, Ok(None)) => {}
            (true, Ok(Some(_))) => wrong.push(said(field, Wrong::Missing)),
            // Whoever wrote it down finds it important; how much was perhaps overlooked.
            (false, Ok(weight)) => matters.push(Matter { what: What::Own(words), weight: weight.unwrap_or(1) }),
        }
    }
    matters.sort_by_key(|matter| std::cmp::Reverse(matter.weight));
    if wrong.is_empty() { Ok(matters) } else { Err(wrong) }
}

/// The weight that was chosen; none for "not so much".
fn weight(sent: &Sent, word: &str) -> Result<Option<u8>, Wrong> {
    match sent.get(&format!("weight-{word}")) {
        None | Some("0") => Ok(None),
        Some(weight) => match weight.parse::<u8>() {
            Ok(weight) if (1..=MOST_WEIGHT).contains(&weight) => Ok(Some(weight)),
            _ => Err(Wrong::NotAChoice),
        },
    }
}

/// The things offered, with their weights.
pub(super) fn rows(t: Text, form: &Form<'_>) -> Vec<MatterRow> {
    OFFERED.iter().map(|(word, what)| weights(t, form, word, words::matter(t, what))).collect()
}

/// The things in own words, with their weights.
pub(super) fn own_rows(t: Text, form: &Form<'_>) -> Vec<(Line, MatterRow)> {
    let one = |number: &str| {
        let line = form.line(&format!("own-{number}"), t.weigh_own(number), String::new());
        (line, weights(t, form, &format!("own-{number}"), t.weigh_weight_own(number)))
    };
    OWN.into_iter().map(one).collect()
}

fn weights(t: Text, form: &Form<'_>, word: &str, label: String) -> MatterRow {
    let field = format!("weight-{word}");
    let choice = |weight: u8| (weight, words::weight(t, weight), form.values.has(&field, &weight.to_string()));
    MatterRow { error: form.error(&field), label, weights: (0..=MOST_WEIGHT).map(choice).collect(), name: field }
}

/// What is kept, for the fields.
pub(super) fn keep(case: &Case, values: &mut Values) {
    let mut own = OWN.into_iter();
    for matter in &case.weighing.matters {
        let word = match &matter.what {
            What::Own(words) => {
                let Some(number) = own.next() else { continue };
                values.put(format!("own-{number}"), words.as_str());
                format!("own-{number}")
            }
            what => OFFERED.iter().find(|(_, offered)| offered == what).map_or("", |(word, _)| word).to_owned(),
        };
        values.put(format!("weight-{word}"), matter.weight.to_string());
    }
}
