//! Which link ids a criterion asks for.

use super::functions::Function;
use super::node::System;
use super::tree::{LinkFilter, Literal, Operator, Step, Tree};
use std::sync::Arc;

/// The link ids without which a criterion cannot be met; `None` where it does not say. An expression
/// that counts (`$index`) sees the items that are left out, so nothing may be left out for it.
pub(super) fn filter(criterion: &Tree) -> Option<LinkFilter> {
    if counts(criterion) {
        return None;
    }
    read(criterion)
}

fn read(criterion: &Tree) -> Option<LinkFilter> {
    match criterion {
        Tree::Row(first, rest) => match &rest[..] {
            [(Operator::Equal, second)] => {
                let (path, text) = if is_link(first) {
                    (&**first, second)
                } else {
                    (second, &**first)
                };
                is_link(path).then(|| text_of(text).map(LinkFilter::equal))?
            }
            [(Operator::In, all)] if is_link(first) => texts(all),
            [(Operator::Contains, path)] if is_link(path) => texts(first),
            _ if rest.iter().all(|(operator, _)| *operator == Operator::And) => {
                // The first part decides alone, so that the others are never asked about other items.
                let found = read(first)?;
                Some(found.and_more())
            }
            _ if rest.iter().all(|(operator, _)| *operator == Operator::Or) => rest
                .iter()
                .try_fold(read(first)?, |found, (_, next)| Some(found.or(read(next)?))),
            _ => None,
        },
        Tree::Chain(start, steps) if matches!(**start, Tree::This) => match &steps[..] {
            [Step::Member(name), Step::Call(call)]
                if &**name == "linkId" && call.function == Function::StartsWith =>
            {
                let prefix = call.arguments.first().and_then(text_of)?;
                Some(LinkFilter {
                    equal: Vec::new(),
                    prefixes: vec![prefix],
                    whole: true,
                })
            }
            _ => None,
        },
        _ => None,
    }
}

/// The member and the text of a criterion such as `url = 'x'`.
pub(super) fn text_equal(criterion: &Tree) -> Option<(&str, &str)> {
    let Tree::Row(first, rest) = criterion else {
        return None;
    };
    let (
        [(Operator::Equal, Tree::Literal(Literal(System::String(text))))],
        Tree::Chain(start, steps),
    ) = (&rest[..], &**first)
    else {
        return None;
    };
    match (&**start, &steps[..]) {
        (Tree::This, [Step::Member(name)]) => Some((name, text)),
        _ => None,
    }
}

fn is_link(tree: &Tree) -> bool {
    match tree {
        Tree::Chain(start, steps) => {
            let named = matches!(&steps[..], [Step::Member(name)] if &**name == "linkId");
            matches!(**start, Tree::This) && named
        }
        _ => false,
    }
}

fn text_of(tree: &Tree) -> Option<Arc<str>> {
    match tree {
        Tree::Literal(Literal(System::String(text))) => Some(Arc::from(&text[..])),
        _ => None,
    }
}

// `('a' | 'b')`
fn texts(tree: &Tree) -> Option<LinkFilter> {
    match tree {
        Tree::Row(first, rest) => {
            let union = rest
                .iter()
                .all(|(operator, _)| *operator == Operator::Union);
            let found = text_of(first).filter(|_| union).map(LinkFilter::equal)?;
            rest.iter().try_fold(found, |found, (_, next)| {
                Some(found.or(LinkFilter::equal(text_of(next)?)))
            })
        }
        one => text_of(one).map(LinkFilter::equal),
    }
}

fn counts(tree: &Tree) -> bool {
    match tree {
        Tree::Index => true,
        Tree::Chain(start, steps) => {
            let step = |step: &Step| match step {
                Step::Member(_) => false,
                Step::At(index) => counts(index),
                Step::Call(call) => call.arguments.iter().any(counts),
            };
            counts(start) || steps.iter().any(step)
        }
        Tree::Signed { of, .. } | Tree::Typed { of, .. } => counts(of),
        Tree::Row(first, rest) => counts(first) || rest.iter().any(|(_, next)| counts(next)),
        _ => false,
    }
}
