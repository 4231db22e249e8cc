//! The expressions of a form: where they stand, and what becomes of the form where one cannot be
//! worked out.
//!
//! An expression that decides what is asked, or with which words and options, must be understood, or
//! the form is refused. One that only helps (a first answer, a sum on an item that nobody is asked, a
//! check) is left out and named for those who write forms.

use super::raw::{Findings, Raw, short};
use super::translation::Language;
use crate::forms::fhirpath::Expression;
use crate::forms::{Constraint, Formula, Severity, Variable};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Names that are always there.
const ALWAYS: [&str; 9] = [
    "resource",
    "rootResource",
    "context",
    "questionnaire",
    "qitem",
    "sct",
    "loinc",
    "ucum",
    "patient",
];

/// The names that expressions may use at a place in the form.
#[derive(Clone, Default)]
pub(super) struct Scope {
    names: BTreeSet<String>,
    /// Whether any of them has a hyphen.
    hyphened: bool,
}

impl Scope {
    fn has(&self, name: &str) -> bool {
        self.names.contains(name)
            || ALWAYS.contains(&name)
            || name.starts_with("vs-")
            || name.starts_with("ext-")
    }

    /// Real forms name variables with hyphens (`%has-fever`), which the language reads as a difference.
    /// Where there is such a variable and none of the shorter name, that one is meant.
    fn with_quoted_names<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        if !self.hyphened {
            return text;
        }
        // The longest first, so that %a-b-c is not taken for %a-b.
        let mut names: Vec<&String> = self.names.iter().filter(|n| n.contains('-')).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for name in names {
            let first = name.split('-').next().unwrap_or_default();
            if !self.has(first) && text.contains(&format!("%{name}")) {
                text = Cow::Owned(text.replace(&format!("%{name}"), &format!("%`{name}`")));
            }
        }
        text
    }
}

/// Why there is no formula.
enum Gap {
    /// There is no expression.
    None,
    /// There is one that the app cannot work out.
    Unsupported(String),
}

fn read(expression: &Value, scope: &Scope) -> Result<Formula, Gap> {
    let unsupported = |what: String| Gap::Unsupported(what);
    match expression.get("language").and_then(Value::as_str) {
        Some("text/fhirpath") | None => {}
        Some(other) => {
            let short: String = other.chars().take(40).collect();
            return Err(unsupported(format!("an expression in {short:?}")));
        }
    }
    let Some(text) = expression.get("expression").and_then(Value::as_str) else {
        return Err(unsupported("an expression without text".to_owned()));
    };
    parse(text, scope)
}

fn parse(text: &str, scope: &Scope) -> Result<Formula, Gap> {
    let text = scope.with_quoted_names(text);
    let expression = Expression::parse(&text).map_err(|p| Gap::Unsupported(p.to_string()))?;
    let mut missing = expression
        .reads()
        .variables
        .iter()
        .filter(|name| !scope.has(name));
    if let Some(missing) = missing.next() {
        return Err(Gap::Unsupported(format!("the variable %{missing}")));
    }
    Ok(Formula { expression })
}

fn of_extension(element: Raw, url: &str, scope: &Scope) -> Result<Formula, Gap> {
    let extension = element.extension(url).ok_or(Gap::None)?;
    match extension.get("valueExpression") {
        Some(expression) => read(expression, scope),
        // The oldest forms write it as a text.
        None => match extension.get("valueString").and_then(Value::as_str) {
            Some(text) => parse(text, scope),
            None => Err(Gap::Unsupported(format!(
                "a {} without expression",
                short(url)
            ))),
        },
    }
}

