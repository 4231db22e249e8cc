//! What a form works out by itself: expressions, and where they stand.

use crate::forms::fhirpath::Expression;

/// An expression of the form.
#[derive(Debug, Clone)]
pub struct Formula {
    /// The parsed expression.
    pub expression: Expression,
}

// Two formulas are the same when they are written the same.
impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.expression.text() == other.expression.text()
    }
}

/// A name for what an expression gives (`variable`). Seen by the item it stands on and those below.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// The name, without the `%`.
    pub name: String,
    /// What it stands for.
    pub formula: Formula,
}

/// Something that must hold (`targetConstraint`, or the older `questionnaire-constraint`).
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// Its name within the form.
    pub key: String,
    /// What is wrong when it does not hold, in the form's words.
    pub words: String,
    /// Whether the form can be sent all the same.
    pub severity: Severity,
    /// True when all is well.
    pub formula: Formula,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The form cannot be sent like this.
    Error,
    /// It is said, and the form can be sent.
    Warning,
}
