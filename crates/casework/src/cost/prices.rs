//! A desk's prices for so many minutes.

use evidence::desk::{Currency, Desk, Fact, Fee, FeeFor};

use super::{Item, Known, What};

/// How long a talk is counted at most when nothing is said: the longest block any desk of facts A1 names.
const LONGEST_MINUTES: u16 = 60;

/// The lines of a desk's prices, with the consultation first.
///
/// Lines in another money than the one it is summed in are named as unknown: there is no rate to change them by.
pub(super) fn items(desk: &Desk, currency: Currency, minutes: Option<u16>) -> Vec<Item> {
    let (fees, foreign): (Vec<&Fact<Fee>>, Vec<&Fact<Fee>>) =
        desk.fees.iter().partition(|fact| fact.value.currency == currency);
    let mut items = vec![consultation(&fees, minutes)];
    items.extend(read_with_slides(&fees));
    let if_needed = [FeeFor::Pathology, FeeFor::NewSlides, FeeFor::ImagingRead, FeeFor::Post, FeeFor::Interpreter];
    for what in if_needed.into_iter().chain([FeeFor::Other]) {
        let lines = lines(&fees, what);
        let Some(first) = lines.first() else { continue };
        let most = lines.iter().map(|fact| u64::from(fact.value.amount.to)).max().unwrap_or(0);
        let least = lines.iter().map(|fact| u64::from(fact.value.amount.from)).min().unwrap_or(0);
        let amount = Some((least, most, Known::Desk(first.source.clone())));
        items.push(Item { what: What::Desk(what), amount, if_needed: true });
    }
    items.extend(foreign.iter().map(|fact| Item::unknown(What::Desk(fact.value.what))));
    // Where the source does not say whether tax is in the price, it may come on top.
    let taxed = |fee: &Fee| fee.tax_included == Some(true) || (fee.tax_included.is_none() && currency != Currency::Yen);
    if fees.iter().any(|fact| !taxed(&fact.value)) {
        items.push(Item::unknown(What::Tax));
    }
    items
}

fn lines<'a>(fees: &[&'a Fact<Fee>], what: FeeFor) -> Vec<&'a Fact<Fee>> {
    fees.iter().copied().filter(|fact| fact.value.what == what).collect()
}

/// The consultation: its lines are alternatives, so the range goes from the cheapest that fits to the dearest that fits.
fn consultation(fees: &[&Fact<Fee>], minutes: Option<u16>) -> Item {
    let what = What::Desk(FeeFor::Consultation);
    let lines = lines(fees, FeeFor::Consultation);
    let Some(first) = lines.first() else { return Item::unknown(what) };
    let extra = lines_extra(fees);
    let prices: Vec<(u64, u64)> = match minutes {
        Some(minutes) => fitting(&lines, minutes).into_iter().map(|line| price(line, extra, minutes)).collect(),
        None => {
            let shortest = lines.iter().map(|fact| price(&fact.value, extra, 0));
            let longest = fitting(&lines, LONGEST_MINUTES).into_iter().map(|line| price(line, extra, LONGEST_MINUTES));
            shortest.chain(longest).collect()
        }
    };
    let low = prices.iter().map(|(low, _)| *low).min().unwrap_or(0);
    let high = prices.iter().map(|(_, high)| *high).max().unwrap_or(0);
    Item::known(what, low, high, Known::Desk(first.source.clone()))
}

fn lines_extra<'a>(fees: &[&'a Fact<Fee>]) -> Option<&'a Fee> {
    lines(fees, FeeFor::ExtraTime).first().map(|fact| &fact.value)
}

/// The lines with the shortest time that is long enough; when none is, those with the longest, to which blocks are added.
fn fitting<'a>(lines: &[&'a Fact<Fee>], minutes: u16) -> Vec<&'a Fee> {
    let length = |fee: &Fee| fee.minutes.unwrap_or(u16::MAX);
    let lengths = || lines.iter().map(|fact| length(&fact.value));
    let enough = lengths().filter(|length| *length >= minutes).min().or_else(|| lengths().max());
    lines.iter().map(|fact| &fact.value).filter(|fee| Some(length(fee)) == enough).collect()
}

/// A line's price with the blocks of extra time that so many minutes need.
fn price(line: &Fee, extra: Option<&Fee>, minutes: u16) -> (u64, u64) {
    let over = line.minutes.map_or(0, |length| minutes.saturating_sub(length));
    let blocks = extra.and_then(|extra| extra.minutes).map_or(0, |block| u64::from(over.div_ceil(block.max(1))));
    let (from, to) = extra.map_or((0, 0), |extra| (u64::from(extra.amount.from), u64::from(extra.amount.to)));
    (u64::from(line.amount.from) + blocks * from, u64::from(line.amount.to) + blocks * to)
}

/// What it costs more when the slides are read too, for a desk that names one price for both.
fn read_with_slides(fees: &[&Fact<Fee>]) -> Option<Item> {
    let alone = lines(fees, FeeFor::Consultation);
    let both = lines(fees, FeeFor::ConsultationWithPathology);
    let (alone, both) = (alone.first()?, both.first()?);
    let more = both.value.amount.to.saturating_sub(alone.value.amount.to);
    let less = both.value.amount.from.saturating_sub(alone.value.amount.from);
    let amount = Some((u64::from(less.min(more)), u64::from(more.max(less)), Known::Desk(both.source.clone())));
    Some(Item { what: What::Desk(FeeFor::Pathology), amount, if_needed: true })
}
