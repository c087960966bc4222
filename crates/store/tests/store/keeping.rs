//! What was acknowledged survives whatever happens next.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use casework::CaseId;
use casework::keeper::Keeper;

use crate::ground::{Ground, block};

/// The example `keeping`, which `cargo test` builds beside this program.
fn example() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let found = here.ancestors().nth(2).unwrap().join("examples/keeping");
    assert!(found.exists(), "run `cargo test -p store`, which builds {}", found.display());
    found
}

/// Ends a writing program without warning, again and again, and looks for the last thing it was told.
fn killed_writers_lose_nothing(ground: &Ground) {
    for round in 0..3 {
        let mut child = Command::new(example()).args(["say", &ground.address]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut last = String::new();
        for _ in 0..20 + 7 * round {
            last = lines.next().unwrap().unwrap();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had said and nobody had read yet was acknowledged too.
        last = lines.map_while(Result::ok).last().unwrap_or(last);
        let (id, version) = last.split_once(' ').unwrap();
        let (id, version): (CaseId, i64) = (id.parse().unwrap(), version.parse().unwrap());
        block(async {
            let store = ground.open().await;
            let kept = store.case(id).await.unwrap().unwrap();
            assert!(kept.version.0 >= version, "acknowledged {version}, kept {:?}", kept.version);
            assert!(store.verify().await.unwrap().is_ok());
            assert_eq!(store.log(id).await.unwrap().len() as i64, kept.version.0, "each version has its line");
            store.close().await;
        });
    }
}

#[test]
fn what_was_acknowledged_before_a_kill_is_there_after_it_on_sqlite() {
    killed_writers_lose_nothing(&Ground::sqlite());
}

#[test]
fn what_was_acknowledged_before_a_kill_is_there_after_it_on_postgres() {
    if let Some(ground) = Ground::postgres("what was acknowledged before a kill is there after it") {
        killed_writers_lose_nothing(&ground);
    }
}

#[test]
fn the_disk_is_asked_to_sync_before_each_answer() {
    let told = "\nskipped: the disk is asked to sync before each answer (strace is not installed or may not trace)\n";
    let ground = Ground::sqlite();
    let trace = ground.folder.path().join("trace");
    let mut line = Command::new("timeout");
    line.args(["-s", "KILL", "3", "strace", "-f", "-e", "trace=fsync,fdatasync,write", "-o"]).arg(&trace);
    let run = line.arg(example()).args(["say", &ground.address]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let text = std::fs::read_to_string(&trace).unwrap_or_default();
    if run.is_err() || !text.contains("write(1, ") {
        use std::io::Write as _;
        std::io::stdout().lock().write_all(told.as_bytes()).unwrap();
        return;
    }
    let mut synced = false;
    let mut answers = 0;
    for line in text.lines() {
        if line.contains("sync(") || line.contains("sync resumed") {
            synced = true;
        } else if line.contains("write(1, ") {
            assert!(synced, "an answer without a sync since the last one: {line}");
            synced = false;
            answers += 1;
        }
    }
    assert!(answers > 3, "{answers} answers");
}

#[test]
fn a_file_that_may_not_be_written_is_refused_in_words() {
    use std::os::unix::fs::PermissionsExt;
    let ground = Ground::sqlite();
    block(async { ground.open().await.close().await });
    // Root may write whatever the permissions say, so another user tries.
    let copy = ground.folder.path().join("keeping");
    std::fs::copy(example(), &copy).unwrap();
    let modes = [(ground.file(), 0o444), (ground.folder.path().to_owned(), 0o555), (copy.clone(), 0o555)];
    for (path, mode) in modes {
        std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    }
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut line = if is_root { Command::new("setpriv") } else { Command::new(&copy) };
    if is_root {
        line.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]).arg(&copy);
    }
    let output = line.args(["say", &ground.address]).current_dir("/").output().unwrap();
    std::fs::set_permissions(ground.folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && words.contains("ReadOnly"), "{words}");
}
