//! A made-up desk and a made-up support centre, with applications in several states.

use std::collections::BTreeSet;

use casework::account::{hash_passphrase, one_time_base32};
use casework::application::{Channel, Move, Needed, Offer, Reply};
use casework::authority::Actor;
use casework::choice::Way;
use casework::office::{Capacity, Duty, Office, Opening, PlanChange};
use casework::opinion::Known;
use casework::people::{Part, Role};
use casework::records::{Kind, Stage};
use casework::second::{Point, Said, Stands, Written};
use casework::service::{Beginner, Caller};
use casework::{Act, ApplicationId, Casework, Chance as _, Refusal, Secret};
use jiff::ToSpan;
use jiff::civil::DateTime;
use language::Text;

use super::cases::{Filling, Made};
use crate::serve_command::ports::SystemChance;

/// The only application of each of these cases.
const FIRST: ApplicationId = ApplicationId(1);
const MINUTES: u16 = 60;

/// What is told of an office when it is there: what it is, and how one signs in.
pub(super) struct Staffed {
    pub(super) what: String,
    pub(super) page: String,
    pub(super) name: String,
    pub(super) passphrase: String,
    pub(super) one_time: String,
}

/// A desk that is being filled.
struct Desk<'a> {
    casework: &'a Casework,
    text: Text,
    institution: String,
    slots: Vec<Offer>,
    support: String,
}

/// The made-up offices with their cases.
pub(super) struct Offices {
    pub(super) cases: Vec<Made>,
    pub(super) staff: Vec<Staffed>,
    /// The institution of the desk.
    pub(super) institution: String,
}

/// Puts the offices and their cases into what keeps them.
pub(super) async fn all(casework: &Casework, text: Text) -> Result<Offices, Refusal> {
    let mark = drawn(2);
    let (id, support) = (format!("made-up-desk-{mark}"), format!("made-up-centre-{mark}"));
    let institution = format!("made-up-{mark}");
    let office = Office::new(id.clone(), Duty::Desk, text.demo_desk(), Some(institution.clone()));
    casework.make_office(office).await?;
    casework.make_office(Office::new(support.clone(), Duty::Support, text.demo_centre(), None)).await?;
    let (desk_account, cookie) = account(casework, Role::Desk, &id, text.demo_desk()).await?;
    let (support_account, _) = account(casework, Role::Counsellor, &support, text.demo_centre()).await?;
    let slots = plan(casework, text, &cookie, &id).await?;
    let desk = Desk { casework, text, institution, slots, support };
    let cases = vec![
        desk.sent().await?,
        desk.asked().await?,
        desk.offered().await?,
        desk.booked().await?,
        desk.given().await?,
        desk.on_paper().await?,
    ];
    Ok(Offices { cases, staff: vec![desk_account, support_account], institution: desk.institution })
}

