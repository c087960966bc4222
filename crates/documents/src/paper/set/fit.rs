//! What fits where: places at which a word that is too long may be broken, and the widths of columns.
//!
//! Lines are broken by the typesetter. It never breaks inside a word, and rightly so, but an address of the web or a name of forty letters would then
//! stand out of its column.

use super::fonts;

/// Where a word may be broken: the zero width space, which no legible text holds.
const MAY_BREAK: char = '\u{200b}';

/// Past this many letters a word is broken between groups, to keep the pieces few.
const GROUP_FROM: usize = 60;

/// The letters of such a group.
const GROUP: usize = 4;

/// The text with places to break in every word that is wider than the column. `size` and `width` in points.
pub(super) fn breakable(text: &str, size: f64, bold: bool, width: f64) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars() {
        if ends_word(letter) {
            push_word(&mut out, &word, size, bold, width);
            word.clear();
            out.push(letter);
        } else {
            word.push(letter);
        }
    }
    push_word(&mut out, &word, size, bold, width);
    out
}

fn push_word(out: &mut String, word: &str, size: f64, bold: bool, width: f64) {
    // A little less than the column, because a column is never measured to the last hair.
    if fonts::width(word, size, bold) < width * 0.96 {
        out.push_str(word);
        return;
    }
    let mut signs = String::new();
    let mut letters = String::new();
    for letter in word.chars() {
        if letter.is_alphanumeric() || is_form(letter) {
            push_signs(out, &mut signs, size, bold, width);
            letters.push(letter);
        } else {
            push_letters(out, &mut letters);
            signs.push(letter);
        }
    }
    push_letters(out, &mut letters);
    push_signs(out, &mut signs, size, bold, width);
}

/// Letters of a word that is too long, with places to break before, between and after them.
fn push_letters(out: &mut String, letters: &mut String) {
    let group = if letters.chars().nth(GROUP_FROM).is_some() { GROUP } else { 1 };
    for (place, letter) in letters.chars().enumerate() {
        // A registered form belongs to the letter before it.
        if place % group == 0 && !is_form(letter) && !out.is_empty() {
            out.push(MAY_BREAK);
        }
        out.push(letter);
    }
    letters.clear();
}

/// Signs of such a word. Between two brackets or two full stops no line is ever broken (Unicode Standard Annex 14, LB13 and LB14), not even where it
/// may be; so a row of them as long as a line is cut into lines here.
fn push_signs(out: &mut String, signs: &mut String, size: f64, bold: bool, width: f64) {
    let all = fonts::width(signs, size, bold);
    if all < width * 0.3 {
        out.push_str(signs);
    } else {
        let count = signs.chars().count().max(1) as f64;
        let fit = (width * 0.9 * count / all.max(1.0)).floor().max(1.0) as usize;
        for (place, sign) in signs.chars().enumerate() {
            if place % fit == 0 && !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            out.push(sign);
        }
    }
    signs.clear();
}

/// True for a variation selector, which belongs to the letter before it.
fn is_form(letter: char) -> bool {
    matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// True where a line may end in any case: at spaces, and beside kanji and full-sized kana. Signs and small kana hang together (JIS X 4051), so a run of
/// them counts as one word.
fn ends_word(letter: char) -> bool {
    match letter {
        ' ' | '\n' | '\u{3000}' => true,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ'
        | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ー' | '・' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | '゠' | '゛'
        | '゜' => false,
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => true,
        _ => false,
    }
}

/// What one column asks for, in points.
#[derive(Clone, Copy)]
pub(super) struct Need {
    /// The width of its longest word: less would break it.
    pub(super) least: f64,
    /// The width at which no line is broken at all.
    pub(super) most: f64,
}

/// The widths of a table's columns, in points, together `all`. Each gets its longest word where there is room for that; what is left goes to those
/// that break lines, and in the end to all alike.
pub(super) fn columns(needs: &[Need], all: f64) -> Vec<f64> {
    let least = least(needs, all);
    let sum: f64 = least.iter().sum();
    if sum > all {
        return capped(&least, all);
    }
    let wants: Vec<f64> = needs.iter().zip(&least).map(|(need, least)| (need.most - least).max(0.0)).collect();
    least.iter().zip(shared(&wants, all - sum)).map(|(least, more)| least + more).collect()
}

/// The widths cut to one level, so that together they are `all`: only the longest words are broken.
fn capped(least: &[f64], all: f64) -> Vec<f64> {
    let mut sorted = least.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (mut rest, mut level) = (all, 0.0);
    for (place, width) in sorted.iter().enumerate() {
        level = rest / (sorted.len() - place) as f64;
        if *width > level {
            break;
        }
        rest -= width;
    }
    least.iter().map(|width| width.min(level)).collect()
}

/// Shares `all` out: who wants little gets it, the others get more the more they want, and what nobody wants goes to all alike.
fn shared(wants: &[f64], all: f64) -> Vec<f64> {
    let mut widths = vec![0.0; wants.len()];
    let mut open: Vec<usize> = (0..wants.len()).collect();
    let mut rest = all;
    loop {
        let share = rest / open.len().max(1) as f64;
        let (narrow, wide): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|place| wants.get(**place).is_some_and(|want| *want <= share));
        if narrow.is_empty() {
            break;
        }
        for place in narrow {
            if let (Some(width), Some(want)) = (widths.get_mut(place), wants.get(place)) {
                *width = *want;
                rest -= want;
            }
        }
        open = wide;
    }
    // Twice the text does not need twice the width: the root keeps a long remark from squeezing its neighbours.
    let weight = |place: &usize| wants.get(*place).map_or(0.0, |want| want.max(1.0).sqrt());
    let weights: f64 = open.iter().map(weight).sum();
    for place in &open {
        if let Some(width) = widths.get_mut(*place) {
            *width = rest * weight(place) / weights.max(1.0);
        }
    }
    if open.is_empty() {
        let more = rest / wants.len().max(1) as f64;
        widths.iter_mut().for_each(|width| *width += more);
    }
    widths
}

/// True when no column has to break a word, but for endless ones.
pub(super) fn fits(needs: &[Need], all: f64) -> bool {
    least(needs, all).iter().sum::<f64>() <= all
}

/// What each column cannot do without. An endless word is broken in any case, so it may not take much more than its column's share from the others.
fn least(needs: &[Need], all: f64) -> Vec<f64> {
    let limit = all * (1.5 / needs.len().max(1) as f64).min(0.6);
    needs.iter().map(|need| need.least.min(need.most).min(limit)).collect()
}

/// The width of the longest word, in points: of what is not broken when a line is.
pub(super) fn longest_word(text: &str, size: f64, bold: bool) -> f64 {
    text.split(ends_word).map(|word| fonts::width(word, size, bold)).fold(0.0, f64::max)
}

/// As much of a text as is this wide in one line, and an ellipsis for the rest.
pub(super) fn cut(text: &str, size: f64, width: f64) -> String {
    let mut wide = 0.0;
    let fitting = text.chars().take_while(|letter| {
        wide += fonts::width(letter.encode_utf8(&mut [0; 4]), size, false);
        wide <= width
    });
    shortened(text, fitting.count())
}

/// At most so many letters, and an ellipsis for the rest.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
