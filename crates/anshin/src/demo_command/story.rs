//! One made-up case from the first day to the decision, with believable days between, in which every paper has something to say.
//!
//! `whole` keeps it nowhere, `kept` among the other made-up cases. Its clock stands so many days before today and is moved on step by step, because a
//! case writes down when a thing was done.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use casework::application::{Channel, Move, Offer, Reply};
use casework::authority::Actor;
use casework::choice::Way;
use casework::day::Coming;
use casework::decision::Chooses;
use casework::keeper::Keeper;
use casework::letter::{Signature, Signed, Source, Words};
use casework::memory::MemoryKeeper;
use casework::office::{Duty, Office};
use casework::opinion::Known;
use casework::people::{Ground, Part, Purpose, Relation, Role};
use casework::records::{Kind, Stage};
use casework::second::{Point, Said, Stands, Written};
use casework::service::{Beginner, Caller};
use casework::telling::{Feeling, Telling};
use casework::timing::Step;
use casework::weigh::{Compared, Compares, Matter, What};
use casework::{Act, ApplicationId, Case, Casework, Clock, Moment, PersonId, Refusal};
use jiff::ToSpan as _;
use jiff::civil::Date;
use language::Text;

use super::cases::{Filling, Made};
use crate::serve_command::ports::{SystemChance, SystemClock};

const FIRST: ApplicationId = ApplicationId(1);
/// The institution of the desk, where there is no other.
const INSTITUTION: &str = "made-up";
const MINUTES: u16 = 40;

/// The machine's time, so many days ago.
struct Past {
    clock: SystemClock,
    days: AtomicI64,
}

impl Past {
    /// Thirty days ago.
    fn of(clock: SystemClock) -> Arc<Past> {
        Arc::new(Past { clock, days: AtomicI64::new(30) })
    }

    fn go_to(&self, days_before_today: i64) {
        self.days.store(days_before_today, Ordering::Relaxed);
    }

    fn days(&self) -> i64 {
        self.days.load(Ordering::Relaxed)
    }
}

impl Clock for Past {
    fn now(&self) -> Moment {
        self.clock.now().plus_seconds(-self.days().saturating_mul(24 * 60 * 60))
    }

    fn today(&self) -> Date {
        self.clock.today().saturating_sub(self.days().days())
    }
}

/// The story so far.
struct Story<'a> {
    t: Text,
    casework: &'a Casework,
    past: &'a Past,
    institution: String,
    case: Filling<'a>,
}

/// The case as it stands today.
pub(crate) async fn whole(t: Text, clock: SystemClock) -> Result<Case, Refusal> {
    let past = Past::of(clock);
    let casework = Casework::new(Arc::new(MemoryKeeper::new()), past.clone(), Arc::new(SystemChance));
    let office = Office::new("made-up-desk".to_owned(), Duty::Desk, t.demo_desk(), Some(INSTITUTION.to_owned()));
    casework.make_office(office).await?;
    Ok(told(t, (&casework, &past), INSTITUTION.to_owned()).await?.view.case)
}

/// The case among those that are kept, at the made-up desk of this institution.
pub(super) async fn kept(
    t: Text,
    keeper: Arc<dyn Keeper>,
    clock: SystemClock,
    institution: String,
) -> Result<Made, Refusal> {
    let past = Past::of(clock);
    let casework = Casework::new(keeper, past.clone(), Arc::new(SystemChance));
    Ok(told(t, (&casework, &past), institution).await?.made(t.demo_whole(), None))
}

async fn told<'a>(
    t: Text,
    (casework, past): (&'a Casework, &'a Past),
    institution: String,
) -> Result<Filling<'a>, Refusal> {
    let case = Filling::of(casework, t, Beginner::Patient).await?;
    let mut story = Story { t, casework, past, institution, case };
    let daughter = story.begins().await?;
    story.asks_the_doctor().await?;
    story.has_the_letter().await?;
    story.applies().await?;
    story.prepares(daughter).await?;
    story.hears().await?;
    story.decides().await?;
    Ok(story.case)
}

