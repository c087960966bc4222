//! Mail that says that there is something new, and nothing else.
//!
//! One thread sends; whoever tells it something never waits. What waits is kept in memory only: a notice that is lost when the program ends is no
//! loss, because everything stands in the case.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use casework::instrument;
use casework::notice::{Mail, Notice, Notices};
use language::Language;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::{Address, SmtpTransport, Transport as _};

use crate::relay::Relay;
use crate::{Teller, Trouble};

/// So many mails wait at most.
pub const MAILS: usize = 1_000;
/// So often a mail is tried.
pub const MAIL_TRIES: usize = 5;
/// So long is waited after each try but the last.
const PAUSES: [Duration; MAIL_TRIES - 1] = [
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
    Duration::from_secs(30 * 60),
    Duration::from_secs(2 * 60 * 60),
];
/// So long a relay may take to answer one line.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How mail is sent.
pub struct Settings {
    /// Through which relay.
    pub relay: Relay,
    /// From which address.
    pub from: String,
    /// The address of the site, as people type it.
    pub site: String,
    /// How long is waited after each try but the last; none for the usual pauses.
    pub pauses: Option<Vec<Duration>>,
    /// Who is told of trouble.
    pub trouble: Teller,
}

/// Carries notices by mail.
pub struct Mailer {
    queue: Sender<Letter>,
    waiting: Arc<AtomicUsize>,
    trouble: Teller,
}

/// A mail to be sent.
struct Letter {
    to: Address,
    language: Language,
    tried: usize,
    due: Instant,
}

impl Mailer {
    /// Starts the thread that sends. None when the address it is to come from is none, or there are no certificates to know the relay by.
    pub fn start(settings: Settings) -> Option<Mailer> {
        let from: Mailbox = settings.from.parse().ok()?;
        let transport = settings.relay.transport(from.email.domain(), TIMEOUT).ok()?;
        let (queue, letters) = channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let carrier = Carrier {
            from,
            transport,
            site: settings.site,
            pauses: settings.pauses.unwrap_or_else(|| PAUSES.to_vec()),
            waiting: Arc::clone(&waiting),
            trouble: Arc::clone(&settings.trouble),
        };
        thread::Builder::new().name("mail".to_owned()).spawn(move || carrier.work(&letters)).ok()?;
        Some(Mailer { queue, waiting, trouble: settings.trouble })
    }
}

impl Notices for Mailer {
    fn address(&self, written: &str) -> Option<String> {
        written.trim().parse::<Address>().ok().map(|address| address.to_string())
    }

    fn tell(&self, to: &Mail, notice: Notice) {
        let Notice::SomethingNew(language) = notice;
        let Ok(to) = to.address.parse() else { return };
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= MAILS {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            (self.trouble)(Trouble::TooManyMails);
            return;
        }
        let language = match language {
            instrument::Language::En => Language::English,
            instrument::Language::Ja => Language::Japanese,
        };
        // The thread ends only with this sender.
        let _ = self.queue.send(Letter { to, language, tried: 0, due: Instant::now() });
    }
}

/// The thread that sends.
struct Carrier {
    from: Mailbox,
    transport: SmtpTransport,
    site: String,
    pauses: Vec<Duration>,
    waiting: Arc<AtomicUsize>,
    trouble: Teller,
}

impl Carrier {
    /// Until nobody can tell anything any more. A mail that is put off holds up no other.
    fn work(&self, letters: &Receiver<Letter>) {
        let mut put_off: Vec<Letter> = Vec::new();
        loop {
            let next = put_off.iter().map(|letter| letter.due).min();
            let got = match next {
                Some(due) => letters.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => letters.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match got {
                Ok(letter) => put_off.extend(self.carry(letter)),
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    let now = Instant::now();
                    let due: Vec<Letter> = put_off.extract_if(.., |letter| letter.due <= now).collect();
                    put_off.extend(due.into_iter().filter_map(|letter| self.carry(letter)));
                }
            }
        }
    }

    /// Sends a mail; gives it back when it is to be tried again.
    fn carry(&self, letter: Letter) -> Option<Letter> {
        let why = match self.message(&letter) {
            Err(_) => "message".to_owned(),
            Ok(message) => match self.transport.send(&message) {
                Ok(_) => return self.done(),
                Err(error) => {
                    let pause = self.pauses.get(letter.tried);
                    if let Some(pause) = pause.filter(|_| !error.is_permanent()) {
                        return Some(Letter { tried: letter.tried + 1, due: Instant::now() + *pause, ..letter });
                    }
                    kind_of(&error)
                }
            },
        };
        (self.trouble)(Trouble::MailGivenUp(why));
        self.done()
    }

    fn done(&self) -> Option<Letter> {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        None
    }

    fn message(&self, letter: &Letter) -> Result<Message, lettre::error::Error> {
        let text = letter.language.text();
        let lines = [text.mail_new(), self.site.clone(), text.mail_nothing_here(), text.mail_off()];
        let by_program =
            HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, letter.to.clone()))
            .subject(text.mail_subject())
            .message_id(Some(self.message_id()))
            .raw_header(by_program)
            .header(ContentType::TEXT_PLAIN)
            .body(lines.join("\n\n") + "\n")
    }

    /// Of chance alone: it tells neither the machine's name nor how many were sent.
    fn message_id(&self) -> String {
        let mut drawn = [0; 16];
        // Two mails of one name are a nuisance and no harm.
        let _ = getrandom::fill(&mut drawn);
        let name: String = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("<{name}@{}>", self.from.email.domain())
    }
}

/// The relay's code, or what kind of error it was: its words may hold the address.
fn kind_of(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => code.to_string(),
        None if error.is_timeout() => "timeout".to_owned(),
        None if error.is_tls() => "tls".to_owned(),
        None => "connection".to_owned(),
    }
}
