//! The day of the consultation and what was said there, as the patient's side prepares and keeps it.

use axum::http::StatusCode;

use crate::case_device::{Answer, Device, House};
use crate::heard::{booked, ready, sent, turned};

const QUESTION: &str = "/case/day/question";

async fn asked(device: &mut Device<'_>, words: &str, minutes: &str) -> Answer {
    let fields = [("do", "ask"), ("application", "1"), ("question", words), ("minutes", minutes)];
    device.fill_in("/case/day/1", QUESTION, &fields).await
}

async fn on_question(device: &mut Device<'_>, fields: &[(&str, &str)]) {
    let place = sent(device, "/case/day/1", QUESTION, fields).await;
    assert!(place.starts_with("/case/day"), "{place}");
}

#[tokio::test]
async fn questions_are_put_down_moved_changed_and_taken_off_and_fit_into_the_minutes() {
    let house = House::new();
    let mut device = ready(&house).await;
    booked(&mut device).await;
    for (words, minutes) in [("Will I be well?", "１０"), ("Can I work?", "10"), ("What if I wait?", "5分")] {
        assert_eq!(asked(&mut device, words, minutes).await.status, StatusCode::SEE_OTHER, "{words}");
        let page = device.get("/case/day/1").await.body;
        assert!(words != "Will I be well?" || page.contains("1 question, 10 minutes."), "{page}");
    }
    let page = device.get("/case/day/1").await.body;
    assert!(page.contains("3 questions, together 25 minutes") && page.contains("10 of them are kept"), "{page}");
    assert!(page.contains("For 1 of them there may be no time") && page.contains("asked by me"), "{page}");
    on_question(&mut device, &[("do", "up"), ("of", "3"), ("application", "1")]).await;
    on_question(&mut device, &[("do", "remove"), ("of", "2"), ("application", "1")]).await;
    let page = device.get("/case/day").await.body;
    let (wait, well) = (page.find("What if I wait?").expect("moved"), page.find("Will I be well?").expect("kept"));
    assert!(wait > well && !page.contains("Can I work?") && page.contains("All of them fit"), "{page}");
    let answer = [
        ("do", "change"),
        ("of", "1"),
        ("application", "1"),
        ("question-1", "Will I be well again?"),
        ("minutes-1", "3"),
        ("answer-1", "Probably."),
    ];
    on_question(&mut device, &answer).await;
    let sheet = device.get("/case/day/1/sheet").await.body;
    assert!(
        sheet.contains("Will I be well again?") && sheet.contains("Probably.") && sheet.contains("class=\"room\""),
        "{sheet}"
    );
}

#[tokio::test]
async fn a_worry_becomes_a_question_by_one_press_and_is_offered_once() {
    let house = House::new();
    let mut device = ready(&house).await;
    sent(&mut device, "/case/worries", "/case/worries", &[("about", "enough"), ("words", "My garden")]).await;
    let page = device.get("/case/day").await.body;
    assert!(page.contains("From my worries") && page.contains("My garden"), "{page}");
    let take = [("do", "take"), ("worry", "2")];
    assert_eq!(sent(&mut device, "/case/day", QUESTION, &take).await, "/case/day?saved=yes#questions");
    let page = device.get("/case/day").await.body;
    assert!(page.contains("<bdi class=\"kept-lines\">My garden</bdi></h3>"), "{page}");
    assert!(!page.contains("<p><bdi class=\"kept-lines\">My garden"), "offered once: {page}");
}

#[tokio::test]
async fn the_41st_question_an_empty_one_and_odd_minutes_are_refused_with_what_was_typed() {
    let house = House::new();
    let mut device = ready(&house).await;
    booked(&mut device).await;
    let empty = asked(&mut device, "", "5").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("href=\"#question\""), "{}", empty.body);
    for minutes in ["0", "61", "soon", "-3"] {
        let odd = asked(&mut device, "typed and kept", minutes).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY, "{minutes}");
        assert!(odd.body.contains("typed and kept") && odd.body.contains("from 1 to 60"), "{minutes}: {}", odd.body);
    }
    for number in 0..40 {
        let answer = asked(&mut device, &format!("Question {number}?"), "1").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{number}: {}", answer.body);
    }
    let more = asked(&mut device, "the forty-first", "1").await;
    assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(more.body.contains("the forty-first") && more.body.contains("There are 40 questions"), "{}", more.body);
}

#[tokio::test]
async fn who_comes_is_kept_and_a_day_without_anyone_is_refused() {
    let house = House::new();
    let mut device = ready(&house).await;
    booked(&mut device).await;
    let nobody = device.fill_in("/case/day/1", "/case/day/1", &[("patient", "no")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.body.contains("Nobody would come like this"), "{}", nobody.body);
    let nameless = [("patient", "yes"), ("relation-2", "child")];
    let nameless = device.fill_in("/case/day/1", "/case/day/1", &nameless).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains("href=\"#name-2\""), "{}", nameless.body);
    let family = [("patient", "no"), ("name-1", "Son"), ("relation-1", "child")];
    assert_eq!(sent(&mut device, "/case/day/1", "/case/day/1", &family).await, "/case/day/1?saved=yes#coming");
    let page = device.get("/case/day/1").await.body;
    assert!(page.contains("value=\"Son\"") && page.contains("signed by the patient that family may hear"), "{page}");
    assert!(page.contains("who may come, and with which papers?"), "the desk's rule is not known: {page}");
}

