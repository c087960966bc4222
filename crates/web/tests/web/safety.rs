//! Headers, the one cookie, and nothing personal in a link.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::visit::{send, visit};

#[tokio::test]
async fn every_answer_carries_the_safe_headers_and_no_cookie() {
    for address in ["/", "/nothing", "/api/v1/conditions", "/compare?condition=&near="] {
        let answer = visit("en", address).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'"),
            "{policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert!(answer.header("permissions-policy").contains("geolocation=()"));
        assert_eq!(answer.header("set-cookie"), "", "{address}");
    }
}

#[tokio::test]
async fn choosing_a_language_sets_the_only_cookie_and_leads_back_without_the_choice() {
    let answer = visit("en", "/compare?condition=a%20b&lang=ja&near=c").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/compare?condition=a%20b&near=c");
    assert_eq!(answer.header("set-cookie"), "lang=ja; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    let request = Request::get("/").header("cookie", "other=1; lang=ja").header("accept-language", "en");
    let page = send(request.body(Body::empty()).expect("a request")).await;
    assert!(page.body.contains("<html lang=\"ja\">"));
}

#[tokio::test]
async fn the_choice_of_language_never_leads_to_another_machine() {
    let answer = visit("en", "//elsewhere.example/?lang=ja").await;
    assert_eq!(answer.header("location"), "/elsewhere.example/");
}

#[tokio::test]
async fn an_age_is_taken_out_of_the_address() {
    let grown = visit("en", "/compare?condition=made-up-cancer&near=jp-00001&age=57&by=experience").await;
    assert_eq!(grown.status, StatusCode::SEE_OTHER);
    assert_eq!(grown.header("location"), "/compare?condition=made-up-cancer&near=jp-00001&by=experience");
    let young = visit("en", "/compare?condition=made-up-cancer&near=jp-00001&age=7").await;
    assert_eq!(young.header("location"), "/compare?condition=made-up-cancer&near=jp-00001&under20=yes");
}

#[tokio::test]
async fn the_stylesheet_is_small_and_kept_for_ever_under_its_own_name() {
    let start = visit("en", "/").await.body;
    let address =
        start.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    let sheet = visit("en", address).await;
    assert_eq!(sheet.status, StatusCode::OK);
    assert!(sheet.header("cache-control").contains("immutable"));
    assert!(sheet.body.len() < 60_000);
}

#[tokio::test]
async fn no_link_on_a_page_leads_to_another_machine_by_an_odd_path() {
    for address in ["//elsewhere.example/", "///elsewhere.example", "/\\elsewhere.example/"] {
        let Ok(request) = Request::get(address).body(Body::empty()) else { continue };
        let body = send(request).await.body;
        assert!(!body.contains("href=\"//") && !body.contains("href=\"/\\"), "{address}");
        assert!(body.contains("href=\"/elsewhere.example"), "{address}: {body}");
    }
}

#[tokio::test]
async fn every_page_and_json_answer_says_that_it_varies_with_language_and_cookie() {
    for address in [
        "/",
        "/nothing",
        "/compare?condition=made-up-cancer&near=jp-00001",
        "/compare?condition=&near=",
        "/?lang=ja",
        "/api/v1/compare?condition=made-up-cancer&near=jp-00001",
        "/api/v1/conditions",
        "/api/v1/openapi.json",
        "/api/v1/nothing",
    ] {
        assert_eq!(visit("en", address).await.header("vary"), "Accept-Language, Cookie", "{address}");
    }
    assert_eq!(visit("en", "/assets/mark.svg").await.header("vary"), "");
}

#[tokio::test]
async fn too_large_a_request_is_refused_in_the_visitors_language() {
    let answer = visit("ja", &format!("/compare?condition={}", "a".repeat(30_000))).await;
    assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
    assert!(answer.body.contains("書かれた文字が長すぎます。") && answer.header("content-security-policy").len() > 20);
    let request = Request::get("/").header("x-made-up", "a".repeat(20_000)).body(Body::empty()).expect("a request");
    assert_eq!(send(request).await.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
}
