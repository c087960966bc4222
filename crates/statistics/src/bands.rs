//! Bands of units that cannot be told apart.

/// A unit's estimate, as the bands need it: mean and standard deviation of the logarithm of its ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Belief {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub deviation: f64,
}

impl Belief {
    /// The probability that this unit's ratio is below the other's by more than a share: 0.1 means lower by more than a tenth.
    ///
    /// Taken as normal and independent on the logarithm; the tests hold it against joint draws.
    #[must_use]
    pub fn probability_below(self, other: Belief, by_share: f64) -> f64 {
        let distance = other.mean + (1.0 - by_share).ln() - self.mean;
        crate::functions::normal_probability(distance / self.deviation.hypot(other.deviation))
    }
}

/// The z of a probability of 0.975.
const APART: f64 = 1.959_963_984_540_054;

/// Puts units into bands, 1 the lowest: within a band no two can be told apart with a probability of 97.5 %.
///
/// Units are taken by rising mean; a band ends before the first unit that can be told apart from any unit in it. So two units
/// of different bands need not be told apart either: a band says who belongs together, its border says little.
#[must_use]
pub fn bands(units: &[Belief]) -> Vec<u32> {
    let mut order: Vec<(usize, Belief)> = units.iter().copied().enumerate().collect();
    order.sort_by(|(_, one), (_, other)| one.mean.total_cmp(&other.mean));
    let mut bands = vec![0; units.len()];
    // Of a band only those count that are surer than all lower ones: whoever can be told apart from another can be from them.
    let mut members: Vec<Belief> = Vec::new();
    let mut band = 1;
    for (number, unit) in order {
        let apart = |member: &Belief| {
            let distance = unit.mean - member.mean;
            let variance = unit.deviation * unit.deviation + member.deviation * member.deviation;
            distance > 0.0 && distance * distance >= APART * APART * variance
        };
        if members.iter().any(apart) {
            band += 1;
            members.clear();
        }
        if members.last().is_none_or(|surest| unit.deviation < surest.deviation) {
            members.push(unit);
        }
        if let Some(place) = bands.get_mut(number) {
            *place = band;
        }
    }
    bands
}
