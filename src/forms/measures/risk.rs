//! Which answers call for help.
//!
//! Rules say it ([`super::rule`]): the trust's for its own forms, then those of the measures that the app
//! knows. If any rule for an item says help, help it is.
//!
//! An item may be about self-harm or suicide and have no rule: a trust's new form, say. It is named for
//! those who write forms ([`Session::unruled_risk_items`]), and until there is a rule the app is careful
//! by itself. Every answer but a clear "no" brings the page with help, and where the question is turned
//! round ("I have not thought of…") every answer does, for then "no" may be the one that matters. Weights
//! are not asked: in many forms the lowest weight is the worst answer. Among several options to choose,
//! only those that are about self-harm bring it. The page says calmly whom to call and lets the person go
//! on, so that one shown too often costs a tap, and one not shown may cost more. What would frighten is
//! left alone: without rule nothing is said of risk to anybody but the person, nothing is scored or
//! bands named, and a form for a staying-safe plan, which is about little else, is exempt.
//!
//! A question about risk that was passed over is neither yes nor no, and is said to have been passed over.

use super::rule::{self, Flags, RiskItem, RiskRule};
use super::score::Scoring;
use super::{scored::Scored, wording};
use crate::forms::layout::Role;
use crate::forms::plan::Plan;
use crate::forms::{Item, Path, Questionnaire, Session, Value};
use std::collections::{BTreeMap, HashMap};

/// Which items of a form are about risk, by place.
#[derive(Default)]
pub(in crate::forms) struct Risks {
    of_place: BTreeMap<usize, Risk>,
}

#[derive(Default)]
struct Risk {
    /// What the rules say. Empty: there is no rule.
    rules: Vec<Flags>,
    /// What the words say, where there is no rule.
    words: Option<Words>,
    /// How a measure weighs its answers.
    scored: Option<Scored>,
}

enum Words {
    /// The question is about self-harm.
    Question { turned: bool },
    /// Some options are.
    Options,
}

impl Risks {
    /// Finds out which items are about risk, in time that grows with the words of the form.
    pub(in crate::forms) fn of(form: &Questionnaire, plan: &Plan, own: &[RiskRule]) -> Risks {
        let scoring = &plan.scoring;
        let mut of_place: BTreeMap<usize, Risk> = BTreeMap::new();
        let known = rule::known(form, scoring.measure);
        let rules = own.iter().chain(&known);
        for rule in rules.filter(|rule| rule.is_for(form, scoring.measure)) {
            for place in places(&rule.item, plan, scoring) {
                let risk = of_place.entry(place).or_default();
                risk.rules.push(rule.flags.clone());
            }
        }
        let mut labels = Labels::default();
        for (place, item) in plan.items.iter().enumerate() {
            if item.is_question()
                && !of_place.contains_key(&place)
                && let Some(words) = words(item, &mut labels)
            {
                let risk = Risk {
                    words: Some(words),
                    ..Risk::default()
                };
                of_place.insert(place, risk);
            }
        }
        for scored in &scoring.scored {
            if let Some(risk) = of_place.get_mut(&scored.place) {
                risk.scored = Some(scored.clone());
            }
        }
        Risks { of_place }
    }
}

fn places(item: &RiskItem, plan: &Plan, scoring: &Scoring) -> Vec<usize> {
    let with = |test: &dyn Fn(&Item) -> bool| {
        let all = 0..plan.items.len();
        let questions = all.filter(|p| plan.items[*p].is_question());
        questions.filter(|p| test(&plan.items[*p])).collect()
    };
    match item {
        RiskItem::LinkId(link_id) => plan.place(link_id).into_iter().collect(),
        RiskItem::Code { system, code } => with(&|item| {
            let mut codes = item.codes.iter();
            codes.any(|c| c.system.as_ref() == Some(system) && c.code.as_ref() == Some(code))
        }),
        RiskItem::Number(number) => {
            let scored = number.checked_sub(1).and_then(|n| scoring.scored.get(n));
            scored.map(|scored| scored.place).into_iter().collect()
        }
        RiskItem::AboutHarm => with(&|item| question_is_about_harm(item)),
    }
}

fn question_is_about_harm(item: &Item) -> bool {
    let text = item.text.as_deref().or(item.markdown.as_deref());
    let codes = item.codes.iter().filter_map(|c| c.display.as_deref());
    text.into_iter().chain(codes).any(wording::is_about_harm)
}

/// What was found in the words of options: most items of a form have the same ones.
type Labels<'a> = HashMap<&'a str, bool>;

fn words<'a>(item: &'a Item, labels: &mut Labels<'a>) -> Option<Words> {
    if question_is_about_harm(item) {
        let text = item.text.as_deref().unwrap_or_default();
        let turned = wording::is_turned(text);
        return Some(Words::Question { turned });
    }
    let mut options = item.options.iter();
    let some = options.any(|o| {
        let label = o.label.as_str();
        *labels
            .entry(label)
            .or_insert_with(|| wording::is_about_harm(label))
    });
    some.then_some(Words::Options)
}

impl Risk {
    fn shows(&self, item: &Item, answer: &Value) -> bool {
        if !self.rules.is_empty() {
            let mut rules = self.rules.iter();
            return rules.any(|flags| self.flagged(flags, item, answer));
        }
        match self.words {
            None => false,
            Some(Words::Options) => {
                wording::words_of(item, answer).is_some_and(wording::is_about_harm)
            }
            Some(Words::Question { turned }) => turned || !is_clear_no(item, answer),
        }
    }

