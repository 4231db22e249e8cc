//! The messages of one language, read as Fluent.

use crate::source::files;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What stands for a value in a text: a name is one short word, and a name is no burden to a reader.
const STAND_IN: &str = "Sam";

/// One message, or one attribute of a message (`key.attribute`).
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The file, such as `today.ftl`.
    pub file: String,
    /// What it needs to be told, such as `count`.
    pub values: BTreeSet<String>,
    /// Other messages that it holds.
    pub holds: BTreeSet<String>,
    /// Every text that it can become: one, or one for each way through its choices.
    pub texts: Vec<String>,
}

/// Every message below a folder, by key.
pub fn messages(folder: &Path) -> BTreeMap<String, Message> {
    let mut all = BTreeMap::new();
    for path in files(folder, "ftl") {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        for (key, message) in read(&name, &text) {
            let twice = all.insert(key.clone(), message);
            assert!(twice.is_none(), "{}: {key} is there twice", path.display());
        }
    }
    all
}

/// The messages of one file; a fault in it is told with its place.
pub fn read(file: &str, text: &str) -> Vec<(String, Message)> {
    let resource = match fluent_syntax::parser::parse(text) {
        Ok(resource) => resource,
        Err((_, faults)) => panic!("{file} is not Fluent: {faults:?}"),
    };
    let mut found = Vec::new();
    for entry in &resource.body {
        let (key, value, attributes) = match entry {
            Entry::Message(m) => (m.id.name.to_owned(), m.value.as_ref(), &m.attributes),
            Entry::Term(t) => (format!("-{}", t.id.name), Some(&t.value), &t.attributes),
            _ => continue,
        };
        if let Some(pattern) = value {
            found.push((key.clone(), message(file, pattern)));
        }
        for attribute in attributes {
            let key = format!("{key}.{}", attribute.id.name);
            found.push((key, message(file, &attribute.value)));
        }
    }
    found
}

fn message(file: &str, pattern: &Pattern<&str>) -> Message {
    let mut message = Message {
        file: file.to_owned(),
        values: BTreeSet::new(),
        holds: BTreeSet::new(),
        texts: Vec::new(),
    };
    message.texts = ways(pattern, &mut message.values, &mut message.holds);
    message
}

/// Every way through a pattern. A choice inside a text multiplies the ways.
fn ways(
    pattern: &Pattern<&str>,
    values: &mut BTreeSet<String>,
    holds: &mut BTreeSet<String>,
) -> Vec<String> {
    let mut texts = vec![String::new()];
    for element in &pattern.elements {
        let next = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression } => through(expression, values, holds),
        };
        texts = texts
            .iter()
            .flat_map(|text| next.iter().map(move |piece| format!("{text}{piece}")))
            .collect();
    }
    texts
}

fn through(
    expression: &Expression<&str>,
    values: &mut BTreeSet<String>,
    holds: &mut BTreeSet<String>,
) -> Vec<String> {
    match expression {
        Expression::Inline(inline) => inline_ways(inline, values, holds),
        Expression::Select { selector, variants } => {
            inline_ways(selector, values, holds);
            let mut all = Vec::new();
            for variant in variants {
                all.extend(ways(&variant.value, values, holds));
            }
            all
        }
    }
}

fn inline_ways(
    inline: &InlineExpression<&str>,
    values: &mut BTreeSet<String>,
    holds: &mut BTreeSet<String>,
) -> Vec<String> {
    match inline {
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            return vec![(*value).to_owned()];
        }
        InlineExpression::VariableReference { id } => {
            values.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_ways(argument, values, holds);
            }
        }
        InlineExpression::MessageReference { id, attribute } => {
            let attribute = attribute.as_ref().map(|a| format!(".{}", a.name));
            holds.insert(format!("{}{}", id.name, attribute.unwrap_or_default()));
        }
        InlineExpression::TermReference { id, .. } => {
            holds.insert(format!("-{}", id.name));
        }
        InlineExpression::Placeable { expression } => return through(expression, values, holds),
    }
    vec![STAND_IN.to_owned()]
}
