//! Who can help someone from one place: the town's own file, its prefecture's or state's, hospitals to turn to, and what to ask.

use serde::Serialize;

use super::{Source, Town, Towns};
use crate::desk::{Seen, desks};
use crate::edition::{Edition, InstitutionIndex};
use crate::institution::{Country, Institution, Point};
use crate::place::{Place, PlaceKind, distance_km};
use crate::search::{Found, Spot, find_places};

/// What there is for someone from one place.
#[derive(Clone, Debug)]
pub struct Support<'a> {
    /// The place in the edition; none where only its area is known (some ZIPs).
    pub place: Option<&'a Place>,
    /// The town's own file.
    pub town: Option<&'a Town>,
    /// Its prefecture's or state's file.
    pub region: Option<&'a Town>,
    /// Hospitals to turn to.
    pub centres: Centres,
    /// What to ask, and where.
    pub ask: &'static [Ask],
}

/// What there is for someone from a place: by its id, a postal code or a ZIP, as `Spot::id` gives it. None when nothing is known by that name.
pub fn support<'a>(edition: &'a Edition, towns: &'a Towns, place: &str) -> Option<Support<'a>> {
    let from = locate(edition, place)?;
    let own = from.place.filter(|place| place.kind != PlaceKind::Region);
    let town = own.and_then(|place| towns.at(&place.id).or_else(|| towns.at(&city_of(edition, place)?.id)));
    let region = from.region.and_then(|region| towns.at(&region.id));
    Some(Support { place: from.place, town, region, centres: centres(edition, &from), ask: asks(from.country) })
}

/// What to ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// Whether the town helps with the way there and back; most want a certificate, so a mere second opinion may not qualify.
    TravelAid,
    /// The same for nights away.
    LodgingAid,
    /// Whether the doctor's certificate that care elsewhere is needed must be had before leaving.
    Certificate,
    /// Whether the town pays anything towards the fee of a second opinion: no town is known that does.
    SecondOpinionFee,
    /// Health and welfare services; with consent the doctor can write to the town.
    HealthAndWelfare,
    /// Whether fee, letter and public transport may be deducted from tax; the tax office decides.
    TaxDeduction,
    /// Whether a private insurance has a second-opinion service.
    PrivateInsurance,
    /// Whether the health plan or the employer pays for a second-opinion programme.
    PlanOrEmployer,
}

/// Where to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskWhere {
    /// At the town hall.
    TownHall,
    /// At the tax office.
    TaxOffice,
    /// At the insurer.
    Insurer,
}

impl Ask {
    /// Where to ask it.
    pub fn place(self) -> AskWhere {
        match self {
            Ask::TravelAid | Ask::LodgingAid | Ask::Certificate | Ask::SecondOpinionFee | Ask::HealthAndWelfare => {
                AskWhere::TownHall
            }
            Ask::TaxDeduction => AskWhere::TaxOffice,
            Ask::PrivateInsurance | Ask::PlanOrEmployer => AskWhere::Insurer,
        }
    }
}

/// What is known to be worth asking in a country, and nothing more.
pub fn asks(country: Country) -> &'static [Ask] {
    match country {
        Country::Japan => &[
            Ask::TravelAid,
            Ask::LodgingAid,
            Ask::Certificate,
            Ask::SecondOpinionFee,
            Ask::HealthAndWelfare,
            Ask::TaxDeduction,
            Ask::PrivateInsurance,
        ],
        // Nothing was found out about what American towns or counties pay.
        Country::UnitedStates => &[Ask::PlanOrEmployer],
    }
}

/// Why a hospital is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// It is known to offer second opinions.
    Offers,
    /// Its desk's file is here.
    Desk,
    /// A Japanese hospital that calls itself a cancer centre. Its name says nothing of a designation.
    CancerCentreByName,
}

/// A hospital to turn to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Centre {
    /// Which.
    #[serde(skip)]
    pub institution: InstitutionIndex,
    /// Its id.
    pub id: String,
    /// Why it is named.
    pub because: Vec<Because>,
    /// Whether it lies in the same prefecture or state.
    pub same_region: bool,
    /// How far it is in a straight line, when both places are known.
    pub distance_km: Option<f64>,
}

/// Whether it is known which hospitals are designated for cancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Designated {
    /// No edition says so yet: the list holds only what happens to be known, and a page says that it is not complete.
    NotInEdition,
}

/// The network of support centres of a country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Network {
    /// Every designated hospital has a cancer support centre (がん相談支援センター): free, without a name, and for people who are not its patients.
    pub centres: Source,
    /// A telephone service of the National Cancer Center tells which centre is near. Its number is not in this program.
    pub national_desk: Source,
}

/// Hospitals to turn to, and what is known of a network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Centres {
    /// The country.
    pub country: Country,
    /// The prefecture or state, as institutions name theirs.
    pub region: String,
    /// What is known of who is designated.
    pub designated: Designated,
    /// The network; none is known in the United States.
    pub network: Option<Network>,
    /// Those known, the same prefecture or state first, then by distance. It may be empty and is never complete.
    pub known: Vec<Centre>,
}

/// Hospitals to turn to for someone from a place: by its id, a postal code or a ZIP. None when nothing is known by that name.
pub fn support_centres(edition: &Edition, place: &str) -> Option<Centres> {
    locate(edition, place).map(|from| centres(edition, &from))
}

