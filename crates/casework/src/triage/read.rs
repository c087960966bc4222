//! Reading the file of signs.

use std::collections::BTreeMap;

use evidence::{Bilingual, Country};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Cited, Level, Number, Review, Sign, Triage};

const FILE: &str = include_str!("../../../../data/triage/signs.toml");

/// The file that comes with the program.
pub(super) fn embedded() -> Triage {
    // A test reads the file, so the second arm is never taken; were it taken, the page would show no sign to tick and say "draft".
    Triage::read(FILE).unwrap_or_else(|_| Triage {
        version: "unreadable".to_owned(),
        review: Review::Draft,
        protocol: Bilingual::default(),
        numbers: Vec::new(),
        signs: Vec::new(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    version: String,
    review: ReviewRow,
    protocol: Both,
    sources: BTreeMap<String, SourceRow>,
    groups: BTreeMap<String, Both>,
    number: Vec<NumberRow>,
    sign: Vec<SignRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    ja: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewRow {
    state: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceRow {
    title: String,
    publisher: String,
    address: String,
    seen: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberRow {
    country: String,
    number: String,
    source: String,
    item: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignRow {
    id: String,
    group: String,
    level: String,
    ja: String,
    en: String,
    source: String,
    item: String,
}

impl Triage {
    /// Reads a file of signs, or says what is wrong with it.
    pub fn read(text: &str) -> Result<Triage, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        if file.format != "anshin-signs" {
            return Err(format!("format is {:?}, not \"anshin-signs\"", file.format));
        }
        let numbers = file.number.iter().map(|row| number(row, &file)).collect::<Result<Vec<_>, _>>()?;
        let signs = file.sign.iter().map(|row| sign(row, &file)).collect::<Result<Vec<_>, _>>()?;
        if numbers.is_empty() || signs.is_empty() {
            return Err("a file of signs needs signs, and a number to call".to_owned());
        }
        for (place, sign) in signs.iter().enumerate() {
            if signs.iter().take(place).any(|other| other.id == sign.id) {
                return Err(format!("the sign {:?} stands twice", sign.id));
            }
        }
        Ok(Triage {
            version: filled("version", &file.version)?,
            review: review(&file.review)?,
            protocol: both("protocol", &file.protocol)?,
            numbers,
            signs,
        })
    }
}

fn review(row: &ReviewRow) -> Result<Review, String> {
    match row.state.as_str() {
        "draft" => Ok(Review::Draft),
        "reviewed" => {
            let on: Date = row.on.parse().map_err(|_| "a reviewed file needs the day of the review".to_owned())?;
            Ok(Review::Reviewed { by: filled("review.by", &row.by)?, on })
        }
        other => Err(format!("review.state is {other:?}, not \"draft\" or \"reviewed\"")),
    }
}

fn number(row: &NumberRow, file: &File) -> Result<Number, String> {
    let country = match row.country.as_str() {
        "JP" => Country::Japan,
        "US" => Country::UnitedStates,
        other => return Err(format!("country {other:?} is not JP or US")),
    };
    Ok(Number { country, number: filled("number", &row.number)?, source: cited(&row.source, &row.item, file)? })
}

fn sign(row: &SignRow, file: &File) -> Result<Sign, String> {
    let level = match row.level.as_str() {
        "ambulance" => Level::Ambulance,
        "hospital" => Level::Hospital,
        other => return Err(format!("sign {:?}: level {other:?} is not ambulance or hospital", row.id)),
    };
    let group = file.groups.get(&row.group).ok_or_else(|| format!("sign {:?}: no group {:?}", row.id, row.group))?;
    let words = Both { ja: row.ja.clone(), en: row.en.clone() };
    Ok(Sign {
        id: filled("id", &row.id)?,
        group: both(&row.group, group)?,
        words: both(&row.id, &words)?,
        level,
        source: cited(&row.source, &row.item, file)?,
    })
}

/// The source of one item. None may be without.
fn cited(source: &str, item: &str, file: &File) -> Result<Cited, String> {
    let row = file.sources.get(source).ok_or_else(|| format!("no source {source:?}"))?;
    Ok(Cited {
        title: filled("title", &row.title)?,
        publisher: filled("publisher", &row.publisher)?,
        address: filled("address", &row.address)?,
        seen: filled("seen", &row.seen)?,
        item: filled("item", item)?,
    })
}

fn both(name: &str, words: &Both) -> Result<Bilingual, String> {
    Ok(Bilingual { en: filled(name, &words.en)?, ja: filled(name, &words.ja)? })
}

fn filled(name: &str, text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err(format!("{name} is empty")) } else { Ok(text.to_owned()) }
}
