//! `/letter/form`: the doctor's form. Required parts first; what the patient recorded is marked as such until the doctor says that it stands.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use casework::letter::{Form, Signature, Signed, Source, Words};
use casework::service::View;
use casework::{Act, Deed, PersonId, Refusal, may};
use language::Text;

use crate::application::Application;
use crate::case::body::Written;
use crate::case::given_back::Given;
use crate::case::{CaseFrame, Open, Sent, go, refused, upload, words};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "case/letter-form.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    patient: String,
    fields: Vec<Field>,
    saved: Option<String>,
    signed: Option<String>,
    by: String,
    /// Who came by the printed code closes the form when done: the machine may be a ward's.
    by_code: bool,
    troubles: Vec<(String, String)>,
    /// Someone changed the form meanwhile: what was typed stands beside it.
    typed: Vec<Given>,
}

struct Field {
    name: &'static str,
    label: String,
    hint: String,
    required: bool,
    rows: u8,
    text: String,
    /// As the patient recorded it.
    patients: bool,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    match form_of(&open).await {
        Ok((view, form)) => shown(&application, &visitor, &open, &view, &form, Wrong::default()),
        Err(refusal) => refused(&application, &visitor, &refusal),
    }
}

/// Saves the form and, with the other button, signs it.
pub(crate) async fn save(State(application): State<Application>, visitor: Visitor, open: Open, sent: Sent) -> Response {
    let (view, before) = match form_of(&open).await {
        Ok(found) => found,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let form = written(&sent, &before);
    let view = match open.act(sent.version(), Act::SaveForm(Box::new(form.clone()))).await {
        Ok(saved) => saved,
        // What was typed meets what stands now; nothing of either is lost.
        Err(refusal @ Refusal::Stale) => {
            return stale(&application, &visitor, &open, &view, &before, (&form, &refusal));
        }
        Err(refusal) => return again(&application, &visitor, &open, &view, &form, &refusal),
    };
    match sent.get("do") {
        Some("sign") => {}
        // What was typed is kept before the page with the file is shown; nothing of it can be lost there.
        Some("file") => return ask_for_file(&application, &visitor, &open, &view, sent.text("by")),
        _ => return go("/letter/form?saved=yes"),
    }
    let signed = Signed { by: sent.text("by"), on: view.today, how: Signature::OnPaper };
    match open.act(view.version, Act::SignForm(signed)).await {
        Ok(_) => go("/letter/form?saved=yes"),
        Err(refusal) => {
            let saved = view.case.letter.form.clone().unwrap_or(form);
            again(&application, &visitor, &open, &view, &saved, &refusal)
        }
    }
}

#[derive(Template)]
#[template(path = "case/signature.html")]
struct FilePage {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    by: String,
}

/// The page that takes the file of an electronic signature, once the form is saved.
fn ask_for_file(application: &Application, visitor: &Visitor, open: &Open, view: &View, by: String) -> Response {
    let t = visitor.language.text();
    let shown = FilePage {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.door_form_file()),
        t,
        case_frame: CaseFrame::new(visitor, open, view, None).alone(),
        by,
    };
    page(StatusCode::OK, &shown)
}

/// Takes the file of an electronic signature and signs with it.
pub(crate) async fn signature(
    State(application): State<Application>,
    visitor: Visitor,
    open: Open,
    received: upload::Received,
) -> Response {
    let (view, form) = match form_of(&open).await {
        Ok(found) => found,
        Err(refusal) => return refused(&application, &visitor, &refusal),
    };
    let by = received.text("by");
    let version = received.version();
    let upload::File { name, media_type, bytes } = received.file;
    let uploaded = open.casework.upload_signature(open.caller, version, name, media_type, bytes).await;
    let done = match uploaded {
        Ok((view, id)) => {
            let signed = Signed { by, on: view.today, how: Signature::File(id) };
            open.act(view.version, Act::SignForm(signed)).await
        }
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => go("/letter/form?saved=yes"),
        Err(refusal) => again(&application, &visitor, &open, &view, &form, &refusal),
    }
}

/// The form, for whoever may write it.
async fn form_of(open: &Open) -> Result<(View, Form), Refusal> {
    let view = open.overview().await?;
    let writes = open.caller.actor.by_form_code || may(&view.case, open.caller.actor, Deed::WriteForm, view.today);
    let form = view.case.letter.form.clone().filter(|_| writes).ok_or(Refusal::NotFound)?;
    Ok((view, form))
}

/// The form as typed. A field that the patient filled in and that was neither changed nor confirmed stays the patient's.
fn written(sent: &Sent, before: &Form) -> Form {
    let mut form = before.clone();
    let names: Vec<&'static str> = before.fields().into_iter().map(|(name, _)| name).collect();
    for (words, name) in form.fields_mut().into_iter().zip(names) {
        let stands = sent.yes(&format!("stands-{name}"));
        // Browsers send lines apart with CR LF; the case keeps LF.
        let text = sent.text(name).replace("\r\n", "\n");
        let source = if words.source == Source::Patient && words.text == text && !stands {
            Source::Patient
        } else {
            Source::Doctor
        };
        *words = Words { text, source };
    }
    form
}

