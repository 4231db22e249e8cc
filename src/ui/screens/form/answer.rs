//! From what is written on a page to an answer, and from an answer to words.

use crate::forms::{AnswerProblem, Item, Kind, Value};
use crate::words::Words;

/// Reads what was written. Nothing written is no answer, which is not an error here.
pub fn read(item: &Item, text: &str) -> Result<Vec<Value>, AnswerProblem> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(Vec::new());
    }
    let value = match item.kind {
        Kind::Integer => {
            let number = trimmed.parse().map_err(|_| AnswerProblem::NotANumber)?;
            Value::Integer(number)
        }
        Kind::Decimal => {
            let written = trimmed.replace(',', ".");
            let plain = written
                .trim_start_matches('-')
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.');
            let number = written.parse::<f64>().is_ok() && plain;
            if !number {
                return Err(AnswerProblem::NotANumber);
            }
            Value::Decimal(written)
        }
        Kind::Date => {
            let day = trimmed.parse::<jiff::civil::Date>();
            day.map_err(|_| AnswerProblem::NotADay)?;
            Value::Date(trimmed.to_owned())
        }
        _ => Value::Text(text.to_owned()),
    };
    Ok(vec![value])
}

/// What keeps the person from going on with these answers.
pub fn problem(item: &Item, values: &[Value]) -> Option<AnswerProblem> {
    if item.required && values.is_empty() && !item.read_only {
        return Some(AnswerProblem::Missing);
    }
    let most = item.max_length?;
    let longest = values.iter().filter_map(|value| match value {
        Value::Text(text) => Some(text.chars().count()),
        _ => None,
    });
    (longest.max()? > most as usize).then_some(AnswerProblem::TooLong { most })
}

/// The id of the words for a problem; a missing text is asked for in other words than a choice.
pub fn problem_key(item: &Item, problem: AnswerProblem) -> &'static str {
    match problem {
        AnswerProblem::Missing if matches!(item.kind, Kind::Choice | Kind::Boolean) => {
            "form-error-missing"
        }
        AnswerProblem::Missing => "form-error-missing-text",
        AnswerProblem::NotANumber => "form-error-number",
        AnswerProblem::NotADay => "form-error-date",
        AnswerProblem::TooLong { .. } => "form-error-long",
        AnswerProblem::NotAnOption => "form-error-missing",
    }
}

/// What a field begins with.
pub fn written(values: &[Value]) -> String {
    match values.first() {
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Decimal(text) | Value::Date(text) | Value::Text(text)) => text.clone(),
        Some(Value::Boolean(_) | Value::Coding(_)) | None => String::new(),
    }
}

/// Which option is chosen, by its place.
pub fn chosen(item: &Item, values: &[Value]) -> Option<usize> {
    let value = values.first()?;
    item.options
        .iter()
        .position(|option| same(&option.value, value))
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Coding(a), Value::Coding(b)) => a.same_as(b),
        (a, b) => a == b,
    }
}

/// The answer in words; none when it was left out.
pub fn in_words(words: Words, item: &Item, values: &[Value]) -> Option<String> {
    let value = values.first()?;
    Some(match value {
        Value::Boolean(true) => words.say("form-yes"),
        Value::Boolean(false) => words.say("form-no"),
        Value::Date(day) => match day.parse() {
            Ok(day) => words.day(day),
            Err(_) => day.clone(),
        },
        Value::Coding(coding) => match chosen(item, values) {
            Some(index) => item.options[index].label.clone(),
            None => coding.display.clone().unwrap_or_default(),
        },
        Value::Integer(_) | Value::Decimal(_) | Value::Text(_) => match chosen(item, values) {
            Some(index) => item.options[index].label.clone(),
            None => written(values),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Behaviour;

    fn item(kind: Kind) -> Item {
        Item {
            link_id: "1".into(),
            prefix: None,
            text: None,
            kind,
            codes: Vec::new(),
            required: true,
            hidden: false,
            read_only: false,
            max_length: Some(3),
            options: Vec::new(),
            conditions: Vec::new(),
            behaviour: Behaviour::All,
            items: Vec::new(),
        }
    }

    #[test]
    fn what_is_no_number_is_said_and_not_kept() {
        assert_eq!(read(&item(Kind::Integer), "7"), Ok(vec![Value::Integer(7)]));
        assert_eq!(
            read(&item(Kind::Integer), "seven"),
            Err(AnswerProblem::NotANumber)
        );
        let half = Ok(vec![Value::Decimal("1.50".into())]);
        assert_eq!(read(&item(Kind::Decimal), "1,50"), half);
        assert_eq!(
            read(&item(Kind::Decimal), "inf"),
            Err(AnswerProblem::NotANumber)
        );
        assert_eq!(
            read(&item(Kind::Date), "31 2 2026"),
            Err(AnswerProblem::NotADay)
        );
    }

    #[test]
    fn nothing_written_is_no_answer_and_only_a_required_question_minds() {
        let mut asked = item(Kind::Text);
        let none = read(&asked, "  ").unwrap();
        assert_eq!(problem(&asked, &none), Some(AnswerProblem::Missing));
        asked.required = false;
        assert_eq!(problem(&asked, &none), None);
    }

    #[test]
    fn a_text_is_counted_in_letters_and_not_in_bytes() {
        let asked = item(Kind::Text);
        let fits = read(&asked, "łŵŷ").unwrap();
        assert_eq!(problem(&asked, &fits), None);
        let long = read(&asked, "łŵŷ!").unwrap();
        assert_eq!(
            problem(&asked, &long),
            Some(AnswerProblem::TooLong { most: 3 })
        );
    }
}
