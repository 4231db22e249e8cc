//! A part of a form as it came, and what is said of it.

use super::critical;
use crate::forms::{LeftOut, Refused};
use serde_json::Value;

/// An item as it came, with its link id for what is said about it.
#[derive(Clone, Copy)]
pub(super) struct Raw<'a> {
    pub(super) value: &'a Value,
    pub(super) link_id: &'a str,
    /// Its extensions with their addresses, where they were listed: an item is asked for thirty.
    listed: Option<&'a [Addressed<'a>]>,
}

/// An extension, after its address.
pub(super) type Addressed<'a> = (&'a str, &'a Value);

impl<'a> Raw<'a> {
    pub(super) fn of(value: &'a Value, link_id: &'a str) -> Self {
        Raw {
            value,
            link_id,
            listed: None,
        }
    }

    /// The same with its extensions listed.
    pub(super) fn with(self, listed: &'a [Addressed<'a>]) -> Self {
        Raw {
            listed: Some(listed),
            ..self
        }
    }

    /// Another element of the same item.
    pub(super) fn at(self, value: &'a Value) -> Self {
        Raw::of(value, self.link_id)
    }

    pub(super) fn field(self, name: &str) -> Option<&'a Value> {
        self.value.get(name).filter(|v| !v.is_null())
    }

    pub(super) fn text(self, name: &str) -> Result<Option<&'a str>, Refused> {
        let Some(value) = self.field(name) else {
            return Ok(None);
        };
        let text = value.as_str().ok_or_else(|| self.odd(name))?;
        Ok(Some(text).filter(|t| !t.trim().is_empty()))
    }

    pub(super) fn yes(self, name: &str) -> Result<bool, Refused> {
        match self.field(name) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| self.odd(name)),
        }
    }

    pub(super) fn list(self, name: &str) -> Result<&'a [Value], Refused> {
        match self.field(name) {
            None => Ok(&[]),
            Some(value) => value
                .as_array()
                .map(Vec::as_slice)
                .ok_or_else(|| self.odd(name)),
        }
    }

    /// The first extension of that address.
    pub(super) fn extension(self, url: &str) -> Option<&'a Value> {
        self.extensions(url).next()
    }

    /// Every extension of that address.
    pub(super) fn extensions(self, url: &str) -> impl Iterator<Item = &'a Value> {
        let of_that_address = self.all_extensions();
        of_that_address
            .filter(move |(known, _)| *known == url)
            .map(|(_, e)| e)
    }

    /// Every extension, with its address.
    pub(super) fn all_extensions(self) -> impl Iterator<Item = Addressed<'a>> {
        let unlisted = match self.listed {
            Some(_) => None,
            None => Some(critical::extensions(self.value)),
        };
        let listed = self.listed.unwrap_or_default().iter().copied();
        listed.chain(unlisted.into_iter().flatten())
    }

    /// A whole number in an extension; an odd one is refused.
    pub(super) fn count(self, url: &str) -> Result<Option<u32>, Refused> {
        let Some(extension) = self.extension(url) else {
            return Ok(None);
        };
        let number = ["valueInteger", "valuePositiveInt", "valueUnsignedInt"]
            .iter()
            .find_map(|name| extension.get(name)?.as_u64());
        let number = number.and_then(|n| u32::try_from(n).ok());
        number.map(Some).ok_or_else(|| self.odd(short(url)))
    }

    /// The code in an extension, whether it is a code, a coding or a concept.
    pub(super) fn code(self, url: &str) -> Option<&'a str> {
        code_in(self.extension(url)?)
    }

    /// The words in an extension.
    pub(super) fn words(self, url: &str) -> Option<String> {
        let extension = self.extension(url)?;
        let text = ["valueString", "valueMarkdown", "valueCode"]
            .iter()
            .find_map(|name| extension.get(name)?.as_str())?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    pub(super) fn odd(self, name: &str) -> Refused {
        self.contradicts(&format!(
            "its {name} has a shape that FHIR does not give it"
        ))
    }

    pub(super) fn contradicts(self, what: &str) -> Refused {
        Refused::Contradicts {
            link_id: self.link_id.to_owned(),
            what: what.to_owned(),
        }
    }

    pub(super) fn unsupported(self, what: impl Into<String>) -> Refused {
        Refused::Unsupported {
            link_id: self.link_id.to_owned(),
            what: what.into(),
        }
    }
}

/// The code in an extension's value.
pub(super) fn code_in(extension: &Value) -> Option<&str> {
    let coded = extension.get("valueCode").or_else(|| {
        let concept = extension.get("valueCodeableConcept");
        let coding = concept.and_then(|c| c.get("coding")?.get(0));
        coding.or_else(|| extension.get("valueCoding"))?.get("code")
    });
    coded?.as_str()
}

/// The last part of an address.
pub(super) fn short(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or(url)
}

/// What was found while reading: what makes it impossible to show the form rightly, and what is
/// passed over. Reading goes on to the end, so that those who write forms hear everything at once.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) refused: Vec<Refused>,
    pub(super) left_out: Vec<LeftOut>,
}

/// No more is said of a form than anybody would read.
const MOST_FINDINGS: usize = 200;

impl Findings {
    /// What was read, or nothing and a refusal.
    pub(super) fn or_default<T: Default>(&mut self, read: Result<T, Refused>) -> T {
        match read {
            Ok(read) => read,
            Err(refused) => {
                self.refuse(refused);
                T::default()
            }
        }
    }

    pub(super) fn refuse(&mut self, refused: Refused) {
        if self.refused.len() < MOST_FINDINGS {
            self.refused.push(refused);
        }
    }

    pub(super) fn leave_out(&mut self, item: Raw, what: impl Into<String>) {
        if self.left_out.len() < MOST_FINDINGS {
            self.left_out.push(LeftOut {
                link_id: item.link_id.to_owned(),
                what: what.into(),
            });
        }
    }
}
