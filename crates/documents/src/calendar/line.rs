//! Lines of iCalendar: escaped, folded, ended as the format asks (RFC 5545, 3.1 and 3.3.11).

/// The longest line in bytes, without its end.
const LONGEST: usize = 75;

/// The lines so far.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line of our own making, in which nothing needs escaping.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A line with a text.
    pub(super) fn put_text(&mut self, name: &str, text: &str) {
        self.put(name, &escaped(text));
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    /// A long line goes on behind a space. It is broken between letters, never within one.
    fn fold(&mut self, line: &str) {
        let mut used = 0;
        for letter in line.chars() {
            if used + letter.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(letter);
            used += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// What a text must not hold in plain. Control letters have no place in it at all.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => escaped.push_str("\\\\"),
            ';' => escaped.push_str("\\;"),
            ',' => escaped.push_str("\\,"),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}
