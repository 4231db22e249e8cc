//! The expressions of a form, as far as they can be worked out here: conditions (`enableWhenExpression`)
//! and what must hold (`targetConstraint` and the older `questionnaire-constraint`).
//!
//! An expression begins at its item in the response, or at a bare one where the response has none, and
//! sees the variables of the items above it. What it asks for and is not known here (the person's
//! record, say) leaves the rule unchecked.

use super::enabled::Scope;
use super::form::Form;
use super::response::Response;
use super::values::Spot;
use super::walk::{Judge, short};
use super::{extensions, text};
use crate::forms::fhirpath::{
    Environment, Expression, Focus, Found, Index, Variables, evaluate_counting,
};
use jiff::Zoned;
use jiff::tz::{Offset, TimeZone};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

const VARIABLE: &str = "http://hl7.org/fhir/StructureDefinition/variable";
const CONSTRAINTS: [&str; 2] = [
    "http://hl7.org/fhir/StructureDefinition/targetConstraint",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint",
];

/// Names that the engine knows itself.
const ALWAYS: [&str; 7] = [
    "resource",
    "rootResource",
    "context",
    "questionnaire",
    "sct",
    "loinc",
    "ucum",
];

/// Variables that need variables that need variables.
const DEEPEST: usize = 16;
/// Steps for all expressions of one response together: a hostile form ends within a second.
const STEPS: u64 = 5_000_000;

/// What expressions of one form see of one response.
pub(super) struct Expressions<'a> {
    form: &'a Form<'a>,
    response: &'a Response<'a>,
    index: Option<Index<'a>>,
    now: Option<Zoned>,
    read: RefCell<HashMap<String, Result<Expression, String>>>,
    steps: Cell<u64>,
}

/// An element of the response with the item of the form that it is; none for the whole.
type Place<'e> = (Option<usize>, &'e Value);

impl<'a> Expressions<'a> {
    pub(super) fn of(form: &'a Form<'a>, response: &'a Response<'a>) -> Self {
        Expressions {
            form,
            response,
            index: Index::new(response.raw),
            now: text(response.raw, "authored").and_then(moment),
            read: RefCell::default(),
            steps: Cell::new(STEPS),
        }
    }

    fn parse(&self, text: &str) -> Result<Expression, String> {
        let mut read = self.read.borrow_mut();
        let parsed = read.entry(text.to_owned()).or_insert_with(|| {
            Expression::parse(text).map_err(|p| p.to_string().chars().take(200).collect())
        });
        parsed.clone()
    }

    /// Whether an expression gives true; none where it gives something else or nothing.
    fn truth(
        &self,
        text: &str,
        place: Option<usize>,
        element: &Value,
        scope: Option<&Scope>,
    ) -> Result<Option<bool>, String> {
        let found = self.found(text, place, element, scope)?;
        Ok(match found.as_slice() {
            [one] => one.as_bool(),
            _ => None,
        })
    }

    /// What an expression gives.
    fn found(
        &self,
        text: &str,
        place: Option<usize>,
        element: &Value,
        scope: Option<&Scope>,
    ) -> Result<Vec<Value>, String> {
        let expression = self.parse(text)?;
        let root = self.response.raw;
        let mut around = vec![(None, root)];
        if let Some(scope) = scope {
            let nodes = &self.response.nodes;
            let elements: Vec<_> = scope.outwards().collect();
            around.extend(
                elements
                    .iter()
                    .rev()
                    .map(|(p, at)| (Some(*p), nodes[*at].value)),
            );
        }
        around.push((place, element));
        let mut steps = Vec::new();
        self.needed(&expression, place, DEEPEST, &mut steps)?;
        steps.push(Step {
            name: String::new(),
            owner: place,
            expression,
        });
        let mut known = Variables::new();
        if let Some(item) = place.map(|p| self.form.items[p].value) {
            let focus = Focus::element(item, "Questionnaire.item");
            known.insert("qitem".to_owned(), vec![Found::node(focus)]);
        }
        self.in_turn(&steps, &around, &known)
    }

    /// The variables that an expression needs, each after those that it needs itself.
    fn needed(
        &self,
        expression: &Expression,
        place: Option<usize>,
        depth: usize,
        steps: &mut Vec<Step>,
    ) -> Result<(), String> {
        for name in &expression.reads().variables {
            let given = ALWAYS.contains(&name.as_str()) || name == "qitem";
            let tables = name.starts_with("vs-") || name.starts_with("ext-");
            if given || tables || steps.iter().any(|s| s.name == *name) {
                continue;
            }
            let unknown = || format!("the variable %{} is not known", short(name));
            let (owner, variable) = self.variable(name, place).ok_or_else(unknown)?;
            let Some(depth) = depth.checked_sub(1) else {
                return Err("its variables need each other without end".to_owned());
            };
            let variable = self.parse(variable)?;
            self.needed(&variable, owner, depth, steps)?;
            steps.push(Step {
                name: name.clone(),
                owner,
                expression: variable,
            });
        }
        Ok(())
    }

