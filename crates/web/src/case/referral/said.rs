//! What a letter that came in says: what of it was taken into the form, what was not, and what nobody understood.

use casework::letter::Form;
use casework::{Case, PersonId};
use documents::disc::{Fits, name_fits};
use documents::fhir::read::{Read, ReadInstitution, ReadPatient};
use language::Text;

use super::given;
use crate::case::{letter_form, words};

/// So many values that were not understood are listed, and so many broken rules; the others are counted.
const LISTED: usize = 100;
const FINDINGS: usize = 30;

/// What the page lists.
pub(super) struct Said {
    /// How it went, in sentences: first what was done, then what to look at.
    pub(super) sentences: Vec<String>,
    /// What stands in the way: the name, or the signature.
    pub(super) cautions: Vec<String>,
    /// It is another's by its name: it can be taken in all the same.
    pub(super) asks_anyway: bool,
    /// The heading over `taken`.
    pub(super) taken_title: String,
    pub(super) taken: Vec<Part>,
    pub(super) kept: Vec<Part>,
    pub(super) long: Vec<Part>,
    pub(super) who: Vec<(String, String)>,
    pub(super) more: Vec<Part>,
    pub(super) files: Vec<String>,
    pub(super) left: Vec<(String, String)>,
    /// How much was not understood.
    pub(super) left_show: String,
    /// How much more than is listed, in a sentence.
    pub(super) left_more: String,
    pub(super) findings: Vec<String>,
    pub(super) findings_more: String,
}

/// One part of the letter.
pub(super) struct Part {
    pub(super) title: String,
    pub(super) words: String,
    /// What stood there before, in a sentence.
    pub(super) before: String,
}

/// Whose letter it is, by its name.
pub(super) struct Whose {
    here: String,
    there: String,
    fits: Fits,
}

impl Whose {
    pub(super) fn of(case: &Case, patient: &ReadPatient) -> Whose {
        let here = case.person(PersonId::PATIENT).map(|person| person.name.trim().to_owned()).unwrap_or_default();
        let names = [patient.name.trim().to_owned(), patient.kana.trim().to_owned()];
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        Whose { fits: name_fits(&here, &names), there: names.into_iter().next().unwrap_or_default(), here }
    }

    /// Whether a person has to say that it is this patient's letter: by its name it is another's, or cannot be told, or it is made up for trying out
    /// and the case is not.
    pub(super) fn is_to_be_asked(&self, case: &Case, read: &Read) -> bool {
        self.fits != Fits::Same || (read.made_up && !case.made_up)
    }
}

