//! A made-up case with nothing in it, and a desk of a made-up hospital.

use casework::Case;
use evidence::desk::{Desk, read};
use serde_json::{Value, json};

/// A case the patient has just begun, with what is given put into it.
pub fn case(parts: Value) -> Case {
    let mut whole = json!({
        "id": vec![0_u8; 16],
        "begun_on": "2026-11-23",
        "begun_by": 1,
        "people": [{
            "id": 1, "role": "patient", "name": "", "relation": null, "ground": null, "ground_paper": "", "joined": null
        }],
    });
    for (name, part) in parts.as_object().unwrap() {
        whole.as_object_mut().unwrap().insert(name.clone(), part.clone());
    }
    serde_json::from_value(whole).unwrap()
}

/// A desk of a made-up hospital, with the facts given; each gets the same source.
pub fn desk(facts: Value) -> Desk {
    let mut file = json!({
        "format": "anshin-desk", "version": 1, "id": "made-up", "made_up": true,
        "institution": { "id": "jp-00000", "name": { "en": "Example Hospital" } },
    });
    for (name, fact) in facts.as_object().unwrap() {
        let sourced = |value: &Value| json!({ "value": value, "source": { "title": "its page", "seen": "2026" } });
        let fact = fact.as_array().map_or_else(|| sourced(fact), |list| list.iter().map(sourced).collect());
        file.as_object_mut().unwrap().insert(name.clone(), fact);
    }
    read(&file.to_string()).unwrap()
}
