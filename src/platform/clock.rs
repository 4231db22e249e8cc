//! A clock for waits: it goes on while the phone sleeps, and setting the date does not move it.

use std::time::Duration;

/// A moment on that clock. Two moments can be compared only within one run of the phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Names the run: another one after every start of the phone, or of the app where the phone does
    /// not say.
    pub run: String,
    /// Since the run began.
    pub at: Duration,
}

impl Moment {
    /// How long ago `earlier` was; none when that was in another run.
    pub fn since(&self, earlier: &Moment) -> Option<Duration> {
        (self.run == earlier.run).then(|| self.at.saturating_sub(earlier.at))
    }
}

/// Tells moments.
pub type WaitClock = std::sync::Arc<dyn Fn() -> Moment + Send + Sync>;

/// The phone's own clock for waits.
pub fn wait_clock() -> WaitClock {
    std::sync::Arc::new(moment)
}

/// The moment that it is.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn moment() -> Moment {
    use rustix::time::{ClockId, clock_gettime};
    let since = clock_gettime(ClockId::Boottime);
    let at = Duration::new(
        u64::try_from(since.tv_sec).unwrap_or(0),
        u32::try_from(since.tv_nsec).unwrap_or(0),
    );
    match std::fs::read_to_string("/proc/sys/kernel/random/boot_id") {
        Ok(id) => Moment {
            run: id.trim().to_owned(),
            at,
        },
        // A phone that does not name its run: then only this process knows that it is the same one.
        Err(_) => Moment {
            run: this_process().to_owned(),
            at,
        },
    }
}

/// The moment that it is. Here the clock stands still while the computer sleeps: a wait grows by that.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn moment() -> Moment {
    static BEGAN: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    Moment {
        run: this_process().to_owned(),
        at: BEGAN.elapsed(),
    }
}

fn this_process() -> &'static str {
    static NAME: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        let bytes: [u8; 16] = super::random();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    });
    &NAME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_forward_and_knows_its_run() {
        let first = moment();
        std::thread::sleep(Duration::from_millis(5));
        let second = moment();
        assert!(second.since(&first).unwrap() >= Duration::from_millis(5));
        let other = Moment {
            run: "another start".into(),
            ..first
        };
        assert_eq!(second.since(&other), None);
    }
}
