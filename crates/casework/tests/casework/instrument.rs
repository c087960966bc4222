//! Questionnaires: the texts that come with the program, and every cut-off.

use casework::Moment;
use casework::instrument::{
    Answered, Band, Instrument, Language, Score, Text, Translation, Unscored, checked, gad2, gad7, sure, text,
};

const NOW: Moment = Moment(1_795_392_000);

/// So many answers that add up to a sum, none above the highest.
fn adding_to(sum: u8, items: usize, highest: u8) -> Vec<Option<u8>> {
    let mut left = sum;
    let mut answers = Vec::new();
    for _ in 0..items {
        let value = left.min(highest);
        left -= value;
        answers.push(Some(value));
    }
    assert_eq!(left, 0, "{sum} is more than {items} items can add up to");
    answers
}

#[test]
fn sure_is_in_conflict_up_to_three_of_four() {
    for total in 0..=4 {
        let score = sure(&adding_to(total, 4, 1)).unwrap();
        assert_eq!((score.total, score.conflict), (total, total <= 3));
    }
}

#[test]
fn which_of_the_four_was_answered_with_no_makes_no_difference() {
    for no in 0..4 {
        let answers: Vec<Option<u8>> = (0..4).map(|item| Some(u8::from(item != no))).collect();
        let score = sure(&answers).unwrap();
        assert_eq!((score.total, score.conflict), (3, true));
    }
}

#[test]
fn gad_2_goes_on_from_three() {
    for total in 0..=6 {
        let score = gad2(&adding_to(total, 2, 3)).unwrap();
        assert_eq!((score.total, score.go_on), (total, total >= 3));
    }
}

#[test]
fn gad_7_changes_its_band_at_five_ten_and_fifteen() {
    let bands = [(0, Band::Minimal), (4, Band::Minimal), (5, Band::Mild), (9, Band::Mild), (10, Band::Moderate)];
    let upper = [(14, Band::Moderate), (15, Band::Severe), (21, Band::Severe)];
    for (total, band) in bands.into_iter().chain(upper) {
        let score = gad7(&adding_to(total, 7, 3)).unwrap();
        assert_eq!((score.total, score.band), (total, band));
    }
    for total in 0..=21 {
        assert_eq!(gad7(&adding_to(total, 7, 3)).unwrap().total, total);
    }
}

#[test]
fn the_gad_2_is_the_first_two_answers_of_the_gad_7() {
    let whole = [Some(1), Some(2), Some(3), Some(0), Some(0), Some(0), Some(0)];
    assert!(gad2(&whole[..2]).unwrap().go_on);
    assert_eq!(gad7(&whole).unwrap().band, Band::Mild);
}

#[test]
fn nothing_is_scored_while_an_item_is_unanswered() {
    assert_eq!(sure(&[Some(1), None, Some(1), Some(1)]), Err(Unscored::Unanswered(vec![1])));
    assert_eq!(sure(&[]), Err(Unscored::Unanswered(vec![0, 1, 2, 3])));
    assert_eq!(gad2(&[Some(3)]), Err(Unscored::Unanswered(vec![1])));
    let six = adding_to(18, 6, 3);
    assert_eq!(gad7(&six), Err(Unscored::Unanswered(vec![6])), "however high the others are");
}

#[test]
fn values_that_are_no_answer_and_answers_too_many_are_refused() {
    assert_eq!(sure(&[Some(2), None, Some(1), Some(255)]), Err(Unscored::NotAnAnswer(vec![0, 3])));
    assert_eq!(gad7(&[Some(4); 7]), Err(Unscored::NotAnAnswer((0..7).collect())));
    assert_eq!(gad2(&[Some(1); 3]), Err(Unscored::TooMany(3)));
    for instrument in Instrument::ALL {
        let highest = vec![Some(instrument.highest()); instrument.items()];
        assert_eq!(checked(instrument, &highest).unwrap().len(), instrument.items());
    }
}

#[test]
fn what_a_case_keeps_is_read_back_with_the_text_that_was_shown() {
    let answered = Answered::new(Instrument::Sure, Language::Ja, NOW, &[Some(1), Some(1), Some(0), Some(1)]).unwrap();
    assert_eq!(answered.shown.translation, Translation::ReadingAid);
    assert_eq!(answered.shown.version, text(Instrument::Sure, Language::Ja).version);
    let kept = serde_json::to_string(&answered).unwrap();
    assert_eq!(
        kept,
        r#"{"instrument":"sure","at":1795392000,"answers":[1,1,0,1],"shown":{"language":"ja","version":"2026-11-23","translation":"reading-aid"}}"#
    );
    let back: Answered = serde_json::from_str(&kept).unwrap();
    assert_eq!(back, answered);
    let Score::Sure(score) = back.score().unwrap() else { panic!("another questionnaire") };
    assert_eq!((score.total, score.conflict), (3, true));
}

