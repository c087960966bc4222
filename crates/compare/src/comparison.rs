//! The answer to one question, still without words: codes and numbers that a page, a table or JSON puts into a language.

use evidence::{ConditionIndex, InstitutionIndex, MeasureIndex, Period, Posterior, Scope, Verdict};

use crate::question::{Order, Origin, Treatment};

/// Institutions for one question, in the order they are to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The illness.
    pub condition: ConditionIndex,
    /// How well the figures fit the illness: the scope of the volume measure shown.
    pub scope: Option<Scope>,
    /// The treatment asked for.
    pub treatment: Treatment,
    /// The order the institutions stand in inside their groups: the one asked for, unless numbers may not speak here.
    pub order: Order,
    /// Whether the institutions stand group after group. Where numbers may not speak (under 20 years, a rare illness) they stand
    /// in one list, and the group of each row only says whether a count is published.
    pub grouped: bool,
    /// The institution where the person is treated now.
    pub current: Option<InstitutionIndex>,
    /// Where from.
    pub from: Origin,
    /// How far the search went, in kilometres; none when it went as far as the country.
    pub reach_km: Option<f64>,
    /// Whether it had to be widened beyond 50 km (or what was asked).
    pub widened: bool,
    /// How far the farthest institution within reach is, in whole kilometres, before any limit.
    pub farthest_km: Option<f64>,
    /// How many institutions within reach have a count, or a result of the last seven years, for this illness; the current
    /// institution and its group are not among them.
    pub with_evidence: usize,
    /// How many were within reach before any limit.
    pub found: usize,
    /// The institutions.
    pub rows: Vec<Row>,
    /// What the reader must know before reading; about all within reach, whatever the limit.
    pub cautions: Vec<Caution>,
    /// Two institutions of which one surely enough has fewer events; of the first five shown with results.
    pub pairs: Vec<Pair>,
}

/// Of two institutions, the one that has fewer events by one measure, as far as can be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The measure.
    pub measure: MeasureIndex,
    /// The one with fewer.
    pub lower: InstitutionIndex,
    /// The other.
    pub higher: InstitutionIndex,
    /// The probability that its ratio is lower by more than a tenth.
    pub probability: f64,
}

/// One institution.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub institution: InstitutionIndex,
    /// Straight-line distance in kilometres; none when it is not known where it stands.
    pub distance_km: Option<f64>,
    /// A stated estimate of the travel time in minutes (see `travel`).
    pub travel_minutes: Option<u32>,
    /// The group by published volume. Never a rank.
    pub group: Group,
    /// The band by outcome, 1 the lowest: institutions that cannot be told apart stand in one (see `believed`). None where nothing
    /// is known of its own results, or where differences are mostly chance (rankability under one half).
    pub band: Option<u32>,
    /// Whether it is the current institution.
    pub is_current: bool,
    /// Whether it belongs to the same group as the current one; none without a current one, or when not known.
    pub same_group: Option<bool>,
    /// How many were treated there.
    pub experience: Option<Experience>,
    /// What became of those treated, each figure as published, newest first.
    pub results: Vec<Published>,
    /// What is missing and why, and what else to know about this one.
    pub notes: Vec<Note>,
}

/// The three groups by published volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// At or above a cited minimum for exactly that operation.
    AtStandard,
    /// Published.
    Published,
    /// Not published, or under ten (a published count under ten is still shown).
    NotPublished,
}

/// How many were treated at one institution.
#[derive(Clone, Debug, PartialEq)]
pub struct Experience {
    /// The measure.
    pub measure: MeasureIndex,
    /// The period.
    pub period: Period,
    /// Months reported, when published.
    pub months: Option<u8>,
    /// The counts are floors.
    pub at_least: bool,
    /// Admissions.
    pub cases: Option<u32>,
    /// Removals (Japan), operations (California).
    pub operations: Option<u32>,
    /// Removals through an endoscope.
    pub endoscopic: Option<u32>,
    /// The publisher's class "other operations".
    pub other_operations: Option<u32>,
    /// Admissions without an operation.
    pub no_operation: Option<u32>,
    /// The least percentile, whatever the hidden cells hold: this many of a hundred institutions surely have fewer.
    pub percentile: Option<u32>,
    /// Among how many institutions with a published figure.
    pub among: usize,
    /// Earlier periods by the same definition, oldest first; empty where no trend may be drawn.
    pub trend: Vec<(Period, Option<u8>, u32)>,
}

