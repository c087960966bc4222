//! An office follows the cases that were brought to it.

use casework::application::{Application, Move, Offer, Reply, State, Turned};
use casework::decision::{FollowUp, OutOfFive};
use casework::office::{Duty, OFFICE_CASES, OVER_DAYS, Office, Opening, PlanChange};
use casework::second::{Point, Stands};
use casework::stuck::{Stuck, stuck};
use casework::{Act, Actor, Case, CaseId, Moment, PersonId, Refusal};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::midway::{
    APPLICATION, DESK, DOCTOR, NOW, TODAY, TOMORROW, application, by, case, offer, patient, tell, written,
};
use crate::story::DAY;

fn desk(institution: &str) -> Office {
    Office::new(institution.to_owned(), Duty::Desk, "Example desk".to_owned(), Some(institution.to_owned()))
}

fn before(case: &Case) -> Case {
    Case { applications: Vec::new(), ..case.clone() }
}

/// A desk that has just been sent this case.
fn with(case: &Case) -> Office {
    desk("jp-1").followed(&before(case), case, TODAY).unwrap().unwrap()
}

fn follows(office: &Office, was: &Case, is: &Case, today: Date) -> Result<Office, Refusal> {
    Ok(office.followed(was, is, today)?.unwrap_or_else(|| office.clone()))
}

fn moves(case: &Case, to: Move) -> Result<Case, Refusal> {
    patient(case, Act::Move { application: APPLICATION, turn: case.applications[0].turn, to, words: String::new() })
}

fn answers(case: &Case, reply: Reply) -> Result<Case, Refusal> {
    let (turn, words) = (case.applications[0].turn, String::new());
    by(case, DESK, Act::Answer { application: APPLICATION, turn, reply, words, told_by: None })
}

fn at(hour: i8) -> Opening {
    Opening { at: TOMORROW.at(hour, 0, 0, 0), minutes: 30, specialist: "Dr Example".to_owned(), online: false }
}

fn planned(office: &Office, openings: Vec<Opening>) -> Office {
    office.planned(PlanChange::Add(openings), TODAY).unwrap()
}

fn taken(office: &Office) -> Vec<bool> {
    office.slots.iter().map(|slot| slot.taken.is_some()).collect()
}

#[test]
fn a_case_whose_opinion_was_given_leaves_the_desks_list_after_some_days_and_makes_room() {
    let held = case(State::Held);
    let office = with(&held);
    let given = patient(&held, tell(&[(Point::Stage, "II")])).unwrap();
    let mut office = follows(&office, &held, &given, TODAY).unwrap();
    let last = TODAY.saturating_add((OVER_DAYS - 1).days());
    let gone = TODAY.saturating_add(OVER_DAYS.days());
    assert!(office.cases[0].stands(last) && !office.cases[0].stands(gone));
    let brought = office.cases[0];
    office.cases.resize(OFFICE_CASES, brought);
    assert!(office.is_full(last) && !office.is_full(gone));
    assert_eq!(office.clone().bring(CaseId([9; 16]), DESK, last).unwrap_err(), Refusal::Full(OFFICE_CASES));
    office.bring(CaseId([9; 16]), DESK, gone).unwrap();
    assert_eq!(office.cases.len(), 1, "what was given long ago made room");
}

#[test]
fn a_case_that_applies_again_stands_in_the_list_again() {
    let held = case(State::Held);
    let given = patient(&held, tell(&[(Point::Stage, "II")])).unwrap();
    let office = follows(&with(&held), &held, &given, TODAY).unwrap();
    let mut again = given.clone();
    again.applications.push(Application { institution: "jp-1".to_owned(), ..application(2, State::Sent) });
    let office = follows(&office, &given, &again, TOMORROW).unwrap();
    assert_eq!((office.cases.len(), office.cases[0].over, office.cases[0].since), (1, None, TOMORROW));
}

#[test]
fn a_typed_date_that_is_a_free_time_of_the_plan_takes_it() {
    let accepted = case(State::Accepted);
    let office = planned(&with(&accepted), vec![at(10), at(11)]);
    let offered = answers(&accepted, Reply::Offer(vec![offer(TOMORROW)])).unwrap();
    let office = follows(&office, &accepted, &offered, TODAY).unwrap();
    assert_eq!(taken(&office), [false, false]);
    let booked = moves(&offered, Move::Take(0)).unwrap();
    let office = follows(&office, &offered, &booked, TODAY).unwrap();
    assert_eq!(taken(&office), [true, false]);
    let other = Case { id: CaseId([7; 16]), ..accepted.clone() };
    let second = follows(&office, &before(&other), &other, TODAY).unwrap();
    let of_slot = Offer { slot: Some(1), ..offer(TOMORROW) };
    let clashes = answers(&other, Reply::Offer(vec![of_slot])).unwrap();
    assert_eq!(follows(&second, &other, &clashes, TODAY).unwrap_err(), Refusal::DateTaken);
    let called_off = moves(&booked, Move::CallOff).unwrap();
    assert_eq!(taken(&follows(&office, &booked, &called_off, TODAY).unwrap()), [false, false]);
}

