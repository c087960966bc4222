//! Where all hospitals stand: the page, its marks, and what it refuses.

use axum::http::StatusCode;
use evidence::{Edition, InstitutionIndex, Outcome, Period};

use crate::made_up;
use crate::visit::{Answer, visit, visit_in};

const FUNNEL: &str = "/funnel?condition=made-up-cancer&measure=made-up.outcome";

/// Seven Japanese hospitals with 0 to 6 deaths of 100, in two years.
fn seven() -> Edition {
    let mut edition = made_up::edition();
    let pattern: Outcome = edition.results.first().cloned().expect("a figure");
    let figure = |institution: u32, year: u16| Outcome {
        institution: InstitutionIndex(institution),
        period: Period::year(year),
        cases: Some(100),
        events: Some(institution),
        ..pattern.clone()
    };
    edition.results = (0..7).flat_map(|hospital| [figure(hospital, 2020), figure(hospital, 2022)]).collect();
    edition
}

async fn ask(language: &str, more: &str) -> Answer {
    visit_in(seven(), language, &format!("{FUNNEL}{more}")).await
}

#[tokio::test]
async fn the_page_says_what_the_picture_shows_before_it_and_every_dot_has_a_row() {
    let body = ask("en", "").await.body;
    let (says, drawn) = (body.find("a reason to ask, not a verdict"), body.find("<svg class=\"drawing funnel\""));
    assert!(says.is_some() && says < drawn, "{body}");
    assert!(body.contains("In all of them together it happened to 21 of 700, that is 3.0 of 100."), "{body}");
    assert!(body.contains("is worked back, by us, from the publisher’s adjusted rates"));
    let mut without_rates = seven();
    without_rates.results.iter_mut().for_each(|row| row.rate = None);
    let plain = visit_in(without_rates, "en", FUNNEL).await.body;
    assert!(plain.contains("does not allow for how ill the patients were"), "{plain}");
    assert_eq!(body.matches("class=\"point\"").count(), 7);
    assert_eq!(body.matches("<th scope=\"row\">").count(), 7);
    assert!(body.contains("role=\"img\" aria-labelledby=\"funnel-title funnel-desc\""));
    assert!(ask("ja", "").await.body.contains("判定ではありません"));
}

#[tokio::test]
async fn how_many_dots_chance_alone_would_put_outside_stands_beside_how_many_are() {
    let body = ask("en", "").await.body;
    assert!(body.contains("No hospital lies outside the inner lines (0 above, 0 below)."), "{body}");
    assert!(body.contains("Chance alone would put fewer than one there, even if all hospitals were alike."));
    assert!(body.contains("better than it expected 0, not clearly different 7, worse 0"));
}

#[tokio::test]
async fn the_hospital_asked_for_is_a_diamond_with_its_name_and_those_near_are_numbered() {
    for marked in ["&institution=jp-00003&near=jp-00001", "&current=jp-00003&near=jp-00001"] {
        let body = ask("en", marked).await.body;
        assert_eq!(body.matches("class=\"chosen\"").count(), 1, "{body}");
        assert_eq!(body.matches("class=\"marker\"").count(), 5);
        assert_eq!(body.matches("class=\"point\"").count(), 1, "no hospital is drawn twice");
        assert!(body.contains("The diamond is 作りもの病院3."));
        assert!(body.contains("作りもの病院3: between the lines"));
        assert_eq!(body.matches("<th scope=\"row\">").count(), 6 + 7);
    }
    let elsewhere = ask("en", "&institution=us-made-up-1&near=us-made-up").await.body;
    assert!(elsewhere.contains("Made-up American Hospital has no published figure for this in this period"));
    assert!(elsewhere.contains("None of these hospitals is in the country of Made-up"));
}

