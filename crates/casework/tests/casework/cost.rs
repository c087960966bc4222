use casework::cost::{Help, Item, Known, Range, Travel, What, cost};
use evidence::Country;
use evidence::desk::{Currency, Desk, FeeFor, desk as shipped};
use serde_json::{Value, json};

use crate::bare::desk;

fn at(desk: &Desk, minutes: Option<u16>) -> Range {
    cost(Country::Japan, Some(desk), None, minutes)
}

fn amount(range: &Range, what: What) -> (u64, u64) {
    let item = item(range, what);
    let (low, high, _) = item.amount.clone().unwrap();
    (low, high)
}

fn item(range: &Range, what: What) -> &Item {
    range.items.iter().find(|item| item.what == what).unwrap()
}

fn fee(what: &str, from: u32, to: u32, minutes: Option<u16>) -> Value {
    let mut line =
        json!({ "for": what, "currency": "JPY", "amount": { "from": from, "to": to }, "tax_included": true });
    if let Some(minutes) = minutes {
        line.as_object_mut().unwrap().insert("minutes".to_owned(), json!(minutes));
    }
    line
}

const TALK: What = What::Desk(FeeFor::Consultation);

#[test]
fn the_letters_share_is_ten_to_thirty_percent_of_five_thousand_yen() {
    let range = cost(Country::Japan, None, None, None);
    assert_eq!(amount(&range, What::LetterShare), (500, 1_500));
    assert!(matches!(item(&range, What::LetterShare).amount, Some((_, _, Known::FeeRule))));
    let abroad = cost(Country::UnitedStates, None, None, None);
    assert!(abroad.items.iter().all(|item| item.what != What::LetterShare));
}

#[test]
fn a_desk_without_prices_costs_what_the_press_says_in_japan_and_is_unknown_elsewhere() {
    let range = cost(Country::Japan, None, None, None);
    assert_eq!((range.low, range.high), (10_500, 51_500));
    assert!(matches!(item(&range, TALK).amount, Some((_, _, Known::Press))));
    assert_eq!(range.unknown, [What::Copies]);
    let abroad = cost(Country::UnitedStates, None, None, None);
    assert_eq!((abroad.currency, abroad.low, abroad.high), (Currency::Dollar, 0, 0));
    assert_eq!(abroad.unknown, [What::Copies, TALK]);
}

#[test]
fn minutes_choose_the_line_that_is_long_enough() {
    let keio = shipped("keio-university").unwrap();
    assert_eq!(amount(&at(keio, Some(20)), TALK), (21_600, 21_600));
    assert_eq!(amount(&at(keio, Some(31)), TALK), (32_400, 32_400));
    assert_eq!(amount(&at(keio, Some(60)), TALK), (43_200, 43_200));
    assert_eq!(amount(&at(keio, Some(90)), TALK), (43_200, 43_200));
    assert_eq!(amount(&at(keio, None), TALK), (21_600, 43_200));
}

#[test]
fn blocks_are_added_by_the_minute_they_are_begun() {
    let red_cross = shipped("red-cross-medical-center").unwrap();
    assert_eq!(amount(&at(red_cross, Some(10)), TALK), (8_640, 8_640));
    assert_eq!(amount(&at(red_cross, Some(11)), TALK), (16_200, 16_200));
    assert_eq!(amount(&at(red_cross, Some(30)), TALK), (23_760, 23_760));
    assert_eq!(amount(&at(red_cross, None), TALK), (8_640, 46_440));
}

#[test]
fn the_price_that_goes_by_who_is_asked_is_a_range() {
    let juntendo = shipped("juntendo").unwrap();
    assert_eq!(amount(&at(juntendo, Some(60)), TALK), (21_600, 32_400));
}

#[test]
fn what_is_only_needed_sometimes_counts_in_the_high_end_alone() {
    let desk =
        desk(json!({ "fees": [fee("consultation", 20_000, 20_000, Some(30)), fee("pathology", 5_000, 11_000, None)] }));
    let range = at(&desk, Some(30));
    assert_eq!(amount(&range, What::Desk(FeeFor::Pathology)), (5_000, 11_000));
    assert!(item(&range, What::Desk(FeeFor::Pathology)).if_needed);
    assert_eq!((range.low, range.high), (20_500, 32_500));
}

#[test]
fn one_price_for_talk_and_slides_is_shown_as_what_comes_on_top() {
    let online = shipped("ncc-central-online").unwrap();
    let range = at(online, None);
    assert_eq!(amount(&range, TALK), (49_940, 49_940));
    assert_eq!(amount(&range, What::Desk(FeeFor::Pathology)), (5_500, 5_500));
    assert_eq!((range.low, range.high), (50_440, 56_940));
}

#[test]
fn tax_that_is_not_included_is_named_as_unknown() {
    let osaka = shipped("osaka-national").unwrap();
    assert!(at(osaka, None).unknown.contains(&What::Tax));
    let keio = shipped("keio-university").unwrap();
    assert!(!at(keio, None).unknown.contains(&What::Tax));
}

#[test]
fn fares_are_unknown_until_the_patient_writes_them() {
    let keio = shipped("keio-university");
    let across = Travel { distance_km: Some(1_500.0), sea: true, nights: 2, ..Travel::default() };
    let range = cost(Country::Japan, keio, Some(&across), Some(30));
    assert_eq!(range.unknown, [What::Copies, What::Fares, What::SeaCrossing, What::Lodging]);
    assert_eq!((range.low, range.high), (22_100, 23_100));
    let written = Travel { fares: Some(62_000), lodging: Some(16_000), ..across };
    let range = cost(Country::Japan, keio, Some(&written), Some(30));
    assert_eq!(range.unknown, [What::Copies]);
    assert_eq!((range.low, range.high), (100_100, 101_100));
}

#[test]
fn a_desk_that_takes_dollars_is_summed_in_dollars() {
    let line = json!({ "for": "consultation", "currency": "USD", "amount": { "from": 500, "to": 500 } });
    let range = cost(Country::UnitedStates, Some(&desk(json!({ "fees": [line] }))), None, None);
    assert_eq!((range.currency, range.low, range.high), (Currency::Dollar, 500, 500));
}

#[test]
fn help_is_only_named_where_it_exists() {
    let online = cost(Country::Japan, None, None, None);
    assert!(!online.help.contains(&Help::TravelAid));
    let visit = cost(Country::Japan, None, Some(&Travel::default()), None);
    assert!(visit.help.contains(&Help::TravelAid));
    assert_eq!(cost(Country::UnitedStates, None, None, None).help, [Help::PrivateInsurance]);
}

#[test]
fn yen_are_never_added_to_dollars() {
    let dollars = json!({ "for": "consultation", "currency": "USD", "amount": { "from": 500, "to": 500 } });
    let abroad = desk(json!({ "fees": [dollars, fee("post", 2_000, 2_000, None)] }));
    let range = at(&abroad, None);
    assert_eq!((range.currency, range.low, range.high), (Currency::Dollar, 500, 500));
    assert_eq!(range.unknown, [What::LetterShare, What::Copies, What::Desk(FeeFor::Post)]);
}

#[test]
fn tax_that_a_price_in_yen_does_not_speak_of_may_come_on_top() {
    let line = json!({ "for": "consultation", "currency": "JPY", "amount": { "from": 20_000, "to": 20_000 } });
    assert!(at(&desk(json!({ "fees": [line] })), None).unknown.contains(&What::Tax));
}
