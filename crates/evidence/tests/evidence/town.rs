//! Town files: what is read, what is refused with its line, what comes with the program, and what a town without a file gets.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use evidence::desk::{Currency, Seen};
use evidence::town::{
    Ask, AskWhere, Because, Day, Designated, FolderProblem, Matter, Per, SecondOpinion, Share, TownFault, Towns, asks,
    read, read_directory, support, support_centres,
};
use evidence::{Country, Edition, PlaceKind};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| evidence::load::embedded().unwrap())
}

/// The whole example of `docs/town-file.md`: every field stands in it.
fn example() -> String {
    let page = fs::read_to_string(root().join("docs/town-file.md")).unwrap();
    page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

/// The problems of the example with one text replaced by another, each as the sentence that is shown.
fn said(from: &str, to: &str) -> Vec<String> {
    let example = example();
    assert!(example.contains(from), "{from}");
    let problems = read(&example.replacen(from, to, 1)).err().unwrap_or_default();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn the_example_of_the_documentation_is_read() {
    let town = read(&example()).unwrap();
    assert_eq!((town.place.as_str(), town.made_up), ("jp-00000", true));
    let office = town.office("health").unwrap();
    assert_eq!(office.matters, [Matter::Travel, Matter::Lodging, Matter::Welfare]);
    assert_eq!(office.telephone.as_deref(), Some("000-000-0000"));
    assert_eq!(office.hours.len(), 2);
    let saturday = office.hours.last().unwrap();
    assert_eq!((saturday.days.as_slice(), saturday.from.as_str()), ([Day::Saturday].as_slice(), "09:00"));
    let aid = town.aid.first().unwrap();
    let up_to = aid.up_to.unwrap();
    assert_eq!((up_to.currency, up_to.amount, up_to.per), (Currency::Yen, 10_000, Per::RoundTrip));
    assert_eq!((aid.share, aid.times_a_year), (Some(Share { parts: 1, of: 2 }), Some(6)));
    assert_eq!((aid.certificate, aid.before_leaving, aid.second_opinion), (Some(true), Some(true), SecondOpinion::No));
    let leaflet = aid.sources.last().unwrap();
    assert_eq!((leaflet.read, leaflet.as_of), (Seen::Month(2026, 11), Some(Seen::Month(2026, 4))));
}

#[test]
fn whether_a_second_opinion_counts_is_to_be_asked_when_nobody_says_so() {
    let town = read(&example()).unwrap();
    assert_eq!(town.aid.last().unwrap().second_opinion, SecondOpinion::Ask);
}

#[test]
fn the_documentation_names_every_code() {
    let page = fs::read_to_string(root().join("docs/town-file.md")).unwrap();
    let matters = Matter::ALL.iter().map(|code| code.word());
    let days = Day::ALL.iter().map(|code| code.word());
    let second = SecondOpinion::ALL.iter().map(|code| code.word());
    for word in matters.chain(days).chain(second).chain(Per::ALL.iter().map(|code| code.word())) {
        assert!(page.contains(&format!("`{word}`")), "{word}");
    }
}

#[test]
fn a_fact_of_another_time_or_of_no_known_time_says_ring_first() {
    let text = example().replace("as_of = \"2026-04\"", "as_of = \"unknown\"");
    let town = read(&text).unwrap();
    let (hall, leaflet) = (&town.office("health").unwrap().sources[0], &town.aid.last().unwrap().sources[0]);
    assert!(!hall.ring_first(2028, 11) && hall.ring_first(2028, 12));
    assert!(leaflet.ring_first(2026, 11), "read today, but nobody knows of when it is");
}

#[test]
fn every_slip_is_named_with_its_line_and_its_field() {
    let cases = [
        ("\"anshin-town\"", "\"other\"", "line 1, format: this is not format \"anshin-town\", version 1"),
        ("version = 1", "version = 2", "line 2, version: this is not format"),
        ("version = 1", "version = \"1\"", "line 2, version: this must be a whole number"),
        ("place = \"jp-00000\"\n", "", "line 1, place: this is missing"),
        ("\"jp-00000\"", "\"見本町\"", "line 3, place: this must be the id of a place"),
        ("{ ja = \"見本町\", en = \"Example Town\" }", "\"見本町\"", "line 4, name: this must be a table"),
        ("{ ja = \"見本町\", en = \"Example Town\" }", "{}", "line 4, name: at least one of ja and en"),
        ("made_up = true", "made_up = \"yes\"", "line 5, made_up: this must be true or false"),
        ("made_up = true", "made_upp = true", "line 5, made_upp: there is no such field"),
        ("read = \"2026-11-01\"", "", "line 7, sources.hall.read: this is missing"),
        ("read = \"2026-11-01\"", "read = \"unknown\"", "line 10, sources.hall.read: this must be a day"),
        ("read = \"2026-11-01\"", "read = \"2026-02-30\"", "line 10, sources.hall.read: this must be a day"),
        ("https://town.example/health", "town.example", "line 9, sources.hall.address: this must begin with https"),
        ("\"000-000-0000\"", "\"内線3\"", "line 21, office[0].telephone: this must be a telephone number"),
        ("health@town.example", "health", "line 24, office[0].mail: this must be an e-mail address"),
        ("\"08:30\"", "\"8:30\"", "line 27, office[0].hours[0].from: this must be a time"),
        ("\"17:15\"", "\"08:30\"", "line 27, office[0].hours[0]: the end lies before the beginning"),
        ("[\"sat\"]", "[\"Sat\"]", "line 28, office[0].hours[1].days[0]: this must be one of: mon, tue"),
        ("[\"sat\"]", "[]", "line 28, office[0].hours[1].days: the list must hold 1 to 7"),
        ("\"welfare\"]", "\"travel\"]", "line 20, office[0].matters: this stands twice"),
        ("10000", "0", "line 38, aid[0].up_to.amount: this must be a whole number from 1 to 100000000"),
        ("10000", "-3", "line 38, aid[0].up_to.amount: this must be a whole number"),
        ("\"JPY\", amount = 10000", "\"yen\", amount = 10000", "line 38, aid[0].up_to.currency: this must be one of"),
        ("\"1/2\"", "\"3/2\"", "line 39, aid[0].share: this must be a share"),
        ("\"1/2\"", "0.5", "line 39, aid[0].share: this must be a text"),
        ("second_opinion = \"no\"", "second_opinion = \"perhaps\"", "line 43, aid[0].second_opinion: this must be one"),
        (
            "office = \"health\"",
            "office = \"hall\"",
            "line 46, aid[0].office: there is no [[office]] with id = \"hall\"",
        ),
        ("[\"hall\", \"leaflet\"]", "[\"hal\"]", "line 47, aid[0].sources[0]: there is no [sources.hal] in this file"),
        ("sources = [\"hall\", \"leaflet\"]", "", "line 34, aid[0].sources: this is missing"),
        ("matter = \"travel\"\nname =", "matter = \"other\"\nnote2 =", "aid[0].name: this is missing"),
        ("領収書が要ります", " 領収書", "line 45, aid[0].note.ja: the text is empty, begins or ends"),
    ];
    for (from, to, expected) in cases {
        let said = said(from, to);
        assert!(said.iter().any(|line| line.contains(expected)), "{from} -> {to}\nexpected {expected}\nsaid {said:#?}");
    }
}

#[test]
fn all_slips_are_named_at_once_in_the_order_of_the_file() {
    let text = example().replace("8:30", "8.30").replace("\"1/2\"", "\"half\"").replace("jp-00000", "Example");
    let problems = read(&text).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 27, 39]);
}

