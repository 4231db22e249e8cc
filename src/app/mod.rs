//! What a person can do, as operations, free of any screen; one file an operation.
//!
//! A [`Companion`] is the whole app below the screens. Screens read [`Companion::view`], hear of
//! changes through [`Companion::changes`], and call operations. It can be cloned freely: all clones
//! are one.

mod filling;
mod view;

pub use filling::{Filling, FormProblem, NotSaved, SendProblem};
pub use view::*;

use crate::forms::{Path, Value};
use std::sync::Arc;
use tokio::sync::watch;

/// The whole app below the screens.
#[derive(Clone)]
pub struct Companion {
    view: Arc<watch::Sender<Arc<View>>>,
}

impl PartialEq for Companion {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.view, &other.view)
    }
}

/// Why signing in could not begin or end. Each has its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInProblem {
    /// The trust cannot be reached.
    #[error("the trust cannot be reached")]
    NoSignal,
    /// The trust's answer cannot be used.
    #[error("the trust's sign-in gave an answer that cannot be used")]
    OddAnswer,
    /// The person said no, or the trust did.
    #[error("the trust did not let this person in")]
    Refused,
    /// The answer belongs to no sign-in that this app began, or came too late.
    #[error("this sign-in was not begun here, or took too long")]
    NotBegun,
    /// It is signed in as somebody else than the record on this phone.
    #[error("nothing could be kept on this phone")]
    NotSaved,
}

impl Companion {
    /// A companion that shows `view` and can do nothing: for drawing screens in tests.
    pub fn showing(view: View) -> Self {
        Self {
            view: Arc::new(watch::Sender::new(Arc::new(view))),
        }
    }

    /// What there is to see now.
    pub fn view(&self) -> Arc<View> {
        self.view.borrow().clone()
    }

    /// Hears of every change of [`Companion::view`].
    pub fn changes(&self) -> watch::Receiver<Arc<View>> {
        self.view.subscribe()
    }

    /// Begins a sign-in and gives the address of the trust's page, to be opened in the system browser.
    pub async fn begin_sign_in(&self) -> Result<String, SignInProblem> {
        Err(SignInProblem::NoSignal)
    }

    /// Answers "Is this you?". With `false` everything of this sign-in is forgotten.
    pub async fn is_this_me(&self, yes: bool) -> Result<(), SignInProblem> {
        let _ = yes;
        Err(SignInProblem::NotBegun)
    }

    /// Ends the sign-in and takes everything of this person off this phone.
    pub async fn sign_out_and_wipe(&self) -> Result<(), NotSaved> {
        Err(NotSaved)
    }

    /// Opens the form of a Task: the draft begun earlier, or a new one that is kept at the first answer.
    pub async fn open_form(&self, task: &str) -> Result<Filling, FormProblem> {
        let _ = task;
        Err(FormProblem::NotHere)
    }

    /// Gives an answer (or takes it back with no values). When this returns, the answer is on the
    /// disk. The new state is returned; the old one is out of date.
    pub async fn answer(
        &self,
        filling: &Filling,
        path: &Path,
        values: Vec<Value>,
    ) -> Result<Filling, NotSaved> {
        let _ = (filling, path, values);
        Err(NotSaved)
    }

    /// Remembers the page that the person is on, so that coming back leads there.
    pub async fn turn_to(&self, filling: &Filling, path: &Path) -> Result<(), NotSaved> {
        let _ = (filling, path);
        Err(NotSaved)
    }

    /// Notes that the page with help was shown, without the answer (hazard log evidence).
    pub async fn help_was_shown(&self, filling: &Filling, path: &Path) {
        let _ = (filling, path);
    }

    /// Hands the form over to be sent. When this returns it is in the outbox, and the draft is gone.
    /// Returns the outbox id.
    pub async fn send_form(&self, filling: &Filling) -> Result<String, SendProblem> {
        let _ = filling;
        Err(SendProblem::NotSaved)
    }

    /// Tries everything that waits now, and fetches what is new.
    pub async fn look_now(&self) {}

    /// Tries a parked answer once more.
    pub async fn try_again(&self, outgoing: &str) -> Result<(), NotSaved> {
        let _ = outgoing;
        Err(NotSaved)
    }

    /// Keeps how the person wants to read.
    pub async fn set_preferences(&self, preferences: Preferences) -> Result<(), NotSaved> {
        let _ = preferences;
        Err(NotSaved)
    }

    /// Forgets what is new: the person has seen it.
    pub async fn news_was_seen(&self) {}
}
