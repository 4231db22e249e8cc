//! Units of quantities: calendar durations and a part of UCUM.
//!
//! A unit is read as a product of known atoms with prefixes and exponents (`mg`, `g/m2`, `mm[Hg]`,
//! `10*3/uL`), so that amounts of the same dimensions can be compared. An atom that is not listed here
//! makes the unit unknown, and then only the very same unit compares.

use rust_decimal::Decimal;

/// A unit of calendar time; the order is that of length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Calendar {
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Calendar {
    /// The unit of a word, one or many.
    pub fn of_word(word: &str) -> Option<Calendar> {
        Some(match word.strip_suffix('s').unwrap_or(word) {
            "year" => Calendar::Year,
            "month" => Calendar::Month,
            "week" => Calendar::Week,
            "day" => Calendar::Day,
            "hour" => Calendar::Hour,
            "minute" => Calendar::Minute,
            "second" => Calendar::Second,
            "millisecond" => Calendar::Millisecond,
            _ => return None,
        })
    }

    /// The unit that UCUM has for the same length of time: up to a week the same, above it not.
    pub fn of_ucum(code: &str) -> Option<Calendar> {
        Some(match code {
            "wk" => Calendar::Week,
            "d" => Calendar::Day,
            "h" => Calendar::Hour,
            "min" => Calendar::Minute,
            "s" => Calendar::Second,
            "ms" => Calendar::Millisecond,
            _ => return None,
        })
    }

    /// Its length in thousandths of a second; months and years have none.
    pub fn thousandths(self) -> Option<i64> {
        Some(match self {
            Calendar::Millisecond => 1,
            Calendar::Second => 1000,
            Calendar::Minute => 60_000,
            Calendar::Hour => 3_600_000,
            Calendar::Day => 86_400_000,
            Calendar::Week => 604_800_000,
            Calendar::Month | Calendar::Year => return None,
        })
    }
}

/// Metre, gram, second, mole, kelvin, ampere, candela, radian.
const BASES: usize = 8;

/// A unit that is understood: how many of the base units it is, and of which.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub factor: Decimal,
    pub dimensions: [i8; BASES],
}

impl Unit {
    const ONE: Unit = Unit {
        factor: Decimal::ONE,
        dimensions: [0; BASES],
    };

    /// Reads a unit of UCUM; `None` where it is not understood wholly and exactly.
    pub fn read(code: &str) -> Option<Unit> {
        if code.is_empty() || code.len() > 50 {
            return None;
        }
        let mut unit = Unit::ONE;
        let mut divide = false;
        let mut rest = code;
        if let Some(after) = rest.strip_prefix('/') {
            divide = true;
            rest = after;
        }
        loop {
            let end = rest.find(['.', '/']).unwrap_or(rest.len());
            let part = component(&rest[..end])?;
            unit = if divide {
                unit.over(&part)?
            } else {
                unit.times(&part)?
            };
            let Some(sign) = rest[end..].chars().next() else {
                return Some(unit);
            };
            divide = sign == '/';
            rest = &rest[end + 1..];
        }
    }

    fn times(&self, other: &Unit) -> Option<Unit> {
        Some(Unit {
            factor: self.factor.checked_mul(other.factor)?,
            dimensions: std::array::from_fn(|i| {
                self.dimensions[i].saturating_add(other.dimensions[i])
            }),
        })
    }

    fn over(&self, other: &Unit) -> Option<Unit> {
        Some(Unit {
            factor: self.factor.checked_div(other.factor)?,
            dimensions: std::array::from_fn(|i| {
                self.dimensions[i].saturating_sub(other.dimensions[i])
            }),
        })
    }

    /// Whether UCUM lets the two be compared; `None` where moles stand against numbers.
    pub fn compares_with(&self, other: &Unit) -> Option<bool> {
        let moles = |unit: &Unit| unit.dimensions[3];
        if self.dimensions != other.dimensions && moles(self) != moles(other) {
            return None;
        }
        Some(self.dimensions == other.dimensions)
    }
}

