//! Names: the groups of a DICOM name (PS3.5, 6.2.1.2), and whether two are the same person's.
//!
//! A name is the same in capitals and small letters, wide and narrow, hiragana and katakana, family name first or last. What only looks alike (髙 and 高,
//! Ono and Ohno, a middle name that one leaves out) is for a person to judge.

use unicode_normalization::UnicodeNormalization as _;

use super::Fits;

/// Groups of a name: letters, characters, reading.
const GROUPS: usize = 3;
/// The parts of a group that are a name: family, given, middle; titles follow.
const PARTS: usize = 3;
/// How people are addressed; it is no part of a name.
const ADDRESSES: [&str; 8] = ["様", "さま", "さん", "殿", "氏", "mr", "mrs", "ms"];

/// The groups that say something.
pub(super) fn groups(name: &str) -> Vec<String> {
    let groups = name.split('=').take(GROUPS).map(|group| group.trim().to_owned());
    groups.filter(|group| group.chars().any(char::is_alphanumeric)).collect()
}

/// A group as it is shown.
pub(super) fn shown(group: &str) -> String {
    let parts: Vec<&str> = group.split('^').map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// A group without what is written now this way, now that: by it the files of one person find together.
pub(super) fn key(group: &str) -> String {
    words(group).concat()
}

/// Whether one of the groups is the name of the case.
pub(super) fn fits(name: &str, groups: &[String]) -> Fits {
    let here = words(name);
    if here.is_empty() {
        return Fits::CannotBeTold;
    }
    let compared: Vec<Compared> = groups.iter().map(|group| compare(&here, &words(group))).collect();
    match () {
        () if compared.contains(&Compared::Same) => Fits::Same,
        () if compared.contains(&Compared::Alike) => Fits::CannotBeTold,
        () if compared.contains(&Compared::Different) => Fits::Different,
        () => Fits::CannotBeTold,
    }
}

#[derive(PartialEq, Eq)]
enum Compared {
    Same,
    Alike,
    Different,
    /// In other letters: nothing to hold against each other.
    Apart,
}

fn compare(here: &[String], there: &[String]) -> Compared {
    if same(here, there) {
        return Compared::Same;
    }
    if letters(here) != letters(there) {
        return Compared::Apart;
    }
    let (loosely_here, loosely_there) = (loosely(here), loosely(there));
    let part_of = |some: &[String], all: &[String]| !some.is_empty() && some.iter().all(|word| all.contains(word));
    let alike = same(&loosely_here, &loosely_there)
        || part_of(&loosely_here, &loosely_there)
        || part_of(&loosely_there, &loosely_here);
    if alike { Compared::Alike } else { Compared::Different }
}

/// The same words in any order, or the same letters in a row where one of them leaves no space.
fn same(one: &[String], other: &[String]) -> bool {
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    let turned: String = other.iter().rev().map(String::as_str).collect();
    sorted(one) == sorted(other) || one.concat() == other.concat() || one.concat() == turned
}

/// The words of a name, folded.
fn words(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split('^').take(PARTS).collect();
    let folded: String = parts.join(" ").nfkc().flat_map(char::to_lowercase).map(hiragana).collect();
    let apart = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '.' | '・' | '、' | '=' | '/');
    let words =
        folded.split(apart).map(|word| word.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>());
    let mut words: Vec<String> = words.filter(|word| !word.is_empty() && !ADDRESSES.contains(&word.as_str())).collect();
    // Written in one with the name: 山田様.
    if let Some(last) = words.last_mut()
        && let Some(rest) = ["様", "さま", "殿"].iter().find_map(|address| last.strip_suffix(address))
        && !rest.is_empty()
    {
        *last = rest.to_owned();
    }
    words
}

fn hiragana(letter: char) -> char {
    match letter {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        other => other,
    }
}

#[derive(PartialEq, Eq)]
enum Written {
    Characters,
    Kana,
    Letters,
}

fn letters(words: &[String]) -> Written {
    let any = |is: fn(char) -> bool| words.iter().any(|word| word.chars().any(is));
    match () {
        () if any(
            |letter| matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々'),
        ) =>
        {
            Written::Characters
        }
        () if any(|letter| matches!(letter, '\u{3041}'..='\u{30ff}')) => Written::Kana,
        () => Written::Letters,
    }
}

/// Characters of names that are one in two shapes.
const SHAPES: [(char, char); 22] = [
    ('髙', '高'),
    ('﨑', '崎'),
    ('澤', '沢'),
    ('邊', '辺'),
    ('邉', '辺'),
    ('齋', '斎'),
    ('齊', '斎'),
    ('斉', '斎'),
    ('濱', '浜'),
    ('濵', '浜'),
    ('廣', '広'),
    ('嶋', '島'),
    ('嶌', '島'),
    ('櫻', '桜'),
    ('國', '国'),
    ('眞', '真'),
    ('惠', '恵'),
    ('德', '徳'),
    ('𠮷', '吉'),
    ('瀨', '瀬'),
    ('冨', '富'),
    ('淺', '浅'),
];

/// So that what looks alike becomes the same: shapes of characters, marks on letters, ways of writing long vowels and Japanese sounds.
fn loosely(words: &[String]) -> Vec<String> {
    words.iter().map(|word| loose(word)).collect()
}

fn loose(word: &str) -> String {
    let plain: String = word
        .nfd()
        .filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}'))
        .map(|letter| SHAPES.iter().find(|(shape, _)| *shape == letter).map_or(letter, |(_, common)| *common))
        .collect();
    let long = [("ou", "o"), ("oo", "o"), ("oh", "o"), ("uu", "u"), ("ー", ""), ("shi", "si"), ("chi", "ti")];
    let sounds = [("tsu", "tu"), ("fu", "hu"), ("ji", "zi"), ("mb", "nb"), ("mp", "np")];
    long.into_iter().chain(sounds).fold(plain, |word, (written, sound)| word.replace(written, sound))
}
