//! The list of records: what was asked for, where it stands, what must go back, and the files that are kept.

use casework::records::{Attachment, Checked, Item, Stage};
use language::Text;

use super::given::Given;
use super::words;
use super::writing::Writing;
use crate::paper::sheet::Sheet;

pub(super) fn sheet(given: &Given<'_>) -> Sheet {
    let (t, records) = (given.text, &given.case.records);
    let mut page = Writing::part(given, t.paper_title_records());
    if records.is_empty() {
        page.words(t.records_none());
        return page.done();
    }
    let there = |item: &&Item| matches!(item.stage(), Stage::Received | Stage::Sent | Stage::Returned);
    let needed = records.iter().filter(|item| item.stage() != Stage::NotNeeded).count();
    page.words(t.records_done(records.iter().filter(there).count(), needed));
    let head = [t.records_item(), t.records_stage(), t.records_on(), t.records_note()];
    page.table(head, records.iter().map(|item| row(given, item)).collect());
    let lent = records.iter().filter(|item| item.loan && matches!(item.stage(), Stage::Received | Stage::Sent));
    let lent: Vec<String> = lent.map(|item| words::item(t, item)).collect();
    if !lent.is_empty() {
        page.heading(t.records_to_return());
        page.boxes(lent);
    }
    let files = files(given);
    if !files.is_empty() {
        page.heading(t.records_files());
        page.list(files);
    }
    page.remark(t.records_lead());
    page.blank(t.records_signature_line());
    page.done()
}

fn row(given: &Given<'_>, item: &Item) -> [String; 4] {
    let t = given.text;
    let mut says = words::item(t, item);
    if item.loan {
        says = format!("{says}\n{}", t.records_loan());
    }
    let since = item.steps.last().map(|(_, on)| words::day(t, *on)).unwrap_or_default();
    [says, words::stage(t, item.stage()), since, item.note.trim().to_owned()]
}

/// The files that belong to the records, each with the record it belongs to and what is known of it.
pub(super) fn files(given: &Given<'_>) -> Vec<String> {
    let (t, case) = (given.text, given.case);
    let of = |item: &Item| {
        let name = words::item(t, item);
        let ids = item.attachments.clone();
        let found = ids.into_iter().filter_map(|id| case.attachments.iter().find(|known| known.id == id));
        let line = move |known| format!("{name}{}{}", t.words_colon(), file(t, known));
        found.map(line).collect::<Vec<_>>()
    };
    case.records.iter().flat_map(of).collect()
}

fn file(t: Text, known: &Attachment) -> String {
    let kilobytes = i64::try_from(known.size.div_ceil(1_000)).unwrap_or(i64::MAX);
    let state = match known.checked {
        Checked::Clean => None,
        Checked::Unscanned => Some(t.records_file_unscanned()),
        Checked::Quarantined => Some(t.records_file_waiting()),
        Checked::Refused => Some(t.records_file_refused()),
    };
    let says = t.records_file(known.name.as_str(), kilobytes);
    [Some(says), state].into_iter().flatten().collect::<Vec<_>>().join(&t.words_semicolon())
}
