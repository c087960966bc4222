//! Reads the small files: publishers, sources, conditions, measures, links, institutions, standards, offers, readings, findings.

use std::collections::HashSet;

use super::cells::Cells;
use super::problem::{Problem, What};
use super::read::{Files, Ids, each_row, in_order, next_index, unknown};
use super::schema;
use crate::catalogue::{Condition, Link, Measure, Offer, Publisher, Reading, Separable, Source, Standard};
use crate::edition::{ConditionIndex, Edition, Finding};
use crate::figures::PeriodNote;
use crate::institution::{Affiliation, Institution, Point};

/// Reads the small files into the edition and gives what their ids stand for.
pub(crate) fn read(files: &Files, edition: &mut Edition, problems: &mut Vec<Problem>) -> Ids {
    let mut ids = Ids::default();
    publishers(files, edition, &mut ids, problems);
    measures(files, edition, &mut ids, problems);
    conditions(files, edition, &mut ids, problems);
    institutions(files, edition, &mut ids, problems);
    extras(files, edition, &ids, problems);
    ids
}

fn twice(cells: &Cells<'_>, id: &str) -> Problem {
    cells.problem(What::Twice(id.to_owned()))
}

fn publishers(files: &Files, edition: &mut Edition, ids: &mut Ids, problems: &mut Vec<Problem>) {
    each_row(files, &schema::PUBLISHERS, problems, |cells| {
        let id = cells.owned()?;
        if ids.publishers.insert(id.clone(), edition.publishers.len()).is_some() {
            return Err(twice(cells, &id));
        }
        let (name, homepage, terms) = (cells.bilingual()?, cells.owned()?, cells.bilingual()?);
        edition.publishers.push(Publisher { id, name, homepage, terms });
        Ok(())
    });
    each_row(files, &schema::SOURCES, problems, |cells| {
        edition.sources.push(Source {
            id: cells.owned()?,
            publisher: publisher(ids, cells)?,
            title: cells.bilingual()?,
            file: cells.owned()?,
            sha256: cells.owned()?,
            obtained: cells.owned()?,
            rows_read: cells.number_or_zero()?,
            rows_used: cells.number_or_zero()?,
        });
        Ok(())
    });
}

fn publisher(ids: &Ids, cells: &mut Cells<'_>) -> Result<usize, Problem> {
    let id = cells.text()?;
    ids.publishers.get(id).copied().ok_or_else(|| unknown(cells, id, "publishers.csv"))
}

fn measures(files: &Files, edition: &mut Edition, ids: &mut Ids, problems: &mut Vec<Problem>) {
    each_row(files, &schema::MEASURES, problems, |cells| {
        let id = cells.owned()?;
        if ids.measures.insert(id.clone(), next_index(&edition.measures)).is_some() {
            return Err(twice(cells, &id));
        }
        edition.measures.push(Measure {
            id,
            publisher: publisher(ids, cells)?,
            kind: cells.word()?,
            name: cells.bilingual()?,
            numerator: cells.bilingual()?,
            denominator: cells.bilingual()?,
            adjustment: cells.bilingual()?,
            ages: cells.bilingual()?,
            not_said: cells.bilingual()?,
            direction: cells.word()?,
            rate_unit: cells.word()?,
            counts: cells.word()?,
            at_least: cells.yes_no()?,
            shrunken: cells.yes_no()?,
            separable: Separable {
                resections: cells.yes_no()?,
                endoscopic: cells.yes_no()?,
                reason: cells.bilingual()?,
            },
            remarks: cells.bilingual()?,
        });
        Ok(())
    });
}

fn conditions(files: &Files, edition: &mut Edition, ids: &mut Ids, problems: &mut Vec<Problem>) {
    each_row(files, &schema::CONDITIONS, problems, |cells| {
        let id = cells.owned()?;
        if ids.conditions.insert(id.clone(), next_index(&edition.conditions)).is_some() {
            return Err(twice(cells, &id));
        }
        edition.conditions.push(Condition {
            id,
            name: cells.bilingual()?,
            kana: cells.owned()?,
            synonyms_en: cells.list()?,
            synonyms_ja: cells.list()?,
            icd10: cells.owned()?,
            kind: cells.owned()?,
            plain: cells.yes_no()?,
            rare: cells.yes_no()?,
        });
        Ok(())
    });
    let mut linked = HashSet::new();
    each_row(files, &schema::LINKS, problems, |cells| {
        let condition = condition(ids, cells)?;
        let measure = ids.measure(cells)?;
        if !linked.insert((condition, measure)) {
            let pair = cells.record.iter().take(2).collect::<Vec<_>>().join(" – ");
            return Err(twice(cells, &pair));
        }
        edition.links.push(Link { condition, measure, scope: cells.word()?, note: cells.bilingual()? });
        Ok(())
    });
}

