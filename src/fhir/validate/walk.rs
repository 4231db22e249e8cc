//! The tree of the response against the tree of the form: what stands where, how often, in which order.

use super::enabled::Scope;
use super::expressions::Expressions;
use super::form::{Asked, Form, Type};
use super::limits::Patterns;
use super::options::Options;
use super::report::Report;
use super::response::Response;
use super::{count, element, text, values};
use crate::fhir::questionnaire::{FormReading, sets::Sets};
use serde_json::Value;
use std::collections::HashMap;

const MIN_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";
const MAX_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";

/// So many looks at something and no more: a form of 5 000 questions in a group that stands 100 000
/// times is checked as far as this goes. Every honest response is far below.
const MOST_STEPS: usize = 1_000_000;

/// One response being judged.
pub(super) struct Judge<'a> {
    pub(super) form: &'a Form<'a>,
    pub(super) response: &'a Response<'a>,
    pub(super) sets: Sets<'a>,
    pub(super) report: &'a mut Report,
    /// Whether every required answer must be there by now.
    pub(super) finished: bool,
    pub(super) options: Options<'a>,
    pub(super) patterns: Patterns,
    pub(super) expressions: Expressions<'a>,
    steps: usize,
}

/// Judges a response.
pub(super) fn judge<'a>(
    form: &'a Form<'a>,
    response: &'a Response<'a>,
    reading: &'a FormReading,
    report: &'a mut Report,
) {
    element::check_response(response.raw, report);
    if is_of_another_form(form.raw, response.raw, report) {
        return;
    }
    check_period(form.raw, response.raw, report);
    let mut judge = Judge {
        form,
        response,
        sets: Sets::of(form.raw, &reading.value_sets),
        report,
        finished: matches!(text(response.raw, "status"), Some("completed" | "amended")),
        options: Options::default(),
        patterns: Patterns::default(),
        expressions: Expressions::of(form, response),
        steps: MOST_STEPS,
    };
    judge.constraints_of_form();
    judge.level(None, &response.top, None);
    if judge.steps == 0 {
        judge
            .report
            .error("", "the response is too large to be checked to its end");
    }
}

// HL7's validator checks a response only against the form that it names.
fn is_of_another_form(form: &Value, response: &Value, report: &mut Report) -> bool {
    let Some(named) = text(response, "questionnaire") else {
        report.warn("", "the response does not say which form it answers");
        return false;
    };
    let (address, version) = match named.split_once('|') {
        Some((address, version)) => (address, Some(version)),
        None => (named, None),
    };
    let by_id = text(form, "id").is_some_and(|id| {
        let end = address.rsplit("Questionnaire/").next();
        text(form, "url").is_none() && end == Some(id) && address.len() > id.len()
    });
    let url = text(form, "url").map(|url| url.split('|').next().unwrap_or(url));
    if url.is_some_and(|url| url != address) || (url.is_none() && !by_id) {
        report.warn(
            "",
            "the response names another form, so it was not checked against this one",
        );
        report.other_form = true;
        return true;
    }
    let own = text(form, "version");
    if let (Some(version), Some(own)) = (version, own)
        && version != own
    {
        report.warn(
            "",
            "the response was made with another version of this form",
        );
    }
    false
}

fn check_period(form: &Value, response: &Value, report: &mut Report) {
    let authored = text(response, "authored").and_then(|a| a.get(..10).or(Some(a)));
    let (Some(authored), Some(period)) = (authored, form.get("effectivePeriod")) else {
        return;
    };
    let before = |one: &str, other: &str| {
        let both = one.len().min(other.len());
        one.is_char_boundary(both) && other.is_char_boundary(both) && one[..both] < other[..both]
    };
    if text(period, "start").is_some_and(|start| before(authored, start)) {
        report.warn("", "the response was written before the form was in use");
    }
    if text(period, "end").is_some_and(|end| before(end, authored)) {
        report.warn("", "the response was written after the form was in use");
    }
}

impl<'a> Judge<'a> {
    /// Takes steps. Tells whether there are any left, and anybody would read what else is found.
    pub(super) fn step(&mut self, steps: usize) -> bool {
        self.steps = self.steps.saturating_sub(steps);
        self.steps > 0 && !self.report.is_full()
    }

    /// The items below one element: those of the form that stand there, in their order.
    fn level(&mut self, above: Option<usize>, items: &[usize], scope: Option<&Scope>) {
        let mut there: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut last = 0;
        for &at in items {
            if !self.step(1) {
                return;
            }
            let Some(link_id) = self.response.nodes[at].link_id.filter(|l| !l.is_empty()) else {
                self.report.error("", "an item has no linkId");
                continue;
            };
            let Some(place) = self.form.below(above, link_id) else {
                self.misplaced(at, link_id, scope);
                continue;
            };
            let position = self.form.items[place].position;
            if position < last {
                self.report
                    .error(link_id, "items are not in the order of the form");
            }
            last = position;
            there.entry(place).or_default().push(at);
        }
        let form = self.form;
        let asked = above.map_or(&form.top, |above| &form.items[above].below);
        for &place in asked {
            if !self.step(1) {
                return;
            }
            match there.get(&place) {
                Some(all) => self.present(place, all, scope),
                None => self.absent(place, scope),
            }
        }
    }

    fn misplaced(&mut self, at: usize, link_id: &str, scope: Option<&Scope>) {
        match self.form.anywhere(link_id) {
            None => self.report.error(
                link_id,
                format!("linkId {:?} is not in the form", short(link_id)),
            ),
            Some(place) => {
                self.report
                    .error(link_id, "the item stands in the wrong place");
                self.item(place, at, scope);
            }
        }
    }

