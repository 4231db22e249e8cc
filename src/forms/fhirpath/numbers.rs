//! Numbers: what decimals do where the specification leaves it to floating point elsewhere.

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

/// To the nearest whole number; a half goes away from nought.
pub(super) fn half_up(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
}

/// To the nearest multiple of `10^-digits`; a half goes away from nought.
pub(super) fn rounded(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// Equal to the degree that the less precise one is written (trailing noughts do not count).
pub(super) fn equivalent(one: Decimal, other: Decimal) -> bool {
    let digits = one.normalize().scale().min(other.normalize().scale());
    rounded(one, digits) == rounded(other, digits)
}

/// A quotient; `None` where it would be divided by nought or is too great.
pub(super) fn quotient(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_div(other).map(|found| found.normalize())
}

/// What a function of real numbers gives, to 15 digits; `None` where it is not a number.
pub(super) fn real(value: Decimal, function: impl Fn(f64) -> f64) -> Option<Decimal> {
    let found = function(value.to_f64()?);
    if !found.is_finite() {
        return None;
    }
    if found != 0.0 && found.abs() < 1e-20 {
        return Some(Decimal::ZERO);
    }
    let text = format!("{found:.14e}");
    Decimal::from_scientific(&text)
        .ok()
        .or_else(|| Decimal::from_f64(found))
        .map(|found| found.normalize())
}

/// A power with a whole exponent, exact as far as 28 digits go.
pub(super) fn power(base: Decimal, exponent: u32) -> Option<Decimal> {
    if base == Decimal::ZERO || base.abs() == Decimal::ONE {
        let odd = exponent % 2 == 1 || exponent == 0;
        return Some(match exponent {
            0 => Decimal::ONE,
            _ if odd => base,
            _ => base.abs(),
        });
    }
    let mut found = Decimal::ONE;
    let mut square = base;
    let mut left = exponent;
    while left > 0 {
        if left & 1 == 1 {
            found = found.checked_mul(square)?;
        }
        left >>= 1;
        if left > 0 {
            square = square.checked_mul(square)?;
        }
    }
    Some(found)
}

/// A whole number of the language, if it fits.
pub(super) fn whole(value: Decimal) -> Option<i32> {
    value
        .to_i32()
        .filter(|found| Decimal::from(*found) == value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reals_come_out_as_people_expect() {
        let log = |n: i64, base: f64| real(Decimal::from(n), |x| x.ln() / base.ln());
        assert_eq!(log(16, 2.0), Some(Decimal::from(4)));
        assert_eq!(log(1000, 10.0), Some(Decimal::from(3)));
        assert_eq!(real(Decimal::from(81), f64::sqrt), Some(Decimal::from(9)));
        assert_eq!(real(Decimal::from(-1), f64::sqrt), None);
        assert_eq!(power(Decimal::new(25, 1), 2), Some(Decimal::new(625, 2)));
        assert_eq!(power(Decimal::from(10), 400), None);
        assert_eq!(
            power(Decimal::from(-1), 2_000_000_001),
            Some(Decimal::from(-1))
        );
    }

    #[test]
    fn a_half_goes_away_from_nought() {
        assert_eq!(half_up(Decimal::new(-25, 1)), Decimal::from(-3));
        assert!(equivalent(Decimal::new(67, 2), Decimal::new(66_666, 5)));
    }
}
