//! What is to be true on the server, how far that is, and what the server can do.

use crate::fhir::Abilities;
use crate::fhir::scopes;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is to be true on the server. Never changes once it is in the outbox.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    /// The patient whose record it goes to.
    pub patient: String,
    /// Resources to be made, in order. A later one may refer to an earlier one as `urn:uuid:…`.
    pub creates: Vec<Create>,
    /// The Task that the first resource answers.
    pub task: Option<String>,
}

/// One resource to be made.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Create {
    /// Resource type.
    pub kind: String,
    /// The UUID in its identifier.
    pub uuid: String,
    /// The system of its identifier.
    pub system: String,
    /// The resource.
    pub body: Value,
}

/// How far a parcel has come. Only moves forward.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// For each resource, whether it is there.
    pub made: Vec<Made>,
    /// Whether the transaction was tried. It is tried once.
    pub whole_tried: bool,
    /// Where the Task stands.
    pub task: TaskStep,
    /// The row of the table that this parcel has come down to.
    pub way: Option<Way>,
    /// For each resource, whether it may be there although nobody could say so.
    pub maybe_left: Vec<bool>,
    /// Whether half a transaction ended the Task before the first resource was there: what the Task
    /// names as its answer is then put right.
    #[serde(default)]
    pub ended_early: bool,
    /// The person has decided that it goes once more, although it may be there.
    #[serde(default)]
    pub once_more: bool,
}

/// Whether a resource is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Made {
    /// Not as far as we know.
    NotYet,
    /// The server said so without showing it; to be read back at this place.
    Claimed(String),
    /// It is, under this id.
    Sure(String),
}

/// Where the Task stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaskStep {
    /// To be read.
    Unread,
    /// Read, and open.
    Open,
    /// It names this response as its output.
    CompletedWith(Option<String>),
    /// We ended it.
    Ended,
    /// It was withdrawn, or cannot be ended; the response stands by itself.
    Gone,
}

/// The four rows of the table, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Way {
    /// `PUT type/uuid`, `If-None-Match: *`.
    Put,
    /// `POST`, `If-None-Exist`.
    PostIfNoneExist,
    /// Search by identifier, then `POST`.
    SearchThenPost,
    /// `POST`, never repeated.
    PostOnce,
}

impl Way {
    /// One row down.
    pub fn down(self) -> Way {
        match self {
            Way::Put => Way::PostIfNoneExist,
            Way::PostIfNoneExist => Way::SearchThenPost,
            Way::SearchThenPost | Way::PostOnce => Way::PostOnce,
        }
    }
}

/// What the server can do: what it declared, and what it was seen to refuse. Kept in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Takes transactions.
    pub transaction: bool,
    /// Takes batches.
    pub batch: bool,
    /// What it does with a type of which it says nothing.
    #[serde(flatten)]
    pub usual: Ways,
    /// What it does with the types of which it says something.
    #[serde(default)]
    pub kinds: BTreeMap<String, Ways>,
    /// No way above this one is used: a better one was refused.
    pub floor: Way,
}

/// The ways in which something of a type can be made so that it is there once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// Creates by `PUT`.
    pub update_create: bool,
    /// Creates conditionally.
    pub conditional_create: bool,
    /// Searches.
    pub search: bool,
}

impl Ways {
    /// Nothing at all: what is silent after a write stays unknown.
    pub const NONE: Ways = Ways {
        update_create: false,
        conditional_create: false,
        search: false,
    };
    /// Nothing that could make a thing twice.
    pub const UNKNOWN: Ways = Ways {
        update_create: false,
        conditional_create: false,
        search: true,
    };
}

impl Server {
    /// From what the server declares, type by type: one that takes conditions for answers need not take
    /// them for scores.
    pub fn declared(abilities: &Abilities) -> Self {
        let kinds = abilities.kinds.iter().map(|(name, kind)| {
            let ways = Ways {
                update_create: kind.update_create,
                conditional_create: kind.conditional_create,
                search: kind.search,
            };
            (name.clone(), ways)
        });
        Self {
            transaction: abilities.transaction,
            batch: abilities.batch,
            // What it does not name it has not promised, searching least of all.
            usual: Ways::NONE,
            kinds: kinds.collect(),
            floor: Way::Put,
        }
    }

    /// A server of which nothing is known: nothing that could make a thing twice.
    pub fn unknown() -> Self {
        Self {
            transaction: false,
            batch: false,
            usual: Ways::UNKNOWN,
            kinds: BTreeMap::new(),
            floor: Way::Put,
        }
    }

    /// What it does with a type.
    pub fn ways(&self, kind: &str) -> Ways {
        self.kinds.get(kind).copied().unwrap_or(self.usual)
    }

    /// The best way for a type.
    pub fn way_for(&self, kind: &str) -> Way {
        self.way_from(kind, None)
    }

    /// The best way for a type that is no better than `from`. A row that the server does not declare
    /// is passed over: a server that takes no notice of a condition makes a thing twice. `PUT` needs
    /// the right to update, which is not asked for every type.
    pub fn way_from(&self, kind: &str, from: Option<Way>) -> Way {
        let may_put = scopes::PERSON
            .iter()
            .any(|(name, letters)| *name == kind && letters.contains('u'));
        let top = from.unwrap_or(Way::Put).max(self.floor);
        let ways = self.ways(kind);
        let rows = [
            (Way::Put, ways.update_create && may_put),
            (Way::PostIfNoneExist, ways.conditional_create),
            (Way::SearchThenPost, ways.search),
        ];
        rows.into_iter()
            .find(|(row, declared)| *declared && *row >= top)
            .map_or(Way::PostOnce, |(row, _)| row)
    }
}

impl Parcel {
    /// Which resources go together in a transaction: those that name no other of the parcel. A server that
    /// does a transaction by halves may make a score and not its response; and where the response then gets
    /// another id, the score would name what never was, for good, since nobody may change a score. So what
    /// names another goes once the other is there.
    pub fn together(&self) -> Vec<usize> {
        let names_another = |index: usize, body: &Value| {
            let text = body.to_string();
            let mut earlier = self.creates.iter().take(index);
            earlier.any(|it| text.contains(&format!("urn:uuid:{}", it.uuid)))
        };
        let all = self.creates.iter().enumerate();
        let alone = all.filter(|(index, it)| !names_another(*index, &it.body));
        alone.map(|(index, _)| index).collect()
    }

    /// A parcel that has not begun its way.
    pub fn progress(&self) -> Progress {
        Progress {
            made: vec![Made::NotYet; self.creates.len()],
            whole_tried: false,
            task: if self.task.is_some() {
                TaskStep::Unread
            } else {
                TaskStep::Gone
            },
            way: None,
            maybe_left: vec![false; self.creates.len()],
            ended_early: false,
            once_more: false,
        }
    }
}

impl Progress {
    /// The id under which a resource is there.
    pub fn id_of(&self, index: usize) -> Option<&str> {
        match self.made.get(index) {
            Some(Made::Sure(id)) => Some(id),
            _ => None,
        }
    }

    /// The person wants it tried again: from the best row down, and if nobody can say whether it is
    /// there, sent once more.
    pub fn try_again(&mut self) {
        self.way = None;
        self.once_more = true;
    }

    /// Whether nothing of the parcel is there, and nothing may be.
    pub fn nothing_can_be_there(&self) -> bool {
        self.made.iter().all(|made| *made == Made::NotYet)
            && self.maybe_left.iter().all(|maybe| !maybe)
    }

    /// Whether every resource is there.
    pub fn all_made(&self) -> bool {
        self.made.iter().all(|made| matches!(made, Made::Sure(_)))
    }
}
