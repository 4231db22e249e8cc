//! Regular expressions: linear in time, and only where dialects agree.
//!
//! FHIRPath leaves the dialect open (it recommends PCRE); engines use what their platform has. A
//! pattern whose meaning differs between PCRE, Java, JavaScript and the crate `regex` is unsupported.

use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run, Scope};
use super::super::node::Item;
use super::super::tree::Call;
use super::{Function, one};
use regex::{Regex, RegexBuilder};

/// The longest pattern, in bytes.
const LONGEST: usize = 2000;

impl<'a> Run<'_, 'a> {
    pub(super) fn regular(
        &self,
        items: &[Item<'a>],
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let text = self.one_text(items, call.function)?;
        let pattern = self.text_argument(call, 0, scope)?;
        let with = match call.function {
            Function::ReplaceMatches => match self.text_argument(call, 1, scope)? {
                None => return Ok(Vec::new()),
                with => with,
            },
            _ => None,
        };
        let (Some(text), Some(pattern)) = (text, pattern) else {
            return Ok(Vec::new());
        };
        // Building one costs much more than most steps.
        self.spend(1000 + pattern.len() * 20 + text.len())?;
        match with {
            Some(_) if pattern.is_empty() => Ok(one(Item::text(text.to_string()))),
            None => {
                let full = call.function == Function::MatchesFull;
                Ok(one(Item::truth(
                    build(&pattern, &text, full)?.is_match(&text),
                )))
            }
            Some(with) => {
                let regex = build(&pattern, &text, false)?;
                let with = substitution(&regex, &with)?;
                let matches = regex.find_iter(&text).count();
                self.spend_text(text.len() + matches.saturating_mul(with.len() + text.len() / 8))?;
                let found = regex.replace_all(&text, with.as_str()).into_owned();
                self.spend_text(found.len())?;
                Ok(one(Item::text(found)))
            }
        }
    }
}

fn unsupported(what: &str) -> Problem {
    Problem::Unsupported(format!("a regular expression with {what}"))
}

fn build(pattern: &str, text: &str, full: bool) -> Result<Regex, Problem> {
    if pattern.len() > LONGEST {
        return Err(unsupported("a very long pattern"));
    }
    let pattern = common(pattern, text)?;
    let whole = if full {
        format!(r"\A(?:{pattern})\z")
    } else {
        pattern
    };
    RegexBuilder::new(&whole)
        .dot_matches_new_line(true)
        .size_limit(1 << 20)
        .dfa_size_limit(1 << 20)
        .nest_limit(50)
        .build()
        .map_err(|_| unsupported("what this app does not know"))
}

/// The pattern in the dialect of the crate, where all dialects mean the same by it.
fn common(pattern: &str, text: &str) -> Result<String, Problem> {
    let mut made = String::with_capacity(pattern.len());
    let mut rest = pattern.chars().peekable();
    let mut in_class = false;
    let mut class_begins = false;
    // Whether what stands before can be repeated, and whether it is a repetition already.
    let mut repeated = false;
    while let Some(c) = rest.next() {
        let was_repeated = std::mem::take(&mut repeated);
        let begins = std::mem::take(&mut class_begins);
        if c == '\\' {
            made.push_str(&escape(rest.next(), text)?);
            continue;
        }
        if in_class {
            let next = rest.peek().copied();
            match c {
                ']' if !begins => in_class = false,
                ']' => return Err(unsupported("an empty class")),
                '[' => return Err(unsupported("a class in a class")),
                '&' | '~' | '-' if next == Some(c) => {
                    return Err(unsupported("an operation on classes"));
                }
                '^' if begins => class_begins = true,
                _ => {}
            }
            made.push(c);
            continue;
        }
        match c {
            '[' => {
                in_class = true;
                class_begins = true;
            }
            '*' | '+' | '?' | '}' => {
                if was_repeated {
                    return Err(unsupported("a possessive repetition"));
                }
                // Lazy or not does not matter to where a match begins; one `?` may follow.
                made.push(c);
                if rest.next_if_eq(&'?').is_some() {
                    made.push('?');
                }
                repeated = true;
                continue;
            }
            '(' if rest.peek() == Some(&'?') => {
                rest.next();
                made.push_str("(?");
                match rest.peek() {
                    Some(':' | '<' | 'P') => {}
                    _ => return Err(unsupported("flags or looking around")),
                }
                continue;
            }
            '$' if text.ends_with(['\n', '\r', '\u{2028}', '\u{2029}']) => {
                return Err(unsupported("an end before the end of a line"));
            }
            _ => {}
        }
        made.push(c);
    }
    Ok(made)
}

// `\d`, `\w` are of ASCII (as in PCRE, Java and JavaScript); the others differ beyond ASCII.
fn escape(escaped: Option<char>, text: &str) -> Result<String, Problem> {
    match escaped {
        Some('d') => Ok("[0-9]".into()),
        Some('D') => Ok("[^0-9]".into()),
        Some('w') => Ok("[0-9A-Za-z_]".into()),
        Some('W') => Ok("[^0-9A-Za-z_]".into()),
        Some(c @ ('s' | 'S' | 'b' | 'B')) if text.is_ascii() => Ok(format!("\\{c}")),
        Some(c @ ('n' | 'r' | 't' | 'f')) => Ok(format!("\\{c}")),
        Some(c) if c.is_ascii_punctuation() && c != '<' && c != '>' => {
            Ok(regex::escape(&c.to_string()))
        }
        _ => Err(unsupported("an escape that differs between dialects")),
    }
}

/// The substitution with its groups named as the crate names them.
fn substitution(regex: &Regex, with: &str) -> Result<String, Problem> {
    let unknown = || unsupported("a substitution that differs between dialects");
    if with.contains('\\') {
        return Err(unknown());
    }
    let mut made = String::new();
    let mut rest = with;
    while let Some(place) = rest.find('$') {
        made.push_str(&rest[..place]);
        let after = &rest[place + 1..];
        let (name, used) = match after.strip_prefix('{') {
            Some(named) => {
                let end = named.find('}').ok_or_else(unknown)?;
                (&named[..end], end + 2)
            }
            None => (after.get(..1).unwrap_or_default(), 1),
        };
        let next_is_digit = after
            .get(used..)
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        let known = match name.parse::<usize>() {
            Ok(number) => (1..regex.captures_len()).contains(&number) && !next_is_digit,
            Err(_) => regex.capture_names().flatten().any(|known| known == name),
        };
        if !known {
            return Err(unknown());
        }
        made.push_str(&format!("${{{name}}}"));
        rest = &after[used..];
    }
    made.push_str(rest);
    Ok(made)
}
