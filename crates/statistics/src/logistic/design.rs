//! The rows as the fit needs them: checked, standardised, group by group, alike rows as one.

use std::cmp::Ordering;

use super::{LogisticError, LogisticRows, matrix};
use crate::functions::log_choose;

/// No registry on earth holds more cases in a row.
const MOST: u64 = 1_000_000_000_000;

/// Checked rows in the order of their groups. Covariates have mean 0 and standard deviation 1, so that one tolerance serves
/// years, blood pressures and shares alike.
pub(super) struct Design {
    /// Columns, the intercept among them.
    pub width: usize,
    /// Rows x width: 1 for the intercept, then the standardised covariates.
    pub rows: Vec<f64>,
    /// Events of each row.
    pub events: Vec<f64>,
    /// Cases of each row.
    pub trials: Vec<f64>,
    /// How many rows each group has.
    pub group_rows: Vec<usize>,
    /// The logarithm of the binomial coefficients, which no parameter changes.
    pub constant: f64,
    scales: Vec<Scale>,
}

/// How a covariate was standardised.
struct Scale {
    mean: f64,
    sd: f64,
}

/// The rows of one group.
#[derive(Clone, Copy)]
pub(super) struct GroupRows<'a> {
    pub width: usize,
    pub rows: &'a [f64],
    pub events: &'a [f64],
    pub trials: &'a [f64],
}

impl Design {
    /// Checks the rows, and refuses what has no finite answer.
    pub fn new(rows: &LogisticRows) -> Result<Design, LogisticError> {
        check(rows)?;
        let kept: Vec<usize> =
            rows.trials.iter().enumerate().filter(|(_, cases)| **cases > 0).map(|(at, _)| at).collect();
        let (standard, scales) = standardise(rows, &kept)?;
        let width = rows.covariates.len() + 1;
        refuse_repeated_columns(&standard, width)?;
        let mut by_group: Vec<Vec<Row>> = (0..rows.groups).map(|_| Vec::new()).collect();
        let mut constant = 0.0;
        for (at, covariates) in kept.iter().zip(standard.chunks_exact(width)) {
            let count = |column: &[u64]| column.get(*at).map_or(0.0, |count| *count as f64);
            let (events, trials) = (count(rows.events), count(rows.trials));
            // A single case has no coefficient, and most rows are single cases.
            constant += if trials > 1.0 { log_choose(trials, events) } else { 0.0 };
            if let Some(group) = rows.group.get(*at).and_then(|group| by_group.get_mut(*group)) {
                group.push(Row { covariates, events, trials });
            }
        }
        let filled = by_group.iter().filter(|group| !group.is_empty()).count();
        if filled < 2 {
            return Err(LogisticError::TooFewGroups(filled));
        }
        let mut design = Design {
            width,
            rows: Vec::with_capacity(standard.len()),
            events: Vec::with_capacity(kept.len()),
            trials: Vec::with_capacity(kept.len()),
            group_rows: Vec::with_capacity(rows.groups),
            constant,
            scales,
        };
        for group in by_group {
            design.add_group(group);
        }
        if width == 1 && design.groups().all(|group| group.events.iter().zip(group.trials).all(is_pure)) {
            return Err(LogisticError::Separation);
        }
        Ok(design)
    }

    /// Rows that share all covariates count as one. Sorting also makes the sums independent of the order of the rows.
    fn add_group(&mut self, mut group: Vec<Row>) {
        group.sort_unstable_by(|a, b| order(a.covariates, b.covariates));
        let alike = group.chunk_by(|a, b| order(a.covariates, b.covariates) == Ordering::Equal);
        let before = self.events.len();
        for rows in alike {
            self.rows.extend(rows.iter().take(1).flat_map(|row| row.covariates));
            self.events.push(rows.iter().map(|row| row.events).sum());
            self.trials.push(rows.iter().map(|row| row.trials).sum());
        }
        self.group_rows.push(self.events.len() - before);
    }

