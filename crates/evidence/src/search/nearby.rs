//! Institutions around a point.

use crate::edition::{Edition, InstitutionIndex};
use crate::institution::{Country, Point};
use crate::place::distance_km;

/// Where each institution with any published figure stands, from south to north.
#[derive(Clone, Debug)]
pub(crate) struct Nearby {
    japan: Vec<(Point, InstitutionIndex)>,
    united_states: Vec<(Point, InstitutionIndex)>,
}

impl Nearby {
    pub(crate) fn new(edition: &Edition) -> Nearby {
        let mut has_figures = vec![false; edition.institutions.len()];
        let volumes = edition.volumes.iter().map(|volume| volume.institution);
        for institution in volumes.chain(edition.results.iter().map(|result| result.institution)) {
            if let Some(has) = has_figures.get_mut(institution.position()) {
                *has = true;
            }
        }
        let of = |country: Country| {
            let all = (0..).map(InstitutionIndex).zip(&edition.institutions).zip(&has_figures);
            let mut points: Vec<(Point, InstitutionIndex)> = all
                .filter(|((_, institution), has)| **has && institution.country == country)
                .filter_map(|((index, institution), _)| Some((institution.point?, index)))
                .collect();
            points.sort_by(|left, right| left.0.latitude.total_cmp(&right.0.latitude));
            points
        };
        Nearby { japan: of(Country::Japan), united_states: of(Country::UnitedStates) }
    }
}

/// Institutions of a country with any published figure within a distance of a point, each with its distance; in no order.
pub fn institutions_within(edition: &Edition, country: Country, from: Point, km: f64) -> Vec<(InstitutionIndex, f64)> {
    /// A degree of latitude is never shorter than 110.5 km.
    const KM_A_DEGREE: f64 = 110.5;
    let nearby = edition.search.nearby.get_or_init(|| Nearby::new(edition));
    let points = match country {
        Country::Japan => &nearby.japan,
        Country::UnitedStates => &nearby.united_states,
    };
    let degrees = km / KM_A_DEGREE;
    let south = points.partition_point(|(point, _)| point.latitude < from.latitude - degrees);
    // The box is widest in degrees at its end nearest to the pole; near the pole itself, or across it, there is no box.
    let farthest = from.latitude.abs() + degrees;
    let widest = if farthest < 89.0 { degrees / farthest.to_radians().cos() } else { 360.0 };
    points
        .iter()
        .skip(south)
        .take_while(|(point, _)| point.latitude <= from.latitude + degrees)
        .filter(|(point, _)| {
            let across = (point.longitude - from.longitude).abs();
            across.min(360.0 - across) <= widest
        })
        .map(|(point, index)| (*index, distance_km(from, *point)))
        .filter(|(_, distance)| *distance <= km)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::made_up::edition;
    use super::*;

    #[test]
    fn only_those_within_the_distance_and_the_country_are_given() {
        let edition = edition();
        let from = Point { latitude: 38.25, longitude: 140.34 };
        let within = |km: f64| institutions_within(&edition, Country::Japan, from, km).len();
        assert_eq!((within(1.0), within(50.0), within(100.0), within(20_000.0)), (1, 1, 2, 2));
        assert_eq!(institutions_within(&edition, Country::UnitedStates, from, 20_000.0).len(), 1);
    }
}