fn condition(ids: &Ids, cells: &mut Cells<'_>) -> Result<ConditionIndex, Problem> {
    let id = cells.text()?;
    ids.conditions.get(id).map(|index| ConditionIndex(*index)).ok_or_else(|| unknown(cells, id, "conditions.csv"))
}

fn institutions(files: &Files, edition: &mut Edition, ids: &mut Ids, problems: &mut Vec<Problem>) {
    each_row(files, &schema::INSTITUTIONS, problems, |cells| {
        let id = cells.owned()?;
        if ids.institutions.insert(id.clone(), next_index(&edition.institutions)).is_some() {
            return Err(twice(cells, &id));
        }
        let (country, region, city, name) = (cells.word()?, cells.owned()?, cells.owned()?, cells.owned()?);
        let also_known_as = cells.list()?;
        let (latitude, longitude) = (cells.finite()?, cells.finite()?);
        let point = match (latitude, longitude) {
            (Some(latitude), Some(longitude)) => Some(point(cells, latitude, longitude)?),
            (None, None) => None,
            _ => return Err(cells.problem(What::HalfAPoint)),
        };
        let precision = cells.word()?;
        let (group, group_name) = (cells.owned()?, cells.bilingual()?);
        let affiliation = (!group.is_empty()).then_some(Affiliation { id: group, name: group_name });
        let (beds, ended, keys) = (cells.number()?, cells.yes_no()?, cells.list()?);
        edition.institutions.push(Institution {
            id,
            country,
            region,
            city,
            name,
            also_known_as,
            point,
            precision,
            affiliation,
            beds,
            ended,
            keys,
        });
        Ok(())
    });
}

/// A point on the earth, if it is one. 0, 0 is what programs write for a place that they do not know.
pub(crate) fn point(cells: &Cells<'_>, latitude: f64, longitude: f64) -> Result<Point, Problem> {
    if latitude == 0.0 && longitude == 0.0 {
        return Err(cells.problem(What::Nowhere));
    }
    if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 {
        return Ok(Point { latitude, longitude });
    }
    Err(cells.problem(What::NotAPoint(format!("{latitude}, {longitude}"))))
}

fn extras(files: &Files, edition: &mut Edition, ids: &Ids, problems: &mut Vec<Problem>) {
    each_row(files, &schema::PERIOD_NOTES, problems, |cells| {
        let (measure, period) = (ids.measure(cells)?, cells.period()?);
        in_order(cells, edition.period_notes.last().map(|last| (last.measure, last.period)), (measure, period))?;
        edition.period_notes.push(PeriodNote { measure, period, note: cells.bilingual()? });
        Ok(())
    });
    each_row(files, &schema::STANDARDS, problems, |cells| {
        let id = cells.owned()?;
        let measure = if cells.record.get(cells.next) == Some("") {
            cells.next += 1;
            None
        } else {
            Some(ids.measure(cells)?)
        };
        edition.standards.push(Standard {
            id,
            measure,
            operation: cells.bilingual()?,
            minimum_a_year: cells.number_or_zero()?,
            issuer: cells.owned()?,
            year: cells.owned()?,
            source: cells.owned()?,
            note: cells.bilingual()?,
        });
        Ok(())
    });
    each_row(files, &schema::OFFERS, problems, |cells| {
        edition.offers.push(Offer {
            institution: ids.institution(cells)?,
            what: cells.bilingual()?,
            source: cells.owned()?,
            date: cells.owned()?,
        });
        Ok(())
    });
    each_row(files, &schema::READINGS, problems, |cells| {
        let condition = if cells.record.get(cells.next) == Some("") {
            cells.next += 1;
            None
        } else {
            Some(condition(ids, cells)?)
        };
        edition.readings.push(Reading {
            condition,
            language: cells.owned()?,
            title: cells.owned()?,
            address: cells.owned()?,
            publisher: cells.owned()?,
            seen: cells.owned()?,
        });
        Ok(())
    });
    each_row(files, &schema::FINDINGS, problems, |cells| {
        edition.findings.push(Finding {
            kind: cells.owned()?,
            source: cells.owned()?,
            row: cells.number_or_zero()?,
            detail: cells.owned()?,
        });
        Ok(())
    });
}
