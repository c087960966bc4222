//! Reading a town file.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::codes::{Day, Matter, Per, SecondOpinion};
use super::problem::{TownFault, TownProblem};
use super::reader::{At, Fields, Reader};
use super::{Aid, FORMAT, Hours, Office, Share, Source, Town, UpTo, VERSION};
use crate::desk::{Currency, Words};

/// A file longer than this is not a town file.
const MOST_BYTES: usize = 256 * 1024;
/// No aid is larger than this; a number above it is a slip.
const MOST_MONEY: u64 = 100_000_000;

/// The file's sources by their names.
type Sources = BTreeMap<String, Source>;

/// Reads a town file, or says everything that is wrong with it.
pub fn read(text: &str) -> Result<Town, Vec<TownProblem>> {
    // A mark that some programs put before UTF-8 text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::new(text);
    if text.len() > MOST_BYTES {
        reader.note_at(0, "", TownFault::TooBig(MOST_BYTES));
        return Err(reader.problems);
    }
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start);
            reader.note_at(start, "", TownFault::NotToml(error.message().to_owned()));
            return Err(reader.problems);
        }
    };
    let fields = reader.root(&table, &["format", "version", "place", "name", "made_up", "sources", "office", "aid"]);
    let town = whole(&mut reader, &fields);
    match town {
        Some(town) if reader.problems.is_empty() => Ok(town),
        _ => {
            reader.problems.sort_by_key(|problem| problem.line);
            Err(reader.problems)
        }
    }
}

fn whole(reader: &mut Reader, fields: &Fields) -> Option<Town> {
    header(reader, fields);
    let place = reader.needed(fields, "place").and_then(|at| reader.shaped(&at, 80, is_place, TownFault::NotAPlace));
    let name = reader.needed(fields, "name").and_then(|at| reader.words(&at));
    let made_up = fields.get("made_up").and_then(|at| reader.truth(&at)).unwrap_or(false);
    let sources = fields.get("sources").map(|at| sources(reader, &at)).unwrap_or_default();
    let offices: Vec<Office> = fields
        .get("office")
        .map(|at| reader.list(&at, 50, |reader, at| office(reader, at, &sources)))
        .unwrap_or_default();
    if let Some(at) = fields.get("office") {
        let ids: Vec<&str> = offices.iter().map(|office| office.id.as_str()).collect();
        once(reader, &at, &ids);
    }
    let aid = fields
        .get("aid")
        .map(|at| reader.list(&at, 50, |reader, at| aid(reader, at, &sources, &offices)))
        .unwrap_or_default();
    Some(Town { place: place?, name: name?, made_up, offices, aid })
}

fn header(reader: &mut Reader, fields: &Fields) {
    let format = reader.needed(fields, "format");
    if let Some(at) = format
        && reader.text(&at, 40).is_some_and(|text| text != FORMAT)
    {
        reader.note(&at, TownFault::OtherFormat);
    }
    let version = reader.needed(fields, "version");
    if let Some(at) = version
        && reader.whole(&at, 0, 1_000).is_some_and(|version| i64::try_from(version) != Ok(VERSION))
    {
        reader.note(&at, TownFault::OtherFormat);
    }
}

fn sources(reader: &mut Reader, at: &At) -> Sources {
    let Some(fields) = reader.table(at, &[]) else { return Sources::new() };
    let named = fields.all().filter_map(|(name, at)| Some((name.to_owned(), source(reader, &at)?)));
    named.collect()
}

fn source(reader: &mut Reader, at: &At) -> Option<Source> {
    let fields = reader.table(at, &["title", "address", "read", "as_of"])?;
    let title = reader.needed(&fields, "title").and_then(|at| reader.text(&at, 200));
    let address = fields.get("address").and_then(|at| page(reader, &at));
    let read = reader.needed(&fields, "read").and_then(|at| reader.seen(&at, false));
    let as_of = fields.get("as_of").and_then(|at| reader.seen(&at, true));
    Some(Source { title: title?, address, read: read?, as_of })
}

