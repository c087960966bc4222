//! `GET` and `POST /case/compare`: the first opinion and a second one, point by point, in the words of whoever says how they compare.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::case::TEXT_LETTERS;
use casework::refusal::{Trouble, Wrong};
use casework::second::{Point, Said};
use casework::weigh::{ASKED_LATER, Compared, Compares, disagree, side_by_side};
use casework::{Act, Deed, OpinionId, Part, Refusal};
use documents::paper::papers::words;
use language::Text;

use super::compare_view::{self, Sides};
use super::joint::{self, JointView};
use super::matters::{self, MatterRow};
use super::{given, point_words, stay};
use crate::application::Application;
use crate::case::steps::fields::{Form, Line, Summary};
use crate::case::steps::values::{Values, known};
use crate::case::steps::{At, Failed};
use crate::case::{CaseFrame, Open, Sent, Step};
use crate::claim::{Claim, advice, claim};
use crate::frame::{Frame, page};
use crate::parameters::Parameters;
use crate::visitor::Visitor;

/// So many minutes are kept for a question that is put on the list with one press; they can be changed there.
const MINUTES: u8 = 5;

#[derive(Template)]
#[template(path = "case/deciding/compare.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    can_change: bool,
    /// Both opinions may be seen by this person.
    can_see: bool,
    can_see_second: bool,
    summary: Summary,
    sides: Option<Sides>,
    evidence: Vec<Claim>,
    joint: Option<JointView>,
    matters: Vec<String>,
    matter_rows: Vec<MatterRow>,
    own: Vec<(Line, MatterRow)>,
    next: Option<(&'static str, String)>,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    asked: Parameters,
) -> Response {
    match At::read(&application, &visitor, &open, Step::Compare).await {
        Ok(at) => shown(&at, asked.get("opinion").and_then(parsed), Wrongly::Not),
        Err(response) => response,
    }
}

pub(super) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let at = match At::sent(&application, &visitor, &open, Step::Compare, &sent).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let opinion = sent.get("opinion").and_then(parsed);
    let Some(opinion) = opinion.filter(|id| given(&at.view.case).any(|second| second.id == *id)) else {
        // Whoever may not do it is refused by the rules; for whoever may, the page says what is missing.
        if !at.can_change() {
            return at.refused(&Refusal::NotFound, &sent);
        }
        return shown(&at, None, Wrongly::Points(&sent, vec![gone(at.t)]));
    };
    let wrong = wrongs(&at, &sent, opinion);
    if !wrong.is_empty() {
        return shown(&at, Some(opinion), Wrongly::Points(&sent, wrong));
    }
    let mut acts = Vec::new();
    let first = first_points(&sent);
    if first != at.view.case.weighing.first {
        acts.push(Act::SaveFirstPoints(first));
    }
    acts.push(Act::SaveCompared(compared(&at, &sent, opinion)));
    acts.extend(asks(&at, &sent));
    match at.act(acts).await {
        Ok(()) => stay(&format!("/case/compare?opinion={opinion}&saved=yes")),
        Err(Failed { refusal: Refusal::Troubled(troubles), .. }) => {
            let said = |trouble: &Trouble| {
                let label =
                    Point::from_word(trouble.field).map_or(at.t.weigh_yours(), |point| point_words(at.t, point));
                WrongSaid::Wrong { field: format!("compares-{}", trouble.field), label, wrong: trouble.wrong }
            };
            let wrong = troubles.iter().map(said).collect();
            shown(&at, Some(opinion), Wrongly::Points(&sent, wrong))
        }
        Err(failed) => at.refused(&failed.refusal, &sent),
    }
}

fn parsed(id: &str) -> Option<OpinionId> {
    id.parse().ok().map(OpinionId)
}

fn gone(t: Text) -> WrongSaid {
    WrongSaid::Said { field: String::new(), detail: t.weigh_given_once(), remedy: t.weigh_choose_again() }
}

