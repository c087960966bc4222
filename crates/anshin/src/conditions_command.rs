//! `anshin conditions`: illnesses by name.

use clap::ArgMatches;
use compare::words::in_language;
use evidence::{Condition, Edition, search};
use language::{Language, Text};
use serde::Serialize;

use crate::failure::Failure;
use crate::table::simple_table;
use crate::values::{self, Format, TABLE_OR_JSON, word, written};
use crate::{names, output};

/// The same as the web's `/api/v1/conditions`.
#[derive(Serialize)]
struct ConditionList<'a> {
    edition: &'a str,
    conditions: Vec<ConditionItem<'a>>,
}

#[derive(Serialize)]
struct ConditionItem<'a> {
    id: &'a str,
    name: &'a str,
    name_ja: &'a str,
    icd10: Option<&'a str>,
    plain: bool,
}

/// So many are found at most.
const MOST: usize = 100;

/// Lists the illnesses.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let format = word(text, matches, "format", TABLE_OR_JSON)?.unwrap_or(Format::Table);
    let limit = values::limit(text, matches)?;
    let edition = values::edition(text, matches)?;
    let asked = written(matches, "query");
    let found = found(text, &edition, asked, limit)?;
    if format == Format::Json {
        let conditions = found.into_iter().map(item).collect();
        return output::write_json(text, &ConditionList { edition: &edition.version, conditions });
    }
    match asked {
        Some(asked) if found.is_empty() => output::write(text, &format!("{}\n", text.table_none_found(asked))),
        _ => output::write(text, &table(text, &found)),
    }
}

fn found<'a>(
    text: Text,
    edition: &'a Edition,
    asked: Option<&str>,
    limit: Option<usize>,
) -> Result<Vec<&'a Condition>, Failure> {
    let Some(asked) = asked else {
        let plain = edition.conditions.iter().filter(|condition| condition.plain);
        return Ok(plain.take(limit.unwrap_or(usize::MAX)).collect());
    };
    let found = search::find_conditions(edition, asked, limit.unwrap_or(MOST))
        .map_err(|why| names::refused(text, text.command_what_condition(), why))?;
    Ok(found.iter().filter_map(|(index, _)| edition.condition(*index)).collect())
}

fn item(condition: &Condition) -> ConditionItem<'_> {
    ConditionItem {
        id: &condition.id,
        name: &condition.name.en,
        name_ja: &condition.name.ja,
        icd10: Some(condition.icd10.as_str()).filter(|code| !code.is_empty()),
        plain: condition.plain,
    }
}

fn table(text: Text, found: &[&Condition]) -> String {
    let other = match text.language() {
        Language::English => Language::Japanese,
        Language::Japanese => Language::English,
    };
    let rows = found.iter().map(|condition| {
        vec![
            in_language(&condition.name, text.language()).to_owned(),
            in_language(&condition.name, other).to_owned(),
            condition.icd10.replace('|', ", "),
            condition.id.clone(),
        ]
    });
    simple_table(vec![text.table_name(), text.table_name_other(), text.table_code(), text.table_id()], rows.collect())
}
