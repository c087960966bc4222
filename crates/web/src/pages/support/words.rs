//! The codes, dates and sources of a town file in the words of a language.

use evidence::desk::{Currency, Seen, Words};
use evidence::town::{Ask, Day, Hours, Matter, Per, Source};
use evidence::{Edition, Place};
use language::Text;

use crate::application::Application;

/// The month it is, by which ages are counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Month {
    pub(super) year: i16,
    pub(super) month: i8,
}

impl Month {
    /// By the clock where there is one; else the month the edition was built.
    pub(super) fn of(application: &Application) -> Month {
        let today = application.door().map(|door| door.casework().today());
        today.map_or_else(|| built(&application.edition), |today| Month { year: today.year(), month: today.month() })
    }
}

fn built(edition: &Edition) -> Month {
    let mut parts = edition.created.split('-');
    let year = parts.next().and_then(|year| year.parse().ok()).unwrap_or(i16::MAX);
    Month { year, month: parts.next().and_then(|month| month.parse().ok()).unwrap_or(1) }
}

/// A text of a file, marked when it is not in the page's language.
pub(super) struct Said {
    pub(super) text: String,
    /// The `lang` attribute, or nothing.
    pub(super) tongue: &'static str,
}

/// The text in the page's language, or in the other one where there is none.
pub(super) fn said(t: Text, words: &Words) -> Said {
    let code = t.language().code();
    let (own, other) = if code == "ja" { (&words.ja, " lang=\"en\"") } else { (&words.en, " lang=\"ja\"") };
    Said { text: words.in_language(code).to_owned(), tongue: if own.is_some() { "" } else { other } }
}

/// A place by its own name, in Latin letters for those who read English.
pub(super) fn name_of(t: Text, place: &Place) -> String {
    if t.language().code() == "en" && !place.latin.is_empty() { place.latin.clone() } else { place.name.clone() }
}

/// A source as a page shows it.
pub(super) struct SourceView {
    pub(super) title: String,
    pub(super) address: String,
    /// When it was read, and of when it is.
    pub(super) when: String,
    pub(super) ring_first: bool,
}

pub(super) fn source(t: Text, source: &Source, today: Month) -> SourceView {
    let read = source.read.text();
    SourceView {
        title: source.title.clone(),
        address: source.address.clone().unwrap_or_default(),
        when: match source.as_of {
            None => t.nearby_source_read(read),
            Some(Seen::Unknown) => t.nearby_source_undated(read),
            Some(date) => t.nearby_source_as_of(date.text(), read),
        },
        ring_first: source.ring_first(today.year, today.month),
    }
}

/// Whether no source of a fact is young enough to be relied on without asking.
pub(super) fn ring_first(sources: &[SourceView]) -> bool {
    sources.iter().all(|source| source.ring_first)
}

pub(super) fn matter(t: Text, matter: Matter) -> String {
    match matter {
        Matter::Travel => t.nearby_matter_travel(),
        Matter::Lodging => t.nearby_matter_lodging(),
        Matter::CertificateFee => t.nearby_matter_certificate_fee(),
        Matter::SecondOpinionFee => t.nearby_matter_second_opinion_fee(),
        Matter::CancerSupport => t.nearby_matter_cancer_support(),
        Matter::Health => t.nearby_matter_health(),
        Matter::Welfare => t.nearby_matter_welfare(),
        Matter::MedicalExpense => t.nearby_matter_medical_expense(),
        Matter::Tax => t.nearby_matter_tax(),
        Matter::SickPay => t.nearby_matter_sick_pay(),
        Matter::Care => t.nearby_matter_care(),
        Matter::Interpreter => t.nearby_matter_interpreter(),
        Matter::Other => t.nearby_matter_other(),
    }
}

pub(super) fn per(t: Text, per: Per) -> String {
    match per {
        Per::OneWay => t.nearby_per_one_way(),
        Per::RoundTrip => t.nearby_per_round_trip(),
        Per::Night => t.nearby_per_night(),
        Per::Journey => t.nearby_per_journey(),
        Per::Paper => t.nearby_per_paper(),
        Per::Month => t.nearby_per_month(),
        Per::Year => t.nearby_per_year(),
    }
}

pub(super) fn money(t: Text, currency: Currency, amount: u64) -> String {
    let amount = i64::try_from(amount).unwrap_or(i64::MAX);
    match currency {
        Currency::Yen => t.desk_yen(amount),
        Currency::Dollar => t.desk_dollar(amount),
    }
}

/// "Monday to Friday 08:30 to 17:15": three days or more in a row are drawn together.
pub(super) fn hours(t: Text, hours: &Hours) -> String {
    let mut days = hours.days.clone();
    days.sort_unstable();
    let mut rows: Vec<Vec<Day>> = Vec::new();
    for day in days {
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|last| follows(*last, day)) => row.push(day),
            _ => rows.push(vec![day]),
        }
    }
    let mut names: Vec<String> = Vec::new();
    for row in rows {
        match row.as_slice() {
            [first, _, .., last] => names.push(t.nearby_days_to(weekday(t, *first), weekday(t, *last))),
            few => names.extend(few.iter().map(|day| weekday(t, *day))),
        }
    }
    t.nearby_hours_line(names.join(&t.words_comma()), hours.from.as_str(), hours.to.as_str())
}

fn follows(first: Day, second: Day) -> bool {
    let place = |day: Day| Day::ALL.iter().position(|known| *known == day);
    place(first).map(|place| place + 1) == place(second)
}

fn weekday(t: Text, day: Day) -> String {
    match day {
        Day::Monday => t.nearby_day_mon(),
        Day::Tuesday => t.nearby_day_tue(),
        Day::Wednesday => t.nearby_day_wed(),
        Day::Thursday => t.nearby_day_thu(),
        Day::Friday => t.nearby_day_fri(),
        Day::Saturday => t.nearby_day_sat(),
        Day::Sunday => t.nearby_day_sun(),
    }
}

/// A question as the person would ask it.
pub(super) fn ask(t: Text, ask: Ask) -> String {
    match ask {
        Ask::TravelAid => t.nearby_ask_travel(),
        Ask::LodgingAid => t.nearby_ask_lodging(),
        Ask::Certificate => t.nearby_ask_certificate(),
        Ask::SecondOpinionFee => t.nearby_ask_fee(),
        Ask::HealthAndWelfare => t.nearby_ask_welfare(),
        Ask::TaxDeduction => t.nearby_ask_tax(),
        Ask::PrivateInsurance => t.nearby_ask_insurance(),
        Ask::PlanOrEmployer => t.nearby_ask_plan(),
    }
}

#[cfg(test)]
mod tests {
    use language::Language;

    use super::*;

    #[test]
    fn days_in_a_row_are_drawn_together_and_single_ones_are_not() {
        use Day::{Friday, Monday, Saturday, Thursday, Tuesday, Wednesday};
        let open = |days: &[Day]| Hours { days: days.to_vec(), from: "08:30".to_owned(), to: "17:15".to_owned() };
        let english = Language::English.text();
        let week = [Friday, Monday, Tuesday, Wednesday, Thursday];
        assert_eq!(hours(english, &open(&week)), "Monday to Friday 08:30 to 17:15");
        assert_eq!(hours(english, &open(&[Monday, Tuesday, Saturday])), "Monday, Tuesday, Saturday 08:30 to 17:15");
        assert_eq!(hours(Language::Japanese.text(), &open(&week)), "月曜～金曜 08:30～17:15");
    }
}
