//! Finds illnesses by any of their names.

use std::sync::OnceLock;

use super::codes::by_code;
use super::fold::{fold, hash, key, loose};
use super::similar::{Pairs, one_slip_apart};
use super::{Found, Refused, asked, one_or_several};
use crate::edition::{ConditionIndex, Edition};

/// At or above this score a name bears the asked one in it; below, it is only alike.
const STRONG: f32 = 0.75;
/// Below this score a name is not offered.
const WEAKEST: f32 = 0.35;
/// So many different words of a question are weighed one by one; no name of an illness has more.
const MOST_WORDS: usize = 16;
/// So many near names are offered when none fits.
const NEAREST: usize = 8;

/// Every name of every condition, folded.
#[derive(Clone, Debug)]
pub(crate) struct ConditionNames {
    names: Vec<Name>,
    /// Hashes of exact keys with the position of the name, sorted.
    exact: Vec<(u64, u32)>,
    /// The same for loose keys.
    loose: Vec<(u64, u32)>,
    /// The words of each name, taken apart when something is asked that is no exact name.
    words: OnceLock<Vec<Words>>,
}

/// A name taken apart: its words, and the pairs of letters in each and in the whole.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    words: Vec<(String, Pairs)>,
    pairs: Pairs,
}

#[derive(Clone, Debug)]
struct Name {
    condition: ConditionIndex,
    /// The plain name in a language, its reading or the id, and not a synonym.
    main: bool,
    folded: String,
    key: String,
    loose: String,
}

impl ConditionNames {
    pub(crate) fn new(edition: &Edition) -> ConditionNames {
        let mut names = Vec::new();
        for (index, condition) in (0..).map(ConditionIndex).zip(&edition.conditions) {
            let main = [&condition.id, &condition.name.en, &condition.name.ja, &condition.kana];
            let synonyms = condition.synonyms_en.iter().chain(&condition.synonyms_ja);
            names.extend(main.into_iter().filter_map(|name| Name::new(index, true, name)));
            names.extend(synonyms.filter_map(|name| Name::new(index, false, name)));
        }
        let sorted = |part: fn(&Name) -> &str| {
            let mut hashes: Vec<(u64, u32)> =
                (0..).zip(&names).map(|(position, name)| (hash(part(name)), position)).collect();
            hashes.sort_unstable();
            hashes
        };
        ConditionNames {
            exact: sorted(|name| &name.key),
            loose: sorted(|name| &name.loose),
            names,
            words: OnceLock::new(),
        }
    }

    /// The words of each name.
    pub(crate) fn taken_apart(&self) -> &[Words] {
        self.words.get_or_init(|| self.names.iter().map(|name| Words::new(&name.folded, &name.key)).collect())
    }

    /// Conditions of which a name has this key; those whose main name it is go before all others.
    fn bearing(&self, hashes: &[(u64, u32)], asked: &str, part: fn(&Name) -> &str) -> Vec<ConditionIndex> {
        let wanted = hash(asked);
        let first = hashes.partition_point(|(hash, _)| *hash < wanted);
        let same = hashes.iter().skip(first).take_while(|(hash, _)| *hash == wanted);
        let names: Vec<&Name> = same
            .filter_map(|(_, position)| self.names.get(*position as usize))
            .filter(|name| part(name) == asked)
            .collect();
        let main: Vec<ConditionIndex> = names.iter().filter(|name| name.main).map(|name| name.condition).collect();
        let found = if main.is_empty() { names.iter().map(|name| name.condition).collect() } else { main };
        distinct(found)
    }

    fn one_slip(&self, asked: &str) -> Vec<ConditionIndex> {
        let alike = self.names.iter().filter(|name| one_slip_apart(&name.key, asked));
        distinct(alike.map(|name| name.condition).collect())
    }
}

impl Name {
    fn new(condition: ConditionIndex, main: bool, text: &str) -> Option<Name> {
        let folded = fold(text);
        if folded.is_empty() {
            return None;
        }
        Some(Name { condition, main, key: folded.replace(' ', ""), loose: loose(text), folded })
    }

