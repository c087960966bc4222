//! What is measured, by whom, and which illness it speaks of.

use crate::edition::{Bilingual, ConditionIndex, InstitutionIndex, MeasureIndex};

/// A body that publishes figures.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Publisher {
    /// A short id, such as `mhlw`.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// Its own page, empty when not known.
    pub homepage: String,
    /// On what terms its figures may be used.
    pub terms: Bilingual,
}

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Source {
    /// The manifest's id.
    pub id: String,
    /// The publisher's position in `Edition::publishers`.
    pub publisher: usize,
    /// What the file holds.
    pub title: Bilingual,
    /// The file's path below the folder of sources.
    pub file: String,
    /// Its SHA-256 digest.
    pub sha256: String,
    /// When it was obtained, as far as known.
    pub obtained: String,
    /// Rows read, rows whose figures stand in the edition.
    pub rows_read: u64,
    /// Rows whose figures stand in the edition.
    pub rows_used: u64,
}

/// An illness as a patient names it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Condition {
    /// A stable id, such as `stomach-cancer`.
    pub id: String,
    /// The plain name.
    pub name: Bilingual,
    /// The reading of the Japanese name in hiragana, empty when not known.
    pub kana: String,
    /// Other names in English.
    pub synonyms_en: Vec<String>,
    /// Other names in Japanese.
    pub synonyms_ja: Vec<String>,
    /// The range of ICD-10 codes, which is ours and not a publisher's.
    pub icd10: String,
    /// A small family, such as `cancer`.
    pub kind: String,
    /// Whether the name is a plain one in both languages (otherwise it is the publisher's).
    pub plain: bool,
    /// A rare tumour that the publishers' codes cannot see well.
    pub rare: bool,
}

/// What kind of evidence a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// How many were treated. Never a result.
    Volume,
    /// What became of those treated.
    Outcome,
    /// How long people lived.
    Survival,
}

impl Kind {
    /// The word used in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Volume => "volume",
            Kind::Outcome => "outcome",
            Kind::Survival => "survival",
        }
    }
}

/// What a volume counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Counts {
    /// Stays in hospital; one person may have several.
    Admissions,
    /// Operations.
    Operations,
}

/// In what a rate is expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum RateUnit {
    /// Of each hundred.
    Percent,
    /// Of each thousand.
    PerThousand,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Direction {
    /// Fewer is better (deaths, complications).
    LowerIsBetter,
    /// More is better.
    HigherIsBetter,
    /// Neither (volumes).
    Neither,
}

/// One thing a publisher measures.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Measure {
    /// A stable id, such as `hcai.cabg.operative-mortality`.
    pub id: String,
    /// The publisher's position in `Edition::publishers`.
    pub publisher: usize,
    /// What kind of evidence it is.
    pub kind: Kind,
    /// Its name in plain words.
    pub name: Bilingual,
    /// What is counted above the line.
    pub numerator: Bilingual,
    /// Who is counted below the line.
    pub denominator: Bilingual,
    /// How differences between patients were allowed for.
    pub adjustment: Bilingual,
    /// Whose ages are counted.
    pub ages: Bilingual,
    /// What it does not say.
    pub not_said: Bilingual,
    /// Which way is better.
    pub direction: Direction,
    /// The unit of its rates.
    pub rate_unit: RateUnit,
    /// For volumes: what is counted.
    pub counts: Counts,
    /// For volumes: every count is a floor ("at least").
    pub at_least: bool,
    /// Rates that the publisher has already drawn towards the average: never to be shrunken again.
    pub shrunken: bool,
    /// For volumes: whether removals (resections) can be told apart, and if not why.
    pub separable: Separable,
    /// For volumes: remarks a reader needs beside the numbers of operations, such as a class without a name.
    pub remarks: Bilingual,
}

/// Whether a volume measure tells removals from other treatment.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Separable {
    /// Removals (resections) can be told apart.
    pub resections: bool,
    /// Removals through an endoscope can be told apart.
    pub endoscopic: bool,
    /// Why not, empty when both can.
    pub reason: Bilingual,
}

/// How well a measure fits a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Scope {
    /// It counts just this condition.
    Exact,
    /// It counts more than this condition.
    Broader,
    /// It counts only a part of it.
    Narrower,
}

impl Scope {
    /// The word used in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Scope::Exact => "exact",
            Scope::Broader => "broader",
            Scope::Narrower => "narrower",
        }
    }
}

/// A measure that speaks of a condition.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Link {
    /// The condition.
    pub condition: ConditionIndex,
    /// The measure.
    pub measure: MeasureIndex,
    /// How well they fit.
    pub scope: Scope,
    /// The difference in a plain sentence, empty when exact.
    pub note: Bilingual,
}

/// A minimum number a year that a body has set for one operation.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Standard {
    /// A stable id.
    pub id: String,
    /// The measure that counts exactly this operation, when there is one.
    pub measure: Option<MeasureIndex>,
    /// The operation.
    pub operation: Bilingual,
    /// The least number a year.
    pub minimum_a_year: u32,
    /// Who set it.
    pub issuer: String,
    /// The year, empty when not known.
    pub year: String,
    /// Where it is written.
    pub source: String,
    /// A remark.
    pub note: Bilingual,
}

/// An institution that is known to offer second opinions.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Offer {
    /// The institution.
    pub institution: InstitutionIndex,
    /// What is offered.
    pub what: Bilingual,
    /// Who says so.
    pub source: String,
    /// As of when.
    pub date: String,
}

/// A page of a public body about a condition.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// The condition; none for a general page.
    pub condition: Option<ConditionIndex>,
    /// `en` or `ja`.
    pub language: String,
    /// The page's title.
    pub title: String,
    /// Its address.
    pub address: String,
    /// Who publishes it.
    pub publisher: String,
    /// When it was seen.
    pub seen: String,
}