impl Story<'_> {
    async fn begins(&mut self) -> Result<PersonId, Refusal> {
        let t = self.t;
        self.case.opinion("stomach-cancer", t.demo_stomach(), t.demo_treatment(), 50).await?;
        self.case.act(Act::NamePerson(PersonId::PATIENT, t.letter_demo_patient())).await?;
        let (name, relation) = (t.demo_name_daughter(), Some(Relation::Child));
        let (role, ground) = (Role::Relative, Some(Ground::Consent));
        self.case.act(Act::AddPerson { role, name, relation, ground, ground_paper: String::new() }).await?;
        let newest = self.case.view.case.people.iter().map(|person| person.id).max();
        let person = newest.ok_or(Refusal::NotFound)?;
        let parts = BTreeSet::from(Part::SHARED);
        self.case.act(Act::Agree { person, purpose: Purpose::FillIn, parts, until: None }).await?;
        self.case.calm().await?;
        Ok(person)
    }

    async fn asks_the_doctor(&mut self) -> Result<(), Refusal> {
        let t = self.t;
        self.past.go_to(28);
        let today = Some(self.case.today());
        let reply = Some(casework::telling::Reply::Agreed);
        let telling = Telling { feeling: Some(Feeling::Hard), told_on: today, reply, note: t.demo_note() };
        self.case.act(Act::SaveTelling(telling)).await?;
        self.case.act(Act::FinishStep(Step::Doctor, today)).await?;
        self.case.act(Act::SaveLetter { asked_on: today, promised_for: None, received_on: None }).await?;
        self.case.act(Act::ListRecords(casework::list::records_for("C16"))).await?;
        self.records(Stage::Asked, |_| true).await
    }

    /// The doctor writes the letter and signs it; the records come, but for the slides.
    async fn has_the_letter(&mut self) -> Result<(), Refusal> {
        let t = self.t;
        self.past.go_to(21);
        let (code, _) = self.casework.invite_doctor(self.case.view.caller, self.case.view.version).await?;
        let (doctor, _) = self.casework.accept(&code).await?;
        let view = self.casework.overview(doctor).await?;
        let mut form = view.case.letter.form.unwrap_or_default();
        for (words, says) in [
            (&mut form.purpose, t.demo_letter_purpose()),
            (&mut form.diagnosis, t.letter_demo_diagnosis()),
            (&mut form.course, t.demo_letter_course()),
            (&mut form.plan, t.demo_treatment()),
            (&mut form.allergies, t.demo_letter_allergies()),
            (&mut form.doctor, t.demo_name_doctor()),
            (&mut form.institution, t.demo_hospital()),
        ] {
            *words = Words { text: says, source: Source::Doctor };
        }
        let saved = self.casework.act(doctor, view.version, Act::SaveForm(Box::new(form))).await?;
        let signed = Signed { by: t.demo_name_doctor(), on: self.case.today(), how: Signature::OnPaper };
        self.casework.act(doctor, saved.version, Act::SignForm(signed)).await?;
        self.case.look_again().await?;
        self.past.go_to(20);
        let (asked_on, received_on) = (Some(self.case.in_days(-8)), Some(self.case.today()));
        self.case.act(Act::SaveLetter { asked_on, promised_for: None, received_on }).await?;
        self.records(Stage::NotNeeded, |kind| kind == Kind::Summaries).await?;
        self.records(Stage::Received, |kind| !matches!(kind, Kind::Summaries | Kind::Slides)).await?;
        self.past.go_to(19);
        self.records(Stage::Received, |kind| kind == Kind::Slides).await
    }

    /// Moves those records on, today.
    async fn records(&mut self, stage: Stage, which: impl Fn(Kind) -> bool) -> Result<(), Refusal> {
        let chosen = self.case.view.case.records.iter().filter(|item| which(item.kind));
        let chosen: Vec<_> = chosen.map(|item| item.id).collect();
        for record in chosen {
            let on = self.case.today();
            self.case.act(Act::MoveRecord { record, stage, on }).await?;
        }
        Ok(())
    }

    /// The desk takes it on, for a day twelve days later.
    async fn applies(&mut self) -> Result<(), Refusal> {
        let t = self.t;
        self.past.go_to(18);
        let (institution, name, note) = (self.institution.clone(), t.demo_desk(), String::new());
        self.case.act(Act::Choose { institution: institution.clone(), name, way: Way::Visit, note }).await?;
        let (parts, channel, words) = (BTreeSet::from(Part::SENT), Channel::Queue, t.demo_apply());
        self.case.act(Act::Apply { institution, parts, blind: false, channel, words }).await?;
        self.past.go_to(15);
        let at = self.case.in_days(9).at(10, 30, 0, 0);
        let offer = Offer { slot: None, at, minutes: MINUTES, specialist: t.demo_name_second(), online: false };
        self.answers(Reply::Accept(vec![offer])).await?;
        self.past.go_to(14);
        let turn = self.case.view.case.applications.first().map_or(0, |applied| applied.turn);
        self.case.act(Act::Move { application: FIRST, turn, to: Move::Take(0), words: String::new() }).await?;
        self.past.go_to(13);
        self.answers(Reply::Doctor(t.demo_name_second())).await
    }

    async fn answers(&mut self, reply: Reply) -> Result<(), Refusal> {
        let applied = self.case.view.case.applications.first().ok_or(Refusal::NotFound)?;
        let desk = self.caller(applied.desk);
        let answer = Act::Answer { application: FIRST, turn: applied.turn, reply, words: String::new(), told_by: None };
        self.casework.act_in_turn(desk, answer).await?;
        self.case.look_again().await
    }

    fn caller(&self, person: PersonId) -> Caller {
        Caller { case: self.case.view.case.id, actor: Actor { person, by_form_code: false } }
    }

    async fn prepares(&mut self, daughter: PersonId) -> Result<(), Refusal> {
        let t = self.t;
        self.past.go_to(10);
        let asked = [
            (t.letter_demo_question_less(), 8),
            (t.letter_demo_question_wait(), 5),
            (t.letter_demo_question_eat(), 6),
            (t.letter_demo_question_work(), 9),
        ];
        for (words, minutes) in asked {
            self.case.act(Act::AskQuestion { words, minutes, worry: None }).await?;
        }
        let name = t.demo_name_daughter();
        let coming =
            vec![Coming { person: Some(daughter), name, relation: Some(Relation::Child), from: String::new() }];
        self.case.act(Act::SaveDay { application: FIRST, patient_comes: true, coming }).await?;
        self.case.act(Act::SendQuestions(FIRST)).await
    }

    /// The consultation, and the opinion in writing two days later.
    async fn hears(&mut self) -> Result<(), Refusal> {
        let t = self.t;
        self.past.go_to(6);
        let held = self.case.today();
        self.answers(Reply::Held(held)).await?;
        let first = self
            .case
            .view
            .case
            .questions
            .first()
            .map(|question| (question.id, question.words.clone(), question.minutes));
        if let Some((question, words, minutes)) = first {
            let answer = t.letter_demo_answer();
            self.case.act(Act::ChangeQuestion { question, words, minutes, answer }).await?;
        }
        self.past.go_to(4);
        let doctor = self.case.view.case.applications.first().and_then(|applied| applied.doctor);
        let doctor = self.caller(doctor.ok_or(Refusal::NotFound)?);
        let said = Said::from([
            (Point::Diagnosis, Known::Told(t.letter_demo_diagnosis())),
            (Point::Treatment, Known::Told(t.demo_second_treatment())),
            (Point::Harms, Known::Unclear),
        ]);
        let written = Written {
            doctor: t.demo_name_second(),
            institution: t.demo_desk(),
            said_on: Some(held),
            said,
            stands: Some(Stands::Refines),
            remarks: t.letter_demo_remarks(),
        };
        let act = Act::WriteSecond { application: FIRST, written: Box::new(written), give: true };
        self.casework.act_in_turn(doctor, act).await?;
        self.case.look_again().await
    }

    async fn decides(&mut self) -> Result<(), Refusal> {
        let t = self.t;
        self.past.go_to(3);
        let opinion = self.case.view.case.seconds.first().map(|second| second.id).ok_or(Refusal::NotFound)?;
        let why = t.letter_demo_why();
        let compared = vec![
            Compared { opinion, point: Point::Diagnosis, compares: Compares::Same, why: String::new() },
            Compared { opinion, point: Point::Treatment, compares: Compares::Different, why },
        ];
        self.case.act(Act::SaveCompared(compared)).await?;
        let matters = vec![Matter { what: What::Cure, weight: 3 }, Matter { what: What::KeepBody, weight: 2 }];
        self.case.act(Act::SaveMatters(matters)).await?;
        self.past.go_to(1);
        let (chooses, words, on) = (Chooses::Second(opinion), t.demo_decided(), self.case.today());
        self.case.act(Act::Decide { chooses, words, with: vec![t.demo_name_daughter()], on }).await
    }
}
