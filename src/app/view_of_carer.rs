//! What the screens read where a carer's vault is open, and which hats there are on this phone.

use super::view::OutgoingState;
use crate::care::SharedView;
use jiff::Timestamp;

/// Whose eyes one looks with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wearing {
    /// One's own record.
    Own,
    /// As somebody who supports another person.
    Carer,
}

/// Another vault on this phone. What is in it is said only once it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlsoHere {
    /// Its place among all: what [`super::Companion::put_on`] takes.
    pub place: usize,
    /// The hat that is worn in it.
    pub hat: Wearing,
}

/// What a carer sees of a person whom they support.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Following {
    /// The carer's own name, as the trust has it.
    pub me: Option<String>,
    /// Whom they support, as the trust's link names them.
    pub whom: Option<String>,
    /// How old what is shown is.
    pub seen: Seen,
    /// What is shared.
    pub shown: SharedView,
    /// How many things that the carer said can no longer be sent, until they have read that.
    pub dropped: u32,
    /// How many more can no longer be asked about and may have arrived, until they have read that.
    pub doubted: u32,
    /// What they told the team, the newest first.
    pub told: Vec<ToldTeam>,
}

/// How old what a carer sees is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Seen {
    /// The trust has not been heard yet, or has ended the sign-in: nothing is here.
    #[default]
    NotYet,
    /// The trust was heard then.
    At(Timestamp),
    /// The trust was not heard for too long: nothing is here until it is.
    TooLongAgo,
}

/// Something that a carer told the team.
#[derive(Clone, PartialEq)]
pub struct ToldTeam {
    /// Its id in the outbox, or on the server.
    pub id: String,
    /// The words.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// Where it is.
    pub state: OutgoingState,
}

impl std::fmt::Debug for ToldTeam {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ToldTeam(…)")
    }
}
