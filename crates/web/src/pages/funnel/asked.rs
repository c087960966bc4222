//! What the address of a funnel asks for.

use compare::Origin;
use evidence::{Edition, InstitutionIndex, Measure, MeasureIndex, Period};
use language::Language;

use crate::names::{self, Found, Named};
use crate::parameters::{Parameters, address};
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

/// The address of a measure's funnel with a hospital marked; none when the figures allow no funnel.
pub(crate) fn address_of(
    edition: &Edition,
    condition: &str,
    measure: MeasureIndex,
    institution: Option<InstitutionIndex>,
) -> Option<String> {
    let measure = edition.measure(measure).filter(|_| compare::funnel::can_be_drawn(edition, measure))?;
    let institution = institution.and_then(|institution| edition.institution(institution));
    let id = institution.map(|institution| institution.id.as_str()).unwrap_or_default();
    Some(address("/funnel", &[("condition", condition), ("measure", &measure.id), ("institution", id)]))
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
    /// Of several with one name, those are meant that have a dot, when there are such.
    pub(crate) fn institution(&self, edition: &Edition, measure: MeasureIndex) -> Option<Found<InstitutionIndex>> {
        if self.current.is_empty() {
            return edition.institution_by_id(&self.institution).map(Found::One);
        }
        if let Some(institution) = edition.institution_by_id(&self.current) {
            return Some(Found::One(institution));
        }
        let mut several = match names::institution(edition, &self.current) {
            Found::Several(several) => several,
            found => return Some(found),
        };
        let drawn = |named: &Named| {
            let institution = edition.institution_by_id(&named.value)?;
            (!edition.results_at(measure, institution).is_empty()).then_some(institution)
        };
        if several.iter().any(|named| drawn(named).is_some()) {
            several.retain(|named| drawn(named).is_some());
        }
        Some(match several.as_slice() {
            [only] => drawn(only).map_or_else(|| Found::Several(several.clone()), Found::One),
            _ => Found::Several(several),
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
