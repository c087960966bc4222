//! A small edition for tests. Everything in it is made up: no hospital, place or code here is to be believed.

use crate::catalogue::{Condition, Counts, Direction, Kind, Link, Measure, RateUnit, Scope, Separable};
use crate::edition::{Bilingual, ConditionIndex, Edition, InstitutionIndex, MeasureIndex};
use crate::figures::{Period, Volume};
use crate::institution::{Country, Institution, Point, Precision};
use crate::package::words::Word;
use crate::place::{Place, PlaceKind, Places, PostalRange, Zip};

pub(crate) fn edition() -> Edition {
    let mut edition = Edition {
        conditions: vec![
            condition(
                "inguinal-hernia",
                "groin hernia",
                "そけいヘルニア",
                "そけいへるにあ",
                "K40",
                "hernia",
                "ヘルニア",
            ),
            condition(
                "disc-hernia",
                "slipped disc",
                "椎間板ヘルニア",
                "ついかんばんへるにあ",
                "M51",
                "herniated disc",
                "ヘルニア",
            ),
            condition(
                "pancreatic-cancer",
                "pancreatic cancer",
                "膵臓がん",
                "すいぞうがん",
                "C25",
                "cancer of the pancreas",
                "膵癌",
            ),
            condition("stomach-cancer", "stomach cancer", "胃がん", "いがん", "C16", "gastric cancer", "胃癌"),
            condition("stomach-ulcer", "stomach ulcer", "胃潰瘍", "いかいよう", "K25", "gastric ulcer", "胃かいよう"),
        ],
        measures: vec![measure("dpc.060020")],
        links: vec![Link {
            condition: ConditionIndex(3),
            measure: MeasureIndex(0),
            scope: Scope::Exact,
            note: Bilingual::default(),
        }],
        institutions: vec![
            institution("jp-1", Country::Japan, "医療法人 みほん会 見本第一病院", Some((38.25, 140.34))),
            institution("jp-2", Country::Japan, "見本大学医学部附属病院", Some((38.26, 140.99))),
            institution("jp-3", Country::Japan, "見本市立病院", None),
            institution("us-1", Country::UnitedStates, "EXAMPLE MEDICAL CENTER - NORTH", Some((38.58, -121.49))),
        ],
        places: places(),
        ..Edition::default()
    };
    edition.volumes = (0..4).map(volume).collect();
    edition
}

fn condition(id: &str, en: &str, ja: &str, kana: &str, icd10: &str, synonym_en: &str, synonym_ja: &str) -> Condition {
    Condition {
        id: id.to_owned(),
        name: Bilingual { en: en.to_owned(), ja: ja.to_owned() },
        kana: kana.to_owned(),
        synonyms_en: vec![synonym_en.to_owned()],
        synonyms_ja: vec![synonym_ja.to_owned()],
        icd10: icd10.to_owned(),
        kind: if id.ends_with("cancer") { "cancer" } else { "other" }.to_owned(),
        plain: true,
        rare: false,
    }
}

fn measure(id: &str) -> Measure {
    Measure {
        id: id.to_owned(),
        publisher: 0,
        kind: Kind::Volume,
        name: Bilingual::default(),
        numerator: Bilingual::default(),
        denominator: Bilingual::default(),
        adjustment: Bilingual::default(),
        ages: Bilingual::default(),
        not_said: Bilingual::default(),
        direction: Direction::Neither,
        rate_unit: RateUnit::Percent,
        counts: Counts::Admissions,
        at_least: true,
        shrunken: false,
        separable: Separable { resections: true, endoscopic: true, reason: Bilingual::default() },
        remarks: Bilingual::default(),
    }
}

fn institution(id: &str, country: Country, name: &str, point: Option<(f64, f64)>) -> Institution {
    Institution {
        id: id.to_owned(),
        country,
        region: String::new(),
        city: "Exampleville".to_owned(),
        name: name.to_owned(),
        also_known_as: Vec::new(),
        point: point.map(|(latitude, longitude)| Point { latitude, longitude }),
        precision: Precision::Building,
        affiliation: None,
        beds: None,
        ended: false,
        keys: Vec::new(),
    }
}

fn volume(institution: u32) -> Volume {
    Volume {
        measure: MeasureIndex(0),
        institution: InstitutionIndex(institution),
        period: Period::fiscal_year(2021),
        months: None,
        cases: Some(20),
        operations: None,
        endoscopic: None,
        other_operations: None,
        no_operation: None,
        masked: 0,
        masked_operations: 0,
        masked_endoscopic: 0,
        series: 0,
    }
}

