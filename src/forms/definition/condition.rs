//! Conditions on the answers to other items (`enableWhen`).

use super::Value;

/// A condition on the answer to another item (`enableWhen`).
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The item it looks at, by link id.
    pub question: String,
    /// How it compares.
    pub operator: Operator,
    /// What it compares with; for [`Operator::Exists`] a boolean.
    pub answer: Value,
}

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Whether there is an answer at all.
    Exists,
    /// One of the answers is equal.
    Equal,
    /// None of the answers is equal, and there is one.
    NotEqual,
    /// Greater.
    Greater,
    /// Less.
    Less,
    /// Greater or equal.
    GreaterOrEqual,
    /// Less or equal.
    LessOrEqual,
}

/// How several conditions work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Behaviour {
    /// Every one must hold.
    #[default]
    All,
    /// One is enough.
    Any,
}
