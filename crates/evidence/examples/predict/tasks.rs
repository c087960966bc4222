//! What is learned from, and what is scored: years that never overlap, so no patient is in both.

use evidence::series::{Member, Series};
use evidence::{Edition, Outcome, Period, State};

use crate::Fault;

/// A measure with the years it is learned from and the years it is scored on.
pub struct Task {
    /// The measure's identifier without its publisher.
    pub name: String,
    /// As it is written: 2017-2020.
    pub learned_from: String,
    /// As it is written: 2021-2022.
    pub scored_on: String,
    /// The figures that the methods see.
    pub training: Series,
    /// The figures that they are scored on.
    pub scored: Series,
}

/// First and last calendar year.
type Years = (u16, u16);

/// California's inpatient mortality indicators, learned from 2017-2020; pneumonia is defined anew in 2020.
///
/// The edition starts a new series in 2019, because the publisher's adjusted rates stand on another footing from then on. Only
/// counts are used here, and they go on without a jump.
const INPATIENT: [(&str, Years); 12] = [
    ("acute-stroke", (2017, 2020)),
    ("acute-stroke-hemorrhagic", (2017, 2020)),
    ("acute-stroke-ischemic", (2017, 2020)),
    ("acute-stroke-subarachnoid", (2017, 2020)),
    ("ami", (2017, 2020)),
    ("carotid-endarterectomy", (2017, 2020)),
    ("gi-hemorrhage", (2017, 2020)),
    ("heart-failure", (2017, 2020)),
    ("hip-fracture", (2017, 2020)),
    ("pancreatic-resection", (2017, 2020)),
    ("pci", (2017, 2020)),
    ("pneumonia", (2020, 2020)),
];

/// Oesophageal resection and the other procedures of the indicators of that time, scored on 2014-2015; what counts as a pancreatic
/// resection more than doubles in 2012.
const PROCEDURES: [(&str, Years); 8] = [
    ("aaa-repair", (2010, 2013)),
    ("craniotomy", (2010, 2013)),
    ("esophageal-resection", (2010, 2013)),
    ("pancreatic-cancer", (2010, 2013)),
    ("pancreatic-other", (2010, 2013)),
    ("pancreatic-resection", (2012, 2013)),
    ("carotid-endarterectomy", (2010, 2013)),
    ("pci", (2010, 2013)),
];

/// Measures of coronary bypass surgery that are published two years at a time.
const TWO_YEARS: [&str; 3] = ["stroke", "readmission", "valve-operative-mortality"];

/// All tasks, in the order of the table.
pub fn tasks(edition: &Edition) -> Result<Vec<Task>, Fault> {
    let inpatient = INPATIENT.map(|(name, years)| (format!("hcai.imi.{name}"), years, (2021, 2022)));
    let procedures = PROCEDURES.map(|(name, years)| (format!("hcai.imi.{name}"), years, (2014, 2015)));
    let bypass = ("hcai.cabg.operative-mortality".to_owned(), (2019, 2020), (2022, 2022));
    let two_years = TWO_YEARS.map(|name| (format!("hcai.cabg.{name}"), (2018, 2019), (2021, 2022)));
    let all = inpatient.into_iter().chain(procedures).chain([bypass]).chain(two_years);
    all.map(|(id, learned_from, scored_on)| Task::new(edition, &id, learned_from, scored_on)).collect()
}

impl Task {
    fn new(edition: &Edition, id: &str, learned_from: Years, scored_on: Years) -> Result<Task, Fault> {
        let measure = edition.measure_by_id(id).ok_or_else(|| format!("the edition has no measure {id}"))?;
        let rows = edition.results_of(measure);
        let windows = TWO_YEARS.iter().any(|name| id.ends_with(&format!("cabg.{name}")));
        let series = |years: Years| {
            let wanted = move |row: &&Outcome| is_usable(row) && within(row, years, windows);
            Series::of(measure, rows.iter().filter(wanted))
        };
        let task = Task {
            name: id.trim_start_matches("hcai.").to_owned(),
            learned_from: written(learned_from),
            scored_on: written(scored_on),
            training: series(learned_from),
            scored: series(scored_on),
        };
        task.keeps_apart()?;
        Ok(task)
    }

    /// The training figures of a hospital.
    pub fn seen_before(&self, member: &Member) -> Option<(usize, &Member)> {
        self.training.members.iter().enumerate().find(|(_, seen)| seen.institution == member.institution)
    }

    /// Refuses a task in which a scored year or an overlapping window could leak into the fit.
    fn keeps_apart(&self) -> Result<(), Fault> {
        let name = &self.name;
        let months = |series: &Series| -> Vec<Period> {
            series.members.iter().flat_map(|member| &member.figures).map(|figure| figure.period).collect()
        };
        let (training, scored) = (months(&self.training), months(&self.scored));
        let last = training.iter().map(|period| period.last).max();
        let first = scored.iter().map(|period| period.first).min();
        if last.is_none() || first <= last {
            return Err(format!("{name}: a scored figure begins before the training figures end").into());
        }
        for series in [&self.training, &self.scored] {
            for member in &series.members {
                let mut periods: Vec<Period> = member.figures.iter().map(|figure| figure.period).collect();
                periods.sort();
                if periods.windows(2).any(|pair| matches!(pair, [one, other] if one.overlaps(*other))) {
                    return Err(format!("{name}: windows of one hospital overlap").into());
                }
            }
        }
        Ok(())
    }
}

fn is_usable(row: &Outcome) -> bool {
    row.state == State::Usable && row.events.is_some() && row.cases > Some(0)
}

/// Within calendar years; where windows overlap, only the one that is exactly these years.
fn within(row: &Outcome, (first, last): Years, windows: bool) -> bool {
    let inside = row.period.first >= first * 12 && row.period.last < (last + 1) * 12;
    inside && (!windows || row.period == Period::years(first, last))
}

fn written((first, last): Years) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}
