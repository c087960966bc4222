//! The desk file: what one desk for second opinions says about itself, in an open format.
//!
//! A hospital can publish such a file, and Anshin carries those whose facts it could find. `read` takes a file's text and gives a
//! `Desk`, or every problem in it at once, each with its place in the file. The format stands in `docs/desk-file.md`, its JSON Schema in
//! `data/desks/desk.schema.json`.
//!
//! Architecture invariant: every fact carries where it stands and when it was seen, so that a page can show its age. There is no field for
//! praise: a desk says what it does, not how good it is (rules for medical advertising), and free text is short and shown as published.

pub(crate) mod codes;
mod fee;
mod problem;
mod read;
mod read_parts;
mod reader;
mod rules;
mod seen;
mod shipped;

use serde::Serialize;

pub use fee::{Amount, Currency, Fee, FeeFor};
pub use problem::{DeskProblem, Fault};
pub use read::read;
pub use read_parts::PRAISE;
pub use rules::{
    Applicant, Apply, Channel, Contact, ContactBy, MayCome, Online, Paper, Refuses, RelationRule, Relative, Waiting,
    Way, Who,
};
pub use seen::{RING_FIRST_MONTHS, Seen, Source, Title};
pub use shipped::{desk, desks, desks_of};

/// The format's name, as it stands in every file.
pub const FORMAT: &str = "anshin-desk";
/// The format's version that this program reads.
pub const VERSION: u64 = 1;

/// A desk, by a short word of small letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DeskId(pub(crate) String);

impl DeskId {
    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Something a desk says, with where it stands and when it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact<T> {
    /// What is said.
    pub value: T,
    /// Where it stands.
    pub source: Source,
}

/// A short text as it was published, in one language or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// In Japanese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ja: Option<String>,
    /// In English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Words {
    /// The text in a language (`ja` or `en`), or in the other one when there is none.
    pub fn in_language(&self, code: &str) -> &str {
        let (first, second) = if code == "ja" { (&self.ja, &self.en) } else { (&self.en, &self.ja) };
        first.as_deref().or(second.as_deref()).unwrap_or_default()
    }
}

/// The institution a desk belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Belongs {
    /// Its id in the edition; none when it could not be found there for certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name.
    pub name: Words,
}

/// A specialist, as the hospital publishes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Specialist {
    /// The name.
    pub name: String,
    /// The field.
    pub field: Words,
    /// The board certification, none when none is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certification: Option<Words>,
}

/// What one desk says about itself. A list that is empty, or a fact that is none, is not known: ring first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Desk {
    /// The format, always `anshin-desk`.
    pub format: &'static str,
    /// The format's version.
    pub version: u64,
    /// Its id.
    pub id: DeskId,
    /// Made up for trying out: every page says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub made_up: bool,
    /// Whose desk it is.
    pub institution: Belongs,
    /// What the desk is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Fact<Words>>,
    /// Whom it is for, when it is not for everyone ("rare cancers").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_for: Option<Fact<Words>>,
    /// How to reach it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Fact<Contact>>,
    /// How the opinion is given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Fact<Way>>,
    /// What it costs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fact<Fee>>,
    /// The rules for an opinion online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<Fact<Online>>,
    /// The languages spoken, by their codes (`ja`, `en`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Fact<String>>,
    /// Its specialists, as the hospital publishes them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub specialists: Vec<Fact<Specialist>>,
    /// Who applies, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apply: Option<Fact<Apply>>,
    /// Who may come in the patient's place, by which relation, with which papers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub may_come: Vec<Fact<MayCome>>,
    /// What it refuses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refuses: Vec<Fact<Refuses>>,
    /// What it needs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Fact<Paper>>,
    /// How many days before the visit the papers must have arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub papers_days_before: Option<Fact<u16>>,
    /// How long from the application to the visit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Fact<Waiting>>,
    /// Whether it helps that treatment and follow-up go on near home.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up_near_home: Option<Fact<bool>>,
    /// Short remarks, as published.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Fact<Words>>,
}

impl Desk {
    /// Whether the desk says that it refuses this.
    pub fn refusal(&self, code: Refuses) -> Option<&Fact<Refuses>> {
        self.refuses.iter().find(|fact| fact.value == code)
    }

    /// Every source the file names, in the order of the file.
    pub fn sources(&self) -> Vec<(&'static str, &Source)> {
        let mut sources = Vec::new();
        fn many<'a, T>(
            out: &mut Vec<(&'static str, &'a Source)>,
            name: &'static str,
            facts: impl IntoIterator<Item = &'a Fact<T>>,
        ) where
            T: 'a,
        {
            out.extend(facts.into_iter().map(|fact| (name, &fact.source)));
        }
        many(&mut sources, "name", &self.name);
        many(&mut sources, "only_for", &self.only_for);
        many(&mut sources, "contacts", &self.contacts);
        many(&mut sources, "ways", &self.ways);
        many(&mut sources, "fees", &self.fees);
        many(&mut sources, "online", &self.online);
        many(&mut sources, "languages", &self.languages);
        many(&mut sources, "specialists", &self.specialists);
        many(&mut sources, "apply", &self.apply);
        many(&mut sources, "may_come", &self.may_come);
        many(&mut sources, "refuses", &self.refuses);
        many(&mut sources, "needs", &self.needs);
        many(&mut sources, "papers_days_before", &self.papers_days_before);
        many(&mut sources, "waiting", &self.waiting);
        many(&mut sources, "follow_up_near_home", &self.follow_up_near_home);
        many(&mut sources, "remarks", &self.remarks);
        sources
    }
}
