//! Whether a document is a Japanese referral: our own checker of the rules in the profiles, which no base validator knows.
//!
//! The rules are those of `JP_Bundle_eReferral`, `JP_Composition_eReferral` and the eCS profiles of the resources in it, read from the package
//! jp-clins.r4 1.5.2, and what FHIR R4 says of documents (3.3.1): references resolve inside, and nothing lies in the bundle that the composition
//! does not lead to. Terminologies are not held against their lists, which are others', and of coded findings (illnesses, allergies, prescriptions)
//! no more than the frame is looked at. Whether it is valid R4 at all, validators of others say.

mod bundle;
mod clinical;
mod composition;
pub(super) mod form;
mod look;
mod people;
mod references;
mod sections;

use language::Text;
use serde_json::Value;

use look::Look;

/// Findings that are told at most; a document with more is no referral.
pub const FINDINGS: usize = 500;

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, one of `RULES`.
    pub rule: &'static str,
    /// Where, as a FHIRPath: `Bundle.entry[0].resource.title`.
    pub place: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It must be there and is not.
    Missing,
    /// It must be exactly this.
    Fixed(&'static str),
    /// There is too much of it.
    TooMany,
    /// It is not in the form it must have.
    Form,
    /// It points at nothing in the document.
    Unresolved,
    /// It points at something of another kind than it must.
    OtherKind,
    /// Nothing leads to it.
    Unreachable,
    /// It may not be there.
    NotAllowed,
    /// Exactly one of the two sections 200 and 300 must be there.
    OneOfTwo,
}

impl Finding {
    /// The sentence for a person: where, and what is wrong.
    pub fn say(&self, text: Text) -> String {
        let fault = match self.fault {
            Fault::Missing => text.fhir_fault_missing(),
            Fault::Fixed(fixed) => text.fhir_fault_fixed(fixed),
            Fault::TooMany => text.fhir_fault_too_many(),
            Fault::Form => text.fhir_fault_form(),
            Fault::Unresolved => text.fhir_fault_unresolved(),
            Fault::OtherKind => text.fhir_fault_other_kind(),
            Fault::Unreachable => text.fhir_fault_unreachable(),
            Fault::NotAllowed => text.fhir_fault_not_allowed(),
            Fault::OneOfTwo => text.fhir_fault_one_of_two(),
        };
        text.fhir_finding(self.place.as_str(), fault)
    }
}

/// Every rule, in the order of the document. `R` and four digits are the numbers that the profiles give themselves.
pub const RULES: [&str; 80] = [
    "bundle-type",
    "bundle-updated",
    "bundle-profile",
    "bundle-number-system",
    "bundle-number",
    "bundle-timestamp",
    "bundle-entries",
    "bundle-composition-first",
    "bundle-one-composition",
    "bundle-one-patient",
    "bundle-practitioner",
    "bundle-organizations",
    "entry-address",
    "entry-resource",
    "entry-address-once",
    "reference-resolves",
    "entry-reachable",
    "composition-updated",
    "composition-profile",
    "composition-version",
    "composition-number-system",
    "composition-number",
    "composition-status",
    "composition-type",
    "composition-type-system",
    "composition-type-word",
    "composition-category",
    "composition-category-system",
    "composition-subject",
    "composition-date",
    "composition-author-doctor",
    "composition-author-institution",
    "composition-title",
    "composition-custodian",
    "composition-event",
    "composition-event-words",
    "composition-event-code",
    "composition-event-start",
    "section-from",
    "section-to",
    "section-cda-or-structured",
    "section-purpose",
    "section-diagnosis",
    "section-course",
    "section-once",
    "section-system",
    "section-title",
    "section-word",
    "section-content",
    "section-text-status",
    "section-text",
    "section-no-mode",
    "section-no-deeper",
    "section-institution",
    "section-entry-kind",
    "section-file",
    "section-pdf-no-text",
    "patient-updated",
    "patient-profile",
    "patient-number",
    "R1010",
    "R1012",
    "R1013",
    "patient-name",
    "R1113",
    "patient-gender",
    "patient-birth",
    "patient-address",
    "organization-number",
    "organization-number-form",
    "organization-name",
    "organization-address",
    "encounter-status",
    "encounter-class",
    "encounter-meta",
    "encounter-reason",
    "condition-shape",
    "allergy-shape",
    "document-content",
    "medication-profile",
];

/// Everything that keeps a document from being a Japanese referral; nothing when it is one.
pub fn ereferral(document: &Value) -> Vec<Finding> {
    let mut look = Look::at(document);
    bundle::check(&mut look);
    references::check(&mut look);
    composition::check(&mut look);
    sections::check(&mut look);
    people::check(&mut look);
    clinical::check(&mut look);
    look.findings
}
