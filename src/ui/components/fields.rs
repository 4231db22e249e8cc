//! Fields to write into. None is controlled: a value that is set anew at every letter loses letters
//! while somebody types. A field begins with a text and tells what is written; a new `key` begins anew.

use crate::ui::state;
use dioxus::prelude::*;

/// A text.
#[component]
pub fn TextInput(
    /// The id of the field.
    id: String,
    /// The id of what names it.
    labelled_by: String,
    /// What it begins with.
    initial: String,
    /// Whether it is a long text.
    long: bool,
    /// The most characters it may have.
    #[props(default)]
    most: Option<u32>,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// What is written now.
    oninput: EventHandler<String>,
    /// The person leaves the field.
    onleave: EventHandler<()>,
) -> Element {
    let mut length = use_signal(|| initial.chars().count());
    let words = state::words();
    let invalid = error.is_some().then_some("true");
    let left = most.map(|most| i64::from(most) - length() as i64);
    let described = [error, left.map(|_| format!("{id}-left"))]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let write = move |event: FormEvent| {
        length.set(event.value().chars().count());
        oninput.call(event.value());
    };
    rsx! {
        if long {
            textarea {
                id: "{id}",
                class: "field",
                rows: "6",
                aria_labelledby: labelled_by,
                aria_describedby: described,
                aria_invalid: invalid,
                initial_value: "{initial}",
                oninput: write,
                onblur: move |_| onleave.call(()),
            }
        } else {
            input {
                id: "{id}",
                class: "field",
                r#type: "text",
                aria_labelledby: labelled_by,
                aria_describedby: described,
                aria_invalid: invalid,
                initial_value: "{initial}",
                oninput: write,
                onblur: move |_| onleave.call(()),
            }
        }
        if let Some(left) = left {
            p { id: "{id}-left", class: "quiet", aria_live: "polite",
                if left < 0 {
                    {words.say_with("form-text-over", &[("count", (-left).into())])}
                } else {
                    {words.say_with("form-text-left", &[("count", left.into())])}
                }
            }
        }
    }
}

/// A number.
#[component]
pub fn NumberInput(
    /// The id of the field.
    id: String,
    /// The id of what names it.
    labelled_by: String,
    /// What it begins with.
    initial: String,
    /// Whether it is whole.
    whole: bool,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// What is written now.
    oninput: EventHandler<String>,
    /// The person leaves the field.
    onleave: EventHandler<()>,
) -> Element {
    let invalid = error.is_some().then_some("true");
    rsx! {
        input {
            id: "{id}",
            class: "field field-short",
            // Not `number`: it swallows letters without a word, and its little arrows are traps.
            r#type: "text",
            inputmode: if whole { "numeric" } else { "decimal" },
            autocomplete: "off",
            aria_labelledby: labelled_by,
            aria_describedby: error,
            aria_invalid: invalid,
            initial_value: "{initial}",
            oninput: move |event| oninput.call(event.value()),
            onblur: move |_| onleave.call(()),
        }
    }
}

/// A day, in three fields: day, month, year. Tells `YYYY-MM-DD` when the three make a day, an empty
/// text when all are empty, else what stands there, which is no day.
#[component]
pub fn DateInput(
    /// The id of the first field.
    id: String,
    /// The id of what names the three.
    labelled_by: String,
    /// What it begins with, `YYYY-MM-DD` or nothing.
    initial: String,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// What is written now.
    oninput: EventHandler<String>,
    /// The person leaves a field.
    onleave: EventHandler<()>,
) -> Element {
    let words = state::words();
    let mut parts = use_signal(|| split(&initial));
    let invalid = error.is_some().then_some("true");
    let begun = parts.peek().clone();
    rsx! {
        div {
            class: "date",
            role: "group",
            aria_labelledby: labelled_by,
            aria_describedby: error,
            for (index , name) in ["form-date-day", "form-date-month", "form-date-year"].into_iter().enumerate() {
                label { key: "{name}", class: "date-part",
                    span { {words.say(name)} }
                    input {
                        id: if index == 0 { id.clone() } else { format!("{id}-{index}") },
                        class: if index == 2 { "field field-year" } else { "field field-two" },
                        r#type: "text",
                        inputmode: "numeric",
                        autocomplete: "off",
                        aria_invalid: invalid,
                        initial_value: "{begun[index]}",
                        oninput: move |event| {
                            parts.write()[index] = event.value();
                            oninput.call(join(&parts.peek()));
                        },
                        onblur: move |_| onleave.call(()),
                    }
                }
            }
        }
    }
}

fn split(day: &str) -> [String; 3] {
    let mut parts = day.split('-').map(|p| p.trim_start_matches('0').to_owned());
    let (year, month, date) = (parts.next(), parts.next(), parts.next());
    [date, month, year].map(Option::unwrap_or_default)
}

fn join([day, month, year]: &[String; 3]) -> String {
    let [day, month, year] = [day, month, year].map(|part| part.trim());
    if [day, month, year].iter().all(|part| part.is_empty()) {
        return String::new();
    }
    let date = (|| {
        jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    })();
    date.map_or_else(|| format!("{day} {month} {year}"), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(day: &str, month: &str, year: &str) -> [String; 3] {
        [day, month, year].map(str::to_owned)
    }

    #[test]
    fn three_fields_make_a_day_or_say_that_they_do_not() {
        assert_eq!(join(&parts("27", "3", "2026")), "2026-03-27");
        assert_eq!(join(&parts("31", "2", "2026")), "31 2 2026");
        assert_eq!(join(&parts("", " ", "")), "");
        assert_eq!(split("2026-03-27"), parts("27", "3", "2026"));
    }
}
