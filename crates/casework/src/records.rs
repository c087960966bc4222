//! The records to bring: each item asked for, promised, received, sent, returned.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{AttachmentId, RecordId};
use crate::moment::Moment;

/// What kind of record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The letter of introduction itself.
    Letter,
    /// Blood and other test results.
    Tests,
    /// X-ray, CT, MR, PET images on CD: a loan, or a copy to keep.
    Images,
    /// The radiologist's reports.
    ImageReports,
    /// The pathology report.
    PathologyReport,
    /// Glass slides or blocks: always a loan.
    Slides,
    /// Endoscopy pictures and report.
    Endoscopy,
    /// Electrocardiogram, echo, catheter films.
    Heart,
    /// Operation report, discharge summary.
    Summaries,
    /// The list of medicines.
    Medicines,
    /// What the patient adds.
    Own,
}

/// How far an item has come; later states follow earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Still to be asked for.
    Wanted,
    /// Asked for.
    Asked,
    /// Promised for a day.
    Promised,
    /// In hand.
    Received,
    /// With the other institution.
    Sent,
    /// A loan is back where it belongs.
    Returned,
    /// Not needed, or not to be had; the note says why.
    NotNeeded,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name within the case.
    pub id: RecordId,
    /// What it is.
    pub kind: Kind,
    /// For an item of the patient's own: what it is.
    pub words: String,
    /// Whether it must go back.
    pub loan: bool,
    /// Every step with its day, oldest first; the last one is where it stands.
    pub steps: Vec<(Stage, Date)>,
    /// The patient's note.
    pub note: String,
    /// Uploads that belong to it.
    pub attachments: Vec<AttachmentId>,
}

impl Item {
    /// Where it stands.
    pub fn stage(&self) -> Stage {
        self.steps.last().map_or(Stage::Wanted, |(stage, _)| *stage)
    }
}

/// What was found out about an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Checked {
    /// Not looked at by a scanner yet: kept apart, opened by nobody.
    Quarantined,
    /// Its type and sizes were found right and no scanner is configured: it says so.
    Unscanned,
    /// A scanner passed it.
    Clean,
    /// A scanner found something: it is never handed out.
    Refused,
}

/// What may be uploaded: papers, pictures, one image in the form of hospitals, and the file of an electronic signature. No archive and no
/// program: what unpacks or runs is not a paper.
pub const MEDIA_TYPES: [&str; 8] = [
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "text/plain",
    "application/dicom",
    "application/pkcs7-signature",
    "application/xml",
];

/// An uploaded file; its bytes are kept sealed beside the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name within the case.
    pub id: AttachmentId,
    /// The file's name as uploaded, shortened.
    pub name: String,
    /// Its type, found from its content.
    pub media_type: String,
    /// In bytes.
    pub size: u64,
    /// Since when.
    pub at: Moment,
    /// What was found.
    pub checked: Checked,
}

impl Attachment {
    /// Whether it may be opened and handed out: no scanner holds it back.
    pub fn may_leave(&self) -> bool {
        matches!(self.checked, Checked::Clean | Checked::Unscanned)
    }
}
