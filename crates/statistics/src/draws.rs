//! Joint draws of many units.

/// Draws of many units' values, all units in each draw; lower is better.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draws {
    count: usize,
    values: Vec<f32>,
}

impl Draws {
    /// From one list a unit, all of one length; longer lists are cut to the shortest.
    #[must_use]
    pub fn new(units: Vec<Vec<f32>>) -> Draws {
        let count = units.iter().map(Vec::len).min().unwrap_or(0);
        Draws { count, values: units.into_iter().flat_map(|unit| unit.into_iter().take(count)).collect() }
    }

    /// How many draws there are of each unit.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The units' draws, a slice each.
    pub fn units(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.values.chunks_exact(self.count.max(1))
    }

    /// The probability that the first unit's value is below the second's by more than a margin.
    #[must_use]
    pub fn probability_below(&self, one: usize, other: usize, margin: f32) -> Option<f64> {
        let (one, other) = (self.units().nth(one)?, self.units().nth(other)?);
        let below = one.iter().zip(other).filter(|(one, other)| **one < **other - margin).count();
        Some(below as f64 / self.count as f64)
    }
}
