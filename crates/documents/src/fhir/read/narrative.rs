//! A narrative as text.

/// Tags that only shape a text; what they hold is the text.
const PLAIN: [&str; 17] =
    ["div", "br", "p", "span", "b", "i", "strong", "em", "u", "ul", "ol", "li", "pre", "h1", "h2", "h3", "small"];
/// Tags after which a new line begins.
const LINES: [&str; 8] = ["div", "br", "p", "li", "h1", "h2", "h3", "pre"];

/// The text of an XHTML fragment, and whether that is everything it says: a table, a picture or a link says more than its letters.
pub(super) fn text(div: &str) -> (String, bool) {
    let (mut out, mut whole) = (String::with_capacity(div.len()), true);
    let mut rest = div;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        unescape(before, &mut out);
        let Some(end) = tag.find('>') else {
            // A tag that never ends is no tag: its letters are kept.
            unescape(tag, &mut out);
            return (tidy(&out), false);
        };
        let inside = tag.get(1..end).unwrap_or_default();
        let name = inside.trim_start_matches('/').split([' ', '/', '\t', '\n', '\r']).next().unwrap_or_default();
        let attributes =
            inside.trim_start_matches('/').get(name.len()..).unwrap_or_default().trim().trim_end_matches('/');
        let namespace = attributes.trim() == "xmlns=\"http://www.w3.org/1999/xhtml\"";
        whole &= PLAIN.contains(&name) && (attributes.trim().is_empty() || namespace);
        let closes = inside.starts_with('/') || name == "br";
        if closes && LINES.contains(&name) {
            out.push('\n');
        }
        rest = tag.get(end + 1..).unwrap_or_default();
    }
    unescape(rest, &mut out);
    (tidy(&out), whole)
}

/// Without empty lines at the ends, and without blanks at the end of each line.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, entity) = rest.split_at(start);
        out.push_str(before);
        let end = entity.char_indices().take(12).find(|(_, letter)| *letter == ';').map(|(place, _)| place);
        let named = end.and_then(|end| entity.get(1..end)).and_then(letter);
        match (named, end) {
            (Some(letter), Some(end)) => {
                out.push(letter);
                rest = entity.get(end + 1..).unwrap_or_default();
            }
            _ => {
                out.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
}

fn letter(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let code = match hexadecimal {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        }
    }
}
