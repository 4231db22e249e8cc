//! A passcode: what is refused as one, and what it costs to try one.
//!
//! A passcode is short, so each try must be dear. Argon2id takes at least 64 MiB and, on the phone
//! where the passcode is set, a quarter to half a second. What comes out is joined with the keystore's
//! key before it opens anything: whoever has copied the folder has nothing to guess at.

use crate::platform::Key;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use zeroize::{Zeroize, Zeroizing};

/// A passcode that a person typed. Prints nothing, and is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Passcode(Zeroizing<String>);

impl std::fmt::Debug for Passcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passcode(…)")
    }
}

/// Why a passcode is refused as a new one. Each has its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasscodeProblem {
    /// Fewer than [`SHORTEST`] signs.
    #[error("too short")]
    TooShort,
    /// More than [`LONGEST`] signs.
    #[error("too long")]
    TooLong,
    /// One piece again and again, or nearly one sign only.
    #[error("one piece repeated")]
    Repeated,
    /// A row of signs, or one that many people choose.
    #[error("one that many people choose")]
    Common,
    /// The person's own date of birth.
    #[error("the date of birth")]
    Birthday,
}

/// Fewest signs of a new passcode.
pub const SHORTEST: usize = 6;
/// Most signs of a passcode.
pub const LONGEST: usize = 128;

impl Passcode {
    /// What a person typed to open with. Anything goes: it is right or it is not.
    pub fn typed(mut text: String) -> Self {
        let kept: String = text.chars().take(LONGEST).collect();
        text.zeroize();
        Self(Zeroizing::new(kept))
    }

    /// A new passcode, if it is no common one. `born` is the person's own date of birth, as far as it
    /// is known.
    pub fn new(text: String, born: Option<Date>) -> Result<Self, PasscodeProblem> {
        let text = Zeroizing::new(text);
        let signs: Zeroizing<Vec<char>> =
            Zeroizing::new(text.chars().flat_map(char::to_lowercase).collect());
        if signs.len() < SHORTEST {
            return Err(PasscodeProblem::TooShort);
        }
        if signs.len() > LONGEST {
            return Err(PasscodeProblem::TooLong);
        }
        if is_repeated(&signs) {
            return Err(PasscodeProblem::Repeated);
        }
        if is_common(&signs) {
            return Err(PasscodeProblem::Common);
        }
        if born.is_some_and(|day| is_birthday(&signs, day)) {
            return Err(PasscodeProblem::Birthday);
        }
        Ok(Self(text))
    }

    fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// `111111`, `121212`, `abcabc`; also six signs or more of which there are only two.
fn is_repeated(signs: &[char]) -> bool {
    let period = (1..=signs.len() / 2).any(|period| {
        signs
            .iter()
            .zip(signs.iter().skip(period))
            .all(|(a, b)| a == b)
    });
    let mut kinds = signs.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    let few = kinds.len() <= 2;
    kinds.zeroize();
    period || few
}

/// Rows of keys, on a phone's number pad and on a keyboard, read forwards and backwards.
const ROWS: [&str; 9] = [
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "147258369",
    "741852963",
    "2580",
];

/// Words that many people choose in this country, and words that lie at hand in this app.
const WORDS: [&str; 40] = [
    "password",
    "passcode",
    "passwort",
    "letmein",
    "welcome",
    "iloveyou",
    "loveyou",
    "sunshine",
    "princess",
    "football",
    "liverpool",
    "arsenal",
    "chelsea",
    "everton",
    "rangers",
    "celtic",
    "charlie",
    "monkey",
    "dragon",
    "superman",
    "batman",
    "master",
    "shadow",
    "secret",
    "hello",
    "ashley",
    "jessica",
    "michael",
    "thomas",
    "london",
    "cardiff",
    "wales",
    "england",
    "summer",
    "winter",
    "companion",
    "pathway",
    "health",
    "admin",
    "changeme",
];

fn is_common(signs: &[char]) -> bool {
    // What stays when a row or a word is taken out must still be worth guessing at.
    let text = Zeroizing::new(signs.iter().collect::<String>());
    let plain = Zeroizing::new(
        text.chars()
            .map(|sign| match sign {
                '0' => 'o',
                '1' | '!' => 'i',
                '3' => 'e',
                '4' | '@' => 'a',
                '5' | '$' => 's',
                other => other,
            })
            .collect::<String>(),
    );
    let left_after = |found: usize| signs.len().saturating_sub(found) < 3;
    let word = WORDS
        .iter()
        .filter(|word| text.contains(**word) || plain.contains(**word))
        .any(|word| left_after(word.len()));
    word || left_after(longest_row(signs)) || is_stepped(signs) || is_mirrored(signs)
}

/// The longest piece, of four signs or more, that lies in a row.
fn longest_row(signs: &[char]) -> usize {
    let mut longest = 0;
    for row in ROWS {
        let forwards: Vec<char> = row.chars().collect();
        let backwards: Vec<char> = row.chars().rev().collect();
        for row in [forwards, backwards] {
            for start in 0..signs.len() {
                for begin in 0..row.len() {
                    let same = signs[start..]
                        .iter()
                        .zip(&row[begin..])
                        .take_while(|(a, b)| a == b)
                        .count();
                    longest = longest.max(same);
                }
            }
        }
    }
    if longest >= 4 { longest } else { 0 }
}

/// `112233`, `135790`, `987654`: digits that go on by steps of the same size, or in pairs.
fn is_stepped(signs: &[char]) -> bool {
    let Some(digits) = signs
        .iter()
        .map(|sign| sign.to_digit(10))
        .collect::<Option<Vec<u32>>>()
    else {
        return false;
    };
    let even = |steps: &[u32]| {
        let step = |w: &[u32]| (10 + w[1] - w[0]) % 10;
        steps
            .windows(2)
            .map(step)
            .collect::<Vec<_>>()
            .windows(2)
            .all(|w| w[0] == w[1])
    };
    let pairs = digits.len().is_multiple_of(2) && digits.chunks(2).all(|pair| pair[0] == pair[1]);
    let halves = digits.chunks(2).map(|pair| pair[0]).collect::<Vec<_>>();
    even(&digits) || (pairs && even(&halves))
}

/// `123321`, `abccba`.
fn is_mirrored(signs: &[char]) -> bool {
    signs.iter().eq(signs.iter().rev())
}

fn is_birthday(signs: &[char], born: Date) -> bool {
    let digits: String = signs.iter().filter(|sign| sign.is_ascii_digit()).collect();
    let digits = Zeroizing::new(digits);
    let [y, m, d] = [
        i32::from(born.year()),
        born.month().into(),
        born.day().into(),
    ];
    let short = y.rem_euclid(100);
    let forms = [
        format!("{d:02}{m:02}{y:04}"),
        format!("{d:02}{m:02}{short:02}"),
        format!("{m:02}{d:02}{y:04}"),
        format!("{m:02}{d:02}{short:02}"),
        format!("{y:04}{m:02}{d:02}"),
        format!("{short:02}{m:02}{d:02}"),
    ];
    forms
        .iter()
        .any(|form| *digits == *form && signs.len() < form.len() + 3)
}

/// How a passcode is stretched. Kept in the seal; says nothing of the passcode.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Stretch {
    /// Random, base64.
    pub(super) salt: String,
    /// Memory, in KiB.
    pub(super) memory: u32,
    /// Passes over it.
    pub(super) passes: u32,
}

/// The least memory, in KiB.
pub(super) const MEMORY: u32 = 64 * 1024;
/// What a try shall cost at least.
pub(super) const LEAST: Duration = Duration::from_millis(250);
/// What a try shall cost at most, as far as one pass allows.
pub(super) const MOST: Duration = Duration::from_millis(500);
/// How often one pass is measured.
const MEASURED: u32 = 3;
/// More than any phone of ours would choose: a seal that asks for more was changed.
const MOST_PASSES: u32 = 64;

