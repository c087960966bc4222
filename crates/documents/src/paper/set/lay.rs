//! A sheet as the table of texts that the template reads: legible, with places to break, and with the widths of columns worked out.

use language::{Language, Text};
use serde_json::{Value, json};

use super::legible::Reader;
use super::{Contents, fit, fonts, qr};
use crate::paper::{Block, Entry, Row, Sheet};

/// The width of the text on a page of A4, in points: 210 mm without 22 mm on either side. The template holds the same margins.
const WIDTH: f64 = 166.0 * 72.0 / 25.4;

/// What a frame takes from the width on both sides together, in points.
const FRAME: f64 = 24.0;

/// What a cell takes from its column on both sides together, in points.
const CELL: f64 = 12.0;

/// What the number of an entry, the dot of a list or a box to tick takes, in points.
const NUMBER: f64 = 30.0;

/// The width of a heading, and of a name, in the lines at a page's top, in points.
const SHORT: f64 = 215.0;

/// The letters of a table's head; it is repeated on every page and must leave room for the rows.
const HEAD: usize = 60;

/// The sizes of letters in a table that are tried in turn, as parts of the ordinary size.
const TABLE: [f64; 2] = [0.92, 0.84];

/// The smallest letters of a table: 9 points.
const SMALLEST: f64 = 0.76;

/// How many characters that could not be printed are named.
const MOST_NAMED: usize = 24;

/// A sheet up to this many letters may be set a little smaller to stay on one page; no page holds more.
const FITTED: usize = 5_000;

/// An entry up to this many letters stays on one page.
const KEPT_TOGETHER: usize = 500;

/// How many letters stand on the sheets, as they were handed in.
pub(super) fn letters(sheets: &[Sheet]) -> usize {
    let count = |text: &String| text.chars().count();
    let of_entry =
        |entry: &Entry| count(&entry.words) + entry.under.as_ref().map_or(0, count) + usize::from(entry.lines);
    let of_block = |block: &Block| -> usize {
        match block {
            Block::Heading(words) | Block::Words(words) | Block::Remark(words) => count(words),
            Block::Frame { title, words } => count(title) + words.iter().map(count).sum::<usize>(),
            Block::Facts(facts) => facts.iter().map(|(name, fact)| count(name) + count(fact) + 1).sum(),
            Block::List(words) | Block::Blanks(words) => words.iter().map(|words| count(words) + 1).sum(),
            Block::Numbered(entries) | Block::Replies(entries) => entries.iter().map(|entry| of_entry(entry) + 1).sum(),
            Block::Ticks(ticks) => ticks.iter().map(|(_, words)| count(words) + 1).sum(),
            Block::Table { head, rows } => {
                let of_row = |row: &Row| row.cells.iter().map(|cell| count(cell) + 1).sum::<usize>();
                head.iter().map(count).sum::<usize>() + rows.iter().map(of_row).sum::<usize>()
            }
            Block::Code { code, address, words } => count(code) + count(address) + count(words),
        }
    };
    let of_sheet = |sheet: &Sheet| {
        let marks: usize = sheet.marks.iter().map(|mark| count(&mark.words)).sum();
        let about = count(&sheet.title) + sheet.under.as_ref().map_or(0, count) + count(&sheet.foot) + marks;
        about + sheet.blocks.iter().map(|block| of_block(block) + 1).sum::<usize>()
    };
    sheets.iter().map(of_sheet).sum()
}

/// The whole file.
pub(super) fn file(sheets: &[Sheet], contents: Option<&Contents>) -> Value {
    let first = sheets.first();
    let language =
        contents.map(|page| page.language).or(first.map(|sheet| sheet.language)).unwrap_or(Language::English);
    let title =
        contents.map(|page| page.title.as_str()).or(first.map(|sheet| sheet.title.as_str())).unwrap_or_default();
    let title = titled(&mut Reader::default(), title, language.text());
    let whole = contents.is_some();
    let mut laid: Vec<Value> =
        sheets.iter().enumerate().map(|(place, sheet)| laid(sheet, whole, set_of(sheets, place))).collect();
    if laid.is_empty() && contents.is_none() {
        // A page must have a heading; nothing at all is a paper without a title.
        laid.push(self::laid(&nothing(), false, None));
    }
    json!({
        "lang": language.code(),
        "title": title,
        "contents": contents.map(|page| front(page, sheets)),
        "sheets": laid,
        "alone": !whole && sheets.len() == 1 && letters(sheets) <= FITTED,
    })
}

