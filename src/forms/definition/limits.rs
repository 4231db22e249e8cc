//! What an answer must keep to.

use super::{Formula, Value};

/// What an answer must keep to. Empty: nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// Least number of answers, or of instances of a repeating group.
    pub min_occurs: Option<u32>,
    /// Most answers, or instances.
    pub max_occurs: Option<u32>,
    /// Least value.
    pub min: Option<Bound>,
    /// Greatest value.
    pub max: Option<Bound>,
    /// Shortest text, in Unicode scalar values.
    pub min_length: Option<u32>,
    /// Longest text, in Unicode scalar values.
    pub max_length: Option<u32>,
    /// Most digits after the point.
    pub max_decimal_places: Option<u32>,
    /// What a text must look like.
    pub pattern: Option<Pattern>,
    /// The largest file, in bytes.
    pub max_size: Option<u64>,
    /// The kinds of file, as MIME types; empty: any.
    pub mime_types: Vec<String>,
}

/// A least or greatest value: fixed, or worked out.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// A fixed one.
    Fixed(Value),
    /// Worked out, such as "today".
    WorkedOut(Formula),
}

/// A regular expression that a text must match as a whole. It takes time in proportion to the text,
/// whatever the expression.
#[derive(Debug, Clone)]
pub struct Pattern(regex::Regex);

impl Pattern {
    /// Reads an expression. None where it is not one, is too large, or needs what cannot be done in
    /// time proportional to the text (looking around, back references).
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > 2_000 {
            return None;
        }
        let whole = format!("^(?:{text})$");
        let built = regex::RegexBuilder::new(&whole).size_limit(1 << 20).build();
        built.ok().map(Self)
    }

    /// Whether the whole text matches.
    pub fn fits(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_for_the_whole_text_and_never_hangs() {
        let email = Pattern::read(r"^[^@\s]+@[^@\s]+\.[^@\s]+$").unwrap();
        assert!(email.fits("a@b.c"));
        assert!(!email.fits("a@@b.c"));
        assert!(!Pattern::read("[0-9]{4}").unwrap().fits("12345"));
        let slow = Pattern::read("(a+)+").unwrap();
        assert!(!slow.fits(&format!("{}!", "a".repeat(100_000))));
        assert_eq!(Pattern::read("(?=a)b"), None, "looking around");
        assert_eq!(Pattern::read("("), None);
        assert_eq!(Pattern::read("(a{1000}){1000}"), None, "too large");
    }
}
