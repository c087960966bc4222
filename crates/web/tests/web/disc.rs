//! A CD is looked through before it is posted: what its headers say, and nothing kept.

use std::fs;
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use casework::keeper::{Deeded, Keeper as _};
use casework::{Part, Secret};
use language::Language;

use crate::case_device::{Answer, Device, House, form_of_parts};
use crate::pages::pointers_that_lead_nowhere;

const ADDRESS: &str = "/case/records/disc";

/// The made-up discs of the tests of `documents`.
fn file(name: &str) -> Vec<u8> {
    let discs = concat!(env!("CARGO_MANIFEST_DIR"), "/../documents/tests/documents/discs");
    fs::read(Path::new(discs).join(name)).expect("a made-up file")
}

async fn sent(device: &mut Device<'_>, born: &str, files: &[(&str, &[u8])]) -> Answer {
    let csrf = device.get(ADDRESS).await.hidden("csrf");
    device.upload_files(ADDRESS, &[("csrf", &csrf), ("born", born)], files).await
}

async fn named<'h>(house: &'h House, name: &str) -> Device<'h> {
    let mut device = house.device();
    device.begin().await;
    if !name.is_empty() {
        let fields = [("person", "1"), ("name", name)];
        let answer = device.fill_in("/case/people", "/case/people/name", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    device
}

#[tokio::test]
async fn a_disc_of_the_patients_own_is_told_with_its_studies_and_nothing_of_it_is_kept() {
    let house = House::new();
    let mut device = named(&house, "山田 太郎").await;
    let (one, other) = (file("ir87.dcm"), file("utf8.dcm"));
    let answer = sent(&mut device, "1950-02-03", &[("DISC/IM1", &one), ("DISC/IM2", &other)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    for said in ["Nothing was kept", "This can be posted as it is", "山田 太郎", "2026", "Made-up Hospital", "Abdomen"]
    {
        assert!(answer.body.contains(said), "{said}: {}", answer.body);
    }
    assert_eq!(pointers_that_lead_nowhere(&answer.body), Vec::<String>::new());
    let cookie = Secret::from_cookie(device.cookies.get("case").expect("a cookie")).expect("a secret");
    let caller = house.casework.caller(&cookie).await.expect("a case");
    let kept = house.keeper.case(caller.case).await.expect("a keeper").expect("a case").case;
    assert!(kept.attachments.is_empty());
    let log = house.keeper.log(caller.case).await.expect("a log");
    assert!(log.iter().all(|entry| entry.deed != Deeded::Uploaded));
    assert!(log.iter().any(|entry| (entry.deed, entry.part) == (Deeded::Read, Some(Part::Records))));
}

#[tokio::test]
async fn somebody_elses_name_or_birth_date_is_said_in_both_languages() {
    let house = House::new();
    let mut device = named(&house, "鈴木 花子").await;
    let image = file("ir87.dcm");
    for language in [Language::English, Language::Japanese] {
        let t = language.text();
        device.language = language.code();
        let answer = sent(&mut device, "1950-03-02", &[("IM1", &image)]).await;
        for said in [t.disc_name_different(), t.disc_born_different(), t.disc_page_unfit(), t.disc_page_kept()] {
            assert!(answer.body.contains(&said), "{said}: {}", answer.body);
        }
        assert!(!answer.body.contains(&t.disc_page_fit()));
    }
}

#[tokio::test]
async fn what_is_no_image_and_what_is_cut_is_said() {
    let house = House::new();
    let mut device = named(&house, "Made-up Person").await;
    let answer = sent(&mut device, "", &[("DISC/READ.ME", b"a made-up text"), ("DISC/start.exe", b"MZ")]).await;
    assert!(answer.body.contains(&Language::English.text().disc_none(2)), "{}", answer.body);
    let (cut, whole) = (file("cut.dcm"), file("ir13.dcm"));
    let answer = sent(&mut device, "", &[("DISC/A/CUT", &cut), ("DISC/A/WHOLE", &whole)]).await;
    assert!(answer.body.contains("DISC/A/CUT") && answer.body.contains(&Language::English.text().disc_why_ends()));
    assert!(!answer.body.contains("This can be posted as it is"), "{}", answer.body);
}

#[tokio::test]
async fn an_image_that_is_cut_empty_or_none_is_named_and_the_disc_not_called_ready() {
    let house = House::new();
    let mut device = named(&house, "山田 太郎").await;
    let t = Language::English.text();
    let whole = file("ir87.dcm");
    let half = &whole[..whole.len() - 4];
    let lost = [(half, t.disc_why_cut()), (b"", t.disc_why_empty()), (&[0; 5000], t.disc_why_not_dicom())];
    for (lost, reason) in lost {
        let answer = sent(&mut device, "", &[("DISC/1.dcm", &whole), ("DISC/2.dcm", lost)]).await;
        assert!(answer.body.contains("DISC/2.dcm") && answer.body.contains(&reason), "{}", answer.body);
        assert!(answer.body.contains(&t.disc_page_unfit()) && !answer.body.contains(&t.disc_page_fit()));
    }
}

#[tokio::test]
async fn a_name_that_cannot_be_told_is_to_be_looked_at_before_anything_is_called_ready() {
    let house = House::new();
    let image = file("ir87.dcm");
    for language in [Language::English, Language::Japanese] {
        let t = language.text();
        for (name, said) in [("Yamada Taro", t.disc_name_unsure()), ("", t.disc_name_not_given())] {
            let mut device = named(&house, name).await;
            device.language = language.code();
            let answer = sent(&mut device, "", &[("DISC/IM1", &image)]).await;
            assert!(answer.body.contains(&t.disc_page_look_at_name()), "{}", answer.body);
            assert!(answer.body.contains(&said), "{said}: {}", answer.body);
            assert!(!answer.body.contains(&t.disc_page_fit()) && !answer.body.contains(&t.disc_page_unfit()));
        }
    }
}

#[tokio::test]
async fn a_discs_own_list_is_compared_where_the_browser_names_folders_and_said_to_be_left_out_where_not() {
    let house = House::new();
    let mut device = named(&house, "").await;
    let listing = file("DICOMDIR");
    let image = file("ir87.dcm");
    let with = sent(&mut device, "", &[("DISC/DICOMDIR", &listing), ("DISC/OTHER", &image)]).await;
    assert!(with.body.contains("DISC/DICOMDIR"), "{}", with.body);
    assert!(!with.body.contains("did not say in which folders"));
    let without = sent(&mut device, "", &[("DICOMDIR", &listing), ("OTHER", &image)]).await;
    assert!(without.body.contains("did not say in which folders"), "{}", without.body);
}

#[tokio::test]
async fn a_birth_date_that_cannot_be_read_does_not_cost_the_answer() {
    let house = House::new();
    let mut device = named(&house, "山田 太郎").await;
    let image = file("ir87.dcm");
    let answer = sent(&mut device, "long ago", &[("DISC/IM1", &image)]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("could not be read, so it was not compared"), "{}", answer.body);
}

#[tokio::test]
async fn of_large_files_only_the_beginning_is_read_and_they_pass_beyond_the_limit_for_uploads() {
    let house = House::new();
    let mut device = named(&house, "山田 太郎").await;
    let mut image = file("ir87.dcm");
    image.resize(40 << 20, 0);
    let csrf = device.get(ADDRESS).await.hidden("csrf");
    // 80 MB, made as they are sent.
    let piece = Bytes::from(form_of_parts(&[("csrf", csrf.as_str())], &[("DISC/IM1", &image), ("DISC/IM2", &image)]));
    let length = piece.len();
    assert!(length > 64 << 20);
    let request = Request::post(ADDRESS).header("content-type", "multipart/form-data; boundary=edge-of-a-part");
    let request = request.header("content-length", length.to_string());
    let answer = device.send(request.body(Body::from(piece)).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("山田 太郎"), "{}", answer.body);
}

#[tokio::test]
async fn no_file_another_site_too_much_and_a_form_that_ends_early_are_refused() {
    let house = House::new();
    let mut device = named(&house, "").await;
    let answer = sent(&mut device, "1950-02-03", &[("", b"")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("No file was chosen") && answer.body.contains("value=\"1950-02-03\""),
        "{}",
        answer.body
    );
    assert_eq!(pointers_that_lead_nowhere(&answer.body), Vec::<String>::new());
    for fields in [vec![], vec![("csrf", "0")]] {
        let answer = device.upload_files(ADDRESS, &fields, &[("IM1", b"made up")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    let csrf = device.get(ADDRESS).await.hidden("csrf");
    let mut body = form_of_parts(&[("csrf", csrf.as_str())], &[("IM1", &file("ir87.dcm"))]);
    body.truncate(body.len() - 40);
    let request = Request::post(ADDRESS).header("content-type", "multipart/form-data; boundary=edge-of-a-part");
    let answer = device.send(request.body(Body::from(body)).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let request = Request::post(ADDRESS).header("content-type", "multipart/form-data; boundary=edge-of-a-part");
    let request = request.header("content-length", "5000000001");
    let answer = device.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn whoever_may_not_read_the_records_may_look_through_no_disc_for_them() {
    let house = House::new();
    let mut patient = house.device();
    patient.begin().await;
    let code = patient.invite_relative("my daughter", "2", &["opinion"]).await;
    let mut daughter = house.device();
    daughter.fill_in("/case/open", "/case/open", &[("code", &code)]).await;
    assert_eq!(daughter.get(ADDRESS).await.status, StatusCode::NOT_FOUND);
    let csrf = daughter.get("/case/leave").await.hidden("csrf");
    let answer = daughter.upload_files(ADDRESS, &[("csrf", csrf.as_str())], &[("IM1", b"made up")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_of_the_records_leads_here() {
    let house = House::new();
    let mut device = named(&house, "").await;
    assert!(device.get("/case/records").await.body.contains("href=\"/case/records/disc\""));
    let page = device.get(ADDRESS).await;
    assert!(page.body.contains("multiple webkitdirectory") && !page.body.contains("<script"));
    assert_eq!(pointers_that_lead_nowhere(&page.body), Vec::<String>::new());
}
