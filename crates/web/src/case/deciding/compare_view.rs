//! Both opinions as they stand side by side on the page.

use casework::opinion::Known;
use casework::second::{Hand, Point, SecondOpinion, Stands};
use casework::weigh::{ASKED_LATER, Compares, Row, side_by_side};
use casework::{Deed, OpinionId, Part};
use documents::paper::papers::words;
use language::{Language, Text};

use super::{first_doctor, given, point_words, second_doctor};
use crate::case::steps::At;
use crate::case::steps::fields::{Choices, Form, Knowable, Line};
use crate::case::steps::values::Values;

/// The first opinion and the second one that is looked at.
pub(super) struct Sides {
    pub(super) id: u32,
    /// The others that can be looked at, when there are several: address, words, whether it is this one.
    pub(super) others: Vec<(String, String, bool)>,
    pub(super) first: String,
    pub(super) second: String,
    pub(super) whence: String,
    pub(super) stands: String,
    pub(super) stands_whose: String,
    pub(super) counts: String,
    pub(super) rows: Vec<RowView>,
    pub(super) remarks: Option<(String, String)>,
    pub(super) own_view: Option<OwnViewSaid>,
    pub(super) first_points: Vec<Knowable>,
    pub(super) first_points_open: bool,
    pub(super) asks: Vec<Ask>,
}

/// What the second doctor wrote down before the first plan was opened.
pub(super) struct OwnViewSaid {
    pub(super) heading: String,
    pub(super) points: Vec<(String, String)>,
}

/// One point.
pub(super) struct RowView {
    pub(super) name: String,
    pub(super) first: Cell,
    pub(super) second: Cell,
    /// How they compare, in words.
    pub(super) says: String,
    /// A sign beside the words; both signs are equally strong.
    pub(super) sign: &'static str,
    pub(super) why: String,
    pub(super) fields: Option<(Choices, Line)>,
    /// The field for why stands open: they differ, or something is written there.
    pub(super) why_open: bool,
}

/// What one doctor said of one point.
pub(super) struct Cell {
    pub(super) words: String,
    pub(super) known: bool,
    /// The place further down where it can be asked for.
    pub(super) ask: Option<String>,
}

/// A question that can be put on a list with one press.
pub(super) struct Ask {
    pub(super) value: String,
    pub(super) words: String,
    /// None when it is on a list already.
    pub(super) button: Option<String>,
}

impl Sides {
    pub(super) fn of(at: &At<'_>, form: &Form<'_>, second: &SecondOpinion) -> Sides {
        let (t, case) = (at.t, &at.view.case);
        let rows = side_by_side(case, second.id);
        let name = second_doctor(t, second);
        let remarks = second.remarks.trim();
        let asks = asks(at, second, &rows);
        Sides {
            id: second.id.0,
            others: others(at, second.id),
            first: t.weigh_first(first_doctor(t, case)),
            second: t.weigh_second(name.as_str()),
            whence: whence(at, second),
            stands: stands(t, second),
            stands_whose: match (second.stands, second.hand) {
                (None, _) => String::new(),
                (Some(_), Hand::Doctor) => t.weigh_stands_whose(),
                (Some(_), Hand::Told) => t.weigh_stands_told_whose(),
            },
            counts: words::counts(t, &rows),
            rows: rows.iter().map(|row| row_view(at, form, row, &asks)).collect(),
            remarks: (!remarks.is_empty()).then(|| (t.weigh_remarks(name.as_str()), remarks.to_owned())),
            own_view: own_view(t, second, &name),
            first_points: first_points(t, form),
            first_points_open: ASKED_LATER.iter().any(|point| form.is_wrong(&format!("first-{}", point.word()))),
            asks,
        }
    }
}

/// "Dr A, hospital B, said on …; written here by the doctor".
fn whence(at: &At<'_>, second: &SecondOpinion) -> String {
    let t = at.t;
    let institution = second.institution.trim();
    let name = second_doctor(t, second);
    let who = if institution.is_empty() { name } else { t.weigh_one_of(name, institution) };
    let on = second.said_on.map(|on| t.weigh_said_on(at.day(on)));
    let hand = match second.hand {
        Hand::Doctor => t.weigh_hand_doctor(),
        Hand::Told => t.weigh_hand_told(),
    };
    [Some(who), on, Some(hand)].into_iter().flatten().collect::<Vec<_>>().join(&t.words_semicolon())
}

/// How the opinion as a whole stands, by its doctor's name.
pub(super) fn stands(t: Text, second: &SecondOpinion) -> String {
    let name = second_doctor(t, second);
    match second.stands {
        Some(Stands::Agrees) => t.weigh_stands_agrees(name),
        Some(Stands::Refines) => t.weigh_stands_refines(name),
        Some(Stands::Differs) => t.weigh_stands_differs(name),
        None => t.weigh_stands_open(name),
    }
}

fn others(at: &At<'_>, here: OpinionId) -> Vec<(String, String, bool)> {
    let all: Vec<_> = given(&at.view.case).collect();
    if all.len() < 2 {
        return Vec::new();
    }
    let one = |second: &&SecondOpinion| {
        let href = format!("/case/compare?opinion={}", second.id);
        (href, whence(at, second), second.id == here)
    };
    all.iter().map(one).collect()
}

fn own_view(t: Text, second: &SecondOpinion, name: &str) -> Option<OwnViewSaid> {
    let own = second.own_view.as_ref()?;
    Some(OwnViewSaid { heading: t.weigh_own_view(name), points: words::own_view(t, own) })
}