/// The numbers of the first and the last sheet of the set to which a sheet belongs, counted from 1.
fn set_of(sheets: &[Sheet], place: usize) -> Option<(usize, usize)> {
    let set = sheets.get(place)?.set?;
    let belongs = |sheet: &&Sheet| sheet.set == Some(set);
    let before = sheets.get(..place)?.iter().rev().take_while(belongs).count();
    let after = sheets.get(place..)?.iter().take_while(belongs).count();
    Some((place - before + 1, place + after))
}

fn nothing() -> Sheet {
    let empty = String::new;
    Sheet {
        language: Language::English,
        title: empty(),
        under: None,
        marks: Vec::new(),
        blocks: Vec::new(),
        foot: empty(),
        whose: empty(),
        set: None,
    }
}

/// The contents page. What all sheets must say at their top, it says too.
fn front(page: &Contents, sheets: &[Sheet]) -> Value {
    let shared = sheets.split_first().map_or(Vec::new(), |(first, others)| {
        let everywhere = |mark: &&crate::paper::Mark| others.iter().all(|other| other.marks.contains(mark));
        first.marks.iter().filter(everywhere).cloned().collect()
    });
    let sheet = Sheet {
        language: page.language,
        title: page.title.clone(),
        under: page.under.clone(),
        marks: shared,
        blocks: Vec::new(),
        foot: page.foot.clone(),
        whose: String::new(),
        set: None,
    };
    laid(&sheet, false, None)
}

fn titled(reader: &mut Reader, title: &str, text: Text) -> String {
    let title = reader.line(title);
    if title.trim().is_empty() { text.paper_set_untitled() } else { title }
}

fn laid(sheet: &Sheet, whole: bool, set: Option<(usize, usize)>) -> Value {
    let text = sheet.language.text();
    let mut laying = Laying::of(sheet.language);
    let title = titled(&mut laying.reader, &sheet.title, text);
    let under =
        sheet.under.as_deref().map(|under| laying.say(under, 1.0, false, WIDTH)).filter(|under| !under.is_empty());
    let marks: Vec<Value> =
        sheet.marks.iter().map(|mark| laying.say(&mark.words, 1.0, true, WIDTH - FRAME)).map(Value::from).collect();
    let mut blocks: Vec<Value> = sheet.blocks.iter().filter_map(|block| laying.block(block)).collect();
    let foot = laying.reader.line(&sheet.foot);
    let whose = laying.reader.line(&sheet.whose);
    blocks.extend(laying.missing());
    json!({
        "lang": sheet.language.code(),
        "size": laying.size,
        "short": short(text, laying.size * 0.8, &title, &whose),
        "title": fit::breakable(&title, laying.size * 1.6, true, WIDTH),
        "under": under,
        "marks": marks,
        "foot": fit::breakable(&fit::shortened(&foot, 180), laying.size * 0.75, false, WIDTH * 0.6),
        // The numbers are known only when the pages are laid out; these two signs stand in no legible text.
        "page": if set.is_some() { text.paper_set_sheet("\u{1}", "\u{2}") } else { text.paper_set_page("\u{1}", "\u{2}") },
        "set": set,
        "whole": whole.then(|| text.paper_set_whole("\u{1}")),
        "blocks": blocks,
    })
}

/// What stands at the top of a further page: which paper it is of, and whose. It has room for three lines beside the marks.
fn short(text: Text, size: f64, title: &str, whose: &str) -> String {
    let whose = if title.contains(whose) { "" } else { whose };
    let parts = [title, whose].map(|part| fit::cut(part, size, SHORT));
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    fit::breakable(&parts.join(&text.words_comma()), size, false, WIDTH * 0.3)
}

/// One sheet on its way to the template.
struct Laying {
    reader: Reader,
    text: Text,
    /// The size of ordinary letters, in points. Kanji fill their square, so they are a little smaller for the same look.
    size: f64,
}

