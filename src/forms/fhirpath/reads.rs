//! What of a response an expression can see, told from its tree.
//!
//! Each node is followed to where it came from: the response, items that a filter by link id kept,
//! items that nothing kept apart, or none of these. What is used in any other way than being filtered
//! further counts as read. So too much may be told, and too little never.

use super::functions::Function;
use super::model::Type;
use super::tree::{Call, LinkFilter, Operator, Step, Tree};
use std::collections::BTreeSet;

/// What the result of an expression can depend on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reads {
    /// Items with these link ids, with everything in them.
    pub items: BTreeSet<String>,
    /// Items whose link id begins so, with everything in them.
    pub prefixes: BTreeSet<String>,
    /// Any item.
    pub everything: bool,
    /// What is no item of the response: its status, subject and so on.
    pub header: bool,
    /// Variables, without the sign; what they read is read too. `%resource` and `%context` are told
    /// by the fields above.
    pub variables: BTreeSet<String>,
    /// The clock.
    pub uses_clock: bool,
    /// The node that it is evaluated at. If that is an item, it counts as read with everything in it.
    /// Not told where only items in it that a filter kept are looked at: those stand above.
    pub uses_context: bool,
}

impl Reads {
    /// Whether a change of the item with this link id can change the result. `around` are the link
    /// ids of the items that it lies in. An item that comes or goes changes, and so do those in it.
    pub fn touches<'i>(&self, link_id: &'i str, around: impl IntoIterator<Item = &'i str>) -> bool {
        let hit = |link: &str| {
            self.items.contains(link)
                || self
                    .prefixes
                    .iter()
                    .any(|prefix| link.starts_with(prefix.as_str()))
        };
        self.everything || hit(link_id) || around.into_iter().any(hit)
    }

    pub(super) fn of(tree: &Tree) -> Reads {
        let mut reads = Reads::default();
        let found = reads.tree(tree, &Seen::Context);
        reads.use_up(found);
        reads
    }

    fn tree(&mut self, tree: &Tree, this: &Seen) -> Seen {
        match tree {
            Tree::Nothing | Tree::Literal(_) | Tree::Index | Tree::Total => Seen::Nothing,
            Tree::This => this.clone(),
            Tree::Variable(name) => match &**name {
                "resource" | "rootResource" => Seen::Root,
                "context" => Seen::Context,
                name => {
                    self.variables.insert(name.to_owned());
                    Seen::Nothing
                }
            },
            Tree::Chain(start, steps) => self.chain(start, steps, this),
            Tree::Signed { of, .. } | Tree::Typed { of, .. } => {
                let found = self.tree(of, this);
                self.use_up(found);
                Seen::Nothing
            }
            Tree::Row(first, rest) => {
                let found = self.tree(first, this);
                self.use_up(found);
                for (_, next) in rest {
                    let found = self.tree(next, this);
                    self.use_up(found);
                }
                Seen::Nothing
            }
        }
    }

    fn chain(&mut self, start: &Tree, steps: &[Step], this: &Seen) -> Seen {
        // `today()` and `iif(…)` stand alone: what they are called on does not matter.
        let alone = match (start, steps.first()) {
            (Tree::This, Some(Step::Call(call))) => stands_alone(call.function),
            _ => false,
        };
        let mut seen = if alone {
            Seen::Nothing
        } else {
            self.tree(start, this)
        };
        for (place, step) in steps.iter().enumerate() {
            let first = place == 0 && matches!(start, Tree::This);
            seen = match step {
                Step::Member(name) if first && is_type(name) && seen.is_whole() => seen,
                Step::Member(name) => self.member(seen, name),
                Step::At(index) => {
                    self.use_up(seen);
                    let found = self.tree(index, this);
                    self.use_up(found);
                    Seen::Nothing
                }
                Step::Call(call) => self.call(seen, call, this),
            };
        }
        seen
    }

    fn member(&mut self, seen: Seen, name: &str) -> Seen {
        let walks = name == "item" || name == "answer";
        match seen {
            Seen::Root if name == "item" => Seen::Items(None),
            Seen::Context if name == "item" => Seen::Inside,
            Seen::Root => {
                self.header = true;
                Seen::Nothing
            }
            Seen::Kept(filter) if walks => Seen::Items(Some(filter)),
            Seen::Items(_) | Seen::Inside if walks => seen,
            other => {
                self.use_up(other);
                Seen::Nothing
            }
        }
    }

    fn call(&mut self, seen: Seen, call: &Call, this: &Seen) -> Seen {
        match call.function {
            Function::Today | Function::Now | Function::TimeOfDay => {
                self.uses_clock = true;
                self.use_up(seen);
                return Seen::Nothing;
            }
            Function::Ordinal | Function::Weight => {
                self.variables.insert("questionnaire".into());
            }
            Function::Iif => {
                let inner = if seen == Seen::Nothing {
                    this.clone()
                } else {
                    Seen::Nothing
                };
                self.use_up(seen);
                for argument in &call.arguments {
                    let found = self.tree(argument, &inner);
                    self.use_up(found);
                }
                return Seen::Nothing;
            }
            Function::Descendants => {
                return seen.with_all_below();
            }
            Function::Repeat if call.arguments.iter().all(walks_items) => {
                return seen.with_all_below();
            }
            _ => {}
        }
        if let (Seen::Items(_) | Seen::Inside, Some(link)) = (&seen, &call.link) {
            if link.whole {
                return Seen::Kept(link.clone());
            }
            self.record(link);
        } else {
            self.use_up(seen);
        }
        for (place, argument) in call.arguments.iter().enumerate() {
            let outer =
                !call.function.iterates() || (call.function == Function::Aggregate && place == 1);
            let found = self.tree(argument, if outer { this } else { &Seen::Nothing });
            self.use_up(found);
        }
        Seen::Nothing
    }

    fn record(&mut self, filter: &LinkFilter) {
        self.items
            .extend(filter.equal.iter().map(|link| link.to_string()));
        self.prefixes
            .extend(filter.prefixes.iter().map(|prefix| prefix.to_string()));
    }

    fn use_up(&mut self, seen: Seen) {
        match seen {
            Seen::Nothing => {}
            Seen::Root | Seen::Items(None) => {
                self.everything = true;
                self.header = true;
            }
            Seen::Context | Seen::Inside => {
                self.uses_context = true;
                self.header = true;
            }
            Seen::Kept(filter) | Seen::Items(Some(filter)) => self.record(&filter),
        }
    }
}

