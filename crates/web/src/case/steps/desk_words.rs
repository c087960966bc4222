//! The codes of a desk file and of what would stop an application, in words.

use casework::applying::{Rests, Stop};
use casework::choice::Way as Chosen;
use casework::cost::{Help, Known, What};
pub(in crate::case) use documents::paper::papers::words::desk::{paper, relation, source, who};
use evidence::desk::{Amount, Applicant, Channel, ContactBy, Currency, FeeFor, Refuses, Way};
use language::Text;

use super::records::kind_words;

pub(in crate::case) fn way(t: Text, way: Way) -> String {
    match way {
        Way::Visit => t.desk_way_visit(),
        Way::Online => t.desk_way_online(),
        Way::OnlineFromNearby => t.desk_way_online_from_nearby(),
        Way::DoctorToDoctor => t.desk_way_doctor_to_doctor(),
    }
}

/// A way as the patient chose it, and as a desk file names it.
pub(in crate::case) fn as_published(way: Chosen) -> Way {
    match way {
        Chosen::Visit => Way::Visit,
        Chosen::Online => Way::Online,
        Chosen::OnlineFromNearby => Way::OnlineFromNearby,
        Chosen::DoctorToDoctor => Way::DoctorToDoctor,
    }
}

pub(in crate::case) fn contact(t: Text, by: ContactBy) -> String {
    match by {
        ContactBy::Telephone => t.desk_contact_telephone(),
        ContactBy::Fax => t.desk_contact_fax(),
        ContactBy::Web => t.desk_contact_web(),
        ContactBy::Mail => t.desk_contact_mail(),
        ContactBy::Post => t.desk_contact_post(),
    }
}

pub(in crate::case) fn fee(t: Text, what: FeeFor) -> String {
    match what {
        FeeFor::Consultation => t.desk_fee_consultation(),
        FeeFor::ConsultationWithPathology => t.desk_fee_consultation_with_pathology(),
        FeeFor::ExtraTime => t.desk_fee_extra_time(),
        FeeFor::Pathology => t.desk_fee_pathology(),
        FeeFor::NewSlides => t.desk_fee_new_slides(),
        FeeFor::ImagingRead => t.desk_fee_imaging_read(),
        FeeFor::Post => t.desk_fee_post(),
        FeeFor::Interpreter => t.desk_fee_interpreter(),
        FeeFor::Other => t.desk_fee_other(),
    }
}

pub(in crate::case) fn amount(t: Text, currency: Currency, amount: Amount) -> String {
    money(t, currency, u64::from(amount.from), u64::from(amount.to))
}

/// So much, or from so much to so much.
pub(in crate::case) fn money(t: Text, currency: Currency, low: u64, high: u64) -> String {
    let whole = |amount: u64| i64::try_from(amount).unwrap_or(i64::MAX);
    match (currency, low == high) {
        (Currency::Yen, true) => t.desk_yen(whole(low)),
        (Currency::Yen, false) => t.desk_yen_range(whole(low), whole(high)),
        (Currency::Dollar, true) => t.desk_dollar(whole(low)),
        (Currency::Dollar, false) => t.desk_dollar_range(whole(low), whole(high)),
    }
}

pub(in crate::case) fn applicant(t: Text, who: Applicant) -> String {
    match who {
        Applicant::Patient => t.desk_applicant_patient(),
        Applicant::Family => t.desk_applicant_family(),
        Applicant::DoctorsOffice => t.desk_applicant_doctors_office(),
    }
}

pub(in crate::case) fn channel(t: Text, how: Channel) -> String {
    match how {
        Channel::Telephone => t.desk_channel_telephone(),
        Channel::Fax => t.desk_channel_fax(),
        Channel::Form => t.desk_channel_form(),
        Channel::Post => t.desk_channel_post(),
        Channel::InPerson => t.desk_channel_in_person(),
    }
}

