//! `/desk/{office}/numbers` and `numbers.csv`: the desk's own numbers, each with how it is counted.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use casework::application::Reason;
use casework::office::{Duty, Numbers, SATISFIED_LEAST};
use language::Text;

use super::at_office::{AtOffice, Link};
use super::words;
use crate::application::Application;
use crate::case::Guest;
use crate::case::sign_in::SignedIn;
use crate::frame::Frame;
use crate::visitor::Visitor;

/// Below so many, a share would look surer than it is.
const SHARE_LEAST: u32 = 10;

#[derive(Template)]
#[template(path = "case/staff/numbers.html")]
struct Page {
    frame: Frame,
    t: Text,
    office: String,
    links: Vec<Link>,
    rows: Vec<Row>,
    table: String,
}

struct Row {
    /// Its name in the table that is taken out; it does not change with the language.
    code: String,
    name: String,
    /// As it is read.
    says: String,
    /// As it is taken out; empty while there is none.
    value: String,
    defined: String,
}

pub(super) async fn show(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path(office): Path<String>,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    match at.casework().numbers(at.cookie(), &at.office.id).await {
        Ok(numbers) => {
            let shown = Page {
                frame: at.frame(at.t.office_numbers_of(at.office.name.as_str())),
                t: at.t,
                office: at.office.name.clone(),
                links: at.links("/numbers"),
                rows: rows(at.t, &numbers),
                table: at.href("/numbers.csv"),
            };
            at.page(StatusCode::OK, &shown)
        }
        Err(refusal) => at.refused(&refusal),
    }
}

pub(super) async fn table(
    State(application): State<Application>,
    visitor: Visitor,
    guest: Guest,
    account: SignedIn,
    Path(office): Path<String>,
) -> Response {
    let at = match AtOffice::enter((&application, &visitor), &guest, &account, (&office, Duty::Desk)).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    match at.casework().numbers(at.cookie(), &at.office.id).await {
        Ok(numbers) => {
            let name = format!("attachment; filename=\"numbers-{}.csv\"", at.today());
            let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
            (headers, csv(at.t, &rows(at.t, &numbers))).into_response()
        }
        Err(refusal) => at.refused(&refusal),
    }
}

/// With the mark by which spreadsheets know the letters, and lines as RFC 4180 has them.
fn csv(t: Text, rows: &[Row]) -> String {
    let mut out = String::from("\u{feff}");
    let heads = ["code".to_owned(), t.numbers_what(), t.numbers_value(), t.numbers_defined()];
    let lines = rows.iter().map(|row| [&row.code, &row.name, &row.value, &row.defined].map(Clone::clone));
    for line in std::iter::once(heads).chain(lines) {
        let cells: Vec<String> = line.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn rows(t: Text, numbers: &Numbers) -> Vec<Row> {
    let all = numbers.applications;
    let mut rows = vec![
        count("applications", t.numbers_applications(), all, t.numbers_applications_about()),
        count("open", t.numbers_open(), numbers.open, t.numbers_open_about()),
        count("held", t.numbers_held(), numbers.held, t.numbers_held_about()),
        days(t, numbers),
    ];
    let declined = Reason::ALL.iter().filter_map(|reason| Some((*reason, *numbers.declined.get(reason)?)));
    let in_all = numbers.declined.values().sum();
    rows.push(share(t, ("declined", t.numbers_declined()), in_all, all, t.numbers_declined_about()));
    for (reason, of_it) in declined {
        let code = words::REASONS.iter().find(|(_, known)| *known == reason).map_or("", |(word, _)| *word);
        let name = t.numbers_declined_reason(words::reason(t, reason));
        rows.push(count(&format!("declined-{code}"), name, of_it, t.numbers_reason_about()));
    }
    rows.push(count("withdrawn", t.numbers_withdrawn(), numbers.withdrawn, t.numbers_withdrawn_about()));
    let given = numbers.agrees + numbers.refines + numbers.differs;
    rows.extend([
        share(t, ("agrees", t.numbers_agrees()), numbers.agrees, given, t.numbers_agrees_about()),
        share(t, ("refines", t.numbers_refines()), numbers.refines, given, t.numbers_refines_about()),
        share(t, ("differs", t.numbers_differs()), numbers.differs, given, t.numbers_differs_about()),
    ]);
    let about = t.numbers_satisfied_about(SATISFIED_LEAST);
    rows.push(count("satisfied-answers", t.numbers_satisfied(), numbers.satisfied_answers, about));
    for (place, of_it) in numbers.satisfied.iter().flatten().enumerate() {
        let level = place + 1;
        let name = t.numbers_satisfied_of(level.to_string());
        rows.push(count(&format!("satisfied-{level}"), name, *of_it, t.numbers_satisfied_of_about()));
    }
    rows
}

fn count(code: &str, name: String, of_it: u32, defined: String) -> Row {
    Row { code: code.to_owned(), name, says: of_it.to_string(), value: of_it.to_string(), defined }
}

/// A count with its share, where there are enough for one.
fn share(t: Text, (code, name): (&str, String), of_it: u32, all: u32, defined: String) -> Row {
    let plain = count(code, name, of_it, defined);
    if all < SHARE_LEAST || of_it < SHARE_LEAST {
        return plain;
    }
    let percent = (of_it * 200 + all) / (2 * all);
    Row { says: t.numbers_share(of_it, percent, all), ..plain }
}

fn days(t: Text, numbers: &Numbers) -> Row {
    let value = numbers.median_days.map(|days| days.to_string()).unwrap_or_default();
    let says = match numbers.median_days {
        Some(days) => t.numbers_days_value(days.to_string(), numbers.held),
        None => t.numbers_none(),
    };
    Row { code: "median-days".to_owned(), name: t.numbers_days(), says, value, defined: t.numbers_days_about() }
}
