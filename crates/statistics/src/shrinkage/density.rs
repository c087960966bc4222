//! Densities on a grid: mixing, quantiles, draws.

/// Points of a grid; odd, so that one lies in the middle.
const POINTS: usize = 129;
/// Half the width of a grid, in standard deviations.
const REACH: f64 = 6.5;
/// How many pieces each cell is cut into before quantiles are read.
const PIECES: usize = 8;

/// A grid of even steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    first: f64,
    step: f64,
}

impl Grid {
    /// Around a mean, as wide as the standard deviation needs.
    pub fn around(mean: f64, deviation: f64) -> Grid {
        Grid { first: mean - REACH * deviation, step: 2.0 * REACH * deviation / (POINTS - 1) as f64 }
    }

    /// Rows of a lattice, so far apart.
    pub fn of_rows(first: f64, step: f64) -> Grid {
        Grid { first, step }
    }

    /// The points, rising.
    pub fn points(self) -> impl Iterator<Item = f64> + Clone {
        (0_u32..).take(POINTS).map(move |number| self.first + self.step * f64::from(number))
    }
}

/// Turns logarithms of heights into shares that add up to 1.
pub(super) fn normalise(heights: &mut [f64]) {
    let top = heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for height in heights.iter_mut() {
        *height = (*height - top).exp();
        sum += *height;
    }
    let scale = 1.0 / sum;
    heights.iter_mut().for_each(|height| *height *= scale);
}

/// A distribution read off a grid.
#[derive(Clone, Debug)]
pub(super) struct Density {
    first: f64,
    step: f64,
    /// Probability below each point.
    below: Vec<f64>,
    /// Shares at each point, adding up to 1.
    shares: Vec<f64>,
}

impl Density {
    /// From shares on a grid, made finer by cubic interpolation of their logarithms.
    pub fn new(grid: Grid, coarse: &[f64]) -> Density {
        let logs: Vec<f64> = coarse.iter().map(|share| share.max(1e-300).ln()).collect();
        let mut shares = Vec::with_capacity(coarse.len() * PIECES);
        for cell in logs.windows(4) {
            let [before, left, right, after] = cell else { continue };
            for piece in (0_u32..).take(PIECES) {
                let t = f64::from(piece) / PIECES as f64;
                shares.push(cubic([*before, *left, *right, *after], t).exp());
            }
        }
        let sum: f64 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= sum);
        let mut running = 0.0;
        let below = shares
            .iter()
            .map(|share| {
                let here = running + 0.5 * share;
                running += share;
                here
            })
            .collect();
        Density { first: grid.first + grid.step, step: grid.step / PIECES as f64, below, shares }
    }

    fn points(&self) -> impl Iterator<Item = f64> {
        (0_u32..).map(|number| self.first + self.step * f64::from(number))
    }

    /// The mean of a function.
    pub fn mean(&self, of: impl Fn(f64) -> f64) -> f64 {
        self.points().zip(&self.shares).map(|(at, share)| share * of(at)).sum()
    }

    /// The point below which it lies with this probability.
    pub fn quantile(&self, probability: f64) -> f64 {
        self.first + self.step * crossing(&self.below, probability)
    }

    /// The probability of lying below a point.
    pub fn probability_below(&self, point: f64) -> f64 {
        let place = (point - self.first) / self.step;
        if place < 0.0 {
            return 0.0;
        }
        // The cast cuts off the fraction; beyond the end there is no neighbour.
        let index = place as usize;
        match (self.below.get(index), self.below.get(index + 1)) {
            (Some(left), Some(right)) => left + (right - left) * (place - index as f64),
            _ => 1.0,
        }
    }
}

/// Points drawn from shares on a grid, one for each uniform number, appended as single precision of `of(point)`.
pub(super) fn draw(
    grid: Grid,
    shares: &[f64],
    cumulative: &mut Vec<f64>,
    uniforms: impl Iterator<Item = f64>,
    mut give: impl FnMut(f64),
) {
    cumulative.clear();
    let mut running = 0.0;
    cumulative.extend(shares.iter().map(|share| {
        let here = running + 0.5 * share;
        running += share;
        here
    }));
    for uniform in uniforms {
        give(grid.first + grid.step * crossing(cumulative, uniform));
    }
}

/// Where rising numbers cross a value, as an index with a fraction.
fn crossing(rising: &[f64], value: f64) -> f64 {
    let after = rising.partition_point(|number| *number < value);
    match (after.checked_sub(1).and_then(|before| rising.get(before)), rising.get(after)) {
        (Some(left), Some(right)) if right > left => (after - 1) as f64 + (value - left) / (right - left),
        (None, _) => 0.0,
        _ => after.saturating_sub(1) as f64,
    }
}

/// Lagrange's cubic through four even points, between the second and the third.
fn cubic([before, left, right, after]: [f64; 4], t: f64) -> f64 {
    let (one, two) = (1.0 - t, 2.0 - t);
    let up = 1.0 + t;
    -t * one * two / 6.0 * before + up * one * two / 2.0 * left + up * t * two / 2.0 * right
        - up * t * one / 6.0 * after
}
