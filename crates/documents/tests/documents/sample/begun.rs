//! What stands in a made-up case from its first pages: people, first opinion, worries, time, choice.

use casework::choice::{Choice, Chosen, Way, Wish};
use casework::id::{PersonId, WorryId};
use casework::opinion::{FirstOpinion, Known};
use casework::people::{Consent, Ground, Part, Person, Purpose, Relation, Role};
use casework::telling::{Feeling, Reply, Telling};
use casework::timing::{Step, Timing, Treatment};
use casework::worry::{About, Answer, Closed, Worry};
use jiff::civil::date;

use super::{Wording, hours, set};

pub(super) const DAUGHTER: PersonId = PersonId(2);
pub(super) const DOCTOR: PersonId = PersonId(3);
pub(super) const DESK: PersonId = PersonId(4);
pub(super) const SECOND_DOCTOR: PersonId = PersonId(5);
pub(super) const OTHER_DESK: PersonId = PersonId(7);

pub(super) fn patient(name: String) -> Person {
    person(PersonId::PATIENT, Role::Patient, name)
}

fn person(id: PersonId, role: Role, name: String) -> Person {
    let joined = Some(hours(-24 * 20));
    Person { id, role, name, relation: None, ground: None, ground_paper: String::new(), joined, mail: None }
}

pub(super) fn people(w: Wording) -> Vec<Person> {
    let daughter = Person {
        relation: Some(Relation::Child),
        ground: Some(Ground::Consent),
        ..person(DAUGHTER, Role::Relative, w.of("Made-up Daughter", "架空 花子"))
    };
    vec![
        patient(w.of("Made-up Patient", "架空 太郎")),
        daughter,
        person(DOCTOR, Role::AttendingDoctor, w.of("Dr Made-up First", "架空 一郎 医師")),
        person(DESK, Role::Desk, w.of("Desk of Second Example Hospital", "架空第二病院の窓口")),
        person(SECOND_DOCTOR, Role::SecondDoctor, w.of("Dr Made-up Second", "架空 二郎 医師")),
        person(PersonId(6), Role::Counsellor, w.of("Made-up Counsellor", "架空の相談員")),
        person(OTHER_DESK, Role::Desk, w.of("Desk of Third Example Hospital", "架空第三病院の窓口")),
    ]
}

pub(super) fn consents() -> Vec<Consent> {
    let consent = |person, purpose, parts: &[Part]| Consent {
        person,
        purpose,
        parts: set(parts),
        given: hours(-24 * 15),
        by: PersonId::PATIENT,
        until: None,
        withdrawn: None,
    };
    vec![
        consent(DAUGHTER, Purpose::FillIn, &Part::SHARED),
        consent(DOCTOR, Purpose::WriteLetter, &[Part::Opinion, Part::Letter]),
        consent(DESK, Purpose::Examine, &Part::SENT),
        consent(SECOND_DOCTOR, Purpose::Examine, &Part::SENT),
    ]
}

pub(super) fn opinion(w: Wording) -> FirstOpinion {
    FirstOpinion {
        condition: Some("stomach-cancer".to_owned()),
        condition_words: w.of("stomach cancer", "胃がん"),
        site: Known::Told(w.of("the lower part", "胃の下のほう")),
        kind: Known::Told(w.of("adenocarcinoma", "腺がん")),
        stage: Known::Told(w.of("stage II, as told", "ステージII（説明のとおり）")),
        doctor: Known::Told(w.of("Dr Made-up First", "架空 一郎 医師")),
        institution: Some("jp-00001".to_owned()),
        institution_words: w.of("First Example Hospital", "架空第一病院"),
        said_on: Some(date(2026, 11, 2)),
        treatment: Known::Told(w.of("taking out two thirds of the stomach", "胃の3分の2を切り取る手術")),
        decide_by: Known::Told(date(2026, 12, 25)),
        unclear: w
            .of("Why it cannot be done through an endoscope.", "内視鏡ではなぜできないのか、わかりませんでした。"),
        near: w.of("Yamagata", "山形市"),
        under20: false,
    }
}

pub(super) fn worries(w: Wording) -> Vec<Worry> {
    let enough = Worry {
        id: WorryId(1),
        of: PersonId::PATIENT,
        about: About::Enough,
        words: String::new(),
        since: hours(-24 * 20),
        answers: Vec::new(),
        closed: None,
    };
    let farm = Answer {
        who: w.of("Dr Made-up First", "架空 一郎 医師"),
        words: w.of("Most people can after some weeks.", "多くの方は数週間で動けるようになります。"),
        at: hours(-24 * 3),
    };
    let own = Worry {
        id: WorryId(2),
        about: About::Own,
        words: w.of("Can I work in the fields again?", "また畑の仕事ができるでしょうか。"),
        answers: vec![farm],
        closed: Some(Closed { answer: 0, at: hours(-24 * 2) }),
        ..enough.clone()
    };
    let daughters = Worry {
        id: WorryId(3),
        of: DAUGHTER,
        about: About::Own,
        words: w.of("Can we go and come back in one day?", "日帰りで行けるでしょうか。"),
        ..enough.clone()
    };
    vec![enough, own, daughters]
}

pub(super) fn timing(w: Wording) -> Timing {
    Timing {
        signs: Default::default(),
        signs_read: Some((hours(-24), "1".to_owned())),
        treatment: Some(Treatment::NotStarted),
        latest_safe: Some(date(2026, 12, 18)),
        latest_safe_by: w.of("Dr Made-up First", "架空 一郎 医師"),
        fixed: vec![(Step::Decision, date(2026, 12, 18))],
        done: vec![(Step::Doctor, date(2026, 11, 5))],
    }
}

pub(super) fn choice(w: Wording) -> Choice {
    let chosen = |institution: &str, name, way| Chosen {
        institution: institution.to_owned(),
        name,
        way,
        at: hours(-24 * 14),
        note: w.of("My sister lives nearby.", "姉が近くに住んでいます。"),
    };
    Choice {
        wish: Some(Wish::Advice),
        chosen: vec![
            chosen("jp-00002", w.of("Second Example Hospital", "架空第二病院"), Way::Visit),
            chosen("jp-00003", w.of("Third Example Hospital", "架空第三病院"), Way::Online),
        ],
        cleared: vec!["complaint".to_owned()],
    }
}

pub(super) fn telling(w: Wording) -> Telling {
    Telling {
        feeling: Some(Feeling::Hard),
        told_on: Some(date(2026, 11, 5)),
        reply: Some(Reply::Agreed),
        note: w.of("My daughter will come along.", "娘が一緒に来ます。"),
    }
}
