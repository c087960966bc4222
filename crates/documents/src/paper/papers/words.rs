//! What stands in a case, in the words of its pages.

pub mod desk;

use casework::application::{Application, Needed, Offer, State};
use casework::choice::Way;
use casework::decision::Chooses;
use casework::opinion::Known;
use casework::records::{Item, Kind, Stage};
use casework::second::{Hand, OwnView, Point, Says, SecondOpinion, Stands};
use casework::timing::{Step, Treatment};
use casework::weigh::{Compares, Matter, Row, What, counted};
use casework::{Case, OpinionId, Part, Person, Relation, Role};
use jiff::civil::Date;
use language::Text;

/// "23 November 2026".
pub fn day(t: Text, date: Date) -> String {
    t.steps_day(i64::from(date.day()), i64::from(date.month()), date.year().to_string())
}

/// "Friday 4 December 2026, 14:30, 30 minutes, with Dr …, there".
pub fn offer(t: Text, offer: &Offer) -> String {
    let date = offer.at.date();
    let weekday = i64::from(date.weekday().to_monday_one_offset());
    let date = t.door_date(weekday, i64::from(date.day()), i64::from(date.month()), date.year().to_string());
    let specialist = offer.specialist.trim();
    let parts = [
        Some(t.door_date_time(date, format!("{:02}:{:02}", offer.at.hour(), offer.at.minute()))),
        (offer.minutes > 0).then(|| t.heard_minutes(offer.minutes)),
        (!specialist.is_empty()).then(|| t.heard_with(specialist)),
        Some(if offer.online { t.heard_online() } else { t.heard_there() }),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&t.words_comma())
}

/// What is known; empty where it was not answered.
pub fn known(t: Text, known: &Known<String>) -> String {
    match known {
        Known::Told(text) => text.trim().to_owned(),
        Known::Unclear => t.steps_unclear_shown(),
        Known::Open => String::new(),
    }
}

/// A person as the case calls them: the name, else what they are.
pub fn person(t: Text, named: &Person) -> String {
    let name = named.name.trim();
    if name.is_empty() { role(t, named.role) } else { name.to_owned() }
}

/// What a person is.
pub fn role(t: Text, role: Role) -> String {
    match role {
        Role::Patient => t.door_role_patient(),
        Role::Relative => t.door_role_relative(),
        Role::AttendingDoctor => t.door_role_doctor(),
        Role::Desk => t.door_role_desk(),
        Role::SecondDoctor => t.door_role_second_doctor(),
        Role::Counsellor => t.door_role_counsellor(),
        Role::Operator => t.door_role_operator(),
    }
}

/// How a relative is related.
pub fn relation(t: Text, relation: Relation) -> String {
    match relation {
        Relation::Spouse => t.door_relation_spouse(),
        Relation::Parent => t.door_relation_parent(),
        Relation::Child => t.door_relation_child(),
        Relation::Sibling => t.door_relation_sibling(),
        Relation::Grand => t.door_relation_grand(),
        Relation::OtherFamily => t.door_relation_other(),
        Relation::NotFamily => t.door_relation_not_family(),
    }
}

/// A part that goes to a desk; the others go to none.
pub fn part_sent(t: Text, part: Part) -> String {
    match part {
        Part::Letter => t.heard_part_letter(),
        Part::Records => t.heard_part_records(),
        Part::Time => t.heard_part_time(),
        _ => t.heard_part_opinion(),
    }
}

/// How the opinion is to be had.
pub fn way(t: Text, way: Way) -> String {
    match way {
        Way::Visit => t.choose_way_visit(),
        Way::Online => t.choose_way_online(),
        Way::OnlineFromNearby => t.choose_way_nearby(),
        Way::DoctorToDoctor => t.choose_way_doctor(),
    }
}

/// Where the treatment stands.
pub fn treatment(t: Text, treatment: Treatment) -> String {
    match treatment {
        Treatment::NotStarted => t.time_treatment_not_started(),
        Treatment::WithinDays => t.time_treatment_within_days(),
        Treatment::InHospital => t.time_treatment_in_hospital(),
        Treatment::Begun => t.time_treatment_begun(),
        Treatment::Unknown => t.time_treatment_unknown(),
    }
}

/// An item of the records list by its name.
pub fn item(t: Text, item: &Item) -> String {
    if item.kind == Kind::Own { item.words.trim().to_owned() } else { kind(t, item.kind) }
}

