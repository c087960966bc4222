//! Which parts of a case each type of resource is made from.

use std::collections::BTreeSet;

use casework::Part;
use casework::service::{Program, Scope};

/// A type of resource that is offered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Its name.
    pub(super) name: &'static str,
    /// Where it is searched.
    pub(super) path: &'static str,
    /// What it is made from: to read one of these is to read the type, as far as it comes from there.
    pub(super) parts: &'static [Part],
    /// What else stands on it where it may be read: names of people, the illness on a request, that there is an opinion.
    pub(super) along: &'static [Part],
}

impl Kind {
    pub(super) fn of(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The patient's name stands above everything that anyone sees of a case, so no part must be allowed beside the token's own scope.
    pub(super) fn is_seen_by_all(&self) -> bool {
        self.name == "Patient"
    }

    fn is_open_to(&self, program: &Program) -> bool {
        self.parts.iter().any(|part| program.has(Scope::Read(*part)))
    }

    /// The scope that opens it, as SMART App Launch 2 writes it.
    pub(super) fn scope(&self) -> String {
        format!("patient/{}.rs", self.name)
    }
}

const fn kind(name: &'static str, path: &'static str, parts: &'static [Part], along: &'static [Part]) -> Kind {
    Kind { name, path, parts, along }
}

/// Every type of `documents::fhir::capability::OFFERED`, in its order; a test holds the two together.
pub(super) static KINDS: [Kind; 8] = [
    kind("Patient", "/fhir/Patient", &[Part::People], &[]),
    kind("RelatedPerson", "/fhir/RelatedPerson", &[Part::People], &[]),
    kind("Practitioner", "/fhir/Practitioner", &[Part::People], &[]),
    kind("Organization", "/fhir/Organization", &[Part::People], &[]),
    kind("ServiceRequest", "/fhir/ServiceRequest", &[Part::Application], &[Part::Opinion, Part::People]),
    kind("Task", "/fhir/Task", &[Part::Application], &[Part::Second, Part::People]),
    kind("Composition", "/fhir/Composition", &[Part::Opinion, Part::Second], &[Part::Decision, Part::People]),
    kind("Consent", "/fhir/Consent", &[Part::People], &[]),
];

/// What a scope of SMART stands for in a case: `patient/Task.rs`, `patient/Task.read`, and with a star for every type. None for anything else: to
/// write is not offered, and to read without searching cannot be kept apart.
///
/// Types that are made from the same part open together; whoever makes a token is told what it is good for (`scope_of`).
pub(in crate::api) fn asked_for(word: &str) -> Option<BTreeSet<Scope>> {
    let (of, what) = word.strip_prefix("patient/")?.split_once('.')?;
    if !matches!(what, "rs" | "read") {
        return None;
    }
    let kinds: Vec<&Kind> = KINDS.iter().filter(|kind| of == "*" || of == kind.name).collect();
    let parts = kinds.iter().flat_map(|kind| kind.parts);
    (!kinds.is_empty()).then(|| parts.map(|part| Scope::Read(*part)).collect())
}

/// What a token is good for here, as SMART App Launch 2 writes it: a scope a type, with blanks between them.
pub(in crate::api) fn scope_of(program: &Program) -> String {
    let open = KINDS.iter().filter(|kind| kind.is_open_to(program));
    open.map(Kind::scope).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use documents::fhir::capability::OFFERED;

    use super::*;

    #[test]
    fn every_type_that_is_offered_has_its_parts_and_its_address_and_no_other_does() {
        let offered: Vec<_> = OFFERED.iter().map(|offered| offered.kind).collect();
        let kinds: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(kinds, offered);
        for kind in &KINDS {
            assert_eq!(kind.path, format!("/fhir/{}", kind.name));
            assert!(!kind.parts.is_empty());
        }
    }

    #[test]
    fn a_scope_of_smart_stands_for_the_parts_of_its_type_and_one_that_writes_for_nothing() {
        let read = |parts: &[Part]| Some(parts.iter().copied().map(Scope::Read).collect());
        assert_eq!(asked_for("patient/Task.rs"), read(&[Part::Application]));
        assert_eq!(asked_for("patient/Composition.read"), read(&[Part::Opinion, Part::Second]));
        assert_eq!(asked_for("patient/*.rs"), read(&[Part::Opinion, Part::Second, Part::Application, Part::People]));
        for word in [
            "patient/Task.write",
            "patient/Task.cruds",
            "patient/Task.*",
            "patient/Task.r",
            "patient/Observation.rs",
            "user/Task.rs",
            "patient/Task.rs?status=requested",
            "patient/Task",
            "Task.rs",
            "",
        ] {
            assert_eq!(asked_for(word), None, "{word}");
        }
    }
}
