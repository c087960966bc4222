use casework::application::State;
use casework::opinion::Known;
use casework::people::{Consent, Purpose};
use casework::second::{Hand, Point, Stands, Written};
use casework::timing::{Step, Timing, Treatment};
use casework::{Act, Actor, ApplicationId, Case, OpinionId, Part, PersonId, Refusal};
use jiff::civil::date;
use serde_json::json;

use crate::midway::{APPLICATION, DAUGHTER, DESK, DOCTOR, NOW, TODAY, TOMORROW};
use crate::midway::{application, by, case, offer, on, patient, said, tell, written};
use crate::story::fields;

const TREATMENT: [(Point, &str); 1] = [(Point::Treatment, "Radiation")];

fn write(give: bool) -> Act {
    write_so(written(&TREATMENT), give)
}

fn write_so(written: Written, give: bool) -> Act {
    Act::WriteSecond { application: APPLICATION, written: Box::new(written), give }
}

fn correct(opinion: u32, application: Option<ApplicationId>, text: &str) -> Act {
    let written = Box::new(written(&[(Point::Treatment, text)]));
    Act::TellSecond { opinion: Some(OpinionId(opinion)), application, written }
}

fn own_view(points: &[(Point, &str)]) -> Act {
    Act::SaveOwnView(APPLICATION, said(points))
}

fn actor(person: PersonId) -> Actor {
    Actor { person, by_form_code: false }
}

/// The desk and its doctor may see everything that can be sent along.
fn sent_along(mut case: Case) -> Case {
    for person in [DESK, DOCTOR] {
        let parts = Part::SENT.into_iter().chain([Part::Application]).collect();
        let (purpose, by) = (Purpose::Examine, PersonId::PATIENT);
        case.consents.push(Consent { person, purpose, parts, given: NOW, by, until: None, withdrawn: None });
    }
    case
}

fn blind() -> Case {
    let mut case = case(State::Booked);
    case.applications[0].blind = true;
    case
}

#[test]
fn the_doctor_writes_drafts_and_gives_the_opinion_once() {
    let draft = by(&case(State::Held), DOCTOR, write_so(Written::default(), false)).unwrap();
    assert_eq!((draft.seconds[0].given, draft.applications[0].state), (None, State::Held), "a draft may be empty");
    let again = by(&draft, DOCTOR, write(false)).unwrap();
    assert_eq!(again.seconds.len(), 1, "the draft goes on");
    let given = by(&again, DOCTOR, write(true)).unwrap();
    let (opinion, application) = (&given.seconds[0], &given.applications[0]);
    assert_eq!((opinion.hand, opinion.by, opinion.given), (Hand::Doctor, DOCTOR, Some(NOW)));
    assert_eq!((application.state, application.turn, application.turns.len()), (State::Given, 6, 1));
    assert_eq!((application.turns[0].to, application.turns[0].by), (State::Given, DOCTOR));
    for act in [write(false), write(true), own_view(&TREATMENT)] {
        assert_eq!(by(&given, DOCTOR, act).unwrap_err(), Refusal::AlreadyGiven);
    }
}

#[test]
fn only_the_doctor_of_the_application_writes() {
    let case = case(State::Held);
    for person in [PersonId::PATIENT, DESK, DAUGHTER] {
        assert_eq!(by(&case, person, write(true)).unwrap_err(), Refusal::NotFound);
        assert_eq!(by(&case, person, own_view(&TREATMENT)).unwrap_err(), Refusal::NotFound);
    }
    let other = Act::WriteSecond { application: ApplicationId(2), written: Box::default(), give: false };
    assert_eq!(by(&case, DOCTOR, other).unwrap_err(), Refusal::NotFound);
}

#[test]
fn an_opinion_is_written_from_the_agreed_date_on() {
    for state in State::ALL {
        let (by_doctor, told) = match state {
            State::Booked | State::Held => (None, None),
            State::Given => (Some(Refusal::AlreadyGiven), Some(Refusal::AlreadyGiven)),
            State::Declined | State::Withdrawn => (Some(Refusal::OutOfOrder), Some(Refusal::OutOfOrder)),
            _ => (Some(Refusal::OutOfOrder), Some(Refusal::NotYourTurn)),
        };
        assert_eq!(by(&case(state), DOCTOR, write(false)).err(), by_doctor, "{state:?}");
        assert_eq!(by(&case(state), DOCTOR, write(true)).err(), by_doctor, "{state:?}");
        assert_eq!(patient(&case(state), tell(&TREATMENT)).err(), told, "{state:?}");
    }
}

