//! The doctor's form: whose words are whose, and when a signature holds.

use super::Doing;
use crate::case::Case;
use crate::case::check::{NAME_LETTERS, TEXT_LETTERS, Troubles, happened, needed, no_trouble, short};
use crate::id::{AttachmentId, PersonId};
use crate::letter::{Form, Invitation, Signature, Signed, Source, Words};
use crate::moment::Moment;
use crate::people::Part;
use crate::records::Checked;
use crate::refusal::{Refusal, Trouble, Wrong};

impl Form {
    /// Every field with its name, in the order of the form; the first three are required.
    pub fn fields(&self) -> [(&'static str, &Words); 11] {
        [
            ("purpose", &self.purpose),
            ("diagnosis", &self.diagnosis),
            ("course", &self.course),
            ("plan", &self.plan),
            ("past", &self.past),
            ("allergies", &self.allergies),
            ("medicines", &self.medicines),
            ("findings", &self.findings),
            ("remarks", &self.remarks),
            ("doctor", &self.doctor),
            ("institution", &self.institution),
        ]
    }

    /// Every field, to be written, in the order of `fields`.
    pub fn fields_mut(&mut self) -> [&mut Words; 11] {
        [
            &mut self.purpose,
            &mut self.diagnosis,
            &mut self.course,
            &mut self.plan,
            &mut self.past,
            &mut self.allergies,
            &mut self.medicines,
            &mut self.findings,
            &mut self.remarks,
            &mut self.doctor,
            &mut self.institution,
        ]
    }
}

impl Form {
    /// Whether anything stands in it beyond what was filled in from the patient's own records: a doctor saved it, or words of a letter came in.
    pub fn is_written(&self) -> bool {
        let own = ["diagnosis", "plan", "doctor", "institution"];
        let by_patient = |(name, words): (&str, &Words)| {
            words.text.trim().is_empty() || (own.contains(&name) && words.source != Source::Doctor)
        };
        self.saved.is_some() || self.signed.is_some() || !self.fields().into_iter().all(by_patient)
    }
}

impl Words {
    /// Whether words of a letter that came in go into this field of a form: one that no doctor has written, nor left empty in a form that was saved.
    pub fn may_be_filled(&self, saved: bool) -> bool {
        match self.source {
            Source::Doctor => false,
            Source::Patient => true,
            Source::Empty => !saved,
        }
    }
}

/// How many fields, from the first, must be the doctor's before the form can be signed.
const REQUIRED: usize = 3;

impl Case {
    /// Saves what the doctor wrote. A field that came in with the patient's words stays the patient's until its text is changed or the doctor
    /// says that it stands (the field comes with `Source::Doctor`). Whatever changes after signing was not signed: the signature goes.
    pub(super) fn save_form(&mut self, doing: Doing, mut form: Form) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        form.fields().into_iter().for_each(|(field, words)| short(&mut troubles, field, &words.text, TEXT_LETTERS));
        no_trouble(troubles)?;
        let before = self.letter.form.take().unwrap_or_default();
        let mut same = true;
        for (words, (_, old)) in form.fields_mut().into_iter().zip(before.fields()) {
            words.source = source(old, words);
            same &= words == old;
        }
        form.saved = Some(doing.now);
        form.signed = before.signed.filter(|_| same);
        self.letter.form = Some(form);
        Ok(())
    }

    /// Puts the words of a letter that came in where no doctor has written. Elsewhere they were a doctor's; here they are what the patient brought,
    /// until a doctor lets them stand. What a doctor emptied stays empty, and a signed form is left alone.
    pub(super) fn fill_form(&mut self, brought: &Form) -> Result<(), Refusal> {
        let mut troubles = Troubles::new();
        brought.fields().into_iter().for_each(|(field, words)| short(&mut troubles, field, &words.text, TEXT_LETTERS));
        no_trouble(troubles)?;
        let mut form = self.letter.form.clone().unwrap_or_default();
        if form.signed.is_some() {
            return Err(Refusal::OutOfOrder);
        }
        let saved = form.saved.is_some();
        for (here, (_, there)) in form.fields_mut().into_iter().zip(brought.fields()) {
            if here.may_be_filled(saved) && !there.text.trim().is_empty() {
                *here = patients(there.text.clone());
            }
        }
        self.letter.form = Some(form);
        Ok(())
    }

    pub(super) fn sign_form(&mut self, doing: Doing, signed: Signed) -> Result<(), Refusal> {
        let file_is_there = match signed.how {
            Signature::OnPaper => true,
            Signature::File(id) => self.may_sign(id),
        };
        let form = self.letter.form.as_mut().ok_or(Refusal::OutOfOrder)?;
        let mut troubles = Troubles::new();
        for (field, words) in form.fields().into_iter().take(REQUIRED) {
            if words.source != Source::Doctor || words.text.trim().is_empty() {
                troubles.push(Trouble { field, wrong: Wrong::Missing });
            }
        }
        needed(&mut troubles, "by", &signed.by, NAME_LETTERS);
        happened(&mut troubles, "on", Some(signed.on), doing.today);
        no_trouble(troubles)?;
        if !file_is_there {
            return Err(Refusal::NotFound);
        }
        form.signed = Some(signed);
        Ok(())
    }

    /// A file that was put beside the form, and not one of the patient's records; nor one in which a scanner found something.
    fn may_sign(&self, id: AttachmentId) -> bool {
        let found = self.attachments.iter().find(|attachment| attachment.id == id);
        found.is_some_and(|attachment| attachment.checked != Checked::Refused) && self.part_of(id) == Part::Letter
    }

    /// The case with a code out for the doctor's form: the doctor is among the people, and the form is filled in once from what the patient
    /// recorded. The worries do not go into it: what is said to the doctor is the patient's to say.
    pub(crate) fn doctor_invited(&self, until: Moment) -> Result<(Case, PersonId), Refusal> {
        let (mut case, doctor) = self.clone().with_attending_doctor()?;
        // Both codes open by the same door, and a new one ends the other.
        case.codes.retain(|out| out.person != doctor);
        let prefilled = case.prefilled();
        let form = case.letter.form.get_or_insert_default();
        // A form that no doctor has saved holds at most what came in with a letter; what that did not say is filled in.
        if form.saved.is_none() {
            for (here, (_, there)) in form.fields_mut().into_iter().zip(prefilled.fields()) {
                if here.source == Source::Empty {
                    *here = there.clone();
                }
            }
        }
        case.letter.invitation = Some(Invitation { person: doctor, until, used: None });
        Ok((case, doctor))
    }

    fn prefilled(&self) -> Form {
        let opinion = &self.opinion;
        let diagnosis =
            [Some(&opinion.condition_words), opinion.site.told(), opinion.kind.told(), opinion.stage.told()];
        let lines: Vec<&str> =
            diagnosis.into_iter().flatten().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        Form {
            diagnosis: patients(lines.join("\n")),
            plan: patients(opinion.treatment.told().cloned().unwrap_or_default()),
            doctor: patients(opinion.doctor.told().cloned().unwrap_or_default()),
            institution: patients(opinion.institution_words.clone()),
            ..Form::default()
        }
    }
}

/// Whose words a field holds after it was saved.
fn source(old: &Words, new: &Words) -> Source {
    if new.text.trim().is_empty() {
        Source::Empty
    } else if old.source == Source::Patient && old.text == new.text && new.source != Source::Doctor {
        Source::Patient
    } else {
        Source::Doctor
    }
}

fn patients(text: String) -> Words {
    let source = if text.trim().is_empty() { Source::Empty } else { Source::Patient };
    Words { text, source }
}
