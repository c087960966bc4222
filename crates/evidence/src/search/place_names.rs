//! Every name of every place, folded.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::fold::{fold, hash};
use crate::institution::Country;
use crate::place::{Place, PlaceKind, Places};

/// How a place bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bears {
    /// Its name in its own script, with or without its prefecture.
    Name,
    /// Its reading, its name in Latin letters, or another way people write it.
    Otherwise,
}

/// Hashes of folded names with the position of the place; the names themselves stay in the places.
#[derive(Clone, Debug)]
pub(crate) struct PlaceNames {
    hashes: Vec<(u64, u32)>,
    /// How many ZIP areas a place of the United States has; counted when two places bear one name for the first time.
    zip_areas: OnceLock<HashMap<u32, u32>>,
}

impl PlaceNames {
    pub(crate) fn new(places: &Places) -> PlaceNames {
        let mut hashes = Vec::with_capacity(places.all.len() * 3);
        for (position, place) in (0..).zip(&places.all) {
            for (_, name) in spellings(place) {
                hashes.push((place_hash(&name), position));
            }
        }
        hashes.sort_unstable();
        hashes.dedup();
        PlaceNames { hashes, zip_areas: OnceLock::new() }
    }

    /// Places that bear the name; where some bear it as their name in their own script, only those.
    pub(crate) fn bearing(&self, places: &Places, key: &str) -> Vec<u32> {
        let wanted = hash(key);
        let first = self.hashes.partition_point(|(hash, _)| *hash < wanted);
        let mut found: Vec<(Bears, u32)> = self
            .hashes
            .iter()
            .skip(first)
            .take_while(|(hash, _)| *hash == wanted)
            .filter_map(|(_, position)| Some((bears(places.all.get(*position as usize)?, key)?, *position)))
            .collect();
        found.sort_unstable();
        let best = found.first().map(|(bears, _)| *bears);
        found.into_iter().filter(|(bears, _)| Some(*bears) == best).map(|(_, position)| position).collect()
    }

    /// How many ZIP areas a place has; a rough measure of its size.
    pub(crate) fn zip_areas(&self, places: &Places, position: u32) -> u32 {
        self.zip_areas.get_or_init(|| zip_areas(places)).get(&position).copied().unwrap_or_default()
    }
}

/// The hash of a place's key; a plain word of ASCII letters, which most are, needs no folding first.
fn place_hash(name: &str) -> u64 {
    if name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return hash(&name.to_ascii_lowercase());
    }
    hash(&place_key(name))
}

/// A folded name without spaces, with "St." as "Saint" and the like spelled out.
pub(crate) fn place_key(name: &str) -> String {
    let folded = fold(name);
    if !folded.is_ascii() {
        return folded.replace(' ', "");
    }
    folded
        .split(' ')
        .map(|word| match word {
            "st" => "saint",
            "ste" => "sainte",
            "ft" => "fort",
            "mt" => "mount",
            other => other,
        })
        .collect()
}

/// All ways to write a place.
fn spellings(place: &Place) -> impl Iterator<Item = (Bears, std::borrow::Cow<'_, str>)> {
    use std::borrow::Cow;
    let with_region = (place.country == Country::Japan && place.kind != PlaceKind::Region)
        .then(|| (Bears::Name, Cow::Owned(format!("{}{}", place.region, place.name))));
    let own = [(Bears::Name, &place.name), (Bears::Otherwise, &place.kana), (Bears::Otherwise, &place.latin)];
    let others = place.aliases.iter().map(|alias| (Bears::Otherwise, alias));
    own.into_iter()
        .chain(others)
        .filter(|(_, name)| !name.is_empty())
        .map(|(bears, name)| (bears, Cow::Borrowed(name.as_str())))
        .chain(with_region)
}

fn bears(place: &Place, key: &str) -> Option<Bears> {
    spellings(place).filter(|(_, name)| place_key(name) == key).map(|(bears, _)| bears).min()
}

fn zip_areas(places: &Places) -> HashMap<u32, u32> {
    let mut by_label: HashMap<&str, u32> = HashMap::new();
    for zip in places.zips.iter().filter(|zip| !zip.label.is_empty()) {
        *by_label.entry(zip.label.as_str()).or_default() += 1;
    }
    let american = (0..).zip(&places.all).filter(|(_, place)| place.country == Country::UnitedStates);
    american
        .filter(|(_, place)| place.kind != PlaceKind::Region)
        .filter_map(|(position, place)| {
            let areas = by_label.get(format!("{}, {}", place.name, place.region).as_str())?;
            // One area is what every small town has; only more is kept.
            (*areas > 1).then_some((position, *areas))
        })
        .collect()
}

/// Whether a text names the prefecture or state of a place.
pub(crate) fn is_region_of(place: &Place, key: &str) -> bool {
    let own = [&place.region, &place.region_latin].into_iter().any(|name| place_key(name) == key);
    own || (place.country == Country::Japan && japanese_region(place, key))
}

/// 広島 for 広島県, "Hiroshima Prefecture" or "Hiroshima-ken" for Hiroshima.
fn japanese_region(place: &Place, key: &str) -> bool {
    let short = place.region.strip_suffix(['県', '府', '都']).unwrap_or(&place.region);
    let latin = place_key(&place.region_latin);
    let ending = key.strip_prefix(latin.as_str());
    short == key || ending.is_some_and(|ending| ["prefecture", "pref", "ken", "fu", "to"].contains(&ending))
}
