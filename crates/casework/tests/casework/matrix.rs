use std::path::Path;

/// To change who may do what: change the rules, look at the difference printed here, and if every changed cell is meant, run
/// `ACCEPT_MATRIX=1 cargo test -p casework matrix` and have the changed file reviewed by whoever answers for the rules.
#[test]
fn who_may_do_what_is_what_was_reviewed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix.txt");
    let now = casework::authority::matrix();
    if std::env::var_os("ACCEPT_MATRIX").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
    let removed =
        reviewed.lines().filter(|line| !now.lines().any(|other| other == *line)).map(|line| format!("- {line}"));
    let added =
        now.lines().filter(|line| !reviewed.lines().any(|other| other == *line)).map(|line| format!("+ {line}"));
    let difference: Vec<String> = removed.chain(added).collect();
    assert!(
        now == reviewed,
        "the rules are not those of matrix.txt:\n{}\nIf every cell is meant: ACCEPT_MATRIX=1 cargo test -p casework matrix",
        difference.join("\n")
    );
}
