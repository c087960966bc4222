//! The questionnaires as they are asked, and what was answered in plain words, with what it does not mean.

use casework::ease::{Eased, When};
use casework::instrument::{Instrument, Language as Tongue, Read, Score, text};
use casework::worry::{About, Worry};
use language::{Language, Text};

use crate::case::steps::At;
use crate::case::steps::fields::{Choices, Form};

/// A questionnaire as it is asked.
pub(super) struct Asked {
    pub(super) instrument: &'static str,
    pub(super) heading: String,
    pub(super) lead: String,
    /// When it is; the five further questions belong to the two before them.
    pub(super) when: Option<Choices>,
    pub(super) instruction: String,
    pub(super) instruction_original: String,
    pub(super) items: Vec<Item>,
    /// These words only help to read the original.
    pub(super) reading_aid: bool,
    pub(super) citation: String,
    pub(super) notice: String,
    pub(super) validated: Option<&'static Read>,
}

/// One question.
pub(super) struct Item {
    pub(super) name: String,
    pub(super) number: usize,
    pub(super) words: String,
    pub(super) original: String,
    pub(super) error: String,
    pub(super) answers: Vec<ItemAnswer>,
}

/// One answer to it.
pub(super) struct ItemAnswer {
    pub(super) id: String,
    pub(super) value: u8,
    pub(super) words: String,
    pub(super) original: String,
    pub(super) chosen: bool,
}

impl Asked {
    pub(super) fn sure(t: Text, language: Language, form: &Form<'_>, when: When) -> Asked {
        let asked = Asked::of(Instrument::Sure, language, form, "sure", 0);
        let when = Some(whens(t, form, "sure-when", when));
        Asked { instrument: "sure", heading: t.ease_sure(), lead: t.ease_sure_lead(), when, ..asked }
    }

    pub(super) fn gad2(t: Text, language: Language, form: &Form<'_>, when: When) -> Asked {
        let asked = Asked::of(Instrument::Gad2, language, form, "gad", 0);
        let when = Some(whens(t, form, "gad-when", when));
        Asked { instrument: "gad2", heading: t.ease_gad(), lead: t.ease_gad_lead(), when, ..asked }
    }

    /// The five of the GAD-7 that follow the two of the GAD-2.
    pub(super) fn more(t: Text, language: Language, form: &Form<'_>) -> Asked {
        let asked = Asked::of(Instrument::Gad7, language, form, "more", Instrument::Gad2.items());
        Asked { instrument: "gad7", heading: t.ease_gad_more_title(), lead: t.ease_gad_more(), ..asked }
    }

    fn of(instrument: Instrument, tongue: Language, form: &Form<'_>, prefix: &str, skipped: usize) -> Asked {
        let shown = text(instrument, language(tongue));
        let original = text(instrument, Tongue::En);
        let reading_aid = shown.beside_original();
        let beside = |words: &str| if reading_aid { words.to_owned() } else { String::new() };
        let items = shown.items.iter().zip(&original.items).enumerate().skip(skipped).map(|(place, (words, first))| {
            let name = format!("{prefix}-{}", place + 1);
            let answers = shown.answers.iter().zip(&original.answers).enumerate();
            let answers = answers.map(|(order, (answer, first))| ItemAnswer {
                // The first has the question's own name, so that a link from the summary leads there.
                id: if order == 0 { name.clone() } else { format!("{name}-{order}") },
                value: answer.value,
                words: answer.text.clone(),
                original: beside(&first.text),
                chosen: form.values.has(&name, &answer.value.to_string()),
            });
            let answers = answers.collect();
            Item {
                number: place + 1,
                words: words.clone(),
                original: beside(first),
                error: form.error(&name),
                answers,
                name,
            }
        });
        Asked {
            instrument: "",
            heading: String::new(),
            lead: String::new(),
            when: None,
            instruction: shown.instruction.clone(),
            instruction_original: beside(&original.instruction),
            items: items.collect(),
            reading_aid,
            citation: shown.citation.clone(),
            notice: shown.notice.clone(),
            validated: shown.validated.as_ref(),
        }
    }
}

/// The language of a questionnaire's text for a page's language.
pub(super) fn language(language: Language) -> Tongue {
    match language {
        Language::English => Tongue::En,
        Language::Japanese => Tongue::Ja,
    }
}

fn whens(t: Text, form: &Form<'_>, name: &str, likely: When) -> Choices {
    let chosen = When::ALL.iter().any(|when| form.values.has(name, when.word()));
    let choice = |when: When| {
        let choice = form.choice(name, when.word(), when_words(t, when));
        if !chosen && when == likely { choice.first() } else { choice }
    };
    form.one(name, t.ease_when(), When::ALL.into_iter().map(choice).collect())
}

