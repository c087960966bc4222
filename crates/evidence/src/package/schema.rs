//! What stands in each resource of an edition, column by column.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Any text.
    Text,
    /// A whole number, 0 or more.
    Whole,
    /// A number.
    Number,
    /// `yes` or `no`.
    YesNo,
    /// Texts with `|` between them.
    List,
}

/// One column.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    pub(crate) required: bool,
}

/// One CSV file.
pub(crate) struct Resource {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) columns: &'static [Column],
    pub(crate) key: &'static [&'static str],
}

impl Resource {
    /// Whether an edition may lack the file: those made before the resource was load as if it were empty.
    pub(crate) fn may_be_missing(&self) -> bool {
        [PROFILES.name, POSTERIORS.name].contains(&self.name)
    }

    /// The file's name below the edition's folder.
    pub(crate) fn path(&self) -> String {
        format!("{}.csv", self.name)
    }
}

const fn text(name: &'static str) -> Column {
    Column { name, holds: Holds::Text, required: false }
}

const fn must(name: &'static str) -> Column {
    Column { name, holds: Holds::Text, required: true }
}

const fn whole(name: &'static str) -> Column {
    Column { name, holds: Holds::Whole, required: false }
}

const fn number(name: &'static str) -> Column {
    Column { name, holds: Holds::Number, required: false }
}

const fn yes_no(name: &'static str) -> Column {
    Column { name, holds: Holds::YesNo, required: true }
}

const fn list(name: &'static str) -> Column {
    Column { name, holds: Holds::List, required: false }
}

macro_rules! resources {
    ($($constant:ident = $name:literal, $title:literal, key $key:expr, [$($column:expr),* $(,)?];)*) => {
        $(pub(crate) const $constant: Resource =
            Resource { name: $name, title: $title, columns: &[$($column),*], key: &$key };)*
        /// Every resource, in the order in which it is written and read (a row refers only to rows of earlier resources).
        pub(crate) const ALL: &[&Resource] = &[$(&$constant),*];
    };
}

