//! A case for programs: begun, filled in, refused, and sent again.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use casework::people::{Part, Purpose};
use casework::{Act, Casework, PersonId, Relation, Role};
use serde_json::{Value, json};

use crate::case_device::{Answer, House};

/// A program with its token.
pub struct Program<'h> {
    house: &'h House,
    token: String,
    language: &'static str,
}

impl<'h> Program<'h> {
    pub fn with(house: &'h House, token: &str) -> Program<'h> {
        Program { house, token: token.to_owned(), language: "en" }
    }

    /// A program of a patient who has just begun a case, and the recovery code.
    async fn begun(house: &'h House) -> (Program<'h>, String) {
        let begun = Program::with(house, "").send("POST", "/api/v1/case", &[], &json!({ "who": "patient" })).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.body);
        let told = read(&begun);
        (Program::with(house, text(&told, "token")), text(&told, "recovery_code").to_owned())
    }

    pub async fn raw(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let method: Method = method.parse().expect("a method");
        let mut request = Request::builder().method(method).uri(path).header("accept-language", self.language);
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.house.answer(request.body(body).expect("a request")).await
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        self.raw(method, path, &all, Body::from(body.to_string())).await
    }

    /// Writes over the version that is there.
    async fn write(&self, method: &str, path: &str, body: &Value) -> Answer {
        let tag = tag(&self.get("/api/v1/case").await);
        self.send(method, path, &[("if-match", &tag)], body).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.raw("GET", path, &[], Body::empty()).await
    }

    /// A token for less.
    pub async fn narrower(&self, scopes: &[&str]) -> Program<'h> {
        let made = self.send("POST", "/api/v1/case/tokens", &[], &json!({ "scopes": scopes, "days": 7 })).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        Program::with(self.house, text(&read(&made), "token"))
    }
}

pub fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).expect("JSON")
}

pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

pub fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn tag(answer: &Answer) -> String {
    header(answer, "etag").to_owned()
}

/// The status and the code of a refusal, which is always a problem in JSON that nobody keeps.
pub fn refused(answer: &Answer) -> (u16, String) {
    assert_eq!(header(answer, "content-type"), "application/problem+json", "{}", answer.body);
    assert_eq!(header(answer, "cache-control"), "no-store");
    let problem = read(answer);
    assert_eq!(problem.get("status"), Some(&json!(answer.status.as_u16())));
    assert!(text(&problem, "remedy").len() > 10, "{problem}");
    (answer.status.as_u16(), text(&problem, "code").to_owned())
}