impl Laying {
    fn of(language: Language) -> Laying {
        let size = match language {
            Language::English => 12.0,
            Language::Japanese => 11.5,
        };
        Laying { reader: Reader::default(), text: language.text(), size }
    }

    /// A text for a column of this width; `scale` is its size as a part of the ordinary one.
    fn say(&mut self, text: &str, scale: f64, bold: bool, width: f64) -> String {
        let legible = self.reader.text(text);
        fit::breakable(&legible, self.size * scale, bold, width)
    }

    fn said(&mut self, texts: &[String], width: f64) -> Vec<String> {
        texts.iter().map(|text| self.say(text, 1.0, false, width)).filter(|text| !text.is_empty()).collect()
    }

    /// A block as the template knows it; none where there is nothing to show.
    fn block(&mut self, block: &Block) -> Option<Value> {
        match block {
            Block::Heading(words) => self.one("heading", words, 1.2, true),
            Block::Words(words) => self.one("words", words, 1.0, false),
            Block::Remark(words) => self.one("remark", words, 0.88, false),
            Block::Frame { title, words } => {
                let title = self.say(title, 1.0, true, WIDTH - FRAME);
                let words = self.said(words, WIDTH - FRAME);
                (!title.is_empty() || !words.is_empty())
                    .then(|| json!({"kind": "frame", "title": title, "words": words}))
            }
            Block::Facts(facts) => self.facts(facts),
            Block::List(words) => filled("list", self.said(words, WIDTH - NUMBER)),
            Block::Numbered(entries) => filled("numbered", entries.iter().map(|entry| self.entry(entry)).collect()),
            Block::Ticks(ticks) => filled("ticks", ticks.iter().map(|tick| self.tick(tick)).collect()),
            Block::Replies(entries) => filled("replies", entries.iter().map(|entry| self.entry(entry)).collect()),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Blanks(blanks) => filled("blanks", blanks.iter().map(|blank| self.blank(blank)).collect()),
            Block::Code { code, address, words } => Some(self.code(code, address, words)),
        }
    }

    fn one(&mut self, kind: &str, words: &str, scale: f64, bold: bool) -> Option<Value> {
        let words = self.say(words, scale, bold, WIDTH);
        (!words.trim().is_empty()).then(|| json!({"kind": kind, "words": words}))
    }

    fn entry(&mut self, entry: &Entry) -> Value {
        let words = self.say(&entry.words, 1.0, false, WIDTH - NUMBER);
        let under = entry.under.as_deref().map(|under| self.say(under, 0.88, false, WIDTH - NUMBER));
        let letters = words.chars().count() + under.as_ref().map_or(0, |under| under.chars().count());
        let together = letters <= KEPT_TOGETHER && entry.lines <= 8;
        json!({"words": words, "under": under.filter(|under| !under.is_empty()), "lines": entry.lines, "together": together})
    }

    fn tick(&mut self, (ticked, words): &(bool, String)) -> Value {
        json!({"ticked": ticked, "words": self.say(words, 1.0, false, WIDTH - NUMBER)})
    }

    /// A blank stands beside its words, or under them where they are long.
    fn blank(&mut self, words: &str) -> Value {
        let words = self.say(words, 1.0, false, WIDTH);
        let beside = !words.contains('\n') && fonts::width(&words, self.size, false) < WIDTH * 0.42;
        json!({"words": words, "beside": beside})
    }

    fn facts(&mut self, facts: &[(String, String)]) -> Option<Value> {
        let names: Vec<String> = facts.iter().map(|(name, _)| self.reader.line(name)).collect();
        let longest = names.iter().map(|name| fonts::width(name, self.size, true)).fold(0.0, f64::max);
        let name_width = (longest + CELL + 2.0).clamp(WIDTH * 0.2, WIDTH * 0.36);
        let rows: Vec<Value> = names
            .iter()
            .zip(facts)
            .map(|(name, (_, fact))| {
                let name = fit::breakable(name, self.size, true, name_width - CELL);
                json!([name, self.say(fact, 1.0, false, WIDTH - name_width - CELL)])
            })
            .collect();
        (!rows.is_empty()).then(|| json!({"kind": "facts", "width": name_width, "rows": rows}))
    }

