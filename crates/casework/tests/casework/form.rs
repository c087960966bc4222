use casework::keeper::Deeded;
use casework::letter::{Form, Signature, Signed, Source, Words};
use casework::opinion::FirstOpinion;
use casework::people::{Part, Purpose};
use casework::records::Checked;
use casework::service::Caller;
use casework::{Act, AttachmentId, PersonId, RecordId, Refusal};
use jiff::civil::date;

use crate::story::{FIRST_DAY, SECOND, TestCase, fields};

fn doctors(text: &str) -> Words {
    Words { text: text.to_owned(), source: Source::Doctor }
}

fn signed(how: Signature) -> Act {
    Act::SignForm(Signed { by: "Dr Mori".to_owned(), on: FIRST_DAY, how })
}

async fn with_doctor() -> (TestCase, Caller, Form) {
    let story = TestCase::begun_by_patient().await;
    let opinion = FirstOpinion { condition_words: "Stomach cancer".to_owned(), ..FirstOpinion::default() };
    story.does(Act::SaveOpinion(Box::new(opinion))).await.unwrap();
    let (code, _) = story.casework.invite_doctor(story.beginner, story.version().await).await.unwrap();
    let (doctor, _) = story.casework.accept(&code).await.unwrap();
    let form = story.casework.overview(doctor).await.unwrap().case.letter.form.unwrap();
    (story, doctor, form)
}

fn complete(form: Form) -> Form {
    let diagnosis = Words { source: Source::Doctor, ..form.diagnosis };
    Form { purpose: doctors("Second opinion"), course: doctors("Since spring."), diagnosis, ..form }
}

async fn save(story: &TestCase, doctor: Caller, form: Form) -> Form {
    story.act(doctor, Act::SaveForm(Box::new(form))).await.unwrap().case.letter.form.unwrap()
}

#[tokio::test]
async fn prefilled_words_stay_the_patients_until_the_doctor_lets_them_stand() {
    let (story, doctor, form) = with_doctor().await;
    assert_eq!(form.diagnosis.source, Source::Patient);
    let untouched = save(&story, doctor, Form { purpose: doctors("Second opinion"), ..form.clone() }).await;
    assert_eq!(untouched.diagnosis.source, Source::Patient);
    assert_eq!(untouched.purpose.source, Source::Doctor);
    let diagnosis = Words { text: "Gastric carcinoma".to_owned(), source: Source::Patient };
    let changed = save(&story, doctor, Form { diagnosis, ..form.clone() }).await;
    assert_eq!(
        changed.diagnosis.source,
        Source::Doctor,
        "what the doctor wrote is the doctor's, whatever the page says"
    );
    let emptied = save(&story, doctor, Form { diagnosis: doctors(" "), ..form }).await;
    assert_eq!(emptied.diagnosis.source, Source::Empty);
}

#[tokio::test]
async fn a_letter_that_came_in_fills_what_no_doctor_wrote_and_counts_as_the_patients() {
    let (story, doctor, _) = with_doctor().await;
    let brought = Form { purpose: doctors("Another purpose"), course: doctors("Since spring."), ..Form::default() };
    story.does(Act::FillForm(Box::new(brought.clone()))).await.unwrap();
    let now = story.casework.overview(doctor).await.unwrap().case.letter.form.unwrap();
    assert_eq!((now.course.text.as_str(), now.course.source), ("Since spring.", Source::Patient));
    assert_eq!(now.diagnosis.text, "Stomach cancer", "what the letter does not say stays");
    save(&story, doctor, Form { purpose: doctors("Second opinion"), ..now }).await;
    let other = Form { course: doctors("Since summer."), ..brought.clone() };
    story.does(Act::FillForm(Box::new(other))).await.unwrap();
    let now = story.casework.overview(doctor).await.unwrap().case.letter.form.unwrap();
    assert_eq!(now.purpose, doctors("Second opinion"), "what a doctor wrote stays");
    assert_eq!((now.course.text.as_str(), now.course.source), ("Since summer.", Source::Patient));
    save(&story, doctor, complete(now)).await;
    story.act(doctor, signed(Signature::OnPaper)).await.unwrap();
    let refused = story.does(Act::FillForm(Box::new(brought))).await.unwrap_err();
    assert_eq!(refused, Refusal::OutOfOrder, "nothing is put into a signed letter");
    let long = Form { remarks: doctors(&"a".repeat(4_001)), ..Form::default() };
    assert_eq!(fields(story.does(Act::FillForm(Box::new(long))).await.unwrap_err()), ["remarks"]);
}

