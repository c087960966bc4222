//! Hospitals: who they are and where they stand.

use crate::edition::Bilingual;

/// How exactly a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Precision {
    /// The building, as the publisher gives it.
    Building,
    /// The part of town (within about a kilometre).
    Town,
    /// The middle of the city, town or postal area.
    Municipality,
    /// Not known.
    Unknown,
}

/// A country whose institutions the edition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Country {
    /// Japan.
    Japan,
    /// The United States.
    UnitedStates,
}

impl Country {
    /// The two-letter code (ISO 3166-1).
    pub fn code(self) -> &'static str {
        match self {
            Country::Japan => "JP",
            Country::UnitedStates => "US",
        }
    }
}

/// A point on the earth in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Point {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// A hospital.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Institution {
    /// A stable id across years: `jp-31341`, `us-ca-106010937`, `us-050123`.
    pub id: String,
    /// The country.
    pub country: Country,
    /// Prefecture (in Japanese) or state (postal abbreviation).
    pub region: String,
    /// City, town or ward, as published.
    pub city: String,
    /// The name as the volume source published it, else as the outcome source did.
    pub name: String,
    /// Other names it was published under.
    pub also_known_as: Vec<String>,
    /// Where it stands, when known.
    pub point: Option<Point>,
    /// How exactly.
    pub precision: Precision,
    /// The group it belongs to, where its name or the publisher shows it.
    pub affiliation: Option<Affiliation>,
    /// Beds, when published.
    pub beds: Option<u32>,
    /// It no longer stands in its publishers' newest lists or figures: perhaps closed, merged or renamed. Never offered as a choice.
    pub ended: bool,
    /// What publishers call it: `mhlw:31341`, `hcai:106010937`, `cms:050123`.
    pub keys: Vec<String>,
}

/// A group of institutions under one roof.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Affiliation {
    /// A stable id.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
}
