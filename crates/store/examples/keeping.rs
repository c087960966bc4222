//! Many clients that each change a case of their own as fast as they are answered: for `cargo xtask bench store`, and for the test that
//! takes the power away.
//!
//!     keeping run ADDRESS CLIENTS SECONDS GROUP     prints how many writes were acknowledged, and the times of one
//!     keeping say ADDRESS                           prints each version of one case as soon as it is acknowledged, until it is ended

use std::error::Error;
use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use casework::keeper::{CaseWrite, Deeded, Entry, Keeper, Version, Who, Write};
use casework::{Case, CaseId, Moment, Part, PersonId};
use store::{Limits, MasterKey, Store};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["run", address, clients, seconds, group] => {
            run(address, clients.parse()?, seconds.parse()?, group.parse()?).await
        }
        ["say", address] => say(address).await,
        _ => Err("run ADDRESS CLIENTS SECONDS GROUP, or say ADDRESS".into()),
    }
}

async fn open(address: &str, group: usize) -> Outcome<Arc<Store>> {
    let master = MasterKey::from_text(&"07".repeat(32))?;
    let limits = Limits { group, ..Limits::default() };
    Ok(Arc::new(store::open_limited(address, &master, limits, true).await?))
}

async fn run(address: &str, clients: usize, seconds: u64, group: usize) -> Outcome<()> {
    let store = open(address, group).await?;
    let mut cases = Vec::new();
    for _ in 0..clients {
        cases.push(begin(&store).await?);
    }
    let (start, until) = (Instant::now(), Duration::from_secs(seconds));
    let mut tasks = Vec::new();
    for mut case in cases {
        let store = Arc::clone(&store);
        tasks.push(tokio::spawn(async move {
            let mut times = Vec::new();
            let mut version = 1;
            while start.elapsed() < until {
                let asked = Instant::now();
                version = change(&store, &mut case, version).await?;
                times.push(asked.elapsed().as_secs_f64() * 1000.0);
            }
            Ok::<_, Box<dyn Error + Send + Sync>>(times)
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let took = start.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1))).copied();
    let answer = serde_json::json!({
        "writes": times.len(), "groups": store.groups(), "seconds": took, "p50_ms": at(0.5), "p99_ms": at(0.99),
    });
    println!("{answer}");
    if let Some(store) = Arc::into_inner(store) {
        store.close().await;
    }
    Ok(())
}

async fn say(address: &str) -> Outcome<()> {
    let store = open(address, Limits::default().group).await?;
    let mut case = begin(&store).await?;
    let mut version = 1;
    loop {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{} {version}", case.id)?;
        out.flush()?;
        drop(out);
        version = change(&store, &mut case, version).await?;
    }
}

async fn begin(store: &Store) -> Outcome<Case> {
    let mut id = [0; 16];
    getrandom::fill(&mut id)?;
    let person = serde_json::json!({
        "id": 1, "role": "patient", "name": "", "relation": null, "ground": null, "ground_paper": "", "joined": 0
    });
    let case =
        serde_json::json!({ "id": id, "begun_on": "2026-11-23", "begun_by": 1, "made_up": true, "people": [person] });
    let mut case: Case = serde_json::from_value(case)?;
    // About as much as a patient and a family write in one evening.
    case.opinion.unclear =
        (0..60).map(|number| format!("Question {number}: made up, about as long as one is. ")).collect();
    let log = vec![entry(case.id, Deeded::Began)];
    store.write(Write { case: Some(CaseWrite::New(Box::new(case.clone()))), log, ..Write::default() }).await?;
    Ok(case)
}

async fn change(store: &Store, case: &mut Case, version: i64) -> Outcome<i64> {
    case.opinion.condition_words = format!("made up {version}");
    let log = vec![entry(case.id, Deeded::Changed)];
    let case = Some(CaseWrite::Changed(Box::new(case.clone()), Version(version)));
    store.write(Write { case, log, ..Write::default() }).await?;
    Ok(version + 1)
}

fn entry(case: CaseId, deed: Deeded) -> Entry {
    Entry {
        case: Some(case),
        at: Moment(1_795_000_000),
        who: Who::Person(PersonId(1)),
        deed,
        part: Some(Part::Opinion),
    }
}
