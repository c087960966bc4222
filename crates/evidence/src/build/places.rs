//! Puts together towns, postal codes and ZIP areas: names and readings from our tables, coordinates from the publishers' files.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::catalogue::Named;
use super::draft::Draft;
use super::table::Table;
use super::{BuildError, Wanted};
use crate::institution::{Country, Point};
use crate::place::{Place, PlaceKind, Places, PostalRange, Zip};

/// The places, and what the readers of figures look up in them.
pub(crate) struct PlacesFound {
    pub(crate) places: Places,
    /// Japan's municipalities by their five-digit code.
    pub(crate) by_code: HashMap<String, Point>,
    /// Prefecture names by the first two digits of the code.
    pub(crate) prefectures: HashMap<String, String>,
    /// Centres of ZIP areas.
    pub(crate) zips: BTreeMap<String, Point>,
    /// United States cities by name in lower case and state.
    pub(crate) cities: HashMap<(String, String), Point>,
}

/// Reads all places.
pub(crate) fn read(definitions: &Path, sources: &Path, draft: &mut Draft) -> Result<PlacesFound, BuildError> {
    let centroids = centroids(sources, draft)?;
    let mut found = PlacesFound {
        places: Places::default(),
        by_code: HashMap::new(),
        prefectures: HashMap::new(),
        zips: zips(definitions, sources, draft)?,
        cities: HashMap::new(),
    };
    japan(definitions, &centroids, &mut found, draft)?;
    postal(definitions, &mut found)?;
    united_states(definitions, &mut found)?;
    zip_labels(definitions, &mut found)?;
    Ok(found)
}

const CENTROIDS: &str = "places/jp_municipality_centroids.csv";
const ZIPS: &str = "places/us_zips.csv";

fn degrees(row: super::table::TableRow<'_>, column: usize) -> Result<f64, BuildError> {
    row.text(column).parse().map_err(|_| row.wrong(column, Wanted::Degrees))
}

fn centroids(sources: &Path, draft: &mut Draft) -> Result<HashMap<String, Point>, BuildError> {
    let table = Table::read(sources, CENTROIDS, "utf-8")?;
    let (prefecture, city) = (table.column("pref")?, table.column("city")?);
    let (latitude, longitude) = (table.column("lat_median_of_towns")?, table.column("lng_median_of_towns")?);
    let mut points = HashMap::new();
    for row in table.rows() {
        let point = Point { latitude: degrees(row, latitude)?, longitude: degrees(row, longitude)? };
        points.insert(format!("{}|{}", row.text(prefecture), row.text(city)), point);
    }
    note(draft, "jp-places", "geolonia", CENTROIDS, &table, "Japanese municipalities", "日本の市区町村の位置")?;
    Ok(points)
}

fn note(
    draft: &mut Draft,
    id: &str,
    publisher: &str,
    file: &str,
    table: &Table,
    en: &str,
    ja: &str,
) -> Result<(), BuildError> {
    let publisher = draft.publisher(publisher)?;
    draft.sources.push(crate::catalogue::Source {
        id: id.to_owned(),
        publisher,
        title: crate::edition::Bilingual { en: en.to_owned(), ja: ja.to_owned() },
        file: file.to_owned(),
        sha256: table.sha256.clone(),
        obtained: String::new(),
        rows_read: table.len(),
        rows_used: table.len(),
    });
    Ok(())
}

fn zips(definitions: &Path, sources: &Path, draft: &mut Draft) -> Result<BTreeMap<String, Point>, BuildError> {
    let mut points = BTreeMap::new();
    let table = Table::read(sources, ZIPS, "utf-8")?;
    note(draft, "us-places", "census", ZIPS, &table, "ZIP areas of the United States", "米国の郵便番号区域の位置")?;
    let corrections = Table::read(definitions, "places/us_zip_corrections.csv", "utf-8")?;
    for table in [&table, &corrections] {
        let (zip, latitude, longitude) = (table.column("zip")?, table.column("latitude")?, table.column("longitude")?);
        for row in table.rows() {
            let point = Point { latitude: degrees(row, latitude)?, longitude: degrees(row, longitude)? };
            points.insert(row.text(zip).to_owned(), point);
        }
    }
    for row in corrections.rows() {
        let detail =
            format!("ZIP {}: the published point lies far from its town; a corrected one is used.", row.text(0));
        draft.find("corrected", "us-places", row.number, detail);
    }
    Ok(points)
}

