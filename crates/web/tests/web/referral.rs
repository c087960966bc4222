//! The letter as a file: out as an electronic referral, and in from another hospital. Everybody and every number here is made up.

mod files;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use casework::keeper::{Deeded, Keeper as _};
use casework::letter::{Form, Signature, Signed, Source, Words};
use casework::people::Purpose;
use casework::service::Caller;
use casework::{Act, Part, PersonId, Role, Secret};
use documents::fhir::read::ereferral;

use crate::case_device::{Answer, Device, House};
use crate::case_matrix::{act, version};
use crate::deciding::{self, Case};

const OUT: &str = "/case/papers/referral";
const IN: &str = "/case/records/referral";
/// The official example in words alone.
const EXAMPLE: &str =
    include_str!("../../../documents/tests/documents/examples/Bundle-Bundle-CLINS-Referral-NoEntry-Example-01.json");

/// What is typed: wide digits and spaces as people type them.
const GIVEN: [(&str, &str); 21] = [
    ("family", "架空"),
    ("given", "太郎"),
    ("kana_family", "カクウ"),
    ("kana_given", "タロウ"),
    ("gender", "male"),
    ("birth", "昭和２５年４月１日"),
    ("address", "架空県架空市１−２−３"),
    ("postal", "０００−０００１"),
    ("insurer", "００００ ００００"),
    ("symbol", "架空"),
    ("member", "123"),
    ("branch", "０１"),
    ("from_name", "架空第一病院"),
    ("from_ten", "０６１０００００01"),
    ("from_department", "架空科"),
    ("to_name", "架空第二病院"),
    ("to_ten", "06-1000-0002"),
    ("setting", "outpatient"),
    ("letter", "SO-0001"),
    ("version_of_letter", "２"),
    ("language", "ja"),
];

fn doctors(text: &str) -> Words {
    Words { text: text.to_owned(), source: Source::Doctor }
}

fn written() -> Form {
    Form {
        purpose: doctors("A second opinion, please."),
        diagnosis: doctors("Made-up cancer, stage II"),
        course: doctors("Found in spring.\nSeen again in summer."),
        institution: doctors("架空第一病院"),
        ..Form::default()
    }
}

/// A doctor who has the form of the letter open.
async fn doctor(case: &Case<'_>) -> Caller {
    let version = version(case.house, case.caller).await;
    let (code, _) = case.house.casework.invite_doctor(case.caller, version).await.expect("a code");
    case.house.casework.accept(&code).await.expect("let in").0
}

/// A case with a letter that a doctor has signed.
async fn signed(house: &House) -> Case<'_> {
    let case = deciding::heard(house).await;
    let doctor = doctor(&case).await;
    act(house, doctor, Act::SaveForm(Box::new(written()))).await;
    let on = house.casework.today();
    act(house, doctor, Act::SignForm(Signed { by: "Dr First".to_owned(), on, how: Signature::OnPaper })).await;
    case
}

async fn form(case: &Case<'_>) -> Form {
    let kept = case.house.keeper.case(case.caller.case).await.expect("a keeper").expect("a case");
    kept.case.letter.form.unwrap_or_default()
}

/// Sends a file as a browser does, from the page that asks for it.
async fn bring(device: &mut Device<'_>, file: &str, beside: &[(&str, &str)]) -> Answer {
    let shown = device.get(IN).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    let version = shown.hidden("version");
    let fields: Vec<_> = [("version", version.as_str())].into_iter().chain(beside.iter().copied()).collect();
    send(device, &shown.hidden("csrf"), file, &fields).await
}

