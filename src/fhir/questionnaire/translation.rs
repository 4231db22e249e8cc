//! The words of a form in another language (the `translation` extension).
//!
//! A form is shown in one language: a question in Welsh with answers in English is worse than either.
//! So translations are used only where every question and every option has one.

use super::critical;
use serde_json::Value;

/// The language in which the words of a form are taken.
#[derive(Default)]
pub(super) struct Language {
    tag: Option<String>,
}

impl Language {
    /// The wanted language if the whole form has it, else the form's own.
    pub(super) fn choose(form: &Value, wanted: Option<&str>) -> Self {
        let own = form.get("language").and_then(Value::as_str);
        let tag = wanted.filter(|tag| own.is_none_or(|own| primary(own) != primary(tag)));
        let tag = tag.filter(|tag| {
            let (mut all, mut lacking) = (0, 0);
            count(form, tag, &mut all, &mut lacking);
            all > 0 && lacking == 0
        });
        Language {
            tag: tag.map(str::to_owned),
        }
    }

    /// The tag, where it is not the form's own language.
    pub(super) fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// The translated text of a field; none where the form's own is taken.
    pub(super) fn of(&self, element: &Value, field: &str) -> Option<String> {
        translated(element, field, self.tag()?)
    }
}

fn count(element: &Value, tag: &str, all: &mut u32, lacking: &mut u32) {
    let mut to_do = vec![element];
    while let Some(element) = to_do.pop() {
        let mut text = |element: &Value, field: &str| {
            if element.get(field).and_then(Value::as_str).is_some() {
                *all += 1;
                *lacking += u32::from(translated(element, field, tag).is_none());
            }
        };
        if element.get("linkId").is_some() {
            text(element, "text");
        }
        for option in list(element, "answerOption") {
            if let Some(coding) = option.get("valueCoding") {
                text(coding, "display");
            }
            text(option, "valueString");
        }
        to_do.extend(list(element, "item"));
    }
}

fn list<'a>(element: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    let all = element.get(name).and_then(Value::as_array);
    all.into_iter().flatten()
}

fn translated(element: &Value, field: &str, tag: &str) -> Option<String> {
    let beside = element.get(format!("_{field}"))?;
    let wanted = core_url!("translation");
    let all = critical::extensions(beside).filter(|(url, _)| *url == wanted);
    let part = |extension: &Value, name: &str| {
        let mut parts = critical::extensions(extension);
        let (_, part) = parts.find(|(url, _)| *url == name)?;
        let names = ["valueCode", "valueString", "valueMarkdown"];
        names
            .iter()
            .find_map(|n| part.get(n)?.as_str())
            .map(str::to_owned)
    };
    let mut in_language =
        all.filter(|(_, e)| part(e, "lang").is_some_and(|lang| primary(&lang) == primary(tag)));
    part(in_language.next()?.1, "content").filter(|text| !text.trim().is_empty())
}

fn primary(tag: &str) -> String {
    let first = tag.split(['-', '_']).next().unwrap_or(tag);
    first.to_ascii_lowercase()
}
