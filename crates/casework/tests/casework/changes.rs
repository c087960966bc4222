use casework::choice::Way;
use casework::keeper::Deeded;
use casework::opinion::{FirstOpinion, Known};
use casework::people::{Ground, Part, Purpose, Relation, Role};
use casework::records::Checked;
use casework::timing::Step;
use casework::worry::About;
use casework::{Act, AttachmentId, PersonId, RecordId, Refusal, WorryId};
use jiff::civil::date;

use crate::story::{DAY, FIRST_DAY, SECOND, TestCase, fields, own_worry, told};

fn answer(who: &str) -> Act {
    Act::AnswerWorry { worry: WorryId(1), who: who.to_owned(), words: "It is enough.".to_owned() }
}

fn close(answer: u32) -> Act {
    Act::CloseWorry { worry: WorryId(1), answer }
}

fn choose(id: &str) -> Act {
    Act::Choose { institution: id.to_owned(), name: format!("Hospital {id}"), way: Way::Visit, note: String::new() }
}

fn at_institution(id: &str) -> Act {
    Act::SaveOpinion(Box::new(FirstOpinion { institution: Some(id.to_owned()), ..FirstOpinion::default() }))
}

#[tokio::test]
async fn a_worry_closes_only_with_an_answer_of_someone_with_a_name() {
    let story = TestCase::begun_by_patient().await;
    story.does(Act::AddWorry { of: None, about: About::Enough, words: String::new() }).await.unwrap();
    assert_eq!(story.does(close(0)).await.unwrap_err(), Refusal::OutOfOrder);
    assert_eq!(fields(story.does(answer("  ")).await.unwrap_err()), ["who"]);
    let open = story.does(answer("Dr Mori")).await.unwrap();
    assert_eq!(open.case.worries[0].closed, None, "an answer alone closes nothing");
    assert_eq!(story.does(close(1)).await.unwrap_err(), Refusal::OutOfOrder);
    assert!(story.does(close(0)).await.unwrap().case.worries[0].closed.is_some());
    assert_eq!(story.does(Act::ReopenWorry(WorryId(1))).await.unwrap().case.worries[0].closed, None);
}

#[tokio::test]
async fn a_worry_is_let_go_in_the_patients_view_and_in_nobody_elses() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &Part::SHARED).await;
    let daughter = story.caller(SECOND);
    story.act(daughter, own_worry("Who looks after the dog?")).await.unwrap();
    story.act(daughter, answer("The neighbour")).await.unwrap();
    assert_eq!(story.act(daughter, close(0)).await.unwrap_err(), Refusal::NotFound);
    story.does(close(0)).await.unwrap();
}

