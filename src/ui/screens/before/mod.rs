//! Before there is a plan to show: the welcome, supporting somebody, signing in, "Is this you?", and
//! what is said when the store on the phone cannot be opened.

mod is_this_you;
mod shut;
mod sign_in;
mod support;
mod welcome;

pub use is_this_you::IsThisYou;
pub use shut::Shut;
pub use sign_in::SignIn;
pub use support::Support;
pub use welcome::Welcome;

use crate::app::SignInProblem;

/// The words for a sign-in that did not work.
fn problem_key(problem: SignInProblem) -> &'static str {
    match problem {
        SignInProblem::NoSignal => "before-problem-no-signal",
        SignInProblem::OddAnswer => "before-problem-odd",
        SignInProblem::Refused => "before-problem-refused",
        SignInProblem::NotBegun => "before-problem-not-begun",
        SignInProblem::CarerNotYet => "before-problem-carer",
        SignInProblem::NotSaved => "before-problem-not-saved",
    }
}
