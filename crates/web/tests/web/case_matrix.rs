//! Who passes where: every address of a case is called as every kind of person, and the answers are held against `casework` and against a
//! file that is reviewed by hand. `ROUTE_MATRIX=write cargo test -p web matrix` writes the file anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use axum::body::Body;
use axum::http::StatusCode;
use casework::account::hash_passphrase;
use casework::application::{Channel, Offer, Reply};
use casework::authority::Actor;
use casework::choice::Way;
use casework::decision::{Carried, Chooses};
use casework::keeper::{Deeded, Entry, Keeper as _, Key, KeyKind, KeyWrite, Version, Who, Write};
use casework::people::{Purpose, Told};
use casework::service::{Beginner, Caller, OfficeScope};
use casework::{Act, Deed, Ground, Part, PersonId, RecordId, Relation, Role, Secret, may};
use web::{Listed, Needs};

use crate::case_api::Program;
use crate::case_device::{Device, House};
use crate::desk_api;

/// Kinds of people, in the order of the file's columns.
const ACTORS: [&str; 15] = [
    "stranger",
    "patient",
    "by-law",
    "attorney",
    "consent",
    "reader",
    "withdrawn",
    "doctor",
    "counsellor",
    "staff",
    "system",
    "desk",
    "desk-code",
    "second",
    "first",
];

/// What ends a device's own visit is called last.
const LAST: [&str; 4] = ["/case/erase", "/account/out", "/sign-out", "/case/leave"];

pub async fn version(house: &House, caller: Caller) -> Version {
    house.keeper.case(caller.case).await.expect("a keeper").expect("a case").version
}

pub async fn act(house: &House, caller: Caller, act: Act) {
    let version = version(house, caller).await;
    house.casework.act(caller, version, act).await.expect("an act");
}

/// Person 2 in a case of the patient's, let in with what was agreed.
async fn joined(house: &House, patient: Caller, role: Role, purpose: Purpose, parts: &[Part]) -> Secret {
    let relation = (role == Role::Relative).then_some(Relation::Child);
    let ground = relation.map(|_| Ground::Consent);
    let added = Act::AddPerson { role, name: "made up".to_owned(), relation, ground, ground_paper: String::new() };
    act(house, patient, added).await;
    let parts: BTreeSet<Part> = parts.iter().copied().collect();
    act(house, patient, Act::Agree { person: PersonId(2), purpose, parts, until: None }).await;
    let (code, _) = house.casework.invite(patient, PersonId(2)).await.expect("a code");
    if role == Role::Counsellor {
        let account = staff(house, "counsellor", role).await;
        return house.casework.accept_with_account(&account, &code).await.expect("let in").1;
    }
    house.casework.accept(&code).await.expect("let in").1
}

async fn relative(house: &House, ground: Ground) -> (Caller, Secret) {
    let beginner = Beginner::Relative {
        relation: Relation::Child,
        ground,
        ground_paper: "a made-up paper".to_owned(),
        told: Told::Everything,
        name: "made up".to_owned(),
    };
    let begun = house.casework.begin(beginner, true).await.expect("a case");
    (begun.caller, begun.cookie)
}

/// A case with one record and one file, and the cookie of one kind of person in it; none for who has none.
async fn set_up(house: &House, actor: &str) -> Option<Secret> {
    if actor == "by-law" || actor == "attorney" {
        let ground = if actor == "by-law" { Ground::Incapacity } else { Ground::PowerOfAttorney };
        let (caller, cookie) = relative(house, ground).await;
        file(house, caller).await;
        applied(house, caller).await;
        return Some(cookie);
    }
    let begun = house.casework.begin(Beginner::Patient, true).await.expect("a case");
    let patient = begun.caller;
    file(house, patient).await;
    let shown = [Part::Opinion, Part::Letter, Part::Records];
    let cookie = match actor {
        "patient" => Some(begun.cookie),
        "consent" => Some(joined(house, patient, Role::Relative, Purpose::FillIn, &shown).await),
        "reader" => Some(joined(house, patient, Role::Relative, Purpose::ReadAlong, &shown).await),
        "counsellor" => Some(joined(house, patient, Role::Counsellor, Purpose::Counsel, &Part::SHARED).await),
        "withdrawn" => {
            let cookie = joined(house, patient, Role::Relative, Purpose::FillIn, &shown).await;
            act(house, patient, Act::Withdraw(PersonId(2), Purpose::FillIn)).await;
            Some(cookie)
        }
        "doctor" => {
            let version = version(house, patient).await;
            let (code, _) = house.casework.invite_doctor(patient, version).await.expect("a code");
            Some(house.casework.accept(&code).await.expect("let in").1)
        }
        "desk-code" => Some(examining(house, PersonId(2)).await),
        "second" => Some(examining(house, PersonId(3)).await),
        "first" => Some(receiving(house, patient).await),
        _ => None,
    };
    // After whoever was let in, so that they stay the second person.
    applied(house, patient).await;
    cookie
}

