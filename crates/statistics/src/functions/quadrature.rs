//! Gauss-Hermite quadrature: integrals over the whole line of what falls off like a normal density.

/// A point and its weight: the integral of `f` over the line is the sum of `weight * f(at)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Node {
    /// Where to look.
    pub at: f64,
    /// What it counts; the factor `exp(at^2)` is already in it.
    pub weight: f64,
}

/// The Gauss-Hermite rule with `points` points (1 to 64), in rising order.
///
/// Exact for `exp(-x^2)` times a polynomial of degree `2 points - 1`. The points are the roots of the orthonormal Hermite
/// polynomial `h_n`, each weight is `exp(x^2) / (n h_{n-1}(x)^2)`.
///
/// Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 25.4.46.
pub(crate) fn gauss_hermite(points: usize) -> Vec<Node> {
    let degree = points.clamp(1, 64);
    // All roots lie within sqrt(2n + 1), and for 64 points they are more than 0.2 apart.
    let end = (2.0 * degree as f64 + 1.0).sqrt();
    let steps = 50 * degree;
    let place = |step: usize| end * (2.0 * (step as f64) / (steps as f64) - 1.0);
    let mut nodes = Vec::with_capacity(degree);
    for step in 0..steps {
        let (mut left, mut right) = (place(step), place(step + 1));
        let sign = hermite(degree, left).0;
        if sign * hermite(degree, right).0 > 0.0 || sign == 0.0 && step > 0 {
            continue;
        }
        for _ in 0..60 {
            let middle = 0.5 * (left + right);
            if sign * hermite(degree, middle).0 > 0.0 { left = middle } else { right = middle }
        }
        let at = 0.5 * (left + right);
        let before = hermite(degree, at).1;
        nodes.push(Node { at, weight: (at * at).exp() / (degree as f64 * before * before) });
    }
    nodes
}

/// The orthonormal Hermite polynomials of degree `n` and `n - 1`.
fn hermite(degree: usize, x: f64) -> (f64, f64) {
    let (mut before, mut now) = (0.0, std::f64::consts::PI.powf(-0.25));
    for k in 0..degree {
        let next = x * (2.0 / (k as f64 + 1.0)).sqrt() * now - (k as f64 / (k as f64 + 1.0)).sqrt() * before;
        (before, now) = (now, next);
    }
    (now, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_the_normal_density_are_exact() {
        for points in [1, 2, 3, 5, 7, 8, 11, 15, 21, 32, 64] {
            let rule = gauss_hermite(points);
            assert_eq!(rule.len(), points);
            let moment = |power: i32| {
                rule.iter().map(|node| node.weight * node.at.powi(power) * (-node.at * node.at).exp()).sum::<f64>()
            };
            let root_pi = std::f64::consts::PI.sqrt();
            assert!((moment(0) - root_pi).abs() < 1e-12, "{points}");
            assert!(moment(1).abs() < 1e-12, "{points}");
            if points > 1 {
                assert!((moment(2) - root_pi / 2.0).abs() < 1e-12, "{points}");
            }
            if points > 2 {
                assert!((moment(4) - 0.75 * root_pi).abs() < 1e-11, "{points}");
            }
        }
    }
}
