//! Which crate may know which.
//!
//! The table is the design's "direction of dependence". A crate that is not in it, or that reaches for one it may not know,
//! stands in the way of the build; tests are held to the same edges.

use super::tree::Tree;
use super::{Finding, read_toml};

const RULE: &str = "edges";

/// Each crate with the crates it may depend on.
const EDGES: [(&str, &[&str]); 12] = [
    ("statistics", &[]),
    ("language", &[]),
    ("evidence", &["statistics"]),
    ("compare", &["statistics", "evidence", "language"]),
    ("casework", &["evidence"]),
    ("passphrase", &[]),
    ("store", &["casework", "passphrase"]),
    ("post", &["casework", "language"]),
    ("documents", &["evidence", "casework", "language", "passphrase"]),
    ("web", &["compare", "casework", "documents", "evidence", "language"]),
    ("anshin", &["statistics", "language", "evidence", "compare", "casework", "documents", "store", "post", "web"]),
    ("xtask", &[]),
];

/// Finds crates that know what they may not.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.manifests().flat_map(|(path, text)| check_manifest(path, text)).collect()
}

fn check_manifest(path: &str, text: &str) -> Vec<Finding> {
    let manifest = match read_toml(RULE, path, text) {
        Ok(manifest) => manifest,
        Err(finding) => return vec![finding],
    };
    let name = manifest
        .get("package")
        .and_then(|package| package.get("name"))
        .and_then(toml::Value::as_str)
        .unwrap_or_default();
    let Some((_, allowed)) = EDGES.iter().find(|(known, _)| *known == name) else {
        let sentence = format!("the crate `{name}` has no line in the table of edges; decide what it may know");
        return vec![Finding::new(RULE, path, 1, sentence)];
    };
    dependencies(&manifest)
        .into_iter()
        .filter(|(_, package)| EDGES.iter().any(|(known, _)| known == package))
        .filter(|(_, package)| !allowed.contains(&package.as_str()))
        .map(|(_, package)| {
            Finding::new(RULE, path, 1, format!("`{name}` may not know `{package}`; it may know {allowed:?}"))
        })
        .collect()
}

/// The dependencies of every kind: the name used in the source, and the package's own name.
pub fn dependencies(manifest: &toml::Table) -> Vec<(String, String)> {
    let mut tables: Vec<&toml::Table> = vec![manifest];
    if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
        tables.extend(targets.values().filter_map(toml::Value::as_table));
    }
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    tables
        .iter()
        .flat_map(|table| kinds.iter().filter_map(|kind| table.get(*kind)?.as_table()))
        .flat_map(|listed| listed.iter())
        .map(|(name, value)| {
            let package = value.get("package").and_then(toml::Value::as_str).unwrap_or(name);
            (name.clone(), package.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(name: &str, dependencies: &str) -> String {
        format!("[package]\nname = \"{name}\"\n[dependencies]\n{dependencies}")
    }

    #[test]
    fn statistics_may_not_know_evidence() {
        let text = manifest("statistics", "evidence.workspace = true");
        let findings = check(&Tree::from([("crates/statistics/Cargo.toml", text.as_str())]));
        assert_eq!(findings.len(), 1, "{findings:?}");
    }

    #[test]
    fn a_crate_under_another_name_is_still_known() {
        let text = manifest("web", "numbers = { package = \"statistics\", path = \"../statistics\" }");
        assert_eq!(check(&Tree::from([("crates/web/Cargo.toml", text.as_str())])).len(), 1);
    }

    #[test]
    fn dev_and_build_dependencies_are_held_to_the_same_edges() {
        let text = "[package]\nname = \"evidence\"\n[dev-dependencies]\nweb.workspace = true\n[build-dependencies]\ncompare = \"1\"";
        assert_eq!(check(&Tree::from([("crates/evidence/Cargo.toml", text)])).len(), 2);
    }

    #[test]
    fn a_crate_that_is_not_in_the_table_is_found() {
        let text = manifest("registry", "");
        assert_eq!(check(&Tree::from([("crates/registry/Cargo.toml", text.as_str())])).len(), 1);
    }

    #[test]
    fn the_edges_of_the_design_pass() {
        let text = manifest("compare", "statistics.workspace = true\nevidence.workspace = true\nserde = \"1\"");
        assert_eq!(check(&Tree::from([("crates/compare/Cargo.toml", text.as_str())])), Vec::new());
    }
}
