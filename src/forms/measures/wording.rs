//! Words by which items without a rule are known, in English and Welsh.

use crate::forms::{Item, Value};
use regex::Regex;
use std::sync::LazyLock;

/// Words about harming oneself or ending one's life, as [`plain`] text has them. "Fall and hurt yourself"
/// is among them: help that nobody needed does no harm.
const HARM: &[&str] = &[
    // English
    r"suicid",
    r"self ?(harm|injur|mutilat|poison|destruct)",
    r"(harm|hurt|injur|cut|kill|poison)\w* (to )?(my|your|them|him|her|one)?(self|selves)\b",
    r"(end|tak)\w* (of )?(my|your|their|one s|his|her)( own)? li(fe|ves)",
    r"end(ing)? it all",
    r"better( off)? dead",
    r"(wish\w*|want\w*|rather|prefer\w*) .{0,24}\b(dead|die|dying|not be alive)\b",
    r"not be(ing)? alive",
    r"(not|n t|hardly|isn t) worth (living|going on|carrying on)",
    r"worth living",
    r"(not|never) wake up",
    r"overdos",
    r"thoughts? (of|about) (death|dying|being dead)",
    // Welsh, with the letters that change at the beginning of a word left out
    r"hunan ?(laddiad|niw|anaf)",
    r"(niweidio|nafu|rifo|ladd|dorri) ?(fy|dy|eich|ch|ei|m|eu) hun",
    r"niwed i (fi|ti|chi|mi) ?(fy|dy|eich|ch|ei|m)? ?hun",
    r"(iwedd ar|rhoi terfyn ar) (fy|dy|eich|ch|ei|m) (m|f|b)?ywyd",
    r"(fy|dy|eich|ch|m) (m|f|b)?ywyd i ben",
    r"well .{0,24}\bmarw\b",
    r"eisiau marw",
    r"werth (ei )?(f|b)?yw\b",
    r"(f|b)yw(yd)? .{0,16}werth",
    r"orddos",
];

/// Answers that are a clear "no", as [`plain`] text has them.
const NO: &[&str] = &[
    "no",
    "n",
    "no never",
    "no not at all",
    "not at all",
    "never",
    "none",
    "none of the time",
    "at no time",
    "not once",
    "strongly disagree",
    "disagree strongly",
    "na",
    "nage",
    "nac ydw",
    "nac oes",
    "naddo",
    "na byth",
    "byth",
    "erioed",
    "dim",
    "dim o gwbl",
    "ddim o gwbl",
    "dim o r amser",
    "ddim o r amser",
];

/// Words that turn a question round, so that "no" may be the answer that shows risk.
const TURNED: &str = r"\b(not|no|never|without|free of|free from|safe|able|can|avoid\w*|stop\w*|resist\w*|heb|ddim|peidio|ddiogel|gallu|medru)\b";

/// What is not turned by the "not" in it.
const NOT_TURNED: &str = r"\b((not|n t|isn t) worth|not be(ing)? alive|not (want|wish)\w* to (live|be alive|wake)|(not|never) wake up|no (point|reason|longer))\b";

static ABOUT_HARM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&HARM.join("|")).ok());
static IS_TURNED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(TURNED).ok());
static IS_NOT_TURNED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(NOT_TURNED).ok());

/// More of a text than anybody reads is not looked at.
const MOST: usize = 20_000;

/// A text in small letters, with one space between words and no marks.
pub(super) fn plain(text: &str) -> String {
    let mut made = String::with_capacity(text.len().min(MOST));
    for letter in text.chars().take(MOST) {
        if letter.is_alphanumeric() {
            made.extend(letter.to_lowercase());
        } else if !made.is_empty() && !made.ends_with(' ') {
            made.push(' ');
        }
    }
    made.truncate(made.trim_end().len());
    made
}

/// Whether a text is about harming oneself or ending one's life.
pub(super) fn is_about_harm(text: &str) -> bool {
    let text = plain(text);
    ABOUT_HARM.as_ref().is_some_and(|r| r.is_match(&text))
}

