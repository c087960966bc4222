//! Help where one lives: a town's file, a place without one, and what to ask.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use evidence::town::{Towns, read};

use crate::case_device::House;
use crate::made_up;
use crate::pages::pointers_that_lead_nowhere;
use crate::visit::{visit, visit_in};

/// A made-up file in which one aid is of this year and one of nobody knows when.
const TOWN: &str = r#"
format = "anshin-town"
version = 1
place = "jp-00001"
name = { ja = "作市", en = "Tsukuri" }
made_up = true

[sources.new]
title = "作市役所のページ"
address = "https://town.example/health"
read = "2026-11-01"

[sources.old]
title = "古いしおり"
read = "2026-11"
as_of = "unknown"

[[office]]
id = "health"
name = { ja = "健康課", en = "Health section" }
matters = ["travel", "lodging"]
telephone = "000-000-0000"
hours = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "08:30", to = "17:15" }]
closed = { ja = "祝日", en = "public holidays" }
sources = ["new"]

[[office]]
id = "welfare"
name = { ja = "福祉課" }
sources = ["new"]

[[aid]]
matter = "travel"
whom = { ja = "市外で治療を受ける人", en = "those treated elsewhere" }
up_to = { currency = "JPY", amount = 10000, per = "round-trip" }
share = "2/3"
times_a_year = 6
certificate = true
before_leaving = true
office = "health"
sources = ["new"]

[[aid]]
matter = "lodging"
up_to = { currency = "JPY", amount = 5000, per = "night" }
nights = 2
second_opinion = "no"
sources = ["old"]
"#;

/// Asks a service with the town's file.
async fn near(language: &str, place: &str) -> String {
    let house = House::with_towns(Towns::default().with([read(TOWN).expect("a town")]));
    let request = Request::get(format!("/support?near={place}")).header("accept-language", language);
    let answer = house.answer(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.body
}

/// The part of a page from one text to the next.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = page.split_once(from).map(|(_, rest)| rest).unwrap_or_default();
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

#[tokio::test]
async fn a_towns_aid_is_told_with_source_and_date_as_something_to_ask_for() {
    let page = near("en", "jp-00001").await;
    assert!(page.contains("What Tsukuri helps with") && page.contains("made up for trying out"), "{page}");
    let travel = between(&page, "id=\"town-aid-1\"", "</article>");
    for said in [
        "2/3 of what you paid; up to 10,000 yen, there and back; up to 6 times a year",
        "a doctor must confirm",
        "before you leave",
        "Does it also count if I only go to hear a second opinion?",
        "<a href=\"#town-health\">Health section</a>",
        "作市役所のページ",
        "read 2026-11-01",
    ] {
        assert!(travel.contains(said), "{said}: {travel}");
    }
    assert!(!travel.contains("Ring first"), "{travel}");
    assert!(page.contains("Whether any of this holds for you, only the office can say."));
    let promises = ["you get", "You get", "you will get", "you receive", "entitled"];
    assert!(!promises.iter().any(|promise| page.contains(promise)), "{page}");
}

#[tokio::test]
async fn an_old_fact_says_ring_first_and_what_is_not_known_is_never_none() {
    let page = near("en", "jp-00001").await;
    let lodging = between(&page, "id=\"town-aid-2\"", "</article>");
    assert!(lodging.contains("Ring first: this is more than two years old"), "{lodging}");
    assert!(lodging.contains("without a date, read 2026-11"), "{lodging}");
    assert_eq!(lodging.matches("Not known here. Ask.").count(), 3, "{lodging}");
    assert!(lodging.contains("It says that this does not count"), "{lodging}");
}

#[tokio::test]
async fn an_office_is_told_with_its_hours_and_one_without_says_how_to_reach_it() {
    let page = near("en", "jp-00001").await;
    let health = between(&page, "id=\"town-health\"", "</article>");
    assert!(health.contains("<a href=\"tel:0000000000\">000-000-0000</a>"), "{health}");
    assert!(health.contains("Monday to Friday 08:30 to 17:15") && health.contains("public holidays"), "{health}");
    let welfare = between(&page, "id=\"town-welfare\"", "</article>");
    assert!(
        welfare.contains("Ring the main number and ask for this office.") && !welfare.contains("tel:"),
        "{welfare}"
    );
    assert!(welfare.contains("Not known here. Ring first."), "{welfare}");
    assert!(page.contains("id=\"town-welfare\" lang=\"ja\">福祉課"), "a name in the other language is marked: {page}");
    assert!(near("ja", "jp-00001").await.contains("月曜～金曜 08:30～17:15"));
}

#[tokio::test]
async fn a_place_without_a_file_says_so_and_still_gives_centres_and_questions() {
    let page = visit("en", "/support?near=jp-00001").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "Tsukuri has no file here. That does not mean that it has no help",
        "it is free",
        "need not be a patient of that hospital",
        "Ring the main number of a large hospital",
        "At the town hall",
        "At the tax office",
        "Who answered (name, section)",
        "We found no town that pays it",
    ] {
        let found = page.body.to_lowercase().contains(&said.to_lowercase());
        assert!(found, "{said}: {}", page.body);
    }
    let japanese = visit("ja", "/support?near=jp-00001").await.body;
    assert!(japanese.contains("作市のファイルは、ここにはありません") && japanese.contains("答えた人"), "{japanese}");
}

