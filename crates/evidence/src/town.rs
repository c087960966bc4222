//! The town file: what one town, prefecture or state does for people who travel for medical care, in one file that can be edited by hand.
//!
//! `read` takes a file's text and gives a `Town`, or every problem in it at once, each with its line. The format stands in `docs/town-file.md`. Anshin carries the
//! few whose facts could be found; an operator's own folder of files goes before them (`read_directory`, `Towns::with`). For a place without a file,
//! `support` gives its prefecture's or state's file, what the edition knows of hospitals to turn to, and what to ask.
//!
//! Architecture invariant: every office and every kind of aid names where it was read and when. An aid is always something to ask for: no field says that a person
//! gets it. What is not known is left out, and a page says so.

mod codes;
mod problem;
mod read;
mod reader;
mod shipped;
mod support;

use serde::Serialize;

use crate::desk::{Currency, Seen, Words};

pub use codes::{Day, Matter, Per, SecondOpinion};
pub use problem::{TownFault, TownProblem};
pub use read::read;
pub use shipped::{FolderProblem, Towns, read_directory};
pub use support::{
    Ask, AskWhere, Because, Centre, Centres, Designated, Network, Support, asks, network, support, support_centres,
};

/// The format's name, as it stands in every file.
pub const FORMAT: &str = "anshin-town";
/// The format's version that this program reads.
pub const VERSION: i64 = 1;

/// Where something was read, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Its address, none when it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When it was read.
    pub read: Seen,
    /// Of when the source itself is, where that is not the day it was read (a copy, a newsletter); unknown when it bears no date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Seen>,
}

impl Source {
    /// Whether one should ring before relying on it, in a month: it speaks of a time more than two years ago, or of nobody knows when.
    pub fn ring_first(&self, year: i16, month: i8) -> bool {
        self.as_of.unwrap_or(self.read).ring_first(year, month)
    }
}

/// When an office is open: from one time to another on some days of the week. Holidays are not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// The days.
    pub days: Vec<Day>,
    /// From, as `08:30`.
    pub from: String,
    /// To, as `17:15`.
    pub to: String,
}

/// An office that can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Office {
    /// A short word, by which an aid names it.
    pub id: String,
    /// What it is called.
    pub name: Words,
    /// What it can be asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matters: Vec<Matter>,
    /// Its telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Its fax number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<String>,
    /// Its e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// When it is open; empty when not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
    /// When it is closed all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Words>,
    /// A short remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
    /// Where this was read.
    pub sources: Vec<Source>,
}

/// A part of what was paid: two of three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Share {
    /// So many …
    pub parts: u32,
    /// … of so many.
    pub of: u32,
}

/// The most that is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct UpTo {
    /// In which money.
    pub currency: Currency,
    /// At most so much.
    pub amount: u64,
    /// For what.
    pub per: Per,
}

/// An aid to ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Aid {
    /// What it is for.
    pub matter: Matter,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Words>,
    /// For whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whom: Option<Words>,
    /// The most that is given; none when not known or when there is no such bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub up_to: Option<UpTo>,
    /// The part of what was paid that is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// How often in a (fiscal) year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times_a_year: Option<u32>,
    /// How many nights each time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nights: Option<u32>,
    /// Whether a doctor must certify that care elsewhere is needed; none when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<bool>,
    /// Whether that paper must be had before leaving; none when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_leaving: Option<bool>,
    /// Whether a journey for a second opinion alone counts. Unless the town itself says so: ask.
    pub second_opinion: SecondOpinion,
    /// What holds for someone who comes along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub companion: Option<Words>,
    /// A short remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
    /// The office to ask, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Where this was read.
    pub sources: Vec<Source>,
}

/// What one town, prefecture or state does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Town {
    /// The place's id in the edition: `jp-47214`, `jp-47000`, `us-ca-sacramento`.
    pub place: String,
    /// Its name.
    pub name: Words,
    /// Made up for trying out: every page says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub made_up: bool,
    /// Its offices.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office>,
    /// Its aid.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aid: Vec<Aid>,
}

impl Town {
    /// The office with an id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == id)
    }

    /// Every source the file names.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        let offices = self.offices.iter().flat_map(|office| &office.sources);
        offices.chain(self.aid.iter().flat_map(|aid| &aid.sources))
    }
}
