//! Reads what was computed: profiles of measures and posteriors of institutions.

use super::cells::Cells;
use super::problem::{Problem, What};
use super::read::{Files, Ids, each_row, in_order};
use super::schema;
use crate::catalogue::Measure;
use crate::figures::Period;
use crate::posteriors::{Believed, Estimate, Posterior, Profile, Rank};

/// Reads what was learned of each measure's institutions together.
pub(crate) fn profiles(files: &Files, ids: &Ids, measures: &[Measure]) -> (Vec<Profile>, Vec<Problem>) {
    let (mut rows, mut problems): (Vec<Profile>, _) = (Vec::new(), Vec::new());
    each_row(files, &schema::PROFILES, &mut problems, |cells| {
        let measure = ids.measure(cells)?;
        if measures.get(measure.position()).is_some_and(|measure| measure.shrunken) {
            return Err(cells.problem(What::ShrunkenAgain));
        }
        let profile = Profile {
            measure,
            periods: periods(cells)?,
            expected_from: cells.word()?,
            institutions: cells.needed()?,
            overall_rate: not_negative(cells)?,
            mean: estimate(cells)?,
            spread: estimate(cells)?,
            correlation: maybe_estimate(cells)?,
            slope: maybe_estimate(cells)?,
            rankability: share(cells)?,
            phi: cells.finite()?.map(single),
            tau_squared: cells.finite()?.map(single),
            flagged: cells.needed()?,
            flagged_by_chance: not_negative(cells)?,
        };
        in_order(cells, rows.last().map(|last| last.measure), profile.measure)?;
        rows.push(profile);
        Ok(())
    });
    (rows, problems)
}

/// Reads what is believed of each institution.
pub(crate) fn posteriors(files: &Files, ids: &Ids, profiles: &[Profile]) -> (Vec<Posterior>, Vec<Problem>) {
    let (mut rows, mut problems): (Vec<Posterior>, _) = (Vec::new(), Vec::new());
    each_row(files, &schema::POSTERIORS, &mut problems, |cells| {
        let measure = ids.measure(cells)?;
        if profiles.binary_search_by(|profile| profile.measure.cmp(&measure)).is_err() {
            let id = cells.record.get(0).unwrap_or_default().to_owned();
            return Err(cells.problem(What::Unknown(id, schema::PROFILES.path())));
        }
        let posterior = Posterior {
            measure,
            institution: ids.institution(cells)?,
            pooled: cells.period()?,
            periods: cells.needed()?,
            newest: cells.period()?,
            cases: cells.needed()?,
            events: events(cells)?,
            expected: not_negative(cells)?,
            plain: believed(cells)?,
            with_volume: believed(cells)?,
            rank: rank(cells)?,
            band: cells.needed()?,
        };
        let key = (posterior.measure, posterior.institution);
        in_order(cells, rows.last().map(|last| (last.measure, last.institution)), key)?;
        rows.push(posterior);
        Ok(())
    });
    (rows, problems)
}

fn periods(cells: &mut Cells<'_>) -> Result<Vec<Period>, Problem> {
    let texts = cells.list()?;
    let parsed = texts.iter().map(|text| Period::parse(text).ok_or_else(|| What::NotAPeriod(text.clone())));
    let periods: Vec<Period> = parsed.collect::<Result<_, _>>().map_err(|what| cells.problem(what))?;
    if periods.windows(2).any(|pair| matches!(pair, [one, next] if one.last >= next.first)) {
        return Err(cells.problem(What::Overlaps(texts.join("|"))));
    }
    Ok(periods)
}

/// Events, in the cell after the cases.
fn events(cells: &mut Cells<'_>) -> Result<u32, Problem> {
    let cases: u32 = cells.record.get(cells.next - 1).and_then(|cell| cell.parse().ok()).unwrap_or(u32::MAX);
    let events: u32 = cells.needed()?;
    if events > cases {
        return Err(cells.problem(What::MoreThanCases(u64::from(events), u64::from(cases))));
    }
    Ok(events)
}

fn believed(cells: &mut Cells<'_>) -> Result<Believed, Problem> {
    let ratio = estimate(cells)?;
    if ratio.low < 0.0 {
        return Err(cells.problem(What::BelowZero(ratio.low.to_string())));
    }
    Ok(Believed {
        ratio,
        log_mean: number(cells)?,
        log_deviation: not_negative(cells)?,
        own_share: share(cells)?,
        probability_lower: share(cells)?,
        standing: cells.word()?,
    })
}

/// A rank's four cells are all filled or all empty.
fn rank(cells: &mut Cells<'_>) -> Result<Option<Rank>, Problem> {
    let (expected, low, high) = (cells.finite()?.map(single), cells.number()?, cells.number()?);
    let best = cells.finite()?.map(single);
    match (expected, low, high, best) {
        (None, None, None, None) => Ok(None),
        (Some(expected), Some(low), Some(high), Some(best)) => {
            within_one(cells, best)?;
            if low > high {
                return Err(cells.problem(What::UpsideDown(format!("{low}-{high}"))));
            }
            Ok(Some(Rank { expected, low, high, probability_best_quarter: best }))
        }
        _ => Err(cells.problem(What::Empty)),
    }
}

fn estimate(cells: &mut Cells<'_>) -> Result<Estimate, Problem> {
    maybe_estimate(cells)?.ok_or_else(|| cells.problem(What::Empty))
}

/// Three cells: a number and its interval, which holds it.
fn maybe_estimate(cells: &mut Cells<'_>) -> Result<Option<Estimate>, Problem> {
    let (value, low, high) = (cells.finite()?, cells.finite()?, cells.finite()?);
    let Some(((value, low), high)) = value.zip(low).zip(high) else {
        let none = value.is_none() && low.is_none() && high.is_none();
        return if none { Ok(None) } else { Err(cells.problem(What::Empty)) };
    };
    if low > high {
        return Err(cells.problem(What::UpsideDown(format!("{low}-{high}"))));
    }
    if value < low || value > high {
        return Err(cells.problem(What::OutsideInterval(value.to_string(), format!("{low}-{high}"))));
    }
    Ok(Some(Estimate { value: single(value), low: single(low), high: single(high) }))
}

fn number(cells: &mut Cells<'_>) -> Result<f32, Problem> {
    cells.finite()?.map(single).ok_or_else(|| cells.problem(What::Empty))
}

fn not_negative(cells: &mut Cells<'_>) -> Result<f32, Problem> {
    let number = number(cells)?;
    if number < 0.0 { Err(cells.problem(What::BelowZero(number.to_string()))) } else { Ok(number) }
}

/// A share or a probability.
fn share(cells: &mut Cells<'_>) -> Result<f32, Problem> {
    let share = number(cells)?;
    within_one(cells, share)?;
    Ok(share)
}

fn within_one(cells: &Cells<'_>, share: f32) -> Result<(), Problem> {
    if (0.0..=1.0).contains(&share) { Ok(()) } else { Err(cells.problem(What::NotAShare(share.to_string()))) }
}

/// The nearest number of single precision: what was written is the shortest text that gives it back.
fn single(number: f64) -> f32 {
    number as f32
}