fn component(text: &str) -> Option<Unit> {
    let text = match text.find('{') {
        Some(0) if text.ends_with('}') => return Some(Unit::ONE),
        Some(place) if text.ends_with('}') => &text[..place],
        Some(_) => return None,
        None => text,
    };
    if let Some(power) = text
        .strip_prefix("10*")
        .or_else(|| text.strip_prefix("10^"))
    {
        return raised(power_of_ten(1)?, exponent(power)?);
    }
    let digits = text
        .trim_start_matches(['+', '-'])
        .bytes()
        .all(|b| b.is_ascii_digit());
    if digits {
        let factor = text.parse().ok().filter(|n: &Decimal| *n > Decimal::ZERO)?;
        return Some(Unit {
            factor,
            ..Unit::ONE
        });
    }
    let end = match text.rfind(']') {
        Some(place) => place + 1,
        None => text
            .find(|c: char| c.is_ascii_digit() || c == '+' || c == '-')
            .unwrap_or(text.len()),
    };
    let (name, power) = text.split_at(end);
    let unit = atom(name).or_else(|| {
        PREFIXES.iter().find_map(|(prefix, ten)| {
            let metric = atom(name.strip_prefix(prefix)?)?;
            let able = METRIC.contains(&name.strip_prefix(prefix)?);
            able.then(|| metric.times(&power_of_ten(*ten)?))?
        })
    })?;
    raised(unit, exponent(power)?)
}

fn exponent(text: &str) -> Option<i32> {
    match text {
        "" => Some(1),
        _ => text.parse().ok().filter(|power: &i32| power.abs() <= 12),
    }
}

fn power_of_ten(ten: i32) -> Option<Unit> {
    let one = Unit {
        factor: Decimal::TEN,
        ..Unit::ONE
    };
    raised(one, ten)
}

fn raised(unit: Unit, power: i32) -> Option<Unit> {
    let mut found = Unit::ONE;
    for _ in 0..power.abs() {
        found = if power < 0 {
            found.over(&unit)?
        } else {
            found.times(&unit)?
        };
    }
    Some(found)
}

const PREFIXES: [(&str, i32); 14] = [
    ("da", 1),
    ("h", 2),
    ("k", 3),
    ("M", 6),
    ("G", 9),
    ("T", 12),
    ("d", -1),
    ("c", -2),
    ("m", -3),
    ("u", -6),
    ("n", -9),
    ("p", -12),
    ("f", -15),
    ("a", -18),
];

/// Atoms that take a prefix.
const METRIC: [&str; 19] = [
    "m", "g", "s", "mol", "K", "A", "cd", "rad", "L", "l", "Hz", "N", "Pa", "J", "W", "t", "cal",
    "m[Hg]", "bar",
];