#[tokio::test]
async fn of_several_hospitals_of_one_name_the_one_with_a_dot_is_meant() {
    let mut edition = seven();
    edition.results.retain(|result| result.institution == InstitutionIndex(2));
    let address = format!("{FUNNEL}&current=%E4%BD%9C%E3%82%8A%E3%82%82%E3%81%AE%E7%97%85%E9%99%A2");
    let answer = visit_in(edition, "en", &address).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("The diamond is 作りもの病院3."), "{}", answer.body);
}

#[tokio::test]
async fn another_period_is_a_link_that_keeps_the_mark() {
    let body = ask("en", "&institution=jp-00003").await.body;
    assert!(body.contains("2022 (shown)"), "{body}");
    assert!(
        body.contains("institution=jp-00003&#38;period=2020") || body.contains("institution=jp-00003&amp;period=2020")
    );
    let older = ask("en", "&period=2020").await;
    assert!(older.body.contains("For 2020, 7 hospitals have a published figure."), "{}", older.body);
}

#[tokio::test]
async fn expected_events_are_used_where_every_hospital_has_them() {
    let mut edition = seven();
    for result in &mut edition.results {
        result.expected = Some(3.0);
    }
    let body = visit_in(edition, "en", &format!("{FUNNEL}&institution=jp-00007")).await.body;
    assert!(body.contains("the publisher’s model expected 21.0"), "{body}");
    assert!(body.contains("Times as expected") && !body.contains("does not allow for how ill the patients were"));
}

#[tokio::test]
async fn rates_already_drawn_towards_the_average_and_counts_are_refused_with_the_reason_and_a_way_on() {
    let mut edition = seven();
    edition.measures[1].shrunken = true;
    let shrunken = visit_in(edition, "en", &format!("{FUNNEL}&institution=jp-00003")).await;
    assert_eq!(shrunken.status, StatusCode::OK);
    assert!(shrunken.body.contains("has already drawn small hospitals towards the average"), "{}", shrunken.body);
    assert!(shrunken.body.contains("href=\"/institution/jp-00003\"") && shrunken.body.contains("href=\"/figures\""));
    assert!(!shrunken.body.contains("class=\"drawing funnel\""));
    let counts = visit("ja", "/funnel?measure=made-up.volume").await.body;
    assert!(counts.contains("治療した件数です"), "{counts}");
}

#[tokio::test]
async fn what_is_not_known_is_refused_and_near_names_are_offered() {
    let unknown = [
        "/funnel".to_owned(),
        "/funnel?measure=nothing".to_owned(),
        "/funnel?condition=nothing&measure=made-up.outcome".to_owned(),
        format!("{FUNNEL}&institution=nothing"),
        format!("{FUNNEL}&period=1999"),
        format!("{FUNNEL}&period=yesterday"),
    ];
    for address in unknown {
        assert_eq!(visit_in(seven(), "en", &address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    for (more, status) in [
        ("&current=xyzzyxyzzy", StatusCode::UNPROCESSABLE_ENTITY),
        ("&current=作りもの病院", StatusCode::MULTIPLE_CHOICES),
        ("&near=xyzzyxyzzy", StatusCode::UNPROCESSABLE_ENTITY),
        ("&near=Twinville", StatusCode::MULTIPLE_CHOICES),
    ] {
        let encoded: String = more.replace("作りもの病院", "%E4%BD%9C%E3%82%8A%E3%82%82%E3%81%AE%E7%97%85%E9%99%A2");
        assert_eq!(ask("en", &encoded).await.status, status, "{more}");
    }
}

#[tokio::test]
async fn the_condition_the_institution_and_the_answer_lead_there_and_only_where_there_is_something_to_draw() {
    let pages =
        ["/condition/made-up-cancer", "/institution/jp-00003", "/compare?condition=made-up-cancer&near=jp-00001"];
    for page in pages {
        assert!(visit_in(seven(), "en", page).await.body.contains("href=\"/funnel?"), "{page}");
        let mut shrunken = seven();
        shrunken.measures[1].shrunken = true;
        assert!(!visit_in(shrunken, "en", page).await.body.contains("href=\"/funnel?"), "{page}");
    }
}
