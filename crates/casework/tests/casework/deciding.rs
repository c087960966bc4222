use casework::application::State;
use casework::calendar::{Calendar, Planned, Waits, count_back};
use casework::decision::{Carried, Chooses, OutOfFive, follow_up_due};
use casework::letter::Invitation;
use casework::people::Purpose;
use casework::second::Point;
use casework::timing::Step;
use casework::{Act, Case, OpinionId, PersonId, Refusal};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::midway::{APPLICATION, DAUGHTER, DOCTOR, FIRST_DOCTOR, NOW, TODAY, TOMORROW, YESTERDAY};
use crate::midway::{application, by, case, offer, on, patient, with_both, written};
use crate::story::fields;

fn decide(chooses: Chooses) -> Act {
    decide_on(chooses, TODAY)
}

fn decide_on(chooses: Chooses, on: Date) -> Act {
    Act::Decide { chooses, words: "Because of home.".to_owned(), with: vec!["Hanako".to_owned()], on }
}

fn send(carried: Carried, sent_on: Date) -> Act {
    Act::SendReport { carried, sent_on, words: String::new() }
}

fn receipt(who: &str, on: Date) -> Act {
    Act::NoteReceipt { who: who.to_owned(), on, words: "Thank you".to_owned() }
}

fn receive() -> Act {
    receive_at(0)
}

fn receive_at(report: u32) -> Act {
    Act::ReceiveReport { report, who: "Dr First".to_owned(), words: "I see.".to_owned() }
}

fn follow_up(satisfied: Option<u8>, at_ease: Option<u8>) -> Act {
    Act::FollowUp {
        satisfied: satisfied.map(OutOfFive),
        at_ease: at_ease.map(OutOfFive),
        words: String::new(),
        ring_me: false,
        for_desk: false,
    }
}

fn decided() -> Case {
    patient(&with_both(), decide(Chooses::First)).unwrap()
}

fn reported() -> Case {
    patient(&decided(), send(Carried::ByHand, TODAY)).unwrap()
}

fn step(case: &Case, step: Step) -> Planned {
    let Calendar { steps, .. } = count_back(case, TODAY, &Waits::assumed());
    steps.into_iter().find(|planned| planned.step == step).unwrap()
}

#[test]
fn a_decision_is_put_down_with_who_and_when() {
    let case = patient(&with_both(), decide_on(Chooses::Second(OpinionId(1)), YESTERDAY)).unwrap();
    let decision = &case.deciding.decisions[0];
    assert_eq!((decision.by, decision.on, decision.with.len()), (PersonId::PATIENT, YESTERDAY, 1));
    let case = with_both();
    let bad = |words: &str, with: Vec<String>, on: Date, chooses| {
        fields(patient(&case, Act::Decide { chooses, words: words.to_owned(), with, on }).unwrap_err())
    };
    assert_eq!(bad("", vec![" ".to_owned()], TOMORROW, Chooses::Another), ["words", "with", "on"]);
    assert_eq!(bad(&"w".repeat(4_001), vec![], date(1900, 1, 1), Chooses::First), ["words", "on"]);
    assert_eq!(bad("", Vec::new(), date(2026, 1, 1), Chooses::Second(OpinionId(1))), ["on"], "before it was said");
    let many = Act::Decide { chooses: Chooses::First, words: String::new(), with: vec!["x".into(); 21], on: TODAY };
    assert_eq!(patient(&case, many).unwrap_err(), Refusal::Full(20));
}

#[test]
fn a_second_opinion_is_chosen_only_when_it_was_given() {
    let none = case(State::Held);
    patient(&none, decide(Chooses::First)).unwrap();
    let draft =
        Act::WriteSecond { application: APPLICATION, written: Box::new(written(&[(Point::Stage, "II")])), give: false };
    let draft = by(&none, DOCTOR, draft).unwrap();
    for chooses in [Chooses::Second(OpinionId(1)), Chooses::SecondThere(OpinionId(1))] {
        assert_eq!(patient(&none, decide(chooses)).unwrap_err(), Refusal::NotFound);
        assert_eq!(patient(&draft, decide(chooses)).unwrap_err(), Refusal::NotFound);
        patient(&with_both(), decide(chooses)).unwrap();
    }
}

