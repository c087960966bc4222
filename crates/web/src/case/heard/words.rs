//! Where an application stands, who must act, and why it was declined, in words.

use casework::application::{Application as Applied, Channel, Reason, Side, State};
use casework::second::{Point, Stands};
pub(super) use documents::paper::papers::words::offer;
use language::Text;

/// Where it stands, in a few words.
pub(super) fn state(t: Text, state: State) -> String {
    match state {
        State::Sent => t.heard_state_sent(),
        State::ItemAsked => t.heard_state_item_asked(),
        State::Accepted => t.heard_state_accepted(),
        State::Offered => t.heard_state_offered(),
        State::Booked => t.heard_state_booked(),
        State::Held => t.heard_state_held(),
        State::Given => t.heard_state_given(),
        State::Declined => t.heard_state_declined(),
        State::Withdrawn => t.heard_state_withdrawn(),
    }
}

/// Where an application stands: on paper nobody has it before it went out.
pub(super) fn stands_now(t: Text, application: &Applied) -> String {
    if application.is_to_be_posted() { t.heard_state_to_post() } else { state(t, application.state) }
}

/// Who must act now, in big plain words.
pub(super) fn who_acts(t: Text, application: &Applied) -> String {
    match application.waits_for() {
        Side::Patient => t.heard_acts_you(),
        Side::Desk => t.heard_acts_desk(),
        Side::Date => t.heard_acts_date(),
        Side::Doctor if application.channel == Channel::Paper => t.heard_acts_you(),
        Side::Doctor => t.heard_acts_doctor(),
        Side::Nobody => t.heard_acts_nobody(),
    }
}

/// What is to be done now, in a sentence or two.
pub(super) fn what_now(t: Text, application: &Applied) -> String {
    let paper = application.channel == Channel::Paper;
    match application.state {
        State::Sent if application.is_to_be_posted() => t.heard_now_to_post(),
        State::Sent if paper => t.heard_now_sent_paper(),
        State::Sent => t.heard_now_sent(),
        State::ItemAsked => t.heard_now_item_asked(),
        State::Accepted if paper => t.heard_now_accepted_paper(),
        State::Accepted => t.heard_now_accepted(),
        State::Offered => t.heard_now_offered(),
        State::Booked => t.heard_now_booked(),
        State::Held if paper => t.heard_now_held_paper(),
        State::Held => t.heard_now_held(),
        State::Given => t.heard_now_given(),
        State::Declined => t.heard_now_declined(),
        State::Withdrawn => t.heard_now_withdrawn(),
    }
}

/// Why a desk declines.
pub(super) fn reason(t: Text, reason: Reason) -> String {
    match reason {
        Reason::NoSpecialist => t.heard_reason_no_specialist(),
        Reason::NoCapacity => t.heard_reason_no_capacity(),
        Reason::MissingMaterial => t.heard_reason_missing_material(),
        Reason::DoctorNotAgreed => t.heard_reason_doctor_not_agreed(),
        Reason::WantsTransfer => t.heard_reason_wants_transfer(),
        Reason::PastTreatment => t.heard_reason_past_treatment(),
        Reason::NotMedical => t.heard_reason_not_medical(),
        Reason::RelationNotAdmitted => t.heard_reason_relation_not_admitted(),
        Reason::TooUrgent => t.heard_reason_too_urgent(),
        Reason::Other => t.heard_reason_other(),
    }
}

/// What it means, and what can be done.
pub(super) fn after(t: Text, reason: Reason) -> String {
    match reason {
        Reason::NoSpecialist => t.heard_after_no_specialist(),
        Reason::NoCapacity => t.heard_after_no_capacity(),
        Reason::MissingMaterial => t.heard_after_missing_material(),
        Reason::DoctorNotAgreed => t.heard_after_doctor_not_agreed(),
        Reason::WantsTransfer => t.heard_after_wants_transfer(),
        Reason::PastTreatment => t.heard_after_past_treatment(),
        Reason::NotMedical => t.heard_after_not_medical(),
        Reason::RelationNotAdmitted => t.heard_after_relation_not_admitted(),
        Reason::TooUrgent => t.heard_after_too_urgent(),
        Reason::Other => t.heard_after_other(),
    }
}

/// A point of an opinion.
pub(super) fn point(t: Text, point: Point) -> String {
    match point {
        Point::Diagnosis => t.heard_point_diagnosis(),
        Point::Stage => t.heard_point_stage(),
        Point::Treatment => t.heard_point_treatment(),
        Point::Aim => t.heard_point_aim(),
        Point::Benefits => t.heard_point_benefits(),
        Point::Harms => t.heard_point_harms(),
        Point::Nothing => t.heard_point_nothing(),
    }
}

/// How an opinion stands to the first.
pub(super) fn stands(t: Text, stands: Stands) -> String {
    match stands {
        Stands::Agrees => t.heard_stands_agrees(),
        Stands::Refines => t.heard_stands_refines(),
        Stands::Differs => t.heard_stands_differs(),
    }
}