#[tokio::test]
async fn what_a_doctor_emptied_does_not_come_back_with_a_letter() {
    let (story, doctor, form) = with_doctor().await;
    save(&story, doctor, Form { diagnosis: doctors(""), ..form }).await;
    let brought = Form { diagnosis: doctors("Stomach cancer"), ..Form::default() };
    story.does(Act::FillForm(Box::new(brought))).await.unwrap();
    let now = story.casework.overview(doctor).await.unwrap().case.letter.form.unwrap();
    assert_eq!(now.diagnosis, Words::default());
}

#[tokio::test]
async fn a_form_filled_from_a_letter_gets_the_rest_from_the_opinion_when_the_doctor_is_asked() {
    let story = TestCase::begun_by_patient().await;
    let opinion = FirstOpinion { condition_words: "Stomach cancer".to_owned(), ..FirstOpinion::default() };
    story.does(Act::SaveOpinion(Box::new(opinion))).await.unwrap();
    let brought = Form { course: doctors("Since spring."), ..Form::default() };
    story.does(Act::FillForm(Box::new(brought))).await.unwrap();
    let form = story.casework.overview(story.beginner).await.unwrap().case.letter.form.unwrap();
    assert!(form.diagnosis.text.is_empty(), "whoever may change the letter need not know the opinion");
    story.casework.invite_doctor(story.beginner, story.version().await).await.unwrap();
    let form = story.casework.overview(story.beginner).await.unwrap().case.letter.form.unwrap();
    assert_eq!((form.diagnosis.text.as_str(), form.course.text.as_str()), ("Stomach cancer", "Since spring."));
}

#[tokio::test]
async fn a_letter_is_signed_when_its_required_parts_are_the_doctors() {
    let (story, doctor, form) = with_doctor().await;
    let refused = story.act(doctor, signed(Signature::OnPaper)).await.unwrap_err();
    assert_eq!(fields(refused), ["purpose", "diagnosis", "course"]);
    let half = Form { purpose: doctors("Second opinion"), course: doctors("Since spring."), ..form.clone() };
    save(&story, doctor, half).await;
    assert_eq!(fields(story.act(doctor, signed(Signature::OnPaper)).await.unwrap_err()), ["diagnosis"]);
    save(&story, doctor, complete(form)).await;
    story.act(doctor, signed(Signature::OnPaper)).await.unwrap();
    assert_eq!(story.last_entry().await.deed, Deeded::Signed);
}

#[tokio::test]
async fn a_signature_is_by_someone_and_not_of_tomorrow() {
    let (story, doctor, form) = with_doctor().await;
    save(&story, doctor, complete(form)).await;
    let wrong = Signed { by: String::new(), on: date(2026, 11, 24), how: Signature::OnPaper };
    assert_eq!(fields(story.act(doctor, Act::SignForm(wrong)).await.unwrap_err()), ["by", "on"]);
}

#[tokio::test]
async fn a_changed_letter_needs_a_new_signature_and_the_log_says_so() {
    let (story, doctor, form) = with_doctor().await;
    let form = save(&story, doctor, complete(form)).await;
    story.act(doctor, signed(Signature::OnPaper)).await.unwrap();
    let same = save(&story, doctor, form.clone()).await;
    assert!(same.signed.is_some(), "saved without a change, it stays signed");
    let changed = save(&story, doctor, Form { allergies: doctors("None known"), ..form }).await;
    assert_eq!(changed.signed, None);
    assert_eq!(story.last_entry().await.deed, Deeded::SignatureEnded);
}

#[tokio::test]
async fn a_page_cannot_sign_by_saving() {
    let (story, doctor, form) = with_doctor().await;
    let by = Signed { by: "Nobody".to_owned(), on: FIRST_DAY, how: Signature::OnPaper };
    let saved = save(&story, doctor, Form { signed: Some(by), ..complete(form) }).await;
    assert_eq!(saved.signed, None);
}