#[test]
fn a_decision_changed_after_the_report_must_be_reported_anew() {
    assert!(!with_both().deciding.report_due());
    assert!(decided().deciding.report_due());
    let received = patient(&reported(), receipt("Dr First", TODAY)).unwrap();
    assert!(!received.deciding.report_due());
    let changed = patient(&received, decide(Chooses::Second(OpinionId(1)))).unwrap();
    assert_eq!(changed.deciding.decisions.len(), 2, "the first decision stays");
    assert!(changed.deciding.report_due());
    let told = patient(&changed, send(Carried::Post, TODAY)).unwrap();
    assert!(!told.deciding.report_due());
    assert_eq!(told.deciding.reports.iter().map(|report| report.decision).collect::<Vec<_>>(), [0, 1]);
    assert!(told.deciding.reports[0].received.is_some());
    assert_eq!(told.deciding.reports[1].received, None, "the receipt is of the first report");
}

#[test]
fn to_decide_later_is_put_down_and_is_no_decision() {
    let later = patient(&decided(), decide(Chooses::Later)).unwrap();
    assert_eq!(later.deciding.decided(), None);
    assert!(!later.deciding.report_due());
    assert_eq!(follow_up_due(&later, date(2027, 12, 1)), None);
    assert_eq!(step(&later, Step::Decision).done, None);
}

#[test]
fn a_report_goes_after_a_decision_and_not_tomorrow() {
    assert_eq!(patient(&with_both(), send(Carried::Post, TODAY)).unwrap_err(), Refusal::OutOfOrder);
    assert_eq!(fields(patient(&decided(), send(Carried::Post, TOMORROW)).unwrap_err()), ["sent_on"]);
    assert_eq!(patient(&decided(), send(Carried::Post, YESTERDAY)).unwrap_err(), Refusal::OutOfOrder);
    patient(&decided(), send(Carried::SecondDoctor, YESTERDAY)).unwrap();
    let long = Act::SendReport { carried: Carried::Post, sent_on: TODAY, words: "w".repeat(4_001) };
    assert_eq!(fields(patient(&decided(), long).unwrap_err()), ["words"]);
}

#[test]
fn a_report_that_was_lost_goes_again_and_one_that_came_does_not() {
    let again = patient(&reported(), send(Carried::Code, TODAY)).unwrap();
    assert_eq!(again.deciding.reports.len(), 2);
    let received = by(&again, FIRST_DOCTOR, receive_at(1)).unwrap();
    let receipts: Vec<_> = received.deciding.reports.iter().map(|report| report.received.is_some()).collect();
    assert_eq!(receipts, [false, true]);
    assert_eq!(patient(&received, send(Carried::Post, TODAY)).unwrap_err(), Refusal::AlreadyGiven);
}

#[test]
fn a_report_is_received_once_by_someone_with_a_name() {
    assert_eq!(patient(&decided(), receipt("Dr First", TODAY)).unwrap_err(), Refusal::OutOfOrder);
    assert_eq!(by(&decided(), FIRST_DOCTOR, receive()).unwrap_err(), Refusal::OutOfOrder);
    let case = reported();
    assert_eq!(fields(patient(&case, receipt(" ", TOMORROW)).unwrap_err()), ["who", "on"]);
    assert_eq!(patient(&case, receipt("Dr First", YESTERDAY)).unwrap_err(), Refusal::OutOfOrder);
    let noted = patient(&case, receipt("Dr First", TODAY)).unwrap();
    let own = on(&case, TOMORROW, FIRST_DOCTOR, receive()).unwrap();
    let of = |case: &Case| case.deciding.reports[0].received.clone().unwrap();
    assert_eq!((of(&noted).by, of(&noted).on), (PersonId::PATIENT, TODAY));
    assert_eq!((of(&own).by, of(&own).on, of(&own).words), (FIRST_DOCTOR, TOMORROW, "I see.".to_owned()));
    for case in [&noted, &own] {
        assert_eq!(patient(case, receipt("Dr First", TODAY)).unwrap_err(), Refusal::AlreadyGiven);
        assert_eq!(by(case, FIRST_DOCTOR, receive()).unwrap_err(), Refusal::AlreadyGiven);
    }
}

