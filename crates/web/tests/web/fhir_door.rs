//! What a case holds as FHIR resources: what is declared is answered, and nobody reads there what they may not read elsewhere.

use axum::http::StatusCode;
use casework::authority::Actor;
use casework::keeper::{CaseWrite, Deeded, Entry, Keeper as _, Key, KeyKind, KeyWrite, Opens, Who, Write};
use casework::opinion::Known;
use casework::people::Purpose;
use casework::second::{Hand, SecondOpinion};
use casework::service::Caller;
use casework::{Act, Ground, OpinionId, Part, PersonId, Relation, Role, Secret};
use serde_json::{Value, json};

use crate::case_api::{Program, header, read, text};
use crate::case_device::{Answer, House};
use crate::{deciding, staff, staff_codes, visit};

/// A program with a token for everything that this person may do.
pub async fn program(house: &House, caller: Caller) -> Program<'_> {
    let secret = Secret::for_token(&*house.chance, u32::MAX);
    let now = house.casework.now();
    let opens = Opens::Case(caller.case, caller.actor.person);
    let key = Key { kind: KeyKind::Token, opens, until: Some(now.plus_seconds(86_400)), used: None };
    let log = vec![Entry { case: None, at: now, who: Who::Nobody, deed: Deeded::Entered, part: None }];
    let keys = vec![KeyWrite::Add(secret.clone(), key)];
    house.keeper.write(Write { keys, log, ..Write::default() }).await.expect("kept");
    Program::with(house, &secret.cookie())
}

fn person(patient: Caller, number: u32) -> Caller {
    Caller { actor: Actor { person: PersonId(number), by_form_code: false }, ..patient }
}

/// What stands in a Bundle.
fn found(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let bundle = read(answer);
    assert_eq!((text(&bundle, "resourceType"), text(&bundle, "type")), ("Bundle", "searchset"));
    let entries = bundle.get("entry").and_then(Value::as_array).cloned().unwrap_or_default();
    assert_eq!(bundle.get("total"), Some(&json!(entries.len())));
    entries.iter().filter_map(|entry| entry.get("resource").cloned()).collect()
}

/// The status and the code of a refusal, which is always an OperationOutcome with a sentence that nobody keeps.
fn refused(answer: &Answer) -> (u16, String) {
    assert_eq!(header(answer, "content-type"), "application/fhir+json", "{}", answer.body);
    let outcome = read(answer);
    assert_eq!(text(&outcome, "resourceType"), "OperationOutcome", "{outcome}");
    let said = |place: &str| outcome.pointer(place).and_then(Value::as_str).unwrap_or_default().to_owned();
    assert!(said("/issue/0/details/text").len() > 20, "{outcome}");
    (answer.status.as_u16(), said("/issue/0/code"))
}

