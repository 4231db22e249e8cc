//! Whether an item is asked, as the answers in the response stand.
//!
//! A condition looks at the answers near the item: inside the same instance of a repeating group, or
//! below the same answer, where both stand there; else in the whole response.

use super::form::Asked;
use super::response::{Given, Node};
use super::walk::Judge;
use super::{list, text};
use crate::fhir::questionnaire::value::of_type;
use crate::forms::Value as Answer;
use serde_json::Value;
use std::cmp::Ordering;
use std::ops::Range;

const BY_EXPRESSION: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";

/// A condition costs about as much as so many other looks.
const CONDITION: usize = 10;

/// An element of the response that one is inside of.
pub(super) struct Scope<'s> {
    up: Option<&'s Scope<'s>>,
    /// Which item of the form it is.
    pub(super) place: usize,
    /// Where it stands in the response.
    pub(super) at: usize,
    inside: Range<usize>,
    answers: Range<usize>,
}

impl<'s> Scope<'s> {
    /// Inside an item.
    pub(super) fn item(
        up: Option<&'s Scope<'s>>,
        place: usize,
        at: usize,
        node: &Node,
    ) -> Scope<'s> {
        Scope {
            up,
            place,
            at,
            inside: node.inside.clone(),
            answers: 0..node.answers.len(),
        }
    }

    /// Inside one answer of an item.
    pub(super) fn answer(
        up: Option<&'s Scope<'s>>,
        place: usize,
        at: usize,
        number: usize,
        answer: &Given,
    ) -> Scope<'s> {
        Scope {
            up,
            place,
            at,
            inside: answer.inside.clone(),
            answers: number..number + 1,
        }
    }

    /// The innermost element that is this item of the form.
    fn of_place(&self, place: usize) -> Option<&Scope<'s>> {
        let mut all = std::iter::successors(Some(self), |s| s.up);
        all.find(|s| s.place == place)
    }

    /// Where this element and those around it stand in the response, from the inside out.
    pub(super) fn outwards(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        std::iter::successors(Some(self), |s| s.up).map(|s| (s.place, s.at))
    }
}

impl<'a> Judge<'a> {
    /// Whether an item is asked; or why that cannot be known.
    pub(super) fn is_enabled(
        &mut self,
        place: usize,
        scope: Option<&Scope>,
    ) -> Result<bool, String> {
        let form = self.form;
        let asked = &form.items[place];
        let conditions = list(asked.value, "enableWhen");
        let any = text(asked.value, "enableBehavior") == Some("any");
        let mut met = Vec::with_capacity(conditions.len());
        for condition in conditions {
            if !self.step(CONDITION) {
                return Err("the response is too large".to_owned());
            }
            met.push(self.holds(asked, place, condition, scope)?);
        }
        let by_conditions = match any {
            true => met.is_empty() || met.contains(&true),
            false => !met.contains(&false),
        };
        if !by_conditions {
            return Ok(false);
        }
        match super::extensions(asked.value, BY_EXPRESSION).next() {
            None => Ok(true),
            Some(extension) => self.enabled_by(place, extension, scope),
        }
    }

    fn holds(
        &mut self,
        asked: &Asked,
        place: usize,
        condition: &Value,
        scope: Option<&Scope>,
    ) -> Result<bool, String> {
        let odd = || "one of its conditions (enableWhen) cannot be read".to_owned();
        let question = text(condition, "question").ok_or_else(odd)?;
        let target = self
            .form
            .anywhere(question)
            .ok_or_else(|| "a condition looks at an item that is not there".to_owned())?;
        let mut fields = condition.as_object().ok_or_else(odd)?.iter();
        let wanted = fields.find_map(|(name, value)| of_type(name.strip_prefix("answer")?, value));
        let wanted = wanted.ok_or_else(odd)?;
        let answers = self.seen_from(asked, place, target, scope);
        let some = |test: fn(Ordering) -> bool| {
            Ok(answers.iter().any(|a| a.order(&wanted).is_some_and(test)))
        };
        let equal = |answer: &Answer| answer.same_as(&wanted);
        match text(condition, "operator") {
            Some("exists") => Ok(wanted == Answer::Boolean(!answers.is_empty())),
            Some("=") => Ok(answers.iter().any(equal)),
            Some("!=") => Ok(!answers.is_empty() && !answers.iter().any(equal)),
            Some(">") => some(Ordering::is_gt),
            Some("<") => some(Ordering::is_lt),
            Some(">=") => some(Ordering::is_ge),
            Some("<=") => some(Ordering::is_le),
            _ => Err(odd()),
        }
    }

    // The answers to an item that another one sees.
    fn seen_from(
        &mut self,
        asked: &Asked,
        place: usize,
        target: usize,
        scope: Option<&Scope>,
    ) -> Vec<Answer> {
        let (form, response) = (self.form, self.response);
        let above_target: Vec<usize> = form.upwards(target).collect();
        let shared = form
            .upwards(place)
            .skip(1)
            .find(|p| above_target.contains(p));
        let near = shared
            .and_then(|p| scope?.of_place(p))
            .filter(|_| asked.parent.is_some());
        if let Some(near) = near.filter(|near| near.place == target) {
            let answers = &response.nodes[near.at].answers[near.answers.clone()];
            return answers.iter().filter_map(value).collect();
        }
        let range = near.map_or_else(|| response.whole(), |near| near.inside.clone());
        let found = response.inside(form.items[target].link_id, &range);
        let mut answers = Vec::new();
        for at in found {
            let given = &response.nodes[*at].answers;
            if !self.step(given.len() + 1) {
                break;
            }
            answers.extend(given.iter().filter_map(value));
        }
        answers
    }
}

fn value(given: &Given) -> Option<Answer> {
    let mut fields = given.value.as_object()?.iter();
    fields.find_map(|(name, value)| of_type(name.strip_prefix("value")?, value))
}