/// An application on paper, so that there is one to look at.
async fn applied(house: &House, caller: Caller) {
    let (institution, note) = ("jp-00002".to_owned(), String::new());
    let chosen = Act::Choose { institution: institution.clone(), name: "made up".to_owned(), way: Way::Visit, note };
    act(house, caller, chosen).await;
    let (parts, words) = (BTreeSet::from([Part::Opinion]), String::new());
    act(house, caller, Act::Apply { institution, parts, blind: false, channel: Channel::Paper, words }).await;
}

/// The desk (2) or the doctor (3) of an application on paper with an agreed date, let in by their code.
async fn examining(house: &House, person: PersonId) -> Secret {
    let patient = crate::staff::applied(house, Channel::Paper, false).await;
    file(house, patient).await;
    let desk = Caller { actor: Actor { person: PersonId(2), by_form_code: false }, ..patient };
    let at = house.casework.today().at(14, 0, 0, 0);
    let offer = Offer { slot: None, at, minutes: 60, specialist: "made up".to_owned(), online: false };
    crate::staff::answers(house, desk, 1, Reply::Accept(vec![offer])).await;
    crate::staff::takes(house, patient).await;
    crate::staff::answers(house, desk, 3, Reply::Doctor("made up".to_owned())).await;
    let version = version(house, patient).await;
    let (code, _) = house.casework.hand_out_code(patient, version, person).await.expect("a code");
    house.casework.accept(&code).await.expect("let in").1
}

/// The first doctor, let in by the code of a report.
async fn receiving(house: &House, patient: Caller) -> Secret {
    let on = house.casework.today();
    act(house, patient, Act::Decide { chooses: Chooses::First, words: String::new(), with: Vec::new(), on }).await;
    act(house, patient, Act::SendReport { carried: Carried::Code, sent_on: on, words: String::new() }).await;
    let version = version(house, patient).await;
    let (code, _) = house.casework.hand_out_report_code(patient, version).await.expect("a code");
    house.casework.accept(&code).await.expect("let in").1
}

async fn file(house: &House, caller: Caller) {
    act(house, caller, Act::AddRecord { words: "made up".to_owned(), loan: false }).await;
    let version = version(house, caller).await;
    let (name, kind) = ("made-up.pdf".to_owned(), "application/pdf".to_owned());
    let kept = house.casework.upload(caller, version, RecordId(1), name, kind, b"%PDF-1.7".to_vec()).await;
    kept.expect("a file");
}

/// The cookie of an account of staff.
pub async fn staff(house: &House, name: &str, role: Role) -> Secret {
    let hashed = hash_passphrase("five quiet words in a row", &*house.chance).expect("a hash");
    let one_time = house.casework.staff_account(name, role, hashed).await.expect("an account");
    let code = one_time.at(house.casework.now());
    let asked = house.casework.account_named(name).await.expect("a name");
    let proved = asked.verify("five quiet words in a row");
    house.casework.sign_in(proved, Some(&code)).await.expect("signed in")
}

/// A member of staff who is signed in, in an office or in none.
async fn sign_in_staff(house: &House, device: &mut Device<'_>, office: Option<&str>) {
    let cookie = staff(house, "desk", Role::Desk).await;
    if let Some(office) = office {
        house.casework.office_staff("desk", office).await.expect("an office");
    }
    device.cookies.insert("account".to_owned(), cookie.cookie());
}

