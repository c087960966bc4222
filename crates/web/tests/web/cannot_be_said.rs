//! A point that a doctor could not say is the doctor's word wherever it is read, and what the patient did not understand is the patient's.

use axum::http::StatusCode;
use casework::decision::{Carried, Chooses};
use casework::keeper::{Deeded, Entry, Keeper as _, Key, KeyKind, KeyWrite, Opens, Who, Write};
use casework::opinion::Known;
use casework::second::Point;
use casework::service::Caller;
use casework::{Act, Secret};

use crate::case_device::{Device, House};
use crate::case_matrix::version;
use crate::{deciding, fhir_door, staff_codes};

const CANNOT: &str = "this cannot be said from what the doctor had";
const NOT_CLEAR: [&str; 3] = ["not clear to the patient", "told, but not clear to me", "it was not clear"];

/// A device of the patient, who may have begun on another one.
async fn device(house: &House, patient: Caller) -> Device<'_> {
    let secret = Secret::for_cookie(&*house.chance);
    let now = house.casework.now();
    let opens = Opens::Case(patient.case, patient.actor.person);
    let key = Key { kind: KeyKind::Cookie, opens, until: Some(now.plus_seconds(86_400)), used: None };
    let log = vec![Entry { case: None, at: now, who: Who::Nobody, deed: Deeded::Entered, part: None }];
    let keys = vec![KeyWrite::Add(secret.clone(), key)];
    house.keeper.write(Write { keys, log, ..Write::default() }).await.expect("kept");
    let mut device = house.device();
    device.cookies.insert("case".to_owned(), secret.cookie());
    device
}

/// What is read of the opinions on every page and by every program, by address, the report at the first doctor's too.
async fn read(house: &House, patient: Caller) -> Vec<(&'static str, String)> {
    let on = house.casework.today();
    let decide = Act::Decide { chooses: Chooses::First, words: String::new(), with: Vec::new(), on };
    deciding::act(house, patient, decide).await;
    let report = Act::SendReport { carried: Carried::Code, sent_on: on, words: String::new() };
    deciding::act(house, patient, report).await;
    let at = version(house, patient).await;
    let (code, _) = house.casework.hand_out_report_code(patient, at).await.expect("a code");
    let mut all = Vec::new();
    let mut own = device(house, patient).await;
    for address in ["/case/second", "/case/compare", "/case/report"] {
        all.push((address, own.get(address).await.body));
    }
    let mut first_doctor = staff_codes::enter(house, "/receipt", &code.printed()).await;
    all.push(("/receipt/form", first_doctor.get("/receipt/form").await.body));
    let program = fhir_door::program(house, patient).await;
    all.push(("/fhir/Composition", program.get("/fhir/Composition").await.body));
    all
}

#[tokio::test]
async fn what_a_doctor_could_not_say_is_never_shown_as_what_the_patient_did_not_understand() {
    let house = House::new();
    let (patient, code) = staff_codes::held(&house, true).await;
    let mut doctor = staff_codes::enter(&house, "/opinion", &code).await;
    let page = "/opinion/form";
    let points = [("treatment", "watch and wait"), ("harms_known", "unclear"), ("doctor", "Dr Made-up")];
    for what in ["own-view", "preview"] {
        let fields: Vec<_> = points.into_iter().chain([("do", what)]).collect();
        let kept = doctor.fill_in(page, page, &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    }
    let saved = doctor.get("/opinion/preview").await.hidden("saved");
    let given = doctor.fill_in(page, "/opinion/give", &[("saved", &saved)]).await;
    assert_eq!(given.location(), page, "{}", given.body);
    assert!(doctor.get(page).await.body.contains("This cannot be said from what I have"), "the doctor's own page");
    for (address, body) in read(&house, patient).await {
        // Side by side stands the view that was saved before the first plan was opened, too.
        let (says, times) = match address {
            "/case/compare" => (CANNOT, 2),
            "/case/report" => ("could not be said from what was there", 1),
            "/fhir/Composition" => ("This cannot be said from what the doctor had.", 1),
            _ => (CANNOT, 1),
        };
        assert_eq!(body.matches(says).count(), times, "{address}: {body}");
        for words in NOT_CLEAR {
            assert!(!body.contains(words), "{address}: {words}: {body}");
        }
    }
}

#[tokio::test]
async fn what_the_patient_did_not_understand_is_never_shown_as_what_the_doctor_could_not_say() {
    let house = House::new();
    let case = deciding::heard(&house).await;
    let mut written = deciding::second("Dr Third", None);
    written.said.insert(Point::Harms, Known::Unclear);
    let tell = Act::TellSecond { opinion: None, application: None, written: Box::new(written) };
    deciding::act(&house, case.caller, tell).await;
    for (address, body) in read(&house, case.caller).await {
        let says = match address {
            "/case/compare" | "/case/report" => "told, but not clear to me",
            "/fhir/Composition" => "The patient says that it was not clear.",
            _ => "not clear to the patient",
        };
        assert_eq!(body.matches(says).count(), 1, "{address}: {body}");
        for words in [CANNOT, "cannot be said", "could not be said"] {
            assert!(!body.contains(words), "{address}: {words}: {body}");
        }
    }
}
