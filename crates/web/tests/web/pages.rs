//! Every page, in both languages.

use axum::http::StatusCode;

use crate::made_up;
use crate::visit::visit;

const PAGES: [&str; 20] = [
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
    "/funnel?condition=made-up-cancer&measure=made-up.outcome&institution=us-made-up-1&near=us-made-up",
    "/funnel?condition=made-up-cancer&measure=made-up.volume",
    "/second-opinion",
    "/support",
    "/support?near=jp-00001",
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
        let ids = ids(&body);
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| other == &id).count(), 1, "{page}: id {id}");
        }
        assert_eq!(pointers_that_lead_nowhere(&body), Vec::<String>::new(), "{page}");
    }
}

fn ids(body: &str) -> Vec<&str> {
    body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Labels, descriptions and links within the page whose target is not on it.
pub fn pointers_that_lead_nowhere(body: &str) -> Vec<String> {
    let ids = ids(body);
    let mut nowhere = Vec::new();
    for pointer in ["for=\"", "aria-labelledby=\"", "aria-describedby=\"", "href=\"#"] {
        for target in body.split(pointer).skip(1).filter_map(|rest| rest.split('"').next()) {
            let lost = target.split(' ').filter(|part| !ids.contains(part));
            nowhere.extend(lost.map(|part| format!("{pointer}{part}")));
        }
    }
    nowhere
}

#[tokio::test]
async fn a_japanese_count_is_told_as_at_least_and_as_admissions() {
    let english = visit("en", "/compare?condition=made-up-cancer&near=jp-00001").await.body;
    assert!(
        english.contains("At least 454 admissions (stays in hospital, not people) for made-up cancer"),
        "{english}"
    );
    assert!(english.contains("April 2021 to March 2022; about 4 years and 8 months ago"));
    assert!(english.contains("Results are not in the sources used here; they may be published elsewhere."));
    let japanese = visit("ja", "/compare?condition=made-up-cancer&near=jp-00001").await.body;
    assert!(japanese.contains("少なくとも454回（人数ではなく、入院の回数）"), "{japanese}");
}

#[tokio::test]
async fn an_outcome_shows_the_interval_before_the_point_and_the_publishers_verdict() {
    let body = visit("en", "/compare?condition=made-up-cancer&near=us-made-up").await.body;
    assert!(body.contains("Between 0.40 and 4.9 of 100, most likely 1.9 of 100"), "{body}");
    assert!(body.contains("Made-up publisher says: not clearly different from what the publisher expected."));
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

#[tokio::test]
async fn what_the_national_table_leaves_over_is_said_and_the_shares_add_up_to_a_hundred() {
    let body = visit("en", "/condition/made-up-cancer").await.body;
    for part in ["25.0 of 100 admissions were with a removal", "45.0 of 100 admissions were without", "30.0 of 100"] {
        assert!(body.contains(part), "{part}: {body}");
    }
    assert!(body.contains("only a transfusion was given"));
    assert!(
        visit("ja", "/condition/made-up-cancer").await.body.contains("入院100回のうち30.0回は、上のどれにも入りません")
    );
}

#[tokio::test]
async fn an_address_nobody_opened_is_not_called_seen() {
    let english = visit("en", "/condition/made-up-cancer").await.body;
    assert!(
        english.contains("we have not opened this page ourselves") && !english.contains("stored list"),
        "{english}"
    );
    assert!(english.contains("seen 2026-11-22"));
    let japanese = visit("ja", "/condition/made-up-cancer").await.body;
    assert!(japanese.contains("このページは、当方ではまだ開いていません") && !japanese.contains("stored list"));
}

#[tokio::test]
async fn asking_for_no_operation_shows_and_draws_that_count() {
    let address = "/compare?condition=made-up-cancer&near=jp-00001&treatment=none";
    let body = visit("en", address).await.body;
    assert!(body.contains("At least 200 of them without an operation."), "{body}");
    assert!(body.contains("Without an operation</a></th>") && body.contains("<td class=\"number\">at least 200</td>"));
    assert!(body.contains("<p class=\"small\">Without an operation</p>") && body.contains("200 or more"));
    let any = visit("en", "/compare?condition=made-up-cancer&near=jp-00001").await.body;
    assert!(!any.contains("Without an operation</"));
}

#[tokio::test]
async fn the_mark_of_the_order_stands_on_the_count_asked_for() {
    let address = "/compare?condition=made-up-cancer&near=jp-00001&treatment=resection&by=distance";
    let body = visit("en", address).await.body;
    assert!(body.contains("<th scope=\"col\">Admissions</th>"), "{body}");
    assert!(body.contains("#table\">Removals by operation</a></th>"));
    assert_eq!(body.matches("aria-sort=\"ascending\"").count(), 1);
}

#[tokio::test]
async fn an_order_that_hidden_counts_break_into_tiers_is_not_marked_as_sorted() {
    // Seven institutions whose removals lie 10 apart, each with one hidden cell of 0 to 9: every place is certain.
    let certain =
        visit("en", "/compare?condition=made-up-cancer&near=jp-00001&treatment=resection&by=experience").await;
    assert!(certain.body.contains("aria-sort=\"descending\""), "{}", certain.body);
    // Those without an operation lie 1 apart beside a hidden cell.
    let address = "/compare?condition=made-up-cancer&near=jp-00001&treatment=endoscopic&by=experience";
    assert!(!visit("en", address).await.body.contains("aria-sort=\"descending\""));
}

#[tokio::test]
async fn the_outcome_plot_names_its_measure_period_unit_and_kind_of_interval() {
    let body = visit("en", "/compare?condition=made-up-cancer&near=us-made-up").await.body;
    let heading = "Made-up deaths; 2022; numbers of 100; the publisher’s interval, after allowing for how ill";
    assert!(body.contains(heading), "{body}");
    assert!(body.contains("Intervals of 1 institutions") || body.contains("Intervals of one institution"));
}

#[tokio::test]
async fn own_pages_are_never_called_checked() {
    let american = visit("en", "/compare?condition=made-up-cancer&near=us-made-up").await.body;
    assert!(
        american.contains("Published by Made-up publisher (shown here). The hospital’s own pages were not checked.")
    );
    let japanese = visit("en", "/compare?condition=made-up-cancer&near=jp-00001").await.body;
    assert!(japanese.contains("<dd>Not checked</dd>"));
}

#[tokio::test]
async fn what_must_be_said_of_a_period_stands_beside_it_wherever_it_is_shown() {
    for page in ["/compare?condition=made-up-cancer&near=jp-00001", "/institution/jp-00001", "/figures"] {
        let body = visit("en", page).await.body;
        assert!(body.contains("April 2021 to March 2022") && body.contains("(made-up: approximate)"), "{page}: {body}");
        assert!(visit("ja", page).await.body.contains("（作りもの：おおよそ）"), "{page}");
    }
}

#[tokio::test]
async fn a_doubtful_count_and_an_institution_that_ended_are_said_in_plain_words() {
    let body = visit("en", "/institution/us-made-up-2").await.body;
    assert!(
        body.contains("no longer stands in its publishers’ newest lists") && body.contains("may have closed, merged")
    );
    assert!(
        body.contains("One published figure is left out because it contradicts the publisher’s own rate"),
        "{body}"
    );
    let standing = visit("ja", "/institution/us-made-up-1").await.body;
    assert!(!standing.contains("閉院") && !standing.contains("こわれている"));
    assert!(visit("ja", "/institution/us-made-up-2").await.body.contains("閉院、合併、名前の変更"));
}

#[tokio::test]
async fn every_kind_of_finding_has_a_heading_in_plain_words() {
    for language in ["en", "ja"] {
        let body = visit(language, "/figures").await.body;
        for kind in made_up::FINDINGS {
            assert!(body.contains(&format!("findings={kind}#findings\">")), "{kind}");
            assert!(!body.contains(&format!(">{kind}<")), "{kind} has no words in {language}");
        }
    }
}

#[tokio::test]
async fn japanese_counts_stays_and_operations_not_people() {
    let body = visit("ja", "/compare?condition=made-up-cancer&near=us-made-up").await.body;
    assert!(body.contains("187件のうち3件") && body.contains("100件あたり") && !body.contains("100人"), "{body}");
}

#[tokio::test]
async fn for_a_patient_under_twenty_all_stand_in_one_list_the_nearest_first() {
    let question = "/compare?condition=made-up-cancer&near=jp-00001&treatment=endoscopic&all=yes";
    let grown = visit("en", question).await.body;
    assert_eq!(grown.matches("<section class=\"group\"").count(), 2, "{grown}");
    assert!(grown.contains("removal through an endoscope (a thin camera tube) is not published"));
    let young = visit("en", &format!("{question}&under20=yes")).await.body;
    assert_eq!(young.matches("<section class=\"group\"").count(), 1, "{young}");
    assert!(young.contains("all stand in one list") && young.contains("aria-sort=\"ascending\""));
}
