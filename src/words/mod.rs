//! The languages.

use serde::{Deserialize, Serialize};

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
