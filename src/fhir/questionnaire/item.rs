//! One item of a form: its kind, its options, its conditions.

use super::critical;
use super::formulas::{self, Scope};
use super::options::Lists;
use super::raw::{Addressed, Findings, Raw};
use super::sets::Sets;
use super::translation::Language;
use super::{codes_in, limits, look, value};
use crate::forms::Value as Answer;
use crate::forms::{Behaviour, Choice, Condition, DEEPEST, Item, Kind, Operator, Refused};
use serde_json::Value;
use std::sync::Arc;

const TEXT_EXPRESSION: &str = "http://hl7.org/fhir/StructureDefinition/cqf-expression";

/// Reads the items of one form.
pub(super) struct Reader<'a> {
    pub(super) sets: Sets<'a>,
    pub(super) language: Language,
    pub(super) findings: Findings,
    /// How many more items there may be.
    pub(super) left: usize,
    /// The lists of options that were read already.
    pub(super) lists: Lists<'a>,
}

impl<'a> Reader<'a> {
    /// Reads the items below an element. Depth and number are counted while reading, so that a
    /// hostile form costs nothing.
    pub(super) fn items(
        &mut self,
        above: &'a Value,
        link_id: &str,
        depth: usize,
        scope: &Scope,
    ) -> Vec<Arc<Item>> {
        let raw = Raw::of(above, link_id);
        if let Err(odd) = raw.list("item") {
            self.findings.refuse(odd);
        }
        let items = above.get("item").and_then(Value::as_array);
        let items = items.map(Vec::as_slice).unwrap_or_default();
        if !items.is_empty() && depth > DEEPEST {
            self.findings
                .refuse(raw.unsupported("nesting deeper than 32 items"));
            return Vec::new();
        }
        let Some(left) = self.left.checked_sub(items.len()) else {
            self.left = 0;
            self.findings
                .refuse(Raw::of(above, "").unsupported("a form of more than 5 000 items"));
            return Vec::new();
        };
        self.left = left;
        let read = items
            .iter()
            .filter_map(|value| self.item(value, depth, scope));
        read.map(Arc::new).collect()
    }

    fn items_but(
        &mut self,
        above: &'a Value,
        link_id: &str,
        label: Option<Raw>,
        depth: usize,
        scope: &Scope,
    ) -> Vec<Arc<Item>> {
        let mut items = self.items(above, link_id, depth, scope);
        if let Some(label) = label.and_then(|l| l.value.get("linkId")?.as_str()) {
            items.retain(|item| item.link_id != label);
        }
        items
    }

    fn item(&mut self, value: &'a Value, depth: usize, outer: &Scope) -> Option<Item> {
        let link_id = value
            .get("linkId")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let listed: Vec<Addressed> = critical::extensions(value).collect();
        let item = Raw::of(value, link_id).with(&listed);
        if !value.is_object() {
            self.findings
                .refuse(super::not_one("one of its items is no item"));
            return None;
        }
        if link_id.trim().is_empty() {
            self.findings
                .refuse(item.contradicts("an item has no link id"));
            return None;
        }
        if look::is_label(item) {
            return None;
        }
        critical::check_extensions(item, &mut self.findings);
        let (variables, inner) = formulas::variables_below(item, outer, &mut self.findings);
        let scope = inner.as_ref().unwrap_or(outer);
        let options = self.lists.options(value, item, &self.sets, &self.language);
        let options = self.findings.or_default(options);
        let written = self.written_kind(item)?;
        let options_formula = self.decisive(item, sdc_url!("answerExpression"), scope);
        let chosen_among = !options.is_empty() || options_formula.is_some();
        let kind = self.asked_kind(item, written, &options, chosen_among);
        let units = self.units(item, kind);
        let label = look::label_below(item).filter(|_| item.field("text").is_none());
        Some(Item {
            prefix: self.text(item, "prefix"),
            text: self.text(label.unwrap_or(item), "text"),
            markdown: markdown(item),
            text_formula: self.text_formula(item, scope),
            codes: codes_in(value),
            required: self.yes(item, "required"),
            repeats: self.yes(item, "repeats"),
            hidden: self.findings.or_default(critical::is_hidden(item)),
            read_only: self.yes(item, "readOnly"),
            limits: limits::limits(item, kind, scope, &mut self.findings),
            open: written == Written::OpenChoice,
            initial: self.initial(item),
            initial_formula: self.helpful(item, sdc_url!("initialExpression"), scope),
            calculated: self.helpful(item, sdc_url!("calculatedExpression"), scope),
            options_formula,
            units,
            conditions: self.conditions(item),
            behaviour: self.findings.or_default(behaviour(item)),
            enabled: self.decisive(item, sdc_url!("enableWhenExpression"), scope),
            constraints: formulas::constraints(item, scope, &self.language, &mut self.findings),
            look: look::look(item),
            items: self.items_but(value, link_id, label, depth + 1, scope),
            options,
            variables,
            ..Item::new(link_id, kind)
        })
    }

