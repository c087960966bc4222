//! Uploads and the scanner, over a made-up clamd: quick, slow, gone, talking nonsense, finding something.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use casework::keeper::{CaseWrite, Write};
use casework::memory::MemoryKeeper;
use casework::records::Checked;
use casework::service::{Beginner, Caller};
use casework::{Act, AttachmentId, Casework, Chance, Keeper as _, Part, RecordId, Refusal};
use post::{Clamd, Doorbell, Found, Inspector, Pace, Patience, ScannerAddress, Teller, Trouble, Unscanned};

use crate::played::{HandClock, until};
use crate::played_scanner::{BAD, answer, played, question, saying, scanner};

const QUICK: Patience = Patience { call: Duration::from_secs(2), whole: Duration::from_secs(2) };

async fn asked(address: ScannerAddress, bytes: &[u8]) -> Result<Found, Unscanned> {
    Clamd::new(address, QUICK).scan(bytes).await
}

#[tokio::test]
async fn a_file_of_any_length_arrives_whole_and_is_answered() {
    for length in [0, 1, 65_535, 65_536, 65_537, 3_000_000] {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&heard);
        let address = played(move |mut stream| {
            *told.lock().unwrap() = question(&mut stream).unwrap();
            let _ = stream.write_all(b"stream: OK\0");
        });
        let bytes: Vec<u8> = (0..length).map(|number: u32| (number % 251) as u8).collect();
        assert_eq!(asked(address, &bytes).await, Ok(Found::Nothing), "{length}");
        assert!(*heard.lock().unwrap() == bytes, "{length}");
    }
}

#[tokio::test]
async fn what_is_found_is_named_and_a_socket_on_this_machine_is_asked_the_same_way() {
    assert_eq!(asked(scanner(), BAD).await, Ok(Found::Something("Made.Up-1".to_owned())));
    let path = std::env::temp_dir().join(format!("anshin-made-up-clamd-{}", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let listener = UnixListener::bind(&path).unwrap();
    thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        let bytes = question(&mut stream).unwrap();
        stream.write_all(answer(&bytes)).unwrap();
    });
    let found = asked(ScannerAddress::Unix(path.clone()), BAD).await;
    let _ = std::fs::remove_file(path);
    assert_eq!(found, Ok(Found::Something("Made.Up-1".to_owned())));
}

#[tokio::test]
async fn a_scanner_that_is_gone_slow_or_talks_nonsense_has_scanned_nothing() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let closed = asked(ScannerAddress::Tcp(closed), b"made up").await;
    assert!(matches!(closed, Err(Unscanned::Unreachable(_))), "{closed:?}");
    let hung_up = asked(played(drop), &[0; 1_000_000]).await;
    assert!(matches!(hung_up, Err(Unscanned::BrokeOff(_) | Unscanned::Strange(_))), "{hung_up:?}");
    let slow = played(|stream| {
        thread::sleep(Duration::from_secs(5));
        drop(stream);
    });
    assert_eq!(asked(slow, b"made up").await, Err(Unscanned::Slow));
    for nonsense in [&b""[..], b"stream: OK", b"\0", b"HTTP/1.1 200 OK\r\n\r\n", &[0xff; 4_000]] {
        let answer = asked(saying(nonsense), b"made up").await;
        assert!(matches!(answer, Err(Unscanned::Strange(_))), "{nonsense:?}: {answer:?}");
    }
}

#[tokio::test]
async fn that_all_is_well_is_not_believed_of_what_was_not_heard_whole() {
    let early = played(|mut stream| {
        let mut some = [0; 100];
        let _ = stream.read_exact(&mut some);
        let _ = stream.write_all(b"stream: OK\0");
        let _ = stream.shutdown(std::net::Shutdown::Both);
    });
    let answer = asked(early, &vec![0; 40_000_000]).await;
    assert!(matches!(answer, Err(Unscanned::BrokeOff(_))), "{answer:?}");
    let full = played(|mut stream| {
        let mut some = [0; 100];
        let _ = stream.read_exact(&mut some);
        let _ = stream.write_all(b"INSTREAM size limit exceeded. ERROR\0");
        // It hears the rest and keeps nothing, as clamd does for a moment before it closes.
        let _ = std::io::copy(&mut stream, &mut std::io::sink());
    });
    let answer = asked(full, &vec![0; 1_000_000]).await;
    assert!(matches!(answer, Err(Unscanned::TooLarge | Unscanned::Slow)), "{answer:?}");
}

