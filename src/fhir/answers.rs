//! The answers in a QuestionnaireResponse, read back into a form.
//!
//! A response that came from elsewhere is shown as it is and never written again, so reading may pass
//! over what the form does not have. Where the response has its items flatter or deeper than the form
//! (other apps do both), they are found by their link ids.

use super::BadResource;
use super::questionnaire::value;
use crate::forms::{Item, Path, Questionnaire, Session, Value};
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The answers in a QuestionnaireResponse, as far as the form has such items.
pub fn read_answers(
    raw: &str,
    form: &Questionnaire,
) -> Result<BTreeMap<Path, Vec<Value>>, BadResource> {
    let response: Json = serde_json::from_str(raw).map_err(|_| BadResource::NotJson)?;
    if response.get("resourceType").and_then(Json::as_str) != Some("QuestionnaireResponse") {
        return Err(BadResource::Not("QuestionnaireResponse"));
    }
    let mut reader = Reader {
        known: HashMap::new(),
        answers: BTreeMap::new(),
    };
    reader.learn(&form.items, None);
    reader.items(list(&response, "item"), None);
    // A session keeps what its form has, and in the shape in which it has it.
    let session = Session::new(Arc::new(form.clone()), reader.answers);
    Ok(session.answers())
}

struct Reader<'a> {
    /// By link id: the item, and the innermost repeat above it.
    known: HashMap<&'a str, (&'a Item, Option<&'a str>)>,
    answers: BTreeMap<Path, Vec<Value>>,
}

/// The instance of a repeat in which one is, with the link id of the repeat.
type Inside<'p> = Option<(&'p str, &'p Path)>;

impl<'a> Reader<'a> {
    fn learn(&mut self, items: &'a [Arc<Item>], repeat: Option<&'a str>) {
        for item in items {
            self.known.insert(&item.link_id, (item, repeat));
            let below = item
                .stands_more_than_once()
                .then_some(item.link_id.as_str());
            self.learn(&item.items, below.or(repeat));
        }
    }

    fn items(&mut self, items: &[Json], inside: Inside) {
        for entry in items {
            let link_id = entry.get("linkId").and_then(Json::as_str);
            let known = link_id.and_then(|l| self.known.get(l)).copied();
            match known {
                Some((item, repeat)) if repeat == inside.map(|(link_id, _)| link_id) => {
                    self.item(item, entry, inside);
                }
                // Not in this form, or not at this place: what is below it may be.
                _ => self.below(entry, inside),
            }
        }
    }

    fn item(&mut self, item: &'a Item, entry: &Json, inside: Inside) {
        let path = match inside {
            Some((_, instance)) => instance.below(&item.link_id),
            None => Path::of(&item.link_id),
        };
        if !item.stands_more_than_once() {
            let given: Vec<Value> = list(entry, "answer").iter().filter_map(given).collect();
            if !given.is_empty() {
                self.answers.entry(path).or_insert(given);
            }
            return self.below(entry, inside);
        }
        if item.is_question() {
            for answer in list(entry, "answer") {
                let instance = self.next_instance(&path);
                self.answers
                    .insert(instance.clone(), given(answer).into_iter().collect());
                self.items(list(answer, "item"), Some((&item.link_id, &instance)));
            }
        } else {
            let instance = self.next_instance(&path);
            self.items(list(entry, "item"), Some((&item.link_id, &instance)));
        }
    }

    fn below(&mut self, entry: &Json, inside: Inside) {
        for answer in list(entry, "answer") {
            self.items(list(answer, "item"), inside);
        }
        self.items(list(entry, "item"), inside);
    }

    fn next_instance(&mut self, repeat: &Path) -> Path {
        let numbers = self.answers.entry(repeat.clone()).or_default();
        let number = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX);
        numbers.push(Value::Integer(number.into()));
        repeat.instance(number)
    }
}

fn list<'a>(element: &'a Json, name: &str) -> &'a [Json] {
    let all = element.get(name).and_then(Json::as_array);
    all.map(Vec::as_slice).unwrap_or_default()
}

fn given(answer: &Json) -> Option<Value> {
    let mut values = answer.as_object()?.iter();
    values.find_map(|(name, json)| value::of_type(name.strip_prefix("value")?, json))
}
