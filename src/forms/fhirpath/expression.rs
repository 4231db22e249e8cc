//! An expression that was read, and what was wrong with one that was not.

use super::environment::{Environment, EvaluationProblem, Found};
use super::evaluate::{Run, Scope};
use super::node::Item;
use super::parser;
use super::reads::Reads;
use super::tree::Tree;
use std::fmt;
use std::sync::Arc;
use thiserror::Error;

/// Why a text is no expression that can be evaluated here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseProblem {
    /// It is not FHIRPath.
    #[error("at {at}: {what}")]
    Syntax {
        /// Where, in bytes from the beginning.
        at: usize,
        /// What is wrong there.
        what: String,
    },
    /// It may be FHIRPath, and this engine does not know it.
    #[error("not supported: {0}")]
    Unsupported(String),
}

/// An expression, read once and evaluated often. Cheap to clone.
#[derive(Clone)]
pub struct Expression(Arc<Inner>);

struct Inner {
    text: String,
    tree: Tree,
    reads: Reads,
}

impl Expression {
    /// Reads an expression.
    pub fn parse(text: &str) -> Result<Expression, ParseProblem> {
        let tree = parser::parse(text)?;
        Ok(Expression(Arc::new(Inner {
            text: text.to_owned(),
            reads: Reads::of(&tree),
            tree,
        })))
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// What its result can depend on.
    pub fn reads(&self) -> &Reads {
        &self.0.reads
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("Expression").field(&self.0.text).finish()
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for Expression {}

/// Evaluates an expression, and tells how many steps that took.
pub fn evaluate_counting<'a>(
    expression: &Expression,
    environment: &Environment<'a>,
) -> (Result<Vec<Found<'a>>, EvaluationProblem>, u64) {
    let context = [Item::Element(environment.context.0)];
    let scope = Scope {
        this: &context,
        index: None,
        total: None,
    };
    let run = Run::new(environment);
    let items = run.tree(&expression.0.tree, &scope);
    let found = items.map(|items| items.into_iter().map(Found).collect());
    (found, run.spent())
}

/// Evaluates an expression. The result is in the order that the expression gives.
pub fn evaluate<'a>(
    expression: &Expression,
    environment: &Environment<'a>,
) -> Result<Vec<Found<'a>>, EvaluationProblem> {
    evaluate_counting(expression, environment).0
}
