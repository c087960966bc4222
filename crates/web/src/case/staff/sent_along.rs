//! What was sent along with an application: every part of it, and nothing else of the case.

use askama::Template;
use casework::application::Application as Applied;
use casework::letter::{Signature, Source};
use casework::opinion::{FirstOpinion, Known};
use casework::people::Part;
use casework::records::{Attachment, Checked, Item};
use casework::{AttachmentId, Case};
use language::Text;

use crate::application::Application;
use crate::case::steps::{records, time};
use crate::case::{letter_form, steps, words};
use crate::visitor::Visitor;

/// A block of a page; a template writes it with `{{ sent|safe }}`.
#[derive(Template)]
#[template(path = "case/staff/sent_along.html")]
pub(super) struct SentAlong {
    t: Text,
    told: Option<Facts>,
    time: Option<Facts>,
    letter: Option<LetterView>,
    records: Option<Vec<RecordView>>,
    questions: Vec<(String, String)>,
    coming: Vec<String>,
    not_sent: String,
    /// A blind first read: what is sealed is said to be so.
    sealed: bool,
}

/// Each with its name.
type Facts = Vec<(String, String)>;

struct LetterView {
    draft: bool,
    says: String,
    fields: Vec<(String, String, bool)>,
    file: Option<FileView>,
}

struct RecordView {
    says: String,
    loan: bool,
    stage: String,
    note: String,
    files: Vec<FileView>,
}

struct FileView {
    /// Where it can be had; empty while it cannot.
    href: String,
    says: String,
    state: String,
}

impl SentAlong {
    /// `files` is the address under which a file is had by its number.
    pub(super) fn new(
        (application, visitor): (&Application, &Visitor),
        case: &Case,
        applied: &Applied,
        (files, sealed): (&str, bool),
    ) -> SentAlong {
        let t = visitor.language.text();
        let sent = |part: Part| applied.parts.contains(&part);
        let not_sent: Vec<String> =
            Part::SENT.into_iter().filter(|part| !sent(*part)).map(|part| words::part(t, part)).collect();
        let not_sent = if not_sent.is_empty() { String::new() } else { t.sent_not(not_sent.join(&t.words_comma())) };
        SentAlong {
            t,
            told: sent(Part::Opinion).then(|| told(application, visitor, &case.opinion)),
            time: sent(Part::Time).then(|| timing(t, case)),
            letter: sent(Part::Letter).then(|| letter(t, case, files)),
            records: sent(Part::Records)
                .then(|| case.records.iter().map(|item| record(t, case, item, files)).collect()),
            questions: questions(t, case),
            coming: coming(t, case, applied),
            not_sent,
            sealed,
        }
    }
}

fn told(application: &Application, visitor: &Visitor, opinion: &FirstOpinion) -> Facts {
    let t = visitor.language.text();
    let edition = &application.edition;
    let listed = opinion.condition.as_deref().and_then(|id| edition.condition(edition.condition_by_id(id)?));
    let listed = listed.map(|condition| compare::words::in_language(&condition.name, visitor.language).to_owned());
    let own = opinion.condition_words.trim().to_owned();
    let illness = if own.is_empty() { listed.unwrap_or_default() } else { own };
    let known = |known: &Known<String>| match known {
        Known::Told(text) => text.clone(),
        Known::Unclear => t.sent_not_clear(),
        Known::Open => String::new(),
    };
    let decide = match opinion.decide_by {
        Known::Told(date) => steps::day(t, date),
        Known::Unclear => t.sent_not_clear(),
        Known::Open => String::new(),
    };
    let under20 = if opinion.under20 { t.sent_under20_yes() } else { String::new() };
    let all = [
        (t.sent_illness(), illness),
        (t.sent_site(), known(&opinion.site)),
        (t.sent_kind(), known(&opinion.kind)),
        (t.sent_stage(), known(&opinion.stage)),
        (t.sent_by_doctor(), known(&opinion.doctor)),
        (t.sent_at(), opinion.institution_words.clone()),
        (t.sent_on(), opinion.said_on.map(|date| steps::day(t, date)).unwrap_or_default()),
        (t.sent_treatment(), known(&opinion.treatment)),
        (t.sent_decide(), decide),
        (t.sent_unclear(), opinion.unclear.clone()),
        (t.sent_under20(), under20),
    ];
    all.into_iter().filter(|(_, says)| !says.trim().is_empty()).collect()
}

