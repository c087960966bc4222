//! What holds whatever anyone does.

use std::collections::BTreeSet;

use casework::application::Channel;
use casework::choice::{Choice, Way, Wish};
use casework::decision::Deciding;
use casework::ease::When;
use casework::instrument::{Instrument, Language};
use casework::letter::{Form, Letter};
use casework::opinion::FirstOpinion;
use casework::people::{Ground, Purpose, Relation, Role, Told};
use casework::records::Kind;
use casework::second::Point;
use casework::telling::Telling;
use casework::timing::{Step, Timing};
use casework::weigh::{Matter, Weighing, What};
use casework::worry::About;
use casework::{Act, Case, Part, PersonId, Refusal, WorryId, may};
use proptest::prelude::*;

use crate::story::{DAY, FIRST_DAY, TestCase};

/// What happens in a story, by whom: 1 is the patient.
#[derive(Clone, Debug)]
enum Event {
    Does(u32, Act),
    InvitesDoctor(u32),
    NextDay,
}

fn parts() -> impl Strategy<Value = BTreeSet<Part>> {
    prop::collection::btree_set(prop::sample::select(Part::ALL.to_vec()), 1..4)
}

fn purpose() -> impl Strategy<Value = Purpose> {
    let all = [Purpose::ReadAlong, Purpose::FillIn, Purpose::Counsel, Purpose::WriteLetter, Purpose::Examine];
    prop::sample::select(all.to_vec())
}

fn act() -> impl Strategy<Value = Act> {
    let person = || (1_u32..7).prop_map(PersonId);
    let text = "[a-z ]{0,6}";
    prop_oneof![
        4 => (person(), purpose(), parts(), any::<bool>()).prop_map(|(person, purpose, parts, short)| Act::Agree {
            person,
            purpose,
            parts,
            until: short.then_some(FIRST_DAY),
        }),
        3 => (person(), purpose()).prop_map(|(person, purpose)| Act::Withdraw(person, purpose)),
        1 => person().prop_map(Act::EndGround),
        2 => (prop::sample::select(Role::ALL.to_vec()), prop::option::of(Just(Ground::PowerOfAttorney)), text)
            .prop_map(|(role, ground, paper)| Act::AddPerson {
                role,
                name: "someone".to_owned(),
                relation: (role == Role::Relative).then_some(Relation::OtherFamily),
                ground,
                ground_paper: paper,
            }),
        1 => (person(), text).prop_map(|(person, name)| Act::NamePerson(person, name)),
        1 => text.prop_map(|unclear| Act::SaveOpinion(Box::new(FirstOpinion { unclear, ..FirstOpinion::default() }))),
        1 => Just(Act::SaveTold(Told::Nothing)),
        1 => text.prop_map(|words| Act::AddWorry { of: None, about: About::Enough, words }),
        1 => text.prop_map(|who| Act::AnswerWorry { worry: WorryId(1), who, words: "so".to_owned() }),
        1 => Just(Act::CloseWorry { worry: WorryId(1), answer: 0 }),
        1 => Just(Act::FinishStep(Step::Doctor, Some(FIRST_DAY))),
        1 => Just(Act::SaveWish(Wish::Advice)),
        1 => text.prop_map(|name| Act::Choose {
            institution: name.clone(), name, way: Way::Visit, note: String::new()
        }),
        1 => text.prop_map(|note| Act::SaveTelling(Telling { note, ..Telling::default() })),
        1 => Just(Act::SaveForm(Box::<Form>::default())),
        1 => Just(Act::ListRecords(vec![(Kind::Tests, false)])),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => (1_u32..7, act()).prop_map(|(who, act)| Event::Does(who, act)),
        1 => (1_u32..7).prop_map(Event::InvitesDoctor),
        1 => Just(Event::NextDay),
    ]
}

/// The parts in which something of this view can be read.
fn shown(case: &Case) -> BTreeSet<Part> {
    let told = case.opinion != FirstOpinion::default() || case.told != Told::default();
    let found = [
        (Part::Opinion, told),
        (Part::Worries, !case.worries.is_empty()),
        (Part::Time, case.timing != Timing::default()),
        (Part::Choice, case.choice != Choice::default()),
        (Part::Telling, case.telling != Telling::default()),
        (Part::Letter, case.letter != Letter::default()),
        (Part::Records, !case.records.is_empty() || !case.attachments.is_empty()),
        (Part::Application, !case.applications.is_empty() || !case.codes.is_empty()),
        (Part::Day, !case.questions.is_empty() || !case.days.is_empty()),
        (Part::Second, !case.seconds.is_empty()),
        (Part::Decision, case.weighing != Weighing::default() || case.deciding != Deciding::default()),
        (Part::Ease, !case.ease.is_empty()),
    ];
    found.into_iter().filter(|(_, there)| *there).map(|(part, _)| part).collect()
}

/// What somebody who is not the patient may at most see, worked out from the consents alone and not by the rules under test.
fn agreed(case: &Case, person: PersonId, today: jiff::civil::Date) -> BTreeSet<Part> {
    let held = case.consents.iter().filter(|consent| consent.person == person && consent.holds(today));
    // A desk that was declined or withdrawn from learns that its application ended; `look` holds it to no more than that.
    let ended = case.applications.iter().any(|known| known.desk == person && !known.is_open_to_desk());
    let agreed = held.flat_map(|consent| consent.parts.iter().copied()).filter(|part| Part::SHARED.contains(part));
    agreed.chain(ended.then_some(Part::Application)).collect()
}

