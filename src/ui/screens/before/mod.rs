//! Before there is a plan to show: the welcome, supporting somebody, signing in, "Is this you?", and
//! what is said when the store on the phone cannot be opened.

mod aside;
mod is_this_you;
mod locked;
mod safe;
mod set_up;
mod shut;
mod sign_in;
mod support;
mod welcome;

pub use aside::SetAside;
pub use is_this_you::IsThisYou;
pub use locked::{Anew, Locked, Recover};
pub use safe::SafeMode;
pub use set_up::SetUp;
pub use shut::Shut;
pub use sign_in::{SignIn, SignInAsCarer};
pub use support::Support;
pub use welcome::Welcome;

use crate::app::SignInProblem;
use crate::ui::components::doubt_key;

/// The words for a sign-in that did not work.
fn problem_key(problem: SignInProblem) -> &'static str {
    match problem {
        SignInProblem::NoSignal => "before-problem-no-signal",
        SignInProblem::Doubted(doubt) => doubt_key(doubt),
        SignInProblem::OddAnswer => "before-problem-odd",
        SignInProblem::Refused => "before-problem-refused",
        SignInProblem::NotBegun => "before-problem-not-begun",
        SignInProblem::SupportsSomebody => "before-problem-supports",
        SignInProblem::OwnCare => "before-problem-own-care",
        SignInProblem::NotSaved => "before-problem-not-saved",
    }
}