#[test]
fn an_opinion_given_says_that_the_consultation_took_place_and_never_before_its_day() {
    let given = by(&case(State::Booked), DOCTOR, write(true)).unwrap();
    let application = &given.applications[0];
    assert_eq!((application.state, application.held_on), (State::Given, Some(date(2026, 11, 20))));
    assert_eq!(application.turns.iter().map(|turned| turned.to).collect::<Vec<_>>(), [State::Held, State::Given]);
    assert_eq!(application.turn, 7);
    let mut early = case(State::Booked);
    early.applications[0].booked = Some(offer(TOMORROW));
    by(&early, DOCTOR, write(false)).unwrap();
    assert_eq!(fields(by(&early, DOCTOR, write(true)).unwrap_err()), ["held_on"]);
    assert_eq!(fields(patient(&early, tell(&TREATMENT)).unwrap_err()), ["held_on"]);
    assert!(on(&early, TOMORROW, DOCTOR, write(true)).is_ok());
}

#[test]
fn what_is_given_says_something_and_who_says_it() {
    let case = case(State::Held);
    let nothing = Written { said: said(&[(Point::Aim, "  ")]), ..Written::default() };
    assert_eq!(fields(by(&case, DOCTOR, write_so(nothing.clone(), true)).unwrap_err()), ["doctor", "said"]);
    let told = Act::TellSecond { opinion: None, application: None, written: Box::new(nothing) };
    assert_eq!(fields(patient(&case, told).unwrap_err()), ["doctor", "said"]);
    let unclear = Written { said: [(Point::Aim, Known::Unclear)].into(), ..written(&[]) };
    assert_eq!(fields(by(&case, DOCTOR, write_so(unclear, true)).unwrap_err()), ["said"]);
    let long = Written {
        doctor: "D".repeat(201),
        institution: "I".repeat(201),
        said_on: Some(TOMORROW),
        said: said(&[(Point::Harms, &"h".repeat(4_001))]),
        stands: Some(Stands::Agrees),
        remarks: "r".repeat(4_001),
    };
    let expected = ["doctor", "institution", "said_on", "harms", "remarks"];
    assert_eq!(fields(by(&case, DOCTOR, write_so(long, false)).unwrap_err()), expected);
}

#[test]
fn a_point_without_words_is_open() {
    let points = [(Point::Treatment, "Radiation"), (Point::Stage, " ")];
    let given = by(&case(State::Held), DOCTOR, write_so(written(&points), true)).unwrap();
    assert_eq!(given.seconds[0].of(Point::Stage), Known::Open);
    assert_eq!(given.seconds[0].said.len(), 1);
}

#[test]
fn a_blind_reader_saves_the_own_view_first_and_it_stays_as_it_was() {
    let case = blind();
    for give in [false, true] {
        assert_eq!(by(&case, DOCTOR, write(give)).unwrap_err(), Refusal::OutOfOrder);
    }
    assert_eq!(fields(by(&case, DOCTOR, own_view(&[])).unwrap_err()), ["said"], "an empty view opens nothing");
    let viewed = by(&case, DOCTOR, own_view(&[(Point::Treatment, "Wait and see")])).unwrap();
    assert_eq!(viewed.seconds[0].doctor, "Dr Example");
    assert_eq!(by(&viewed, DOCTOR, own_view(&TREATMENT)).unwrap_err(), Refusal::AlreadyGiven);
    let given = by(&viewed, DOCTOR, write(false)).unwrap();
    let given = by(&given, DOCTOR, write(true)).unwrap();
    let opinion = &given.seconds[0];
    assert_eq!(opinion.said, said(&TREATMENT));
    assert_eq!(opinion.own_view.as_ref().unwrap().said, said(&[(Point::Treatment, "Wait and see")]));
    assert_eq!(given.seconds.len(), 1);
}

