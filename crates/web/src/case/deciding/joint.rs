//! `POST /case/compare/joint`: the way on when the two do not agree.

use axum::extract::State;
use axum::response::Response;
use casework::refusal::{Trouble, Wrong};
use casework::second::SecondOpinion;
use casework::weigh::{Joint, Way};
use casework::{Act, Refusal};
use language::Text;

use super::compare::{WrongSaid, Wrongly, shown};
use super::{label, second_doctor, stay};
use crate::application::Application;
use crate::case::steps::fields::{Choices, Form, Line};
use crate::case::steps::values::{Values, date};
use crate::case::steps::{At, Failed};
use crate::case::{Open, Sent, Step};
use crate::visitor::Visitor;

/// The ways with the words one can say, and what is kept of the one that was taken.
pub(super) struct JointView {
    /// Name, words to say, and where it leads.
    pub(super) ways: Vec<(String, String, Option<&'static str>)>,
    /// What is kept, a sentence each.
    pub(super) kept: Vec<String>,
    pub(super) outcome_kept: String,
    pub(super) way: Choices,
    pub(super) fields: Vec<Line>,
}

const WAYS: [(&str, Way); 4] = [
    ("both-talk", Way::BothTalk),
    ("tumour-board", Way::TumourBoard),
    ("third-opinion", Way::ThirdOpinion),
    ("none", Way::None),
];

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Compare, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let mut troubles = Vec::new();
    let asked_on = date(&sent, "asked_on", at.view.today, &mut troubles);
    let held_on = date(&sent, "held_on", at.view.today, &mut troubles);
    let outcome = sent.text("outcome");
    let empty = asked_on.is_none() && held_on.is_none() && outcome.is_empty();
    let joint = match sent.get("way") {
        None | Some("open") if empty => None,
        word => match WAYS.iter().find(|(known, _)| Some(*known) == word) {
            Some((_, way)) => Some(Joint { way: *way, asked_on, held_on, outcome }),
            None => {
                troubles.push(Trouble { field: "way", wrong: Wrong::NotAChoice });
                None
            }
        },
    };
    if !troubles.is_empty() {
        return wrong(&at, &sent, &troubles);
    }
    match at.act(vec![Act::SaveJoint(joint)]).await {
        Ok(()) => stay("/case/compare?saved=yes#differ"),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => wrong(&at, &sent, &troubles),
        Err(Failed { refusal: Refusal::OutOfOrder, .. }) => {
            let (detail, remedy) = (at.t.weigh_joint_order(), at.t.weigh_joint_order_remedy());
            let said = WrongSaid::Said { field: "held_on".to_owned(), detail, remedy };
            shown(&at, None, Wrongly::Joint(&sent, vec![said]))
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

fn wrong(at: &At<'_>, sent: &Sent, troubles: &[Trouble]) -> Response {
    let said = |trouble: &Trouble| {
        let label = label(at.t, Step::Compare, trouble.field).unwrap_or_else(|| at.t.weigh_way_question());
        WrongSaid::Wrong { field: trouble.field.to_owned(), label, wrong: trouble.wrong }
    };
    shown(at, None, Wrongly::Joint(sent, troubles.iter().map(said).collect()))
}

fn way_words(t: Text, way: Way) -> String {
    match way {
        Way::BothTalk => t.weigh_way_talk(),
        Way::TumourBoard => t.weigh_way_board(),
        Way::ThirdOpinion => t.weigh_way_third(),
        Way::None => t.weigh_way_none(),
    }
}

impl JointView {
    pub(super) fn of(at: &At<'_>, form: &Form<'_>, second: Option<&SecondOpinion>) -> JointView {
        let t = at.t;
        let other = second.map_or_else(|| t.weigh_way_other(), |second| second_doctor(t, second));
        let chosen = WAYS.iter().any(|(word, _)| form.values.has("way", word));
        let open = form.choice("way", "open", t.weigh_way_open());
        let mut ways: Vec<_> = WAYS.iter().map(|(word, way)| form.choice("way", word, way_words(t, *way))).collect();
        ways.push(if chosen { open } else { open.first() });
        let line = |name: &str, hint| form.line(name, label(t, Step::Compare, name).unwrap_or_default(), hint);
        let joint = at.view.case.weighing.joint.as_ref();
        JointView {
            ways: vec![
                (t.weigh_way_talk(), t.weigh_way_talk_words(other), None),
                (t.weigh_way_board(), t.weigh_way_board_words(), None),
                (t.weigh_way_third(), t.weigh_way_third_words(), Some(Step::Choose.path())),
            ],
            kept: joint.map_or_else(Vec::new, |joint| kept(at, joint)),
            outcome_kept: joint.map(|joint| joint.outcome.clone()).unwrap_or_default(),
            way: form.one("way", t.weigh_way_question(), ways),
            fields: vec![
                line("asked_on", t.steps_date_hint()),
                line("held_on", t.steps_date_hint()),
                form.text("outcome", t.weigh_outcome(), t.weigh_outcome_hint()),
            ],
        }
    }
}

fn kept(at: &At<'_>, joint: &Joint) -> Vec<String> {
    let t = at.t;
    let asked = joint.asked_on.map(|on| t.weigh_joint_asked(at.day(on)));
    let held = joint.held_on.map(|on| t.weigh_joint_held(at.day(on)));
    [Some(way_words(t, joint.way)), asked, held].into_iter().flatten().collect()
}

/// What is kept, for the fields.
pub(super) fn keep(at: &At<'_>, values: &mut Values) {
    let Some(joint) = &at.view.case.weighing.joint else { return };
    let word = WAYS.iter().find(|(_, way)| *way == joint.way).map_or("", |(word, _)| word);
    values.put("way", word);
    values.put("asked_on", joint.asked_on.map(|on| at.day(on)).unwrap_or_default());
    values.put("held_on", joint.held_on.map(|on| at.day(on)).unwrap_or_default());
    values.put("outcome", joint.outcome.as_str());
}
