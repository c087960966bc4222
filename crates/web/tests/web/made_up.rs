//! A small edition in which everything is made up: no hospital, place or figure here exists.

use evidence::search::SearchIndex;
use evidence::{
    Bilingual, Condition, ConditionIndex, Country, Counts, Direction, Edition, Finding, Institution, InstitutionIndex,
    Kind, Link, Measure, MeasureIndex, Outcome, Period, PeriodNote, Place, PlaceKind, Point, Precision, Publisher,
    RateUnit, Reading, Scope, Separable, State, Total, Verdict, Volume,
};

/// Every kind of finding that a builder writes.
pub const FINDINGS: [&str; 13] = [
    "impossible",
    "damaged-count",
    "total-does-not-tie",
    "conflict",
    "repeated",
    "left-out",
    "doubtful-pair",
    "renamed",
    "unlinked",
    "no-place",
    "corrected",
    "no-recent-figure",
    "renumbered",
];

/// The whole edition.
pub fn edition() -> Edition {
    let mut edition = Edition {
        version: "made-up".to_owned(),
        created: "2026-11-22".to_owned(),
        publishers: vec![Publisher {
            id: "made-up".to_owned(),
            name: both("Made-up publisher", "作りものの公表元"),
            homepage: String::new(),
            terms: both("Made up.", "作りものです。"),
        }],
        conditions: vec![condition()],
        measures: vec![volume_measure(), outcome_measure()],
        links: [0, 1].map(|measure| link(MeasureIndex(measure))).to_vec(),
        institutions: institutions(),
        volumes: (0..7).map(volume).collect(),
        results: vec![result(), doubtful()],
        period_notes: vec![PeriodNote {
            measure: MeasureIndex(0),
            period: Period::fiscal_year(2021),
            note: both("made-up: approximate", "作りもの：おおよそ"),
        }],
        totals: vec![total()],
        readings: ["2026-11-22", "address seen in a stored list, undated"].map(reading).to_vec(),
        findings: FINDINGS.map(finding).to_vec(),
        ..Edition::default()
    };
    edition.places.all = places();
    edition.search = SearchIndex::new(&edition);
    edition
}

fn reading(seen: &str) -> Reading {
    Reading {
        condition: None,
        language: "en".to_owned(),
        title: "A made-up page".to_owned(),
        address: "https://example.org/".to_owned(),
        publisher: "Made up".to_owned(),
        seen: seen.to_owned(),
    }
}

fn finding(kind: &str) -> Finding {
    Finding { kind: kind.to_owned(), source: "made-up".to_owned(), row: 3, detail: "Made up.".to_owned() }
}

fn both(en: &str, ja: &str) -> Bilingual {
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}

fn condition() -> Condition {
    Condition {
        id: "made-up-cancer".to_owned(),
        name: both("made-up cancer", "作りものがん"),
        kana: "つくりものがん".to_owned(),
        synonyms_en: vec!["invented cancer".to_owned()],
        synonyms_ja: vec!["作りもの癌".to_owned()],
        icd10: "C99".to_owned(),
        kind: "cancer".to_owned(),
        plain: true,
        rare: false,
    }
}

fn volume_measure() -> Measure {
    Measure {
        id: "made-up.volume".to_owned(),
        publisher: 0,
        kind: Kind::Volume,
        name: both("Made-up admissions", "作りものの入院"),
        numerator: both("Admissions", "入院"),
        denominator: Bilingual::default(),
        adjustment: Bilingual::default(),
        ages: both("All ages", "すべての年齢"),
        not_said: both("Nothing is said about results.", "結果は示していません。"),
        direction: Direction::Neither,
        rate_unit: RateUnit::Percent,
        counts: Counts::Admissions,
        at_least: true,
        shrunken: false,
        separable: Separable { resections: true, endoscopic: true, reason: Bilingual::default() },
        remarks: Bilingual::default(),
    }
}

fn outcome_measure() -> Measure {
    Measure {
        id: "made-up.outcome".to_owned(),
        kind: Kind::Outcome,
        name: both("Made-up deaths", "作りものの死亡"),
        direction: Direction::LowerIsBetter,
        counts: Counts::Operations,
        at_least: false,
        ..volume_measure()
    }
}

