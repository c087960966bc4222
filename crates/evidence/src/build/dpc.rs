//! Reads Japan's yearly survey of discharged patients (DPC): admissions by hospital, disease group and operation class.
//!
//! Cells under ten are masked, so every count is a floor. Two forms of the survey are read: one in which a hospital goes by its
//! serial number and totals are given (fiscal year 2021), one in which it goes by its notice number and a table of facilities
//! leads to the serial number (fiscal year 2022, `dpc_notice`).

#[path = "dpc_notice.rs"]
mod notice;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::directory::source;
use super::dpc_classes::Treatment;
use super::draft::{Draft, DraftInstitution, DraftVolume};
use super::manifest::Manifest;
use super::places::PlacesFound;
use super::table::Table;
use super::{BuildError, Order, Wanted};
use crate::catalogue::{Counts, Direction, Kind, Measure, RateUnit};
use crate::edition::Bilingual;
use crate::figures::Period;
use crate::institution::{Country, Point, Precision};
use crate::place::{Place, PlaceKind, distance_km};

/// Published cells: institution and disease group to class and admissions.
pub(super) type PublishedCells = BTreeMap<(String, String), Vec<(String, u32)>>;

/// Takes a year of the survey.
pub(crate) fn take(
    manifest: &Manifest,
    order: Order<'_>,
    places: &PlacesFound,
    draft: &mut Draft,
) -> Result<(), BuildError> {
    let sources = order.sources;
    if manifest.files.contains_key("facilities") {
        return notice::take(manifest, order, places, draft);
    }
    group_names(manifest, sources, draft)?;
    let ids = hospitals(manifest, sources, draft)?;
    name_wards(places, draft);
    let cells = classes(manifest, sources, &ids, draft)?;
    let totals = totals(manifest, sources, &ids, draft)?;
    for ((institution, group), total) in &totals {
        let sum: u32 =
            cells.get(&(institution.clone(), group.clone())).into_iter().flatten().map(|(_, cases)| cases).sum();
        if sum != *total {
            let detail = format!("{institution} {group}: classes add up to {sum}, the total is published as {total}.");
            draft.find("total-does-not-tie", &manifest.id, 0, detail);
        }
    }
    volumes(manifest.fiscal_year, cells, &totals, &HashMap::new(), draft)
}

/// The published names of disease groups. Every group is a measure, also one in which no hospital has ten in any class.
fn group_names(manifest: &Manifest, sources: &Path, draft: &mut Draft) -> Result<(), BuildError> {
    let table = Table::read(sources, manifest.file_for("names")?, &manifest.encoding)?;
    let (group, name) = (table.column(manifest.column("group")?)?, table.column(manifest.column("group_name")?)?);
    for row in table.rows() {
        let published = row.text(name);
        // The name stands behind the number once more.
        let name = published.split_once(' ').map_or(published, |(_, name)| name);
        draft.group_names.insert(row.text(group).to_owned(), name.to_owned());
        measure(row.text(group), draft)?;
    }
    Ok(())
}

/// Hospitals by serial number: the id of each.
fn hospitals(manifest: &Manifest, sources: &Path, draft: &mut Draft) -> Result<HashMap<u32, String>, BuildError> {
    let table = Table::read(sources, manifest.file_for("hospitals")?, &manifest.encoding)?;
    let column = |role: &str| table.column(manifest.column(role)?);
    let (serial, name, region) = (column("hospital")?, column("name")?, column("region")?);
    let (city, beds) = (column("city")?, column("beds")?);
    let period = Period::fiscal_year(manifest.fiscal_year);
    let mut ids = HashMap::new();
    for row in table.rows() {
        let number = row.whole(serial)?;
        let id = hospital_id(number);
        let mut hospital = DraftInstitution::new(Country::Japan, row.text(region));
        hospital.city = without_ending(row.text(city)).to_owned();
        hospital.names.insert((1, period), without_ending(row.text(name)).to_owned());
        hospital.beds = row.whole(beds).ok();
        hospital.keys.insert(format!("mhlw:{number}"));
        draft.institutions.insert(id.clone(), hospital);
        ids.insert(number, id);
    }
    source(manifest, table.len(), table.len(), &table.sha256, &table.file, draft)?;
    coordinates(manifest, sources, &ids, draft)?;
    Ok(ids)
}