/// Id, kind, name, reading, name in Latin letters, prefecture, the same in Latin letters, other names, latitude, longitude.
const JAPANESE: &str = "\
jp-02000;region;青森県;あおもりけん;Aomori;青森県;Aomori;青森;40.82;140.75
jp-02406;municipality;上北郡横浜町;かみきたぐんよこはままち;Yokohama;青森県;Aomori;横浜町|横浜;41.08;141.25
jp-04100;city of wards;仙台市;せんだいし;Sendai;宮城県;Miyagi;仙台|せんだい;38.27;140.87
jp-04101;ward;仙台市青葉区;せんだいしあおばく;Aoba-ku, Sendai;宮城県;Miyagi;青葉区;38.27;140.86
jp-06000;region;山形県;やまがたけん;Yamagata;山形県;Yamagata;山形|やまがた;38.25;140.34
jp-06201;municipality;山形市;やまがたし;Yamagata;山形県;Yamagata;山形|やまがた|Yamagata-shi;38.25;140.34
jp-13000;region;東京都;とうきょうと;Tokyo;東京都;Tokyo;東京|とうきょう;35.69;139.70
jp-13206;municipality;府中市;ふちゅうし;Fuchu;東京都;Tokyo;府中|ふちゅう;35.67;139.48
jp-14100;city of wards;横浜市;よこはまし;Yokohama;神奈川県;Kanagawa;横浜|よこはま;35.44;139.64
jp-20450;municipality;東筑摩郡山形村;ひがしちくまぐんやまがたむら;Yamagata;長野県;Nagano;山形村|山形;36.17;137.88
jp-34000;region;広島県;ひろしまけん;Hiroshima;広島県;Hiroshima;広島;34.39;132.46
jp-34208;municipality;府中市;ふちゅうし;Fuchu;広島県;Hiroshima;府中|ふちゅう;34.57;133.24
";

fn places() -> Places {
    let mut all: Vec<Place> = JAPANESE.lines().map(japanese).collect();
    all.extend([
        american("us-ca-sacramento", "Sacramento", "CA", "California", (38.58, -121.49)),
        american("us-ky-sacramento", "Sacramento", "KY", "Kentucky", (37.42, -87.27)),
        american("us-il-springfield", "Springfield", "IL", "Illinois", (39.80, -89.65)),
        american("us-mo-springfield", "Springfield", "MO", "Missouri", (37.21, -93.29)),
        american("us-ny-new-york", "New York", "NY", "New York", (40.76, -73.98)),
        Place {
            kind: PlaceKind::Region,
            ..american("us-state-new-york", "New York", "NY", "New York", (42.68, -73.79))
        },
        american("us-mo-saint-louis", "Saint Louis", "MO", "Missouri", (38.63, -90.20)),
    ]);
    let mut zips = vec![zip(42_372, "Sacramento, KY"), zip(62_701, "Springfield, IL"), zip(65_801, "Springfield, MO")];
    zips.extend((0..30).map(|next| zip(95_810 + next, "Sacramento, CA")));
    Places { all, postal: vec![PostalRange { first: 9_900_000, last: 9_908_999, place: 5 }], zips }
}

fn japanese(row: &str) -> Place {
    let cells: Vec<&str> = row.split(';').collect();
    let text = |column: usize| cells[column].to_owned();
    Place {
        id: text(0),
        country: Country::Japan,
        kind: PlaceKind::from_word(cells[1]).unwrap(),
        name: text(2),
        kana: text(3),
        latin: text(4),
        region: text(5),
        region_latin: text(6),
        aliases: cells[7].split('|').map(str::to_owned).collect(),
        point: Point { latitude: cells[8].parse().unwrap(), longitude: cells[9].parse().unwrap() },
    }
}

fn american(id: &str, name: &str, region: &str, region_latin: &str, (latitude, longitude): (f64, f64)) -> Place {
    Place {
        id: id.to_owned(),
        country: Country::UnitedStates,
        kind: PlaceKind::Municipality,
        name: name.to_owned(),
        kana: String::new(),
        latin: name.to_owned(),
        region: region.to_owned(),
        region_latin: region_latin.to_owned(),
        aliases: Vec::new(),
        point: Point { latitude, longitude },
    }
}

fn zip(code: u32, label: &str) -> Zip {
    Zip { code, point: Point { latitude: 38.6, longitude: -121.5 }, label: label.to_owned() }
}