/// The sources that a row names: one, or a list.
fn named_sources(reader: &mut Reader, row: &Fields, sources: &Sources) -> Vec<Source> {
    let Some(at) = reader.needed(row, "sources") else { return Vec::new() };
    reader.list(&at, 6, |reader, at| {
        let name = reader.text(at, 60)?;
        let found = sources.get(&name).cloned();
        if found.is_none() {
            reader.note(at, TownFault::NoSuchSource(name));
        }
        found
    })
}

const OFFICE: [&str; 12] =
    ["id", "name", "matters", "telephone", "fax", "web", "mail", "post", "hours", "closed", "note", "sources"];

fn office(reader: &mut Reader, at: &At, sources: &Sources) -> Option<Office> {
    let row = reader.table(at, &OFFICE)?;
    let id = reader.needed(&row, "id").and_then(|at| reader.shaped(&at, 40, is_id, TownFault::NotAnId));
    let name = reader.needed(&row, "name").and_then(|at| reader.words(&at));
    let matters = row.get("matters").map(|at| matters(reader, &at)).unwrap_or_default();
    let telephone = row.get("telephone").and_then(|at| number(reader, &at));
    let fax = row.get("fax").and_then(|at| number(reader, &at));
    let web = row.get("web").and_then(|at| page(reader, &at));
    let mail = row.get("mail").and_then(|at| reader.shaped(&at, 200, is_mail, TownFault::NotMail));
    let post = row.get("post").and_then(|at| reader.text(&at, 200));
    let hours = row.get("hours").map(|at| reader.list(&at, 14, hours)).unwrap_or_default();
    let closed = words(reader, &row, "closed");
    let note = words(reader, &row, "note");
    let sources = named_sources(reader, &row, sources);
    Some(Office { id: id?, name: name?, matters, telephone, fax, web, mail, post, hours, closed, note, sources })
}

const AID: [&str; 14] = [
    "matter",
    "name",
    "whom",
    "up_to",
    "share",
    "times_a_year",
    "nights",
    "certificate",
    "before_leaving",
    "second_opinion",
    "companion",
    "note",
    "office",
    "sources",
];

fn aid(reader: &mut Reader, at: &At, sources: &Sources, offices: &[Office]) -> Option<Aid> {
    let row = reader.table(at, &AID)?;
    let matter = reader.needed(&row, "matter").and_then(|at| reader.word(&at, Matter::ALL, Matter::word));
    let name = words(reader, &row, "name");
    if matter == Some(Matter::Other) && row.get("name").is_none() {
        reader.needed(&row, "name");
    }
    let whom = words(reader, &row, "whom");
    let up_to = row.get("up_to").and_then(|at| up_to(reader, &at));
    let share = row.get("share").and_then(|at| share(reader, &at));
    let times_a_year = row.get("times_a_year").and_then(|at| reader.small(&at, 366));
    let nights = row.get("nights").and_then(|at| reader.small(&at, 366));
    let certificate = row.get("certificate").and_then(|at| reader.truth(&at));
    let before_leaving = row.get("before_leaving").and_then(|at| reader.truth(&at));
    let all = SecondOpinion::ALL;
    let second = row.get("second_opinion").and_then(|at| reader.word(&at, all, SecondOpinion::word));
    let companion = words(reader, &row, "companion");
    let note = words(reader, &row, "note");
    let office = row.get("office").and_then(|at| {
        let id = reader.text(&at, 40)?;
        if !offices.iter().any(|office| office.id == id) {
            reader.note(&at, TownFault::NoSuchOffice(id.clone()));
        }
        Some(id)
    });
    let sources = named_sources(reader, &row, sources);
    let second_opinion = second.unwrap_or(SecondOpinion::Ask);
    #[rustfmt::skip]
    let aid = Aid {
        matter: matter?, name, whom, up_to, share, times_a_year, nights, certificate, before_leaving,
        second_opinion, companion, note, office, sources,
    };
    Some(aid)
}

