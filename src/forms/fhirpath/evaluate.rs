//! From a tree to what it finds.
//!
//! One function a kind of node. Each step is counted, and what grows (collections, texts) is counted
//! by its size, so that a hostile expression ends. The recursion is as deep as the tree, which the
//! parser bounds.

use super::environment::{Environment, EvaluationProblem as Problem};
use super::functions::Function;
use super::model::{Kind, Type};
use super::node::{Element, Item, Read, System};
use super::operators::one_value;
use super::tree::{Operator, Step, Tree, TypeName};
use rust_decimal::Decimal;
use std::cell::Cell;

/// A collection.
pub(super) type Items<'a> = Vec<Item<'a>>;

/// One evaluation.
pub(super) struct Run<'r, 'a> {
    pub environment: &'r Environment<'a>,
    left: Cell<u64>,
}

/// What `$this`, `$index` and `$total` are.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s, 'a> {
    pub this: &'s [Item<'a>],
    pub index: Option<i32>,
    pub total: Option<&'s [Item<'a>]>,
}

impl<'r, 'a> Run<'r, 'a> {
    /// The longest text that may be made, in bytes.
    pub const LONGEST_TEXT: usize = 1_000_000;
    /// The largest collection that may be made.
    const MOST_ITEMS: usize = 200_000;

    pub fn new(environment: &'r Environment<'a>) -> Run<'r, 'a> {
        Run {
            environment,
            left: Cell::new(environment.steps),
        }
    }

    /// Counts steps.
    pub fn spend(&self, steps: usize) -> Result<(), Problem> {
        let left = self.left.get().checked_sub(steps as u64 + 1);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(Problem::OutOfSteps)
    }

    /// The steps taken so far.
    pub fn spent(&self) -> u64 {
        self.environment.steps.saturating_sub(self.left.get())
    }

    /// Counts the making of a text.
    pub fn spend_text(&self, bytes: usize) -> Result<(), Problem> {
        if bytes > Run::LONGEST_TEXT {
            return Err(Problem::OutOfSteps);
        }
        self.spend(bytes / 16)
    }

    /// Counts the making of a collection.
    pub fn spend_items(&self, count: usize) -> Result<(), Problem> {
        if count > Run::MOST_ITEMS {
            return Err(Problem::OutOfSteps);
        }
        self.spend(count / 8)
    }

