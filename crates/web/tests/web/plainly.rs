//! What a first-time reader could misread is said plainly.

use evidence::{Bilingual, InstitutionIndex, MeasureIndex, Offer, Outcome, Period, Scope};

use crate::made_up;
use crate::visit::{visit, visit_in};

const JAPAN: &str = "/compare?condition=made-up-cancer&near=jp-00001";
const AMERICA: &str = "/compare?condition=made-up-cancer&near=us-made-up";

#[tokio::test]
async fn a_count_of_a_wider_group_is_not_called_a_count_of_the_illness() {
    let mut edition = made_up::edition();
    edition.links[0].scope = Scope::Broader;
    edition.measures[0].name.ja = "作りものの病気（入院件数）".to_owned();
    let english = visit_in(edition.clone(), "en", JAPAN).await.body;
    assert!(english.contains("At least 454 admissions for a wider group of illnesses"), "{english}");
    assert!(english.contains("How many of these admissions were for made-up cancer is not known."));
    assert!(!english.contains("admissions (stays in hospital, not people) for made-up cancer"));
    let japanese = visit_in(edition, "ja", JAPAN).await.body;
    assert!(
        japanese.contains("作りものの病気（作りものがんのほかの病気も含む）での入院が少なくとも454回"),
        "{japanese}"
    );
}

#[tokio::test]
async fn a_count_of_a_part_of_the_illness_is_called_that() {
    let mut edition = made_up::edition();
    edition.links[0].scope = Scope::Narrower;
    assert!(visit_in(edition.clone(), "en", JAPAN).await.body.contains("for a part of this illness only"));
    assert!(visit_in(edition, "ja", JAPAN).await.body.contains("この病気の一部（作りものの入院）だけの数です"));
}

#[tokio::test]
async fn only_a_masked_count_is_called_fewer_than_ten() {
    let mut edition = made_up::edition();
    for volume in &mut edition.volumes {
        volume.operations = None;
    }
    let masked = visit_in(edition.clone(), "en", JAPAN).await.body;
    assert!(masked.contains("removal by operation is not published (fewer than 10"), "{masked}");
    for volume in &mut edition.volumes {
        volume.masked_operations = 0;
    }
    let unconfirmed = visit_in(edition.clone(), "en", JAPAN).await.body;
    assert!(unconfirmed.contains("we could not confirm which kind they are") && !unconfirmed.contains("fewer than 10"));
    assert!(visit_in(edition, "ja", JAPAN).await.body.contains("何の手術か確かめられないため"));
}

#[tokio::test]
async fn the_steps_to_take_now_fit_the_country() {
    let japan = visit("en", JAPAN).await.body;
    assert!(japan.contains("What to do now") && japan.contains("がん相談支援センター"), "{japan}");
    let america = visit("en", AMERICA).await.body;
    assert!(america.contains("own patient services") && !america.contains("Ring a cancer support centre"));
    assert!(japan.contains("edition of 2026-11-22 (this is not the day of printing)"));
}

#[tokio::test]
async fn what_was_understood_is_said_and_another_illness_can_be_chosen() {
    let body = visit("en", "/compare?condition=invented+cancer&near=jp-00001").await.body;
    assert!(body.contains("We looked for made-up cancer (作りものがん) from"), "{body}");
    assert!(body.contains("Another kind? Choose") && body.contains("/conditions?q=invented"));
    assert!(!visit("en", JAPAN).await.body.contains("Another kind?"));
    assert!(body.contains("we found 7 hospitals; 7 of them publish a figure for this illness."));
}

#[tokio::test]
async fn that_it_happened_to_none_is_not_called_safe() {
    let mut edition = made_up::edition();
    edition.results[0] = Outcome { cases: Some(16), events: Some(0), rate: None, ..edition.results[0].clone() };
    let body = visit_in(edition.clone(), "en", AMERICA).await.body;
    assert!(
        body.contains("It happened to none of 16. With so few, the true rate may be as high as 20.6 of 100"),
        "{body}"
    );
    assert!(visit_in(edition, "ja", AMERICA).await.body.contains("16件のうち0件。数が少ないので、本当は100件に20.6件"));
}

#[tokio::test]
async fn earlier_figures_stand_in_a_small_table() {
    let mut edition = made_up::edition();
    let earlier = Outcome { period: Period::year(2021), events: Some(5), ..edition.results[0].clone() };
    edition.results.insert(0, earlier);
    let body = visit_in(edition, "en", AMERICA).await.body;
    assert_eq!(body.matches("class=\"outcome\"").count(), 1, "{body}");
    assert!(body.contains("Earlier figures (1)") && body.contains("<td>2021</td>"));
}

#[tokio::test]
async fn an_offer_without_a_source_says_so_in_the_readers_language() {
    let mut edition = made_up::edition();
    let what = Bilingual { en: "A made-up desk.".to_owned(), ja: "作りものの窓口".to_owned() };
    let source = "not recorded (記録なし)".to_owned();
    edition.offers = vec![Offer { institution: InstitutionIndex(0), what, source, date: "2019".to_owned() }];
    for page in [JAPAN, "/institution/jp-00001"] {
        let english = visit_in(edition.clone(), "en", page).await.body;
        assert!(english.contains("In 2019: A made-up desk. (Source not recorded; ring first.)"), "{english}");
        assert!(!english.contains("記録なし"));
        let japanese = visit_in(edition.clone(), "ja", page).await.body;
        assert!(japanese.contains("2019年の時点：作りものの窓口") && !japanese.contains("not recorded"));
    }
}

#[tokio::test]
async fn a_japanese_town_stands_in_latin_letters_for_those_who_read_english() {
    for page in [JAPAN, "/institution/jp-00001", "/institutions?q=作りもの"] {
        assert!(visit("en", page).await.body.contains("(Tsukuri, 作県)"), "{page}");
        assert!(!visit("ja", page).await.body.contains("Tsukuri"), "{page}");
    }
}

#[tokio::test]
async fn more_than_others_is_never_said_of_a_count_below_ten_or_of_more_than_none() {
    let mut edition = made_up::edition();
    let row = |number: u32| evidence::Volume {
        measure: MeasureIndex(0),
        institution: InstitutionIndex(number),
        cases: Some(if number == 0 { 30 } else { number }),
        masked: 0,
        ..edition.volumes[0]
    };
    let template = edition.institutions[0].clone();
    let rows: Vec<evidence::Volume> = (0..12).map(row).collect();
    edition.institutions =
        (0..12).map(|number| evidence::Institution { id: format!("jp-{number:05}"), ..template.clone() }).collect();
    edition.results.clear();
    edition.volumes = rows;
    let body = visit_in(edition, "en", &format!("{JAPAN}&all=yes")).await.body;
    assert!(body.contains("More admissions than at least 91 of every 100 of the 12 hospitals"), "{body}");
    assert_eq!(body.matches("of every 100 of the").count(), 3, "30, 11 and 10 admissions only");
}
