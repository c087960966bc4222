//! One person's question, and the one way in which its words and numbers are read.

use std::ops::RangeInclusive;
use std::str::FromStr;

use evidence::{ConditionIndex, Country, InstitutionIndex, Point};

/// What a person wants to know, with every name already found in the edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The illness.
    pub condition: ConditionIndex,
    /// The treatment proposed.
    pub treatment: Treatment,
    /// Where from.
    pub from: Origin,
    /// How far at most, in kilometres; without it the reach starts at 50 km and widens.
    pub within_km: Option<f64>,
    /// Where the person is treated now.
    pub current: Option<InstitutionIndex>,
    /// The patient's age in years.
    pub age: Option<u8>,
    /// What the person asks to sort by.
    pub order: Order,
    /// At most how many institutions.
    pub limit: Option<usize>,
    /// Advice only, or treatment there.
    pub purpose: Purpose,
}

/// Where a person starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The place's name, for showing.
    pub name: String,
    /// The country: institutions elsewhere publish other figures and are not compared.
    pub country: Country,
    /// Where it is.
    pub point: Point,
}

/// The treatment proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Treatment {
    /// Removal by an operation, whole or part.
    Resection,
    /// Removal through an endoscope.
    Endoscopic,
    /// No operation.
    NoOperation,
    /// Not known, or any.
    #[default]
    Any,
}

/// What the reader sorts by, inside the groups; the default never ranks by count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Nearest first.
    #[default]
    Distance,
    /// Most treated first; institutions that hidden cells could put in another order stand together, nearest first.
    Experience,
    /// Those with published results first.
    Results,
}

/// What the person wants from the other institution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Advice: a second opinion.
    #[default]
    AdviceOnly,
    /// Treatment there, which is a referral and another door.
    TreatedThere,
}

/// The bounds of a question's numbers, for every way of asking it.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// At most how many institutions.
    pub limit: RangeInclusive<usize>,
    /// The patient's age in years.
    pub age: RangeInclusive<u8>,
    /// Kilometres: more than 0, and at most this.
    pub within_at_most_km: f64,
}

/// The bounds that the command line and the web share.
pub const LIMITS: Limits = Limits { limit: 1..=5_000, age: 0..=130, within_at_most_km: 20_000.0 };

/// Reads how many institutions at most; none when it is not a number in `LIMITS`.
pub fn parse_limit(text: &str) -> Option<usize> {
    number(text, |limit| LIMITS.limit.contains(limit))
}

/// Reads an age in years; none when it is not a number in `LIMITS`.
pub fn parse_age(text: &str) -> Option<u8> {
    number(text, |age| LIMITS.age.contains(age))
}

/// Reads a distance in kilometres; none when it is not a number in `LIMITS`.
pub fn parse_within(text: &str) -> Option<f64> {
    number(text, |km: &f64| *km > 0.0 && *km <= LIMITS.within_at_most_km)
}

fn number<T: FromStr>(text: &str, fits: impl Fn(&T) -> bool) -> Option<T> {
    text.trim().parse().ok().filter(fits)
}

impl Treatment {
    /// The words for it, in the order in which they are offered.
    pub const WORDS: &[(&str, Treatment)] = &[
        ("resection", Treatment::Resection),
        ("endoscopic", Treatment::Endoscopic),
        ("none", Treatment::NoOperation),
        ("any", Treatment::Any),
    ];

    /// Reads one of its words, in capitals or not.
    pub fn parse(text: &str) -> Option<Treatment> {
        chosen(text, Treatment::WORDS)
    }
}

impl Order {
    /// The words for it, in the order in which they are offered.
    pub const WORDS: &[(&str, Order)] =
        &[("distance", Order::Distance), ("experience", Order::Experience), ("results", Order::Results)];

    /// Reads one of its words, in capitals or not.
    pub fn parse(text: &str) -> Option<Order> {
        chosen(text, Order::WORDS)
    }
}

impl Purpose {
    /// The words for it, in the order in which they are offered.
    pub const WORDS: &[(&str, Purpose)] = &[("advice", Purpose::AdviceOnly), ("treatment", Purpose::TreatedThere)];

    /// Reads one of its words, in capitals or not.
    pub fn parse(text: &str) -> Option<Purpose> {
        chosen(text, Purpose::WORDS)
    }
}

fn chosen<T: Copy>(text: &str, words: &[(&str, T)]) -> Option<T> {
    words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text.trim())).map(|(_, value)| *value)
}
