//! The parts of a written date, before it is known whether such a day exists.

use jiff::civil::{Date, date};

/// A written date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// With a year, of an era or of the common calendar.
    Day { era: Option<Era>, year: i16, month: i8, day: i8 },
    /// Without one.
    NextDay { month: i8, day: i8 },
}

/// A Japanese era whose days a living person may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

impl Era {
    const ALL: [(Era, [&'static str; 3]); 4] = [
        (Era::Reiwa, ["令和", "r", "㋿"]),
        (Era::Heisei, ["平成", "h", "㍻"]),
        (Era::Showa, ["昭和", "s", "㍼"]),
        (Era::Taisho, ["大正", "t", "㍽"]),
    ];

    /// Its first and last day. Both Taishō 15 and Shōwa 1 hold days of December 1926: the change was on the 25th, which belongs to both.
    fn days(self) -> (Date, Date) {
        match self {
            Era::Taisho => (date(1912, 7, 30), date(1926, 12, 25)),
            Era::Showa => (date(1926, 12, 25), date(1989, 1, 7)),
            Era::Heisei => (date(1989, 1, 8), date(2019, 4, 30)),
            Era::Reiwa => (date(2019, 5, 1), date(9999, 12, 31)),
        }
    }

    /// The year of the common calendar that is its year one.
    pub(super) fn first_year(self) -> i16 {
        self.days().0.year()
    }

    /// Whether a day belongs to it.
    pub(super) fn holds(self, date: Date) -> bool {
        let (first, last) = self.days();
        (first..=last).contains(&date)
    }

    /// The era a text begins with, and what follows.
    fn at_start(text: &str) -> Option<(Era, &str)> {
        Era::ALL
            .into_iter()
            .flat_map(|(era, names)| names.map(|name| (era, name)))
            .find_map(|(era, name)| Some((era, text.strip_prefix(name)?.trim_start())))
    }
}

/// The parts of a narrow text.
pub(super) fn read(text: &str) -> Option<Written> {
    let text = without_weekday(text);
    let of_era = Era::at_start(text).and_then(|(era, rest)| Some((era, with_year(rest)?)));
    if let Some((era, (year, month, day))) = of_era {
        return Some(Written::Day { era: Some(era), year, month, day });
    }
    let text = text.strip_prefix("西暦").map_or(text, str::trim_start);
    if let Some((year, month, day)) = with_year(text) {
        // A year of two digits could be of an era, or of any century.
        return (year >= 1000).then_some(Written::Day { era: None, year, month, day });
    }
    if let Some((month, day)) = without_year(text) {
        return Some(Written::NextDay { month, day });
    }
    english(text)
}

/// Without a weekday at the end: (月), （月曜日）, 月曜日, (mon).
fn without_weekday(text: &str) -> &str {
    let text = text.trim();
    let Some(open) = text.rfind('(') else {
        let bare = text.strip_suffix("曜日").or_else(|| text.strip_suffix("曜"));
        return bare
            .and_then(|bare| bare.strip_suffix(['月', '火', '水', '木', '金', '土', '日']))
            .map_or(text, str::trim_end);
    };
    let inside = text.get(open..).and_then(|end| end.strip_prefix('(')?.strip_suffix(')'));
    match inside {
        Some(inside) if is_weekday(inside.trim()) => text.get(..open).unwrap_or(text).trim_end(),
        _ => text,
    }
}

/// A weekday, with "holiday" beside it or not (月・祝).
fn is_weekday(text: &str) -> bool {
    let text = text.strip_suffix(".祝").unwrap_or(text);
    let japanese = text.strip_suffix("曜日").or_else(|| text.strip_suffix("曜")).unwrap_or(text);
    matches!(japanese, "月" | "火" | "水" | "木" | "金" | "土" | "日")
        || (text.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(text)))
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Year, month and day in this order, with 年月日 or with one sign between; the first year of an era may be 元. Eight digits are read too.
fn with_year(text: &str) -> Option<(i16, i8, i8)> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((number(text.get(..4)?)?, small(text.get(4..6)?)?, small(text.get(6..)?)?));
    }
    if let Some((year, rest)) = text.split_once('年') {
        let (month, day) = month_and_day(rest)?;
        return Some((year_of(year.trim())?, month, day));
    }
    let sign = text.chars().find(|sign| matches!(sign, '-' | '/' | '.'))?;
    let mut parts = text.split(sign).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(())?;
    Some((year_of(year)?, small(month)?, small(day)?))
}

/// 11月30日, 11/30.
fn without_year(text: &str) -> Option<(i8, i8)> {
    if text.contains('月') {
        return month_and_day(text);
    }
    let (month, day) = text.split_once('/')?;
    Some((small(month.trim())?, small(day.trim())?))
}

fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, rest) = text.split_once('月')?;
    let day = rest.trim().strip_suffix('日')?;
    Some((small(month.trim())?, small(day.trim())?))
}

/// 30 November 2026, 30th Nov 2026, November 30, 2026, Nov 30; with a weekday before it or not. A month alone is no day.
fn english(text: &str) -> Option<Written> {
    let spaced = text.replace(',', " ");
    let mut words: Vec<&str> = spaced.split_whitespace().filter(|word| *word != "of" && *word != "the").collect();
    if words.first().is_some_and(|word| is_weekday(word.trim_end_matches('.'))) {
        words.remove(0);
    }
    let (month, day, year) = match words.as_slice() {
        [first, second] => (month_named(first).or_else(|| month_named(second))?, day_of(first, second)?, None),
        [first, second, year] => {
            let month = month_named(first).or_else(|| month_named(second))?;
            (month, day_of(first, second)?, Some(number(year).filter(|year| *year >= 1000)?))
        }
        _ => return None,
    };
    Some(match year {
        Some(year) => Written::Day { era: None, year, month, day },
        None => Written::NextDay { month, day },
    })
}

fn month_named(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let place = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && (month.starts_with(word) || word == "sept" && *month == "september"))?;
    i8::try_from(place + 1).ok()
}

/// The one of two words that is a day: 30, 30th.
fn day_of(first: &str, second: &str) -> Option<i8> {
    let day = if month_named(first).is_some() { second } else { first };
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day);
    small(bare)
}

fn year_of(text: &str) -> Option<i16> {
    if text == "元" { Some(1) } else { number(text).filter(|year| *year >= 1) }
}

fn number(text: &str) -> Option<i16> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn small(text: &str) -> Option<i8> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
