//! The made-up cases: one for each place where a person can stand on the way.

use std::collections::BTreeSet;

use casework::case::Case;
use casework::opinion::{FirstOpinion, Known};
use casework::people::{Ground, Part, Purpose, Relation, Role, Told};
use casework::records::Stage;
use casework::service::{Beginner, Begun, View};
use casework::telling::{Feeling, Reply, Telling};
use casework::timing::Treatment;
use casework::worry::About;
use casework::{Act, Casework, Refusal, Secret};
use jiff::ToSpan;
use jiff::civil::Date;
use language::Text;

/// What is told of one case when it is there.
pub(super) struct Made {
    pub(super) what: String,
    pub(super) recovery: Secret,
    /// A further code, with what it is for.
    pub(super) further: Option<(String, Secret)>,
}

/// Puts every made-up case into what keeps them.
pub(super) async fn all(casework: &Casework, text: Text) -> Result<Vec<Made>, Refusal> {
    Ok(vec![
        alone(casework, text).await?,
        daughter(casework, text).await?,
        afraid(casework, text).await?,
        not_told(casework, text).await?,
        ready(casework, text).await?,
    ])
}

/// One case while it is being filled in.
pub(super) struct Filling<'a> {
    casework: &'a Casework,
    text: Text,
    begun: Begun,
    pub(super) view: View,
}

