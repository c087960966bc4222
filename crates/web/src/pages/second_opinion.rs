//! `GET /second-opinion`: what it is and is not, and how to go about it.
//!
//! Each claim carries its source and, where it could be told, its year. Facts older than two years say "ring first". Nothing
//! here says that it is safe to wait.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use language::Text;

use crate::application::Application;
use crate::claim::{Chapter, Fee, advice, claim};
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "second-opinion.html")]
struct SecondOpinion {
    frame: Frame,
    t: Text,
    before: Vec<Chapter>,
    chapters: Vec<Chapter>,
    fees: Vec<Fee>,
    refusals: Vec<String>,
    words: Vec<String>,
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor) -> Response {
    let t = visitor.language.text();
    let shown = SecondOpinion {
        frame: Frame::new(&visitor, &application.edition, Section::SecondOpinion, t.second_title()),
        t,
        before: vec![what_it_is(t), when(t), telling(t)],
        chapters: vec![letter(t), cost(t), whom(t), family(t), afterwards(t), change(t)],
        fees: fees(t),
        refusals: vec![
            t.second_refuse_letter(),
            t.second_refuse_agreed(),
            t.second_refuse_transfer(),
            t.second_refuse_complaint(),
            t.second_refuse_died(),
            t.second_refuse_money(),
            t.second_refuse_past(),
            t.second_refuse_specialist(),
            t.second_refuse_appointment(),
        ],
        words: vec![t.second_words_trust(), t.second_words_letter(), t.second_words_latest(), t.second_words_back()],
    };
    page(StatusCode::OK, &shown)
}

fn what_it_is(t: Text) -> Chapter {
    let claims = vec![
        claim(t.second_is(), t.second_source_ganjoho()),
        claim(t.second_is_same(), t.second_source_ganjoho()),
        claim(t.second_is_steps(), t.second_source_steps()),
    ];
    Chapter::new("what", t.second_what(), claims)
}

fn when(t: Text) -> Chapter {
    let claims = vec![
        advice(t.second_when_ask()),
        claim(t.second_when_early(), t.second_source_early()),
        claim(t.second_when_before(), t.second_source_before()),
        claim(t.second_when_delay(), t.second_source_delay()),
        claim(t.second_when_urgent(), t.second_source_urgent()),
        advice(t.second_when_in_treatment()),
    ];
    Chapter::new("when", t.second_when(), claims)
}

fn telling(t: Text) -> Chapter {
    let claims = vec![
        claim(t.second_tell_hard(), t.second_source_hard()),
        claim(t.second_tell_normal(), t.second_source_fee_rule()),
        claim(t.second_tell_wishes(), t.second_source_wishes()),
        advice(t.second_tell_fear()),
    ];
    Chapter::new("telling", t.second_tell(), claims)
}

fn letter(t: Text) -> Chapter {
    let claims = vec![
        claim(t.second_letter_papers(), t.second_source_papers()),
        claim(t.second_letter_pathology(), t.second_source_pathology()),
        advice(t.second_letter_draft()),
        claim(t.second_letter_fee(), t.second_source_letter_fee()),
    ];
    Chapter::new("letter", t.second_letter(), claims)
}

fn cost(t: Text) -> Chapter {
    let claims = vec![
        advice(t.second_cost_self()),
        claim(t.second_cost_insurance(), t.second_source_insurance()),
        claim(t.second_cost_tax(), t.second_source_tax()),
        advice(t.second_cost_town()),
    ];
    Chapter::new("cost", t.second_cost(), claims)
}

fn whom(t: Text) -> Chapter {
    let claims = vec![
        claim(t.second_whom_centre(), t.second_source_centre()),
        claim(t.second_whom_counts(), t.second_source_counts()),
        claim(t.second_whom_designated(), t.second_source_designated()),
        advice(t.second_whom_desks()),
    ];
    Chapter::new("whom", t.second_whom(), claims)
}

fn family(t: Text) -> Chapter {
    Chapter::new("family", t.second_family(), vec![advice(t.second_family_rules()), advice(t.second_family_record())])
}

fn afterwards(t: Text) -> Chapter {
    let claims = vec![claim(t.second_after_report(), t.second_source_steps()), advice(t.second_after_differ())];
    Chapter::new("afterwards", t.second_after(), claims)
}

fn change(t: Text) -> Chapter {
    let claims = vec![
        claim(t.second_change_meyer(), t.second_source_meyer()),
        claim(t.second_change_msk(), t.second_source_msk()),
        claim(t.second_change_reassure(), t.second_source_reassure()),
        advice(t.second_change_unknown()),
    ];
    Chapter::new("change", t.second_change(), claims)
}

/// Dated examples only; each says that one has to ring first.
fn fees(t: Text) -> Vec<Fee> {
    let fee = |who, what, seen| Fee { who, what, seen };
    vec![
        fee(t.second_fee_ncc(), t.second_fee_ncc_what(), t.second_fee_ncc_seen()),
        fee(t.second_fee_ncc_online(), t.second_fee_ncc_online_what(), t.second_fee_ncc_online_seen()),
    ]
}