fn problem(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn what_the_capability_statement_names_is_answered_and_nothing_else_is() {
    let house = House::new();
    let patient = staff_codes::held(&house, false).await.0;
    let program = program(&house, patient).await;
    let declared = Program::with(&house, "").get("/fhir/metadata").await;
    assert_eq!((declared.status, header(&declared, "content-type")), (StatusCode::OK, "application/fhir+json"));
    let declared = read(&declared);
    assert_eq!(declared["implementation"]["url"], "http://127.0.0.1:8017/fhir");
    let resources = declared["rest"][0]["resource"].as_array().expect("resources");
    assert_eq!(resources.len(), 8);
    for resource in resources {
        let kind = text(resource, "type");
        let interactions: Vec<_> = resource["interaction"].as_array().expect("interactions").iter().collect();
        assert_eq!(interactions, [&json!({ "code": "read" }), &json!({ "code": "search-type" })]);
        let whole = program.get(&format!("/fhir/{kind}?_format=json")).await;
        assert_eq!(
            (header(&whole, "content-type"), header(&whole, "cache-control")),
            ("application/fhir+json", "no-store")
        );
        for one in found(&whole) {
            let address = format!("/fhir/{kind}/{}", text(&one, "id"));
            let answer = program.get(&address).await;
            assert_eq!((answer.status, read(&answer)), (StatusCode::OK, one), "{address}");
        }
        for parameter in resource["searchParam"].as_array().expect("parameters") {
            let none = program.get(&format!("/fhir/{kind}?{}=no-such-value", text(parameter, "name"))).await;
            assert_eq!(found(&none), Vec::<Value>::new(), "{kind}");
        }
        let unknown = program.get(&format!("/fhir/{kind}?name=x")).await;
        assert_eq!(refused(&unknown), problem(400, "not-supported"), "{kind}");
        let other = program.send("POST", &format!("/fhir/{kind}"), &[], &json!({})).await;
        assert_eq!(refused(&other), problem(405, "not-supported"), "{kind}");
    }
    for (address, answer) in [
        ("/fhir/Observation", problem(404, "not-found")),
        ("/fhir/Observation/1", problem(404, "not-found")),
        ("/fhir/Task/1", problem(404, "not-found")),
        ("/fhir/Task/%ff", problem(404, "not-found")),
        ("/fhir/Task/1/_history", problem(404, "not-found")),
        ("/fhir", problem(404, "not-found")),
        ("/fhir/Task?_format=xml", problem(406, "not-supported")),
        ("/fhir/Task?status:not=requested", problem(400, "not-supported")),
        ("/fhir/Patient?patient=x", problem(400, "not-supported")),
    ] {
        assert_eq!(refused(&program.get(address).await), answer, "{address}");
    }
    let long = format!("/fhir/Task?status={}", "a".repeat(30_000));
    assert_eq!(refused(&program.get(&long).await), problem(414, "too-long"));
}

#[tokio::test]
async fn a_search_finds_by_patient_id_and_status_and_says_what_was_asked() {
    let house = House::new();
    let patient = staff_codes::held(&house, false).await.0;
    let program = program(&house, patient).await;
    let task = found(&program.get("/fhir/Task").await).remove(0);
    assert_eq!(task["businessStatus"]["coding"][0]["code"], "held");
    let whose = text(&task["for"], "reference").to_owned();
    let id = whose.trim_start_matches("Patient/").to_owned();
    for value in [whose.clone(), id.clone(), format!("http://127.0.0.1:8017/fhir/{whose}"), format!("x,{id}")] {
        let answer = program.get(&format!("/fhir/Task?patient={value}&status=in-progress,ready")).await;
        assert_eq!(found(&answer), std::slice::from_ref(&task), "{value}");
    }
    assert_eq!(found(&program.get(&format!("/fhir/Task?patient={id}&status=ready")).await), Vec::<Value>::new());
    let asked = read(&program.get("/fhir/Task?status=in-progress%2Cready&_format=application%2Ffhir%2Bjson").await);
    let own = "http://127.0.0.1:8017/fhir/Task?status=in-progress%2Cready";
    assert_eq!(asked["link"], json!([{ "relation": "self", "url": own }]));
    let address = format!("http://127.0.0.1:8017/fhir/Task/{}", text(&task, "id"));
    assert_eq!(asked["entry"][0]["fullUrl"], json!(address));
    // Another case's program finds its own and no other.
    let other = staff::applied(&house, casework::application::Channel::Paper, false).await;
    let other = self::program(&house, other).await;
    assert_eq!(found(&other.get(&format!("/fhir/Task?patient={id}")).await), Vec::<Value>::new());
    let hidden = other.get(&format!("/fhir/Task/{}", text(&task, "id"))).await;
    assert_eq!(refused(&hidden), problem(404, "not-found"));
}

#[tokio::test]
async fn without_a_token_nothing_is_opened_and_a_cookie_is_none() {
    let house = House::new();
    let mut device = house.device();
    device.begin().await;
    let cookie = device.cookies.get("case").expect("a cookie").clone();
    for address in ["/fhir/Task", "/fhir/Patient", "/fhir/Task/1", "/fhir/Observation"] {
        let answer = device.get(address).await;
        assert_eq!(refused(&answer), problem(401, "login"), "{address}");
        assert_eq!(header(&answer, "www-authenticate"), "Bearer");
        for token in ["made-up", cookie.as_str()] {
            let answer = Program::with(&house, token).get(address).await;
            assert_eq!(refused(&answer), problem(401, "login"), "{address}");
            assert_eq!(header(&answer, "www-authenticate"), "Bearer error=\"invalid_token\"");
        }
    }
    device.language = "ja";
    let said = device.get("/fhir/Task").await;
    assert!(said.body.contains("トークンが付いていません"), "{}", said.body);
    let none = visit::visit("en", "/fhir/metadata").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "no cases are kept there");
    assert!(none.body.contains("OperationOutcome"), "{}", none.body);
}