#[test]
fn a_typed_date_that_reaches_into_free_times_leaves_them_to_nobody_else() {
    let accepted = case(State::Accepted);
    let office = planned(&with(&accepted), vec![at(10), at(11), at(12)]);
    let long = Offer { at: TOMORROW.at(10, 15, 0, 0), minutes: 60, ..offer(TOMORROW) };
    let offered = answers(&accepted, Reply::Offer(vec![long])).unwrap();
    let booked = moves(&offered, Move::Take(0)).unwrap();
    let office = follows(&office, &offered, &booked, TODAY).unwrap();
    assert_eq!(taken(&office), [true, true, false]);
    let cancelled = answers(&booked, Reply::CancelDate).unwrap();
    let office = follows(&office, &booked, &cancelled, TODAY).unwrap();
    assert_eq!(taken(&office), [false; 3], "times it only reached into stay in the plan");
}

#[test]
fn a_date_that_the_desk_cannot_keep_leaves_its_plan_and_one_called_off_by_the_patient_stays() {
    for typed in [true, false] {
        let accepted = case(State::Accepted);
        let office = planned(&with(&accepted), vec![at(10), at(11)]);
        let slot = if typed { None } else { Some(1) };
        let offered = answers(&accepted, Reply::Offer(vec![Offer { slot, ..offer(TOMORROW) }])).unwrap();
        let booked = moves(&offered, Move::Take(0)).unwrap();
        let office = follows(&office, &offered, &booked, TODAY).unwrap();
        let cancelled = answers(&booked, Reply::CancelDate).unwrap();
        let left = follows(&office, &booked, &cancelled, TODAY).unwrap();
        assert_eq!(left.slots.iter().map(|slot| slot.id).collect::<Vec<_>>(), [2]);
        let called_off = moves(&booked, Move::CallOff).unwrap();
        assert_eq!(follows(&office, &booked, &called_off, TODAY).unwrap().slots.len(), 2);
    }
}

#[test]
fn only_what_a_doctor_gave_counts_in_the_desks_numbers() {
    let held = case(State::Held);
    let office = with(&held);
    let told = patient(&held, tell(&[(Point::Stage, "II")])).unwrap();
    assert_eq!(told.seconds[0].stands, Some(Stands::Refines));
    let office = follows(&office, &held, &told, TODAY).unwrap();
    assert_eq!(office.numbers().refines, 0);
    let written = || Box::new(written(&[(Point::Stage, "II")]));
    let write = |give| Act::WriteSecond { application: APPLICATION, written: written(), give };
    let draft = by(&told, DOCTOR, write(false)).unwrap();
    assert_eq!(follows(&office, &told, &draft, TODAY).unwrap().numbers().refines, 0);
    let given = by(&draft, DOCTOR, write(true)).unwrap();
    assert_eq!(follows(&office, &draft, &given, TODAY).unwrap().numbers().refines, 1);
}

fn given_on(id: u32, at: Moment) -> Application {
    let to = State::Given;
    let turned = Turned { at, by: PersonId::PATIENT, told_by: None, to, reason: None, words: String::new() };
    Application { turns: vec![turned], ..application(id, to) }
}

fn answer(at: Moment, satisfied: u8) -> FollowUp {
    let (satisfied, words) = (Some(OutOfFive(satisfied)), String::new());
    FollowUp { at, satisfied, at_ease: None, words, ring_me: false, for_desk: true, rung: None }
}

#[test]
fn one_answer_counts_for_the_desk_whose_opinion_came_last_before_it_and_for_no_other() {
    let day = |days: i64| NOW.plus_seconds(days * DAY);
    let mut one = case(State::Sent);
    one.applications = vec![given_on(1, day(0))];
    let mut offices = [desk("jp-1"), desk("jp-2")];
    let mut follow = |is: &Case, was: &Case| {
        offices = offices.clone().map(|office| follows(&office, was, is, TODAY).unwrap());
        offices.clone().map(|office| office.tallies.first().and_then(|tally| tally.satisfied).map(|answer| answer.0))
    };
    assert_eq!(follow(&one, &before(&one)), [None, None]);
    let mut answered = one.clone();
    answered.deciding.follow_ups.push(answer(day(10), 2));
    assert_eq!(follow(&answered, &one), [Some(2), None]);
    let mut both = answered.clone();
    both.applications.push(given_on(2, day(20)));
    assert_eq!(follow(&both, &answered), [Some(2), None], "nobody was asked about the second yet");
    let mut again = both.clone();
    again.deciding.follow_ups.push(answer(day(40), 5));
    assert_eq!(follow(&again, &both), [Some(2), Some(5)]);
}

#[test]
fn a_consultation_nobody_spoke_of_and_an_opinion_that_does_not_come_are_where_a_case_is_stuck() {
    let stuck_on = |state, today| {
        let patient = Actor { person: PersonId::PATIENT, by_form_code: false };
        let mut found = stuck(&case(state), patient, today);
        found.retain(|one| matches!(one, Stuck::NotHeld(_) | Stuck::OpinionLate(_)));
        found
    };
    let (sixth, seventh) = (date(2026, 11, 26), date(2026, 11, 27));
    for (state, named) in [(State::Booked, Stuck::NotHeld(APPLICATION)), (State::Held, Stuck::OpinionLate(APPLICATION))]
    {
        assert_eq!(stuck_on(state, sixth), []);
        assert_eq!(stuck_on(state, seventh), [named]);
    }
    assert_eq!(stuck_on(State::Given, seventh), []);
}
