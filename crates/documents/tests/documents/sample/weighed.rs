//! What stands in a made-up case from the second opinion to weeks after the decision.

use casework::decision::{Carried, Chooses, Deciding, Decision, FollowUp, OutOfFive, Receipt, Report};
use casework::ease::{Eased, When};
use casework::id::{OpinionId, PersonId};
use casework::instrument::Instrument;
use casework::opinion::Known;
use casework::second::{Hand, OwnView, Point, Said, SecondOpinion, Stands};
use casework::weigh::{Compared, Compares, Joint, Matter, Way, Weighing, What};
use jiff::civil::date;

use super::asked::ANSWERED;
use super::begun::{DAUGHTER, DOCTOR, SECOND_DOCTOR};
use super::{Wording, answered, hours};

const GIVEN: OpinionId = OpinionId(1);

/// One that is given, and a doctor's draft that nobody else may see.
pub(super) fn seconds(w: Wording) -> Vec<SecondOpinion> {
    let said: Said = [
        (Point::Diagnosis, w.of("Adenocarcinoma of the antrum.", "胃前庭部の腺がんです。")),
        (Point::Treatment, w.of("The same operation, by keyhole surgery.", "同じ範囲の手術を、腹腔鏡で行います。")),
        (Point::Aim, w.of("Cure.", "治すことです。")),
        (Point::Harms, w.of("Less pain; leaks in about 2 of 100.", "痛みは少なめ。縫合不全は100人に2人ほどです。")),
    ]
    .into_iter()
    .map(|(point, words)| (point, Known::Told(words)))
    .chain([(Point::Nothing, Known::Unclear)])
    .collect();
    let given = SecondOpinion {
        id: GIVEN,
        application: Some(ANSWERED),
        hand: Hand::Doctor,
        by: SECOND_DOCTOR,
        doctor: w.of("Dr Made-up Second", "架空 二郎"),
        institution: w.of("Second Example Hospital", "架空第二病院"),
        said_on: Some(date(2026, 11, 17)),
        own_view: Some(OwnView { said: said.clone(), at: hours(-24 * 9) }),
        said,
        stands: Some(Stands::Refines),
        remarks: w.of("Ask about the hospital stay.", "入院の長さを主治医にお尋ねください。"),
        saved: hours(-24 * 5),
        given: Some(hours(-24 * 5)),
    };
    let draft =
        SecondOpinion { id: OpinionId(2), remarks: "DRAFT WORDS OF A DOCTOR".to_owned(), given: None, ..given.clone() };
    vec![given, draft]
}

pub(super) fn weighing(w: Wording) -> Weighing {
    let compared = |point, compares, why| Compared { opinion: GIVEN, point, compares, why };
    Weighing {
        first: [(Point::Aim, Known::Told(w.of("Cure.", "治すことです。"))), (Point::Harms, Known::Unclear)]
            .into_iter()
            .collect(),
        compared: vec![
            compared(Point::Diagnosis, Compares::Same, String::new()),
            compared(
                Point::Treatment,
                Compares::Different,
                w.of("The second hospital does it by keyhole.", "第二病院では腹腔鏡で行っているためです。"),
            ),
        ],
        matters: vec![
            Matter { what: What::Cure, weight: 3 },
            Matter { what: What::Daily, weight: 2 },
            Matter { what: What::Own(w.of("My fields", "畑のこと")), weight: 1 },
        ],
        joint: Some(Joint {
            way: Way::BothTalk,
            asked_on: Some(date(2026, 11, 18)),
            held_on: Some(date(2026, 11, 19)),
            outcome: w.of("Both doctors can do it by keyhole.", "どちらの医師も腹腔鏡で行えるとのことです。"),
        }),
    }
}

pub(super) fn deciding(w: Wording) -> Deciding {
    let later = Decision {
        chooses: Chooses::Later,
        words: w.of("After the talk of both.", "お二人の話し合いのあとで。"),
        with: Vec::new(),
        on: date(2026, 11, 18),
        by: PersonId::PATIENT,
        at: hours(-24 * 5),
    };
    let decided = Decision {
        chooses: Chooses::Second(GIVEN),
        words: w.of("Keyhole surgery, near home.", "家の近くで、腹腔鏡の手術を受けます。"),
        with: vec![w.of("Made-up Daughter", "架空 花子"), w.of("Dr Made-up First", "架空 一郎 医師")],
        on: date(2026, 11, 20),
        by: DAUGHTER,
        at: hours(-24 * 3),
    };
    let report = Report {
        place: 0,
        decision: 1,
        carried: Carried::ByHand,
        sent_on: date(2026, 11, 20),
        words: w.of("Thank you for the letter.", "紹介状をありがとうございました。"),
        received: Some(Receipt {
            who: w.of("Dr Made-up First", "架空 一郎 医師"),
            on: date(2026, 11, 20),
            by: DOCTOR,
            words: w.of("We will plan it for December.", "12月に予定しましょう。"),
        }),
    };
    let follow_up = FollowUp {
        at: hours(0),
        satisfied: Some(OutOfFive(4)),
        at_ease: Some(OutOfFive(5)),
        words: w.of("I sleep better.", "よく眠れるようになりました。"),
        ring_me: true,
        for_desk: false,
        rung: None,
    };
    Deciding { decisions: vec![later, decided], reports: vec![report], follow_ups: vec![follow_up] }
}

/// Scores that never stand on a paper for anyone else: 2 of 4, and 12 of 21.
pub(super) fn ease() -> Vec<Eased> {
    let eased = |when, instrument, answers: &[u8]| Eased { when, answered: answered(instrument, answers) };
    vec![
        eased(When::Before, Instrument::Sure, &[1, 0, 1, 0]),
        eased(When::Before, Instrument::Gad7, &[3, 3, 2, 1, 1, 1, 1]),
        eased(When::After, Instrument::Sure, &[1, 1, 1, 1]),
    ]
}
