//! A time of day to write, in two fields, by the clock of 24 hours.

use super::parts_input::{Part, PartsInput};
use dioxus::prelude::*;

const PARTS: [Part; 2] = [
    ("form-time-hour", "field-two"),
    ("form-time-minute", "field-two"),
];

/// A time of day. Tells `HH:MM:00` when the two make a time, an empty text when both are empty, else
/// what stands there, which is no time.
#[component]
pub fn TimeInput(
    /// The id of the first field.
    id: String,
    /// The id of what names the two.
    labelled_by: String,
    /// What it begins with, `HH:MM:SS` or nothing.
    initial: String,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// The id of what else is said about it.
    #[props(default)]
    hint: Option<String>,
    /// What is written now.
    oninput: EventHandler<String>,
    /// The person leaves a field.
    onleave: EventHandler<()>,
) -> Element {
    rsx! {
        PartsInput {
            id,
            labelled_by,
            parts: PARTS.to_vec(),
            initial: split(&initial).to_vec(),
            error,
            hint,
            oninput: move |parts: Vec<String>| {
                if let Ok(parts) = <&[String; 2]>::try_from(parts.as_slice()) {
                    oninput.call(join(parts));
                }
            },
            onleave,
        }
    }
}

fn split(time: &str) -> [String; 2] {
    let mut parts = time.split(':').map(str::to_owned);
    [parts.next(), parts.next()].map(Option::unwrap_or_default)
}

fn join([hour, minute]: &[String; 2]) -> String {
    let [hour, minute] = [hour, minute].map(|part| part.trim());
    if hour.is_empty() && minute.is_empty() {
        return String::new();
    }
    let number = |part: &str| {
        let digits = !part.is_empty() && part.len() <= 2;
        digits.then(|| part.parse::<u8>().ok()).flatten()
    };
    match (number(hour), number(minute)) {
        (Some(h), Some(m)) if h < 24 && m < 60 => format!("{h:02}:{m:02}:00"),
        _ => format!("{hour}:{minute}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fields_make_a_time_or_say_that_they_do_not() {
        let join = |hour: &str, minute: &str| join(&[hour.to_owned(), minute.to_owned()]);
        assert_eq!(join("9", "5"), "09:05:00");
        assert_eq!(join(" 23 ", "59"), "23:59:00");
        assert_eq!(join("24", "00"), "24:00");
        assert_eq!(join("9", ""), "9:");
        assert_eq!(join("", " "), "");
        assert_eq!(split("09:05:00"), ["09", "05"]);
    }
}
