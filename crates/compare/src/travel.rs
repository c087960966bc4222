//! How long a journey may take: our own rough assumption, said beside every figure.

/// A rough estimate of the travel time by road in minutes, rounded up to five.
///
/// The road is taken as 1.3 times the straight line. Its first 20 km are driven at 35 km/h on average, up to 100 km at 50 km/h, the
/// rest at 70 km/h, and 10 minutes are added to start and to park. Mountains, sea, snow, trains and traffic are not considered.
/// These numbers are the project's own and come from no publisher.
pub fn travel_minutes(distance_km: f64) -> u32 {
    const ROAD: f64 = 1.3;
    const START_AND_PARK_MINUTES: f64 = 10.0;
    let road_km = distance_km.max(0.0) * ROAD;
    let hours =
        road_km.min(20.0) / 35.0 + (road_km.min(100.0) - 20.0).max(0.0) / 50.0 + (road_km - 100.0).max(0.0) / 70.0;
    let minutes = hours * 60.0 + START_AND_PARK_MINUTES;
    // No place on earth is more than 20,100 km away, so the number is small; a conversion from f64 saturates in any case.
    (minutes / 5.0).ceil() as u32 * 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_estimate_follows_the_stated_formula() {
        assert_eq!(travel_minutes(0.0), 10);
        // 10 km: 13 km of road at 35 km/h are 22.3 minutes.
        assert_eq!(travel_minutes(10.0), 35);
        // 100 km: 130 km of road: 34.3 + 96 + 25.7 minutes.
        assert_eq!(travel_minutes(100.0), 170);
    }
}