/// A kind of record.
pub fn kind(t: Text, kind: Kind) -> String {
    match kind {
        Kind::Letter => t.records_kind_letter(),
        Kind::Tests => t.records_kind_tests(),
        Kind::Images => t.records_kind_images(),
        Kind::ImageReports => t.records_kind_image_reports(),
        Kind::PathologyReport => t.records_kind_pathology_report(),
        Kind::Slides => t.records_kind_slides(),
        Kind::Endoscopy => t.records_kind_endoscopy(),
        Kind::Heart => t.records_kind_heart(),
        Kind::Summaries => t.records_kind_summaries(),
        Kind::Medicines => t.records_kind_medicines(),
        Kind::Own => t.records_own(),
    }
}

/// How far a record has come.
pub fn stage(t: Text, stage: Stage) -> String {
    match stage {
        Stage::Wanted => t.records_stage_wanted(),
        Stage::Asked => t.records_stage_asked(),
        Stage::Promised => t.records_stage_promised(),
        Stage::Received => t.records_stage_received(),
        Stage::Sent => t.records_stage_sent(),
        Stage::Returned => t.records_stage_returned(),
        Stage::NotNeeded => t.records_stage_not_needed(),
    }
}

/// What a desk asked for and waits for.
pub fn asked(t: Text, application: &Application) -> Vec<String> {
    if application.state != State::ItemAsked {
        return Vec::new();
    }
    let one = |needed: &Needed| match (needed.kind, needed.words.trim()) {
        (Some(of), "") => kind(t, of),
        (Some(of), words) => format!("{}{}{words}", kind(t, of), t.words_colon()),
        (None, words) => words.to_owned(),
    };
    application.asked.iter().map(one).collect()
}

/// A step of the calendar.
pub fn step(t: Text, step: Step) -> String {
    match step {
        Step::Doctor => t.calendar_doctor(),
        Step::Letter => t.calendar_letter(),
        Step::Slides => t.calendar_slides(),
        Step::Application => t.calendar_application(),
        Step::Visit => t.calendar_visit(),
        Step::Report => t.calendar_report(),
        Step::Decision => t.calendar_decision(),
    }
}

/// A point of an opinion.
pub fn point(t: Text, point: Point) -> String {
    match point {
        Point::Diagnosis => t.weigh_point_diagnosis(),
        Point::Stage => t.weigh_point_stage(),
        Point::Treatment => t.weigh_point_treatment(),
        Point::Aim => t.weigh_point_aim(),
        Point::Benefits => t.weigh_point_benefits(),
        Point::Harms => t.weigh_point_harms(),
        Point::Nothing => t.weigh_point_nothing(),
    }
}

/// What an opinion in this hand says of a point, side by side with another.
pub fn said(t: Text, hand: Hand, known: &Known<String>) -> String {
    said_at_all(t, hand, known).unwrap_or_else(|| t.weigh_not_known())
}

/// What an opinion in this hand says of a point, or why it could not be said; none where it says nothing.
pub fn said_at_all(t: Text, hand: Hand, known: &Known<String>) -> Option<String> {
    match hand.says(known) {
        Says::Words(words) => Some(words.to_owned()),
        Says::CannotBeSaid => Some(t.weigh_cannot_be_said()),
        Says::NotClear => Some(t.weigh_not_clear()),
        Says::Nothing => None,
    }
}

/// What is reported of a point to the first doctor; none where nothing was said.
pub fn reported(t: Text, hand: Hand, known: &Known<String>) -> Option<String> {
    match hand.says(known) {
        Says::CannotBeSaid => Some(t.back_cannot_be_said()),
        Says::Words(_) | Says::NotClear | Says::Nothing => said_at_all(t, hand, known),
    }
}

/// What a doctor who read blind had written down, by point. Nobody but the doctor ever writes it.
pub fn own_view(t: Text, own: &OwnView) -> Vec<(String, String)> {
    let one = |(of, known): (&Point, &Known<String>)| Some((point(t, *of), said_at_all(t, Hand::Doctor, known)?));
    own.said.iter().filter_map(one).collect()
}

/// How a point of two opinions compares, as a person said.
pub fn compares(t: Text, row: &Row) -> String {
    match row.compares {
        Compares::Same => t.weigh_same(),
        Compares::Different => t.weigh_different(),
        Compares::Unknown if row.waits() => t.weigh_waits(),
        Compares::Unknown => t.weigh_unknown(),
    }
}