/// An expression without which the form cannot be asked rightly.
pub(super) fn decisive(
    item: Raw,
    element: Raw,
    url: &str,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Formula> {
    match of_extension(element, url, scope) {
        Ok(formula) => Some(formula),
        Err(Gap::None) => None,
        Err(Gap::Unsupported(what)) => {
            findings.refuse(item.unsupported(format!("{}: {what}", short(url))));
            None
        }
    }
}

/// An expression that helps.
pub(super) fn helpful(
    item: Raw,
    url: &str,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Formula> {
    match of_extension(item, url, scope) {
        Ok(formula) => Some(formula),
        Err(Gap::None) => None,
        Err(Gap::Unsupported(what)) => {
            findings.leave_out(item, format!("{}: {what}", short(url)));
            None
        }
    }
}

/// An expression inside another element, such as the bound of a day.
pub(super) fn inner(
    item: Raw,
    expression: &Value,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Formula> {
    match read(expression, scope) {
        Ok(formula) => Some(formula),
        Err(Gap::None) => None,
        Err(Gap::Unsupported(what)) => {
            findings.leave_out(item, what);
            None
        }
    }
}

/// The variables that an item names, and what the expressions on it and below may use; none where that is
/// what they may use above.
pub(super) fn variables_below(
    item: Raw,
    outer: &Scope,
    findings: &mut Findings,
) -> (Vec<Variable>, Option<Scope>) {
    if item.extension(core_url!("variable")).is_none() {
        return (Vec::new(), None);
    }
    let mut scope = outer.clone();
    let read = variables(item, &mut scope, findings);
    (read, Some(scope))
}

/// The variables that an item (or the form) names. Their names are in `scope` from here on. One that
/// cannot be worked out is not, so that what needs it cannot be worked out either.
pub(super) fn variables(item: Raw, scope: &mut Scope, findings: &mut Findings) -> Vec<Variable> {
    let mut read_ones = Vec::new();
    for extension in item.extensions(core_url!("variable")) {
        let expression = extension.get("valueExpression");
        let name = expression
            .and_then(|e| e.get("name"))
            .and_then(Value::as_str);
        let (Some(expression), Some(name)) = (expression, name) else {
            findings.leave_out(item, "a variable without a name or an expression");
            continue;
        };
        if scope.has(name) {
            // Which of the two is meant depends on the reader; so neither is used from here on.
            scope.names.remove(name);
            findings.leave_out(item, format!("the variable %{name}, whose name is taken"));
            continue;
        }
        match read(expression, scope) {
            Ok(formula) => {
                scope.names.insert(name.to_owned());
                scope.hyphened |= name.contains('-');
                read_ones.push(Variable {
                    name: name.to_owned(),
                    formula,
                });
            }
            Err(Gap::None) => {}
            Err(Gap::Unsupported(what)) => {
                findings.leave_out(item, format!("the variable %{name}: {what}"));
            }
        }
    }
    read_ones
}

/// What must hold of an item's answers, by the newer and the older extension.
pub(super) fn constraints(
    item: Raw,
    scope: &Scope,
    language: &Language,
    findings: &mut Findings,
) -> Vec<Constraint> {
    let newer = core_url!("targetConstraint");
    let older = core_url!("questionnaire-constraint");
    let all = item.extensions(newer).chain(item.extensions(older));
    let mut read_ones = Vec::new();
    for extension in all {
        let part = |name: &str| {
            let mut parts = super::critical::extensions(extension);
            parts.find(|(url, _)| *url == name).map(|(_, e)| e)
        };
        let text = |name: &str| {
            let part = part(name)?;
            let names = ["valueString", "valueMarkdown", "valueId", "valueCode"];
            names
                .iter()
                .find_map(|n| part.get(n)?.as_str())
                .map(str::to_owned)
        };
        if part("location").is_some() {
            findings.leave_out(item, "a constraint on another place (location)");
            continue;
        }
        let read = match part("expression") {
            Some(e) => match (
                e.get("valueExpression"),
                e.get("valueString").and_then(Value::as_str),
            ) {
                (Some(expression), _) => read(expression, scope),
                (None, Some(text)) => parse(text, scope),
                (None, None) => Err(Gap::Unsupported(
                    "a constraint without expression".to_owned(),
                )),
            },
            None => Err(Gap::Unsupported(
                "a constraint without expression".to_owned(),
            )),
        };
        match read {
            Ok(formula) => read_ones.push(Constraint {
                key: text("key").unwrap_or_default(),
                words: part("human")
                    .and_then(|human| language.of(human, "valueString"))
                    .or_else(|| text("human"))
                    .unwrap_or_default(),
                severity: match text("severity").as_deref() {
                    Some("warning" | "information") => Severity::Warning,
                    _ => Severity::Error,
                },
                formula,
            }),
            Err(Gap::None) => {}
            Err(Gap::Unsupported(what)) => {
                findings.leave_out(item, format!("a constraint: {what}"))
            }
        }
    }
    read_ones
}
