//! What an electronic referral needs and a case does not hold, as it is typed into the form.

use casework::refusal::Wrong;
use casework::{Case, PersonId};
use documents::disc::{Fits, name_fits};
use documents::fhir::ereferral::{Gender, Given, GivenInstitution, GivenPatient, Missing, Setting};
use jiff::civil::Date;
use language::{Language, Text};
use unicode_normalization::UnicodeNormalization as _;

use crate::case::Sent;
use crate::case::papers;
use crate::case::steps::fields::{Choices, Form, Line};
use crate::case::steps::values::{Values, date_of};

/// The fields of the form.
pub(super) struct Fields {
    pub(super) name: Vec<Line>,
    pub(super) gender: Choices,
    pub(super) patient: Vec<Line>,
    pub(super) from: Vec<Line>,
    pub(super) to: Vec<Line>,
    pub(super) setting: Choices,
    pub(super) letter: Vec<Line>,
    pub(super) language: Choices,
}

impl Fields {
    pub(super) fn of(t: Text, form: &Form<'_>) -> Fields {
        let line = |name: &str| {
            let hint = hint(t, name);
            form.line(name, label(t, name).unwrap_or_default(), hint)
        };
        let lines = |names: &[&str]| names.iter().map(|name| line(name)).collect();
        let genders = GENDERS.iter().map(|gender| form.choice("gender", gender.code(), say(t, *gender)));
        let settings = [("outpatient", t.referral_out_outpatient()), ("discharge", t.referral_out_discharge())];
        let settings = settings.into_iter().map(|(word, says)| form.choice("setting", word, says));
        let languages =
            Language::ALL.map(|language| form.choice("language", language.code(), papers::in_words(t, language)));
        Fields {
            language: form.one("language", t.referral_out_language(), languages.into()),
            name: lines(&["family", "given", "kana_family", "kana_given"]),
            gender: form.one("gender", t.referral_out_gender(), genders.collect()),
            patient: lines(&["birth", "address", "postal", "phone", "insurer", "symbol", "member", "branch", "number"]),
            from: lines(&["from_name", "from_ten", "from_department"]),
            to: lines(&["to_name", "to_ten", "to_department"]),
            setting: form.one("setting", t.referral_out_setting(), settings.collect()),
            letter: lines(&["letter", "version_of_letter"]),
        }
    }
}

const GENDERS: [Gender; 4] = [Gender::Male, Gender::Female, Gender::Other, Gender::Unknown];

/// A sex in words.
pub(super) fn say(t: Text, gender: Gender) -> String {
    match gender {
        Gender::Male => t.referral_out_male(),
        Gender::Female => t.referral_out_female(),
        Gender::Other => t.referral_out_other(),
        Gender::Unknown => t.referral_out_unknown(),
    }
}

/// What was typed cannot be what is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// The birth date.
    Birth(Wrong),
    /// A name in kana that is written with other letters.
    Kana(&'static str),
    /// Something was written for the insurer and it is not 8 digits.
    Insurer,
    /// There is no number of the insured person.
    Member,
    /// The branch is not two digits.
    Branch,
    /// The hospital that asks is the one that is asked.
    SameHospital,
}

impl Odd {
    /// Says it at its field.
    pub(super) fn say(self, form: &mut Form<'_>) {
        let t = form.t;
        let named = |field: &str| label(t, field).unwrap_or_default();
        match self {
            Odd::Birth(wrong) => form.wrong("birth", &named("birth"), wrong),
            Odd::Kana(field) => {
                form.say(field, t.referral_out_odd_kana(named(field)), t.referral_out_odd_kana_remedy())
            }
            Odd::Insurer => form.say("insurer", t.referral_out_odd_insurer(), t.referral_out_odd_insurer_remedy()),
            Odd::Member => form.wrong("member", &named("member"), Wrong::Missing),
            Odd::Branch => form.say("branch", t.referral_out_odd_branch(), t.referral_out_odd_branch_remedy()),
            Odd::SameHospital => form.say("to_ten", t.referral_out_odd_same(), t.referral_out_odd_same_remedy()),
        }
    }
}

/// Whether the typed name is plainly not that of the case, or the case has one that cannot be compared.
pub(super) fn is_anothers(case: &Case, given: &Given) -> bool {
    let here = case.person(PersonId::PATIENT).map(|person| person.name.trim().to_owned()).unwrap_or_default();
    let patient = &given.patient;
    let mut names = vec![format!("{} {}", patient.family, patient.given)];
    names.extend(patient.kana.as_ref().map(|(family, given)| format!("{family} {given}")));
    !here.is_empty() && name_fits(&here, &names) != Fits::Same
}

/// What was typed, and the number of the letter; or what of it cannot be what is meant. What is not there is said by whoever makes the file.
pub(super) fn given(sent: &Sent, today: Date) -> Result<(Given, String), Odd> {
    let birth = date_of(sent.get("birth"), today).and_then(|day| match day {
        Some(day) if day > today => Err(Wrong::TooFar),
        day => Ok(day),
    });
    let birth = birth.map_err(Odd::Birth)?;
    let kana = (kana(sent, "kana_family")?, kana(sent, "kana_given")?);
    let member = member(sent)?;
    let ten = |is: &str| number(sent, &format!("{is}_ten")).replace('-', "");
    if !ten("from").is_empty() && ten("from") == ten("to") {
        return Err(Odd::SameHospital);
    }
    let institution = |is: &str| GivenInstitution {
        number: ten(is),
        name: sent.text(&format!("{is}_name")),
        address: String::new(),
        postal: String::new(),
        phone: String::new(),
        department: sent.text(&format!("{is}_department")),
        doctor: String::new(),
    };
    let given = Given {
        patient: GivenPatient {
            family: name(sent, "family"),
            given: name(sent, "given"),
            kana: (!kana.0.is_empty() || !kana.1.is_empty()).then_some(kana),
            gender: sent.get("gender").and_then(Gender::from_code),
            birth,
            address: sent.text("address"),
            postal: number(sent, "postal"),
            phone: number(sent, "phone"),
            member,
            number: number(sent, "number"),
        },
        from: institution("from"),
        to: institution("to"),
        setting: match sent.get("setting") {
            Some("discharge") => Setting::Discharge,
            _ => Setting::Outpatient,
        },
        version: number(sent, "version_of_letter").parse().unwrap_or(0),
        enclosed: Vec::new(),
        pdf: None,
    };
    Ok((given, number(sent, "letter")))
}

