//! The list of controls that are taken out one at a time (`tests/controls`) fits the source as it is; each
//! row of the security table that names a test has one; and all of them were seen to be missed.
//!
//! Taking them out takes an hour and more, so it is a run of its own: `tests/run controls`.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "controls/mod.rs"]
mod controls;

use std::collections::BTreeSet;
use std::path::Path;

fn text(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(path)).unwrap_or_default()
}

/// The first cells of the table in `docs/security.md`, with what each says of tests.
fn rows() -> Vec<(String, String)> {
    let doc = text("docs/security.md");
    let (_, table) = doc.split_once("## Control → how → test").unwrap();
    table
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| Control |"))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            (cells[0].to_owned(), cells[2].to_owned())
        })
        .collect()
}

/// Whether a cell names a test of ours that can fail: a file below `tests/` or in the source.
fn names_a_test(cell: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    cell.split('`').skip(1).step_by(2).any(|it| {
        root.join(format!("tests/{it}.rs")).exists() || root.join("src").join(it).is_file()
    })
}

#[test]
fn every_piece_stands_where_the_list_says_and_once() {
    let mut names = BTreeSet::new();
    for control in controls::all() {
        assert!(names.insert(control.name), "twice: {}", control.name);
        assert!(
            !control.edits.is_empty() && !control.tests.is_empty(),
            "{}",
            control.name
        );
        for edit in control.edits {
            let found = text(edit.file).matches(&edit.piece()).count();
            assert_eq!(found, 1, "{}: in {}", control.name, edit.file);
            assert_ne!(edit.with, edit.without, "{}", control.name);
        }
        for test in control.tests {
            if test.file == "lib" {
                continue;
            }
            let source = text(&format!("tests/{}.rs", test.file));
            let there = source.contains(&format!("fn {}", test.only));
            assert!(there, "{}: no {} in {}", control.name, test.only, test.file);
        }
    }
    assert!(names.len() > 70, "{} controls", names.len());
}

#[test]
fn every_row_that_names_a_test_has_a_control_to_be_taken_out() {
    let all = controls::all();
    let known: Vec<&str> = all.iter().flat_map(|it| it.rows.iter().copied()).collect();
    for (row, cell) in rows() {
        let held = known.iter().any(|it| row.starts_with(it));
        assert_eq!(held, names_a_test(&cell), "{row} | {cell}");
    }
    let hazards = text("docs/clinical-safety.md");
    for it in known {
        let is_hazard = it
            .strip_prefix('H')
            .is_some_and(|n| n.parse::<u8>().is_ok());
        let there = match is_hazard {
            true => hazards.contains(&format!("| [{it}](#")),
            false => rows().iter().any(|(row, _)| row.starts_with(it)),
        };
        assert!(there, "no row begins with {it}");
    }
}

/// What was seen is of the list as it is: a control that was changed since has to be taken out anew. The
/// document says how many were missed, of how many, and of which rows nothing was seen yet.
#[test]
fn the_document_says_what_was_seen_and_what_was_not() {
    let seen = controls::seen();
    let all = controls::all();
    let missed = |it: &&&controls::Control| seen.contains(it.name);
    let shown: BTreeSet<&str> = all
        .iter()
        .filter(missed)
        .flat_map(|it| it.rows.iter().copied())
        .collect();
    let rows: BTreeSet<&str> = all.iter().flat_map(|it| it.rows.iter().copied()).collect();
    let unseen: Vec<&str> = rows.difference(&shown).copied().collect();
    let said = match unseen.is_empty() {
        true => "Rows of which nothing was seen yet: none.".to_owned(),
        false => format!("Rows of which nothing was seen yet: {}.", unseen.join("; ")),
    };
    let doc = text("docs/security.md");
    assert!(
        doc.contains(&said),
        "docs/security.md does not say \"{said}\""
    );
    let count = all.iter().filter(missed).count();
    let said = format!("taken out and missed: {count} of {}", all.len());
    assert!(
        doc.contains(&said),
        "docs/security.md does not say \"{said}\""
    );
}
