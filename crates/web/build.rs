//! Names the stylesheet by its content, so that a browser may keep it for ever and still never shows an old one.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::{fs, process};

fn main() {
    let path = "assets/anshin.css";
    println!("cargo:rerun-if-changed={path}");
    let Ok(text) = fs::read(path) else {
        eprintln!("cannot read {path}");
        process::exit(1);
    };
    // Not a security digest: it only has to change when the file does.
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    println!("cargo:rustc-env=STYLESHEET_PATH=/assets/anshin.{:016x}.css", hasher.finish());
}
