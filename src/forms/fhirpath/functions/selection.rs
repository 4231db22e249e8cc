//! Which items, what of them, and of what type.

use super::super::environment::EvaluationProblem as Problem;
use super::super::evaluate::{Items, Run, Scope};
use super::super::links;
use super::super::model::Kind;
use super::super::node::{Element, Item, System};
use super::super::operators::{loosen, one_value};
use super::super::tree::{Call, Tree};
use super::Function;
use serde_json::Value;
use std::cmp::Ordering;

impl<'a> Run<'_, 'a> {
    pub(super) fn selection(
        &self,
        items: Items<'a>,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        match (call.function, call.arguments.first()) {
            (Function::Where, Some(criterion)) => self.filtered(items, criterion, scope),
            (Function::Select, Some(projection)) => self.selected(&items, projection, scope),
            (Function::Repeat, Some(projection)) => self.repeated(items, projection, scope),
            (Function::Aggregate, Some(step)) => self.aggregated(&items, step, call, scope),
            (Function::Sort, _) => self.sorted(items, &call.arguments, scope),
            (Function::Iif, Some(criterion)) => self.either(&items, criterion, call, scope),
            (Function::Trace, _) => self.traced(items, call, scope),
            (Function::Children, _) => self.children(&items),
            (Function::Descendants, _) => self.descendants(&items),
            (Function::Type, _) => items.iter().map(type_of).collect(),
            (function, _) => match &call.kind {
                Some(kind) => self.typed(items, function, kind),
                None => Err(Problem::Unsupported(function.name().into())),
            },
        }
    }

    /// The items that meet a criterion.
    pub(super) fn filtered(
        &self,
        items: Items<'a>,
        criterion: &Tree,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let mut found = Vec::new();
        let simple = links::text_equal(criterion);
        for (place, item) in items.into_iter().enumerate() {
            if let Some(met) =
                simple.and_then(|(name, text)| plain_text(&item, name).map(|found| found == text))
            {
                self.spend(2)?;
                if met {
                    found.push(item);
                }
                continue;
            }
            let met = self.each(&item, place, criterion, scope)?;
            if self.criterion(&met)? == Some(true) {
                found.push(item);
            }
        }
        Ok(found)
    }

    fn selected(
        &self,
        items: &[Item<'a>],
        projection: &Tree,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let mut found = Vec::new();
        for (place, item) in items.iter().enumerate() {
            found.extend(self.each(item, place, projection, scope)?);
            self.spend_items(found.len())?;
        }
        Ok(found)
    }

    fn repeated(
        &self,
        items: Items<'a>,
        projection: &Tree,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let mut found: Items<'a> = Vec::new();
        for (place, item) in items.iter().enumerate() {
            self.add_new(&mut found, self.each(item, place, projection, scope)?)?;
        }
        let mut next = 0;
        while let Some(item) = found.get(next).cloned() {
            self.add_new(&mut found, self.each(&item, next, projection, scope)?)?;
            next += 1;
        }
        Ok(found)
    }

    fn add_new(&self, found: &mut Items<'a>, more: Items<'a>) -> Result<(), Problem> {
        for item in more {
            if !self.holds(found, &item)? {
                found.push(item);
            }
        }
        self.spend_items(found.len())
    }

    fn aggregated(
        &self,
        items: &[Item<'a>],
        step: &Tree,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let mut total = self.collection(call, 1, scope)?;
        for (place, item) in items.iter().enumerate() {
            total = self.tree(
                step,
                &Scope {
                    this: std::slice::from_ref(item),
                    index: i32::try_from(place).ok(),
                    total: Some(&total),
                },
            )?;
        }
        Ok(total)
    }

    fn either(
        &self,
        items: &[Item<'a>],
        criterion: &Tree,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        // `x.iif(…)` evaluates for its one item.
        let inner = match items {
            [] => Scope {
                this: &[],
                ..*scope
            },
            [_] => Scope {
                this: items,
                ..*scope
            },
            _ => return Err(Problem::Wrong("iif on more than one item".into())),
        };
        let met = self.tree(criterion, &inner)?;
        let truth = match one_value(&met, "iif")? {
            None => None,
            Some(System::Boolean(truth)) => Some(truth),
            Some(_) => {
                return Err(Problem::Wrong(
                    "iif with a criterion that is no truth value".into(),
                ));
            }
        };
        let branch = if truth == Some(true) { 1 } else { 2 };
        let mut found = self.collection(call, branch, &inner)?;
        loosen(&mut found);
        Ok(found)
    }

    // Nothing is logged: what passes here may be what somebody said.
    fn traced(
        &self,
        items: Items<'a>,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        match self.argument(call, 0, scope)? {
            Some(System::String(_)) => {}
            _ => return Err(Problem::Wrong("trace without a name".into())),
        }
        if let Some(projection) = call.arguments.get(1) {
            self.selected(&items, projection, scope)?;
        }
        Ok(items)
    }

    fn children(&self, items: &[Item<'a>]) -> Result<Items<'a>, Problem> {
        let mut found = Vec::new();
        for item in items {
            if let Item::Element(element) = item {
                element.children(&mut found);
                self.spend_items(found.len())?;
            }
        }
        Ok(found)
    }

    fn descendants(&self, items: &[Item<'a>]) -> Result<Items<'a>, Problem> {
        let mut level = self.children(items)?;
        let mut found = Vec::new();
        while !level.is_empty() {
            found.extend_from_slice(&level);
            self.spend_items(found.len())?;
            level = self.children(&level)?;
        }
        Ok(found)
    }

    fn sorted(
        &self,
        items: Items<'a>,
        keys: &[Tree],
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let this = [Tree::This];
        let keys = if keys.is_empty() { &this[..] } else { keys };
        let mut rows = Vec::with_capacity(items.len());
        for (place, item) in items.into_iter().enumerate() {
            let mut row = Vec::with_capacity(keys.len());
            for key in keys {
                // A minus before a key turns the order round; it is no subtraction from a text.
                let (down, key) = match key {
                    Tree::Signed { minus: true, of } => (true, &**of),
                    other => (false, other),
                };
                row.push((
                    down,
                    one_value(&self.each(&item, place, key, scope)?, "sort")?,
                ));
            }
            rows.push((row, item));
        }
        self.spend(rows.len().saturating_mul(20))?;
        let mut problem = None;
        rows.sort_by(|(one, _), (other, _)| {
            let mut pairs = one.iter().zip(other);
            let order = pairs.find_map(|((down, one), (_, other))| {
                let order = self.key_order(*down, one.as_ref(), other.as_ref());
                match order.map(|order| if *down { order.reverse() } else { order }) {
                    Ok(Ordering::Equal) => None,
                    Ok(order) => Some(order),
                    Err(found) => {
                        problem = Some(found);
                        None
                    }
                }
            });
            order.unwrap_or(Ordering::Equal)
        });
        match problem {
            Some(problem) => Err(problem),
            None => Ok(rows.into_iter().map(|(_, item)| item).collect()),
        }
    }

    fn key_order(
        &self,
        down: bool,
        one: Option<&System>,
        other: Option<&System>,
    ) -> Result<Ordering, Problem> {
        match (one, other) {
            (Some(one), Some(other)) => self
                .order(one, other)?
                .ok_or_else(|| Problem::Unsupported("sorting what cannot be put in order".into())),
            (None, None) => Ok(Ordering::Equal),
            // The suite puts what is empty first when sorting down; sorting up is not settled.
            (None, Some(_)) if down => Ok(Ordering::Greater),
            (Some(_), None) if down => Ok(Ordering::Less),
            _ => Err(Problem::Unsupported(
                "sorting by a key that is empty".into(),
            )),
        }
    }
}

// The text of a member of an element, where it is a text by its type and there is one.
fn plain_text<'a>(item: &Item<'a>, name: &str) -> Option<&'a str> {
    let Item::Element(Element {
        value: Some(Value::Object(map)),
        kind,
        ..
    }) = item
    else {
        return None;
    };
    let declared = kind.member(name)?.only()?;
    (declared.kind() == Kind::String).then(|| map.get(name)?.as_str())?
}

fn type_of<'a>(item: &Item<'a>) -> Result<Item<'a>, Problem> {
    let unknown = || Problem::Unsupported("type() of what has no name of its own".into());
    match item {
        Item::System(System::Type(..)) => Err(unknown()),
        Item::System(value) => Ok(Item::System(System::Type("System", value.type_name()))),
        Item::Element(Element { kind, .. }) => {
            // An element of a resource that is no type of its own has a name that is not settled.
            let name = kind.name().filter(|name| !name.contains('.'));
            Ok(Item::System(System::Type(
                "FHIR",
                name.ok_or_else(unknown)?,
            )))
        }
    }
}
