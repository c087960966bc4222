//! Every paper of a case, as sheets: the same words as on the page that shows it.
//!
//! A paper holds what stands in the case it is given and nothing else; what is not known is a blank to fill in by hand, or says so. No paper
//! holds a score of a questionnaire, and none holds a worry: no printed page does.

mod application;
mod calendar;
mod consent;
mod decision;
mod given;
mod letter;
mod opinions;
mod parts;
mod questions;
mod records;
mod report;
mod request;
pub mod words;
mod writing;

use casework::application::Application;
use casework::calendar::letter_came;
use casework::{Case, Part};
use language::Text;

use super::sheet::Sheet;

pub use given::{Code, CodeFor, Given};

/// A paper of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paper {
    /// The request to the doctor or the document desk for letter and records, on one page.
    Request,
    /// The letter of introduction (診療情報提供書), or in English an international referral letter.
    Letter,
    /// The patient's consent that family hears the opinion (相談同意書), by the desk's rule.
    Consent,
    /// The records: what was asked for, where it stands.
    Records,
    /// The calendar, counted back from the decision.
    Calendar,
    /// What goes to a desk, one sheet a part.
    Application,
    /// The questions for the day, as many as fit the minutes.
    Questions,
    /// Both opinions side by side.
    Opinions,
    /// What is decided.
    Decision,
    /// The report back to the first doctor.
    Report,
    /// Everything that applies, in the order of the way.
    Dossier,
}

impl Paper {
    /// Every paper, in the order in which a dossier holds them; the dossier is the last.
    pub const ALL: [Paper; 11] = [
        Paper::Request,
        Paper::Letter,
        Paper::Consent,
        Paper::Records,
        Paper::Calendar,
        Paper::Application,
        Paper::Questions,
        Paper::Opinions,
        Paper::Decision,
        Paper::Report,
        Paper::Dossier,
    ];

    /// The word in a file's name, in an address and on the command line; it never changes.
    pub fn name(self) -> &'static str {
        match self {
            Paper::Request => "request",
            Paper::Letter => "letter",
            Paper::Consent => "consent",
            Paper::Records => "records",
            Paper::Calendar => "calendar",
            Paper::Application => "application",
            Paper::Questions => "questions",
            Paper::Opinions => "opinions",
            Paper::Decision => "decision",
            Paper::Report => "report",
            Paper::Dossier => "dossier",
        }
    }

    /// The paper of a word.
    pub fn from_name(name: &str) -> Option<Paper> {
        Paper::ALL.into_iter().find(|paper| paper.name() == name)
    }

    /// What it is called.
    pub fn title(self, t: Text) -> String {
        match self {
            Paper::Request => t.request_title(),
            Paper::Letter => t.paper_letter_title(),
            Paper::Consent => t.paper_title_consent(),
            Paper::Records => t.paper_title_records(),
            Paper::Calendar => t.door_step_calendar(),
            Paper::Application => t.heard_dossier(),
            Paper::Questions => t.heard_sheet(),
            Paper::Opinions => t.door_step_compare(),
            Paper::Decision => t.decide_sheet(),
            Paper::Report => t.back_title(),
            Paper::Dossier => t.paper_title_dossier(),
        }
    }

    /// The part of the case without which nothing of it can be shown; the page of the same name asks for the same part.
    pub fn part(self) -> Part {
        match self {
            Paper::Request | Paper::Dossier => Part::Telling,
            Paper::Letter => Part::Letter,
            Paper::Consent | Paper::Application => Part::Application,
            Paper::Records => Part::Records,
            Paper::Calendar => Part::Time,
            Paper::Questions => Part::Day,
            Paper::Opinions | Paper::Decision | Paper::Report => Part::Decision,
        }
    }
}

