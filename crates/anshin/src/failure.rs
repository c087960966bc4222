//! What could not be done, and what to do next.

use std::process::ExitCode;

use language::Text;

/// A sentence for the person, choices if there are any, and the next step.
#[derive(Debug)]
pub(crate) struct Failure {
    sentence: String,
    /// A line before the choices, and the choices.
    choices: Option<(String, Vec<String>)>,
    remedy: String,
    code: u8,
}

impl Failure {
    /// What was asked cannot be read, or a name is unknown: the person can ask differently. Exit code 2.
    pub(crate) fn usage(sentence: String, remedy: String) -> Failure {
        Failure { sentence, choices: None, remedy, code: 2 }
    }

    /// What was asked is clear and could not be done. Exit code 1.
    pub(crate) fn failed(sentence: String, remedy: String) -> Failure {
        Failure { sentence, choices: None, remedy, code: 1 }
    }

    /// What was asked was done, and a person has to decide. Exit code 3.
    pub(crate) fn undecided(sentence: String, remedy: String) -> Failure {
        Failure { sentence, choices: None, remedy, code: 3 }
    }

    /// Adds things to choose from; none leave it as it is.
    pub(crate) fn with_choices(mut self, lead: String, choices: Vec<String>) -> Failure {
        if !choices.is_empty() {
            self.choices = Some((lead, choices));
        }
        self
    }

    /// Writes it where complaints go.
    pub(crate) fn tell(&self, text: Text) -> ExitCode {
        eprintln!("{}", self.sentence);
        if let Some((lead, choices)) = &self.choices {
            if !lead.is_empty() {
                eprintln!("{lead}");
            }
            for choice in choices {
                eprintln!("  - {choice}");
            }
        }
        eprintln!("{}", text.command_hint(self.remedy.as_str()));
        ExitCode::from(self.code)
    }
}