fn when_words(t: Text, when: When) -> String {
    match when {
        When::Before => t.ease_when_before(),
        When::After => t.ease_when_after(),
        When::Later => t.ease_when_later(),
    }
}

/// What was answered once.
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) on: String,
    pub(super) says: String,
    /// What it does not mean; said beside the last of its kind.
    pub(super) not: String,
    /// What could help, with where it is, for questions that were answered with no.
    pub(super) helps: Vec<(&'static str, String)>,
}

/// What was answered, the newest first.
pub(super) fn shown(at: &At<'_>) -> Vec<Shown> {
    let eased = &at.view.case.ease;
    let newest = |place: usize| {
        let same =
            |later: &Eased| Some(later.answered.instrument) == eased.get(place).map(|one| one.answered.instrument);
        !eased.iter().skip(place + 1).any(same)
    };
    let one = |(place, eased): (usize, &Eased)| answered(at, eased, newest(place));
    eased.iter().enumerate().rev().filter_map(one).collect()
}

fn answered(at: &At<'_>, eased: &Eased, newest: bool) -> Option<Shown> {
    let t = at.t;
    let (says, not, name) = match eased.answered.score().ok()? {
        Score::Sure(score) if score.conflict => {
            (t.ease_sure_some(score.total.to_string()), t.ease_sure_not(), t.ease_sure())
        }
        Score::Sure(_) => (t.ease_sure_all(), t.ease_sure_not(), t.ease_sure()),
        Score::Gad2(score) => {
            let total = score.total.to_string();
            let says = if score.go_on { t.ease_gad2_high(total) } else { t.ease_gad2_low(total) };
            (says, t.ease_gad2_not(), t.ease_gad())
        }
        Score::Gad7(score) => (band(t, score), t.ease_gad7_not(), t.ease_gad()),
    };
    let sure = newest && eased.answered.instrument == Instrument::Sure;
    Some(Shown {
        name,
        on: t.ease_on(when_words(t, eased.when), at.moment_day(eased.answered.at)),
        says,
        not: if newest { not } else { String::new() },
        helps: if sure { helps(t, &eased.answered.answers) } else { Vec::new() },
    })
}

fn band(t: Text, score: casework::instrument::Gad7Score) -> String {
    use casework::instrument::Band;
    let total = score.total.to_string();
    match score.band {
        Band::Minimal => t.ease_gad7_minimal(total),
        Band::Mild => t.ease_gad7_mild(total),
        Band::Moderate => t.ease_gad7_moderate(total),
        Band::Severe => t.ease_gad7_severe(total),
    }
}

/// For what was answered with no: where it can be looked at. Being sure itself follows from the others.
fn helps(t: Text, answers: &[u8]) -> Vec<(&'static str, String)> {
    let no = |place: usize| answers.get(place) == Some(&0);
    let helps = [
        (no(1), "/case/compare#points", t.ease_sure_open_2()),
        (no(2), "/case/compare#matters", t.ease_sure_open_3()),
        (no(3), "#turn-after", t.ease_sure_open_4()),
    ];
    helps.into_iter().filter(|(no, ..)| *no).map(|(_, href, words)| (href, words)).collect()
}

/// An open worry with what was answered to it.
pub(super) struct WorryView {
    pub(super) id: u32,
    pub(super) says: String,
    pub(super) answers: Vec<WorryAnswer>,
}

/// One answer.
pub(super) struct WorryAnswer {
    pub(super) place: usize,
    pub(super) by: String,
    pub(super) words: String,
    pub(super) close: String,
}

/// The worries that are open.
pub(super) fn worries(at: &At<'_>) -> Vec<WorryView> {
    at.view.case.worries.iter().filter(|worry| worry.closed.is_none()).map(|worry| worry_view(at, worry)).collect()
}

fn worry_view(at: &At<'_>, worry: &Worry) -> WorryView {
    let t = at.t;
    let asked = match worry.about {
        About::Enough => t.worries_enough(),
        About::Cured => t.worries_cured(),
        About::Another => t.worries_another(),
        About::Own => String::new(),
    };
    let says: Vec<&str> = [asked.as_str(), worry.words.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let answers = worry.answers.iter().enumerate().map(|(place, answer)| WorryAnswer {
        place,
        by: t.worries_answer_by(answer.who.as_str(), at.moment_day(answer.at)),
        words: answer.words.clone(),
        close: t.worries_close(answer.who.as_str()),
    });
    WorryView { id: worry.id.0, says: says.join("\n"), answers: answers.collect() }
}
