//! Handing something over to another app of this device: a file to whoever the person picks, a meeting to the calendar, a
//! number to the telephone. The other app asks again before it does anything: nothing rings and nothing is sent by us.

use super::body::hand_over as body;
use std::path::PathBuf;

/// Why nothing was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandOverProblem {
    /// This platform has no such way.
    #[error("this platform cannot hand that over")]
    Unsupported,
    /// No app here takes it.
    #[error("no app here takes it")]
    NobodyTakesIt,
}

/// A meeting, as a calendar takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// What stands in the calendar: neutral words.
    pub title: String,
    /// When it begins, in milliseconds since 1970.
    pub begins: i64,
    /// When it ends.
    pub ends: i64,
    /// Where it is, if the person wants that to be seen.
    pub place: Option<String>,
}

/// A file that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Where it lies.
    pub file: PathBuf,
    /// Its media type.
    pub kind: &'static str,
}

/// The folder in which a file has to lie to be shared; none where nothing can be shared. Whatever lies there is gone at the
/// next start.
pub fn sharing_folder() -> Option<PathBuf> {
    body::sharing_folder()
}

/// Offers files, lying in [`sharing_folder`], to whoever the person picks: all of them at once, to one.
pub fn share(files: &[Shared]) -> Result<(), HandOverProblem> {
    match files {
        [] => Err(HandOverProblem::NobodyTakesIt),
        some => body::share(some, common_kind(some)),
    }
}

/// What all of these files are, for whoever picks out the apps that take them.
fn common_kind(files: &[Shared]) -> &'static str {
    let mut kinds = files.iter().map(|file| file.kind);
    let first = kinds.next().unwrap_or("*/*");
    if kinds.all(|kind| kind == first) {
        first
    } else {
        "*/*"
    }
}

/// Opens the calendar at a new entry, which the person keeps or throws away.
pub fn add_to_calendar(meeting: &Meeting) -> Result<(), HandOverProblem> {
    body::add_to_calendar(meeting)
}

/// Opens the telephone with this number in it. The person presses call.
pub fn dial(number: &str) -> Result<(), HandOverProblem> {
    body::dial(&digits(number).ok_or(HandOverProblem::NobodyTakesIt)?)
}

/// Opens an empty text to this number. The person writes it and sends it.
pub fn text(number: &str) -> Result<(), HandOverProblem> {
    body::text(&digits(number).ok_or(HandOverProblem::NobodyTakesIt)?)
}

/// A number as a telephone takes it. Signs that make a telephone do something else than call (`*`, `#`, a pause) are not part
/// of any number that a trust gives, so one that holds them is none.
fn digits(number: &str) -> Option<String> {
    let bare: String = number
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '\u{2068}' | '\u{2069}'))
        .collect();
    let rest = bare.strip_prefix('+').unwrap_or(&bare);
    let right = (2..=15).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit());
    right.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_only_a_number() {
        assert_eq!(digits("01632 960 000").as_deref(), Some("01632960000"));
        assert_eq!(
            digits("+44 (0)1632 960000").as_deref(),
            Some("+4401632960000")
        );
        for odd in [
            "*#06#",
            "999;ext=1",
            "tel:999",
            "",
            "9",
            "12,3",
            "0800p1",
            "٩٩٩",
        ] {
            assert_eq!(digits(odd), None, "{odd}");
        }
    }

    #[test]
    fn files_that_differ_are_offered_as_files() {
        let of = |kind| Shared {
            file: PathBuf::new(),
            kind,
        };
        assert_eq!(common_kind(&[of("text/html")]), "text/html");
        assert_eq!(
            common_kind(&[of("text/html"), of("text/html")]),
            "text/html"
        );
        assert_eq!(
            common_kind(&[of("text/html"), of("application/json")]),
            "*/*"
        );
    }

    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    #[test]
    fn a_desk_says_that_it_hands_nothing_over() {
        let meeting = Meeting {
            title: "Appointment".into(),
            begins: 0,
            ends: 1,
            place: None,
        };
        assert_eq!(sharing_folder(), None);
        let none = Err(HandOverProblem::Unsupported);
        let file = Shared {
            file: "a.pdf".into(),
            kind: "application/pdf",
        };
        assert_eq!(share(&[file]), none);
        assert_eq!(share(&[]), Err(HandOverProblem::NobodyTakesIt));
        assert_eq!(add_to_calendar(&meeting), none);
        assert_eq!(dial("999"), none);
        assert_eq!(text("85258"), none);
        assert_eq!(dial("*#06#"), Err(HandOverProblem::NobodyTakesIt));
    }
}
