//! Reading the parts of a desk file.

use super::fee::{Amount, Currency, Fee, FeeFor};
use super::problem::Fault;
use super::reader::{At, Reader};
use super::rules::{Applicant, Apply, Channel, Contact, ContactBy, MayCome, Online, Paper, RelationRule, Waiting, Who};
use super::seen::{NOT_RECORDED, Seen, Source, Title};
use super::{Belongs, Specialist, Words};

/// Free text is a remark, not an advertisement.
const MOST_LETTERS: usize = 160;

/// Words of praise, comparison and promise, which the rules for medical advertising forbid (a hospital's own superiority, and promises).
/// English ones stand in small letters.
pub const PRAISE: &[&str] = &[
    "日本一",
    "世界一",
    "県内一",
    "地域一番",
    "No.1",
    "ナンバーワン",
    "最高",
    "最良",
    "最先端",
    "最新鋭",
    "名医",
    "神の手",
    "必ず治",
    "絶対に",
    "安全な治療",
    "トップクラス",
    "屈指",
    "他院より",
    "number one",
    "no. 1",
    "world-class",
    "world class",
    "leading",
    "the best",
    "finest",
    "unrivalled",
    "guarantee",
    "state-of-the-art",
    "renowned",
];

pub(super) fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

pub(super) fn nowhere() -> Belongs {
    Belongs { id: None, name: Words::default() }
}

pub(super) fn institution(reader: &mut Reader, at: &At) -> Option<Belongs> {
    let fields = reader.object(at, &["id", "name"])?;
    let id = fields.get("id").and_then(|at| {
        let text = reader.text(&at, 60)?;
        if !is_id(&text) {
            reader.note(&at.path, Fault::NotAnId);
        }
        Some(text)
    });
    let name = reader.needed(&fields, "name").and_then(|at| words(reader, &at))?;
    Some(Belongs { id, name })
}

/// A short text in one language or both, without praise.
pub(super) fn words(reader: &mut Reader, at: &At) -> Option<Words> {
    let fields = reader.object(at, &["ja", "en"])?;
    if fields.get("ja").is_none() && fields.get("en").is_none() {
        reader.note(fields.path(), Fault::Nothing);
    }
    let ja = fields.get("ja").and_then(|at| plain(reader, &at));
    let en = fields.get("en").and_then(|at| plain(reader, &at));
    Some(Words { ja, en })
}

fn plain(reader: &mut Reader, at: &At) -> Option<String> {
    let text = reader.text(at, MOST_LETTERS)?;
    let small = text.to_ascii_lowercase();
    if let Some(praise) = PRAISE.iter().find(|praise| small.contains(&praise.to_ascii_lowercase())) {
        reader.note(&at.path, Fault::Praise(praise));
    }
    Some(text)
}

pub(super) fn source(reader: &mut Reader, at: &At) -> Option<Source> {
    let fields = reader.object(at, &["title", "address", "seen"])?;
    let title = reader.needed(&fields, "title").and_then(|at| reader.text(&at, 200));
    let address = fields.get("address").and_then(|at| address(reader, &at));
    let seen = reader.needed(&fields, "seen").and_then(|at| {
        let seen = at.value.as_str().and_then(Seen::from_text);
        if seen.is_none() {
            reader.note(&at.path, Fault::NotADate);
        }
        seen
    });
    let title = title.map(|title| if title == NOT_RECORDED { Title::NotRecorded } else { Title::Named(title) });
    Some(Source { title: title?, address, seen: seen? })
}

fn address(reader: &mut Reader, at: &At) -> Option<String> {
    let text = reader.text(at, 500)?;
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if rest.is_none_or(|rest| rest.is_empty() || rest.contains(char::is_whitespace)) {
        reader.note(&at.path, Fault::NotAnAddress);
    }
    Some(text)
}

pub(super) fn contact(reader: &mut Reader, at: &At) -> Option<Contact> {
    let fields = reader.object(at, &["by", "at"])?;
    let by = reader.needed(&fields, "by").and_then(|at| reader.word(&at, ContactBy::ALL, ContactBy::word));
    let place = reader.needed(&fields, "at")?;
    let text = if by == Some(ContactBy::Web) { address(reader, &place) } else { reader.text(&place, 200) };
    Some(Contact { by: by?, at: text? })
}

pub(super) fn fee(reader: &mut Reader, at: &At) -> Option<Fee> {
    let fields = reader.object(at, &["for", "currency", "amount", "minutes", "tax_included", "note"])?;
    let what = reader.needed(&fields, "for").and_then(|at| reader.word(&at, FeeFor::ALL, FeeFor::word));
    let currency = reader.needed(&fields, "currency").and_then(|at| reader.word(&at, Currency::ALL, Currency::word));
    let amount = reader.needed(&fields, "amount").and_then(|at| amount(reader, &at));
    let minutes = fields.get("minutes").and_then(|at| reader.whole(&at, 1, 480));
    let tax_included = fields.get("tax_included").and_then(|at| reader.truth(&at));
    let note = fields.get("note").and_then(|at| words(reader, &at));
    if what == Some(FeeFor::ExtraTime) && fields.get("minutes").is_none() {
        reader.note(&format!("{}.minutes", fields.path()), Fault::Missing);
    }
    if what == Some(FeeFor::Other) && fields.get("note").is_none() {
        reader.note(&format!("{}.note", fields.path()), Fault::Missing);
    }
    let minutes = minutes.and_then(|minutes| u16::try_from(minutes).ok());
    Some(Fee { what: what?, currency: currency?, amount: amount?, minutes, tax_included, note })
}