fn coordinates(
    manifest: &Manifest,
    sources: &Path,
    ids: &HashMap<u32, String>,
    draft: &mut Draft,
) -> Result<(), BuildError> {
    let table = Table::read(sources, manifest.file_for("coordinates")?, &manifest.encoding)?;
    let column = |role: &str| table.column(manifest.column(role)?);
    let (serial, precision) = (column("hospital")?, column("precision")?);
    let (latitude, longitude) = (column("latitude")?, column("longitude")?);
    for row in table.rows() {
        let hospital = ids.get(&row.whole(serial)?).and_then(|id| draft.institutions.get_mut(id));
        let Some(hospital) = hospital else { continue };
        let degrees = |column: usize| row.text(column).parse().map_err(|_| row.wrong(column, Wanted::Degrees));
        hospital.point = Some((5, Point { latitude: degrees(latitude)?, longitude: degrees(longitude)? }));
        hospital.precision =
            if row.text(precision).starts_with("town") { Precision::Town } else { Precision::Municipality };
    }
    Ok(())
}

/// The publisher names a ward without its city (青葉区): the nearest ward of that name in the prefecture gives it (仙台市青葉区).
fn name_wards(places: &PlacesFound, draft: &mut Draft) {
    let wards: Vec<&Place> = places.places.all.iter().filter(|place| place.kind == PlaceKind::Ward).collect();
    for hospital in draft.institutions.values_mut() {
        let (city, region) = (hospital.city.clone(), hospital.region.clone());
        let Some((_, point)) = hospital.point else { continue };
        let named = wards
            .iter()
            .filter(|ward| ward.region == region && ward.name.len() > city.len() && ward.name.ends_with(&city));
        let nearest = named.min_by(|a, b| distance_km(a.point, point).total_cmp(&distance_km(b.point, point)));
        if let Some(ward) = nearest.filter(|_| city.ends_with('区')) {
            hospital.city.clone_from(&ward.name);
        }
    }
}

/// A hospital's id from its serial number.
pub(super) fn hospital_id(serial: u32) -> String {
    format!("jp-{serial:05}")
}

/// The preparer of the files put the prefecture behind names that stand twice.
pub(super) fn without_ending(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((name, ending)) if ending.ends_with(['県', '府', '都', '道']) => name,
        _ => name,
    }
}

fn classes(
    manifest: &Manifest,
    sources: &Path,
    ids: &HashMap<u32, String>,
    draft: &mut Draft,
) -> Result<PublishedCells, BuildError> {
    let table = Table::read(sources, manifest.file_for("classes")?, &manifest.encoding)?;
    let column = |role: &str| table.column(manifest.column(role)?);
    let (serial, group, class, cases) = (column("hospital")?, column("group")?, column("class")?, column("cases")?);
    let mut cells = PublishedCells::new();
    let mut used = 0;
    for row in table.rows() {
        // Residuals added by the preparer: a disease that ends in 0000, an operation 0.
        if row.text(group).ends_with("0000") || row.text(class) == "0" {
            continue;
        }
        let number = row.whole(serial)?;
        let Some(id) = ids.get(&number) else {
            draft.find(
                "unlinked",
                &manifest.id,
                row.number,
                format!("hospital {number} stands in no table of hospitals."),
            );
            continue;
        };
        let class = format!("{:0>2}", row.text(class));
        cells.entry((id.clone(), row.text(group).to_owned())).or_default().push((class, row.whole(cases)?));
        used += 1;
    }
    source_of(manifest, "classes", &table, used, draft)?;
    Ok(cells)
}

fn totals(
    manifest: &Manifest,
    sources: &Path,
    ids: &HashMap<u32, String>,
    draft: &mut Draft,
) -> Result<BTreeMap<(String, String), u32>, BuildError> {
    let table = Table::read(sources, manifest.file_for("totals")?, &manifest.encoding)?;
    let column = |role: &str| table.column(manifest.column(role)?);
    let (serial, group, cases) = (column("hospital")?, column("group")?, column("cases")?);
    let mut totals = BTreeMap::new();
    for row in table.rows() {
        if let Some(id) = ids.get(&row.whole(serial)?) {
            totals.insert((id.clone(), row.text(group).to_owned()), row.whole(cases)?);
        }
    }
    source_of(manifest, "totals", &table, table.len(), draft)?;
    Ok(totals)
}

