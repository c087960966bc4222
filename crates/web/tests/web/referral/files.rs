//! Which files go along in a letter that goes out as a file.

use axum::http::StatusCode;
use casework::letter::{Signature, Signed};
use casework::people::Purpose;
use casework::records::Checked;
use casework::{Act, Part, Role};
use documents::fhir::read::ereferral;

use super::{GIVEN, OUT, doctor, signed, written};
use crate::case_device::House;
use crate::case_matrix::{act, version};
use crate::deciding;

#[tokio::test]
async fn the_printed_letter_the_signature_and_the_chosen_files_go_along_and_no_other() {
    let house = House::new();
    let mut case = deciding::heard(&house).await;
    case.device.fill_in("/case/records", "/case/records/add", &[("words", "a made-up scan")]).await;
    for (name, bytes) in [("goes.pdf", b"%PDF-1.7 goes".as_slice()), ("stays.pdf", b"%PDF-1.7 stays")] {
        let page = case.device.get("/case/records").await;
        let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
        let fields = [("csrf", csrf.as_str()), ("version", version.as_str()), ("record", "1")];
        let kept = case.device.upload_files("/case/records/upload", &fields, &[(name, bytes)]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    }
    let writer = doctor(&case).await;
    act(&house, writer, Act::SaveForm(Box::new(written()))).await;
    let (seal, kind) = ("seal.p7s".to_owned(), "application/pkcs7-signature".to_owned());
    let at = version(&house, writer).await;
    let (_, id) = house.casework.upload_signature(writer, at, seal, kind, b"made up".to_vec()).await.expect("kept");
    let on = house.casework.today();
    act(&house, writer, Act::SignForm(Signed { by: "Dr First".to_owned(), on, how: Signature::File(id) })).await;
    let asked = case.page(OUT).await;
    assert!(asked.contains("goes.pdf (1 kB)") && asked.contains("stays.pdf") && !asked.contains("seal.p7s"), "{asked}");
    let file = case.device.fill_in(OUT, OUT, &[GIVEN.as_slice(), &[("enclosed", "1")]].concat()).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    let read = ereferral(file.body.as_bytes()).expect("a letter");
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    let files: Vec<_> = read.files.iter().map(|file| (file.name.as_str(), file.content.as_deref())).collect();
    let [seal, goes, (_, Some(printed))] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!([*seal, *goes], [("seal.p7s", Some(b"made up".as_slice())), ("goes.pdf", Some(b"%PDF-1.7 goes"))]);
    assert!(printed.starts_with(b"%PDF-1.7") && printed.len() > 20_000, "{} bytes", printed.len());
    for unknown in ["3", "9", "x"] {
        let page = case.wrong(OUT, OUT, &[GIVEN.as_slice(), &[("enclosed", unknown)]].concat()).await;
        assert!(page.contains("href=\"#enclosed\"") && page.contains("架空第二病院"), "{unknown}: {page}");
    }
    let mut only_letter = case.with(Role::Relative, Purpose::FillIn, &[Part::Letter]).await;
    let asked = only_letter.get(OUT).await;
    assert!(asked.status == StatusCode::OK && !asked.body.contains("goes.pdf"), "{}", asked.body);
    let sent = only_letter.fill_in(OUT, OUT, &[GIVEN.as_slice(), &[("enclosed", "1")]].concat()).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "a file of a part that they may not see: {}", sent.body);
}

#[tokio::test]
async fn files_that_are_too_large_together_are_refused_with_both_numbers() {
    let house = House::new();
    let mut case = signed(&house).await;
    case.device.fill_in("/case/records", "/case/records/add", &[("words", "a made-up scan")]).await;
    let large = [b"%PDF-1.7".as_slice(), &vec![b' '; 10_100_000]].concat();
    for name in ["one.pdf", "two.pdf"] {
        let page = case.device.get("/case/records").await;
        let (csrf, version) = (page.hidden("csrf"), page.hidden("version"));
        let fields = [("csrf", csrf.as_str()), ("version", version.as_str()), ("record", "1")];
        case.device.upload_files("/case/records/upload", &fields, &[(name, &large)]).await;
    }
    let both = [("enclosed", "1"), ("enclosed", "2")];
    let page = case.wrong(OUT, OUT, &[GIVEN.as_slice(), &both].concat()).await;
    assert!(page.contains("these files are 21 MB; a letter can take 20 MB"), "{page}");
    assert_eq!(page.matches(" checked").count(), 5, "sex, setting, language and both files stay chosen: {page}");
    let one = case.device.fill_in(OUT, OUT, &[GIVEN.as_slice(), &[("enclosed", "2")]].concat()).await;
    let read = ereferral(one.body.as_bytes()).expect("a letter that can be read here, too");
    assert_eq!(read.files.first().and_then(|file| file.content.as_ref()).map(Vec::len), Some(large.len()));
}

#[tokio::test]
async fn a_signature_that_a_scanner_holds_back_or_that_is_large_does_not_go_out_unseen() {
    let house = House::new();
    let case = deciding::heard(&house).await;
    let writer = doctor(&case).await;
    act(&house, writer, Act::SaveForm(Box::new(written()))).await;
    let (seal, kind) = ("seal.pdf".to_owned(), "application/pdf".to_owned());
    let large = [b"%PDF-1.7".as_slice(), &vec![b' '; 20_500_000]].concat();
    let at = version(&house, writer).await;
    let (_, id) = house.casework.upload_signature(writer, at, seal, kind, large).await.expect("kept");
    let on = house.casework.today();
    act(&house, writer, Act::SignForm(Signed { by: "Dr First".to_owned(), on, how: Signature::File(id) })).await;
    let mut case = case;
    let file = case.device.fill_in(OUT, OUT, &GIVEN).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    let read = ereferral(file.body.as_bytes()).expect("a letter");
    let seal = read.files.first().expect("the seal is named");
    assert_eq!((seal.name.as_str(), seal.size, seal.content.is_none()), ("seal.pdf", Some(20_500_008), true));
    house.casework.scanned(case.caller.case, id, Checked::Quarantined).await.expect("said");
    let page = case.wrong(OUT, OUT, &GIVEN).await;
    assert!(page.contains("still being checked, or something harmful") && page.contains("架空第二病院"), "{page}");
    house.casework.scanned(case.caller.case, id, Checked::Refused).await.expect("said");
    assert!(case.page(OUT).await.contains("has not signed"), "such a signature ends");
}
