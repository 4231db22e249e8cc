//! Answers and problems in words.

use super::read::{day_and_time, written};
use crate::forms::{AnswerProblem, Choice, Control, Item, Kind, Question, Value};
use crate::words::Words;

/// Which option is chosen, by its place.
pub fn chosen(options: &[Choice], value: &Value) -> Option<usize> {
    options.iter().position(|o| o.value.same_as(value))
}

/// A question's own words; where it has none, those of the first text that belongs to it.
pub fn question_words(words: Words, question: &Question) -> String {
    let note = question.notes.first().map(|note| &note.text);
    let text = question.text.as_ref().or(note);
    match (&question.item.prefix, text) {
        (Some(prefix), Some(text)) => format!("{prefix} {text}"),
        (None, Some(text)) => text.clone(),
        (_, None) => words.say("form-title"),
    }
}

/// The shorter words of a question, for lists.
pub fn short_words(words: Words, question: &Question) -> String {
    let short = question.item.look.short_text.clone();
    short.unwrap_or_else(|| question_words(words, question))
}

/// An option's words, with the number or letter before it.
pub fn option_words(option: &Choice) -> String {
    match &option.prefix {
        Some(prefix) => format!("{prefix} {}", option.label),
        None => option.label.clone(),
    }
}

/// Every answer to a question, in words.
pub fn answers(words: Words, question: &Question, values: &[Value]) -> Vec<String> {
    let said = values.iter();
    said.map(|value| answer(words, question, value)).collect()
}

fn answer(words: Words, question: &Question, value: &Value) -> String {
    if let Some(index) = chosen(&question.options, value) {
        return question.options[index].label.clone();
    }
    let with_unit = |number: String| match &question.item.look.unit {
        Some(unit) => format!("{number} {unit}"),
        None => number,
    };
    match value {
        Value::Boolean(true) => words.say("form-yes"),
        Value::Boolean(false) => words.say("form-no"),
        Value::Date(text) => day(words, text),
        Value::Time(text) => time(words, text),
        Value::DateTime(text) => {
            let (on, at) = day_and_time(text);
            if at.is_empty() {
                return day(words, &on);
            }
            let (day, time) = (day(words, &on), time(words, &at));
            words.say_with(
                "form-answer-moment",
                &[("day", (&day).into()), ("time", (&time).into())],
            )
        }
        Value::Integer(_) | Value::Decimal(_) => with_unit(written(Some(value))),
        Value::Quantity(quantity) => {
            let unit = quantity.unit.as_deref().or(quantity.code.as_deref());
            format!("{} {}", quantity.value, unit.unwrap_or_default())
        }
        Value::Coding(coding) => coding
            .display
            .clone()
            .or(coding.code.clone())
            .unwrap_or_default(),
        Value::Reference(to) => to
            .display
            .clone()
            .or(to.reference.clone())
            .unwrap_or_default(),
        Value::Attachment(file) => {
            let name = file
                .title
                .clone()
                .unwrap_or_else(|| words.say("form-file-unnamed"));
            format!("{name}, {}", size(words, file.size))
        }
        Value::Text(_) | Value::Url(_) => written(Some(value)),
    }
}

fn day(words: Words, text: &str) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |day| words.day(day))
}

fn time(words: Words, text: &str) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |time| words.time(time))
}

/// How large a file is.
pub fn size(words: Words, bytes: u64) -> String {
    const KB: u64 = 1_000;
    const MB: u64 = 1_000_000;
    let (key, number) = if bytes >= MB {
        let tenths = bytes / (MB / 10);
        ("form-file-mb", format!("{}.{}", tenths / 10, tenths % 10))
    } else {
        ("form-file-kb", bytes.div_ceil(KB).to_string())
    };
    let number = number.trim_end_matches(".0").to_owned();
    words.say_with(key, &[("size", (&number).into())])
}

/// The kinds of file that are wanted.
pub fn kinds(words: Words, types: &[String]) -> String {
    let kind = |kind: &String| match kind.split_once('/') {
        Some(("image", "*")) => words.say("form-file-picture"),
        Some(("audio", "*")) => words.say("form-file-sound"),
        Some(("video", "*")) => words.say("form-file-video"),
        Some((_, name)) => name.to_uppercase(),
        None => kind.clone(),
    };
    types.iter().map(kind).collect::<Vec<_>>().join(", ")
}

/// What to do about a problem.
pub fn problem(words: Words, item: &Item, problem: &AnswerProblem) -> String {
    let bound = |key: &str, bound: &str| {
        let bound = bound_words(words, item, bound);
        words.say_with(key, &[("bound", (&bound).into())])
    };
    let count = |key: &str, count: u32| words.say_with(key, &[("count", count.into())]);
    let is_day = matches!(item.kind, Kind::Date | Kind::DateTime | Kind::Time);
    match problem {
        AnswerProblem::Missing => words.say(match item.kind {
            Kind::Choice | Kind::Boolean | Kind::Reference => "form-error-missing",
            Kind::Attachment => "form-error-missing-file",
            _ if item.look.control == Control::Slider => "form-error-missing",
            _ => "form-error-missing-text",
        }),
        AnswerProblem::NotANumber if item.kind == Kind::Integer => words.say("form-error-whole"),
        AnswerProblem::NotANumber => words.say("form-error-number"),
        AnswerProblem::NotADay => words.say("form-error-date"),
        AnswerProblem::NotATime => words.say("form-error-time"),
        AnswerProblem::NotAnAddress => words.say("form-error-address"),
        AnswerProblem::TooShort { least } => count("form-error-short", *least),
        AnswerProblem::TooLong { most } => count("form-error-long", *most),
        AnswerProblem::TooLow { least } if is_day => bound("form-error-early", least),
        AnswerProblem::TooHigh { most } if is_day => bound("form-error-late", most),
        AnswerProblem::TooLow { least } => bound("form-error-low", least),
        AnswerProblem::TooHigh { most } => bound("form-error-high", most),
        AnswerProblem::TooFine { most: 0 } => words.say("form-error-whole"),
        AnswerProblem::TooFine { most } => count("form-error-fine", *most),
        AnswerProblem::OtherPattern => match &item.look.entry_format {
            Some(format) => words.say_with("form-error-like", &[("example", format.into())]),
            None => words.say("form-error-pattern"),
        },
        AnswerProblem::NoUnit => words.say("form-error-unit"),
        AnswerProblem::NotAnOption => words.say("form-error-option"),
        AnswerProblem::NotTogether => words.say("form-error-together"),
        AnswerProblem::TooFew { least } => count("form-error-few", *least),
        AnswerProblem::TooMany { most } => count("form-error-many", *most),
        AnswerProblem::FileTooLarge { most } => {
            let most = size(words, *most);
            words.say_with("form-error-file-large", &[("size", (&most).into())])
        }
        AnswerProblem::FileKind => {
            let kinds = kinds(words, &item.limits.mime_types);
            words.say_with("form-error-file-kind", &[("kinds", (&kinds).into())])
        }
        AnswerProblem::Check { words } => words.clone(),
    }
}

fn bound_words(words: Words, item: &Item, bound: &str) -> String {
    match item.kind {
        Kind::Date => day(words, bound),
        Kind::Time => time(words, bound),
        Kind::DateTime => day(words, bound.get(..10).unwrap_or(bound)),
        _ => bound.to_owned(),
    }
}