/// A token for everything that the holder of a cookie may do; one that nobody knows for whoever has no case open.
async fn token(house: &House, cookie: Option<&Secret>) -> String {
    let secret = Secret::for_token(&*house.chance, u32::MAX);
    let known = match cookie {
        Some(cookie) => house.keeper.key(cookie).await.expect("a keeper"),
        None => None,
    };
    // The doctor by code is let in to a form and never to a token.
    if let Some(key) = known.filter(|key| key.kind == KeyKind::Cookie) {
        let key = Key { kind: KeyKind::Token, ..key };
        let log = Entry { case: None, at: house.casework.now(), who: Who::Nobody, deed: Deeded::Entered, part: None };
        let keys = vec![KeyWrite::Add(secret.clone(), key)];
        house.keeper.write(Write { keys, log: vec![log], ..Write::default() }).await.expect("kept");
    }
    secret.cookie()
}

/// Calls an address of programs, with a version that no case has; an application is the one that waits at the made-up desk.
async fn call_as_program(house: &House, token: &str, reference: &str, route: &Listed) -> StatusCode {
    let path = route.path.replace("{id}", "1").replace("{institution}", "jp-00001");
    let path = path.replace("{case}/{application}", reference).replace("{file}", "1").replace("{slot}", "1");
    let path = path.replace("{kind}", "Observation");
    let headers = [("content-type", "application/json"), ("if-match", "\"0\"")];
    Program::with(house, token).raw(route.method, &path, &headers, Body::from("{}")).await.status
}

/// A desk with an application, and a time in its plan.
async fn desk(house: &House) -> String {
    desk_api::offices(house).await;
    let reference = desk_api::applied(house, "jp-00002").await.1;
    let system = desk_api::system(house, desk_api::DESK, &OfficeScope::ALL).await;
    let slot = serde_json::json!({ "slots": [{ "at": "2026-12-04T14:00:00", "minutes": 30 }] });
    system.send("POST", "/api/v1/desk/slots", &[], &slot).await;
    reference
}

async fn call(device: &mut Device<'_>, reference: &str, route: &Listed) -> StatusCode {
    let path = route.path.replace("{id}", "1").replace("{institution}", "jp-00001");
    // The case that waits at the made-up desk.
    let case = reference.split('/').next().unwrap_or_default();
    let path = path.replace("{office}", desk_api::DESK).replace("{case}", case);
    if route.method == "GET" {
        let path = if path == "/case/people/code" { format!("{path}?person=1") } else { path };
        return device.get(&path).await.status;
    }
    let csrf = device.get("/case/open").await.hidden("csrf");
    // A version no case has: whoever may is told that the page is old, so nothing is changed on the way.
    let fields = [
        ("csrf", csrf.as_str()),
        ("version", "0"),
        ("person", "1"),
        ("purpose", "fill-in"),
        ("part", "opinion"),
        ("role", "counsellor"),
        ("name", "made up"),
        ("record", "1"),
        ("passphrase", "five quiet words in a row"),
        ("passphrase2", "five quiet words in a row"),
    ];
    if route.path == "/case/bring" {
        let beside = [("csrf", csrf.as_str()), ("who", "patient"), ("passphrase", "five quiet words in a row")];
        return device.upload(&path, &beside).await.status;
    }
    let files = ["/case/records/upload", "/case/records/referral", "/case/records/disc", "/letter/form/signature"];
    if files.contains(&route.path) {
        let beside = [("csrf", csrf.as_str()), ("version", "0"), ("record", "1"), ("by", "made up")];
        return device.upload(&path, &beside).await.status;
    }
    device.post(&path, &fields).await.status
}

/// Whether the rules of the case let this person do what the address needs; none where the address asks for no deed.
async fn allowed(house: &House, cookie: Option<&Secret>, route: &Listed) -> Option<bool> {
    let path = route.path;
    let deeds = match route.needs {
        Needs::Deed(deed) => vec![deed],
        Needs::OneOf(deeds) => deeds.to_vec(),
        _ => return None,
    };
    let Some(cookie) = cookie else { return Some(false) };
    let Ok(caller) = house.casework.caller(cookie).await else { return Some(false) };
    // Whoever came in by a form's code has no token.
    if is_for_programs(path) && caller.actor.by_form_code {
        return Some(false);
    }
    let kept = house.keeper.case(caller.case).await.expect("a keeper").expect("a case");
    // The form that is sent names the patient: the code is then of another kind, and whoever fills in the opinion may put the name down.
    let meant = |deed: Deed| match (deed, path) {
        (Deed::Invite, _) => Deed::InvitePatient,
        (_, "/case/people/name") => Deed::Change(Part::Opinion),
        _ => deed,
    };
    Some(deeds.into_iter().any(|deed| may(&kept.case, caller.actor, meant(deed), house.casework.today())))
}