/// Numbers that do not come twice.
#[derive(Default)]
struct Drawn(AtomicU64);

impl Chance for Drawn {
    fn fill(&self, room: &mut [u8]) {
        for byte in room {
            let drawn = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            *byte = (drawn >> 32) as u8 ^ (drawn >> 17) as u8;
        }
    }
}

/// A casework with a scanner, its worker, and what whoever runs the machine was told.
struct Watched {
    casework: Casework,
    keeper: Arc<MemoryKeeper>,
    told: Arc<Mutex<Vec<Trouble>>>,
}

impl Watched {
    fn by(address: ScannerAddress) -> Watched {
        let watched = Watched::without_worker();
        watched.1.start(watched.0, address)
    }

    fn without_worker() -> (Arc<Doorbell>, Watched) {
        let bell = Arc::new(Doorbell::default());
        let keeper = Arc::new(MemoryKeeper::new());
        let casework = Casework::new(keeper.clone(), Arc::new(HandClock::at_noon()), Arc::new(Drawn::default()));
        let casework = casework.with_scanner(Arc::clone(&bell) as Arc<dyn casework::notice::Bell>);
        (bell, Watched { casework, keeper, told: Arc::default() })
    }

    fn start(self, bell: Arc<Doorbell>, address: ScannerAddress) -> Watched {
        self.start_at(Pace { rest: Duration::from_millis(50), seldom: Duration::from_secs(3600) }, bell, address)
    }

    fn start_at(self, pace: Pace, bell: Arc<Doorbell>, address: ScannerAddress) -> Watched {
        let told = Arc::clone(&self.told);
        let teller: Teller = Arc::new(move |trouble| told.lock().unwrap().push(trouble));
        let inspector = Inspector::new(self.casework.clone(), Clamd::new(address, QUICK), bell, pace, teller);
        tokio::spawn(inspector.work());
        self
    }

    async fn upload(&self, bytes: &[u8]) -> Caller {
        let begun = self.casework.begin(Beginner::Patient, true).await.unwrap().caller;
        let version = self.casework.overview(begun).await.unwrap().version;
        let added = Act::AddRecord { words: "made up".to_owned(), loan: false };
        let version = self.casework.act(begun, version, added).await.unwrap().version;
        let (name, kind) = ("made-up.pdf".to_owned(), "application/pdf".to_owned());
        self.casework.upload(begun, version, RecordId(1), name, kind, bytes.to_vec()).await.unwrap();
        begun
    }

    async fn checked(&self, caller: Caller) -> Checked {
        let case = self.keeper.case(caller.case).await.unwrap().unwrap().case;
        case.attachments.first().unwrap().checked
    }

