//! The papers as the web application gives them, to somebody who has opened a case with its code.

use std::fs;
use std::time::Duration;

use super::{Ground, ROUNDS, file, install, median};
use crate::failure::{Failure, Outcome, While};
use crate::process::{self, Server, address_in};

/// The made-up cases, by what `anshin demo` calls them, that have every paper between them.
const CASES: [&str; 2] = ["An application with an agreed date", "A second opinion that was given"];
/// A cookie jar, and which requests go with it.
const JAR: &str = "papers.jar";

/// One row a paper and language: the median and the worst of the rounds.
pub(super) fn run(ground: &Ground) -> Outcome<Vec<Vec<String>>> {
    install(&ground.root, if process::is_installed("curl") { &[] } else { &["curl"] })?;
    let database = file(ground, "papers.sqlite");
    for old in ["", "-wal", "-shm", ".key", ".lock"].map(|ending| format!("{database}{ending}")) {
        if fs::exists(&old)? {
            fs::remove_file(&old).while_doing(&old)?;
        }
    }
    let database = format!("sqlite:{database}");
    let demo = [&*ground.binary, "demo", "--database", &database, "--lang", "en"];
    let told = process::read(&mut process::command(&ground.root, &demo))?;
    let line = [&*ground.binary, "serve", "--listen", "127.0.0.1:0", "--database", &database];
    let mut serve = process::command(&ground.root, &line);
    let mut server = Server::start("anshin", &mut serve, &ground.folder.join("papers.log"))?;
    let address = server.wait_for_line(Duration::from_secs(30), address_in)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for case in CASES {
        let code = code(&told, case).ok_or_else(|| Failure::new(format!("`anshin demo` made no case `{case}`")))?;
        open(ground, &address, code)?;
        for path in papers_in(&asked(ground, &[&format!("{address}/case/papers")])?) {
            let name = path.trim_start_matches("/case/papers/").replace(".pdf?in=", ", ");
            let name = name.split('&').next().unwrap_or_default().to_owned();
            if rows.iter().all(|row| row.first() != Some(&name)) {
                rows.push(row(ground, name, &format!("{address}{path}"))?);
            }
        }
    }
    Ok(rows)
}

fn row(ground: &Ground, name: String, address: &str) -> Outcome<Vec<String>> {
    let made = file(ground, "served.pdf");
    let mut milliseconds = Vec::new();
    for round in 0..=ROUNDS {
        let said = asked(ground, &["-o", &made, "-w", "%{http_code} %{time_total}", address])?;
        let seconds: f64 = match said.split_once(' ') {
            Some(("200", seconds)) => seconds.trim().parse().while_doing("read how long curl waited")?,
            _ => return Err(Failure::new(format!("{address} answered {said}"))),
        };
        if round > 0 {
            milliseconds.push(seconds * 1000.0);
        }
    }
    let worst = milliseconds.iter().copied().fold(0.0, f64::max);
    let middle = median(milliseconds).map_or_else(String::new, |middle| format!("{middle:.0}"));
    Ok(vec![name, middle, format!("{worst:.0}"), "< 150".to_owned()])
}

/// Opens a case with its code; the jar holds the cookie then.
fn open(ground: &Ground, address: &str, code: &str) -> Outcome<()> {
    let jar = file(ground, JAR);
    if fs::exists(&jar)? {
        fs::remove_file(&jar).while_doing(&jar)?;
    }
    let page = format!("{address}/case/open");
    let shown = asked(ground, &[&page])?;
    let token =
        between(&shown, "name=\"csrf\" value=\"", "\"").ok_or_else(|| Failure::new("/case/open has no form"))?;
    let (token, code) = (format!("csrf={token}"), format!("code={code}"));
    let said = asked(ground, &["-w", "%{http_code}", "-o", "/dev/null", "-d", &token, "-d", &code, &page])?;
    if said == "303" { Ok(()) } else { Err(Failure::new(format!("the code opened no case: {said}"))) }
}

fn asked(ground: &Ground, line: &[&str]) -> Outcome<String> {
    let jar = file(ground, JAR);
    let mut whole = vec!["curl", "-s", "-b", &jar, "-c", &jar];
    whole.extend(line);
    process::read(&mut process::command(&ground.root, &whole))
}

/// The code that stands under a case's name.
fn code<'a>(told: &'a str, case: &str) -> Option<&'a str> {
    let mut lines = told.lines().skip_while(|line| !line.starts_with(case)).skip(1);
    lines.next().map(str::trim).filter(|code| code.len() == 29)
}

/// The addresses of the papers on a page.
fn papers_in(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links
        .filter(|link| link.contains(".pdf?in="))
        .map(|link| link.replace("&amp;", "&").replace("&#38;", "&"))
        .collect()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split(after).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_found_with_its_code_and_its_papers() {
        let told = "Open one:\n\nA second opinion that was given\n  T0KAN-467PA-MXB8W-J05SA-VR7ZA\n";
        assert_eq!(code(told, CASES[1]), Some("T0KAN-467PA-MXB8W-J05SA-VR7ZA"));
        assert_eq!(code(told, CASES[0]), None);
        let page = "<a href=\"/case/papers/letter.pdf?in=en&#38;application=1\">x</a><a href=\"/case\">y</a>";
        assert_eq!(papers_in(page), ["/case/papers/letter.pdf?in=en&application=1"]);
    }
}