#[tokio::test]
async fn a_token_reads_the_types_it_was_given_and_of_them_only_what_comes_from_its_parts() {
    let house = House::new();
    let patient = staff_codes::held(&house, false).await.0;
    let whole = program(&house, patient).await;
    let body = json!({ "scopes": ["patient/Task.rs"], "days": 7 });
    let made = whole.send("POST", "/api/v1/case/tokens", &[], &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(read(&made)["scopes"], json!(["read:application"]));
    assert_eq!(read(&made)["scope"], "patient/ServiceRequest.rs patient/Task.rs");
    let narrow = Program::with(&house, text(&read(&made), "token"));
    let (all, some) = (whole.get("/fhir/ServiceRequest").await, narrow.get("/fhir/ServiceRequest").await);
    assert!(all.body.contains("stomach cancer") && all.body.contains("Made-up hospital"), "{}", all.body);
    assert!(!some.body.contains("stomach") && !some.body.contains("Made-up hospital"), "{}", some.body);
    assert_eq!((found(&some).len(), found(&narrow.get("/fhir/Task").await).len()), (1, 1));
    for kind in ["Patient", "Organization", "Practitioner", "RelatedPerson", "Composition", "Consent"] {
        for address in [format!("/fhir/{kind}"), format!("/fhir/{kind}/1")] {
            let answer = narrow.get(&address).await;
            assert_eq!(refused(&answer), problem(403, "forbidden"), "{address}");
            let asks = format!("Bearer error=\"insufficient_scope\", scope=\"patient/{kind}.rs\"");
            assert_eq!(header(&answer, "www-authenticate"), asks);
        }
    }
    for scope in ["patient/Task.write", "patient/Observation.rs", "user/*.rs", "launch"] {
        let body = json!({ "scopes": [scope], "days": 7 });
        let made = whole.send("POST", "/api/v1/case/tokens", &[], &body).await;
        assert_eq!(made.status, StatusCode::UNPROCESSABLE_ENTITY, "{scope}");
    }
    let all = whole.narrower(&["patient/*.read"]).await;
    for kind in ["Patient", "Organization", "Composition", "Consent", "Task", "ServiceRequest"] {
        assert!(!found(&all.get(&format!("/fhir/{kind}")).await).is_empty(), "{kind}");
    }
    assert_eq!(all.get("/api/v1/case/worries").await.status, StatusCode::NOT_FOUND, "no part that it was not given");
}

/// A case in which everyone who takes part has a name that stands nowhere else, and a relative (person 4) who may read all but who takes part.
async fn of_named_people(house: &House) -> Caller {
    let patient = staff_codes::held(house, false).await.0;
    let act = |act| deciding::act(house, patient, act);
    let written = Box::new(deciding::second("x", None));
    act(Act::TellSecond { opinion: None, application: None, written }).await;
    let (role, name, ground_paper) = (Role::Relative, "x".to_owned(), String::new());
    let (relation, ground) = (Some(Relation::Child), Some(Ground::Consent));
    act(Act::AddPerson { role, name, relation, ground, ground_paper }).await;
    let parts = [Part::Opinion, Part::Application, Part::Second, Part::Decision].into_iter().collect();
    act(Act::Agree { person: PersonId(4), purpose: Purpose::ReadAlong, parts, until: None }).await;
    let kept = house.keeper.case(patient.case).await.expect("a keeper").expect("a case");
    let mut case = kept.case;
    for person in &mut case.people {
        person.name = format!("{} {NAMED}", person.role.word());
    }
    let application = case.applications.first_mut().expect("an application");
    application.name = format!("hospital {NAMED}");
    application.turns.first_mut().expect("a turn").by = PersonId(4);
    let last = application.turns.last_mut().expect("a turn");
    (last.told_by, last.words) = (Some(format!("by telephone {NAMED}")), "come at nine".to_owned());
    case.opinion.doctor = Known::Told(format!("first doctor {NAMED}"));
    case.begun_by = PersonId(4);
    let told = case.seconds.first_mut().expect("an opinion");
    (told.doctor, told.institution, told.by) = (format!("doctor {NAMED}"), format!("at {NAMED}"), PersonId(4));
    let (id, by, doctor) = (OpinionId(2), PersonId(3), format!("other doctor {NAMED}"));
    let written = SecondOpinion { id, hand: Hand::Doctor, by, doctor, ..told.clone() };
    case.seconds.push(written);
    let log = vec![Entry { case: None, at: house.casework.now(), who: Who::Nobody, deed: Deeded::Entered, part: None }];
    let case = Some(CaseWrite::Changed(Box::new(case), kept.version));
    house.keeper.write(Write { case, log, ..Write::default() }).await.expect("kept");
    patient
}

const NAMED: &str = "Named";

#[tokio::test]
async fn an_answer_names_nobody_unless_token_and_person_may_read_who_takes_part() {
    let house = House::new();
    let patient = of_named_people(&house).await;
    let (patients, relatives) = (program(&house, patient).await, program(&house, person(patient, 4)).await);
    let declared = read(&patients.get("/fhir/metadata").await);
    let offered = declared["rest"][0]["resource"].as_array().expect("resources");
    let of_people = ["Patient", "RelatedPerson", "Practitioner", "Organization", "Consent"];
    for kind in offered.iter().map(|resource| text(resource, "type")) {
        house.later(3_600);
        let scope = format!("patient/{kind}.rs");
        let narrow = patients.narrower(&[&scope]).await;
        let found = found(&narrow.get(&format!("/fhir/{kind}")).await);
        assert!(!found.is_empty(), "{kind}");
        for one in found {
            let answer = narrow.get(&format!("/fhir/{kind}/{}", text(&one, "id"))).await;
            assert_eq!((answer.status, read(&answer)), (StatusCode::OK, one.clone()));
            assert_eq!(answer.body.contains(NAMED), of_people.contains(&kind), "{}", answer.body);
        }
        let along = patients.get(&format!("/fhir/{kind}")).await;
        assert!(along.body.contains(NAMED), "with people it is named: {kind}: {}", along.body);
        if !of_people.contains(&kind) {
            // The token may read people, its person may not.
            let answer = relatives.get(&format!("/fhir/{kind}")).await;
            assert!(!self::found(&answer).is_empty() && !answer.body.contains(NAMED), "{kind}: {}", answer.body);
        }
    }
    let narrow = patients.narrower(&["patient/Composition.rs"]).await;
    let by_doctor = found(&narrow.get("/fhir/Composition?status=final").await);
    let author = json!([{ "type": "Practitioner", "display": "The second doctor" }]);
    assert_eq!(by_doctor.iter().map(|one| one["author"].clone()).collect::<Vec<_>>(), [author]);
    let told = patients.narrower(&["patient/Task.rs"]).await.get("/fhir/Task").await;
    assert!(told.body.contains("come at nine"), "what was said stays: {}", told.body);
}

#[tokio::test]
async fn each_opinion_is_read_with_its_own_part_and_what_is_no_opinion_yet_is_not_there() {
    let house = House::new();
    let case = deciding::heard(&house).await;
    let whole = program(&house, case.caller).await;
    let opinions = |answer: Answer| found(&answer).iter().map(|one| text(one, "title").to_owned()).collect::<Vec<_>>();
    let (first, second) = ("First opinion, as the patient was told", "Second opinion, as the patient was told");
    assert_eq!(opinions(whole.get("/fhir/Composition").await), [first, second]);
    for (scope, title) in [("read:opinion", first), ("read:second", second)] {
        let narrow = whole.narrower(&[scope]).await;
        assert_eq!(opinions(narrow.get("/fhir/Composition").await), [title], "{scope}");
    }
}

#[tokio::test]
async fn a_relative_reads_the_types_of_what_was_agreed_to_and_for_the_rest_there_is_no_such_thing() {
    let house = House::new();
    let case = deciding::heard(&house).await;
    case.with(Role::Relative, Purpose::ReadAlong, &[Part::Second]).await;
    let daughter = program(&house, person(case.caller, 2)).await;
    let opinions = found(&daughter.get("/fhir/Composition").await);
    assert_eq!(opinions.len(), 1, "the second opinion and not the first");
    assert!(opinions.iter().all(|opinion| !opinion.to_string().contains("an operation")));
    for kind in ["Task", "ServiceRequest", "Consent", "RelatedPerson", "Organization", "Practitioner"] {
        for address in [format!("/fhir/{kind}"), format!("/fhir/{kind}/1")] {
            assert_eq!(refused(&daughter.get(&address).await), problem(404, "not-found"), "{address}");
        }
    }
    let patients = found(&daughter.get("/fhir/Patient").await);
    assert_eq!(patients.len(), 1, "whose case it is, everyone in it knows");
}

#[tokio::test]
async fn each_look_and_each_refused_try_stands_in_the_patients_log() {
    let house = House::new();
    let case = deciding::heard(&house).await;
    case.with(Role::Relative, Purpose::ReadAlong, &[Part::Second]).await;
    let daughter = program(&house, person(case.caller, 2)).await;
    let before = house.keeper.log(case.caller.case).await.expect("a log").len();
    let refused = daughter.narrower(&["read:second"]).await.get("/fhir/Task").await.status;
    assert_eq!(refused, StatusCode::FORBIDDEN);
    for address in ["/fhir/Composition", "/fhir/Task/1", "/fhir/Patient", "/fhir/Composition?name=x", "/fhir/metadata"]
    {
        daughter.get(address).await;
    }
    let log = house.keeper.log(case.caller.case).await.expect("a log");
    let lines: Vec<_> = log.iter().skip(before).map(|line| (line.deed, line.part)).collect();
    let expected = [
        (Deeded::Invited, None),
        (Deeded::Refused, Some(Part::Application)),
        (Deeded::Read, Some(Part::Second)),
        (Deeded::Refused, Some(Part::Application)),
        (Deeded::Read, None),
    ];
    assert_eq!(lines, expected);
    assert!(log.iter().skip(before).all(|line| line.who == Who::Person(PersonId(2))));
}

#[tokio::test]
async fn a_view_saved_by_a_blind_doctor_goes_to_nobody_and_the_first_plan_not_to_that_doctor() {
    let house = House::new();
    let (patient, code) = staff_codes::held(&house, true).await;
    let mut form = staff_codes::enter(&house, "/opinion", &code).await;
    let (own, doctor) = (program(&house, patient).await, program(&house, person(patient, 3)).await);
    let first = doctor.get("/fhir/Composition").await;
    assert_eq!(found(&first), Vec::<Value>::new(), "the first opinion would look as if nothing had been proposed");
    let view = [("do", "own-view"), ("treatment", "watch and wait")];
    let saved = form.fill_in("/opinion/form", "/opinion/form", &view).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    for kind in ["Composition", "Task", "ServiceRequest"] {
        let answer = own.get(&format!("/fhir/{kind}")).await;
        assert!(!answer.body.contains("watch and wait"), "{kind}: {}", answer.body);
    }
    assert!(doctor.get("/fhir/Composition").await.body.contains("the first plan"), "after the own view it is open");
}
