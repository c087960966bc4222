//! Mail.

use std::time::Duration;

use casework::instrument::Language;
use casework::notice::{Mail, Notice, Notices as _};
use post::{MAIL_TRIES, Mailer, Relay, RelayError, Settings, Trouble};

use crate::played::{relay, troubles, until};

fn mailer(port: u16, trouble: post::Teller) -> Mailer {
    let relay = Relay::named(&format!("smtp://127.0.0.1:{port}"), None).unwrap();
    let (from, site) = ("anshin@example.org".to_owned(), "https://anshin.example".to_owned());
    let pauses = Some(vec![Duration::from_millis(5); MAIL_TRIES - 1]);
    Mailer::start(Settings { relay, from, site, pauses, trouble }).unwrap()
}

fn tell(mailer: &Mailer, address: &str, language: Language) {
    mailer.tell(&Mail { address: address.to_owned(), language }, Notice::SomethingNew(language));
}

#[test]
fn a_mail_says_that_there_is_something_new_and_where_and_nothing_personal() {
    let (port, heard) = relay(&[]);
    let mailer = mailer(port, troubles().0);
    tell(&mailer, "hanako@example.org", Language::En);
    until(|| !heard.lock().unwrap().is_empty());
    let mail = heard.lock().unwrap()[0].clone();
    assert!(mail.contains("RCPT TO:<hanako@example.org>"), "{mail}");
    assert!(mail.contains("Subject: Anshin: something new\r\n"), "{mail}");
    assert!(mail.contains("https://anshin.example\r\n") && mail.contains("Auto-Submitted: auto-generated"), "{mail}");
    // Nothing but the two addresses and fixed words can stand in it: the notice has no room for more.
    let (head, _) = mail.split_once("DATA\r\n").unwrap().1.split_once("\r\n\r\n").unwrap();
    for (name, _) in head.lines().filter_map(|line| line.split_once(": ")) {
        let known = ["From", "To", "Subject", "Message-ID", "Auto-Submitted", "Content-Type", "Date"];
        let known = known.contains(&name) || ["MIME-Version", "Content-Transfer-Encoding"].contains(&name);
        assert!(known, "{name}: {mail}");
    }
    assert!(!mail.contains("second opinion") && !mail.contains("127.0.0.1"), "{mail}");
}

#[test]
fn a_mail_is_in_the_language_of_who_receives_it() {
    let (port, heard) = relay(&[]);
    let mailer = mailer(port, troubles().0);
    tell(&mailer, "hanako@example.org", Language::Ja);
    until(|| !heard.lock().unwrap().is_empty());
    let mail = heard.lock().unwrap()[0].clone();
    assert!(mail.contains("Subject: =?utf-8?b?"), "{mail}");
    assert!(!mail.contains("There is something new"), "{mail}");
}

#[test]
fn a_mail_that_the_relay_cannot_take_now_is_sent_again_and_holds_up_no_other() {
    let (port, heard) = relay(&["451 later", "451 later"]);
    let (teller, told) = troubles();
    let mailer = mailer(port, teller);
    tell(&mailer, "one@example.org", Language::En);
    tell(&mailer, "two@example.org", Language::En);
    until(|| heard.lock().unwrap().len() == 2);
    let mails = heard.lock().unwrap().clone();
    assert!(["one@", "two@"].iter().all(|name| mails.iter().filter(|mail| mail.contains(name)).count() == 1));
    assert_eq!(*told.lock().unwrap(), []);
}

#[test]
fn a_mail_that_the_relay_never_takes_is_given_up_after_five_tries_and_its_address_told_to_nobody() {
    let (port, heard) = relay(&["451 later"; 20]);
    let (teller, told) = troubles();
    let mailer = mailer(port, teller);
    tell(&mailer, "one@example.org", Language::En);
    until(|| !told.lock().unwrap().is_empty());
    assert_eq!(*told.lock().unwrap(), [Trouble::MailGivenUp("451".to_owned())]);
    assert_eq!(*heard.lock().unwrap(), Vec::<String>::new());
}

#[test]
fn a_mail_that_is_refused_for_good_is_given_up_at_once() {
    let (port, _) = relay(&["550 nobody of that name: one@example.org"]);
    let (teller, told) = troubles();
    tell(&mailer(port, teller), "one@example.org", Language::En);
    until(|| !told.lock().unwrap().is_empty());
    assert_eq!(*told.lock().unwrap(), [Trouble::MailGivenUp("550".to_owned())]);
}

#[test]
fn an_address_is_read_as_the_mail_program_reads_it() {
    let mailer = mailer(9, troubles().0);
    assert_eq!(mailer.address(" hanako@example.org ").as_deref(), Some("hanako@example.org"));
    for none in
        ["", "hanako", "hanako@", "a b@example.org", "a@example.org\r\nBcc: b@example.org", "a@b@c", "<a@b.org>"]
    {
        assert_eq!(mailer.address(none), None, "{none}");
    }
}

#[test]
fn a_relay_is_named_without_its_password_and_with_one_apart() {
    let named = |address: &str, password: Option<&str>| Relay::named(address, password.map(str::to_owned)).err();
    assert_eq!(named("smtps://relay.example", None), None);
    assert_eq!(named("smtp://anshin%40example.org@relay.example:2525", Some("made up")), None);
    assert_eq!(named("smtp://anshin@relay.example", None), Some(RelayError::NoPassword));
    assert_eq!(named("smtp://anshin:open@relay.example", None), Some(RelayError::PasswordInAddress));
    for none in
        ["relay.example", "http://relay.example", "smtp://", "smtp://relay.example/x", "smtp://relay.example?tls=none"]
    {
        assert_eq!(named(none, None), Some(RelayError::Address), "{none}");
    }
}

#[test]
fn a_relay_elsewhere_that_offers_no_tls_is_sent_nothing() {
    // Not the loopback address that is spoken to without TLS: by its other name it counts as elsewhere.
    let (port, heard) = relay(&[]);
    let host = "0.0.0.0";
    let relay = Relay::named(&format!("smtp://{host}:{port}"), None).unwrap();
    let (teller, told) = troubles();
    let (from, site) = ("anshin@example.org".to_owned(), "https://anshin.example".to_owned());
    let mailer = Mailer::start(Settings { relay, from, site, pauses: Some(Vec::new()), trouble: teller }).unwrap();
    tell(&mailer, "one@example.org", Language::En);
    until(|| !told.lock().unwrap().is_empty());
    assert_eq!((told.lock().unwrap().len(), heard.lock().unwrap().len()), (1, 0));
}
