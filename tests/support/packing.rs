//! Reads what is handed to the phones' own tools: with parsers, not as lines of text.

#![allow(dead_code, clippy::unwrap_used)] // Each test file uses its own part of this, and a test fails by panicking.

use roxmltree::{Document, Node, ParsingOptions};
use serde_json::{Map, Value};
use std::path::Path;

/// The names that the system gives a meaning.
pub const ANDROID: &str = "http://schemas.android.com/apk/res/android";
/// What the tools are told that put the manifest together.
pub const TOOLS: &str = "http://schemas.android.com/tools";
/// Where the manifest is.
pub const MANIFEST: &str = "mobile/android/AndroidManifest.xml";
/// Where the property list is.
pub const INFO: &str = "mobile/ios/Info.plist";

/// A file of the project.
pub fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// XML, with a document type where a property list has one.
pub fn xml(text: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).unwrap()
}

/// The elements right below this one.
pub fn elements<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(Node::is_element)
}

/// An attribute of the system.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((ANDROID, name))
}

/// Every element of this name.
pub fn all<'a>(document: &'a Document, tag: &str) -> Vec<Node<'a, 'a>> {
    let tagged = |node: &Node| node.has_tag_name(tag);
    document.descendants().filter(tagged).collect()
}

/// An element and what it says, in one line: `action name=…`. In the order of the alphabet, so that another order in the file
/// is the same.
pub fn line(node: Node) -> String {
    let mut said: Vec<String> = node
        .attributes()
        .map(|it| format!(" {}={}", it.name(), it.value()))
        .collect();
    said.sort();
    format!("{}{}", node.tag_name().name(), said.concat())
}

/// Every element below this one, a line each.
pub fn lines(node: Node) -> Vec<String> {
    let inside = node.descendants().filter(Node::is_element).skip(1);
    let mut found: Vec<String> = inside.map(line).collect();
    found.sort();
    found
}

/// The value of a property list.
pub fn plist(path: &str) -> Value {
    let text = read(path);
    let document = xml(&text);
    value(elements(document.root_element()).next().unwrap())
}

fn value(node: Node) -> Value {
    let text = node.text().unwrap_or_default();
    match node.tag_name().name() {
        "string" => Value::from(text),
        "integer" => Value::from(text.parse::<i64>().unwrap()),
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "array" => elements(node).map(value).collect(),
        "dict" => {
            let inside: Vec<Node> = elements(node).collect();
            assert_eq!(inside.len() % 2, 0, "a key without a value");
            let pairs = inside.chunks(2).map(|pair| {
                assert!(pair[0].has_tag_name("key"), "{:?}", pair[0]);
                (pair[0].text().unwrap().to_owned(), value(pair[1]))
            });
            let mut map = Map::new();
            for (key, value) in pairs {
                assert!(map.insert(key.clone(), value).is_none(), "twice: {key}");
            }
            Value::Object(map)
        }
        other => panic!("no such thing in a property list: {other}"),
    }
}

/// What dx is told.
pub fn dioxus() -> Value {
    basic_toml::from_str(&read("Dioxus.toml")).unwrap()
}

/// The address at which sign-in comes back, of the trust that a phone build carries.
pub fn way_back() -> url::Url {
    let trust: Value = serde_json::from_str(&read("assets/trusts/example.json")).unwrap();
    trust["redirect"].as_str().unwrap().parse().unwrap()
}