#[tokio::test]
async fn a_hospital_is_named_with_the_reason_and_the_list_says_that_it_is_not_complete() {
    let mut edition = made_up::edition();
    edition.institutions[0].name = "作りものがんセンター".to_owned();
    let page = visit_in(edition, "en", "/support?near=jp-00001").await.body;
    assert!(page.contains("This list is not complete."), "{page}");
    let centre = between(&page, "class=\"centres\"", "</ul>");
    assert!(centre.contains("href=\"/institution/jp-00001\"") && centre.contains("作りものがんセンター"), "{centre}");
    assert!(centre.contains("The name does not say that it is designated."), "{centre}");
}

#[tokio::test]
async fn in_america_no_network_is_made_up_and_no_town_hall_is_sent_to() {
    let page = visit("en", "/support?near=us-made-up").await.body;
    assert!(page.contains("own patient services") && page.contains("Does my health plan or my employer pay"), "{page}");
    assert!(!page.contains("At the town hall") && !page.contains("がん相談支援センター"), "{page}");
}

#[tokio::test]
async fn the_first_page_asks_only_where_and_tells_what_a_centre_is() {
    let page = visit("en", "/support").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.body.matches("<input").count(), 1);
    assert!(page.body.contains("Where do you live?") && page.body.contains("がん相談支援センター"));
    assert!(!page.body.contains("role=\"alert\""));
}

#[tokio::test]
async fn a_place_that_is_not_found_missing_or_too_long_says_what_to_do() {
    let long = format!("/support?near={}", "a".repeat(201));
    for (address, says) in [
        ("/support?near=", "Please write a town or a postal code"),
        ("/support?near=%20%20", "Please write a town or a postal code"),
        ("/support?near=xyzzy", "Try the name of the city or town alone"),
        (long.as_str(), "at most 200 letters"),
    ] {
        let page = visit("en", address).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        assert!(page.body.contains(says) && page.body.contains("role=\"alert\""), "{address}: {}", page.body);
        assert_eq!(pointers_that_lead_nowhere(&page.body), Vec::<String>::new(), "{address}");
    }
    let written = visit("en", "/support?near=%3Cb%3E").await.body;
    assert!(!written.contains("<b>"), "{written}");
}

#[tokio::test]
async fn of_two_towns_of_one_name_it_is_asked_which() {
    let page = visit("en", "/support?near=Twinville").await;
    assert_eq!(page.status, StatusCode::MULTIPLE_CHOICES);
    for choice in ["/support?near=us-twin-1", "/support?near=us-twin-2"] {
        assert!(page.body.contains(choice), "{choice}: {}", page.body);
    }
    let chosen = visit("en", "/support?near=us-twin-2").await.body;
    assert!(chosen.contains("value=\"Twinville, OR\""), "the name stands in the field, not its id: {chosen}");
}

#[tokio::test]
async fn pages_lead_here_and_a_link_from_a_case_carries_no_place() {
    for page in ["/", "/second-opinion", "/figures"] {
        assert!(visit("en", page).await.body.contains("href=\"/support\""), "{page}");
    }
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let overview = device.get("/case").await.body;
    assert!(overview.contains("href=\"/support\"") && !overview.contains("/support?"), "{overview}");
}

#[tokio::test]
async fn every_pointer_on_the_page_leads_somewhere_and_no_id_stands_twice() {
    for language in ["en", "ja"] {
        let page = near(language, "jp-00001").await;
        assert_eq!(pointers_that_lead_nowhere(&page), Vec::<String>::new(), "{language}");
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| other == &id).count(), 1, "{language}: {id}");
        }
        assert!(!page.contains("<script") && !page.contains(" style="));
    }
}