    fn variable(&self, name: &str, place: Option<usize>) -> Option<(Option<usize>, &'a str)> {
        let of = |element: &'a Value| {
            let all = extensions(element, VARIABLE).filter_map(|e| e.get("valueExpression"));
            let mut named = all.filter(|e| text(e, "name") == Some(name));
            text(named.next()?, "expression")
        };
        let mut above = place.into_iter().flat_map(|p| self.form.upwards(p));
        let found = above.find_map(|p| Some((Some(p), of(self.form.items[p].value)?)));
        found.or_else(|| Some((None, of(self.form.raw)?)))
    }

    fn in_turn<'e>(
        &'e self,
        steps: &'e [Step],
        around: &'e [Place<'e>],
        known: &'e Variables<'e>,
    ) -> Result<Vec<Value>, String> {
        let Some((step, rest)) = steps.split_first() else {
            return Ok(Vec::new());
        };
        let mut near = around.iter().rev().filter(|(p, _)| *p == step.owner);
        let (owner, element) = near.next().unwrap_or(&around[0]);
        let root = self.response.raw;
        let environment = Environment {
            context: match owner {
                None => Focus::resource(root),
                Some(_) => Focus::element(element, "QuestionnaireResponse.item"),
            },
            resource: Focus::resource(root),
            index: self.index.as_ref(),
            questionnaire: Some(self.form.raw),
            variables: Some(known),
            now: self.now.as_ref(),
            steps: self.steps.get(),
        };
        let (found, used) = evaluate_counting(&step.expression, &environment);
        self.steps.set(self.steps.get().saturating_sub(used));
        let found = found.map_err(|p| p.to_string().chars().take(200).collect::<String>())?;
        if rest.is_empty() {
            return Ok(found.iter().map(Found::to_json).collect());
        }
        let mut next = known.clone();
        next.insert(step.name.clone(), found);
        self.in_turn(rest, around, &next)
    }
}

/// A variable to work out before an expression, or the expression itself.
struct Step {
    name: String,
    owner: Option<usize>,
    expression: Expression,
}

/// The moment at which a form was answered, with its own offset.
fn moment(authored: &str) -> Option<Zoned> {
    let moment: jiff::Timestamp = authored.parse().ok()?;
    let end = authored.get(authored.len().checked_sub(6)?..)?;
    let (hours, minutes) = end.get(1..)?.split_once(':').unwrap_or_default();
    let parsed = hours.parse::<i32>().ok().zip(minutes.parse::<i32>().ok());
    let seconds = parsed.map_or(0, |(hours, minutes)| hours * 3_600 + minutes * 60);
    let signed = match end.as_bytes().first()? {
        b'-' => -seconds,
        b'+' => seconds,
        _ => 0,
    };
    let offset = Offset::from_seconds(signed).ok()?;
    Some(moment.to_zoned(TimeZone::fixed(offset)))
}

/// The text of an expression, in either of its shapes.
fn expression_in(element: &Value) -> Option<&str> {
    match element.get("valueExpression") {
        Some(expression) => {
            let language = text(expression, "language");
            let is_path = language.is_none_or(|l| l == "text/fhirpath");
            text(expression, "expression").filter(|_| is_path)
        }
        None => text(element, "valueString"),
    }
}

impl<'a> Judge<'a> {
    /// Whether an item is asked, by its expression; or why that cannot be known.
    pub(super) fn enabled_by(
        &mut self,
        place: usize,
        extension: &Value,
        scope: Option<&Scope>,
    ) -> Result<bool, String> {
        let Some(expression) = expression_in(extension) else {
            return Err("its expression (enableWhenExpression) is not FHIRPath".to_owned());
        };
        let bare = json!({ "linkId": self.form.items[place].link_id });
        let truth = self
            .expressions
            .truth(expression, Some(place), &bare, scope)?;
        Ok(truth == Some(true))
    }

    /// What the expression in an extension gives at an item of the response; or why that is not known.
    pub(super) fn worked_out(&self, extension: &Value, spot: Spot) -> Result<Vec<Value>, String> {
        let Some(expression) = expression_in(extension) else {
            return Err("its expression is not FHIRPath".to_owned());
        };
        let (place, scope) = (Some(spot.place), spot.scope);
        self.expressions
            .found(expression, place, spot.element, scope)
    }

    /// What must hold of the response as a whole.
    pub(super) fn constraints_of_form(&mut self) {
        let (form, response) = (self.form, self.response);
        self.constraints(form.raw, None, response.raw, None);
    }

    /// What must hold of one item.
    pub(super) fn constraints_of(&mut self, place: usize, at: usize, scope: Option<&Scope>) {
        let (form, response) = (self.form, self.response);
        let (asked, element) = (form.items[place].value, response.nodes[at].value);
        self.constraints(asked, Some(place), element, scope);
    }

    fn constraints(
        &mut self,
        asked: &'a Value,
        place: Option<usize>,
        element: &Value,
        scope: Option<&Scope>,
    ) {
        let link_id = place.map_or("", |p| self.form.items[p].link_id);
        for constraint in CONSTRAINTS.iter().flat_map(|url| extensions(asked, url)) {
            let part = |url: &str| extensions(constraint, url).next();
            let words = part("human").and_then(|e| super::value_of(e)?.1.as_str());
            let words: String = words
                .unwrap_or("a check of the form")
                .chars()
                .take(300)
                .collect();
            let Some(expression) = part("expression").and_then(expression_in) else {
                let why = format!("a check without an expression in FHIRPath: {words}");
                self.report.leave(link_id, why);
                continue;
            };
            let severity = part("severity").and_then(|e| text(e, "valueCode"));
            match self.expressions.truth(expression, place, element, scope) {
                Ok(Some(false)) if matches!(severity, Some("warning" | "information")) => {
                    self.report
                        .warn(link_id, format!("a check of the form fails: {words}"));
                }
                Ok(Some(false)) => {
                    self.report
                        .error(link_id, format!("a check of the form fails: {words}"));
                }
                Ok(_) => {}
                Err(why) => self
                    .report
                    .leave(link_id, format!("a check ({words}): {why}")),
            }
        }
    }
}
