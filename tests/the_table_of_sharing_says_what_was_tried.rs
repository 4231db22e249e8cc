//! The table of what was tried as a carer, in `docs/trusts.md`, is made by the tests: each leaves a row in
//! `target/sharing`, and `PATHWAY_SHARING_TABLE=write` puts the rows between the markers.
//!
//! How often something was tried depends on the demo people and on the day. So what is held is that nothing
//! was wrong, in the table and in the last run of the tests, and that they did not come to try less.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/carer_count.rs"]
mod carer_count;
#[path = "support/made_table.rs"]
mod made_table;

use made_table::MadeTable;
use std::collections::BTreeMap;

const DOCUMENT: MadeTable = MadeTable {
    document: "docs/trusts.md",
    begin: "<!-- sharing: made by the tests -->",
    end: "<!-- sharing: end -->",
    variable: "PATHWAY_SHARING_TABLE",
};

/// Each row: its name, what was tried, and how often it has to be, at least.
const ROWS: [(&str, &str, u64); 5] = [
    (
        "reading and sending",
        "every thing read, searched, counted, rated; every state of a Consent; the app's own reading beside it",
        100_000,
    ),
    (
        "ways in",
        "includes, pages, versions, transactions, conditions, methods that change, closed addresses; every state of sharing",
        40_000,
    ),
    (
        "searches",
        "every include and parameter, everything shared",
        2_000,
    ),
    (
        "headers and methods",
        "every header and method on what is hidden, everything shared",
        1_500,
    ),
    (
        "links",
        "links that stand or do not, everything shared",
        5_000,
    ),
];

/// Tried, refused, let through, wrong.
type Numbers = [u64; 4];

/// The name of a row and its four numbers, which stand last.
fn read_row(line: &str) -> Option<(String, Numbers)> {
    let cells: Vec<&str> = line
        .trim()
        .trim_matches('|')
        .split('|')
        .map(str::trim)
        .collect();
    let numbers = cells.get(cells.len().checked_sub(4)?..)?;
    let numbers: Vec<u64> = numbers.iter().filter_map(|it| it.parse().ok()).collect();
    Some((cells[0].to_owned(), numbers.try_into().ok()?))
}

fn gathered() -> BTreeMap<String, Numbers> {
    let files = std::fs::read_dir(carer_count::folder());
    let files = files.into_iter().flatten().flatten().map(|it| it.path());
    let rows = files.filter(|it| it.extension().is_some_and(|end| end == "row"));
    rows.map(|it| read_row(&std::fs::read_to_string(it).unwrap()).expect("a whole row"))
        .collect()
}

fn table(rows: &BTreeMap<String, Numbers>) -> String {
    let mut text = String::from(
        "\n\n| | What | tried | refused | let through | wrong |\n|---|---|---|---|---|---|\n",
    );
    for (name, what, _) in ROWS {
        let [tried, refused, through, wrong] = rows.get(name).expect("every part has run");
        text.push_str(&format!(
            "| {name} | {what} | {tried} | {refused} | {through} | {wrong} |\n"
        ));
    }
    text.push('\n');
    text
}

#[test]
fn every_part_stands_in_the_table_and_nothing_was_wrong() {
    let table = DOCUMENT.read(|| table(&gathered()));
    let rows: Vec<(String, Numbers)> = table.lines().filter_map(read_row).collect();
    let named: Vec<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        named,
        ROWS.map(|(name, ..)| name),
        "every part, once, in order"
    );
    let floor = |name: &str| {
        ROWS.iter()
            .find(|row| row.0 == name)
            .expect("a known part")
            .2
    };
    for (name, numbers) in rows
        .iter()
        .chain(&gathered().into_iter().collect::<Vec<_>>())
    {
        let [tried, refused, through, wrong] = *numbers;
        assert_eq!(wrong, 0, "{name}");
        assert_eq!(tried, refused + through, "{name}");
        assert!(tried >= floor(name) && through > 0, "{name}: {numbers:?}");
    }
}
