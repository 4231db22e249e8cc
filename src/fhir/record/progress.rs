//! The results of known measures over time, for charts.
//!
//! The record that a cold start reads has a sketch of each ([`crate::care::Track`]); all of them are read when
//! somebody asks for older ones: in ten years there may be a thousand. A result is an Observation under the code of a measure's total; which
//! version of the form it was given to is said by the answered form that it was derived from. A result that
//! is not final is not shown: it may still change.
//!
//! The form of goal-based outcomes names its goals by their place. Nothing says that the first goal of
//! March is the first goal of June, so no change between them has a name; ratings that name a goal
//! ([`crate::care::Goal::out_of_ten`]) can be compared.

use super::Reading;
use super::shelf::Shelf;
use crate::care::{Better, Found, Goal, MOST_DRAWN, Point, Scale, Series, Track, Tracked};
use crate::fhir::observation::Observation;
use crate::fhir::{Envelope, codes, when};
use crate::forms::{Certainty, Direction, GOAL_CODES, Measure, Unit};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a series is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// The total of a measure.
    Total(Measure),
    /// The goal at that place, from 1, of the form of goal-based outcomes.
    GoalAt(usize),
}

/// The results of one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Of what.
    pub of: Followed,
    /// The results.
    pub series: Series,
}

/// The results of every known measure that has any, in the order of [`Measure::ALL`].
pub fn read_progress(resources: &[Envelope], how: &Reading) -> Vec<Course> {
    courses(&Shelf::of(resources, how))
}

fn courses(shelf: &Shelf) -> Vec<Course> {
    let versions = versions(shelf);
    let mut seen = HashSet::new();
    let mut found: BTreeMap<(usize, usize), Vec<Found>> = BTreeMap::new();
    for observation in &shelf.observations {
        let Some(of) = followed(observation).filter(|_| is_final(observation)) else {
            continue;
        };
        let value = value(observation);
        let response = response(observation);
        // A server that scores a form by itself tells the same result twice.
        if let (Some(response), Some(value)) = (response, value)
            && !seen.insert((order(of), response.to_owned(), value.to_bits()))
        {
            continue;
        }
        found.entry(order(of)).or_default().push(Found {
            at: observation.at(),
            value,
            counted: value.and_then(|v| counted(of, v)),
            version: response.and_then(|r| versions.get(r).cloned()),
        });
    }
    let until = end_of(shelf.how);
    let all = Measure::ALL.into_iter().map(Followed::Total);
    let all = all.chain((1..=GOAL_CODES.len()).map(Followed::GoalAt));
    all.filter_map(|of| {
        let series = Series::of(scale(of), found.remove(&order(of))?, until);
        Some(Course { of, series })
    })
    .collect()
}

/// As much of everything that can be followed as screens open with. The goals have all their ratings.
pub(super) fn tracks(shelf: &Shelf, goals: &[Goal]) -> Vec<Track> {
    let until = end_of(shelf.how);
    let of_measures = courses(shelf).into_iter().map(|course| Track {
        of: course.of.tracked(),
        sketch: course.series.sketch(MOST_DRAWN),
    });
    let of_goals = goals
        .iter()
        .flat_map(|goal| goal.tracks(threshold_out_of_ten(), until));
    of_measures.chain(of_goals).collect()
}

/// The result in an Observation that is to be sent: of what, when, and what came out.
pub fn result_in(observation: &serde_json::Value) -> Option<(Tracked, Point)> {
    let observation: Observation = serde_json::from_value(observation.clone()).ok()?;
    let of = followed(&observation)?;
    let value = value(&observation)?;
    Some((
        of.tracked(),
        Point {
            at: observation.at()?,
            value,
            counted: counted(of, value),
            version: None,
        },
    ))
}

impl Followed {
    /// The same as the record names it.
    pub fn tracked(self) -> Tracked {
        match self {
            Followed::Total(measure) => Tracked::Measure(measure.facts().id.to_owned()),
            Followed::GoalAt(place) => Tracked::GoalAt(place),
        }
    }
}

