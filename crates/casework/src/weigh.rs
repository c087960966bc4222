//! Both opinions side by side, and what matters to the patient.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::id::OpinionId;
use crate::opinion::Known;
use crate::second::{Hand, Point, Said, SecondOpinion, Stands};

/// What matters, in one case.
pub const MATTERS: usize = 12;
/// The highest weight of what matters.
pub const MOST_WEIGHT: u8 = 3;
/// The points on which the first doctor's words are asked for when two opinions are weighed; the first page has the others.
pub const ASKED_LATER: [Point; 4] = [Point::Aim, Point::Benefits, Point::Harms, Point::Nothing];

/// How one point of two opinions compares. The program never judges it by the words: a person says so, and where one side is not known it
/// stays unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compares {
    /// Not known, or not looked at.
    #[default]
    Unknown,
    /// The same.
    Same,
    /// Different.
    Different,
}

/// What is said of one point of one second opinion against the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// Which second opinion.
    pub opinion: OpinionId,
    /// Which point.
    pub point: Point,
    /// How it compares.
    pub compares: Compares,
    /// Why they differ, as the doctors said or the patient understood; empty is "not known".
    pub why: String,
}

/// Something that matters to the patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Which of the words offered, or own words.
    pub what: What,
    /// How much: 1 a little, 2 much, 3 most of all.
    pub weight: u8,
}

/// What can matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// To live as long as possible.
    LongLife,
    /// To be cured, even if it is hard.
    Cure,
    /// To have little pain and few side effects.
    FewHarms,
    /// To stay at home, or near it.
    NearHome,
    /// To go on working, or caring for someone.
    Daily,
    /// To keep the part of the body, or how it works.
    KeepBody,
    /// That it costs no more than we can bear.
    Cost,
    /// To begin soon.
    Soon,
    /// That the family can bear it, too.
    Family,
    /// Own words.
    Own(String),
}

/// A way on when the two disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Both doctors talk, with or without the patient.
    BothTalk,
    /// A tumour board, or a meeting of departments, looks at it.
    TumourBoard,
    /// A third opinion.
    ThirdOpinion,
    /// None: the difference is small, or the patient has decided.
    None,
}

/// The joint talk, or what was chosen instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joint {
    /// Which way.
    pub way: Way,
    /// When it was asked for.
    pub asked_on: Option<Date>,
    /// When it took place.
    pub held_on: Option<Date>,
    /// What came of it, with the names of who took part.
    pub outcome: String,
}

/// Everything that is weighed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weighing {
    /// What the first doctor said on the points that the first page does not ask for.
    pub first: Said,
    /// Point by point.
    pub compared: Vec<Compared>,
    /// What matters, the most important first.
    pub matters: Vec<Matter>,
    /// The way on.
    pub joint: Option<Joint>,
}

/// One point of two opinions, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which point.
    pub point: Point,
    /// What the first doctor said.
    pub first: Known<String>,
    /// What the second doctor said.
    pub second: Known<String>,
    /// Whose hand the second opinion is in.
    pub hand: Hand,
    /// How they compare, as a person said; unknown as long as one of them is.
    pub compares: Compares,
    /// Why they differ; empty while not known.
    pub why: String,
}

impl Row {
    /// Whether both sides are known and nobody has said yet how they compare.
    pub fn waits(&self) -> bool {
        self.compares == Compares::Unknown && self.first.told().is_some() && self.second.told().is_some()
    }
}

/// How many points compare how; together they are all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The same.
    pub same: usize,
    /// Different.
    pub different: usize,
    /// Both sides are known, and nobody has said yet.
    pub waiting: usize,
    /// One side is not known.
    pub unknown: usize,
}

/// Counts the points of two opinions by how they compare, for every page and paper.
pub fn counted(rows: &[Row]) -> Counts {
    let of = |compares| rows.iter().filter(|row| row.compares == compares).count();
    let waiting = rows.iter().filter(|row| row.waits()).count();
    let unknown = of(Compares::Unknown).saturating_sub(waiting);
    Counts { same: of(Compares::Same), different: of(Compares::Different), waiting, unknown }
}

/// What the first doctor said of a point: from the first page, or as it was put down when the two were weighed.
pub fn first_said(case: &Case, point: Point) -> Known<String> {
    match point {
        Point::Diagnosis => diagnosis(case),
        Point::Stage => case.opinion.stage.clone(),
        Point::Treatment => case.opinion.treatment.clone(),
        Point::Aim | Point::Benefits | Point::Harms | Point::Nothing => {
            case.weighing.first.get(&point).cloned().unwrap_or_default()
        }
    }
}

/// The first opinion and a second one, every point; nothing for an opinion that is not given.
pub fn side_by_side(case: &Case, opinion: OpinionId) -> Vec<Row> {
    let given = given(case).find(|second| second.id == opinion);
    given.map_or_else(Vec::new, |second| Point::ALL.into_iter().map(|point| row(case, second, point)).collect())
}

/// Whether the two disagree: the second doctor says so, or a person says it of a point. Then a way on is shown.
pub fn disagree(case: &Case) -> bool {
    given(case).any(|second| {
        let differs = |point: &Point| row(case, second, *point).compares == Compares::Different;
        second.stands == Some(Stands::Differs) || Point::ALL.iter().any(differs)
    })
}

fn given(case: &Case) -> impl Iterator<Item = &SecondOpinion> {
    case.seconds.iter().filter(|second| second.given.is_some())
}

fn row(case: &Case, second: &SecondOpinion, point: Point) -> Row {
    let known = case.weighing.compared.iter().find(|known| known.opinion == second.id && known.point == point);
    let (first, said) = (first_said(case, point), second.of(point));
    // What was compared may have been corrected since, down to nothing: then it is not known any more.
    let both = first.told().is_some() && said.told().is_some();
    let compares = known.filter(|_| both).map_or(Compares::Unknown, |known| known.compares);
    let why = known.map_or_else(String::new, |known| known.why.clone());
    Row { point, first, second: said, hand: second.hand, compares, why }
}

/// The illness, where in the body and which type: together they are the diagnosis, a line each.
fn diagnosis(case: &Case) -> Known<String> {
    let opinion = &case.opinion;
    let words = [Some(&opinion.condition_words), opinion.site.told(), opinion.kind.told()];
    let lines: Vec<&str> =
        words.into_iter().flatten().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let unclear = [&opinion.site, &opinion.kind].into_iter().any(|known| *known == Known::Unclear);
    match (lines.is_empty(), unclear) {
        (false, _) => Known::Told(lines.join("\n")),
        (true, true) => Known::Unclear,
        (true, false) => Known::Open,
    }
}
