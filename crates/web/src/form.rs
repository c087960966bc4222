//! The form of the two questions, with what was written and what is wrong with it.

use compare::words::in_language;
use evidence::Edition;
use language::{Language, Text};

use crate::asked::{Asked, Field, Trouble, TroubleKind};
use crate::names::Named;
use crate::parameters::address;

/// The form as it is shown.
pub(crate) struct Form {
    pub(crate) asked: Asked,
    /// Names offered while typing: the plain ones only.
    pub(crate) suggestions: Vec<String>,
    pub(crate) troubles: Vec<FieldTrouble>,
    /// Whether the further questions stand open.
    pub(crate) open: bool,
}

/// One wrong answer, beside its field and in the summary above.
pub(crate) struct FieldTrouble {
    pub(crate) field: &'static str,
    /// The id of what the reader has to change, where the form has it.
    pub(crate) target: Option<&'static str>,
    pub(crate) detail: String,
    pub(crate) remedy: String,
    /// Near matches, each leading to the same question with this answer.
    pub(crate) nearest: Vec<Choice>,
}

/// A link that answers one field and keeps the others.
pub(crate) struct Choice {
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) note: String,
}

impl Form {
    pub(crate) fn new(edition: &Edition, language: Language, asked: Asked, troubles: &[Trouble]) -> Form {
        let t = language.text();
        let plain = edition.conditions.iter().filter(|condition| condition.plain);
        Form {
            suggestions: plain.map(|condition| in_language(&condition.name, language).to_owned()).collect(),
            troubles: troubles.iter().map(|trouble| field_trouble(t, &asked, trouble)).collect(),
            // A field that is wrong must not hide in a closed part.
            open: further(&asked)
                || troubles.iter().any(|trouble| !matches!(trouble.field, Field::Condition | Field::Near)),
            asked,
        }
    }

    /// The attributes of a field that is wrong: it is marked and points at its message.
    pub(crate) fn state(&self, field: &str) -> String {
        if self.trouble(field).is_some() {
            return format!(" aria-invalid=\"true\" aria-describedby=\"{field}-error\"");
        }
        String::new()
    }

    /// The message beside a field.
    pub(crate) fn trouble(&self, field: &str) -> Option<&FieldTrouble> {
        self.troubles.iter().find(|trouble| trouble.field == field)
    }

    pub(crate) fn treatment(&self, value: &str) -> &'static str {
        chosen(self.asked.treatment == value, " selected")
    }

    pub(crate) fn within(&self, value: &str) -> &'static str {
        chosen(self.asked.within == value, " selected")
    }

    /// A reach that the list does not offer, such as one from the command line, stays as it was.
    pub(crate) fn other_within(&self) -> Option<&str> {
        let offered = ["", "50", "100", "200", "500", "20000"];
        Some(self.asked.within.as_str()).filter(|within| !offered.contains(within))
    }

    pub(crate) fn purpose(&self, value: &str) -> &'static str {
        let written = if self.asked.purpose.is_empty() { "advice" } else { self.asked.purpose.as_str() };
        chosen(written == value, " checked")
    }

    /// The page carries an age only as "under 20".
    pub(crate) fn under20(&self) -> &'static str {
        chosen(self.asked.is_young(), " checked")
    }
}

impl Asked {
    /// Whether the patient is said to be under 20.
    pub(crate) fn is_young(&self) -> bool {
        self.under20 || self.age.parse::<u8>().is_ok_and(|age| age < 20)
    }

    /// The address of the same question with one answer changed.
    pub(crate) fn with(&self, field: Field, value: &str) -> String {
        self.pairs(field, value, &[])
    }

    /// The address of the same question in another order, or with all institutions.
    pub(crate) fn shown(&self, by: &str, all: bool) -> String {
        self.pairs(Field::By, by, &[("all", if all { "yes" } else { "" })])
    }

    fn pairs(&self, field: Field, value: &str, more: &[(&str, &str)]) -> String {
        let pick = |name: Field| if name == field { value } else { self.written(name) };
        let mut pairs = vec![
            ("condition", pick(Field::Condition)),
            ("near", pick(Field::Near)),
            ("treatment", pick(Field::Treatment)),
            ("within", pick(Field::Within)),
            ("current", pick(Field::Current)),
            ("under20", if self.is_young() { "yes" } else { "" }),
            ("by", pick(Field::By)),
            ("purpose", pick(Field::Purpose)),
            ("limit", pick(Field::Limit)),
        ];
        pairs.extend_from_slice(more);
        address("/compare", &pairs)
    }

    /// The choices of an answer that means several things.
    pub(crate) fn choices(&self, field: Field, several: &[Named]) -> Vec<Choice> {
        let choice = |named: &Named| Choice {
            href: self.with(field, &named.value),
            label: named.label.clone(),
            note: named.note.clone(),
        };
        several.iter().map(choice).collect()
    }
}

fn chosen(yes: bool, attribute: &'static str) -> &'static str {
    if yes { attribute } else { "" }
}

/// Whether anything beyond the two questions was answered.
fn further(asked: &Asked) -> bool {
    asked.is_young()
        || [&asked.treatment, &asked.within, &asked.current, &asked.purpose].iter().any(|answer| !answer.is_empty())
}

fn field_trouble(t: Text, asked: &Asked, trouble: &Trouble) -> FieldTrouble {
    let (detail, remedy) = trouble.sentences(t, asked);
    let nearest = match &trouble.kind {
        TroubleKind::Unknown(nearest) | TroubleKind::Several(nearest) => asked.choices(trouble.field, nearest),
        _ => Vec::new(),
    };
    FieldTrouble { field: trouble.field.name(), target: target(trouble.field), detail, remedy, nearest }
}

/// Where the form asks for a field; an order and a limit are only ever written in an address.
fn target(field: Field) -> Option<&'static str> {
    match field {
        Field::Age => Some("under20"),
        Field::Purpose => Some("purpose-advice"),
        Field::By | Field::Limit => None,
        asked => Some(asked.name()),
    }
}