async fn send(device: &mut Device<'_>, csrf: &str, file: &str, fields: &[(&str, &str)]) -> Answer {
    let mut body = String::new();
    for (name, value) in [("csrf", csrf)].iter().chain(fields) {
        body.push_str(&format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    let head = "content-disposition: form-data; name=\"file\"; filename=\"letter.json\"\r\n\r\n";
    body.push_str(&format!("--edge\r\n{head}{file}\r\n--edge--\r\n"));
    let request = Request::post(IN).header("content-type", "multipart/form-data; boundary=edge");
    device.send(request.body(Body::from(body)).expect("a request")).await
}

#[tokio::test]
async fn a_signed_letter_becomes_a_file_with_what_was_typed_and_nothing_of_that_is_kept() {
    let house = House::new();
    let mut case = signed(&house).await;
    let papers = case.page("/case/papers").await;
    assert!(papers.contains("href=\"/case/papers/referral\""), "{papers}");
    let asked = case.page(OUT).await;
    assert!(asked.contains("value=\"架空第一病院\""), "the hospital's name stands on the letter: {asked}");
    let before = house.keeper.log(case.caller.case).await.expect("a log").len();
    let file = case.device.fill_in(OUT, OUT, &GIVEN).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/fhir+json"), "{}", file.body);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"anshin-referral.json\"");
    assert_eq!(file.header("cache-control"), "no-store");
    let read = ereferral(file.body.as_bytes()).expect("a letter");
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    assert_eq!(
        (read.form.course.text.as_str(), read.version.as_str()),
        ("Found in spring.\nSeen again in summer.", "2")
    );
    let patient = &read.patient;
    assert_eq!((patient.name.as_str(), patient.kana.as_str()), ("架空 太郎", "カクウ タロウ"));
    assert_eq!(
        (patient.birth.map(|day| day.to_string()), patient.postal.as_str()),
        (Some("1950-04-01".into()), "000-0001")
    );
    let numbers: Vec<&str> = patient
        .numbers
        .iter()
        .chain(&read.from.numbers)
        .chain(&read.to.numbers)
        .map(|number| number.value.as_str())
        .collect();
    assert_eq!(numbers, ["00000000:架空:123:01", "0610000001", "0610000002"]);
    let log = house.keeper.log(case.caller.case).await.expect("a log");
    let lines: Vec<_> = log.iter().skip(before).map(|line| (line.deed, line.part)).collect();
    let page = [Part::Letter, Part::Records];
    let file = [Part::Letter, Part::Records, Part::Application];
    let looks: Vec<_> = page.into_iter().chain(file).map(|part| (Deeded::Read, Some(part))).collect();
    assert_eq!(lines, looks, "the page with the names of files, and the file");
    let kept = house.keeper.case(case.caller.case).await.expect("a keeper").expect("a case").case;
    let kept = serde_json::to_string(&kept).expect("JSON");
    assert!(!kept.contains("架空第二病院") && !kept.contains("カクウ"), "{kept}");
}

#[tokio::test]
async fn a_letter_under_another_name_is_made_only_when_somebody_says_that_it_is_the_same_person() {
    let house = House::new();
    let mut case = signed(&house).await;
    act(&house, case.caller, Act::NamePerson(PersonId::PATIENT, "別名 花子".to_owned())).await;
    let page = case.wrong(OUT, OUT, &GIVEN).await;
    assert!(page.contains("(架空 太郎) is not the name in your case (別名 花子)"), "{page}");
    assert!(page.contains("id=\"anyway\"") && page.contains("架空第二病院"), "{page}");
    assert!(page.contains("Nothing of it is kept"), "no form says here that it saves: {page}");
    let made = case.device.fill_in(OUT, OUT, &[GIVEN.as_slice(), &[("anyway", "yes")]].concat()).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    act(&house, case.caller, Act::NamePerson(PersonId::PATIENT, "架空　太郎".to_owned())).await;
    let made = case.device.fill_in(OUT, OUT, &GIVEN).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
}

#[tokio::test]
async fn what_cannot_be_meant_is_said_at_the_very_field() {
    let house = House::new();
    let mut case = signed(&house).await;
    for (place, odd, field, says) in [
        (2, ("kana_family", "架空"), "kana_family", "only kana can stand here"),
        (8, ("insurer", "123456"), "insurer", "has 8 digits"),
        (10, ("member", ""), "member", "Number of the insured person"),
        (11, ("branch", "123"), "branch", "two digits"),
        (16, ("to_ten", "0610000001"), "to_ten", "the same number"),
    ] {
        let mut given = GIVEN;
        given[place] = odd;
        let page = case.wrong(OUT, OUT, &given).await;
        assert!(page.contains(&format!("href=\"#{field}\"")) && page.contains(says), "{field}: {page}");
    }
    let mut given = GIVEN;
    (given[2], given[3], given[11]) = (("kana_family", "かくう"), ("kana_given", "ﾀﾛｳ"), ("branch", "1"));
    let file = case.device.fill_in(OUT, OUT, &given).await;
    let read = ereferral(file.body.as_bytes()).expect("a letter");
    assert_eq!(read.patient.kana, "カクウ タロウ", "as the format writes it");
    assert_eq!(read.patient.numbers.first().map(|number| number.value.as_str()), Some("00000000:架空:123:01"));
}

#[tokio::test]
async fn a_letter_for_a_case_without_a_name_and_a_made_up_one_in_a_real_case_wait_until_somebody_says_so() {
    let house = House::new();
    let mut one = signed(&house).await;
    let file = one.device.fill_in(OUT, OUT, &GIVEN).await.body;
    let mut real = house.device();
    real.begin().await;
    let cookie = Secret::from_cookie(real.cookies.get("case").expect("a cookie")).expect("a secret");
    let caller = house.casework.caller(&cookie).await.expect("a case");
    let held = bring(&mut real, &file, &[]).await.body;
    for says in ["Nothing was taken in yet", "Your case holds no name", "made up, for trying out", "name=\"anyway\""] {
        assert!(held.contains(says), "{says}: {held}");
    }
    act(&house, caller, Act::NamePerson(PersonId::PATIENT, "架空 太郎".to_owned())).await;
    let held = bring(&mut real, &file, &[]).await.body;
    assert!(held.contains("Nothing was taken in yet"), "the name fits, but it is made up: {held}");
    let kept = house.keeper.case(caller.case).await.expect("a keeper").expect("a case").case;
    assert!(kept.letter.form.is_none_or(|form| form.course.text.is_empty()), "nothing is there");
    let taken = bring(&mut real, &file, &[("anyway", "yes")]).await.body;
    assert!(taken.contains("6 fields of the letter") && !taken.contains("Nothing was taken in yet"), "{taken}");
    let mut other = deciding::heard(&house).await;
    act(&house, other.caller, Act::NamePerson(PersonId::PATIENT, "架空 太郎".to_owned())).await;
    let taken = bring(&mut other.device, &file, &[]).await.body;
    assert!(taken.contains("6 fields of the letter"), "a made-up letter for a made-up case: {taken}");
}

#[tokio::test]
async fn what_a_file_lacks_is_named_at_its_field_and_nothing_typed_is_lost() {
    let house = House::new();
    let mut case = signed(&house).await;
    let some =
        [("family", "架空<b>"), ("from_ten", "12"), ("letter", "1"), ("version_of_letter", "1"), ("member", "77")];
    let page = case.wrong(OUT, OUT, &some).await;
    for field in ["gender", "birth", "address", "insurer", "from_ten", "to_name", "to_ten"] {
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
    }
    assert!(page.contains("value=\"架空&#60;b&#62;\"") && page.contains("value=\"77\""), "{page}");
    for birth in ["2050-01-01", "yesterday-ish"] {
        let mut given = GIVEN;
        given[5] = ("birth", birth);
        let page = case.wrong(OUT, OUT, &given).await;
        assert!(page.contains("href=\"#birth\"") && page.contains("架空第二病院"), "{page}");
    }
    for (place, wrong) in [(12, ("from_name", "")), (18, ("letter", "a b/c")), (19, ("version_of_letter", "0"))] {
        let mut given = GIVEN;
        given[place] = wrong;
        let page = case.wrong(OUT, OUT, &given).await;
        assert!(page.contains(&format!("href=\"#{}\"", wrong.0)), "{page}");
    }
}

#[tokio::test]
async fn a_letter_that_nobody_signed_and_one_that_is_not_theirs_becomes_no_file() {
    let house = House::new();
    let mut case = deciding::heard(&house).await;
    assert!(!case.page("/case/papers").await.contains(OUT));
    let shown = case.page(OUT).await;
    assert!(shown.contains("has not signed") && !shown.contains("<form class=\"form\""), "{shown}");
    let sent = case.device.fill_in("/case/letter", OUT, &GIVEN).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.body.contains("has not signed") && sent.body.contains("架空第二病院"), "{}", sent.body);
    let mut daughter = case.with(Role::Relative, Purpose::FillIn, &[Part::Records]).await;
    for path in [OUT, IN] {
        assert_eq!(daughter.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        let sent = daughter.fill_in("/case/records", path, &GIVEN).await;
        assert_ne!(sent.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_letter_that_came_as_a_file_fills_the_form_and_what_was_not_taken_is_listed() {
    let house = House::new();
    let mut one = signed(&house).await;
    let file = one.device.fill_in(OUT, OUT, &GIVEN).await.body;
    let mut other = deciding::heard(&house).await;
    for page in ["/case/letter", "/case/records"] {
        assert!(other.page(page).await.contains(&format!("href=\"{IN}\"")), "{page}");
    }
    let said = bring(&mut other.device, &file, &[("anyway", "yes")]).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.body);
    for words in ["6 fields of the letter", "Seen again in summer.", "架空 太郎", "1950-04-01", "架空第二病院"]
    {
        assert!(said.body.contains(words), "{words}: {}", said.body);
    }
    let form = form(&other).await;
    assert_eq!(
        (form.course.text.as_str(), form.course.source),
        ("Found in spring.\nSeen again in summer.", Source::Patient)
    );
    assert_eq!(form.signed, None, "elsewhere it was signed, here it is not");
    let again = bring(&mut other.device, &file, &[("anyway", "yes")]).await;
    assert!(again.body.contains("No field of the letter"), "{}", again.body);
    let example = bring(&mut other.device, EXAMPLE, &[("anyway", "yes")]).await;
    assert!(
        example.body.contains("Not understood") && example.body.contains("Before, this stood there"),
        "{}",
        example.body
    );
}

#[tokio::test]
async fn what_a_doctor_wrote_is_not_written_over_and_a_signed_letter_is_left_alone() {
    let house = House::new();
    let mut one = signed(&house).await;
    let file = one.device.fill_in(OUT, OUT, &GIVEN).await.body;
    let mut other = deciding::heard(&house).await;
    let writer = doctor(&other).await;
    let own = Form { purpose: doctors("Another purpose"), ..Form::default() };
    act(&house, writer, Act::SaveForm(Box::new(own))).await;
    let said = bring(&mut other.device, &file, &[("anyway", "yes")]).await.body;
    assert!(
        said.contains("because a doctor has written there") && said.contains("A second opinion, please."),
        "{said}"
    );
    assert_eq!(form(&other).await.purpose, doctors("Another purpose"));
    assert!(said.contains("Made-up cancer, stage II") && said.contains("No field of the letter"), "{said}");
    assert_eq!(form(&other).await.diagnosis, Words::default(), "what the doctor left empty stays empty");
    let before = form(&one).await;
    let said = bring(&mut one.device, EXAMPLE, &[]).await.body;
    assert!(said.contains("is signed, so nothing was taken"), "{said}");
    assert_eq!(form(&one).await, before);
}

#[tokio::test]
async fn a_letter_with_another_name_is_taken_only_when_a_person_says_that_it_is_right() {
    let house = House::new();
    let mut one = signed(&house).await;
    let file = one.device.fill_in(OUT, OUT, &GIVEN).await.body;
    let mut other = deciding::heard(&house).await;
    act(&house, other.caller, Act::NamePerson(PersonId::PATIENT, "見本 花子".to_owned())).await;
    let said = bring(&mut other.device, &file, &[]).await.body;
    assert!(said.contains("架空 太郎") && said.contains("見本 花子") && said.contains("name=\"anyway\""), "{said}");
    assert_eq!(form(&other).await, Form::default(), "nothing was taken");
    let said = bring(&mut other.device, &file, &[("anyway", "yes")]).await.body;
    assert!(said.contains("6 fields of the letter"), "{said}");
    assert_eq!(form(&other).await.purpose.source, Source::Patient);
}

#[tokio::test]
async fn a_file_that_is_no_letter_is_refused_with_a_sentence_and_one_that_is_too_long_in_part_is_taken_in_part() {
    let house = House::new();
    let mut case = deciding::heard(&house).await;
    for (file, words) in [
        ("%PDF-1.7 made up", "damaged or no FHIR file"),
        ("{", "damaged or no FHIR file"),
        ("{\"resourceType\":\"Patient\"}", "no FHIR document"),
        ("{\"resourceType\":\"Bundle\",\"type\":\"document\",\"entry\":[]}", "no letter of introduction"),
        ("{\"a\":1,\"a\":2}", "the same thing twice"),
    ] {
        let answer = bring(&mut case.device, file, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{file}");
        assert!(answer.body.contains(words) && answer.body.contains("type=\"file\""), "{file}: {}", answer.body);
    }
    let packed = bring(&mut case.device, "PK\u{3}\u{4}\u{0}\u{1}", &[]).await;
    assert_eq!(packed.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let mut one = signed(&house).await;
    let file = one.device.fill_in(OUT, OUT, &GIVEN).await.body;
    let long = file.replace("Made-up cancer, stage II", &"long ".repeat(900));
    let said = bring(&mut case.device, &long, &[("anyway", "yes")]).await.body;
    assert!(said.contains("too long for the form") && said.contains("5 fields of the letter"), "{said}");
    let form = form(&case).await;
    assert!(form.diagnosis.text.is_empty() && !form.course.text.is_empty());
    let csrf = case.device.get(IN).await.hidden("csrf");
    let stale = send(&mut case.device, &csrf, &file, &[("version", "1")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
}
