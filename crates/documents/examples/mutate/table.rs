//! A table of somebody's own, as `anshin profile` reads it: the reader lives in the program, so the program is asked.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Asks the program; a panic of it (status 101) or an end by a signal is one here.
pub fn table(bytes: &[u8]) {
    let program = std::env::var("ANSHIN").unwrap_or_else(|_| "target/debug/anshin".to_owned());
    let asked = ["profile", "-", "--hospital", "hospital", "--cases", "cases", "--events", "deaths"];
    let started =
        Command::new(&program).args(asked).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = started else { give_up(&program) };
    if let Some(mut stdin) = child.stdin.take() {
        // It may refuse before it has read everything.
        let _ = stdin.write_all(bytes);
    }
    let code = child.wait().ok().and_then(|status| status.code());
    assert!(!matches!(code, None | Some(101)), "{program} ended with {code:?}");
}

fn give_up(program: &str) -> ! {
    eprintln!("{program} cannot be started; build it, or name it in ANSHIN");
    std::process::exit(2)
}