fn stands_in(case: &Case, person: PersonId) -> bool {
    case.person(person).is_some_and(|person| {
        person.role == Role::Relative && person.ground.is_some_and(|ground| ground != Ground::Consent)
    })
}

async fn tell(events: Vec<Event>) -> Result<(), TestCaseError> {
    // Something stands in every part, and there are people to agree to.
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let story = story.with_counsellor(&[Part::Worries, Part::Time]).await;
    fill_in(&story).await;
    for event in events {
        match event {
            Event::Does(who, act) => {
                let caller = story.caller(PersonId(who));
                let before = casework::Keeper::case(&*story.keeper, story.id).await.unwrap().unwrap();
                let allowed = may(&before.case, caller.actor, act.deed(), story.casework.today());
                let done = story.act(caller, act).await;
                let after = casework::Keeper::case(&*story.keeper, story.id).await.unwrap().unwrap();
                prop_assert!(done.is_ok() || after == before, "what is refused changes nothing");
                prop_assert!(allowed || done.is_err());
            }
            Event::InvitesDoctor(who) => {
                let _ = story.casework.invite_doctor(story.caller(PersonId(who)), story.version().await).await;
            }
            Event::NextDay => story.clock.pass(DAY),
        }
        look(&story).await?;
    }
    Ok(())
}

async fn fill_in(story: &TestCase) {
    let opinion = FirstOpinion { unclear: "All of it".to_owned(), ..FirstOpinion::default() };
    let telling = Telling { note: "Kindly".to_owned(), ..Telling::default() };
    let acts = [
        Act::SaveOpinion(Box::new(opinion)),
        Act::AddWorry { of: None, about: About::Enough, words: String::new() },
        Act::FinishStep(Step::Doctor, Some(FIRST_DAY)),
        Act::SaveWish(Wish::Unsure),
        Act::SaveTelling(telling),
        Act::ListRecords(vec![(Kind::Slides, true)]),
    ];
    for act in acts.into_iter().chain(after_the_letter()) {
        story.does(act).await.unwrap();
    }
    story.casework.invite_doctor(story.beginner, story.version().await).await.unwrap();
}

fn after_the_letter() -> [Act; 6] {
    let (institution, name, note) = ("jp-1".to_owned(), "Example Hospital".to_owned(), String::new());
    [
        Act::Choose { institution: institution.clone(), name, way: Way::Visit, note },
        Act::Apply {
            institution,
            parts: BTreeSet::from([Part::Opinion]),
            blind: false,
            channel: Channel::Paper,
            words: String::new(),
        },
        Act::AskQuestion { words: "Why?".to_owned(), minutes: 5, worry: None },
        Act::TellSecond {
            opinion: None,
            application: None,
            written: Box::new(crate::midway::written(&[(Point::Stage, "II")])),
        },
        Act::SaveMatters(vec![Matter { what: What::NearHome, weight: 3 }]),
        Act::AnswerEase {
            when: When::Before,
            instrument: Instrument::Gad2,
            language: Language::En,
            answers: vec![Some(0), Some(1)],
        },
    ]
}

/// Everyone looks, and nobody sees more than was agreed.
async fn look(story: &TestCase) -> Result<(), TestCaseError> {
    let today = story.casework.today();
    let case = casework::Keeper::case(&*story.keeper, story.id).await.unwrap().unwrap().case;
    for person in (2..8).map(PersonId) {
        let caller = story.caller(person);
        let most = if stands_in(&case, person) { BTreeSet::from(Part::SHARED) } else { agreed(&case, person, today) };
        match story.casework.overview(caller).await {
            Ok(view) => {
                prop_assert!(shown(&view.case).is_subset(&most));
                let desks =
                    view.case.applications.iter().filter(|known| known.desk == person && !known.is_open_to_desk());
                for ended in desks {
                    prop_assert!(ended.parts.is_empty() && ended.booked.is_none() && ended.turns.len() == 1);
                }
                prop_assert!(!most.is_empty(), "someone to whom nothing is open is not in the case");
                let there = |seen: PersonId| {
                    view.case.applications.iter().any(|known| known.desk == seen || known.doctor == Some(seen))
                };
                let known = |seen: PersonId| seen == person || seen == PersonId::PATIENT || there(seen);
                let others = view.case.people.iter().filter(|seen| !known(seen.id));
                prop_assert!(stands_in(&case, person) || others.count() == 0);
            }
            Err(refusal) => prop_assert_eq!(refusal, Refusal::NotFound),
        }
        for part in Part::ALL {
            let opened = story.casework.view(caller, part).await.is_ok();
            prop_assert!(!opened || most.contains(&part) || (part == Part::People && stands_in(&case, person)));
        }
    }
    Ok(())
}

/// If the eyes below were closed, the property would hold for nothing.
#[tokio::test]
async fn what_is_there_and_agreed_is_seen() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Opinion]).await;
    let story = story.with_counsellor(&[Part::Worries, Part::Time]).await;
    fill_in(&story).await;
    let mut seen = Vec::new();
    for person in 1..4 {
        seen.push(shown(&story.casework.overview(story.caller(PersonId(person))).await.unwrap().case));
    }
    let expected = [&Part::SHARED[..], &[Part::Opinion], &[Part::Worries, Part::Time]];
    assert_eq!(seen, expected.map(|parts| BTreeSet::from_iter(parts.iter().copied())));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nobody_ever_sees_a_part_without_a_consent_that_holds(events in prop::collection::vec(event(), 1..25)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(tell(events))?;
    }
}
