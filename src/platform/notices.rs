//! One line on the lock screen. What may stand in it decides `app::notices`; here it is only shown, silently, and it carries
//! no address.

use super::body::notices as body;

/// Whether lines may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// The person, or their device, lets them.
    Given,
    /// Not asked yet, or refused.
    NotGiven,
    /// This device shows none.
    Unsupported,
}

/// Why a line was not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoticeProblem {
    /// There is no leave, or no such thing here.
    #[error("there is no leave to show a notice")]
    NoLeave,
    /// The device did not take it.
    #[error("the notice was not taken")]
    NotTaken,
}

/// Shows lines.
pub trait Notifier: Send + Sync {
    /// Whether it may.
    fn leave(&self) -> Leave;
    /// Asks for leave where that has to be asked, and waits for the answer.
    fn ask(&self) -> Leave;
    /// Shows a line; one with the same number is replaced.
    fn show(&self, number: u8, line: &str) -> Result<(), NoticeProblem>;
    /// Takes all lines away.
    fn clear(&self);
}

/// This device's own.
pub struct NoticesOfThisDevice;

impl Notifier for NoticesOfThisDevice {
    fn leave(&self) -> Leave {
        body::leave()
    }

    fn ask(&self) -> Leave {
        body::ask()
    }

    fn show(&self, number: u8, line: &str) -> Result<(), NoticeProblem> {
        body::show(number, line)
    }

    fn clear(&self) {
        body::clear();
    }
}
