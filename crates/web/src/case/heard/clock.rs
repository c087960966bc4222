//! A time of day as people write it.

use jiff::civil::Time;

/// Reads 14:30, 14時30分, 14時半, 14時, 1430, 午後2時30分, 2:30 pm; digits and signs may be full width.
pub(in crate::case) fn time(text: &str) -> Option<Time> {
    let narrow: String = text.chars().filter(|sign| !sign.is_whitespace()).map(narrow).collect();
    let narrow = narrow.to_lowercase();
    let (rest, half) = half_of_day(&narrow);
    let (hour, minute) = hour_and_minute(rest)?;
    let hour = match half {
        None => hour,
        // Twelve is the first hour of its half, in Japan as 0 and in English as 12.
        Some(after_noon) if (0..=12).contains(&hour) => hour % 12 + if after_noon { 12 } else { 0 },
        Some(_) => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// The sign in its narrow form.
fn narrow(sign: char) -> char {
    match sign {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        '：' | '．' | '.' => ':',
        _ => sign,
    }
}

/// Before or after noon, where that is said.
fn half_of_day(text: &str) -> (&str, Option<bool>) {
    for (word, after_noon) in [("午後", true), ("午前", false)] {
        if let Some(rest) = text.strip_prefix(word) {
            return (rest, Some(after_noon));
        }
    }
    for (word, after_noon) in [("pm", true), ("p:m:", true), ("am", false), ("a:m:", false)] {
        if let Some(rest) = text.strip_suffix(word) {
            return (rest, Some(after_noon));
        }
    }
    (text, None)
}

fn hour_and_minute(text: &str) -> Option<(i8, i8)> {
    let number = |digits: &str| (1..=2).contains(&digits.len()).then(|| digits.parse().ok()).flatten();
    if let Some((hour, minute)) = text.split_once('時') {
        let minute = minute.trim_end_matches('分');
        return match minute {
            "" => Some((number(hour)?, 0)),
            "半" => Some((number(hour)?, 30)),
            _ => Some((number(hour)?, number(minute)?)),
        };
    }
    if let Some((hour, minute)) = text.split_once(':') {
        return Some((number(hour)?, number(minute).filter(|_| minute.len() == 2)?));
    }
    match (text.len(), text.split_at_checked(text.len().saturating_sub(2))) {
        (3 | 4, Some((hour, minute))) => Some((number(hour)?, number(minute)?)),
        (1 | 2, _) => Some((number(text)?, 0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn a_time_is_read_in_the_ways_people_write_one() {
        let half_past_two = jiff::civil::time(14, 30, 0, 0);
        for written in [
            "14:30",
            "１４：３０",
            "14時30分",
            "14時半",
            "１４時３０分",
            "1430",
            "午後2時30分",
            "2:30 pm",
            "午後２：３０",
        ] {
            assert_eq!(time(written), Some(half_past_two), "{written}");
        }
        assert_eq!(time("9時"), Some(jiff::civil::time(9, 0, 0, 0)));
        assert_eq!(time("午前9:05"), Some(jiff::civil::time(9, 5, 0, 0)));
        assert_eq!(time("12:00 am"), Some(jiff::civil::time(0, 0, 0, 0)));
        assert_eq!(time("午後0時"), Some(jiff::civil::time(12, 0, 0, 0)));
    }

    #[test]
    fn what_is_no_time_of_day_is_not_read_as_one() {
        for written in ["", "soon", "25:00", "14:60", "14:3", "午後14時", "14:30:00", "-1:30", "99999"] {
            assert_eq!(time(written), None, "{written}");
        }
    }
}
