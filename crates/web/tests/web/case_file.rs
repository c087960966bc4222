//! A case as one file: taken out at one installation, brought in at another.

use axum::http::StatusCode;
use casework::keeper::Keeper as _;
use casework::records::Checked;
use casework::service::Caller;
use casework::{AttachmentId, Secret};
use documents::portable::Unreadable;
use documents::portable::words::unreadable;
use language::Language;

use crate::case_device::{Answer, Device, House};
use crate::pages::pointers_that_lead_nowhere;

const WORDS: &str = "four made-up words here";

async fn caller(house: &House, device: &Device<'_>) -> Caller {
    let cookie = Secret::from_cookie(device.cookies.get("case").expect("a cookie")).expect("a secret");
    house.casework.caller(&cookie).await.expect("a case")
}

/// A patient with an opinion, a record and a file that belongs to it.
async fn patient(house: &House) -> Device<'_> {
    let mut device = house.device();
    device.begin().await;
    device.fill_in("/case/opinion", "/case/opinion", &[("condition_words", "a made-up lump")]).await;
    device.fill_in("/case/records", "/case/records/add", &[("words", "a made-up scan")]).await;
    let page = device.get("/case/records").await;
    let fields = [("csrf", page.hidden("csrf")), ("version", page.hidden("version")), ("record", "1".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(device.upload("/case/records/upload", &fields).await.status, StatusCode::SEE_OTHER);
    device
}

async fn taken(device: &mut Device<'_>) -> Vec<u8> {
    let fields = [("passphrase", WORDS), ("passphrase2", WORDS)];
    let file = device.fill_in("/case/export", "/case/export/file", &fields).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    file.bytes
}

/// Brings a file as a browser does; of fields named twice the last one counts.
async fn bring(device: &mut Device<'_>, fields: &[(&str, &str)], file: &[u8]) -> Answer {
    let page = device.get("/case/bring").await;
    let (csrf, mark) = (page.hidden("csrf"), page.hidden("mark"));
    let mut all = vec![("csrf", csrf.as_str()), ("mark", mark.as_str())];
    all.extend_from_slice(fields);
    device.upload_files("/case/bring", &all, &[("case.anshin", file)]).await
}

const AS_PATIENT: [(&str, &str); 2] = [("who", "patient"), ("passphrase", WORDS)];

#[tokio::test]
async fn a_case_goes_to_another_installation_with_its_files_and_has_a_code_of_its_own_there() {
    let (there, here) = (House::new(), House::new());
    // Both installations draw the same made-up numbers; with a case before it this one has codes that the other does not draw.
    there.device().begin().await;
    let mut first = patient(&there).await;
    let old = first.get("/case/recovery").await.code();
    let file = taken(&mut first).await;
    assert!(file.starts_with(b"anshin case file 1\n"));
    let mut second = here.device();
    let arrived = bring(&mut second, &AS_PATIENT, &file).await;
    assert_eq!(arrived.status, StatusCode::OK, "{}", arrived.body);
    assert!(arrived.body.contains("Your case is here now") && arrived.body.contains("What is never carried"));
    assert_eq!(pointers_that_lead_nowhere(&arrived.body), Vec::<String>::new());
    assert!(second.get("/case/opinion").await.body.contains("a made-up lump"));
    let log = second.get("/case/log").await.body;
    assert!(log.contains("brought the case in from elsewhere") && !log.contains("began the case"), "{log}");
    let upload = second.get("/case/records/file/1").await;
    assert_eq!((upload.status, upload.body.as_str()), (StatusCode::OK, "%PDF-1.7 made up"));
    let new = second.get("/case/recovery").await.code();
    assert!(new.len() == 29 && new != old);
    let opened = here.device().fill_in("/case/open", "/case/open", &[("code", &new)]).await;
    assert_eq!(opened.location(), "/case");
    let refused = here.device().fill_in("/case/open", "/case/open", &[("code", &old)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(first.get("/case").await.status, StatusCode::OK, "it stays where it was");
}

#[tokio::test]
async fn a_short_passphrase_or_two_that_differ_give_no_file_and_stand_on_no_page() {
    let house = House::new();
    let mut device = patient(&house).await;
    for (one, other, says) in [
        ("eleven-word", "eleven-word", "This passphrase is too short"),
        ("", "", "This passphrase is too short"),
        (WORDS, "four other words here", "The two passphrases are not the same"),
    ] {
        let fields = [("passphrase", one), ("passphrase2", other)];
        let answer = device.fill_in("/case/export", "/case/export/file", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(says) && answer.body.contains("role=\"alert\""), "{}", answer.body);
        assert!(one.is_empty() || !answer.body.contains(one), "{}", answer.body);
        assert_eq!(pointers_that_lead_nowhere(&answer.body), Vec::<String>::new());
    }
    assert!(!device.get("/case/log").await.body.contains("took everything out"));
    taken(&mut device).await;
    assert!(device.get("/case/log").await.body.contains("took everything out"));
}

#[tokio::test]
async fn whoever_may_not_take_everything_out_gets_no_file_either() {
    let house = House::new();
    let mut patient = patient(&house).await;
    let code = patient.invite_relative("my daughter", "2", &["opinion", "records"]).await;
    let mut daughter = house.device();
    daughter.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    let csrf = daughter.get("/case/leave").await.hidden("csrf");
    for second in [WORDS, "another one"] {
        let fields = [("csrf", csrf.as_str()), ("passphrase", WORDS), ("passphrase2", second)];
        assert_eq!(daughter.post("/case/export/file", &fields).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn each_thing_that_can_be_wrong_with_a_file_is_said_in_its_own_words_and_nothing_is_kept() {
    let (there, here) = (House::new(), House::new());
    let file = taken(&mut patient(&there).await).await;
    let form = |form: &str| [b"anshin case file ", form.as_bytes(), &file["anshin case file 1".len()..]].concat();
    let mut flipped = file.clone();
    let last = flipped.len() - 9;
    flipped[last] ^= 1;
    let cut = Unreadable::Cut { there: file.len() - 10, whole: file.len() };
    let all = [
        (b"%PDF-1.7".to_vec(), Unreadable::NotACaseFile),
        (form("0"), Unreadable::Older(0)),
        (form("2"), Unreadable::Newer(2)),
        (file[..file.len() - 10].to_vec(), cut),
        (flipped, Unreadable::Damaged),
    ];
    for language in [Language::English, Language::Japanese] {
        let mut device = here.device();
        device.language = language.code();
        for (bytes, why) in &all {
            let answer = bring(&mut device, &AS_PATIENT, bytes).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            let said = unreadable(language.text(), why).replace('\'', "&#39;");
            assert!(answer.body.contains(&said), "{said}: {}", answer.body);
            assert!(answer.body.contains(&language.text().bring_file_nothing_kept()));
            assert_eq!(pointers_that_lead_nowhere(&answer.body), Vec::<String>::new());
            here.later(60);
        }
        let wrong = [("who", "patient"), ("passphrase", "four other words here")];
        let answer = bring(&mut device, &wrong, &file).await;
        assert!(answer.body.contains(&unreadable(language.text(), &Unreadable::WrongPassphrase)));
        assert!(!answer.body.contains("four other words"));
        assert!(answer.body.contains("value=\"patient\" required checked"), "what was ticked stays ticked");
        assert!(!device.cookies.contains_key("case"));
    }
}

#[tokio::test]
async fn who_one_is_and_the_file_are_asked_for_before_anything_is_opened() {
    let (there, here) = (House::new(), House::new());
    let file = taken(&mut patient(&there).await).await;
    let mut device = here.device();
    let answer = bring(&mut device, &[("passphrase", WORDS)], &file).await;
    assert!(answer.body.contains("Please say who you are"), "{}", answer.body);
    let answer = bring(&mut device, &AS_PATIENT, b"").await;
    assert!(answer.body.contains("No file was chosen"), "{}", answer.body);
    let answer = bring(&mut device, &[("who", "relative"), ("passphrase", WORDS)], &file).await;
    assert!(answer.body.contains("There is no relative in this case"), "{}", answer.body);
    assert!(!device.cookies.contains_key("case"));
}

#[tokio::test]
async fn a_relative_brings_it_by_name_where_there_are_several_and_not_after_the_consent_ended() {
    let (there, here) = (House::new(), House::new());
    let mut first = patient(&there).await;
    first.invite_relative("Hanako", "2", &["opinion"]).await;
    first.invite_relative("Jiro", "3", &["records"]).await;
    let file = taken(&mut first).await;
    let mut device = here.device();
    let answer = bring(&mut device, &[("who", "relative"), ("passphrase", WORDS)], &file).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Hanako") && answer.body.contains("Jiro"), "{}", answer.body);
    let jiro = [("who", "relative"), ("name", "Jiro"), ("passphrase", WORDS)];
    assert_eq!(bring(&mut device, &jiro, &file).await.status, StatusCode::OK);
    assert_eq!(device.get("/case/records").await.status, StatusCode::OK);
    assert_eq!(device.get("/case/opinion").await.status, StatusCode::NOT_FOUND);
    first.fill_in("/case/people", "/case/people/withdraw", &[("person", "3"), ("purpose", "fill-in")]).await;
    let file = taken(&mut first).await;
    let answer = bring(&mut here.device(), &jiro, &file).await;
    assert!(answer.body.contains("What the patient agreed to for you has ended"), "{}", answer.body);
}

#[tokio::test]
async fn what_no_scanner_passed_stays_behind_and_is_named_on_both_sides() {
    let (there, here) = (House::new(), House::new());
    let mut first = patient(&there).await;
    let case = caller(&there, &first).await.case;
    there.casework.scanned(case, AttachmentId(1), Checked::Refused).await.expect("scanned");
    let page = first.get("/case/export").await.body;
    assert!(page.contains("These files stay here") && page.contains("made-up.pdf"), "{page}");
    let file = taken(&mut first).await;
    let mut second = here.device();
    let arrived = bring(&mut second, &AS_PATIENT, &file).await.body;
    assert!(arrived.contains("Files that did not come along") && arrived.contains("made-up.pdf"), "{arrived}");
    assert_eq!(second.get("/case/records/file/1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_same_press_twice_begins_one_case() {
    let (there, here) = (House::new(), House::new());
    let file = taken(&mut patient(&there).await).await;
    let mut device = here.device();
    let page = device.get("/case/bring").await;
    let (csrf, mark) = (page.hidden("csrf"), page.hidden("mark"));
    let fields = [("csrf", csrf.as_str()), ("mark", mark.as_str()), AS_PATIENT[0], AS_PATIENT[1]];
    assert_eq!(device.upload_files("/case/bring", &fields, &[("a.anshin", &file)]).await.status, StatusCode::OK);
    let first = caller(&here, &device).await;
    let again = device.upload_files("/case/bring", &fields, &[("a.anshin", &file)]).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, "/case/recovery"));
    assert_eq!(caller(&here, &device).await, first);
}

#[tokio::test]
async fn passphrases_of_files_are_tried_no_more_often_than_codes() {
    let (there, here) = (House::new(), House::new());
    let file = taken(&mut patient(&there).await).await;
    let mut device = here.device();
    let wrong = [("who", "patient"), ("passphrase", "four other words here")];
    for _ in 0..10 {
        assert_eq!(bring(&mut device, &wrong, &file).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(bring(&mut device, &AS_PATIENT, &file).await.status, StatusCode::TOO_MANY_REQUESTS);
    here.later(60);
    assert_eq!(bring(&mut device, &AS_PATIENT, &file).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_that_never_came_to_the_passphrase_is_no_try_and_too_many_tries_lead_back_to_the_page() {
    let (there, here) = (House::new(), House::new());
    let file = taken(&mut patient(&there).await).await;
    let mut device = here.device();
    for _ in 0..4 {
        for (fields, bytes) in [
            (&[("passphrase", WORDS)][..], file.as_slice()),
            (&AS_PATIENT, b""),
            (&AS_PATIENT, b"%PDF-1.7"),
            (&AS_PATIENT, &file[..file.len() - 10]),
        ] {
            assert_eq!(bring(&mut device, fields, bytes).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    let wrong = [("who", "patient"), ("passphrase", "four other words here")];
    for _ in 0..10 {
        assert_eq!(bring(&mut device, &wrong, &file).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = bring(&mut device, &wrong, &file).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.body.contains("try again in one minute"), "{}", refused.body);
    assert!(refused.body.contains("<a class=\"button\" href=\"/case/bring\">"), "{}", refused.body);
    let nothing = bring(&mut device, &[], b"").await;
    assert_eq!(nothing.status, StatusCode::TOO_MANY_REQUESTS, "a try that is given back must be there first");
}

#[tokio::test]
async fn a_file_that_is_opened_and_begins_nothing_is_a_try_as_well() {
    let (there, here) = (House::new(), House::new());
    let file = taken(&mut patient(&there).await).await;
    let mut device = here.device();
    let nobody = [("who", "relative"), ("passphrase", WORDS)];
    for _ in 0..10 {
        assert_eq!(bring(&mut device, &nobody, &file).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(bring(&mut device, &nobody, &file).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_file_from_another_site_without_a_form_or_too_long_is_refused() {
    let house = House::new();
    let mut device = house.device();
    let csrf = device.get("/case/bring").await.hidden("csrf");
    for fields in [vec![("csrf", "0"), AS_PATIENT[0]], vec![AS_PATIENT[0]]] {
        let answer = device.upload_files("/case/bring", &fields, &[("a.anshin", b"anshin case file 1\n")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    let answer = device.upload_files("/case/bring", &[("csrf", csrf.as_str())], &[]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = device.post("/case/bring", &[("csrf", &csrf), AS_PATIENT[0]]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    for (address, bytes, status) in [
        ("/case/bring", "200000000", StatusCode::BAD_REQUEST),
        ("/case/bring", "300000000", StatusCode::PAYLOAD_TOO_LARGE),
        ("/case/new", "200000000", StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        house.later(60);
        let request = axum::http::Request::post(address).header("content-length", bytes);
        let request = request.header("content-type", "multipart/form-data; boundary=x");
        let answer = device.send(request.body(axum::body::Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, status, "{address} {bytes}");
    }
}

#[tokio::test]
async fn the_pages_where_a_case_begins_or_opens_lead_here_and_it_says_what_closes() {
    let house = House::new();
    let mut device = house.device();
    for page in ["/case/new", "/case/open"] {
        assert!(device.get(page).await.body.contains("href=\"/case/bring\""), "{page}");
    }
    assert!(!device.get("/case/bring").await.body.contains("A case is open on this device"));
    device.begin().await;
    assert!(device.get("/case/bring").await.body.contains("A case is open on this device"));
    assert!(house.keeper.case(caller(&house, &device).await.case).await.expect("a keeper").is_some());
}
