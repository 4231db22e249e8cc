//! The table of controls in `docs/security.md`: every test that a row names is there, and a row that
//! names none says that it is not held, or not yet.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

use std::path::Path;

/// Names in back ticks that look like a test's.
fn named(cell: &str) -> Vec<&str> {
    let pieces = cell.split('`').skip(1).step_by(2);
    let is_test = |it: &&str| {
        it.contains('_')
            && !it.contains(['/', '.'])
            && it.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    pieces.filter(is_test).collect()
}

#[test]
fn and_every_test_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("docs/security.md")).unwrap();
    let (_, table) = text.split_once("## Control → how → test").unwrap();
    let rows = table
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| Control"));
    let mut count = 0;
    for row in rows {
        count += 1;
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 3, "{row}");
        // What is pending is named before it is there; all the rest is there now.
        let (held, pending) = cells[2].split_once("pending:").unwrap_or((cells[2], ""));
        for name in named(held) {
            assert!(
                root.join(format!("tests/{name}.rs")).exists(),
                "{name}: {row}"
            );
        }
        let files = held
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|it| it.contains('/'));
        for file in files {
            let places = [root.join(file), root.join("src").join(file)];
            assert!(places.iter().any(|it| it.exists()), "{file}: {row}");
        }
        let says_so = !pending.is_empty() || cells[2].contains("no: ") || cells[2].contains(": no");
        assert!(
            held.contains('`') || says_so,
            "it is held by nothing: {row}"
        );
    }
    assert!(count > 25, "{count} rows");
    for part in [
        "STORAGE-1",
        "STORAGE-2",
        "CRYPTO-1",
        "CRYPTO-2",
        "AUTH-1",
        "AUTH-2",
        "AUTH-3",
        "NETWORK-1",
        "NETWORK-2",
        "PLATFORM-1",
        "PLATFORM-2",
        "PLATFORM-3",
        "CODE-1",
        "CODE-2",
        "CODE-3",
        "CODE-4",
        "PRIVACY-1",
        "PRIVACY-2",
        "PRIVACY-3",
        "PRIVACY-4",
    ] {
        assert!(table.contains(part), "{part} is not in the table");
    }
}