#[test]
fn who_does_not_read_blind_has_no_own_view() {
    assert_eq!(by(&case(State::Booked), DOCTOR, own_view(&TREATMENT)).unwrap_err(), Refusal::OutOfOrder);
}

#[test]
fn a_doctor_who_takes_over_begins_anew() {
    let viewed = by(&blind(), DOCTOR, own_view(&TREATMENT)).unwrap();
    let mut other = viewed;
    other.applications[0].doctor = Some(PersonId(6));
    assert_eq!(by(&other, PersonId(6), write(false)).unwrap_err(), Refusal::OutOfOrder, "the own view is another's");
    let own = by(&other, PersonId(6), own_view(&[(Point::Treatment, "An operation")])).unwrap();
    let given = by(&own, PersonId(6), write(true)).unwrap();
    assert_eq!(given.seconds.iter().map(|known| known.given.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn what_was_told_is_given_at_once_and_stays_correctable() {
    let case = patient(&case(State::Held), tell(&TREATMENT)).unwrap();
    let opinion = &case.seconds[0];
    assert_eq!((opinion.hand, opinion.by, opinion.given), (Hand::Told, PersonId::PATIENT, Some(NOW)));
    assert_eq!((case.applications[0].state, case.applications[0].turn), (State::Given, 6));
    let corrected = by(&case, DAUGHTER, correct(1, Some(APPLICATION), "Proton radiation")).unwrap();
    assert_eq!(corrected.seconds.len(), 1);
    assert_eq!(corrected.seconds[0].by, DAUGHTER);
    assert_eq!(corrected.seconds[0].of(Point::Treatment), Known::Told("Proton radiation".to_owned()));
    assert_eq!(corrected.applications, case.applications, "a correction ends nothing twice");
    assert_eq!(patient(&case, correct(1, None, "x")).unwrap_err(), Refusal::OutOfOrder);
    assert_eq!(patient(&case, correct(2, Some(APPLICATION), "x")).unwrap_err(), Refusal::NotFound);
    let nothing = Act::TellSecond {
        opinion: Some(OpinionId(1)),
        application: Some(APPLICATION),
        written: Box::new(Written::default()),
    };
    assert_eq!(fields(patient(&case, nothing).unwrap_err()), ["doctor", "said"]);
}

#[test]
fn an_opinion_is_not_recorded_twice() {
    let told = patient(&case(State::Held), tell(&TREATMENT)).unwrap();
    assert_eq!(patient(&told, tell(&TREATMENT)).unwrap_err(), Refusal::AlreadyGiven);
    let given = by(&case(State::Held), DOCTOR, write(true)).unwrap();
    assert_eq!(patient(&given, tell(&TREATMENT)).unwrap_err(), Refusal::AlreadyGiven);
    assert_eq!(patient(&given, correct(1, Some(APPLICATION), "x")).unwrap_err(), Refusal::AlreadyGiven);
    let draft = by(&case(State::Held), DOCTOR, write(false)).unwrap();
    assert_eq!(
        patient(&draft, correct(1, Some(APPLICATION), "x")).unwrap_err(),
        Refusal::NotFound,
        "drafts are unseen"
    );
}

#[test]
fn the_doctor_may_still_give_the_opinion_after_it_was_written_down_as_told() {
    let draft = by(&case(State::Held), DOCTOR, write(false)).unwrap();
    for before in [case(State::Held), draft] {
        let told = patient(&before, tell(&TREATMENT)).unwrap();
        assert!(told.only_told(APPLICATION));
        let given = by(&told, DOCTOR, write(true)).unwrap();
        assert_eq!(given.applications, told.applications, "it has ended, and ends once");
        let mut hands: Vec<_> =
            given.seconds.iter().filter(|known| known.given.is_some()).map(|known| known.hand).collect();
        hands.sort_by_key(|hand| *hand == Hand::Told);
        assert_eq!(hands, [Hand::Doctor, Hand::Told], "both stand, each with its hand");
        assert!(!given.only_told(APPLICATION));
        assert_eq!(by(&given, DOCTOR, write(true)).unwrap_err(), Refusal::AlreadyGiven);
        let id = given.seconds.iter().find(|known| known.hand == Hand::Told).unwrap().id;
        patient(&given, correct(id.0, Some(APPLICATION), "Proton radiation")).unwrap();
    }
}

#[test]
fn what_the_patient_writes_down_does_not_open_the_first_plan_to_a_blind_reader() {
    let mut case = sent_along(blind());
    case.opinion.treatment = Known::Told("An operation".to_owned());
    let told = patient(&case, tell(&TREATMENT)).unwrap();
    let sees = |case: &Case| case.seen_by(actor(DOCTOR), TODAY).opinion.treatment;
    assert_eq!(sees(&told), Known::Open);
    let viewed = by(&told, DOCTOR, own_view(&TREATMENT)).unwrap();
    assert_eq!(sees(&viewed), Known::Told("An operation".to_owned()));
}

#[test]
fn a_hospital_sees_what_is_asked_and_not_whose_question_or_worry_it_is_or_what_was_noted() {
    let question = |id: u32, worry: Option<u32>| json!({ "id": id, "of": 4, "words": "How long?", "minutes": 5, "worry": worry, "answer": "Elsewhere they said two weeks" });
    let mut case = sent_along(case(State::Booked));
    case.questions = serde_json::from_value(json!([question(1, Some(7)), question(2, None)])).unwrap();
    let case = patient(&case, Act::SendQuestions(APPLICATION)).unwrap();
    for person in [DESK, DOCTOR] {
        let seen = case.seen_by(actor(person), TODAY).questions;
        assert_eq!(seen.len(), 2, "{person:?}");
        for asked in seen {
            assert_eq!((asked.words.as_str(), asked.minutes), ("How long?", 5));
            assert_eq!((asked.of, asked.worry, asked.answer.as_str()), (PersonId::PATIENT, None, ""));
        }
    }
}

#[test]
fn a_hospital_sees_of_the_time_and_the_opinion_only_what_it_was_told() {
    let mut case = sent_along(case(State::Booked));
    case.opinion.near = "Yamagata".to_owned();
    case.timing.signs.insert("fever".to_owned());
    case.timing.signs_read = Some((NOW, "1".to_owned()));
    case.timing.treatment = Some(Treatment::WithinDays);
    (case.timing.latest_safe, case.timing.latest_safe_by) = (Some(TOMORROW), "Dr First".to_owned());
    case.timing.fixed.push((Step::Decision, TOMORROW));
    case.timing.done.push((Step::Doctor, TODAY));
    let told = Timing {
        treatment: case.timing.treatment,
        latest_safe: Some(TOMORROW),
        latest_safe_by: "Dr First".to_owned(),
        ..Timing::default()
    };
    for person in [DESK, DOCTOR] {
        let seen = case.seen_by(actor(person), TODAY);
        assert_eq!((seen.timing, seen.opinion.near.as_str()), (told.clone(), ""), "{person:?}");
    }
    assert_eq!(case.seen_by(actor(PersonId::PATIENT), TODAY).timing, case.timing);
}

#[test]
fn an_opinion_had_without_an_application_is_told_too() {
    let elsewhere = || Act::TellSecond { opinion: None, application: None, written: Box::new(written(&TREATMENT)) };
    let case = patient(&case(State::Sent), elsewhere()).unwrap();
    assert_eq!((case.seconds[0].application, case.applications[0].state), (None, State::Sent));
    let unknown =
        Act::TellSecond { opinion: None, application: Some(ApplicationId(9)), written: Box::new(written(&TREATMENT)) };
    assert_eq!(patient(&case, unknown).unwrap_err(), Refusal::NotFound);
    let full = (1..10).fold(case, |case, _| patient(&case, elsewhere()).unwrap());
    assert_eq!(patient(&full, elsewhere()).unwrap_err(), Refusal::Full(10));
}

#[test]
fn a_third_opinion_stands_beside_the_second() {
    let mut case = patient(&case(State::Held), tell(&TREATMENT)).unwrap();
    case.applications.push(application(2, State::Held));
    let third = Act::WriteSecond {
        application: ApplicationId(2),
        written: Box::new(written(&[(Point::Treatment, "Both")])),
        give: true,
    };
    let case = on(&case, TODAY, DOCTOR, third).unwrap();
    assert_eq!(case.seconds.iter().map(|known| known.id.0).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(case.applications[1].state, State::Given);
}