    /// What a tree gives.
    pub fn tree(&self, tree: &Tree, scope: &Scope<'_, 'a>) -> Result<Items<'a>, Problem> {
        self.spend(1)?;
        match tree {
            Tree::Nothing => Ok(Vec::new()),
            Tree::Literal(literal) => Ok(vec![Item::System(literal.0.clone())]),
            Tree::This => Ok(scope.this.to_vec()),
            Tree::Index => Ok(scope
                .index
                .map(|n| Item::System(System::Integer(n)))
                .into_iter()
                .collect()),
            Tree::Total => Ok(scope.total.unwrap_or_default().to_vec()),
            Tree::Variable(name) => self.variable(name),
            Tree::Chain(start, steps) => self.chain(start, steps, scope),
            Tree::Signed { minus, of } => self.signed(*minus, of, scope),
            Tree::Row(first, rest) => self.row(first, rest, scope),
            Tree::Typed { of, cast, kind } => {
                let items = self.tree(of, scope)?;
                self.typed(items, if *cast { Function::As } else { Function::Is }, kind)
            }
        }
    }

    /// What a tree gives for one item.
    pub fn each(
        &self,
        item: &Item<'a>,
        place: usize,
        tree: &Tree,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let inner = Scope {
            this: std::slice::from_ref(item),
            index: i32::try_from(place).ok(),
            total: scope.total,
        };
        self.tree(tree, &inner)
    }

    fn variable(&self, name: &str) -> Result<Items<'a>, Problem> {
        let environment = self.environment;
        if let Some(found) = environment.variables.and_then(|all| all.get(name)) {
            self.spend_items(found.len())?;
            return Ok(found.iter().map(|found| found.0.clone()).collect());
        }
        let text = |text: &str| Ok(vec![Item::text(text.to_owned())]);
        match name {
            "context" => Ok(vec![Item::Element(environment.context.0)]),
            "resource" | "rootResource" => Ok(vec![Item::Element(environment.resource.0)]),
            "questionnaire" if environment.questionnaire.is_some() => {
                let form = environment.questionnaire.map(Element::resource);
                Ok(form.map(Item::Element).into_iter().collect())
            }
            "ucum" => text("http://unitsofmeasure.org"),
            "sct" => text("http://snomed.info/sct"),
            "loinc" => text("http://loinc.org"),
            _ => match (name.strip_prefix("vs-"), name.strip_prefix("ext-")) {
                (Some(set), _) => text(&format!("http://hl7.org/fhir/ValueSet/{set}")),
                (_, Some(extension)) => text(&format!(
                    "http://hl7.org/fhir/StructureDefinition/{extension}"
                )),
                _ => Err(Problem::Wrong(format!("there is no variable %{name}"))),
            },
        }
    }

    fn chain(
        &self,
        start: &Tree,
        steps: &[Step],
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let mut items = self.tree(start, scope)?;
        let mut at = 0;
        let implicit = matches!(start, Tree::This);
        while let Some(step) = steps.get(at) {
            if let Some((found, used)) = self.shortcut(&items, &steps[at..], scope)? {
                items = found;
                at += used;
                continue;
            }
            items = match step {
                // A path may begin with the name of the type that it begins at.
                Step::Member(name) if at == 0 && implicit && is_type(&items, name) => items,
                Step::Member(name) => self.member(&items, name)?,
                Step::Call(call) => self.call(items, call, scope)?,
                Step::At(index) => self.at(items, index, scope)?,
            };
            at += 1;
        }
        Ok(items)
    }

    fn member(&self, items: &[Item<'a>], name: &str) -> Result<Items<'a>, Problem> {
        let mut found = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Item::Element(element) => element.member(name, &mut found)?,
                Item::System(value) => found.extend(member_of_value(value, name)?),
            }
        }
        self.spend(items.len() + found.len())?;
        if found.len() > Run::MOST_ITEMS {
            return Err(Problem::OutOfSteps);
        }
        Ok(found)
    }

    fn at(
        &self,
        items: Items<'a>,
        index: &Tree,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        match one_value(&self.tree(index, scope)?, "[ ]")? {
            None => Ok(Vec::new()),
            Some(System::Integer(place)) => {
                let place = usize::try_from(place).ok();
                Ok(place
                    .and_then(|place| items.into_iter().nth(place))
                    .into_iter()
                    .collect())
            }
            Some(_) => Err(Problem::Wrong("an index that is no whole number".into())),
        }
    }

    fn signed(&self, minus: bool, of: &Tree, scope: &Scope<'_, 'a>) -> Result<Items<'a>, Problem> {
        let Some(value) = one_value(&self.tree(of, scope)?, "a sign")? else {
            return Ok(Vec::new());
        };
        let sign = |number: Decimal| if minus { -number } else { number };
        let found = match value {
            System::Integer(number) if minus => number.checked_neg().map(System::Integer),
            System::Integer(number) => Some(System::Integer(number)),
            System::Decimal(number) => Some(System::Decimal(sign(number))),
            System::Quantity(mut quantity) => {
                quantity.value = sign(quantity.value);
                Some(System::Quantity(quantity))
            }
            other => return Err(super::operators::mismatch("a sign", &other)),
        };
        Ok(found.map(Item::System).into_iter().collect())
    }

    fn row(
        &self,
        first: &Tree,
        rest: &[(Operator, Tree)],
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        let mut left = self.tree(first, scope)?;
        for (operator, right) in rest {
            self.spend(1)?;
            left = match operator {
                Operator::And | Operator::Or | Operator::Xor | Operator::Implies => {
                    let known = self.logic(*operator, &left, right, scope)?;
                    known.map(Item::truth).into_iter().collect()
                }
                _ => {
                    let right = self.tree(right, scope)?;
                    self.operate(*operator, left, right)?
                }
            };
        }
        Ok(left)
    }

    // The right side is left alone where the left one decides.
    fn logic(
        &self,
        operator: Operator,
        left: &[Item<'a>],
        right: &Tree,
        scope: &Scope<'_, 'a>,
    ) -> Result<Option<bool>, Problem> {
        let left = self.truth(left, operator.text())?;
        match (operator, left) {
            (Operator::And, Some(false)) => return Ok(Some(false)),
            (Operator::Or, Some(true)) | (Operator::Implies, Some(false)) => return Ok(Some(true)),
            _ => {}
        }
        let right = self.truth(&self.tree(right, scope)?, operator.text())?;
        Ok(match (operator, left, right) {
            (Operator::And, _, Some(false)) => Some(false),
            (Operator::And, Some(true), right) => right,
            (Operator::Or | Operator::Implies, _, Some(true)) => Some(true),
            (Operator::Or, Some(false), right) => right,
            (Operator::Xor, Some(left), Some(right)) => Some(left != right),
            (Operator::Implies, Some(true), right) => right,
            _ => None,
        })
    }

    /// A collection as a truth value: one item that is none counts as true.
    pub fn truth(&self, items: &[Item<'a>], what: &str) -> Result<Option<bool>, Problem> {
        match items {
            [] => Ok(None),
            [one] => match one.read()? {
                Read::Value(System::Boolean(truth)) => Ok(Some(truth)),
                Read::Nothing => Err(Problem::Unsupported(format!(
                    "{what} with what has no value"
                ))),
                _ => Ok(Some(true)),
            },
            _ => Err(Problem::Wrong(format!("{what} with more than one item"))),
        }
    }

    /// A criterion must be a truth value or empty.
    pub fn criterion(&self, items: &[Item<'a>]) -> Result<Option<bool>, Problem> {
        match items {
            [] => Ok(None),
            [one] => match one.read()? {
                Read::Value(System::Boolean(truth)) => Ok(Some(truth)),
                _ => Err(Problem::Unsupported(
                    "a criterion that is no truth value".into(),
                )),
            },
            _ => Err(Problem::Wrong("a criterion of more than one item".into())),
        }
    }

    /// `is`, `as` and `ofType`.
    pub fn typed(
        &self,
        items: Items<'a>,
        function: Function,
        kind: &TypeName,
    ) -> Result<Items<'a>, Problem> {
        if function != Function::OfType && items.len() > 1 {
            return Err(Problem::Wrong(format!(
                "{} of more than one item",
                function.name()
            )));
        }
        let exact = function != Function::Is;
        let mut found = Vec::new();
        for mut item in items {
            let fits = fits(&item, kind, exact)?;
            if function == Function::Is {
                found.push(Item::truth(fits));
            } else if fits {
                if let Item::Element(element) = &mut item {
                    element.loose = false;
                }
                found.push(item);
            }
        }
        Ok(found)
    }
}

fn is_type(items: &[Item], name: &str) -> bool {
    let upper = name.starts_with(|c: char| c.is_ascii_uppercase());
    let Some(kind) = Type::named(name).filter(|_| upper) else {
        return false;
    };
    match items {
        [Item::Element(element)] => element.kind.is_a(kind),
        _ => false,
    }
}

fn fits(item: &Item, kind: &TypeName, exact: bool) -> Result<bool, Problem> {
    match item {
        Item::System(value) => Ok(kind.system == Some(value.type_name())),
        Item::Element(element) => {
            let Some(wanted) = kind.fhir else {
                return Ok(false);
            };
            if !element.kind.is_known() {
                return Err(Problem::Unsupported("the type of what is not known".into()));
            }
            // The suite: a code is a string, and yet `as(string)` does not give it; the words of the
            // specification say otherwise. What neither settles is left open.
            let primitive = element.kind.kind() != Kind::Complex;
            let fits = element.kind.is_a(wanted);
            if exact && primitive && fits && element.kind != wanted {
                return match (element.kind.name(), wanted.name()) {
                    (Some("code"), Some("string")) => Ok(false),
                    (_, Some("Element")) => Ok(true),
                    _ => Err(Problem::Unsupported(
                        "as and ofType with the type that a type is made from".into(),
                    )),
                };
            }
            Ok(fits)
        }
    }
}

fn member_of_value<'a>(value: &System<'a>, name: &str) -> Result<Option<Item<'a>>, Problem> {
    match (value, name) {
        (System::Type(space, _), "namespace") => Ok(Some(Item::text((*space).to_owned()))),
        (System::Type(_, own), "name") => Ok(Some(Item::text((*own).to_owned()))),
        (System::Quantity(quantity), "value") => {
            Ok(Some(Item::System(System::Decimal(quantity.value))))
        }
        (System::Quantity(quantity), "unit") => {
            Ok(Some(Item::System(System::String(quantity.unit.clone()))))
        }
        (System::Quantity(_) | System::Type(..), _) => Err(Problem::Unsupported(format!(
            "{name} of a value of the System"
        ))),
        _ => Err(Problem::Wrong(format!(
            "{} has no element {name}",
            value.type_name()
        ))),
    }
}