#[test]
fn what_is_no_toml_is_refused_with_its_line() {
    let problems = read("format = \"anshin-town\"\nversion = = 1\n").unwrap_err();
    assert_eq!(problems.len(), 1);
    let problem = problems.first().unwrap();
    assert_eq!((problem.line, problem.field.as_str()), (2, "file"));
    assert!(matches!(problem.fault, TownFault::NotToml(_)));
    assert!(read("").unwrap_err().iter().all(|problem| problem.fault == TownFault::Missing));
    let long = "#".repeat(300_000);
    assert!(matches!(read(&long).unwrap_err().first().unwrap().fault, TownFault::TooBig(_)));
    for text in ["\u{0}", "[", "sources = 3", "office = 3", "[office]\nid = 1", "aid = [1]", "[[aid]]", "sources.x = 1"]
    {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn a_date_without_quotation_marks_is_taken_too() {
    let town = read(&example().replace("\"2026-11-01\"", "2026-11-01")).unwrap();
    assert_eq!(town.office("health").unwrap().sources[0].read, Seen::Day(2026, 11, 1));
    assert!(read(&format!("\u{feff}{}", example())).is_ok());
}

#[test]
fn every_file_that_comes_with_the_program_is_in_it_and_of_a_place_of_the_edition() {
    let folder = root().join("data/towns");
    let read = read_directory(&folder).unwrap();
    let shipped: Vec<_> = Towns::shipped().all().cloned().collect();
    assert_eq!(read.len(), shipped.len());
    for town in &read {
        assert_eq!(Towns::shipped().at(&town.place), Some(town));
        let place = edition().places.all.iter().find(|place| place.id == town.place).unwrap();
        let name = town.name.in_language("ja");
        assert!(place.name.ends_with(name), "{name} is not {}", place.name);
        assert!(!town.aid.is_empty() && town.sources().all(|source| source.address.is_some()));
    }
}

#[test]
fn no_telephone_number_or_opening_hour_is_shipped_that_was_not_found() {
    for town in Towns::shipped().all() {
        for office in &town.offices {
            assert!(office.telephone.is_none() && office.fax.is_none() && office.hours.is_empty(), "{}", office.id);
        }
        assert!(town.aid.iter().all(|aid| aid.second_opinion == SecondOpinion::Ask));
    }
}

#[test]
fn a_folder_is_read_whole_or_refused_with_every_file_named() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("one.toml", &example());
    write("notes.txt", "not a town");
    let towns = read_directory(folder.path()).unwrap();
    assert_eq!(towns.len(), 1);
    write("two.toml", &example());
    write("three.toml", "place = 3");
    let problems = read_directory(folder.path()).unwrap_err();
    assert!(problems.iter().any(|problem| matches!(problem, FolderProblem::Twice(..))));
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|line| line.starts_with("three.toml, line 1, place: ")), "{said:?}");
    assert!(said.contains(&"one.toml and two.toml are both about the place jp-00000; keep one of them".to_owned()));
    let nowhere = read_directory(&folder.path().join("nowhere")).unwrap_err();
    assert!(matches!(nowhere.as_slice(), [FolderProblem::Unreadable(..)]));
}

