//! Feeds each reader with changed seeds for so many seconds, the same ones every time, on any machine that builds the program.
//!
//! `cargo run -p documents --example mutate -- TARGET SECONDS [NUMBER]`, where TARGET is `bundle`, `disc`, `case-file` or `csv`. For `csv` the environment
//! names the built program (`ANSHIN=target/debug/anshin`), because only it reads tables of others. NUMBER begins another row of changes.
//! What makes a reader panic, or takes longer than ten seconds twice, is kept in a file and named. `fuzz/` holds the same targets for `cargo fuzz`.

mod readers;
mod table;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
/// The longest input.
const LONGEST: usize = 256 * 1024;
/// Nobody waits longer for an answer.
const SLOW: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (target, seconds, number) = match words.as_slice() {
        [target, seconds] => (*target, seconds.parse(), Ok(1)),
        [target, seconds, number] => (*target, seconds.parse(), number.parse()),
        _ => return usage(),
    };
    let (Ok(seconds), Ok(number)) = (seconds, number) else { return usage() };
    let reader: (fn(&[u8]), &str) = match target {
        "bundle" => (readers::bundle, "crates/documents/tests/documents/examples"),
        "disc" => (readers::disc, "crates/documents/tests/documents/discs"),
        "case-file" => (readers::case_file, "fuzz/seeds/case-file"),
        "csv" => (table::table, "fuzz/seeds/csv"),
        _ => return usage(),
    };
    run(target, reader, Duration::from_secs(seconds), Changes(number))
}

fn usage() -> ExitCode {
    eprintln!("usage: mutate bundle|disc|case-file|csv SECONDS [NUMBER]");
    ExitCode::from(2)
}

fn run(target: &str, (reader, folder): (fn(&[u8]), &str), whole: Duration, mut changes: Changes) -> ExitCode {
    let seeds = seeds(&Path::new(ROOT).join(folder));
    let (began, mut told, mut inputs) = (Instant::now(), 0, 0_u64);
    while began.elapsed() < whole {
        let input = changes.changed(&seeds);
        let before = Instant::now();
        let panicked = catch_unwind(|| reader(&input)).is_err();
        // On a busy machine anything can be slow once.
        if panicked || (before.elapsed() > SLOW && is_slow(reader, &input)) {
            let path = std::env::temp_dir().join(format!("mutate-{target}-{inputs}.bin"));
            let kept = fs::write(&path, &input);
            eprintln!("{target}: input {inputs} is a finding, kept in {} ({kept:?})", path.display());
            return ExitCode::FAILURE;
        }
        inputs += 1;
        if began.elapsed().as_secs() / 60 > told {
            told += 1;
            eprintln!("{target}: {told} min, {inputs} inputs");
        }
    }
    println!("{target}: {inputs} inputs from {} seeds in {} s, no panic", seeds.len(), whole.as_secs());
    ExitCode::SUCCESS
}

fn is_slow(reader: fn(&[u8]), input: &[u8]) -> bool {
    let before = Instant::now();
    reader(input);
    before.elapsed() > SLOW
}

/// The files of a folder and of the folders in it, in the order of their names.
fn seeds(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let inside = |path: &Path| if path.is_dir() { seeds(path) } else { fs::read(path).into_iter().collect() };
    paths.iter().flat_map(|path| inside(path)).filter(|seed| seed.len() <= LONGEST).collect()
}

/// Changes drawn one after another (xorshift64*, Vigna 2016); the same number gives the same row.
struct Changes(u64);

impl Changes {
    fn draw(&mut self, below: usize) -> usize {
        self.0 = if self.0 == 0 { 1 } else { self.0 };
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32;
        usize::try_from(drawn).unwrap_or(0) % below.max(1)
    }

    fn changed(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds.get(self.draw(seeds.len())).cloned().unwrap_or_default();
        for _ in 0..=self.draw(8) {
            self.change(&mut input, seeds);
        }
        input.truncate(LONGEST);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        const TELLING: [&[u8]; 14] = [
            b"\xff\xff\xff\xff",
            b"\0\0\0\0",
            b"\x7f\xff\xff\xff",
            b"\x1b$B",
            b"\\",
            b"^=^",
            b"\"",
            b"[[[[[[[[",
            b"{\"",
            b"null",
            b"-1",
            b"99999999999999999999",
            b"\xe3\x81",
            b"\r\n",
        ];
        let at = self.draw(input.len());
        let until = (at + self.draw(64)).min(input.len());
        match self.draw(8) {
            0 | 1 => {
                let bit = self.draw(8);
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            }
            2 => {
                let drawn = u8::try_from(self.draw(256)).unwrap_or(0);
                if let Some(byte) = input.get_mut(at) {
                    *byte = drawn;
                }
            }
            3 => drop(input.drain(at.min(until)..until)),
            4 => input.truncate(at),
            5 => {
                let word = TELLING.get(self.draw(TELLING.len())).copied().unwrap_or_default();
                let end = if self.draw(2) == 0 { at } else { (at + word.len()).min(input.len()) };
                input.splice(at..end, word.iter().copied());
            }
            6 => {
                let again: Vec<u8> = input.get(at..until).unwrap_or_default().repeat(1 + self.draw(20));
                input.splice(at..at, again);
            }
            _ => {
                let other = seeds.get(self.draw(seeds.len())).map(Vec::as_slice).unwrap_or_default();
                let from = self.draw(other.len());
                let to = (from + self.draw(512)).min(other.len());
                input.splice(at..until, other.get(from..to).unwrap_or_default().iter().copied());
            }
        }
    }
}
