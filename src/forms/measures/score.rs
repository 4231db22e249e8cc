//! What a whole form adds up to.

use super::facts::Reckoning;
use super::own::{self, OwnTotal};
use super::scored::{self, ByCode, Scored};
use super::{Measure, wording};
use crate::forms::plan::Sees;
use crate::forms::{Item, Kind, Questionnaire, Session, Value};
use std::sync::Arc;

/// What a whole form adds up to.
#[derive(Clone, PartialEq)]
pub struct Score {
    /// The measure; none: what the form works out by itself.
    pub measure: Option<Measure>,
    /// The one number that it comes to, converted where the measure has a table; none where a measure has
    /// no sum.
    pub total: Option<f64>,
    /// The plain sum that the total was made from.
    pub raw: Option<f64>,
    /// The numbers that it comes to where there is no sum: two means, or a rating for each goal.
    pub parts: Vec<Part>,
}

/// One of several numbers.
#[derive(Clone, PartialEq)]
pub struct Part {
    /// What it is of.
    pub name: PartName,
    /// How much.
    pub value: f64,
}

/// What a part of a score is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartName {
    /// DIALOG, items 1 to 8: satisfaction with life.
    QualityOfLife,
    /// DIALOG, items 9 to 11: satisfaction with treatment.
    TreatmentSatisfaction,
    /// The goal with that number, from 1.
    Goal(usize),
    /// What the form calls it; where it has no words, the link id.
    Own(String),
}

// A score is what a person said, added up.
impl std::fmt::Debug for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Score")
            .field("measure", &self.measure)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Part").finish_non_exhaustive()
    }
}

impl Score {
    /// The sum as an answer to an item of that kind.
    pub(in crate::forms) fn as_answer(&self, kind: Kind) -> Option<Value> {
        let total = self.total?;
        let whole = total.fract() == 0.0 && total.abs() < 1e9;
        match kind {
            Kind::Integer if whole => Some(Value::Integer(total as i64)),
            Kind::Decimal if whole => Some(Value::Decimal((total as i64).to_string())),
            Kind::Decimal => Some(Value::Decimal(total.to_string())),
            _ => None,
        }
    }
}

/// Whether an item holds the sum of a known measure.
pub(in crate::forms) fn is_total(item: &Item) -> bool {
    let mut codes = item.codes.iter().filter_map(|c| c.code.as_deref());
    codes.any(|code| {
        let totals = Measure::ALL.iter().filter_map(|m| m.facts().loinc_total);
        totals.map(|(total, _)| total).any(|total| total == code)
    })
}

/// How a form is scored: found once, used at every answer.
#[derive(Default)]
pub(in crate::forms) struct Scoring {
    /// The measure that the form is, whether or not its items were found.
    pub(in crate::forms) measure: Option<Measure>,
    /// The items that the measure adds up; empty where they cannot be told.
    pub(in crate::forms) scored: Vec<Scored>,
    /// The item that holds the sum of the measure, and nobody is asked.
    pub(in crate::forms) total: Option<usize>,
    /// The numbers that the form works out by itself.
    pub(in crate::forms) own: Vec<OwnTotal>,
}

impl Scoring {
    /// Finds out how a form is scored, in time that grows with its items only. `reads` says what the
    /// expressions of each item look at.
    pub(in crate::forms) fn of(
        form: &Questionnaire,
        items: &[Arc<Item>],
        parents: &[Option<usize>],
        reads: &[Option<Sees>],
    ) -> Scoring {
        let by_code = ByCode::of(items);
        let measure = scored::recognise(form, &by_code);
        let scored = measure.and_then(|m| scored::scored(m, items, &by_code));
        let total_code = measure.and_then(|m| m.facts().loinc_total);
        let total = total_code
            .filter(|_| scored.is_some())
            .and_then(|(code, _)| {
                let has_code = |item: &Arc<Item>| {
                    !item.is_for_the_person()
                        && item.codes.iter().any(|c| c.code.as_deref() == Some(code))
                };
                items.iter().position(has_code)
            });
        Scoring {
            measure,
            scored: scored.unwrap_or_default(),
            total,
            own: own::totals(items, parents, reads),
        }
    }
}

impl Session {
    /// What the form adds up to, when every question that counts has an answer; none where it adds up to
    /// nothing that is known.
    pub fn score(&self) -> Option<Score> {
        let scoring = &self.plan.scoring;
        match scoring.measure.filter(|_| !scoring.scored.is_empty()) {
            Some(measure) => self.measured(measure),
            None => self.own_score(),
        }
    }

    /// The measure that the form is.
    pub fn measure(&self) -> Option<Measure> {
        self.plan.scoring.measure
    }

    fn measured(&self, measure: Measure) -> Option<Score> {
        let scored = &self.plan.scoring.scored;
        if scored::is_each(measure) {
            return self.each(measure);
        }
        let mut weights = Vec::with_capacity(scored.len());
        for item in scored {
            weights.push(self.weight_of(item)?);
        }
        if let Reckoning::Means(means) = measure.facts().reckoning {
            let mut parts = Vec::with_capacity(means.len());
            for (name, from, to) in means {
                let some = weights.get(*from..*to).filter(|w| !w.is_empty())?;
                parts.push(Part {
                    name: name.clone(),
                    value: some.iter().sum::<f64>() / some.len() as f64,
                });
            }
            return Some(Score {
                measure: Some(measure),
                total: None,
                raw: None,
                parts,
            });
        }
        let raw: f64 = weights.iter().sum();
        Some(Score {
            measure: Some(measure),
            total: Some(measure.converted(raw)?),
            raw: Some(raw),
            parts: Vec::new(),
        })
    }

    // What the one answer to a scored item counts.
    fn weight_of(&self, scored: &Scored) -> Option<f64> {
        let [spot] = self.layout.of_place(scored.place) else {
            return None;
        };
        let [answer] = self.value_at(*spot) else {
            return None;
        };
        let weight = scored.weigh(self.item(*spot), answer);
        weight.filter(|_| self.asked[*spot])
    }

    // Each goal by itself: one that was passed over takes nothing from the others. One that was rated
    // otherwise than from 0 to 10 makes the form another one.
    fn each(&self, measure: Measure) -> Option<Score> {
        let mut parts = Vec::new();
        let mut number = 0;
        for scored in &self.plan.scoring.scored {
            for spot in self.layout.of_place(scored.place) {
                number += 1;
                let [answer] = self.value_at(*spot) else {
                    continue;
                };
                if self.asked[*spot] {
                    let name = PartName::Goal(number);
                    let value = scored.weigh(self.item(*spot), answer)?;
                    parts.push(Part { name, value });
                }
            }
        }
        (!parts.is_empty()).then_some(Score {
            measure: Some(measure),
            total: None,
            raw: None,
            parts,
        })
    }

    fn own_score(&self) -> Option<Score> {
        let own = &self.plan.scoring.own;
        let worked = own.iter().filter_map(|total| {
            let value = self.own_total(total)?;
            Some((&self.plan.items[total.place], value))
        });
        let worked: Vec<_> = worked.collect();
        let whole = |total, parts| Score {
            measure: None,
            total,
            raw: None,
            parts,
        };
        match worked.as_slice() {
            [] => None,
            [(_, value)] if own.len() == 1 => Some(whole(Some(*value), Vec::new())),
            several => {
                let part = |(item, value): &(&Arc<Item>, f64)| Part {
                    name: PartName::Own(wording::name_of(item)),
                    value: *value,
                };
                Some(whole(None, several.iter().map(part).collect()))
            }
        }
    }
}
