//! Each control of the hazard log says what takes it out of the source (`out:`), that is in the list of what is taken
//! out (`tests/controls`), and a test that the log names for this control is one of those that must miss it.
//!
//! Whether they were seen to miss it stands in the log, and holds `the_safety_documents_are_proved`.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "controls/mod.rs"]
mod controls;
#[path = "support/proof.rs"]
mod proof;

use controls::{Control, Test};
use proof::{Held, Proof, blocks};
use std::collections::BTreeMap;

const HAZARDS: &str = "docs/made-from/hazards.txt";
/// How many controls may say that they cannot be taken out.
const MOST_LEFT_IN: usize = 3;

/// Whether the log names this test, alone or with all of its file.
fn names(proofs: &[Proof], test: &Test) -> bool {
    proofs.iter().any(|proof| match proof {
        Proof::Test(file, None) => file == test.file,
        Proof::Test(file, Some(one)) => file == test.file && one.starts_with(test.only),
        // The tests in the source go by their path: fhir::references is src/fhir/references.rs.
        Proof::Source(path) => {
            let path = path.trim_start_matches("src/").trim_end_matches(".rs");
            let path = path.trim_end_matches("/mod").replace('/', "::");
            test.file == "lib" && (test.only.starts_with(&path))
        }
        Proof::Browser(_) | Proof::Suite(_) => false,
    })
}

/// What is wrong with what takes one control out.
fn faults(it: &Held, all: &BTreeMap<&str, &Control>) -> Vec<String> {
    if it.out.is_empty() {
        return vec!["has no line \"out:\"".to_owned()];
    }
    if let Some(why) = it.out.strip_prefix("none:") {
        let why = why.trim().is_empty().then(|| "does not say why".to_owned());
        return why.into_iter().collect();
    }
    let proofs = Proof::list(it.test);
    let found = it.outs().into_iter().filter_map(|name| {
        let Some(control) = all.get(name) else {
            return Some(format!("nothing is taken out under the name {name:?}"));
        };
        let named = control.tests.iter().any(|test| names(&proofs, test));
        (!named).then(|| format!("{name:?} is missed by no test that is named"))
    });
    found.collect()
}

#[test]
fn each_names_what_takes_it_out_and_a_test_that_misses_it() {
    let all: BTreeMap<&str, &Control> = controls::all()
        .into_iter()
        .map(|it| (it.name, it))
        .collect();
    let hazards = blocks(HAZARDS);
    let mut wrong = Vec::new();
    let (mut count, mut left_in) = (0, 0);
    for hazard in &hazards {
        for it in hazard.controls() {
            count += 1;
            left_in += usize::from(it.outs().is_empty());
            let of_it = faults(&it, &all).into_iter();
            wrong.extend(of_it.map(|fault| format!("{}, {}: {fault}", hazard.id, it.control)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count > 70, "{count} controls");
    assert!(left_in <= MOST_LEFT_IN, "{left_in} are not taken out");
}

#[test]
fn what_is_wrong_is_seen() {
    let all: BTreeMap<&str, &Control> = controls::all()
        .into_iter()
        .map(|it| (it.name, it))
        .collect();
    let of = |test, out| {
        let held = Held {
            control: "it",
            test,
            out,
        };
        faults(&held, &all).len()
    };
    let known = "old news is called old";
    assert_eq!(of("screens_promises", known), 0);
    assert_eq!(of("screens_promises", ""), 1);
    assert_eq!(of("screens_promises", "none:"), 1);
    assert_eq!(of("screens_promises", "none: only a person can"), 0);
    assert_eq!(of("screens_promises", "no such thing"), 1);
    assert_eq!(of("what_changed_is_said", known), 1);
    assert_eq!(of("screens_promises::no_such_promise", known), 1);
}
