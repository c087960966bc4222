//! What a letter needs beside the made-up case. Nobody in it exists; the numbers are no institution's.

use std::path::Path;

use casework::case::Case;
use casework::id::AttachmentId;
use documents::fhir::ereferral::{
    Enclosed, Gender, Given, GivenInstitution, GivenPatient, Issued, NotIssued, Setting, bundle,
};
use jiff::civil::date;
use jiff::tz::Offset;
use language::Language;
use serde_json::Value;

/// The official example with its resources.
pub const EXAMPLE: &str = include_str!("../examples/Bundle-Bundle-CLINS-Referral-Example-01.json");
/// The official example in words alone.
pub const EXAMPLE_IN_WORDS: &str = include_str!("../examples/Bundle-Bundle-CLINS-Referral-NoEntry-Example-01.json");

pub fn given() -> Given {
    let text = str::to_owned;
    let institution = |number: &str, name: &str, department: &str, doctor: &str| GivenInstitution {
        number: text(number),
        name: text(name),
        address: text("架空県架空市１−２−３"),
        postal: text("000-0000"),
        phone: text("00-0000-0000"),
        department: text(department),
        doctor: text(doctor),
    };
    Given {
        patient: GivenPatient {
            family: text("架空"),
            given: text("太郎"),
            kana: Some((text("カクウ"), text("タロウ"))),
            gender: Some(Gender::Male),
            birth: Some(date(1950, 4, 1)),
            address: text("架空県架空市４−５−６"),
            postal: text("000-0001"),
            phone: text("00-0000-0001"),
            member: text("00000000:架空:１２３:01"),
            number: text("0001"),
        },
        from: institution("0610000001", "架空第一病院", "消化器外科", ""),
        to: institution("0610000002", "架空第二病院", "", "架空 二郎"),
        setting: Setting::Outpatient,
        version: 1,
        enclosed: vec![Enclosed { id: AttachmentId(1), sha1: Some([7; 20]), content: None }],
        pdf: Some(b"%PDF-1.7 made up".to_vec()),
    }
}

pub fn issued() -> Issued {
    let at = "2026-11-23T09:30:15+09:00".parse().expect("a time");
    Issued { at, zone: Offset::constant(9), number: "SO-0001".to_owned() }
}

pub fn letter(case: &Case) -> Result<Value, NotIssued> {
    bundle(case, &given(), Language::Japanese, &issued())
}

pub fn example() -> Value {
    serde_json::from_str(EXAMPLE).expect("the official example is JSON")
}

/// Puts a file where the validators look for it, when a folder is named.
pub fn put(name: &str, value: &Value) {
    if let Some(folder) = std::env::var_os("FHIR_OUT") {
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let text = serde_json::to_string_pretty(value).expect("JSON can be written");
        std::fs::write(Path::new(&folder).join(name), text).expect("the file can be written");
    }
}
