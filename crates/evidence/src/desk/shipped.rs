//! The desks whose facts Anshin could find, each with its source and year; they stand in `data/desks`.

use std::sync::OnceLock;

use super::{Desk, read};

/// The files, in the order of their names; a test holds this list against the folder.
const FILES: &[&str] = &[
    include_str!("../../../../data/desks/cancer-institute-ariake.json"),
    include_str!("../../../../data/desks/fukuyama.json"),
    include_str!("../../../../data/desks/juntendo.json"),
    include_str!("../../../../data/desks/keio-university.json"),
    include_str!("../../../../data/desks/ncc-central-online.json"),
    include_str!("../../../../data/desks/ncc-central-pathology.json"),
    include_str!("../../../../data/desks/ncc-central.json"),
    include_str!("../../../../data/desks/ncgm-abroad-online.json"),
    include_str!("../../../../data/desks/nippon-medical.json"),
    include_str!("../../../../data/desks/okinawa-hokubu.json"),
    include_str!("../../../../data/desks/osaka-national.json"),
    include_str!("../../../../data/desks/red-cross-medical-center.json"),
    include_str!("../../../../data/desks/sagara.json"),
    include_str!("../../../../data/desks/shikoku-cancer-center-pathology.json"),
    include_str!("../../../../data/desks/shinshu-university-online.json"),
    include_str!("../../../../data/desks/tokyo-university-online.json"),
    include_str!("../../../../data/desks/tokyo-university.json"),
];

/// Every desk that comes with the program.
pub fn desks() -> &'static [Desk] {
    static DESKS: OnceLock<Vec<Desk>> = OnceLock::new();
    // A test reads every file, so none is left out here.
    DESKS.get_or_init(|| FILES.iter().filter_map(|text| read(text).ok()).collect())
}

/// The desks of one institution of the edition; a hospital may have several (a visit, online, slides only).
pub fn desks_of(institution: &str) -> Vec<&'static Desk> {
    desks().iter().filter(|desk| desk.institution.id.as_deref() == Some(institution)).collect()
}

/// One desk by its id.
pub fn desk(id: &str) -> Option<&'static Desk> {
    desks().iter().find(|desk| desk.id.as_str() == id)
}
