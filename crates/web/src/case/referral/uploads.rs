//! Which files of the case go along inside an electronic referral: those that were ticked, and the doctor's signature file.

use casework::AttachmentId;
use casework::letter::Signature;
use casework::records::{Attachment, Checked};
use casework::refusal::Wrong;
use casework::service::View;

use crate::case::Sent;
use crate::case::steps::fields::{Choices, Form};

/// The field's name.
const FIELD: &str = "enclosed";
/// So many megabytes of files go into one letter: what reads it holds it in memory whole.
const MEGABYTES: u64 = 20;
const MEGABYTE: u64 = 1_000_000;

/// What is wrong with a choice of files.
pub(super) enum Unfit {
    /// One of them is not there, or was taken away meanwhile.
    Unknown,
    /// Together they are so many megabytes.
    Large(u64),
}

impl Unfit {
    /// Says it at the field.
    pub(super) fn say(&self, form: &mut Form<'_>) {
        let t = form.t;
        match self {
            Unfit::Unknown => form.wrong(FIELD, &t.referral_out_files(), Wrong::NotAChoice),
            Unfit::Large(megabytes) => form.say(
                FIELD,
                t.referral_out_files_large(*megabytes, MEGABYTES),
                t.referral_out_files_large_remedy(),
            ),
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

/// The files that were ticked, and the signature file of the letter.
pub(super) fn chosen(view: &View, sent: &Sent) -> Result<Vec<AttachmentId>, Unfit> {
    let mut chosen: Vec<&Attachment> = signature(view).into_iter().collect();
    for word in sent.all(FIELD) {
        let known = offered(view).find(|known| known.id.to_string() == word).ok_or(Unfit::Unknown)?;
        if !chosen.contains(&known) {
            chosen.push(known);
        }
    }
    let bytes: u64 = chosen.iter().map(|known| known.size).sum();
    if bytes > MEGABYTES * MEGABYTE {
        return Err(Unfit::Large(bytes.div_ceil(MEGABYTE)));
    }
    Ok(chosen.into_iter().map(|known| known.id).collect())
}

/// What whoever asks may read and no scanner holds back; the signature goes along without being asked.
fn offered(view: &View) -> impl Iterator<Item = &Attachment> {
    let signature = signature(view).map(|known| known.id);
    fit(view).filter(move |known| Some(known.id) != signature)
}

fn signature(view: &View) -> Option<&Attachment> {
    match view.case.letter.form.as_ref()?.signed.as_ref()?.how {
        Signature::File(id) => fit(view).find(|known| known.id == id),
        Signature::OnPaper => None,
    }
}

fn fit(view: &View) -> impl Iterator<Item = &Attachment> {
    view.case.attachments.iter().filter(|known| matches!(known.checked, Checked::Clean | Checked::Unscanned))
}
