//! Reads `rsx!` as the tree of elements, attributes and texts that it is, and tells what a screen
//! must not hold: a text input that loses keystrokes, raw HTML, and words outside `i18n`.

use crate::source::{Source, group_of, is_key, is_punct, is_word, text_of, trees};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Attributes whose value is read or spoken to a person. No literal with a letter may stand there.
const SPOKEN: &[&str] = &[
    "alt",
    "aria_description",
    "aria_label",
    "aria_placeholder",
    "aria_roledescription",
    "aria_valuetext",
    "content",
    "label",
    "placeholder",
    "srcdoc",
    "summary",
    "title",
];

/// Properties of components that are never shown, however many words they have.
const UNSPOKEN: &[&str] = &["class", "d", "href", "id", "key", "style", "view_box"];

/// Where a script is made of more than fixed text: of a JSON string, or of words of ours that are listed.
const MAKE_SCRIPTS: &[&str] = &[
    "src/ui/components/error_summary.rs",
    "src/ui/frame/root.rs",
    "src/ui/links.rs",
    "src/ui/presence.rs",
    // A number, for the size of text.
    "src/ui/launch/phone.rs",
];

/// What a control may be and still have `value`: none of these takes typed text.
const NOT_TYPED: &[&str] = &["radio", "checkbox", "hidden", "submit", "button", "range"];

/// Every breach in one file of screens.
pub fn breaches(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |line: usize, what: String| found.push(format!("{}:{line}: {what}", source.path));
    code(source.tokens.clone(), &mut say);
    if MAKE_SCRIPTS.contains(&source.path.as_str()) {
        found.retain(|it| !it.ends_with("a script that is made"));
    }
    found
}

type Say<'a> = &'a mut dyn FnMut(usize, String);

/// Rust code: only what stands in `rsx!` is looked at, and raw HTML anywhere.
fn code(tokens: TokenStream, say: Say) {
    let trees = trees(tokens);
    for (at, tree) in trees.iter().enumerate() {
        if is_word(tree, "dangerous_inner_html") {
            say(tree.span().start().line, "raw HTML".to_owned());
        }
        if is_word(tree, "eval") && trees.get(at + 1).is_some_and(|it| !is_fixed(it)) {
            say(tree.span().start().line, "a script that is made".to_owned());
        }
        if let TokenTree::Group(group) = tree {
            if at >= 2 && is_punct(&trees[at - 1], '!') && is_word(&trees[at - 2], "rsx") {
                body(group.stream(), None, say);
            } else {
                code(group.stream(), say);
            }
        }
    }
}

/// Whether what is given to `eval` is a text that stands in the source, or a constant.
fn is_fixed(given: &TokenTree) -> bool {
    let Some(group) = group_of(Some(given), Delimiter::Parenthesis) else {
        return true;
    };
    match trees(group.stream()).as_slice() {
        [TokenTree::Literal(_)] => true,
        [TokenTree::Ident(name)] => name.to_string().chars().all(|c| !c.is_lowercase()),
        _ => false,
    }
}

/// The inside of an element (or of `rsx!` itself): attributes, texts, elements, loops, choices.
fn body(tokens: TokenStream, element: Option<&str>, say: Say) {
    let trees = trees(tokens);
    let mut attributes: Vec<(String, usize, Vec<TokenTree>)> = Vec::new();
    let mut at = 0;
    while at < trees.len() {
        let line = trees[at].span().start().line;
        if let Some(name) = attribute_name(&trees, at) {
            let end = end_of_value(&trees, at + 2);
            attributes.push((name, line, trees[at + 2..end].to_vec()));
            at = end + 1;
        } else if let Some(text) = text_of(&trees[at]) {
            if has_letters(&text) {
                say(line, format!("the words {text:?} do not come from i18n"));
            }
            at += 1;
        } else if let Some(keyword) = ["for", "if", "while", "match", "else"]
            .into_iter()
            .find(|word| is_word(&trees[at], word))
        {
            let start = at + 1;
            at = start;
            while at < trees.len() && group_of(trees.get(at), Delimiter::Brace).is_none() {
                at += 1;
            }
            code(trees[start..at].iter().cloned().collect(), say);
            if let Some(group) = group_of(trees.get(at), Delimiter::Brace) {
                if keyword == "match" {
                    expression(group.stream(), false, say);
                    code(group.stream(), say);
                } else {
                    body(group.stream(), None, say);
                }
            }
            at += 1;
        } else if let Some(group) = group_of(trees.get(at), Delimiter::Brace) {
            match name_before(&trees, at) {
                Some(name) => body(group.stream(), Some(&name), say),
                None => {
                    expression(group.stream(), false, say);
                    code(group.stream(), say);
                }
            }
            at += 1;
        } else {
            at += 1;
        }
    }
    judge(element, &attributes, say);
}

