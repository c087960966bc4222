//! What would stop an application at the desk, found before it is sent.

mod people;

use evidence::desk::{Desk, Paper, Refuses, Source, Who};
use jiff::civil::Date;

use crate::case::Case;
use crate::choice::Wish;
use crate::records::{Kind, Stage};
use crate::telling::Reply;
use crate::timing::Treatment;

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// It is the institution that gave the first opinion.
    SameInstitution,
    /// The patient has not been told everything.
    PatientNotTold,
    /// The patient wants to be treated there.
    WantsTransfer,
    /// It is not settled whether advice or treatment is wanted.
    WishOpen,
    /// The doctor has not been told.
    DoctorNotTold,
    /// The doctor was told and has not agreed yet.
    DoctorThinking,
    /// The doctor did not agree.
    DoctorNotAgreed,
    /// No letter yet.
    NoLetter,
    /// This record is not in hand.
    RecordMissing(Kind),
    /// This paper is needed too.
    Bring(Paper),
    /// The person who acts for the patient is not one this desk admits.
    RelationNotAdmitted(Who),
    /// Whether this desk admits the person who acts for the patient is not known.
    RelationNotKnown(Who),
    /// Treatment has begun; some desks refuse when it is finished.
    TreatmentBegun,
    /// Something no record here shows: the patient is asked about it.
    AskYourself(Refuses),
}

/// On what a hindrance rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rests {
    /// This desk says so.
    OnDesk(Source),
    /// Most desks say so; this one's rule is not known.
    OnUsual,
    /// It is our own rule.
    OnOurs,
}

/// One thing that would stop the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hindrance {
    /// What; its message says what to do.
    pub stop: Stop,
    /// On what it rests.
    pub rests: Rests,
    /// Whether the application must wait for it; otherwise it is to be looked at.
    pub bars: bool,
    /// The word for `Choice::cleared`, when the patient can say that it does not apply: for what differs from desk to desk it holds the
    /// institution too.
    pub clears_as: Option<String>,
}

/// Refusals that nearly every desk's list holds (facts A1: ten and more hospitals) and that no record here can show.
const USUAL_QUESTIONS: [Refuses; 6] = [
    Refuses::Complaint,
    Refuses::Lawsuit,
    Refuses::CostQuestions,
    Refuses::PastTreatment,
    Refuses::NoSpecialist,
    Refuses::NoAppointment,
];

/// What nearly every desk needs (facts A1, documents); the letter is looked at by itself.
const USUAL_NEEDS: [Paper; 3] = [Paper::Tests, Paper::Images, Paper::PathologyReport];

/// Everything that would stop an application to a desk of an institution (an id of the edition). Without a desk's file, or where it
/// is silent, the usual rules are checked and said to be such.
pub fn hindrances(case: &Case, institution: &str, desk: Option<&Desk>, today: Date) -> Vec<Hindrance> {
    let mut found = Finding { case, institution, desk, out: Vec::new() };
    if case.opinion.institution.as_deref() == Some(institution) {
        found.bar(Stop::SameInstitution, Rests::OnOurs);
    }
    if !case.told.may_write_to_patient() {
        found.bar(Stop::PatientNotTold, Rests::OnOurs);
    }
    found.wish();
    found.doctor_and_letter(today);
    found.records();
    people::check(&mut found, today);
    found.treatment();
    found.questions();
    found.out
}

/// What the patient says of the own case (no complaint, no lawsuit) holds at every desk; what hangs on the desk (its specialists, its papers,
/// its rule of relation) is said of one desk only.
fn kept_word(institution: &str, word: &'static str) -> String {
    const OF_THE_CASE: [Refuses; 5] = [
        Refuses::Complaint,
        Refuses::Lawsuit,
        Refuses::CostQuestions,
        Refuses::PastTreatment,
        Refuses::TreatmentFinished,
    ];
    if OF_THE_CASE.iter().any(|refusal| refusal.word() == word) {
        return word.to_owned();
    }
    format!("{institution}:{word}")
}

/// What was found so far.
struct Finding<'a> {
    case: &'a Case,
    institution: &'a str,
    desk: Option<&'a Desk>,
    out: Vec<Hindrance>,
}

