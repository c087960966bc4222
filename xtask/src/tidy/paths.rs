//! Words that only one machine understands: its folders, and where it fetches packages from.

use super::Finding;
use super::tree::Tree;

const RULE: &str = "paths";

/// Folders of one machine. They are put together here so that this file does not break its own rule.
const MACHINE_FOLDERS: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// Hosts of package registries; a lock file that names one cannot be used behind another.
const REGISTRY_HOSTS: [&str; 8] = [
    concat!("registry.npm", "js.org"),
    concat!("static.crates", ".io"),
    concat!("index.crates", ".io"),
    concat!("files.python", "hosted.org"),
    concat!("pypi.org/", "simple"),
    concat!("deb.", "debian.org"),
    concat!("proxy.go", "lang.org"),
    concat!("registry.yarn", "pkg.com"),
];

/// The only place a Rust package may come from, as Cargo writes it on every machine.
const ORDINARY_SOURCE: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

/// Finds folders of one machine, registry hosts, and locks that hold either.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.texts().flat_map(|(path, text)| check_file(path, text)).collect()
}

fn check_file(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut found = |sentence: String| findings.push(Finding::new(RULE, path, number + 1, sentence));
        for folder in MACHINE_FOLDERS.iter().filter(|folder| names_folder(line, folder)) {
            found(format!("`{folder}` is a folder of one machine; say it from the project's root"));
        }
        for host in REGISTRY_HOSTS.iter().filter(|host| line.contains(**host)) {
            found(format!("`{host}` is a registry's host; the package client knows where to ask"));
        }
        if path.ends_with("package-lock.json") && line.trim_start().starts_with("\"resolved\"") {
            found(
                "the lock names where a package was fetched; `npm install --omit-lockfile-registry-resolved`"
                    .to_owned(),
            );
        }
        if path == "Cargo.lock" && line.starts_with("source = ") && line != ORDINARY_SOURCE {
            found("a Rust package from elsewhere than the ordinary index".to_owned());
        }
    }
    findings
}

/// True when the folder begins a path, and is not the middle of an address such as `https://example.org/…`.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|part| part.chars().next_back());
        before.is_none_or(|letter| letter.is_whitespace() || "\"'`=(:[<>,".contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machines_folder_is_found_and_an_address_with_the_same_word_is_not() {
        let own = format!("let a = \"{}shared\";", MACHINE_FOLDERS[0]);
        assert_eq!(check(&Tree::from([("crates/a/src/lib.rs", own.as_str())])).len(), 1);
        let address = format!("https://example.org{}page.html", MACHINE_FOLDERS[0]);
        assert_eq!(check(&Tree::from([("docs/sources.md", address.as_str())])).len(), 0);
    }

    #[test]
    fn every_registry_host_is_found() {
        for host in REGISTRY_HOSTS {
            let text = format!("see https://{host}/x");
            assert_eq!(check(&Tree::from([("docs/a.md", text.as_str())])).len(), 1, "{host}");
        }
    }

    #[test]
    fn a_lock_that_says_where_it_fetched_is_found() {
        let npm = "      \"resolved\": \"https://mirror.example/a.tgz\",";
        assert_eq!(check(&Tree::from([("tests/browser/package-lock.json", npm)])).len(), 1);
        let cargo = "source = \"registry+https://mirror.example/index\"";
        assert_eq!(check(&Tree::from([("Cargo.lock", cargo)])).len(), 1);
        assert_eq!(check(&Tree::from([("Cargo.lock", ORDINARY_SOURCE)])).len(), 0);
    }
}
