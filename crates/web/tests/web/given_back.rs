//! What was written and cannot be kept comes back under the names of its fields, with the way back to its page.

use axum::http::StatusCode;

use crate::case_device::{Answer, Device, House};

/// The pages of the journey into which one writes, each with something there to write beside.
const PAGES: [&str; 10] = [
    "/case/opinion",
    "/case/worries",
    "/case/time",
    "/case/calendar",
    "/case/choose",
    "/case/tell",
    "/case/letter",
    "/case/records",
    "/case/desk/jp-00002",
    "/case/people",
];

async fn begun(house: &House) -> Device<'_> {
    let mut device = house.device();
    device.begin().await;
    device.fill_in("/case/worries", "/case/worries", &[("about", "enough")]).await;
    device.fill_in("/case/records", "/case/records/list", &[]).await;
    device.fill_in("/case/choose", "/case/choose", &[("do", "add"), ("institution", "jp-00002")]).await;
    device
}

/// Every form of a page with the fields into which one writes and the labels they have there.
fn written_fields(body: &str) -> Vec<(String, Vec<(String, String)>)> {
    let attribute = |tag: &str, name: &str| -> String {
        let rest = tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let mut forms = Vec::new();
    for form in body.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next()) {
        let typed = form.split('<').filter(|tag| tag.starts_with("textarea ") || tag.contains("type=\"text\""));
        let fields: Vec<(String, String)> = typed.map(|tag| (attribute(tag, "name"), attribute(tag, "id"))).collect();
        forms.push((attribute(form, "action"), fields));
    }
    forms
}

/// Sends a form as of the version before the newest.
async fn stale(device: &mut Device<'_>, action: &str, csrf: &str, fields: &[(&str, &str)]) -> Answer {
    // Who is added needs a relation; no other form has these two.
    let mut all = vec![("csrf", csrf), ("version", "1"), ("role", "relative"), ("relation", "child")];
    all.extend_from_slice(fields);
    device.post(action, &all).await
}

#[tokio::test]
async fn every_field_into_which_one_writes_comes_back_under_a_label_and_leads_back_to_its_page() {
    let house = House::new();
    let mut device = begun(&house).await;
    let mut seen = 0;
    for language in ["en", "ja"] {
        device.language = language;
        for page in PAGES {
            let shown = device.get(page).await;
            let csrf = shown.hidden("csrf");
            for (action, fields) in written_fields(&shown.body).into_iter().filter(|(_, fields)| !fields.is_empty()) {
                let texts: Vec<String> = (0..fields.len()).map(|number| format!("typed text {number}")).collect();
                let sent: Vec<(&str, &str)> =
                    fields.iter().zip(&texts).map(|((name, _), text)| (name.as_str(), text.as_str())).collect();
                let answer = stale(&mut device, &action, &csrf, &sent).await;
                assert_eq!(answer.status, StatusCode::CONFLICT, "{action}: {}", answer.body);
                for (text, (name, _)) in texts.iter().zip(&fields) {
                    let given = format!("</dt><dd><bdi class=\"kept-lines\">{text}</bdi></dd>");
                    assert!(answer.body.contains(&given), "{action}: {name} is given back: {}", answer.body);
                    seen += 1;
                }
                assert!(!answer.body.contains("<dt></dt>"), "{action}: every text has its label");
                assert!(answer.body.contains(&format!("href=\"{page}\"")), "{action} leads back: {}", answer.body);
            }
        }
    }
    assert!(seen > 60, "{seen} fields were looked at");
}

#[tokio::test]
async fn what_a_page_put_into_its_form_and_what_is_secret_is_not_given_back() {
    let house = House::new();
    let mut device = begun(&house).await;
    let csrf = device.get("/case/worries").await.hidden("csrf");
    let fields = [("worry", "1"), ("about", "enough"), ("who-1", "Dr Made-up"), ("words-1", "Yes, it is.")];
    let answer = stale(&mut device, "/case/worries/answer", &csrf, &fields).await;
    for given in ["<dt>Who answered?</dt>", "Dr Made-up", "Yes, it is."] {
        assert!(answer.body.contains(given), "{given}: {}", answer.body);
    }
    assert!(!answer.body.contains(">enough<") && !answer.body.contains(&format!(">{csrf}<")), "{}", answer.body);
    assert!(answer.body.contains("Back to the page: What worries me") || answer.body.contains("/case/worries"));
    let secret = [("name", "hanako"), ("passphrase", "five quiet words"), ("passphrase2", "five quiet words")];
    let answer = device.post("/case/account", &secret).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("hanako") && !answer.body.contains("five quiet words"), "{}", answer.body);
}

#[tokio::test]
async fn a_page_that_alone_holds_what_was_typed_has_no_link_that_would_lose_it() {
    let house = House::new();
    let mut device = begun(&house).await;
    let wrong = [("decide_by", "soon"), ("site", "typed beside it")];
    let answer = device.fill_in("/case/opinion", "/case/opinion", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("typed beside it") && !answer.body.contains("lang=ja"), "{}", answer.body);
    assert!(answer.body.contains("日本語: on the next page, so that nothing you typed is lost"), "{}", answer.body);
    assert!(device.get("/case/opinion").await.body.contains("lang=ja"));
}