impl Said {
    /// `before` is the form as it stood, `long` what does not fit into it; `held` when nothing was taken.
    pub(super) fn of(t: Text, read: &Read, before: &Form, long: &[&'static str], whose: Whose, held: bool) -> Said {
        let sorted = Sorted::of(t, &read.form, before, long);
        let mut cautions = Vec::new();
        if before.signed.is_some() {
            cautions.extend([t.referral_in_signed(), t.referral_in_signed_remedy()]);
        }
        let asks_anyway = held && before.signed.is_none();
        if asks_anyway {
            cautions.extend(whose.to_look_at(t));
            if read.made_up {
                cautions.push(t.referral_in_made_up());
            }
            cautions.extend([t.referral_in_held(), t.referral_in_other_name_remedy()]);
        }
        let mut sentences = Vec::new();
        if !held && sorted.taken.is_empty() {
            sentences.push(t.referral_in_nothing());
        } else if !held {
            sentences.push(t.referral_in_taken(sorted.taken.len()));
        }
        if !asks_anyway {
            sentences.extend(read.made_up.then(|| t.referral_in_made_up()));
            sentences.extend(whose.to_look_at(t));
        }
        if read.patient.birth.is_some() {
            sentences.push(t.referral_in_birth());
        }
        let findings = read.findings.iter().map(|finding| finding.say(t));
        let left = read.left.iter().map(|left| (left.place.clone(), left.value.clone()));
        Said {
            sentences,
            cautions,
            asks_anyway,
            taken_title: if held { t.referral_in_untaken() } else { t.referral_in_fields() },
            taken: sorted.taken,
            kept: sorted.kept,
            long: sorted.long,
            who: who(t, read),
            more: read
                .more
                .iter()
                .filter(|more| !more.words.trim().is_empty())
                .map(|more| Part::plain(more.title.clone(), more.words.clone()))
                .collect(),
            files: read.files.iter().map(|file| named(t, &file.name, &file.media_type)).collect(),
            left: left.take(LISTED).collect(),
            left_show: t.referral_in_left_show(read.left.len() + read.left_off),
            left_more: counted(read.left.len().saturating_sub(LISTED) + read.left_off, |more| {
                t.referral_in_left_more(more)
            }),
            findings: findings.take(FINDINGS).collect(),
            findings_more: counted(read.findings.len().saturating_sub(FINDINGS), |more| {
                t.referral_in_findings_more(more)
            }),
        }
    }
}

impl Whose {
    fn to_look_at(&self, t: Text) -> Option<String> {
        match self.fits {
            _ if self.there.is_empty() => Some(t.referral_in_name_none()),
            _ if self.here.is_empty() => Some(t.referral_in_nameless_case(self.there.as_str())),
            Fits::CannotBeTold => Some(t.referral_in_name_unsure(self.there.as_str())),
            Fits::Different => Some(t.referral_in_other_name(self.there.as_str(), self.here.as_str())),
            Fits::Same => None,
        }
    }
}

impl Part {
    fn plain(title: String, words: String) -> Part {
        Part { title, words, before: String::new() }
    }
}

/// The fields of the form, by what becomes of each.
#[derive(Default)]
struct Sorted {
    taken: Vec<Part>,
    kept: Vec<Part>,
    long: Vec<Part>,
}

impl Sorted {
    fn of(t: Text, brought: &Form, before: &Form, long: &[&'static str]) -> Sorted {
        let mut sorted = Sorted::default();
        for ((name, there), (_, here)) in brought.fields().into_iter().zip(before.fields()) {
            let (words, stood) = (there.text.trim(), here.text.trim());
            if words.is_empty() || words == stood {
                continue;
            }
            let mut part = Part::plain(letter_form::label(t, name).unwrap_or_default(), words.to_owned());
            if long.contains(&name) {
                sorted.long.push(part);
            } else if !here.may_be_filled(before.saved.is_some()) {
                sorted.kept.push(part);
            } else {
                if !stood.is_empty() {
                    part.before = t.referral_in_before(stood);
                }
                sorted.taken.push(part);
            }
        }
        sorted
    }
}

/// Whom it is about and who wrote it, as far as it is said.
fn who(t: Text, read: &Read) -> Vec<(String, String)> {
    let patient = &read.patient;
    let institution = |known: &ReadInstitution| {
        let parts = [known.name.trim(), known.department.trim(), known.doctor.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" / ")
    };
    let names = [patient.name.trim(), patient.kana.trim()];
    let rows = [
        (t.referral_in_patient(), names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" / ")),
        (t.referral_in_born(), patient.birth.map(|day| day.to_string()).unwrap_or_default()),
        (t.referral_in_sex(), patient.gender.map(|gender| given::say(t, gender)).unwrap_or_default()),
        (t.referral_in_from(), institution(&read.from)),
        (t.referral_in_to(), institution(&read.to)),
        (t.referral_in_written(), day_of(t, &read.written)),
        (t.referral_in_signed_there(), day_of(t, &read.signed)),
    ];
    rows.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

/// The day of a point in time, in words; what is none stays as it is written.
fn day_of(t: Text, written: &str) -> String {
    let day = written.get(..10).and_then(|day| day.parse().ok());
    day.map_or_else(|| written.to_owned(), |day| words::date(t, day))
}

fn counted(more: usize, say: impl Fn(usize) -> String) -> String {
    if more > 0 { say(more) } else { String::new() }
}

fn named(t: Text, name: &str, kind: &str) -> String {
    let name = if name.trim().is_empty() { t.referral_in_nameless() } else { name.trim().to_owned() };
    if kind.trim().is_empty() { name } else { t.referral_in_file(name, kind.trim()) }
}
