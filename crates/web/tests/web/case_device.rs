//! A device with its cookies, over cases kept in memory, on a day that does not change.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use casework::memory::MemoryKeeper;
use casework::notice::{Mail, Notice, Notices};
use casework::{Casework, Chance, Clock, Moment};
use evidence::town::Towns;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use tower::ServiceExt as _;

use crate::made_up;

/// 23 November 2026, noon.
const NOON: i64 = 1_795_435_200;

/// A clock that is moved by hand.
pub struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::Relaxed))
    }

    fn today(&self) -> Date {
        date(2026, 11, 23).saturating_add(jiff::Span::new().days((self.now().0 - NOON) / 86_400))
    }
}

/// Draws numbers that never come twice.
struct Counting(AtomicU64);

impl Chance for Counting {
    fn fill(&self, room: &mut [u8]) {
        for byte in room {
            let drawn = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            *byte = (drawn >> 32) as u8 ^ (drawn >> 17) as u8;
        }
    }
}

/// Takes addresses and carries nothing.
struct NoPost;

impl Notices for NoPost {
    fn address(&self, written: &str) -> Option<String> {
        written.contains('@').then(|| written.to_owned())
    }

    fn tell(&self, _to: &Mail, _notice: Notice) {}
}

/// A service that keeps cases in memory.
pub struct House {
    router: Router,
    pub casework: Casework,
    pub keeper: Arc<MemoryKeeper>,
    pub chance: Arc<dyn Chance>,
    clock: Arc<HandClock>,
}

impl House {
    pub fn new() -> House {
        House::at("http://127.0.0.1:8017")
    }

    pub fn at(address: &str) -> House {
        House::of(address, Towns::shipped().clone(), true)
    }

    /// One with town files of its own.
    pub fn with_towns(towns: Towns) -> House {
        House::of("http://127.0.0.1:8017", towns, true)
    }

    /// One whose operator has named no relay for mail.
    pub fn without_mail() -> House {
        House::of("http://127.0.0.1:8017", Towns::shipped().clone(), false)
    }

    fn of(address: &str, towns: Towns, mails: bool) -> House {
        let clock = Arc::new(HandClock(AtomicI64::new(NOON)));
        let chance: Arc<dyn Chance> = Arc::new(Counting(AtomicU64::new(1)));
        let keeper = Arc::new(MemoryKeeper::new());
        let casework = Casework::new(keeper.clone(), clock.clone(), chance.clone());
        let casework = if mails { casework.with_notices(Arc::new(NoPost)) } else { casework };
        let settings =
            web::Settings { address: address.to_owned(), zone: TimeZone::UTC, chance: chance.clone(), work: 4 };
        let router = web::router_with_towns(Arc::new(made_up::edition()), Arc::new(towns), casework.clone(), settings);
        House { router, casework, keeper, chance, clock }
    }

    pub fn later(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Answers a request as it comes.
    pub async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 << 20).await.expect("a body");
        Answer::of(parts.status, parts.headers, bytes.to_vec())
    }

    pub fn device(&self) -> Device<'_> {
        Device { house: self, cookies: BTreeMap::new(), language: "en" }
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// As they came: a file is no text.
    pub bytes: Vec<u8>,
}

impl Answer {
    fn of(status: StatusCode, headers: HeaderMap, bytes: Vec<u8>) -> Answer {
        Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// A header's value, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn location(&self) -> &str {
        self.headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect()
    }

    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let rest = self.body.split_once(&start).map(|(_, rest)| rest).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The printed code on the page.
    pub fn code(&self) -> String {
        let rest = self.body.split_once("<p class=\"code\"><span translate=\"no\">").map(|(_, rest)| rest);
        rest.and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned()
    }
}

/// The body of a form with files.
pub fn form_of_parts(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    let begin = "--edge-of-a-part\r\ncontent-disposition: form-data";
    for (name, value) in fields {
        body.extend(format!("{begin}; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, bytes) in files {
        body.extend(
            format!("{begin}; name=\"file\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n")
                .bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge-of-a-part--\r\n");
    body
}

/// A browser with its cookies.
#[derive(Clone)]
pub struct Device<'h> {
    house: &'h House,
    pub cookies: BTreeMap<String, String>,
    pub language: &'static str,
}

impl Device<'_> {
    pub async fn get(&mut self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).expect("a request")).await
    }

    /// Opens a page and sends a form with its token and version.
    pub async fn fill_in(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let shown = self.get(page).await;
        let (csrf, version) = (shown.hidden("csrf"), shown.hidden("version"));
        let mut all = vec![("csrf", csrf.as_str()), ("version", version.as_str())];
        all.extend_from_slice(fields);
        self.post(action, &all).await
    }

    pub async fn post(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(action, fields, &[]).await
    }

    pub async fn post_with(&mut self, action: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let mut request = Request::post(action).header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = request.headers_mut();
        headers.insert("cookie", cookies.join("; ").parse().expect("a header"));
        headers.insert("accept-language", self.language.parse().expect("a header"));
        let response = self.house.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for value in parts.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            let (name, rest) = value.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = to_bytes(body, 64 << 20).await.expect("a body");
        Answer::of(parts.status, parts.headers, bytes.to_vec())
    }

    /// Sends a small file with its fields, as a browser does.
    pub async fn upload(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        self.upload_files(action, fields, &[("made-up.pdf", b"%PDF-1.7 made up")]).await
    }

    /// Sends files with their fields, as a browser does.
    pub async fn upload_files(&mut self, action: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
        let request = Request::post(action).header("content-type", "multipart/form-data; boundary=edge-of-a-part");
        self.send(request.body(Body::from(form_of_parts(fields, files))).expect("a request")).await
    }

    /// Begins a case as the patient and gives its recovery code.
    pub async fn begin(&mut self) -> String {
        let begun = self.fill_in("/case/new", "/case/new", &[("who", "patient")]).await;
        assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/case/recovery"), "{}", begun.body);
        let code = self.get("/case/recovery").await.code();
        assert_eq!(code.len(), 29, "{code}");
        code
    }

    /// Adds a relative, agrees what they may see, makes their code and gives it.
    pub async fn invite_relative(&mut self, name: &str, person: &str, parts: &[&str]) -> String {
        let added = [("role", "relative"), ("relation", "child"), ("name", name)];
        let answer = self.fill_in("/case/people", "/case/people/add", &added).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let mut fields = vec![("person", person), ("purpose", "fill-in")];
        fields.extend(parts.iter().map(|part| ("part", *part)));
        let answer = self.fill_in("/case/people", "/case/people/agree", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let answer = self.fill_in("/case/people", "/case/people/invite", &[("person", person)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let place = answer.location().to_owned();
        self.get(&place).await.code()
    }
}
