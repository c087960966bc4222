//! `GET /case/papers` and the files below it: the papers of a case as files, each as far as whoever asks may read what stands on it.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use casework::application::Application as Applied;
use casework::second::SecondOpinion;
use casework::service::View;
use casework::{ApplicationId, Deed, Part, PersonId, Refusal, may};
use documents::calendar::{Making, Places, Zone, ics};
use documents::paper::papers::{self, Code, CodeFor, Given, Paper};
use documents::paper::set::{Contents, Made, pdf};
use language::{Language, Text};
use serde::Deserialize;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::application::Application;
use crate::case::case_file::one_of;
use crate::case::door::Door;
use crate::case::referral::OUT;
use crate::case::routes::{Needs, Routes};
use crate::case::steps::calendar::counted;
use crate::case::steps::records::icd10_of;
use crate::case::{CaseFrame, CodeFor as Shown, Open, refused, words};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

/// So many papers are set at once; each takes one processor and some memory.
const AT_ONCE: usize = 2;
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// The calendar for telephones and computers.
const CALENDAR: &str = "/case/papers/calendar.ics";

#[derive(Template)]
#[template(path = "case/papers.html")]
struct Page {
    frame: Frame,
    t: Text,
    case_frame: CaseFrame,
    papers: Vec<Listed>,
}

struct Listed {
    title: String,
    about: String,
    files: Vec<Linked>,
}

struct Linked {
    href: String,
    kind: &'static str,
    says: String,
}

pub(super) async fn show(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    let Some(door) = application.door() else { return refused::no_cases(&application, &visitor) };
    let view = match open.overview().await {
        Ok(view) => view,
        Err(refusal) => return refused::refused(&application, &visitor, &refusal),
    };
    let t = visitor.language.text();
    let seen = seen(&view);
    let whole = given(&application, door, &view, &seen, &[], t);
    let live: Vec<&Applied> = view.case.applications.iter().filter(|applied| applied.is_live()).collect();
    let bare = papers::is_bare_draft(&view.case);
    let mut listed = Vec::new();
    for paper in Paper::ALL {
        if paper.is_of_application() && !live.is_empty() {
            let of = live.iter().map(|applied| (*applied, Given { application: Some(applied.id), ..whole.clone() }));
            let of = of.filter(|(_, given)| papers::applies(paper, given));
            listed.extend(of.map(|(applied, _)| one(t, &visitor, paper, Some(applied), bare)));
        } else if papers::applies(paper, &whole) {
            listed.push(one(t, &visitor, paper, None, bare));
        }
    }
    let calendar = papers::applies(Paper::Calendar, &whole).then(|| Listed {
        title: t.papers_ics(),
        about: t.papers_about_ics(),
        files: vec![Linked { href: CALENDAR.to_owned(), kind: "text/calendar", says: t.papers_ics_go() }],
    });
    let signed = view.case.letter.form.as_ref().is_some_and(|form| form.signed.is_some());
    let sealed = view.case.applications.iter().any(|applied| is_sealed(&view, applied));
    let referral = (seen.contains(&Part::Letter) && signed && !sealed).then(|| Listed {
        title: t.referral_out_title(),
        about: t.referral_out_about(),
        files: vec![Linked { href: OUT.to_owned(), kind: "text/html", says: t.referral_out_go() }],
    });
    let shown = Page {
        papers: listed.into_iter().chain(referral).chain(calendar).collect(),
        frame: Frame::new(&visitor, &application.edition, Section::Elsewhere, t.papers_title()),
        t,
        case_frame: CaseFrame::new(&visitor, &open, &view, None),
    };
    page(StatusCode::OK, &shown)
}

/// One paper, in the language of the page first; of an application, with the institution's name. A `bare` letter is one in which no doctor has written.
fn one(t: Text, visitor: &Visitor, paper: Paper, of: Option<&Applied>, bare: bool) -> Listed {
    let more = of.map(|applied| format!("&application={}", applied.id)).unwrap_or_default();
    let file = |language: Language| Linked {
        href: format!("{}?in={}{more}", address(paper), language.code()),
        kind: "application/pdf",
        says: t.papers_pdf(in_words(t, language)),
    };
    let other = Language::ALL.into_iter().filter(|language| *language != visitor.language);
    let files = std::iter::once(visitor.language).chain(other).map(file).collect();
    let title = match of {
        Some(applied) => format!("{}{}{}", paper.title(t), t.words_colon(), applied.name),
        None => paper.title(t),
    };
    let about = if paper == Paper::Letter && bare { t.papers_about_letter_draft() } else { about(t, paper) };
    Listed { title, about, files }
}

