//! Which languages there are, and what is known of each.

use serde::{Deserialize, Serialize};
use unic_langid::{LanguageIdentifier, langid};

/// A language of the app's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// British English, the source language.
    #[default]
    #[serde(rename = "en-GB")]
    English,
    /// Welsh.
    #[serde(rename = "cy")]
    Welsh,
}

/// The way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

impl Direction {
    /// As HTML's `dir` wants it.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// Every language, in the order in which a person is offered them.
    pub const ALL: [Language; 2] = [Language::English, Language::Welsh];

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en-GB",
            Language::Welsh => "cy",
        }
    }

    /// The way it is written.
    pub fn direction(self) -> Direction {
        match self {
            Language::English | Language::Welsh => Direction::LeftToRight,
        }
    }

    /// Whether a native speaker has checked its words. Words on safety, risk and consent show the
    /// English beside them for as long as nobody has.
    pub fn is_checked(self) -> bool {
        match self {
            Language::English => true,
            Language::Welsh => false,
        }
    }

    /// The language of a BCP 47 tag such as `cy-GB`; none when the app does not have it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|l| l.tag().split('-').next() == Some(primary.to_ascii_lowercase().as_str()))
    }

    /// As Fluent wants it.
    pub(super) fn identifier(self) -> LanguageIdentifier {
        match self {
            Language::English => langid!("en-GB"),
            Language::Welsh => langid!("cy"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_with_and_without_its_region() {
        assert_eq!(Language::from_tag("cy-GB"), Some(Language::Welsh));
        assert_eq!(Language::from_tag("EN"), Some(Language::English));
        assert_eq!(Language::from_tag("pl"), None);
    }
}
