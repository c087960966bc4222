//! The letter to the first doctor: what was asked, what the second doctor said, and what is decided.

use casework::PersonId;
use casework::decision::Chooses;
use casework::second::{Hand, Point, SecondOpinion};
use casework::weigh::{Compares, side_by_side};

use super::compare_view::stands;
use super::{given, point_words, second_doctor};
use crate::case::steps::At;
use documents::paper::papers::words;

/// The letter, from what was put down.
pub(super) struct Letter {
    pub(super) date: String,
    pub(super) institution: String,
    pub(super) doctor: String,
    pub(super) name: String,
    /// What was asked about: the illness and what was proposed.
    pub(super) asked: Vec<(String, String)>,
    pub(super) heard: Vec<Heard>,
    /// What is decided; empty while nothing is.
    pub(super) decided: String,
    pub(super) words: String,
    pub(super) thanks: String,
    pub(super) note: String,
}

/// One doctor who was heard.
pub(super) struct Heard {
    pub(super) who: String,
    pub(super) stands: String,
    /// Point, what was said, and how it compares.
    pub(super) points: Vec<(String, String, String)>,
    pub(super) remarks: String,
}

impl Letter {
    pub(super) fn of(at: &At<'_>) -> Letter {
        let (t, case) = (at.t, &at.view.case);
        let opinion = &case.opinion;
        let first = |point| casework::weigh::first_said(case, point).told().cloned().unwrap_or_default();
        let asked = [(t.decide_illness(), first(Point::Diagnosis)), (t.back_proposed(), first(Point::Treatment))];
        let decision = case.deciding.decided();
        let there = decision.is_some_and(|decision| matches!(decision.chooses, Chooses::SecondThere(_)));
        let report = case.deciding.reports.last().filter(|report| case.deciding.is_of_last(report));
        Letter {
            date: at.day(at.view.today),
            institution: opinion.institution_words.clone(),
            doctor: opinion.doctor.told().cloned().unwrap_or_else(|| t.back_to_nobody()),
            name: case.person(PersonId::PATIENT).map(|patient| patient.name.clone()).unwrap_or_default(),
            asked: asked.into_iter().filter(|(_, words)| !words.is_empty()).collect(),
            heard: given(case).map(|second| heard(at, second)).collect(),
            decided: decision.map(|decision| decided(at, decision.chooses)).unwrap_or_default(),
            words: decision.map(|decision| decision.words.clone()).unwrap_or_default(),
            thanks: if there { t.back_thanks_there() } else { t.back_thanks() },
            note: report.map(|report| report.words.clone()).unwrap_or_default(),
        }
    }
}

/// What is decided, said to the first doctor.
fn decided(at: &At<'_>, chooses: Chooses) -> String {
    let (t, case) = (at.t, &at.view.case);
    match chooses {
        Chooses::First => t.back_chooses_first(),
        Chooses::Second(id) => {
            let doctor = case.seconds.iter().find(|second| second.id == id);
            t.back_chooses_second(doctor.map_or_else(|| t.weigh_second_nobody(), |second| second_doctor(t, second)))
        }
        other => words::chooses(t, case, other),
    }
}

fn heard(at: &At<'_>, second: &SecondOpinion) -> Heard {
    let t = at.t;
    let name = second_doctor(t, second);
    let institution = second.institution.trim();
    let who = if institution.is_empty() { name } else { t.weigh_one_of(name, institution) };
    let on = second.said_on.map(|on| t.weigh_said_on(at.day(on)));
    let hand = (second.hand == Hand::Told).then(|| t.weigh_hand_told());
    let points = side_by_side(&at.view.case, second.id).into_iter().filter_map(|row| {
        let compares = match row.compares {
            Compares::Same => t.back_same(),
            Compares::Different if row.why.trim().is_empty() => t.back_different(),
            Compares::Different => format!("{}{}{}", t.back_different(), t.words_colon(), row.why.trim()),
            Compares::Unknown => t.back_not_compared(),
        };
        Some((point_words(t, row.point), words::reported(t, row.hand, &row.second)?, compares))
    });
    Heard {
        who: [Some(who), on, hand].into_iter().flatten().collect::<Vec<_>>().join(&t.words_semicolon()),
        stands: stands(t, second),
        points: points.collect(),
        remarks: second.remarks.trim().to_owned(),
    }
}