/// Where a node came from.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    /// Not from the response, or told already.
    Nothing,
    /// What the expression is evaluated at.
    Context,
    /// The response.
    Root,
    /// Items with these link ids, not yet used.
    Kept(LinkFilter),
    /// Items (or answers) that nothing keeps apart, of the response or of kept items.
    Items(Option<LinkFilter>),
    /// The same, of what the expression is evaluated at.
    Inside,
}

impl Seen {
    fn is_whole(&self) -> bool {
        matches!(self, Seen::Root | Seen::Context)
    }

    fn with_all_below(self) -> Seen {
        match self {
            Seen::Root => Seen::Items(None),
            Seen::Context => Seen::Inside,
            Seen::Kept(filter) => Seen::Items(Some(filter)),
            other => other,
        }
    }
}

fn stands_alone(function: Function) -> bool {
    use Function::*;
    matches!(function, Today | Now | TimeOfDay | Iif)
}

fn is_type(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase()) && Type::named(name).is_some()
}

// `item`, `item | answer.item` and the like.
fn walks_items(projection: &Tree) -> bool {
    match projection {
        Tree::Chain(start, steps) => {
            let walks = |step: &Step| matches!(step, Step::Member(name) if matches!(&**name, "item" | "answer"));
            matches!(**start, Tree::This) && steps.iter().all(walks)
        }
        Tree::Row(first, rest) => {
            let union = |(operator, next): &(Operator, Tree)| {
                *operator == Operator::Union && walks_items(next)
            };
            walks_items(first) && rest.iter().all(union)
        }
        _ => false,
    }
}
