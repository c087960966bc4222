//! Both opinions side by side. Nothing here says that they agree: a person does, of a point or of the whole, and is named.

use casework::Part;
use casework::second::{Hand, SecondOpinion};
use casework::weigh::{Compares, Joint, Row, Way, side_by_side};
use language::Text;

use super::given::Given;
use super::words;
use super::writing::Writing;
use crate::paper::sheet::Sheet;

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let (t, case) = (given.text, given.case);
    let mut page = Writing::part(given, t.door_step_compare());
    let shown = given.sees(Part::Opinion) && given.sees(Part::Second);
    let seconds: Vec<&SecondOpinion> = words::given(case).filter(|_| shown).collect();
    match (shown, seconds.is_empty()) {
        (false, _) => page.words(t.weigh_not_shown()),
        (true, true) => page.words(t.paper_opinions_none()),
        (true, false) => seconds.iter().for_each(|second| one(&mut page, given, second)),
    }
    if let Some(joint) = &case.weighing.joint {
        page.heading(t.weigh_differ());
        joint_talk(&mut page, t, joint);
    }
    let matters = words::matters(t, case);
    if !matters.is_empty() {
        page.heading(t.weigh_matters());
        page.numbered(super::parts::entries(matters));
    }
    if !seconds.is_empty() {
        page.remark(t.paper_opinions_self());
    }
    page.done()
}

fn one(page: &mut Writing, given: &Given<'_>, second: &SecondOpinion) {
    let (t, case) = (given.text, given.case);
    let name = words::second_doctor(t, second);
    page.heading(t.weigh_second(name.as_str()));
    page.words([words::who_said(t, second), words::hand(t, second.hand)].join(&t.words_semicolon()));
    page.words(words::stands(t, second));
    page.remark(match (second.stands, second.hand) {
        (None, _) => String::new(),
        (Some(_), Hand::Doctor) => t.weigh_stands_whose(),
        (Some(_), Hand::Told) => t.weigh_stands_told_whose(),
    });
    let rows = side_by_side(case, second.id);
    page.words(words::counts(t, &rows));
    let head =
        [t.weigh_point(), t.weigh_first(words::first_doctor(t, case)), t.weigh_second(name.as_str()), t.weigh_yours()];
    let cells = |row: &Row| {
        let (first, second) = (words::said(t, Hand::Told, &row.first), words::said(t, row.hand, &row.second));
        [words::point(t, row.point), first, second, compared(t, row)]
    };
    page.table(head, rows.iter().map(cells).collect());
    page.section(t.weigh_remarks(name.as_str()), &second.remarks);
    if let Some(own) = &second.own_view {
        page.heading(t.weigh_own_view(name.as_str()));
        page.answered(words::own_view(t, own));
    }
}

/// How a point compares as a person said, and why.
fn compared(t: Text, row: &Row) -> String {
    let why = match (row.compares, row.why.trim()) {
        (Compares::Different, "") => Some(t.weigh_why_unknown()),
        (_, "") => None,
        (_, why) => Some(t.weigh_why_shown(why)),
    };
    [Some(words::compares(t, row)), why].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn joint_talk(page: &mut Writing, t: Text, joint: &Joint) {
    page.words(match joint.way {
        Way::BothTalk => t.weigh_way_talk(),
        Way::TumourBoard => t.weigh_way_board(),
        Way::ThirdOpinion => t.weigh_way_third(),
        Way::None => t.weigh_way_none(),
    });
    let asked = joint.asked_on.map(|on| t.weigh_joint_asked(words::day(t, on)));
    let held = joint.held_on.map(|on| t.weigh_joint_held(words::day(t, on)));
    page.words([asked, held].into_iter().flatten().collect::<Vec<_>>().join(&t.words_gap()));
    page.words(&joint.outcome);
}