#[tokio::test]
async fn a_signature_file_is_put_beside_the_form() {
    let (story, doctor, form) = with_doctor().await;
    save(&story, doctor, complete(form)).await;
    assert_eq!(
        story.act(doctor, signed(Signature::File(AttachmentId(1)))).await.unwrap_err(),
        Refusal::NotFound,
        "a file that is not there signs nothing"
    );
    let (name, media_type) = ("letter.p7s".to_owned(), "application/pkcs7-signature".to_owned());
    let upload = story.casework.upload_signature(doctor, story.version().await, name, media_type, vec![1, 2, 3]);
    let (_, id) = upload.await.unwrap();
    story.act(doctor, signed(Signature::File(id))).await.unwrap();
    let (found, bytes) = story.casework.attachment(story.beginner, id).await.unwrap();
    assert_eq!((found.name.as_str(), bytes), ("letter.p7s", vec![1, 2, 3]));
    assert_eq!(story.casework.attachment(doctor, id).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn nobody_but_the_doctor_writes_the_form() {
    let (story, _, form) = with_doctor().await;
    let refused = story.does(Act::SaveForm(Box::new(complete(form.clone())))).await.unwrap_err();
    assert_eq!(refused, Refusal::NotFound, "not the patient either");
    let story = story.with_daughter(Purpose::FillIn, &[Part::Letter]).await;
    let daughter = story.caller(casework::PersonId(3));
    assert_eq!(story.act(daughter, Act::SaveForm(Box::new(form))).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(story.casework.view(story.beginner, Part::People).await.unwrap().case.people[1].id, SECOND);
}

#[tokio::test]
async fn the_signature_file_is_of_the_letter_and_not_of_the_records() {
    let (story, doctor, form) = with_doctor().await;
    save(&story, doctor, complete(form)).await;
    let (name, media_type) = ("letter.p7s".to_owned(), "application/pkcs7-signature".to_owned());
    let upload = story.casework.upload_signature(doctor, story.version().await, name, media_type, vec![1]);
    let (_, id) = upload.await.unwrap();
    let story = story.with_daughter(Purpose::ReadAlong, &[Part::Records]).await.with_counsellor(&[Part::Letter]).await;
    let (records_only, letter_only) = (story.caller(PersonId(3)), story.caller(PersonId(4)));
    assert_eq!(story.casework.attachment(records_only, id).await.unwrap_err(), Refusal::NotFound);
    assert!(story.casework.overview(records_only).await.unwrap().case.attachments.is_empty());
    story.casework.attachment(letter_only, id).await.unwrap();
}

#[tokio::test]
async fn nothing_but_the_file_beside_the_form_signs_it() {
    let (story, doctor, form) = with_doctor().await;
    save(&story, doctor, complete(form)).await;
    story.does(Act::AddRecord { words: "A scan".to_owned(), loan: false }).await.unwrap();
    let (name, media_type) = ("scan.pdf".to_owned(), "application/pdf".to_owned());
    let (version, record) = (story.version().await, RecordId(1));
    story.casework.upload(story.beginner, version, record, name, media_type, vec![1]).await.unwrap();
    let with_a_scan = signed(Signature::File(AttachmentId(1)));
    assert_eq!(story.act(doctor, with_a_scan).await.unwrap_err(), Refusal::NotFound);
    let (name, media_type) = ("letter.p7s".to_owned(), "application/pkcs7-signature".to_owned());
    let upload = story.casework.upload_signature(doctor, story.version().await, name, media_type, vec![1]);
    let (_, id) = upload.await.unwrap();
    story.casework.scanned(story.id, id, Checked::Refused).await.unwrap();
    let with_what_was_refused = signed(Signature::File(id));
    assert_eq!(story.act(doctor, with_what_was_refused).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn a_signature_whose_file_the_scanner_refuses_ends_and_the_log_says_so() {
    let (story, doctor, form) = with_doctor().await;
    save(&story, doctor, complete(form)).await;
    let (name, media_type) = ("letter.p7s".to_owned(), "application/pkcs7-signature".to_owned());
    let upload = story.casework.upload_signature(doctor, story.version().await, name, media_type, vec![1]);
    let (view, id) = upload.await.unwrap();
    story.casework.scanned(story.id, id, Checked::Quarantined).await.unwrap();
    let signing = story.casework.act(doctor, view.version, signed(Signature::File(id))).await.unwrap();
    story.casework.scanned(story.id, id, Checked::Refused).await.unwrap();
    let kept = story.casework.view(story.beginner, Part::Letter).await.unwrap();
    assert_eq!(kept.case.letter.form.unwrap().signed, None);
    assert!(story.deeds().await.contains(&Deeded::SignatureEnded));
    let blind = story.casework.act(doctor, signing.version, signed(Signature::OnPaper)).await.unwrap_err();
    assert_eq!(blind, Refusal::Stale, "a page that shows the signature is older than the case");
    story.act(doctor, signed(Signature::OnPaper)).await.unwrap();
    story.casework.scanned(story.id, id, Checked::Refused).await.unwrap();
    let kept = story.casework.view(story.beginner, Part::Letter).await.unwrap();
    assert!(kept.case.letter.form.unwrap().signed.is_some(), "one on paper needs no file");
}