/// "The same: 1. Different: 1. Not compared yet: 1. Not known: 4."
pub fn counts(t: Text, rows: &[Row]) -> String {
    let counts = counted(rows);
    let all = [counts.same, counts.different, counts.waiting, counts.unknown];
    let [same, different, waiting, unknown] = all.map(|count| count.to_string());
    t.weigh_counts(same, different, waiting, unknown)
}

/// The second opinions that were given, oldest first. A draft is its doctor's alone.
pub fn given(case: &Case) -> impl Iterator<Item = &SecondOpinion> {
    case.seconds.iter().filter(|second| second.given.is_some())
}

/// The first doctor by name, or as "the first doctor".
pub fn first_doctor(t: Text, case: &Case) -> String {
    let named = case.opinion.doctor.told().map(|name| name.trim()).filter(|name| !name.is_empty());
    named.map_or_else(|| t.weigh_first_nobody(), str::to_owned)
}

/// A second doctor by name, or as "the second doctor".
pub fn second_doctor(t: Text, second: &SecondOpinion) -> String {
    let name = second.doctor.trim();
    if name.is_empty() { t.weigh_second_nobody() } else { name.to_owned() }
}

/// "Dr A, hospital B; said on …".
pub fn who_said(t: Text, second: &SecondOpinion) -> String {
    let (name, institution) = (second_doctor(t, second), second.institution.trim());
    let who = if institution.is_empty() { name } else { t.weigh_one_of(name, institution) };
    let on = second.said_on.map(|on| t.weigh_said_on(day(t, on)));
    [Some(who), on].into_iter().flatten().collect::<Vec<_>>().join(&t.words_semicolon())
}

/// In whose hand an opinion is.
pub fn hand(t: Text, hand: Hand) -> String {
    match hand {
        Hand::Doctor => t.weigh_hand_doctor(),
        Hand::Told => t.weigh_hand_told(),
    }
}

/// How the opinion as a whole stands, by its doctor's name; the program never says it.
pub fn stands(t: Text, second: &SecondOpinion) -> String {
    let name = second_doctor(t, second);
    match second.stands {
        Some(Stands::Agrees) => t.weigh_stands_agrees(name),
        Some(Stands::Refines) => t.weigh_stands_refines(name),
        Some(Stands::Differs) => t.weigh_stands_differs(name),
        None => t.weigh_stands_open(name),
    }
}

/// What was decided.
pub fn chooses(t: Text, case: &Case, chooses: Chooses) -> String {
    match chooses {
        Chooses::First => match case.opinion.doctor.told() {
            Some(_) => t.decide_first_named(first_doctor(t, case)),
            None => t.decide_first(),
        },
        Chooses::Second(id) => t.decide_second(doctor_of(t, case, id)),
        Chooses::SecondThere(id) => t.decide_second_there(doctor_of(t, case, id)),
        Chooses::Another => t.decide_another(),
        Chooses::NoTreatment => t.decide_none(),
        Chooses::Later => t.decide_later(),
    }
}

/// The doctor of a second opinion.
pub fn doctor_of(t: Text, case: &Case, id: OpinionId) -> String {
    let second = case.seconds.iter().find(|second| second.id == id);
    second.map_or_else(|| t.weigh_second_nobody(), |second| second_doctor(t, second))
}

/// What matters, the most important first, each with how much.
pub fn matters(t: Text, case: &Case) -> Vec<String> {
    let line = |one: &Matter| format!("{}{}{}", matter(t, &one.what), t.words_colon(), weight(t, one.weight));
    case.weighing.matters.iter().map(line).collect()
}

/// How much something matters, from 0 to 3.
pub fn weight(t: Text, weight: u8) -> String {
    match weight {
        0 => t.weigh_weight_none(),
        1 => t.weigh_weight_1(),
        2 => t.weigh_weight_2(),
        _ => t.weigh_weight_3(),
    }
}

/// What may matter, in a few words.
pub fn matter(t: Text, what: &What) -> String {
    match what {
        What::LongLife => t.weigh_what_long_life(),
        What::Cure => t.weigh_what_cure(),
        What::FewHarms => t.weigh_what_few_harms(),
        What::NearHome => t.weigh_what_near_home(),
        What::Daily => t.weigh_what_daily(),
        What::KeepBody => t.weigh_what_keep_body(),
        What::Cost => t.weigh_what_cost(),
        What::Soon => t.weigh_what_soon(),
        What::Family => t.weigh_what_family(),
        What::Own(words) => words.clone(),
    }
}
