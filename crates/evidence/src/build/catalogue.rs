//! Reads the reviewed tables under `data/catalogue`: conditions, links, publishers, standards, offers, readings.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use serde::Deserialize;

use super::BuildError;
use super::draft::{Draft, DraftInstitution, DraftLink};
use super::manifest::{Manifest, MeasureEntry};
use super::table::Table;
use crate::catalogue::{
    Condition, Counts, Direction, Kind, Measure, Offer, Publisher, RateUnit, Reading, Scope, Separable, Standard,
};
use crate::edition::{Bilingual, ConditionIndex, Edition, Finding, InstitutionIndex, MeasureIndex};
use crate::package::words::Word;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditionFile {
    version: String,
    created: String,
}

/// A table of ours, by column names.
pub(crate) struct Named {
    table: Table,
}

impl Named {
    pub(crate) fn read(definitions: &Path, file: &str) -> Result<Named, BuildError> {
        Ok(Named { table: Table::read(definitions, file, "utf-8")? })
    }

    /// Every row as texts in the order of `columns`.
    pub(crate) fn rows<const N: usize>(&self, columns: [&str; N]) -> Result<Vec<[String; N]>, BuildError> {
        let mut positions = [0; N];
        for (position, name) in positions.iter_mut().zip(columns) {
            *position = self.table.column(name)?;
        }
        Ok(self.table.rows().map(|row| positions.map(|column| row.text(column).to_owned())).collect())
    }
}

