//! What opens a case, and what does not.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::case_device::House;
use crate::visit::visit;

#[tokio::test]
async fn without_a_place_for_cases_their_pages_say_so() {
    for page in ["/case", "/case/new", "/letter", "/sign-in"] {
        let answer = visit("en", page).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.body.contains("No cases are kept here"), "{page}");
    }
}

#[tokio::test]
async fn a_patient_begins_without_a_name_and_opens_the_case_elsewhere_with_the_printed_code() {
    let house = House::new();
    let mut one = house.device();
    let code = one.begin().await;
    assert_eq!(one.get("/case").await.status, StatusCode::OK);
    let mut other = house.device();
    assert_eq!(other.get("/case").await.status, StatusCode::UNAUTHORIZED);
    let typed = code.to_lowercase().replace('-', " ");
    let opened = other.fill_in("/case/open", "/case/open", &[("code", &typed)]).await;
    assert_eq!((opened.status, opened.location()), (StatusCode::SEE_OTHER, "/case"));
    assert_eq!(other.get("/case").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_recovery_code_is_shown_for_ten_minutes_and_a_new_one_ends_the_old() {
    let house = House::new();
    let mut device = house.device();
    let old = device.begin().await;
    house.later(601);
    assert!(!device.get("/case/recovery").await.body.contains(&old));
    let renewed = device.fill_in("/case/recovery", "/case/recovery", &[]).await;
    assert_eq!(renewed.status, StatusCode::SEE_OTHER);
    let new = device.get("/case/recovery").await.code();
    assert_ne!(new, old);
    let mut other = house.device();
    let answer = other.fill_in("/case/open", "/case/open", &[("code", &old)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("We do not know this code"));
    assert_eq!(other.fill_in("/case/open", "/case/open", &[("code", &new)]).await.location(), "/case");
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_for_scripts_and_other_sites_and_travels_over_tls_only_where_there_is_tls() {
    for (address, secure) in [("http://127.0.0.1:8017", false), ("https://anshin.example", true)] {
        let house = House::at(address);
        let mut device = house.device();
        let begun = device.fill_in("/case/new", "/case/new", &[("who", "patient")]).await;
        let cookies = begun.cookies();
        let name = if secure { "__Host-case=" } else { "case=" };
        let cookie = cookies.iter().find(|cookie| cookie.starts_with(name)).expect("a cookie");
        for part in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=2592000"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
    }
}

#[tokio::test]
async fn pages_of_a_case_are_kept_in_no_store() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    for page in ["/case", "/case/people", "/case/log", "/case/recovery", "/case/new"] {
        let answer = device.get(page).await;
        assert_eq!(
            answer.headers.get("cache-control").and_then(|value| value.to_str().ok()),
            Some("no-store"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_code_works_once_and_not_after_its_time() {
    let house = House::new();
    let mut patient = house.device();
    patient.begin().await;
    let code = patient.invite_relative("my daughter", "2", &["opinion"]).await;
    let mut daughter = house.device();
    assert_eq!(daughter.fill_in("/case/open", "/case/open", &[("code", &code)]).await.location(), "/case");
    let mut again = house.device();
    let used = again.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    assert!(used.body.contains("used already"), "{}", used.body);
    let answer = patient.fill_in("/case/people", "/case/people/invite", &[("person", "2")]).await;
    let late = patient.get(answer.location()).await.code();
    house.later(15 * 86_400);
    let ended = house.device().fill_in("/case/open", "/case/open", &[("code", &late)]).await;
    assert_eq!(ended.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(ended.body.contains("time of this code is over"), "{}", ended.body);
}

#[tokio::test]
async fn too_many_codes_are_refused_with_the_time_to_come_back() {
    let house = House::new();
    let mut device = house.device();
    for _ in 0..10 {
        let wrong = device.fill_in("/case/open", "/case/open", &[("code", "0000-0000-0000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = device.fill_in("/case/open", "/case/open", &[("code", "0000-0000-0000")]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers.contains_key("retry-after") && answer.body.contains("one minute"), "{}", answer.body);
    assert!(answer.body.contains("<a class=\"button\" href=\"/case/open\">"), "{}", answer.body);
    house.later(31);
    let answer = device.fill_in("/case/open", "/case/open", &[("code", "0000-0000-0000")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn no_page_or_redirect_carries_a_name_or_a_code_in_an_address() {
    let house = House::new();
    let mut device = house.device();
    let recovery = device.begin().await;
    let code = device.invite_relative("Hanako-Secret", "2", &["opinion"]).await;
    for page in ["/case", "/case/people", "/case/people/code?person=2", "/case/log", "/case/leave"] {
        let body = device.get(page).await.body;
        for link in body.split("href=\"").skip(1).chain(body.split("action=\"").skip(1)) {
            let link = link.split('"').next().unwrap_or_default();
            for secret in ["Hanako", &code, &recovery, "Secret"] {
                assert!(!link.contains(secret), "{page}: {link}");
            }
        }
    }
}

#[tokio::test]
async fn names_written_from_right_to_left_and_signs_are_shown_safely() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let name = "مريم \u{202e}👩‍👧<script>\"'&";
    device.invite_relative(name, "2", &["worries"]).await;
    for page in ["/case", "/case/people"] {
        let body = device.get(page).await.body;
        assert!(!body.contains("<script"), "{page}");
        assert!(body.contains("<bdi>مريم"), "{page}: {body}");
    }
}

#[tokio::test]
async fn leaving_closes_the_case_here_and_erasing_closes_it_everywhere() {
    let house = House::new();
    let mut device = house.device();
    let code = device.begin().await;
    let left = device.fill_in("/case/leave", "/case/leave", &[]).await;
    assert_eq!(left.location(), "/");
    assert_eq!(device.get("/case").await.status, StatusCode::UNAUTHORIZED);
    device.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    let mut other = device.clone();
    let wrong = device.fill_in("/case/erase", "/case/erase", &[("word", "yes please")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(device.fill_in("/case/erase", "/case/erase", &[("word", "erase")]).await.location(), "/");
    assert_ne!(other.get("/case").await.status, StatusCode::OK);
    let gone = house.device().fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn everything_can_be_taken_out_as_one_file() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    for (language, words) in [("en", "one packed file (ZIP)"), ("ja", "1つにまとめたファイル（ZIP）")] {
        device.language = language;
        let page = device.get("/case/export").await.body;
        assert!(page.contains(words) && !page.contains("JSON"), "{page}");
    }
    let file = device.fill_in("/case/export", "/case/export", &[]).await;
    assert_eq!(file.status, StatusCode::OK);
    let disposition = file.headers.get("content-disposition").and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert!(disposition.starts_with("attachment"));
    assert!(file.body.starts_with("PK") && file.body.contains("case.json") && file.body.contains("tables/"));
}

#[tokio::test]
async fn an_account_opens_its_cases_and_a_wrong_passphrase_does_not() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let long = "five quiet words in a row";
    let fields = [("name", "hanako"), ("passphrase", long), ("passphrase2", "another five quiet words")];
    let differ = device.fill_in("/case/account", "/case/account", &fields).await;
    assert_eq!(differ.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("name", "hanako"), ("passphrase", long), ("passphrase2", long)];
    let made = device.fill_in("/case/account", "/case/account", &fields).await;
    assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, "/cases"), "{}", made.body);
    let mut other = house.device();
    let wrong = other.fill_in("/sign-in", "/sign-in", &[("name", "hanako"), ("passphrase", "wrong words here")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = other.fill_in("/sign-in", "/sign-in", &[("name", "Hanako"), ("passphrase", long)]).await;
    assert_eq!(right.location(), "/cases", "{}", right.body);
    let list = other.get("/cases").await;
    let opened = other.fill_in("/cases", "/cases", &[("case", &list.hidden("case"))]).await;
    assert_eq!(opened.location(), "/case", "{}", opened.body);
    assert_eq!(other.get("/case").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_request_without_cookies_gets_the_page_that_opens_or_begins_a_case() {
    let house = House::new();
    let mut device = house.device();
    device.language = "ja";
    let answer = device.send(Request::get("/case/people").body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.body.contains("/case/open") && answer.body.contains("復元コード"));
}