/// In which language a file is wanted: a letter to a hospital abroad is not in the language of its patient.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(rename = "in")]
    language: Option<String>,
    /// For which application; without it, the last one that goes on.
    application: Option<u32>,
}

impl Asked {
    /// The language asked for, or that of the page.
    fn language(&self, visitor: &Visitor) -> Language {
        self.language.as_deref().and_then(Language::from_code).unwrap_or(visitor.language)
    }
}

/// The addresses, each with what one must be allowed to read.
pub(super) fn routes() -> Routes {
    let mut routes = Routes::default().get("/case/papers", Needs::Case, show);
    for paper in Paper::ALL {
        let give = move |State(application): State<Application>, visitor: Visitor, open: Open, asked: Query<Asked>| async move {
            // Nothing is read or logged for who is told to come again.
            let Some(turn) = turn().await else {
                return refused::busy(&application, &visitor, &Default::default());
            };
            let made = printed(&application, &open, paper, &asked, asked.language(&visitor), turn).await;
            given_out(&application, &visitor, paper.name(), made)
        };
        routes = routes.get(address(paper), Needs::Deed(Deed::Read(paper.part())), give);
    }
    routes.get(CALENDAR, Needs::Deed(Deed::Read(Part::Time)), give_calendar)
}

fn address(paper: Paper) -> &'static str {
    match paper {
        Paper::Request => "/case/papers/request.pdf",
        Paper::Letter => "/case/papers/letter.pdf",
        Paper::Consent => "/case/papers/consent.pdf",
        Paper::Records => "/case/papers/records.pdf",
        Paper::Calendar => "/case/papers/calendar.pdf",
        Paper::Application => "/case/papers/application.pdf",
        Paper::Questions => "/case/papers/questions.pdf",
        Paper::Opinions => "/case/papers/opinions.pdf",
        Paper::Decision => "/case/papers/decision.pdf",
        Paper::Report => "/case/papers/report.pdf",
        Paper::Dossier => "/case/papers/dossier.pdf",
    }
}

async fn give_calendar(State(application): State<Application>, visitor: Visitor, open: Open) -> Response {
    let found = calendar(&application, &visitor, &open).await;
    given_out(&application, &visitor, "calendar", found)
}

