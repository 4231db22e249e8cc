//! Saying a text.

use super::Language;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use std::borrow::Cow;
use std::collections::HashMap;

static_loader! {
    static TEXTS = {
        locales: "./i18n",
        fallback_language: "en-GB",
    };
}

/// Speaks one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    language: Language,
}

/// What stands in a text's placeable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arg<'a> {
    /// Any text: a name, a date that is already in words.
    Text(&'a str),
    /// A number, which may choose a plural.
    Number(i64),
}

/// A text, with the English beside it where the language was not checked by a native speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both {
    /// The text in the person's language.
    pub text: String,
    /// The same in English; none where `text` is English or was checked.
    pub english: Option<String>,
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Arg::Number(number.into())
    }
}

impl Words {
    /// Words in this language.
    pub fn of(language: Language) -> Self {
        Self { language }
    }

    /// The language.
    pub fn language(self) -> Language {
        self.language
    }

    /// The text of this id.
    pub fn say(self, key: &str) -> String {
        TEXTS.lookup(&self.language.identifier(), key)
    }

    /// The text of this id with its placeables filled.
    pub fn say_with(self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = args
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    Arg::Text(text) => FluentValue::from(*text),
                    Arg::Number(number) => FluentValue::from(*number),
                };
                (Cow::Borrowed(*name), value)
            })
            .collect();
        TEXTS.lookup_with_args(&self.language.identifier(), key, &args)
    }

    /// The text of this id, and its English where this language is not checked. For words on
    /// safety, risk and consent: a wrong word there does harm.
    pub fn say_both(self, key: &str) -> Both {
        Both {
            text: self.say(key),
            english: self.english().map(|english| english.say(key)),
        }
    }

    /// The English words to show beside these; none where these can be trusted.
    fn english(self) -> Option<Words> {
        (!self.language.is_checked()).then(|| Words::of(Language::English))
    }

    /// Whether there is a text of this id at all.
    pub fn knows(self, key: &str) -> bool {
        TEXTS.try_lookup(&self.language.identifier(), key).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn english_chooses_its_plural() {
        let words = Words::default();
        let say = |n: i64| plain(&words.say_with("dates-in-days", &[("days", n.into())]));
        assert_eq!(say(2), "in 2 days");
    }

    #[test]
    fn welsh_has_six_plurals_and_the_noun_changes_with_them() {
        let words = Words::of(Language::Welsh);
        let say = |n: i64| plain(&words.say_with("todo-questions", &[("count", n.into())]));
        let all = [0, 1, 2, 3, 6, 5].map(say);
        for (i, one) in all.iter().enumerate() {
            assert!(!one.contains("Unknown"), "{one}");
            for other in &all[i + 1..] {
                assert_ne!(one, other);
            }
        }
    }

    #[test]
    fn an_unchecked_language_brings_the_english_for_words_on_safety() {
        let welsh = Words::of(Language::Welsh).say_both("frame-help");
        assert_eq!(welsh.english.as_deref(), Some("Help now"));
        assert_eq!(Words::default().say_both("frame-help").english, None);
    }
}
