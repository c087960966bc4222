//! The texts of the questionnaires, each with its terms' notice and where it comes from.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::Instrument;

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, the language of the originals.
    En,
    /// Japanese.
    Ja,
}

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Translation {
    /// The owners' own words: the original, or their own translation.
    Official,
    /// A translation that was developed and published by others.
    Published,
    /// Anshin's own words, only to help with reading the original. The original stands beside it, and the page says that it is not the validated version.
    #[serde(alias = "reading aid")]
    ReadingAid,
}

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub address: String,
    /// The day it was read.
    pub read: String,
}

/// One answer that can be given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerText {
    /// What it counts.
    pub value: u8,
    /// Its words.
    pub text: String,
}

/// The text of one questionnaire in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Which questionnaire.
    pub instrument: Instrument,
    /// In which language.
    pub language: Language,
    /// The version of the file.
    pub version: String,
    /// What kind of text it is.
    pub translation: Translation,
    /// What its owners want to stand beside it.
    pub notice: String,
    /// What is to be cited.
    pub citation: String,
    /// What stands above the items; may be empty.
    pub instruction: String,
    /// The items.
    pub items: Vec<String>,
    /// The answers, in the order they are shown.
    pub answers: Vec<AnswerText>,
    /// Where it comes from.
    pub source: Read,
    /// Where a validated version in this language is, when this is not it.
    pub validated: Option<Read>,
}

impl Text {
    /// Whether the original must stand beside it, with the words that this is not the validated version.
    pub fn beside_original(&self) -> bool {
        self.translation == Translation::ReadingAid
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    instrument: String,
    language: Language,
    version: String,
    translation: Translation,
    notice: String,
    citation: String,
    instruction: String,
    items: Vec<String>,
    answers: Vec<AnswerText>,
    source: Read,
    #[serde(default)]
    validated: Option<Read>,
}

/// The text that comes with the program.
pub fn text(instrument: Instrument, language: Language) -> &'static Text {
    static SURE: [OnceLock<Text>; 2] = [OnceLock::new(), OnceLock::new()];
    static GAD2: [OnceLock<Text>; 2] = [OnceLock::new(), OnceLock::new()];
    static GAD7: [OnceLock<Text>; 2] = [OnceLock::new(), OnceLock::new()];
    let [english, japanese] = match instrument {
        Instrument::Sure => &SURE,
        Instrument::Gad2 => &GAD2,
        Instrument::Gad7 => &GAD7,
    };
    let kept = match language {
        Language::En => english,
        Language::Ja => japanese,
    };
    // A test reads every file, so the second arm is never taken; were it taken, the page would have no items to ask.
    kept.get_or_init(|| {
        Text::read(instrument, embedded(instrument, language))
            .unwrap_or_else(|_| Text::unreadable(instrument, language))
    })
}

fn embedded(instrument: Instrument, language: Language) -> &'static str {
    match (instrument, language) {
        (Instrument::Sure, Language::En) => include_str!("../../../../data/instruments/sure/en.toml"),
        (Instrument::Sure, Language::Ja) => include_str!("../../../../data/instruments/sure/ja.toml"),
        (_, Language::En) => include_str!("../../../../data/instruments/gad-7/en.toml"),
        (_, Language::Ja) => include_str!("../../../../data/instruments/gad-7/ja.toml"),
    }
}

impl Text {
    /// Reads a file, or says what is wrong with it. The GAD-2 is read from the file of the GAD-7.
    pub fn read(instrument: Instrument, text: &str) -> Result<Text, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let (named, whole) = match instrument {
            Instrument::Sure => ("sure", Instrument::Sure.items()),
            Instrument::Gad2 | Instrument::Gad7 => ("gad-7", Instrument::Gad7.items()),
        };
        if file.format != "anshin-instrument" || file.instrument != named {
            return Err(format!(
                "this is {:?} of {:?}, not {named:?} of \"anshin-instrument\"",
                file.instrument, file.format
            ));
        }
        if file.items.len() != whole {
            return Err(format!("{} items, not {whole}", file.items.len()));
        }
        let mut values: Vec<u8> = file.answers.iter().map(|answer| answer.value).collect();
        values.sort_unstable();
        if !values.iter().copied().eq(0..=instrument.highest()) {
            return Err(format!("the answers count {values:?}, not 0 to {} once each", instrument.highest()));
        }
        let words = file.items.iter().chain(file.answers.iter().map(|answer| &answer.text));
        let must =
            [&file.version, &file.notice, &file.citation, &file.source.title, &file.source.address, &file.source.read];
        if words.chain(must).any(|text| text.trim().is_empty()) {
            return Err("an item, an answer, the version, the notice, the citation or the source is empty".to_owned());
        }
        Ok(Text {
            instrument,
            language: file.language,
            version: file.version,
            translation: file.translation,
            notice: file.notice,
            citation: file.citation,
            instruction: file.instruction,
            items: file.items.into_iter().take(instrument.items()).collect(),
            answers: file.answers,
            source: file.source,
            validated: file.validated,
        })
    }

    fn unreadable(instrument: Instrument, language: Language) -> Text {
        let nowhere = Read { title: String::new(), address: String::new(), read: String::new() };
        Text {
            instrument,
            language,
            version: "unreadable".to_owned(),
            translation: Translation::ReadingAid,
            notice: String::new(),
            citation: String::new(),
            instruction: String::new(),
            items: Vec::new(),
            answers: Vec::new(),
            source: nowhere,
            validated: None,
        }
    }
}
