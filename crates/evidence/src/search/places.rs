//! Finds a place by its name, postal code or ZIP.

use super::fold::fold;
use super::place_names::{PlaceNames, is_region_of, place_key};
use super::postal::{Coded, by_code};
use super::similar::one_slip_apart;
use super::{Found, Refused, asked, one_or_several};
use crate::edition::{Bilingual, Edition};
use crate::institution::{Country, Point};
use crate::place::{Place, PlaceKind, Zip, distance_km};

/// A place that a person can start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// What leads to exactly this place when it is looked up: an id, a postal code or a ZIP.
    pub id: String,
    /// How it is shown.
    pub name: Bilingual,
    /// The country.
    pub country: Country,
    /// Where it is.
    pub point: Point,
}

/// So many near names are offered when none fits.
const NEAREST: usize = 8;

/// The place that a text means.
///
/// An id or a code wins outright; then a name with its prefecture or state ("Springfield, IL", 広島県府中市); then a name alone. Of
/// several places that bear the name alone, one is taken only where the choice is plain (see `plain_choice`).
pub fn find_places(edition: &Edition, text: &str) -> Result<Found<Spot>, Refused> {
    let trimmed = asked(text)?;
    // Every id begins with its country, so that a name need not be held against 30,000 ids.
    let may_be_id = trimmed.starts_with("jp-") || trimmed.starts_with("us-");
    if may_be_id && let Some(place) = edition.places.all.iter().find(|place| place.id == trimmed) {
        return Ok(Found::One(spot(place)));
    }
    match by_code(&edition.places, trimmed) {
        Some(Coded::Japanese(position, code)) => {
            let place = edition.places.all.get(position as usize);
            return Ok(place.map_or(Found::Unknown(Vec::new()), |place| Found::One(coded_spot(place, code))));
        }
        Some(Coded::Zip(zip)) => return Ok(Found::One(zip_spot(zip))),
        Some(Coded::Unknown) => return Ok(Found::Unknown(Vec::new())),
        None => {}
    }
    let names = edition.search.places.get_or_init(|| PlaceNames::new(&edition.places));
    let search = PlaceSearch { edition, names };
    let found = search.named(trimmed);
    if found.is_empty() {
        return Ok(Found::Unknown(search.nearest(trimmed)));
    }
    let chosen = search.plain_choice(&found).map_or(found, |only| vec![only]);
    Ok(one_or_several(chosen.into_iter().filter_map(|position| search.place(position)).map(spot).collect()))
}

/// At most `limit` places that the text can mean or is near to, best first.
pub fn place_choices(edition: &Edition, text: &str, limit: usize) -> Result<Vec<Spot>, Refused> {
    let mut found = match find_places(edition, text)? {
        Found::One(spot) => vec![spot],
        Found::Several(spots) | Found::Unknown(spots) => spots,
    };
    found.truncate(limit);
    Ok(found)
}

struct PlaceSearch<'a> {
    edition: &'a Edition,
    names: &'a PlaceNames,
}

