//! What goes to a desk: the consent and the set of an application.

use casework::{ApplicationId, Case, Part, Relation};
use documents::paper::papers::{Given, Paper, sheets};
use language::Language;
use serde_json::json;

use super::{given, read};
use crate::sample;

fn of(case: &Case, id: u32) -> Given<'_> {
    Given { application: Some(ApplicationId(id)), ..given(case, Language::English) }
}

#[test]
fn the_consent_goes_by_the_desks_own_line_of_relation() {
    let mut case = sample::full_in(Language::English);
    let mut brother = case.days[0].coming[0].clone();
    (brother.name, brother.relation) = ("Made-up Brother".to_owned(), Some(Relation::Sibling));
    case.days[0].coming.push(brother);
    let rule = json!({ "may_come": [{ "who": "family-alone", "relation": "first-degree", "papers": ["consent-form", "identity"] }] });
    let desk = sample::desk(rule);
    let words = read(&sheets(Paper::Consent, &Given { desk: Some(&desk), ..of(&case, 1) }));
    assert!(words.contains("Made-up Daughter\ndaughter or son\nmay come"), "{words}");
    assert!(words.contains("Made-up Brother\nsister or brother\nis not named there: ring first"), "{words}");
    assert!(words.contains("husband, wife, parents, children; the patient’s signed consent form"), "{words}");
    assert!(words.contains("example.org/made-up, seen 2026"), "{words}");
}

#[test]
fn before_it_is_said_who_comes_the_consent_has_empty_lines_and_names_no_relative() {
    let mut case = sample::full_in(Language::English);
    case.days.clear();
    let words = read(&sheets(Paper::Consent, &of(&case, 1)));
    assert!(!words.contains("Made-up Daughter") && words.contains("Relation to the patient"), "{words}");
}

#[test]
fn without_a_desk_file_the_consent_says_nothing_of_a_rule() {
    let case = sample::full_in(Language::English);
    let words = read(&sheets(Paper::Consent, &of(&case, 3)));
    assert!(words.contains("Made-up Sister\nsister or brother\n"), "{words}");
    assert!(words.contains("Third Example Hospital, desk for second opinions"), "{words}");
    let t = Language::English.text();
    for rule in [t.paper_consent_rule(), t.paper_consent_by_rule(), t.paper_consent_open()] {
        assert!(!words.contains(&rule), "{rule}");
    }
    let bare = sample::bare();
    assert!(read(&sheets(Paper::Consent, &given(&bare, Language::English))).contains("Relation to the patient"));
}

#[test]
fn a_desk_gets_the_parts_that_were_sent_and_no_other() {
    let mut case = sample::full_in(Language::English);
    let all = read(&sheets(Paper::Application, &of(&case, 3)));
    assert!(
        all.contains("What I was told") && all.contains("The records") && all.contains("18 December 2026"),
        "{all}"
    );
    case.applications[2].parts = [Part::Opinion].into_iter().collect();
    let one = read(&sheets(Paper::Application, &of(&case, 3)));
    assert!(one.contains("What I was told") && one.contains("stomach cancer"));
    for kept in ["Amlodipine", "Pathology lends them", "18 December 2026", "blood-tests.pdf"] {
        assert!(all.contains(kept) && !one.contains(kept), "{kept}");
    }
}

#[test]
fn a_doctor_who_reads_blind_finds_the_plan_on_closed_sheets_only() {
    let case = sample::full_in(Language::English);
    let sheets = sheets(Paper::Application, &of(&case, 1));
    let (closed, open): (Vec<_>, Vec<_>) =
        sheets.into_iter().partition(|sheet| sheet.title.starts_with("Closed sheet"));
    let tells = [
        "taking out two thirds",
        "Distal gastrectomy",
        "operation that is planned",
        "Is an endoscope enough?",
        "through an endoscope",
    ];
    for plan in tells {
        assert!(read(&closed).contains(plan), "{plan}");
        assert!(!read(&open).contains(plan), "{plan}");
    }
    assert_eq!(closed.len(), 2);
}

#[test]
fn the_letter_in_a_desks_set_is_a_draft_until_it_is_signed() {
    let t = Language::English.text();
    let drafts = |case: &Case| {
        let sheets = sheets(Paper::Application, &of(case, 1));
        sheets.iter().filter(|sheet| sheet.marks.iter().any(|mark| mark.words == t.heard_dossier_draft())).count()
    };
    // The open sheet and the closed one.
    assert_eq!(drafts(&sample::unsigned_in(Language::English)), 2);
    assert_eq!(drafts(&sample::full_in(Language::English)), 0);
    let words = read(&sheets(Paper::Application, &of(&sample::unsigned_in(Language::English), 1)));
    assert!(words.contains("Gastric adenocarcinoma, antrum, cT2N0M0 [As the patient recorded it]"), "{words}");
}

#[test]
fn a_desks_set_says_who_agreed_and_what_can_be_answered() {
    let case = sample::full_in(Language::English);
    let words = read(&sheets(Paper::Application, &of(&case, 1)));
    assert!(words.contains("Agreed by Made-up Patient on 8 November 2026"), "{words}");
    for answer in ["We take it on. Possible dates:", "We first need:", "We cannot take it on, because:"] {
        assert!(words.contains(answer), "{answer}");
    }
}
