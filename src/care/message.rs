//! What was written between a person and their team.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a person writes to their team for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    /// To ask something.
    Question,
    /// Something on the record is not right.
    Correction,
    /// A worker's view that the person sees differently.
    Disagree,
    /// What the person would like, where there is a choice.
    Preference,
    /// What the person wants to talk about at the review.
    ForReview,
    /// Somebody whom the team is asked to link to the person.
    Invite,
}

impl MessageKind {
    /// All of them.
    pub const ALL: [MessageKind; 6] = [
        MessageKind::Question,
        MessageKind::Correction,
        MessageKind::Disagree,
        MessageKind::Preference,
        MessageKind::ForReview,
        MessageKind::Invite,
    ];
}

/// Something that the person wrote to their team, with what came back.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Id of the Communication on the server; our own identifier while it waits here.
    pub id: String,
    /// Our own identifier in it, if the app made it.
    pub ours: Option<String>,
    /// What it was written for.
    pub kind: MessageKind,
    /// The person's words.
    pub text: String,
    /// When it was written.
    pub at: Option<Timestamp>,
    /// What it is about, as `Type/id`.
    pub about: Vec<String>,
    /// What the team answered, the oldest first.
    pub replies: Vec<Reply>,
    /// The team's server has it as not done, with the reason that it gives.
    pub came_back: Option<Returned>,
}

/// What the team answered.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// Their words.
    pub text: String,
    /// Who wrote it.
    pub by: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
}

/// A message that was not passed on.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Returned {
    /// Why, in the team's words.
    pub why: Option<String>,
}

// What two people wrote to each other.
macro_rules! silent {
    ($($name:ident),*) => { $(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )* };
}
silent!(Message, Reply, Returned);
