//! What was just compared and is brought into a case that begins: the illness, by the catalogue's id, and the place.

use casework::opinion::FirstOpinion;
use casework::service::Caller;
use casework::{Act, Casework};
use compare::words::in_language;
use evidence::Edition;
use language::Language;

use crate::case::Sent;
use crate::names::{self, Found};
use crate::parameters::{Parameters, address};
use crate::work::Weight;

/// The longest place that is read, in letters, as in a question.
const LONGEST: usize = 200;

/// An illness of the catalogue, a place, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Brought {
    /// The catalogue's id; empty for none.
    pub(crate) condition: String,
    /// As it was written, or the place's own name.
    pub(crate) near: String,
}

/// Where a case is begun with this.
pub(crate) fn begin_with(condition: &str, near: &str) -> String {
    address("/case/new", &[("condition", condition), ("near", near)])
}

impl Brought {
    /// What stands in the address of `/case/new`.
    pub(crate) fn asked(parameters: &Parameters) -> Brought {
        Brought { condition: parameters.text("condition"), near: parameters.text("near") }
    }

    /// What the form carries.
    pub(crate) fn sent(sent: &Sent, edition: &Edition) -> Brought {
        Brought { condition: sent.text("condition"), near: sent.text("near") }.known(edition)
    }

    pub(crate) fn weight(&self) -> Weight {
        Weight::of_names(&[&self.near])
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.condition.is_empty() && self.near.is_empty()
    }

    /// Only what is found: the address is anybody's word.
    pub(crate) fn found(self, edition: &Edition, language: Language) -> Brought {
        let mut brought = self.known(edition);
        if !brought.near.is_empty() {
            match names::place(edition, language, &brought.near) {
                // An id tells a reader nothing; the place's name finds it again.
                Found::One(place) if edition.places.all.iter().any(|known| known.id == brought.near) => {
                    brought.near = place.name;
                }
                Found::One(_) => {}
                Found::Several(_) | Found::Unknown(_) => brought.near.clear(),
            }
        }
        brought
    }

    fn known(mut self, edition: &Edition) -> Brought {
        if edition.condition_by_id(&self.condition).is_none() {
            self.condition.clear();
        }
        if self.near.chars().count() > LONGEST {
            self.near.clear();
        }
        self
    }

    /// The illness by its name; empty for none.
    pub(crate) fn condition_name(&self, edition: &Edition, language: Language) -> String {
        let found = edition.condition_by_id(&self.condition).and_then(|index| edition.condition(index));
        found.map(|condition| in_language(&condition.name, language).to_owned()).unwrap_or_default()
    }

    /// Puts it into the case that was just begun. Where that fails the case stands without it, and its first page asks.
    pub(crate) async fn keep(self, casework: &Casework, caller: Caller, edition: &Edition, language: Language) {
        if self.is_empty() {
            return;
        }
        let Ok(view) = casework.overview(caller).await else { return };
        let opinion = FirstOpinion {
            condition_words: self.condition_name(edition, language),
            condition: Some(self.condition).filter(|id| !id.is_empty()),
            near: self.near,
            ..view.case.opinion
        };
        // Refused only to whoever may not write this page, and they are asked nothing there either.
        let _kept = casework.act(caller, view.version, Act::SaveOpinion(Box::new(opinion))).await;
    }
}
