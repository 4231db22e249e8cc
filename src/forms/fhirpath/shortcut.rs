//! Items found by the index of the response instead of by walking.

use super::environment::EvaluationProblem as Problem;
use super::evaluate::{Items, Run, Scope};
use super::functions::Function;
use super::index::Walk;
use super::node::{Element, Item};
use super::tree::{Call, Step, Tree};
use serde_json::Value;

impl<'a> Run<'_, 'a> {
    /// Items found by the index, and how many steps that saves.
    pub fn shortcut(
        &self,
        items: &[Item<'a>],
        steps: &[Step],
        scope: &Scope<'_, 'a>,
    ) -> Result<Option<(Items<'a>, usize)>, Problem> {
        let (Some(index), [Item::Element(element)]) = (self.environment.index, items) else {
            return Ok(None);
        };
        let Some(value) = element.value else {
            return Ok(None);
        };
        let (walk, filter, used) = match steps {
            [first, Step::Call(call), ..] if walk_of(first).is_some() && call.link.is_some() => {
                (walk_of(first), call, 2)
            }
            [first, second, Step::Call(call), ..]
                if call.link.is_some()
                    && walk_of(first) == Some(Walk::Top)
                    && walk_of(second) == Some(Walk::Descendants) =>
            {
                (Some(Walk::Below), call, 3)
            }
            _ => return Ok(None),
        };
        let (Some(walk), Some(link)) = (walk, &filter.link) else {
            return Ok(None);
        };
        let found = if index.is_of(value) {
            index.find(walk, link)
        } else if walk == Walk::Top && is_item_or_answer(element, value) {
            index.find_in(value, link)
        } else {
            None
        };
        let Some(mut found) = found else {
            return Ok(None);
        };
        self.spend(found.len())?;
        if walk == Walk::Repeat {
            found = self.distinct(found)?;
        }
        if !link.whole {
            found = self.kept(found, filter, scope)?;
        }
        Ok(Some((found, used)))
    }

    fn kept(
        &self,
        items: Items<'a>,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        match call.function {
            Function::Where => self.call(items, call, scope),
            _ => Ok(items),
        }
    }
}

fn walk_of(step: &Step) -> Option<Walk> {
    match step {
        Step::Member(name) if &**name == "item" => Some(Walk::Top),
        Step::Call(call) if call.function == Function::Descendants => Some(Walk::Descendants),
        Step::Call(call) if call.function == Function::Repeat => {
            let only_item = match call.arguments.first() {
                Some(Tree::Chain(start, steps)) => {
                    matches!(**start, Tree::This)
                        && matches!(&steps[..], [Step::Member(name)] if &**name == "item")
                }
                _ => false,
            };
            only_item.then_some(Walk::Repeat)
        }
        _ => None,
    }
}

// Only where there are many is looking up faster than looking through.
fn is_item_or_answer(element: &Element, value: &Value) -> bool {
    let name = element.kind.name();
    let fits = matches!(
        name,
        Some("QuestionnaireResponse.item" | "QuestionnaireResponse.item.answer")
    );
    let many = |items: &Value| items.as_array().is_some_and(|all| all.len() > 16);
    fits && value.get("item").is_some_and(many)
}
