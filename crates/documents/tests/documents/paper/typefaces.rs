//! Which typeface draws what.

use documents::paper::set::pdf;
use language::Language;

use super::{holds, made, read, sheet, stands_in_order, words};

#[test]
fn names_that_the_typeface_has_are_printed_as_they_are() {
    let name = "髙﨑德 渡邊 齋藤 桒原 栁澤 神 Łukasz Müller Éric";
    let file = pdf(&[sheet(Language::Japanese, name, vec![words("葛\u{e0100}飾 か\u{3099}")])], made()).unwrap();
    let Some(text) = read(&file) else { return };
    stands_in_order(&text, &["髙﨑德", "桒原", "神", "Łukasz Müller Éric", "葛", "飾", "が"]);
    assert!(!text.contains('〓'), "{text}");
}

#[test]
fn names_that_the_usual_typeface_lacks_are_drawn_by_another_and_only_then_is_it_in_the_file() {
    let names = "𠮷田 𨦇 Nguyễn Thị Diễm Hương Ștefan Țurcanu 简 马云 김민준 이서연";
    let decomposed = "Nguye\u{302}\u{303}n \u{1100}\u{1175}\u{11b7}";
    for language in [Language::English, Language::Japanese] {
        let file = pdf(&[sheet(language, names, vec![words(decomposed), words("終わり")])], made()).unwrap();
        for face in ["BIZUDPGothic", "NotoSans-Regular", "NotoSansCJKjp-Regular"] {
            assert!(holds(&file, face), "{face} is not inside");
        }
        assert!(file.len() < 80_000, "{} bytes: only the glyphs that are used belong inside", file.len());
        let Some(text) = read(&file) else { return };
        stands_in_order(&text.replace('\n', " "), &[names, "Nguyễn 김", "終わり"]);
        assert!(!text.contains('〓'), "{text}");
    }
    let file = pdf(&[sheet(Language::Japanese, "髙﨑", vec![words("Łukasz")])], made()).unwrap();
    assert!(!holds(&file, "NotoSans"), "a typeface that draws nothing is inside");
}

#[test]
fn a_rare_form_of_a_kanji_is_drawn_as_it_was_written() {
    // Ordinary forms stand in the usual typeface; the typesetter would take them for these (U+FA6D, U+FA6B, U+2F903).
    for name in ["\u{fa6d}", "\u{fa6b}", "\u{2f903}"] {
        let file = pdf(&[sheet(Language::Japanese, "氏名", vec![words(name)])], made()).unwrap();
        assert!(holds(&file, "NotoSansCJKjp-Regular"), "{name} was drawn as another");
        let Some(text) = read(&file) else { return };
        assert!(text.contains(name) && !text.contains('〓'), "{text}");
    }
}

#[test]
fn a_long_word_and_a_hyphen_that_does_not_break_ask_for_no_other_typeface() {
    let blocks = vec![words(&"x".repeat(300)), words("COVID\u{2011}19")];
    let file = pdf(&[sheet(Language::English, "Plain", blocks)], made()).unwrap();
    assert!(!holds(&file, "NotoSans"));
    let Some(text) = read(&file) else { return };
    assert!(text.contains("COVID-19"), "{text}");
}
