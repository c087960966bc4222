//! Answers that cannot be understood, or that nobody expected: nothing typed is lost, and what to do is said.

use axum::http::StatusCode;

use crate::case_device::{Device, House};

async fn opened(house: &House) -> Device<'_> {
    let mut device = house.device();
    device.begin().await;
    device
}

#[tokio::test]
async fn dates_in_the_past_or_that_do_not_exist_are_named_and_everything_typed_stays() {
    let house = House::new();
    let mut device = opened(&house).await;
    for (decide_by, says) in [
        ("2020-01-31", "this date is in the past"),
        ("平成31年5月1日", "could not be read as a date"),
        ("2026年11月31日", "could not be read as a date"),
        ("soon", "could not be read as a date"),
    ] {
        let fields = [("decide_by", decide_by), ("site", "typed beside it"), ("stage_known", "unclear")];
        let answer = device.fill_in("/case/opinion", "/case/opinion", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{decide_by}");
        assert!(answer.body.contains(says) && answer.body.contains(decide_by), "{decide_by}: {}", answer.body);
        assert!(answer.body.contains("typed beside it") && answer.body.contains("href=\"#decide_by\""));
    }
    assert!(!device.get("/case/opinion").await.body.contains("typed beside it"), "nothing was saved");
    let future = [("said_on", "2031-01-01")];
    let answer = device.fill_in("/case/opinion", "/case/opinion", &future).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("this date is too far ahead"), "{}", answer.body);
}

#[tokio::test]
async fn dates_are_read_in_japanese_eras_and_full_width() {
    let house = House::new();
    let mut device = opened(&house).await;
    for written in ["令和９年１月２９日", "R9.1.29", "２０２７／１／２９", "29 January 2027", "2027年1月29日"]
    {
        let answer = device.fill_in("/case/opinion", "/case/opinion", &[("decide_by", written)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{written}: {}", answer.body);
        assert!(device.get("/case/opinion").await.body.contains("value=\"29 January 2027\""), "{written}");
    }
    device.language = "ja";
    let page = device.get("/case/opinion").await.body;
    assert!(page.contains("value=\"2027年1月29日\""), "{page}");
}

#[tokio::test]
async fn a_text_of_ten_thousand_letters_is_refused_whole_and_given_back_whole() {
    let house = House::new();
    let mut device = opened(&house).await;
    let long = "い".repeat(5_000);
    let answer = device.fill_in("/case/opinion", "/case/opinion", &[("unclear", &long)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains(&long) && answer.body.contains("this is too long"));
    let plain = "a".repeat(10_000);
    for (page, field) in [("/case/opinion", "treatment"), ("/case/tell", "note"), ("/case/worries", "words")] {
        let answer = device.fill_in(page, page, &[(field, &plain)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
        assert!(answer.body.contains(&plain) && answer.body.contains("4,000 letters"), "{page}");
    }
}

#[tokio::test]
async fn emoji_right_to_left_words_and_markup_are_kept_as_they_were_written() {
    let house = House::new();
    let mut device = opened(&house).await;
    let words = "👩‍👩‍👧 مرحبا <b>&\"' \u{202e}abc";
    let fields = [("doctor", words), ("unclear", words)];
    let answer = device.fill_in("/case/opinion", "/case/opinion", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    for page in ["/case/opinion", "/case/request"] {
        let body = device.get(page).await.body;
        assert!(body.contains("👩‍👩‍👧 مرحبا") && !body.contains("<b>&\""), "{page}: {body}");
        assert!(body.contains("<bdi"), "{page}: their direction does not turn the page's own words");
    }
}

#[tokio::test]
async fn an_illness_that_is_not_in_the_list_stays_in_own_words_and_says_that_no_figures_can_be_shown() {
    let house = House::new();
    let mut device = opened(&house).await;
    let fields = [("condition_words", "something nobody has a name for"), ("near", "作市")];
    let answer = device.fill_in("/case/opinion", "/case/opinion", &fields).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/case/opinion?saved=yes#check"));
    let page = device.get("/case/opinion").await.body;
    assert!(page.contains("no figures can be shown") && page.contains("value=\"something nobody has a name for\""));
    let choose = device.get("/case/choose").await.body;
    assert!(choose.contains("no figures can be shown") && choose.contains("Another hospital, by its name"), "{choose}");
    let made = device.fill_in("/case/records", "/case/records/list", &[]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    assert!(device.get("/case/request").await.body.contains("something nobody has a name for"));
}

#[tokio::test]
async fn words_beside_not_clear_are_not_thrown_away() {
    let house = House::new();
    let mut device = opened(&house).await;
    let fields = [("stage", "perhaps III"), ("stage_known", "unclear"), ("unclear", "First")];
    let answer = device.fill_in("/case/opinion", "/case/opinion", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = device.get("/case/opinion").await.body;
    assert!(page.contains("Which stage?: perhaps III"), "{page}");
}

#[tokio::test]
async fn the_present_hospital_cannot_be_put_on_the_list_of_those_to_ask() {
    let house = House::new();
    let mut device = opened(&house).await;
    let fields = [("institution_words", "作りもの病院1")];
    device.fill_in("/case/opinion", "/case/opinion", &fields).await;
    let add = [("do", "add"), ("institution", "jp-00001")];
    let answer = device.fill_in("/case/choose", "/case/choose", &add).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("This is your present hospital"), "{}", answer.body);
}

#[tokio::test]
async fn a_latest_safe_date_needs_the_name_of_who_named_it() {
    let house = House::new();
    let mut device = opened(&house).await;
    let nameless = [("signs", "none"), ("latest_safe", "2026-12-24")];
    let answer = device.fill_in("/case/time", "/case/time", &nameless).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("href=\"#latest_safe_by\"") && answer.body.contains("2026-12-24"), "{}", answer.body);
}

#[tokio::test]
async fn every_step_answers_in_both_languages_with_nothing_filled_in() {
    let house = House::new();
    let mut device = opened(&house).await;
    for language in ["en", "ja"] {
        device.language = if language == "en" { "en" } else { "ja" };
        for page in [
            "opinion",
            "worries",
            "time",
            "calendar",
            "wish",
            "choose",
            "cost",
            "tell",
            "request",
            "letter",
            "records",
            "desk/jp-00001",
        ] {
            let answer = device.get(&format!("/case/{page}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            assert!(answer.body.contains(&format!("<html lang=\"{language}\"")), "{page}");
            assert!(!answer.body.contains("<script"), "{page}");
            // Saving nothing is fine: every answer may come later.
            if matches!(page, "opinion" | "worries" | "time" | "calendar" | "wish" | "tell" | "letter" | "records") {
                let address = format!("/case/{page}");
                let saved = device.fill_in(&address, &address, &[]).await;
                assert_eq!(saved.status, StatusCode::SEE_OTHER, "{page}: {}", saved.body);
            }
        }
    }
    assert_eq!(device.get("/case/desk/nowhere").await.status, StatusCode::NOT_FOUND);
}
