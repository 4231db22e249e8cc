//! Parts of a collection, and two collections put together.

use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run, Scope};
use super::super::node::System;
use super::super::operators::{loosen, mismatch};
use super::super::tree::Call;
use super::Function;

impl<'a> Run<'_, 'a> {
    pub(super) fn subset(
        &self,
        mut items: Items<'a>,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        match call.function {
            Function::Single if items.len() > 1 => {
                Err(Problem::Wrong("single() of more than one item".into()))
            }
            Function::Single => Ok(items),
            Function::First => {
                items.truncate(1);
                Ok(items)
            }
            Function::Last => Ok(items.pop().into_iter().collect()),
            Function::Tail => Ok(items.into_iter().skip(1).collect()),
            Function::Skip | Function::Take => {
                let count = match self.argument(call, 0, scope)? {
                    Some(System::Integer(count)) => usize::try_from(count).unwrap_or(0),
                    None => return Ok(Vec::new()),
                    Some(other) => return Err(mismatch(call.function.name(), &other)),
                };
                if call.function == Function::Take {
                    items.truncate(count);
                    return Ok(items);
                }
                Ok(items.into_iter().skip(count).collect())
            }
            Function::Union => {
                let other = self.collection(call, 0, scope)?;
                self.union(items, other)
            }
            Function::Combine => {
                items.extend(self.collection(call, 0, scope)?);
                self.spend_items(items.len())?;
                loosen(&mut items);
                Ok(items)
            }
            function => {
                let other = self.collection(call, 0, scope)?;
                let wanted = function == Function::Intersect;
                let mut found = Vec::new();
                for item in items {
                    if self.holds(&other, &item)? == wanted {
                        found.push(item);
                    }
                }
                if wanted {
                    self.distinct(found)
                } else {
                    Ok(found)
                }
            }
        }
    }
}