/// What was wrong in one of the page's forms; what stands in the others is as it is kept.
pub(super) enum Wrongly<'a> {
    Not,
    Points(&'a Sent, Vec<WrongSaid>),
    Matters(&'a Sent, Vec<WrongSaid>),
    Joint(&'a Sent, Vec<WrongSaid>),
}

/// One thing that is wrong.
pub(super) enum WrongSaid {
    Wrong { field: String, label: String, wrong: Wrong },
    Said { field: String, detail: String, remedy: String },
}

/// What the rules would refuse without saying for which point: each is said at its own field.
fn wrongs(at: &At<'_>, sent: &Sent, opinion: OpinionId) -> Vec<WrongSaid> {
    let t = at.t;
    let rows = side_by_side(&at.view.case, opinion);
    let mut wrong = Vec::new();
    for row in &rows {
        let (word, name) = (row.point.word(), point_words(t, row.point));
        let both = row.first.told().is_some() && row.second.told().is_some();
        match sent.get(&format!("compares-{word}")).map(compare_view::from_word) {
            Some(None) => wrong.push(WrongSaid::Wrong {
                field: format!("compares-{word}"),
                label: name,
                wrong: Wrong::NotAChoice,
            }),
            Some(Some(Compares::Same | Compares::Different)) if !both => wrong.push(WrongSaid::Said {
                field: format!("compares-{word}"),
                detail: t.weigh_both_needed(name),
                remedy: t.weigh_both_needed_remedy(),
            }),
            _ => {}
        }
        let field = format!("why-{word}");
        if sent.text(&field).chars().nth(TEXT_LETTERS).is_some() {
            let label = compare_view::why_label(t, &point_words(t, row.point));
            wrong.push(WrongSaid::Wrong { field, label, wrong: Wrong::TooLong(TEXT_LETTERS) });
        }
    }
    for point in ASKED_LATER {
        let field = format!("first-{}", point.word());
        if sent.text(&field).chars().nth(TEXT_LETTERS).is_some() {
            wrong.push(WrongSaid::Wrong { field, label: point_words(t, point), wrong: Wrong::TooLong(TEXT_LETTERS) });
        }
    }
    wrong
}

/// What the first doctor said on the points the first page does not ask for. Words beside "not clear" are kept as words that were told.
fn first_points(sent: &Sent) -> Said {
    let read = |point: Point| {
        let known = match known(sent, &format!("first-{}", point.word())) {
            (_, Some(words)) => casework::opinion::Known::Told(words),
            (known, None) => known,
        };
        (known != casework::opinion::Known::Open).then_some((point, known))
    };
    ASKED_LATER.into_iter().filter_map(read).collect()
}

fn compared(at: &At<'_>, sent: &Sent, opinion: OpinionId) -> Vec<Compared> {
    let rows = side_by_side(&at.view.case, opinion);
    let one = |row: casework::weigh::Row| {
        let word = row.point.word();
        let said = sent.get(&format!("compares-{word}")).and_then(compare_view::from_word);
        // A point whose sides are not both known has no field for why; what was written earlier stays.
        let asked = sent.pairs().any(|(name, _)| name.strip_prefix("why-") == Some(word));
        let why = if asked { sent.text(&format!("why-{word}")) } else { row.why };
        Compared { opinion, point: row.point, compares: said.unwrap_or(row.compares), why }
    };
    rows.into_iter().map(one).collect()
}

/// The question that was asked for with one press: to the second doctor on the list for the day, to the first one with the worries, which
/// stay open until a named person has answered. Whoever may write only in one of the two writes there.
fn asks(at: &At<'_>, sent: &Sent) -> Option<Act> {
    let (side, point) = sent.get("ask")?.split_once('-')?;
    let words = compare_view::ask_words(at.t, side == "first", Point::from_word(point)?);
    if compare_view::is_asked(at, side == "first", Point::from_word(point)?) {
        return None;
    }
    let (day, worry) = (at.may(Deed::Change(Part::Day)), at.may(Deed::Change(Part::Worries)));
    if day && (side == "second" || !worry) {
        return Some(Act::AskQuestion { words, minutes: MINUTES, worry: None });
    }
    worry.then_some(Act::AddWorry { of: None, about: casework::worry::About::Own, words })
}

/// The page, at one of the second opinions.
pub(super) fn shown(at: &At<'_>, asked: Option<OpinionId>, wrongly: Wrongly<'_>) -> Response {
    let (t, case) = (at.t, &at.view.case);
    let opinion = given(case).find(|second| Some(second.id) == asked).or_else(|| given(case).last());
    let values = values(at, opinion.map(|second| second.id), &wrongly);
    let mut form = Form::new(t, &values);
    let status = match wrongly {
        Wrongly::Not => StatusCode::OK,
        Wrongly::Points(_, wrong) | Wrongly::Matters(_, wrong) | Wrongly::Joint(_, wrong) => {
            wrong.into_iter().for_each(|wrong| match wrong {
                WrongSaid::Wrong { field, label, wrong } => form.wrong(&field, &label, wrong),
                WrongSaid::Said { field, detail, remedy } => form.say(&field, detail, remedy),
            });
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    let can_see_second = at.may(Deed::Read(Part::Second));
    let can_see = can_see_second && at.may(Deed::Read(Part::Opinion));
    let joint_wanted = can_see && (disagree(case) || case.weighing.joint.is_some());
    let shown = Page {
        frame: at.frame(),
        t,
        case_frame: at.case_frame(),
        can_change: at.can_change(),
        can_see,
        can_see_second,
        sides: opinion.filter(|_| can_see).map(|second| Sides::of(at, &form, second)),
        evidence: evidence(t),
        joint: joint_wanted.then(|| JointView::of(at, &form, opinion)),
        matters: words::matters(t, case),
        matter_rows: matters::rows(t, &form),
        own: matters::own_rows(t, &form),
        summary: form.summary(),
        next: at.next(),
    };
    page(status, &shown)
}

fn evidence(t: Text) -> Vec<Claim> {
    vec![
        claim(t.weigh_evidence_most(), t.weigh_source_payne()),
        claim(t.second_change_msk(), t.second_source_msk()),
        advice(t.weigh_evidence_not_because()),
    ]
}

/// What stands in the fields: of the form that was wrong what was typed, of the others what is kept.
fn values(at: &At<'_>, opinion: Option<OpinionId>, wrongly: &Wrongly<'_>) -> Values {
    let mut values = match wrongly {
        Wrongly::Not => Values::default(),
        Wrongly::Points(sent, _) | Wrongly::Matters(sent, _) | Wrongly::Joint(sent, _) => Values::of(sent),
    };
    if !matches!(wrongly, Wrongly::Points(..)) {
        compare_view::keep(at, opinion, &mut values);
    }
    if !matches!(wrongly, Wrongly::Matters(..)) {
        matters::keep(&at.view.case, &mut values);
    }
    if !matches!(wrongly, Wrongly::Joint(..)) {
        joint::keep(at, &mut values);
    }
    values
}
