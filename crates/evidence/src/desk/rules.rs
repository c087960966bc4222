//! How a desk is reached, who may come, what it needs and what it refuses: each a code that `language` puts into words.

use serde::Serialize;

use super::codes::words;

words! {
    /// How a desk can be reached.
    ContactBy {
        /// By telephone.
        Telephone = "telephone",
        /// By fax.
        Fax = "fax",
        /// By a page on the web.
        Web = "web",
        /// By mail.
        Mail = "mail",
        /// By post.
        Post = "post",
    }
}

/// One way to reach a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// By what.
    pub by: ContactBy,
    /// The number or the address.
    pub at: String,
}

words! {
    /// How an opinion is given.
    Way {
        /// At the hospital.
        Visit = "visit",
        /// Online from home.
        Online = "online",
        /// Online, from the hospital nearby.
        OnlineFromNearby = "online-from-nearby",
        /// From doctor to doctor, or by a tumour board.
        DoctorToDoctor = "doctor-to-doctor",
    }
}

/// The rules for an opinion online; what is none is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Online {
    /// Whether the patient must be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patient_present: Option<bool>,
    /// How many people at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_people: Option<u16>,
    /// Whether it may be recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<bool>,
    /// Whether only people who live in Japan may take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub residents_only: Option<bool>,
}

words! {
    /// Who applies.
    Applicant {
        /// The patient.
        Patient = "patient",
        /// The family.
        Family = "family",
        /// The doctor's office, and nobody else.
        DoctorsOffice = "doctors-office",
    }
}

words! {
    /// How one applies.
    Channel {
        /// By telephone.
        Telephone = "telephone",
        /// By fax.
        Fax = "fax",
        /// By a form on the web.
        Form = "form",
        /// By post.
        Post = "post",
        /// At the desk.
        InPerson = "in-person",
    }
}

/// Who applies, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Apply {
    /// Who.
    pub who: Vec<Applicant>,
    /// How.
    pub how: Vec<Channel>,
}

words! {
    /// For whom a rule about coming in the patient's place holds.
    Who {
        /// The family, without the patient.
        FamilyAlone = "family-alone",
        /// A patient under 18.
        Under18 = "under-18",
        /// A patient who cannot decide now.
        Incapacity = "incapacity",
    }
}

words! {
    /// How someone is related to the patient.
    Relative {
        /// Husband or wife.
        Spouse = "spouse",
        /// Mother or father.
        Parent = "parent",
        /// Daughter or son.
        Child = "child",
        /// Brother or sister.
        Sibling = "sibling",
        /// Grandparent or grandchild.
        Grand = "grand",
        /// Another relative.
        OtherFamily = "other-family",
        /// Not family.
        NotFamily = "not-family",
    }
}

words! {
    /// By which line a desk draws who may come.
    RelationRule {
        /// Husband or wife, parents and children.
        FirstDegree = "first-degree",
        /// Also brothers and sisters, grandparents and grandchildren.
        SecondDegree = "second-degree",
        /// Husband or wife, parents, children, brothers and sisters.
        SpouseParentChildSibling = "spouse-parent-child-sibling",
        /// Anyone with a power of attorney.
        PowerOfAttorney = "power-of-attorney",
    }
}

impl RelationRule {
    /// Whether a relative may come by this rule. A power of attorney lets anyone come.
    pub fn admits(self, relative: Relative, power_of_attorney: bool) -> bool {
        let first = matches!(relative, Relative::Spouse | Relative::Parent | Relative::Child);
        match self {
            RelationRule::FirstDegree => first,
            RelationRule::SecondDegree => first || matches!(relative, Relative::Sibling | Relative::Grand),
            RelationRule::SpouseParentChildSibling => first || relative == Relative::Sibling,
            RelationRule::PowerOfAttorney => power_of_attorney,
        }
    }
}

/// Who may come in the patient's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MayCome {
    /// For whom the rule holds.
    pub who: Who,
    /// By which line; none when the source does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<RelationRule>,
    /// With which papers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
}

words! {
    /// A paper or a thing to bring.
    Paper {
        /// The letter of introduction.
        Letter = "letter",
        /// Test results.
        Tests = "tests",
        /// Images.
        Images = "images",
        /// The radiologist's reports.
        ImageReports = "image-reports",
        /// The pathology report.
        PathologyReport = "pathology-report",
        /// Photographs of the tissue.
        PathologyPhotographs = "pathology-photographs",
        /// The drawing of where the tissue was cut (切り出し図).
        CuttingDrawing = "cutting-drawing",
        /// Glass slides or blocks.
        Slides = "slides",
        /// The patient's signed consent form (相談同意書).
        ConsentForm = "consent-form",
        /// A copy of the insurance card.
        InsuranceCardCopy = "insurance-card-copy",
        /// A power of attorney (委任状).
        PowerOfAttorney = "power-of-attorney",
        /// A paper that shows who one is.
        Identity = "identity",
        /// A paper that proves the relationship.
        ProofOfRelationship = "proof-of-relationship",
        /// A paper that confirms that the patient cannot decide.
        ProofOfIncapacity = "proof-of-incapacity",
        /// The desk's own form or questionnaire.
        DeskForm = "desk-form",
    }
}

words! {
    /// What a desk refuses.
    Refuses {
        /// There is no letter.
        NoLetter = "no-letter",
        /// Material is missing or not enough.
        MaterialMissing = "material-missing",
        /// The current doctor has not agreed.
        DoctorNotAgreed = "doctor-not-agreed",
        /// A complaint about the doctor.
        Complaint = "complaint",
        /// Malpractice or a lawsuit.
        Lawsuit = "lawsuit",
        /// The patient has died.
        Died = "died",
        /// Questions about costs or benefits.
        CostQuestions = "cost-questions",
        /// The wish to be treated there.
        WantsTransfer = "wants-transfer",
        /// Judging treatment of the past.
        PastTreatment = "past-treatment",
        /// There is no specialist for it.
        NoSpecialist = "no-specialist",
        /// There is no appointment.
        NoAppointment = "no-appointment",
        /// The treatment is finished.
        TreatmentFinished = "treatment-finished",
        /// Psychiatric illness, with limits the desk names.
        Psychiatric = "psychiatric",
        /// Something else; a remark says what.
        Other = "other",
    }
}

/// How long from the application to the visit, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// At least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_days: Option<u16>,
    /// At most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_days: Option<u16>,
}