impl Paper {
    /// Every part of the case of which something can stand on it.
    pub fn parts(self) -> &'static [Part] {
        match self {
            Paper::Request => &[Part::Telling, Part::Opinion, Part::Letter, Part::Records, Part::Choice],
            Paper::Letter => &[Part::Letter, Part::Application],
            Paper::Consent => &[Part::Application, Part::Day, Part::People],
            Paper::Records => &[Part::Records],
            Paper::Calendar => &[Part::Time, Part::Application],
            Paper::Application => {
                &[Part::Application, Part::Opinion, Part::Letter, Part::Records, Part::Time, Part::Day]
            }
            Paper::Questions => &[Part::Day, Part::Application],
            Paper::Opinions => &[Part::Decision, Part::Opinion, Part::Second],
            Paper::Decision => &[Part::Decision, Part::Second],
            Paper::Report => &[Part::Decision, Part::Opinion, Part::Second],
            Paper::Dossier => &Part::ALL,
        }
    }

    /// Whether it is about one application.
    pub fn is_of_application(self) -> bool {
        matches!(self, Paper::Letter | Paper::Consent | Paper::Application)
    }
}

/// The sheets of a paper, never none: where there is nothing to say yet, the sheet says so.
///
/// Every sheet begins on a page of its own. An application is a cover and a sheet for each part that was sent; a dossier is every paper that
/// applies. What the reader may not see (`Given::sees`) is not said to be missing.
pub fn sheets(paper: Paper, given: &Given<'_>) -> Vec<Sheet> {
    if paper == Paper::Dossier {
        return dossier(given);
    }
    if !given.sees(paper.part()) {
        return vec![writing::Writing::not_shown(given, paper.title(given.text))];
    }
    match paper {
        Paper::Request => vec![request::sheet(given)],
        Paper::Letter => vec![letter::sheet(given)],
        Paper::Consent => vec![consent::sheet(given)],
        Paper::Records => vec![records::sheet(given)],
        Paper::Calendar => vec![calendar::sheet(given)],
        Paper::Application => application::sheets(given),
        Paper::Questions => vec![questions::sheet(given)],
        Paper::Opinions => vec![opinions::sheet(given)],
        Paper::Decision => vec![decision::sheet(given)],
        Paper::Report => vec![report::sheet(given)],
        Paper::Dossier => dossier(given),
    }
}

/// Whether there is anything to print: the part is seen, and something stands in it.
pub fn applies(paper: Paper, given: &Given<'_>) -> bool {
    let case = given.case;
    given.sees(paper.part())
        && match paper {
            Paper::Request | Paper::Dossier => true,
            Paper::Letter => case.letter.form.is_some(),
            Paper::Consent => goes_on(given),
            Paper::Records => !case.records.is_empty(),
            Paper::Calendar => given.calendar().goal.is_some(),
            Paper::Application => goes_on(given),
            Paper::Questions => !case.questions.is_empty(),
            Paper::Opinions | Paper::Report => words::given(case).next().is_some(),
            Paper::Decision => !case.deciding.decisions.is_empty(),
        }
}

/// A desk that declined, and one that has given its opinion, are sent nothing more.
fn goes_on(given: &Given<'_>) -> bool {
    given.applied().is_some_and(Application::is_live)
}

/// Whether a letter is only the draft made from the case's own words. A dossier leaves it out once the letter itself is here.
pub fn is_bare_draft(case: &Case) -> bool {
    case.letter.form.as_ref().is_some_and(|form| !form.is_written())
}

fn belongs(paper: Paper, given: &Given<'_>) -> bool {
    let needless = paper == Paper::Letter && is_bare_draft(given.case) && letter_came(given.case).is_some();
    paper != Paper::Dossier && applies(paper, given) && !needless
}

/// Everything that applies; of a case in which nothing does, the one sentence that it is not shown.
fn dossier(given: &Given<'_>) -> Vec<Sheet> {
    let papers = Paper::ALL.into_iter().filter(|paper| belongs(*paper, given));
    let all: Vec<Sheet> = papers.flat_map(|paper| sheets(paper, given)).collect();
    if all.is_empty() { vec![writing::Writing::not_shown(given, Paper::Dossier.title(given.text))] } else { all }
}
