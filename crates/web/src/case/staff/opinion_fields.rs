//! The fields of an opinion: seven points, each with a text or "cannot be said"; how it stands; who says it.

use casework::opinion::Known;
use casework::refusal::Wrong;
use casework::second::{Point, Said, Written};
use jiff::civil::Date;

use super::opinion::AtOpinion;
use super::words;
use crate::case::Sent;
use crate::case::steps::day;
use crate::case::steps::fields::{Choices, Form, Line};
use crate::case::steps::values::{Values, date_of, knowing};

/// The points alone.
pub(super) struct Points(pub(super) Vec<(Line, Choices)>);

impl Points {
    pub(super) fn new(form: &Form<'_>) -> Points {
        let t = form.t;
        let point = |point: Point| {
            let (name, label) = (point.word(), words::point(t, point));
            let how = knowing(name);
            let unclear = vec![form.choice(&how, "unclear", t.view_unclear())];
            (form.text(name, label.clone(), String::new()), form.any(&how, label, unclear).in_row())
        };
        Points(Point::ALL.into_iter().map(point).collect())
    }
}

/// Everything that is written.
pub(super) struct Fields {
    pub(super) points: Points,
    pub(super) stands: Choices,
    pub(super) remarks: Line,
    pub(super) doctor: Line,
    pub(super) institution: Line,
    pub(super) said_on: Line,
}

impl Fields {
    pub(super) fn new(form: &Form<'_>) -> Fields {
        let t = form.t;
        let stands = words::STANDS.iter().map(|(word, stands)| form.choice("stands", word, words::stands(t, *stands)));
        let none = form.choice("stands", "none", t.stands_none());
        Fields {
            points: Points::new(form),
            stands: form.one("stands", t.view_stands(), stands.chain([none]).collect()),
            remarks: form.text("remarks", t.view_remarks(), String::new()),
            doctor: form.line("doctor", t.view_doctor(), String::new()).autocomplete("name"),
            institution: form.line("institution", t.view_institution(), String::new()),
            said_on: form.line("said_on", t.view_said_on(), t.steps_date_hint()),
        }
    }

    /// What the doctor has saved, else what is known of them.
    pub(super) fn kept(at: &AtOpinion<'_>) -> Values {
        let mut values = Values::default();
        let Some(draft) = at.draft() else {
            let name = at.view.case.person(at.view.caller.actor.person).map(|person| person.name.clone());
            values.put("doctor", name.unwrap_or_default());
            values.put("institution", at.applied.name.as_str());
            values.put("said_on", day(at.t, at.view.today));
            return values;
        };
        values.put("doctor", draft.doctor.as_str());
        values.put("institution", draft.institution.as_str());
        let said_on = draft.said_on.unwrap_or(at.view.today);
        values.put("said_on", day(at.t, said_on));
        let stands = words::STANDS.iter().find(|(_, stands)| draft.stands == Some(*stands));
        values.put("stands", stands.map_or("none", |(word, _)| *word));
        values.put("remarks", draft.remarks.as_str());
        for (point, known) in &draft.said {
            values.put_known(point.word(), known);
        }
        values
    }
}

/// The opinion as it was typed; only the day can be unreadable.
pub(super) fn read(sent: &Sent, today: Date) -> Result<Written, Wrong> {
    let stands = words::STANDS.iter().find(|(word, _)| sent.get("stands") == Some(word)).map(|(_, stands)| *stands);
    Ok(Written {
        doctor: sent.text("doctor"),
        institution: sent.text("institution"),
        said_on: date_of(sent.get("said_on"), today)?,
        said: read_points(sent),
        stands,
        remarks: lines(sent, "remarks"),
    })
}

/// The points. Who has written something says it, whatever is ticked beside it.
pub(super) fn read_points(sent: &Sent) -> Said {
    let said = |point: Point| {
        let text = lines(sent, point.word());
        let unclear = sent.get(&knowing(point.word())) == Some("unclear");
        match (text.is_empty(), unclear) {
            (false, _) => Some((point, Known::Told(text))),
            (true, true) => Some((point, Known::Unclear)),
            (true, false) => None,
        }
    };
    Point::ALL.into_iter().filter_map(said).collect()
}

fn lines(sent: &Sent, name: &str) -> String {
    sent.text(name).replace("\r\n", "\n")
}