resources! {
    PUBLISHERS = "publishers", "Who published the figures, and on what terms", key ["id"], [
        must("id"), must("name_en"), must("name_ja"), text("homepage"), text("terms_en"), text("terms_ja"),
    ];
    SOURCES = "sources", "The publishers' files that were read", key ["id"], [
        must("id"), must("publisher"), must("title_en"), must("title_ja"), must("file"), must("sha256"), text("obtained"),
        whole("rows_read"), whole("rows_used"),
    ];
    CONDITIONS = "conditions", "Illnesses as a patient names them; names, readings and ICD-10 ranges are Anshin's own", key ["id"], [
        must("id"), must("name_en"), must("name_ja"), text("kana"), list("synonyms_en"), list("synonyms_ja"), text("icd10"),
        text("kind"), yes_no("plain"), yes_no("rare"),
    ];
    MEASURES = "measures", "What is counted, and how; definitions were taken from column titles unless said otherwise", key ["id"], [
        must("id"), must("publisher"), must("kind"), must("name_en"), must("name_ja"), text("numerator_en"), text("numerator_ja"),
        text("denominator_en"), text("denominator_ja"), text("adjustment_en"), text("adjustment_ja"), text("ages_en"),
        text("ages_ja"), text("not_said_en"), text("not_said_ja"), must("direction"), must("rate_unit"), must("counts"),
        yes_no("at_least"), yes_no("shrunken"), yes_no("separable_resections"), yes_no("separable_endoscopic"),
        text("not_separable_en"), text("not_separable_ja"), text("remarks_en"), text("remarks_ja"),
    ];
    LINKS = "condition_measures", "Which measure speaks of which condition, and how well it fits", key ["condition", "measure"], [
        must("condition"), must("measure"), must("scope"), text("note_en"), text("note_ja"),
    ];
    INSTITUTIONS = "institutions", "Hospitals", key ["id"], [
        must("id"), must("country"), text("region"), text("city"), must("name"), list("also_known_as"), number("latitude"),
        number("longitude"), must("precision"), text("affiliation"), text("affiliation_en"), text("affiliation_ja"), whole("beds"), yes_no("ended"),
        list("keys"),
    ];
    VOLUMES = "volumes", "How many were treated; never a result", key ["measure", "institution", "period"], [
        must("measure"), must("institution"), must("period"), whole("months"), whole("cases"), whole("operations"),
        whole("endoscopic"), whole("other_operations"), whole("no_operation"), whole("masked"), whole("masked_operations"),
        whole("masked_endoscopic"), whole("series"),
    ];
    RESULTS = "results", "What became of those treated, as published", key ["measure", "institution", "period"], [
        must("measure"), must("institution"), must("period"), whole("cases"), whole("events"), number("expected"), number("rate"),
        number("low"), number("high"), text("verdict"), text("verdict_as_published"), must("state"), whole("series"),
    ];
    TOTALS = "totals", "The whole country's or state's figures", key ["measure", "period"], [
        must("measure"), must("period"), whole("cases"), whole("events"), whole("operations"), whole("endoscopic"),
        whole("other_operations"), whole("no_operation"),
    ];
    PROFILES = "profiles", "What was learned of each measure's institutions together; computed by Anshin, not published", key ["measure"], [
        must("measure"), list("periods"), must("expected_from"), whole("institutions"), number("overall_rate"), number("mean"), number("mean_low"),
        number("mean_high"), number("spread"), number("spread_low"), number("spread_high"), number("correlation"),
        number("correlation_low"), number("correlation_high"), number("slope"), number("slope_low"), number("slope_high"),
        number("rankability"), number("phi"), number("tau_squared"), whole("flagged"), number("flagged_by_chance"),
    ];
    POSTERIORS = "posteriors", "What is believed of each institution's outcomes, its years pooled; computed by Anshin, not published", key ["measure", "institution"], [
        must("measure"), must("institution"), must("pooled"), whole("periods"), must("newest"), whole("cases"), whole("events"),
        number("expected"), number("ratio"), number("ratio_low"), number("ratio_high"), number("log_mean"),
        number("log_deviation"), number("own_share"), number("probability_lower"), must("standing"), number("volume_ratio"),
        number("volume_ratio_low"), number("volume_ratio_high"), number("volume_log_mean"), number("volume_log_deviation"),
        number("volume_own_share"), number("volume_probability_lower"), must("volume_standing"), number("expected_rank"),
        whole("rank_low"), whole("rank_high"), number("probability_best_quarter"), whole("band"),
    ];
    PERIOD_NOTES = "period_notes", "What must be said beside a period of a measure", key ["measure", "period"], [
        must("measure"), must("period"), must("note_en"), must("note_ja"),
    ];
    STANDARDS = "standards", "Minimum numbers a year that a body has set for an operation", key ["id"], [
        must("id"), text("measure"), must("operation_en"), must("operation_ja"), whole("minimum_a_year"), must("issuer"),
        text("year"), text("source"), text("note_en"), text("note_ja"),
    ];
    OFFERS = "offers", "Institutions known to offer second opinions", key ["institution", "source", "what_en"], [
        must("institution"), must("what_en"), must("what_ja"), must("source"), text("date"),
    ];
    READINGS = "readings", "Where to read more, by public bodies", key ["condition", "language", "address"], [
        text("condition"), must("language"), must("title"), must("address"), must("publisher"), text("seen"),
    ];
    FINDINGS = "findings", "What the builder doubted, left out or could not tie", key [], [
        must("kind"), must("source"), whole("row"), must("detail"),
    ];
    PLACES = "places", "Towns, cities and regions", key ["id"], [
        must("id"), must("country"), must("kind"), must("name"), text("kana"), text("latin"), text("region"), text("region_latin"),
        list("aliases"), number("latitude"), number("longitude"),
    ];
    POSTAL = "postal", "Japanese postal codes", key ["first"], [whole("first"), whole("last"), must("place")];
    ZIPS = "zips", "ZIP areas of the United States", key ["code"], [
        whole("code"), number("latitude"), number("longitude"), text("label"),
    ];
}
