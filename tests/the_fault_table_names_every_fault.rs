//! The table of faults in `docs/reliability.md` is made by the tests: each fault test leaves a row in
//! `target/faults`, and `PATHWAY_FAULT_TABLE=write` puts their sums between the markers. What nothing
//! has shown yet stands there as such.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/made_table.rs"]
mod made_table;
#[path = "support/tally.rs"]
mod tally;

use made_table::MadeTable;
use std::collections::BTreeMap;
use tally::Tally;

const DOCUMENT: MadeTable = MadeTable {
    document: "docs/reliability.md",
    begin: "<!-- faults: made by the tests -->",
    end: "<!-- faults: end -->",
    variable: "PATHWAY_FAULT_TABLE",
};

/// What each fault is, in a few words.
const FAULTS: [&str; 30] = [
    "killed at a write",
    "killed between tap, queue, request and reply",
    "the reply is lost after the server has done it",
    "500, 502, 503, 429, with and without Retry-After",
    "one of several is refused (400, 422)",
    "the sign-in ends, or two renewals race",
    "somebody else changed it (409, 412)",
    "the form or the plan was withdrawn (404, 410)",
    "garbled, cut, wrong type, portal, gzip bomb, 50 MB",
    "half a transaction; wrong number or order of entries",
    "paging loops, doubles, deletions, skewed clocks",
    "slow, half-open and switching lines",
    "redirects and certificates",
    "disk full, read-only, I/O error",
    "the file is damaged",
    "a migration is interrupted; a newer schema",
    "twice at once",
    "clocks: set back, DST, zones, leap day, 2038",
    "the time zone changes within a form",
    "killed in the background; the page dies",
    "the key is gone or is another",
    "wrong passcodes, the clock moved, a restored copy",
    "a hostile form",
    "a hostile expression",
    "an answer that does not fit its form",
    "what was shared is taken back while offline",
    "screens, logs, links and the page leak nothing",
    "little memory and a long form",
    "it dies at every start",
    "random sequences against a plain reference",
];

/// Fault, tries, lost, duplicated, wrong; none where nothing was tried.
fn read_row(line: &str) -> Option<(u8, Option<Tally>)> {
    let cells: Vec<&str> = line
        .trim()
        .trim_matches('|')
        .split('|')
        .map(str::trim)
        .collect();
    let fault: u8 = cells.first()?.strip_prefix('F')?.parse().ok()?;
    let numbers: Vec<u64> = cells
        .iter()
        .rev()
        .take(4)
        .filter_map(|it| it.parse().ok())
        .collect();
    let tally = match numbers[..] {
        [wrong, duplicated, lost, tries] => Some(Tally {
            tries,
            lost,
            duplicated,
            wrong,
        }),
        _ => None,
    };
    Some((fault, tally))
}

fn gathered() -> BTreeMap<u8, Tally> {
    let mut all: BTreeMap<u8, Tally> = BTreeMap::new();
    let files = std::fs::read_dir(tally::folder())
        .into_iter()
        .flatten()
        .flatten();
    for file in files.filter(|it| it.path().extension().is_some_and(|end| end == "row")) {
        let text = std::fs::read_to_string(file.path()).unwrap();
        for (fault, tally) in text.lines().filter_map(read_row) {
            all.entry(fault)
                .or_default()
                .add(tally.expect("a whole row"));
        }
    }
    all
}

fn table(rows: &BTreeMap<u8, Tally>) -> String {
    let mut text = String::from(
        "\n\n| | Fault | tries | lost | duplicated | wrong |\n|---|---|---|---|---|---|\n",
    );
    for (what, fault) in FAULTS.iter().zip(1u8..) {
        let numbers = match rows.get(&fault) {
            Some(tally) => tally.to_string(),
            None => "not shown yet | | | ".to_owned(),
        };
        text.push_str(&format!("| F{fault} | {what} | {numbers} |\n"));
    }
    text.push('\n');
    text
}

#[test]
fn the_table_names_every_fault_and_nothing_was_lost() {
    let table = DOCUMENT.read(|| table(&gathered()));
    let rows: Vec<(u8, Option<Tally>)> = table.lines().filter_map(read_row).collect();
    let named: Vec<u8> = rows.iter().map(|(fault, _)| *fault).collect();
    assert_eq!(
        named,
        (1..=30).collect::<Vec<u8>>(),
        "every fault, once, in order"
    );
    for (fault, tally) in rows {
        if let Some(tally) = tally {
            assert!(tally.tries > 0, "F{fault}");
            assert_eq!(
                (tally.lost, tally.duplicated, tally.wrong),
                (0, 0, 0),
                "F{fault}"
            );
        }
    }
    // What the last run of the tests found is no worse than what is written down.
    for (fault, tally) in gathered() {
        assert_eq!(
            (tally.lost, tally.duplicated, tally.wrong),
            (0, 0, 0),
            "F{fault}, just now"
        );
    }
}
