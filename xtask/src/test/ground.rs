//! What the browser tests stand on: Chromium, a Japanese font, Node.js, and two packages for it; and what others stand on too.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::process;

/// A thing needed: how to see that it is there, and the Debian package that brings it.
type Needed = (&'static [&'static str], &'static str);

const BROWSER: [Needed; 2] = [
    (&["/usr/bin/chromium-headless-shell"], "chromium-headless-shell"),
    (&["/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"], "fonts-noto-cjk"),
];
const NODE: [Needed; 2] =
    [(&["/usr/bin/node", "/usr/local/bin/node"], "nodejs"), (&["/usr/bin/npm", "/usr/local/bin/npm"], "npm")];

/// Installs what is missing; asks the network for nothing when nothing is.
pub fn prepare(root: &Path) -> Outcome<()> {
    prepare_browser(root)?;
    prepare_node(root, "tests/browser")
}

/// Installs the browser and its Japanese letters.
pub fn prepare_browser(root: &Path) -> Outcome<()> {
    install(root, &missing_packages(&BROWSER, |path| Path::new(path).exists()))
}

/// Installs Node.js, and the packages that a folder's lock names, unless they are there.
pub fn prepare_node(root: &Path, folder: &str) -> Outcome<()> {
    install(root, &missing_packages(&NODE, |path| Path::new(path).exists()))?;
    let path = root.join(folder);
    if is_up_to_date(&path) {
        return Ok(());
    }
    let status = process::command(&path, &["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .status()?;
    let failure = || format!("`npm ci` in {folder} ended with {status}: try again when npm's registry can be reached");
    if status.success() { Ok(()) } else { Err(Failure::new(failure())) }
}

fn missing_packages(needed: &[Needed], exists: impl Fn(&str) -> bool) -> Vec<&'static str> {
    needed.iter().filter(|(places, _)| !places.iter().any(|place| exists(place))).map(|(_, package)| *package).collect()
}

/// Installs PostgreSQL, on which the store is tested too. No server of the machine's own is started or used.
pub fn prepare_database(root: &Path) -> Outcome<()> {
    let installed = fs::read_dir("/usr/lib/postgresql").is_ok_and(|mut versions| versions.next().is_some());
    install(root, if installed { &[] } else { &["postgresql"] })
}

/// Installs Debian packages, when there are any to install.
pub fn install(root: &Path, packages: &[&str]) -> Outcome<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(" ");
    if !process::is_installed("apt-get") {
        return Err(Failure::new(format!("install these yourself, this machine has no apt-get: {names}")));
    }
    println!("installing {names}");
    process::run(root, &["apt-get", "update", "-qq"])?;
    let mut line = vec!["apt-get", "install", "-y", "-qq", "--no-install-recommends"];
    line.extend(packages);
    let status = process::command(root, &line).env("DEBIAN_FRONTEND", "noninteractive").status()?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("as root: apt-get install {names}"))) }
}

/// True when `npm ci` has run since the lock was written.
fn is_up_to_date(folder: &Path) -> bool {
    let when = |path: &str| fs::metadata(folder.join(path)).and_then(|file| file.modified()).ok();
    match (when("package-lock.json"), when("node_modules/.package-lock.json")) {
        (Some(written), Some(installed)) => installed >= written,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_installed() {
        let all_but_chromium = |path: &str| path != "/usr/bin/chromium-headless-shell";
        assert_eq!(missing_packages(&BROWSER, all_but_chromium), ["chromium-headless-shell"]);
        let built_by_hand = |path: &str| path.starts_with("/usr/local");
        assert_eq!(missing_packages(&NODE, built_by_hand), Vec::<&str>::new());
        assert_eq!(missing_packages(&NODE, |path| path.ends_with("/node")), ["npm"]);
    }
}
