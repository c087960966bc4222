//! Anshin's comparison beside the same comparison by its peers, in alternating rounds.

use serde_json::Value;

use super::agreement;
use super::peers::{Peer, Workshop};
use super::postgis::{self, PostGis};
use super::wrk::{self, Round};
use super::{Ground, http, median, table};
use crate::failure::{Failure, Outcome, While};
use crate::process::{self, Server};
use crate::test::ground::install;

const ROUNDS: usize = 3;
const SECONDS: u32 = 5;

/// `condition=stomach-cancer&near=山形市`
const ASKED: &str = "/api/v1/compare?condition=stomach-cancer&near=%E5%B1%B1%E5%BD%A2%E5%B8%82";

/// Starts what can be started, lets the rounds alternate, and prints the table with the targets.
pub fn run(ground: &Ground) -> Outcome<()> {
    if !process::is_installed("wrk") {
        install(&ground.root, &["wrk"])?;
    }
    let (server, address) = ground.serve()?;
    let address = format!("{address}{ASKED}");
    let answer = http::get(&address)?;
    let question = Question::of_answer(&answer.body)?;
    // The peers answer only with institutions that publish a figure; Anshin would add those that do not.
    let address = format!("{address}&limit={}", with_figures(&read_answer(&answer.body)?));
    let mut runners = vec![Runner::web("Anshin", None, server, address)?];
    match Workshop::prepare(ground) {
        Ok(workshop) => start_peers(ground, &workshop, &question, &mut runners),
        Err(failure) => println!("the peers are missing: {failure}"),
    }
    let answers: Vec<(&str, &Value)> = runners.iter().map(|runner| (runner.name, &runner.answer)).collect();
    for line in agreement::lines(&answers) {
        println!("{line}");
    }
    for runner in &mut runners {
        // The first second warms caches and is not counted.
        runner.load(ground, &question, 1)?;
    }
    for round in 1..=ROUNDS {
        for runner in &mut runners {
            let measured = runner.load(ground, &question, SECONDS)?;
            println!(
                "round {round}  {:<10} {:>9.0} requests/s  p99 {:.2} ms",
                runner.name, measured.requests_a_second, measured.p99_ms
            );
            runner.rounds.push(measured);
        }
    }
    print_table(&runners);
    Ok(())
}

fn start_peers(ground: &Ground, workshop: &Workshop, question: &Question, runners: &mut Vec<Runner>) {
    let python = workshop.install_python(ground);
    let node = workshop.install_node();
    for peer in Peer::ALL {
        let installed = if peer == Peer::Express { node.clone() } else { python.clone() };
        let started = installed
            .and_then(|()| peer.start(ground, workshop, &question.path()))
            .and_then(|(server, address)| Runner::web(peer.name(), Some(peer.target()), server, address));
        match started {
            Ok(runner) => runners.push(runner),
            Err(failure) => println!("{} is missing: {failure}", peer.name()),
        }
    }
    let database =
        python.and_then(|()| PostGis::start(ground, workshop)).and_then(|base| Runner::postgis(base, question));
    match database {
        Ok(runner) => runners.push(runner),
        Err(failure) => println!("PostGIS is missing: {failure}"),
    }
}

/// What is asked, as the peers are asked it: the place already found, the reach already decided.
pub struct Question {
    condition: String,
    latitude: f64,
    longitude: f64,
    within_km: f64,
}

impl Question {
    /// Reads the question back from Anshin's own answer.
    fn of_answer(answer: &str) -> Outcome<Question> {
        let answer: Value = serde_json::from_str(answer).while_doing("Anshin's answer")?;
        let number = |path: &str| answer.pointer(path).and_then(Value::as_f64);
        let condition = answer.pointer("/condition/id").and_then(Value::as_str);
        match (condition, number("/place/latitude"), number("/place/longitude")) {
            (Some(condition), Some(latitude), Some(longitude)) => Ok(Question {
                condition: condition.to_owned(),
                latitude,
                longitude,
                within_km: number("/widened_to_km").unwrap_or(50.0),
            }),
            _ => Err(Failure::new("Anshin's answer names no condition or no place")),
        }
    }