fn row_view(at: &At<'_>, form: &Form<'_>, row: &Row, asks: &[Ask]) -> RowView {
    let (t, word) = (at.t, row.point.word());
    let name = point_words(t, row.point);
    let both = row.first.told().is_some() && row.second.told().is_some();
    // Where something was sent that cannot be, its field is shown so that it can be mended.
    let asked = at.can_change()
        && (both || form.is_wrong(&format!("compares-{word}")) || form.is_wrong(&format!("why-{word}")));
    let cell = |hand: Hand, known: &Known<String>, side: &str| {
        let value = format!("{side}-{word}");
        let can_ask = asks.iter().any(|ask| ask.value == value);
        Cell {
            words: words::said(t, hand, known),
            known: known.told().is_some(),
            ask: can_ask.then(|| format!("#ask-{value}")),
        }
    };
    let why = row.why.trim();
    RowView {
        first: cell(Hand::Told, &row.first, "first"),
        second: cell(row.hand, &row.second, "second"),
        says: words::compares(t, row),
        sign: match row.compares {
            Compares::Same => "＝",
            Compares::Different => "≠",
            Compares::Unknown => "?",
        },
        why: match (row.compares, why.is_empty()) {
            (Compares::Different, true) => t.weigh_why_unknown(),
            (_, true) => String::new(),
            (_, false) => t.weigh_why_shown(why),
        },
        why_open: row.compares == Compares::Different || !why.is_empty() || form.is_wrong(&format!("why-{word}")),
        fields: asked.then(|| fields(t, form, word, &name)),
        name,
    }
}

fn fields(t: Text, form: &Form<'_>, word: &str, name: &str) -> (Choices, Line) {
    let field = format!("compares-{word}");
    let said = ["same", "different"].iter().any(|value| form.values.has(&field, value));
    let unknown = form.choice(&field, "unknown", t.weigh_unknown());
    let choices = vec![
        form.choice(&field, "same", t.weigh_same()),
        form.choice(&field, "different", t.weigh_different()),
        if said { unknown } else { unknown.first() },
    ];
    let choices = form.one(&field, t.weigh_compare_legend(name), choices).in_row();
    let why = form.text(&format!("why-{word}"), t.weigh_why(), String::new()).of(name.to_owned()).lines(2);
    (choices, why)
}

/// The label of a point's "why", where it stands alone.
pub(super) fn why_label(t: Text, point: &str) -> String {
    format!("{point}{}{}", t.words_colon(), t.weigh_why())
}

fn first_points(t: Text, form: &Form<'_>) -> Vec<Knowable> {
    let one = |point: Point| form.knowable(&format!("first-{}", point.word()), point_words(t, point), String::new(), 2);
    ASKED_LATER.into_iter().map(one).collect()
}

/// How two points compare, from the form's word.
pub(super) fn from_word(word: &str) -> Option<Compares> {
    match word {
        "same" => Some(Compares::Same),
        "different" => Some(Compares::Different),
        "unknown" => Some(Compares::Unknown),
        _ => None,
    }
}

/// The words of a question about what is not known.
pub(super) fn ask_words(t: Text, of_first: bool, point: Point) -> String {
    let point = point_words(t, point);
    if of_first { t.weigh_ask_first_words(point) } else { t.weigh_ask_second_words(point) }
}

/// Whether the question stands on one of the lists already, in either language.
pub(super) fn is_asked(at: &At<'_>, of_first: bool, point: Point) -> bool {
    let case = &at.view.case;
    [Language::English, Language::Japanese].into_iter().any(|language| {
        let words = ask_words(language.text(), of_first, point);
        case.questions.iter().any(|question| question.words == words)
            || case.worries.iter().any(|worry| worry.words == words && worry.closed.is_none())
    })
}

fn asks(at: &At<'_>, second: &SecondOpinion, rows: &[Row]) -> Vec<Ask> {
    let t = at.t;
    let (day, worry) = (at.may(Deed::Change(Part::Day)), at.may(Deed::Change(Part::Worries)));
    if !at.can_change() || !(day || worry) {
        return Vec::new();
    }
    let one = |row: &Row, of_first: bool| {
        let (side, doctor, known) = if of_first {
            ("first", first_doctor(t, &at.view.case), row.first.told().is_some())
        } else {
            ("second", second_doctor(t, second), row.second.told().is_some())
        };
        let to_day = day && (!of_first || !worry);
        let button = if to_day { t.weigh_ask_day() } else { t.weigh_ask_worry() };
        (!known).then(|| Ask {
            value: format!("{side}-{}", row.point.word()),
            words: t.weigh_ask_of_first(doctor, point_words(t, row.point)),
            button: (!is_asked(at, of_first, row.point)).then_some(button),
        })
    };
    rows.iter().flat_map(|row| [one(row, true), one(row, false)]).flatten().collect()
}

/// What is kept, for the fields.
pub(super) fn keep(at: &At<'_>, opinion: Option<OpinionId>, values: &mut Values) {
    let Some(opinion) = opinion else { return };
    for row in side_by_side(&at.view.case, opinion) {
        let compares = match row.compares {
            Compares::Same => "same",
            Compares::Different => "different",
            Compares::Unknown => "unknown",
        };
        values.put(format!("compares-{}", row.point.word()), compares);
        values.put(format!("why-{}", row.point.word()), row.why);
    }
    for point in ASKED_LATER {
        let known = at.view.case.weighing.first.get(&point).cloned().unwrap_or_default();
        values.put_known(&format!("first-{}", point.word()), &known);
    }
}