    fn absent(&mut self, place: usize, scope: Option<&Scope>) {
        let asked = &self.form.items[place];
        if !asked.required || asked.kind == Type::Display {
            return;
        }
        match self.is_enabled(place, scope) {
            Ok(true) => self.missing(asked.link_id),
            Ok(false) => {}
            Err(why) => self
                .report
                .leave(asked.link_id, format!("whether it is asked: {why}")),
        }
    }

    fn missing(&mut self, link_id: &str) {
        let message = "no answer found for this required item";
        if self.finished {
            self.report.error(link_id, message);
        } else {
            self.report.warn(link_id, message);
        }
    }

    fn present(&mut self, place: usize, all: &[usize], scope: Option<&Scope>) {
        let form = self.form;
        let asked = &form.items[place];
        let response = self.response;
        let says_something = |at: &&usize| {
            let node = &response.nodes[**at];
            !node.answers.is_empty() || !node.items.is_empty()
        };
        if all.iter().any(|at| says_something(&at)) {
            match self.is_enabled(place, scope) {
                Ok(true) => {}
                Ok(false) => {
                    for _ in all.iter().filter(says_something) {
                        self.report.error(
                            asked.link_id,
                            "the item has answers although its conditions (enableWhen) do not hold",
                        );
                    }
                }
                Err(why) => {
                    let why = format!("whether it is asked: {why}");
                    self.report.leave(asked.link_id, why);
                }
            }
        }
        self.check_instances(asked, all.len());
        for &at in all {
            self.item(place, at, scope);
        }
    }

    // A repeating group stands several times; a repeating question has several answers in one item.
    fn check_instances(&mut self, asked: &Asked, count_of: usize) {
        let link_id = asked.link_id;
        if count_of > 1 && !asked.repeats {
            self.report
                .error(link_id, "only one item with this linkId is allowed");
        }
        if asked.kind == Type::Group {
            self.check_number(asked, count_of, "times in the response");
        } else if count_of > 1 && asked.repeats {
            self.report
                .warn(link_id, "several answers belong into one item");
        }
    }

    fn check_number(&mut self, asked: &Asked, number: usize, what: &str) {
        let number = number as u64;
        if let Some(most) = count(asked.value, MAX_OCCURS).filter(|most| number > *most) {
            let message = format!("at most {most} are allowed, and there are {number} {what}");
            self.report.error(asked.link_id, message);
        }
        if let Some(least) = count(asked.value, MIN_OCCURS).filter(|least| number < *least) {
            let message = format!("at least {least} are needed, and there are {number} {what}");
            self.report.error(asked.link_id, message);
        }
    }

    /// One item of the response, whose place in the form is known.
    fn item(&mut self, place: usize, at: usize, scope: Option<&Scope>) {
        if !self.step(1) {
            return;
        }
        let (form, response) = (self.form, self.response);
        let (asked, node) = (&form.items[place], &response.nodes[at]);
        let link_id = asked.link_id;
        element::check_item(node.value, link_id, self.report);
        self.check_words(asked, node.value);
        let inside = Scope::item(scope, place, at, node);
        self.constraints_of(place, at, scope);
        if asked.kind == Type::Group {
            return self.group(place, at, &inside);
        }
        if !node.items.is_empty() {
            let message = match asked.kind {
                Type::Display => "an item of the type display has no items below it",
                _ => "the items below a question stand in its answer, not beside it",
            };
            self.report.error(link_id, message);
        }
        if node.answers.is_empty() {
            if asked.required
                && asked.kind != Type::Display
                && self.is_enabled(place, scope) == Ok(true)
            {
                self.missing(link_id);
            }
        } else if node.answers.len() > 1 && !asked.repeats {
            self.report.error(link_id, "only one answer is allowed");
        }
        self.check_number(asked, node.answers.len(), "answers");
        let spot = values::Spot {
            place,
            element: node.value,
            scope,
        };
        for (number, answer) in node.answers.iter().enumerate() {
            if !self.step(1) {
                return;
            }
            element::check_answer(answer.value, link_id, self.report);
            values::check(self, spot, answer.value, node.answers.len());
            let inside = Scope::answer(scope, place, at, number, answer);
            self.level(Some(place), &answer.items, Some(&inside));
        }
    }

    fn group(&mut self, place: usize, at: usize, scope: &Scope) {
        let (form, response) = (self.form, self.response);
        let (asked, node) = (&form.items[place], &response.nodes[at]);
        if !node.answers.is_empty() {
            self.report
                .error(asked.link_id, "an item of the type group has no answers");
        }
        if asked.required && node.items.is_empty() {
            self.report
                .error(asked.link_id, "a required group has something in it");
        }
        self.level(Some(place), &node.items, Some(scope));
    }

    // The words of a question may be repeated in the response, in any language that the form has.
    fn check_words(&mut self, asked: &Asked, item: &Value) {
        let Some(words) = text(item, "text") else {
            return;
        };
        let own = text(asked.value, "text");
        let beside = asked.value.get("_text");
        let translated = beside.is_some_and(|beside| element::has_text(beside, words));
        let worked_out = beside.is_some_and(|b| b.to_string().contains("cqf-expression"));
        if own != Some(words) && !translated && !worked_out {
            let message = "its text is not the text that the form has";
            self.report.error(asked.link_id, message);
        }
    }
}

/// A name, not too long to print.
pub(super) fn short(name: &str) -> String {
    name.chars().take(60).collect()
}
