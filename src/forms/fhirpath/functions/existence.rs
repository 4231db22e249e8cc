//! Is there any, are they all, how many.

use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run, Scope};
use super::super::node::{Item, Read, System};
use super::super::tree::Call;
use super::{Function, one};

impl<'a> Run<'_, 'a> {
    pub(super) fn existence(
        &self,
        items: Items<'a>,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let truth = match call.function {
            Function::Empty => items.is_empty(),
            Function::Exists => match call.arguments.first() {
                None => !items.is_empty(),
                Some(criterion) => !self.filtered(items, criterion, scope)?.is_empty(),
            },
            Function::All => {
                let count = items.len();
                let criterion = call.arguments.first();
                let met =
                    criterion.map_or(Ok(items.clone()), |c| self.filtered(items, c, scope))?;
                met.len() == count
            }
            Function::AllTrue => truths(&items)?.into_iter().all(|truth| truth),
            Function::AllFalse => truths(&items)?.into_iter().all(|truth| !truth),
            Function::AnyTrue => truths(&items)?.into_iter().any(|truth| truth),
            Function::AnyFalse => truths(&items)?.into_iter().any(|truth| !truth),
            Function::SubsetOf => self.covers(&self.collection(call, 0, scope)?, &items)?,
            Function::SupersetOf => self.covers(&items, &self.collection(call, 0, scope)?)?,
            Function::Not => {
                let known = self.truth(&items, "not")?;
                return Ok(known.map(|truth| Item::truth(!truth)).into_iter().collect());
            }
            Function::IsDistinct => {
                let count = items.len();
                self.distinct(items)?.len() == count
            }
            Function::Distinct => return self.distinct(items),
            _ => {
                let count = i32::try_from(items.len()).map_err(|_| Problem::OutOfSteps)?;
                return Ok(one(Item::System(System::Integer(count))));
            }
        };
        Ok(one(Item::truth(truth)))
    }

    fn covers(&self, all: &[Item<'a>], some: &[Item<'a>]) -> Result<bool, Problem> {
        for item in some {
            if !self.holds(all, item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn truths(items: &[Item]) -> Result<Vec<bool>, Problem> {
    let truth = |item: &Item| match item.read()? {
        Read::Value(System::Boolean(truth)) => Ok(truth),
        _ => Err(Problem::Wrong(
            "a collection of truth values with another value in it".into(),
        )),
    };
    items.iter().map(truth).collect()
}
