//! Ranks with their uncertainty.

use crate::draws::Draws;

/// Where a unit stands among all units; rank 1 is the lowest value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rank {
    /// The mean rank over the draws.
    pub expected: f64,
    /// The rank below which 2.5 % of the draws lie.
    pub low: u32,
    /// The rank above which 2.5 % of the draws lie.
    pub high: u32,
    /// The probability of standing among the lowest quarter (of 12 units: ranks 1 to 3).
    pub probability_best_quarter: f64,
}

/// Draws ranked at a time: a strip of sixteen single-precision numbers is one cache line.
const STRIP: usize = 16;

/// Ranks units in each draw and sums the ranks up.
///
/// Equal values take the order in which the units stand. Ranking raw ratios or p-values does worse than this (R. Lin, T. A. Louis
/// and others, "Loss function based ranking in two-stage, hierarchical models", Bayesian Analysis 1 (2006), 915-946).
#[must_use]
pub fn ranks(draws: &Draws, threads: usize) -> Vec<Rank> {
    let units: Vec<&[f32]> = draws.units().collect();
    let count = draws.count();
    let strips: Vec<usize> = (0..count).step_by(STRIP).collect();
    let ranked = crate::parallel::in_parallel(&strips, strips.len().div_ceil(threads.max(1)), threads, |part| {
        part.iter().map(|first| rank_strip(&units, *first, (count - first).min(STRIP))).collect::<Vec<_>>()
    });
    let strips: Vec<Vec<u32>> = ranked.into_iter().flatten().collect();
    let numbers: Vec<usize> = (0..units.len()).collect();
    let best = u32::try_from(units.len() / 4).unwrap_or(u32::MAX).max(1);
    let summed = crate::parallel::in_parallel(&numbers, numbers.len().div_ceil(threads.max(1)), threads, |part| {
        let mut of_unit: Vec<u32> = Vec::with_capacity(count);
        let mut often = vec![0; units.len() + 1];
        let sum_up = |number: &usize| {
            of_unit.clear();
            for strip in &strips {
                let wide = strip.len() / units.len();
                of_unit.extend(strip.get(number * wide..(number + 1) * wide).unwrap_or_default());
            }
            rank(&mut of_unit, best, &mut often)
        };
        part.iter().map(sum_up).collect::<Vec<_>>()
    });
    summed.into_iter().flatten().collect()
}

/// The ranks of all units in a few draws, unit by unit.
fn rank_strip(units: &[&[f32]], first: usize, wide: usize) -> Vec<u32> {
    let mut ranks = vec![0; units.len() * wide];
    let (mut keys, mut spare): (Vec<u64>, Vec<u64>) = (Vec::with_capacity(units.len()), Vec::new());
    for draw in 0..wide {
        keys.clear();
        keys.extend((0_u64..).zip(units).map(|(number, unit)| {
            let value = unit.get(first + draw).copied().unwrap_or(f32::INFINITY);
            u64::from(ordered(value)) << 32 | number
        }));
        sort(&mut keys, &mut spare);
        for (rank, key) in (1..).zip(&keys) {
            // The lower half of the key is the unit's number.
            let number = (key & 0xFFFF_FFFF) as usize;
            if let Some(place) = ranks.get_mut(number * wide + draw) {
                *place = rank;
            }
        }
    }
    ranks
}

/// Sorts by the upper half of the keys, in three rounds of eleven bits where there are many.
fn sort(keys: &mut Vec<u64>, spare: &mut Vec<u64>) {
    const DIGIT: usize = 1 << 11;
    if keys.len() < 300 {
        keys.sort_unstable();
        return;
    }
    let digit = |key: u64, round: usize| (key >> (32 + 11 * round)) as usize % DIGIT;
    let mut places = [[0_u32; DIGIT]; 3];
    for key in keys.iter() {
        for (round, counts) in places.iter_mut().enumerate() {
            if let Some(count) = counts.get_mut(digit(*key, round)) {
                *count += 1;
            }
        }
    }
    spare.resize(keys.len(), 0);
    for (round, counts) in places.iter_mut().enumerate() {
        let mut start = 0;
        for count in counts.iter_mut() {
            start += std::mem::replace(count, start);
        }
        for key in keys.iter() {
            let Some(place) = counts.get_mut(digit(*key, round)) else { continue };
            if let Some(target) = spare.get_mut(*place as usize) {
                *target = *key;
            }
            *place += 1;
        }
        std::mem::swap(keys, spare);
    }
}

/// The bits of a number, turned so that they sort as the number does.
fn ordered(value: f32) -> u32 {
    let bits = value.to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 1 << 31 }
}

/// Sums one unit's ranks up; `often` is room for counting them.
fn rank(ranks: &mut [u32], best: u32, often: &mut [u32]) -> Rank {
    let count = ranks.len();
    let sum: u64 = ranks.iter().map(|rank| u64::from(*rank)).sum();
    let best = ranks.iter().filter(|rank| **rank <= best).count();
    let place = |share: f64| ((share * count as f64).ceil() as usize).clamp(1, count.max(1));
    let (low, high) = if often.len() < 4 * count {
        counted(ranks, often, place(0.025), place(0.975))
    } else {
        let mut at = |place: usize| if count == 0 { 0 } else { *ranks.select_nth_unstable(place - 1).1 };
        (at(place(0.025)), at(place(0.975)))
    };
    let share = |number: f64| number / count as f64;
    Rank { expected: share(sum as f64), low, high, probability_best_quarter: share(best as f64) }
}

/// The ranks that stand at two places when all are in order.
fn counted(ranks: &[u32], often: &mut [u32], low: usize, high: usize) -> (u32, u32) {
    often.fill(0);
    for rank in ranks {
        if let Some(times) = often.get_mut(*rank as usize) {
            *times += 1;
        }
    }
    let mut running = 0;
    let (mut at_low, mut at_high) = (0, 0);
    for (rank, times) in (0_u32..).zip(often.iter()) {
        running += *times as usize;
        at_low = if running < low { rank + 1 } else { at_low };
        if running >= high {
            at_high = rank;
            break;
        }
    }
    (at_low, at_high)
}
