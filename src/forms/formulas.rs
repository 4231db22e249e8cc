//! Working out the expressions of a form: what is asked, first answers, sums, bounds, checks, words and
//! options.
//!
//! An expression sees the response as it stands ([`super::response`]), the item it belongs to, the
//! variables of the items above it, the person's own record where the app has it, and a fixed moment. It
//! has a number of steps to spend and no more. What cannot be worked out while answering is never made
//! up: such a question is asked, such a sum stays empty, such a check is left to the server.

use super::fhirpath::{self, Environment, Focus, Found, Variables};
use super::layout::Role;
use super::plan;
use super::response::Live;
use super::results::{as_answer, as_option};
use super::{Choice, Formula, RiskRule, Session, Value};
use serde_json::{Value as Json, json};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a form may know beside its answers.
#[derive(Clone, Default, PartialEq)]
pub struct Surroundings {
    /// The moment at which the form was opened; none: expressions that ask for the day give nothing.
    pub now: Option<jiff::Zoned>,
    /// The person's Patient resource, as it came.
    pub patient: Option<Json>,
    /// The trust's rules about answers that call for help.
    pub risk_rules: Arc<[RiskRule]>,
}

// It holds the person's own record.
impl std::fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Surroundings").finish_non_exhaustive()
    }
}

impl Session {
    /// Whether the expression of an item lets it be asked. One that fails lets it be asked: a question
    /// too many does less harm than one that is lost.
    pub(super) fn expression_holds(&self, spot: usize, purse: &Purse) -> bool {
        let Some(formula) = &self.item(spot).enabled else {
            return true;
        };
        match self.evaluate(Some(spot), formula, purse) {
            Some(found) => matches!(found.as_slice(), [Json::Bool(true)]),
            None => true,
        }
    }

    /// Works out the answer of an item, where the form does that. Tells whether it changed.
    pub(super) fn work_out(&mut self, spot: usize, purse: &Purse) -> bool {
        let item = self.item(spot).clone();
        let Some(formula) = item.calculated.as_ref().or(item.initial_formula.as_ref()) else {
            return false;
        };
        // A known measure's sum is added up by its own rules.
        if self.plan.scoring.total == Some(self.layout.spots[spot].place) {
            return false;
        }
        let now: Arc<[Value]> = if self.asked[spot] {
            let found = self
                .evaluate(Some(spot), formula, purse)
                .unwrap_or_default();
            let values = found.iter().filter_map(|json| as_answer(&item, json));
            values
                .take(if item.repeats { usize::MAX } else { 1 })
                .collect()
        } else {
            Arc::default()
        };
        let before = self.value_at(spot).to_vec();
        if now.is_empty() {
            self.worked.remove(&spot);
        } else {
            self.worked.insert(spot, now);
        }
        before != self.value_at(spot)
    }

    /// What an expression gives at an item, as one value; for bounds.
    pub(super) fn work_out_at(&self, spot: usize, formula: &Formula) -> Option<Value> {
        let found = self.evaluate(Some(spot), formula, &Purse::full())?;
        as_answer(self.item(spot), found.first()?)
    }

    /// Whether a check of an item (or of the form) fails. A check that cannot be worked out does not.
    pub(super) fn fails(&self, spot: Option<usize>, formula: &Formula) -> bool {
        let found = self.evaluate(spot, formula, &Purse::full());
        matches!(found.as_deref(), Some([Json::Bool(false)]))
    }

    /// The words of an item, where they are worked out.
    pub(super) fn worked_text(&self, spot: usize) -> Option<String> {
        let formula = self.item(spot).text_formula.as_ref()?;
        let found = self.evaluate(Some(spot), formula, &Purse::full())?;
        let words = found.first()?.as_str()?;
        (!words.trim().is_empty()).then(|| words.to_owned())
    }

    /// The options of an item, where they are worked out.
    pub(super) fn worked_options(&self, spot: usize) -> Option<Vec<Choice>> {
        let formula = self.item(spot).options_formula.as_ref()?;
        let found = self.evaluate(Some(spot), formula, &Purse::full());
        let found = found.unwrap_or_default();
        Some(found.iter().filter_map(as_option).collect())
    }

    fn evaluate(&self, spot: Option<usize>, formula: &Formula, purse: &Purse) -> Option<Vec<Json>> {
        let mut steps = Vec::new();
        self.needed(spot, formula, &mut steps);
        // An item without an answer is not in the response; its expression begins at this.
        let link_id = |spot: Option<usize>| spot.map_or("", |s| self.item(s).link_id.as_str());
        let bare: Vec<Json> = steps
            .iter()
            .map(|step| step.owner)
            .chain([spot])
            .map(|owner| json!({ "linkId": link_id(owner) }))
            .collect();
        steps.push(Step {
            name: "",
            owner: spot,
            formula,
        });
        let variables = self.known_variables(spot, &steps)?;
        let live = self.as_seen_by(&steps);
        self.in_turn(&live, &steps, &bare, &variables, purse)
    }