/// An atom of UCUM in base units (metre, gram, second, …); each factor is exact.
fn atom(name: &str) -> Option<Unit> {
    let (factor, dimensions): (&str, [i8; BASES]) = match name {
        "m" => ("1", [1, 0, 0, 0, 0, 0, 0, 0]),
        "g" => ("1", [0, 1, 0, 0, 0, 0, 0, 0]),
        "s" => ("1", [0, 0, 1, 0, 0, 0, 0, 0]),
        "mol" => ("1", [0, 0, 0, 1, 0, 0, 0, 0]),
        "K" => ("1", [0, 0, 0, 0, 1, 0, 0, 0]),
        "A" => ("1", [0, 0, 0, 0, 0, 1, 0, 0]),
        "cd" => ("1", [0, 0, 0, 0, 0, 0, 1, 0]),
        "rad" => ("1", [0, 0, 0, 0, 0, 0, 0, 1]),
        "L" | "l" => ("0.001", [3, 0, 0, 0, 0, 0, 0, 0]),
        "min" => ("60", [0, 0, 1, 0, 0, 0, 0, 0]),
        "h" => ("3600", [0, 0, 1, 0, 0, 0, 0, 0]),
        "d" => ("86400", [0, 0, 1, 0, 0, 0, 0, 0]),
        "wk" => ("604800", [0, 0, 1, 0, 0, 0, 0, 0]),
        // The Julian year and its twelfth.
        "a" | "a_j" => ("31557600", [0, 0, 1, 0, 0, 0, 0, 0]),
        "mo" | "mo_j" => ("2629800", [0, 0, 1, 0, 0, 0, 0, 0]),
        "Hz" => ("1", [0, 0, -1, 0, 0, 0, 0, 0]),
        "N" => ("1000", [1, 1, -2, 0, 0, 0, 0, 0]),
        "Pa" => ("1000", [-1, 1, -2, 0, 0, 0, 0, 0]),
        "bar" => ("100000000", [-1, 1, -2, 0, 0, 0, 0, 0]),
        "m[Hg]" => ("133322000", [-1, 1, -2, 0, 0, 0, 0, 0]),
        "J" => ("1000", [2, 1, -2, 0, 0, 0, 0, 0]),
        "cal" => ("4184", [2, 1, -2, 0, 0, 0, 0, 0]),
        "W" => ("1000", [2, 1, -3, 0, 0, 0, 0, 0]),
        "t" => ("1000000", [0, 1, 0, 0, 0, 0, 0, 0]),
        "%" => ("0.01", [0; BASES]),
        "[in_i]" => ("0.0254", [1, 0, 0, 0, 0, 0, 0, 0]),
        "[ft_i]" => ("0.3048", [1, 0, 0, 0, 0, 0, 0, 0]),
        "[yd_i]" => ("0.9144", [1, 0, 0, 0, 0, 0, 0, 0]),
        "[mi_i]" => ("1609.344", [1, 0, 0, 0, 0, 0, 0, 0]),
        "[lb_av]" => ("453.59237", [0, 1, 0, 0, 0, 0, 0, 0]),
        "[oz_av]" => ("28.349523125", [0, 1, 0, 0, 0, 0, 0, 0]),
        "[stone_av]" => ("6350.29318", [0, 1, 0, 0, 0, 0, 0, 0]),
        _ => return None,
    };
    Some(Unit {
        factor: factor.parse().ok()?,
        dimensions,
    })
}

/// The unit of a product or a quotient, where it can be written simply.
pub(super) fn written(dimensions: &[i8; BASES]) -> String {
    const NAMES: [&str; BASES] = ["m", "g", "s", "mol", "K", "A", "cd", "rad"];
    let parts = NAMES
        .iter()
        .zip(dimensions)
        .filter(|(_, power)| **power != 0);
    let parts = parts.map(|(name, power)| match power {
        1 => (*name).to_owned(),
        _ => format!("{name}{power}"),
    });
    let text = parts.collect::<Vec<_>>().join(".");
    if text.is_empty() {
        "1".to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_understood_exactly_or_not_at_all() {
        let same = [
            ("g", "mg", 1000),
            ("m", "cm", 100),
            ("m2", "cm2", 10_000),
            ("[stone_av]", "[lb_av]", 14),
            ("L", "mL", 1000),
            ("kPa", "Pa", 1000),
        ];
        for (large, small, times) in same {
            let (large, small) = (Unit::read(large), Unit::read(small));
            let ratio = large.zip(small).map(|(l, s)| l.factor / s.factor);
            assert_eq!(ratio, Some(Decimal::from(times)));
        }
        for unknown in ["[s]", "wibble", "k[lb_av]", "mmin", "", "m//s", "Cel"] {
            assert_eq!(Unit::read(unknown), None, "{unknown}");
        }
        assert_eq!(
            Unit::read("mm[Hg]").map(|u| u.dimensions),
            Unit::read("kPa").map(|u| u.dimensions)
        );
        assert_eq!(Unit::read("/min").map(|u| u.dimensions[2]), Some(-1));
    }
}