pub fn problem(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn a_program_carries_a_case_from_the_opinion_to_the_records() {
    let house = House::new();
    let (program, _) = Program::begun(&house).await;
    for (method, path, body) in [
        ("PUT", "opinion", json!({ "condition": "made-up-cancer", "stage": { "told": "II" }, "site": "unclear" })),
        ("POST", "worries", json!({ "about": "own", "words": "Who cooks?" })),
        ("POST", "worries/1/answers", json!({ "who": "made up", "words": "I do." })),
        ("PUT", "time", json!({ "signs": [], "treatment": "not-started" })),
        ("PUT", "wish", json!({ "wish": "advice" })),
        ("POST", "choice", json!({ "institution": "jp-00001", "way": "online" })),
        ("PUT", "telling", json!({ "feeling": "hard" })),
        ("PUT", "letter", json!({ "asked_on": "2026-11-20" })),
        ("POST", "records", json!({})),
        ("POST", "records/1/steps", json!({ "stage": "asked", "on": "2026-11-23" })),
    ] {
        let answer = program.write(method, &format!("/api/v1/case/{path}"), &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert_eq!(tag(&answer), format!("\"{}\"", read(&answer)["version"]), "{path}");
    }
    let opinion = read(&program.get("/api/v1/case/opinion").await);
    assert_eq!(opinion["opinion"]["stage"]["told"], "II");
    assert_eq!((&opinion["opinion"]["site"], &opinion["opinion"]["kind"]), (&json!("unclear"), &json!("open")));
    assert_eq!(read(&program.get("/api/v1/case/worries").await)["worries"][0]["words"], "Who cooks?");
    assert_eq!(read(&program.get("/api/v1/case/worries").await)["worries"][0]["answers"][0]["words"], "I do.");
    for (part, list) in [("applications", "applications"), ("day", "questions"), ("second", "opinions")] {
        assert_eq!(read(&program.get(&format!("/api/v1/case/{part}")).await)[list], json!([]), "{part}");
    }
    let time = read(&program.get("/api/v1/case/time").await);
    assert_eq!((&time["signs"], &time["treatment"]), (&json!([]), &json!("not-started")));
    let choice = read(&program.get("/api/v1/case/choice").await);
    assert_eq!((&choice["wish"], &choice["chosen"][0]["way"]), (&json!("advice"), &json!("online")));
    assert!(choice["chosen"][0]["name"].as_str().is_some_and(|name| !name.is_empty()));
    assert_eq!(read(&program.get("/api/v1/case/telling").await)["telling"]["feeling"], "hard");
    assert_eq!(read(&program.get("/api/v1/case/letter").await)["asked_on"], "2026-11-20");
    assert_eq!(read(&program.get("/api/v1/case/records").await)["records"][0]["stage"], "asked");
    assert_eq!(read(&program.get("/api/v1/case/people").await)["people"][0]["role"], "patient");
    let off = program.write("DELETE", "/api/v1/case/choice/jp-00001", &json!(null)).await;
    assert_eq!(off.status, StatusCode::OK, "{}", off.body);
    assert_eq!(read(&program.get("/api/v1/case/choice").await)["chosen"], json!([]));
    let log = read(&program.get("/api/v1/case/log").await);
    let deeds: Vec<_> = log["log"].as_array().expect("lines").iter().map(|line| line["deed"].clone()).collect();
    assert_eq!((deeds.first(), deeds.last()), (Some(&json!("began")), Some(&json!("read"))));
}

#[tokio::test]
async fn what_was_read_can_be_sent_back_as_it_is() {
    let house = House::new();
    let (program, _) = Program::begun(&house).await;
    let sent = json!({ "decide_by": { "told": "2026-12-20" }, "condition_words": "胃のがん", "under20": true });
    program.write("PUT", "/api/v1/case/opinion", &sent).await;
    let first = read(&program.get("/api/v1/case/opinion").await)["opinion"].clone();
    assert_eq!(program.write("PUT", "/api/v1/case/opinion", &first).await.status, StatusCode::OK);
    assert_eq!(read(&program.get("/api/v1/case/opinion").await)["opinion"], first);
}

#[tokio::test]
async fn the_recovery_code_opens_the_case_for_a_program_and_a_wrong_one_is_limited() {
    let house = House::new();
    let (program, code) = Program::begun(&house).await;
    let outside = Program::with(&house, "");
    let opened = outside.send("POST", "/api/v1/case/open", &[], &json!({ "code": code.to_lowercase() })).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.body);
    let again = Program::with(&house, read(&opened)["token"].as_str().expect("a token"));
    assert_eq!(tag(&again.get("/api/v1/case").await), tag(&program.get("/api/v1/case").await));
    let wrong = json!({ "code": "0000-0000-0000" });
    let mut last = problem(0, "");
    for _ in 0..11 {
        last = refused(&outside.send("POST", "/api/v1/case/open", &[], &wrong).await);
    }
    assert_eq!(last, problem(429, "too-many-tries"));
}

#[tokio::test]
async fn a_doctors_code_is_unknown_to_programs_and_stays_good_for_its_form() {
    let house = House::new();
    let begun = house.casework.begin(casework::service::Beginner::Patient, true).await.expect("a case");
    let version = house.casework.overview(begun.caller).await.expect("a case").version;
    let (code, _) = house.casework.invite_doctor(begun.caller, version).await.expect("a code");
    let sent = json!({ "code": code.printed() });
    let answer = Program::with(&house, "").send("POST", "/api/v1/case/open", &[], &sent).await;
    assert_eq!(refused(&answer), problem(422, "code-unknown"));
    house.casework.accept(&code).await.expect("still good");
}

#[tokio::test]
async fn a_write_over_an_older_version_is_refused_and_one_without_a_version_too() {
    let house = House::new();
    let (program, _) = Program::begun(&house).await;
    let wish = json!({ "wish": "advice" });
    let old = tag(&program.get("/api/v1/case").await);
    assert_eq!(program.write("PUT", "/api/v1/case/wish", &wish).await.status, StatusCode::OK);
    let stale = program.send("PUT", "/api/v1/case/wish", &[("if-match", &old)], &wish).await;
    assert_eq!(refused(&stale), problem(412, "stale"));
    for header in [None, Some("*")] {
        let headers: Vec<_> = header.map(|value| ("if-match", value)).into_iter().collect();
        let answer = program.send("PUT", "/api/v1/case/wish", &headers, &wish).await;
        assert_eq!(refused(&answer), problem(428, "no-version"));
    }
    let strange = program.send("PUT", "/api/v1/case/wish", &[("if-match", "W/\"2\"")], &wish).await;
    assert_eq!(refused(&strange), problem(412, "stale"));
}

#[tokio::test]
async fn a_write_that_is_sent_again_is_answered_again_and_done_once() {
    let house = House::new();
    let (program, _) = Program::begun(&house).await;
    let tag = tag(&program.get("/api/v1/case").await);
    let headers = [("if-match", tag.as_str()), ("idempotency-key", "a-made-up-key")];
    let worry = json!({ "about": "cured", "words": "" });
    let first = program.send("POST", "/api/v1/case/worries", &headers, &worry).await;
    let again = program.send("POST", "/api/v1/case/worries", &headers, &worry).await;
    assert_eq!((first.status, &first.body), (StatusCode::OK, &again.body), "{}", again.body);
    assert_eq!((again.status, header(&again, "etag")), (first.status, header(&first, "etag")));
    assert_eq!(read(&program.get("/api/v1/case/worries").await)["worries"].as_array().map(Vec::len), Some(1));
    let other = program.send("POST", "/api/v1/case/worries", &headers, &json!({ "about": "enough" })).await;
    assert_eq!(refused(&other), problem(422, "key-used"));
    // Another token has keys of its own, and another address too.
    let narrower = program.narrower(&["write:worries"]).await;
    let own = narrower.send("POST", "/api/v1/case/worries", &headers, &worry).await;
    assert_eq!(refused(&own), problem(412, "stale"));
    house.later(24 * 3600);
    let late = program.send("POST", "/api/v1/case/worries", &headers, &worry).await;
    assert_eq!(refused(&late), problem(412, "stale"));
    let spaced = [("if-match", tag.as_str()), ("idempotency-key", "two words")];
    assert_eq!(refused(&program.send("POST", "/api/v1/case/worries", &spaced, &worry).await), problem(400, "no-key"));
}

#[tokio::test]
async fn a_refused_write_may_be_sent_again_with_its_key() {
    let house = House::new();
    let (program, _) = Program::begun(&house).await;
    let body = json!({ "about": "own", "words": "made up" });
    let stale = [("if-match", "\"7\""), ("idempotency-key", "again")];
    let first = program.send("POST", "/api/v1/case/worries", &stale, &body).await;
    assert_eq!(refused(&first), problem(412, "stale"));
    let fresh = [("if-match", "\"1\""), ("idempotency-key", "again")];
    assert_eq!(program.send("POST", "/api/v1/case/worries", &fresh, &body).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_narrower_token_reads_what_it_was_given_and_does_nothing_else() {
    let house = House::new();
    let (program, _) = Program::begun(&house).await;
    let narrower = program.narrower(&["read:opinion", "write:letter"]).await;
    assert_eq!(narrower.get("/api/v1/case/opinion").await.status, StatusCode::OK);
    assert_eq!(refused(&narrower.get("/api/v1/case/letter").await), problem(404, "not-found"));
    for (method, path) in
        [("PUT", "opinion"), ("PUT", "wish"), ("POST", "worries"), ("POST", "tokens"), ("DELETE", "tokens")]
    {
        let answer = narrower.write(method, &format!("/api/v1/case/{path}"), &json!({})).await;
        assert_eq!(refused(&answer), problem(404, "not-found"), "{method} {path}");
    }
    let letter = json!({ "received_on": "2026-11-23" });
    assert_eq!(narrower.write("PUT", "/api/v1/case/letter", &letter).await.status, StatusCode::OK);
    let allowed = read(&narrower.get("/api/v1/case").await);
    let parts = allowed["parts"].as_array().expect("parts");
    let marked = |what: &str| parts.iter().filter(|part| part[what] == true).map(|part| part["part"].clone()).collect();
    assert_eq!((marked("read"), marked("write")), (vec![json!("opinion")], vec![json!("letter")]));
    // The tries are in the log, where the patient sees them.
    let log = program.get("/api/v1/case/log").await;
    assert!(log.body.contains("refused"), "{}", log.body);
}

#[tokio::test]
async fn a_token_makes_no_wider_and_no_longer_one_and_ends() {
    let house = House::new();
    let (program, _) = Program::begun(&house).await;
    for (body, field) in [
        (json!({ "scopes": ["tokens"], "days": 7 }), "scopes"),
        (json!({ "scopes": ["write:log"], "days": 7 }), "scopes"),
        (json!({ "scopes": [], "days": 7 }), "scopes"),
        (json!({ "scopes": ["read:opinion"], "days": 366 }), "days"),
        (json!({ "scopes": ["read:opinion"] }), "days"),
    ] {
        let answer = program.send("POST", "/api/v1/case/tokens", &[], &body).await;
        assert_eq!(refused(&answer), problem(422, "troubled"), "{body}");
        assert_eq!(read(&answer)["troubles"][0]["field"], field, "{body}");
    }
    house.later(3600);
    let (one, other) = (program.narrower(&["read:opinion"]).await, program.narrower(&["read:opinion"]).await);
    assert_eq!(
        one.raw("DELETE", "/api/v1/case/tokens/current", &[], Body::empty()).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(refused(&one.get("/api/v1/case/opinion").await), problem(401, "token-unknown"));
    assert_eq!(other.get("/api/v1/case/opinion").await.status, StatusCode::OK);
    house.later(7 * 86_400);
    assert_eq!(refused(&other.get("/api/v1/case/opinion").await), problem(401, "token-unknown"));
    assert_eq!(program.raw("DELETE", "/api/v1/case/tokens", &[], Body::empty()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(refused(&program.get("/api/v1/case").await), problem(401, "token-unknown"));
}

async fn act(casework: &Casework, patient: casework::service::Caller, act: Act) {
    let version = casework.overview(patient).await.expect("a case").version;
    casework.act(patient, version, act).await.expect("an act");
}

#[tokio::test]
async fn a_relatives_token_reaches_as_far_as_the_consent_and_ends_with_it() {
    let house = House::new();
    let patient = house.casework.begin(casework::service::Beginner::Patient, true).await.expect("a case").caller;
    let (relation, ground) = (Some(Relation::Child), Some(casework::Ground::Consent));
    let (name, ground_paper) = ("made up".to_owned(), String::new());
    act(&house.casework, patient, Act::AddPerson { role: Role::Relative, name, relation, ground, ground_paper }).await;
    for (purpose, part) in [(Purpose::FillIn, Part::Opinion), (Purpose::ReadAlong, Part::Letter)] {
        let agree = Act::Agree { person: PersonId(2), purpose, parts: [part].into(), until: None };
        act(&house.casework, patient, agree).await;
    }
    let (code, _) = house.casework.invite(patient, PersonId(2)).await.expect("a code");
    let sent = json!({ "code": code.printed() });
    let opened = Program::with(&house, "").send("POST", "/api/v1/case/open", &[], &sent).await;
    let program = Program::with(&house, read(&opened)["token"].as_str().expect("a token"));
    assert_eq!(program.write("PUT", "/api/v1/case/opinion", &json!({ "unclear": "?" })).await.status, StatusCode::OK);
    assert_eq!(program.get("/api/v1/case/letter").await.status, StatusCode::OK);
    assert_eq!(refused(&program.write("PUT", "/api/v1/case/letter", &json!({})).await), problem(404, "not-found"));
    assert_eq!(refused(&program.get("/api/v1/case/log").await), problem(404, "not-found"));
    act(&house.casework, patient, Act::Withdraw(PersonId(2), Purpose::FillIn)).await;
    assert_eq!(refused(&program.get("/api/v1/case/opinion").await), problem(404, "not-found"));
    assert_eq!(program.get("/api/v1/case/letter").await.status, StatusCode::OK);
    act(&house.casework, patient, Act::Withdraw(PersonId(2), Purpose::ReadAlong)).await;
    assert_eq!(refused(&program.get("/api/v1/case/letter").await), problem(401, "token-unknown"));
}
