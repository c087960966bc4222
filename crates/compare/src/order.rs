//! Groups by published volume, and the order inside each.

use std::cmp::Ordering;

use evidence::{InstitutionIndex, Volume};

use crate::comparison::Group;
use crate::experience::Count;
use crate::question::Order;

/// One institution on its way to a row.
pub(crate) struct Candidate<'a> {
    pub(crate) institution: InstitutionIndex,
    pub(crate) distance_km: Option<f64>,
    pub(crate) group: Group,
    pub(crate) volume: Option<&'a Volume>,
    pub(crate) count: Option<Count>,
    /// The band by results, where an order may be made of them.
    pub(crate) band: Option<u32>,
    /// Hidden cells could change its place in the order by experience.
    pub(crate) order_uncertain: bool,
}

/// Puts the institutions in groups, and each group in the order asked for; or all in one list, where groups may not speak.
pub(crate) fn arrange(candidates: &mut [Candidate], order: Order, grouped: bool) {
    candidates.sort_by(|left, right| {
        let groups = if grouped { left.group.cmp(&right.group) } else { Ordering::Equal };
        groups.then_with(|| inside(left, right, order))
    });
    if order == Order::Experience {
        for group in candidates.chunk_by_mut(|left, right| left.group == right.group) {
            by_tiers(group);
        }
    }
}

fn inside(left: &Candidate, right: &Candidate, order: Order) -> Ordering {
    let first = match order {
        Order::Distance => Ordering::Equal,
        // Those of which nothing is known last.
        Order::Results => left.band.unwrap_or(u32::MAX).cmp(&right.band.unwrap_or(u32::MAX)),
        Order::Experience => floor(right).cmp(&floor(left)),
    };
    first.then_with(|| nearer(left, right))
}

/// Nearest first; where it is not known how far, last; then in the order of the edition, so that the same question gets the same answer.
fn nearer(left: &Candidate, right: &Candidate) -> Ordering {
    let far = |candidate: &Candidate| candidate.distance_km.unwrap_or(f64::INFINITY);
    far(left).total_cmp(&far(right)).then(left.institution.cmp(&right.institution))
}

/// Institutions that hidden cells could put in another order stand together, nearest first.
///
/// `group` comes sorted by floors, most first. A cut stands only where a floor is above all that any later one can be.
fn by_tiers(group: &mut [Candidate]) {
    let mut starts_tier = vec![false; group.len()];
    let mut most_later = 0;
    for position in (1..group.len()).rev() {
        most_later = group.get(position).map_or(most_later, |later| ceiling(later).max(most_later));
        let before = position.checked_sub(1).and_then(|before| group.get(before)).map_or(0, floor);
        if let Some(start) = starts_tier.get_mut(position) {
            *start = before > most_later;
        }
    }
    let mut rest = group;
    let mut starts = starts_tier.as_slice();
    while !rest.is_empty() {
        let length = starts.iter().skip(1).position(|start| *start).map_or(rest.len(), |next| next + 1);
        let (tier, later) = rest.split_at_mut(length.min(rest.len()));
        arrange_tier(tier);
        rest = later;
        starts = starts.get(length..).unwrap_or_default();
    }
}

fn arrange_tier(tier: &mut [Candidate]) {
    let hidden = tier.len() > 1 && tier.iter().any(|candidate| ceiling(candidate) > floor(candidate));
    for candidate in tier.iter_mut() {
        candidate.order_uncertain = hidden;
    }
    tier.sort_by(nearer);
}

fn floor(candidate: &Candidate) -> u32 {
    candidate.count.map_or(0, |count| count.floor)
}

fn ceiling(candidate: &Candidate) -> u32 {
    candidate.count.map_or(0, |count| count.ceiling)
}
