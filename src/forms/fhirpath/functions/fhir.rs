//! What FHIR and SDC add: extensions, values of primitives, and what an answer weighs.

use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run, Scope};
use super::super::model::Kind;
use super::super::node::{Element, Item, Read, System, decimal};
use super::super::tree::Call;
use super::{Function, one};
use serde_json::Value;

/// Extensions that say what an option counts: R4's, and the newer one.
const WEIGHTS: [&str; 2] = [
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
];

impl<'a> Run<'_, 'a> {
    pub(super) fn fhir(
        &self,
        items: &[Item<'a>],
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        match call.function {
            Function::Extension => {
                let Some(url) = self.text_argument(call, 0, scope)? else {
                    return Ok(Vec::new());
                };
                self.extensions(items, &url)
            }
            Function::HasValue | Function::GetValue => {
                let value = match items {
                    [Item::Element(element)]
                        if element.kind.kind() == Kind::Complex && element.kind.is_known() =>
                    {
                        None
                    }
                    [item] => match item.read()? {
                        Read::Value(value) => Some(value),
                        _ => None,
                    },
                    _ => None,
                };
                if call.function == Function::HasValue {
                    return Ok(one(Item::truth(value.is_some())));
                }
                Ok(value.map(Item::System).into_iter().collect())
            }
            _ => {
                let mut weights = Vec::new();
                for item in items {
                    self.spend(1)?;
                    weights.extend(self.weight(item)?);
                }
                Ok(weights)
            }
        }
    }

    fn extensions(&self, items: &[Item<'a>], url: &str) -> Result<Items<'a>, Problem> {
        let mut all = Vec::new();
        for item in items {
            if let Item::Element(element) = item {
                Element {
                    loose: true,
                    ..*element
                }
                .member("extension", &mut all)?;
            }
        }
        self.spend_items(all.len())?;
        let named = |item: &Item<'a>| {
            let value = item.element().and_then(|element| element.value);
            value
                .and_then(|value| value.get("url"))
                .and_then(Value::as_str)
                == Some(url)
        };
        let mut found: Items<'a> = all.into_iter().filter(named).collect();
        for item in &mut found {
            if let Item::Element(element) = item {
                element.loose = false;
            }
        }
        Ok(found)
    }

    /// What an answer or its value counts: by its own extension, else by the option of the form that
    /// it is. Where that is told nowhere here, it is not known, and not nought.
    fn weight(&self, item: &Item<'a>) -> Result<Option<Item<'a>>, Problem> {
        let Some(element) = item.element() else {
            return Err(Problem::Unsupported(
                "the weight of what is not in the data".into(),
            ));
        };
        let value = match element.kind.name() {
            Some("QuestionnaireResponse.item.answer") => {
                let mut values = Vec::new();
                element.member("value", &mut values)?;
                match values.pop() {
                    Some(Item::Element(value)) => value,
                    _ => return Ok(None),
                }
            }
            _ => *element,
        };
        let place = if value.kind.kind() == Kind::Complex {
            value.value
        } else {
            value.beside
        };
        let own = weight_in(place).or_else(|| weight_in(element.value));
        if let Some(found) = own {
            return found.map(Some);
        }
        if element.kind.name() == Some("Questionnaire.item.answerOption") {
            let inner = element.value.and_then(|option| option.get("valueCoding"));
            return weight_in(inner).transpose();
        }
        let unknown =
            || Problem::Unsupported("the weight of an answer that no form here tells".into());
        let link = self.link_of(&value).ok_or_else(unknown)?;
        let form = self.environment.questionnaire.ok_or_else(unknown)?;
        let question = self.question(form, link)?.ok_or_else(unknown)?;
        self.weight_of_option(form, question, &value)
    }

    fn weight_of_option(
        &self,
        form: &'a Value,
        question: &'a Value,
        given: &Element<'a>,
    ) -> Result<Option<Item<'a>>, Problem> {
        let unknown =
            || Problem::Unsupported("the weight of an answer that no form here tells".into());
        let coding = |value: &Value| {
            let text = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
            (text("system"), text("code"))
        };
        let given = given.value.ok_or_else(unknown)?;
        let list = |value: Option<&'a Value>| {
            value
                .and_then(Value::as_array)
                .map_or(&[][..], Vec::as_slice)
        };
        for option in list(question.get("answerOption")) {
            self.spend(1)?;
            let Some(held) = option
                .as_object()
                .and_then(|o| o.iter().find(|(k, _)| k.starts_with("value")))
            else {
                continue;
            };
            let same = match (held.1, given) {
                (Value::Object(_), Value::Object(_)) => coding(held.1) == coding(given),
                (held, given) => held == given,
            };
            if same {
                let beside = option.get(format!("_{}", held.0));
                let found = weight_in(Some(held.1))
                    .or_else(|| weight_in(beside))
                    .or_else(|| weight_in(Some(option)));
                return found.transpose();
            }
        }
        let Some(set) = question.get("answerValueSet").and_then(Value::as_str) else {
            return Ok(None);
        };
        let contained = list(form.get("contained"));
        let id = set.strip_prefix('#').ok_or_else(unknown)?;
        let set = contained
            .iter()
            .find(|one| one.get("id").and_then(Value::as_str) == Some(id));
        let includes = set
            .and_then(|set| set.get("compose"))
            .and_then(|compose| compose.get("include"));
        let (system, code) = coding(given);
        for include in list(includes) {
            let here = include.get("system").and_then(Value::as_str) == system.as_deref();
            for concept in list(include.get("concept").filter(|_| here)) {
                self.spend(1)?;
                if concept.get("code").and_then(Value::as_str) == code.as_deref() {
                    return weight_in(Some(concept)).transpose();
                }
            }
        }
        Err(unknown())
    }

    /// The question with this link id.
    fn question(&self, form: &'a Value, link: &str) -> Result<Option<&'a Value>, Problem> {
        let mut left: Vec<&'a Value> = vec![form];
        while let Some(next) = left.pop() {
            self.spend(1)?;
            let items = next.get("item").and_then(Value::as_array);
            for item in items.into_iter().flatten() {
                if item.get("linkId").and_then(Value::as_str) == Some(link) {
                    return Ok(Some(item));
                }
                left.push(item);
            }
        }
        Ok(None)
    }

    /// The link id of the question that a value answers, found by where the value lies.
    fn link_of(&self, wanted: &Element<'a>) -> Option<&'a str> {
        let wanted = wanted.value?;
        let root = self.environment.resource.0.value?;
        let mut left: Vec<&'a Value> = vec![root];
        while let Some(next) = left.pop() {
            self.spend(1).ok()?;
            let items = next.get("item").and_then(Value::as_array);
            for item in items.into_iter().flatten() {
                let answers = item.get("answer").and_then(Value::as_array);
                for answer in answers.into_iter().flatten() {
                    let mut values = answer.as_object().into_iter().flat_map(|map| map.values());
                    if std::ptr::eq(answer, wanted)
                        || values.any(|value| std::ptr::eq(value, wanted))
                    {
                        return item.get("linkId").and_then(Value::as_str);
                    }
                    left.push(answer);
                }
                left.push(item);
            }
        }
        None
    }
}

// The weight that an extension in this object tells, if one does.
fn weight_in<'a>(place: Option<&Value>) -> Option<Result<Item<'a>, Problem>> {
    let extensions = place?.get("extension")?.as_array()?;
    let url = |extension: &&Value| {
        let url = extension.get("url").and_then(Value::as_str);
        url.is_some_and(|url| WEIGHTS.contains(&url))
    };
    let weight = extensions.iter().find(url)?;
    let number = match weight
        .get("valueDecimal")
        .or_else(|| weight.get("valueInteger"))
    {
        Some(Value::Number(number)) => decimal(number),
        _ => None,
    };
    let unknown = || Problem::Unsupported("a weight that is no decimal".into());
    Some(
        number
            .map(|n| Item::System(System::Decimal(n)))
            .ok_or_else(unknown),
    )
}