impl<'a> PlaceSearch<'a> {
    fn place(&self, position: u32) -> Option<&'a Place> {
        self.edition.places.all.get(position as usize)
    }

    fn bearing(&self, name: &str) -> Vec<u32> {
        self.names.bearing(&self.edition.places, &place_key(name))
    }

    fn named(&self, text: &str) -> Vec<u32> {
        let whole = self.bearing(text);
        if !whole.is_empty() {
            return whole;
        }
        for (name, region) in divisions(text) {
            let found = self.in_region(&name, &region);
            if !found.is_empty() {
                return found;
            }
        }
        let within = self.after_prefecture(text);
        if within.is_empty() { self.address_start(text) } else { within }
    }

    fn in_region(&self, name: &str, region: &str) -> Vec<u32> {
        let region = place_key(region);
        let mut found = self.bearing(name);
        let fits =
            |place: &Place| region.is_empty() || (place.kind != PlaceKind::Region && is_region_of(place, &region));
        found.retain(|position| self.place(*position).is_some_and(fits));
        found
    }

    /// 広島県府中: a Japanese prefecture and a shortened name without a space between.
    fn after_prefecture(&self, text: &str) -> Vec<u32> {
        let folded = place_key(text);
        let regions = self.edition.places.all.iter();
        let prefix = regions
            .filter(|place| place.kind == PlaceKind::Region && place.country == Country::Japan)
            .find_map(|place| Some((&place.region, folded.strip_prefix(place.name.as_str())?)));
        prefix.map(|(region, rest)| self.in_region(rest, region)).unwrap_or_default()
    }

    /// The town at the beginning of a longer Japanese address.
    fn address_start(&self, text: &str) -> Vec<u32> {
        let folded = place_key(text);
        if folded.is_ascii() {
            return Vec::new();
        }
        let ends: Vec<usize> = folded.char_indices().map(|(end, _)| end).skip(3).collect();
        let starts = ends
            .into_iter()
            .rev()
            .filter_map(|end| folded.get(..end))
            .filter(|start| start.ends_with(['市', '区', '町', '村']));
        starts.map(|start| self.bearing(start)).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The one place of several that a person plainly means, if there is one.
    fn plain_choice(&self, found: &[u32]) -> Option<u32> {
        self.capital(found).or_else(|| self.city_of_wards(found)).or_else(|| self.far_larger(found))
    }

    /// "Yamagata" names a prefecture: its capital of the same name is meant, and both lie at the same point.
    fn capital(&self, found: &[u32]) -> Option<u32> {
        let places = || found.iter().filter_map(|position| Some((*position, self.place(*position)?)));
        let mut regions = places().filter(|(_, place)| place.kind == PlaceKind::Region);
        let (_, region) = regions.next().filter(|_| regions.next().is_none())?;
        let here = |place: &Place| place.region == region.region && distance_km(place.point, region.point) < 1.0;
        let mut capitals = places()
            .filter(|(_, place)| matches!(place.kind, PlaceKind::Municipality | PlaceKind::CityOfWards) && here(place));
        capitals.next().filter(|_| capitals.next().is_none()).map(|(position, _)| position)
    }

    /// A city so large that it is made of wards goes before towns and villages (not cities) that share its reading.
    fn city_of_wards(&self, found: &[u32]) -> Option<u32> {
        let mut others = found.iter().filter(|position| {
            self.place(**position)
                .is_some_and(|place| !place.name.ends_with(['町', '村']) && place.kind != PlaceKind::Ward)
        });
        let only = others.next().filter(|_| others.next().is_none())?;
        let large = self.place(*only).is_some_and(|place| place.kind == PlaceKind::CityOfWards);
        let all_japanese =
            found.iter().all(|position| self.place(*position).is_some_and(|p| p.country == Country::Japan));
        (large && all_japanese).then_some(*only)
    }

    /// An American city with ten ZIP areas or more, and five times as many as any namesake.
    fn far_larger(&self, found: &[u32]) -> Option<u32> {
        let american = found.iter().all(|position| {
            self.place(*position)
                .is_some_and(|place| place.country == Country::UnitedStates && place.kind == PlaceKind::Municipality)
        });
        let mut sizes: Vec<(u32, u32)> = found
            .iter()
            .map(|position| (self.names.zip_areas(&self.edition.places, *position).max(1), *position))
            .collect();
        sizes.sort_unstable_by(|left, right| right.cmp(left));
        match sizes.as_slice() {
            [(largest, position), (next, _), ..] if american && *largest >= 10 && *largest >= next * 5 => {
                Some(*position)
            }
            _ => None,
        }
    }

    /// Names that begin with the text, or are one slip away from it.
    fn nearest(&self, text: &str) -> Vec<Spot> {
        let asked = place_key(text);
        let town = divisions(text).first().map(|(town, _)| place_key(town));
        let near = |name: &str| {
            let key = place_key(name);
            let slip = |asked: &str| asked.chars().count() > 2 && one_slip_apart(&key, asked);
            (asked.chars().count() > 1 && key.starts_with(&asked)) || slip(&asked) || town.as_deref().is_some_and(slip)
        };
        let places = self.edition.places.all.iter();
        places
            .filter(|place| {
                [&place.name, &place.latin, &place.kana].into_iter().any(|name| !name.is_empty() && near(name))
            })
            .take(NEAREST)
            .map(spot)
            .collect()
    }
}

/// The ways to divide a text into a name and its prefecture or state.
fn divisions(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if let Some((first, rest)) = text.split_once(['(', '（', ',', '，', '、']) {
        let second = rest.trim_end_matches([')', '）']).split([',', '，']).next().unwrap_or_default();
        out.push((first.to_owned(), second.to_owned()));
        out.push((second.to_owned(), first.to_owned()));
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !["usa", "us", "japan", "日本"].contains(word)).collect();
    // The state may be two words ("New York"), and stands last; a Japanese prefecture may stand first.
    for last in 1..=2.min(words.len().saturating_sub(1)) {
        let (name, region) = words.split_at(words.len() - last);
        out.push((name.join(" "), region.join(" ")));
    }
    if let Some((region, name)) = words.split_first().filter(|(_, name)| !name.is_empty()) {
        out.push((name.join(" "), (*region).to_owned()));
    }
    if words.len() < folded.split(' ').count() {
        out.push((words.join(" "), String::new()));
    }
    out
}