    fn flagged(&self, flags: &Flags, item: &Item, answer: &Value) -> bool {
        let weight = || {
            let measured = self.scored.as_ref().map(|s| s.weigh(item, answer));
            measured.unwrap_or_else(|| weight(item, answer))
        };
        match flags {
            Flags::AtLeast(least) => weight().is_none_or(|w| w >= *least),
            Flags::AtMost(most) => weight().is_none_or(|w| w <= *most),
            Flags::Answers(answers) => answers.iter().any(|a| says(item, answer, a)),
            Flags::AllBut(answers) => !answers.iter().any(|a| says(item, answer, a)),
            Flags::Any => true,
            Flags::Never => false,
        }
    }
}

// What an answer counts: what the form says, the number that it is, or what LOINC's answers of the
// PHQ-9 are known to count wherever they stand.
fn weight(item: &Item, answer: &Value) -> Option<f64> {
    let option = item.options.iter().find(|o| o.value.same_as(answer));
    let known = || match answer {
        Value::Coding(coding) => super::scored::frequency(coding),
        other => other.number(),
    };
    option.and_then(|o| o.weight).or_else(known)
}

/// Whether an answer is what a rule wrote: a code, the words, or the value itself.
fn says(item: &Item, answer: &Value, written: &str) -> bool {
    let in_words = || {
        let words = wording::words_of(item, answer);
        words.is_some_and(|words| wording::plain(words) == wording::plain(written))
    };
    match answer {
        Value::Boolean(yes) => yes.to_string() == written,
        Value::Integer(_) | Value::Decimal(_) => {
            let number = written.parse::<f64>().ok();
            (number.is_some() && number == answer.number()) || in_words()
        }
        Value::Coding(coding) => coding.code.as_deref() == Some(written) || in_words(),
        _ => in_words(),
    }
}

fn is_clear_no(item: &Item, answer: &Value) -> bool {
    match answer {
        Value::Boolean(yes) => !yes,
        Value::Integer(_) | Value::Decimal(_) if item.options.is_empty() => {
            answer.number() == Some(0.0)
        }
        Value::Quantity(quantity) => quantity.value.parse() == Ok(0.0),
        _ => wording::words_of(item, answer).is_some_and(wording::is_clear_no),
    }
}

impl Session {
    /// Whether the answer at `path` calls for help, so that help stands before the next page. An answer
    /// to a risk question that cannot be weighed counts as one: help too often does no harm.
    pub fn shows_risk(&self, path: &Path) -> bool {
        self.layout.at(path).is_some_and(|spot| self.risk_at(spot))
    }

    /// Whether any answer on the page at `path` calls for help: a page may hold several questions.
    pub fn page_shows_risk(&self, path: &Path) -> bool {
        let page = self.page_at(path);
        let mut asked = page.iter().flat_map(|page| page.questions());
        self.shows_risk(path) || asked.any(|question| self.shows_risk(&question.path))
    }

    fn risk_at(&self, spot: usize) -> bool {
        let Some(risk) = self.risks.of_place.get(&self.layout.spots[spot].place) else {
            return false;
        };
        let item = self.item(spot);
        let mut answers = self.value_at(spot).iter();
        self.asked[spot] && answers.any(|answer| risk.shows(item, answer))
    }

    /// Whether any answer in the form calls for help.
    pub fn shows_any_risk(&self) -> bool {
        self.risk_spots().any(|spot| self.risk_at(spot))
    }

    fn risk_spots(&self) -> impl Iterator<Item = usize> + '_ {
        let places = self.risks.of_place.keys();
        places.flat_map(|place| self.layout.of_place(*place).iter().copied())
    }

    /// Whether the form asks about risk and that question was passed over. It is neither a yes nor a
    /// no, and the team is told that it was passed over.
    pub fn risk_skipped(&self) -> bool {
        !self.skipped_risk_items().is_empty()
    }

    /// The questions about risk that are asked and were passed over, in the order of the form.
    pub fn skipped_risk_items(&self) -> Vec<Path> {
        if self.risks.of_place.is_empty() {
            return Vec::new();
        }
        let skipped = self.questions().filter(|spot| {
            let empty = self.value_at(*spot).is_empty() && !self.is_in_spare(*spot);
            empty && self.layout.spots[*spot].role != Role::Repeat && self.is_about_risk(*spot)
        });
        skipped.map(|s| self.layout.spots[s].path.clone()).collect()
    }

    /// The items that look as if they were about self-harm or suicide and have no rule, by link id, in
    /// the order of the form: for those who write forms.
    pub fn unruled_risk_items(&self) -> Vec<String> {
        let unruled = self.risks.of_place.iter();
        let unruled = unruled.filter(|(_, risk)| risk.rules.is_empty());
        unruled
            .map(|(place, _)| self.plan.items[*place].link_id.clone())
            .collect()
    }

    /// Whether the question at a spot asks about risk.
    pub(in crate::forms) fn is_about_risk(&self, spot: usize) -> bool {
        let risk = self.risks.of_place.get(&self.layout.spots[spot].place);
        risk.is_some_and(|risk| match risk.words {
            Some(Words::Options) => false,
            _ => risk.rules.is_empty() || risk.rules.iter().any(|f| *f != Flags::Never),
        })
    }
}