#[tokio::test]
async fn the_daughter_writes_down_her_fathers_worry_as_his() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::FillIn, &[Part::Worries]).await;
    let his = Act::AddWorry { of: Some(PersonId::PATIENT), about: About::Cured, words: String::new() };
    let seen = story.act(story.caller(SECOND), his).await.unwrap().case;
    assert_eq!(seen.worries[0].of, PersonId::PATIENT);
    let nobodys = Act::AddWorry { of: Some(PersonId(9)), about: About::Cured, words: String::new() };
    assert_eq!(story.does(nobodys).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn lists_are_full_at_their_limit() {
    let story = TestCase::begun_by_patient().await;
    for number in 0..40 {
        story.does(own_worry(&format!("worry {number}"))).await.unwrap();
    }
    assert_eq!(story.does(own_worry("one more")).await.unwrap_err(), Refusal::Full(40));
    for _ in 0..20 {
        story.does(answer("Dr Mori")).await.unwrap();
    }
    assert_eq!(story.does(answer("Dr Mori")).await.unwrap_err(), Refusal::Full(20));
    for id in ["a", "b", "c", "d", "e"] {
        story.does(choose(id)).await.unwrap();
    }
    assert_eq!(story.does(choose("f")).await.unwrap_err(), Refusal::Full(5));
    for number in 0..60 {
        story.does(Act::AddRecord { words: format!("paper {number}"), loan: false }).await.unwrap();
    }
    assert_eq!(story.does(Act::AddRecord { words: "more".into(), loan: false }).await.unwrap_err(), Refusal::Full(60));
    let friend = || Act::AddPerson {
        role: Role::Relative,
        name: "A friend".to_owned(),
        relation: Some(Relation::NotFamily),
        ground: Some(Ground::Consent),
        ground_paper: String::new(),
    };
    for _ in 0..39 {
        story.does(friend()).await.unwrap();
    }
    assert_eq!(story.does(friend()).await.unwrap_err(), Refusal::Full(40));
}

#[tokio::test]
async fn a_text_is_refused_and_never_cut() {
    let story = TestCase::begun_by_patient().await;
    let long = "山".repeat(4_000);
    let kept = story.does(own_worry(&long)).await.unwrap().case.worries[0].words.clone();
    assert_eq!(kept, long);
    assert_eq!(fields(story.does(own_worry(&format!("{long}山"))).await.unwrap_err()), ["words"]);
    let ten_megabytes = "a".repeat(10_000_000);
    assert_eq!(fields(story.does(own_worry(&ten_megabytes)).await.unwrap_err()), ["words"]);
    let opinion = FirstOpinion { site: told(&"s".repeat(201)), unclear: ten_megabytes, ..FirstOpinion::default() };
    assert_eq!(fields(story.does(Act::SaveOpinion(Box::new(opinion))).await.unwrap_err()), ["site", "unclear"]);
}

#[tokio::test]
async fn names_in_any_script_stay_as_they_are() {
    let story = TestCase::begun_by_patient().await;
    for name in ["نور الهدى", "👩‍🌾 花子", "e\u{301}lise", "\u{202E}oraT"] {
        let seen = story.does(Act::NamePerson(PersonId::PATIENT, name.to_owned())).await.unwrap();
        assert_eq!(seen.case.people[0].name, name);
    }
}

#[tokio::test]
async fn the_current_institution_is_barred_and_it_alone() {
    let story = TestCase::begun_by_patient().await;
    story.does(at_institution("jp-1")).await.unwrap();
    assert_eq!(story.does(choose("jp-1")).await.unwrap_err(), Refusal::SameInstitution);
    story.does(choose("jp-2")).await.unwrap();
    assert_eq!(story.does(at_institution("jp-2")).await.unwrap_err(), Refusal::SameInstitution);
    let again = Act::Choose { institution: "jp-2".into(), name: "Two".into(), way: Way::Online, note: "ring".into() };
    let chosen = story.does(again).await.unwrap().case.choice.chosen;
    assert_eq!((chosen.len(), chosen[0].way), (1, Way::Online), "chosen again is changed, not doubled");
    story.does(choose("jp-3")).await.unwrap();
    let first = story.does(Act::PutFirst("jp-3".into())).await.unwrap().case.choice.chosen[0].institution.clone();
    assert_eq!(first, "jp-3");
    story.does(Act::Unchoose("jp-3".into())).await.unwrap();
    assert_eq!(story.does(Act::Unchoose("jp-3".into())).await.unwrap_err(), Refusal::NotFound);
}

#[tokio::test]
async fn a_decision_cannot_lie_in_the_past_but_may_have_passed() {
    let story = TestCase::begun_by_patient().await;
    let decide =
        |on| Act::SaveOpinion(Box::new(FirstOpinion { decide_by: Known::Told(on), ..FirstOpinion::default() }));
    assert_eq!(fields(story.does(decide(date(2026, 11, 22))).await.unwrap_err()), ["decide_by"]);
    assert_eq!(fields(story.does(decide(date(2090, 1, 1))).await.unwrap_err()), ["decide_by"]);
    story.does(decide(date(2026, 11, 24))).await.unwrap();
    story.clock.pass(5 * DAY);
    story.does(decide(date(2026, 11, 24))).await.unwrap();
}

#[tokio::test]
async fn the_latest_safe_date_needs_the_name_of_who_said_it() {
    let story = TestCase::begun_by_patient().await;
    let timing = |by: &str| Act::SaveTiming {
        treatment: None,
        latest_safe: Some(date(2026, 12, 10)),
        latest_safe_by: by.to_owned(),
    };
    assert_eq!(fields(story.does(timing("")).await.unwrap_err()), ["latest_safe_by"]);
    story.does(timing("Dr Mori")).await.unwrap();
}

#[tokio::test]
async fn a_step_is_done_today_or_before_and_planned_today_or_later() {
    let story = TestCase::begun_by_patient().await;
    let (yesterday, tomorrow) = (date(2026, 11, 22), date(2026, 11, 24));
    assert_eq!(fields(story.does(Act::FinishStep(Step::Doctor, Some(tomorrow))).await.unwrap_err()), ["on"]);
    assert_eq!(fields(story.does(Act::FixStep(Step::Visit, Some(yesterday))).await.unwrap_err()), ["on"]);
    story.does(Act::FinishStep(Step::Doctor, Some(yesterday))).await.unwrap();
    story.does(Act::FixStep(Step::Visit, Some(tomorrow))).await.unwrap();
    let timing = story.does(Act::FixStep(Step::Visit, None)).await.unwrap().case.timing;
    assert_eq!((timing.fixed, timing.done), (vec![], vec![(Step::Doctor, yesterday)]));
}

#[tokio::test]
async fn a_letter_is_not_received_before_it_was_asked_for_nor_tomorrow() {
    let story = TestCase::begun_by_patient().await;
    let letter = |asked, received| Act::SaveLetter { asked_on: asked, promised_for: None, received_on: received };
    let tomorrow = Some(date(2026, 11, 24));
    assert_eq!(fields(story.does(letter(None, tomorrow)).await.unwrap_err()), ["received_on"]);
    let backwards = letter(Some(FIRST_DAY), Some(date(2026, 11, 1)));
    assert_eq!(story.does(backwards).await.unwrap_err(), Refusal::OutOfOrder);
    story.does(letter(Some(date(2026, 11, 1)), Some(FIRST_DAY))).await.unwrap();
}

#[tokio::test]
async fn every_reading_and_every_change_is_in_the_log() {
    let story = TestCase::begun_by_patient().await;
    story.casework.view(story.beginner, Part::Time).await.unwrap();
    story.casework.overview(story.beginner).await.unwrap();
    story.does(own_worry("Is it true?")).await.unwrap();
    story.casework.taken_out(story.beginner).await.unwrap();
    story.casework.printed(story.beginner, Part::Time, &[Part::Letter]).await.unwrap();
    let (_, log) = story.casework.log(story.beginner).await.unwrap();
    let said: Vec<_> = log.iter().map(|entry| (entry.deed, entry.part)).collect();
    let expected = [
        (Deeded::Began, None),
        (Deeded::Read, Some(Part::Time)),
        (Deeded::Read, None),
        (Deeded::Changed, Some(Part::Worries)),
        (Deeded::Exported, None),
        (Deeded::Read, Some(Part::Time)),
        (Deeded::Read, Some(Part::Letter)),
        (Deeded::Read, Some(Part::Log)),
    ];
    assert_eq!(said, expected);
}

#[tokio::test]
async fn what_is_taken_out_is_the_case_its_log_and_its_uploads() {
    let story = TestCase::begun_by_patient().await;
    story.does(Act::AddRecord { words: "A scan".to_owned(), loan: false }).await.unwrap();
    let (version, name, kind) = (story.version().await, "scan.pdf".to_owned(), "application/pdf".to_owned());
    story.casework.upload(story.beginner, version, RecordId(1), name, kind, vec![1, 2]).await.unwrap();
    let taken = story.casework.taken_out(story.beginner).await.unwrap();
    assert_eq!((taken.view.case.id, taken.log.len()), (story.id, 4));
    assert_eq!(taken.uploads, [(AttachmentId(1), vec![1, 2])]);
    story.casework.scanned(story.id, AttachmentId(1), Checked::Refused).await.unwrap();
    assert!(story.casework.taken_out(story.beginner).await.unwrap().uploads.is_empty(), "a refused one stays behind");
}

#[tokio::test]
async fn a_paper_of_parts_that_one_may_not_read_is_not_there() {
    let story = TestCase::begun_by_patient().await.with_daughter(Purpose::ReadAlong, &[Part::Records]).await;
    let daughter = story.caller(SECOND);
    assert_eq!(story.casework.printed(daughter, Part::Letter, &[Part::Records]).await.unwrap_err(), Refusal::NotFound);
    let (view, seen) = story.casework.printed(daughter, Part::Records, &[Part::Letter]).await.unwrap();
    assert_eq!((view.case.letter, seen.contains(&Part::Records)), (Default::default(), true));
    assert!(!seen.contains(&Part::Letter));
}
