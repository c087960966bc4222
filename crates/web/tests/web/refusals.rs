//! What is unknown, ambiguous, empty, huge or not there: each says what to do.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::case_device::{Answer, Device, House};
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

async fn upload(device: &mut Device<'_>, page: &str, action: &str, name: &str, bytes: &[u8]) -> Answer {
    let shown = device.get(page).await;
    let (csrf, version) = (shown.hidden("csrf"), shown.hidden("version"));
    let fields = [("csrf", csrf.as_str()), ("version", version.as_str()), ("record", "1")];
    device.upload_files(action, &fields, &[(name, bytes)]).await
}

#[tokio::test]
async fn an_empty_file_is_called_empty_wherever_it_is_sent_and_the_way_leads_back() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    device.fill_in("/case/records", "/case/records/add", &[("words", "a made-up scan")]).await;
    for (page, action) in
        [("/case/records", "/case/records/upload"), ("/case/records/referral", "/case/records/referral")]
    {
        let answer = upload(&mut device, page, action, "letter.pdf", b"").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("<h1>The file is empty</h1>"), "{}", answer.body);
        assert!(answer.body.contains("save it once more") && !answer.body.contains("DICOM"), "{}", answer.body);
        assert!(answer.body.contains(&format!("href=\"{page}\"")), "{}", answer.body);
        device.language = "ja";
        let japanese = upload(&mut device, page, action, "letter.pdf", b"").await.body;
        assert!(japanese.contains("<h1>ファイルが空です</h1>"), "{japanese}");
        device.language = "en";
    }
}

#[tokio::test]
async fn a_file_that_is_not_taken_is_refused_with_what_its_page_takes() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    device.fill_in("/case/records", "/case/records/add", &[("words", "a made-up scan")]).await;
    let packed = b"PK\x03\x04\x00\x01";
    let large = vec![b' '; 50 * 1024 * 1024 + 1];
    let records = upload(&mut device, "/case/records", "/case/records/upload", "a.zip", packed).await;
    assert_eq!(records.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(records.body.contains("plain text") && records.body.contains("take a photograph"), "{}", records.body);
    let letter = "/case/records/referral";
    for (name, bytes, status) in [
        ("a.zip", packed.as_slice(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("a.json", &large, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let answer = upload(&mut device, letter, letter, name, bytes).await;
        assert_eq!(answer.status, status);
        assert!(answer.body.contains("its name usually ends in .json"), "{}", answer.body);
        for other in ["photograph", "CD", "fewer points"] {
            assert!(!answer.body.contains(other), "{other}: {}", answer.body);
        }
        assert!(answer.body.contains(&format!("href=\"{letter}\"")), "{}", answer.body);
    }
}
