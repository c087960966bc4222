//! Support centres, and hospitals to turn to as far as they are known.

use evidence::town::{Because, Centre, Centres, Network, Support};
use evidence::{Country, Edition};
use language::{Language, Text};

use super::words::{self, Month, SourceView};
use crate::words as common;

/// What is known of support centres.
pub(super) struct CentresView {
    /// What a centre is and who tells which is near, each with its source; or what to do where no network is known.
    pub(super) network: Vec<(String, Option<SourceView>)>,
    /// What the list is not.
    pub(super) about: String,
    pub(super) known: Vec<CentreView>,
}

/// A hospital to turn to.
pub(super) struct CentreView {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) tongue: &'static str,
    pub(super) place: String,
    pub(super) latin: String,
    /// How far, and whether it lies in another prefecture or state.
    pub(super) away: String,
    pub(super) because: Vec<String>,
}

impl CentresView {
    /// Before a place is named: what a centre is.
    pub(super) fn network(t: Text, network: Option<&Network>, today: Month) -> CentresView {
        CentresView { network: told(t, network, today), about: String::new(), known: Vec::new() }
    }

    /// For one place.
    pub(super) fn of(edition: &Edition, language: Language, found: &Support<'_>, today: Month) -> CentresView {
        let t = language.text();
        let centres = &found.centres;
        let region = found.place.filter(|place| language == Language::English && !place.region_latin.is_empty());
        let region = region.map_or(centres.region.as_str(), |place| place.region_latin.as_str());
        CentresView {
            network: told(t, centres.network.as_ref(), today),
            about: about(t, centres),
            known: centres.known.iter().filter_map(|centre| view(edition, language, region, centre)).collect(),
        }
    }
}

fn told(t: Text, network: Option<&Network>, today: Month) -> Vec<(String, Option<SourceView>)> {
    let Some(network) = network else { return vec![(t.nearby_centre_america(), None)] };
    let claim = |says, from| (says, Some(words::source(t, from, today)));
    vec![claim(t.nearby_centre_what(), &network.centres), claim(t.nearby_centre_national(), &network.national_desk)]
}

fn about(t: Text, centres: &Centres) -> String {
    match (centres.known.is_empty(), centres.country) {
        (true, _) => t.nearby_known_none(),
        (false, Country::Japan) => t.nearby_known_about(),
        (false, Country::UnitedStates) => t.nearby_known_america(),
    }
}

fn view(edition: &Edition, language: Language, region: &str, centre: &Centre) -> Option<CentreView> {
    let t = language.text();
    let institution = edition.institution(centre.institution)?;
    let elsewhere = (!centre.same_region && !region.is_empty()).then(|| t.nearby_known_elsewhere(region));
    let far = centre.distance_km.map(|km| t.nearby_straight(common::distance(t, km)));
    let because = |why: &Because| match why {
        Because::Offers => t.nearby_known_offers(),
        Because::Desk => t.nearby_known_desk(),
        Because::CancerCentreByName => t.nearby_known_name(),
    };
    Some(CentreView {
        href: format!("/institution/{}", centre.id),
        name: institution.name.clone(),
        tongue: common::tongue(institution.country),
        place: common::place(institution),
        latin: common::latin_place(edition, language, institution),
        away: far.into_iter().chain(elsewhere).collect::<Vec<_>>().join(&t.words_semicolon()),
        because: centre.because.iter().map(because).collect(),
    })
}
