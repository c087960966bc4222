//! Two ways to find the top of a hill in two dimensions, so that one can check the other.

/// A place on the hill.
pub type Place = [f64; 2];

/// Walks uphill in ever smaller steps from a start; place and height of the top.
pub fn pattern(height: impl Fn(Place) -> f64, start: Place, highest: Place) -> (Place, f64) {
    const WAYS: [Place; 8] = [[1., 0.], [-1., 0.], [0., 1.], [0., -1.], [1., 1.], [-1., -1.], [1., -1.], [-1., 1.]];
    let (mut at, mut top, mut step) = (start, height(start), 1.0);
    while step > 1e-6 {
        let steps = WAYS.map(|[x, y]| [(at[0] + step * x).min(highest[0]), (at[1] + step * y).min(highest[1])]);
        let best = steps.map(|place| (place, height(place))).into_iter().max_by(|one, other| one.1.total_cmp(&other.1));
        match best {
            Some((place, reached)) if reached > top => (at, top) = (place, reached),
            _ => step /= 2.0,
        }
    }
    (at, top)
}

/// Golden sections within golden sections: for each first number the best second, between given ends.
pub fn golden(height: impl Fn(Place) -> f64, low: Place, high: Place) -> (Place, f64) {
    let along = |first: f64| section(|second| height([first, second]), low[1], high[1]);
    let (first, _) = section(|first| along(first).1, low[0], high[0]);
    let (second, top) = along(first);
    ([first, second], top)
}

fn section(height: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> (f64, f64) {
    let share = 0.5 * (5.0_f64.sqrt() - 1.0);
    let mut inner = [high - share * (high - low), low + share * (high - low)];
    let mut heights = inner.map(&height);
    while high - low > 1e-7 {
        if heights[0] > heights[1] {
            high = inner[1];
            inner = [high - share * (high - low), inner[0]];
            heights = [height(inner[0]), heights[0]];
        } else {
            low = inner[0];
            inner = [inner[1], low + share * (high - low)];
            heights = [heights[1], height(inner[1])];
        }
    }
    let middle = 0.5 * (low + high);
    (middle, height(middle))
}
