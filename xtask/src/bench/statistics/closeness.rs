//! How near the figures of two programs lie.

use crate::failure::{Failure, Outcome, While};

/// The largest difference between two files of numbers.
pub fn largest_difference(one: &str, other: &str) -> Outcome<String> {
    let (one, other) = (numbers(one)?, numbers(other)?);
    if one.is_empty() || one.len() != other.len() {
        return Err(Failure::new(format!("{} figures and {} figures", one.len(), other.len())));
    }
    let largest = one.iter().zip(&other).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    Ok(format!("{} figures of Anshin and R differ by at most {largest:.1e}", one.len()))
}

/// How far posterior means and standard deviations lie from those of a very long run, as a root mean square over hospitals.
pub fn against_truth(truth: &str, found: &str) -> Outcome<String> {
    let (truth, found) = (Posteriors::read(truth)?, Posteriors::read(found)?);
    let mean = root_mean_square(&truth.mean, &found.mean)?;
    let sd = root_mean_square(&truth.sd, &found.sd)?;
    let own = (truth.error.iter().map(|error| error * error).sum::<f64>() / truth.error.len() as f64).sqrt();
    Ok(format!(
        "log ratios of {} hospitals lie from a long JAGS run by {mean:.6} (means) and {sd:.6} (standard deviations); \
         the long run's own error of a mean is {own:.6}",
        truth.mean.len()
    ))
}

struct Posteriors {
    mean: Vec<f64>,
    sd: Vec<f64>,
    /// Monte Carlo error of the mean; empty where the file has none.
    error: Vec<f64>,
}

impl Posteriors {
    fn read(path: &str) -> Outcome<Posteriors> {
        let text = std::fs::read_to_string(path).while_doing(path)?;
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
        let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
        let column = |name: &str| -> Outcome<Vec<f64>> {
            let Some(at) = header.iter().position(|cell| *cell == name) else { return Ok(Vec::new()) };
            let number = |row: &Vec<&str>| row.get(at).copied().unwrap_or_default().parse::<f64>();
            rows.iter().map(number).collect::<Result<_, _>>().while_doing(path)
        };
        Ok(Posteriors { mean: column("log_mean")?, sd: column("log_sd")?, error: column("log_error")? })
    }
}

fn root_mean_square(one: &[f64], other: &[f64]) -> Outcome<f64> {
    if one.is_empty() || one.len() != other.len() {
        return Err(Failure::new(format!("{} hospitals and {} hospitals", one.len(), other.len())));
    }
    Ok((one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum::<f64>() / one.len() as f64).sqrt())
}

fn numbers(path: &str) -> Outcome<Vec<f64>> {
    let text = std::fs::read_to_string(path).while_doing(path)?;
    text.lines()
        .flat_map(|line| line.split(','))
        .map(|cell| cell.trim().parse())
        .collect::<Result<_, _>>()
        .while_doing(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_over_hospitals_and_of_the_same_ones() {
        assert_eq!(root_mean_square(&[1.0, 2.0], &[4.0, -2.0]), Ok(12.5_f64.sqrt()));
        assert!(root_mean_square(&[1.0], &[1.0, 2.0]).is_err());
        assert!(root_mean_square(&[], &[]).is_err());
    }
}
