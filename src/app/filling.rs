//! Filling in a form.

use crate::care::MessageKind;
use crate::forms::{AnswerProblem, Path, Questionnaire, Session, Surroundings};
use jiff::Timestamp;
use std::sync::Arc;

/// A form being filled in: what is asked, what was answered, where the person is.
#[derive(Clone, PartialEq, Debug)]
pub struct Filling {
    /// The draft's id, a UUIDv7 that becomes the identifier of the response.
    pub draft: String,
    /// The Task it answers.
    pub task: String,
    /// The form.
    pub form: Arc<Questionnaire>,
    /// The answers so far.
    pub session: Session,
    /// The page that the person was last on; none: not begun.
    pub at: Option<Path>,
    /// When it was begun; none: not begun.
    pub begun: Option<Timestamp>,
    /// The team has meanwhile withdrawn the request; the answers stay.
    pub withdrawn: bool,
    /// What it is filled in for, and how it stands beside its answers.
    pub about: About,
}

/// What a form is filled in for, and how it stands beside its answers.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct About {
    /// What becomes of the answers.
    pub purpose: Purpose,
    /// When it was touched last.
    pub touched: Option<Timestamp>,
    /// The trust has another version of the form by now. Which one goes on is the person's to choose.
    pub changed: bool,
    /// Who types, where the person said so.
    pub typed: Option<Typed>,
    /// What the form may know beside the answers: the same from its opening to its sending.
    pub surroundings: Arc<Surroundings>,
}

/// What becomes of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// They go to the team, which has asked for them.
    #[default]
    Team,
    /// The same, with a form that has a newer version.
    Earlier,
    /// They go to the team in the place of what was sent.
    PutRight,
    /// They go to the trust without a name.
    Nameless,
    /// They stay on the phone: the person's own plan.
    OwnPlan,
    /// An earlier version of that plan, to be read.
    OwnPlanBefore,
    /// They go to the team as a message.
    Message(MessageKind),
    /// They become a goal, which the team gets as a proposal.
    Goal,
    /// They say how far a goal is.
    Rating,
    /// They said how far a goal is, and stay on the phone.
    HalfStep,
    /// A carer says how a goal goes.
    CarerRating,
    /// A carer tells the team something.
    Telling,
}

impl Purpose {
    /// Whether the team has asked for the answers.
    pub fn is_asked_by_team(self) -> bool {
        matches!(self, Purpose::Team | Purpose::Earlier | Purpose::PutRight)
    }
}

/// Who types. The answers are the person's own in both cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The person.
    Me,
    /// Somebody else, for the person.
    ForMe,
    /// Somebody else would answer, in the person's place. Then it is not sent.
    Another,
}

impl Typed {
    /// As it is kept.
    pub(super) fn word(self) -> &'static str {
        match self {
            Typed::Me => "me",
            Typed::ForMe => "for-me",
            Typed::Another => "another",
        }
    }

    /// From how it is kept.
    pub(super) fn read(word: &str) -> Option<Self> {
        match word {
            "me" => Some(Typed::Me),
            "for-me" => Some(Typed::ForMe),
            "another" => Some(Typed::Another),
            _ => None,
        }
    }
}

/// Why a form cannot be opened. Each has its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormProblem {
    /// The app has no such request, or its form was not fetched yet.
    #[error("the form is not on this phone yet")]
    NotHere,
    /// The app cannot show it rightly: ask the team.
    #[error("the app cannot show this form rightly")]
    AskTeam,
    /// It was sent from here already.
    #[error("the form was sent already")]
    AlreadySent,
    /// The vault could not be read.
    #[error("the phone could not read its own store")]
    Store,
}

/// The answer is not on the disk: the disk is full or may not be written. Earlier answers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not saved: the phone has no room or does not let the app write")]
pub struct NotSaved;

/// Why a form cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendProblem {
    /// These answers are missing or cannot be taken as they are, in the order of the form.
    #[error("some questions need an answer, or another one")]
    NotRight(Vec<(Path, AnswerProblem)>),
    /// The person said that somebody else answers. Only they can say how they see things.
    #[error("somebody else answers, and these answers are the person's alone")]
    NotTheirOwn,
    /// Nothing was kept; the draft stands.
    #[error("not saved")]
    NotSaved,
}
