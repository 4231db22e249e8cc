//! The project's own source, as tokens. Reading tokens and not lines means that a comment, a string
//! or a line break can neither hide a path nor make one up.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use std::path::{Path, PathBuf};

/// One file of the source.
pub struct Source {
    /// Its path from the root of the project, with `/`.
    pub path: String,
    /// How many lines it has.
    pub lines: usize,
    /// Its tokens.
    pub tokens: TokenStream,
}

impl Source {
    /// Reads text as if it stood at `path`.
    pub fn of(path: &str, text: &str) -> Self {
        let tokens = match text.parse() {
            Ok(tokens) => tokens,
            Err(problem) => panic!("{path} is not Rust: {problem}"),
        };
        Self {
            path: path.to_owned(),
            lines: text.lines().count(),
            tokens,
        }
    }
}

/// The root of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` whose name ends with `.{ending}`, in order.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return found;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every Rust file below `src`.
pub fn all_of_src() -> Vec<Source> {
    let root = root();
    let found: Vec<_> = files(&root.join("src"), "rs")
        .into_iter()
        .map(|path| {
            let from_root = path.strip_prefix(&root).unwrap().to_str().unwrap();
            let from_root = from_root.replace(std::path::MAIN_SEPARATOR, "/");
            Source::of(&from_root, &std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    assert!(found.len() > 5, "the source was not found");
    found
}

/// The tokens as a list, without attributes (a doc comment is one).
pub fn trees(tokens: TokenStream) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(tree) = tokens.next() {
        if is_punct(&tree, '#') {
            if tokens.peek().is_some_and(|next| is_punct(next, '!')) {
                let bang = tokens.next();
                if group_of(tokens.peek(), Delimiter::Bracket).is_none() {
                    kept.push(tree);
                    kept.extend(bang);
                    continue;
                }
            }
            if group_of(tokens.peek(), Delimiter::Bracket).is_some() {
                tokens.next();
                continue;
            }
        }
        kept.push(tree);
    }
    kept
}

/// Is it this punctuation mark?
pub fn is_punct(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(p) if p.as_char() == mark)
}

/// Is it this word?
pub fn is_word(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(i) if *i == word)
}

/// The group, if it is one with these brackets.
pub fn group_of(tree: Option<&TokenTree>, brackets: Delimiter) -> Option<&Group> {
    match tree {
        Some(TokenTree::Group(group)) if group.delimiter() == brackets => Some(group),
        _ => None,
    }
}

/// The text of a string literal, with its common escapes undone.
pub fn text_of(tree: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = tree else {
        return None;
    };
    text_of_literal(literal)
}

fn text_of_literal(literal: &Literal) -> Option<String> {
    let written = literal.to_string();
    if let Some(raw) = written.strip_prefix('r') {
        let bare = raw.trim_matches('#');
        return Some(bare.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    }
    let inside = written.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    let mut marks = inside.chars();
    while let Some(mark) = marks.next() {
        match (mark, mark == '\\') {
            (_, true) => match marks.next() {
                Some('n' | 't' | 'r') => text.push(' '),
                // The code of the mark does not matter here, only that it is not a letter of ours.
                Some('u') => marks
                    .by_ref()
                    .find(|m| *m == '}')
                    .map_or((), |_| text.push('\u{fffd}')),
                Some(other) => text.push(other),
                None => {}
            },
            (plain, false) => text.push(plain),
        }
    }
    Some(text)
}

/// It is the key of a message: small letters and digits, at least one hyphen.
pub fn is_key(text: &str) -> bool {
    let small = |m: char| m.is_ascii_lowercase() || m.is_ascii_digit();
    text.contains('-')
        && text.starts_with(|m: char| m.is_ascii_lowercase())
        && text
            .split('-')
            .all(|piece| !piece.is_empty() && piece.chars().all(small))
}