/// Notes that one of several files was read.
pub(super) fn source_of(
    manifest: &Manifest,
    role: &str,
    table: &Table,
    used: u64,
    draft: &mut Draft,
) -> Result<(), BuildError> {
    let part = Manifest { id: format!("{}-{role}", manifest.id), ..manifest.clone() };
    source(&part, table.len(), used, &table.sha256, &table.file, draft)
}

/// Puts published cells into volumes, class by class as the reviewed table says.
pub(super) fn volumes(
    year: u16,
    cells: PublishedCells,
    totals: &BTreeMap<(String, String), u32>,
    months: &HashMap<String, u8>,
    draft: &mut Draft,
) -> Result<(), BuildError> {
    let period = Period::fiscal_year(year);
    for ((institution, group), classes) in cells {
        let measure = measure(&group, draft)?;
        let sum: u32 = classes.iter().map(|(_, cases)| cases).sum();
        let cases = totals.get(&(institution.clone(), group.clone())).copied().unwrap_or(sum);
        let of = |wanted: Treatment| {
            let published: Vec<u32> = classes
                .iter()
                .filter(|(class, _)| draft.classes.treatment(year, &group, class) == wanted)
                .map(|(_, cases)| *cases)
                .collect();
            let masked = draft.classes.count(year, &group, Some(wanted)).saturating_sub(published.len());
            let sum = (!published.is_empty()).then(|| published.iter().sum::<u32>());
            (sum, u8::try_from(masked).unwrap_or(u8::MAX))
        };
        let (operations, masked_operations) = of(Treatment::Resection);
        let (endoscopic, masked_endoscopic) = of(Treatment::Endoscopic);
        let all = draft.classes.count(year, &group, None).saturating_sub(classes.len());
        let volume = DraftVolume {
            months: months.get(&institution).copied(),
            cases: Some(cases),
            operations,
            endoscopic,
            other_operations: of(Treatment::Other).0,
            no_operation: of(Treatment::None).0,
            masked: u8::try_from(all).unwrap_or(u8::MAX),
            masked_operations,
            masked_endoscopic,
            // Classes were revised in April 2022, so no trend crosses from one year to the next.
            series: year,
        };
        draft.volumes.insert((measure, institution, period), volume);
    }
    Ok(())
}

/// The measure of a disease group, made when it is first met.
pub(super) fn measure(group: &str, draft: &mut Draft) -> Result<String, BuildError> {
    let id = format!("dpc.{group}");
    if draft.measures.contains_key(&id) {
        return Ok(id);
    }
    let both = |en: &str, ja: &str| Bilingual { en: en.to_owned(), ja: ja.to_owned() };
    let name = draft.group_names.get(group).cloned().unwrap_or_else(|| group.to_owned());
    let measure = Measure {
        id: id.clone(),
        publisher: draft.publisher("mhlw")?,
        kind: Kind::Volume,
        name: both(&format!("Admissions in disease group {group}"), &format!("{name}（入院件数）")),
        numerator: both(
            "Stays in hospital for this disease group that ended in the fiscal year, in every operation class with ten or more",
            "この病気のグループで、その年度に退院した入院の件数（10件以上あった区分の合計）",
        ),
        denominator: Bilingual::default(),
        adjustment: both("None: these are counts.", "なし（件数です）"),
        ages: both("All ages; not told apart.", "すべての年齢（年齢別の数字はありません）"),
        not_said: both(
            "A stay is not a person: someone treated with drugs may come many times. Cells under ten are hidden, so every number is a \
             floor. It does not say how well people were treated.",
            "入院の件数で、人の数ではありません。薬の治療では同じ人が何度も入院することがあります。10件未満は公表されないため、\
             どの数字も「少なくとも」です。治療の結果のよしあしはわかりません。",
        ),
        direction: Direction::Neither,
        rate_unit: RateUnit::Percent,
        counts: Counts::Admissions,
        at_least: true,
        shrunken: false,
        separable: draft.classes.separable(group),
        remarks: draft.classes.remarks(group),
    };
    draft.measures.insert(id.clone(), measure);
    Ok(id)
}
