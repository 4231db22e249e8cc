//! What the fuzz targets found, and what leads them everywhere, is gone through again at every run.

#[path = "fuzz/harness.rs"]
mod harness;

use std::path::Path;
use std::time::{Duration, Instant};

/// Does to each file of a target's corpus what the target does; each ends soon.
fn replay(target: &str, harness: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let files = std::fs::read_dir(folder.join(target));
    let mut count = 0;
    for file in files.expect("the corpus is in the repository") {
        let file = file.expect("a file").path();
        let bytes = std::fs::read(&file).expect("it can be read");
        assert!(bytes.len() <= 4_096, "{} is too large", file.display());
        let began = Instant::now();
        harness(&bytes);
        let took = began.elapsed();
        assert!(
            took < Duration::from_secs(5),
            "{} took {took:?}",
            file.display()
        );
        count += 1;
    }
    assert!((3..200).contains(&count), "{count} files for {target}");
}

#[test]
fn forms() {
    replay("form", harness::form);
}

#[test]
fn responses() {
    replay("response", harness::response);
}

#[test]
fn expressions() {
    replay("expression", harness::expression);
}

#[test]
fn markdown() {
    replay("markdown", harness::markdown);
}

#[test]
fn records() {
    replay("record", harness::record);
}

#[test]
fn answers_of_a_trust() {
    replay("answer", harness::answer);
}

#[test]
fn descriptions_of_a_trust() {
    replay("trust", harness::trust);
}

#[test]
fn replies_with_a_token() {
    replay("token", harness::token);
}

#[test]
fn links_to_the_app() {
    replay("link", harness::link);
}
