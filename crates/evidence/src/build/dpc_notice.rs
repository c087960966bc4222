//! The form of Japan's survey in which a hospital goes by its notice number (fiscal year 2022).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::{PublishedCells, hospital_id, measure, source_of, volumes, without_ending};
use crate::build::catalogue::Named;
use crate::build::dpc_classes::Treatment;
use crate::build::draft::{Draft, DraftInstitution};
use crate::build::manifest::Manifest;
use crate::build::places::PlacesFound;
use crate::build::table::Table;
use crate::build::{BuildError, Order, Wanted};
use crate::figures::Period;
use crate::institution::{Country, Precision};

/// A facility by notice number and name: three numbers stand for two hospitals each, before and after a merger.
type Facilities = HashMap<(String, String), String>;

/// Takes a year of the survey.
pub(super) fn take(
    manifest: &Manifest,
    order: Order<'_>,
    places: &PlacesFound,
    draft: &mut Draft,
) -> Result<(), BuildError> {
    let sources = order.sources;
    let apart = kept_apart(order.definitions, draft)?;
    let mut months = HashMap::new();
    let ids = facilities(manifest, sources, (places, &apart), &mut months, draft)?;
    let table = Table::read(sources, manifest.file_for("classes")?, &manifest.encoding)?;
    let column = |role: &str| table.column(manifest.column(role)?);
    let (number, name, group) = (column("notice")?, column("name")?, column("group")?);
    let (class, cases) = (column("class")?, column("cases")?);
    let mut cells = PublishedCells::new();
    let mut used = 0;
    for row in table.rows() {
        let key = (row.text(number).to_owned(), row.text(name).to_owned());
        let Some(id) = ids.get(&key) else {
            let detail = format!("{} {} stands in no table of facilities.", key.0, key.1);
            draft.find("unlinked", &manifest.id, row.number, detail);
            continue;
        };
        if row.text(cases).is_empty() {
            continue;
        }
        let cell = (format!("{:0>2}", row.text(class)), row.whole(cases)?);
        cells.entry((id.clone(), row.text(group).to_owned())).or_default().push(cell);
        used += 1;
    }
    source_of(manifest, "classes", &table, used, draft)?;
    volumes(manifest.fiscal_year, cells, &BTreeMap::new(), &months, draft)?;
    national(manifest, sources, draft)
}

/// Serial numbers whose hospital the reviewed crosswalk could not follow into this year (decision `apart`: both its name and its size
/// changed). They stay two hospitals until someone decides `link`. Hospitals that ended are marked; new names and mergers are
/// listed, and no trend crosses from one year to the next.
fn kept_apart(definitions: &Path, draft: &mut Draft) -> Result<BTreeSet<u32>, BuildError> {
    const FILE: &str = "crosswalk/jp_institutions.csv";
    let wrong = |what: String| BuildError::Manifest(FILE.to_owned(), what);
    let table = Named::read(definitions, FILE)?;
    let mut apart = BTreeSet::new();
    for [serial, followed, before, after, relation, decision] in
        table.rows(["fy2021", "fy2022", "name_2021", "name_2022", "relation", "decision"])?
    {
        let number: Option<u32> = serial.parse().ok();
        let id = number.map(hospital_id).unwrap_or_default();
        if number.is_some() && followed.is_empty() && matches!(relation.as_str(), "ended-or-unlinked" | "merged") {
            if let Some(hospital) = draft.institutions.get_mut(&id) {
                hospital.ended = true;
            }
            let detail = format!(
                "{id} “{before}” does not stand in the next year's list ({relation}); not offered as a choice."
            );
            draft.find("no-recent-figure", "crosswalk", 0, detail);
            continue;
        }
        let (kind, what) = match decision.as_str() {
            "apart" => ("doubtful-pair", "kept as two hospitals; decide in crosswalk/jp_institutions.csv"),
            "do-not-link-trend" => ("renamed", "not looked up, so no trend crosses it"),
            "link" | "report" => continue,
            other => {
                return Err(wrong(format!(
                    "{serial}: decision “{other}” is not link, apart, do-not-link-trend or report"
                )));
            }
        };
        draft.find(kind, "crosswalk", 0, format!("{id}: “{before}” and then “{after}” ({relation}): {what}."));
        if decision == "apart" {
            apart.extend(number);
        }
    }
    Ok(apart)
}

