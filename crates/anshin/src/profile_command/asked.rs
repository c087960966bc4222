//! What was asked: which file, and which of its columns mean what.

use clap::ArgMatches;
use language::Text;

use crate::failure::Failure;
use crate::values::written;

/// The options that name a column, in the order in which they are looked for.
pub(super) const HOSPITAL: &str = "hospital";
pub(super) const CASES: &str = "cases";
pub(super) const EVENTS: &str = "events";
pub(super) const EXPECTED: &str = "expected";
pub(super) const PERIOD: &str = "period";
pub(super) const MEASURE: &str = "measure";
pub(super) const VOLUME: &str = "volume";

/// A question about a table.
pub(super) struct Asked<'a> {
    /// A path, or `-` for standard input.
    pub file: &'a str,
    pub hospital: &'a str,
    pub cases: &'a str,
    pub events: &'a str,
    pub expected: Option<&'a str>,
    pub period: Option<&'a str>,
    pub measure: Option<&'a str>,
    pub volume: Option<&'a str>,
    pub skip_missing: bool,
}

impl<'a> Asked<'a> {
    pub fn read(text: Text, matches: &'a ArgMatches) -> Result<Asked<'a>, Failure> {
        let missing = |option: &str| {
            Failure::usage(text.edition_missing_option(format!("--{option}")), text.profile_missing_option_remedy())
        };
        let needed = |option: &'static str| written(matches, option).ok_or_else(|| missing(option));
        let no_file = || Failure::usage(text.profile_missing_file(), text.profile_missing_option_remedy());
        Ok(Asked {
            file: written(matches, "file").ok_or_else(no_file)?,
            hospital: needed(HOSPITAL)?,
            cases: needed(CASES)?,
            events: needed(EVENTS)?,
            expected: written(matches, EXPECTED),
            period: written(matches, PERIOD),
            measure: written(matches, MEASURE),
            volume: written(matches, VOLUME),
            skip_missing: matches.get_flag("skip-missing"),
        })
    }

    /// The options with the columns they name. `--volume` may name a column that another option names too.
    pub fn columns(&self) -> Vec<(&'static str, &'a str)> {
        let always = [(HOSPITAL, self.hospital), (CASES, self.cases), (EVENTS, self.events)];
        let wanted = [(EXPECTED, self.expected), (PERIOD, self.period), (MEASURE, self.measure), (VOLUME, self.volume)];
        let wanted = wanted.into_iter().filter_map(|(option, column)| column.map(|column| (option, column)));
        always.into_iter().chain(wanted).collect()
    }
}
