//! The languages: every word that a person reads, dates and times as they are written, plurals.
//!
//! A [`Words`] speaks one language. It knows no screen and no clock: whoever wants "today" says what
//! today is. The words themselves are Fluent files under `i18n/`, one folder a language and one file
//! a feature; a language that lacks a text falls back to British English, never to another one.
//! Placeables come wrapped in directional isolates (U+2068 … U+2069), so that a name or a number
//! written left to right stands whole in a right-to-left sentence.

mod dates;
mod language;
mod speak;

pub use dates::{london, today};
pub use language::{Direction, Language};
pub use speak::{Arg, Both, Words};
