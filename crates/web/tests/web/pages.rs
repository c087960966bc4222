//! Every page, in both languages.

use axum::http::StatusCode;

use crate::visit::visit;

const PAGES: [&str; 16] = [
    "/",
    "/compare?condition=made-up-cancer&near=jp-00001",
    "/compare?condition=made-up-cancer&near=us-made-up&by=experience&all=yes",
    "/compare?condition=made-up-cancer&near=jp-00001&under20=yes&purpose=treatment",
    "/conditions",
    "/conditions?q=cancer",
    "/condition/made-up-cancer",
    "/institutions",
    "/institutions?q=Made",
    "/institution/us-made-up-1",
    "/figures",
    "/second-opinion",
    "/magazine",
    "/doctor",
    "/components",
    "/about",
];

#[tokio::test]
async fn every_page_answers_in_both_languages_and_says_which() {
    for page in PAGES {
        for language in ["en", "ja"] {
            let answer = visit(language, page).await;
            assert_eq!(answer.status, StatusCode::OK, "{page} in {language}: {}", answer.body);
            assert!(answer.body.contains(&format!("<html lang=\"{language}\">")), "{page} in {language}");
            assert_eq!(answer.body.matches("<h1").count(), 1, "{page} in {language} has one heading");
            assert!(answer.body.contains("<main id=\"main\""), "{page}");
        }
    }
}

#[tokio::test]
async fn no_page_carries_a_script_or_a_style_of_its_own_or_loads_from_elsewhere() {
    for page in PAGES {
        let body = visit("en", page).await.body;
        for forbidden in ["<script", "<style", " style=", " onclick", "src=\"http", "@import"] {
            assert!(!body.contains(forbidden), "{page} contains {forbidden}");
        }
    }
}

#[tokio::test]
async fn every_id_stands_once_and_every_label_has_its_field() {
    for page in PAGES {
        let body = visit("en", page).await.body;
        let ids: Vec<&str> = body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| other == &id).count(), 1, "{page}: id {id}");
        }
        let pointed = ["for=\"", "aria-labelledby=\"", "aria-describedby=\"", "href=\"#"];
        for pointer in pointed {
            for target in body.split(pointer).skip(1).filter_map(|rest| rest.split('"').next()) {
                for part in target.split(' ') {
                    assert!(ids.contains(&part), "{page}: {pointer}{part} points nowhere");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_japanese_count_is_told_as_at_least_and_as_admissions() {
    let english = visit("en", "/compare?condition=made-up-cancer&near=jp-00001").await.body;
    assert!(
        english.contains("At least 454 admissions (stays in hospital, not people) for made-up cancer"),
        "{english}"
    );
    assert!(english.contains("April 2021 to March 2022; about 4 years and 8 months ago"));
    assert!(english.contains("Results of treatment are not published here."));
    let japanese = visit("ja", "/compare?condition=made-up-cancer&near=jp-00001").await.body;
    assert!(japanese.contains("少なくとも454回（人数ではなく、入院の回数）"), "{japanese}");
}

#[tokio::test]
async fn an_outcome_shows_the_interval_before_the_point_and_the_publishers_verdict() {
    let body = visit("en", "/compare?condition=made-up-cancer&near=us-made-up").await.body;
    assert!(body.contains("Between 0.40 and 4.9 of 100, most likely 1.9 of 100"), "{body}");
    assert!(body.contains("Made-up publisher says: no different from its reference."));
}

#[tokio::test]
async fn sorting_by_count_is_the_readers_own_act_and_is_said_so() {
    let body = visit("en", "/compare?condition=made-up-cancer&near=jp-00001&by=experience").await.body;
    assert!(body.contains("You asked to see the larger counts first. A larger count is not a better result."));
    assert!(body.contains("aria-sort=\"descending\""));
    let unasked = visit("en", "/compare?condition=made-up-cancer&near=jp-00001").await.body;
    assert!(unasked.contains("aria-sort=\"ascending\"") && !unasked.contains("aria-sort=\"descending\""));
}

#[tokio::test]
async fn at_most_five_institutions_come_first_and_the_rest_on_request() {
    let first = visit("en", "/compare?condition=made-up-cancer&near=jp-00001").await.body;
    assert_eq!(first.matches("class=\"card place\"").count(), 5);
    assert!(first.contains("Show all 7 institutions"));
    let all = visit("en", "/compare?condition=made-up-cancer&near=jp-00001&all=yes").await.body;
    assert_eq!(all.matches("class=\"card place\"").count(), 7);
}

#[tokio::test]
async fn the_institutions_page_orders_by_name_and_links_back() {
    let body = visit("en", "/institution/jp-00001").await.body;
    assert!(body.contains("/condition/made-up-cancer") && body.contains("at least 454"), "{body}");
}
