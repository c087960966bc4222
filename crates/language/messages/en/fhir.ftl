# Letters and other papers of a case in FHIR, the format that hospital systems exchange.

# Why a letter cannot be issued in that format.
fhir-unsigned = The letter is not signed. In this format a letter is always final: let the doctor sign it first, or print it as a draft.
fhir-incomplete = The letter cannot be issued yet. Still missing, or not in the form it must have: { $missing }. Fill it in and issue the letter again.
fhir-and-next = ,{" "}
fhir-missing-purpose = the purpose of the referral, looked at by the doctor
fhir-missing-diagnosis = the diagnosis, looked at by the doctor
fhir-missing-course = the course so far, looked at by the doctor
fhir-missing-author = the name of the doctor who signed
fhir-missing-patient-name = the patient’s family name and given name
fhir-missing-patient-gender = the patient’s sex as on the insurance card
fhir-missing-patient-birth = the patient’s date of birth
fhir-missing-patient-address = the patient’s address
fhir-missing-member-number = the insurance number (insurer’s 8 digits:symbol:number:branch)
fhir-missing-from-name = the name of the hospital that refers
fhir-missing-from-number = the ten-digit number of the hospital that refers
fhir-missing-to-name = the name of the hospital that is asked
fhir-missing-to-number = the ten-digit number of the hospital that is asked
fhir-missing-letter-number = the number of the letter (up to 32 letters, digits and hyphens)
fhir-missing-version = the version of the letter
fhir-only-patient = As the patient recorded it; the doctor has not looked at it:

# Why a letter that came in cannot be read.
fhir-too-large = The file is too large for a letter. Ask for one without large files in it, and take the images on a CD.
fhir-too-much = The file nests deeper or holds more than any letter does, so it was not read. Ask the hospital for it again.
fhir-not-json = The file is damaged or no FHIR file: it cannot be read on from line { $line }. Ask the hospital for it again.
fhir-twice = The file says the same thing twice in one place, so it is not certain what is meant. Ask the hospital for it again.
fhir-not-a-document = The file is no FHIR document. A letter is one: ask the hospital for the letter as an “eReferral” document.
fhir-not-a-letter = The document is no letter of introduction. Ask the hospital for the letter.

# What the checker says of a place in a document.
fhir-finding = { $place }: { $fault }
fhir-fault-missing = this must be there, and is not.
fhir-fault-fixed = this must be “{ $fixed }”.
fhir-fault-too-many = there is more of this than may be.
fhir-fault-form = this is not in the form it must have.
fhir-fault-unresolved = this points at something that is not in the document.
fhir-fault-other-kind = this points at something of another kind than it must.
fhir-fault-unreachable = nothing in the document leads here.
fhir-fault-not-allowed = this may not be there.
fhir-fault-one-of-two = exactly one of the sections 200 and 300 must be there.

# Words inside the papers of a case.
fhir-made-up = Made up for trying out. Nobody in it exists.
fhir-request = Second opinion
fhir-first-opinion = First opinion, as the patient was told
fhir-second-opinion = Second opinion
fhir-second-told = Second opinion, as the patient was told
fhir-point-diagnosis = Diagnosis
fhir-point-stage = Stage
fhir-point-treatment = Treatment proposed
fhir-point-aim = What it is to achieve
fhir-point-benefits = What speaks for it
fhir-point-harms = What can go wrong
fhir-point-nothing = If nothing is done
fhir-point-remarks = Remarks
fhir-not-said = Not said.
fhir-not-clear = The patient says that it was not clear.
fhir-cannot-be-said = This cannot be said from what the doctor had.
fhir-stands-agrees = The doctor agrees with the first opinion.
fhir-stands-refines = The doctor agrees with the first opinion and adds to it.
fhir-stands-differs = The doctor’s opinion differs from the first one.
fhir-reason-no-specialist = There is no specialist for this here.
fhir-reason-no-capacity = There is no free date in time.
fhir-reason-missing-material = Papers are missing or not enough.
fhir-reason-doctor-not-agreed = The current doctor has not agreed.
fhir-reason-wants-transfer = The wish is to be treated there; the ordinary outpatient department is the way.
fhir-reason-past-treatment = The treatment is finished, or past treatment would be judged.
fhir-reason-not-medical = It is about a complaint, a lawsuit or costs.
fhir-reason-relation-not-admitted = The desk’s rule about who may come is not met.
fhir-reason-too-urgent = It is too urgent for an appointment: the patient must be seen now.
fhir-reason-other = Another reason.
fhir-desk = Desk for second opinions
fhir-share = The patient agrees that this person sees these parts of the case.
fhir-share-change = The patient agrees that this person sees and changes these parts of the case.

# What the read-only endpoint answers to a program.
fhir-kind-not-offered = Resources of the type “{ $kind }” are not offered here. The CapabilityStatement at /fhir/metadata names those that are.
fhir-parameter-not-offered = The search parameter “{ $name }” is not offered for this type. The CapabilityStatement at /fhir/metadata names those that are.
