//! Texts as they can be printed: what no typeface has a sign for is shown as 〓 and remembered, what is invisible is taken out.
//!
//! Nothing is normalised further than that: the Unicode normal forms would turn 神 (U+FA19) into 神 and so change a name.

use unicode_normalization::char::compose;

use super::fonts;

/// What stands for a character that cannot be printed (the Japanese printers' "geta").
const GETA: char = '〓';

/// How many different characters are kept apart; a text in another script has hundreds.
const MOST_KEPT: usize = 2_000;

/// Makes texts legible, and remembers what it could not print.
#[derive(Default)]
pub(super) struct Reader {
    missing: Vec<char>,
}

impl Reader {
    /// The characters that could not be printed, each once, in the order in which they came.
    pub(super) fn missing(&self) -> &[char] {
        &self.missing
    }

    /// The text as it can be printed. Line ends become `\n`, with at most one empty line between two; none stands at either end.
    pub(super) fn text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut letters = text.chars().peekable();
        let mut line_ends = 0_u8;
        while let Some(first) = letters.next() {
            let mut letter = first;
            if letter == '\r' && letters.peek() == Some(&'\n') {
                continue;
            }
            while let Some(whole) =
                letters.peek().and_then(|mark| compose(letter, *mark)).filter(|whole| fonts::has(*whole))
            {
                letter = whole;
                letters.next();
            }
            match plain(letter) {
                Plain::LineEnd => line_ends = line_ends.saturating_add(1),
                Plain::Nothing => {}
                Plain::Letter(letter) => {
                    if !out.is_empty() {
                        out.extend(std::iter::repeat_n('\n', usize::from(line_ends.min(2))));
                    }
                    line_ends = 0;
                    out.push(self.printed(letter));
                    // A registered form of a kanji (IVS) is kept where the typeface has it; else the ordinary form stands alone.
                    if let Some(form) = letters.next_if(|form| is_form(*form))
                        && fonts::has_form(letter, form)
                    {
                        out.push(form);
                    }
                }
            }
        }
        out
    }

    /// The text in one line.
    pub(super) fn line(&mut self, text: &str) -> String {
        self.text(text).replace('\n', " ")
    }

    fn printed(&mut self, letter: char) -> char {
        if fonts::has(letter) {
            return letter;
        }
        if self.missing.len() < MOST_KEPT && !self.missing.contains(&letter) {
            self.missing.push(letter);
        }
        GETA
    }
}

enum Plain {
    LineEnd,
    Nothing,
    Letter(char),
}

/// A letter, with spaces and dashes that differ only in width made ordinary, and without what nobody can see.
fn plain(letter: char) -> Plain {
    match letter {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Plain::LineEnd,
        '\t' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Plain::Letter(' '),
        '\u{2010}' | '\u{2011}' if !fonts::is_usual(letter) => Plain::Letter('-'),
        '\u{2012}' => Plain::Letter('–'),
        '☐' => Plain::Letter('□'),
        // Marks of direction and of joining, soft hyphens, byte order marks, tags: invisible by themselves (Unicode, general category Cf).
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' => Plain::Nothing,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Plain::Nothing,
        form if is_form(form) => Plain::Nothing,
        control if control.is_control() => Plain::Nothing,
        other => Plain::Letter(other),
    }
}

/// True for a variation selector.
fn is_form(letter: char) -> bool {
    matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