fn timing(t: Text, case: &Case) -> Facts {
    let timing = &case.timing;
    let treatment = timing.treatment.map(|treatment| time::treatment_words(t, treatment));
    let latest = timing.latest_safe.map(|date| match timing.latest_safe_by.trim() {
        "" => steps::day(t, date),
        by => t.sent_latest_by(steps::day(t, date), by),
    });
    let all = [
        (t.sent_where_treatment(), treatment.unwrap_or_default()),
        (t.sent_latest(), latest.unwrap_or_else(|| t.office_latest_none())),
    ];
    all.into_iter().filter(|(_, says)| !says.is_empty()).collect()
}

fn letter(t: Text, case: &Case, files: &str) -> LetterView {
    let letter = &case.letter;
    let Some(form) = &letter.form else {
        let says = match letter.received_on {
            Some(on) => t.sent_letter_received(steps::day(t, on)),
            None => t.sent_letter_none(),
        };
        return LetterView { draft: false, says, fields: Vec::new(), file: None };
    };
    let fields = form.fields().into_iter().filter(|(_, field)| !field.text.trim().is_empty());
    let fields = fields.map(|(name, field)| {
        let label = letter_form::label(t, name).unwrap_or_default();
        (label, field.text.clone(), field.source == Source::Patient)
    });
    let signed = form.signed.as_ref();
    let file = signed.and_then(|signed| match signed.how {
        Signature::File(id) => file_of(t, case, id, files),
        Signature::OnPaper => None,
    });
    let says = match (signed, letter.received_on) {
        (Some(signed), _) => t.sent_letter_signed(signed.by.as_str(), steps::day(t, signed.on)),
        (None, Some(on)) => t.sent_letter_received(steps::day(t, on)),
        (None, None) => t.sent_letter_draft(),
    };
    LetterView { draft: signed.is_none() && letter.received_on.is_none(), says, fields: fields.collect(), file }
}

fn record(t: Text, case: &Case, item: &Item, files: &str) -> RecordView {
    let stage = records::stage_words(t, item.stage());
    let since = item.steps.last().map(|(_, on)| steps::day(t, *on));
    RecordView {
        says: records::item_words(t, item),
        loan: item.loan,
        stage: [Some(stage), since].into_iter().flatten().collect::<Vec<_>>().join(&t.words_comma()),
        note: item.note.clone(),
        files: item.attachments.iter().filter_map(|id| file_of(t, case, *id, files)).collect(),
    }
}

fn file_of(t: Text, case: &Case, id: AttachmentId, files: &str) -> Option<FileView> {
    let file: &Attachment = case.attachments.iter().find(|file| file.id == id)?;
    let (open, state) = match file.checked {
        Checked::Clean => (true, String::new()),
        Checked::Unscanned => (true, t.records_file_unscanned()),
        Checked::Quarantined => (false, t.records_file_waiting()),
        Checked::Refused => (false, t.records_file_refused()),
    };
    let kilobytes = i64::try_from(file.size.div_ceil(1_000)).unwrap_or(i64::MAX);
    let href = if open { format!("{files}{id}") } else { String::new() };
    Some(FileView { href, says: t.records_file(file.name.as_str(), kilobytes), state })
}

fn questions(t: Text, case: &Case) -> Vec<(String, String)> {
    let questions = case.questions.iter();
    questions.map(|question| (question.words.clone(), t.sent_question_minutes(question.minutes))).collect()
}

fn coming(t: Text, case: &Case, applied: &Applied) -> Vec<String> {
    let Some(day) = case.days.iter().find(|day| day.application == applied.id) else { return Vec::new() };
    let patient = if day.patient_comes { t.sent_day_patient() } else { t.sent_day_without() };
    let others = day.coming.iter().map(|coming| {
        let relation = coming.relation.map(|relation| words::relation(t, relation));
        let from = Some(coming.from.trim()).filter(|from| !from.is_empty()).map(|from| t.sent_day_from(from));
        [Some(coming.name.clone()), relation, from].into_iter().flatten().collect::<Vec<_>>().join(&t.words_comma())
    });
    std::iter::once(patient).chain(others).collect()
}
