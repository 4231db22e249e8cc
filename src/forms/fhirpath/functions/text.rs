//! Functions on texts.

use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run, Scope};
use super::super::node::{Item, Read, System, Text};
use super::super::operators::{mismatch, one_value};
use super::super::tree::Call;
use super::{Function, one};

impl<'a> Run<'_, 'a> {
    pub(super) fn text(
        &self,
        items: &[Item<'a>],
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        if call.function == Function::Join {
            return self.joined(items, call, scope);
        }
        let Some(text) = self.one_text(items, call.function)? else {
            return Ok(Vec::new());
        };
        self.spend(text.len() / 16)?;
        match call.function {
            Function::Length => Ok(one(number(count(&text)?)?)),
            Function::Upper => Ok(one(Item::text(text.to_uppercase()))),
            Function::Lower => Ok(one(Item::text(text.to_lowercase()))),
            Function::Trim => Ok(one(Item::text(
                text.trim_matches([' ', '\t', '\r', '\n']).to_owned(),
            ))),
            Function::ToChars => {
                count(&text)?;
                self.spend_items(text.len())?;
                Ok(text.chars().map(|c| Item::text(c.to_string())).collect())
            }
            Function::Substring => self.substring(&text, call, scope),
            Function::Replace => self.replaced(&text, call, scope),
            function => {
                let Some(part) = self.text_argument(call, 0, scope)? else {
                    return Ok(Vec::new());
                };
                self.spend(text.len() / 16)?;
                match function {
                    Function::StartsWith => Ok(one(Item::truth(text.starts_with(&part[..])))),
                    Function::EndsWith => Ok(one(Item::truth(text.ends_with(&part[..])))),
                    Function::Contains => Ok(one(Item::truth(text.contains(&part[..])))),
                    Function::Split => self.split(&text, &part),
                    _ => {
                        let first = function == Function::IndexOf || part.is_empty();
                        let at = if first {
                            text.find(&part[..])
                        } else {
                            text.rfind(&part[..])
                        };
                        match at {
                            None => Ok(one(Item::System(System::Integer(-1)))),
                            Some(at) => Ok(one(number(count(&text[..at])?)?)),
                        }
                    }
                }
            }
        }
    }

    /// The text of a collection of one; `None` if it is empty.
    pub(super) fn one_text(
        &self,
        items: &[Item<'a>],
        function: Function,
    ) -> Result<Option<Text<'a>>, Problem> {
        match one_value(items, function.name())? {
            None => Ok(None),
            Some(System::String(text)) => Ok(Some(text)),
            Some(other) => Err(no_text(function, &other)),
        }
    }

    /// An argument that is a text; `None` if it is empty.
    pub(super) fn text_argument(
        &self,
        call: &Call,
        place: usize,
        scope: &Scope<'_, 'a>,
    ) -> Result<Option<Text<'a>>, Problem> {
        match self.argument(call, place, scope)? {
            None => Ok(None),
            Some(System::String(text)) => Ok(Some(text)),
            Some(other) => Err(mismatch(call.function.name(), &other)),
        }
    }

    /// An argument that is a whole number; `None` if it is empty or not given.
    pub(super) fn whole_argument(
        &self,
        call: &Call,
        place: usize,
        scope: &Scope<'_, 'a>,
    ) -> Result<Option<i32>, Problem> {
        match self.argument(call, place, scope)? {
            None => Ok(None),
            Some(System::Integer(number)) => Ok(Some(number)),
            Some(other) => Err(mismatch(call.function.name(), &other)),
        }
    }

    fn substring(
        &self,
        text: &str,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let length = self.whole_argument(call, 1, scope)?;
        let Some(start) = self.whole_argument(call, 0, scope)? else {
            return Ok(Vec::new());
        };
        let Some(start) = usize::try_from(start)
            .ok()
            .filter(|start| count(text).is_ok_and(|n| *start < n))
        else {
            count(text)?;
            return Ok(Vec::new());
        };
        let length = length.map_or(usize::MAX, |length| usize::try_from(length).unwrap_or(0));
        Ok(one(Item::text(
            text.chars().skip(start).take(length).collect(),
        )))
    }

    fn replaced(
        &self,
        text: &str,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let pattern = self.text_argument(call, 0, scope)?;
        let with = self.text_argument(call, 1, scope)?;
        let (Some(pattern), Some(with)) = (pattern, with) else {
            return Ok(Vec::new());
        };
        let places = if pattern.is_empty() {
            text.len() + 1
        } else {
            text.len() / pattern.len()
        };
        self.spend_text(text.len().saturating_add(places.saturating_mul(with.len())))?;
        Ok(one(Item::text(text.replace(&pattern[..], &with))))
    }

    fn split(&self, text: &str, separator: &str) -> Result<Items<'a>, Problem> {
        if separator.is_empty() {
            return Err(Problem::Unsupported(
                "split() with an empty separator".into(),
            ));
        }
        self.spend_items(text.len() / separator.len())?;
        Ok(text
            .split(separator)
            .map(|part| Item::text(part.to_owned()))
            .collect())
    }

    fn joined(
        &self,
        items: &[Item<'a>],
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let separator = self.text_argument(call, 0, scope)?;
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let separator = separator.as_ref().map_or("", |text| &text[..]);
        let mut joined = String::new();
        for (place, item) in items.iter().enumerate() {
            match item.read()? {
                Read::Value(System::String(text)) => {
                    let sum = joined.len() + text.len() + separator.len();
                    self.spend_text(sum / (items.len().max(1)))?;
                    if sum > Run::LONGEST_TEXT {
                        return Err(Problem::OutOfSteps);
                    }
                    if place > 0 {
                        joined.push_str(separator);
                    }
                    joined.push_str(&text);
                }
                Read::Value(other) => return Err(no_text(Function::Join, &other)),
                _ => return Err(Problem::Wrong("join of what is no text".into())),
            }
        }
        Ok(one(Item::text(joined)))
    }
}

// By the specification an error; engines that keep days as texts read them as such here.
fn no_text(function: Function, value: &System) -> Problem {
    match value {
        System::Date(_) | System::DateTime(_) | System::Time(_) => {
            let what = format!(
                "{}() of a day or a time (write toString() before it)",
                function.name()
            );
            Problem::Unsupported(what)
        }
        other => mismatch(function.name(), other),
    }
}

/// How many characters a text has. Some count code units and some count letters; where these differ
/// (beyond U+FFFF) nothing is counted.
fn count(text: &str) -> Result<usize, Problem> {
    if text.is_ascii() {
        return Ok(text.len());
    }
    if text.chars().any(|c| u32::from(c) > 0xFFFF) {
        return Err(Problem::Unsupported(
            "counting characters beyond U+FFFF".into(),
        ));
    }
    Ok(text.chars().count())
}

fn number<'a>(count: usize) -> Result<Item<'a>, Problem> {
    let count = i32::try_from(count).map_err(|_| Problem::OutOfSteps)?;
    Ok(Item::System(System::Integer(count)))
}
