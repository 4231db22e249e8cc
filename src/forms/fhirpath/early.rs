//! What is told when an expression is read, before any data is there.

use super::functions::Function;
use super::model::Kind;
use super::moment::Moment;
use super::node::System;
use super::tree::{Call, Literal, Step, Tree};

/// Why two steps do not go together.
pub(super) enum Problem {
    Wrong(String),
    Unsupported(&'static str),
}

/// What can be told of the last two steps before any data is there.
pub(super) fn check(start: &Tree, steps: &[Step]) -> Result<(), Problem> {
    let (last, before) = match steps {
        [.., before, last] => (last, Some(before)),
        [last] => (last, None),
        [] => return Ok(()),
    };
    let unordered = |step: &Step| {
        let of = |call: &Call| matches!(call.function, Function::Children | Function::Descendants);
        matches!(step, Step::Call(call) if of(call))
    };
    let needs_order = match last {
        Step::At(_) => true,
        Step::Call(call) => call.function.needs_order(),
        Step::Member(_) => false,
    };
    if needs_order && before.is_some_and(unordered) {
        let what = "the order of children, which FHIR does not say";
        return Err(Problem::Unsupported(what));
    }
    let cast = match (before, start) {
        (Some(Step::Call(call)), _) if call.function != Function::Is => call.kind.as_ref(),
        (
            None,
            Tree::Typed {
                cast: true, kind, ..
            },
        ) => Some(kind),
        _ => None,
    };
    if let (Step::Member(name), Some(kind)) = (last, cast.and_then(|kind| kind.fhir)) {
        let complex = kind.kind() == Kind::Complex && kind.name() != Some("Resource");
        if complex && kind.member(name).is_none() && kind.choice(name).is_none() {
            let kind = kind.name().unwrap_or_default();
            return Err(Problem::Wrong(format!("{kind} has no element {name}")));
        }
    }
    Ok(())
}

/// A literal of this value.
pub(super) fn literal(value: System<'static>) -> Tree {
    Tree::Literal(Literal(value))
}

/// The value of what follows `@`.
pub(super) fn moment(text: &str) -> Option<System<'static>> {
    if let Some(time) = text.strip_prefix('T') {
        return Moment::time(time).map(System::Time);
    }
    if let Some(date) = text.strip_suffix('T') {
        return Moment::date(date).map(System::DateTime);
    }
    if text.contains('T') {
        return Moment::date_time(text).map(System::DateTime);
    }
    Moment::date(text).map(System::Date)
}