fn facilities(
    manifest: &Manifest,
    sources: &Path,
    (places, apart): (&PlacesFound, &BTreeSet<u32>),
    months: &mut HashMap<String, u8>,
    draft: &mut Draft,
) -> Result<Facilities, BuildError> {
    let table = Table::read(sources, manifest.file_for("facilities")?, &manifest.encoding)?;
    let column = |role: &str| table.column(manifest.column(role)?);
    let (notice, serial, name) = (column("facility_notice")?, column("facility_serial")?, column("facility_name")?);
    let (municipality, beds, reported) = (column("municipality")?, column("facility_beds")?, column("months")?);
    let period = Period::fiscal_year(manifest.fiscal_year);
    let mut facilities = Facilities::new();
    for row in table.rows() {
        // Footnotes stand below the table, without a serial number.
        if row.text(serial).is_empty() {
            continue;
        }
        let number = row.text(notice);
        let mut id = match row.text(serial).parse() {
            Ok(serial) if !apart.contains(&serial) => hospital_id(serial),
            // A dash stands for a hospital that is new in this year.
            Err(_) if row.text(serial) != "-" => return Err(row.wrong(serial, Wanted::Whole)),
            _ => format!("jp-n{number}"),
        };
        let known = facilities.values().any(|other| *other == id);
        if known {
            id = format!("{id}-2");
        }
        let code = row.text(municipality);
        let hospital = draft.institutions.entry(id.clone()).or_insert_with(|| {
            let region = code.get(..2).and_then(|start| places.prefectures.get(start)).cloned().unwrap_or_default();
            let mut hospital = DraftInstitution::new(Country::Japan, &region);
            hospital.point = places.by_code.get(code).map(|point| (5, *point));
            hospital.precision = if hospital.point.is_some() { Precision::Municipality } else { Precision::Unknown };
            hospital.city = city(places, code);
            hospital
        });
        hospital.names.insert((0, period), without_ending(row.text(name)).to_owned());
        // Before and after a merger two hospitals share a notice number, which then names neither.
        if !facilities.keys().any(|(other, _)| other == number) {
            hospital.keys.insert(format!("mhlw-notice-{}:{number}", manifest.fiscal_year));
        }
        if hospital.beds.is_none() {
            hospital.beds = row.whole(beds).ok();
        }
        if !row.text(reported).is_empty() {
            let count = row.text(reported).parse().map_err(|_| row.wrong(reported, Wanted::Whole))?;
            months.insert(id.clone(), count);
        }
        facilities.insert((number.to_owned(), row.text(name).to_owned()), id);
    }
    source_of(manifest, "facilities", &table, table.len(), draft)?;
    Ok(facilities)
}

fn city(places: &PlacesFound, code: &str) -> String {
    let id = format!("jp-{code}");
    places.places.all.iter().find(|place| place.id == id).map_or(String::new(), |place| place.name.clone())
}

/// The national table: admissions by disease group, class and kind of hospital. Only it can say what share is operated on.
fn national(manifest: &Manifest, sources: &Path, draft: &mut Draft) -> Result<(), BuildError> {
    let table = Table::read(sources, manifest.file_for("national")?, &manifest.encoding)?;
    let column = |role: &str| table.column(manifest.column(role)?);
    let (group, what, class) = (column("national_group")?, column("national_what")?, column("national_class")?);
    let year = manifest.fiscal_year;
    let period = Period::fiscal_year(year);
    let (mut current, mut counting) = (String::new(), false);
    for row in table.rows() {
        if !row.text(group).is_empty() {
            current = row.text(group).to_owned();
        }
        if !row.text(what).is_empty() {
            counting = row.text(what) == "件数";
        }
        if !counting {
            continue;
        }
        // Counts of the five kinds of hospital stand in every second column behind the class; a dash means under ten or none.
        let mut sum = 0_u64;
        for column in (1..=9).step_by(2).map(|step| class + step) {
            if !matches!(row.text(column), "" | "-") {
                sum += u64::from(row.whole(column)?);
            }
        }
        let label = row.text(class);
        let total = {
            let id = measure(&current, draft)?;
            draft.totals.entry((id, period)).or_default()
        };
        if label.starts_with("97（") {
            // The class "other" without those who had a transfusion only.
            total.other_operations = Some(sum);
            continue;
        }
        total.cases = Some(total.cases.unwrap_or_default() + sum);
        let slot = match draft.classes.treatment(year, &current, label) {
            Treatment::Resection => &mut total.operations,
            Treatment::Endoscopic => &mut total.endoscopic,
            Treatment::Other => &mut total.other_operations,
            Treatment::None => &mut total.no_operation,
            Treatment::NotCounted => continue,
        };
        *slot = Some(slot.unwrap_or_default() + sum);
    }
    source_of(manifest, "national", &table, table.len(), draft)
}
