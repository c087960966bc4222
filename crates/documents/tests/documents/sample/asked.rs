//! What stands in a made-up case from the letter to the day of the consultation.

use casework::application::{Application, Channel, Offer, Reason, State, Turned};
use casework::choice::Way;
use casework::day::{Coming, Day, Question};
use casework::id::{ApplicationId, AttachmentId, PersonId, QuestionId, RecordId, WorryId};
use casework::letter::{Form, Invitation, Letter, Signature, Signed, Source, Words};
use casework::people::{Part, Relation};
use casework::records::{Attachment, Checked, Item, Kind, Stage};
use jiff::civil::{Date, DateTime, date, datetime};

use super::begun::{DAUGHTER, DESK, DOCTOR, OTHER_DESK, SECOND_DOCTOR};
use super::{Wording, hours, set};

pub(super) const ANSWERED: ApplicationId = ApplicationId(1);
const BOOKED: ApplicationId = ApplicationId(3);

pub(super) fn letter(w: Wording) -> Letter {
    Letter {
        asked_on: Some(date(2026, 11, 5)),
        promised_for: Some(date(2026, 11, 9)),
        received_on: Some(date(2026, 11, 9)),
        form: Some(form(w)),
        invitation: Some(Invitation { person: DOCTOR, until: hours(24 * 7), used: Some(hours(-24 * 14)) }),
    }
}

fn form(w: Wording) -> Form {
    let words = |english: &str, japanese: &str| Words { text: w.of(english, japanese), source: Source::Doctor };
    Form {
        purpose: words(
            "Second opinion on the operation that is planned.",
            "予定している手術についてのセカンドオピニオン",
        ),
        diagnosis: words("Gastric adenocarcinoma, antrum, cT2N0M0", "胃腺癌（前庭部、cT2N0M0）"),
        course: words("Found at a check-up in October 2026.\nNo pain.", "2026年10月の健診で発見。\n疼痛なし。"),
        plan: words("Distal gastrectomy is planned.", "幽門側胃切除術を予定"),
        past: words("High blood pressure.", "高血圧症"),
        allergies: words("None known.", "特記なし"),
        medicines: words("Amlodipine 5 mg once a day.", "アムロジピン 5mg 1日1回"),
        findings: words("Endoscopy of 12 October: ulcer of 3 cm.", "10月12日 上部内視鏡：3cmの潰瘍性病変"),
        remarks: words("The patient asks about endoscopic treatment.", "内視鏡治療の可否についてお尋ねです。"),
        doctor: words("Dr Made-up First, Surgery", "架空 一郎（消化器外科）"),
        institution: words("First Example Hospital", "架空第一病院"),
        saved: Some(hours(-24 * 14)),
        signed: Some(Signed {
            by: w.of("Dr Made-up First", "架空 一郎"),
            on: date(2026, 11, 9),
            how: Signature::OnPaper,
        }),
    }
}

pub(super) fn records(w: Wording) -> Vec<Item> {
    let item = |id, kind, steps: &[(Stage, Date)]| Item {
        id: RecordId(id),
        kind,
        words: String::new(),
        loan: matches!(kind, Kind::Images | Kind::Slides),
        steps: steps.to_vec(),
        note: String::new(),
        attachments: Vec::new(),
    };
    let asked = (Stage::Asked, date(2026, 11, 5));
    let received = (Stage::Received, date(2026, 11, 9));
    let tests = Item { attachments: vec![AttachmentId(1)], ..item(2, Kind::Tests, &[asked, received]) };
    let slides = Item {
        note: w.of("Pathology lends them for four weeks.", "病理部から4週間の貸し出しです。"),
        ..item(6, Kind::Slides, &[asked, (Stage::Promised, date(2026, 11, 30))])
    };
    let own = Item {
        words: w.of("My notes on what I eat", "食事の記録"),
        ..item(9, Kind::Own, &[(Stage::Received, date(2026, 11, 10))])
    };
    vec![
        item(1, Kind::Letter, &[asked, received]),
        tests,
        item(3, Kind::Images, &[asked, received, (Stage::Sent, date(2026, 11, 10))]),
        item(4, Kind::ImageReports, &[asked]),
        item(5, Kind::PathologyReport, &[asked, received]),
        slides,
        item(7, Kind::Endoscopy, &[]),
        item(8, Kind::Summaries, &[(Stage::NotNeeded, date(2026, 11, 5))]),
        own,
    ]
}

pub(super) fn attachments() -> Vec<Attachment> {
    vec![Attachment {
        id: AttachmentId(1),
        name: "blood-tests.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 123_456,
        at: hours(-24 * 13),
        checked: Checked::Clean,
    }]
}