#[test]
fn a_towns_own_file_replaces_ours() {
    let own = read(&example().replace("jp-00000", "jp-15224")).unwrap();
    let towns = Towns::shipped().with([own]);
    assert!(support(edition(), &towns, "jp-15224").unwrap().town.unwrap().made_up);
    assert!(!support(edition(), Towns::shipped(), "jp-15224").unwrap().town.unwrap().made_up);
}

#[test]
fn a_town_with_a_file_shows_it_by_its_id_and_by_its_postal_code() {
    for id in ["jp-15224", "952-1292"] {
        let support = support(edition(), Towns::shipped(), id).unwrap();
        assert_eq!(support.place.unwrap().name, "佐渡市", "{id}");
        assert_eq!(support.town.unwrap().name.in_language("en"), "Sado");
        assert!(support.region.is_none());
    }
}

#[test]
fn a_town_without_a_file_shows_its_prefectures() {
    let support = support(edition(), Towns::shipped(), "jp-47207").unwrap();
    assert_eq!((support.place.unwrap().name.as_str(), support.town), ("石垣市", None));
    let region = support.region.unwrap();
    assert_eq!(region.name.in_language("ja"), "沖縄県");
    assert!(region.aid.iter().all(|aid| aid.up_to.is_none()), "amounts differ between towns");
}

