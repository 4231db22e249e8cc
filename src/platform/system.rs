//! What the device says of itself that the app minds: the person's own size of text and rest from motion, and whether power
//! or the connection is dear just now. Where a device does not say, it is `None`, and the page's own media queries count.

use super::body::system as body;

/// What the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct System {
    /// Size of text, in hundredths of the usual.
    pub text_size: Option<u16>,
    /// Nothing shall move.
    pub less_motion: Option<bool>,
    /// Dark.
    pub dark: Option<bool>,
    /// The device saves power.
    pub saves_power: Option<bool>,
    /// The connection costs.
    pub costs: Option<bool>,
}

impl System {
    /// As it is now.
    pub fn now() -> Self {
        body::now()
    }

    /// Whether the app shall look less often of its own accord.
    pub fn is_sparing(&self) -> bool {
        self.saves_power == Some(true) || self.costs == Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_that_does_not_say_spares_nothing() {
        assert!(!System::default().is_sparing());
        let costs = System {
            costs: Some(true),
            ..System::default()
        };
        assert!(costs.is_sparing());
    }

    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    #[test]
    fn a_desk_leaves_reading_to_the_page() {
        let here = System::now();
        assert_eq!(
            (here.text_size, here.less_motion, here.dark),
            (None, None, None)
        );
    }
}
