//! `encode`, `decode`, `escape`, `unescape`.

use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run, Scope};
use super::super::node::Item;
use super::super::tree::Call;
use super::{Function, one};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

impl<'a> Run<'_, 'a> {
    pub(super) fn codec(
        &self,
        items: &[Item<'a>],
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let text = self.one_text(items, call.function)?;
        let form = self.text_argument(call, 0, scope)?;
        let (Some(text), Some(form)) = (text, form) else {
            return Ok(Vec::new());
        };
        self.spend_text(text.len().saturating_mul(6))?;
        let name = call.function.name();
        let unknown = || Problem::Unsupported(format!("{name} of this form or of this text"));
        let found = match (call.function, &form[..]) {
            (Function::Encode, "hex") => text.bytes().map(|byte| format!("{byte:02x}")).collect(),
            (Function::Encode, "base64") => STANDARD.encode(text.as_bytes()),
            (Function::Encode, "urlbase64") => URL_SAFE.encode(text.as_bytes()),
            (Function::Decode, "hex") => from_hex(&text).ok_or_else(unknown)?,
            (Function::Decode, "base64") => decoded(&STANDARD, &text).ok_or_else(unknown)?,
            (Function::Decode, "urlbase64") => decoded(&URL_SAFE, &text).ok_or_else(unknown)?,
            (Function::Escape, "html") => to_html(&text).ok_or_else(unknown)?,
            (Function::Escape, "json") => to_json(&text).ok_or_else(unknown)?,
            (Function::Unescape, "html") => from_html(&text).ok_or_else(unknown)?,
            (Function::Unescape, "json") => from_json(&text).ok_or_else(unknown)?,
            _ => return Err(unknown()),
        };
        Ok(one(Item::text(found)))
    }
}

fn decoded(engine: &impl Engine, text: &str) -> Option<String> {
    String::from_utf8(engine.decode(text).ok()?).ok()
}

fn from_hex(text: &str) -> Option<String> {
    let pairs = text.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair)
            .ok()
            .filter(|pair| pair.len() == 2)?;
        u8::from_str_radix(pair, 16).ok()
    });
    String::from_utf8(pairs.collect::<Option<Vec<u8>>>()?).ok()
}

const HTML: [(char, &str); 5] = [
    ('&', "&amp;"),
    ('<', "&lt;"),
    ('>', "&gt;"),
    ('"', "&quot;"),
    ('\'', "&#39;"),
];

// Which characters beyond `<`, `>`, `&` and `"` are escaped is left open.
fn to_html(text: &str) -> Option<String> {
    if !text.is_ascii() || text.contains('\'') {
        return None;
    }
    let escaped = |c: char| match HTML.iter().find(|(known, _)| *known == c) {
        Some((_, escaped)) => (*escaped).to_owned(),
        None => c.to_string(),
    };
    Some(text.chars().map(escaped).collect())
}

fn from_html(text: &str) -> Option<String> {
    let mut made = String::new();
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        made.push_str(&rest[..place]);
        let (c, escaped) = HTML
            .iter()
            .find(|(_, escaped)| rest[place..].starts_with(escaped))?;
        made.push(*c);
        rest = &rest[place + escaped.len()..];
    }
    made.push_str(rest);
    Some(made)
}

fn to_json(text: &str) -> Option<String> {
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return None;
    }
    let quoted = serde_json::to_string(text).ok()?;
    Some(quoted[1..quoted.len() - 1].to_owned())
}

fn from_json(text: &str) -> Option<String> {
    // Quotes that are not escaped are let through: the text stands within no quotes here.
    let mut made = String::from("\"");
    let mut escaped = false;
    for c in text.chars() {
        if c == '"' && !escaped {
            made.push('\\');
        }
        escaped = c == '\\' && !escaped;
        made.push(c);
    }
    made.push('"');
    serde_json::from_str(&made).ok()
}
