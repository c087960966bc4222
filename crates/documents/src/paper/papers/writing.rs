//! One sheet while it is written.

use casework::PersonId;
use language::Text;

use super::given::{Code, Given};
use super::words;
use crate::paper::sheet::{Block, Entry, Mark, Row, Sheet};

/// A sheet while it is written. An empty paragraph or list is never set; a fact without an answer is an empty row of a form.
pub(super) struct Writing {
    t: Text,
    sheet: Sheet,
}

impl Writing {
    /// An empty sheet of a case, with the mark of a made-up one.
    pub(super) fn of(given: &Given<'_>, title: String) -> Writing {
        let t = given.text;
        let marks = if given.case.made_up { vec![Mark { words: t.door_made_up() }] } else { Vec::new() };
        let foot = t.paper_foot(words::day(t, given.today));
        let sheet = Sheet {
            language: t.language(),
            title,
            under: None,
            marks,
            blocks: Vec::new(),
            foot,
            whose: patient_name(given).to_owned(),
            set: None,
        };
        Writing { t, sheet }
    }

    /// A sheet that may come apart from the others of its set: it says whose it is, or has room for the name.
    pub(super) fn part(given: &Given<'_>, title: String) -> Writing {
        let mut writing = Writing::of(given, title);
        let name = patient_name(given);
        writing.under(&[name]);
        if name.is_empty() {
            writing.rows([given.text.paper_name()]);
        }
        writing
    }

    /// A sheet of what goes to a desk: it says to which application it belongs, and its pages are counted with the others of the set.
    pub(super) fn of_set(given: &Given<'_>, title: String) -> Writing {
        let mut writing = Writing::of(given, title);
        if let Some(applied) = given.applied() {
            writing.under(&[&given.text.paper_application_to(applied.name.as_str())]);
            writing.sheet.set = Some(applied.id.0);
        }
        writing
    }

    /// The same for a part of what is sent: it says whose it is.
    pub(super) fn sent(given: &Given<'_>, title: String) -> Writing {
        let mut writing = Writing::of_set(given, title);
        writing.patient(given, given.text.paper_born());
        writing
    }

    /// The sheet of a part that its reader may not see.
    pub(super) fn not_shown(given: &Given<'_>, title: String) -> Sheet {
        let mut writing = Writing::of(given, title);
        writing.words(given.text.paper_not_shown());
        writing.done()
    }

    pub(super) fn done(self) -> Sheet {
        self.sheet
    }

    /// One line under the title, from the parts that are not empty.
    pub(super) fn under(&mut self, parts: &[&str]) {
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        self.sheet.under = (!parts.is_empty()).then(|| parts.join(&self.t.words_semicolon()));
    }

    /// What every page must say at its top.
    pub(super) fn mark(&mut self, words: String) {
        self.sheet.marks.push(Mark { words });
    }

    pub(super) fn heading(&mut self, words: String) {
        self.block(Block::Heading(words));
    }

    pub(super) fn words(&mut self, words: impl AsRef<str>) {
        let words = words.as_ref().trim();
        if !words.is_empty() {
            self.block(Block::Words(words.to_owned()));
        }
    }

    pub(super) fn remark(&mut self, words: String) {
        if !words.trim().is_empty() {
            self.block(Block::Remark(words));
        }
    }

    /// Something that must not be overlooked, with a title or without one.
    pub(super) fn frame(&mut self, title: String, words: String) {
        self.block(Block::Frame { title, words: vec![words] });
    }

    /// A paragraph under a heading of its own; nothing when there are no words.
    pub(super) fn section(&mut self, heading: String, words: impl AsRef<str>) {
        if !words.as_ref().trim().is_empty() {
            self.heading(heading);
            self.words(words);
        }
    }

    /// Facts in their order, as on a form; one without an answer keeps its row, to be filled in by hand.
    pub(super) fn form(&mut self, facts: impl IntoIterator<Item = (String, String)>) {
        let ends = [':', '：', ' '];
        let facts = facts.into_iter().map(|(name, value)| {
            let name = name.trim_end_matches(ends).to_owned();
            (name, value.trim().to_owned())
        });
        match self.sheet.blocks.last_mut() {
            Some(Block::Facts(known)) => known.extend(facts),
            _ => self.block(Block::Facts(facts.collect())),
        }
    }

    /// Rows to be filled in by hand.
    pub(super) fn rows(&mut self, names: impl IntoIterator<Item = String>) {
        self.form(names.into_iter().map(|name| (name, String::new())));
    }

    /// Facts that were answered; the others are left out.
    pub(super) fn answered(&mut self, facts: impl IntoIterator<Item = (String, String)>) {
        let mut facts = facts.into_iter().filter(|(_, value)| !value.trim().is_empty()).peekable();
        if facts.peek().is_some() {
            self.form(facts);
        }
    }

    /// A line to be filled in by hand, for a signature.
    pub(super) fn blank(&mut self, name: String) {
        match self.sheet.blocks.last_mut() {
            Some(Block::Blanks(blanks)) => blanks.push(name),
            _ => self.block(Block::Blanks(vec![name])),
        }
    }

    pub(super) fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.block(Block::List(items));
        }
    }

    pub(super) fn numbered(&mut self, entries: Vec<Entry>) {
        if !entries.is_empty() {
            self.block(Block::Numbered(entries));
        }
    }

    /// Boxes to tick, none ticked.
    pub(super) fn boxes(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<(bool, String)> = items.into_iter().map(|item| (false, item)).collect();
        if !items.is_empty() {
            self.block(Block::Ticks(items));
        }
    }

    /// Boxes for whoever answers, each with so many lines to write on.
    pub(super) fn replies(&mut self, items: impl IntoIterator<Item = (String, u8)>) {
        let entry = |(words, lines)| Entry { words, under: None, lines };
        self.block(Block::Replies(items.into_iter().map(entry).collect()));
    }

    /// A table; each row has as many cells as the head.
    pub(super) fn table<const COLUMNS: usize>(&mut self, head: [String; COLUMNS], rows: Vec<[String; COLUMNS]>) {
        if !rows.is_empty() {
            let rows = rows.into_iter().map(|cells| Row { cells: cells.into() }).collect();
            self.block(Block::Table { head: head.into(), rows });
        }
    }

    /// The patient by name, or an empty row for it; then one for what the case does not hold: the date of birth.
    pub(super) fn patient(&mut self, given: &Given<'_>, born: String) {
        let t = self.t;
        let name = patient_name(given);
        let label = if name.is_empty() { t.paper_name() } else { t.request_from() };
        self.form([(label, name.to_owned()), (born, String::new())]);
    }

    /// A code with what it is for, until when and where it is typed.
    pub(super) fn code(&mut self, code: Option<&Code>, lead: String) {
        let Some(code) = code else { return };
        let until = code.until.map(|until| self.t.door_code_until(words::day(self.t, until)));
        let lines = [Some(lead), until, Some(self.t.door_code_where())];
        let words = lines.into_iter().flatten().collect::<Vec<_>>().join(&self.t.words_gap());
        self.block(Block::Code { code: code.code.clone(), address: code.address.clone(), words });
    }

    fn block(&mut self, block: Block) {
        self.sheet.blocks.push(block);
    }
}

/// The patient's name; empty while none was given.
pub(super) fn patient_name<'a>(given: &Given<'a>) -> &'a str {
    given.case.person(PersonId::PATIENT).map(|patient| patient.name.trim()).unwrap_or_default()
}