    /// Works out one step after the other; each sees what those before it gave. The last is the answer.
    fn in_turn<'a>(
        &'a self,
        live: &'a Live,
        steps: &[Step],
        bare: &'a [Json],
        variables: &'a Variables<'a>,
        purse: &Purse,
    ) -> Option<Vec<Json>> {
        let ((step, rest), (bare, more)) = (steps.split_first()?, bare.split_first()?);
        let found = self.run(live, step.owner, bare, step.formula, variables, purse)?;
        if rest.is_empty() {
            return Some(found.iter().map(Found::to_json).collect());
        }
        let mut next = variables.clone();
        next.insert(step.name.to_owned(), found);
        self.in_turn(live, rest, more, &next, purse)
    }

    fn run<'a>(
        &'a self,
        live: &'a Live,
        spot: Option<usize>,
        bare: &'a Json,
        formula: &Formula,
        variables: &'a Variables<'a>,
        purse: &Purse,
    ) -> Option<Vec<Found<'a>>> {
        let root = live.root.as_ref();
        let context = match spot {
            None => Focus::resource(root),
            Some(spot) => {
                let there = live.element(self, self.element_of(spot)).unwrap_or(bare);
                Focus::element(there, "QuestionnaireResponse.item")
            }
        };
        let environment = Environment {
            context,
            resource: Focus::resource(root),
            index: None,
            questionnaire: self.form.raw.as_deref(),
            variables: Some(variables),
            now: self.surroundings.now.as_ref(),
            steps: purse.0.get(),
        };
        let (found, used) = fhirpath::evaluate_counting(&formula.expression, &environment);
        purse.0.set(purse.0.get().saturating_sub(used));
        found.ok()
    }

    /// The response, as far as these expressions look at it.
    fn as_seen_by(&self, steps: &[Step]) -> Cow<'_, Live> {
        let mut places = Vec::new();
        let mut spots = BTreeSet::new();
        for step in steps {
            let reads = step.formula.expression.reads();
            if reads.everything || (reads.uses_context && step.owner.is_none()) {
                return match &self.live {
                    Some(live) => Cow::Borrowed(live),
                    None => Cow::Owned(Live::of(self)),
                };
            }
            if let Some(owner) = step.owner.filter(|_| reads.uses_context) {
                let own = self.element_of(owner);
                spots.extend(own..self.layout.spots[own].end);
            }
            places.extend(reads.items.iter().filter_map(|l| self.plan.place(l)));
            let begun = reads.prefixes.iter();
            places.extend(begun.flat_map(|p| self.plan.places.that_begin(p)));
        }
        for place in places {
            let repeats = self.layout.repeats_of(place).iter();
            for spot in repeats.chain(self.layout.of_place(place)) {
                spots.extend(*spot..self.layout.spots[*spot].end);
            }
        }
        Cow::Owned(Live::of_some(self, spots))
    }

    // One answer of a repeating question is no item: its item is the question.
    fn element_of(&self, spot: usize) -> usize {
        let at = &self.layout.spots[spot];
        match (at.role, at.parent) {
            (Role::Instance, Some(repeat)) if self.item(spot).is_question() => repeat,
            _ => spot,
        }
    }

    /// The variables of the form that an expression needs, each after those it needs itself. A form
    /// whose variables need each other in a circle was not taken.
    fn needed<'f>(&'f self, spot: Option<usize>, formula: &'f Formula, steps: &mut Vec<Step<'f>>) {
        for name in &formula.expression.reads().variables {
            let place = spot.map(|s| self.layout.spots[s].place);
            let plan = &self.plan;
            let found = plan::named(name, place, &self.form, &plan.items, &plan.parents);
            let Some((owner, variable)) = found else {
                continue;
            };
            if steps.iter().any(|step| step.name == name) {
                continue;
            }
            let mut above = std::iter::successors(spot, |s| self.layout.spots[*s].parent);
            let owner = owner.and_then(|p| above.find(|s| self.layout.spots[*s].place == p));
            self.needed(owner, &variable.formula, steps);
            steps.push(Step {
                name,
                owner,
                formula: &variable.formula,
            });
        }
    }

    /// What is known beside the answers, as far as it is asked for. None where it is asked for and not
    /// known.
    fn known_variables<'a>(&'a self, spot: Option<usize>, steps: &[Step]) -> Option<Variables<'a>> {
        let formulas = steps.iter().map(|s| s.formula);
        let names: Vec<&String> = formulas
            .flat_map(|f| &f.expression.reads().variables)
            .collect();
        let asked = |name: &str| names.iter().any(|n| *n == name);
        let mut known = Variables::new();
        if asked("patient") {
            let patient = Focus::resource(self.surroundings.patient.as_ref()?);
            known.insert("patient".to_owned(), vec![Found::node(patient)]);
        }
        if asked("qitem") {
            let raw = raw_item(self.form.raw.as_deref()?, &self.item(spot?).link_id)?;
            let focus = Focus::element(raw, "Questionnaire.item");
            known.insert("qitem".to_owned(), vec![Found::node(focus)]);
        }
        Some(known)
    }
}

/// A variable to work out before an expression.
struct Step<'f> {
    name: &'f str,
    owner: Option<usize>,
    formula: &'f Formula,
}

/// The steps that may be spent on one turn of a form: enough for every honest form, and a hostile one
/// ends within a second.
pub(super) struct Purse(Cell<u64>);

impl Purse {
    pub(super) fn full() -> Self {
        Purse(Cell::new(10_000_000))
    }
}

fn raw_item<'a>(form: &'a Json, link_id: &str) -> Option<&'a Json> {
    let mut to_do = vec![form];
    while let Some(element) = to_do.pop() {
        if element.get("linkId").and_then(Json::as_str) == Some(link_id) {
            return Some(element);
        }
        to_do.extend(
            element
                .get("item")
                .and_then(Json::as_array)
                .into_iter()
                .flatten(),
        );
    }
    None
}
