//! Cautions and notes as sentences, in the language of the reader.

use evidence::{Bilingual, Counts, Edition, MeasureIndex, Period, Profile, Standing};
use language::{Language, Text, Value};

use crate::comparison::{Caution, Comparison, Note};
use crate::question::Treatment;

/// The text in the reader's language; the other one where this one is empty.
pub fn in_language(text: &Bilingual, language: Language) -> &str {
    let (first, second) = match language {
        Language::English => (&text.en, &text.ja),
        Language::Japanese => (&text.ja, &text.en),
    };
    if first.is_empty() { second } else { first }
}

/// What a caution says.
pub fn caution(text: Text, edition: &Edition, comparison: &Comparison, caution: &Caution) -> String {
    match caution {
        Caution::TreatmentNotAdvice => text.said_caution_treatment_not_advice(),
        Caution::VolumeIsNotOutcome => text.said_caution_volume_is_not_outcome(),
        Caution::CountsAreFloors => text.said_caution_counts_are_floors(),
        Caution::PandemicYear => text.said_caution_pandemic_year(),
        Caution::ScopeDiffers(measure) => text
            .said_caution_scope(scope_note(text, edition, comparison, *measure), measure_name(text, edition, *measure)),
        Caution::NotSeparable(measure) => not_separable(text, edition, comparison.treatment, *measure),
        Caution::NoCountsAnywhere(measure) => {
            text.said_caution_no_counts_anywhere(measure_name(text, edition, *measure))
        }
        Caution::PeriodNote(measure, period) => period_note(text, edition, comparison, *measure, *period),
        Caution::ClassRemark(measure) => text.said_caution_class_remark(of_measure(edition, *measure, |measure| {
            in_language(&measure.remarks, text.language())
        })),
        Caution::NoResultsPublished => text.said_caution_no_results(),
        Caution::AlreadyShrunken => text.said_caution_already_shrunken(),
        Caution::Young => text.said_caution_young(),
        Caution::Rare => text.said_caution_rare(),
        Caution::Widened(Some(km)) => text.said_caution_widened(Value::Decimal(*km, 0)),
        Caution::Widened(None) => match comparison.farthest_km {
            Some(km) => text.said_caution_widened_country(Value::Decimal(km, 0)),
            None => text.said_caution_widened_country_unknown(),
        },
        Caution::FewChoices(count) => text.said_caution_few(*count),
        Caution::TreatmentIsAnotherDoor => text.said_caution_another_door(),
        Caution::TravelIsEstimated => text.said_caution_travel(),
        Caution::IndirectlyStandardised => text.said_caution_indirect(),
        Caution::EstimatesAreOurs
        | Caution::FlagsByChance(_)
        | Caution::CasesAlone(_)
        | Caution::LowRankability(_)
        | Caution::InBands(_)
        | Caution::NoOrderByResults
        | Caution::VolumeRelation(_) => believed(text, edition, caution),
    }
}

/// What a caution about our own estimates says.
fn believed(text: Text, edition: &Edition, caution: &Caution) -> String {
    let of = |measure: MeasureIndex| Some((measure_name(text, edition, measure), edition.profile_of(measure)?));
    let said = match caution {
        Caution::EstimatesAreOurs => Some(text.said_caution_estimates_are_ours()),
        Caution::NoOrderByResults => Some(text.said_caution_no_order_by_results()),
        Caution::CasesAlone(measure) => of(*measure).map(|(name, _)| text.said_caution_cases_alone(name)),
        Caution::InBands(measure) => of(*measure).map(|(name, _)| text.said_caution_in_bands(name)),
        Caution::FlagsByChance(measure) => of(*measure).map(|(name, profile)| {
            let chance = Value::Decimal(f64::from(profile.flagged_by_chance).ceil(), 0);
            text.said_caution_flags_by_chance(name, profile.institutions, profile.flagged, chance)
        }),
        Caution::LowRankability(measure) => of(*measure).map(|(name, profile)| {
            text.said_caution_low_rankability(name, Value::Decimal(100.0 * f64::from(profile.rankability), 0))
        }),
        Caution::VolumeRelation(measure) => {
            of(*measure).and_then(|(name, profile)| volume_relation(text, name, profile))
        }
        _ => None,
    };
    said.unwrap_or_default()
}

/// What twice as many patients go with: the slope is of the log odds ratio on the logarithm of volume.
fn volume_relation(text: Text, measure: &str, profile: &Profile) -> Option<String> {
    let slope = profile.slope?;
    let fewer = |slope: f32| 100.0 * (1.0 - (f64::from(slope) * std::f64::consts::LN_2).exp());
    let percent = |number: f64| Value::Decimal(number.abs(), 0);
    let (first, last) = (profile.periods.first()?, profile.periods.last()?);
    let period = Period { first: first.first, last: last.last }.to_string();
    let (value, low, high) = (fewer(slope.value), fewer(slope.high), fewer(slope.low));
    Some(if low > 0.0 {
        text.said_caution_volume_relation_fewer(period, measure, percent(value), percent(low), percent(high))
    } else if high < 0.0 {
        text.said_caution_volume_relation_more(period, measure, percent(value), percent(high), percent(low))
    } else {
        text.said_caution_volume_relation_unclear(period, measure, percent(high), percent(low))
    })
}

