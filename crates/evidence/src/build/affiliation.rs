//! Marks the group an institution belongs to, where its name or the publisher shows it.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::BuildError;
use super::catalogue::Named;
use super::draft::Draft;
use crate::edition::Bilingual;
use crate::institution::{Affiliation, Country};

struct Rule {
    country: Country,
    kind: String,
    pattern: String,
    group: Affiliation,
}

/// Applies the reviewed rules; the first that fits counts.
pub(crate) fn mark(definitions: &Path, draft: &mut Draft) -> Result<(), BuildError> {
    let table = Named::read(definitions, "catalogue/affiliations.csv")?;
    let rows = table.rows(["country", "pattern_kind", "pattern", "group_id", "group_en", "group_ja"])?;
    let rules: Vec<Rule> = rows
        .into_iter()
        .map(|[country, kind, pattern, id, en, ja]| Rule {
            country: if country == "JP" { Country::Japan } else { Country::UnitedStates },
            pattern: if kind == "system" { pattern } else { plain(&pattern) },
            kind,
            group: Affiliation { id, name: Bilingual { en, ja } },
        })
        .collect();
    for institution in draft.institutions.values_mut() {
        let name = plain(&institution.name());
        let fits = |rule: &&Rule| {
            rule.country == institution.country
                && match rule.kind.as_str() {
                    "system" => institution.system == rule.pattern,
                    "prefix" => name.starts_with(&rule.pattern),
                    _ => name.contains(&rule.pattern),
                }
        };
        // What the publisher says of the group comes before what a name suggests.
        let by_publisher = rules.iter().filter(|rule| rule.kind == "system").find(fits);
        let found = by_publisher.or_else(|| rules.iter().find(fits));
        institution.affiliation = found.map(|rule| rule.group.clone());
    }
    Ok(())
}

/// A name without spaces and without differences of width or case.
fn plain(name: &str) -> String {
    name.nfkc().filter(|letter| !letter.is_whitespace()).collect::<String>().to_lowercase()
}