    async fn becomes(&self, caller: Caller, checked: Checked) -> bool {
        for _ in 0..400 {
            if self.checked(caller).await == checked {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        false
    }
}

#[tokio::test]
async fn an_upload_waits_shut_and_opens_once_the_scanner_has_passed_it() {
    let (bell, watched) = Watched::without_worker();
    let caller = watched.upload(b"%PDF-1.7 made up").await;
    assert_eq!(watched.checked(caller).await, Checked::Quarantined);
    let shut = watched.casework.attachment(caller, AttachmentId(1)).await;
    assert_eq!(shut.unwrap_err(), Refusal::NotFound);
    let watched = watched.start(bell, scanner());
    assert!(watched.becomes(caller, Checked::Clean).await);
    assert_eq!(watched.casework.attachment(caller, AttachmentId(1)).await.unwrap().1, b"%PDF-1.7 made up");
    assert!(watched.casework.waiting_uploads().is_empty() && watched.told.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_the_scanner_finds_something_in_stays_shut_and_the_operator_learns_its_name() {
    let watched = Watched::by(scanner());
    let (bad, good) = (watched.upload(BAD).await, watched.upload(b"%PDF-1.7 made up").await);
    assert!(watched.becomes(bad, Checked::Refused).await && watched.becomes(good, Checked::Clean).await);
    assert_eq!(watched.casework.attachment(bad, AttachmentId(1)).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(*watched.told.lock().unwrap(), [Trouble::ScannerFound("Made.Up-1".to_owned())]);
    let seen = watched.casework.view(bad, Part::Records).await.unwrap().case;
    assert_eq!(seen.attachments.first().unwrap().checked, Checked::Refused);
}

#[tokio::test]
async fn while_the_scanner_is_away_uploads_wait_and_are_scanned_when_it_is_back() {
    let away = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let watched = Watched::by(ScannerAddress::Tcp(away.to_string()));
    let (one, other) = (watched.upload(b"%PDF-1.7 one").await, watched.upload(b"%PDF-1.7 other").await);
    let told = Arc::clone(&watched.told);
    tokio::task::spawn_blocking(move || until(|| !told.lock().unwrap().is_empty())).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(
        (watched.checked(one).await, watched.checked(other).await),
        (Checked::Quarantined, Checked::Quarantined)
    );
    assert_eq!(watched.told.lock().unwrap().len(), 1, "said once, and not every time: {:?}", watched.told);
    let listener = TcpListener::bind(away).unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            if question(&mut stream).is_some() {
                let _ = stream.write_all(b"stream: OK\0");
            }
        }
    });
    assert!(watched.becomes(one, Checked::Clean).await && watched.becomes(other, Checked::Clean).await);
}

#[tokio::test]
async fn what_waited_when_the_program_ended_is_found_again_at_its_next_start() {
    let (_, before) = Watched::without_worker();
    let caller = before.upload(b"%PDF-1.7 made up").await;
    let bell = Arc::new(Doorbell::default());
    let casework = Casework::new(before.keeper.clone(), Arc::new(HandClock::at_noon()), Arc::new(Drawn::default()));
    let casework = casework.with_scanner(Arc::clone(&bell) as Arc<dyn casework::notice::Bell>);
    assert!(casework.waiting_uploads().is_empty());
    let after = Watched { casework, keeper: before.keeper.clone(), told: Arc::default() }.start(bell, scanner());
    assert!(after.becomes(caller, Checked::Clean).await);
}

#[tokio::test]
async fn a_file_that_the_scanner_cannot_take_holds_up_no_other() {
    let watched = Watched::by(played(|mut stream| {
        if let Some(bytes) = question(&mut stream) {
            let large = bytes.starts_with(b"%PDF-1.7 large");
            let _ = stream.write_all(if large { b"INSTREAM size limit exceeded. ERROR\0" } else { answer(&bytes) });
        }
    }));
    let mut others = Vec::new();
    let large = watched.upload(b"%PDF-1.7 large").await;
    for _ in 0..4 {
        others.push(watched.upload(b"%PDF-1.7 made up").await);
    }
    for other in others {
        assert!(watched.becomes(other, Checked::Clean).await);
    }
    assert_eq!(watched.checked(large).await, Checked::Quarantined);
    assert!(watched.told.lock().unwrap().contains(&Trouble::NotScanned(Unscanned::TooLarge)));
}

#[tokio::test]
async fn a_case_that_was_erased_meanwhile_is_no_trouble() {
    let (bell, watched) = Watched::without_worker();
    let (gone, there) = (watched.upload(b"%PDF-1.7 gone").await, watched.upload(b"%PDF-1.7 there").await);
    watched.casework.erase(gone).await.unwrap();
    let watched = watched.start(bell, scanner());
    assert!(watched.becomes(there, Checked::Clean).await);
    assert!(watched.casework.waiting_uploads().is_empty() && watched.told.lock().unwrap().is_empty());
}

/// A scanner that goes away over what begins so, answers the rest, and counts how often it was sent what it goes away over.
fn goes_away_over(words: &'static [u8], answers: &'static [u8]) -> (ScannerAddress, Arc<AtomicU64>) {
    let sent = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&sent);
    let address = played(move |mut stream| {
        if let Some(bytes) = question(&mut stream) {
            let over = bytes.starts_with(words);
            counted.fetch_add(u64::from(over), Ordering::Relaxed);
            let _ = stream.write_all(if over { answers } else { answer(&bytes) });
        }
    });
    (address, sent)
}

#[tokio::test]
async fn a_file_over_which_the_scanner_goes_away_holds_up_no_other() {
    // Closed in the middle of the file, wherever among the others it stands.
    for bad in 0..4 {
        let (bell, watched) = Watched::without_worker();
        let mut callers = Vec::new();
        for _ in 0..4 {
            callers.push(watched.upload(b"%PDF-1.7 made up").await);
        }
        callers.sort_by_key(|caller| caller.case);
        let kept = watched.keeper.case(callers[bad].case).await.unwrap().unwrap();
        let (version, name, kind) = (kept.version, "made-up.pdf".to_owned(), "application/pdf".to_owned());
        let large = vec![b'x'; 3_000_000];
        watched.casework.upload(callers[bad], version, RecordId(1), name, kind, large).await.unwrap();
        let watched = watched.start(
            bell,
            played(|mut stream| {
                let mut head = [0; 15];
                if stream.read_exact(&mut head).is_err() || head.ends_with(b"x") {
                    return;
                }
                if let Some(bytes) = question(&mut head.as_slice().chain(&stream)) {
                    let _ = stream.write_all(answer(&bytes));
                }
            }),
        );
        for caller in &callers {
            assert!(watched.becomes(*caller, Checked::Clean).await, "{bad}");
        }
        assert_eq!(watched.casework.waiting_uploads(), [(callers[bad].case, AttachmentId(2))]);
    }
}

#[tokio::test]
async fn a_scanner_that_takes_no_call_in_time_cannot_be_reached() {
    let patience = Patience { call: Duration::ZERO, whole: Duration::from_secs(2) };
    // An address kept for documents (RFC 5737): nobody answers there.
    let nowhere = Clamd::new(ScannerAddress::Tcp("192.0.2.1:3310".to_owned()), patience);
    let answer = nowhere.scan(b"made up").await;
    assert!(matches!(answer, Err(Unscanned::Unreachable(_))), "{answer:?}");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_told_once_and_not_sent_again_each_round() {
    let (bell, watched) = Watched::without_worker();
    let (address, sent) = goes_away_over(b"%PDF-1.7 large", b"INSTREAM size limit exceeded. ERROR\0");
    let large = watched.upload(b"%PDF-1.7 large").await;
    let watched = watched.start(bell, address);
    for _ in 0..4 {
        let other = watched.upload(b"%PDF-1.7 made up").await;
        assert!(watched.becomes(other, Checked::Clean).await);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!((sent.load(Ordering::Relaxed), watched.checked(large).await), (1, Checked::Quarantined));
    assert_eq!(*watched.told.lock().unwrap(), [Trouble::NotScanned(Unscanned::TooLarge)]);
}

#[tokio::test]
async fn a_file_that_was_put_off_is_tried_again_and_told_once() {
    let (bell, watched) = Watched::without_worker();
    let (address, sent) = goes_away_over(b"%PDF-1.7 odd", b"stream: made up ERROR\0");
    watched.upload(b"%PDF-1.7 odd").await;
    let pace = Pace { rest: Duration::from_millis(10), seldom: Duration::from_millis(80) };
    let watched = watched.start_at(pace, bell, address);
    tokio::task::spawn_blocking(move || until(|| sent.load(Ordering::Relaxed) > 5)).await.unwrap();
    assert_eq!(watched.told.lock().unwrap().len(), 1, "{:?}", watched.told);
}

#[tokio::test]
async fn an_upload_that_nobody_named_to_the_scanner_is_found_in_the_end() {
    let (bell, watched) = Watched::without_worker();
    let pace = Pace { rest: Duration::from_millis(10), seldom: Duration::from_millis(50) };
    let watched = watched.start_at(pace, bell, scanner());
    let first = watched.upload(b"%PDF-1.7 made up").await;
    assert!(watched.becomes(first, Checked::Clean).await);
    // As when the request ended while the upload was being kept: it is there, and was never put among what waits.
    let kept = watched.keeper.case(first.case).await.unwrap().unwrap();
    let mut case = kept.case;
    case.attachments[0].checked = Checked::Quarantined;
    let log = watched.keeper.log(first.case).await.unwrap();
    let case = Some(CaseWrite::Changed(Box::new(case), kept.version));
    watched.keeper.write(Write { case, log, ..Write::default() }).await.unwrap();
    assert!(watched.becomes(first, Checked::Clean).await);
}
