//! An application moves on, and the office it went to follows.

use super::again::again;
use super::{Caller, Casework, View};
use crate::act::Act;
use crate::application::Channel;
use crate::case::Case;
use crate::id::PersonId;
use crate::keeper::OfficeWrite;
use crate::office::Office;
use crate::refusal::{Refusal, Trouble, Wrong};

impl Casework {
    /// Does an act of which two parties each know their own page: the case may have been changed elsewhere since, and where it matters the
    /// act names the turn it answers. It is tried again when somebody else wrote in between.
    pub async fn act_in_turn(&self, caller: Caller, act: Act) -> Result<View, Refusal> {
        if !in_turn(&act) {
            return Err(Refusal::OutOfOrder);
        }
        again(|| self.act_in_turn_once(caller, act.clone())).await
    }

    async fn act_in_turn_once(&self, caller: Caller, act: Act) -> Result<View, Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, act.deed()).await?;
        self.change(caller, kept, act, None).await
    }

    /// The office that must be written together with the case, when the act reaches one.
    pub(super) async fn office_after(
        &self,
        before: &Case,
        after: &Case,
        act: Reach,
    ) -> Result<Option<OfficeWrite>, Refusal> {
        let offices = match act {
            Reach::None => return Ok(None),
            Reach::Offices => self.keeper.offices().await?,
            Reach::Desk(institution) => {
                let offices = self.keeper.offices().await?;
                // Nobody would ever read it there.
                if !offices.iter().any(|office| office.is_desk_of(&institution)) {
                    let trouble = Trouble { field: "channel", wrong: Wrong::NotAChoice };
                    return Err(Refusal::Troubled(vec![trouble]));
                }
                offices
            }
        };
        self.followed(&offices, before, after)
    }

    fn followed(&self, offices: &[Office], before: &Case, after: &Case) -> Result<Option<OfficeWrite>, Refusal> {
        // One office is written with the case: before all others the one to which the act itself belongs.
        let (reached, others): (Vec<&Office>, Vec<&Office>) =
            offices.iter().partition(|office| office.is_reached(before, after, self.today()));
        for office in reached.into_iter().chain(others) {
            if let Some(changed) = office.followed(before, after, self.today())? {
                return Ok(Some(OfficeWrite::Changed(changed)));
            }
        }
        Ok(None)
    }
}

/// Acts that add, or name the turn they answer, or are in one person's hand alone: none of them writes over what somebody else put down.
fn in_turn(act: &Act) -> bool {
    matches!(
        act,
        Act::Apply { .. }
            | Act::Move { .. }
            | Act::Answer { .. }
            | Act::SaveOwnView(..)
            | Act::WriteSecond { .. }
            | Act::ReceiveReport { .. }
            | Act::FollowUp { .. }
            | Act::AnswerWorry { .. }
            | Act::AddWorry { .. }
    )
}

/// Which offices an act can reach.
pub(super) enum Reach {
    /// None.
    None,
    /// Those that have the case.
    Offices,
    /// The desk of this institution, which must be there.
    Desk(String),
}

impl Reach {
    /// Asked before the act is done.
    pub(super) fn of(act: &Act) -> Reach {
        match act {
            Act::Apply { institution, channel: Channel::Queue, .. } => Reach::Desk(institution.clone()),
            Act::Move { .. }
            | Act::Answer { .. }
            | Act::WriteSecond { .. }
            | Act::TellSecond { .. }
            | Act::FollowUp { .. }
            | Act::Withdraw(..) => Reach::Offices,
            _ => Reach::None,
        }
    }
}

/// Whom an act may leave with nothing open: whatever opens the case for them is then taken back.
pub(super) fn left_out(before: &Case, act: &Act) -> Vec<PersonId> {
    let with_application = |id: crate::id::ApplicationId| {
        let found = before.applications.iter().find(|application| application.id == id);
        found.into_iter().flat_map(|application| [Some(application.desk), application.doctor]).flatten().collect()
    };
    match act {
        Act::Withdraw(person, _) => {
            let doctors = before.applications.iter().filter(|application| application.desk == *person);
            doctors.filter_map(|application| application.doctor).chain([*person]).collect()
        }
        Act::EndGround(person) => vec![*person],
        Act::Move { application, .. } | Act::Answer { application, .. } => with_application(*application),
        _ => Vec::new(),
    }
}
