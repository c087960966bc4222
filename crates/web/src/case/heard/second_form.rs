//! The form in which the patient's side writes down what was said, point by point.

use casework::opinion::Known;
use casework::second::{Point, Said, SecondOpinion, Stands, Written};
use language::Text;

use super::one::Wrong;
use super::words;
use crate::case::Sent;
use crate::case::steps::fields::{Choices, Form, Line};
use crate::case::steps::values::{Values, date_of, knowing, known};
use crate::case::steps::{At, wrong_in_words};

const STANDS: [(&str, Stands); 3] =
    [("agrees", Stands::Agrees), ("refines", Stands::Refines), ("differs", Stands::Differs)];

/// Its fields.
pub(super) struct Fields {
    pub(super) who: Vec<Line>,
    pub(super) points: Vec<(Line, Choices)>,
    pub(super) stands: Choices,
    pub(super) remarks: Line,
}

pub(super) fn fields(t: Text, form: &Form<'_>) -> Fields {
    let stands = STANDS.iter().map(|(word, stands)| form.choice("stands", word, words::stands(t, *stands)));
    let unsaid = form.choice("stands", "none", t.heard_stands_none());
    let none = !STANDS.iter().any(|(word, _)| form.values.has("stands", word));
    let unsaid = if none { unsaid.first() } else { unsaid };
    Fields {
        who: vec![
            form.line("doctor", t.heard_second_doctor(), String::new()),
            form.line("institution", t.heard_second_institution(), String::new()),
            form.line("said_on", t.heard_second_said_on(), t.steps_date_hint()),
        ],
        points: Point::ALL.into_iter().map(|point| field(t, form, point)).collect(),
        stands: form.one("stands", t.heard_stands(), stands.collect()).and(unsaid),
        remarks: form.text("remarks", t.heard_remarks(), t.heard_remarks_hint()),
    }
}

/// A point with how well it is known: told, not clear, or not said.
fn field(t: Text, form: &Form<'_>, point: Point) -> (Line, Choices) {
    let (name, label) = (point.word(), words::point(t, point));
    let how = knowing(name);
    let told = form.choice(&how, "told", t.heard_how_told());
    let unclear = form.choice(&how, "unclear", t.heard_how_unclear());
    let open = form.choice(&how, "open", t.heard_how_open());
    let written = !form.values.text(name).trim().is_empty();
    let none = !["told", "unclear"].iter().any(|word| form.values.has(&how, word));
    // Whoever has written something was told it, even with nothing ticked.
    let choices = match (none, written) {
        (true, true) => vec![told.first(), unclear, open],
        (true, false) => vec![told, unclear, open.first()],
        (false, _) => vec![told, unclear, open],
    };
    let line = form.text(name, label.clone(), hint(t, point));
    (line, form.one(&how, label, choices).in_row())
}

fn hint(t: Text, point: Point) -> String {
    match point {
        Point::Aim => t.heard_point_aim_hint(),
        Point::Benefits => t.heard_point_benefits_hint(),
        Point::Harms => t.heard_point_harms_hint(),
        Point::Diagnosis | Point::Stage | Point::Treatment | Point::Nothing => String::new(),
    }
}

/// What was written; every date that cannot be read is named.
pub(super) fn written(at: &At<'_>, sent: &Sent) -> Result<Written, Vec<Wrong>> {
    let t = at.t;
    let mut said = Said::new();
    let mut beside = Vec::new();
    for point in Point::ALL {
        let (known, own) = known(sent, point.word());
        // Words beside "not clear" are not thrown away: they stand with the remarks, under the point's name.
        beside.extend(own.map(|own| format!("{}{}{own}", words::point(t, point), t.words_colon())));
        if known != Known::Open {
            said.insert(point, known);
        }
    }
    let said_on = date_of(sent.get("said_on"), at.view.today).map_err(|wrong| {
        let (detail, remedy) = wrong_in_words(t, &t.heard_second_said_on(), wrong);
        vec![("said_on".to_owned(), detail, remedy)]
    })?;
    let remarks = std::iter::once(sent.text("remarks")).chain(beside).filter(|part| !part.is_empty());
    Ok(Written {
        doctor: sent.text("doctor"),
        institution: sent.text("institution"),
        said_on,
        said,
        stands: STANDS.iter().find(|(word, _)| sent.get("stands") == Some(word)).map(|(_, stands)| *stands),
        remarks: remarks.collect::<Vec<_>>().join("\n"),
    })
}

/// What stands in an opinion that is corrected.
pub(super) fn kept(at: &At<'_>, opinion: &SecondOpinion) -> Values {
    let mut values = Values::default();
    values.put("doctor", opinion.doctor.as_str());
    values.put("institution", opinion.institution.as_str());
    values.put("said_on", opinion.said_on.map(|on| at.day(on)).unwrap_or_default());
    for point in Point::ALL {
        values.put_known(point.word(), &opinion.of(point));
    }
    let stands = STANDS.iter().find(|(_, stands)| Some(*stands) == opinion.stands);
    values.put("stands", stands.map_or("", |(word, _)| *word));
    values.put("remarks", opinion.remarks.as_str());
    values
}

/// What a field is called.
pub(super) fn label(t: Text, name: &str) -> Option<String> {
    Some(match name {
        "doctor" => t.heard_second_doctor(),
        "institution" => t.heard_second_institution(),
        "said_on" => t.heard_second_said_on(),
        "remarks" => t.heard_remarks(),
        point => words::point(t, Point::from_word(point)?),
    })
}
