//! What a person asked, as written; and the question it becomes when every name in it is found.

use compare::question::{LIMITS, parse_age, parse_limit, parse_within};
use compare::{Order, Origin, Purpose, Question, Treatment};
use evidence::{ConditionIndex, Edition, InstitutionIndex};
use language::{Language, Text};

use crate::names::{self, Found, Named};
use crate::parameters::Parameters;
use crate::words;
use crate::work::Weight;

/// The longest answer that is read, in letters.
const LONGEST: usize = 200;

/// The answers of the form, as written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) condition: String,
    pub(crate) near: String,
    pub(crate) treatment: String,
    pub(crate) within: String,
    pub(crate) current: String,
    pub(crate) age: String,
    pub(crate) under20: bool,
    pub(crate) by: String,
    pub(crate) purpose: String,
    pub(crate) limit: String,
    pub(crate) all: bool,
}

/// A field of the form, by the name it has in an address and as an option of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Condition,
    Near,
    Treatment,
    Within,
    Current,
    Age,
    By,
    Purpose,
    Limit,
}

impl Field {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Field::Condition => "condition",
            Field::Near => "near",
            Field::Treatment => "treatment",
            Field::Within => "within",
            Field::Current => "current",
            Field::Age => "age",
            Field::By => "by",
            Field::Purpose => "purpose",
            Field::Limit => "limit",
        }
    }
}

/// Why a question cannot be answered yet.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    pub(crate) field: Field,
    pub(crate) kind: TroubleKind,
}

/// What is wrong with one answer.
#[derive(Clone, Debug)]
pub(crate) enum TroubleKind {
    Missing,
    TooLong,
    Unknown(Vec<Named>),
    Several(Vec<Named>),
    NotANumber,
    NotAWord(String),
}

impl Asked {
    pub(crate) fn read(parameters: &Parameters) -> Asked {
        Asked {
            condition: parameters.text("condition"),
            near: parameters.text("near"),
            treatment: parameters.text("treatment"),
            within: parameters.text("within"),
            current: parameters.text("current"),
            age: parameters.text("age"),
            under20: parameters.yes("under20"),
            by: parameters.text("by"),
            purpose: parameters.text("purpose"),
            limit: parameters.text("limit"),
            all: parameters.yes("all"),
        }
    }

    /// Finds every name; the first trouble of each field is told.
    pub(crate) fn question(&self, edition: &Edition, language: Language) -> Result<Question, Vec<Trouble>> {
        let mut troubles = Vec::new();
        let condition = keep(self.find_condition(edition, language), &mut troubles);
        let from = keep(self.find_place(edition, language), &mut troubles);
        let treatment = keep(self.read_treatment(), &mut troubles);
        let within_km = keep(self.read_within(), &mut troubles);
        let current = keep(self.find_current(edition), &mut troubles);
        let age = keep(self.read_age(), &mut troubles);
        let order = keep(self.read_order(), &mut troubles);
        let purpose = keep(self.read_purpose(), &mut troubles);
        let limit = keep(self.read_limit(), &mut troubles);
        match (condition, from, troubles.is_empty()) {
            (Some(condition), Some(from), true) => Ok(Question {
                condition,
                treatment: treatment.unwrap_or_default(),
                from,
                within_km: within_km.flatten(),
                current: current.flatten(),
                age: age.flatten(),
                order: order.unwrap_or_default(),
                limit: limit.flatten(),
                purpose: purpose.unwrap_or_default(),
            }),
            _ => Err(troubles),
        }
    }

    /// How much work an answer is: long names are compared with every other, and a wide reach brings in many institutions.
    pub(crate) fn weight(&self) -> Weight {
        const WIDE_KM: f64 = 200.0;
        if self.all || self.within.parse().is_ok_and(|km: f64| km > WIDE_KM) {
            return Weight::Heavy;
        }
        Weight::of_names(&[&self.condition, &self.near, &self.current])
    }

    /// What was written in a field.
    pub(crate) fn written(&self, field: Field) -> &str {
        match field {
            Field::Condition => &self.condition,
            Field::Near => &self.near,
            Field::Treatment => &self.treatment,
            Field::Within => &self.within,
            Field::Current => &self.current,
            Field::Age => &self.age,
            Field::By => &self.by,
            Field::Purpose => &self.purpose,
            Field::Limit => &self.limit,
        }
    }

    fn find_condition(&self, edition: &Edition, language: Language) -> Result<ConditionIndex, Trouble> {
        let field = Field::Condition;
        required(field, &self.condition)?;
        one(field, names::condition(edition, language, &self.condition))
    }

    fn find_place(&self, edition: &Edition, language: Language) -> Result<Origin, Trouble> {
        required(Field::Near, &self.near)?;
        one(Field::Near, names::place(edition, language, &self.near))
    }

