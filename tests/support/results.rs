//! What the last run of `tests/run` left: which test passed, which failed, and which was there and did not
//! try anything since something was missing on the machine.

use crate::proof::Proof;
use std::collections::BTreeMap;
use std::path::Path;

/// What became of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed,
    /// It says of itself that it was skipped, or its suite was.
    NotTried,
    /// Nobody has heard of it.
    Missing,
}

/// One run.
#[derive(Debug, Default)]
pub struct Results {
    /// By file and test: the cases of Rust. The library's own stand under "".
    cases: BTreeMap<(String, String), Outcome>,
    /// Specs in Chromium.
    specs: BTreeMap<String, Outcome>,
    /// Suites.
    suites: BTreeMap<String, Outcome>,
}

impl Results {
    /// Reads a folder: `rust.junit.xml` of nextest, `browser.log`, and a `NAME.verdict` for each suite.
    pub fn read(folder: &Path) -> Self {
        let mut results = Self::default();
        let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        results.junit(&text("rust.junit.xml"));
        results.browser(&text("browser.log"));
        for name in ["rust", "peers", "browser", "window", "phones"] {
            let outcome = match text(&format!("{name}.verdict")).trim() {
                "passed" => Outcome::Passed,
                "failed" => Outcome::Failed,
                "skipped" => Outcome::NotTried,
                _ => Outcome::Missing,
            };
            results.suites.insert(name.to_owned(), outcome);
        }
        results
    }

    /// What nextest writes: a suite for each file of tests, a case for each test.
    pub fn junit(&mut self, xml: &str) {
        let Ok(document) = roxmltree::Document::parse(xml) else {
            return;
        };
        for suite in document
            .descendants()
            .filter(|it| it.has_tag_name("testsuite"))
        {
            let name = suite.attribute("name").unwrap_or_default();
            let file = name.split_once("::").map_or("", |(_, file)| file);
            for case in suite.children().filter(|it| it.has_tag_name("testcase")) {
                let test = case.attribute("name").unwrap_or_default();
                let key = (file.to_owned(), test.to_owned());
                self.cases.insert(key, outcome(&case));
            }
        }
    }

    /// What the runner of the specs says at the end of each: `== NAME: 3 passed, 0 failed`.
    pub fn browser(&mut self, log: &str) {
        for line in log.lines() {
            let Some((name, said)) = line.strip_prefix("== ").and_then(|it| it.split_once(": "))
            else {
                continue;
            };
            let count = |word: &str| {
                let mut words = said.split([' ', ',']).collect::<Vec<_>>();
                words.retain(|it| !it.is_empty());
                let at = words.iter().position(|it| *it == word);
                at.and_then(|at| words.get(at.checked_sub(1)?)?.parse::<u32>().ok())
            };
            let outcome = match (count("passed"), count("failed")) {
                (Some(1..), Some(0)) => Outcome::Passed,
                _ => Outcome::Failed,
            };
            self.specs.insert(name.to_owned(), outcome);
        }
    }

    /// What became of a proof.
    pub fn of(&self, proof: &Proof) -> Outcome {
        match proof {
            Proof::Test(file, test) => self.cases_of(|(in_file, name)| {
                in_file == file && test.as_ref().is_none_or(|test| test == name)
            }),
            Proof::Source(path) => {
                let module = path.strip_prefix("src/").unwrap_or(path);
                let module = module.strip_suffix(".rs").unwrap_or(module);
                let module = module.strip_suffix("/mod").unwrap_or(module);
                let module = format!("{}::", module.replace('/', "::"));
                self.cases_of(|(file, name)| file.is_empty() && name.starts_with(&module))
            }
            Proof::Browser(spec) => match self.specs.get(spec) {
                Some(outcome) => *outcome,
                None => self.suite_without_case("browser"),
            },
            Proof::Suite(name) => self.suites.get(name).copied().unwrap_or(Outcome::Missing),
        }
    }

    /// A suite that ran and says nothing of a case does not have it.
    fn suite_without_case(&self, name: &str) -> Outcome {
        match self.suites.get(name) {
            Some(Outcome::NotTried) => Outcome::NotTried,
            _ => Outcome::Missing,
        }
    }

    fn cases_of(&self, is: impl Fn(&(String, String)) -> bool) -> Outcome {
        let all: Vec<Outcome> = self
            .cases
            .iter()
            .filter(|(key, _)| is(key))
            .map(|(_, it)| *it)
            .collect();
        // The worst of them.
        [Outcome::Failed, Outcome::NotTried, Outcome::Passed]
            .into_iter()
            .find(|it| all.contains(it))
            .unwrap_or_else(|| self.suite_without_case("rust"))
    }

    /// Whether the suite in Chromium ran, so that there are pictures.
    pub fn has_pictures(&self) -> bool {
        !self.specs.is_empty()
    }
}

fn outcome(case: &roxmltree::Node) -> Outcome {
    let has = |name: &str| case.children().any(|it| it.has_tag_name(name));
    if has("failure") || has("error") {
        return Outcome::Failed;
    }
    let said = case.descendants().filter_map(|it| it.text());
    // So begins what a test says that finds something missing on this machine.
    let tried_nothing = said
        .flat_map(str::lines)
        .any(|line| line.starts_with("SKIPPED:") || line.starts_with("skipped:"));
    match has("skipped") || tried_nothing {
        true => Outcome::NotTried,
        false => Outcome::Passed,
    }
}
