//! The edition while it is being built: everything by its id, before positions are fixed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::BuildError;
use super::catalogue;
use crate::catalogue::{Condition, Link, Measure, Publisher, Scope, Source};
use crate::edition::{Bilingual, ConditionIndex, Edition, Finding, InstitutionIndex, MeasureIndex};
use crate::figures::{Outcome, Period, PeriodNote, State, Total, Verdict, Volume};
use crate::institution::{Affiliation, Country, Institution, Point, Precision};
use crate::place::Places;

/// A figure's place: measure, institution, period.
pub(crate) type Key = (String, String, Period);

/// The edition while it is being built.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) version: String,
    pub(crate) created: String,
    pub(crate) publishers: Vec<Publisher>,
    pub(crate) sources: Vec<Source>,
    pub(crate) conditions: BTreeMap<String, Condition>,
    pub(crate) links: Vec<DraftLink>,
    /// What must be said beside a period of a measure.
    pub(crate) period_notes: BTreeMap<(String, Period), Bilingual>,
    pub(crate) measures: BTreeMap<String, Measure>,
    pub(crate) institutions: BTreeMap<String, DraftInstitution>,
    pub(crate) volumes: BTreeMap<Key, DraftVolume>,
    pub(crate) results: BTreeMap<Key, DraftOutcome>,
    pub(crate) totals: BTreeMap<(String, Period), DraftTotal>,
    pub(crate) directory: BTreeMap<String, super::directory::Entry>,
    pub(crate) findings: BTreeSet<Finding>,
    /// Findings that are alike for many rows: kind, source and what was found, with the count and the first row.
    pub(crate) tallies: BTreeMap<(String, String, String), (u64, u64)>,
    pub(crate) series: HashMap<String, Vec<String>>,
    pub(crate) classes: super::dpc_classes::Classes,
    /// Published names of Japan's disease groups.
    pub(crate) group_names: BTreeMap<String, String>,
}

/// A measure that speaks of a condition.
pub(crate) struct DraftLink {
    pub(crate) condition: String,
    pub(crate) measure: String,
    pub(crate) scope: Scope,
    /// Of several that do not fit exactly, the one a review has chosen to stand first.
    pub(crate) main: bool,
    pub(crate) note: Bilingual,
}

/// A hospital while it is being put together.
#[derive(Clone, Debug)]
pub(crate) struct DraftInstitution {
    pub(crate) country: Country,
    pub(crate) region: String,
    pub(crate) city: String,
    /// Names by how much they are to be preferred; the last is shown.
    pub(crate) names: BTreeMap<(u8, Period), String>,
    /// The points that sources give, each with how many decimals it carries.
    pub(crate) points: BTreeMap<String, (u8, Point)>,
    /// The point that is used, with how many decimals it carries.
    pub(crate) point: Option<(u8, Point)>,
    pub(crate) precision: Precision,
    pub(crate) affiliation: Option<Affiliation>,
    pub(crate) system: String,
    pub(crate) beds: Option<u32>,
    pub(crate) ended: bool,
    pub(crate) keys: BTreeSet<String>,
}

impl DraftInstitution {
    /// A hospital of which nothing is known yet.
    pub(crate) fn new(country: Country, region: &str) -> DraftInstitution {
        DraftInstitution {
            country,
            region: region.to_owned(),
            city: String::new(),
            names: BTreeMap::new(),
            points: BTreeMap::new(),
            point: None,
            precision: Precision::Unknown,
            affiliation: None,
            system: String::new(),
            beds: None,
            ended: false,
            keys: BTreeSet::new(),
        }
    }

    /// The name to show: the most preferred one that is not the beginning of a longer one (publishers cut names).
    pub(crate) fn name(&self) -> String {
        let cut = |name: &str| self.names.values().any(|other| other.len() > name.len() && other.starts_with(name));
        let whole = self.names.values().rev().find(|name| !cut(name));
        whole.or(self.names.values().next_back()).cloned().unwrap_or_default()
    }

    fn other_names(&self, shown: &str) -> Vec<String> {
        let names: BTreeSet<&String> = self.names.values().collect();
        let cut =
            |name: &String| names.iter().any(|other| other.len() > name.len() && other.starts_with(name.as_str()));
        names.iter().filter(|name| name.as_str() != shown && !cut(name)).map(|name| (*name).clone()).collect()
    }
}

/// A volume row without its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct DraftVolume {
    pub(crate) months: Option<u8>,
    pub(crate) cases: Option<u32>,
    pub(crate) operations: Option<u32>,
    pub(crate) endoscopic: Option<u32>,
    pub(crate) other_operations: Option<u32>,
    pub(crate) no_operation: Option<u32>,
    pub(crate) masked: u8,
    pub(crate) masked_operations: u8,
    pub(crate) masked_endoscopic: u8,
    pub(crate) series: u16,
}

