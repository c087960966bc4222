//! What the browser tests stand on: Chromium, a Japanese font, Node.js, and two packages for it.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::process;

/// Each thing needed: how to see that it is there, and the Debian package that brings it.
const NEEDED: [(&[&str], &str); 4] = [
    (&["/usr/bin/chromium-headless-shell"], "chromium-headless-shell"),
    (&["/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"], "fonts-noto-cjk"),
    (&["/usr/bin/node", "/usr/local/bin/node"], "nodejs"),
    (&["/usr/bin/npm", "/usr/local/bin/npm"], "npm"),
];

/// Installs what is missing; asks the network for nothing when nothing is.
pub fn prepare(root: &Path) -> Outcome<()> {
    install(root, &missing_packages(|path| Path::new(path).exists()))?;
    let folder = root.join("tests/browser");
    if is_up_to_date(&folder) {
        return Ok(());
    }
    let status = process::command(&folder, &["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .status()?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`npm ci` in tests/browser ended with {status}"))) }
}

fn missing_packages(exists: impl Fn(&str) -> bool) -> Vec<&'static str> {
    NEEDED.iter().filter(|(places, _)| !places.iter().any(|place| exists(place))).map(|(_, package)| *package).collect()
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
        assert_eq!(missing_packages(|path| path != "/usr/bin/chromium-headless-shell"), ["chromium-headless-shell"]);
        assert_eq!(
            missing_packages(|path| path.starts_with("/usr/local") || !path.ends_with("/npm")),
            Vec::<&str>::new()
        );
    }
}
