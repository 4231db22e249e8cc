//! `docs/clinical-safety.md` and `docs/traceability.md` are made of data, and every row of them names a test
//! that is there. With `PATHWAY_RESULTS` (tests/run sets it after all suites) each of those tests has to have
//! passed, and each picture to have been taken; then the documents are made anew, and a difference is said.
//!
//! `PATHWAY_DOCS=write` writes them after a change of the data.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/cases.rs"]
mod cases;
#[path = "controls/mod.rs"]
mod controls;
#[path = "support/proof.rs"]
mod proof;
#[path = "support/results.rs"]
mod results;

use cases::sources;
use proof::{Block, Proof, blocks, parts, root, text_of};
use results::{Outcome, Results};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const HAZARDS: &str = "docs/made-from/hazards.txt";
const ASKED: &str = "docs/made-from/asked-for.txt";

/// Every row and what proves it.
fn rows() -> Vec<(String, Vec<Proof>)> {
    let mut rows = Vec::new();
    for hazard in blocks(HAZARDS) {
        for it in hazard.controls() {
            let row = format!("{}, {}", hazard.id, it.control);
            rows.push((row, Proof::list(it.test)));
        }
    }
    for row in blocks(ASKED).iter().filter(|it| it.id != "pass") {
        rows.push((row.id.clone(), Proof::list(row.one("test"))));
    }
    rows
}

#[test]
fn every_row_names_a_test_that_is_there() {
    let rows = rows();
    assert!(rows.len() > 70, "{}", rows.len());
    let missing: Vec<String> = rows
        .iter()
        .flat_map(|(row, proofs)| proofs.iter().map(move |it| (row, it)))
        .filter_map(|(row, it)| Some(format!("{row}: {}", it.is_missing()?)))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
    // The check itself: what is not there is found not to be there.
    for name in [
        "no_such_test",
        "screens_promises::no_such_promise",
        "src/lib.rs",
        "browser/none",
    ] {
        assert!(Proof::list(name)[0].is_missing().is_some(), "{name}");
    }
}

#[test]
fn every_hazard_is_whole() {
    let hazards = blocks(HAZARDS);
    let ids: Vec<String> = hazards.iter().map(|it| it.id.clone()).collect();
    let wanted: Vec<String> = (1..=ids.len()).map(|n| format!("H{n}")).collect();
    assert_eq!(ids, wanted, "one after the other, none left out");
    assert!(
        ids.len() >= 23,
        "the fourteen of the field, and nine that were found"
    );
    let known = [
        "cause",
        "effect",
        "control",
        "test",
        "out",
        "trust",
        "remains",
        "severity",
        "likelihood",
        "risk",
    ];
    for hazard in &hazards {
        let id = &hazard.id;
        assert!(!hazard.title.is_empty(), "{id}");
        for (name, _) in &hazard.lines {
            assert!(known.contains(&name.as_str()), "{id}: {name} is not known");
        }
        for name in ["cause", "effect", "trust", "remains"] {
            assert!(!hazard.one(name).is_empty(), "{id} has no {name}");
        }
        let controls = hazard.controls();
        assert!(!controls.is_empty(), "{id} has no control");
        assert_eq!(
            hazard.all("test").len(),
            controls.len(),
            "{id}: a test behind each control"
        );
        for it in controls {
            let says_why = it
                .test
                .strip_prefix("none:")
                .is_some_and(|why| !why.trim().is_empty());
            let proved = !Proof::list(it.test).is_empty();
            assert!(says_why || proved, "{id}: {}", it.control);
        }
    }
}

#[test]
fn every_screen_that_is_named_has_a_route() {
    let routes = text_of("src/ui/routes.rs");
    for row in blocks(ASKED).iter().filter(|it| it.id != "pass") {
        let screens: Vec<&str> = parts(row.one("screen")).collect();
        assert!(
            !screens.is_empty() && !row.one("picture").is_empty(),
            "{}",
            row.id
        );
        for screen in screens {
            let route = format!("#[route(\"{screen}\")]");
            assert!(routes.contains(&route), "{}: {screen}", row.id);
        }
    }
}

/// Letters and single spaces: line ends, bullets and crooked quotation marks say nothing.
fn plain(text: &str) -> String {
    let straight = text.replace(['’', '‘'], "'").replace(['•', '\u{a0}'], " ");
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences of a source, and its headings.
fn sentences(text: &str) -> Vec<String> {
    let lines = text
        .lines()
        .map(plain)
        .filter(|it| it.chars().any(char::is_alphabetic));
    let cut = |line: String| {
        let pieces = line.split_inclusive(". ").map(|it| it.trim().to_owned());
        pieces.filter(|it| it.len() > 3).collect::<Vec<_>>()
    };
    lines.flat_map(cut).collect()
}

#[test]
fn every_sentence_of_the_source_documents_is_accounted_for() {
    let Some(folder) = sources() else { return };
    let rows = blocks(ASKED);
    let mut unused: BTreeSet<(String, String)> = BTreeSet::new();
    let mut keys: Vec<(String, String)> = Vec::new();
    for row in &rows {
        let source = row.id.split('-').next().unwrap_or_default().to_owned();
        for key in row.all("key").iter().flat_map(|it| it.split(" | ")) {
            keys.push((source.clone(), plain(key)));
        }
    }
    unused.extend(keys.iter().cloned());
    let mut lost = Vec::new();
    let files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|it| it.path())
        .collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let source = name.split('_').next().unwrap_or_default().to_owned();
        for sentence in sentences(&std::fs::read_to_string(&file).unwrap()) {
            let fits = |key: &str| match key.strip_prefix('=') {
                Some(whole) => sentence == whole,
                None => sentence.contains(key),
            };
            let of = |(of, key): &&(String, String)| (of == "pass" || *of == source) && fits(key);
            let found: Vec<_> = keys.iter().filter(of).cloned().collect();
            if found.is_empty() {
                lost.push(format!("{source}: {sentence}"));
            }
            for it in &found {
                unused.remove(it);
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new(), "no row has these sentences");
    assert_eq!(unused, BTreeSet::new(), "these pieces stand in no sentence");
}

/// The documents, and whether each is as it should be.
fn settle(may_write: bool) -> Vec<&'static str> {
    let seen = controls::seen();
    let missed = |name: &str| seen.contains(name);
    let hazards: Vec<Block> = blocks(HAZARDS);
    let asked: Vec<Block> = blocks(ASKED);
    let documents = [
        (
            "docs/clinical-safety.md",
            proof::clinical_safety(&hazards, &missed),
        ),
        ("docs/traceability.md", proof::traceability(&asked)),
    ];
    let differs = documents
        .into_iter()
        .filter(|(path, made)| proof::settle(path, made, may_write));
    differs.map(|(path, _)| path).collect()
}

