//! What a paper is made from.

use casework::application::{Application, State};
use casework::calendar::{Calendar, Waits, count_back};
use casework::choice::Way;
use casework::{ApplicationId, Case, Moment, Part};
use evidence::desk::{Desk, desks_of};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use language::Text;

/// What a paper is made from: a case that was cut down to its reader, words, and a day.
#[derive(Clone)]
pub struct Given<'a> {
    /// The case, as its reader sees it.
    pub case: &'a Case,
    /// What the reader may see: of another part nothing is said, not even that it is empty.
    pub sees: &'a [Part],
    /// In which language.
    pub text: Text,
    /// Today, where the program runs.
    pub today: Date,
    /// Where the program runs, for the days of moments.
    pub zone: TimeZone,
    /// Codes that were made just now, to be printed with what they open.
    pub codes: &'a [Code],
    /// The application meant; none takes the last one that goes on, or else the last.
    pub application: Option<ApplicationId>,
    /// The desk of that application, when it is not one that the program comes with.
    pub desk: Option<&'a Desk>,
    /// The illness in the catalogue's range of ICD-10 codes (`C16`), for the list of usual records; empty where it is not in the catalogue.
    pub icd10: &'a str,
}

/// A code that is handed out on paper. The code stands in no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What it opens.
    pub opens: CodeFor,
    /// The code, in groups.
    pub code: String,
    /// The address of the form.
    pub address: String,
    /// Its last day.
    pub until: Option<Date>,
}

/// What a code on paper opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFor {
    /// The doctor's form for the letter; it stands on the request.
    Letter,
    /// The answer of this application's desk; it stands on that application alone.
    Answer(ApplicationId),
    /// The report back and its receipt; it stands on the report.
    Receipt,
}

impl<'a> Given<'a> {
    /// A case whose reader sees all of it, without a code and in universal time.
    pub fn of(case: &'a Case, text: Text, today: Date) -> Given<'a> {
        Given {
            case,
            sees: &Part::ALL,
            text,
            today,
            zone: TimeZone::UTC,
            codes: &[],
            application: None,
            desk: None,
            icd10: "",
        }
    }

    pub(super) fn sees(&self, part: Part) -> bool {
        self.sees.contains(&part)
    }

    pub(super) fn code(&self, opens: CodeFor) -> Option<&'a Code> {
        self.codes.iter().find(|code| code.opens == opens)
    }

    /// The application meant.
    pub(super) fn applied(&self) -> Option<&'a Application> {
        let all = &self.case.applications;
        match self.application {
            Some(id) => all.iter().find(|application| application.id == id),
            None => all.iter().rev().find(|application| application.is_live()).or_else(|| all.last()),
        }
    }

    /// The application whose day is meant: one with a day agreed, when none was named.
    pub(super) fn with_day(&self) -> Option<&'a Application> {
        let agreed = |known: &&Application| matches!(known.state, State::Booked | State::Held | State::Given);
        match self.application {
            Some(_) => self.applied(),
            None => {
                let dated = self.case.applications.iter().filter(agreed);
                dated.max_by_key(|known| known.booked.as_ref().map(|offer| offer.at))
            }
        }
    }

    /// The desk of an institution that gives an opinion in this way; one for everyone before one for a few illnesses only.
    pub(super) fn desk_of(&self, institution: &str, way: Way) -> Option<&'a Desk> {
        let own = self.desk.filter(|desk| desk.institution.id.as_deref() == Some(institution));
        let published = published(way);
        let other_way = |desk: &Desk| !desk.ways.iter().any(|fact| fact.value == published);
        let shipped =
            || desks_of(institution).into_iter().min_by_key(|desk| (other_way(desk), desk.only_for.is_some()));
        own.or_else(shipped)
    }

    /// The calendar, with what the first desk on the list says about its waits.
    pub(super) fn calendar(&self) -> Calendar {
        let desk = self.case.choice.chosen.first().and_then(|chosen| self.desk_of(&chosen.institution, chosen.way));
        count_back(self.case, self.today, &Waits::of_desk(desk))
    }

    /// The day of a moment, where the program runs.
    pub(super) fn day_of(&self, moment: Moment) -> Date {
        let stamp = Timestamp::from_second(moment.0).unwrap_or(Timestamp::UNIX_EPOCH);
        self.zone.to_datetime(stamp).date()
    }
}

/// A way as the patient chose it, as a desk file names it.
fn published(way: Way) -> evidence::desk::Way {
    use evidence::desk::Way as Published;
    match way {
        Way::Visit => Published::Visit,
        Way::Online => Published::Online,
        Way::OnlineFromNearby => Published::OnlineFromNearby,
        Way::DoctorToDoctor => Published::DoctorToDoctor,
    }
}