#[test]
fn the_question_of_weeks_later_waits_from_its_day_until_it_is_answered() {
    let case = decided();
    let due = date(2026, 12, 21);
    assert_eq!(follow_up_due(&with_both(), due), None);
    assert_eq!(follow_up_due(&case, due.saturating_sub(1.days())), None);
    assert_eq!(follow_up_due(&case, due), Some(due));
    assert_eq!(follow_up_due(&case, date(2027, 6, 1)), Some(due));
    let early = on(&case, TOMORROW, PersonId::PATIENT, follow_up(Some(4), None)).unwrap();
    assert_eq!(follow_up_due(&early, due), Some(due), "what was said the day after is not weeks later");
    let answered = on(&case, due, PersonId::PATIENT, follow_up(Some(5), Some(4))).unwrap();
    assert_eq!(follow_up_due(&answered, due), None);
    let again = on(&answered, due, PersonId::PATIENT, decide_on(Chooses::Another, due)).unwrap();
    assert_eq!(follow_up_due(&again, date(2027, 1, 17)), None);
    assert_eq!(follow_up_due(&again, date(2027, 1, 18)), Some(date(2027, 1, 18)), "a new decision is asked after anew");
}

#[test]
fn the_answer_of_weeks_later_is_on_a_scale_of_five() {
    let case = decided();
    assert_eq!(patient(&with_both(), follow_up(Some(3), None)).unwrap_err(), Refusal::OutOfOrder);
    assert_eq!(fields(patient(&case, follow_up(Some(0), Some(6))).unwrap_err()), ["satisfied", "at_ease"]);
    assert_eq!(fields(patient(&case, follow_up(None, None)).unwrap_err()), ["satisfied"]);
    let ring = |words: String| Act::FollowUp { satisfied: None, at_ease: None, words, ring_me: true, for_desk: false };
    assert!(patient(&case, ring(String::new())).unwrap().deciding.follow_ups[0].ring_me);
    let long = ring("w".repeat(4_001));
    assert_eq!(fields(patient(&case, long).unwrap_err()), ["words"]);
    for value in 1..=5 {
        by(&case, DAUGHTER, follow_up(Some(value), Some(value))).unwrap();
    }
}

#[test]
fn decisions_reports_and_answers_are_full_at_their_limit() {
    let many = |case: Case, times: u32, act: Act| (0..times).fold(case, |case, _| patient(&case, act.clone()).unwrap());
    let acts = [decide(Chooses::First), send(Carried::Post, TODAY), follow_up(Some(3), None)];
    for (act, times) in acts.into_iter().zip([19, 20, 20]) {
        let full = many(decided(), times, act.clone());
        assert_eq!(patient(&full, act).unwrap_err(), Refusal::Full(20));
    }
}

#[test]
fn a_date_agreed_with_a_desk_is_in_the_calendar_unless_the_patient_fixed_one() {
    let mut case = case(State::Booked);
    case.applications[0].booked = Some(offer(date(2026, 12, 9)));
    assert_eq!(step(&case, Step::Visit).fixed, Some(date(2026, 12, 9)));
    case.applications.push(application(2, State::Booked));
    case.applications[1].booked = Some(offer(date(2026, 12, 2)));
    assert_eq!(step(&case, Step::Visit).fixed, Some(date(2026, 12, 2)), "the first of two");
    let fixed = patient(&case, Act::FixStep(Step::Visit, Some(date(2026, 12, 16)))).unwrap();
    assert_eq!(step(&fixed, Step::Visit).fixed, Some(date(2026, 12, 16)));
    case.applications.iter_mut().for_each(|application| application.state = State::Accepted);
    assert_eq!(step(&case, Step::Visit).fixed, None, "a date that was called off is none");
}

