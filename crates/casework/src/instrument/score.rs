//! What the answers add up to, by the published cut-offs.

use super::{Instrument, Unscored, checked};

/// Says that the page which shows a score also shows a person to turn to, whatever the score is. It can only be had with a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonToTurnTo(());

/// The score of any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// Of the SURE test.
    Sure(SureScore),
    /// Of the GAD-2.
    Gad2(Gad2Score),
    /// Of the GAD-7.
    Gad7(Gad7Score),
}

/// The score of the SURE test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SureScore {
    /// How many were answered with yes, 0 to 4.
    pub total: u8,
    /// Decisional conflict: the person is not yet sure of the choice, and talking it through may help.
    pub conflict: bool,
    /// A person to turn to is shown beside it.
    pub show: PersonToTurnTo,
}

/// The score of the GAD-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gad2Score {
    /// The sum, 0 to 6.
    pub total: u8,
    /// Whether the other five items of the GAD-7 are asked.
    pub go_on: bool,
    /// A person to turn to is shown beside it.
    pub show: PersonToTurnTo,
}

/// The score of the GAD-7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gad7Score {
    /// The sum, 0 to 21.
    pub total: u8,
    /// The band it lies in.
    pub band: Band,
    /// A person to turn to is shown beside it.
    pub show: PersonToTurnTo,
}

/// How much anxiety the GAD-7 speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// 0 to 4.
    Minimal,
    /// 5 to 9.
    Mild,
    /// 10 to 14.
    Moderate,
    /// 15 to 21.
    Severe,
}

/// SURE: yes is 1, no is 0; 3 or less is decisional conflict (Légaré et al., Can Fam Physician 2010;56:e308).
pub fn sure(answers: &[Option<u8>]) -> Result<SureScore, Unscored> {
    const MOST_IN_CONFLICT: u8 = 3;
    let total = sum(Instrument::Sure, answers)?;
    Ok(SureScore { total, conflict: total <= MOST_IN_CONFLICT, show: PersonToTurnTo(()) })
}

/// GAD-2: 3 or more goes on to the whole GAD-7 (Kroenke et al., Ann Intern Med 2007;146:317).
pub fn gad2(answers: &[Option<u8>]) -> Result<Gad2Score, Unscored> {
    const LEAST_TO_GO_ON: u8 = 3;
    let total = sum(Instrument::Gad2, answers)?;
    Ok(Gad2Score { total, go_on: total >= LEAST_TO_GO_ON, show: PersonToTurnTo(()) })
}

/// GAD-7: cut points 5, 10 and 15 (Spitzer et al., Arch Intern Med 2006;166:1092).
pub fn gad7(answers: &[Option<u8>]) -> Result<Gad7Score, Unscored> {
    let total = sum(Instrument::Gad7, answers)?;
    let band = match total {
        0..=4 => Band::Minimal,
        5..=9 => Band::Mild,
        10..=14 => Band::Moderate,
        _ => Band::Severe,
    };
    Ok(Gad7Score { total, band, show: PersonToTurnTo(()) })
}

/// At most 7 answers of at most 3 each, so no sum leaves its type.
fn sum(instrument: Instrument, answers: &[Option<u8>]) -> Result<u8, Unscored> {
    Ok(checked(instrument, answers)?.iter().sum())
}
