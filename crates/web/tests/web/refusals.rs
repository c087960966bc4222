//! What is unknown, ambiguous, empty, huge or not there: each says what to do.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::pages::pointers_that_lead_nowhere;
use crate::visit::{send, visit};

#[tokio::test]
async fn an_unknown_illness_keeps_what_was_written_and_says_what_to_do() {
    let answer = visit("en", "/compare?condition=xqzvw&near=jp-00001").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("value=\"xqzvw\"") && answer.body.contains("Try a shorter"), "{}", answer.body);
    assert!(answer.body.contains("aria-invalid=\"true\" aria-describedby=\"condition-error\""));
}

#[tokio::test]
async fn an_empty_question_asks_for_both_answers() {
    for address in ["/compare", "/compare?condition=&near=", "/compare?condition=%20&near=%20"] {
        let answer = visit("ja", address).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        assert!(answer.body.contains("どんな病気と言われたかが、まだ書かれていません。"));
        assert!(answer.body.contains("いまいる場所・お住まいの近くが、まだ書かれていません。"));
    }
}

#[tokio::test]
async fn an_ambiguous_place_offers_choices_and_keeps_the_other_answers() {
    let answer = visit("en", "/compare?condition=made-up-cancer&near=Twinville&treatment=resection").await;
    assert_eq!(answer.status, StatusCode::MULTIPLE_CHOICES);
    assert!(
        answer.body.contains("condition=made-up-cancer&#38;near=us-twin-1&#38;treatment=resection"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("near=us-twin-2"));
}

#[tokio::test]
async fn huge_and_odd_input_is_refused_calmly() {
    let huge = "a".repeat(5_000);
    for address in [
        format!("/compare?condition={huge}&near=jp-00001"),
        format!("/compare?condition=made-up-cancer&near={huge}"),
        format!("/compare?condition=made-up-cancer&near=jp-00001&current={huge}"),
        "/compare?condition=made-up-cancer&near=jp-00001&within=-5".to_owned(),
        "/compare?condition=made-up-cancer&near=jp-00001&within=NaN".to_owned(),
        "/compare?condition=made-up-cancer&near=jp-00001&age=-1".to_owned(),
        "/compare?condition=made-up-cancer&near=jp-00001&by=stars".to_owned(),
        "/compare?condition=%FF%00&near=jp-00001".to_owned(),
    ] {
        let answer = visit("en", &address).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", &address[..60]);
        assert!(answer.body.len() < 60_000);
    }
    for address in [format!("/conditions?q={huge}"), format!("/institutions?q={huge}"), "/conditions?q=%FF".to_owned()]
    {
        assert_eq!(visit("en", &address).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_is_written_is_never_taken_for_markup() {
    let answer = visit("en", "/compare?condition=%3Cscript%3Ealert(1)%3C/script%3E&near=%22%3E%3Cb%3E").await;
    assert!(!answer.body.contains("<script") && !answer.body.contains("\"><b>"), "{}", answer.body);
}

#[tokio::test]
async fn an_address_that_is_not_there_answers_in_both_languages() {
    for address in ["/nothing", "/condition/nothing", "/institution/nothing"] {
        let english = visit("en", address).await;
        assert_eq!(english.status, StatusCode::NOT_FOUND);
        assert!(english.body.contains("This page does not exist") && english.body.contains("To the start page"));
        assert!(visit("ja", address).await.body.contains("このページはありません"));
    }
}

#[tokio::test]
async fn nothing_can_be_sent_to_a_page() {
    let request = Request::post("/compare").body(Body::from("condition=x")).expect("a request");
    assert_eq!(send(request).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_place_as_it_is_shown_in_the_form_is_found_again() {
    let answer =
        visit("en", "/compare?condition=made-up-cancer&near=Tsukuri%20(%E4%BD%9C%E7%9C%8C%E4%BD%9C%E5%B8%82)").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

#[tokio::test]
async fn every_message_of_a_refused_question_points_at_a_field_that_is_there() {
    for wrong in [
        "treatment=magic",
        "within=far",
        "current=xqzvw",
        "age=200",
        "by=stars",
        "purpose=fun",
        "limit=0",
        "treatment=magic&within=far&current=xqzvw&age=old&by=stars&purpose=fun&limit=0",
    ] {
        for start in ["condition=made-up-cancer&near=jp-00001", "condition=xqzvw&near=xqzvw", "condition=&near="] {
            let answer = visit("en", &format!("/compare?{start}&{wrong}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert_eq!(pointers_that_lead_nowhere(&answer.body), Vec::<String>::new(), "{start} {wrong}");
            assert!(answer.body.contains("<details open>"), "{wrong}");
        }
    }
}
