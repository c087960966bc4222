//! Where an application stands, as a desk reads it; reasons, points and what an opinion says, in words.

use casework::application::{Missing, Needed, Offer, Reason, Side, State};
use casework::choice::Way;
use casework::decision::Chooses;
use casework::second::{Point, Stands};
use casework::{Case, PersonId};
use jiff::civil::DateTime;
use language::Text;

use crate::case::steps::records;
use crate::case::words;

/// Where it stands, for the desk.
pub(super) fn state(t: Text, state: State) -> String {
    match state {
        State::Sent => t.office_state_sent(),
        State::ItemAsked => t.office_state_item_asked(),
        State::Accepted => t.office_state_accepted(),
        State::Offered => t.office_state_offered(),
        State::Booked => t.office_state_booked(),
        State::Held => t.office_state_held(),
        State::Given => t.office_state_given(),
        State::Declined => t.office_state_declined(),
        State::Withdrawn => t.office_state_withdrawn(),
    }
}

/// Who acts next, said to the desk.
pub(super) fn turn(t: Text, side: Side) -> String {
    match side {
        Side::Patient => t.office_turn_patient(),
        Side::Desk => t.office_turn_desk(),
        Side::Doctor => t.office_turn_doctor(),
        Side::Date => t.office_turn_date(),
        Side::Nobody => t.office_turn_nobody(),
    }
}

/// How the opinion is to be had.
pub(super) fn way(t: Text, way: Way) -> String {
    crate::case::steps::choose::way_words(t, way)
}

/// The reasons to decline, with their words in a form.
pub(super) const REASONS: [(&str, Reason); 10] = [
    ("no-specialist", Reason::NoSpecialist),
    ("no-capacity", Reason::NoCapacity),
    ("missing-material", Reason::MissingMaterial),
    ("doctor-not-agreed", Reason::DoctorNotAgreed),
    ("wants-transfer", Reason::WantsTransfer),
    ("past-treatment", Reason::PastTreatment),
    ("not-medical", Reason::NotMedical),
    ("relation-not-admitted", Reason::RelationNotAdmitted),
    ("too-urgent", Reason::TooUrgent),
    ("other", Reason::Other),
];

/// Why one declines.
pub(super) fn reason(t: Text, reason: Reason) -> String {
    match reason {
        Reason::NoSpecialist => t.office_reason_no_specialist(),
        Reason::NoCapacity => t.office_reason_no_capacity(),
        Reason::MissingMaterial => t.office_reason_missing_material(),
        Reason::DoctorNotAgreed => t.office_reason_doctor_not_agreed(),
        Reason::WantsTransfer => t.office_reason_wants_transfer(),
        Reason::PastTreatment => t.office_reason_past_treatment(),
        Reason::NotMedical => t.office_reason_not_medical(),
        Reason::RelationNotAdmitted => t.office_reason_relation_not_admitted(),
        Reason::TooUrgent => t.office_reason_too_urgent(),
        Reason::Other => t.office_reason_other(),
    }
}

/// Something that was asked for.
pub(super) fn needed(t: Text, needed: &Needed) -> String {
    let kind = needed.kind.map(|kind| records::kind_words(t, kind));
    let own = Some(needed.words.trim().to_owned()).filter(|own| !own.is_empty());
    kind.into_iter().chain(own).collect::<Vec<_>>().join(&t.words_colon())
}

/// What is missing, by name.
pub(super) fn missing(t: Text, case: &Case, missing: &[Missing]) -> Vec<String> {
    let named = missing.iter().filter_map(|one| match one {
        Missing::Letter => Some(t.office_missing_letter()),
        Missing::Record(id) => case.records.iter().find(|item| item.id == *id).map(|item| records::item_words(t, item)),
        Missing::Asked(asked) => Some(needed(t, asked)),
    });
    let mut named: Vec<String> = named.collect();
    // What was asked for and stands on the list too is named once.
    let mut seen = std::collections::BTreeSet::new();
    named.retain(|name| seen.insert(name.clone()));
    named
}

/// "Friday 4 December 2026, 14:30".
pub(super) fn at(t: Text, at: DateTime) -> String {
    t.door_date_time(words::date(t, at.date()), format!("{:02}:{:02}", at.hour(), at.minute()))
}

/// A date with how long, with whom, and where.
pub(super) fn offer(t: Text, offer: &Offer) -> String {
    let specialist = Some(offer.specialist.trim().to_owned()).filter(|name| !name.is_empty());
    let place = if offer.online { t.plan_online() } else { t.plan_there() };
    let parts = [Some(at(t, offer.at)), Some(t.sent_question_minutes(offer.minutes)), specialist, Some(place)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&t.words_comma())
}

/// A point of an opinion, as a question to its doctor.
pub(super) fn point(t: Text, point: Point) -> String {
    match point {
        Point::Diagnosis => t.point_diagnosis(),
        Point::Stage => t.point_stage(),
        Point::Treatment => t.point_treatment(),
        Point::Aim => t.point_aim(),
        Point::Benefits => t.point_benefits(),
        Point::Harms => t.point_harms(),
        Point::Nothing => t.point_nothing(),
    }
}

/// How opinions can stand to the first, with their words in a form.
pub(super) const STANDS: [(&str, Stands); 3] =
    [("agrees", Stands::Agrees), ("refines", Stands::Refines), ("differs", Stands::Differs)];

/// How an opinion stands to the first.
pub(super) fn stands(t: Text, stands: Stands) -> String {
    match stands {
        Stands::Agrees => t.stands_agrees(),
        Stands::Refines => t.stands_refines(),
        Stands::Differs => t.stands_differs(),
    }
}

/// What was decided, said to the first doctor.
pub(super) fn chooses(t: Text, chooses: Chooses) -> String {
    match chooses {
        Chooses::First => t.decided_first(),
        Chooses::Second(_) => t.decided_second(),
        Chooses::SecondThere(_) => t.decided_second_there(),
        Chooses::Another => t.decided_another(),
        Chooses::NoTreatment => t.decided_no_treatment(),
        Chooses::Later => t.decided_later(),
    }
}

/// The patient as the case names them; without a name by the first letters of the case's own, so that two can be told apart.
pub(super) fn patient(t: Text, case: &Case) -> String {
    let name = case.person(PersonId::PATIENT).map(|patient| patient.name.trim()).unwrap_or_default();
    if !name.is_empty() {
        return name.to_owned();
    }
    let mark: String = case.id.to_string().chars().take(5).collect();
    t.office_unnamed_marked(t.office_unnamed(), mark.to_uppercase())
}

/// A date of the plan.
pub(super) fn slot(t: Text, slot: &casework::office::Slot) -> String {
    let (at, minutes, online) = (slot.at, slot.minutes, slot.online);
    offer(t, &Offer { slot: None, at, minutes, specialist: slot.specialist.clone(), online })
}