impl<'a> Filling<'a> {
    pub(super) async fn of(casework: &'a Casework, text: Text, beginner: Beginner) -> Result<Filling<'a>, Refusal> {
        let begun = casework.begin(beginner, true).await?;
        let view = casework.overview(begun.caller).await?;
        Ok(Filling { casework, text, begun, view })
    }

    pub(super) async fn act(&mut self, act: Act) -> Result<(), Refusal> {
        self.view = self.casework.act(self.begun.caller, self.view.version, act).await?;
        Ok(())
    }

    /// The case as it stands, after somebody else changed it.
    pub(super) async fn look_again(&mut self) -> Result<(), Refusal> {
        self.view = self.casework.overview(self.begun.caller).await?;
        Ok(())
    }

    pub(super) fn today(&self) -> Date {
        self.casework.today()
    }

    pub(super) fn in_days(&self, days: i32) -> Date {
        self.today().saturating_add(days.days())
    }

    pub(super) async fn opinion(
        &mut self,
        condition: &str,
        words: String,
        treatment: String,
        days: i32,
    ) -> Result<(), Refusal> {
        let t = self.text;
        let opinion = FirstOpinion {
            condition: Some(condition.to_owned()),
            condition_words: words,
            site: Known::Told(t.demo_site()),
            kind: Known::Told(t.demo_kind()),
            stage: Known::Unclear,
            doctor: Known::Told(t.demo_name_doctor()),
            institution_words: t.demo_hospital(),
            said_on: Some(self.in_days(-5)),
            treatment: Known::Told(treatment),
            decide_by: Known::Told(self.in_days(days)),
            unclear: t.demo_unclear(),
            near: t.demo_near(),
            ..FirstOpinion::default()
        };
        self.act(Act::SaveOpinion(Box::new(opinion))).await
    }

    /// Answers the signs with "none of these", from the newest version of the file.
    pub(super) async fn calm(&mut self) -> Result<(), Refusal> {
        let version = casework::triage::triage().version.clone();
        self.act(Act::AnswerSigns { signs: BTreeSet::new(), version }).await?;
        let treatment = Some(Treatment::NotStarted);
        self.act(Act::SaveTiming { treatment, latest_safe: None, latest_safe_by: String::new() }).await
    }

    async fn told(&mut self, feeling: Feeling, told: bool) -> Result<(), Refusal> {
        let told_on = told.then(|| self.in_days(-3));
        let reply = told.then_some(Reply::Agreed);
        let telling = Telling { feeling: Some(feeling), told_on, reply, note: self.text.demo_note() };
        self.act(Act::SaveTelling(telling)).await
    }

    pub(super) async fn records(&mut self, icd10: &str, stages: &[Stage]) -> Result<(), Refusal> {
        self.act(Act::ListRecords(casework::list::records_for(icd10))).await?;
        let items: Vec<_> = self.view.case.records.iter().map(|item| item.id).collect();
        for record in items {
            for stage in stages {
                let on = self.today();
                self.act(Act::MoveRecord { record, stage: *stage, on }).await?;
            }
        }
        Ok(())
    }

    pub(super) fn made(self, what: String, further: Option<(String, Secret)>) -> Made {
        Made { what, recovery: self.begun.recovery, further }
    }
}

fn relative(relation: Relation, told: Told, name: String) -> Beginner {
    Beginner::Relative { relation, ground: Ground::Consent, ground_paper: String::new(), told, name }
}

async fn alone(casework: &Casework, t: Text) -> Result<Made, Refusal> {
    let mut case = Filling::of(casework, t, Beginner::Patient).await?;
    case.opinion("stomach-cancer", t.demo_stomach(), t.demo_treatment(), 30).await?;
    case.act(Act::AddWorry { of: None, about: About::Enough, words: String::new() }).await?;
    case.act(Act::AddWorry { of: None, about: About::Own, words: t.demo_worry() }).await?;
    Ok(case.made(t.demo_alone(), None))
}

async fn daughter(casework: &Casework, t: Text) -> Result<Made, Refusal> {
    let mut case = Filling::of(casework, t, Beginner::Patient).await?;
    case.opinion("lung-cancer", t.demo_lung(), t.demo_treatment_drugs(), 40).await?;
    case.calm().await?;
    case.told(Feeling::NoTrouble, true).await?;
    let (name, relation) = (t.demo_name_daughter(), Some(Relation::Child));
    let ground = Some(Ground::Consent);
    case.act(Act::AddPerson { role: Role::Relative, name, relation, ground, ground_paper: String::new() }).await?;
    let Some(person) = newest(&case.view.case) else { return Err(Refusal::NotFound) };
    let parts = BTreeSet::from(Part::SHARED);
    case.act(Act::Agree { person, purpose: Purpose::FillIn, parts, until: None }).await?;
    case.act(Act::AddWorry { of: Some(person), about: About::Own, words: t.demo_family_worry() }).await?;
    case.records("C34", &[Stage::Asked]).await?;
    let (code, _) = casework.invite(case.begun.caller, person).await?;
    Ok(case.made(t.demo_daughter(), Some((t.demo_daughter_code(), code))))
}

fn newest(case: &Case) -> Option<casework::PersonId> {
    case.people.iter().map(|person| person.id).max()
}

async fn afraid(casework: &Casework, t: Text) -> Result<Made, Refusal> {
    let mut case = Filling::of(casework, t, Beginner::Patient).await?;
    case.opinion("breast-cancer", t.demo_breast(), t.demo_treatment(), 20).await?;
    case.calm().await?;
    case.told(Feeling::Afraid, false).await?;
    Ok(case.made(t.demo_afraid(), None))
}

async fn not_told(casework: &Casework, t: Text) -> Result<Made, Refusal> {
    let son = relative(Relation::Child, Told::Part, t.demo_name_son());
    let mut case = Filling::of(casework, t, son).await?;
    case.opinion("pancreatic-cancer", t.demo_pancreas(), t.demo_treatment_drugs(), 14).await?;
    Ok(case.made(t.demo_not_told(), None))
}

async fn ready(casework: &Casework, t: Text) -> Result<Made, Refusal> {
    let mut case = Filling::of(casework, t, Beginner::Patient).await?;
    case.opinion("colon-cancer", t.demo_colon(), t.demo_treatment(), 35).await?;
    case.calm().await?;
    case.act(Act::AddWorry { of: None, about: About::Own, words: t.demo_worry() }).await?;
    if let Some(worry) = case.view.case.worries.first().map(|worry| worry.id) {
        let (who, words) = (t.demo_name_doctor(), t.demo_answer());
        case.act(Act::AnswerWorry { worry, who, words }).await?;
        case.act(Act::CloseWorry { worry, answer: 0 }).await?;
    }
    case.told(Feeling::Hard, true).await?;
    case.records("C18", &[Stage::Asked, Stage::Received]).await?;
    let (asked_on, received_on) = (Some(case.in_days(-3)), Some(case.today()));
    case.act(Act::SaveLetter { asked_on, promised_for: None, received_on }).await?;
    let (code, _) = casework.invite_doctor(case.begun.caller, case.view.version).await?;
    Ok(case.made(t.demo_ready(), Some((t.demo_form(), code))))
}
