//! Joins California's hospitals with those of the national programme, and gives the others a place.
//!
//! The same hospital stands under two numbers. Two are one when a reviewed crosswalk says so, or when their names are equal but for
//! spelling and they lie close together. Anything less certain is reported, never guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::BuildError;
use super::catalogue::Named;
use super::draft::{Draft, DraftInstitution, Key};
use super::places::PlacesFound;
use crate::figures::Period;
use crate::institution::{Country, Point, Precision};
use crate::place::distance_km;

/// A ZIP area's centre can lie this far from a hospital in it.
const SAME_PLACE_KM: f64 = 20.0;
/// Hospitals of the two programmes that lie so close, and are joined with no other, are reported whatever their names.
const NEIGHBOUR_KM: f64 = 5.0;
/// Two licences so close together may be one hospital, whatever their names.
const SAME_DOOR_KM: f64 = 0.1;
/// Hospitals with similar names within this distance are reported.
const DOUBTFUL_KM: f64 = 10.0;

/// Joins, places and names the hospitals of the United States.
pub(crate) fn join(definitions: &Path, places: &PlacesFound, draft: &mut Draft) -> Result<(), BuildError> {
    place_california(draft);
    place_national(places, draft);
    renumber(definitions, draft)?;
    report_twins(draft);
    let reviewed = reviewed(definitions)?;
    let pairs = pairs(draft, &reviewed);
    for (california, national) in pairs {
        unite(&california, &national, draft);
    }
    break_trends_at_new_names(draft);
    mark_ended(draft);
    Ok(())
}

/// Sources disagree on where a hospital stands: the point that most of them share is used, the one with most decimals among them.
fn place_california(draft: &mut Draft) {
    let mut spread = Vec::new();
    for (id, hospital) in &mut draft.institutions {
        let points: Vec<(u8, Point)> = hospital.points.values().copied().collect();
        let close = |point: Point| points.iter().filter(|(_, other)| distance_km(point, *other) <= 1.0).count();
        let Some((decimals, point)) = points.iter().copied().max_by_key(|(decimals, point)| (close(*point), *decimals))
        else {
            continue;
        };
        hospital.point = Some((decimals, point));
        hospital.precision = if decimals >= 3 { Precision::Building } else { Precision::Municipality };
        let far = points.iter().map(|(_, other)| distance_km(point, *other)).fold(0.0, f64::max);
        if far > 5.0 {
            spread.push(format!(
                "{id} {}: sources place it up to {far:.0} km apart; the point most of them give is used.",
                hospital.name()
            ));
        }
    }
    for detail in spread {
        draft.find("corrected", "crosswalk", 0, detail);
    }
}

/// A hospital that was given a new licence number stands under two: a reviewed table makes them one.
fn renumber(definitions: &Path, draft: &mut Draft) -> Result<(), BuildError> {
    let table = Named::read(definitions, "crosswalk/us_ca_renumbered.csv")?;
    for [old, new, decision] in table.rows(["old", "new", "decision"])? {
        let (old, new) = (format!("us-ca-{old}"), format!("us-ca-{new}"));
        if decision != "link" || !draft.institutions.contains_key(&new) {
            continue;
        }
        let Some(before) = draft.institutions.remove(&old) else { continue };
        if let Some(hospital) = draft.institutions.get_mut(&new) {
            hospital.keys.extend(before.keys);
            for (key, name) in before.names {
                hospital.names.entry(key).or_insert(name);
            }
        }
        move_figures(&old, &new, draft);
    }
    Ok(())
}

/// California's hospitals of the same name in the same place that no review has joined.
fn report_twins(draft: &mut Draft) {
    let california: Vec<(String, BTreeSet<String>, Point)> = draft
        .institutions
        .iter()
        .filter(|(id, _)| id.starts_with("us-ca-"))
        .filter_map(|(id, it)| Some((id.clone(), words(&it.name()), it.point?.1)))
        .collect();
    let mut twins = Vec::new();
    for (position, (left, left_words, left_point)) in california.iter().enumerate() {
        for (right, right_words, right_point) in california.iter().skip(position + 1) {
            let distance = distance_km(*left_point, *right_point);
            if distance <= SAME_DOOR_KM || (left_words == right_words && distance <= DOUBTFUL_KM) {
                twins.push(format!(
                    "{left} and {right} stand {distance:.1} km apart and may be one hospital: not joined; decide in \
                     crosswalk/us_ca_renumbered.csv."
                ));
            }
        }
    }
    for detail in twins {
        draft.find("doubtful-pair", "crosswalk", 0, detail);
    }
}