impl Finding<'_> {
    fn bar(&mut self, stop: Stop, rests: Rests) {
        self.out.push(Hindrance { stop, rests, bars: true, clears_as: None });
    }

    /// Something to be looked at, unless the patient said that it does not apply.
    fn look(&mut self, stop: Stop, rests: Rests, clears_as: Option<&'static str>) {
        let clears_as = clears_as.map(|word| kept_word(self.institution, word));
        if !clears_as.as_ref().is_some_and(|word| self.case.choice.cleared.contains(word)) {
            self.out.push(Hindrance { stop, rests, bars: false, clears_as });
        }
    }

    /// On what a refusal rests: the desk's own word, or the usual rule.
    fn rests(&self, code: Refuses) -> Rests {
        let own = self.desk.and_then(|desk| desk.refusal(code));
        own.map_or(Rests::OnUsual, |fact| Rests::OnDesk(fact.source.clone()))
    }

    fn wish(&mut self) {
        let rests = self.rests(Refuses::WantsTransfer);
        match self.case.choice.wish {
            Some(Wish::Advice) => {}
            Some(Wish::Treatment) => self.bar(Stop::WantsTransfer, rests),
            Some(Wish::Unsure) | None => self.look(Stop::WishOpen, rests, None),
        }
    }

    /// A doctor who has handed over the letter has agreed: it is written for this very purpose.
    fn doctor_and_letter(&mut self, today: Date) {
        let letter = &self.case.letter;
        let received = letter.received_on.is_some_and(|day| day <= today);
        let signed = letter.form.as_ref().is_some_and(|form| form.signed.is_some());
        let telling = &self.case.telling;
        let agreement = self.rests(Refuses::DoctorNotAgreed);
        match telling.reply {
            Some(Reply::Refused) => self.bar(Stop::DoctorNotAgreed, agreement),
            _ if received || signed => {}
            Some(Reply::Agreed) => {}
            Some(Reply::Waiting) => self.bar(Stop::DoctorThinking, agreement),
            None if telling.told_on.is_some() => self.bar(Stop::DoctorThinking, agreement),
            None => self.bar(Stop::DoctorNotTold, agreement),
        }
        if !received && !signed {
            let rests = self.rests(Refuses::NoLetter);
            self.bar(Stop::NoLetter, rests);
        }
    }

    /// Where the treatment stands is often not put down; a desk that refuses it when it is finished must then be answered all the same.
    fn treatment(&mut self) {
        let finished = Refuses::TreatmentFinished;
        let (rests, clears_as) = (self.rests(finished), Some(finished.word()));
        match self.case.timing.treatment {
            Some(Treatment::Begun) => self.look(Stop::TreatmentBegun, rests, clears_as),
            None | Some(Treatment::Unknown) if rests != Rests::OnUsual => {
                self.look(Stop::AskYourself(finished), rests, clears_as);
            }
            _ => {}
        }
    }

    fn records(&mut self) {
        let usual = |paper: &Paper| (*paper, Rests::OnUsual);
        let needs: Vec<(Paper, Rests)> = match self.desk.filter(|desk| !desk.needs.is_empty()) {
            Some(desk) => desk.needs.iter().map(|fact| (fact.value, Rests::OnDesk(fact.source.clone()))).collect(),
            None => USUAL_NEEDS.iter().map(usual).collect(),
        };
        for (paper, rests) in needs {
            match kind(paper) {
                _ if paper == Paper::Letter => {}
                Some(kind) if self.missing(kind, &rests) => self.bar(Stop::RecordMissing(kind), rests),
                Some(_) => {}
                None => self.look(Stop::Bring(paper), rests, Some(paper.word())),
            }
        }
        self.usual_beside_own();
    }

    /// A file that names some papers need not name them all: what is usual and not in it is to be asked about, and bars nothing.
    fn usual_beside_own(&mut self) {
        let Some(desk) = self.desk.filter(|desk| !desk.needs.is_empty()) else { return };
        for paper in USUAL_NEEDS.into_iter().filter(|paper| desk.needs.iter().all(|fact| fact.value != *paper)) {
            if let Some(kind) = kind(paper)
                && self.missing(kind, &Rests::OnUsual)
            {
                self.look(Stop::RecordMissing(kind), Rests::OnUsual, Some(paper.word()));
            }
        }
    }

    /// What a desk names must be in hand; what is only usual is missing when it stands on the list and is not in hand.
    fn missing(&self, kind: Kind, rests: &Rests) -> bool {
        let mut items = self.case.records.iter().filter(|item| item.kind == kind).peekable();
        if items.peek().is_none() {
            return *rests != Rests::OnUsual || self.case.records.is_empty();
        }
        // "Not needed" is the patient's word; it does not answer a desk that names the paper.
        let waived = *rests == Rests::OnUsual;
        !items.all(|item| match item.stage() {
            Stage::Received | Stage::Sent | Stage::Returned => true,
            Stage::NotNeeded => waived,
            Stage::Wanted | Stage::Asked | Stage::Promised => false,
        })
    }

    /// What only the patient can answer. That the patient has died is never asked.
    fn questions(&mut self) {
        let seen_here = [
            Refuses::NoLetter,
            Refuses::MaterialMissing,
            Refuses::DoctorNotAgreed,
            Refuses::WantsTransfer,
            Refuses::TreatmentFinished,
            Refuses::Died,
        ];
        let own = self.desk.filter(|desk| !desk.refuses.is_empty());
        let codes: Vec<Refuses> = match own {
            Some(desk) => desk.refuses.iter().map(|fact| fact.value).filter(|code| !seen_here.contains(code)).collect(),
            None => USUAL_QUESTIONS.to_vec(),
        };
        for code in codes {
            let rests = self.rests(code);
            self.look(Stop::AskYourself(code), rests, Some(code.word()));
        }
    }
}

/// The record that a paper is; none for papers that are not on the records list.
fn kind(paper: Paper) -> Option<Kind> {
    match paper {
        Paper::Letter => Some(Kind::Letter),
        Paper::Tests => Some(Kind::Tests),
        Paper::Images => Some(Kind::Images),
        Paper::ImageReports => Some(Kind::ImageReports),
        Paper::PathologyReport => Some(Kind::PathologyReport),
        Paper::Slides => Some(Kind::Slides),
        _ => None,
    }
}
