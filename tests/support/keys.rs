//! Which keys the code asks for, and which it may be asking for.

use crate::source::{Source, group_of, is_key, is_punct, text_of, trees};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What a call that asks for words is named.
const ASKING: &[&str] = &["say", "say_with", "say_both", "knows", "t"];

/// Every text in the code that could be a key: all that look like one. (A key that waits in a table
/// is used too.)
pub fn mentioned(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    every_text(source.tokens.clone(), &mut |text, _| {
        found.push(text.to_owned())
    });
    found
}

/// Every key that is asked for right there: `say("key")`, also `say(if a { "key" } else { "other" })`.
pub fn asked(source: &Source) -> Vec<(String, String)> {
    let mut found = Vec::new();
    calls(source.tokens.clone(), &mut |text, line| {
        if is_key(text) {
            found.push((text.to_owned(), format!("{}:{line}", source.path)));
        }
    });
    found
}

fn calls(tokens: TokenStream, look: &mut dyn FnMut(&str, usize)) {
    let trees = trees(tokens);
    for (at, tree) in trees.iter().enumerate() {
        if let Some(text) = text_of(tree) {
            inside_a_text(&text, tree.span().start().line, look);
        }
        let TokenTree::Group(group) = tree else {
            continue;
        };
        calls(group.stream(), look);
        let before = at.checked_sub(1).map(|b| {
            if is_punct(&trees[b], '!') && b > 0 {
                b - 1
            } else {
                b
            }
        });
        let named = before.is_some_and(|b| {
            matches!(&trees[b], TokenTree::Ident(name) if ASKING.contains(&name.to_string().as_str()))
        });
        if named && group_of(Some(tree), Delimiter::Parenthesis).is_some() {
            let first = self::trees(group.stream())
                .into_iter()
                .take_while(|t| !is_punct(t, ','));
            every_text(first.collect(), look);
        }
    }
}

/// Calls inside a text that is put together: `"{words.say(\"key\")}"`.
fn inside_a_text(text: &str, line: usize, look: &mut dyn FnMut(&str, usize)) {
    let pieces: Vec<&str> = text.split('"').collect();
    for pair in pieces.windows(2).step_by(2) {
        let call = pair[0].trim_end().strip_suffix('(');
        if call.is_some_and(|before| ASKING.iter().any(|name| before.ends_with(name))) {
            look(pair[1], line);
        }
    }
}

fn every_text(tokens: TokenStream, look: &mut dyn FnMut(&str, usize)) {
    for tree in trees(tokens) {
        if let Some(text) = text_of(&tree) {
            look(&text, tree.span().start().line);
            // `"{words.say(\"key\")}"`: a key inside a text that is put together.
            for piece in text.split('"').skip(1).step_by(2) {
                look(piece, tree.span().start().line);
            }
        } else if let TokenTree::Group(group) = tree {
            every_text(group.stream(), look);
        }
    }
}