fn turned(day: i64, by: PersonId, to: State) -> Turned {
    Turned { at: hours(24 * day), by, told_by: None, to, reason: None, words: String::new() }
}

fn offer(w: Wording, at: DateTime, online: bool) -> Offer {
    Offer { slot: None, at, minutes: 30, specialist: w.of("Dr Made-up Second", "架空 二郎 医師"), online }
}

/// One that was answered, one that was declined by telephone, one with a date to come.
pub(super) fn applications(w: Wording) -> Vec<Application> {
    let answered = Application {
        id: ANSWERED,
        institution: "jp-00002".to_owned(),
        name: w.of("Second Example Hospital", "架空第二病院"),
        way: Way::Visit,
        channel: Channel::Queue,
        desk: DESK,
        doctor: Some(SECOND_DOCTOR),
        blind: true,
        parts: set(&Part::SENT),
        state: State::Given,
        turn: 5,
        sent: hours(-24 * 13),
        sent_on: date(2026, 11, 10),
        posted_on: None,
        offers: Vec::new(),
        booked: Some(offer(w, datetime(2026, 11, 17, 10, 30, 0, 0), false)),
        asked: Vec::new(),
        held_on: Some(date(2026, 11, 17)),
        turns: vec![
            turned(-13, DAUGHTER, State::Sent),
            turned(-11, DESK, State::Offered),
            turned(-10, DAUGHTER, State::Booked),
            turned(-6, DESK, State::Held),
            turned(-5, SECOND_DOCTOR, State::Given),
        ],
    };
    let told = Turned {
        told_by: Some(w.of("the lady at the desk", "窓口の方")),
        reason: Some(Reason::NoCapacity),
        words: w.of("Not before January.", "1月までは空きがないとのこと。"),
        ..turned(-12, PersonId::PATIENT, State::Declined)
    };
    let declined = Application {
        id: ApplicationId(2),
        institution: "jp-00003".to_owned(),
        name: w.of("Third Example Hospital", "架空第三病院"),
        channel: Channel::Paper,
        posted_on: Some(date(2026, 11, 10)),
        desk: OTHER_DESK,
        doctor: None,
        blind: false,
        state: State::Declined,
        turn: 2,
        booked: None,
        held_on: None,
        turns: vec![turned(-13, PersonId::PATIENT, State::Sent), told],
        ..answered.clone()
    };
    let booked = Application {
        id: BOOKED,
        channel: Channel::Paper,
        posted_on: Some(date(2026, 11, 19)),
        state: State::Booked,
        turn: 3,
        way: Way::Online,
        booked: Some(offer(w, datetime(2026, 12, 3, 14, 0, 0, 0), true)),
        held_on: None,
        turns: vec![turned(-4, DAUGHTER, State::Sent), turned(-2, DAUGHTER, State::Booked)],
        ..declined.clone()
    };
    vec![answered, declined, booked]
}

/// Twenty minutes are there for them when the consultation takes thirty: the last does not fit.
pub(super) fn questions(w: Wording) -> Vec<Question> {
    let question =
        |id, of, minutes, words, answer| Question { id: QuestionId(id), of, words, minutes, worry: None, answer };
    let none = String::new;
    let field = Question {
        worry: Some(WorryId(2)),
        ..question(
            2,
            PersonId::PATIENT,
            8,
            w.of("When can I work in the fields?", "畑仕事はいつからできますか。"),
            none(),
        )
    };
    let answer = w.of("It is too deep for that.", "深さがあるため難しいとのことです。");
    vec![
        question(1, PersonId::PATIENT, 10, w.of("Is an endoscope enough?", "内視鏡で足りますか。"), answer),
        field,
        question(3, DAUGHTER, 5, w.of("What can he eat afterwards?", "手術のあとは何を食べられますか。"), none()),
    ]
}

pub(super) fn days(w: Wording) -> Vec<Day> {
    let daughter = Coming {
        person: Some(DAUGHTER),
        name: w.of("Made-up Daughter", "架空 花子"),
        relation: Some(Relation::Child),
        from: String::new(),
    };
    let sister = Coming {
        person: None,
        name: w.of("Made-up Sister", "架空 雪子"),
        relation: Some(Relation::Sibling),
        from: w.of("Sendai", "仙台市"),
    };
    let day = |application, coming| Day { application, patient_comes: true, coming, sent_ahead: Some(hours(-24 * 8)) };
    vec![day(ANSWERED, vec![daughter.clone()]), day(BOOKED, vec![daughter, sister])]
}