pub(in crate::case) fn refuses(t: Text, code: Refuses) -> String {
    match code {
        Refuses::NoLetter => t.desk_refuses_no_letter(),
        Refuses::MaterialMissing => t.desk_refuses_material_missing(),
        Refuses::DoctorNotAgreed => t.desk_refuses_doctor_not_agreed(),
        Refuses::Complaint => t.desk_refuses_complaint(),
        Refuses::Lawsuit => t.desk_refuses_lawsuit(),
        Refuses::Died => t.desk_refuses_died(),
        Refuses::CostQuestions => t.desk_refuses_cost_questions(),
        Refuses::WantsTransfer => t.desk_refuses_wants_transfer(),
        Refuses::PastTreatment => t.desk_refuses_past_treatment(),
        Refuses::NoSpecialist => t.desk_refuses_no_specialist(),
        Refuses::NoAppointment => t.desk_refuses_no_appointment(),
        Refuses::TreatmentFinished => t.desk_refuses_treatment_finished(),
        Refuses::Psychiatric => t.desk_refuses_psychiatric(),
        Refuses::Other => t.desk_refuses_other(),
    }
}

/// What would stop an application, and what to do about it.
pub(in crate::case) fn stop(t: Text, stop: Stop) -> String {
    match stop {
        Stop::SameInstitution => t.desk_stop_same_institution(),
        Stop::PatientNotTold => t.desk_stop_patient_not_told(),
        Stop::WantsTransfer => t.desk_stop_wants_transfer(),
        Stop::WishOpen => t.desk_stop_wish_open(),
        Stop::DoctorNotTold => t.desk_stop_doctor_not_told(),
        Stop::DoctorThinking => t.desk_stop_doctor_thinking(),
        Stop::DoctorNotAgreed => t.desk_stop_doctor_not_agreed(),
        Stop::NoLetter => t.desk_stop_no_letter(),
        Stop::RecordMissing(kind) => t.desk_stop_record_missing(kind_words(t, kind)),
        Stop::Bring(needed) => t.desk_stop_bring(paper(t, needed)),
        Stop::RelationNotAdmitted(_) => t.desk_stop_relation_not_admitted(),
        Stop::RelationNotKnown(_) => t.desk_stop_relation_not_known(),
        Stop::TreatmentBegun => t.desk_stop_treatment_begun(),
        Stop::AskYourself(code) => ask_yourself(t, code),
    }
}

fn ask_yourself(t: Text, code: Refuses) -> String {
    match code {
        Refuses::Complaint => t.desk_stop_ask_complaint(),
        Refuses::Lawsuit => t.desk_stop_ask_lawsuit(),
        Refuses::CostQuestions => t.desk_stop_ask_cost_questions(),
        Refuses::PastTreatment => t.desk_stop_ask_past_treatment(),
        Refuses::NoSpecialist => t.desk_stop_ask_no_specialist(),
        Refuses::NoAppointment => t.desk_stop_ask_no_appointment(),
        Refuses::TreatmentFinished => t.desk_stop_ask_treatment_finished(),
        Refuses::Psychiatric => t.desk_stop_ask_psychiatric(),
        _ => t.desk_stop_ask_other(),
    }
}

/// On what a hindrance rests.
pub(in crate::case) fn rests(t: Text, rests: &Rests) -> String {
    match rests {
        Rests::OnDesk(own) => format!("{}{}{}", t.desk_rests_on_desk(), t.words_gap(), source(t, own)),
        Rests::OnUsual => t.desk_rests_on_usual(),
        Rests::OnOurs => t.desk_rests_on_ours(),
    }
}

pub(in crate::case) fn what(t: Text, what: What) -> String {
    match what {
        What::LetterShare => t.desk_cost_letter_share(),
        What::Copies => t.desk_cost_copies(),
        What::Desk(line) => fee(t, line),
        What::Tax => t.desk_cost_tax(),
        What::Fares => t.desk_cost_fares(),
        What::SeaCrossing => t.desk_cost_sea_crossing(),
        What::Lodging => t.desk_cost_lodging(),
    }
}

pub(in crate::case) fn known(t: Text, known: &Known) -> String {
    match known {
        Known::FeeRule => t.desk_cost_letter_rule(),
        Known::Desk(own) => source(t, own),
        Known::Press => t.desk_cost_press(),
        Known::Patient => t.desk_cost_by_patient(),
    }
}

pub(in crate::case) fn help(t: Text, help: Help) -> String {
    match help {
        Help::SupportCentre => t.desk_help_support_centre(),
        Help::TravelAid => t.desk_help_travel_aid(),
        Help::TaxDeduction => t.desk_help_tax_deduction(),
        Help::PrivateInsurance => t.desk_help_private_insurance(),
    }
}
