//! Writes an edition: CSV resources, then the description with their checksums. The same edition gives the same bytes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::description::{Description, ResourceEntry, Schema};
use super::schema::{self, Resource};
use super::words::Word;
use super::write_posteriors;
use crate::edition::{Bilingual, Edition};

/// The name of the description's file.
pub(crate) const DESCRIPTION: &str = "datapackage.json";

/// Writing failed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file could not be written.
    #[error("{0} could not be written: {1}")]
    File(String, std::io::Error),
    /// A row could not be put into CSV.
    #[error("{0} could not be written as CSV: {1}")]
    Csv(String, csv::Error),
    /// The description could not be put into JSON.
    #[error("the description could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// The edition's files by name, `datapackage.json` last.
pub(crate) fn files(edition: &Edition) -> Result<Vec<(String, Vec<u8>)>, WriteError> {
    let mut files = Vec::new();
    let mut resources = Vec::new();
    for resource in schema::ALL {
        let bytes = csv_of(resource, rows(edition, resource))?;
        resources.push(ResourceEntry {
            name: resource.name.to_owned(),
            path: resource.path(),
            profile: "tabular-data-resource".to_owned(),
            title: resource.title.to_owned(),
            format: "csv".to_owned(),
            mediatype: "text/csv".to_owned(),
            encoding: "utf-8".to_owned(),
            bytes: bytes.len() as u64,
            hash: format!("sha256:{}", digest(&bytes)),
            schema: Schema::of(resource),
        });
        files.push((resource.path(), bytes));
    }
    let description = Description {
        profile: "tabular-data-package".to_owned(),
        name: "anshin-edition".to_owned(),
        title: "Published treatment figures by institution, for Anshin".to_owned(),
        description:
            "Figures that public bodies have published, carried over unchanged; each row's measure names its publisher \
                      and definition, publishers.csv the terms of use, findings.csv what was doubted or left out. profiles.csv \
                      and posteriors.csv are computed from them by Anshin."
                .to_owned(),
        version: edition.version.clone(),
        created: edition.created.clone(),
        resources,
    };
    let mut json = serde_json::to_vec_pretty(&description)?;
    json.push(b'\n');
    files.push((DESCRIPTION.to_owned(), json));
    Ok(files)
}

/// Writes the files into a folder, which is made when it is missing.
pub(crate) fn to_folder(files: &[(String, Vec<u8>)], folder: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(|error| WriteError::File(folder.display().to_string(), error))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| WriteError::File(path.display().to_string(), error))?;
    }
    Ok(())
}

/// The SHA-256 digest in hexadecimal digits.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

