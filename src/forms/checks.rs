//! What a form says must hold of the answers together (`targetConstraint`).

use super::layout::Role;
use super::{AnswerProblem, Constraint, Path, Session, Severity};

/// A check of the form that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedCheck {
    /// The item that it belongs to; none: the form as a whole.
    pub path: Option<Path>,
    /// What is wrong, in the form's own words; empty where the form has none.
    pub words: String,
    /// Whether the form can be sent all the same.
    pub severity: Severity,
}

impl Session {
    /// Whether one answer of a repeating question goes with its other answers: they stand in instances of
    /// their own, and "none of these" goes with none of them.
    pub(super) fn goes_with_the_others(&self, spot: usize) -> Result<(), AnswerProblem> {
        let at = &self.layout.spots[spot];
        let item = self.item(spot);
        let (Role::Instance, Some(repeat), true) = (at.role, at.parent, item.is_question()) else {
            return Ok(());
        };
        let all = self.layout.instances(repeat).flat_map(|i| self.value_at(i));
        let all: Vec<_> = all.collect();
        let mut alone = item.options.iter().filter(|o| o.exclusive);
        if all.len() > 1 && alone.any(|o| all.iter().any(|v| o.value.same_as(v))) {
            return Err(AnswerProblem::NotTogether);
        }
        Ok(())
    }

    /// The checks of the form that do not hold, those of the whole form last. A check of an item that
    /// is not asked, or in which nothing was answered, is none.
    pub fn failed_checks(&self) -> Vec<FailedCheck> {
        let spots = 0..self.layout.spots.len();
        let of_items = spots.flat_map(|spot| {
            let all = self.item(spot).constraints.iter();
            all.filter(move |c| self.says_something(spot) && self.fails(Some(spot), &c.formula))
                .map(move |c| failed(Some(self.layout.spots[spot].path.clone()), c))
        });
        let of_form = self.form.constraints.iter();
        let of_form = of_form.filter(|c| self.fails(None, &c.formula));
        of_items.chain(of_form.map(|c| failed(None, c))).collect()
    }

    /// What keeps an answer from being taken, of the checks of its own item.
    pub(super) fn failed_check_at(&self, spot: usize) -> Option<AnswerProblem> {
        let constraints = self.item(spot).constraints.iter();
        let mut errors = constraints.filter(|c| c.severity == Severity::Error);
        let failing = errors.find(|c| self.fails(Some(spot), &c.formula))?;
        Some(AnswerProblem::Check {
            words: failing.words.clone(),
        })
    }

    fn says_something(&self, spot: usize) -> bool {
        let end = self.layout.spots[spot].end;
        self.asked[spot] && (spot..end).any(|s| self.asked[s] && !self.value_at(s).is_empty())
    }
}

fn failed(path: Option<Path>, constraint: &Constraint) -> FailedCheck {
    FailedCheck {
        path,
        words: constraint.words.clone(),
        severity: constraint.severity,
    }
}
