//! How sure and how worried: the questionnaires, someone to turn to beside them, and who may see any of it.

use axum::http::StatusCode;
use casework::keeper::Keeper as _;
use casework::people::Purpose;
use casework::worry::About;
use casework::{Act, Part, Role, WorryId};

use crate::case_device::House;
use crate::deciding::{act, heard};

/// Someone to turn to stands before the questions and after them.
fn with_someone(body: &str) {
    let before = body.find("id=\"turn-before\"").expect("someone before");
    let after = body.find("id=\"turn-after\"").expect("someone after");
    let questions = body.find("<form class=\"card instrument\"").unwrap_or(before + 1);
    assert!(before < questions && questions < after, "{body}");
    assert!(body.contains("cancer support centre") && body.contains("119"), "{body}");
    assert!(!body.contains("You have an anxiety"), "no diagnosis: {body}");
}

#[tokio::test]
async fn four_questions_are_answered_before_and_after_and_each_answer_is_explained_with_what_it_does_not_mean() {
    let house = House::new();
    let mut case = heard(&house).await;
    let shown = case.page("/case/ease").await;
    with_someone(&shown);
    for words in ["You need not answer anything here", "Do you feel SURE", "Légaré", "nobody but you may see"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let sure = [
        ("instrument", "sure"),
        ("sure-when", "before"),
        ("sure-1", "0"),
        ("sure-2", "1"),
        ("sure-3", "0"),
        ("sure-4", "1"),
    ];
    assert_eq!(case.save("/case/ease", "/case/ease", &sure).await, "/case/ease?saved=yes#answers");
    let shown = case.page("/case/ease").await;
    with_someone(&shown);
    for words in [
        "You answered 2 of 4 with yes",
        "does not say whether the choice is right",
        "/case/compare#matters",
        "Before the second opinion, ",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let sure = [
        ("instrument", "sure"),
        ("sure-when", "after"),
        ("sure-1", "1"),
        ("sure-2", "1"),
        ("sure-3", "1"),
        ("sure-4", "1"),
    ];
    case.save("/case/ease", "/case/ease", &sure).await;
    let shown = case.page("/case/ease").await;
    assert!(
        shown.contains("You answered all four with yes") && shown.contains("You answered 2 of 4"),
        "both are shown: {shown}"
    );
}

#[tokio::test]
async fn a_part_of_the_questions_is_never_scored_and_what_was_ticked_is_kept() {
    let house = House::new();
    let mut case = heard(&house).await;
    let part = [("instrument", "sure"), ("sure-when", "before"), ("sure-1", "1"), ("sure-3", "0")];
    let body = case.wrong("/case/ease", "/case/ease", &part).await;
    assert!(body.contains("Question 2 is not answered yet") && body.contains("href=\"#sure-4\""), "{body}");
    assert!(body.contains("id=\"sure-1\" name=\"sure-1\" value=\"1\" checked"), "{body}");
    with_someone(&body);
    for bad in [
        vec![("instrument", "gad2"), ("gad-when", "before"), ("gad-1", "4"), ("gad-2", "1")],
        vec![("instrument", "gad2"), ("gad-when", "before"), ("gad-1", "x"), ("gad-2", "1")],
        vec![("instrument", "gad2"), ("gad-when", "sometime"), ("gad-1", "1"), ("gad-2", "1")],
        vec![("instrument", "gad7"), ("more-3", "1")],
        vec![("instrument", "phq"), ("gad-1", "1")],
        vec![],
    ] {
        case.wrong("/case/ease", "/case/ease", &bad).await;
    }
    let kept = house.keeper.case(case.caller.case).await.expect("a keeper").expect("a case").case;
    assert!(kept.ease.is_empty());
}

#[tokio::test]
async fn five_more_questions_come_only_when_the_first_two_say_so_and_no_score_is_called_an_illness() {
    let house = House::new();
    let mut case = heard(&house).await;
    let few = [("instrument", "gad2"), ("gad-when", "before"), ("gad-1", "1"), ("gad-2", "1")];
    case.save("/case/ease", "/case/ease", &few).await;
    let shown = case.page("/case/ease").await;
    assert!(shown.contains("add up to 2 of 6") && !shown.contains("Five more questions"), "{shown}");
    let many = [("instrument", "gad2"), ("gad-when", "before"), ("gad-1", "3"), ("gad-2", "2")];
    case.save("/case/ease", "/case/ease", &many).await;
    let shown = case.page("/case/ease").await;
    assert!(shown.contains("Five more questions") && shown.contains("Trouble relaxing"), "{shown}");
    let some = [("instrument", "gad7"), ("more-3", "2"), ("more-4", "2")];
    let body = case.wrong("/case/ease", "/case/ease", &some).await;
    assert!(body.contains("Question 5 is not answered yet"), "{body}");
    let all =
        [("instrument", "gad7"), ("more-3", "2"), ("more-4", "2"), ("more-5", "2"), ("more-6", "2"), ("more-7", "2")];
    case.save("/case/ease", "/case/ease", &all).await;
    let shown = case.page("/case/ease").await;
    with_someone(&shown);
    assert!(shown.contains("add up to 15 of 21") && shown.contains("This is not a diagnosis"), "{shown}");
    assert!(!shown.contains("Five more questions"), "they are answered: {shown}");
}

#[tokio::test]
async fn after_another_day_the_first_two_questions_are_asked_again_before_the_five() {
    let house = House::new();
    let mut case = heard(&house).await;
    let two = [("instrument", "gad2"), ("gad-when", "before"), ("gad-1", "3"), ("gad-2", "2")];
    case.save("/case/ease", "/case/ease", &two).await;
    house.later(86_400);
    let shown = case.page("/case/ease").await;
    assert!(!shown.contains("Five more questions") && shown.contains("name=\"gad-1\""), "{shown}");
    let five =
        [("instrument", "gad7"), ("more-3", "2"), ("more-4", "2"), ("more-5", "2"), ("more-6", "2"), ("more-7", "2")];
    case.wrong("/case/ease", "/case/ease", &five).await;
    case.save("/case/ease", "/case/ease", &two).await;
    assert!(case.page("/case/ease").await.contains("Five more questions"));
}

#[tokio::test]
async fn the_japanese_words_stand_beside_the_original_and_say_that_they_are_only_a_help_for_reading() {
    let house = House::new();
    let mut case = heard(&house).await;
    case.device.language = "ja";
    let shown = case.page("/case/ease").await;
    for words in [
        "正式に確かめられた日本語版ではありません",
        "lang=\"en\">Do you feel SURE",
        "lang=\"en\">Not at all",
        "日本看護科学会誌",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

#[tokio::test]
async fn each_open_worry_of_the_beginning_stands_there_with_its_answers() {
    let house = House::new();
    let mut case = heard(&house).await;
    act(&house, case.caller, Act::AddWorry { of: None, about: About::Enough, words: String::new() }).await;
    let shown = case.page("/case/ease").await;
    assert!(shown.contains("Will it be enough?") && shown.contains("Nobody has answered this yet"), "{shown}");
    let answer = Act::AnswerWorry { worry: WorryId(1), who: "Dr First".to_owned(), words: "Yes.".to_owned() };
    act(&house, case.caller, answer).await;
    assert!(case.page("/case/ease").await.contains("This is settled for me with the answer of Dr First"));
    case.save("/case/ease", "/case/worries/close", &[("worry", "1"), ("answer", "0")]).await;
    assert!(case.page("/case/ease").await.contains("No worry is open"));
}

#[tokio::test]
async fn a_daughter_reads_what_was_agreed_and_neither_decides_nor_answers_for_the_patient() {
    let house = House::new();
    let mut case = heard(&house).await;
    let parts = [Part::Opinion, Part::Second, Part::Decision, Part::Ease];
    let mut daughter = case.with(Role::Relative, Purpose::FillIn, &parts).await;
    let shown = daughter.get("/case/compare").await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("medicine first"), "{}", shown.body);
    let compared = [("opinion", "1"), ("compares-stage", "same")];
    let saved = daughter.fill_in("/case/compare", "/case/compare", &compared).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let decide = daughter.get("/case/decide").await;
    assert!(decide.body.contains("Only the patient decides") && !decide.body.contains("name=\"chooses\""));
    let version = decide.body.clone();
    assert!(!version.is_empty());
    let fields = [("chooses", "first"), ("on", "2026-11-23")];
    assert_eq!(daughter.fill_in("/case/compare", "/case/decide", &fields).await.status, StatusCode::NOT_FOUND);
    let sure = [
        ("instrument", "sure"),
        ("sure-when", "before"),
        ("sure-1", "1"),
        ("sure-2", "1"),
        ("sure-3", "1"),
        ("sure-4", "1"),
    ];
    assert_eq!(daughter.fill_in("/case/compare", "/case/ease", &sure).await.status, StatusCode::NOT_FOUND);
    assert!(daughter.get("/case/ease").await.body.contains("Only the patient answers here"));
    assert!(case.page("/case/ease").await.contains("Hanako"), "the patient sees who may see it");
}

#[tokio::test]
async fn a_daughter_who_may_not_see_the_second_opinion_is_not_told_that_there_is_none() {
    let house = House::new();
    let case = heard(&house).await;
    let mut daughter = case.with(Role::Relative, Purpose::ReadAlong, &[Part::Decision]).await;
    let shown = daughter.get("/case/compare").await.body;
    assert!(shown.contains("not all of it was agreed to") && !shown.contains("medicine first"), "{shown}");
    assert!(!shown.contains("There is no second opinion here yet"), "{shown}");
}

#[tokio::test]
async fn a_counsellor_without_that_part_finds_no_page_about_how_sure_and_how_worried() {
    let house = House::new();
    let case = heard(&house).await;
    let mut counsellor = case.with(Role::Counsellor, Purpose::Counsel, &[Part::Worries, Part::Decision]).await;
    assert_eq!(counsellor.get("/case/ease").await.status, StatusCode::NOT_FOUND);
    assert_eq!(counsellor.get("/case/compare").await.status, StatusCode::OK);
    let desk = case.with(Role::Desk, Purpose::Examine, &[Part::Opinion]).await;
    let mut desk = desk;
    for page in ["/case/compare", "/case/ease", "/case/decide", "/case/report", "/case/after"] {
        assert_eq!(desk.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn a_page_older_than_the_case_gives_back_what_was_written_in_it() {
    let house = House::new();
    let mut case = heard(&house).await;
    for (page, action, field) in [
        ("/case/compare", "/case/compare", "why-stage"),
        ("/case/compare", "/case/compare", "first-aim"),
        ("/case/compare", "/case/compare/matters", "own-1"),
        ("/case/compare", "/case/compare/joint", "outcome"),
        ("/case/decide", "/case/decide", "words"),
        ("/case/report", "/case/report", "note"),
        ("/case/report", "/case/report/receipt", "words"),
        ("/case/after", "/case/after", "words"),
    ] {
        let csrf = case.device.get("/case/compare").await.hidden("csrf");
        let fields = [("csrf", csrf.as_str()), ("version", "1"), (field, "words that must not be lost")];
        let answer = case.device.post(action, &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{action}: {}", answer.body);
        assert!(answer.body.contains("words that must not be lost"), "{action} {field}: {}", answer.body);
        assert!(!answer.body.contains("<dt></dt>") && answer.body.contains(&format!("href=\"{page}\"")), "{action}");
    }
}

#[tokio::test]
async fn once_a_second_opinion_was_given_the_overview_leads_to_both_side_by_side() {
    let house = House::new();
    let mut case = heard(&house).await;
    case.save("/case/time", "/case/time", &[("signs", "none"), ("treatment", "not-started")]).await;
    let next = |page: &str| {
        let lead = page.split("<p class=\"lead\">Next: ").nth(1).unwrap_or_default();
        lead.split("</p>").next().unwrap_or_default().to_owned()
    };
    let page = case.page("/case").await;
    assert!(next(&page).contains("href=\"/case/compare\""), "{page}");
    let same = [("opinion", "1"), ("compares-stage", "same")];
    case.save("/case/compare", "/case/compare", &same).await;
    assert!(next(&case.page("/case").await).contains("href=\"/case/decide\""));
}
