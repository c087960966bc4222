//! Rust source with everything but code blanked out.

/// The text with comments, strings and character literals turned to spaces, line for line and letter for letter.
///
/// The rules look for words and braces; a brace in a string or a word in a comment must not count.
pub fn code_only(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let end = end_of_word_not_code(&letters, at).unwrap_or(at);
        if end > at {
            for &hidden in letters.get(at..end).unwrap_or_default() {
                code.push(if hidden == '\n' { '\n' } else { ' ' });
            }
            at = end;
        } else {
            code.push(letter);
            at += 1;
        }
    }
    code
}

/// Where a comment or literal that begins here ends; none when code stands here.
fn end_of_word_not_code(letters: &[char], at: usize) -> Option<usize> {
    let next = letters.get(at + 1).copied();
    match (letters.get(at)?, next) {
        ('/', Some('/')) => Some(position_after(letters, at, |letter| letter == '\n')),
        ('/', Some('*')) => Some(end_of_block_comment(letters, at)),
        ('"', _) => Some(end_of_string(letters, at)),
        ('r', Some('"' | '#')) if !follows_a_word(letters, at) => end_of_raw_string(letters, at + 1),
        ('b' | 'c', Some('r')) if !follows_a_word(letters, at) => end_of_raw_string(letters, at + 2),
        ('\'', _) => end_of_character(letters, at),
        _ => None,
    }
}

fn follows_a_word(letters: &[char], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(|letter| is_word_letter(*letter))
}

/// True for letters that names are made of.
pub fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn position_after(letters: &[char], from: usize, is_end: impl Fn(char) -> bool) -> usize {
    let length = letters.get(from..).unwrap_or_default().iter().take_while(|letter| !is_end(**letter)).count();
    from + length
}

/// Block comments nest in Rust.
fn end_of_block_comment(letters: &[char], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while at < letters.len() {
        match (letters.get(at), letters.get(at + 1)) {
            (Some('/'), Some('*')) => {
                depth += 1;
                at += 2;
            }
            (Some('*'), Some('/')) => {
                depth = depth.saturating_sub(1);
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    letters.len()
}

fn end_of_string(letters: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(letter) = letters.get(at) {
        match letter {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    letters.len()
}

/// `at` stands after the `r`; none when this is a raw name such as `r#type`.
fn end_of_raw_string(letters: &[char], at: usize) -> Option<usize> {
    let open = position_after(letters, at, |letter| letter != '#');
    if letters.get(open) != Some(&'"') {
        return None;
    }
    let marks = open - at;
    let mut at = open + 1;
    while at < letters.len() {
        let closing = letters.get(at + 1..at + 1 + marks).unwrap_or_default();
        if letters.get(at) == Some(&'"') && closing.len() == marks && closing.iter().all(|letter| *letter == '#') {
            return Some(at + 1 + marks);
        }
        at += 1;
    }
    Some(letters.len())
}

/// None for a lifetime such as `'a`.
fn end_of_character(letters: &[char], at: usize) -> Option<usize> {
    if letters.get(at + 1) == Some(&'\\') {
        return Some(position_after(letters, at + 3, |letter| letter == '\'') + 1);
    }
    (letters.get(at + 2) == Some(&'\'')).then_some(at + 3)
}

/// The places (byte offsets) where `word` stands as a whole word.
pub fn whole_words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|part| part.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|part| part.chars().next());
        !before.is_some_and(is_word_letter) && !after.is_some_and(is_word_letter)
    })
}

/// The number, counted from 1, of the line in which a byte offset lies.
pub fn line_at(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or_default().matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_strings_and_characters_are_blanked_and_lines_kept() {
        let text = "let a = \"{ // }\"; // {\n/* { /* } */ */ let b = '{';\nlet c = r#\"\"}\"#;";
        let code = code_only(text);
        assert_eq!(code.matches(['{', '}']).count(), 0, "{code}");
        assert_eq!(code.lines().count(), 3);
        assert!(code.contains("let b") && code.contains("let c"));
    }

    #[test]
    fn a_lifetime_and_a_raw_name_are_code() {
        let text = "fn f<'a>(r#type: &'a str) { g('\\'', b'x', '\\u{7f}') }";
        let code = code_only(text);
        assert!(code.contains("<'a>(r#type: &'a str) {"), "{code}");
        assert_eq!(code.matches('{').count(), 1, "{code}");
    }

    #[test]
    fn a_quote_after_a_backslash_does_not_end_a_string() {
        assert!(code_only(r#"let a = "\"{"; b"#).ends_with("; b"));
    }

    #[test]
    fn whole_words_are_not_parts_of_words() {
        assert_eq!(whole_words("csv csv_core my_csv csv::x", "csv").count(), 2);
    }
}
