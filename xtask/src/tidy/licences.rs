//! The licences and the doubles among everything that is linked in.
//!
//! This is the part of `cargo deny check` that needs neither a download nor four minutes of building: each package's licence
//! is held against the list in `deny.toml`, and a package in two versions must stand there with a reason. What it does not
//! see: advisories and withdrawn versions, which live on the network.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::tree::Tree;
use super::{Finding, read_toml};
use crate::failure::{Failure, Outcome, While};
use crate::process;

const RULE: &str = "licences";
const FILE: &str = "deny.toml";

/// Asks Cargo for all packages and holds them against `deny.toml`.
pub fn check(root: &Path, tree: &Tree) -> Outcome<Vec<Finding>> {
    let text = tree.text(FILE).ok_or_else(|| Failure::new("deny.toml is missing"))?;
    let rules = match read_toml(RULE, FILE, text) {
        Ok(table) => Rules::of(&table),
        Err(finding) => return Ok(vec![finding]),
    };
    let line =
        ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"];
    let packages = packages_in(&process::read(&mut process::command(root, &line))?)?;
    Ok(check_packages(&rules, &packages))
}

/// One package that is linked in.
struct Package {
    name: String,
    version: String,
    licence: String,
}

fn packages_in(metadata: &str) -> Outcome<Vec<Package>> {
    let metadata: serde_json::Value = serde_json::from_str(metadata).while_doing("cargo metadata")?;
    let used: BTreeSet<&str> = metadata
        .pointer("/resolve/nodes")
        .and_then(serde_json::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|node| node.get("id")?.as_str())
        .collect();
    let field = |package: &serde_json::Value, name: &str| {
        package.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    };
    let packages = metadata.get("packages").and_then(serde_json::Value::as_array).into_iter().flatten();
    Ok(packages
        .filter(|package| used.contains(field(package, "id").as_str()))
        .map(|package| Package {
            name: field(package, "name"),
            version: field(package, "version"),
            licence: field(package, "license"),
        })
        .collect())
}

/// What `deny.toml` allows.
struct Rules {
    licences: BTreeSet<String>,
    excused: BTreeMap<String, BTreeSet<String>>,
    doubles: BTreeSet<String>,
}

impl Rules {
    fn of(table: &toml::Table) -> Rules {
        let words = |value: Option<&toml::Value>| -> BTreeSet<String> {
            let list = value.and_then(toml::Value::as_array).into_iter().flatten();
            list.filter_map(toml::Value::as_str).map(str::to_owned).collect()
        };
        let named = |value: Option<&toml::Value>| value.and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let licences = table.get("licenses");
        let exceptions = licences.and_then(|part| part.get("exceptions")).and_then(toml::Value::as_array);
        let skips = table.get("bans").and_then(|part| part.get("skip")).and_then(toml::Value::as_array);
        Rules {
            licences: words(licences.and_then(|part| part.get("allow"))),
            excused: exceptions
                .into_iter()
                .flatten()
                .map(|entry| (named(entry.get("crate")), words(entry.get("allow"))))
                .collect(),
            doubles: skips.into_iter().flatten().map(|entry| named(entry.get("crate"))).collect(),
        }
    }
}

fn check_packages(rules: &Rules, packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().insert(&package.version);
        let none = BTreeSet::new();
        let own = rules.excused.get(&package.name).unwrap_or(&none);
        if !is_allowed(&package.licence, &|name| rules.licences.contains(name) || own.contains(name)) {
            let sentence =
                format!("{} {}: its licence `{}` is not allowed", package.name, package.version, package.licence);
            findings.push(Finding::new(RULE, FILE, 1, sentence));
        }
    }
    for (name, numbers) in
        versions.iter().filter(|(name, numbers)| numbers.len() > 1 && !rules.doubles.contains(**name))
    {
        let numbers: Vec<&str> = numbers.iter().copied().collect();
        let sentence = format!(
            "{name} is linked in as {}; join them, or list it under `skip` with a reason",
            numbers.join(" and ")
        );
        findings.push(Finding::new(RULE, FILE, 1, sentence));
    }
    findings
}

/// Holds a licence expression (SPDX, with the old `/` for `OR`) against what is allowed.
fn is_allowed(expression: &str, known: &impl Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    !words.is_empty() && any_of(&words, &mut at, known) && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize, known: &impl Fn(&str) -> bool) -> bool {
    let mut allowed = all_of(words, at, known);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        allowed |= all_of(words, at, known);
    }
    allowed
}

fn all_of(words: &[&str], at: &mut usize, known: &impl Fn(&str) -> bool) -> bool {
    let mut allowed = one_of(words, at, known);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        allowed &= one_of(words, at, known);
    }
    allowed
}

fn one_of(words: &[&str], at: &mut usize, known: &impl Fn(&str) -> bool) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let allowed = any_of(words, at, known);
        *at += 1;
        return allowed;
    }
    if words.get(*at) == Some(&"WITH") {
        let exception = words.get(*at + 1).copied().unwrap_or_default();
        *at += 2;
        return known(&format!("{word} WITH {exception}"));
    }
    known(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        let text = "[licenses]\nallow = [\"MIT\", \"Apache-2.0\"]\nexceptions = [{ allow = [\"Unicode-3.0\"], crate = \"ident\" }]\n\
                    [bans]\nskip = [{ crate = \"twice\", reason = \"until the next release\" }]";
        Rules::of(&text.parse().unwrap())
    }

    fn package(name: &str, version: &str, licence: &str) -> Package {
        Package { name: name.to_owned(), version: version.to_owned(), licence: licence.to_owned() }
    }

    #[test]
    fn a_licence_that_is_not_on_the_list_is_found() {
        for licence in ["GPL-3.0", "", "MIT AND GPL-3.0", "Apache-2.0 WITH Classpath-exception-2.0"] {
            assert_eq!(check_packages(&rules(), &[package("a", "1.0.0", licence)]).len(), 1, "{licence}");
        }
    }

    #[test]
    fn a_choice_with_one_allowed_licence_passes() {
        for licence in ["MIT", "MIT/GPL-3.0", "GPL-3.0 OR (MIT AND Apache-2.0)", "Zlib OR Apache-2.0 OR MIT"] {
            assert_eq!(check_packages(&rules(), &[package("a", "1.0.0", licence)]).len(), 0, "{licence}");
        }
    }

    #[test]
    fn an_excused_licence_counts_for_its_own_package_only() {
        assert_eq!(
            check_packages(&rules(), &[package("ident", "1.0.0", "(MIT OR Apache-2.0) AND Unicode-3.0")]).len(),
            0
        );
        assert_eq!(check_packages(&rules(), &[package("other", "1.0.0", "Unicode-3.0")]).len(), 1);
    }

    #[test]
    fn a_package_in_two_versions_is_found_unless_it_has_a_reason() {
        assert_eq!(check_packages(&rules(), &[package("a", "1.0.0", "MIT"), package("a", "2.0.0", "MIT")]).len(), 1);
        assert_eq!(
            check_packages(&rules(), &[package("twice", "1.0.0", "MIT"), package("twice", "2.0.0", "MIT")]).len(),
            0
        );
    }

    #[test]
    fn packages_for_other_systems_do_not_count() {
        let metadata = r#"{"packages": [{"id": "a 1", "name": "a", "version": "1.0.0", "license": "MIT"},
            {"id": "w 1", "name": "w", "version": "1.0.0", "license": null}], "resolve": {"nodes": [{"id": "a 1"}]}}"#;
        let names: Vec<String> = packages_in(metadata).unwrap().into_iter().map(|package| package.name).collect();
        assert_eq!(names, ["a"]);
    }
}
