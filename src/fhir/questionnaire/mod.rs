//! Questionnaire: read whole, or refused.
//!
//! Other resources are read leniently. A form is not: an item that is left out, or asked when it
//! should not be, makes people say what they did not mean. So whatever decides what is asked must be
//! understood, and a form that holds something else is refused with the place and the reason
//! (`domain/03`, "render-critical rule"). What only decorates (styles, help icons, orientation) is
//! passed over.

mod critical;
mod item;

use super::types::Coding;
use crate::forms::{self, Questionnaire, Refused};
use serde::Deserialize;
use serde_json::Value;

/// Reads a form, or says why it cannot be shown rightly.
pub fn read_questionnaire(raw: &str) -> Result<Questionnaire, Refused> {
    let value: Value = serde_json::from_str(raw)
        .map_err(|_| not_one("it is not JSON, or it is nested too deeply"))?;
    if value.get("resourceType").and_then(Value::as_str) != Some("Questionnaire") {
        return Err(not_one("it is something else"));
    }
    critical::check_form(&value)?;
    let text = |name: &str| {
        let text = value.get(name).and_then(Value::as_str).map(str::trim);
        text.filter(|t| !t.is_empty()).map(str::to_owned)
    };
    let form = Questionnaire {
        url: text("url")
            .or_else(|| relative_address(&value))
            .unwrap_or_default(),
        version: text("version"),
        title: text("title").or_else(|| text("name")),
        language: text("language"),
        copyright: text("copyright"),
        codes: codes_in(&value),
        items: item::read_items(&value)?,
    };
    form.check()?;
    Ok(form)
}

// A form without a canonical address can still be named by where it is.
fn relative_address(value: &Value) -> Option<String> {
    let id = value.get("id")?.as_str()?;
    super::types::is_id(id).then(|| format!("Questionnaire/{id}"))
}

fn codes_in(value: &Value) -> Vec<forms::Coding> {
    let codes = value.get("code").and_then(Value::as_array);
    let read = |code| Coding::deserialize(code).ok();
    let codings = codes.into_iter().flatten().filter_map(read);
    codings.map(|c| c.plain()).collect()
}

fn not_one(why: &str) -> Refused {
    Refused::NotAQuestionnaire(why.to_owned())
}

/// An item as it came, with its link id for what is said about it.
#[derive(Clone, Copy)]
struct Raw<'a> {
    value: &'a Value,
    link_id: &'a str,
}

impl<'a> Raw<'a> {
    fn field(self, name: &str) -> Option<&'a Value> {
        self.value.get(name).filter(|v| !v.is_null())
    }

    fn text(self, name: &str) -> Result<Option<&'a str>, Refused> {
        let Some(value) = self.field(name) else {
            return Ok(None);
        };
        let text = value.as_str().ok_or_else(|| self.odd(name))?;
        Ok(Some(text).filter(|t| !t.trim().is_empty()))
    }

    fn yes(self, name: &str) -> Result<bool, Refused> {
        match self.field(name) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| self.odd(name)),
        }
    }

    fn list(self, name: &str) -> Result<&'a [Value], Refused> {
        match self.field(name) {
            None => Ok(&[]),
            Some(value) => value
                .as_array()
                .map(Vec::as_slice)
                .ok_or_else(|| self.odd(name)),
        }
    }

    fn extension(self, url: &str) -> Option<&'a Value> {
        critical::extensions(self.value)
            .find(|(known, _)| *known == url)
            .map(|(_, e)| e)
    }

    fn odd(self, name: &str) -> Refused {
        self.contradicts(&format!(
            "its {name} has a shape that FHIR does not give it"
        ))
    }

    fn contradicts(self, what: &str) -> Refused {
        Refused::Contradicts {
            link_id: self.link_id.to_owned(),
            what: what.to_owned(),
        }
    }

    fn unsupported(self, what: impl Into<String>) -> Refused {
        Refused::Unsupported {
            link_id: self.link_id.to_owned(),
            what: what.into(),
        }
    }
}