/// Where someone comes from.
struct From<'a> {
    place: Option<&'a Place>,
    region: Option<&'a Place>,
    country: Country,
    point: Point,
}

fn locate<'a>(edition: &'a Edition, id: &str) -> Option<From<'a>> {
    if let Some(place) = edition.places.all.iter().find(|place| place.id == id) {
        return Some(at_place(edition, place, place.point));
    }
    let Ok(Found::One(spot)) = find_places(edition, id) else { return None };
    match spot.country {
        // A Japanese code lies at its town's own point; the prefecture of the same point is not meant.
        Country::Japan => {
            let mut here =
                edition.places.all.iter().filter(|place| place.country == spot.country && place.point == spot.point);
            here.find(|place| place.kind != PlaceKind::Region).map(|place| at_place(edition, place, spot.point))
        }
        Country::UnitedStates => Some(at_zip(edition, &spot)),
    }
}

fn at_place<'a>(edition: &'a Edition, place: &'a Place, point: Point) -> From<'a> {
    From { place: Some(place), region: region_of(edition, place.country, &place.region), country: place.country, point }
}

/// "95814 Sacramento, CA": the town and its state, or the state alone.
fn at_zip<'a>(edition: &'a Edition, spot: &Spot) -> From<'a> {
    let label = spot.name.en.split_once(' ').map(|(_, label)| label).unwrap_or_default();
    let (town, state) = label.rsplit_once(", ").unwrap_or_default();
    let places = edition.places.all.iter().filter(|place| place.country == spot.country && place.region == state);
    let place = places.clone().find(|place| place.kind == PlaceKind::Municipality && place.name == town);
    From { place, region: region_of(edition, spot.country, state), country: spot.country, point: spot.point }
}

fn region_of<'a>(edition: &'a Edition, country: Country, region: &str) -> Option<&'a Place> {
    let mut regions = edition.places.all.iter().filter(|place| place.kind == PlaceKind::Region);
    regions.find(|place| place.country == country && place.region == region)
}

/// The whole city that a ward belongs to: the ward's name begins with it.
fn city_of<'a>(edition: &'a Edition, ward: &Place) -> Option<&'a Place> {
    let cities = edition.places.all.iter().filter(|place| place.kind == PlaceKind::CityOfWards);
    let mut cities = cities.filter(|city| city.country == ward.country && city.region == ward.region);
    cities.find(|city| ward.kind == PlaceKind::Ward && ward.name.starts_with(&city.name))
}

/// Where fewer are known in the prefecture or state, the nearest elsewhere fill up to so many.
const AT_LEAST: usize = 3;

fn centres(edition: &Edition, from: &From) -> Centres {
    let region = from.region.map(|region| region.region.clone()).unwrap_or_default();
    let all = (0..).map(InstitutionIndex).zip(&edition.institutions);
    let mut known: Vec<Centre> = all
        .filter(|(_, institution)| institution.country == from.country && !institution.ended)
        .filter_map(|(index, institution)| {
            let because = because(edition, index, institution);
            (!because.is_empty()).then(|| Centre {
                institution: index,
                id: institution.id.clone(),
                because,
                same_region: institution.region == region,
                distance_km: institution.point.map(|point| distance_km(from.point, point)),
            })
        })
        .collect();
    known.sort_by(|left, right| {
        let far = |centre: &Centre| centre.distance_km.unwrap_or(f64::INFINITY);
        let nearer = far(left).total_cmp(&far(right));
        right.same_region.cmp(&left.same_region).then(nearer).then_with(|| left.id.cmp(&right.id))
    });
    let here = known.iter().filter(|centre| centre.same_region).count();
    known.truncate(here.max(AT_LEAST));
    Centres {
        country: from.country,
        region,
        designated: Designated::NotInEdition,
        network: network(from.country),
        known,
    }
}

fn because(edition: &Edition, index: InstitutionIndex, institution: &Institution) -> Vec<Because> {
    let offers = edition.offers.iter().any(|offer| offer.institution == index);
    let desk = desks().iter().any(|desk| desk.institution.id.as_ref() == Some(&institution.id));
    let named = ["がんセンター", "がん研究"].iter().any(|word| institution.name.contains(word));
    let named = named && institution.country == Country::Japan;
    let all = [(offers, Because::Offers), (desk, Because::Desk), (named, Because::CancerCentreByName)];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, because)| because).collect()
}

/// The network of a country; none is known in the United States. Read on 2026-11-23 in stored copies that bear no date, so a page says "ring first".
pub fn network(country: Country) -> Option<Network> {
    let page = |title: &str, address: &str| Source {
        title: title.to_owned(),
        address: Some(address.to_owned()),
        read: Seen::Day(2026, 11, 23),
        as_of: Some(Seen::Unknown),
    };
    (country == Country::Japan).then(|| Network {
        centres: page(
            "「がん相談支援センター」とは（国立がん研究センター がん情報サービス）",
            "https://ganjoho.jp/public/institution/consultation/cisc/cisc.html",
        ),
        national_desk: page(
            "がん情報サービスサポートセンター（国立がん研究センター）",
            "https://ganjoho.jp/public/consultation/support_center/index.html",
        ),
    })
}
