//! `GET /funnel`: where all hospitals stand in one measure, and what chance alone does to them.

mod asked;
mod none;
mod picture;
mod rows;
mod told;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use compare::Origin;
use compare::funnel::{Funnel, Scale, funnel};
use compare::words::in_language;
use evidence::series::ExpectedFrom;
use evidence::{Condition, Edition, InstitutionIndex, Measure, MeasureIndex};
use language::{Language, Text};

use crate::application::Application;
use crate::frame::{Frame, Section, page};
use crate::names::Found;
use crate::parameters::Parameters;
use crate::refusal;
use crate::visitor::Visitor;
use crate::words;
use asked::Asked;
pub(crate) use asked::address_of;
use rows::Row;

/// So many hospitals near a place are marked.
const NEAREST: usize = 5;

#[derive(Template)]
#[template(path = "funnel.html")]
struct FunnelPage {
    frame: Frame,
    t: Text,
    measure: String,
    counted: String,
    among: String,
    when: String,
    cautions: Vec<String>,
    short: Vec<String>,
    reading: Vec<String>,
    drawing: String,
    keys: Vec<String>,
    drawn: Vec<String>,
    ratio: bool,
    caption: String,
    marked: Vec<Row>,
    rows: Vec<Row>,
    verdicts: bool,
    periods: Vec<PeriodLink>,
    asked: Asked,
    unmarked: String,
    condition: Option<ConditionLinks>,
}

/// Another period of the same measure.
struct PeriodLink {
    name: String,
    href: String,
    shown: bool,
}

/// Ways on from an illness.
struct ConditionLinks {
    name: String,
    about: String,
    compare: String,
}

pub(crate) async fn show(State(application): State<Application>, parameters: Parameters, visitor: Visitor) -> Response {
    let asked = Asked::read(&parameters);
    let Some((index, measure)) = asked.known(&application.edition) else {
        return refusal::missing(&application, &visitor);
    };
    let (weight, measure) = (asked.weight(), measure.clone());
    let answer = move |edition: &Edition, visitor: &Visitor| asked_for(edition, visitor, asked, (index, &measure));
    application.in_turn(&visitor, weight, answer).await
}

/// What is asked for, with every name in it found.
struct Wanted<'a> {
    edition: &'a Edition,
    language: Language,
    t: Text,
    measure: &'a Measure,
    condition: Option<&'a Condition>,
    /// The hospital to mark, and those near a place.
    chosen: Option<InstitutionIndex>,
    place: Option<Origin>,
}

fn asked_for(
    edition: &Edition,
    visitor: &Visitor,
    asked: Asked,
    (index, measure): (MeasureIndex, &Measure),
) -> Response {
    let language = visitor.language;
    let t = language.text();
    let drawn = funnel(edition, index, asked.period());
    let chosen = match asked.institution(edition, drawn.as_ref().ok()) {
        None => None,
        Some(Found::One(institution)) => Some(institution),
        Some(Found::Several(several)) => return none::several_hospitals(edition, visitor, &asked, &several),
        Some(Found::Unknown(nearest)) => return none::unknown_hospital(edition, visitor, &asked, &nearest),
    };
    let place = match asked.place(edition, language) {
        None => None,
        Some(Found::One(place)) => Some(place),
        Some(Found::Several(several)) => return none::several_places(edition, visitor, &asked, &several),
        Some(Found::Unknown(nearest)) => return none::unknown_place(edition, visitor, &asked, &nearest),
    };
    let condition = edition.condition_by_id(&asked.condition).and_then(|index| edition.condition(index));
    let wanted = Wanted { edition, language, t, measure, condition, chosen, place };
    match drawn {
        Ok(funnel) => page(StatusCode::OK, &wanted.page(visitor, asked, &funnel)),
        Err(why) => none::no_funnel(&wanted, visitor, why),
    }
}

impl Wanted<'_> {
    fn page(&self, visitor: &Visitor, mut asked: Asked, funnel: &Funnel) -> FunnelPage {
        let t = self.t;
        let near = self.near(funnel);
        let drawing = self.drawing(funnel, &near);
        let marked: Vec<Row> = self.marked(funnel, &near);
        let periods = self.periods(&asked, funnel);
        let unmarked = asked.unmarked();
        if let Some(place) = &self.place {
            asked.near.clone_from(&place.name);
        }
        if let Some(chosen) = self.chosen {
            asked.current = self.name(chosen).to_owned();
        }
        let ratio = funnel.scale == Scale::Ratio;
        FunnelPage {
            frame: Frame::new(visitor, self.edition, Section::Conditions, t.funnel_title()),
            t,
            measure: self.say(&self.measure.name),
            counted: self.say(&self.measure.numerator),
            among: words::unless_none(&self.say(&self.measure.denominator)),
            when: self.when(funnel),
            cautions: self.cautions(funnel),
            short: self.short(funnel),
            reading: self.reading(funnel),
            keys: self.keys(funnel, &near, &drawing),
            drawing: crate::drawing::funnel(&drawing),
            drawn: self.drawn(funnel),
            ratio,
            caption: match funnel.expected_from {
                ExpectedFrom::Published => t.funnel_table_caption_ratio(),
                ExpectedFrom::AdjustedRates => t.funnel_table_caption_recovered(),
                ExpectedFrom::CasesAlone => t.funnel_table_caption_share(),
            },
            rows: self.all(funnel),
            verdicts: funnel.dots.iter().any(|dot| dot.verdict.is_some()),
            unmarked: if marked.is_empty() { String::new() } else { unmarked },
            marked,
            periods,
            condition: self.condition.map(|condition| self.ways_on(condition)),
            asked,
        }
    }

    /// The hospitals nearest to the place asked for, without the one chosen.
    fn near(&self, funnel: &Funnel) -> Vec<(InstitutionIndex, f64)> {
        let Some(place) = &self.place else { return Vec::new() };
        let mut near = funnel.nearest(self.edition, place, NEAREST + 1);
        near.retain(|(institution, _)| Some(*institution) != self.chosen);
        near.truncate(NEAREST);
        near
    }

    fn periods(&self, asked: &Asked, funnel: &Funnel) -> Vec<PeriodLink> {
        let link = |period: &evidence::Period| PeriodLink {
            name: words::period(self.t, *period),
            href: asked.in_period(*period),
            shown: *period == funnel.period,
        };
        if funnel.periods.len() < 2 { Vec::new() } else { funnel.periods.iter().map(link).collect() }
    }

    fn ways_on(&self, condition: &Condition) -> ConditionLinks {
        ConditionLinks {
            name: self.say(&condition.name),
            about: format!("/condition/{}", condition.id),
            compare: crate::parameters::address("/", &[("condition", &condition.id)]),
        }
    }

    fn name(&self, institution: InstitutionIndex) -> &str {
        self.edition.institution(institution).map(|institution| institution.name.as_str()).unwrap_or_default()
    }

    fn say(&self, text: &evidence::Bilingual) -> String {
        in_language(text, self.language).to_owned()
    }
}
