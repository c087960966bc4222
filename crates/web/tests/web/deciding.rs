//! From two opinions to a decision, page by page: the patient, an agreed daughter, a counsellor, and who sees nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use casework::opinion::{FirstOpinion, Known};
use casework::people::Purpose;
use casework::second::{Point, Stands, Written};
use casework::service::{Beginner, Caller};
use casework::{Act, Ground, Part, PersonId, Relation, Role};
use jiff::civil::date;

use crate::case_device::{Device, House};

/// The patient of a case with a first opinion and a second one that was told.
pub struct Case<'h> {
    pub house: &'h House,
    pub caller: Caller,
    pub device: Device<'h>,
}

pub async fn act(house: &House, caller: Caller, act: Act) {
    let version = house.keeper.case(caller.case).await.expect("a keeper").expect("a case").version;
    house.casework.act(caller, version, act).await.expect("an act");
}

fn first() -> FirstOpinion {
    let told = |words: &str| Known::Told(words.to_owned());
    FirstOpinion {
        condition_words: "made-up cancer".to_owned(),
        stage: told("II"),
        doctor: told("Dr First"),
        institution_words: "Made-up hospital".to_owned(),
        treatment: told("an operation"),
        ..FirstOpinion::default()
    }
}

pub fn second(doctor: &str, stands: Option<Stands>) -> Written {
    let told = |words: &str| Known::Told(words.to_owned());
    Written {
        doctor: doctor.to_owned(),
        institution: "Another made-up hospital".to_owned(),
        said_on: Some(date(2026, 11, 20)),
        said: BTreeMap::from([
            (Point::Diagnosis, told("made-up cancer")),
            (Point::Stage, told("II")),
            (Point::Treatment, told("medicine first")),
            (Point::Aim, told("cure")),
        ]),
        stands,
        remarks: String::new(),
    }
}

pub async fn heard(house: &House) -> Case<'_> {
    let begun = house.casework.begin(Beginner::Patient, true).await.expect("a case");
    let mut device = house.device();
    device.cookies.insert("case".to_owned(), begun.cookie.cookie());
    let caller = begun.caller;
    act(house, caller, Act::SaveOpinion(Box::new(first()))).await;
    let written = Box::new(second("Dr Second", Some(Stands::Differs)));
    act(house, caller, Act::TellSecond { opinion: None, application: None, written }).await;
    Case { house, caller, device }
}