/// The scale of what is followed; with a threshold only where that is sure and is one of whole results.
pub fn scale(of: Followed) -> Scale {
    let measure = match of {
        Followed::Total(measure) => measure,
        Followed::GoalAt(_) => Measure::Gbo,
    };
    let facts = measure.facts();
    let sure = facts
        .reliable_change
        .filter(|t| t.certainty == Certainty::Verified && t.unit != Unit::Item);
    Scale {
        least: facts.range.0,
        most: facts.range.1,
        better: match facts.direction {
            Direction::HigherIsBetter => Better::Up,
            Direction::LowerIsBetter => Better::Down,
        },
        threshold: sure.map(|t| t.value),
    }
}

/// The threshold of ratings from 0 to 10 of one and the same goal, where it is sure.
pub fn threshold_out_of_ten() -> Option<f64> {
    let known = Measure::Gbo.facts().reliable_change?;
    (known.certainty == Certainty::Verified).then_some(known.value)
}

/// The first moment that is not today any more, in the trust's own time.
pub fn end_of(how: &Reading) -> Timestamp {
    let midnight = how.today.tomorrow().ok().and_then(|day| {
        let start = day.to_zoned(when::london()).ok()?;
        Some(start.timestamp())
    });
    midnight.unwrap_or(Timestamp::MAX)
}

fn order(of: Followed) -> (usize, usize) {
    match of {
        Followed::Total(measure) => {
            let place = Measure::ALL.iter().position(|m| *m == measure);
            (0, place.unwrap_or(usize::MAX))
        }
        Followed::GoalAt(place) => (1, place),
    }
}

fn followed(observation: &Observation) -> Option<Followed> {
    observation.code.get()?.coding.iter().find_map(|coding| {
        let (system, code) = (coding.system.text()?, coding.code.text()?);
        let goal = GOAL_CODES.iter().position(|goal| *goal == code);
        match goal.filter(|_| system == codes::SNOMED) {
            Some(place) => Some(Followed::GoalAt(place + 1)),
            None => Measure::of_total(system, code).map(Followed::Total),
        }
    })
}

pub(super) fn is_final(observation: &Observation) -> bool {
    let status = observation.status.text();
    matches!(status, Some("final" | "amended" | "corrected"))
}

// "More than 20" is no number.
pub(super) fn value(observation: &Observation) -> Option<f64> {
    if let Some(quantity) = observation.value_quantity.get() {
        let exact = quantity.comparator.is_absent();
        return quantity.value.get()?.as_f64().filter(|_| exact);
    }
    observation.value_integer.get()?.as_f64()
}

// SWEMWBS counts changes in plain sums, which its table gives back.
fn counted(of: Followed, value: f64) -> Option<f64> {
    let Followed::Total(measure) = of else {
        return Some(value);
    };
    let facts = measure.facts();
    match facts.reliable_change.map(|t| t.unit) {
        Some(Unit::Raw) => {
            let sums = (0..=100).map(f64::from);
            let near = |sum: &f64| {
                measure
                    .converted(*sum)
                    .is_some_and(|v| (v - value).abs() < 0.005)
            };
            sums.into_iter().find(near)
        }
        _ => Some(value),
    }
}

fn response(observation: &Observation) -> Option<&str> {
    let mut from = observation.derived_from.iter();
    from.find_map(|r| r.id_of("QuestionnaireResponse"))
}

// The version of the form that each answered form names.
fn versions(shelf: &Shelf) -> HashMap<String, String> {
    let of = |response: &crate::fhir::response::QuestionnaireResponse| {
        let (_, version) = response.questionnaire.text()?.split_once('|')?;
        Some((response.id.text()?.to_owned(), version.to_owned()))
    };
    shelf.responses.iter().filter_map(of).collect()
}