/// A price above this is a mistake in typing.
const MOST_MONEY: u64 = 10_000_000;

fn amount(reader: &mut Reader, at: &At) -> Option<Amount> {
    let fields = reader.object(at, &["from", "to"])?;
    let from = reader.needed(&fields, "from").and_then(|at| reader.whole(&at, 0, MOST_MONEY));
    let to = reader.needed(&fields, "to").and_then(|at| reader.whole(&at, 0, MOST_MONEY));
    let (from, to) = (u32::try_from(from?).ok()?, u32::try_from(to?).ok()?);
    if to < from {
        reader.note(fields.path(), Fault::Reversed);
    }
    Some(Amount { from, to })
}

pub(super) fn online(reader: &mut Reader, at: &At) -> Option<Online> {
    let known = ["patient_present", "most_people", "recording", "residents_only"];
    let fields = reader.object(at, &known)?;
    if known.iter().all(|name| fields.get(name).is_none()) {
        reader.note(fields.path(), Fault::Nothing);
    }
    Some(Online {
        patient_present: fields.get("patient_present").and_then(|at| reader.truth(&at)),
        most_people: fields
            .get("most_people")
            .and_then(|at| reader.whole(&at, 1, 50))
            .and_then(|people| u16::try_from(people).ok()),
        recording: fields.get("recording").and_then(|at| reader.truth(&at)),
        residents_only: fields.get("residents_only").and_then(|at| reader.truth(&at)),
    })
}

pub(super) fn language(reader: &mut Reader, at: &At) -> Option<String> {
    let text = reader.text(at, 3)?;
    if text.len() < 2 || !text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        reader.note(&at.path, Fault::NotALanguage);
    }
    Some(text)
}

pub(super) fn specialist(reader: &mut Reader, at: &At) -> Option<Specialist> {
    let fields = reader.object(at, &["name", "field", "certification"])?;
    let name = reader.needed(&fields, "name").and_then(|at| plain(reader, &at));
    let field = reader.needed(&fields, "field").and_then(|at| words(reader, &at));
    let certification = fields.get("certification").and_then(|at| words(reader, &at));
    Some(Specialist { name: name?, field: field?, certification })
}

pub(super) fn apply(reader: &mut Reader, at: &At) -> Option<Apply> {
    let fields = reader.object(at, &["who", "how"])?;
    if fields.get("who").is_none() && fields.get("how").is_none() {
        reader.note(fields.path(), Fault::Nothing);
    }
    let who = fields.get("who").map(|at| {
        let who = reader.list(&at, 3, |reader, at| reader.word(at, Applicant::ALL, Applicant::word));
        reader.once(&at.path, &who);
        who
    });
    let how = fields.get("how").map(|at| {
        let how = reader.list(&at, 5, |reader, at| reader.word(at, Channel::ALL, Channel::word));
        reader.once(&at.path, &how);
        how
    });
    Some(Apply { who: who.unwrap_or_default(), how: how.unwrap_or_default() })
}

pub(super) fn may_come(reader: &mut Reader, at: &At) -> Option<MayCome> {
    let fields = reader.object(at, &["who", "relation", "papers"])?;
    let who = reader.needed(&fields, "who").and_then(|at| reader.word(&at, Who::ALL, Who::word));
    let relation = fields.get("relation").and_then(|at| reader.word(&at, RelationRule::ALL, RelationRule::word));
    let papers = fields.get("papers").map(|at| {
        let papers = reader.list(&at, 15, |reader, at| reader.word(at, Paper::ALL, Paper::word));
        reader.once(&at.path, &papers);
        papers
    });
    Some(MayCome { who: who?, relation, papers: papers.unwrap_or_default() })
}

pub(super) fn waiting(reader: &mut Reader, at: &At) -> Option<Waiting> {
    let fields = reader.object(at, &["from_days", "to_days"])?;
    if fields.get("from_days").is_none() && fields.get("to_days").is_none() {
        reader.note(fields.path(), Fault::Nothing);
    }
    let from_days = fields.get("from_days").and_then(|at| reader.days(&at));
    let to_days = fields.get("to_days").and_then(|at| reader.days(&at));
    if from_days.zip(to_days).is_some_and(|(from, to)| to < from) {
        reader.note(fields.path(), Fault::Reversed);
    }
    Some(Waiting { from_days, to_days })
}
