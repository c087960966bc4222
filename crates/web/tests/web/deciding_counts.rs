//! How two opinions compare is counted once, for the page and for the paper.

use casework::keeper::Keeper as _;
use documents::paper::papers::{self, Given, Paper};
use jiff::civil::date;
use language::Language;

use crate::case_device::House;
use crate::deciding::heard;

#[tokio::test]
async fn the_page_and_the_paper_count_alike_and_say_the_same_of_each_point() {
    let house = House::new();
    let mut case = heard(&house).await;
    for compares in ["unknown", "same", "different"] {
        case.save("/case/compare", "/case/compare", &[("opinion", "1"), ("compares-stage", compares)]).await;
        let page = case.page("/case/compare").await;
        let kept = house.keeper.case(case.caller.case).await.expect("a keeper").expect("a case").case;
        let paper = papers::sheets(Paper::Opinions, &Given::of(&kept, Language::English.text(), date(2026, 11, 23)));
        let paper = format!("{paper:?}");
        let counts = |words: &str| {
            let from = words.find("The same: ").expect("counts");
            words[from..].chars().take_while(|letter| !"<\"".contains(*letter)).collect::<String>()
        };
        assert_eq!(counts(&page), counts(&paper));
        assert!(counts(&page).contains("Not compared yet: "), "{}", counts(&page));
        let waiting = |words: &str, end: &str| words.matches(&format!("Not compared yet{end}")).count();
        assert_eq!(waiting(&page, "</span>"), waiting(&paper, "\""), "{compares}");
    }
}