#[test]
fn what_the_later_pages_tell_counts_as_done() {
    let sent = case(State::Sent);
    assert_eq!(step(&sent, Step::Application).done, Some(date(2026, 11, 13)));
    assert_eq!(step(&sent, Step::Visit).done, None);
    for over in [State::Declined, State::Withdrawn] {
        assert_eq!(step(&case(over), Step::Application).done, None, "one must apply anew");
    }
    let held = case(State::Held);
    assert_eq!(step(&held, Step::Visit).done, Some(date(2026, 11, 20)));
    let marked = patient(&held, Act::FinishStep(Step::Visit, Some(TODAY))).unwrap();
    assert_eq!(step(&marked, Step::Visit).done, Some(TODAY), "what the patient marks comes first");
    let reported = reported();
    assert_eq!(step(&reported, Step::Report).done, Some(TODAY));
    assert_eq!(step(&reported, Step::Decision).done, Some(TODAY));
    assert_eq!(step(&decided(), Step::Report).done, None);
}

#[test]
fn a_wish_to_be_rung_stays_through_later_answers_until_somebody_rang() {
    let case = decided();
    let ring = Act::FollowUp { satisfied: None, at_ease: None, words: String::new(), ring_me: true, for_desk: false };
    let case = patient(&case, ring).unwrap();
    let case = patient(&case, follow_up(Some(3), None)).unwrap();
    let waits = |case: &Case| case.deciding.follow_ups.iter().any(|answer| answer.waits_for_a_ring());
    assert!(waits(&case));
    let rang = |who: &str, on| Act::NoteRung { who: who.to_owned(), on };
    assert_eq!(fields(patient(&case, rang("", TOMORROW)).unwrap_err()), ["rang", "rang_on"]);
    let rung = patient(&case, rang("Ms Sato", TODAY)).unwrap();
    assert!(!waits(&rung));
    assert_eq!(patient(&rung, rang("Ms Sato", TODAY)).unwrap_err(), Refusal::OutOfOrder);
}

#[test]
fn a_desk_counts_an_answer_only_where_the_patient_said_that_it_may() {
    let case = decided();
    let answer = |for_desk| Act::FollowUp {
        satisfied: Some(OutOfFive(4)),
        at_ease: None,
        words: String::new(),
        ring_me: false,
        for_desk,
    };
    let counted = |for_desk| patient(&case, answer(for_desk)).unwrap().deciding.follow_ups[0].counted();
    assert_eq!([counted(false), counted(true)], [None, Some(OutOfFive(4))]);
}

#[test]
fn a_doctor_does_not_receive_a_report_that_was_not_shown() {
    let again = patient(&reported(), send(Carried::Post, TODAY)).unwrap();
    assert_eq!(by(&again, FIRST_DOCTOR, receive_at(0)).unwrap_err(), Refusal::Stale);
    let received = by(&again, FIRST_DOCTOR, receive_at(1)).unwrap();
    assert_eq!(received.deciding.reports[0].received, None);
}

#[test]
fn the_reports_code_is_taken_back_and_ends_with_the_receipt_that_is_noted_and_with_the_next_report() {
    let mut out = reported();
    out.codes.push(Invitation { person: FIRST_DOCTOR, until: NOW.plus_seconds(60), used: None });
    out.codes.push(Invitation { person: DOCTOR, until: NOW.plus_seconds(60), used: None });
    let take_back = Act::Withdraw(FIRST_DOCTOR, Purpose::WriteLetter);
    for act in [take_back.clone(), receipt("Dr First", TODAY), send(Carried::Post, TODAY)] {
        let codes = patient(&out, act).unwrap().codes;
        assert_eq!(codes.iter().map(|out| out.person).collect::<Vec<_>>(), [DOCTOR]);
    }
    assert_eq!(patient(&reported(), take_back).unwrap_err(), Refusal::OutOfOrder);
}
