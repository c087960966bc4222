//! What the papers say once the letter is here.

use casework::Case;
use casework::letter::{Form, Source, Words};
use casework::records::Stage;
use documents::paper::papers::words::day;
use documents::paper::papers::{Paper, is_bare_draft};
use jiff::civil::date;
use language::Language;

use super::{made, read};
use crate::sample;

/// Nothing is still to be asked for.
fn complete(language: Language) -> Case {
    let mut case = sample::full_in(language);
    for item in &mut case.records {
        if matches!(item.stage(), Stage::Wanted | Stage::Asked | Stage::Promised) {
            item.steps = vec![(Stage::NotNeeded, date(2026, 11, 10))];
        }
    }
    case
}

#[test]
fn the_request_says_since_when_the_letter_is_here_and_asks_for_nothing() {
    for language in Language::ALL {
        let t = language.text();
        let mut unlisted = sample::bare();
        unlisted.letter.received_on = Some(date(2026, 11, 9));
        for case in [complete(language), unlisted] {
            let words = read(&made(Paper::Request, &case, language));
            assert!(words.contains(&t.request_here(day(t, date(2026, 11, 9)))), "{words}");
            for asks in [t.paper_request_ask_letter(), t.paper_request_greeting_letter(), t.paper_request_by()] {
                assert!(!words.contains(&asks), "{words}");
            }
            assert!(!words.contains('□') && !words.contains("B010"), "{words}");
        }
    }
}

#[test]
fn with_the_letter_here_the_request_asks_only_for_the_records_that_are_missing() {
    let words = read(&made(Paper::Request, &sample::full_in(Language::English), Language::English));
    assert!(words.contains("□ Glass slides") && words.contains("9 November 2026"), "{words}");
    assert!(!words.contains("□ A letter for a second opinion") && !words.contains("B010"), "{words}");
}

#[test]
fn a_draft_in_which_nobody_wrote_leaves_the_dossier_when_the_letter_came() {
    let t = Language::English.text();
    let holds = |case: &Case| {
        made(Paper::Dossier, case, Language::English).iter().any(|sheet| sheet.title == t.paper_letter_title())
    };
    let mut case = sample::full_in(Language::English);
    assert!(holds(&case) && !is_bare_draft(&case));
    let own = Words { text: "made-up cancer".to_owned(), source: Source::Patient };
    case.letter.form = Some(Form { diagnosis: own.clone(), ..Form::default() });
    assert!(is_bare_draft(&case) && !holds(&case));
    case.letter.form = Some(Form { course: own, ..Form::default() });
    assert!(holds(&case) && !is_bare_draft(&case), "what came in with a letter as a file stays");
    let mut asking = sample::asking_in(Language::English);
    asking.letter.form = Some(Form::default());
    assert!(is_bare_draft(&asking) && holds(&asking));
}
