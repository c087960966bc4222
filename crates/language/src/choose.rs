//! Which language a person is spoken to in, when they have not chosen.

use crate::Language;

/// The language a browser asks for: the first of ours in order of its weights, English when it asks for neither.
///
/// The header's form is RFC 9110, section 12.5.4, such as `ja,en-US;q=0.7`.
pub fn from_accept_language(header: &str) -> Language {
    let mut best = (Language::English, 0.0_f32);
    for part in header.split(',').take(20) {
        let mut pieces = part.split(';');
        let Some(language) = pieces.next().and_then(|code| Language::from_code(code.trim())) else { continue };
        let weight = pieces
            .find_map(|piece| piece.trim().strip_prefix("q="))
            .and_then(|weight| weight.parse::<f32>().ok())
            .unwrap_or(1.0);
        if weight > best.1 {
            best = (language, weight);
        }
    }
    best.0
}

/// The language of the command line's surroundings: the first set of `LC_ALL`, `LC_MESSAGES` and `LANG`, English otherwise.
pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())
        .and_then(|value| Language::from_code(&value))
        .unwrap_or(Language::English)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_wins() {
        assert_eq!(from_accept_language("ja"), Language::Japanese);
        assert_eq!(from_accept_language("fr, ja;q=0.5, en;q=0.4"), Language::Japanese);
        assert_eq!(from_accept_language("en-US,ja;q=0.9"), Language::English);
        assert_eq!(from_accept_language(""), Language::English);
    }

    #[test]
    fn the_first_set_variable_decides() {
        let japanese = |name: &str| (name == "LANG").then(|| "ja_JP.UTF-8".to_owned());
        assert_eq!(from_environment(japanese), Language::Japanese);
        let overridden = |name: &str| Some(if name == "LC_ALL" { "C" } else { "ja_JP" }.to_owned());
        assert_eq!(from_environment(overridden), Language::English);
    }
}
