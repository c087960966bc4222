//! The addresses and codes that the profiles fix, and our own.
//!
//! Source: the packages jp-clins.r4 1.5.2 and jp-core.r4 1.1.2 of the Japan Association for Medical Informatics' working group (CC BY-ND 4.0);
//! template 別紙様式11. Section codes are local to Japan, and so is the system of the document's type, though its number is LOINC's.

/// The profile of the whole document.
pub const BUNDLE_PROFILE: &str = "http://jpfhir.jp/fhir/clins/StructureDefinition/JP_Bundle_eReferral";
/// The profile of the composition.
pub const COMPOSITION_PROFILE: &str = "http://jpfhir.jp/fhir/eReferral/StructureDefinition/JP_Composition_eReferral";
/// Where the profiles of the other resources begin.
pub(super) const ECS_PROFILE: &str = "http://jpfhir.jp/fhir/eCS/StructureDefinition/JP_";
/// The system of the document's number.
pub const BUNDLE_NUMBER: &str = "http://jpfhir.jp/fhir/clins/bundle-identifier";
/// The system of a resource's number at the institution.
pub const RESOURCE_NUMBER: &str = "http://jpfhir.jp/fhir/core/IdSystem/resourceInstance-identifier";
/// The system of document types.
pub const DOCUMENT_TYPES: &str = "http://jpfhir.jp/fhir/Common/CodeSystem/doc-typecodes";
/// The referral, in that system.
pub const REFERRAL: &str = "57133-1";
/// The document's title, and the word of its type.
pub const TITLE: &str = "診療情報提供書";
/// The system of the kinds of document.
pub const DOCUMENT_SUBTYPES: &str = "http://jpfhir.jp/fhir/Common/CodeSystem/doc-subtypecodes";
/// The system of sections.
pub const SECTIONS: &str = "http://jpfhir.jp/fhir/clins/CodeSystem/document-section";
/// What the document's event is called.
pub const ISSUED: &str = "診療情報提供書発行";
/// The extension with the document's version.
pub const VERSION_NUMBER: &str = "http://hl7.org/fhir/StructureDefinition/composition-clinicaldocument-versionNumber";
/// The extension that says how a name is written: `IDE` in characters, `SYL` in kana.
pub const WRITTEN: &str = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";
/// The system of a medical institution's ten digits.
pub const INSTITUTION_NUMBER: &str = "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no";
/// The system of an insured person's number.
pub const MEMBER_NUMBER: &str = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
/// Where the system of an institution's own patient numbers begins; a 1 and the institution's ten digits follow.
pub const PATIENT_NUMBER: &str = "urn:oid:1.2.392.100495.20.3.51.";
/// The extension with a department.
pub const DEPARTMENT: &str = "http://jpfhir.jp/fhir/eCS/Extension/StructureDefinition/JP_eCS_Department";
/// Why something is done (v3-ActReason).
pub const REASONS: &str = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
/// The reason of what is made up for trying out.
pub const TEST: &str = "HTEST";
/// The system of kinds of contact with a hospital.
pub const ACT: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

/// The name of one of our own code systems. A name and no address: a program that anyone installs has no domain of its own.
pub fn own(name: &str) -> String {
    format!("urn:anshin:code:{name}")
}

/// One section of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its code.
    pub code: &'static str,
    /// Its fixed title.
    pub title: &'static str,
    /// Whether it must be there; 300 may be replaced by 200.
    pub required: bool,
    /// What its entries may be.
    pub entries: &'static [&'static str],
}

const fn section(code: &'static str, title: &'static str, entries: &'static [&'static str]) -> Section {
    Section { code, title, required: false, entries }
}

const fn required(code: &'static str, title: &'static str, entries: &'static [&'static str]) -> Section {
    Section { code, title, required: true, entries }
}

impl Section {
    /// The word of its code: the title, and that it is a section.
    pub fn display(&self) -> String {
        format!("{}セクション", self.title)
    }
}

/// Who refers, to whom, and the parts beside the structured ones.
pub const OUTER: [Section; 7] = [
    required("920", "紹介元情報", &["Organization", "Practitioner"]),
    required("910", "紹介先情報", &["Organization", "Practitioner"]),
    section("200", "CDA参照", &["DocumentReference"]),
    section("300", "構造情報", &[]),
    section("210", "添付情報", &["DocumentReference", "Bundle"]),
    section("220", "備考・連絡情報", &["DocumentReference"]),
    section("230", "PDF", &["DocumentReference"]),
];

/// What stands in section 300.
pub const INNER: [Section; 20] = [
    required("950", "紹介目的", &["Encounter"]),
    required("340", "傷病名・主訴", &["Condition"]),
    required("360", "現病歴", &["Condition"]),
    section("370", "既往歴", &["Condition"]),
    section("510", "アレルギー・不耐性反応", &["AllergyIntolerance"]),
    section("550", "家族歴", &["FamilyMemberHistory"]),
    section("610", "身体所見", &["Observation"]),
    section("520", "感染症情報", &["Observation"]),
    section("640", "社会歴・生活習慣", &["Observation"]),
    section("530", "予防接種歴", &["Immunization"]),
    section("730", "手術", &["Procedure"]),
    section("740", "輸血歴", &["Procedure"]),
    section("720", "処置", &["Procedure"]),
    section("430", "投薬指示", &["MedicationRequest"]),
    section("620", "検査結果", &["Observation", "ImagingStudy", "DiagnosticReport"]),
    section("330", "臨床経過", &["DocumentReference"]),
    section("420", "診療方針指示", &["CarePlan"]),
    section("810", "医療機器", &["DeviceUseStatement"]),
    section("410", "事前指示", &["Consent"]),
    section("830", "臨床研究参加", &["ResearchSubject"]),
];

/// The section of a code, outer or inner.
pub fn section_of(code: &str) -> Option<&'static Section> {
    OUTER.iter().chain(&INNER).find(|section| section.code == code)
}
