//! What a second opinion costs in all: a range, with what is not known named. Whole yen or dollars.

mod prices;

use evidence::Country;
use evidence::desk::{Currency, Desk, FeeFor, Source};

/// The way there and back, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Travel {
    /// How far, one way, in a straight line.
    pub distance_km: Option<f64>,
    /// How long, one way, by our estimate.
    pub hours: Option<f64>,
    /// A ship or an aeroplane is needed.
    pub sea: bool,
    /// What the patient wrote for all fares, there and back, for everyone who travels.
    pub fares: Option<u32>,
    /// How many nights away.
    pub nights: u8,
    /// What the patient wrote for all nights.
    pub lodging: Option<u32>,
}

/// What money is spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The patient's share of the letter's fee (Japan, B010).
    LetterShare,
    /// Copies of images and records.
    Copies,
    /// A line of the desk's prices.
    Desk(FeeFor),
    /// Tax on top of the desk's prices.
    Tax,
    /// Fares.
    Fares,
    /// A ship or an aeroplane, whose fare nobody wrote down.
    SeaCrossing,
    /// Nights away.
    Lodging,
}

/// From what an amount is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// The fee rule B010: 500 points at 10 yen, of which the patient pays 10 to 30 %. Rule of 2024; that of 2026 is not confirmed.
    FeeRule,
    /// The desk's file.
    Desk(Source),
    /// What the press says desks charge in Japan, because this desk's price is not known.
    Press,
    /// What the patient wrote.
    Patient,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What for.
    pub what: What,
    /// From so much to so much, and from what that is known; none when it is not.
    pub amount: Option<(u64, u64, Known)>,
    /// Whether it is only spent if it is needed (slides read again, new slides): it then counts in the high end alone.
    pub if_needed: bool,
}

impl Item {
    fn known(what: What, low: u64, high: u64, known: Known) -> Item {
        Item { what, amount: Some((low, high, known)), if_needed: false }
    }

    fn unknown(what: What) -> Item {
        Item { what, amount: None, if_needed: false }
    }
}

/// Help to ask for; never a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// The support centre, which is free.
    SupportCentre,
    /// The town's or the island's travel aid.
    TravelAid,
    /// The tax deduction for medical costs.
    TaxDeduction,
    /// A private insurance's second-opinion service.
    PrivateInsurance,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// In which money.
    pub currency: Currency,
    /// Line by line.
    pub items: Vec<Item>,
    /// The sum of the low ends that are known.
    pub low: u64,
    /// The sum of the high ends that are known.
    pub high: u64,
    /// What is not known and comes on top.
    pub unknown: Vec<What>,
    /// What help to ask for.
    pub help: Vec<Help>,
}

/// The letter's fee: 500 points at 10 yen (B010, facts A1; notice of the 2024 revision), and the shares a patient pays.
const LETTER_YEN: u64 = 5_000;
const SHARES_PERCENT: (u64, u64) = (10, 30);
/// The range the press states for Japan (facts A1).
const PRESS_YEN: (u64, u64) = (10_000, 50_000);

/// What it costs to ask a desk of this country. Without a desk's file its price is not known; without travel (online, or from
/// doctor to doctor) nothing is counted for the way. `minutes` is how long the patient means to talk; none counts from the shortest to an hour.
pub fn cost(country: Country, desk: Option<&Desk>, travel: Option<&Travel>, minutes: Option<u16>) -> Range {
    let mut items = Vec::new();
    let priced = desk.filter(|desk| !desk.fees.is_empty());
    let currency = currency(country, priced);
    if country == Country::Japan {
        let (least, most) = SHARES_PERCENT;
        let share = (LETTER_YEN * least / 100, LETTER_YEN * most / 100);
        // Yen are never added to dollars.
        items.push(match currency {
            Currency::Yen => Item::known(What::LetterShare, share.0, share.1, Known::FeeRule),
            Currency::Dollar => Item::unknown(What::LetterShare),
        });
    }
    items.push(Item::unknown(What::Copies));
    match priced {
        Some(desk) => items.extend(prices::items(desk, currency, minutes)),
        None if country == Country::Japan => {
            let (low, high) = PRESS_YEN;
            items.push(Item::known(What::Desk(FeeFor::Consultation), low, high, Known::Press));
        }
        None => items.push(Item::unknown(What::Desk(FeeFor::Consultation))),
    }
    items.extend(travel.into_iter().flat_map(on_the_way));
    summed(currency, items, help(country, travel.is_some()))
}

fn on_the_way(travel: &Travel) -> Vec<Item> {
    let written = |what, amount: Option<u32>| match amount {
        Some(amount) => Item::known(what, u64::from(amount), u64::from(amount), Known::Patient),
        None => Item::unknown(what),
    };
    let mut items = vec![written(What::Fares, travel.fares)];
    if travel.sea && travel.fares.is_none() {
        items.push(Item::unknown(What::SeaCrossing));
    }
    if travel.nights > 0 || travel.lodging.is_some() {
        items.push(written(What::Lodging, travel.lodging));
    }
    items
}

/// The money of the desk's prices: a desk in Japan may ask people abroad for dollars.
fn currency(country: Country, desk: Option<&Desk>) -> Currency {
    let of_country = if country == Country::Japan { Currency::Yen } else { Currency::Dollar };
    desk.and_then(|desk| desk.fees.first()).map_or(of_country, |fee| fee.value.currency)
}

/// What help exists. No scheme was found that pays the fee itself, so each is something to ask about.
fn help(country: Country, travels: bool) -> Vec<Help> {
    match (country, travels) {
        (Country::Japan, true) => {
            vec![Help::SupportCentre, Help::TravelAid, Help::TaxDeduction, Help::PrivateInsurance]
        }
        (Country::Japan, false) => vec![Help::SupportCentre, Help::TaxDeduction, Help::PrivateInsurance],
        (Country::UnitedStates, _) => vec![Help::PrivateInsurance],
    }
}

fn summed(currency: Currency, items: Vec<Item>, help: Vec<Help>) -> Range {
    let (mut low, mut high, mut unknown) = (0_u64, 0_u64, Vec::new());
    for item in &items {
        match &item.amount {
            Some((least, most, _)) => {
                low = low.saturating_add(if item.if_needed { 0 } else { *least });
                high = high.saturating_add(*most);
            }
            None => unknown.push(item.what),
        }
    }
    Range { currency, items, low, high, unknown, help }
}
