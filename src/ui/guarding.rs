//! The words for what a passcode or a recovery code came to.

use crate::app::{GuardProblem, PasscodeProblem, RecoveryProblem};
use crate::words::Words;

/// What to say of a passcode or a code that was not taken.
pub(super) fn guard_words(words: Words, problem: GuardProblem) -> String {
    let plain = |key: &str| words.say(key);
    let count = |key: &str, count: u32| words.say_with(key, &[("count", i64::from(count).into())]);
    match problem {
        GuardProblem::Wrong { left, minutes: 0 } => {
            format!("{} {}", plain("lock-wrong"), count("lock-left", left))
        }
        GuardProblem::Wrong { left, minutes } => format!(
            "{} {} {}",
            plain("lock-wrong"),
            count("lock-left", left),
            count("lock-wait", minutes)
        ),
        GuardProblem::Wait(minutes) => count("lock-wait", minutes),
        GuardProblem::Closed => plain("lock-closed-heading"),
        GuardProblem::WrongCode => plain("lock-code-wrong"),
        GuardProblem::NoMatch => plain("match-none"),
        GuardProblem::NoCode(RecoveryProblem::NotTwelve) => plain("lock-code-twelve"),
        GuardProblem::NoCode(RecoveryProblem::Check) => plain("lock-code-check"),
        GuardProblem::NoCode(RecoveryProblem::Word(n)) => {
            count("lock-code-word", u32::try_from(n).unwrap_or(0))
        }
        GuardProblem::Refused(refused) => plain(match refused {
            PasscodeProblem::TooShort => "lock-you-short",
            PasscodeProblem::TooLong => "lock-you-long",
            PasscodeProblem::Repeated => "lock-you-repeated",
            PasscodeProblem::Common => "lock-you-common",
            PasscodeProblem::Birthday => "lock-you-birthday",
        }),
        GuardProblem::NotNow => plain("lock-not-now"),
    }
}