/// One published outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The measure.
    pub measure: MeasureIndex,
    /// How well it fits the illness.
    pub scope: Scope,
    /// The period.
    pub period: Period,
    /// Those treated.
    pub cases: Option<u32>,
    /// Those to whom it happened.
    pub events: Option<u32>,
    /// Events the publisher's model expects.
    pub expected: Option<f64>,
    /// What was observed, of each hundred, with an exact 95 % interval (Clopper and Pearson); ours, from events and cases.
    pub observed: Option<Estimate>,
    /// The publisher's adjusted rate, with its interval where published.
    pub adjusted: Option<Adjusted>,
    /// The publisher's verdict.
    pub verdict: Option<Verdict>,
    /// The whole state's or country's events and cases in the same period, when published.
    pub whole: Option<(u64, u64)>,
    /// What is believed of it with its years pooled: beside the newest figure that was pooled, and only there.
    pub believed: Option<Believed>,
}

/// What is believed of one institution's outcomes, its years pooled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Believed {
    /// As the edition holds it.
    pub posterior: Posterior,
    /// Its ratio as a rate in the measure's unit: times the overall rate in the newest period (the state's published
    /// one where there is one, else that of all institutions).
    pub rate: Estimate,
    /// The same drawn towards institutions of its volume.
    pub rate_with_volume: Estimate,
}

/// A rate as the publisher gives it, in the measure's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adjusted {
    /// The rate.
    pub value: f64,
    /// Lower end of the published 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the published 95 % interval.
    pub high: Option<f64>,
}

/// A value with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What the reader must know before reading the comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Caution {
    /// Figures speak of treatment there, not of the quality of advice.
    TreatmentNotAdvice,
    /// Volume is not a result.
    VolumeIsNotOutcome,
    /// Japanese counts are floors of admissions, not people.
    CountsAreFloors,
    /// FY2021 was a pandemic year.
    PandemicYear,
    /// The measure counts more (or less) than this illness: the measure whose link says what.
    ScopeDiffers(MeasureIndex),
    /// The treatment asked for (removals, where any was asked) cannot be told apart: the measure says why.
    NotSeparable(MeasureIndex),
    /// This measure would count the illness, but there is no figure of it anywhere.
    NoCountsAnywhere(MeasureIndex),
    /// What must be said beside this period of this measure.
    PeriodNote(MeasureIndex, Period),
    /// Some of the classes counted carry a remark.
    ClassRemark(MeasureIndex),
    /// No results are published for this illness by institution.
    NoResultsPublished,
    /// Rates are already drawn towards the average by the publisher and come without an interval.
    AlreadyShrunken,
    /// The patient is under 20: adult figures do not speak of this; whom to ask.
    Young,
    /// A rare tumour the codes cannot see: whom to ask.
    Rare,
    /// The search was widened, to how many kilometres (none: the whole country).
    Widened(Option<f64>),
    /// Fewer than three institutions with evidence as far as the search went.
    FewChoices(usize),
    /// Someone who wants to be treated there needs a referral, not a second opinion.
    TreatmentIsAnotherDoor,
    /// Distances are straight lines and travel times an estimate.
    TravelIsEstimated,
    /// Indirectly standardised figures are not strictly comparable between hospitals.
    IndirectlyStandardised,
    /// Words such as "fewer than expected" are our own estimate.
    EstimatesAreOurs,
    /// How many flags chance alone would give by this measure, of which some institution here has one.
    FlagsByChance(MeasureIndex),
    /// How ill the patients were is not allowed for in what is believed by this measure.
    CasesAlone(MeasureIndex),
    /// The differences by this measure are mostly chance: no order is made of them.
    LowRankability(MeasureIndex),
    /// The institutions stand in bands by this measure, as was asked.
    InBands(MeasureIndex),
    /// An order by results was asked for and cannot be shown.
    NoOrderByResults,
    /// What the figures of this measure say of those that treat more, for those of which only volume is published.
    VolumeRelation(MeasureIndex),
}

/// What is missing at one institution and why, or what else to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// It is the institution where the person is treated now.
    IsCurrent,
    /// It belongs to the same group as the current one.
    SameGroup,
    /// No figure where the publisher masks what is under ten: under ten, or not published.
    UnderTenOrNotPublished,
    /// No figure where the publisher hides nothing: no operation (or no treatment) of this kind is listed.
    NotListed,
    /// No count is published for this illness by institution at all, in this country.
    NoCountsPublished,
    /// The count of this treatment is masked: under ten.
    OperationsMasked,
    /// Results are not published for this illness here.
    ResultsNotPublished,
    /// A published figure cannot be true and is left out.
    ImpossibleFigureLeftOut,
    /// A published figure contradicts the publisher's own adjusted rate and is left out.
    DoubtfulFigureLeftOut,
    /// The publisher withholds a figure.
    Suppressed,
    /// It reported fewer than twelve months.
    FewerMonths(u8),
    /// Where it stands is known only to the town or postal area.
    PlaceApproximate,
    /// Where it stands is not known.
    PlaceUnknown,
    /// It lies across the sea, so no travel time is given.
    AcrossSea,
    /// It stands at or above this standard (position in `Edition::standards`).
    MeetsStandard(usize),
    /// Hidden cells could change its place in the order by experience.
    OrderUncertain,
}