fn spot(place: &Place) -> Spot {
    Spot { id: place.id.clone(), name: label(place), country: place.country, point: place.point }
}

fn coded_spot(place: &Place, code: String) -> Spot {
    let name = label(place);
    let name = Bilingual { en: format!("{code} {}", name.en), ja: format!("〒{code} {}", name.ja) };
    Spot { id: code, name, ..spot(place) }
}

fn zip_spot(zip: &Zip) -> Spot {
    let code = format!("{:05}", zip.code);
    let shown = if zip.label.is_empty() { code.clone() } else { format!("{code} {}", zip.label) };
    Spot {
        id: code,
        name: Bilingual { en: shown.clone(), ja: shown },
        country: Country::UnitedStates,
        point: zip.point,
    }
}

/// 山形県山形市, "Yamagata (山形県山形市)", "Sacramento, CA".
fn label(place: &Place) -> Bilingual {
    if place.country == Country::UnitedStates {
        let shown = match place.kind {
            PlaceKind::Region => place.name.clone(),
            _ => format!("{}, {}", place.name, place.region),
        };
        return Bilingual { en: shown.clone(), ja: shown };
    }
    let ja = match place.kind {
        PlaceKind::Region => place.name.clone(),
        _ => format!("{}{}", place.region, place.name),
    };
    Bilingual { en: format!("{} ({ja})", place.latin), ja }
}

#[cfg(test)]
mod tests {
    use super::super::made_up::edition;
    use super::*;

    #[track_caller]
    fn leads_to(text: &str, id: &str) {
        match find_places(&edition(), text).unwrap() {
            Found::One(spot) => assert_eq!(spot.id, id, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }

    fn choices(text: &str) -> Vec<String> {
        match find_places(&edition(), text).unwrap() {
            Found::Several(spots) => spots.into_iter().map(|spot| spot.id).collect(),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_prefecture_and_its_capital_of_one_name_are_the_city() {
        for text in [
            "Yamagata",
            "yamagata",
            "やまがた",
            "ヤマガタ",
            "山形",
            "山形市",
            "山形県山形市",
            "Yamagata-shi",
            "山形市飯田西2丁目",
            "Yamagata, Japan",
        ] {
            leads_to(text, "jp-06201");
        }
        leads_to("山形村", "jp-20450");
        leads_to("山形県", "jp-06000");
    }

    #[test]
    fn a_city_made_of_wards_is_one_place() {
        for text in ["Sendai", "仙台", "仙台市", "せんだい"] {
            leads_to(text, "jp-04100");
        }
        leads_to("Aoba-ku, Sendai", "jp-04101");
        leads_to("Yokohama", "jp-14100");
        leads_to("青森県横浜町", "jp-02406");
    }

    #[test]
    fn equal_names_are_listed_until_the_prefecture_or_state_is_named() {
        assert_eq!(choices("府中市"), ["jp-13206", "jp-34208"]);
        for text in ["広島県府中市", "府中市（広島県）", "広島県府中", "府中 広島", "Fuchu, Hiroshima", "広島県 府中市"]
        {
            leads_to(text, "jp-34208");
        }
        assert_eq!(choices("Springfield"), ["us-il-springfield", "us-mo-springfield"]);
        for text in ["Springfield, IL", "springfield il", "Springfield, Illinois", "Springfield, IL, USA"] {
            leads_to(text, "us-il-springfield");
        }
        leads_to("St. Louis", "us-mo-saint-louis");
    }

    #[test]
    fn a_state_is_offered_beside_its_city_and_gives_way_when_the_state_is_named() {
        assert_eq!(choices("New York"), ["us-ny-new-york", "us-state-new-york"]);
        leads_to("New York, NY", "us-ny-new-york");
    }

    #[test]
    fn a_city_far_larger_than_its_namesakes_is_meant() {
        leads_to("Sacramento", "us-ca-sacramento");
        leads_to("Sacramento, KY", "us-ky-sacramento");
    }

    #[test]
    fn codes_are_read_in_every_width() {
        for text in ["990-8501", "〒9908501", "９９０－８５０１", "〒990-8501"] {
            leads_to(text, "990-8501");
        }
        leads_to("95814", "95814");
        leads_to("95814-1234", "95814");
        assert_eq!(find_places(&edition(), "999-9999").unwrap(), Found::Unknown(Vec::new()));
    }

    #[test]
    fn a_slip_offers_what_is_near_and_guesses_nothing() {
        let Found::Unknown(near) = find_places(&edition(), "Sacramneto").unwrap() else { panic!() };
        assert_eq!(near.len(), 2);
        assert_eq!(find_places(&edition(), ""), Err(Refused::Empty));
    }
}