    /// 1 for the same name, down to 0 for one that shares nothing.
    fn score(&self, own: &Words, asked: &Asked) -> f32 {
        let longer = 1.0 - (asked.key.len() as f32 / self.key.len().max(1) as f32).min(1.0);
        let main = if self.main { 0.01 } else { 0.0 };
        if self.key == asked.key {
            return 1.0;
        }
        if self.loose == asked.loose {
            return 0.98;
        }
        if self.key.starts_with(&asked.key) {
            return 0.92 + main;
        }
        let begins = |word: &String| own.words.iter().any(|(own, _)| own.starts_with(word.as_str()));
        if asked.apart.words.iter().all(|(word, _)| begins(word)) {
            return 0.86 + main;
        }
        if asked.key.chars().count() > 1 && self.key.contains(&asked.key) {
            return 0.81 - 0.05 * longer + main;
        }
        0.74 * own.likeness(asked)
    }
}

impl Words {
    fn new(folded: &str, key: &str) -> Words {
        let words = folded.split(' ').map(|word| (word.to_owned(), Pairs::new(word))).collect();
        Words { words, pairs: Pairs::new(key) }
    }

    fn likeness(&self, asked: &Asked) -> f32 {
        let best = |pairs: &Pairs| self.words.iter().map(|(_, own)| own.alike(pairs)).fold(0.0, f32::max);
        let Words { words, pairs } = &asked.apart;
        let by_words = words.iter().map(|(_, pairs)| best(pairs)).sum::<f32>() / words.len().max(1) as f32;
        let (whole, within) = self.pairs.compared(pairs);
        let within = if asked.long { 0.8 * within } else { 0.0 };
        whole.max(0.95 * by_words).max(within)
    }
}

/// What was asked, folded once.
struct Asked {
    key: String,
    /// More than three letters.
    long: bool,
    loose: String,
    apart: Words,
}

impl Asked {
    fn new(text: &str) -> Asked {
        let folded = fold(text);
        let key = folded.replace(' ', "");
        let mut apart = Words::new(&folded, &key);
        apart.words.sort_by(|left, right| left.0.cmp(&right.0));
        apart.words.dedup_by(|left, right| left.0 == right.0);
        apart.words.truncate(MOST_WORDS);
        Asked { loose: loose(text), apart, long: key.chars().count() > 3, key }
    }
}

fn names(edition: &Edition) -> &ConditionNames {
    edition.search.conditions.get_or_init(|| ConditionNames::new(edition))
}

/// Conditions whose names are like the text, best first, with a score between 0 and 1.
pub fn find_conditions(edition: &Edition, text: &str, limit: usize) -> Result<Vec<(ConditionIndex, f32)>, Refused> {
    let text = asked(text)?;
    let asked = Asked::new(text);
    let mut best = vec![0.0_f32; edition.conditions.len()];
    let mut raise = |index: ConditionIndex, score: f32| {
        if let Some(so_far) = best.get_mut(index.position()) {
            *so_far = so_far.max(score);
        }
    };
    let names = names(edition);
    for (name, own) in names.names.iter().zip(names.taken_apart()) {
        raise(name.condition, name.score(own, &asked));
    }
    for (index, score) in by_code(edition, text) {
        raise(index, score);
    }
    let mut found: Vec<(ConditionIndex, f32)> =
        (0..).map(ConditionIndex).zip(best).filter(|(_, score)| *score >= WEAKEST).collect();
    found.sort_by(|left, right| {
        let (first, second) = (precedence(edition, left.0), precedence(edition, right.0));
        right.1.total_cmp(&left.1).then(first.cmp(&second)).then(left.0.cmp(&right.0))
    });
    // Where some bear the name, what is only alike would be noise.
    if found.first().is_some_and(|(_, score)| *score >= STRONG) {
        found.retain(|(_, score)| *score >= 0.6);
    }
    found.truncate(limit);
    Ok(found)
}

/// Among equals: plain names first, then cancers (what second opinions are most often asked for), then short names.
fn precedence(edition: &Edition, index: ConditionIndex) -> (bool, bool, usize) {
    edition.condition(index).map_or((true, true, usize::MAX), |condition| {
        (!condition.plain, condition.kind != "cancer", condition.name.en.len())
    })
}

