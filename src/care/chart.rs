//! Where everything of a chart stands, for a picture drawn by hand: places from 0 to 1 and no sizes.
//!
//! x goes by days, from the day of the first result to today; y from the hard end (0) to the easy end (1),
//! whichever way the measure counts, so that a line that climbs is a time that got easier. The line breaks
//! where the form changed. What is drawn of a great many results says [`super::sketch`]; the table beside the
//! chart has them all. Labels are made elsewhere, from days.

use super::{Drawn, Goal, GoalStage, Level, Rater, Sketch};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::ops::Range;

/// The most ticks on the axis of time.
pub const MOST_TICKS: usize = 6;

/// One result, drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// 0 to 1, the oldest left.
    pub x: f64,
    /// 0 to 1, the easy end up.
    pub y: f64,
    /// Which of the points of the series it is.
    pub point: usize,
}

/// How much of a day's name a tick needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// The day.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

/// A mark on the axis of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    /// 0 to 1.
    pub x: f64,
    /// The day that it stands for.
    pub day: Date,
    /// How much of it is worth saying.
    pub grain: Grain,
}

/// What happened to a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// It was written down, or first rated.
    Begun,
    /// The person first said that it was reached.
    Reached,
    /// The day by which it was to be reached.
    Due,
    /// It was last rated, and is finished or let go.
    Ended,
}

/// Where a flag belongs on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Before its beginning; the flag stands at 0.
    Before,
    /// On it.
    Within,
    /// After its end; the flag stands at 1.
    After,
}

/// A goal on the axis of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// 0 to 1.
    pub x: f64,
    /// Whether that is its true place.
    pub reach: Reach,
    /// The true day.
    pub day: Date,
    /// What happened.
    pub moment: Moment,
    /// Id of the goal.
    pub goal: String,
}

/// A whole chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chart {
    /// First and last day of the axis; none where there is no result.
    pub span: Option<(Date, Date)>,
    /// The results that are drawn, the oldest first.
    pub dots: Vec<Dot>,
    /// Stretches of dots that a line joins: between them the form changed. Each has two dots or more.
    pub lines: Vec<Range<usize>>,
    /// Marks on the axis, the earliest first; at most [`MOST_TICKS`].
    pub ticks: Vec<Tick>,
    /// Goals on the axis, the earliest first.
    pub flags: Vec<Flag>,
    /// How many results are in the table and not drawn.
    pub left_out: usize,
}

impl Chart {
    /// The chart of a series as it is drawn. Days are those of `zone`.
    pub fn of(sketch: &Sketch, goals: &[Goal], today: Date, zone: &TimeZone) -> Chart {
        let day = |drawn: &Drawn| drawn.point.at.to_zoned(zone.clone()).date();
        let ends = sketch.drawn.first().zip(sketch.drawn.last());
        let Some((first, last)) = ends.map(|(first, last)| (day(first), day(last))) else {
            return Chart::default();
        };
        let axis = Axis {
            from: first,
            to: last.max(today),
        };
        let dots = sketch.drawn.iter().map(|drawn| Dot {
            x: axis.place(day(drawn)),
            y: sketch.scale.height(drawn.point.value),
            point: drawn.place,
        });
        Chart {
            span: Some((axis.from, axis.to)),
            dots: dots.collect(),
            lines: lines(&sketch.drawn),
            ticks: axis.ticks(),
            flags: flags(goals, axis, zone),
            left_out: sketch.whole.saturating_sub(sketch.drawn.len()),
        }
    }
}

// Dots are joined where every result between them, drawn or not, was given to the same version.
fn lines(drawn: &[Drawn]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for stretch in drawn.chunk_by(|a, b| a.run == b.run) {
        let end = start + stretch.len();
        if stretch.len() > 1 {
            lines.push(start..end);
        }
        start = end;
    }
    lines
}

#[derive(Clone, Copy)]
struct Axis {
    from: Date,
    to: Date,
}

impl Axis {
    // A single day stands in the middle.
    fn place(self, day: Date) -> f64 {
        let whole = days(self.from, self.to);
        if whole == 0 {
            return 0.5;
        }
        (f64::from(days(self.from, day)) / f64::from(whole)).clamp(0.0, 1.0)
    }

    fn flag(self, goal: &Goal, moment: Moment, day: Date) -> Flag {
        let reach = if day < self.from {
            Reach::Before
        } else if day > self.to {
            Reach::After
        } else {
            Reach::Within
        };
        let x = match reach {
            Reach::Before => 0.0,
            Reach::Within => self.place(day),
            Reach::After => 1.0,
        };
        Flag {
            x,
            reach,
            day,
            moment,
            goal: goal.id.clone(),
        }
    }

    // The finest step that gives few enough marks: days, then firsts of months, then of years.
    fn ticks(self) -> Vec<Tick> {
        let whole = days(self.from, self.to);
        for step in [1, 2, 7, 14] {
            if (whole / step) < MOST_TICKS as i32 {
                let marks = (0..=whole / step).filter_map(|n| {
                    let by = jiff::Span::new().try_days(n * step).ok()?;
                    self.from.checked_add(by).ok()
                });
                return marks.map(|day| self.tick(day, Grain::Day)).collect();
            }
        }
        let first = month_number(self.from) + i32::from(self.from.day() > 1);
        let last = month_number(self.to);
        let mut step = 1;
        // Doubled from a year on: ten thousand years end this after fourteen turns.
        while last.div_euclid(step) - (first - 1).div_euclid(step) > MOST_TICKS as i32 {
            step = match step {
                1 => 3,
                3 => 6,
                6 => 12,
                longer => longer * 2,
            };
        }
        let grain = if step < 12 { Grain::Month } else { Grain::Year };
        let start = (first - 1).div_euclid(step) + 1;
        let marks = (start..=last.div_euclid(step)).filter_map(|n| first_of(n * step));
        marks.map(|day| self.tick(day, grain)).collect()
    }

    fn tick(self, day: Date, grain: Grain) -> Tick {
        Tick {
            x: self.place(day),
            day,
            grain,
        }
    }
}

fn days(from: Date, to: Date) -> i32 {
    // Within jiff's calendar the days between two dates always fit.
    from.until(to).map_or(0, |span| span.get_days())
}

fn month_number(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

fn first_of(month: i32) -> Option<Date> {
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    let month = i8::try_from(month.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

fn flags(goals: &[Goal], axis: Axis, zone: &TimeZone) -> Vec<Flag> {
    let mut flags = Vec::new();
    for goal in goals {
        let day = |at: jiff::Timestamp| at.to_zoned(zone.clone()).date();
        let reached = goal
            .ratings
            .iter()
            .find(|r| r.by == Rater::Me && r.level >= Level::Expected);
        let first = goal.ratings.first().map(|r| day(r.at));
        let over = matches!(goal.stage, GoalStage::Finished | GoalStage::Dropped);
        let last = goal.ratings.last().filter(|_| over).map(|r| day(r.at));
        let moments = [
            (Moment::Begun, goal.written.on.or(first)),
            (Moment::Reached, reached.map(|r| day(r.at))),
            (Moment::Due, goal.due),
            (Moment::Ended, last),
        ];
        let known = moments.into_iter().filter_map(|(m, day)| Some((m, day?)));
        flags.extend(known.map(|(moment, day)| axis.flag(goal, moment, day)));
    }
    flags.sort_by(|a, b| (a.day, a.moment, &a.goal).cmp(&(b.day, b.moment, &b.goal)));
    flags
}
