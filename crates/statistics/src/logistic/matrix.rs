//! Small symmetric matrices, row by row in one slice.

/// The sum of products, over the shorter of the two.
pub(super) fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// Adds `scale a a'`.
pub(super) fn add_square(matrix: &mut [f64], scale: f64, a: &[f64]) {
    for (row, left) in matrix.chunks_exact_mut(a.len()).zip(a) {
        let left = scale * left;
        for (cell, right) in row.iter_mut().zip(a) {
            *cell += left * right;
        }
    }
}

/// Adds `scale (a b' + b a')`.
pub(super) fn add_pair(matrix: &mut [f64], scale: f64, a: &[f64], b: &[f64]) {
    for (row, (a_left, b_left)) in matrix.chunks_exact_mut(a.len()).zip(a.iter().zip(b)) {
        let (a_left, b_left) = (scale * a_left, scale * b_left);
        for (cell, (a_right, b_right)) in row.iter_mut().zip(a.iter().zip(b)) {
            *cell += a_left * b_right + b_left * a_right;
        }
    }
}

/// The lower triangle `L` with `L L' = matrix`, or the first row whose pivot is not above `floor`.
pub(super) fn cholesky(matrix: &[f64], size: usize, floor: f64) -> Result<Vec<f64>, usize> {
    let mut lower: Vec<f64> = Vec::with_capacity(size * size);
    for (i, source) in matrix.chunks_exact(size).enumerate() {
        let mut row = vec![0.0; size];
        for (j, given) in source.iter().enumerate().take(i + 1) {
            let (known, rest) = row.split_at_mut(j);
            let Some(cell) = rest.first_mut() else { continue };
            if j == i {
                let pivot = given - dot(known, known);
                if pivot.is_nan() || pivot <= floor {
                    return Err(i);
                }
                *cell = pivot.sqrt();
            } else {
                let other = lower.get(j * size..).unwrap_or_default();
                *cell = (given - dot(known, other)) / other.get(j).copied().unwrap_or(f64::NAN);
            }
        }
        lower.extend(row);
    }
    Ok(lower)
}

/// Solves `L L' x = right`.
pub(super) fn solve(lower: &[f64], size: usize, right: &[f64]) -> Vec<f64> {
    let mut half: Vec<f64> = Vec::with_capacity(size);
    for (i, (row, value)) in lower.chunks_exact(size).zip(right).enumerate() {
        half.push((value - dot(&half, row)) / row.get(i).copied().unwrap_or(f64::NAN));
    }
    for (i, row) in lower.chunks_exact(size).enumerate().rev() {
        let (before, rest) = half.split_at_mut(i);
        let Some(value) = rest.first_mut() else { continue };
        *value /= row.get(i).copied().unwrap_or(f64::NAN);
        for (cell, factor) in before.iter_mut().zip(row) {
            *cell -= *value * factor;
        }
    }
    half
}

/// The inverse of a positive definite matrix.
pub(super) fn inverse(matrix: &[f64], size: usize) -> Option<Vec<f64>> {
    let lower = cholesky(matrix, size, 0.0).ok()?;
    let unit = |at: usize| (0..size).map(|i| if i == at { 1.0 } else { 0.0 }).collect::<Vec<f64>>();
    Some((0..size).flat_map(|at| solve(&lower, size, &unit(at))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_undoes_the_matrix() {
        let matrix = [4.0, 1.0, 0.5, 1.0, 3.0, -1.0, 0.5, -1.0, 2.0];
        let inverse = inverse(&matrix, 3).unwrap();
        for i in 0..3 {
            for j in 0..3 {
                let cell: f64 = (0..3).map(|k| matrix[3 * i + k] * inverse[3 * k + j]).sum();
                assert!((cell - if i == j { 1.0 } else { 0.0 }).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn a_row_that_repeats_another_is_named() {
        assert_eq!(cholesky(&[1.0, 1.0, 1.0, 1.0], 2, 1e-10), Err(1));
    }

    #[test]
    fn a_pair_is_added_on_both_sides() {
        let mut matrix = [0.0; 4];
        add_pair(&mut matrix, 2.0, &[1.0, 2.0], &[3.0, 5.0]);
        assert_eq!(matrix, [12.0, 22.0, 22.0, 40.0]);
        add_square(&mut matrix, -1.0, &[1.0, 2.0]);
        assert_eq!(matrix, [11.0, 20.0, 20.0, 36.0]);
    }
}