impl Stretch {
    /// Measures this machine and takes as many passes as make a try cost what it shall.
    pub(super) fn tuned(salt: String) -> Option<Self> {
        let mut stretch = Self {
            salt,
            memory: MEMORY,
            passes: 1,
        };
        let sample = Passcode::typed("how long does one take".to_owned());
        // The first run also pays for getting the memory from the system. Of those after it the fastest
        // tells the truth: a phone that is busy while a passcode is set must not guard it less for ever.
        stretch.key(&sample)?;
        let mut one = Duration::MAX;
        for _ in 0..MEASURED {
            let began = Instant::now();
            stretch.key(&sample)?;
            one = one.min(began.elapsed());
        }
        stretch.passes = passes_for(one);
        Some(stretch)
    }

    /// What comes of a passcode. Takes a quarter to half a second, on the thread that calls. `None`
    /// when the seal asks for what nobody of us would have chosen, or there is no memory for it.
    pub(super) fn key(&self, passcode: &Passcode) -> Option<Key> {
        let sane = self.memory == MEMORY && (1..=MOST_PASSES).contains(&self.passes);
        if !sane {
            return None;
        }
        let params = Params::new(self.memory, self.passes, 1, Some(32)).ok()?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut memory = vec![Block::default(); argon.params().block_count()];
        let mut key = Key::blank();
        let made = argon.hash_password_into_with_memory(
            passcode.bytes(),
            self.salt.as_bytes(),
            key.bytes_mut(),
            &mut memory,
        );
        // What was made on the way there says as much as the passcode itself.
        memory.iter_mut().for_each(Zeroize::zeroize);
        made.ok()?;
        Some(key)
    }
}

/// As many passes as reach a third of a second, kept between the bounds.
fn passes_for(one: Duration) -> u32 {
    let aim = (LEAST + MOST) * 4 / 9;
    let one = one.max(Duration::from_millis(1)).as_micros();
    let passes = ((aim.as_micros() + one / 2) / one).max(LEAST.as_micros().div_ceil(one));
    u32::try_from(passes)
        .unwrap_or(MOST_PASSES)
        .clamp(1, MOST_PASSES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<PasscodeProblem> {
        let born = "1990-04-17".parse().ok();
        Passcode::new(text.to_owned(), born).err()
    }

    #[test]
    fn common_and_repeated_passcodes_are_refused() {
        use PasscodeProblem::{Birthday, Common, Repeated, TooShort};
        for (text, why) in [
            ("", TooShort),
            ("73914", TooShort),
            ("000000", Repeated),
            ("121212", Repeated),
            ("abcabc", Repeated),
            ("7171171", Repeated),
            ("123456", Common),
            ("1234567890", Common),
            ("987654", Common),
            ("234567", Common),
            ("112233", Common),
            ("135791", Common),
            ("258036", Common),
            ("147258", Common),
            ("123321", Common),
            ("qwerty", Common),
            ("Qwerty12", Common),
            ("asdfgh", Common),
            ("1qaz2wsx", Common),
            ("password", Common),
            ("P@ssw0rd", Common),
            ("Liverpool1", Common),
            ("companion", Common),
            ("170490", Birthday),
            ("17041990", Birthday),
            ("17/04/1990", Birthday),
            ("19900417", Birthday),
        ] {
            assert_eq!(refused(text), Some(why), "{text}");
        }
        assert_eq!(refused(&"x1y".repeat(50)), Some(PasscodeProblem::TooLong));
    }

    #[test]
    fn what_is_hard_to_guess_is_taken_in_any_script() {
        for text in [
            "739146",
            "802715",
            "teapot in rain",
            "my blue door 7",
            "глобус",
            "گلاب جامن",
            "liverpool kettle",
        ] {
            assert_eq!(refused(text), None, "{text}");
        }
    }

    #[test]
    fn a_passcode_prints_nothing() {
        assert_eq!(
            format!("{:?}", Passcode::typed("739146".into())),
            "Passcode(…)"
        );
    }

    #[test]
    fn passes_aim_between_the_bounds() {
        for one in [20, 40, 60, 90, 120, 200, 300, 400] {
            let one = Duration::from_millis(one);
            let cost = one * passes_for(one);
            assert!(cost >= LEAST && cost <= MOST, "{one:?}: {cost:?}");
        }
        assert_eq!(passes_for(Duration::from_secs(3)), 1);
    }
}
