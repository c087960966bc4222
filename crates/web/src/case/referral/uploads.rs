//! Which files of the case go along inside an electronic referral: those that were ticked, and the doctor's signature file.

use casework::letter::Signature;
use casework::records::Attachment;
use casework::refusal::Wrong;
use casework::service::View;

use crate::case::Sent;
use crate::case::steps::fields::{Choices, Form};

/// The field's name.
const FIELD: &str = "enclosed";
/// So many megabytes of files go into one letter: what reads it holds it in memory whole.
const MEGABYTES: u64 = 20;
const MEGABYTE: u64 = 1_000_000;

/// Why the files cannot go along.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// One that was ticked is not there.
    Unknown,
    /// Together they are so many megabytes.
    Large(u64),
    /// A scanner holds the file of the doctor's signature back; without it the letter would look unsigned.
    SignatureHeld,
}

impl Unfit {
    /// Says it at the field.
    pub(super) fn say(&self, form: &mut Form<'_>) {
        let t = form.t;
        match self {
            Unfit::Unknown => form.wrong(FIELD, &t.referral_out_files(), Wrong::NotAChoice),
            Unfit::Large(megabytes) => {
                form.say(FIELD, t.referral_out_files_large(*megabytes, MEGABYTES), t.referral_out_files_large_remedy())
            }
            Unfit::SignatureHeld => {
                form.say("", t.referral_out_signature_held(), t.referral_out_signature_held_remedy());
            }
        }
    }
}

/// The files to choose from, none ticked until somebody does.
pub(super) fn choices(view: &View, form: &Form<'_>) -> Choices {
    let t = form.t;
    let choice = |known: &Attachment| {
        let kilobytes = known.size.div_ceil(1000);
        form.choice(FIELD, &known.id.to_string(), t.referral_out_files_one(known.name.as_str(), kilobytes))
    };
    let hint = t.referral_out_files_hint(MEGABYTES);
    form.any(FIELD, t.referral_out_files(), offered(view).map(choice).collect()).hint(hint)
}

/// The files that go along, each with whether it goes with its content: a large signature file is only named.
pub(super) fn chosen<'a>(view: &'a View, sent: &Sent) -> Result<Vec<(&'a Attachment, bool)>, Unfit> {
    let mut ticked: Vec<&Attachment> = Vec::new();
    for word in sent.all(FIELD) {
        let known = offered(view).find(|known| known.id.to_string() == word).ok_or(Unfit::Unknown)?;
        if !ticked.contains(&known) {
            ticked.push(known);
        }
    }
    let bytes: u64 = ticked.iter().map(|known| known.size).sum();
    if bytes > MEGABYTES * MEGABYTE {
        return Err(Unfit::Large(bytes.div_ceil(MEGABYTE)));
    }
    let signature = signature(view)?.map(|known| (known, known.size <= MEGABYTES * MEGABYTE));
    Ok(signature.into_iter().chain(ticked.into_iter().map(|known| (known, true))).collect())
}

/// What stands beside the records, whoever asks may read, and no scanner holds back.
fn offered(view: &View) -> impl Iterator<Item = &Attachment> {
    let beside = |known: &&Attachment| view.case.records.iter().any(|item| item.attachments.contains(&known.id));
    view.case.attachments.iter().filter(beside).filter(|known| known.may_leave())
}

fn signature(view: &View) -> Result<Option<&Attachment>, Unfit> {
    let signed = view.case.letter.form.as_ref().and_then(|form| form.signed.as_ref());
    let Some(Signature::File(id)) = signed.map(|signed| &signed.how) else { return Ok(None) };
    let known = view.case.attachments.iter().find(|known| known.id == *id);
    known.filter(|known| known.may_leave()).map(Some).ok_or(Unfit::SignatureHeld)
}
