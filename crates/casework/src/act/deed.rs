//! What one must be allowed to do for an act.

use super::Act;
use crate::application::Move;
use crate::authority::Deed;
use crate::id::PersonId;
use crate::people::Part;

impl Act {
    /// What one must be allowed to do for this act.
    pub fn deed(&self) -> Deed {
        match self {
            Act::SaveOpinion(_) | Act::SaveTold(_) => Deed::Change(Part::Opinion),
            Act::AddWorry { .. } | Act::AnswerWorry { .. } => Deed::Change(Part::Worries),
            Act::CloseWorry { .. } | Act::ReopenWorry(_) => Deed::CloseWorry,
            Act::AnswerSigns { .. } | Act::SaveTiming { .. } | Act::FixStep(..) | Act::FinishStep(..) => {
                Deed::Change(Part::Time)
            }
            Act::SaveWish(_) | Act::Choose { .. } | Act::Unchoose(_) | Act::PutFirst(_) | Act::SaveCleared(_) => {
                Deed::Change(Part::Choice)
            }
            Act::SaveTelling(_) => Deed::Change(Part::Telling),
            Act::SaveLetter { .. } | Act::FillForm(_) => Deed::Change(Part::Letter),
            Act::SaveForm(_) | Act::SignForm(_) | Act::AttachSignature { .. } => Deed::WriteForm,
            Act::ListRecords(_)
            | Act::AddRecord { .. }
            | Act::MoveRecord { .. }
            | Act::NoteRecord(..)
            | Act::RemoveRecord(_)
            | Act::Attach { .. } => Deed::Change(Part::Records),
            Act::Scanned(..) => Deed::Scan,
            // The patient's name heads every paper, so whoever fills in the first opinion may put it down.
            Act::NamePerson(PersonId::PATIENT, _) => Deed::Change(Part::Opinion),
            Act::AddPerson { .. } | Act::NamePerson(..) => Deed::Change(Part::People),
            Act::Apply { .. } | Act::Move { to: Move::Withdraw, .. } => Deed::Apply,
            Act::Move { .. } | Act::Answer { told_by: Some(_), .. } => Deed::Change(Part::Application),
            Act::Answer { told_by: None, .. } => Deed::AnswerApplication,
            Act::AskQuestion { .. }
            | Act::ChangeQuestion { .. }
            | Act::PlaceQuestion(..)
            | Act::RemoveQuestion(_)
            | Act::SaveDay { .. }
            | Act::SendQuestions(_) => Deed::Change(Part::Day),
            Act::SaveOwnView(..) | Act::WriteSecond { .. } => Deed::WriteOpinion,
            Act::TellSecond { .. } => Deed::Change(Part::Second),
            Act::SaveFirstPoints(_)
            | Act::SaveCompared(_)
            | Act::SaveMatters(_)
            | Act::SaveJoint(_)
            | Act::SendReport { .. }
            | Act::NoteReceipt { .. }
            | Act::FollowUp { .. }
            | Act::NoteRung { .. } => Deed::Change(Part::Decision),
            Act::Decide { .. } => Deed::Decide,
            Act::AnswerEase { .. } => Deed::AnswerEase,
            Act::ReceiveReport { .. } => Deed::ReceiveReport,
            // Who may have a way back in of their own may be told when to come.
            Act::SaveMail(_) => Deed::Recover,
            Act::Agree { .. } | Act::Withdraw(..) | Act::EndGround(_) => Deed::Consent,
        }
    }
}