#[test]
fn what_was_kept_wrongly_has_no_score() {
    let kept = Answered::new(Instrument::Gad7, Language::En, NOW, &[Some(0); 7]).unwrap();
    let score = |answers: &[u8]| Answered { answers: answers.to_vec(), ..kept.clone() }.score();
    assert!(matches!(score(&[0; 7]), Ok(Score::Gad7(score)) if score.band == Band::Minimal));
    assert_eq!(score(&[9, 0, 0, 0, 0, 0, 0]), Err(Unscored::NotAnAnswer(vec![0])));
    assert_eq!(score(&[0; 6]), Err(Unscored::Unanswered(vec![6])));
    assert_eq!(score(&[0; 8]), Err(Unscored::TooMany(8)));
}

#[test]
fn every_text_has_its_items_answers_terms_and_source() {
    for instrument in Instrument::ALL {
        for language in [Language::En, Language::Ja] {
            let text = text(instrument, language);
            assert_eq!((text.instrument, text.language), (instrument, language));
            assert_eq!(text.items.len(), instrument.items());
            assert_eq!(text.answers.len(), usize::from(instrument.highest()) + 1);
            assert!(text.source.address.starts_with("https://"), "{:?}", text.source);
            assert!(!text.notice.is_empty() && !text.citation.is_empty());
        }
    }
}

#[test]
fn the_originals_stand_as_published() {
    let sure = text(Instrument::Sure, Language::En);
    assert_eq!(sure.translation, Translation::Official);
    assert_eq!(sure.items[0], "Do you feel SURE about the best choice for you?");
    assert_eq!((sure.answers[0].text.as_str(), sure.answers[0].value), ("Yes", 1));
    let short = text(Instrument::Gad2, Language::En);
    let whole = text(Instrument::Gad7, Language::En);
    assert_eq!(short.items, whole.items[..2]);
    assert_eq!(short.items[1], "Not being able to stop or control worrying");
    assert!(whole.notice.contains("No permission required"));
}

#[test]
fn a_reading_aid_says_so_and_names_the_validated_version() {
    for instrument in Instrument::ALL {
        let japanese = text(instrument, Language::Ja);
        assert_eq!(japanese.translation, Translation::ReadingAid);
        assert!(japanese.beside_original() && !text(instrument, Language::En).beside_original());
        assert!(japanese.validated.as_ref().is_some_and(|read| !read.title.is_empty()));
    }
}

#[test]
fn no_item_or_answer_speaks_of_an_illness_or_a_treatment() {
    for instrument in Instrument::ALL {
        for language in [Language::En, Language::Ja] {
            let text = text(instrument, language);
            let words =
                text.items.iter().chain(text.answers.iter().map(|answer| &answer.text)).chain([&text.instruction]);
            for line in words {
                let line = line.to_lowercase();
                for word in ["diagnos", "disorder", "therapy", "medicine", "診断", "障害", "治療", "薬"] {
                    assert!(!line.contains(word), "{line}");
                }
            }
        }
    }
}

#[test]
fn a_file_that_is_not_the_instrument_is_refused_with_the_reason() {
    let good = include_str!("../../../../data/instruments/sure/en.toml");
    assert!(Text::read(Instrument::Sure, good).is_ok());
    let broken = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        Text::read(Instrument::Sure, &good.replacen(from, to, 1)).unwrap_err()
    };
    assert!(broken("anshin-instrument", "other").contains("other"));
    assert!(broken("value = 0", "value = 2").contains("0 to 1 once each"));
    assert!(broken("    \"Do you know the benefits and risks of each option?\",\n", "").contains("3 items, not 4"));
    assert!(broken("Do you feel SURE about the best choice for you?", " ").contains("is empty"));
    assert!(broken("\"official\"", "\"mine\"").contains("mine"));
    assert!(Text::read(Instrument::Gad7, good).is_err());
}

#[test]
fn each_folder_of_texts_has_its_own_terms() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/instruments");
    for folder in ["sure", "gad-7"] {
        let terms = std::fs::read_to_string(root.join(folder).join("LICENCE.md")).unwrap();
        assert!(terms.contains("**not** under Anshin's licence") && terms.contains("read"));
    }
}
