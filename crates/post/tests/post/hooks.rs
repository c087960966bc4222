//! Events to offices' own systems.

use std::sync::Arc;
use std::time::{Duration, Instant};

use casework::office::TRIES;
use casework::{Casework, Moment};
use post::{AddressError, Courier, Doorbell, Limits, Trouble, hook_address, signature};

use crate::played::{SECRET, answered, house, office, system, troubles, until};

const LIMITS: Limits = Limits { timeout: Duration::from_secs(2), at_once: 16, rest: Duration::from_millis(20) };

/// Lets a courier work until it holds.
async fn working(casework: &Casework, holds: impl Fn() -> bool + Send + 'static) -> Vec<Trouble> {
    let (teller, told) = troubles();
    let courier = Courier::new(casework.clone(), Arc::new(Doorbell::default()), LIMITS, teller);
    let working = tokio::spawn(courier.work());
    tokio::task::spawn_blocking(move || until(holds)).await.unwrap();
    // What arrived is to be written down before the courier is stopped.
    tokio::time::sleep(Duration::from_millis(200)).await;
    working.abort();
    let told = told.lock().unwrap();
    told.clone()
}

fn body(call: &str) -> &str {
    call.split_once("\r\n\r\n").unwrap().1
}

fn header<'a>(call: &'a str, name: &str) -> &'a str {
    let line = call.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:"))).unwrap();
    line.split_once(": ").unwrap().1
}

#[tokio::test]
async fn an_event_says_which_application_changed_and_nothing_of_the_case_and_its_signature_verifies() {
    let (casework, keeper, _) = house();
    let (address, heard) = system(|_| answered("204 No Content"));
    office(&keeper, "desk", &address, 1).await;
    let seen = Arc::clone(&heard);
    assert_eq!(working(&casework, move || !seen.lock().unwrap().is_empty()).await, []);
    let call = heard.lock().unwrap()[0].clone();
    let case = casework::CaseId([9; 16]).to_string();
    assert_eq!(
        body(&call),
        format!(
            "{{\"id\":\"1795435200-1\",\"type\":\"application.sent\",\"office\":\"desk\",\"reference\":\"{case}/1\",\
             \"at\":1795435200}}"
        )
    );
    assert_eq!(header(&call, "content-type"), "application/json");
    let signed = header(&call, "anshin-signature");
    assert_eq!(signed, signature(SECRET, Moment(1_795_435_200), body(&call).as_bytes()));
    assert_eq!(casework.offices().await.unwrap()[0].events, []);
}

#[test]
fn a_signature_is_hmac_sha256_over_the_moment_and_the_body() {
    // Worked out with: printf '1795435200.{}' | openssl dgst -sha256 -hmac 'made-up secret'
    let known = "4f9e8f7463e0244b79a1893320ca362433dfed8bc6368e2d4e15dfa88939db2c";
    assert_eq!(signature(b"made-up secret", Moment(1_795_435_200), b"{}"), format!("t=1795435200,v1={known}"));
}

#[tokio::test]
async fn a_system_that_hangs_does_not_hold_up_another_offices() {
    let (casework, keeper, _) = house();
    let (hanging, calls) = system(|_| None);
    let (well, heard) = system(|_| answered("200 OK"));
    office(&keeper, "a-hanging", &hanging, 3).await;
    office(&keeper, "b-well", &well, 3).await;
    let began = Instant::now();
    let seen = Arc::clone(&heard);
    working(&casework, move || seen.lock().unwrap().len() == 3).await;
    assert!(began.elapsed() < LIMITS.timeout, "{:?}", began.elapsed());
    assert_eq!(heard.lock().unwrap().len(), 3);
    // It was called once and is waited for, not called again and again.
    assert_eq!(calls.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_call_that_failed_is_tried_again_later_and_given_up_after_the_last_try() {
    let (casework, keeper, clock) = house();
    let (address, heard) = system(|_| answered("500 Internal Server Error"));
    office(&keeper, "desk", &address, 1).await;
    for tries in 1..=TRIES {
        let seen = Arc::clone(&heard);
        let troubles = working(&casework, move || seen.lock().unwrap().len() == tries).await;
        assert_eq!(troubles, [Trouble::HookFailed("desk".to_owned())]);
        // Without waiting it is not called again.
        assert_eq!(heard.lock().unwrap().len(), tries);
        clock.pass(14 * 3_600);
    }
    let office = casework.offices().await.unwrap().remove(0);
    assert_eq!((office.events.len(), office.given_up), (0, 1));
    let mut bodies: Vec<String> = heard.lock().unwrap().iter().map(|call| body(call).to_owned()).collect();
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "the same event under the same name");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (casework, keeper, _) = house();
    let (elsewhere, lured) = system(|_| answered("200 OK"));
    let to = format!("307 Temporary Redirect\r\nLocation: {elsewhere}");
    let (address, heard) = system(move |_| answered(&to));
    office(&keeper, "desk", &address, 1).await;
    let seen = Arc::clone(&heard);
    let troubles = working(&casework, move || !seen.lock().unwrap().is_empty()).await;
    assert_eq!(troubles, [Trouble::HookFailed("desk".to_owned())]);
    assert_eq!((heard.lock().unwrap().len(), lured.lock().unwrap().len()), (1, 0));
}

#[tokio::test]
async fn an_answer_without_end_is_not_read() {
    let (casework, keeper, _) = house();
    let endless = format!("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n{}", "x".repeat(2_000));
    let (address, heard) = system(move |_| Some(endless.clone()));
    office(&keeper, "desk", &address, 2).await;
    let (seen, began) = (Arc::clone(&heard), Instant::now());
    working(&casework, move || seen.lock().unwrap().len() == 2).await;
    assert!(began.elapsed() < LIMITS.timeout);
    assert_eq!(casework.offices().await.unwrap()[0].events, []);
}

#[tokio::test]
async fn after_a_restart_waiting_events_go_out() {
    let (casework, keeper, clock) = house();
    let (address, heard) = system(|call| answered(if call == 0 { "503 Busy" } else { "200 OK" }));
    office(&keeper, "desk", &address, 2).await;
    let seen = Arc::clone(&heard);
    working(&casework, move || !seen.lock().unwrap().is_empty()).await;
    assert_eq!(casework.offices().await.unwrap()[0].events.len(), 2);
    clock.pass(60);
    let seen = Arc::clone(&heard);
    working(&casework, move || seen.lock().unwrap().len() == 3).await;
    assert_eq!(casework.offices().await.unwrap()[0].events, []);
}

#[test]
fn an_address_is_https_or_on_this_machine() {
    assert_eq!(hook_address(" https://desk.example/anshin ").as_deref(), Ok("https://desk.example/anshin"));
    for here in ["http://127.0.0.1:9/x", "http://localhost/x", "http://[::1]:9/x"] {
        assert!(hook_address(here).is_ok(), "{here}");
    }
    assert_eq!(hook_address("http://desk.example/x"), Err(AddressError::NotEncrypted));
    assert_eq!(hook_address("http://localhost.desk.example/x"), Err(AddressError::NotEncrypted));
    for none in ["desk.example", "ftp://desk.example", "https://", "https://a:b@desk.example", "file:///etc/passwd"] {
        assert_eq!(hook_address(none), Err(AddressError::Address), "{none}");
    }
}
