//! What goes out by itself: notices to people, events to offices' own systems.

use std::sync::Arc;

use super::again::again;
use super::{Caller, Casework, View};
use crate::act::Act;
use crate::case::Case;
use crate::keeper::{OfficeWrite, Version};
use crate::moment::Moment;
use crate::notice::{Bell, Mail, Notices, Outgoing};
use crate::office::{Due, Office};
use crate::people::Part;
use crate::refusal::{Refusal, Trouble, Wrong};

impl Casework {
    /// With something that carries notices; without it nobody is told, and no address is taken.
    #[must_use]
    pub fn with_notices(self, notices: Arc<dyn Notices>) -> Casework {
        Casework { notices: Some(Arc::new(Outgoing::new(notices))), ..self }
    }

    /// With a bell that is rung when an event waits in an office.
    #[must_use]
    pub fn with_bell(self, bell: Arc<dyn Bell>) -> Casework {
        Casework { bell: Some(bell), ..self }
    }

    /// Whether people can be told that there is something new.
    pub fn tells(&self) -> bool {
        self.notices.is_some()
    }

    /// Keeps a mail address for the caller, or takes it off again. An address that is none is refused as `Troubled`.
    pub async fn save_mail(&self, caller: Caller, version: Version, mail: Option<Mail>) -> Result<View, Refusal> {
        let Some(outgoing) = &self.notices else { return Err(Refusal::NotFound) };
        // The right is asked before the address is looked at.
        self.fresh(caller, version, &Act::SaveMail(None)).await?;
        let none = || Refusal::Troubled(vec![Trouble { field: "mail", wrong: Wrong::NotAChoice }]);
        let mail = match mail {
            Some(mail) => Some(Mail { address: outgoing.notices.address(&mail.address).ok_or_else(none)?, ..mail }),
            None => None,
        };
        self.act(caller, version, Act::SaveMail(mail)).await
    }

    /// What is to be sent to offices now, and when there will be more.
    pub async fn events_due(&self) -> Result<(Vec<Due>, Option<Moment>), Refusal> {
        let (offices, now) = (self.keeper.offices().await?, self.now());
        let due = offices.iter().filter_map(|office| office.events_due(now)).collect();
        Ok((due, offices.iter().filter_map(Office::next_due).min()))
    }

    /// Writes down which events arrived and which did not, by their numbers.
    pub async fn events_sent(&self, office: &str, sent: &[(u32, bool)]) -> Result<(), Refusal> {
        again(|| async {
            let office = self.keeper.office(office).await?.ok_or(Refusal::NotFound)?;
            self.write_office(OfficeWrite::Changed(office.events_sent(sent, self.now()))).await
        })
        .await
    }

    /// After a change was kept: tells whom it concerns, quickly and without waiting for anything.
    pub(super) fn tell(&self, caller: Caller, before: &Case, after: &Case, part: Option<Part>, office: bool) {
        if let (Some(outgoing), Some(part)) = (&self.notices, part) {
            outgoing.tell_others(before, after, caller.actor, part, self.now(), self.today());
        }
        if let (Some(bell), true) = (&self.bell, office) {
            bell.ring();
        }
    }
}