fn japan(
    definitions: &Path,
    centroids: &HashMap<String, Point>,
    found: &mut PlacesFound,
    draft: &mut Draft,
) -> Result<(), BuildError> {
    let table = Named::read(definitions, "places/jp_places.csv")?;
    for [code, kind, name, kana, latin, prefecture, prefecture_latin, key, aliases] in table.rows([
        "code",
        "kind",
        "name",
        "kana",
        "latin",
        "prefecture",
        "prefecture_latin",
        "centroid_key",
        "aliases",
    ])? {
        let points: Vec<Point> = key.split(';').filter_map(|key| centroids.get(key)).copied().collect();
        let Some(point) = middle(&points) else {
            draft.find(
                "no-place",
                "jp-places",
                0,
                format!("{code} {name}: no coordinates; it cannot be a starting point."),
            );
            continue;
        };
        let kind = match kind.as_str() {
            "prefecture" => PlaceKind::Region,
            "city-of-wards" => PlaceKind::CityOfWards,
            "ward" => PlaceKind::Ward,
            _ => PlaceKind::Municipality,
        };
        if let (PlaceKind::Region, Some(start)) = (kind, code.get(..2)) {
            found.prefectures.insert(start.to_owned(), name.clone());
        }
        found.by_code.insert(code.clone(), point);
        found.places.all.push(Place {
            id: format!("jp-{code}"),
            country: Country::Japan,
            kind,
            name,
            kana,
            latin,
            region: prefecture,
            region_latin: prefecture_latin,
            aliases: aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
            point,
        });
    }
    Ok(())
}

fn middle(points: &[Point]) -> Option<Point> {
    let count = f64::from(u32::try_from(points.len()).ok().filter(|count| *count > 0)?);
    let round = |sum: f64| (sum / count * 1e5).round() / 1e5;
    Some(Point {
        latitude: round(points.iter().map(|point| point.latitude).sum()),
        longitude: round(points.iter().map(|point| point.longitude).sum()),
    })
}

fn postal(definitions: &Path, found: &mut PlacesFound) -> Result<(), BuildError> {
    let positions: HashMap<&str, u32> =
        found.places.all.iter().zip(0..).map(|(place, index)| (place.id.as_str(), index)).collect();
    let table = Named::read(definitions, "places/jp_postal.csv")?;
    let mut ranges = Vec::new();
    for [first, last, code] in table.rows(["first", "last", "code"])? {
        let (Ok(first), Ok(last)) = (first.parse(), last.parse()) else {
            let what = format!("{first} to {last} is not a range of postal codes");
            return Err(BuildError::Manifest("places/jp_postal.csv".to_owned(), what));
        };
        if let Some(place) = positions.get(format!("jp-{code}").as_str()) {
            ranges.push(PostalRange { first, last, place: *place });
        }
    }
    ranges.sort_by_key(|range| range.first);
    found.places.postal = ranges;
    Ok(())
}

fn united_states(definitions: &Path, found: &mut PlacesFound) -> Result<(), BuildError> {
    let table = Named::read(definitions, "places/us_places.csv")?;
    let columns = ["kind", "name", "state", "state_name", "latitude", "longitude", "aliases"];
    let mut known: HashMap<String, u32> = HashMap::new();
    for [kind, name, state, state_name, latitude, longitude, aliases] in table.rows(columns)? {
        let (Ok(latitude), Ok(longitude)) = (latitude.parse(), longitude.parse()) else {
            let what = format!("{name}, {state} has no coordinates");
            return Err(BuildError::Manifest("places/us_places.csv".to_owned(), what));
        };
        let point = Point { latitude, longitude };
        let aliases: Vec<String> = aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
        for spelling in [&name].into_iter().chain(&aliases) {
            found.cities.entry((spelling.to_lowercase(), state.clone())).or_insert(point);
        }
        let slug: String =
            name.to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
        let region = if kind == "state" { "us-state".to_owned() } else { format!("us-{}", state.to_lowercase()) };
        let mut id = format!("{region}-{slug}");
        let count = known.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            id = format!("{id}-{count}");
        }
        found.places.all.push(Place {
            id,
            country: Country::UnitedStates,
            kind: if kind == "state" { PlaceKind::Region } else { PlaceKind::Municipality },
            latin: String::new(),
            name,
            kana: String::new(),
            region: state,
            region_latin: state_name,
            aliases,
            point,
        });
    }
    Ok(())
}

fn zip_labels(definitions: &Path, found: &mut PlacesFound) -> Result<(), BuildError> {
    let table = Named::read(definitions, "places/us_zip_city.csv")?;
    let mut labels = HashMap::new();
    for [zip, city, state] in table.rows(["zip", "city", "state"])? {
        labels.insert(zip, format!("{city}, {state}"));
    }
    found.places.zips = found
        .zips
        .iter()
        .filter_map(|(zip, point)| {
            let label = labels.get(zip).cloned().unwrap_or_default();
            Some(Zip { code: zip.parse().ok()?, point: *point, label })
        })
        .collect();
    Ok(())
}
