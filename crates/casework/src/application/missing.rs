//! What an application still waits for.

use super::{Application, Needed};
use crate::case::Case;
use crate::id::RecordId;
use crate::people::Part;
use crate::records::{Kind, Stage};

/// Something that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No letter is in hand.
    Letter,
    /// An item of the records list is not in hand.
    Record(RecordId),
    /// The desk asked for it.
    Asked(Needed),
}

/// What is not there yet, among the parts that go with the application: a part that does not go is not missing, it is not shown.
pub fn missing(case: &Case, application: &Application) -> Vec<Missing> {
    let mut out = Vec::new();
    let letter = &case.letter;
    let signed = letter.form.as_ref().is_some_and(|form| form.signed.is_some());
    if application.parts.contains(&Part::Letter) && letter.received_on.is_none() && !signed {
        out.push(Missing::Letter);
    }
    if application.parts.contains(&Part::Records) {
        let listed = case.records.iter().filter(|item| item.kind != Kind::Letter);
        let absent = listed.filter(|item| matches!(item.stage(), Stage::Wanted | Stage::Asked | Stage::Promised));
        out.extend(absent.map(|item| Missing::Record(item.id)));
    }
    out.extend(application.asked.iter().cloned().map(Missing::Asked));
    out
}
