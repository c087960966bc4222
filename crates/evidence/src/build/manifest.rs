//! What a source is: one declarative file (TOML) for each file of a publisher.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::BuildError;

/// A source as its manifest describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// A stable id.
    pub(crate) id: String,
    /// The publisher's id.
    pub(crate) publisher: String,
    pub(crate) title_en: String,
    pub(crate) title_ja: String,
    /// The file below the folder of sources; sources of several files name them under `files`.
    #[serde(default)]
    pub(crate) file: String,
    #[serde(default)]
    pub(crate) files: BTreeMap<String, String>,
    /// `utf-8` or a label such as `windows-1252`.
    pub(crate) encoding: String,
    /// Which reader takes it: `long`, `directory` or `dpc`.
    pub(crate) reader: String,
    #[serde(default)]
    pub(crate) kind: String,
    /// What stands before the publisher's number in an institution's id, such as `us-ca-`.
    #[serde(default)]
    pub(crate) id_prefix: String,
    /// The state or prefecture of all its institutions, when there is one.
    #[serde(default)]
    pub(crate) region: String,
    /// `percent`, `per-1000` or `fraction`.
    #[serde(default)]
    pub(crate) rate_unit: String,
    #[serde(default)]
    pub(crate) obtained: String,
    /// When two sources publish one figure, the one with the higher priority is kept.
    #[serde(default)]
    pub(crate) priority: i32,
    /// Rates already drawn towards the average by the publisher.
    #[serde(default)]
    pub(crate) shrunken: bool,
    /// The Japanese fiscal year, for sources that hold one.
    #[serde(default)]
    pub(crate) fiscal_year: u16,
    /// When the plain rate is more than so many times the adjusted one, a count must be damaged: the row is kept and not compared.
    #[serde(default)]
    pub(crate) doubt_above: Option<f64>,
    /// Texts that show that a name was damaged before it was published; such a name is not used.
    #[serde(default)]
    pub(crate) damaged_names: Vec<String>,
    /// Cells that say nothing.
    #[serde(default)]
    pub(crate) missing: Vec<String>,
    /// Cells that say that a figure is withheld.
    #[serde(default)]
    pub(crate) suppressed: Vec<String>,
    /// Which column holds what.
    #[serde(default)]
    pub(crate) columns: BTreeMap<String, String>,
    /// Rows that are a whole state or a residual.
    pub(crate) not_institution: Option<Matching>,
    /// Published words for verdicts: `better`, `no_different`, `worse`, `none`.
    #[serde(default)]
    pub(crate) verdicts: BTreeMap<String, String>,
    /// Remarks on periods.
    #[serde(default)]
    pub(crate) period: Vec<PeriodRemark>,
    /// Rows left out, each with its reason.
    #[serde(default)]
    pub(crate) drop: Vec<Dropped>,
    /// Rows that stand again, equal in every cell, and count once.
    #[serde(default)]
    pub(crate) repeat: Vec<Dropped>,
    /// What is measured.
    #[serde(default)]
    pub(crate) measure: Vec<MeasureEntry>,
}

/// Rows by the value of one column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Matching {
    pub(crate) column: String,
    pub(crate) values: Vec<String>,
}

/// A remark on one period.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeriodRemark {
    /// The cell in the period column.
    pub(crate) label: String,
    pub(crate) months: Option<u8>,
    /// The months it really covers, as `2016-07/2019-06`.
    pub(crate) window: Option<String>,
    #[serde(default)]
    pub(crate) note_en: String,
    #[serde(default)]
    pub(crate) note_ja: String,
}

/// Rows left out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dropped {
    /// Column name and cell; all must match.
    #[serde(rename = "match")]
    pub(crate) matching: BTreeMap<String, String>,
    pub(crate) reason: String,
}

/// One measure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeasureEntry {
    pub(crate) id: String,
    /// The cells in the measure column that mean it.
    pub(crate) labels: Vec<String>,
    /// In which years the entry holds: `all`, or a period; two entries may split one label by it.
    #[serde(default)]
    pub(crate) years: String,
    /// A name for the stretch within which one definition holds.
    #[serde(default)]
    pub(crate) series: String,
    /// A period from which the definition visibly differs.
    pub(crate) break_before: Option<String>,
    /// Overrides the source's unit.
    pub(crate) rate_unit: Option<String>,
    pub(crate) name_en: String,
    pub(crate) name_ja: String,
    #[serde(default)]
    pub(crate) numerator_en: String,
    #[serde(default)]
    pub(crate) numerator_ja: String,
    #[serde(default)]
    pub(crate) denominator_en: String,
    #[serde(default)]
    pub(crate) denominator_ja: String,
    #[serde(default)]
    pub(crate) adjustment_en: String,
    #[serde(default)]
    pub(crate) adjustment_ja: String,
    #[serde(default)]
    pub(crate) ages_en: String,
    #[serde(default)]
    pub(crate) ages_ja: String,
    #[serde(default)]
    pub(crate) direction: String,
    #[serde(default)]
    pub(crate) not_said_en: String,
    #[serde(default)]
    pub(crate) not_said_ja: String,
}

impl Manifest {
    /// All manifests of a folder, by file name.
    pub(crate) fn read_all(folder: &Path) -> Result<Vec<Manifest>, BuildError> {
        let failed = |error| BuildError::File(folder.display().to_string(), error);
        let mut paths: Vec<_> = fs::read_dir(folder).map_err(failed)?.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort();
        paths.iter().map(|path| Manifest::read(path)).collect()
    }

    fn read(path: &Path) -> Result<Manifest, BuildError> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| BuildError::File(name.clone(), error))?;
        toml::from_str(&text).map_err(|error| BuildError::Manifest(name, error.to_string()))
    }

    /// The entry for a label in a period.
    pub(crate) fn entry(&self, label: &str, period: crate::figures::Period) -> Option<usize> {
        let holds = |entry: &MeasureEntry| match crate::figures::Period::parse(&entry.years) {
            Some(years) => years.overlaps(period),
            None => true,
        };
        let named = |entry: &MeasureEntry| entry.labels.iter().any(|known| known.trim() == label);
        self.measure.iter().position(|entry| named(entry) && holds(entry))
    }

    /// The column's header for a role such as `cases`.
    pub(crate) fn column(&self, role: &str) -> Result<&String, BuildError> {
        self.columns.get(role).ok_or_else(|| {
            BuildError::Manifest(
                self.id.clone(),
                format!("it does not say which column holds `{role}` (under [columns])"),
            )
        })
    }

    /// The file for a role, for sources of several files.
    pub(crate) fn file_for(&self, role: &str) -> Result<&String, BuildError> {
        self.files.get(role).ok_or_else(|| {
            BuildError::Manifest(self.id.clone(), format!("it does not say which file holds `{role}` (under [files])"))
        })
    }
}
