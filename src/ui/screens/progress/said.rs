//! What is said of a course, in sentences. Every way of knowing and of not knowing has its own.

use crate::care::{Aside, Goal, Point, Record, Since, Sketch, Track, Tracked, Way};
use crate::words::{self, Words};
use jiff::Timestamp;
use jiff::civil::Date;

/// Since the start, and since last time.
pub(super) fn sentences(words: Words, record: &Record, track: &Track, today: Date) -> Vec<String> {
    let sketch = &track.sketch;
    let say = Said {
        words,
        today,
        goal: track.of.goal().is_some(),
    };
    match (sketch.whole, &track.of) {
        (0, _) => vec![words.say("progress-none-yet")],
        (_, Tracked::Steps(id)) => {
            let goal = record.goals.iter().find(|g| g.id == *id);
            say.steps(sketch, goal)
        }
        (1, _) => vec![say.once(sketch)],
        _ => say.ways(sketch),
    }
}

/// What could not be shown, and why; one sentence a reason.
pub(super) fn asides(words: Words, aside: Aside) -> Vec<String> {
    let all = [
        (aside.undated, "progress-aside-undated"),
        (aside.ahead, "progress-aside-ahead"),
        (aside.unclear, "progress-aside-unclear"),
    ];
    let some = all.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, key)| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        words.say_with(key, &[("count", count.into())])
    })
    .collect()
}

/// Whether anything that is sure says that it got harder.
pub(super) fn got_harder(track: &Track) -> bool {
    let sketch = &track.sketch;
    let all = [
        sketch.since_start,
        sketch.since_last,
        sketch.since_this_version,
    ];
    all.iter().any(|since| since.way == Way::Harder)
}

struct Said {
    words: Words,
    today: Date,
    /// Of a goal, one is closer or further away.
    goal: bool,
}

impl Said {
    fn once(&self, sketch: &Sketch) -> String {
        let at = sketch.newest.last().map(|p| p.at);
        let when = self.when(at);
        let key = if self.goal {
            "progress-goal-once"
        } else {
            "progress-once"
        };
        self.words.say_with(key, &[("when", (&when).into())])
    }

    fn ways(&self, sketch: &Sketch) -> Vec<String> {
        let (start, last) = (sketch.since_start, sketch.since_last);
        if start.way == Way::VersionChanged {
            return self.new_questions(sketch);
        }
        if last.from == start.from {
            return vec![self.since_start(start)];
        }
        match (start.way, last.way) {
            (Way::NoYardstick, Way::NoYardstick) => vec![self.since_start(start)],
            (Way::TooCloseToTell, Way::TooCloseToTell) => {
                let (first, then) = (self.since(start.from), self.since(last.from));
                let args = [("since", (&first).into()), ("last", (&then).into())];
                vec![self.words.say_with("progress-both-close", &args)]
            }
            _ => vec![self.since_start(start), self.since_last(last)],
        }
    }

    // What can still be said is since the new questions came; it comes first.
    fn new_questions(&self, sketch: &Sketch) -> Vec<String> {
        let (new, last) = (sketch.since_this_version, sketch.since_last);
        let mut all = Vec::new();
        if new.way == Way::NotEnough {
            all.push(self.words.say("progress-new-once"));
        } else {
            all.push(self.since_start(new));
            if last.from != new.from && last.way != new.way {
                all.push(self.since_last(last));
            }
        }
        all.push(self.since_start(sketch.since_start));
        all
    }

    fn since_start(&self, since: Since) -> String {
        let key = match (since.way, self.goal) {
            (Way::Easier, false) => "progress-easier",
            (Way::Easier, true) => "progress-goal-closer",
            (Way::Harder, false) => "progress-harder",
            (Way::Harder, true) => "progress-goal-further",
            (Way::TooCloseToTell, _) => "progress-close",
            (Way::VersionChanged, _) => "progress-changed",
            (Way::NoYardstick, _) => "progress-no-yardstick",
            (Way::NotEnough, _) => "progress-none-yet",
        };
        self.say(key, since.from)
    }

    fn since_last(&self, since: Since) -> String {
        let key = match (since.way, self.goal) {
            (Way::Easier, false) => "progress-last-easier",
            (Way::Easier, true) => "progress-last-closer",
            (Way::Harder, false) => "progress-last-harder",
            (Way::Harder, true) => "progress-last-further",
            (Way::TooCloseToTell, _) => "progress-close",
            (Way::VersionChanged, _) => "progress-changed",
            (Way::NoYardstick, _) => "progress-no-yardstick",
            (Way::NotEnough, _) => "progress-none-yet",
        };
        self.say(key, since.from)
    }

    /// Of steps there is no telling what is chance; they are the person's own words, and those are told.
    fn steps(&self, sketch: &Sketch, goal: Option<&Goal>) -> Vec<String> {
        let (Some(first), Some(now)) = (sketch.drawn.first(), sketch.newest.last()) else {
            return vec![self.words.say("progress-none-yet")];
        };
        let first = &first.point;
        if sketch.whole == 1 {
            return vec![self.once(sketch)];
        }
        let mut all = vec![self.step(first, now, goal)];
        let before = sketch.newest.iter().rev().nth(1);
        if let Some(before) = before.filter(|b| b.at != first.at) {
            let told = goal.and_then(|goal| step_words(goal, before.value));
            if same(before.value, now.value) {
                all.push(self.words.say("progress-steps-last-same"));
            } else if let Some(step) = told.filter(|_| !same(before.value, first.value)) {
                let args = [("step", step.into())];
                all.push(self.words.say_with("progress-steps-last-other", &args));
            }
        }
        all
    }

    fn step(&self, then: &Point, now: &Point, goal: Option<&Goal>) -> String {
        if same(then.value, now.value) {
            return self.say("progress-steps-same", Some(then.at));
        }
        let step = |point: &Point| goal.and_then(|goal| step_words(goal, point.value));
        let (Some(began), Some(here)) = (step(then), step(now)) else {
            return self.say("progress-steps-other", Some(then.at));
        };
        let when = self.when(Some(then.at));
        let args = [
            ("began", began.into()),
            ("here", here.into()),
            ("when", (&when).into()),
        ];
        self.words.say_with("progress-steps-moved", &args)
    }

    fn say(&self, key: &str, from: Option<Timestamp>) -> String {
        let (when, since) = (self.when(from), self.since(from));
        let args = [("when", (&when).into()), ("since", (&since).into())];
        self.words.say_with(key, &args)
    }

    fn when(&self, at: Option<Timestamp>) -> String {
        at.map(|at| self.words.back_then(words::today(at), self.today))
            .unwrap_or_default()
    }

    fn since(&self, at: Option<Timestamp>) -> String {
        at.map(|at| self.words.since_then(words::today(at), self.today))
            .unwrap_or_default()
    }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < f64::EPSILON
}

/// A step of a goal in the person's words; the value is that of the scale, −2 to 2.
pub(super) fn step_words(goal: &Goal, value: f64) -> Option<&String> {
    let place = goal.levels.iter().zip(-2i8..).find(|(_, number)| {
        let number = f64::from(*number);
        same(number, value)
    });
    place?.0.as_ref()
}
