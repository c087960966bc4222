//! Commands that are run to their end, and servers that are started and always ended.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome, While};

/// A command as it would be typed, run in a folder.
pub fn command(folder: &Path, line: &[&str]) -> Command {
    let (program, arguments) = line.split_first().unwrap_or((&"true", &[]));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs a command whose output the person sees; an exit other than zero is a failure.
pub fn run(folder: &Path, line: &[&str]) -> Outcome<()> {
    let status = command(folder, line).status().while_doing(&line.join(" "))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` ended with {status}", line.join(" ")))) }
}

/// Runs a command and gives what it printed; an exit other than zero is a failure with its last words.
pub fn read(command: &mut Command) -> Outcome<String> {
    let name = format!("{command:?}");
    let output = command.stdin(Stdio::null()).output().while_doing(&name)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let last: Vec<&str> = words.lines().rev().take(12).collect();
    let last: Vec<&str> = last.into_iter().rev().collect();
    Err(Failure::new(format!("{name} ended with {}:\n{}", output.status, last.join("\n"))))
}

/// Runs a command, shows each line it prints as it comes, and hands each to `hear` too; true when it ended well.
pub fn run_heard(command: &mut Command, mut hear: impl FnMut(&str)) -> Outcome<bool> {
    let name = format!("{command:?}");
    let mut child = command.stdout(Stdio::piped()).spawn().while_doing(&name)?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.while_doing(&name)?;
            println!("{line}");
            hear(&line);
        }
    }
    Ok(child.wait()?.success())
}

/// True when a program of this name stands in one of the folders of `PATH`.
pub fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// A server in a process group of its own, which ends when this value goes.
pub struct Server {
    name: String,
    child: Child,
    lines: Receiver<String>,
}

impl Server {
    /// Starts a server; what it prints is kept for [`Server::wait_for_line`], what it complains of goes to `log`.
    pub fn start(name: &str, command: &mut Command, log: &Path) -> Outcome<Server> {
        let complaints = std::fs::File::create(log).while_doing(&log.display().to_string())?;
        let mut child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(complaints)
            .spawn()
            .while_doing(&format!("start {name}"))?;
        let (sender, lines) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            // The pipe is read to its end, because a server that fills it would stand still.
            thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Ok(Server { name: name.to_owned(), child, lines })
    }

    /// The process id, which is the id of its group too.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The first line that `wanted` makes something of, or a failure after `patience`.
    pub fn wait_for_line<T>(&mut self, patience: Duration, wanted: impl Fn(&str) -> Option<T>) -> Outcome<T> {
        let until = Instant::now() + patience;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    if let Some(found) = wanted(&line) {
                        return Ok(found);
                    }
                }
                Err(_) => return Err(Failure::new(format!("{} did not say that it is ready", self.name))),
            }
        }
    }

    /// True while the process runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    fn signal(&self, signal: &str) {
        let line = format!("kill -s {signal} -- -{}", self.child.id());
        let _ = Command::new("sh").args(["-c", &line]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

impl Drop for Server {
    /// Asks the group to end, waits five seconds, and then ends it.
    fn drop(&mut self) {
        self.signal("TERM");
        let until = Instant::now() + Duration::from_secs(5);
        while self.is_running() && Instant::now() < until {
            thread::sleep(Duration::from_millis(20));
        }
        self.signal("KILL");
        let _ = self.child.wait();
    }
}

/// The address in a line such as `Anshin listens on http://127.0.0.1:41234`.
pub fn address_in(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://")?;
    let end =
        rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || ".:".contains(letter))).unwrap_or(rest.len());
    rest.get(..end).map(|host| format!("http://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_in_a_sentence() {
        assert_eq!(address_in("open http://127.0.0.1:8080/ now"), Some("http://127.0.0.1:8080".to_owned()));
        assert_eq!(address_in("no address here"), None);
    }

    #[test]
    fn a_command_that_ends_badly_is_a_failure_with_its_last_words() {
        let failure = read(Command::new("sh").args(["-c", "echo broken >&2; exit 3"])).unwrap_err();
        assert!(failure.to_string().contains("broken"), "{failure}");
    }

    #[test]
    fn a_server_ends_with_the_children_it_started_itself() {
        let folder = std::env::temp_dir();
        let log = folder.join(format!("xtask-server-{}.log", std::process::id()));
        let mut line = Command::new("sh");
        line.args(["-c", "sleep 600 & echo child $!; wait"]);
        let mut server = Server::start("sleeper", &mut line, &log).unwrap();
        let child = server
            .wait_for_line(Duration::from_secs(5), |line| line.strip_prefix("child ").map(str::to_owned))
            .unwrap();
        assert!(is_alive(&child));
        drop(server);
        std::fs::remove_file(log).unwrap();
        let until = Instant::now() + Duration::from_secs(5);
        while is_alive(&child) && Instant::now() < until {
            thread::sleep(Duration::from_millis(10));
        }
        assert!(!is_alive(&child));
    }

    /// A process that has ended but was not waited for yet (state Z) does not count as alive.
    fn is_alive(process: &str) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        status.split_whitespace().nth(2).is_some_and(|state| state != "Z")
    }
}