/// What stands in the fields before anything is typed.
pub(super) fn at_first(from: &str, to: &str) -> Values {
    let mut values = Values::default();
    values.put("from_name", from);
    values.put("to_name", to);
    values.put("setting", "outpatient");
    values.put("language", Language::Japanese.code());
    values.put("letter", "1");
    values.put("version_of_letter", "1");
    values
}

/// The field in which something that is missing is put in; none for what the letter itself must say.
pub(super) fn field_of(missing: Missing) -> Option<&'static str> {
    match missing {
        Missing::Purpose | Missing::Diagnosis | Missing::Course | Missing::Author => None,
        Missing::PatientName => Some("family"),
        Missing::PatientGender => Some("gender"),
        Missing::PatientBirth => Some("birth"),
        Missing::PatientAddress => Some("address"),
        Missing::MemberNumber => Some("insurer"),
        Missing::FromName => Some("from_name"),
        Missing::FromNumber => Some("from_ten"),
        Missing::ToName => Some("to_name"),
        Missing::ToNumber => Some("to_ten"),
        Missing::LetterNumber => Some("letter"),
        Missing::Version => Some("version_of_letter"),
    }
}

/// What a field into which one writes is called.
pub(in crate::case) fn label(t: Text, name: &str) -> Option<String> {
    Some(match name {
        "family" => t.referral_out_family(),
        "given" => t.referral_out_given(),
        "kana_family" => t.referral_out_kana_family(),
        "kana_given" => t.referral_out_kana_given(),
        "birth" => t.referral_out_birth(),
        "address" => t.referral_out_address(),
        "postal" => t.referral_out_postal(),
        "phone" => t.referral_out_phone(),
        "insurer" => t.referral_out_insurer(),
        "symbol" => t.referral_out_symbol(),
        "member" => t.referral_out_member(),
        "branch" => t.referral_out_branch(),
        "number" => t.referral_out_number(),
        "from_name" => t.referral_out_from_name(),
        "from_ten" => t.referral_out_from_ten(),
        "from_department" => t.referral_out_from_department(),
        "to_name" => t.referral_out_to_name(),
        "to_ten" => t.referral_out_to_ten(),
        "to_department" => t.referral_out_to_department(),
        "letter" => t.referral_out_letter(),
        "version_of_letter" => t.referral_out_version(),
        _ => return None,
    })
}

fn hint(t: Text, name: &str) -> String {
    match name {
        "kana_family" | "kana_given" | "postal" | "phone" | "number" | "from_department" | "to_department" => {
            t.referral_out_optional()
        }
        "birth" => t.referral_out_birth_hint(),
        "insurer" => t.referral_out_insurer_hint(),
        "branch" => t.referral_out_branch_hint(),
        "from_ten" | "to_ten" => t.referral_out_ten_hint(),
        "letter" => t.referral_out_letter_hint(),
        "version_of_letter" => t.referral_out_version_hint(),
        _ => String::new(),
    }
}

/// The insured person's number: insurer, symbol, number and branch. Whoever wrote nothing of it at all is told what is missing elsewhere.
fn member(sent: &Sent) -> Result<String, Odd> {
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let [insurer, symbol, member, branch] = ["insurer", "symbol", "member", "branch"].map(|name| number(sent, name));
    let branch = if digits(&branch, 1) { format!("0{branch}") } else { branch };
    if !insurer.is_empty() && !digits(&insurer, 8) {
        return Err(Odd::Insurer);
    }
    if !insurer.is_empty() && member.is_empty() {
        return Err(Odd::Member);
    }
    if !branch.is_empty() && !digits(&branch, 2) {
        return Err(Odd::Branch);
    }
    Ok([insurer, symbol, member, branch].join(":"))
}

/// A name in katakana; hiragana and narrow kana become katakana, other letters are not taken.
fn kana(sent: &Sent, field: &'static str) -> Result<String, Odd> {
    let katakana = |letter: char| match letter {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(letter) + 0x60).unwrap_or(letter),
        other => other,
    };
    let written: String = name(sent, field).nfkc().map(katakana).collect();
    let fits = |letter: char| matches!(letter, '\u{30a1}'..='\u{30fa}' | 'ー' | '・' | ' ');
    if written.chars().all(fits) { Ok(written) } else { Err(Odd::Kana(field)) }
}

/// A name: the format knows no wide space in it.
fn name(sent: &Sent, field: &str) -> String {
    sent.text(field).replace('\u{3000}', " ").trim().to_owned()
}

/// A number as the format writes it: narrow, without spaces.
fn number(sent: &Sent, field: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        'ー' | '−' | '‐' | '–' => '-',
        other => other,
    };
    sent.text(field).chars().map(narrow).filter(|letter| !letter.is_whitespace()).collect()
}