/// Moves every figure from one id to another. Where both have one for the same period, each counts only a part of it: neither is
/// kept, and that is said.
fn move_figures(from: &str, to: &str, draft: &mut Draft) {
    let moved = |key: &Key| (key.0.clone(), to.to_owned(), key.2);
    let mut collisions = Vec::new();
    let results: Vec<Key> = draft.results.keys().filter(|key| key.1 == from).cloned().collect();
    for key in results {
        let Some(row) = draft.results.remove(&key) else { continue };
        if draft.results.remove(&moved(&key)).is_some() {
            collisions.push(moved(&key));
        } else {
            draft.results.insert(moved(&key), row);
        }
    }
    let volumes: Vec<Key> = draft.volumes.keys().filter(|key| key.1 == from).cloned().collect();
    for key in volumes {
        let Some(row) = draft.volumes.remove(&key) else { continue };
        if draft.volumes.remove(&moved(&key)).is_some() {
            collisions.push(moved(&key));
        } else {
            draft.volumes.insert(moved(&key), row);
        }
    }
    for (measure, _, period) in collisions {
        let detail = format!(
            "{measure} {period}: {from} and {to} are one hospital and each count a part of it; neither is kept."
        );
        draft.find("renumbered", "crosswalk", 0, detail);
    }
}

/// Names and places of hospitals of the national programme, from its directory.
fn place_national(places: &PlacesFound, draft: &mut Draft) {
    let mut unlinked = Vec::new();
    for (id, hospital) in draft.institutions.iter_mut() {
        let Some(number) = national_number(hospital).map(str::to_owned) else { continue };
        let Some(entry) = draft.directory.get(&number) else {
            unlinked.push(id.clone());
            continue;
        };
        hospital.region.clone_from(&entry.state);
        hospital.city.clone_from(&entry.city);
        hospital.names.insert((0, Period::year(2025)), entry.name.clone());
        for (other, year) in entry.other_names.iter().zip(2000..) {
            hospital.names.insert((0, Period::year(year)), other.clone());
        }
        let city = (entry.city.to_lowercase(), entry.state.clone());
        let point = places.zips.get(&entry.zip).or_else(|| places.cities.get(&city));
        hospital.point = point.map(|point| (2, *point));
        hospital.precision = if point.is_some() { Precision::Municipality } else { Precision::Unknown };
    }
    for id in unlinked {
        draft.find(
            "unlinked",
            "cms-directory",
            0,
            format!("{id}: no directory holds its name; its figures are left out."),
        );
        draft.institutions.remove(&id);
        draft.results.retain(|key, _| key.1 != id);
    }
}

/// The hospital's number in the national programme.
fn national_number(hospital: &DraftInstitution) -> Option<&str> {
    hospital.keys.iter().find_map(|key| key.strip_prefix("cms:"))
}

/// Pairs that a person has decided on: California's number, the national number, whether they are one.
fn reviewed(definitions: &Path) -> Result<BTreeMap<(String, String), bool>, BuildError> {
    let table = Named::read(definitions, "crosswalk/us_ca_cms.csv")?;
    let rows = table.rows(["hcai", "ccn", "decision"])?;
    Ok(rows.into_iter().map(|[hcai, ccn, decision]| ((hcai, ccn), decision == "link")).collect())
}

fn pairs(draft: &mut Draft, reviewed: &BTreeMap<(String, String), bool>) -> Vec<(String, String)> {
    let of = |prefix: &str| -> Vec<(String, String, BTreeSet<String>, Option<Point>)> {
        let wanted = |id: &str, it: &DraftInstitution| {
            it.country == Country::UnitedStates && (id.starts_with("us-ca-") == (prefix == "ca")) && it.region == "CA"
        };
        draft
            .institutions
            .iter()
            .filter(|(id, it)| wanted(id, it))
            .map(|(id, it)| (id.clone(), it.name(), words(&it.name()), it.point.map(|(_, point)| point)))
            .collect()
    };
    let (california, national) = (of("ca"), of("us"));
    let mut equal: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut joined = Vec::new();
    let mut doubts = Vec::new();
    for (left, left_name, left_words, left_point) in &california {
        for (right, right_name, right_words, right_point) in &national {
            let key = (left.trim_start_matches("us-ca-").to_owned(), right.trim_start_matches("us-").to_owned());
            match reviewed.get(&key) {
                Some(true) => joined.push((left.clone(), right.clone())),
                Some(false) => continue,
                None => {}
            }
            let Some(distance) = left_point.zip(*right_point).map(|(a, b)| distance_km(a, b)) else { continue };
            if left_words == right_words && distance <= SAME_PLACE_KM {
                equal.entry(left.clone()).or_default().push(right.clone());
            } else if distance <= NEIGHBOUR_KM || (distance <= DOUBTFUL_KM && likeness(left_words, right_words) >= 0.5)
            {
                doubts.push((
                    left.clone(),
                    right.clone(),
                    format!("{left} {left_name} and {right} {right_name}, {distance:.1} km apart"),
                ));
            }
        }
    }
    let decided: BTreeSet<String> = joined.iter().flat_map(|(left, right)| [left.clone(), right.clone()]).collect();
    let mut taken: BTreeMap<&String, usize> = BTreeMap::new();
    for right in equal.values().flatten() {
        *taken.entry(right).or_default() += 1;
    }
    for (left, rights) in &equal {
        match rights.as_slice() {
            _ if decided.contains(left) => {}
            [right] if taken.get(right) == Some(&1) && !decided.contains(right) => {
                joined.push((left.clone(), right.clone()))
            }
            _ => doubts.push((
                left.clone(),
                String::new(),
                format!("{left} has the same name as {}", rights.join(" and ")),
            )),
        }
    }
    let done: BTreeSet<&String> = joined.iter().flat_map(|(left, right)| [left, right]).collect();
    for (left, right, detail) in doubts {
        if !done.contains(&left) && !done.contains(&right) {
            draft.find(
                "doubtful-pair",
                "crosswalk",
                0,
                format!("{detail}: not joined; decide in crosswalk/us_ca_cms.csv."),
            );
        }
    }
    joined
}

