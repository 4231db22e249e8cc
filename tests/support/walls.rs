//! Which room of the house a file stands in, and which rooms it names.

use crate::source::{Source, group_of, is_punct, is_word, trees};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Who may know whom. A room always knows itself. A room that is not listed is not known to the
/// house, and a file in it is refused.
pub const MAY_KNOW: &[(&str, &[&str])] = &[
    ("main", &["ui", "sandbox"]),
    ("ui", &["app", "words", "care", "forms"]),
    (
        "app",
        &[
            "vault", "sync", "trust", "platform", "words", "fhir", "forms", "care",
        ],
    ),
    // It reads what servers reply, so it knows the language that they reply in.
    ("sync", &["vault", "trust", "fhir"]),
    // Keys and folders are the platform's; a vault without them would be a vault without a lock.
    ("vault", &["platform", "fhir", "forms", "care"]),
    ("trust", &["fhir", "forms", "care"]),
    ("fhir", &["care", "forms"]),
    ("sandbox", &["fhir", "forms", "care"]),
    ("care", &[]),
    ("forms", &[]),
    ("platform", &[]),
    ("words", &[]),
];

/// The room of a file: the folder or file right below `src`. `lib.rs` is the list of rooms.
pub fn room(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap_or(path);
    let room = below.split('/').next().unwrap_or(below);
    room.strip_suffix(".rs").unwrap_or(room)
}

/// Every breach of the walls in one file, in words.
pub fn breaches(source: &Source) -> Vec<String> {
    let room = room(&source.path);
    let mut found = Vec::new();
    if room != "lib" {
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(name, _)| *name == room) else {
            return vec![format!("{}: no such room in the house", source.path)];
        };
        let depth = depth(&source.path);
        for (named, line) in rooms_named(source.tokens.clone(), depth) {
            let known = named == room || allowed.contains(&named.as_str());
            if !known && MAY_KNOW.iter().any(|(name, _)| *name == named) {
                let path = &source.path;
                found.push(format!("{path}:{line}: {room} may not know {named}"));
            }
        }
    }
    if room != "ui" && room != "main" {
        let mut lines = Vec::new();
        words_naming(source.tokens.clone(), &mut lines);
        for (word, line) in lines {
            if !(room == "platform" && word == "manganis") {
                found.push(format!("{}:{line}: {room} names {word}", source.path));
            }
        }
    }
    found
}

/// How many `super::` lead from this file to the root of the crate.
fn depth(path: &str) -> usize {
    let below = path.strip_prefix("src/").unwrap_or(path);
    let folders = below.split('/').count() - 1;
    if below.ends_with("/mod.rs") || below == "main.rs" || below == "lib.rs" {
        folders
    } else {
        folders + 1
    }
}

/// Every first step of a path from the root: `crate::x`, `pathway_companion::x`, or enough `super::`.
fn rooms_named(tokens: TokenStream, depth: usize) -> Vec<(String, usize)> {
    let trees = trees(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < trees.len() {
        if let TokenTree::Group(group) = &trees[at] {
            // A `mod x { … }` inside a file is one `super::` further from the root.
            let inner = at >= 2 && is_word(&trees[at - 2], "mod");
            let deeper = usize::from(inner && group.delimiter() == Delimiter::Brace);
            found.extend(rooms_named(group.stream(), depth + deeper));
            at += 1;
            continue;
        }
        let mut after = at;
        if is_word(&trees[at], "crate") || is_word(&trees[at], "pathway_companion") {
            after = at + 1;
        } else if depth > 0 {
            let mut steps = 0;
            let mut next = at;
            while steps < depth && next < trees.len() && is_word(&trees[next], "super") {
                steps += 1;
                next += if steps < depth { 3 } else { 1 };
            }
            if steps == depth {
                after = next;
            }
        }
        if after > at && after + 2 < trees.len() && is_punct(&trees[after], ':') {
            first_steps(&trees[after + 2], &mut found);
        }
        at = after.max(at + 1);
    }
    found
}

/// The names right after `crate::`: one, or those in braces.
fn first_steps(tree: &TokenTree, found: &mut Vec<(String, usize)>) {
    if let TokenTree::Ident(name) = tree {
        found.push((name.to_string(), name.span().start().line));
    } else if let Some(group) = group_of(Some(tree), Delimiter::Brace) {
        let mut fresh = true;
        for inner in trees(group.stream()) {
            if fresh {
                first_steps(&inner, found);
            }
            fresh = is_punct(&inner, ',');
        }
    }
}

/// Every word that belongs to the screen library.
fn words_naming(tokens: TokenStream, found: &mut Vec<(String, usize)>) {
    for tree in trees(tokens) {
        match tree {
            TokenTree::Group(group) => words_naming(group.stream(), found),
            TokenTree::Ident(word) => {
                let name = word.to_string();
                if name.starts_with("dioxus") || name == "manganis" {
                    found.push((name, word.span().start().line));
                }
            }
            _ => {}
        }
    }
}
