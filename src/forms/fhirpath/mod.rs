//! FHIRPath, as forms use it: right, or declared unsupported, and never wrong.
//!
//! A form carries expressions: what an item adds up to, whether it is asked, what it begins with,
//! what must hold of an answer. A wrong result there is a wrong score or a question that nobody was
//! asked. So this engine has one law. Where the specification, the official suite and the types of
//! FHIR settle what an expression means, it means that here. Where they do not, or where this engine
//! cannot do it exactly, the result is a problem that says so ([`EvaluationProblem::Unsupported`]),
//! and whoever asked must act on that: refuse the form, or leave the value to the person. There is no
//! third way, and no result that is nearly right.
//!
//! # How an expression lives
//!
//! **Text.** `lexer` cuts a text into tokens and `parser` makes them a `tree`, by the precedences of
//! the specification. Chains and rows of operators become lists, so that only brackets and arguments
//! make a tree deep; depth and length are bounded here, and nothing later needs to ask again. A
//! function that is not in `functions` is found here, before a form is shown ([`ParseProblem`]). An
//! [`Expression`] keeps its text, its tree and what it [`Reads`]; it is cheap to clone and made to be
//! kept.
//!
//! **Data.** `node` has the items of a collection: elements of FHIR, which are borrowed JSON with a
//! declared type, and values of the System (whole numbers, exact decimals, texts, days, moments,
//! times, quantities). `model` knows every type of R4 from one table, because types decide: whether a
//! text is a day, which member of the JSON `value` is, what `is`, `as` and `ofType` say. A resource
//! of a type that the table lacks can be walked, but whatever would hang on its types is unsupported.
//! A path that the declared type does not have is an error, as in the strict mode of the suite; the
//! exceptions are what was reached by way of a choice, of a contained resource, of `children()` or of
//! a union, where the type was not known before. Forms as they are written also say
//! `answer.valueCoding` for `answer.value`; that JSON name is taken in answers, options, initial
//! values, conditions and extensions, and nowhere else: the suite wants
//! `Observation.valueQuantity` to be an error.
//!
//! **Evaluation.** `evaluate` walks the tree, one function a kind of node, with the families of
//! functions beside it. Comparisons have three answers, and `moment` and `quantities` are where the
//! third is decided: a year is neither before nor after a month of it, and a month is no number of
//! days. Decimals are exact to 28 digits; a result beyond that is empty, as the specification says.
//! Nothing here reads a clock: `now()` is given from outside.
//!
//! **Budget.** Each step costs, and what grows costs by its size: collections, texts, comparisons of
//! trees. When [`Environment::steps`] are used up the evaluation ends ([`EvaluationProblem::OutOfSteps`]).
//! Regular expressions run in linear time and only where their dialects agree. So every expression
//! ends, whoever wrote it, and no recursion goes deeper than the parser let it.
//!
//! **Index.** Most expressions of forms begin with `%resource.item.where(linkId = 'x')` or one of its
//! relatives. `links` sees which link ids a criterion asks for, and an [`Index`] of the response finds
//! those items, in the order in which the walk would have come to them, without the walk. The result
//! is the same with it and without; a property test holds that. The same knowledge of link ids makes
//! [`Reads`]: an answer need only evaluate again the expressions that can see it.
//!
//! Problems name functions, elements and link ids. They never hold what a person said.

mod boundary;
mod calendar;
mod conversion;
mod early;
mod environment;
mod equality;
mod evaluate;
mod expression;
mod functions;
mod index;
mod lexer;
mod links;
mod model;
mod moment;
mod node;
mod numbers;
mod operators;
mod parser;
mod quantities;
mod reads;
mod shortcut;
mod tree;
mod units;

pub use environment::{Environment, EvaluationProblem, Focus, Found, Variables};
pub use expression::{Expression, ParseProblem, evaluate, evaluate_counting};
pub use functions::FUNCTIONS;
pub use index::Index;
pub use reads::Reads;
