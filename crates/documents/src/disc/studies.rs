//! Objects gathered into people and their studies.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::header::Object;
use super::letters::Letters;
use super::{Fits, PATIENTS, Patient, Study, Whose, listing, name, plain};

/// So many ways of writing one name, and so many hospitals' numbers for one person, are kept.
const WAYS: usize = 12;

/// What was gathered so far.
#[derive(Default)]
pub(super) struct Gathered {
    paths: BTreeSet<String>,
    patients: Vec<Person>,
    full: bool,
}

struct Person {
    names: Vec<String>,
    legible: bool,
    born: Option<Date>,
    numbers: Vec<String>,
    studies: BTreeMap<Vec<u8>, One>,
}

#[derive(Default)]
struct One {
    date: Option<Date>,
    modalities: BTreeSet<String>,
    description: String,
    institution: String,
    series: BTreeSet<Vec<u8>>,
    images: usize,
    frames: u64,
    other_objects: usize,
}

impl Gathered {
    /// A file lies there, whatever it is.
    pub(super) fn seen(&mut self, path: &str) {
        self.paths.insert(listing::folded(path));
    }

    pub(super) fn paths(&self) -> &BTreeSet<String> {
        &self.paths
    }

    /// Whether there were more people than are told apart.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    pub(super) fn take(&mut self, object: Object) {
        let letters = Letters::of(&object.letters);
        let name = letters.read(&object.name);
        let names = name::groups(&name.text);
        let plain = |bytes: &[u8]| plain(&letters.read(bytes).text);
        let (born, number) = (day(&object.born), plain(&object.number));
        let known = self.patients.iter().position(|person| person.is(&names, born, &number));
        if known.is_none() && self.patients.len() >= PATIENTS {
            self.full = true;
            return;
        }
        let place = known.unwrap_or_else(|| {
            let (names, numbers, studies) = (Vec::new(), Vec::new(), BTreeMap::new());
            self.patients.push(Person { names, legible: true, born, numbers, studies });
            self.patients.len() - 1
        });
        let Some(person) = self.patients.get_mut(place) else { return };
        person.legible &= name.legible;
        person.learn(names, number);
        let study = person.studies.entry(object.study.clone()).or_default();
        study.take(&object, plain(&object.description), plain(&object.institution));
    }

    /// The people, held against the case.
    pub(super) fn patients(self, whose: Whose<'_>) -> Vec<Patient> {
        self.patients.into_iter().map(|person| person.against(whose)).collect()
    }
}

impl Person {
    /// Born on the same day, and with a name or a number in common: not every machine writes a name in each of its ways, and each hospital
    /// has numbers of its own. Without a birth date neither may be another.
    fn is(&self, names: &[String], born: Option<Date>, number: &str) -> bool {
        if self.born != born {
            return false;
        }
        let shares = |name: &String| self.names.iter().any(|known| name::key(known) == name::key(name));
        let same_name = names.iter().any(shares);
        // The same number under another name in the same letters is a mistake that must be seen.
        let other_name = names.iter().any(|name| name::fits(name, &self.names) == Fits::Different);
        let same_number = !other_name && self.numbers.iter().any(|known| known == number);
        let no_names = names.is_empty() && self.names.is_empty();
        let no_number = number.is_empty() || self.numbers.is_empty();
        match born {
            Some(_) => same_name || same_number || (no_names && no_number),
            None => (same_name || no_names) && (same_number || no_number),
        }
    }

    fn learn(&mut self, names: Vec<String>, number: String) {
        for name in names {
            if !self.names.contains(&name) && self.names.len() < WAYS {
                self.names.push(name);
            }
        }
        if !number.is_empty() && !self.numbers.contains(&number) && self.numbers.len() < WAYS {
            self.numbers.push(number);
        }
    }

    fn against(self, whose: Whose<'_>) -> Patient {
        let born_fits = match (self.born, whose.born) {
            (Some(there), Some(here)) if there == here => Fits::Same,
            (Some(_), Some(_)) => Fits::Different,
            _ => Fits::CannotBeTold,
        };
        let mut studies: Vec<Study> = self.studies.into_values().map(One::study).collect();
        studies.sort_by_key(|study| (study.date.is_none(), study.date));
        let name_fits = match self.legible {
            true => name::fits(whose.name, &self.names),
            false => Fits::CannotBeTold,
        };
        Patient {
            name_fits,
            born_fits,
            names: self.names.iter().map(|name| plain(&name::shown(name))).collect(),
            legible: self.legible,
            born: self.born,
            numbers: self.numbers,
            studies,
        }
    }
}

impl One {
    fn take(&mut self, object: &Object, description: String, institution: String) {
        self.date = self.date.or_else(|| day(&object.study_date));
        let modality = plain(&String::from_utf8_lossy(&object.modality));
        if !modality.is_empty() {
            self.modalities.insert(modality);
        }
        if self.description.is_empty() {
            self.description = description;
        }
        if self.institution.is_empty() {
            self.institution = institution;
        }
        self.series.insert(object.series.clone());
        if object.lacks.is_some() {
            return;
        }
        if object.has_rows {
            self.images += 1;
            let frames = String::from_utf8_lossy(&object.frames).trim().parse().unwrap_or(1);
            self.frames = self.frames.saturating_add(frames);
        } else {
            self.other_objects += 1;
        }
    }

    fn study(self) -> Study {
        Study {
            date: self.date,
            modalities: self.modalities.into_iter().collect(),
            description: self.description,
            institution: self.institution,
            series: self.series.len(),
            images: self.images,
            frames: self.frames,
            other_objects: self.other_objects,
        }
    }
}

/// A day as DICOM writes it (`20261123`), or as its first version did (`2026.11.23`).
fn day(bytes: &[u8]) -> Option<Date> {
    let text = std::str::from_utf8(bytes).ok()?.trim().replace('.', "");
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to);
    Date::new(part(0, 4)?.parse().ok()?, part(4, 6)?.parse().ok()?, part(6, 8)?.parse().ok()?).ok()
}
