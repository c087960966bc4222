//! The edition that the program carries is what the builder makes of the publishers' files.

use std::io::Write;
use std::path::{Path, PathBuf};

use evidence::build::{Order, build};

/// The publishers' files are not part of the project; where they are at hand they stand beside it.
fn sources() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    folder.join("jp-dpc-2021").is_dir().then_some(folder)
}

#[test]
fn building_again_gives_the_edition_that_the_program_carries() {
    let Some(sources) = sources() else {
        // Not println!, which the test harness keeps to itself when a test passes; `cargo xtask test` counts this line.
        let told = "\nskipped: rebuilding the edition (the publishers' files are not at hand)\n";
        std::io::stdout().write_all(told.as_bytes()).unwrap();
        return;
    };
    let definitions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let out = tempfile::TempDir::new().unwrap();
    let order = Order { sources: &sources, definitions: &definitions, out: out.path(), pack: None };
    build(order, &mut |_, _, _| {}).unwrap();
    let carried = evidence::load::embedded_files().unwrap();
    assert_eq!(carried.len(), 20);
    for (name, bytes) in carried {
        assert!(std::fs::read(out.path().join(&name)).unwrap() == bytes, "{name} differs from what the sources give");
    }
}
