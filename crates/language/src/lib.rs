//! Every word a user sees, in English and Japanese.
//!
//! The words stand in `messages/en/*.ftl` and `messages/ja/*.ftl`. `build.rs` checks that both languages hold the same
//! messages with the same variables and writes one method per message, so a page, a command or a note that asks for a message
//! which does not exist does not compile.
//!
//! Architecture invariant: this crate knows no hospital, no figure and no person; it turns names and numbers it is given into
//! sentences.

mod choose;
mod value;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::{Arc, OnceLock};
use unic_langid::LanguageIdentifier;

pub use choose::from_accept_language;
pub use choose::from_environment;
pub use value::Value;

include!(concat!(env!("OUT_DIR"), "/text.rs"));

/// A language Anshin speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, British spelling.
    English,
    /// Japanese.
    Japanese,
}

impl Language {
    /// Both languages, in the order in which a page offers them.
    pub const ALL: [Language; 2] = [Language::English, Language::Japanese];

    /// The two-letter code (ISO 639-1): `en` or `ja`.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Japanese => "ja",
        }
    }

    /// The language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Japanese => "日本語",
        }
    }

    /// The language of a code such as `en`, `ja-JP` or `ja_JP.UTF-8`.
    pub fn from_code(code: &str) -> Option<Language> {
        let lower = code.to_ascii_lowercase();
        let first = lower.split(['-', '_', '.']).next().unwrap_or_default();
        match first {
            "en" => Some(Language::English),
            "ja" => Some(Language::Japanese),
            _ => None,
        }
    }

    /// The messages in this language.
    pub fn text(self) -> Text {
        Text { language: self }
    }
}

/// The messages of one language: one method per message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    language: Language,
}

impl Text {
    /// The language these messages are in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without variables is always the same, so it is formatted once.
    fn kept(&self, kept: &Kept, name: &'static str) -> String {
        let place = match self.language {
            Language::English => &kept.english,
            Language::Japanese => &kept.japanese,
        };
        place.get_or_init(|| self.formatted(name, [])).clone()
    }

    /// Formats one message. The generated methods are the only callers, so the name always exists.
    fn formatted<const N: usize>(&self, name: &str, values: [(&'static str, Value); N]) -> String {
        let bundle = bundle(self.language);
        let Some(pattern) = bundle.get_message(name).and_then(|message| message.value()) else {
            return name.to_owned();
        };
        let mut arguments = FluentArgs::with_capacity(N);
        for (key, value) in values {
            arguments.set(key, value.into_fluent(self.language));
        }
        let mut errors = Vec::new();
        bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
    }
}

/// A message without variables, as it was formatted in each language.
struct Kept {
    english: OnceLock<String>,
    japanese: OnceLock<String>,
}

impl Kept {
    const fn new() -> Kept {
        Kept { english: OnceLock::new(), japanese: OnceLock::new() }
    }
}

type Bundle = FluentBundle<Arc<FluentResource>>;

fn bundle(language: Language) -> &'static Bundle {
    static ENGLISH_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    static JAPANESE_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    match language {
        Language::English => ENGLISH_BUNDLE.get_or_init(|| new_bundle("en-GB", ENGLISH)),
        Language::Japanese => JAPANESE_BUNDLE.get_or_init(|| new_bundle("ja", JAPANESE)),
    }
}

fn new_bundle(locale: &str, source: &str) -> Bundle {
    let locale = LanguageIdentifier::from_bytes(locale.as_bytes()).unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks would stand in plain text, CSV and PDF; our names are never right-to-left inside a sentence we control.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(value::grouped(number.value)),
        _ => None,
    }));
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) => resource,
        // `build.rs` has parsed the same text, so this arm keeps what did parse.
        Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(Arc::new(resource));
    bundle
}
