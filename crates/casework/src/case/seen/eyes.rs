//! What is seen from the application on: here it hangs not only on the part but on who looks.

use jiff::civil::Date;

use crate::application::{Application, State};
use crate::authority::{Actor, Deed, may};
use crate::case::Case;
use crate::day::{Day, Question};
use crate::decision::Deciding;
use crate::id::{AttachmentId, PersonId};
use crate::letter::{Invitation, Letter, Words};
use crate::opinion::{FirstOpinion, Known};
use crate::people::{Part, Role};
use crate::second::{Hand, SecondOpinion};
use crate::timing::Timing;

/// Someone who looks.
pub(super) struct Eyes<'a> {
    case: &'a Case,
    actor: Actor,
    today: Date,
    role: Option<Role>,
    /// Reads blind, and has not saved a view of their own yet.
    sealed: bool,
}

impl<'a> Eyes<'a> {
    pub(super) fn of(case: &'a Case, actor: Actor, today: Date) -> Eyes<'a> {
        let role = case.person(actor.person).map(|person| person.role);
        let sealed = role == Some(Role::SecondDoctor)
            && case.applications.iter().any(|one| reads_blind(case, one, actor.person));
        Eyes { case, actor, today, role, sealed }
    }

    /// Whether this is a doctor who reads blind, before a view of their own is saved.
    pub(super) fn reads_blind(&self) -> bool {
        self.sealed
    }

    fn may(&self, deed: Deed) -> bool {
        may(self.case, self.actor, deed, self.today)
    }

    /// Whether this is the desk or the doctor of the other institution: they see what is their own and nothing of what others were asked.
    fn is_there(&self) -> bool {
        matches!(self.role, Some(Role::Desk | Role::SecondDoctor))
    }

    fn own(&self, application: &Application) -> bool {
        match self.role {
            Some(Role::Desk) => application.desk == self.actor.person,
            Some(Role::SecondDoctor) => application.doctor == Some(self.actor.person),
            _ => false,
        }
    }

    /// The own applications of a desk or a doctor, as long as they are open to them.
    fn open_to_them(&self) -> impl Iterator<Item = &'a Application> {
        let examines = self.is_there()
            && [Deed::Read(Part::Application), Deed::AnswerApplication, Deed::WriteOpinion]
                .into_iter()
                .any(|deed| self.may(deed));
        let case = self.case;
        let own = move |application: &&Application| examines && self.own(application);
        case.applications.iter().filter(own).collect::<Vec<_>>().into_iter()
    }

    /// Both sides see the same application. One that was declined or withdrawn is for its desk no more than that.
    pub(super) fn applications(&self) -> Vec<Application> {
        if !self.is_there() {
            return if self.may(Deed::Read(Part::Application)) { self.case.applications.clone() } else { Vec::new() };
        }
        let cut = |known: &Application| if known.is_open_to_desk() { known.clone() } else { known.end_only() };
        let doctor = self.role == Some(Role::SecondDoctor);
        self.open_to_them().filter(|known| !doctor || known.is_open_to_desk()).map(cut).collect()
    }

    /// Questions are seen there once they were sent ahead, and of them what is asked: neither whose each is, nor the worry behind it, nor what
    /// was noted down as its answer, elsewhere perhaps. They often name the first plan, so a doctor who reads blind waits.
    pub(super) fn questions(&self) -> Vec<Question> {
        let seen = if self.is_there() {
            !self.sealed && self.days().iter().any(|day| day.sent_ahead.is_some())
        } else {
            self.may(Deed::Read(Part::Day))
        };
        let asked = |known: &Question| {
            if self.is_there() {
                Question { of: PersonId::PATIENT, worry: None, answer: String::new(), ..known.clone() }
            } else {
                known.clone()
            }
        };
        if seen { self.case.questions.iter().map(asked).collect() } else { Vec::new() }
    }

    pub(super) fn days(&self) -> Vec<Day> {
        if !self.is_there() {
            return if self.may(Deed::Read(Part::Day)) { self.case.days.clone() } else { Vec::new() };
        }
        let own: Vec<_> = self.open_to_them().filter(|known| known.is_open_to_desk()).map(|known| known.id).collect();
        self.case.days.iter().filter(|day| own.contains(&day.application)).cloned().collect()
    }

