//! What an expression is once it is read: a tree.
//!
//! Chains (`a.b.c()`) and rows of operators that bind alike (`a + b - c`) are lists, not nests, so
//! that only brackets and arguments make a tree deep; the parser bounds those.

use super::functions::Function;
use super::model::Type;
use super::node::System;
use std::sync::Arc;

/// One node of the tree.
#[derive(Debug)]
pub(super) enum Tree {
    /// `{}`
    Nothing,
    Literal(Literal),
    /// `$this`; also what a path without a beginning begins with.
    This,
    /// `$index`
    Index,
    /// `$total`
    Total,
    /// `%name`
    Variable(Arc<str>),
    /// A beginning and the steps from it.
    Chain(Box<Tree>, Vec<Step>),
    /// `-x` or `+x`
    Signed {
        minus: bool,
        of: Box<Tree>,
    },
    /// Operators of one level of binding, from left to right.
    Row(Box<Tree>, Vec<(Operator, Tree)>),
    /// `x is T`, `x as T`
    Typed {
        of: Box<Tree>,
        cast: bool,
        kind: TypeName,
    },
}

/// A step of a chain.
#[derive(Debug)]
pub(super) enum Step {
    /// `.name`
    Member(Arc<str>),
    /// `.name(…)`
    Call(Call),
    /// `[…]`
    At(Tree),
}

/// A call of a function.
#[derive(Debug)]
pub(super) struct Call {
    pub function: Function,
    pub arguments: Vec<Tree>,
    /// The type in `is(T)`, `as(T)`, `ofType(T)`.
    pub kind: Option<TypeName>,
    /// Which items a `where` can keep, where it says so by link id.
    pub link: Option<LinkFilter>,
}

/// The name of a type, found in the tables.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TypeName {
    /// The type of FHIR, if it may be one.
    pub fhir: Option<Type>,
    /// The name of the type of the System, if it may be one.
    pub system: Option<&'static str>,
}

/// Link ids that a criterion asks for; an item with another one cannot meet it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct LinkFilter {
    pub equal: Vec<Arc<str>>,
    pub prefixes: Vec<Arc<str>>,
    /// Whether the criterion says nothing else, so that every item found meets it.
    pub whole: bool,
}

/// A literal; what it is worth is found once, when the expression is read.
#[derive(Debug)]
pub(super) struct Literal(pub System<'static>);

/// Operators with two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the specification")]
pub(super) enum Operator {
    Times,
    Divided,
    Div,
    Mod,
    Plus,
    Minus,
    Join,
    Union,
    LessOrEqual,
    Less,
    Greater,
    GreaterOrEqual,
    Equal,
    Equivalent,
    NotEqual,
    NotEquivalent,
    In,
    Contains,
    And,
    Or,
    Xor,
    Implies,
}

impl Operator {
    /// How tightly it binds: the greater the tighter.
    pub fn binds(self) -> u8 {
        use Operator::*;
        match self {
            Times | Divided | Div | Mod => 10,
            Plus | Minus | Join => 9,
            Union => 7,
            LessOrEqual | Less | Greater | GreaterOrEqual => 6,
            Equal | Equivalent | NotEqual | NotEquivalent => 5,
            In | Contains => 4,
            And => 3,
            Or | Xor => 2,
            Implies => 1,
        }
    }

    /// The operator that is written so.
    pub fn named(text: &str) -> Option<Operator> {
        use Operator::*;
        Some(match text {
            "*" => Times,
            "/" => Divided,
            "div" => Div,
            "mod" => Mod,
            "+" => Plus,
            "-" => Minus,
            "&" => Join,
            "|" => Union,
            "<=" => LessOrEqual,
            "<" => Less,
            ">" => Greater,
            ">=" => GreaterOrEqual,
            "=" => Equal,
            "~" => Equivalent,
            "!=" => NotEqual,
            "!~" => NotEquivalent,
            "in" => In,
            "contains" => Contains,
            "and" => And,
            "or" => Or,
            "xor" => Xor,
            "implies" => Implies,
            _ => return None,
        })
    }

    /// As it is written.
    pub fn text(self) -> &'static str {
        use Operator::*;
        match self {
            Times => "*",
            Divided => "/",
            Div => "div",
            Mod => "mod",
            Plus => "+",
            Minus => "-",
            Join => "&",
            Union => "|",
            LessOrEqual => "<=",
            Less => "<",
            Greater => ">",
            GreaterOrEqual => ">=",
            Equal => "=",
            Equivalent => "~",
            NotEqual => "!=",
            NotEquivalent => "!~",
            In => "in",
            Contains => "contains",
            And => "and",
            Or => "or",
            Xor => "xor",
            Implies => "implies",
        }
    }
}

/// How tightly `is` and `as` bind.
pub(super) const TYPE_BINDS: u8 = 8;