impl<'h> Case<'h> {
    /// Sends a form and expects it to be kept.
    pub async fn save(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.device.fill_in(page, action, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{action}: {}", answer.body);
        answer.location().to_owned()
    }

    /// Sends a form and expects it to be refused with what was typed still there.
    pub async fn wrong(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.device.fill_in(page, action, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{action}: {}", answer.body);
        assert!(answer.body.contains("class=\"error\""), "what is wrong stands above: {}", answer.body);
        answer.body
    }

    pub async fn page(&mut self, page: &str) -> String {
        let answer = self.device.get(page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.body);
        answer.body
    }

    /// Another person of the case, let in with what was agreed.
    pub async fn with(&self, role: Role, purpose: Purpose, parts: &[Part]) -> Device<'h> {
        let relation = (role == Role::Relative).then_some(Relation::Child);
        let ground = relation.map(|_| Ground::Consent);
        let added = Act::AddPerson { role, name: "Hanako".to_owned(), relation, ground, ground_paper: String::new() };
        act(self.house, self.caller, added).await;
        let kept = self.house.keeper.case(self.caller.case).await.expect("a keeper").expect("a case");
        let person = kept.case.people.iter().map(|person| person.id).max().expect("a person");
        assert_ne!(person, PersonId::PATIENT);
        let parts: BTreeSet<Part> = parts.iter().copied().collect();
        act(self.house, self.caller, Act::Agree { person, purpose, parts, until: None }).await;
        let (code, _) = self.house.casework.invite(self.caller, person).await.expect("a code");
        let cookie = if role == Role::Relative {
            self.house.casework.accept(&code).await.expect("let in").1
        } else {
            let account = crate::case_matrix::staff(self.house, role.word(), role).await;
            self.house.casework.accept_with_account(&account, &code).await.expect("let in").1
        };
        let mut device = self.house.device();
        device.cookies.insert("case".to_owned(), cookie.cookie());
        device
    }
}

use casework::keeper::Keeper as _;

#[tokio::test]
async fn both_opinions_stand_side_by_side_and_what_one_side_has_not_said_stays_not_known() {
    let house = House::new();
    let mut case = heard(&house).await;
    let shown = case.page("/case/compare").await;
    assert!(shown.contains("Dr Second sees it differently"), "the doctor's own word, by name: {shown}");
    for words in ["First: Dr First", "Second: Dr Second", "medicine first", "an operation", "not known"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let none = "The same: 0. Different: 0. Not compared yet: 3. Not known: 4.";
    assert!(shown.contains(none), "nothing is compared by the program: {shown}");
    assert!(!shown.contains("name=\"compares-aim\""), "the first doctor's aim is not known: {shown}");
    let fields =
        [("opinion", "1"), ("compares-stage", "same"), ("compares-treatment", "different"), ("why-treatment", "")];
    assert_eq!(case.save("/case/compare", "/case/compare", &fields).await, "/case/compare?opinion=1&saved=yes");
    let shown = case.page("/case/compare").await;
    assert!(shown.contains("The same: 1. Different: 1. Not compared yet: 1. Not known: 4."), "{shown}");
    assert!(shown.contains("Why is not known"), "{shown}");
    let fields = [
        ("opinion", "1"),
        ("first-aim", "cure"),
        ("first-harms_known", "unclear"),
        ("compares-stage", "same"),
        ("compares-treatment", "different"),
        ("why-treatment", "The scan was read another way."),
    ];
    case.save("/case/compare", "/case/compare", &fields).await;
    let shown = case.page("/case/compare").await;
    assert!(shown.contains("name=\"compares-aim\"") && shown.contains("The scan was read another way."), "{shown}");
    assert!(shown.contains("told, but not clear to me"), "{shown}");
}

#[tokio::test]
async fn what_is_not_known_goes_on_a_list_with_one_press_and_what_was_typed_is_kept_with_it() {
    let house = House::new();
    let mut case = heard(&house).await;
    let fields = [("opinion", "1"), ("first-aim", "less pain"), ("ask", "second-harms")];
    case.save("/case/compare", "/case/compare", &fields).await;
    case.save(
        "/case/compare",
        "/case/compare",
        &[("opinion", "1"), ("first-aim", "less pain"), ("ask", "first-harms")],
    )
    .await;
    let kept = house.keeper.case(case.caller.case).await.expect("a keeper").expect("a case").case;
    assert!(kept.questions.iter().any(|question| question.words.contains("To ask the second doctor")), "{kept:?}");
    assert!(kept.worries.iter().any(|worry| worry.words.contains("To ask my first doctor")), "{kept:?}");
    case.save("/case/compare", "/case/compare", &[("opinion", "1"), ("ask", "second-harms")]).await;
    let again = house.keeper.case(case.caller.case).await.expect("a keeper").expect("a case").case;
    assert_eq!(again.questions.len(), 1, "nothing is put on a list twice");
    assert!(case.page("/case/compare").await.contains("It is on your list"));
}

#[tokio::test]
async fn same_or_different_is_refused_where_one_side_is_not_known() {
    let house = House::new();
    let mut case = heard(&house).await;
    for said in ["same", "different"] {
        let fields = [("opinion", "1"), ("compares-harms", said), ("first-aim", "typed and kept")];
        let body = case.wrong("/case/compare", "/case/compare", &fields).await;
        assert!(body.contains("cannot be the same or different yet") && body.contains("typed and kept"), "{body}");
    }
    case.wrong("/case/compare", "/case/compare", &[("opinion", "1"), ("compares-stage", "perhaps")]).await;
    case.wrong("/case/compare", "/case/compare", &[("opinion", "9"), ("compares-stage", "same")]).await;
    let long = "x".repeat(4_001);
    let body = case.wrong("/case/compare", "/case/compare", &[("opinion", "1"), ("why-stage", &long)]).await;
    assert!(body.contains(&long) && body.contains("this is too long"), "what was typed is there");
}

#[tokio::test]
async fn of_several_second_opinions_one_chooses_which_stands_beside_the_first() {
    let house = House::new();
    let mut case = heard(&house).await;
    assert!(!case.page("/case/compare").await.contains("Which opinion stands beside"));
    let written = Box::new(second("Dr Third", Some(Stands::Agrees)));
    act(&house, case.caller, Act::TellSecond { opinion: None, application: None, written }).await;
    let newest = case.page("/case/compare").await;
    assert!(newest.contains("Which opinion stands beside") && newest.contains("Dr Third agrees"), "{newest}");
    assert!(case.page("/case/compare?opinion=1").await.contains("Dr Second sees it differently"));
}

#[tokio::test]
async fn when_they_differ_there_are_three_ways_with_words_to_say_and_what_came_of_it_is_kept() {
    let house = House::new();
    let mut case = heard(&house).await;
    let shown = case.page("/case/compare").await;
    for words in [
        "Both doctors talk",
        "tumour board",
        "A third opinion",
        "href=\"/case/choose\"",
        "not mean that one of them is a bad",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let before = [("way", "both-talk"), ("asked_on", "2026-11-20"), ("held_on", "2026-11-10")];
    let body = case.wrong("/case/compare", "/case/compare/joint", &before).await;
    assert!(body.contains("cannot have taken place before") && body.contains("2026-11-10"), "{body}");
    case.wrong("/case/compare", "/case/compare/joint", &[("way", "both-talk"), ("held_on", "soon")]).await;
    case.wrong("/case/compare", "/case/compare/joint", &[("way", "both-talk"), ("outcome", "agreed")]).await;
    case.wrong("/case/compare", "/case/compare/joint", &[("way", "a duel")]).await;
    let held = [
        ("way", "both-talk"),
        ("asked_on", "2026-11-10"),
        ("held_on", "2026-11-20"),
        ("outcome", "Dr First and Dr Second: medicine first"),
    ];
    case.save("/case/compare", "/case/compare/joint", &held).await;
    let shown = case.page("/case/compare").await;
    assert!(shown.contains("Took place on 20 November 2026") && shown.contains("medicine first"), "{shown}");
}

#[tokio::test]
async fn what_matters_stands_in_the_order_of_its_weight() {
    let house = House::new();
    let mut case = heard(&house).await;
    let fields = [("weight-cure", "1"), ("weight-near-home", "3"), ("own-1", "My garden"), ("weight-own-1", "2")];
    case.save("/case/compare", "/case/compare/matters", &fields).await;
    let shown = case.page("/case/compare").await;
    let place = |words: &str| shown.find(&format!("<li><bdi>{words}")).unwrap_or_else(|| panic!("{words}: {shown}"));
    assert!(place("To stay at home") < place("My garden") && place("My garden") < place("To be cured"));
    for weight in ["4", "-1", "much"] {
        let fields = [("weight-cure", weight), ("own-1", "still here")];
        let body = case.wrong("/case/compare", "/case/compare/matters", &fields).await;
        assert!(body.contains("still here"), "{body}");
    }
    case.wrong("/case/compare", "/case/compare/matters", &[("weight-own-2", "2")]).await;
    case.wrong("/case/compare", "/case/compare/matters", &[("own-1", "the same"), ("own-2", "the same")]).await;
}

#[tokio::test]
async fn the_decision_is_kept_with_who_took_part_and_an_earlier_one_stays_visible() {
    let house = House::new();
    let mut case = heard(&house).await;
    for wrong in [
        vec![("words", "typed")],
        vec![("chooses", "second-9"), ("on", "2026-11-23"), ("words", "typed")],
        vec![("chooses", "first"), ("on", "2026-12-23"), ("words", "typed")],
        vec![("chooses", "first"), ("on", ""), ("words", "typed")],
        vec![("chooses", "another"), ("on", "2026-11-23"), ("with", "typed")],
    ] {
        let body = case.wrong("/case/decide", "/case/decide", &wrong).await;
        assert!(body.contains("typed"), "{body}");
    }
    let fields = [
        ("chooses", "second-1"),
        ("words", "Medicine, then we look."),
        ("with", "Dr First\r\n\r\nHanako"),
        ("on", "2026-11-23"),
    ];
    assert_eq!(case.save("/case/decide", "/case/decide", &fields).await, "/case/decide?saved=yes");
    let shown = case.page("/case/decide").await;
    for words in [
        "What Dr Second proposed, treated by my first doctor",
        "Medicine, then we look.",
        "Dr First, Hanako",
        "23 November 2026",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.contains("/case/ease?when=after"), "SURE is offered: {shown}");
    case.save("/case/decide", "/case/decide", &[("chooses", "first"), ("on", "2026-11-23")]).await;
    let shown = case.page("/case/decide").await;
    assert!(
        shown.contains("Earlier decisions")
            && shown.contains("replaced later")
            && shown.contains("Medicine, then we look.")
    );
}

#[tokio::test]
async fn the_report_says_what_the_second_doctor_said_and_a_decision_changed_after_it_must_be_reported_again() {
    let house = House::new();
    let mut case = heard(&house).await;
    let undecided = case.page("/case/report").await;
    assert!(
        undecided.contains("I would like to decide together with you") && !undecided.contains("name=\"carried\""),
        "{undecided}"
    );
    case.save("/case/decide", "/case/decide", &[("chooses", "second-1"), ("on", "2026-11-23")]).await;
    let letter = case.page("/case/report").await;
    for words in [
        "Report on a second opinion",
        "Dr First",
        "medicine first",
        "What Dr Second proposed, with treatment by you",
        "Your doctor has not been told",
    ] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    for wrong in [
        vec![("sent_on", "2026-11-23"), ("note", "typed")],
        vec![("carried", "by-hand"), ("sent_on", "2026-11-24"), ("note", "typed")],
        vec![("carried", "by-hand"), ("sent_on", "2026-11-01"), ("note", "typed")],
    ] {
        assert!(case.wrong("/case/report", "/case/report", &wrong).await.contains("typed"));
    }
    let sent = [("carried", "by-hand"), ("sent_on", "2026-11-23"), ("note", "I come on Friday.")];
    case.save("/case/report", "/case/report", &sent).await;
    assert!(case.page("/case/report").await.contains("No word yet that it has arrived"));
    let body = case
        .wrong("/case/report", "/case/report/receipt", &[("who", ""), ("on", "2026-11-23"), ("words", "typed")])
        .await;
    assert!(body.contains("typed"));
    let receipt = [("who", "Dr First"), ("on", "2026-11-23"), ("words", "Thank you")];
    case.save("/case/report", "/case/report/receipt", &receipt).await;
    let shown = case.page("/case/report").await;
    assert!(
        shown.contains("Received by Dr First")
            && shown.contains("as you noted it")
            && !shown.contains("name=\"carried\""),
        "{shown}"
    );
    case.save("/case/decide", "/case/decide", &[("chooses", "no-treatment"), ("on", "2026-11-23")]).await;
    assert!(case.page("/case/decide").await.contains("Please tell your doctor again"));
    let again = case.page("/case/report").await;
    assert!(again.contains("Please send the report again") && again.contains("of an earlier decision"), "{again}");
    assert!(again.contains("name=\"carried\""), "it can go again: {again}");
}

#[tokio::test]
async fn a_code_for_the_first_doctor_is_made_with_the_report_and_printed_on_it() {
    let house = House::new();
    let mut case = heard(&house).await;
    case.save("/case/decide", "/case/decide", &[("chooses", "first"), ("on", "2026-11-23")]).await;
    case.save("/case/report", "/case/report", &[("carried", "code"), ("sent_on", "2026-11-23")]).await;
    let shown = case.device.get("/case/report").await;
    assert_eq!(shown.code().len(), 14, "{}", shown.body);
    assert!(shown.body.contains("/receipt") && !shown.location().contains(&shown.code()));
    house.later(601);
    let later = case.page("/case/report").await;
    assert!(!later.contains("class=\"code\"") && later.contains("Make a code for my doctor"), "{later}");
    case.save("/case/report", "/case/report/code", &[]).await;
    assert_eq!(case.device.get("/case/report").await.code().len(), 14);
}

#[tokio::test]
async fn the_code_for_the_first_doctor_can_be_ended_and_opens_nothing_from_then_on() {
    let house = House::new();
    let mut case = heard(&house).await;
    case.save("/case/decide", "/case/decide", &[("chooses", "first"), ("on", "2026-11-23")]).await;
    case.save("/case/report", "/case/report", &[("carried", "code"), ("sent_on", "2026-11-23")]).await;
    let shown = case.device.get("/case/report").await;
    let code = shown.code();
    assert!(shown.body.contains("End this code"), "{}", shown.body);
    case.save("/case/report", "/case/report/code-end", &[]).await;
    let opened = house.device().fill_in("/receipt", "/receipt", &[("code", &code)]).await;
    assert_eq!(opened.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", opened.body);
    assert!(!case.page("/case/report").await.contains("End this code"));
}

#[tokio::test]
async fn some_weeks_later_one_is_asked_and_whoever_is_not_at_ease_is_given_someone_to_ring() {
    let house = House::new();
    let mut case = heard(&house).await;
    assert!(case.page("/case/after").await.contains("You have not decided yet"));
    case.save("/case/decide", "/case/decide", &[("chooses", "first"), ("on", "2026-11-23")]).await;
    assert!(case.page("/case/after").await.contains("from 21 December 2026 on"));
    house.later(29 * 86_400);
    assert!(case.page("/case/after").await.contains("It is time to look back"));
    for (satisfied, at_ease) in [("6", "3"), ("0", "3"), ("much", "3")] {
        let fields = [("satisfied", satisfied), ("at_ease", at_ease), ("words", "typed")];
        assert!(case.wrong("/case/after", "/case/after", &fields).await.contains("typed"));
    }
    assert!(case.wrong("/case/after", "/case/after", &[]).await.contains("Say at least one thing"));
    let fields = [("satisfied", "4"), ("at_ease", "2"), ("words", "I lie awake."), ("ring", "yes")];
    assert_eq!(case.save("/case/after", "/case/after", &fields).await, "/case/after?saved=yes");
    let shown = case.page("/case/after?saved=yes").await;
    for words in [
        "Thank you. It is kept.",
        "You are not at ease with it",
        "cancer support centre",
        "I lie awake.",
        "Wishes to be rung",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.contains("/case/ease?when=later"));
}