    /// A draft is its doctor's alone. What was given is the patient's; there they see what they gave. What the patient wrote down of a talk is
    /// the patient's own.
    pub(super) fn seconds(&self) -> Vec<SecondOpinion> {
        let seconds = self.case.seconds.iter();
        if self.is_there() {
            let own: Vec<_> =
                self.open_to_them().filter(|known| known.is_open_to_desk()).map(|known| known.id).collect();
            let of_own = |known: &&SecondOpinion| {
                let theirs = known.hand == Hand::Doctor && known.application.is_some_and(|id| own.contains(&id));
                theirs
                    && (known.given.is_some()
                        || (known.by == self.actor.person && self.role == Some(Role::SecondDoctor)))
            };
            return seconds.filter(of_own).cloned().collect();
        }
        let given = |known: &&SecondOpinion| known.given.is_some() || known.hand == Hand::Told;
        if self.may(Deed::Read(Part::Second)) || self.receives() {
            seconds.filter(given).cloned().collect()
        } else {
            Vec::new()
        }
    }

    /// The first doctor with the report's code sees what is reported: that decision and what the second doctors said.
    pub(super) fn deciding(&self) -> Deciding {
        if self.may(Deed::Read(Part::Decision)) {
            return self.case.deciding.clone();
        }
        let Some(report) = self.case.deciding.reports.last().filter(|_| self.receives()) else {
            return Deciding::default();
        };
        let place = usize::try_from(report.decision).ok();
        let decisions: Vec<_> =
            place.and_then(|place| self.case.deciding.decisions.get(place)).cloned().into_iter().collect();
        // The one decision that is shown stands in the first place.
        let reports = vec![crate::decision::Report { decision: 0, ..report.clone() }];
        Deciding { decisions, reports, ..Deciding::default() }
    }

    fn receives(&self) -> bool {
        self.may(Deed::ReceiveReport)
    }

    /// Which codes are out is the business of whoever hands them out for the patient.
    pub(super) fn codes(&self) -> Vec<Invitation> {
        let seen = !self.is_there() && self.may(Deed::Read(Part::Application));
        if seen { self.case.codes.clone() } else { Vec::new() }
    }

    /// The first opinion, for a doctor who reads blind without what was to be done.
    pub(super) fn opinion(&self) -> FirstOpinion {
        if !self.may(Deed::Read(Part::Opinion)) {
            return FirstOpinion::default();
        }
        let mut opinion = self.case.opinion.clone();
        // Where one lives is nothing a hospital was told.
        if self.is_there() {
            opinion.near.clear();
        }
        if self.sealed {
            return FirstOpinion { treatment: Known::Open, unclear: String::new(), ..opinion };
        }
        opinion
    }

    /// Time. A hospital was told where the treatment stands and the latest safe date: no signs of illness, and no calendar of the family.
    pub(super) fn timing(&self) -> Timing {
        if !self.may(Deed::Read(Part::Time)) {
            return Timing::default();
        }
        let timing = self.case.timing.clone();
        if self.is_there() {
            let Timing { treatment, latest_safe, latest_safe_by, .. } = timing;
            return Timing { treatment, latest_safe, latest_safe_by, ..Timing::default() };
        }
        timing
    }

    /// The letter, without its plan for a doctor who reads blind.
    pub(super) fn sealed(&self, letter: Letter) -> Letter {
        if !self.sealed {
            return letter;
        }
        let mut letter = letter;
        if let Some(form) = &mut letter.form {
            (form.plan, form.purpose, form.remarks) = (Words::default(), Words::default(), Words::default());
        }
        letter
    }

    /// Whether an upload is seen: not the letter itself by a doctor who reads blind, wherever it was put.
    pub(super) fn attachment(&self, id: AttachmentId) -> bool {
        let part = self.case.part_of(id);
        let on_letter = || {
            self.case
                .records
                .iter()
                .any(|item| item.kind == crate::records::Kind::Letter && item.attachments.contains(&id))
        };
        self.may(Deed::Read(part)) && !(self.sealed && (part == Part::Letter || on_letter()))
    }

    /// The desks and doctors of the applications that are seen, so that each has its name.
    pub(super) fn there(&self) -> Vec<PersonId> {
        self.applications().iter().flat_map(|known| [Some(known.desk), known.doctor]).flatten().collect()
    }
}

fn reads_blind(case: &Case, application: &Application, doctor: PersonId) -> bool {
    let saved = |known: &SecondOpinion| {
        known.application == Some(application.id) && known.by == doctor && known.own_view.is_some()
    };
    // That the patient wrote down what was said does not end it: the doctor's own words may still come.
    let over = matches!(application.state, State::Declined | State::Withdrawn);
    application.blind && application.doctor == Some(doctor) && !over && !case.seconds.iter().any(saved)
}