fn up_to(reader: &mut Reader, at: &At) -> Option<UpTo> {
    let fields = reader.table(at, &["currency", "amount", "per"])?;
    let currency = reader.needed(&fields, "currency");
    let currency = currency.and_then(|at| reader.word(&at, Currency::ALL, Currency::word));
    let amount = reader.needed(&fields, "amount").and_then(|at| reader.whole(&at, 1, MOST_MONEY));
    let per = reader.needed(&fields, "per").and_then(|at| reader.word(&at, Per::ALL, Per::word));
    Some(UpTo { currency: currency?, amount: amount?, per: per? })
}

/// `2/3`.
fn share(reader: &mut Reader, at: &At) -> Option<Share> {
    let text = reader.text(at, 9)?;
    let halves = text.split_once('/').and_then(|(parts, of)| Some((parts.parse().ok()?, of.parse().ok()?)));
    let share =
        halves.map(|(parts, of)| Share { parts, of }).filter(|share| 0 < share.parts && share.parts <= share.of);
    if share.is_none() {
        reader.note(at, TownFault::NotAShare);
    }
    share
}

fn hours(reader: &mut Reader, at: &At) -> Option<Hours> {
    let fields = reader.table(at, &["days", "from", "to"])?;
    let days = reader.needed(&fields, "days");
    let days = days.map(|at| {
        let days = reader.list(&at, 7, |reader, at| reader.word(at, Day::ALL, Day::word));
        once(reader, &at, &days);
        days
    });
    let from = reader.needed(&fields, "from").and_then(|at| reader.shaped(&at, 5, is_time, TownFault::NotATime));
    let to = reader.needed(&fields, "to").and_then(|at| reader.shaped(&at, 5, is_time, TownFault::NotATime));
    // Times are two digits each, so the order of the texts is that of the times.
    if matches!((&from, &to), (Some(from), Some(to)) if from >= to) {
        reader.note(at, TownFault::Reversed);
    }
    Some(Hours { days: days?, from: from?, to: to? })
}

fn matters(reader: &mut Reader, at: &At) -> Vec<Matter> {
    let matters = reader.list(at, 20, |reader, at| reader.word(at, Matter::ALL, Matter::word));
    once(reader, at, &matters);
    matters
}

fn words(reader: &mut Reader, row: &Fields, name: &str) -> Option<Words> {
    row.get(name).and_then(|at| reader.words(&at))
}

fn page(reader: &mut Reader, at: &At) -> Option<String> {
    reader.shaped(at, 500, is_page, TownFault::NotAnAddress)
}

fn number(reader: &mut Reader, at: &At) -> Option<String> {
    reader.shaped(at, 30, is_number, TownFault::NotANumber)
}

fn once<T: PartialEq>(reader: &mut Reader, at: &At, list: &[T]) {
    let twice = list.iter().enumerate().any(|(place, one)| list.iter().take(place).any(|other| other == one));
    if twice {
        reader.note(at, TownFault::Twice);
    }
}

fn is_id(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    plain && !text.starts_with('-') && !text.ends_with('-')
}

fn is_place(text: &str) -> bool {
    is_id(text) && ["jp-", "us-"].iter().any(|country| text.len() > country.len() && text.starts_with(country))
}

fn is_page(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

fn is_mail(text: &str) -> bool {
    let halves = text.split_once('@');
    halves.is_some_and(|(who, at)| !who.is_empty() && at.contains('.') && !text.contains(char::is_whitespace))
}

fn is_number(text: &str) -> bool {
    let known = |letter: char| letter.is_ascii_digit() || "-() +".contains(letter);
    text.chars().all(known) && text.chars().filter(char::is_ascii_digit).count() >= 3
}

fn is_time(text: &str) -> bool {
    let halves = text.split_once(':').filter(|(hour, minute)| hour.len() == 2 && minute.len() == 2);
    let bounded = |text: &str, most: u8| {
        text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u8>().is_ok_and(|n| n <= most)
    };
    halves.is_some_and(|(hour, minute)| bounded(hour, 23) && bounded(minute, 59))
}
