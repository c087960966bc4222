//! Finds institutions by a part of their name.

use std::sync::OnceLock;

use super::fold::fold;
use super::similar::Pairs;
use super::{Found, Refused, asked, one_or_several};
use crate::edition::{Edition, InstitutionIndex};

/// At or above this score a name bears the asked one in it.
const STRONG: f32 = 0.7;
/// Below this score a name is not offered.
const WEAKEST: f32 = 0.45;
/// So many near names are offered when none fits.
const NEAREST: usize = 8;

/// Every name of every institution, folded.
#[derive(Clone, Debug)]
pub(crate) struct InstitutionNames {
    names: Vec<Name>,
    /// The pairs of letters of each name, taken apart when something is asked that no name bears.
    pairs: OnceLock<Vec<Pairs>>,
}

#[derive(Clone, Debug)]
struct Name {
    institution: InstitutionIndex,
    key: String,
    /// The name and the city, with spaces, for words in any order.
    words: String,
}

impl InstitutionNames {
    pub(crate) fn new(edition: &Edition) -> InstitutionNames {
        let mut names = Vec::with_capacity(edition.institutions.len() + edition.institutions.len() / 4);
        for (institution, hospital) in (0..).map(InstitutionIndex).zip(&edition.institutions) {
            let place = fold(&format!("{} {}", hospital.city, hospital.region));
            for name in std::iter::once(&hospital.name).chain(&hospital.also_known_as) {
                let folded = fold(name);
                let key = folded.replace(' ', "");
                names.push(Name { institution, key, words: format!(" {folded} {place}") });
            }
        }
        InstitutionNames { names, pairs: OnceLock::new() }
    }

    /// The pairs of letters of each name.
    pub(crate) fn taken_apart(&self) -> &[Pairs] {
        self.pairs.get_or_init(|| self.names.iter().map(|name| Pairs::new(&name.key)).collect())
    }
}

impl Name {
    /// 1 for the same name; the less of the name is asked for, the less.
    fn score(&self, key: &str, words: &[String]) -> f32 {
        let share = (key.len() as f32 / self.key.len().max(1) as f32).min(1.0);
        if self.key == key {
            return 1.0;
        }
        if self.key.ends_with(key) || self.key.starts_with(key) {
            return 0.85 + 0.1 * share;
        }
        if self.key.contains(key) {
            return 0.8 + 0.1 * share;
        }
        // Each word is " word", so that it must begin where a word of the name begins.
        if words.len() > 1 && words.iter().all(|word| self.words.contains(word.as_str())) {
            return STRONG + 0.1 * share;
        }
        if !key.is_ascii() && key.chars().count() >= 5 && in_pieces(&self.key, key) {
            return STRONG;
        }
        0.0
    }
}

/// Whether all of `key` stands in `name` in order, in pieces of two letters or more: 山形大学|病院 in 山形大学医学部附属病院.
///
/// It looks at most twice for each letter of the key: where one beginning does not stand, no longer one does.
fn in_pieces(name: &str, key: &str) -> bool {
    let (mut name, mut rest) = (name, key);
    while !rest.is_empty() {
        if rest.len() > name.len() {
            return false;
        }
        let ends = rest.char_indices().map(|(start, letter)| start + letter.len_utf8()).skip(1);
        let longest = ends.map_while(|end| Some((end, name.find(rest.get(..end)?)?))).last();
        let Some((end, start)) = longest else { return false };
        name = name.get(start + end..).unwrap_or_default();
        rest = rest.get(end..).unwrap_or_default();
    }
    true
}

fn names(edition: &Edition) -> &InstitutionNames {
    edition.search.institutions.get_or_init(|| InstitutionNames::new(edition))
}