/// The word for an institution's events against those expected.
pub fn standing(text: Text, standing: Standing) -> String {
    match standing {
        Standing::Fewer => text.said_standing_fewer(),
        Standing::Similar => text.said_standing_similar(),
        Standing::TooFew => text.said_standing_too_few(),
        Standing::More => text.said_standing_more(),
    }
}

/// What a note says.
pub fn note(text: Text, edition: &Edition, note: Note) -> String {
    match note {
        Note::IsCurrent => text.said_note_is_current(),
        Note::SameGroup => text.said_note_same_group(),
        Note::UnderTenOrNotPublished => text.said_note_under_ten(),
        Note::NotListed => text.said_note_not_listed(),
        Note::NoCountsPublished => text.said_note_no_counts(),
        Note::OperationsMasked => text.said_note_operations_masked(),
        Note::ResultsNotPublished => text.said_note_results_not_published(),
        Note::ImpossibleFigureLeftOut => text.said_note_impossible(),
        Note::DoubtfulFigureLeftOut => text.said_note_doubtful(),
        Note::Suppressed => text.said_note_suppressed(),
        Note::FewerMonths(months) => text.said_note_fewer_months(months),
        Note::PlaceApproximate => text.said_note_place_approximate(),
        Note::PlaceUnknown => text.said_note_place_unknown(),
        Note::AcrossSea => text.said_note_across_sea(),
        Note::MeetsStandard(position) => match edition.standards.get(position) {
            Some(standard) => text.said_note_meets_standard(
                standard.minimum_a_year,
                standard.issuer.as_str(),
                in_language(&standard.operation, text.language()),
            ),
            None => String::new(),
        },
        Note::OrderUncertain => text.said_note_order_uncertain(),
    }
}

/// Why the treatment asked for has no count of its own. The measure's own reason speaks of removals; there is always a reason.
fn not_separable(text: Text, edition: &Edition, treatment: Treatment, index: MeasureIndex) -> String {
    let own = of_measure(edition, index, |measure| in_language(&measure.separable.reason, text.language()));
    let operations = edition.measure(index).is_some_and(|measure| measure.counts == Counts::Operations);
    let reason = match treatment {
        Treatment::NoOperation | Treatment::Endoscopic if operations => text.said_reason_operations_only(),
        Treatment::NoOperation => text.said_reason_none_published(),
        _ if own.is_empty() => text.said_reason_none_published(),
        _ => own.to_owned(),
    };
    match treatment {
        Treatment::Any | Treatment::Resection => text.said_caution_not_separable(reason),
        Treatment::Endoscopic => text.said_caution_endoscopic_not_separable(reason),
        Treatment::NoOperation => text.said_caution_no_operation_not_separable(reason),
    }
}

/// A remark about a period, after every period of this illness's figures that it was made about.
fn period_note(
    text: Text,
    edition: &Edition,
    comparison: &Comparison,
    measure: MeasureIndex,
    period: Period,
) -> String {
    let Some(note) = edition.period_note(measure, period) else { return String::new() };
    let links = edition.links_of(comparison.condition);
    let same = edition.period_notes.iter().filter(|other| other.note == *note);
    let linked = same.filter(|other| links.iter().any(|link| link.measure == other.measure));
    let mut periods: Vec<Period> = linked.map(|other| other.period).collect();
    periods.sort_unstable();
    periods.dedup();
    let periods: Vec<String> = periods.iter().map(Period::to_string).collect();
    text.said_caution_period_note(periods.join(", "), in_language(note, text.language()))
}

fn of_measure<'a>(
    edition: &'a Edition,
    index: MeasureIndex,
    part: impl Fn(&'a evidence::Measure) -> &'a str,
) -> &'a str {
    edition.measure(index).map(part).unwrap_or_default()
}

fn measure_name(text: Text, edition: &Edition, index: MeasureIndex) -> &str {
    of_measure(edition, index, |measure| in_language(&measure.name, text.language()))
}

/// What the measure counts more, or less, than the illness.
fn scope_note<'a>(text: Text, edition: &'a Edition, comparison: &Comparison, index: MeasureIndex) -> &'a str {
    let link = edition.links_of(comparison.condition).iter().find(|link| link.measure == index);
    link.map(|link| in_language(&link.note, text.language())).unwrap_or_default()
}
