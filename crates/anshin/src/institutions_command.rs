//! `anshin institutions`: institutions by a part of their name.

use clap::ArgMatches;
use evidence::{Institution, search};
use language::Text;
use serde::Serialize;

use crate::failure::Failure;
use crate::table::simple_table;
use crate::values::{self, Format, TABLE_OR_JSON, word, written};
use crate::{names, output};

/// The same as the web's `/api/v1/institutions`.
#[derive(Serialize)]
struct InstitutionList<'a> {
    edition: &'a str,
    institutions: Vec<InstitutionItem<'a>>,
}

#[derive(Serialize)]
struct InstitutionItem<'a> {
    id: &'a str,
    name: &'a str,
    also_known_as: &'a [String],
    country: &'static str,
    region: &'a str,
    city: &'a str,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

/// So many are found at most.
const MOST: usize = 100;

/// Lists the institutions.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let format = word(text, matches, "format", TABLE_OR_JSON)?.unwrap_or(Format::Table);
    let missing = || Failure::usage(text.command_missing_query(), text.command_missing_query_remedy());
    let asked = written(matches, "query").ok_or_else(missing)?;
    let limit = values::limit(text, matches)?;
    let edition = values::edition(text, matches)?;
    let found = search::find_institutions(&edition, asked, limit.unwrap_or(MOST))
        .map_err(|why| names::refused(text, text.command_what_institution(), why))?;
    let found: Vec<&Institution> = found.iter().filter_map(|(index, _)| edition.institution(*index)).collect();
    if format == Format::Json {
        let institutions = found.into_iter().map(item).collect();
        return output::write_json(text, &InstitutionList { edition: &edition.version, institutions });
    }
    if found.is_empty() {
        return output::write(text, &format!("{}\n", text.table_none_found(asked)));
    }
    let rows = found
        .iter()
        .map(|institution| vec![institution.name.clone(), names::town(institution), institution.id.clone()]);
    output::write(text, &simple_table(vec![text.table_name(), text.table_place(), text.table_id()], rows.collect()))
}

fn item(institution: &Institution) -> InstitutionItem<'_> {
    InstitutionItem {
        id: &institution.id,
        name: &institution.name,
        also_known_as: &institution.also_known_as,
        country: institution.country.code(),
        region: &institution.region,
        city: &institution.city,
        latitude: institution.point.map(|point| point.latitude),
        longitude: institution.point.map(|point| point.longitude),
    }
}
