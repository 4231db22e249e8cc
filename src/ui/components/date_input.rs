//! A day to write, in three fields. Nothing that is written is thrown away: what makes no day is told
//! as it stands, so that it is kept and can be put right.

use super::parts_input::{Part, PartsInput};
use dioxus::prelude::*;

const PARTS: [Part; 3] = [
    ("form-date-day", "field-two"),
    ("form-date-month", "field-two"),
    ("form-date-year", "field-year"),
];

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
                if let Ok(parts) = <&[String; 3]>::try_from(parts.as_slice()) {
                    oninput.call(join(parts));
                }
            },
            onleave,
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