fn link(measure: MeasureIndex) -> Link {
    Link { condition: ConditionIndex(0), measure, scope: Scope::Exact, note: Bilingual::default() }
}

/// Seven in a made-up Japan, two in a made-up America, of which one has ended.
fn institutions() -> Vec<Institution> {
    let japanese = (0..7u32).map(|number| Institution {
        id: format!("jp-0000{}", number + 1),
        country: Country::Japan,
        region: "作県".to_owned(),
        city: "作市".to_owned(),
        name: format!("作りもの病院{}", number + 1),
        also_known_as: Vec::new(),
        point: Some(Point { latitude: 38.25 + f64::from(number) * 0.02, longitude: 140.33 }),
        precision: Precision::Town,
        affiliation: None,
        beds: Some(100),
        ended: false,
        keys: vec![format!("made-up:{number}")],
    });
    let american = Institution {
        id: "us-made-up-1".to_owned(),
        country: Country::UnitedStates,
        region: "CA".to_owned(),
        city: "Made-up".to_owned(),
        name: "Made-up American Hospital".to_owned(),
        also_known_as: vec!["MADE-UP AMERICAN HOSPITAL".to_owned()],
        point: Some(Point { latitude: 38.58, longitude: -121.49 }),
        precision: Precision::Building,
        affiliation: None,
        beds: None,
        ended: false,
        keys: vec!["made-up:99".to_owned()],
    };
    let ended = Institution {
        id: "us-made-up-2".to_owned(),
        name: "Made-up Closed Hospital".to_owned(),
        also_known_as: Vec::new(),
        ended: true,
        keys: vec!["made-up:100".to_owned()],
        ..american.clone()
    };
    japanese.chain([american, ended]).collect()
}

fn volume(institution: u32) -> Volume {
    Volume {
        measure: MeasureIndex(0),
        institution: InstitutionIndex(institution),
        period: Period::fiscal_year(2021),
        months: None,
        cases: Some(454 - institution * 60),
        operations: Some(100 - institution * 10),
        // One of them does not publish it.
        endoscopic: (institution != 3).then_some(30 - institution),
        other_operations: None,
        no_operation: Some(200 - institution * 20),
        masked: 2,
        masked_operations: 1,
        masked_endoscopic: 1,
        series: 0,
    }
}

fn result() -> Outcome {
    Outcome {
        measure: MeasureIndex(1),
        institution: InstitutionIndex(7),
        period: Period::year(2022),
        cases: Some(187),
        events: Some(3),
        expected: None,
        rate: Some(1.9),
        low: Some(0.4),
        high: Some(4.9),
        verdict: Some(Verdict::NoDifferent),
        verdict_word: "As Expected".to_owned(),
        state: State::Usable,
        series: 0,
    }
}

/// A figure whose count contradicts its rate.
fn doubtful() -> Outcome {
    Outcome { institution: InstitutionIndex(8), state: State::Doubtful, ..result() }
}

fn total() -> Total {
    Total {
        measure: MeasureIndex(0),
        period: Period::fiscal_year(2021),
        cases: Some(2_000),
        events: None,
        operations: Some(500),
        endoscopic: None,
        other_operations: None,
        no_operation: Some(900),
    }
}

fn places() -> Vec<Place> {
    let place = |id: &str, country, name: &str, latin: &str, region: &str, latitude, longitude| Place {
        id: id.to_owned(),
        country,
        kind: PlaceKind::Municipality,
        name: name.to_owned(),
        kana: String::new(),
        latin: latin.to_owned(),
        region: region.to_owned(),
        region_latin: region.to_owned(),
        aliases: Vec::new(),
        point: Point { latitude, longitude },
    };
    vec![
        place("jp-00001", Country::Japan, "作市", "Tsukuri", "作県", 38.25, 140.33),
        place("us-made-up", Country::UnitedStates, "Made-up", "Made-up", "CA", 38.58, -121.49),
        place("us-twin-1", Country::UnitedStates, "Twinville", "Twinville", "CA", 38.0, -121.0),
        place("us-twin-2", Country::UnitedStates, "Twinville", "Twinville", "OR", 44.0, -121.0),
    ]
}
