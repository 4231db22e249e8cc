//! Many phones on one server: how many requests a second there are on a usual day, and after an
//! outage. The waits are the app's own; each phone has its own luck, and the server counts.
//!
//! Every phone runs all day, which is more than phones let apps do: nothing here is kinder to the
//! server than life. Each looks for what is new now and then, and sends one answered form a week.
#![allow(dead_code, reason = "each use needs a part of it")]

use pathway_companion::sync::Report;
use pathway_companion::sync::queue::next_look;
use pathway_companion::sync::wait::wait_for;
use std::time::Duration;

/// The day, in seconds: three hours, two hours of outage, and two hours after it.
pub const BEFORE: usize = 3 * 3_600;
pub const BACK: usize = BEFORE + 2 * 3_600;
pub const END: usize = BACK + 2 * 3_600;
/// Requests of a look (one batch) and of a send (the Task is read, then one transaction).
const LOOK: u32 = 1;
const SEND: u32 = 2;
const WEEK: f64 = 7.0 * 24.0 * 3_600.0;
/// Windows in which requests are counted, in seconds.
const WINDOW: usize = 60;

/// When phones come again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Schedule {
    /// As the app does.
    Ours,
    /// Every ten minutes, and every five seconds while it fails.
    None,
}

/// What the outage looks like to a phone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outage {
    /// Nobody answers.
    Silence,
    /// 503 with this `Retry-After`, in seconds.
    AsksToWait(u64),
}

/// Random enough, and the same on every run.
struct Dice(u64);

impl Dice {
    fn chance(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Requests in each second of the day.
pub struct Day {
    seconds: Vec<u32>,
}

impl Day {
    /// The busiest minute between two seconds, in requests a second.
    pub fn peak(&self, from: usize, to: usize) -> f64 {
        let windows = self.seconds[from..to].chunks(WINDOW);
        let sums = windows.map(|it| it.iter().map(|n| u64::from(*n)).sum::<u64>());
        sums.max().unwrap_or_default() as f64 / WINDOW as f64
    }

    /// The busiest second.
    pub fn worst_second(&self, from: usize, to: usize) -> u32 {
        self.seconds[from..to]
            .iter()
            .copied()
            .max()
            .unwrap_or_default()
    }

    /// On a usual day: the hour before the outage, when all has settled.
    pub fn usual(&self) -> f64 {
        self.peak(BEFORE - 3_600, BEFORE)
    }

    /// In the hour after it.
    pub fn after(&self) -> f64 {
        self.peak(BACK, BACK + 3_600)
    }

    /// While it lasts: what a server that is unwell has to bear.
    pub fn during(&self) -> f64 {
        self.peak(BEFORE, BACK)
    }

    /// Seconds until nine of ten phones have been heard again.
    pub fn recovered(&self, phones: usize) -> usize {
        let mut sum = 0u64;
        let of = |at: usize| self.seconds.get(at).copied().unwrap_or_default();
        (BACK..END)
            .find(|at| {
                sum += u64::from(of(*at));
                sum * 10 >= phones as u64 * 9
            })
            .map_or(END - BACK, |at| at - BACK)
    }
}

/// Plays the day for so many phones.
pub fn play(phones: usize, schedule: Schedule, outage: Outage) -> Day {
    let mut day = Day {
        seconds: vec![0; END],
    };
    for phone in 0..phones {
        let seed = (phone as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut dice = Dice(seed | 1);
        for _ in 0..4 {
            dice.chance();
        }
        looks(&mut day, schedule, outage, &mut dice);
        sends(&mut day, schedule, outage, &mut dice);
    }
    day
}

fn is_out(at: f64) -> bool {
    (BEFORE as f64..BACK as f64).contains(&at)
}

fn asked(outage: Outage) -> (Report, Option<Duration>) {
    match outage {
        Outage::Silence => (Report::NoSignal, None),
        Outage::AsksToWait(seconds) => (Report::AsksToWait, Some(Duration::from_secs(seconds))),
    }
}

fn looks(day: &mut Day, schedule: Schedule, outage: Outage, dice: &mut Dice) {
    let mut at = dice.chance() * 600.0;
    let mut in_vain = 0;
    while at < END as f64 {
        let fails = is_out(at);
        day.seconds[at as usize] += LOOK;
        in_vain = if fails { in_vain + 1 } else { 0 };
        let (report, wait) = if fails {
            asked(outage)
        } else {
            (Report::Well, None)
        };
        at += match schedule {
            Schedule::Ours => next_look(report, in_vain, wait, dice.chance()).as_secs_f64(),
            Schedule::None if fails => 5.0,
            Schedule::None => 600.0,
        };
    }
}

fn sends(day: &mut Day, schedule: Schedule, outage: Outage, dice: &mut Dice) {
    let mut at = dice.chance() * WEEK;
    let mut tries = 0;
    while at < END as f64 {
        day.seconds[at as usize] += if is_out(at) { 1 } else { SEND };
        if !is_out(at) {
            return;
        }
        let (_, wait) = asked(outage);
        at += match schedule {
            Schedule::Ours => wait_for(tries, wait, dice.chance()).as_secs_f64(),
            Schedule::None => 5.0,
        };
        tries += 1;
    }
}