    fn yes(&mut self, item: Raw, name: &str) -> bool {
        self.findings.or_default(item.yes(name))
    }

    fn text(&mut self, item: Raw, name: &str) -> Option<String> {
        let own = self
            .findings
            .or_default(item.text(name).map(|t| t.map(str::to_owned)));
        self.language.of(item.value, name).or(own)
    }

    fn decisive(&mut self, item: Raw, url: &str, scope: &Scope) -> Option<crate::forms::Formula> {
        formulas::decisive(item, item, url, scope, &mut self.findings)
    }

    fn helpful(&mut self, item: Raw, url: &str, scope: &Scope) -> Option<crate::forms::Formula> {
        formulas::helpful(item, url, scope, &mut self.findings)
    }

    fn text_formula(&mut self, item: Raw, scope: &Scope) -> Option<crate::forms::Formula> {
        let value = item.value.get("_text")?;
        let text = item.at(value);
        formulas::decisive(item, text, TEXT_EXPRESSION, scope, &mut self.findings)
    }

    fn written_kind(&mut self, item: Raw) -> Option<Written> {
        match Written::of(item) {
            Ok(written) => Some(written),
            Err(refused) => {
                self.findings.refuse(refused);
                None
            }
        }
    }

    // R4 lets numbers, days, times and texts have options too: that is a choice among them.
    fn asked_kind(&mut self, item: Raw, written: Written, options: &[Choice], among: bool) -> Kind {
        let plain = written.kind();
        if matches!(plain, Kind::Group | Kind::Display | Kind::Boolean) && among {
            self.findings
                .refuse(item.contradicts("it has options and is no choice"));
            return plain;
        }
        if !among {
            return plain;
        }
        if !options.iter().all(|option| written.takes(&option.value)) {
            self.findings
                .refuse(item.contradicts("its options are of another type than it"));
        }
        Kind::Choice
    }

    fn units(&mut self, item: Raw, kind: Kind) -> Vec<crate::forms::Coding> {
        let units = look::units(item);
        if kind != Kind::Quantity || !units.is_empty() {
            return units;
        }
        let url = core_url!("questionnaire-unitValueSet");
        let Some(extension) = item.extension(url) else {
            return units;
        };
        let address = extension.get("valueCanonical").and_then(Value::as_str);
        match address.and_then(|a| self.sets.concepts(a)) {
            Some(concepts) => concepts.iter().filter_map(value::coding).collect(),
            None => {
                self.findings
                    .refuse(item.unsupported("a set of units that is not at hand"));
                units
            }
        }
    }

    fn initial(&mut self, item: Raw) -> Vec<Answer> {
        let all = self.findings.or_default(item.list("initial").map(refs));
        let read = all
            .into_iter()
            .map(|initial| value::answer(item, initial, "value"))
            .collect::<Result<Vec<_>, _>>();
        self.findings
            .or_default(read)
            .into_iter()
            .flatten()
            .collect()
    }

    fn conditions(&mut self, item: Raw) -> Vec<Condition> {
        let all = self.findings.or_default(item.list("enableWhen").map(refs));
        let read = all.into_iter().map(|c| condition(item, c)).collect();
        self.findings.or_default(read)
    }
}