/// Whether "no" to a text may be what shows risk.
pub(super) fn is_turned(text: &str) -> bool {
    let text = plain(text);
    let rest = match IS_NOT_TURNED.as_ref() {
        Some(known) => known.replace_all(&text, " "),
        None => text.as_str().into(),
    };
    IS_TURNED.as_ref().is_none_or(|r| r.is_match(&rest))
}

/// Whether words are a clear "no". Numbers and marks before them do not count: `0 - Not at all`.
pub(super) fn is_clear_no(words: &str) -> bool {
    let words = plain(words);
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    match rest {
        "" => words == "0",
        rest => NO.contains(&rest),
    }
}

/// Whether an item asks about the health of the body.
pub(super) fn is_about_the_body(item: &Item) -> bool {
    let text = plain(item.text.as_deref().unwrap_or_default());
    let codes = item.codes.iter().filter_map(|c| c.display.as_deref());
    let mut all = std::iter::once(text).chain(codes.map(plain));
    all.any(|t| t.contains("physical") || t.contains("corfforol"))
}

/// What a form calls an item: its text, else its link id.
pub(super) fn name_of(item: &Item) -> String {
    let text = item.text.as_deref().filter(|t| !t.trim().is_empty());
    text.unwrap_or(&item.link_id).to_owned()
}

/// What an answer to an item says, in the form's words, where there are any.
pub(super) fn words_of<'a>(item: &'a Item, answer: &'a Value) -> Option<&'a str> {
    let option = item.options.iter().find(|o| o.value.same_as(answer));
    option.map(|o| o.label.as_str()).or(match answer {
        Value::Coding(coding) => coding.display.as_deref(),
        Value::Text(text) => Some(text),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_harm_are_known_and_others_are_not() {
        for text in [
            "Thoughts that you would be better off dead, or of hurting yourself in some way",
            "The thought of harming myself has occurred to me",
            "I made plans to end my life",
            "Have you self‑harmed in the last week?",
            "Do you have thoughts of SUICIDE?",
            "I thought my life was not worth living",
            "Did you take an overdose?",
            "Have you wished you were dead or wished you could go to sleep and not wake up?",
            "Ydych chi wedi meddwl am hunanladdiad?",
            "Meddyliau am frifo'ch hun",
            "Ydych chi wedi hunan-niweidio?",
            "Meddyliau am ddod â'ch bywyd i ben",
        ] {
            assert!(is_about_harm(text), "{text}");
        }
        for text in [
            "Little interest or pleasure in doing things",
            "Feeling bad about yourself, or that you are a failure",
            "Have you or someone else been injured as a result of your drinking?",
            "Worrying too much about different things",
            "How satisfied are you with your personal safety?",
            "How are you taking your medicines?",
            "When did the pain in your life end?",
            "Moving or speaking slowly",
            "I want to decide for myself",
        ] {
            assert!(!is_about_harm(text), "{text}");
        }
    }

    #[test]
    fn a_clear_no_is_nothing_else() {
        for words in [
            "No",
            "0 - Not at all",
            "Never.",
            "No, not at all",
            "Nac ydw",
            "0",
        ] {
            assert!(is_clear_no(words), "{words}");
        }
        for words in [
            "No, but I did last year",
            "Hardly ever",
            "",
            "1",
            "10",
            "Not sure",
        ] {
            assert!(!is_clear_no(words), "{words}");
        }
    }

    #[test]
    fn a_question_that_is_turned_round_is_seen() {
        assert!(is_turned("I have not thought about suicide"));
        assert!(is_turned("I can keep myself safe from self-harm"));
        assert!(!is_turned("I thought my life was not worth living"));
        assert!(!is_turned("Have you thought about suicide?"));
    }

    #[test]
    fn the_lists_can_be_read() {
        assert!(ABOUT_HARM.is_some() && IS_TURNED.is_some() && IS_NOT_TURNED.is_some());
    }
}