#[test]
fn a_ward_shows_its_citys_file() {
    let own = read(&example().replace("jp-00000", "jp-04100")).unwrap();
    let towns = Towns::default().with([own]);
    assert!(support(edition(), &towns, "jp-04101").unwrap().town.is_some(), "青葉区 of 仙台市");
    assert!(support(edition(), &towns, "jp-04202").unwrap().town.is_none(), "石巻市");
    assert!(support(edition(), &towns, "jp-14117").unwrap().town.is_none(), "青葉区 of 横浜市");
}

#[test]
fn a_prefecture_itself_is_a_region_and_not_a_town() {
    let support = support(edition(), Towns::shipped(), "jp-47000").unwrap();
    assert!(support.town.is_none() && support.region.is_some());
}

#[test]
fn the_list_of_hospitals_says_that_nobody_knows_who_is_designated() {
    let centres = support_centres(edition(), "jp-06201").unwrap();
    assert_eq!((centres.region.as_str(), centres.designated), ("山形県", Designated::NotInEdition));
    let network = centres.network.unwrap();
    assert!(network.centres.ring_first(2026, 11) && network.national_desk.ring_first(2026, 11));
    assert_eq!(centres.known.len(), 3, "none is known in Yamagata: the nearest elsewhere");
    assert!(centres.known.iter().all(|centre| !centre.same_region));
    let distances: Vec<f64> = centres.known.iter().map(|centre| centre.distance_km.unwrap()).collect();
    assert!(distances.is_sorted());
}

#[test]
fn hospitals_of_the_own_prefecture_come_first_with_the_reason() {
    let centres = support_centres(edition(), "jp-38201").unwrap();
    let first = centres.known.first().unwrap();
    assert_eq!(edition().institution(first.institution).unwrap().name, "独立行政法人国立病院機構四国がんセンター");
    assert!(first.same_region && first.because.contains(&Because::Offers));
    assert!(first.because.contains(&Because::CancerCentreByName));
    let tokyo = support_centres(edition(), "jp-13000").unwrap();
    assert!(tokyo.known.len() > 3 && tokyo.known.iter().all(|centre| centre.same_region));
}

#[test]
fn the_united_states_have_no_network_and_no_hospital_by_name_alone() {
    for id in ["us-ca-sacramento", "95814"] {
        let support = support(edition(), Towns::shipped(), id).unwrap();
        assert_eq!(support.place.unwrap().id, "us-ca-sacramento", "{id}");
        assert_eq!((support.centres.region.as_str(), support.centres.network), ("CA", None));
        assert!(support.centres.known.iter().all(|centre| !centre.because.contains(&Because::CancerCentreByName)));
        assert!(support.centres.known.iter().any(|centre| centre.same_region), "UCSF is known");
        assert_eq!(support.ask, [Ask::PlanOrEmployer]);
    }
}

#[test]
fn every_place_of_the_edition_gets_an_answer_and_no_hospital_that_ended() {
    let edition = edition();
    let some =
        edition.places.all.iter().step_by(97).chain(edition.places.all.iter().filter(|p| p.kind == PlaceKind::Region));
    for place in some {
        let support = support(edition, Towns::shipped(), &place.id).unwrap();
        assert_eq!(support.place.unwrap().id, place.id);
        assert_eq!(support.centres.region, place.region);
        assert!(support.centres.known.iter().all(|centre| !edition.institution(centre.institution).unwrap().ended));
        let ids: BTreeSet<&str> = support.centres.known.iter().map(|centre| centre.id.as_str()).collect();
        assert_eq!(ids.len(), support.centres.known.len());
    }
    assert!(support(edition, Towns::shipped(), "nowhere at all").is_none());
    assert!(support_centres(edition, "").is_none());
}

#[test]
fn each_question_says_where_to_ask_it() {
    let town_hall = asks(Country::Japan).iter().filter(|ask| ask.place() == AskWhere::TownHall);
    assert_eq!(town_hall.count(), 5);
    assert_eq!(Ask::TaxDeduction.place(), AskWhere::TaxOffice);
    assert_eq!(Ask::PrivateInsurance.place(), AskWhere::Insurer);
}
