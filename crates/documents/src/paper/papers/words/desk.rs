//! What a desk file says, in the words of its page.

use evidence::desk::{MayCome, Paper, RelationRule, Seen, Source, Title, Who};
use language::Text;

/// Who may come in the patient's place, by which relation, with which papers.
pub fn may_come(t: Text, rule: &MayCome) -> String {
    let papers: Vec<String> = rule.papers.iter().map(|needed| paper(t, *needed)).collect();
    let parts = [relation(t, rule.relation), papers.join(&t.words_comma())];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&t.words_semicolon())
}

/// For whom a rule holds.
pub fn who(t: Text, who: Who) -> String {
    match who {
        Who::FamilyAlone => t.desk_who_family_alone(),
        Who::Under18 => t.desk_who_under_18(),
        Who::Incapacity => t.desk_who_incapacity(),
    }
}

/// By which relation somebody may come.
pub fn relation(t: Text, rule: Option<RelationRule>) -> String {
    match rule {
        Some(RelationRule::FirstDegree) => t.desk_relation_first_degree(),
        Some(RelationRule::SecondDegree) => t.desk_relation_second_degree(),
        Some(RelationRule::SpouseParentChildSibling) => t.desk_relation_spouse_parent_child_sibling(),
        Some(RelationRule::PowerOfAttorney) => t.desk_relation_power_of_attorney(),
        None => t.desk_relation_not_said(),
    }
}

/// A paper or a thing to bring.
pub fn paper(t: Text, paper: Paper) -> String {
    match paper {
        Paper::Letter => t.desk_paper_letter(),
        Paper::Tests => t.desk_paper_tests(),
        Paper::Images => t.desk_paper_images(),
        Paper::ImageReports => t.desk_paper_image_reports(),
        Paper::PathologyReport => t.desk_paper_pathology_report(),
        Paper::PathologyPhotographs => t.desk_paper_pathology_photographs(),
        Paper::CuttingDrawing => t.desk_paper_cutting_drawing(),
        Paper::Slides => t.desk_paper_slides(),
        Paper::ConsentForm => t.desk_paper_consent_form(),
        Paper::InsuranceCardCopy => t.desk_paper_insurance_card_copy(),
        Paper::PowerOfAttorney => t.desk_paper_power_of_attorney(),
        Paper::Identity => t.desk_paper_identity(),
        Paper::ProofOfRelationship => t.desk_paper_proof_of_relationship(),
        Paper::ProofOfIncapacity => t.desk_paper_proof_of_incapacity(),
        Paper::DeskForm => t.desk_paper_desk_form(),
    }
}

/// Where a fact stands, with its address in full: on paper nothing can be pressed.
pub fn printed_source(t: Text, from: &Source) -> String {
    match &from.address {
        Some(address) => t.paper_source_at(source(t, from), address.as_str()),
        None => source(t, from),
    }
}

/// Where a fact stands and when it was seen.
pub fn source(t: Text, source: &Source) -> String {
    match (&source.title, source.seen) {
        (Title::NotRecorded, _) => t.desk_source_not_recorded(),
        (Title::Named(title), Seen::Unknown) => t.desk_source_age_unknown(title.as_str()),
        (Title::Named(title), seen) => t.desk_source(title.as_str(), seen.text()),
    }
}
