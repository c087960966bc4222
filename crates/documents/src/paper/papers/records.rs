//! The list of records: what was asked for, where it stands, what must go back, and the files that are kept.

use casework::records::{Attachment, Checked, Item, Stage};
use language::Text;

use super::given::Given;
use super::words;
use super::writing::Writing;
use crate::paper::sheet::Sheet;

/// A box to be ticked by hand.
const BOX: &str = "□";

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
    listed(&mut page, given);
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

/// The records, a row each, with boxes for how each gets to the desk; of one that is not needed none.
pub(super) fn listed(page: &mut Writing, given: &Given<'_>) {
    let (t, records) = (given.text, &given.case.records);
    if records.is_empty() {
        page.words(t.records_none());
        return;
    }
    page.words(t.paper_records_boxes());
    let ways = [t.paper_records_enclosed(), t.paper_records_brought(), t.paper_records_posted()];
    let [enclosed, brought, posted] = ways;
    let head = [t.records_item(), t.records_stage(), enclosed, brought, posted];
    page.table(head, records.iter().map(|item| row(given, item)).collect());
}

fn row(given: &Given<'_>, item: &Item) -> [String; 5] {
    let t = given.text;
    let note = item.note.trim().to_owned();
    let says = [Some(words::item(t, item)), item.loan.then(|| t.paper_records_loan()), Some(note)];
    let since = item.steps.last().map(|(_, on)| words::day(t, *on));
    let stands = [Some(words::stage(t, item.stage())), since];
    let lines =
        |lines: &mut dyn Iterator<Item = String>| lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let way = || if item.stage() == Stage::NotNeeded { String::new() } else { BOX.to_owned() };
    [lines(&mut says.into_iter().flatten()), lines(&mut stands.into_iter().flatten()), way(), way(), way()]
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