/// Institutions whose names bear the text, best first, with a score between 0 and 1; what is only alike when none does.
pub fn find_institutions(edition: &Edition, text: &str, limit: usize) -> Result<Vec<(InstitutionIndex, f32)>, Refused> {
    let text = asked(text)?;
    let index = names(edition);
    let folded = fold(text);
    let key = folded.replace(' ', "");
    let mut words: Vec<String> = folded.split(' ').map(|word| format!(" {word}")).collect();
    words.sort_unstable();
    words.dedup();
    let mut found = best_of(index.names.iter().map(|name| (name.institution, name.score(&key, &words))));
    if found.is_empty() {
        let pairs = Pairs::new(&key);
        found = best_of(index.names.iter().zip(index.taken_apart()).map(|(name, own)| {
            let (alike, within) = own.compared(&pairs);
            (name.institution, STRONG * alike.max(0.8 * within))
        }));
    }
    found.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    found.truncate(limit);
    Ok(found)
}

/// The best score of each institution; names of one institution stand together.
fn best_of(scores: impl Iterator<Item = (InstitutionIndex, f32)>) -> Vec<(InstitutionIndex, f32)> {
    let mut best: Vec<(InstitutionIndex, f32)> = Vec::new();
    for (institution, score) in scores.filter(|(_, score)| *score >= WEAKEST) {
        match best.last_mut() {
            Some(last) if last.0 == institution => last.1 = last.1.max(score),
            _ => best.push((institution, score)),
        }
    }
    best
}

/// The institution that a text means: by its id, its whole name, or a part that it alone bears.
pub fn find_institution(edition: &Edition, text: &str) -> Result<Found<InstitutionIndex>, Refused> {
    let trimmed = asked(text)?;
    if let Some(index) = edition.institution_by_id(trimmed) {
        return Ok(Found::One(index));
    }
    let found = find_institutions(edition, trimmed, usize::MAX)?;
    let at_least = |score: f32| -> Vec<InstitutionIndex> {
        found.iter().filter(|(_, own)| *own >= score).map(|(index, _)| *index).collect()
    };
    let same = at_least(1.0);
    if !same.is_empty() {
        return Ok(one_or_several(same));
    }
    let strong = at_least(STRONG);
    if strong.is_empty() {
        return Ok(Found::Unknown(found.iter().take(NEAREST).map(|(index, _)| *index).collect()));
    }
    Ok(one_or_several(strong))
}

#[cfg(test)]
mod tests {
    use super::super::made_up::edition;
    use super::*;

    #[test]
    fn a_part_that_one_institution_bears_is_enough() {
        let edition = edition();
        for (text, index) in [
            ("見本大学医学部附属病院", 1),
            ("見本第一病院", 0),
            ("みほん会　見本第一病院", 0),
            ("example medical center-north", 3),
            ("north example", 3),
            ("jp-3", 2),
        ] {
            assert_eq!(find_institution(&edition, text).unwrap(), Found::One(InstitutionIndex(index)), "{text}");
        }
    }

    #[test]
    fn a_key_is_found_in_pieces_of_two_letters_and_more_in_their_order() {
        assert!(in_pieces("山形大学医学部附属病院", "山形大学病院"));
        assert!(!in_pieces("山形大学医学部附属病院", "病院山形大学"));
        assert!(!in_pieces("山形大学医学部附属病院", "山形大学院"));
        assert!(!in_pieces("山形病院", &"病院".repeat(100)), "a key longer than the name is not looked for");
    }

    #[test]
    fn a_part_that_several_bear_lists_them_and_an_inexact_name_what_is_near() {
        let edition = edition();
        let Found::Several(several) = find_institution(&edition, "見本").unwrap() else { panic!() };
        assert_eq!(several.len(), 3);
        assert_eq!(find_institution(&edition, "見本大学病院").unwrap(), Found::One(InstitutionIndex(1)));
        let Found::Unknown(near) = find_institution(&edition, "exampel medical center").unwrap() else { panic!() };
        assert_eq!(near.first(), Some(&InstitutionIndex(3)));
        assert_eq!(find_institution(&edition, "zzzz").unwrap(), Found::Unknown(Vec::new()));
        assert_eq!(find_institutions(&edition, " ", 3), Err(Refused::Empty));
    }
}
