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
const STRIP: usize = 64;

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
    // Draw by draw, because a unit's next draw lies beside its last one and all of them are wanted soon.
    let mut values = vec![0.0; units.len() * wide];
    for (number, unit) in units.iter().enumerate() {
        for (draw, value) in unit.iter().skip(first).take(wide).enumerate() {
            if let Some(place) = values.get_mut(draw * units.len() + number) {
                *place = *value;
            }
        }
    }
    let mut ranks = vec![0; units.len() * wide];
    let mut keys: Vec<u64> = vec![0; units.len()];
    for (draw, values) in values.chunks_exact(units.len().max(1)).enumerate() {
        sort(values, &mut keys);
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

/// Fewer values are compared with each other at once.
const FEW: usize = 200;
/// Parts of the way from the lowest value to the highest.
const PARTS: usize = 1 << 11;
/// More values than this in one part are sorted for themselves.
const CROWD: u32 = 12;

/// Fills in the values' keys, rising: a value's bits above its place.
///
/// Where there are many, each is put straight into the part of the way in which it lies. Posterior draws spread so evenly that hardly
/// any two then stand in the wrong order, and the last pass, which compares neighbours, puts those right.
fn sort(values: &[f32], keys: &mut [u64]) {
    let key = |(number, value): (u64, &f32)| u64::from(ordered(*value)) << 32 | number;
    if values.len() < FEW {
        keys.iter_mut().zip((0..).zip(values)).for_each(|(place, value)| *place = key(value));
        keys.sort_unstable();
        return;
    }
    let part = parts(values);
    let mut places = [0_u32; PARTS];
    for value in values {
        if let Some(count) = places.get_mut(part(*value)) {
            *count += 1;
        }
    }
    let (mut start, mut most) = (0, 0);
    for place in &mut places {
        let count = std::mem::replace(place, start);
        start += count;
        most = most.max(count);
    }
    for (number, value) in (0..).zip(values) {
        let Some(place) = places.get_mut(part(*value)) else { continue };
        if let Some(target) = keys.get_mut(*place as usize) {
            *target = key((number, value));
        }
        *place += 1;
    }
    if most > CROWD {
        keys.sort_unstable();
    } else {
        insert(keys);
    }
}

/// In which part of the way from the lowest value to the highest a value lies; never falls where values rise.
fn parts(values: &[f32]) -> impl Fn(f32) -> usize + use<> {
    let (low, high) = values.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), value| {
        (if *value < low { *value } else { low }, if *value > high { *value } else { high })
    });
    let scale = (PARTS - 1) as f32 / (high - low);
    // From 2^23 on, single precision counts in ones: the lower bits are the number's nearest whole one. Anything may come of
    // numbers without end, and of values that are all the same: the last pass of `sort` does not depend on it.
    let ones = (1_u32 << 23) as f32;
    move |value| ((value - low) * scale + ones).to_bits() as usize % PARTS
}

/// Insertion sort, which takes hardly any time where almost all stand in order.
fn insert(keys: &mut [u64]) {
    for end in 1..keys.len() {
        let mut place = end;
        while let Some([one, other]) = keys.get_mut(place.saturating_sub(1)..=place)
            && *one > *other
        {
            std::mem::swap(one, other);
            place -= 1;
        }
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