/// An outcome row without its place.
#[derive(Clone, Debug)]
pub(crate) struct DraftOutcome {
    pub(crate) cases: Option<u32>,
    pub(crate) events: Option<u32>,
    pub(crate) expected: Option<f64>,
    pub(crate) rate: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) verdict: Option<Verdict>,
    pub(crate) verdict_word: String,
    pub(crate) state: State,
    pub(crate) series: u16,
    pub(crate) priority: i32,
    pub(crate) filled: usize,
    pub(crate) source: String,
    pub(crate) row: u64,
}

/// A total without its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct DraftTotal {
    pub(crate) cases: Option<u64>,
    pub(crate) events: Option<u64>,
    pub(crate) operations: Option<u64>,
    pub(crate) endoscopic: Option<u64>,
    pub(crate) other_operations: Option<u64>,
    pub(crate) no_operation: Option<u64>,
}

impl Draft {
    /// Notes a doubt.
    pub(crate) fn find(&mut self, kind: &str, source: &str, row: u64, detail: String) {
        self.findings.insert(Finding { kind: kind.to_owned(), source: source.to_owned(), row, detail });
    }

    /// Counts a row among those of which the same is to be said.
    pub(crate) fn tally(&mut self, kind: &str, source: &str, row: u64, detail: String) {
        let counted = self.tallies.entry((kind.to_owned(), source.to_owned(), detail)).or_insert((0, row));
        counted.0 += 1;
    }

    /// The publisher's position.
    pub(crate) fn publisher(&self, id: &str) -> Result<usize, BuildError> {
        self.publishers.iter().position(|publisher| publisher.id == id).ok_or_else(|| {
            BuildError::Manifest(
                id.to_owned(),
                "no such publisher stands in catalogue/publishers.csv; add it there".to_owned(),
            )
        })
    }

    /// A small number for a named stretch of periods of one measure.
    pub(crate) fn series(&mut self, measure: &str, name: &str) -> u16 {
        let known = self.series.entry(measure.to_owned()).or_default();
        let position = known.iter().position(|other| other == name).unwrap_or_else(|| {
            known.push(name.to_owned());
            known.len() - 1
        });
        u16::try_from(position).unwrap_or(u16::MAX)
    }

    /// Fixes every position and gives the edition. Hospitals without a figure are left out.
    pub(crate) fn finish(mut self, places: Places, definitions: &Path) -> Result<Edition, BuildError> {
        let used: BTreeSet<&String> =
            self.volumes.keys().map(|key| &key.1).chain(self.results.keys().map(|key| &key.1)).collect();
        let used: BTreeSet<String> = used.into_iter().cloned().collect();
        self.institutions.retain(|id, _| used.contains(id));
        self.report_unplaced();
        for ((kind, source, detail), (count, row)) in std::mem::take(&mut self.tallies) {
            self.find(&kind, &source, row, format!("{count} rows, this one first: {detail}"));
        }
        let measures = positions(self.measures.keys());
        let conditions = positions(self.conditions.keys());
        let institutions = positions(self.institutions.keys());
        let mut edition = Edition {
            version: self.version.clone(),
            created: self.created.clone(),
            publishers: self.publishers.clone(),
            sources: self.sources.clone(),
            places,
            ..Edition::default()
        };
        edition.volumes = self.volumes(&measures, &institutions);
        edition.results = self.results(&measures, &institutions);
        edition.totals = self.totals(&measures);
        edition.links = self.links(&conditions, &measures)?;
        edition.period_notes = self.period_notes(&measures);
        catalogue::read_extras(
            definitions,
            &measures,
            &conditions,
            &self.institutions,
            &mut edition,
            &mut self.findings,
        )?;
        edition.institutions = self.institutions.iter().map(|(id, draft)| institution(id, draft)).collect();
        edition.measures = self.measures.into_values().collect();
        edition.conditions = self.conditions.into_values().collect();
        edition.findings = self.findings.into_iter().collect();
        Ok(edition)
    }

    fn report_unplaced(&mut self) {
        let unplaced: Vec<String> = self
            .institutions
            .iter()
            .filter(|(_, draft)| draft.point.is_none())
            .map(|(id, draft)| {
                format!("{id} {}: it is not known where it stands, so it has no distance.", draft.name())
            })
            .collect();
        for detail in unplaced {
            self.find("no-place", "institutions", 0, detail);
        }
    }