#[derive(Default)]
struct Wrong {
    troubles: Vec<(String, String)>,
    typed: Vec<Given>,
    status: Option<StatusCode>,
}

fn again(
    application: &Application,
    visitor: &Visitor,
    open: &Open,
    view: &View,
    form: &Form,
    refusal: &Refusal,
) -> Response {
    let t = visitor.language.text();
    let troubles = match refusal {
        Refusal::Troubled(troubles) => {
            troubles.iter().map(|trouble| (trouble.field.to_owned(), said(t, trouble))).collect()
        }
        Refusal::NotFound | Refusal::NotOpen | Refusal::Unkept(_) => {
            return refused::with_words(application, visitor, refusal, &Written::default());
        }
        other => {
            let (detail, remedy) = refused::sentences(t, other);
            vec![("purpose".to_owned(), format!("{detail} {remedy}"))]
        }
    };
    let wrong = Wrong { troubles, status: Some(StatusCode::UNPROCESSABLE_ENTITY), ..Wrong::default() };
    shown(application, visitor, open, view, form, wrong)
}

fn stale(
    application: &Application,
    visitor: &Visitor,
    open: &Open,
    view: &View,
    now: &Form,
    (typed, refusal): (&Form, &Refusal),
) -> Response {
    let t = visitor.language.text();
    let (detail, remedy) = refused::sentences(t, refusal);
    let differs = typed.fields().into_iter().zip(now.fields()).filter(|((_, typed), (_, now))| typed.text != now.text);
    let typed = differs
        .map(|((name, words), _)| Given { label: label(t, name).unwrap_or_default(), words: words.text.clone() })
        .collect();
    let troubles = vec![("purpose".to_owned(), format!("{detail} {remedy}"))];
    let wrong = Wrong { troubles, typed, status: Some(StatusCode::CONFLICT) };
    shown(application, visitor, open, view, now, wrong)
}

fn said(t: Text, trouble: &casework::Trouble) -> String {
    use casework::refusal::Wrong as What;
    let what = label(t, trouble.field).unwrap_or_default();
    match trouble.wrong {
        What::TooLong(most) => t.door_form_too_long(what, most),
        _ if trouble.field == "by" => t.door_form_by_missing(),
        _ => t.door_form_missing(what),
    }
}

fn shown(
    application: &Application,
    visitor: &Visitor,
    open: &Open,
    view: &View,
    form: &Form,
    wrong: Wrong,
) -> Response {
    let t = visitor.language.text();
    let day = |moment| application.door().map(|door| words::time_of(t, door, moment));
    let patient = view.case.person(PersonId::PATIENT).map(|patient| patient.name.clone()).unwrap_or_default();
    let signed = form.signed.as_ref().map(|signed| {
        let on = words::date(t, signed.on);
        match signed.how {
            Signature::OnPaper => t.door_form_signed_paper(signed.by.as_str(), on),
            Signature::File(_) => t.door_form_signed_file(signed.by.as_str(), on),
        }
    });
    let page_of = Page {
        frame: Frame::new(visitor, &application.edition, Section::Elsewhere, t.door_form()),
        t,
        case_frame: CaseFrame::new(visitor, open, view, None).alone(),
        patient: if patient.trim().is_empty() { t.door_form_patient_unnamed() } else { patient },
        fields: form
            .fields()
            .into_iter()
            .enumerate()
            .map(|(place, (name, words))| field(t, place, name, words))
            .collect(),
        saved: form.saved.and_then(day),
        signed,
        by: form.signed.as_ref().map_or_else(|| form.doctor.text.clone(), |signed| signed.by.clone()),
        by_code: open.caller.actor.by_form_code,
        troubles: wrong.troubles,
        typed: wrong.typed,
    };
    page(wrong.status.unwrap_or(StatusCode::OK), &page_of)
}

fn field(t: Text, place: usize, name: &'static str, words: &Words) -> Field {
    Field {
        name,
        label: label(t, name).unwrap_or_default(),
        hint: hint(t, name),
        required: place < 3,
        rows: if matches!(name, "doctor" | "institution" | "allergies") { 2 } else { 4 },
        text: words.text.clone(),
        patients: words.source == Source::Patient,
    }
}

/// What a field is called; none for a name that is no field's.
pub(crate) fn label(t: Text, name: &str) -> Option<String> {
    Some(match name {
        "purpose" => t.door_form_purpose(),
        "diagnosis" => t.door_form_diagnosis(),
        "course" => t.door_form_course(),
        "plan" => t.door_form_plan(),
        "past" => t.door_form_past(),
        "allergies" => t.door_form_allergies(),
        "medicines" => t.door_form_medicines(),
        "findings" => t.door_form_findings(),
        "remarks" => t.door_form_remarks(),
        "doctor" => t.door_form_doctor(),
        "institution" => t.door_form_institution(),
        "by" => t.door_form_by(),
        _ => return None,
    })
}

fn hint(t: Text, name: &str) -> String {
    match name {
        "purpose" => t.door_form_purpose_hint(),
        "diagnosis" => t.door_form_diagnosis_hint(),
        "course" => t.door_form_course_hint(),
        _ => String::new(),
    }
}
