//! `GET /components`: every part of the visual language on one page, with made-up figures that are marked as such.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use evidence::{Country, Point};
use language::Text;

use crate::answer::{OutcomeView, made_up_estimate};
use crate::application::Application;
use crate::asked::{Asked, Field, Trouble, TroubleKind};
use crate::claim::{Chapter, advice, claim};
use crate::drawing::{Bar, Interval, MapPoint, bars, intervals, map};
use crate::form::Form;
use crate::frame::{Frame, Section, page};
use crate::visitor::Visitor;
use crate::words;

#[derive(Template)]
#[template(path = "components.html")]
struct Components {
    frame: Frame,
    t: Text,
    form: Form,
    chapters: Vec<Chapter>,
    outcome: OutcomeView,
    bars: String,
    intervals: String,
    map: String,
    swatches: [(&'static str, &'static str); 8],
}

pub(crate) async fn show(State(application): State<Application>, visitor: Visitor) -> Response {
    let edition = &*application.edition;
    let t = visitor.language.text();
    let trouble = Trouble { field: Field::Near, kind: TroubleKind::Missing };
    let shown = Components {
        frame: Frame::new(&visitor, edition, Section::Elsewhere, t.components_title()),
        t,
        form: Form::new(edition, visitor.language, Asked::default(), &[trouble]),
        chapters: vec![Chapter::new(
            "claims",
            t.components_claims(),
            vec![claim(t.second_is(), t.second_source_ganjoho()), advice(t.second_when_ask())],
        )],
        outcome: made_up_outcome(t),
        bars: made_up_bars(t),
        intervals: made_up_intervals(t),
        map: made_up_map(t),
        swatches: [
            ("s-paper", "--paper"),
            ("s-card", "--card"),
            ("s-ink", "--ink"),
            ("s-quiet", "--quiet"),
            ("s-accent", "--accent"),
            ("s-accent-soft", "--accent-soft"),
            ("s-warm", "--warm-line"),
            ("s-warm-soft", "--warm-soft"),
        ],
    };
    page(StatusCode::OK, &shown)
}

fn made_up_outcome(t: Text) -> OutcomeView {
    OutcomeView {
        measure: t.components_example(),
        period: t.outcome_period_alone(t.components_example(), t.words_year("2000")),
        sentences: vec![t.outcome_adjusted("0.4", "4.9", t.words_of_hundred(), "1.9")],
        verdict: t.outcome_verdict(t.components_example(), t.outcome_no_different()),
        scope: String::new(),
        when: String::new(),
        short: String::new(),
        funnel: String::new(),
        believed: Some(made_up_estimate(t)),
    }
}

fn made_up_bars(t: Text) -> String {
    let bar =
        |number, count| Bar { number, name: t.components_example(), count, label: t.plot_floor(count), open: true };
    bars(&t.plot_title_volume(2u32), &t.plot_desc_floor(), "volume", &[bar(1, 120), bar(2, 34)])
}

fn made_up_intervals(t: Text) -> String {
    let interval = |number, low: f64, high: f64, value: f64| Interval {
        number,
        name: t.components_example(),
        low,
        high,
        value,
        label: t.plot_interval(words::rate(low), words::rate(high), words::rate(value)),
    };
    let rows = [interval(1, 0.4, 4.9, 1.9), interval(2, 1.1, 3.2, 2.0)];
    intervals(&t.plot_title_outcome(2u32), &t.plot_desc_outcome(), "outcome", &rows, Some(2.2))
}

fn made_up_map(t: Text) -> String {
    let here = Point { latitude: 38.25, longitude: 140.33 };
    let point = |number, latitude, longitude| MapPoint {
        number,
        name: t.components_example(),
        point: Point { latitude, longitude },
    };
    let points = [point(1, 38.26, 140.34), point(2, 38.9, 139.85)];
    map((&t.map_title(2u32), &t.map_desc()), Country::Japan, here, &points, |km| t.map_ruler(words::whole(km)))
}
