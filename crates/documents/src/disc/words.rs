//! What was found, in sentences: the same on a page and in a terminal.

use jiff::civil::Date;
use language::Text;

use super::{Fits, Patient, Report, Study, Unread, Why};

/// The sentences, the most important first: whose it is, what is on it, what is wrong with it.
pub fn sentences(t: Text, report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    if report.files == 0 {
        return vec![t.disc_empty()];
    }
    if report.patients.is_empty() {
        said.push(t.disc_none(report.files));
    }
    if report.patients.len() > 1 {
        said.push(t.disc_many_patients(report.patients.len()));
    }
    for patient in &report.patients {
        of_patient(t, patient, report.name_given, &mut said);
    }
    if report.too_many_patients {
        said.push(t.disc_too_many_patients());
    }
    said.extend(report.listings.iter().map(|listing| match listing.missing {
        0 => t.disc_listing(listing.path.as_str(), listing.names),
        missing => t.disc_listing_missing(listing.path.as_str(), listing.names, missing),
    }));
    said.extend(report.unread.iter().map(|unread| of_unread(t, unread)));
    if report.unread_more > 0 {
        said.push(t.disc_unread_more(report.unread_more));
    }
    if report.others > 0 {
        said.push(t.disc_others(report.others));
    }
    if report.too_many {
        said.push(t.disc_too_many(report.files));
    }
    if !report.patients.is_empty() {
        said.push(t.disc_no_viewer());
    }
    said
}

fn of_patient(t: Text, patient: &Patient, name_given: bool, said: &mut Vec<String>) {
    said.push(if patient.names.is_empty() { t.disc_no_name() } else { t.disc_patient(patient.names.join(" / ")) });
    if !patient.legible {
        said.push(t.disc_illegible());
    }
    said.push(match patient.name_fits {
        Fits::Same => t.disc_name_same(),
        Fits::Different => t.disc_name_different(),
        Fits::CannotBeTold if !name_given => t.disc_name_not_given(),
        Fits::CannotBeTold => t.disc_name_unsure(),
    });
    said.push(patient.born.map_or_else(|| t.disc_no_born(), |born| t.disc_born(day(t, born))));
    said.push(match patient.born_fits {
        Fits::Same => t.disc_born_same(),
        Fits::Different => t.disc_born_different(),
        Fits::CannotBeTold => t.disc_born_unsure(),
    });
    if !patient.numbers.is_empty() {
        said.push(t.disc_number(patient.numbers.join(", ")));
    }
    said.extend(patient.studies.iter().map(|study| of_study(t, study)));
}

fn of_study(t: Text, study: &Study) -> String {
    let day = study.date.map_or_else(|| t.disc_study_unknown_day(), |date| day(t, date));
    let modalities = study.modalities.join(", ");
    let what: Vec<&str> = [modalities.as_str(), study.description.as_str(), study.institution.as_str()]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    let what = if what.is_empty() { t.disc_study_unknown() } else { what.join(", ") };
    let line = t.disc_study(day, what, study.series, study.frames);
    match study.other_objects {
        0 => line,
        others => format!("{line}; {}", t.disc_study_others(others)),
    }
}

fn of_unread(t: Text, unread: &Unread) -> String {
    let why = match &unread.why {
        Why::Ends => t.disc_why_ends(),
        Why::Cut => t.disc_why_cut(),
        Why::Empty => t.disc_why_empty(),
        Why::NotDicom => t.disc_why_not_dicom(),
        Why::TooLong => t.disc_why_too_long(),
        Why::Strange => t.disc_why_strange(),
        Why::SaysNothing => t.disc_why_says_nothing(),
        Why::Link => t.disc_why_link(),
        Why::NoFile => t.disc_why_no_file(),
        Why::TooDeep => t.disc_why_too_deep(),
        Why::Refused(words) => t.disc_why_refused(words.as_str()),
    };
    t.disc_unread(unread.path.as_str(), why)
}

fn day(t: Text, date: Date) -> String {
    t.steps_day(i64::from(date.day()), i64::from(date.month()), date.year().to_string())
}
