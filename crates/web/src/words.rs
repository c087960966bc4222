//! Numbers, dates and stretches of time in the words of a language.

use evidence::{Country, Edition, Institution, Kind, Measure, Period, Place, RateUnit};
use language::{Language, Text, Value};

/// A stretch of time, such as "April 2021 to March 2022".
pub(crate) fn period(t: Text, period: Period) -> String {
    let ((first_year, first_month), (last_year, last_month)) = period.ends();
    let (first, last) = (first_year.to_string(), last_year.to_string());
    if first_month == 1 && last_month == 12 {
        if first_year == last_year {
            return t.words_year(first);
        }
        return t.words_years(first, last);
    }
    t.words_months(t.words_month(first_month, first), t.words_month(last_month, last))
}

/// A period with what must be said beside it.
pub(crate) fn with_note(t: Text, period: String, note: &str) -> String {
    if note.is_empty() { period } else { t.words_with_note(period, note) }
}

/// How long ago a period ended, counted to the day the edition was built: "about 4 years and 8 months ago".
pub(crate) fn ago(t: Text, created: &str, period: Period) -> Option<String> {
    let months = months_ago(created, period)?;
    Some(match (months / 12, months % 12) {
        (0, months) => t.words_ago_months(months),
        (years, 0) => t.words_ago_years(years),
        (years, months) => t.words_ago(years, months),
    })
}

/// How many months before the edition was built a period ended.
pub(crate) fn months_ago(created: &str, period: Period) -> Option<u32> {
    let mut parts = created.split('-');
    let year: u32 = parts.next()?.parse().ok()?;
    let month: u32 = parts.next()?.parse().ok()?;
    let now = (year * 12 + month).checked_sub(1)?;
    now.checked_sub(u32::from(period.last))
}

/// A distance: "under 1 km", "7 km".
pub(crate) fn distance(t: Text, km: f64) -> String {
    if km < 1.0 { t.words_distance_near() } else { t.words_distance(whole(km)) }
}

/// A travel time: "about 45 minutes", "about 2 hours".
pub(crate) fn travel(t: Text, minutes: u32) -> String {
    if minutes < 60 {
        return t.words_minutes(minutes);
    }
    match (minutes / 60, minutes % 60) {
        (hours, 0) => t.words_hours(hours),
        (hours, rest) => t.words_hours_minutes(hours, rest),
    }
}

/// A number with as many decimals as make sense for a rate.
pub(crate) fn rate(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let decimals = if value > 0.0 && value < 1.0 { 2 } else { 1 };
    format!("{value:.decimals$}")
}

/// "of 100" or "of 1,000".
pub(crate) fn of_how_many(t: Text, measure: &Measure) -> String {
    match measure.rate_unit {
        RateUnit::Percent => t.words_of_hundred(),
        RateUnit::PerThousand => t.words_of_thousand(),
    }
}

/// A count, with thousands separators, "at least" before it where it is a floor, and a plain word where there is none.
pub(crate) fn count(t: Text, number: Option<u32>, at_least: bool) -> String {
    match number {
        None => t.words_none_published(),
        Some(number) if at_least => t.words_at_least(number),
        Some(number) => t.words_count(number),
    }
}

/// What kind of evidence a measure is.
pub(crate) fn kind(t: Text, kind: Kind) -> String {
    match kind {
        Kind::Volume => t.words_kind_volume(),
        Kind::Outcome => t.words_kind_outcome(),
        Kind::Survival => t.words_kind_survival(),
    }
}

/// Where an institution stands, in the order of its own country.
pub(crate) fn place(institution: &Institution) -> String {
    match institution.country {
        // Japanese addresses run from the large to the small.
        Country::Japan if institution.city.starts_with(&institution.region) => institution.city.clone(),
        Country::Japan => format!("{}{}", institution.region, institution.city),
        Country::UnitedStates if institution.city.is_empty() => institution.region.clone(),
        Country::UnitedStates => format!("{}, {}", institution.city, institution.region),
    }
}

/// The town of a Japanese institution in Latin letters, for those who read English; empty where it is not known.
pub(crate) fn latin_place(edition: &Edition, language: Language, institution: &Institution) -> String {
    if language != Language::English || institution.country != Country::Japan {
        return String::new();
    }
    let city = institution.city.strip_prefix(institution.region.as_str()).unwrap_or(&institution.city);
    let here = |place: &&Place| {
        place.country == institution.country && place.region == institution.region && place.name == city
    };
    let found = edition.places.all.iter().find(here).filter(|place| !place.latin.is_empty());
    found.map(|place| format!("{}, {}", place.latin, place.region_latin)).unwrap_or_default()
}

/// Other names of an institution, without those that differ only in capitals and marks.
pub(crate) fn also(t: Text, institution: &Institution) -> String {
    let plain = |name: &str| -> String {
        name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let mut seen = vec![plain(&institution.name)];
    let mut names: Vec<&str> = Vec::new();
    for name in &institution.also_known_as {
        let letters = plain(name);
        if !seen.contains(&letters) {
            seen.push(letters);
            names.push(name);
        }
    }
    names.join(&t.words_semicolon())
}

/// A name as it stands at the head of a page or a line: its first letter is a capital one.
pub(crate) fn headline(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A text, or nothing where it only says that there is nothing.
pub(crate) fn unless_none(text: &str) -> String {
    let nothing = ["None", "None.", "ありません", "ありません。", "なし"].contains(&text.trim());
    if nothing { String::new() } else { text.to_owned() }
}

/// The language a country's names are written in, for `lang` attributes.
pub(crate) fn tongue(country: Country) -> &'static str {
    match country {
        Country::Japan => "ja",
        Country::UnitedStates => "en",
    }
}

/// A number of things for a sentence.
pub(crate) fn whole(number: f64) -> Value {
    Value::Decimal(number, 0)
}

#[cfg(test)]
mod tests {
    use language::Language;

    use super::*;

    #[test]
    fn a_fiscal_year_is_said_in_months_and_its_age_with_it() {
        let english = Language::English.text();
        let year = Period::fiscal_year(2021);
        assert_eq!(period(english, year), "April 2021 to March 2022");
        assert_eq!(ago(english, "2026-11-22", year).as_deref(), Some("about 4 years and 8 months ago"));
        let japanese = Language::Japanese.text();
        assert_eq!(period(japanese, year), "2021年4月から2022年3月まで");
        assert_eq!(period(japanese, Period::years(2018, 2019)), "2018年から2019年まで");
    }

    #[test]
    fn travel_is_said_in_hours_and_minutes() {
        let english = Language::English.text();
        assert_eq!(travel(english, 45), "about 45 minutes");
        assert_eq!(travel(english, 130), "about 2 hours 10 minutes");
    }
}
