//! The outlines of prefectures and states, carried in the program.

use std::sync::OnceLock;

use evidence::{Country, Point};

/// One ring of land.
pub(crate) struct Ring {
    pub(crate) points: Vec<Point>,
    pub(crate) west: f64,
    pub(crate) east: f64,
    pub(crate) south: f64,
    pub(crate) north: f64,
}

/// The land of a country.
pub(crate) fn land(country: Country) -> &'static [Ring] {
    static JAPAN: OnceLock<Vec<Ring>> = OnceLock::new();
    static UNITED_STATES: OnceLock<Vec<Ring>> = OnceLock::new();
    match country {
        Country::Japan => JAPAN.get_or_init(|| read(include_str!("../../../../data/maps/japan.csv"))),
        Country::UnitedStates => {
            UNITED_STATES.get_or_init(|| read(include_str!("../../../../data/maps/united-states.csv")))
        }
    }
}

/// Reads `region,ring,"lon,lat lon,lat …"`; a line that does not fit is left out, as a map without it is still a map.
fn read(file: &str) -> Vec<Ring> {
    file.lines().skip(1).filter_map(|line| ring(line.splitn(3, ',').nth(2)?.trim_matches('"'))).collect()
}

fn ring(text: &str) -> Option<Ring> {
    let point = |pair: &str| {
        let (longitude, latitude) = pair.split_once(',')?;
        Some(Point { longitude: longitude.parse().ok()?, latitude: latitude.parse().ok()? })
    };
    let points: Vec<Point> = text.split(' ').filter_map(point).collect();
    (points.len() > 2).then(|| Ring {
        west: points.iter().map(|point| point.longitude).fold(f64::INFINITY, f64::min),
        east: points.iter().map(|point| point.longitude).fold(f64::NEG_INFINITY, f64::max),
        south: points.iter().map(|point| point.latitude).fold(f64::INFINITY, f64::min),
        north: points.iter().map(|point| point.latitude).fold(f64::NEG_INFINITY, f64::max),
        points,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_both_maps_is_a_ring() {
        let lines = include_str!("../../../../data/maps/japan.csv").lines().count() - 1;
        assert_eq!(land(Country::Japan).len(), lines);
        let lines = include_str!("../../../../data/maps/united-states.csv").lines().count() - 1;
        assert_eq!(land(Country::UnitedStates).len(), lines);
    }
}