/// Some drawn bytes as letters, so that a second `anshin demo` meets no name of the first.
fn drawn(bytes: usize) -> String {
    let mut room = vec![0; bytes];
    SystemChance.fill(&mut room);
    room.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn account(casework: &Casework, role: Role, office: &str, what: String) -> Result<(Staffed, Secret), Refusal> {
    let (name, passphrase) = (office.replace("made-up-", ""), format!("made up {}", drawn(8)));
    let hashed = hash_passphrase(&passphrase, &SystemChance)?;
    let one_time = casework.staff_account(&name, role, hashed).await?;
    casework.office_staff(&name, office).await?;
    let proved = casework.account_named(&name).await?.verify(&passphrase);
    let cookie = casework.sign_in(proved, Some(&one_time.at(casework.now()))).await?;
    let page = if role == Role::Desk { format!("/desk/{office}") } else { format!("/support-desk/{office}") };
    let one_time = one_time_base32(one_time.bytes());
    Ok((Staffed { what, page, name, passphrase, one_time }, cookie))
}

/// Three weeks of dates, of which some are offered below.
async fn plan(casework: &Casework, text: Text, cookie: &Secret, id: &str) -> Result<Vec<Offer>, Refusal> {
    let specialist = text.demo_name_second();
    let at =
        |week: i32, hour: i8| -> DateTime { casework.today().saturating_add((7 * week + 3).days()).at(hour, 0, 0, 0) };
    let times: Vec<DateTime> = (1..=3).flat_map(|week| [at(week, 10), at(week, 14)]).collect();
    let openings = times.iter().map(|at| Opening {
        at: *at,
        minutes: MINUTES,
        specialist: specialist.clone(),
        online: at.hour() == 14,
    });
    let openings = openings.collect();
    let capacity = vec![Capacity { specialist: specialist.clone(), a_week: 3 }];
    casework.plan(cookie, id, PlanChange::Capacity(capacity)).await?;
    let office = casework.plan(cookie, id, PlanChange::Add(openings)).await?;
    let offer = |slot: &casework::office::Slot| Offer {
        slot: Some(slot.id),
        at: slot.at,
        minutes: slot.minutes,
        specialist: slot.specialist.clone(),
        online: slot.online,
    };
    Ok(office.slots.iter().map(offer).collect())
}

impl Desk<'_> {
    /// A case with an application to this desk.
    async fn applied(&self, channel: Channel, blind: bool) -> Result<Filling<'_>, Refusal> {
        let t = self.text;
        let mut case = Filling::of(self.casework, t, Beginner::Patient).await?;
        case.opinion("stomach-cancer", t.demo_stomach(), t.demo_treatment(), 45).await?;
        case.calm().await?;
        case.records("C16", &[Stage::Asked, Stage::Received]).await?;
        let (asked_on, received_on) = (Some(case.in_days(-3)), Some(case.today()));
        case.act(Act::SaveLetter { asked_on, promised_for: None, received_on }).await?;
        let (institution, name) = (self.institution.clone(), t.demo_desk());
        let note = String::new();
        case.act(Act::Choose { institution: institution.clone(), name, way: Way::Visit, note }).await?;
        let parts = BTreeSet::from(Part::SENT);
        case.act(Act::Apply { institution, parts, blind, channel, words: t.demo_apply() }).await?;
        Ok(case)
    }

    /// The desk answers, as the application stands now.
    async fn answers(&self, case: &mut Filling<'_>, reply: Reply) -> Result<(), Refusal> {
        let Some(applied) = case.view.case.applications.first() else { return Err(Refusal::NotFound) };
        let actor = Actor { person: applied.desk, by_form_code: false };
        let desk = Caller { case: case.view.case.id, actor };
        let (turn, words) = (applied.turn, String::new());
        let answer = Act::Answer { application: FIRST, turn, reply, words, told_by: None };
        self.casework.act_in_turn(desk, answer).await?;
        case.look_again().await
    }

    /// Accepted with two dates of the plan.
    async fn with_dates(&self, blind: bool, dates: std::ops::Range<usize>) -> Result<Filling<'_>, Refusal> {
        let mut case = self.applied(Channel::Queue, blind).await?;
        let offers = self.slots.get(dates).unwrap_or_default().to_vec();
        self.answers(&mut case, Reply::Accept(offers)).await?;
        Ok(case)
    }

    async fn takes(&self, case: &mut Filling<'_>) -> Result<(), Refusal> {
        let turn = case.view.case.applications.first().map_or(0, |applied| applied.turn);
        case.act(Act::Move { application: FIRST, turn, to: Move::Take(0), words: String::new() }).await
    }

    async fn sent(&self) -> Result<Made, Refusal> {
        let mut case = self.applied(Channel::Queue, false).await?;
        let parts = BTreeSet::from(Part::SHARED);
        let (caller, version) = (case.view.caller, case.view.version);
        case.view = self.casework.bring(caller, version, &self.support, parts).await?;
        Ok(case.made(self.text.demo_applied(), None))
    }

    async fn asked(&self) -> Result<Made, Refusal> {
        let mut case = self.applied(Channel::Queue, false).await?;
        let needed = Needed { kind: Some(Kind::Slides), words: String::new() };
        self.answers(&mut case, Reply::Ask(needed)).await?;
        Ok(case.made(self.text.demo_asked(), None))
    }

    async fn offered(&self) -> Result<Made, Refusal> {
        Ok(self.with_dates(false, 0..2).await?.made(self.text.demo_offered(), None))
    }

    async fn booked(&self) -> Result<Made, Refusal> {
        let mut case = self.with_dates(true, 2..4).await?;
        self.takes(&mut case).await?;
        self.answers(&mut case, Reply::Doctor(self.text.demo_name_second())).await?;
        let applied = case.view.case.applications.first().ok_or(Refusal::NotFound)?;
        let doctor = applied.doctor.ok_or(Refusal::NotFound)?;
        let desk = Caller { case: case.view.case.id, actor: Actor { person: applied.desk, by_form_code: false } };
        let (code, _) = self.casework.hand_out_code(desk, case.view.version, doctor).await?;
        Ok(case.made(self.text.demo_booked(), Some((self.text.demo_opinion_code(), code))))
    }

    async fn given(&self) -> Result<Made, Refusal> {
        let t = self.text;
        let mut case = self.applied(Channel::Queue, false).await?;
        let at = case.today().at(9, 0, 0, 0);
        let (specialist, online) = (t.demo_name_second(), false);
        let typed = Offer { slot: None, at, minutes: MINUTES, specialist: specialist.clone(), online };
        self.answers(&mut case, Reply::Accept(vec![typed])).await?;
        self.takes(&mut case).await?;
        self.answers(&mut case, Reply::Doctor(specialist.clone())).await?;
        let today = case.today();
        self.answers(&mut case, Reply::Held(today)).await?;
        let doctor = case.view.case.applications.first().and_then(|applied| applied.doctor);
        let person = doctor.ok_or(Refusal::NotFound)?;
        let actor = Actor { person, by_form_code: false };
        let said = Said::from([
            (Point::Diagnosis, Known::Told(t.demo_stomach())),
            (Point::Treatment, Known::Told(t.demo_second_treatment())),
            (Point::Harms, Known::Unclear),
        ]);
        let written = Written {
            doctor: specialist,
            institution: t.demo_desk(),
            said_on: Some(case.today()),
            said,
            stands: Some(Stands::Refines),
            remarks: t.demo_answer(),
        };
        let act = Act::WriteSecond { application: FIRST, written: Box::new(written), give: true };
        self.casework.act_in_turn(Caller { case: case.view.case.id, actor }, act).await?;
        case.look_again().await?;
        Ok(case.made(t.demo_given(), None))
    }

    async fn on_paper(&self) -> Result<Made, Refusal> {
        let case = self.applied(Channel::Paper, false).await?;
        let desk = case.view.case.applications.first().map(|applied| applied.desk).ok_or(Refusal::NotFound)?;
        let (code, _) = self.casework.hand_out_code(case.view.caller, case.view.version, desk).await?;
        Ok(case.made(self.text.demo_on_paper(), Some((self.text.demo_answer_code(), code))))
    }
}