fn given_out(application: &Application, visitor: &Visitor, name: &str, found: Result<File, Refusal>) -> Response {
    match found {
        Ok(File { media_type, ending, bytes }) => {
            let name = format!("attachment; filename=\"anshin-{name}.{ending}\"");
            ([(CONTENT_TYPE, media_type.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response()
        }
        Err(refusal) => refused::refused(application, visitor, &refusal),
    }
}

/// A file that is given out.
struct File {
    media_type: &'static str,
    ending: &'static str,
    bytes: Vec<u8>,
}

async fn printed(
    application: &Application,
    open: &Open,
    paper: Paper,
    asked: &Asked,
    language: Language,
    turn: SemaphorePermit<'static>,
) -> Result<File, Refusal> {
    let door = application.door().ok_or(Refusal::NotFound)?;
    let t = language.text();
    let (view, seen) = open.casework.printed(open.caller, paper.part(), paper.parts()).await?;
    let of = asked.application.map(ApplicationId);
    if of.is_some_and(|of| view.case.applications.iter().all(|applied| applied.id != of)) {
        return Err(Refusal::NotFound);
    }
    // For a doctor who reads blind the letter would look as if nothing had been proposed.
    if paper == Paper::Letter && view.case.applications.iter().any(|applied| is_sealed(&view, applied)) {
        return Err(Refusal::NotFound);
    }
    let codes = codes(door, open, &view);
    let given = Given { application: of, ..given(application, door, &view, &seen, &codes, t) };
    let bytes = set(paper, &given, turn).await?;
    Ok(File { media_type: "application/pdf", ending: "pdf", bytes })
}

/// The letter as it is printed, to go along in a file: in a case that was opened for it and that nobody reads blind.
pub(super) async fn letter(
    application: &Application,
    door: &Door,
    (view, seen): (&View, &[Part]),
    language: Language,
    turn: SemaphorePermit<'static>,
) -> Result<Vec<u8>, Refusal> {
    set(Paper::Letter, &given(application, door, view, seen, &[], language.text()), turn).await
}

/// A turn at the typesetter; none when it did not come in time.
pub(super) async fn turn() -> Option<SemaphorePermit<'static>> {
    one_of(&TURNS).await
}

async fn set(paper: Paper, given: &Given<'_>, turn: SemaphorePermit<'static>) -> Result<Vec<u8>, Refusal> {
    let (t, today) = (given.text, given.today);
    let sheets = papers::sheets(paper, given);
    let contents = (paper == Paper::Dossier).then(|| Contents {
        language: t.language(),
        title: paper.title(t),
        under: given.case.person(PersonId::PATIENT).map(|patient| patient.name.clone()).filter(|name| !name.is_empty()),
        foot: t.paper_foot(words::date(t, today)),
    });
    let made = Made { on: today, contents };
    let unkept = |why: String| Refusal::Unkept(why);
    let set = tokio::task::spawn_blocking(move || {
        let set = pdf(&sheets, made);
        drop(turn);
        set
    });
    set.await.map_err(|error| unkept(error.to_string()))?.map_err(|error| unkept(error.words(&t)))
}

async fn calendar(application: &Application, visitor: &Visitor, open: &Open) -> Result<File, Refusal> {
    let (view, _) = open.casework.printed(open.caller, Part::Time, Paper::Calendar.parts()).await?;
    let text = visitor.language.text();
    let zone = |applied: &Applied| {
        let edition = &application.edition;
        let found = edition.institution_by_id(&applied.institution);
        Zone::of(found.and_then(|found| edition.institution(found)))
    };
    let counted = counted(&view.case, view.today);
    let now = open.casework.now();
    let making = Making { text, now, today: view.today, places: Places::Hidden, zone: &zone };
    let file = ics(&view.case, &counted, &making).ok_or(Refusal::NotFound)?;
    Ok(File { media_type: "text/calendar; charset=utf-8", ending: "ics", bytes: file.into_bytes() })
}

/// The parts that whoever asks may read.
fn seen(view: &View) -> Vec<Part> {
    let may_read = |part: &Part| may(&view.case, view.caller.actor, Deed::Read(*part), view.today);
    Part::ALL.into_iter().filter(may_read).collect()
}

fn given<'a>(
    application: &'a Application,
    door: &Door,
    view: &'a View,
    sees: &'a [Part],
    codes: &'a [Code],
    text: Text,
) -> Given<'a> {
    Given {
        sees,
        zone: door.zone().clone(),
        codes,
        icd10: icd10_of(&application.edition, &view.case),
        ..Given::of(&view.case, text, view.today)
    }
}

/// Codes that were made within the last ten minutes: they are printed on the paper that they belong to.
fn codes(door: &Door, open: &Open, view: &View) -> Vec<Code> {
    let applications = view.case.applications.iter();
    let desks = applications.map(|applied| (CodeFor::Answer(applied.id), Shown::Desk(applied.desk), "/answer"));
    let all = [(CodeFor::Letter, Shown::Form, "/letter"), (CodeFor::Receipt, Shown::Report, "/receipt")];
    let made = all.into_iter().chain(desks).filter_map(|(opens, what, path)| {
        let code = door.fresh().get(open.caller, what, open.casework.now())?;
        Some(Code {
            opens,
            code: code.secret.printed(),
            address: format!("{}{path}", door.address()),
            until: code.until.map(|until| door.local(until).date()),
        })
    });
    made.collect()
}

fn about(t: Text, paper: Paper) -> String {
    match paper {
        Paper::Request => t.papers_about_request(),
        Paper::Letter => t.papers_about_letter(),
        Paper::Consent => t.papers_about_consent(),
        Paper::Records => t.papers_about_records(),
        Paper::Calendar => t.papers_about_calendar(),
        Paper::Application => t.papers_about_application(),
        Paper::Questions => t.papers_about_questions(),
        Paper::Opinions => t.papers_about_opinions(),
        Paper::Decision => t.papers_about_decision(),
        Paper::Report => t.papers_about_report(),
        Paper::Dossier => t.papers_about_dossier(),
    }
}

pub(super) fn in_words(t: Text, language: Language) -> String {
    match language {
        Language::English => t.papers_english(),
        Language::Japanese => t.papers_japanese(),
    }
}

/// Whether whoever looks is this application's doctor and has not yet saved a view of their own.
pub(super) fn is_sealed(view: &View, applied: &Applied) -> bool {
    let own = |second: &SecondOpinion| second.application == Some(applied.id) && second.own_view.is_some();
    applied.blind && applied.doctor == Some(view.caller.actor.person) && !view.case.seconds.iter().any(own)
}