/// The words of a name that tell hospitals apart.
pub(crate) fn words(name: &str) -> BTreeSet<String> {
    let plain: String = name
        .to_lowercase()
        .replace(['\u{2019}', '\''], "")
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    plain
        .split_whitespace()
        .map(|word| match word {
            "st" => "saint",
            "ctr" => "center",
            "hosp" => "hospital",
            "med" => "medical",
            "mt" => "mount",
            other => other,
        })
        .filter(|word| !matches!(*word, "the" | "of" | "and" | "at" | "inc" | "llc"))
        .map(str::to_owned)
        .collect()
}

/// The words of a name without those that any hospital may add or drop.
fn telling(name: &str) -> BTreeSet<String> {
    let mut words = words(name);
    let common = ["hospital", "medical", "center", "campus", "health", "healthcare", "main", "regional", "system"];
    words.retain(|word| !common.contains(&word.as_str()));
    words
}

/// The share of words that two names have in common.
fn likeness(left: &BTreeSet<String>, right: &BTreeSet<String>) -> f64 {
    let common = left.intersection(right).count();
    let all = left.union(right).count();
    if all == 0 {
        0.0
    } else {
        f64::from(u32::try_from(common).unwrap_or(0)) / f64::from(u32::try_from(all).unwrap_or(1))
    }
}

/// Makes two numbers one hospital: the national one's figures move to California's id.
fn unite(california: &str, national: &str, draft: &mut Draft) {
    let Some(other) = draft.institutions.remove(national) else { return };
    let Some(hospital) = draft.institutions.get_mut(california) else { return };
    hospital.keys.extend(other.keys);
    hospital.city = other.city;
    // The national names come before any of California's in the order of preference.
    for (period, name) in (1900..).zip(other.names.into_values()) {
        hospital.names.insert((0, Period::year(period)), name);
    }
    if hospital.point.is_none() {
        hospital.point = other.point;
        hospital.precision = other.precision;
    }
    move_figures(national, california, draft);
}

/// California's newest figures are of 2022 and 2023; a hospital without any from here on is not offered as a choice.
const RECENT: Period = Period { first: 2019 * 12, last: 2019 * 12 + 11 };

/// Marks hospitals that no longer stand in their publishers' newest lists or figures: perhaps closed, merged or renumbered.
fn mark_ended(draft: &mut Draft) {
    let recent: BTreeSet<String> = draft
        .volumes
        .keys()
        .chain(draft.results.keys())
        .filter(|key| key.2.last >= RECENT.first)
        .map(|key| key.1.clone())
        .collect();
    let newest = draft.directory.values().map(|entry| entry.priority).max().unwrap_or_default();
    let mut ended = Vec::new();
    for (id, hospital) in draft.institutions.iter_mut().filter(|(_, it)| it.country == Country::UnitedStates) {
        let listed = hospital
            .keys
            .iter()
            .filter_map(|key| key.strip_prefix("cms:"))
            .any(|number| draft.directory.get(number).is_some_and(|entry| entry.priority == newest));
        let counted = id.starts_with("us-ca-") && recent.contains(id);
        hospital.ended = !(listed || counted);
        if hospital.ended {
            ended.push(format!(
                "{id} {}: not in the newest directory, and no figure from 2019 on; not offered as a choice.",
                hospital.name()
            ));
        }
    }
    for detail in ended {
        draft.find("no-recent-figure", "crosswalk", 0, detail);
    }
}

/// A licence whose name changed may have changed hands: without a review no trend crosses the change.
fn break_trends_at_new_names(draft: &mut Draft) {
    let mut changes: BTreeMap<String, Vec<(Period, String)>> = BTreeMap::new();
    for (id, hospital) in draft.institutions.iter().filter(|(id, _)| id.starts_with("us-ca-")) {
        let named = hospital.names.iter().filter(|((rank, _), _)| *rank == 1);
        let mut last: Option<&String> = None;
        for ((_, period), name) in named {
            if let Some(before) = last
                && telling(before) != telling(name)
            {
                changes
                    .entry(id.clone())
                    .or_default()
                    .push((*period, format!("“{before}” became “{name}” in {period}")));
            }
            last = Some(name);
        }
    }
    for ((_, institution, period), row) in &mut draft.volumes {
        let passed = changes.get(institution).map_or(0, |list| list.iter().filter(|(from, _)| from <= period).count());
        row.series = row.series.saturating_add(u16::try_from(passed * 100).unwrap_or_default());
    }
    for (id, list) in changes {
        for (_, detail) in list {
            draft.find("renamed", "crosswalk", 0, format!("{id}: {detail}; not reviewed, so no trend crosses it."));
        }
    }
}
