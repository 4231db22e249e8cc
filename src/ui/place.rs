//! A name that others gave (a form's link id, a requisition) as one part of an address. Such names
//! may hold anything, slashes too: the best-known form's ids begin with one.

use std::fmt;
use std::str::FromStr;

/// A name that others gave, safe within an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place(String);

/// The text is not one that [`Place`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this part of the address is not a place")]
pub struct NoPlace;

impl Place {
    /// The place of this name.
    pub fn of(name: impl fmt::Display) -> Self {
        Self(name.to_string())
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

// Letters, digits, `-` and `_` stay; every other byte becomes `~` and two hexadecimal digits. A dot
// is one of the others, since an address takes `..` for the way up.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => {
                    write!(f, "{}", char::from(byte))?;
                }
                _ => write!(f, "~{byte:02x}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let mut bytes = text.bytes();
        let mut name = Vec::with_capacity(text.len());
        while let Some(byte) = bytes.next() {
            if byte != b'~' {
                name.push(byte);
                continue;
            }
            let (high, low) = (bytes.next().ok_or(NoPlace)?, bytes.next().ok_or(NoPlace)?);
            name.push(hex(high)? << 4 | hex(low)?);
        }
        String::from_utf8(name).map(Self).map_err(|_| NoPlace)
    }
}

fn hex(digit: u8) -> Result<u8, NoPlace> {
    let digit = char::from(digit).to_digit(16).ok_or(NoPlace)?;
    u8::try_from(digit).map_err(|_| NoPlace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_goes_into_an_address_and_comes_out_again() {
        for name in ["/44250-9", "check", "..", "a~b", "ŵ?#%", "1.2 b"] {
            let written = Place::of(name).to_string();
            assert!(
                !written.contains(['/', '.', '?', '#', '%', ' ']),
                "{written}"
            );
            assert_eq!(written.parse(), Ok(Place::of(name)));
        }
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for text in ["~", "~4", "~zz", "~ff"] {
            assert_eq!(text.parse::<Place>(), Err(NoPlace), "{text}");
        }
    }
}