/// The condition that a text means.
///
/// An id, a name, a reading or a code wins outright; then the same words in another order or spelling; then one slip of the
/// pen in Latin letters (one kana or kanji more or less is another illness). A part of a name is taken only when one condition
/// alone bears it.
pub fn find_condition(edition: &Edition, text: &str) -> Result<Found<ConditionIndex>, Refused> {
    let trimmed = asked(text)?;
    if let Some(index) = edition.condition_by_id(trimmed) {
        return Ok(Found::One(index));
    }
    let names = names(edition);
    let wanted = key(trimmed);
    let same_name = names.bearing(&names.exact, &wanted, |name| &name.key);
    if !same_name.is_empty() {
        return Ok(one_or_several(same_name));
    }
    let coded = by_code(edition, trimmed);
    if let Some((_, best)) = coded.first() {
        return Ok(one_or_several(coded.iter().filter(|(_, score)| score == best).map(|(index, _)| *index).collect()));
    }
    let same_words = names.bearing(&names.loose, &loose(trimmed), |name| &name.loose);
    if !same_words.is_empty() {
        return Ok(one_or_several(same_words));
    }
    if wanted.is_ascii()
        && wanted.len() >= 6
        && let [only] = names.one_slip(&wanted).as_slice()
    {
        return Ok(Found::One(*only));
    }
    let found = find_conditions(edition, trimmed, usize::MAX)?;
    let strong: Vec<ConditionIndex> =
        found.iter().filter(|(_, score)| *score >= STRONG).map(|(index, _)| *index).collect();
    if strong.is_empty() {
        return Ok(Found::Unknown(found.iter().take(NEAREST).map(|(index, _)| *index).collect()));
    }
    Ok(one_or_several(strong))
}

fn distinct(mut found: Vec<ConditionIndex>) -> Vec<ConditionIndex> {
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::super::made_up::edition;
    use super::*;

    fn id(edition: &Edition, index: ConditionIndex) -> String {
        edition.condition(index).unwrap().id.clone()
    }

    #[test]
    fn every_name_of_stomach_cancer_leads_to_it() {
        let edition = edition();
        for text in [
            "stomach-cancer",
            "Stomach Cancer",
            "gastric cancer",
            "cancer of the stomach",
            "いがん",
            "イガン",
            "胃がん",
            "胃癌",
            "胃ガン",
            "胃の癌",
            "C16",
            "c16.9",
            "Ｃ１６",
            "060020",
            "dpc.060020",
            "stomch cancer",
            "stomach cancre",
        ] {
            let found = find_condition(&edition, text).unwrap();
            let Found::One(index) = found else { panic!("{text}: {found:?}") };
            assert_eq!(id(&edition, index), "stomach-cancer", "{text}");
        }
    }

    #[test]
    fn a_part_that_several_bear_lists_them_and_a_slip_still_finds_them() {
        let edition = edition();
        let Found::Several(choices) = find_condition(&edition, "stomach").unwrap() else { panic!() };
        assert_eq!(
            choices.iter().map(|index| id(&edition, *index)).collect::<Vec<_>>(),
            ["stomach-cancer", "stomach-ulcer"]
        );
        let found = find_conditions(&edition, "stomch", 5).unwrap();
        assert_eq!(id(&edition, found[0].0), "stomach-cancer");
    }

    #[test]
    fn a_name_that_two_conditions_bear_lists_both() {
        let edition = edition();
        let Found::Several(choices) = find_condition(&edition, "ヘルニア").unwrap() else { panic!() };
        assert_eq!(choices.len(), 2);
    }

    #[test]
    fn another_kana_is_another_illness_and_never_guessed() {
        let edition = edition();
        assert!(matches!(find_condition(&edition, "しんぞうがん").unwrap(), Found::Unknown(_)));
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        let edition = edition();
        assert_eq!(find_condition(&edition, " 　・ "), Err(Refused::Empty));
        assert_eq!(find_condition(&edition, &"胃".repeat(201)), Err(Refused::TooLong(201)));
        assert_eq!(find_conditions(&edition, "", 5), Err(Refused::Empty));
        assert_eq!(find_condition(&edition, "qqqqqq").unwrap(), Found::Unknown(Vec::new()));
    }
}