#[test]
fn the_documents_are_what_their_data_say() {
    let differs = settle(proof::is_asked_to_write());
    if proof::is_asked_to_write() {
        return println!("written: {differs:?}");
    }
    assert_eq!(
        differs,
        Vec::<&str>::new(),
        "PATHWAY_DOCS=write makes them anew"
    );
}

/// After all suites: each test that is named has passed, and each picture was taken.
#[test]
fn every_test_that_is_named_has_passed() {
    let Some(folder) = std::env::var_os("PATHWAY_RESULTS") else {
        return;
    };
    let results = Results::read(Path::new(&folder));
    let (mut failed, mut not_tried) = (Vec::new(), BTreeSet::new());
    for (row, proofs) in rows() {
        for it in &proofs {
            match results.of(it) {
                Outcome::Passed => {}
                Outcome::NotTried => {
                    not_tried.insert(it.shown());
                }
                outcome => failed.push(format!("{row}: {} {outcome:?}", it.shown())),
            }
        }
    }
    if results.has_pictures() {
        failed.extend(pictures_not_taken());
    }
    failed.extend(not_seen_to_be_missed());
    assert_eq!(failed, Vec::<String>::new(), "rows without a passing test");
    if !not_tried.is_empty() {
        // tests/run looks for this line.
        let names: Vec<String> = not_tried.into_iter().collect();
        return println!(
            "SKIP: rows name tests that could not be tried here: {}",
            names.join(", ")
        );
    }
    let differs = settle(true);
    assert_eq!(
        differs,
        Vec::<&str>::new(),
        "made anew; look at them, and keep them"
    );
}

/// Controls of the log of which nobody has seen, as they are now, that a test misses them.
fn not_seen_to_be_missed() -> Vec<String> {
    let seen = controls::seen();
    let hazards = blocks(HAZARDS);
    let named = hazards.iter().flat_map(|hazard| {
        let outs = hazard.controls().into_iter().flat_map(|it| it.outs());
        outs.map(|name| (hazard.id.as_str(), name))
            .collect::<Vec<_>>()
    });
    let unseen = named.filter(|(_, name)| !seen.contains(name));
    unseen
        .map(|(id, name)| format!("{id}: not seen to be missed when it is taken out: {name}"))
        .collect()
}

fn pictures_not_taken() -> Vec<String> {
    let folder = std::env::var_os("PATHWAY_PICTURES")
        .map_or_else(|| root().join("target/pictures"), PathBuf::from);
    blocks(ASKED)
        .iter()
        .filter(|it| it.id != "pass")
        .flat_map(|row| {
            parts(row.one("picture"))
                .map(|it| (row.id.clone(), it.to_owned()))
                .collect::<Vec<_>>()
        })
        .filter(|(_, name)| !folder.join(format!("{name}.png")).exists())
        .map(|(row, name)| format!("{row}: no picture {name} was taken"))
        .collect()
}

#[test]
fn a_run_is_read_as_it_went() {
    let mut results = Results::default();
    results.junit(
        r#"<testsuites><testsuite name="pathway-companion::one"><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>
        <testsuite name="pathway-companion::two"><testcase name="a"/><testcase name="c"><system-err>
SKIPPED: something is not here</system-err></testcase></testsuite>
        <testsuite name="pathway-companion"><testcase name="words::dates::tests::x"/></testsuite></testsuites>"#,
    );
    results.browser("-- doors\nok    x\n== doors: 3 passed, 0 failed\n== forms: 2 passed, 1 failed\n== odd: 0 passed, 0 failed\n");
    for (name, wanted) in [
        ("one", Outcome::Failed),
        ("one::a", Outcome::Passed),
        ("one::b", Outcome::Failed),
        ("two", Outcome::NotTried),
        ("two::a", Outcome::Passed),
        ("two::none", Outcome::Missing),
        ("three", Outcome::Missing),
        ("src/words/dates.rs", Outcome::Passed),
        ("src/words/date.rs", Outcome::Missing),
        ("browser/doors", Outcome::Passed),
        ("browser/forms", Outcome::Failed),
        ("browser/odd", Outcome::Failed),
        ("browser/none", Outcome::Missing),
        ("window", Outcome::Missing),
    ] {
        assert_eq!(results.of(&Proof::list(name)[0]), wanted, "{name}");
    }
}