/// Judges the attributes of one element or component.
fn judge(element: Option<&str>, attributes: &[(String, usize, Vec<TokenTree>)], say: Say) {
    let kind = attributes
        .iter()
        .find(|(name, ..)| name == "type")
        .and_then(|(_, _, value)| text_of(value.first()?));
    for (name, line, value) in attributes {
        let value: TokenStream = value.iter().cloned().collect();
        let typed = match element {
            Some("textarea") => true,
            Some("input") => !kind.as_deref().is_some_and(|k| NOT_TYPED.contains(&k)),
            _ => false,
        };
        if typed && name == "value" {
            let what = "a controlled text input loses keystrokes: use initial_value and oninput";
            say(*line, what.to_owned());
        }
        if name == "dangerous_inner_html" {
            say(*line, "raw HTML".to_owned());
        }
        if SPOKEN.contains(&name.as_str()) || name.starts_with("aria-label") {
            expression(value.clone(), false, say);
        } else if element.is_some_and(|e| e.starts_with(char::is_uppercase))
            && !UNSPOKEN.contains(&name.as_str())
        {
            expression(value.clone(), true, say);
        }
        code(value, say);
    }
}

/// Looks for words in an expression whose value is shown. Direct literals are words as soon as they
/// have a letter, unless `names_allowed` (a property of a component may be the name of an icon);
/// arguments of calls are words when they look like a sentence, for a key or an icon is no sentence.
fn expression(tokens: TokenStream, names_allowed: bool, say: Say) {
    let trees = trees(tokens);
    for (at, tree) in trees.iter().enumerate() {
        let in_rsx = at >= 2 && is_punct(&trees[at - 1], '!') && is_word(&trees[at - 2], "rsx");
        if let TokenTree::Group(group) = tree {
            if !in_rsx {
                let call = group.delimiter() != Delimiter::Brace;
                expression(group.stream(), names_allowed || call, say);
            }
        } else if let Some(text) = text_of(tree) {
            // A literal before `=>` is what is matched, not what is shown.
            let pattern = trees.get(at + 1).is_some_and(|t| is_punct(t, '='))
                || trees.get(at + 1).is_some_and(|t| is_punct(t, '|'));
            let worded = if names_allowed {
                is_sentence(&text)
            } else {
                has_letters(&text) && !is_key(&text)
            };
            if worded && !pattern {
                let line = tree.span().start().line;
                say(line, format!("the words {text:?} do not come from i18n"));
            }
        }
    }
}

/// `name:` or `"name":` at this place, and not a path (`a::b`).
fn attribute_name(trees: &[TokenTree], at: usize) -> Option<String> {
    if !is_punct(trees.get(at + 1)?, ':') || trees.get(at + 2).is_some_and(|t| is_punct(t, ':')) {
        return None;
    }
    if at > 0 && is_punct(&trees[at - 1], ':') {
        return None;
    }
    match &trees[at] {
        TokenTree::Ident(name) => Some(name.to_string().trim_start_matches("r#").to_owned()),
        literal => text_of(literal),
    }
}

/// Where the value that begins at `from` ends: at a comma outside closure arguments.
fn end_of_value(trees: &[TokenTree], from: usize) -> usize {
    let mut at = from;
    let mut in_arguments = false;
    let mut fresh = true;
    while at < trees.len() {
        if is_punct(&trees[at], '|') && (fresh || in_arguments) {
            in_arguments = !in_arguments;
        } else if is_punct(&trees[at], ',') && !in_arguments {
            return at;
        }
        fresh = fresh && is_word(&trees[at], "move");
        at += 1;
    }
    at
}

/// The name that a brace belongs to: `div`, `Link`, `crate::x::Card`, `Router::<Route>`.
fn name_before(trees: &[TokenTree], brace: usize) -> Option<String> {
    let mut at = brace.checked_sub(1)?;
    if is_punct(&trees[at], '>') {
        while !is_punct(&trees[at], '<') {
            at = at.checked_sub(1)?;
        }
        at = at.checked_sub(3)?;
    }
    match &trees[at] {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    }
}

/// What is left of a text once `{…}` is taken out has a letter.
pub fn has_letters(text: &str) -> bool {
    let mut depth = 0usize;
    text.chars().any(|mark| {
        match mark {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && mark.is_alphabetic()
    })
}

/// It looks like something to be read: it begins with a capital, or has two words.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| has_letters(word));
    has_letters(text) && (text.starts_with(char::is_uppercase) || words.count() > 1)
}
