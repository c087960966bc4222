//! The calendar of a case as iCalendar (RFC 5545): the steps counted back from the decision, and the dates agreed with desks.
//!
//! A calendar is shown on lock screens, shared in families and offices, and copied to servers far away. So nothing in the file names the illness, the
//! patient, a doctor or, unless that is asked for, an institution; what an entry is about stands in the case.
//!
//! Steps are whole days. An agreed date stands in the time of its institution: in Japan's, or, where the zone is not known, as a time without one
//! ("floating", RFC 5545, 3.3.5), which is right wherever the patient has travelled to. An entry keeps its name from file to file, so taking a newer file in
//! moves it instead of doubling it.

mod event;
mod line;

use casework::application::{Application, State};
use casework::calendar::{Calendar, Planned};
use casework::timing::Step;
use casework::{Case, Moment};
use jiff::civil::Date;
use language::Text;

use event::{Event, When};
use line::Lines;

/// Where an institution's clock goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Japan: nine hours before universal time, all year.
    Japan,
    /// Not known: the time is that of the place.
    OfThePlace,
}

impl Zone {
    /// Of an institution of the edition.
    pub fn of(institution: Option<&evidence::Institution>) -> Zone {
        match institution.map(|institution| institution.country) {
            Some(evidence::Country::Japan) => Zone::Japan,
            _ => Zone::OfThePlace,
        }
    }
}

/// Whether institutions are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// No: the name of a hospital can say enough.
    Hidden,
    /// Yes, by the agreed dates: the patient asked for it.
    Named,
}

/// What the file is made with.
pub struct Making<'a> {
    /// The words.
    pub text: Text,
    /// When it is made; it becomes `DTSTAMP`.
    pub now: Moment,
    /// Today, where the patient is: what lies before it rings no more.
    pub today: Date,
    /// Whether institutions are named.
    pub places: Places,
    /// The zone of an application's institution.
    pub zone: &'a dyn Fn(&Application) -> Zone,
}

/// The calendar as a file; none while it would be empty, which the format does not know (RFC 5545, 3.6).
pub fn ics(case: &Case, calendar: &Calendar, making: &Making<'_>) -> Option<String> {
    let agreed: Vec<Event> = case.applications.iter().filter_map(|known| of_application(case, known, making)).collect();
    let steps = calendar.steps.iter().filter(|planned| planned.step != Step::Visit || agreed.is_empty());
    let steps: Vec<Event> = steps.filter_map(|planned| of_step(case, planned, making)).collect();
    if steps.is_empty() && agreed.is_empty() {
        return None;
    }
    let text = making.text;
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", &format!("-//Anshin//Calendar of a case//{}", text.language().code().to_uppercase()));
    lines.put("CALSCALE", "GREGORIAN");
    lines.put_text("NAME", &text.ics_calendar());
    lines.put_text("X-WR-CALNAME", &text.ics_calendar());
    if agreed.iter().any(|event| matches!(event.when, When::Time { zone: Zone::Japan, .. })) {
        event::zone_of_japan(&mut lines);
    }
    for event in steps.iter().chain(&agreed) {
        event.write(&mut lines, making);
    }
    lines.put("END", "VCALENDAR");
    Some(lines.finish())
}

fn of_step(case: &Case, planned: &Planned, making: &Making<'_>) -> Option<Event> {
    let text = making.text;
    let (word, summary) = match planned.step {
        Step::Doctor => ("doctor", text.ics_doctor()),
        Step::Letter => ("letter", text.ics_letter()),
        Step::Slides => ("slides", text.ics_slides()),
        Step::Application => ("application", text.ics_application()),
        Step::Visit => ("visit", text.ics_consultation()),
        Step::Report => ("report", text.ics_report()),
        Step::Decision => ("decision", text.ics_decision()),
    };
    let date = planned.done.or(planned.fixed).or(planned.by)?;
    let (summary, about) = match planned {
        Planned { done: Some(_), .. } => (text.ics_done(summary), text.ics_private()),
        Planned { fixed: Some(_), .. } => (summary, text.ics_private()),
        _ => (latest(text, planned.step, summary), format!("{}\n{}", text.ics_latest(), text.ics_private())),
    };
    let rings = planned.done.is_none() && date >= making.today;
    Some(Event { uid: event::uid(case.id, word, 0), when: When::Day(date), summary, about, place: None, rings })
}

/// The title of a last day that was counted back. The other steps are things to do; a consultation on a day would be read as one that was agreed.
fn latest(text: Text, step: Step, summary: String) -> String {
    if step == Step::Visit { text.ics_consultation_latest() } else { summary }
}

/// A date agreed with a desk. One that has been is kept without ringing.
fn of_application(case: &Case, application: &Application, making: &Making<'_>) -> Option<Event> {
    if !matches!(application.state, State::Booked | State::Held | State::Given) {
        return None;
    }
    let offer = application.booked.as_ref()?;
    let text = making.text;
    let zone = (making.zone)(application);
    let mut about = vec![text.ics_application_number(application.id.0)];
    if zone == Zone::OfThePlace {
        about.push(text.ics_local());
    }
    about.extend([text.ics_changed(), text.ics_private()]);
    let place = match making.places {
        Places::Hidden => None,
        Places::Named if offer.online => Some(text.ics_online(application.name.as_str())),
        Places::Named => Some(application.name.clone()),
    };
    Some(Event {
        uid: event::uid(case.id, "agreed", application.id.0),
        when: When::Time { at: offer.at, minutes: offer.minutes, zone },
        summary: text.ics_visit(),
        about: about.join("\n"),
        place,
        rings: application.state == State::Booked && offer.at.date() >= making.today,
    })
}