    /// The groups in their order.
    pub fn groups(&self) -> impl Iterator<Item = GroupRows<'_>> {
        let mut from = 0;
        self.group_rows.iter().map(move |count| {
            let to = from + count;
            let group = GroupRows {
                width: self.width,
                rows: self.rows.get(from * self.width..to * self.width).unwrap_or_default(),
                events: self.events.get(from..to).unwrap_or_default(),
                trials: self.trials.get(from..to).unwrap_or_default(),
            };
            from = to;
            group
        })
    }

    /// For each coefficient in the units of the covariates, its weights on the standardised coefficients.
    pub fn contrasts(&self) -> Vec<Vec<f64>> {
        let intercept = std::iter::once(1.0).chain(self.scales.iter().map(|scale| -scale.mean / scale.sd)).collect();
        let covariates = self.scales.iter().enumerate().map(|(at, scale)| {
            let mut contrast = vec![0.0; self.width];
            if let Some(cell) = contrast.get_mut(at + 1) {
                *cell = 1.0 / scale.sd;
            }
            contrast
        });
        std::iter::once(intercept).chain(covariates).collect()
    }
}

/// Without covariates a group is one row. Where each has all events or none, the wider the spread the better it explains them.
fn is_pure((events, trials): (&f64, &f64)) -> bool {
    *events == 0.0 || events == trials
}

struct Row<'a> {
    covariates: &'a [f64],
    events: f64,
    trials: f64,
}

fn order(a: &[f64], b: &[f64]) -> Ordering {
    a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn check(rows: &LogisticRows) -> Result<(), LogisticError> {
    let count = rows.events.len();
    for (what, found) in [("the cases", rows.trials.len()), ("the groups", rows.group.len())] {
        if found != count {
            return Err(LogisticError::Lengths { what, found, rows: count });
        }
    }
    if let Some(column) = rows.covariates.iter().find(|column| column.len() != count) {
        return Err(LogisticError::Lengths { what: "the values of a covariate", found: column.len(), rows: count });
    }
    let (mut with, mut without) = (false, false);
    for (row, ((&events, &trials), &group)) in rows.events.iter().zip(rows.trials).zip(rows.group).enumerate() {
        if group >= rows.groups {
            return Err(LogisticError::Group { row, group, groups: rows.groups });
        }
        if events > trials {
            return Err(LogisticError::MoreEventsThanTrials { row, events, trials });
        }
        if trials > MOST {
            return Err(LogisticError::TooMany(row));
        }
        with |= events > 0;
        without |= trials > events;
    }
    match (with, without) {
        (false, false) => Err(LogisticError::NoCases),
        (true, true) => Ok(()),
        _ => Err(LogisticError::NoVariation),
    }
}

/// The kept rows, row by row: a one, then the covariates less their mean, in standard deviations.
fn standardise(rows: &LogisticRows, kept: &[usize]) -> Result<(Vec<f64>, Vec<Scale>), LogisticError> {
    let width = rows.covariates.len() + 1;
    let mut standard = vec![1.0; kept.len() * width];
    let mut scales = Vec::with_capacity(rows.covariates.len());
    for (column, values) in rows.covariates.iter().enumerate() {
        let values: Vec<f64> = kept.iter().filter_map(|row| values.get(*row).copied()).collect();
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let sd = (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count).sqrt();
        if !mean.is_finite() || !sd.is_finite() {
            return Err(LogisticError::NotFinite { column });
        }
        if sd <= 1e-10 * mean.abs() {
            return Err(LogisticError::RankDeficient { column });
        }
        for (row, value) in standard.chunks_exact_mut(width).zip(values) {
            if let Some(cell) = row.get_mut(column + 1) {
                *cell = (value - mean) / sd;
            }
        }
        scales.push(Scale { mean, sd });
    }
    Ok((standard, scales))
}

fn refuse_repeated_columns(standard: &[f64], width: usize) -> Result<(), LogisticError> {
    let mut products = vec![0.0; width * width];
    let weight = width as f64 / standard.len() as f64;
    for row in standard.chunks_exact(width) {
        matrix::add_square(&mut products, weight, row);
    }
    // A pivot is the share of a column's variance that the columns before it leave unexplained.
    match matrix::cholesky(&products, width, 1e-10) {
        Ok(_) => Ok(()),
        Err(column) => Err(LogisticError::RankDeficient { column: column.saturating_sub(1) }),
    }
}
