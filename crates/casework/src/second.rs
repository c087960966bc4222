//! Second opinions: point by point, by the doctor who gives them or as the patient was told.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::id::{ApplicationId, OpinionId, PersonId};
use crate::moment::Moment;
use crate::opinion::Known;

/// Second opinions of one case, drafts too.
pub const SECONDS: usize = 10;

/// What an opinion says something about; the same points for the first and the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Point {
    /// Which illness it is.
    Diagnosis,
    /// How far it has come.
    Stage,
    /// What should be done.
    Treatment,
    /// What that is to achieve: cure, longer life, less pain.
    Aim,
    /// What speaks for it, how likely.
    Benefits,
    /// What can go wrong, how likely; what it takes.
    Harms,
    /// What happens if nothing is done.
    Nothing,
}

impl Point {
    /// Every point, in the order they stand side by side.
    pub const ALL: [Point; 7] =
        [Point::Diagnosis, Point::Stage, Point::Treatment, Point::Aim, Point::Benefits, Point::Harms, Point::Nothing];

    /// The word in a form.
    pub fn word(self) -> &'static str {
        match self {
            Point::Diagnosis => "diagnosis",
            Point::Stage => "stage",
            Point::Treatment => "treatment",
            Point::Aim => "aim",
            Point::Benefits => "benefits",
            Point::Harms => "harms",
            Point::Nothing => "nothing",
        }
    }

    /// The point of a word.
    pub fn from_word(word: &str) -> Option<Point> {
        Point::ALL.into_iter().find(|point| point.word() == word)
    }
}

/// What was said, by point; a point that is not there is open.
pub type Said = BTreeMap<Point, Known<String>>;

/// How the opinion as a whole stands to the first, in the words of its doctor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stands {
    /// Agrees.
    Agrees,
    /// Agrees and adds or refines something.
    Refines,
    /// Differs.
    Differs,
}

/// Whose hand an opinion is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hand {
    /// The doctor wrote it here.
    Doctor,
    /// The patient's side wrote down what was said, or what the report says.
    Told,
}

/// What an opinion says of a point, or why it says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says<'a> {
    /// These words.
    Words(&'a str),
    /// The doctor who wrote it could not say it from what there was to read.
    CannotBeSaid,
    /// It was told, and whoever wrote it down did not understand it.
    NotClear,
    /// Nothing.
    Nothing,
}

impl Hand {
    /// What an opinion in this hand says of a point. Unclear is the word of whoever holds the pen: a doctor lacks something to say it from, the
    /// patient's side did not understand what was told. One must never be shown as the other. What the first doctor said is always told.
    pub fn says(self, known: &Known<String>) -> Says<'_> {
        match (known, self) {
            (Known::Told(words), _) if !words.trim().is_empty() => Says::Words(words.trim()),
            (Known::Unclear, Hand::Doctor) => Says::CannotBeSaid,
            (Known::Unclear, Hand::Told) => Says::NotClear,
            (Known::Told(_) | Known::Open, _) => Says::Nothing,
        }
    }
}

/// One second (or third) opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondOpinion {
    /// Its name within the case.
    pub id: OpinionId,
    /// The application it came from; none for one that was had without one.
    pub application: Option<ApplicationId>,
    /// Whose hand.
    pub hand: Hand,
    /// Who put it down last.
    pub by: PersonId,
    /// The doctor's name, as it is to stand.
    pub doctor: String,
    /// The institution, as it is to stand.
    pub institution: String,
    /// When it was said or written.
    pub said_on: Option<Date>,
    /// What was said.
    pub said: Said,
    /// How it stands to the first opinion; a doctor's word, none while not said.
    pub stands: Option<Stands>,
    /// Anything else: advice, what to ask the first doctor.
    pub remarks: String,
    /// A blind first read: the doctor's own view as it was saved before the first plan was opened. It never changes again.
    pub own_view: Option<OwnView>,
    /// When it was last saved.
    pub saved: Moment,
    /// When it was given to the patient; nothing changes after it. A draft until then, and the doctor's alone.
    pub given: Option<Moment>,
}

impl Case {
    /// Whether what is known of an application's opinion is only what the patient's side wrote down: the doctor's own words may still come.
    pub fn only_told(&self, application: ApplicationId) -> bool {
        let given = |known: &&SecondOpinion| known.application == Some(application) && known.given.is_some();
        let mut given = self.seconds.iter().filter(given).peekable();
        given.peek().is_some() && given.all(|known| known.hand == Hand::Told)
    }
}

impl SecondOpinion {
    /// What it says of a point.
    pub fn of(&self, point: Point) -> Known<String> {
        self.said.get(&point).cloned().unwrap_or_default()
    }
}

/// The view saved before the first plan was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnView {
    /// What was said.
    pub said: Said,
    /// When.
    pub at: Moment,
}

/// What is written into an opinion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The doctor's name.
    pub doctor: String,
    /// The institution.
    pub institution: String,
    /// When it was said.
    pub said_on: Option<Date>,
    /// What was said.
    pub said: Said,
    /// How it stands to the first.
    pub stands: Option<Stands>,
    /// Anything else.
    pub remarks: String,
}
