//! Filling in a form.

use crate::forms::{Path, Questionnaire, Session};
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
    /// These required questions have no answer, in order.
    #[error("some questions need an answer first")]
    Missing(Vec<Path>),
    /// Nothing was kept; the draft stands.
    #[error("not saved")]
    NotSaved,
}
