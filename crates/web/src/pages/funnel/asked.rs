//! What the address of a funnel asks for.

use compare::Origin;
use compare::funnel::Funnel;
use evidence::{Edition, InstitutionIndex, Measure, MeasureIndex, Period};
use language::Language;

use crate::names::{self, Found, Named};
use crate::parameters::{Parameters, address};
use crate::words;
use crate::work::Weight;

/// The parameters, as written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) condition: String,
    pub(crate) measure: String,
    pub(crate) institution: String,
    pub(crate) current: String,
    pub(crate) near: String,
    pub(crate) period: String,
}

/// The address of a measure's funnel with a hospital and those near a place marked; none when the figures allow no funnel.
pub(crate) fn address_of(
    edition: &Edition,
    condition: &str,
    measure: MeasureIndex,
    (institution, near): (Option<InstitutionIndex>, &str),
) -> Option<String> {
    let measure = edition.measure(measure).filter(|_| compare::funnel::can_be_drawn(edition, measure))?;
    let institution = institution.and_then(|institution| edition.institution(institution));
    let id = institution.map(|institution| institution.id.as_str()).unwrap_or_default();
    let pairs = [("condition", condition), ("measure", &measure.id), ("institution", id), ("near", near)];
    Some(address("/funnel", &pairs))
}

/// At most so many hospitals are offered.
const MOST_CHOICES: usize = 20;

fn named(edition: &Edition, institutions: &[InstitutionIndex]) -> Vec<Named> {
    let named =
        |own: &evidence::Institution| Named { value: own.id.clone(), label: own.name.clone(), note: words::place(own) };
    institutions.iter().filter_map(|institution| edition.institution(*institution)).map(named).collect()
}

impl Asked {
    pub(crate) fn read(parameters: &Parameters) -> Asked {
        Asked {
            condition: parameters.text("condition"),
            measure: parameters.text("measure"),
            institution: parameters.text("institution"),
            current: parameters.text("current"),
            near: parameters.text("near"),
            period: parameters.text("period"),
        }
    }

    /// The measure; none where it, or anything else that the address names by its id, is not there. A condition need not be
    /// named.
    pub(crate) fn known<'e>(&self, edition: &'e Edition) -> Option<(MeasureIndex, &'e Measure)> {
        let index = edition.measure_by_id(&self.measure)?;
        let measure = edition.measure(index)?;
        let speaks = match edition.condition_by_id(&self.condition) {
            Some(condition) => edition.links_of(condition).iter().any(|link| link.measure == index),
            None => self.condition.is_empty(),
        };
        let period = self.period.is_empty() || self.is_published(edition, index);
        let institution = self.institution.is_empty() || edition.institution_by_id(&self.institution).is_some();
        (speaks && period && institution).then_some((index, measure))
    }

    /// A measure without any funnel is told of by its own page, whatever the period.
    fn is_published(&self, edition: &Edition, measure: MeasureIndex) -> bool {
        let asked = self.period();
        compare::funnel::periods(edition, measure)
            .map_or(asked.is_some(), |periods| asked.is_some_and(|period| periods.contains(&period)))
    }

    pub(crate) fn weight(&self) -> Weight {
        Weight::of_names(&[&self.current, &self.near])
    }

    /// The period asked for; none for the newest.
    pub(crate) fn period(&self) -> Option<Period> {
        Period::parse(&self.period)
    }

    /// The hospital to mark; one written by name is asked for anew and comes before the one in a link.
    ///
    /// Where a name means several or none, those are offered that bear a part of it and have a dot, when there are such.
    pub(crate) fn institution(&self, edition: &Edition, funnel: Option<&Funnel>) -> Option<Found<InstitutionIndex>> {
        if self.current.is_empty() {
            return edition.institution_by_id(&self.institution).map(Found::One);
        }
        let (several, found) = match names::institution(edition, &self.current) {
            Found::One(one) => return Some(Found::One(one)),
            Found::Several(several) => (true, Found::Several(several)),
            unknown @ Found::Unknown(_) => (false, unknown),
        };
        let mut drawn = names::institutions(edition, &self.current, usize::MAX);
        drawn.retain(|institution| funnel.is_some_and(|funnel| funnel.dot(*institution).is_some()));
        drawn.truncate(MOST_CHOICES);
        Some(match drawn.as_slice() {
            [] => found,
            [only] if several => Found::One(*only),
            _ if several => Found::Several(named(edition, &drawn)),
            _ => Found::Unknown(named(edition, &drawn)),
        })
    }

    /// The place near which hospitals are marked.
    pub(crate) fn place(&self, edition: &Edition, language: Language) -> Option<Found<Origin>> {
        if self.near.is_empty() { None } else { Some(names::place(edition, language, &self.near)) }
    }

    /// The same with another hospital.
    pub(crate) fn with_hospital(&self, id: &str) -> String {
        Asked { institution: String::new(), current: id.to_owned(), ..self.clone() }.address()
    }

    /// The same from another place.
    pub(crate) fn with_place(&self, id: &str) -> String {
        Asked { near: id.to_owned(), ..self.clone() }.address()
    }

    /// The same in another period.
    pub(crate) fn in_period(&self, period: Period) -> String {
        Asked { period: period.to_string(), ..self.clone() }.address()
    }

    /// The same without a mark.
    pub(crate) fn unmarked(&self) -> String {
        let plain = |text: &String| text.clone();
        let (condition, measure, period) = (plain(&self.condition), plain(&self.measure), plain(&self.period));
        Asked { condition, measure, period, ..Asked::default() }.address()
    }

    fn address(&self) -> String {
        let pairs = [
            ("condition", self.condition.as_str()),
            ("measure", &self.measure),
            ("institution", &self.institution),
            ("current", &self.current),
            ("near", &self.near),
            ("period", &self.period),
        ];
        address("/funnel", &pairs)
    }
}
