//! `trust-check` as a trust runs it: a process with its arguments, and what it said.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::tool::tool;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};

/// How it ended, and what it said.
pub struct Said {
    pub code: i32,
    pub text: String,
}

impl Said {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{}", self.text))
    }

    /// Findings of one check.
    pub fn of(&self, check: &str) -> Vec<Value> {
        let mut all = self.json()["findings"].as_array().unwrap().clone();
        all.retain(|it| it["check"] == check);
        all
    }

    /// How a check stands in a part: the worst of its findings.
    pub fn state(&self, part: &str, check: &str) -> String {
        let found = self.of(check);
        let of_part = found.iter().filter(|it| it["part"] == part);
        let states: Vec<&str> = of_part.filter_map(|it| it["state"].as_str()).collect();
        let worst = ["wrong", "look", "not-checked", "well"];
        let worst = worst.iter().find(|it| states.contains(it));
        (*worst.unwrap_or(&"nothing")).to_owned()
    }

    pub fn wrong(&self) -> Vec<(String, String)> {
        let all = self.json()["findings"].as_array().unwrap().clone();
        let part = |it: &Value, name: &str| it[name].as_str().unwrap().to_owned();
        all.iter()
            .filter(|it| it["state"] == "wrong")
            .map(|it| (part(it, "check"), part(it, "place")))
            .collect()
    }
}

pub fn check(arguments: &[&str]) -> Said {
    let output = Command::new(tool("trust-check"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let problem = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!problem.contains("panicked"), "{problem}");
    Said {
        code: output.status.code().expect("it ended by itself"),
        text: String::from_utf8(output.stdout).unwrap() + &problem,
    }
}

pub fn keep(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}