/// Reads what must stand before any figure is read.
pub(crate) fn read(definitions: &Path, manifests: &[Manifest], draft: &mut Draft) -> Result<(), BuildError> {
    let path = definitions.join("edition.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| BuildError::File(path.display().to_string(), error))?;
    let edition: EditionFile =
        toml::from_str(&text).map_err(|error| BuildError::Manifest(path.display().to_string(), error.to_string()))?;
    draft.version = edition.version;
    draft.created = edition.created;
    publishers(definitions, draft)?;
    conditions(definitions, draft)?;
    for manifest in manifests {
        for entry in &manifest.measure {
            let measure = measure(manifest, entry, draft.publisher(&manifest.publisher)?)?;
            // The first entry of an id is the one shown; texts of the same id are equal in all manifests.
            draft.measures.entry(entry.id.clone()).or_insert(measure);
        }
    }
    draft.classes = super::dpc_classes::Classes::read(definitions)?;
    Ok(())
}

fn publishers(definitions: &Path, draft: &mut Draft) -> Result<(), BuildError> {
    let table = Named::read(definitions, "catalogue/publishers.csv")?;
    for [id, en, ja, homepage, terms_en, terms_ja] in
        table.rows(["id", "name_en", "name_ja", "homepage", "terms_en", "terms_ja"])?
    {
        let (name, terms) = (Bilingual { en, ja }, Bilingual { en: terms_en, ja: terms_ja });
        draft.publishers.push(Publisher { id, name, homepage, terms });
    }
    Ok(())
}

fn list(text: &str) -> Vec<String> {
    text.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn conditions(definitions: &Path, draft: &mut Draft) -> Result<(), BuildError> {
    let table = Named::read(definitions, "catalogue/conditions.csv")?;
    for [id, en, ja, kana, synonyms_en, synonyms_ja, icd10, kind, plain, rare] in table.rows([
        "id",
        "name_en",
        "name_ja",
        "kana",
        "synonyms_en",
        "synonyms_ja",
        "icd10",
        "kind",
        "plain",
        "rare",
    ])? {
        let condition = Condition {
            id: id.clone(),
            name: Bilingual { en, ja },
            kana,
            synonyms_en: list(&synonyms_en),
            synonyms_ja: list(&synonyms_ja),
            icd10,
            kind,
            plain: plain == "yes",
            rare: rare == "yes",
        };
        draft.conditions.insert(id, condition);
    }
    let table = Named::read(definitions, "catalogue/condition_measures.csv")?;
    for [condition, measure, scope, main, en, ja] in
        table.rows(["condition", "measure", "scope", "main", "note_en", "note_ja"])?
    {
        let scope = Scope::from_word(&scope).ok_or_else(|| {
            let what = format!("scope “{scope}” of {condition} and {measure} is not exact, broader or narrower");
            BuildError::Manifest("catalogue/condition_measures.csv".to_owned(), what)
        })?;
        draft.links.push(DraftLink { condition, measure, scope, main: main == "yes", note: Bilingual { en, ja } });
    }
    Ok(())
}

fn both(en: &str, ja: &str) -> Bilingual {
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}

fn measure(manifest: &Manifest, entry: &MeasureEntry, publisher: usize) -> Result<Measure, BuildError> {
    let kind = Kind::from_word(&manifest.kind).ok_or_else(|| {
        BuildError::Manifest(
            manifest.id.clone(),
            format!("kind “{}” is not volume, outcome or survival", manifest.kind),
        )
    })?;
    let unit = entry.rate_unit.as_deref().unwrap_or(&manifest.rate_unit);
    Ok(Measure {
        id: entry.id.clone(),
        publisher,
        kind,
        name: both(&entry.name_en, &entry.name_ja),
        numerator: both(&entry.numerator_en, &entry.numerator_ja),
        denominator: both(&entry.denominator_en, &entry.denominator_ja),
        adjustment: both(&entry.adjustment_en, &entry.adjustment_ja),
        ages: both(&entry.ages_en, &entry.ages_ja),
        not_said: both(&entry.not_said_en, &entry.not_said_ja),
        direction: match entry.direction.as_str() {
            "lower_is_better" => Direction::LowerIsBetter,
            "higher_is_better" => Direction::HigherIsBetter,
            _ => Direction::Neither,
        },
        rate_unit: if unit == "per-1000" { RateUnit::PerThousand } else { RateUnit::Percent },
        counts: Counts::Operations,
        at_least: false,
        shrunken: manifest.shrunken,
        separable: Separable { resections: kind == Kind::Volume, endoscopic: false, reason: Bilingual::default() },
        remarks: Bilingual::default(),
    })
}

/// Names Japan's disease groups in English, which the publisher names in Japanese only: after the one condition that is just what
/// the group counts, else by its number.
pub(crate) fn name_japanese_measures(draft: &mut Draft) {
    let mut exact: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in draft.links.iter().filter(|link| link.measure.starts_with("dpc.") && link.scope == Scope::Exact) {
        if let Some(condition) = draft.conditions.get(&link.condition) {
            exact.entry(&link.measure).or_default().push(&condition.name.en);
        }
    }
    let named: Vec<(String, String)> = exact
        .into_iter()
        .filter_map(|(measure, names)| match names.as_slice() {
            [name] => Some((measure.to_owned(), format!("Admissions for {name}"))),
            _ => None,
        })
        .collect();
    for (measure, name) in named {
        if let Some(measure) = draft.measures.get_mut(&measure) {
            measure.name.en = name;
        }
    }
}

/// Reads what speaks of institutions and measures by their final positions.
pub(crate) fn read_extras(
    definitions: &Path,
    measures: &HashMap<String, u32>,
    conditions: &HashMap<String, u32>,
    institutions: &BTreeMap<String, DraftInstitution>,
    edition: &mut Edition,
    findings: &mut BTreeSet<Finding>,
) -> Result<(), BuildError> {
    standards(definitions, measures, edition)?;
    readings(definitions, conditions, edition)?;
    let by_key: HashMap<&str, u32> = institutions
        .values()
        .zip(0..)
        .flat_map(|(draft, position)| draft.keys.iter().map(move |key| (key.as_str(), position)))
        .collect();
    let table = Named::read(definitions, "catalogue/offers.csv")?;
    for [country, key, name, answer, en, ja, source, date] in table.rows([
        "country",
        "institution_key",
        "institution_name",
        "answer",
        "what_en",
        "what_ja",
        "source",
        "date",
    ])? {
        let prefix = if country == "JP" { "mhlw" } else { "cms" };
        let found = by_key.get(format!("{prefix}:{}", key.trim_start_matches('0')).as_str());
        match found.or_else(|| by_key.get(format!("{prefix}:{key}").as_str())) {
            Some(position) if answer == "yes" => edition.offers.push(Offer {
                institution: InstitutionIndex(*position),
                what: Bilingual { en, ja },
                source,
                date,
            }),
            _ => {
                findings.insert(Finding {
                    kind: "unlinked".to_owned(),
                    source: "offers".to_owned(),
                    row: 0,
                    detail: format!("{key} {name}: no such institution among those with figures."),
                });
            }
        }
    }
    edition.offers.sort_by(|a, b| (a.institution, &a.source, &a.what.en).cmp(&(b.institution, &b.source, &b.what.en)));
    Ok(())
}

fn standards(definitions: &Path, measures: &HashMap<String, u32>, edition: &mut Edition) -> Result<(), BuildError> {
    let table = Named::read(definitions, "catalogue/standards.csv")?;
    for [id, measure, en, ja, minimum, exact, issuer, year, source, note_en, note_ja] in table.rows([
        "id",
        "measure",
        "operation_en",
        "operation_ja",
        "minimum_a_year",
        "exact",
        "issuer",
        "year",
        "source",
        "note_en",
        "note_ja",
    ])? {
        let minimum_a_year = minimum.parse().map_err(|_| {
            BuildError::Manifest(
                "catalogue/standards.csv".to_owned(),
                format!("{id}: “{minimum}” is not a whole number"),
            )
        })?;
        edition.standards.push(Standard {
            id,
            measure: measures.get(&measure).filter(|_| exact == "yes").map(|position| MeasureIndex(*position)),
            operation: Bilingual { en, ja },
            minimum_a_year,
            issuer,
            year,
            source,
            note: Bilingual { en: note_en, ja: note_ja },
        });
    }
    edition.standards.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(())
}

fn readings(definitions: &Path, conditions: &HashMap<String, u32>, edition: &mut Edition) -> Result<(), BuildError> {
    let table = Named::read(definitions, "catalogue/reading.csv")?;
    for [condition, language, title, address, publisher, seen] in
        table.rows(["condition", "language", "title", "url", "publisher", "seen"])?
    {
        let index = match condition.as_str() {
            "*" | "" => None,
            id => Some(ConditionIndex(*conditions.get(id).ok_or_else(|| {
                BuildError::Manifest("catalogue/reading.csv".to_owned(), format!("condition “{id}” does not exist"))
            })?)),
        };
        edition.readings.push(Reading { condition: index, language, title, address, publisher, seen });
    }
    edition
        .readings
        .sort_by(|a, b| (a.condition, &a.language, &a.address).cmp(&(b.condition, &b.language, &b.address)));
    Ok(())
}
