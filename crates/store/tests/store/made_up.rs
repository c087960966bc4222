//! Made-up cases.

use casework::keeper::{Account, CaseWrite, Deeded, Entry, Keeper, Key, KeyKind, Opens, Version, Who, Write};
use casework::office::{Brought, Duty, Office};
use casework::{Case, CaseId, Moment, Part, PersonId, Role, Secret};
use store::Store;

/// A made-up patient, and words that stand nowhere else.
pub const NAME: &str = "Hanako Madeup 作田花子";

pub fn case(number: u8) -> Case {
    let person = serde_json::json!({
        "id": 1, "role": "patient", "name": NAME, "relation": null, "ground": null, "ground_paper": "", "joined": 0
    });
    let case = serde_json::json!({
        "id": CaseId([number; 16]), "begun_on": "2026-11-23", "begun_by": 1, "made_up": true, "people": [person]
    });
    serde_json::from_value(case).unwrap()
}

pub fn entry(case: CaseId, deed: Deeded) -> Entry {
    Entry {
        case: Some(case),
        at: Moment(1_795_000_000),
        who: Who::Person(PersonId(1)),
        deed,
        part: Some(Part::Opinion),
    }
}

pub fn begins(case: &Case) -> Write {
    let log = vec![entry(case.id, Deeded::Began)];
    Write { case: Some(CaseWrite::New(Box::new(case.clone()))), log, ..Write::default() }
}

pub fn changes(case: &Case, version: i64) -> Write {
    let log = vec![entry(case.id, Deeded::Changed)];
    Write { case: Some(CaseWrite::Changed(Box::new(case.clone()), Version(version))), log, ..Write::default() }
}

pub fn erases(case: &Case) -> Write {
    Write { erase: Some(case.id), log: vec![entry(case.id, Deeded::Erased)], ..Write::default() }
}

pub fn logs(case: &Case, deed: Deeded) -> Write {
    Write { log: vec![entry(case.id, deed)], ..Write::default() }
}

pub fn secret(letter: char) -> Secret {
    Secret::from_typed(&letter.to_string().repeat(25)).unwrap()
}

pub fn opens(case: &Case, kind: KeyKind) -> Key {
    Key { kind, opens: Opens::Case(case.id, PersonId(1)), until: Some(Moment(1_800_000_000)), used: None }
}

pub fn account(name: &str) -> Account {
    Account {
        name: name.to_owned(),
        passphrase: "$argon2id$made-up".to_owned(),
        one_time: Some(vec![1, 2, 3]),
        one_time_used: 0,
        role: Role::Desk,
        cases: vec![(CaseId([1; 16]), PersonId(2))],
        offices: vec!["made-up-desk".to_owned()],
        since: Moment(1_795_000_000),
        changes: 0,
        signed_out: None,
    }
}

/// A desk that one case was brought to.
pub fn office(id: &str) -> Office {
    let mut office = Office::new(id.to_owned(), Duty::Desk, "Madeup Hospital".to_owned(), Some("jp-0".to_owned()));
    let since = "2026-11-23".parse().unwrap();
    office.cases = vec![Brought { case: CaseId([1; 16]), person: PersonId(2), since, over: None }];
    office.last_slot = 1;
    office
}

/// What a program opens an office with.
pub fn token(office: &str) -> Key {
    Key {
        kind: KeyKind::Token,
        opens: Opens::Office(office.to_owned()),
        until: Some(Moment(1_800_000_000)),
        used: None,
    }
}

/// A store with one case, at version 1.
pub async fn begun(store: &Store) -> Case {
    let case = case(1);
    store.write(begins(&case)).await.unwrap();
    case
}
