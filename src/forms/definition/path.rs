//! Where an answer stands in an answered form.

use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::sync::Arc;

/// The place of an item in an answered form: stable for as long as the form's version is, and what
/// the vault keeps beside each answer.
///
/// For an item that stands once it is the link id. Inside a repeat it begins with the repeat and the
/// number of the instance: `medicine*2/dose`. Instance numbers are given once and never again, so
/// that removing the first medicine does not move the answers of the second. `%`, `/` and `*` inside a
/// link id are written as `%25`, `%2F` and `%2A`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Path(Arc<str>);

impl Path {
    /// The place of an item that stands once in its form.
    pub fn of(link_id: &str) -> Self {
        let mut text = String::with_capacity(link_id.len());
        push_escaped(&mut text, link_id);
        Self(text.into())
    }

    /// One instance of the repeat that is at this path. Instances are numbered from 1.
    pub fn instance(&self, number: u32) -> Self {
        Self(format!("{}*{number}", self.0).into())
    }

    /// An item below the instance that this path is.
    pub fn below(&self, link_id: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + link_id.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        push_escaped(&mut text, link_id);
        Self(text.into())
    }

    /// The link id of the item.
    pub fn link_id(&self) -> String {
        let last = self.0.rsplit('/').next().unwrap_or_default();
        let escaped = last.split('*').next().unwrap_or_default();
        escaped
            .replace("%2A", "*")
            .replace("%2F", "/")
            .replace("%25", "%")
    }

    /// The instance of a repeat that this is, counted from 1; none for an item that stands once.
    pub fn number(&self) -> Option<u32> {
        let last = self.0.rsplit('/').next()?;
        last.split_once('*')?.1.parse().ok()
    }

    /// Whether it stands inside the other, or is it.
    pub fn is_in(&self, other: &Path) -> bool {
        let rest = self.0.strip_prefix(&*other.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// As text, as the vault and a route keep it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn push_escaped(text: &mut String, link_id: &str) {
    for letter in link_id.chars() {
        match letter {
            '%' | '/' | '*' => {
                // A text can always be written to.
                let _ = write!(text, "%{:02X}", u32::from(letter));
            }
            other => text.push(other),
        }
    }
}

impl From<String> for Path {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<Path> for String {
    fn from(path: Path) -> Self {
        path.0.as_ref().to_owned()
    }
}

// A link id is the form's own word, but a form may be about one person.
impl std::fmt::Debug for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Path {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_its_link_id_whatever_is_in_it() {
        for link_id in ["/44250-9", "a*b", "100%", "%2F", "a/b*3", "ą"] {
            assert_eq!(Path::of(link_id).link_id(), link_id);
            let deep = Path::of("r").instance(2).below(link_id);
            assert_eq!(deep.link_id(), link_id);
            assert_eq!(deep.instance(7).number(), Some(7));
            assert_eq!(deep.instance(7).link_id(), link_id);
            assert!(deep.is_in(&Path::of("r").instance(2)));
            assert!(!deep.is_in(&Path::of("r").instance(21)));
        }
    }

    #[test]
    fn different_places_have_different_paths() {
        assert_ne!(Path::of("a/b"), Path::of("a").below("b"));
        assert_ne!(Path::of("a*1"), Path::of("a").instance(1));
    }
}