    fn table(&mut self, head: &[String], rows: &[Row]) -> Option<Value> {
        let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(head.len());
        if count == 0 {
            return None;
        }
        let filled_up = |cells: Vec<String>| -> Vec<String> {
            cells.into_iter().chain(std::iter::repeat(String::new())).take(count).collect()
        };
        let head = filled_up(head.iter().map(|words| fit::shortened(&self.reader.line(words), HEAD)).collect());
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| filled_up(row.cells.iter().map(|cell| self.reader.text(cell)).collect())).collect();
        let needs = |size: f64| -> Vec<fit::Need> { (0..count).map(|place| need(place, &head, &rows, size)).collect() };
        // As large as it goes without breaking words; past the smallest, words are broken.
        let sizes = TABLE.map(|scale| self.size * scale);
        let fitting = sizes.into_iter().find(|size| fit::fits(&needs(*size), WIDTH));
        let size = fitting.unwrap_or(self.size * SMALLEST);
        let widths = fit::columns(&needs(size), WIDTH);
        let fitted = |cells: &[String], bold: bool| -> Vec<String> {
            cells.iter().zip(&widths).map(|(cell, width)| fit::breakable(cell, size, bold, width - CELL)).collect()
        };
        let rows: Vec<Vec<String>> = rows.iter().map(|row| fitted(row, false)).collect();
        let head = fitted(&head, true);
        let hyphenate = fitting.is_none();
        Some(
            json!({"kind": "table", "size": size, "hyphenate": hyphenate, "widths": widths, "head": head, "rows": rows}),
        )
    }

    fn code(&mut self, code: &str, address: &str, words: &str) -> Value {
        let width = WIDTH - FRAME - 110.0;
        let address = self.reader.line(address);
        let web = address.starts_with("https://") || address.starts_with("http://");
        json!({
            "kind": "code",
            "code": fit::breakable(&self.reader.line(code), self.size * 1.7, true, width),
            "address": fit::breakable(&address, self.size, false, width),
            // A link needs the address as it is typed; anything else is only printed.
            "link": (web && address.len() < 2_000).then_some(&address),
            "words": self.say(words, 1.0, false, width),
            "svg": qr::svg(&address),
            "alt": self.text.paper_set_qr(&address),
        })
    }

    /// The remark on what could not be printed.
    fn missing(&mut self) -> Option<Value> {
        let missing = self.reader.missing();
        if missing.is_empty() {
            return None;
        }
        let named: Vec<String> =
            missing.iter().take(MOST_NAMED).map(|letter| format!("U+{:04X}", u32::from(*letter))).collect();
        let mut named = named.join(", ");
        let more = missing.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            named = self.text.paper_set_missing_more(named, more);
        }
        let words = self.text.paper_set_missing(named);
        Some(json!({"kind": "remark", "words": fit::breakable(&words, self.size, false, WIDTH)}))
    }
}

fn filled<T: serde::Serialize>(kind: &str, entries: Vec<T>) -> Option<Value> {
    (!entries.is_empty()).then(|| json!({"kind": kind, "entries": entries}))
}

/// What a column asks for. The cells' own margins are part of it.
fn need(place: usize, head: &[String], rows: &[Vec<String>], size: f64) -> fit::Need {
    let cells = rows.iter().filter_map(|row| row.get(place)).map(|cell| (cell, false));
    let all = head.get(place).map(|cell| (cell, true)).into_iter().chain(cells);
    // Room for three kanji at least, between any two of which a line may end.
    let mut need = fit::Need { least: size * 3.0, most: size * 3.0 };
    for (cell, bold) in all {
        need.least = need.least.max(fit::longest_word(cell, size, bold));
        need.most = cell.split('\n').map(|line| fonts::width(line, size, bold)).fold(need.most, f64::max);
    }
    // A word is broken a little before it fills its column (see `fit::breakable`).
    fit::Need { least: need.least * 1.05 + CELL + 1.0, most: need.most * 1.05 + CELL + 1.0 }
}