    fn volumes(&self, measures: &HashMap<String, u32>, institutions: &HashMap<String, u32>) -> Vec<Volume> {
        let row = |((measure, institution, period), it): (&Key, &DraftVolume)| {
            Some(Volume {
                measure: MeasureIndex(*measures.get(measure)?),
                institution: InstitutionIndex(*institutions.get(institution)?),
                period: *period,
                months: it.months,
                cases: it.cases,
                operations: it.operations,
                endoscopic: it.endoscopic,
                other_operations: it.other_operations,
                no_operation: it.no_operation,
                masked: it.masked,
                masked_operations: it.masked_operations,
                masked_endoscopic: it.masked_endoscopic,
                series: it.series,
            })
        };
        self.volumes.iter().filter_map(row).collect()
    }

    fn results(&self, measures: &HashMap<String, u32>, institutions: &HashMap<String, u32>) -> Vec<Outcome> {
        let row = |((measure, institution, period), it): (&Key, &DraftOutcome)| {
            Some(Outcome {
                measure: MeasureIndex(*measures.get(measure)?),
                institution: InstitutionIndex(*institutions.get(institution)?),
                period: *period,
                cases: it.cases,
                events: it.events,
                expected: it.expected,
                rate: it.rate,
                low: it.low,
                high: it.high,
                verdict: it.verdict,
                verdict_word: it.verdict_word.clone(),
                state: it.state,
                series: it.series,
            })
        };
        self.results.iter().filter_map(row).collect()
    }

    fn totals(&self, measures: &HashMap<String, u32>) -> Vec<Total> {
        let row = |((measure, period), it): (&(String, Period), &DraftTotal)| {
            Some(Total {
                measure: MeasureIndex(*measures.get(measure)?),
                period: *period,
                cases: it.cases,
                events: it.events,
                operations: it.operations,
                endoscopic: it.endoscopic,
                other_operations: it.other_operations,
                no_operation: it.no_operation,
            })
        };
        self.totals.iter().filter_map(row).collect()
    }

    fn period_notes(&self, measures: &HashMap<String, u32>) -> Vec<PeriodNote> {
        let row = |((measure, period), note): (&(String, Period), &Bilingual)| {
            Some(PeriodNote { measure: MeasureIndex(*measures.get(measure)?), period: *period, note: note.clone() })
        };
        self.period_notes.iter().filter_map(row).collect()
    }

    /// Links sorted by condition; within it exact ones first, then the one chosen by review.
    fn links(
        &self,
        conditions: &HashMap<String, u32>,
        measures: &HashMap<String, u32>,
    ) -> Result<Vec<Link>, BuildError> {
        let wrong = |what: String| BuildError::Manifest("catalogue/condition_measures.csv".to_owned(), what);
        let mut links = Vec::new();
        for link in &self.links {
            let missing = |what: &str, id: &str| {
                wrong(format!("{what} “{id}” is named there but does not exist; correct it or add it"))
            };
            let condition = *conditions.get(&link.condition).ok_or_else(|| missing("condition", &link.condition))?;
            let measure = *measures.get(&link.measure).ok_or_else(|| missing("measure", &link.measure))?;
            let inexact = |other: &&DraftLink| other.condition == link.condition && other.measure.starts_with("dpc.");
            let rivals: Vec<&DraftLink> = self.links.iter().filter(inexact).collect();
            if rivals.len() > 1 && !rivals.iter().any(|rival| rival.main || rival.scope == Scope::Exact) {
                let what = "has several volumes, none of them exact: mark the one to stand first in column main";
                return Err(wrong(format!("{} {what}", link.condition)));
            }
            let rank = (condition, link.scope != Scope::Exact, !link.main);
            let (condition, measure) = (ConditionIndex(condition), MeasureIndex(measure));
            links.push((rank, Link { condition, measure, scope: link.scope, note: link.note.clone() }));
        }
        links.sort_by_key(|(rank, _)| *rank);
        Ok(links.into_iter().map(|(_, link)| link).collect())
    }
}

fn positions<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<String, u32> {
    ids.zip(0..).map(|(id, position)| (id.clone(), position)).collect()
}

fn institution(id: &str, draft: &DraftInstitution) -> Institution {
    let name = draft.name();
    Institution {
        id: id.to_owned(),
        country: draft.country,
        region: draft.region.clone(),
        city: draft.city.clone(),
        also_known_as: draft.other_names(&name),
        name,
        point: draft.point.map(|(_, point)| point),
        precision: draft.precision,
        affiliation: draft.affiliation.clone(),
        beds: draft.beds,
        ended: draft.ended,
        keys: draft.keys.iter().cloned().collect(),
    }
}