#[tokio::test]
async fn questions_are_sent_ahead_when_there_are_any_and_stand_in_the_dossier_from_then_on() {
    let house = House::new();
    let mut device = ready(&house).await;
    booked(&mut device).await;
    let none = device.fill_in("/case/day/1", "/case/day/1/ahead", &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    asked(&mut device, "Will I be well?", "5").await;
    assert!(!device.get("/case/applications/1/dossier").await.body.contains("Will I be well?"));
    sent(&mut device, "/case/day/1", "/case/day/1/ahead", &[]).await;
    assert!(device.get("/case/day/1").await.body.contains("may read your questions since 23 November 2026"));
    assert!(device.get("/case/applications/1/dossier").await.body.contains("Will I be well?"));
}

#[tokio::test]
async fn in_a_dossier_that_is_read_blind_the_questions_stand_on_a_closed_sheet() {
    let house = House::new();
    let mut device = ready(&house).await;
    let blind = [("institution", "jp-00002"), ("part", "opinion"), ("blind", "yes")];
    sent(&mut device, "/case/applications", "/case/applications", &blind).await;
    for (action, fields) in [("told", crate::heard::DATES), ("move", &[("do", "take"), ("offer", "0")][..])] {
        let answer = turned(&mut device, &format!("/case/applications/1/{action}"), fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    asked(&mut device, "Why this operation?", "5").await;
    sent(&mut device, "/case/day/1", "/case/day/1/ahead", &[]).await;
    let page = device.get("/case/applications/1/dossier").await.body;
    let (closed, question) = (page.find("class=\"part closed\"").expect("closed"), page.find("Why this operation?"));
    assert!(
        question.is_some_and(|question| closed < question) && page.contains("Closed sheet: the questions"),
        "{page}"
    );
}

#[tokio::test]
async fn a_daughters_question_is_marked_as_hers_and_a_page_older_than_the_case_loses_nothing() {
    let house = House::new();
    let mut patient = ready(&house).await;
    booked(&mut patient).await;
    let code = patient.invite_relative("Daughter", "3", &["application", "day"]).await;
    let mut daughter = house.device();
    daughter.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    let old = patient.get("/case/day/1").await;
    assert_eq!(asked(&mut daughter, "Can he travel?", "5").await.status, StatusCode::SEE_OTHER);
    let (csrf, version) = (old.hidden("csrf"), old.hidden("version"));
    let fields =
        [("csrf", csrf.as_str()), ("version", version.as_str()), ("do", "ask"), ("question", "must not be lost")];
    let answer = patient.post(QUESTION, &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("must not be lost"), "{}", answer.body);
    let page = patient.get("/case/day/1").await.body;
    assert!(page.contains("Can he travel?") && page.contains("asked by Daughter"), "{page}");
}

const SAID: &[(&str, &str)] = &[
    ("application", "1"),
    ("doctor", "Dr Second"),
    ("said_on", "2026-12-04"),
    ("diagnosis", "the same illness"),
    ("harms_known", "unclear"),
    ("stands", "refines"),
    ("remarks", "Ask about the dose."),
];

#[tokio::test]
async fn what_was_said_is_written_down_point_by_point_and_can_be_corrected() {
    let house = House::new();
    let mut device = ready(&house).await;
    booked(&mut device).await;
    let early = device.fill_in("/case/worries", "/case/second", SAID).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "the day has not come: {}", early.body);
    house.later(12 * 86_400);
    let held = turned(&mut device, "/case/applications/1/move", &[("do", "held"), ("held_on", "12月4日")]).await;
    assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY, "a day that has just passed needs its year");
    let held = turned(&mut device, "/case/applications/1/move", &[("do", "held"), ("held_on", "2026-12-04")]).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
    let form = device.get("/case/second?application=1").await.body;
    assert!(form.contains("value=\"Dr Second\"") && form.contains("What happens if nothing is done?"), "{form}");
    let nothing = [("application", "1"), ("doctor", "Dr Second"), ("remarks", "kept")];
    let nothing = device.fill_in("/case/second", "/case/second", &nothing).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("at least one point") && nothing.body.contains("kept"), "{}", nothing.body);
    assert_eq!(sent(&mut device, "/case/second", "/case/second", SAID).await, "/case/second?saved=yes");
    let page = device.get("/case/second").await.body;
    for words in ["the same illness", "not clear to the patient", "not said", "adds or refines", "as it was told"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(device.get("/case/applications/1").await.body.contains("The opinion is given"));
    let twice = device.fill_in("/case/worries", "/case/second", SAID).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.body.contains("given already") && twice.body.contains("the same illness"), "{}", twice.body);
    let mut right = vec![("opinion", "1")];
    right.extend_from_slice(SAID);
    right.push(("stage", "II"));
    assert!(device.get("/case/second?correct=1").await.body.contains("Correct what was written down"));
    sent(&mut device, "/case/second?correct=1", "/case/second", &right).await;
    assert!(device.get("/case/second").await.body.contains("<bdi class=\"kept-lines\">II</bdi>"));
}

#[tokio::test]
async fn an_opinion_had_elsewhere_can_be_written_down_without_an_application() {
    let house = House::new();
    let mut device = ready(&house).await;
    let fields = [("doctor", "Dr Elsewhere"), ("treatment", "wait and see"), ("treatment_known", "told")];
    assert_eq!(sent(&mut device, "/case/second?other=yes", "/case/second", &fields).await, "/case/second?saved=yes");
    let page = device.get("/case/second").await.body;
    assert!(page.contains("Dr Elsewhere") && page.contains("wait and see"), "{page}");
}
