//! Which records to ask for, by the kind of illness.

use crate::records::Kind;

/// Families of illness that need different records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// A tumour of an organ that is looked at with an endoscope.
    TumourSeenInside,
    /// Any other tumour.
    Tumour,
    /// Illness of the blood, or of what makes it.
    Blood,
    /// Heart and vessels.
    Heart,
    /// Anything else, and what is not known.
    General,
}

/// The records to ask for, and whether each is a loan that must go back. `icd10` is the catalogue's range of codes (`C16`,
/// `I71.3-I71.4`, `K72|B15-B17`); with an empty text, for an illness that is not in the catalogue, it is the general list.
///
/// Letter, test results, images and pathology report are what desks ask for (facts A1). Slides and disks belong to the hospital that
/// made them, so they are loans; a desk that reads slides again says so, and for an ordinary second opinion the report is mostly enough.
pub fn records_for(icd10: &str) -> Vec<(Kind, bool)> {
    let always = [Kind::Letter, Kind::Tests, Kind::Images, Kind::ImageReports];
    let own: &[Kind] = match family(icd10) {
        Family::TumourSeenInside => &[Kind::PathologyReport, Kind::Slides, Kind::Endoscopy],
        Family::Tumour | Family::Blood => &[Kind::PathologyReport, Kind::Slides],
        Family::Heart => &[Kind::Heart],
        Family::General => &[],
    };
    let rest = [Kind::Summaries, Kind::Medicines];
    always.into_iter().chain(own.iter().copied()).chain(rest).map(|kind| (kind, is_loan(kind))).collect()
}

fn is_loan(kind: Kind) -> bool {
    matches!(kind, Kind::Images | Kind::Slides | Kind::Heart)
}

/// The family of the first code: a range never crosses one.
fn family(icd10: &str) -> Family {
    let mut letters = icd10.trim().chars();
    let Some(chapter) = letters.next() else { return Family::General };
    let digits: String = letters.take_while(char::is_ascii_digit).collect();
    let Ok(number) = digits.parse::<u8>() else { return Family::General };
    match (chapter, number) {
        // Gullet to anus, larynx to lung, bladder: most of these were found through an endoscope.
        ('C', 15..=21 | 25 | 32..=34 | 67) => Family::TumourSeenInside,
        ('C', 81..=96) | ('D', 45..=47 | 50..=89) => Family::Blood,
        ('C', _) | ('D', 0..=48) => Family::Tumour,
        // Strokes and the vessels of the brain need images, not heart tests.
        ('I', 60..=69) => Family::General,
        ('I', _) | ('Q', 20..=28) => Family::Heart,
        _ => Family::General,
    }
}