/// Whether an address is opened by a token and by nothing else.
fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || path.starts_with("/fhir/")
}

fn needs(route: &Listed) -> String {
    match route.needs {
        Needs::Deed(deed) => format!("{deed:?}"),
        other => format!("{other:?}"),
    }
}

async fn column(actor: &str, routes: &[Listed], exceptions: &mut Vec<String>) -> Vec<StatusCode> {
    let house = House::new();
    let cookie = set_up(&house, actor).await;
    let reference = desk(&house).await;
    let mut device = house.device();
    if let Some(cookie) = &cookie {
        device.cookies.insert("case".to_owned(), cookie.cookie());
    }
    if actor == "staff" {
        sign_in_staff(&house, &mut device, None).await;
    }
    if actor == "desk" {
        sign_in_staff(&house, &mut device, Some(desk_api::DESK)).await;
    }
    let mut order: Vec<_> = routes.iter().enumerate().collect();
    order.sort_by_key(|(_, route)| (route.method == "POST").then(|| LAST.iter().position(|last| *last == route.path)));
    let mut column = Vec::with_capacity(routes.len());
    for (place, route) in order {
        let expected = match route.needs {
            Needs::Office(_) | Needs::OfficeToken => Some(actor == "system"),
            _ => allowed(&house, cookie.as_ref(), route).await,
        };
        // Each call is a visit of its own, so that one address does not take the cookie away from the next; tries are given back by time.
        house.later(60);
        let status = if is_for_programs(route.path) {
            let token = match actor {
                "system" => desk_api::token(&house, desk_api::DESK, &OfficeScope::ALL).await,
                _ => token(&house, cookie.as_ref()).await,
            };
            call_as_program(&house, &token, &reference, route).await
        } else {
            call(&mut device.clone(), &reference, route).await
        };
        let passes = !matches!(status, StatusCode::NOT_FOUND | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
        // What someone may not do does not exist for them: a 403 would reveal it, and a failure of ours is no answer.
        let wrong = expected.is_some_and(|expected| passes != expected)
            || status == StatusCode::FORBIDDEN
            || status.is_server_error();
        if wrong {
            exceptions.push(format!("{} {} as {actor}: {status}, allowed {expected:?}", route.method, route.path));
        }
        column.push((place, status));
    }
    column.sort_by_key(|(place, _)| *place);
    column.into_iter().map(|(_, status)| status).collect()
}

#[tokio::test]
async fn every_address_of_a_case_answers_every_kind_of_person_as_the_reviewed_matrix_says() {
    let routes = web::routes_of_cases();
    let (mut columns, mut exceptions) = (Vec::new(), Vec::new());
    for actor in ACTORS {
        columns.push(column(actor, &routes, &mut exceptions).await);
    }
    assert_eq!(exceptions, Vec::<String>::new(), "no exceptions");
    let mut written = String::from(
        "# Who passes where. One line an address: method, path, the deed it needs, and the answer to each kind of person.\n\
         # 200, 204 and 303 pass; 409 and 412 (what was read is old) and 422 (an answer is missing) pass too: the right is asked first.\n\
         # Under /api/ and /fhir/ each has a token for everything that their person may; the cookie opens nothing there.\n\
         # 401: no case is open here. 404: for this person there is no such thing. Reviewed by hand; no exceptions.\n",
    );
    let _ = write!(written, "{:6} {:36} {:20}", "", "", "needs");
    ACTORS.iter().for_each(|actor| written.push_str(&format!(" {actor:>10}")));
    for (place, route) in routes.iter().enumerate() {
        let _ = write!(written, "\n{:6} {:36} {:20}", route.method, route.path, needs(route));
        columns.iter().for_each(|column| written.push_str(&format!(" {:>10}", column[place].as_u16())));
    }
    written.push('\n');
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/route-matrix.txt");
    if std::env::var("ROUTE_MATRIX").is_ok_and(|wish| wish == "write") {
        std::fs::write(file, &written).expect("a file");
    }
    let reviewed = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(written, reviewed, "the matrix changed: read the difference, then write it anew");
}