// A list as references to what is in it, so that it has an empty default.
fn refs(list: &[Value]) -> Vec<&Value> {
    list.iter().collect()
}

/// The type of an item as it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Plain(Kind),
    OpenChoice,
}

impl Written {
    fn of(item: Raw) -> Result<Self, Refused> {
        Ok(Written::Plain(match item.text("type")? {
            Some("group") => Kind::Group,
            Some("display") => Kind::Display,
            Some("boolean") => Kind::Boolean,
            Some("decimal") => Kind::Decimal,
            Some("integer") => Kind::Integer,
            Some("date") => Kind::Date,
            Some("dateTime") => Kind::DateTime,
            Some("time") => Kind::Time,
            Some("string") => Kind::String,
            Some("text") => Kind::Text,
            Some("url") => Kind::Url,
            Some("choice") => Kind::Choice,
            Some("open-choice") => return Ok(Written::OpenChoice),
            Some("attachment") => Kind::Attachment,
            Some("quantity") => Kind::Quantity,
            Some("reference") => Kind::Reference,
            None => return Err(item.contradicts("it has no type")),
            Some(other) => {
                let short: String = other.chars().take(32).collect();
                return Err(item.unsupported(format!("the type {short:?}")));
            }
        }))
    }

    fn kind(self) -> Kind {
        match self {
            Written::Plain(kind) => kind,
            Written::OpenChoice => Kind::Choice,
        }
    }

    fn takes(self, value: &Answer) -> bool {
        match value {
            Answer::Coding(_) => self.kind() == Kind::Choice,
            Answer::Integer(_) => matches!(self.kind(), Kind::Integer | Kind::Choice),
            Answer::Decimal(_) => matches!(self.kind(), Kind::Decimal),
            Answer::Date(_) => matches!(self.kind(), Kind::Date | Kind::Choice),
            Answer::DateTime(_) => self.kind() == Kind::DateTime,
            Answer::Time(_) => matches!(self.kind(), Kind::Time | Kind::Choice),
            Answer::Text(_) => matches!(self.kind(), Kind::String | Kind::Text | Kind::Choice),
            Answer::Url(_) => self.kind() == Kind::Url,
            Answer::Quantity(_) => matches!(self.kind(), Kind::Quantity | Kind::Choice),
            Answer::Reference(_) => matches!(self.kind(), Kind::Reference | Kind::Choice),
            Answer::Boolean(_) | Answer::Attachment(_) => false,
        }
    }
}

fn markdown(item: Raw) -> Option<String> {
    let value = item.value.get("_text")?;
    item.at(value).words(core_url!("rendering-markdown"))
}

fn behaviour(item: Raw) -> Result<Behaviour, Refused> {
    match item.text("enableBehavior")? {
        Some("all") => Ok(Behaviour::All),
        Some("any") => Ok(Behaviour::Any),
        None if item.list("enableWhen")?.len() < 2 => Ok(Behaviour::All),
        // R4 (que-12) wants it said; other apps guess differently, so we do not guess.
        None => {
            Err(item
                .contradicts("it has several conditions and does not say whether all must hold"))
        }
        Some(_) => Err(item.odd("enableBehavior")),
    }
}

fn condition(item: Raw, value: &Value) -> Result<Condition, Refused> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let question = text("question").ok_or_else(|| item.odd("enableWhen"))?;
    let operator = match text("operator") {
        Some("exists") => Operator::Exists,
        Some("=") => Operator::Equal,
        Some("!=") => Operator::NotEqual,
        Some(">") => Operator::Greater,
        Some("<") => Operator::Less,
        Some(">=") => Operator::GreaterOrEqual,
        Some("<=") => Operator::LessOrEqual,
        // Without an operator nobody knows what was meant, and apps guess differently.
        None => return Err(item.contradicts("one of its conditions has no operator")),
        Some(_) => return Err(item.odd("enableWhen")),
    };
    let answer = value::answer(item, value, "answer")?.ok_or_else(|| item.odd("enableWhen"))?;
    Ok(Condition {
        question: question.to_owned(),
        operator,
        answer,
    })
}