fn csv_of(resource: &Resource, rows: Vec<Vec<String>>) -> Result<Vec<u8>, WriteError> {
    let failed = |error| WriteError::Csv(resource.path(), error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(resource.columns.iter().map(|column| column.name)).map_err(failed)?;
    for row in rows {
        writer.write_record(row).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| WriteError::File(resource.path(), error.into_error()))
}

fn rows(edition: &Edition, resource: &Resource) -> Vec<Vec<String>> {
    match resource.name {
        "publishers" | "sources" | "conditions" | "measures" | "condition_measures" => {
            catalogue_rows(edition, resource)
        }
        "institutions" => edition.institutions.iter().map(institution_row).collect(),
        "volumes" => volume_rows(edition),
        "results" => result_rows(edition),
        "totals" => total_rows(edition),
        "profiles" => edition.profiles.iter().map(|it| write_posteriors::profile_row(edition, it)).collect(),
        "posteriors" => edition.posteriors.iter().map(|it| write_posteriors::posterior_row(edition, it)).collect(),
        "places" | "postal" | "zips" => place_rows(edition, resource),
        _ => extra_rows(edition, resource),
    }
}

pub(crate) fn optional<T: ToString>(value: Option<T>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

fn yes_no(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

fn both(text: &Bilingual) -> [String; 2] {
    [text.en.clone(), text.ja.clone()]
}

fn catalogue_rows(edition: &Edition, resource: &Resource) -> Vec<Vec<String>> {
    let publisher = |position: usize| edition.publishers.get(position).map_or(String::new(), |it| it.id.clone());
    match resource.name {
        "publishers" => edition
            .publishers
            .iter()
            .map(|it| {
                let ([en, ja], [terms_en, terms_ja]) = (both(&it.name), both(&it.terms));
                vec![it.id.clone(), en, ja, it.homepage.clone(), terms_en, terms_ja]
            })
            .collect(),
        "sources" => edition
            .sources
            .iter()
            .map(|it| {
                let [en, ja] = both(&it.title);
                let (read, used) = (it.rows_read.to_string(), it.rows_used.to_string());
                let (file, sha256, obtained) = (it.file.clone(), it.sha256.clone(), it.obtained.clone());
                vec![it.id.clone(), publisher(it.publisher), en, ja, file, sha256, obtained, read, used]
            })
            .collect(),
        "conditions" => edition
            .conditions
            .iter()
            .map(|it| {
                let [en, ja] = both(&it.name);
                let (synonyms_en, synonyms_ja) = (it.synonyms_en.join("|"), it.synonyms_ja.join("|"));
                let mut row = vec![it.id.clone(), en, ja, it.kana.clone(), synonyms_en, synonyms_ja, it.icd10.clone()];
                row.extend([it.kind.clone(), yes_no(it.plain), yes_no(it.rare)]);
                row
            })
            .collect(),
        "measures" => edition.measures.iter().map(|it| measure_row(it, publisher(it.publisher))).collect(),
        _ => edition
            .links
            .iter()
            .map(|it| {
                let condition = edition.condition(it.condition).map_or(String::new(), |it| it.id.clone());
                let [en, ja] = both(&it.note);
                vec![condition, measure_id(edition, it.measure), it.scope.as_word().to_owned(), en, ja]
            })
            .collect(),
    }
}

pub(crate) fn measure_id(edition: &Edition, measure: crate::edition::MeasureIndex) -> String {
    edition.measure(measure).map_or(String::new(), |it| it.id.clone())
}

pub(crate) fn institution_id(edition: &Edition, institution: crate::edition::InstitutionIndex) -> String {
    edition.institution(institution).map_or(String::new(), |it| it.id.clone())
}

fn measure_row(it: &crate::catalogue::Measure, publisher: String) -> Vec<String> {
    let mut row = vec![it.id.clone(), publisher, it.kind.as_word().to_owned()];
    for text in [&it.name, &it.numerator, &it.denominator, &it.adjustment, &it.ages, &it.not_said] {
        row.extend(both(text));
    }
    row.extend([it.direction.as_word(), it.rate_unit.as_word(), it.counts.as_word()].map(str::to_owned));
    row.extend([it.at_least, it.shrunken, it.separable.resections, it.separable.endoscopic].map(yes_no));
    row.extend(both(&it.separable.reason));
    row.extend(both(&it.remarks));
    row
}

fn institution_row(it: &crate::institution::Institution) -> Vec<String> {
    let (group, [group_en, group_ja]) = match &it.affiliation {
        Some(group) => (group.id.clone(), both(&group.name)),
        None => (String::new(), [String::new(), String::new()]),
    };
    let (latitude, longitude) = (it.point.map(|point| point.latitude), it.point.map(|point| point.longitude));
    vec![
        it.id.clone(),
        it.country.as_word().to_owned(),
        it.region.clone(),
        it.city.clone(),
        it.name.clone(),
        it.also_known_as.join("|"),
        optional(latitude),
        optional(longitude),
        it.precision.as_word().to_owned(),
        group,
        group_en,
        group_ja,
        optional(it.beds),
        yes_no(it.ended),
        it.keys.join("|"),
    ]
}

fn volume_rows(edition: &Edition) -> Vec<Vec<String>> {
    let row = |it: &crate::figures::Volume| {
        let mut row =
            vec![measure_id(edition, it.measure), institution_id(edition, it.institution), it.period.to_string()];
        row.push(optional(it.months));
        row.extend([it.cases, it.operations, it.endoscopic, it.other_operations, it.no_operation].map(optional));
        row.extend([it.masked, it.masked_operations, it.masked_endoscopic].map(|count| count.to_string()));
        row.push(it.series.to_string());
        row
    };
    edition.volumes.iter().map(row).collect()
}

fn result_rows(edition: &Edition) -> Vec<Vec<String>> {
    let row = |it: &crate::figures::Outcome| {
        let mut row =
            vec![measure_id(edition, it.measure), institution_id(edition, it.institution), it.period.to_string()];
        row.extend([it.cases, it.events].map(optional));
        row.extend([it.expected, it.rate, it.low, it.high].map(optional));
        row.push(it.verdict.map_or(String::new(), |verdict| verdict.as_word().to_owned()));
        row.extend([it.verdict_word.clone(), it.state.as_word().to_owned(), it.series.to_string()]);
        row
    };
    edition.results.iter().map(row).collect()
}

fn total_rows(edition: &Edition) -> Vec<Vec<String>> {
    let row = |it: &crate::figures::Total| {
        let mut row = vec![measure_id(edition, it.measure), it.period.to_string()];
        row.extend(
            [it.cases, it.events, it.operations, it.endoscopic, it.other_operations, it.no_operation].map(optional),
        );
        row
    };
    edition.totals.iter().map(row).collect()
}

fn extra_rows(edition: &Edition, resource: &Resource) -> Vec<Vec<String>> {
    match resource.name {
        "period_notes" => edition
            .period_notes
            .iter()
            .map(|it| {
                let [en, ja] = both(&it.note);
                vec![measure_id(edition, it.measure), it.period.to_string(), en, ja]
            })
            .collect(),
        "standards" => edition
            .standards
            .iter()
            .map(|it| {
                let ([en, ja], [note_en, note_ja]) = (both(&it.operation), both(&it.note));
                let measure = it.measure.map_or(String::new(), |measure| measure_id(edition, measure));
                let minimum = it.minimum_a_year.to_string();
                let (issuer, year, source) = (it.issuer.clone(), it.year.clone(), it.source.clone());
                vec![it.id.clone(), measure, en, ja, minimum, issuer, year, source, note_en, note_ja]
            })
            .collect(),
        "offers" => edition
            .offers
            .iter()
            .map(|it| {
                let [en, ja] = both(&it.what);
                vec![institution_id(edition, it.institution), en, ja, it.source.clone(), it.date.clone()]
            })
            .collect(),
        "readings" => edition
            .readings
            .iter()
            .map(|it| {
                let found = it.condition.and_then(|condition| edition.condition(condition));
                let condition = found.map_or(String::new(), |it| it.id.clone());
                let (title, address) = (it.title.clone(), it.address.clone());
                vec![condition, it.language.clone(), title, address, it.publisher.clone(), it.seen.clone()]
            })
            .collect(),
        _ => edition
            .findings
            .iter()
            .map(|it| vec![it.kind.clone(), it.source.clone(), it.row.to_string(), it.detail.clone()])
            .collect(),
    }
}

fn place_rows(edition: &Edition, resource: &Resource) -> Vec<Vec<String>> {
    let places = &edition.places;
    match resource.name {
        "places" => places
            .all
            .iter()
            .map(|it| {
                let mut row = vec![it.id.clone(), it.country.as_word().to_owned(), it.kind.as_word().to_owned()];
                row.extend([&it.name, &it.kana, &it.latin, &it.region, &it.region_latin].map(String::clone));
                row.extend([it.aliases.join("|"), it.point.latitude.to_string(), it.point.longitude.to_string()]);
                row
            })
            .collect(),
        "postal" => places
            .postal
            .iter()
            .map(|it| {
                let place = places.all.get(it.place as usize).map_or(String::new(), |place| place.id.clone());
                vec![it.first.to_string(), it.last.to_string(), place]
            })
            .collect(),
        _ => places
            .zips
            .iter()
            .map(|it| {
                let (latitude, longitude) = (it.point.latitude.to_string(), it.point.longitude.to_string());
                vec![it.code.to_string(), latitude, longitude, it.label.clone()]
            })
            .collect(),
    }
}
