//! Towns, cities and postal codes, with where they are.

use crate::institution::{Country, Point};

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum PlaceKind {
    /// A prefecture or state, taken at its capital.
    Region,
    /// A whole city that is made of wards.
    CityOfWards,
    /// A city, town or village.
    Municipality,
    /// A ward of a city.
    Ward,
}

/// A place a person can say they are near.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// A stable id, such as `jp-06201` or `us-ca-sacramento`.
    pub id: String,
    /// The country.
    pub country: Country,
    /// What it is.
    pub kind: PlaceKind,
    /// Its name in its own language.
    pub name: String,
    /// The reading in hiragana, empty outside Japan.
    pub kana: String,
    /// The name in Latin letters.
    pub latin: String,
    /// Prefecture (in Japanese) or state (postal abbreviation).
    pub region: String,
    /// Prefecture or state in Latin letters.
    pub region_latin: String,
    /// Other ways people write it.
    pub aliases: Vec<String>,
    /// Where it is.
    pub point: Point,
}

/// Postal codes from `first` to `last` lie in one place.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PostalRange {
    /// First code as a number.
    pub first: u32,
    /// Last code as a number.
    pub last: u32,
    /// Position of the place in `Places::all`.
    pub place: u32,
}

/// A ZIP area of the United States.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Zip {
    /// The five digits as a number.
    pub code: u32,
    /// Its centre.
    pub point: Point,
    /// City and state for showing, empty when not known.
    pub label: String,
}

/// All places of an edition.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Places {
    /// Every named place.
    pub all: Vec<Place>,
    /// Japanese postal codes, sorted.
    pub postal: Vec<PostalRange>,
    /// ZIP areas, sorted by code.
    pub zips: Vec<Zip>,
}

/// How far apart two points are on the earth's surface, in kilometres (haversine, mean radius 6,371.0088 km, IUGG).
pub fn distance_km(from: Point, to: Point) -> f64 {
    const EARTH_RADIUS_KM: f64 = 6_371.008_8;
    let (latitude_from, latitude_to) = (from.latitude.to_radians(), to.latitude.to_radians());
    let half_latitude = (latitude_to - latitude_from) / 2.0;
    let half_longitude = (to.longitude - from.longitude).to_radians() / 2.0;
    let chord = half_latitude.sin().powi(2) + latitude_from.cos() * latitude_to.cos() * half_longitude.sin().powi(2);
    2.0 * EARTH_RADIUS_KM * chord.sqrt().min(1.0).asin()
}
