//! What the whole country's or state's figures say: only from published totals, never from one institution.

use evidence::{Counts, Edition, Kind, Link, Measure, Total};
use language::{Language, Text};

use crate::answer::period_note;
use crate::words;

/// So many periods are shown.
const NEWEST: usize = 3;

/// The newest totals of a measure, in sentences.
pub(super) fn shares(edition: &Edition, language: Language, link: &Link, measure: &Measure) -> Vec<String> {
    let told = |total: &Total| {
        let note = period_note(edition, language, total.measure, total.period);
        let t = language.text();
        of_period(t, total, measure, words::with_note(t, words::period(t, total.period), note))
    };
    edition.totals_of(link.measure).iter().rev().take(NEWEST).flat_map(told).collect()
}

fn of_period(t: Text, total: &Total, measure: &Measure, period: String) -> Vec<String> {
    let Some(cases) = total.cases.filter(|cases| *cases > 0) else {
        return total.operations.map(|operations| t.illness_total_operations(period, operations)).into_iter().collect();
    };
    if measure.kind != Kind::Volume {
        return total
            .events
            .map(|events| t.illness_total_events(period, events, cases, share(events, cases)))
            .into_iter()
            .collect();
    }
    match measure.counts {
        Counts::Admissions => {
            let mut said = vec![t.illness_total(period, cases)];
            said.extend(parts(t, total, cases));
            said
        }
        Counts::Operations => vec![t.illness_total_operations(period, cases)],
    }
}

/// Every part of all admissions with its share, and the remainder with its reason, so that the shares add up to 100.
fn parts(t: Text, total: &Total, cases: u64) -> Vec<String> {
    let known = [total.operations, total.endoscopic, total.other_operations, total.no_operation];
    let sum: u64 = known.iter().flatten().sum();
    // Parts that are more than the whole would be a contradiction, of which no share can be told.
    let Some(rest) = cases.checked_sub(sum).filter(|rest| *rest < cases) else { return Vec::new() };
    let counts: Vec<u64> = known.iter().flatten().copied().chain([rest]).collect();
    let mut shares = tenths(&counts, cases).into_iter();
    let mut said = Vec::new();
    let sentences: [fn(Text, String) -> String; 4] = [
        |t, share| t.illness_share_removal(share),
        |t, share| t.illness_share_endoscopic(share),
        |t, share| t.illness_share_other(share),
        |t, share| t.illness_share_none(share),
    ];
    for (count, sentence) in known.iter().zip(sentences) {
        if count.is_some() {
            said.extend(shares.next().map(|share| sentence(t, written(share))));
        }
    }
    if rest > 0 {
        said.extend(shares.next().map(|share| t.illness_share_rest(written(share))));
    }
    said
}

/// Each part in tenths of a hundredth of the whole, rounded so that all together are exactly the whole.
fn tenths(parts: &[u64], whole: u64) -> Vec<u64> {
    let whole = u128::from(whole);
    let scaled = || parts.iter().map(|part| u128::from(*part) * 1000);
    let mut shares: Vec<u128> = scaled().map(|part| part / whole).collect();
    let missing = 1000u128.saturating_sub(shares.iter().sum());
    // What rounding down took away goes to the parts that lost most by it.
    let mut by_loss: Vec<(u128, usize)> = scaled().map(|part| part % whole).zip(0..).collect();
    by_loss.sort_by_key(|(loss, position)| (std::cmp::Reverse(*loss), *position));
    for (_, position) in by_loss.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        if let Some(share) = shares.get_mut(position) {
            *share += 1;
        }
    }
    shares.into_iter().map(|share| u64::try_from(share).unwrap_or(0)).collect()
}

fn written(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// "of 100", as a number without false exactness.
fn share(part: u64, whole: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
    let share = part as f64 * 100.0 / whole as f64;
    words::rate(share)
}

#[cfg(test)]
mod tests {
    use evidence::{MeasureIndex, Period};

    use super::*;

    #[test]
    fn shares_of_a_whole_add_up_to_a_hundred() {
        for parts in [[1, 1, 1], [333, 333, 334], [1, 0, 100_000], [7, 11, 5]] {
            assert_eq!(tenths(&parts, parts.iter().sum()).iter().sum::<u64>(), 1000, "{parts:?}");
        }
    }

    #[test]
    fn the_remainder_of_the_national_table_is_always_said() {
        let total = Total {
            measure: MeasureIndex(0),
            period: Period::fiscal_year(2021),
            cases: Some(1_000),
            events: None,
            operations: Some(200),
            endoscopic: None,
            other_operations: Some(100),
            no_operation: Some(333),
        };
        let said = parts(Language::English.text(), &total, 1_000);
        assert_eq!(said.len(), 4);
        assert!(
            said.last().is_some_and(|rest| rest.starts_with("36.7 of 100 ") && rest.contains("transfusion")),
            "{said:?}"
        );
    }
}
