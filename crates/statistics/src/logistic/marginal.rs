//! The marginal log-likelihood over all groups.

use super::design::Design;
use super::group::{Mode, Point};
use super::second_order::{Expansion, Room, add_group};
use crate::functions::Node;

/// The log-likelihood with gradient and Hessian at a point; `modes` are where to start looking and are replaced by what was found.
/// None when a mode could not be found or a number overflowed.
pub(super) fn expand(design: &Design, rule: &[Node], point: &Point, modes: &mut [Mode]) -> Option<Expansion> {
    let size = design.width + 1;
    let mut total = Expansion { value: 0.0, gradient: vec![0.0; size], hessian: vec![0.0; size * size] };
    let mut room = Room::default();
    for (rows, mode) in design.groups().zip(modes.iter_mut()) {
        *mode = add_group(rows, point, rule, mode.at, &mut room, &mut total)?;
    }
    let finite = total.value.is_finite() && total.hessian.iter().chain(&total.gradient).all(|cell| cell.is_finite());
    finite.then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::gauss_hermite;
    use crate::logistic::LogisticRows;

    fn design() -> Design {
        let covariates = vec![
            vec![0.3, -1.2, 2.0, 0.7, 0.1, -0.4, 1.1, 0.9, -2.0, 0.2],
            vec![1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0],
        ];
        let rows = LogisticRows {
            events: &[3, 0, 1, 2, 5, 1, 0, 0, 4, 1],
            trials: &[7, 2, 1, 4, 5, 3, 3, 1, 9, 2],
            group: &[0, 0, 0, 1, 1, 2, 2, 4, 4, 4],
            groups: 5,
            covariates: &covariates,
        };
        Design::new(&rows).unwrap()
    }

    fn at(design: &Design, points: usize, values: &[f64]) -> Expansion {
        let point = Point { fixed: values[..3].to_vec(), sd: values[3] };
        expand(design, &gauss_hermite(points), &point, &mut [Mode::default(); 5]).unwrap()
    }

    #[test]
    fn gradient_and_hessian_are_those_of_the_value() {
        let design = design();
        for points in [1, 2, 5] {
            for sd in [0.0, 0.4, 1.7] {
                let centre = [-0.3, 0.5, -0.2, sd];
                let exact = at(&design, points, &centre);
                for i in 0..4 {
                    let shifted = |by: f64| {
                        let mut values = centre;
                        values[i] += by;
                        at(&design, points, &values)
                    };
                    let (up, down) = (shifted(1e-5), shifted(-1e-5));
                    let slope = (up.value - down.value) / 2e-5;
                    assert!(
                        (slope - exact.gradient[i]).abs() < 1e-8,
                        "{points} {sd} {i}: {slope} {:?}",
                        exact.gradient
                    );
                    for j in 0..4 {
                        let bend = (up.gradient[j] - down.gradient[j]) / 2e-5;
                        let ours = exact.hessian[4 * i + j];
                        assert!((bend - ours).abs() < 1e-7, "{points} {sd} {i} {j}: {bend} {ours}");
                    }
                }
            }
        }
    }

    #[test]
    fn many_points_give_the_integral() {
        let design = design();
        let values = [-0.3, 0.5, -0.2, 1.1];
        let (some, many) = (at(&design, 21, &values).value, at(&design, 40, &values).value);
        assert!((some - many).abs() < 1e-9, "{some} {many}");
    }
}