    fn find_current(&self, edition: &Edition) -> Result<Option<InstitutionIndex>, Trouble> {
        if self.current.is_empty() {
            return Ok(None);
        }
        required(Field::Current, &self.current)?;
        one(Field::Current, names::institution(edition, &self.current)).map(Some)
    }

    fn read_treatment(&self) -> Result<Treatment, Trouble> {
        word(Field::Treatment, &self.treatment, Treatment::parse, Treatment::WORDS)
    }

    fn read_order(&self) -> Result<Order, Trouble> {
        word(Field::By, &self.by, Order::parse, Order::WORDS)
    }

    fn read_purpose(&self) -> Result<Purpose, Trouble> {
        word(Field::Purpose, &self.purpose, Purpose::parse, Purpose::WORDS)
    }

    fn read_within(&self) -> Result<Option<f64>, Trouble> {
        number(Field::Within, &self.within, parse_within)
    }

    /// The page asks only whether the patient is under 20; 19 then stands for every age below.
    fn read_age(&self) -> Result<Option<u8>, Trouble> {
        if self.under20 {
            return Ok(Some(19));
        }
        number(Field::Age, &self.age, parse_age)
    }

    fn read_limit(&self) -> Result<Option<usize>, Trouble> {
        number(Field::Limit, &self.limit, parse_limit)
    }
}

impl Trouble {
    /// What is wrong, and what to do, as two sentences.
    pub(crate) fn sentences(&self, t: Text, asked: &Asked) -> (String, String) {
        let written = shortened(asked.written(self.field));
        match (&self.kind, self.field) {
            (TroubleKind::Missing, Field::Near) => (t.error_near_missing(), t.error_near_missing_remedy()),
            (TroubleKind::Missing, _) => (t.error_condition_missing(), t.error_condition_missing_remedy()),
            (TroubleKind::TooLong, _) => (t.error_too_long(), t.error_too_long_remedy()),
            (TroubleKind::Unknown(_), Field::Near) => (t.error_near_unknown(written), t.error_near_unknown_remedy()),
            (TroubleKind::Unknown(_), Field::Current) => {
                (t.error_current_unknown(written), t.error_current_unknown_remedy())
            }
            (TroubleKind::Unknown(_), _) => (t.error_condition_unknown(written), t.error_condition_unknown_remedy()),
            (TroubleKind::Several(_), Field::Near) => (t.error_near_several(written), t.error_several_remedy()),
            (TroubleKind::Several(_), Field::Current) => (t.error_current_several(written), t.error_several_remedy()),
            (TroubleKind::Several(_), _) => (t.error_condition_several(written), t.error_several_remedy()),
            (TroubleKind::NotANumber, Field::Age) => {
                (t.error_number(written), t.error_age_remedy(u32::from(*LIMITS.age.end())))
            }
            (TroubleKind::NotANumber, Field::Limit) => {
                (t.error_number(written), t.error_limit_remedy(*LIMITS.limit.end()))
            }
            (TroubleKind::NotANumber, _) => {
                (t.error_number(written), t.error_within_remedy(words::whole(LIMITS.within_at_most_km)))
            }
            (TroubleKind::NotAWord(choices), _) => (t.error_word(written), t.error_word_remedy(choices.as_str())),
        }
    }
}

/// A long answer is shown only in part.
pub(crate) fn shortened(written: &str) -> String {
    if written.chars().count() <= 60 {
        return written.to_owned();
    }
    written.chars().take(60).chain(['…']).collect()
}

fn keep<T>(answer: Result<T, Trouble>, troubles: &mut Vec<Trouble>) -> Option<T> {
    answer.map_err(|trouble| troubles.push(trouble)).ok()
}

fn required(field: Field, text: &str) -> Result<(), Trouble> {
    let kind = match text.chars().count() {
        0 => TroubleKind::Missing,
        length if length > LONGEST => TroubleKind::TooLong,
        _ => return Ok(()),
    };
    Err(Trouble { field, kind })
}

fn one<T>(field: Field, found: Found<T>) -> Result<T, Trouble> {
    let kind = match found {
        Found::One(found) => return Ok(found),
        Found::Several(choices) => TroubleKind::Several(choices),
        Found::Unknown(nearest) => TroubleKind::Unknown(nearest),
    };
    Err(Trouble { field, kind })
}

/// One of the words of a choice; its usual one where nothing was written.
fn word<T: Default>(
    field: Field,
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
    words: &[(&str, T)],
) -> Result<T, Trouble> {
    if text.is_empty() {
        return Ok(T::default());
    }
    let choices = || words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    parse(text).ok_or_else(|| Trouble { field, kind: TroubleKind::NotAWord(choices()) })
}

fn number<T>(field: Field, text: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Trouble> {
    if text.is_empty() {
        return Ok(None);
    }
    parse(text).map(Some).ok_or(Trouble { field, kind: TroubleKind::NotANumber })
}
