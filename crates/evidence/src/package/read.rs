//! Reads an edition's files back, and says of each bad cell where it stands and what to do.

use std::collections::{BTreeMap, HashMap};

use super::cells::Cells;
use super::problem::{Problem, What, whole_file};
use super::schema::{self, Resource};
use super::write::DESCRIPTION;
use super::{Description, read_catalogue, read_figures, read_places, read_posteriors};
use crate::edition::{Edition, InstitutionIndex, MeasureIndex};

/// An edition's files by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// At most this many problems of one file are listed; the rest follow from them more often than not.
const MOST_PROBLEMS: usize = 100;

/// What an id stands for, while rows are read.
#[derive(Default)]
pub(crate) struct Ids {
    pub(crate) publishers: HashMap<String, usize>,
    pub(crate) conditions: HashMap<String, u32>,
    pub(crate) measures: HashMap<String, u32>,
    pub(crate) institutions: HashMap<String, u32>,
}

impl Ids {
    /// The next cell as a measure.
    pub(crate) fn measure(&self, cells: &mut Cells<'_>) -> Result<MeasureIndex, Problem> {
        let id = cells.text()?;
        self.measures.get(id).map(|index| MeasureIndex(*index)).ok_or_else(|| unknown(cells, id, "measures.csv"))
    }

    /// The next cell as an institution.
    pub(crate) fn institution(&self, cells: &mut Cells<'_>) -> Result<InstitutionIndex, Problem> {
        let id = cells.text()?;
        let found = self.institutions.get(id).map(|index| InstitutionIndex(*index));
        found.ok_or_else(|| unknown(cells, id, "institutions.csv"))
    }
}

/// A reference that leads nowhere.
pub(crate) fn unknown(cells: &Cells<'_>, id: &str, file: &str) -> Problem {
    cells.problem(What::Unknown(id.to_owned(), file.to_owned()))
}

/// Reads all files. The edition holds every good row; the problems name every bad one.
pub(crate) fn edition(files: &Files) -> (Edition, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut edition = Edition::default();
    if let Some(description) = description(files, &mut problems) {
        edition.version = description.version;
        edition.created = description.created;
    }
    let ids = read_catalogue::read(files, &mut edition, &mut problems);
    read_parallel(files, &ids, &mut edition, &mut problems);
    (edition, problems)
}

/// The large files do not refer to each other, so two threads read them.
fn read_parallel(files: &Files, ids: &Ids, edition: &mut Edition, problems: &mut Vec<Problem>) {
    let (volumes, results, places) = std::thread::scope(|scope| {
        let volumes = scope.spawn(|| read_figures::volumes(files, ids));
        let places = scope.spawn(|| read_places::places(files));
        let results = read_figures::results(files, ids, &edition.measures);
        (volumes.join(), results, places.join())
    });
    edition.volumes = joined(volumes, &schema::VOLUMES, problems);
    edition.results = results.0;
    problems.extend(results.1);
    edition.places = joined(places, &schema::PLACES, problems);
    let (totals, more) = read_figures::totals(files, ids);
    edition.totals = totals;
    problems.extend(more);
    let (profiles, more) = read_posteriors::profiles(files, ids, &edition.measures);
    edition.profiles = profiles;
    problems.extend(more);
    let (posteriors, more) = read_posteriors::posteriors(files, ids, &edition.profiles);
    edition.posteriors = posteriors;
    problems.extend(more);
}

/// What a thread has read. One that ended in a panic has lost its rows, and says so instead of leaving them out in silence.
fn joined<T: Default>(
    read: std::thread::Result<(T, Vec<Problem>)>,
    resource: &Resource,
    problems: &mut Vec<Problem>,
) -> T {
    match read {
        Ok((rows, more)) => {
            problems.extend(more);
            rows
        }
        Err(_) => {
            problems.push(whole_file(&resource.path(), What::Unread));
            T::default()
        }
    }
}

fn description(files: &Files, problems: &mut Vec<Problem>) -> Option<Description> {
    let Some(bytes) = files.get(DESCRIPTION) else {
        problems.push(whole_file(DESCRIPTION, What::Missing));
        return None;
    };
    match serde_json::from_slice(bytes) {
        Ok(description) => Some(description),
        Err(error) => {
            problems.push(whole_file(DESCRIPTION, What::Description(error.to_string())));
            None
        }
    }
}

/// Reads every row of one resource.
pub(crate) fn each_row(
    files: &Files,
    resource: &Resource,
    problems: &mut Vec<Problem>,
    mut take: impl FnMut(&mut Cells<'_>) -> Result<(), Problem>,
) {
    let path = resource.path();
    let Some(bytes) = files.get(&path) else {
        // Where the description names it all the same, `verify` says that it is missing.
        if !resource.may_be_missing() {
            problems.push(whole_file(&path, What::Missing));
        }
        return;
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    let mut record = csv::StringRecord::new();
    let mut row = 0;
    let mut bad = 0;
    loop {
        row += 1;
        let problem = match reader.read_record(&mut record) {
            Ok(false) => return,
            Ok(true) if row == 1 => header_problem(resource, &record),
            Ok(true) => take(&mut Cells { resource, record: &record, row, next: 0 }).err(),
            Err(error) => Some(Problem { row, ..csv_problem(&path, &error) }),
        };
        let Some(problem) = problem else { continue };
        problems.push(problem);
        bad += 1;
        if row == 1 || bad >= MOST_PROBLEMS {
            return;
        }
    }
}

fn csv_problem(path: &str, error: &csv::Error) -> Problem {
    let what = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => What::Cells(*len, *expected_len),
        csv::ErrorKind::Utf8 { .. } => What::NotUtf8,
        other => What::NotCsv(format!("{other:?}")),
    };
    whole_file(path, what)
}

fn header_problem(resource: &Resource, record: &csv::StringRecord) -> Option<Problem> {
    let wanted: Vec<&str> = resource.columns.iter().map(|column| column.name).collect();
    let found: Vec<&str> = record.iter().collect();
    (wanted != found)
        .then(|| Problem { row: 1, ..whole_file(&resource.path(), What::Header(found.join(","), wanted.join(","))) })
}

/// Rows stand in order, each key once.
pub(crate) fn in_order<K: Ord>(cells: &Cells<'_>, last: Option<K>, key: K) -> Result<(), Problem> {
    match last {
        Some(last) if last >= key => Err(Problem { column: String::new(), ..cells.problem(What::OutOfOrder) }),
        _ => Ok(()),
    }
}

/// The number of rows so far as an index.
pub(crate) fn next_index<T>(rows: &[T]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}

/// Every resource's file, and whether an edition may lack it.
pub(crate) fn resource_files() -> impl Iterator<Item = (String, bool)> {
    schema::ALL.iter().map(|resource| (resource.path(), resource.may_be_missing()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_panics_is_a_problem_and_never_rows_lost_in_silence() {
        let failed = std::thread::spawn(|| -> (Vec<u8>, Vec<Problem>) { std::panic::resume_unwind(Box::new(())) });
        let mut problems = Vec::new();
        assert!(joined(failed.join(), &schema::VOLUMES, &mut problems).is_empty());
        assert_eq!(problems, [whole_file("volumes.csv", What::Unread)]);
    }
}