    /// The values by the names that all peers use.
    pub fn named_values(&self) -> [(&'static str, String); 4] {
        [
            ("condition", self.condition.clone()),
            ("latitude", self.latitude.to_string()),
            ("longitude", self.longitude.to_string()),
            ("within_km", self.within_km.to_string()),
        ]
    }

    fn path(&self) -> String {
        let pairs = self.named_values().map(|(name, value)| format!("{name}={value}"));
        format!("/compare?{}", pairs.join("&"))
    }
}

/// Reads an answer, in Anshin's form or in the peers'; one without an institution would be a fast answer to nothing.
pub fn read_answer(text: &str) -> Outcome<Value> {
    let answer: Value = serde_json::from_str(text).while_doing("an answer")?;
    match institutions_in(&answer) {
        0 => Err(Failure::new("the answer holds no institution; there is nothing to measure")),
        _ => Ok(answer),
    }
}

/// How many institutions an answer holds.
pub fn institutions_in(answer: &Value) -> usize {
    rows_in(answer).len()
}

/// How many institutions of an answer have a published figure of how many were treated.
fn with_figures(answer: &Value) -> usize {
    rows_in(answer).iter().filter(|row| row.get("experience").is_some_and(|experience| !experience.is_null())).count()
}

/// The institutions of an answer.
pub fn rows_in(answer: &Value) -> &[Value] {
    answer.as_array().or_else(|| answer.get("institutions")?.as_array()).map_or(&[], Vec::as_slice)
}

/// One program in the run. The server or database it holds ends with it.
struct Runner {
    name: &'static str,
    target: Option<f64>,
    answer: Value,
    door: Door,
    rounds: Vec<Round>,
}

/// How a program is asked.
enum Door {
    Web { _server: Server, address: String },
    Database(PostGis),
}

impl Runner {
    fn web(name: &'static str, target: Option<f64>, server: Server, address: String) -> Outcome<Runner> {
        let answer = http::get(&address)?;
        if answer.status != 200 {
            return Err(Failure::new(format!("{name} answers {} to {address}", answer.status)));
        }
        let answer = read_answer(&answer.body).while_doing(name)?;
        Ok(Runner { name, target, answer, door: Door::Web { _server: server, address }, rounds: Vec::new() })
    }

    fn postgis(base: PostGis, question: &Question) -> Outcome<Runner> {
        let answer = read_answer(&base.answer(question)?).while_doing("PostGIS")?;
        let target = Some(postgis::TARGET);
        Ok(Runner { name: "PostGIS", target, answer, door: Door::Database(base), rounds: Vec::new() })
    }

    fn load(&self, ground: &Ground, question: &Question, seconds: u32) -> Outcome<Round> {
        let measured = match &self.door {
            Door::Web { address, .. } => wrk::load(&ground.folder, address, seconds),
            Door::Database(base) => base.load(question, seconds),
        };
        measured.while_doing(self.name)
    }

    fn middle(&self, of: impl Fn(&Round) -> f64) -> f64 {
        median(self.rounds.iter().map(of).collect()).unwrap_or(f64::NAN)
    }
}

fn print_table(runners: &[Runner]) {
    let Some(own) = runners.first() else { return };
    let own_speed = own.middle(|round| round.requests_a_second);
    let mut rows = Vec::new();
    for runner in runners {
        let speed = runner.middle(|round| round.requests_a_second);
        let ratio = own_speed / speed;
        let (times, target) = match runner.target {
            Some(target) => (format!("{ratio:.1}x"), format!(">= {target}x {}", verdict(ratio >= target))),
            None => ("-".to_owned(), "-".to_owned()),
        };
        rows.push(vec![
            runner.name.to_owned(),
            institutions_in(&runner.answer).to_string(),
            format!("{speed:.0}"),
            format!("{:.2}", runner.middle(|round| round.p50_ms)),
            format!("{:.2}", runner.middle(|round| round.p99_ms)),
            times,
            target,
        ]);
    }
    println!(
        "\nThe comparison \"stomach cancer near 山形市\", {ROUNDS} alternating rounds of {SECONDS} s, 16 connections, medians"
    );
    table::print(&["program", "institutions", "requests/s", "p50 ms", "p99 ms", "Anshin is", "target"], &rows);
    if let Some(fastapi) = runners.iter().find(|runner| runner.name == Peer::FastApi.name()) {
        let share = own.middle(|round| round.p99_ms) / fastapi.middle(|round| round.p99_ms);
        println!("p99 of Anshin / p99 of FastAPI: {share:.2}, target <= 0.20 {}", verdict(share <= 0.2));
    }
}

fn verdict(reached: bool) -> &'static str {
    if reached { "(reached)" } else { "(not reached)" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peers_are_asked_what_anshin_answered() {
        let answer = r#"{"condition": {"id": "stomach-cancer"}, "place": {"latitude": 38.25, "longitude": 140.5},
            "widened_to_km": 100, "institutions": [{}]}"#;
        let path = Question::of_answer(answer).unwrap().path();
        assert_eq!(path, "/compare?condition=stomach-cancer&latitude=38.25&longitude=140.5&within_km=100");
    }

    #[test]
    fn an_answer_that_names_no_place_is_refused() {
        assert!(Question::of_answer(r#"{"condition": {"id": "stomach-cancer"}}"#).is_err());
    }

    #[test]
    fn institutions_are_counted_in_both_forms() {
        let count = |text: &str| read_answer(text).map(|answer| institutions_in(&answer));
        assert_eq!(count(r#"{"institutions": [1, 2]}"#), Ok(2));
        assert_eq!(count("[1, 2, 3]"), Ok(3));
        assert!(count("[]").is_err());
    }
}
