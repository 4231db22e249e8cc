//! Rules about risk answers, as data: which item of which form, and which answers call for help.

use super::Measure;
use super::scored::ending;
use crate::forms::Questionnaire;

/// One rule. A trust writes rules for its own forms (`risk_rules` in its file); the app has those of the
/// measures that it knows.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskRule {
    /// The form, by its canonical address, with or without a version; none: any form that has the item.
    pub form: Option<String>,
    /// The measure that the form has to be; none: any.
    pub measure: Option<Measure>,
    /// The item.
    pub item: RiskItem,
    /// The answers.
    pub flags: Flags,
}

/// Which item a rule is about.
#[derive(Debug, Clone, PartialEq)]
pub enum RiskItem {
    /// The item with that link id.
    LinkId(String),
    /// Every item with that code.
    Code {
        /// The code system.
        system: String,
        /// The code.
        code: String,
    },
    /// The scored item of the measure with that number, from 1.
    Number(usize),
    /// Every item whose words are about harming oneself.
    AboutHarm,
}

/// Which answers call for help. An answer that a rule cannot weigh calls for it too: in doubt, help.
#[derive(Debug, Clone, PartialEq)]
pub enum Flags {
    /// Answers that count as much or more.
    AtLeast(f64),
    /// Answers that count as much or less.
    AtMost(f64),
    /// These answers: a code, the words of an option, a text, a number, `true` or `false`.
    Answers(Vec<String>),
    /// All answers but these, written in the same way.
    AllBut(Vec<String>),
    /// Every answer.
    Any,
    /// No answer: the item has the words but is about something else.
    Never,
}

impl RiskRule {
    /// Whether the rule is for that form.
    pub(super) fn is_for(&self, form: &Questionnaire, measure: Option<Measure>) -> bool {
        let of_measure = self.measure.is_none() || self.measure == measure;
        of_measure
            && self
                .form
                .as_deref()
                .is_none_or(|address| names(address, form))
    }
}

fn names(address: &str, form: &Questionnaire) -> bool {
    let (url, version) = match address.split_once('|') {
        Some((url, version)) => (url, Some(version)),
        None => (address, None),
    };
    let own = form.url.split('|').next().unwrap_or_default();
    own == url && version.is_none_or(|wanted| form.version.as_deref() == Some(wanted))
}

fn of_measure(measure: Measure, number: usize, flags: Flags) -> RiskRule {
    RiskRule {
        form: None,
        measure: Some(measure),
        item: RiskItem::Number(number),
        flags,
    }
}

/// The rules of the measures that the app knows, for a form.
///
/// PHQ-9 item 9 and CORE-10 item 6 from 1 on (verified); EPDS item 10 from 1 on (`domain/crisis.json`).
/// ReQoL-10 item 6 at "Often" and "Most or all of the time", and DIALOG item 8 at 2 and below, are from
/// general knowledge; help that was not needed does no harm. ReQoL's answers are known by their words,
/// because forms turn their weights.
pub(super) fn known(form: &Questionnaire, measure: Option<Measure>) -> Vec<RiskRule> {
    let mut rules = Vec::new();
    // Wherever the item stands: many forms borrow it.
    rules.push(RiskRule {
        form: None,
        measure: None,
        item: RiskItem::Code {
            system: "http://loinc.org".to_owned(),
            code: "44260-8".to_owned(),
        },
        flags: Flags::AtLeast(1.0),
    });
    match measure {
        Some(Measure::Phq9) => rules.push(of_measure(Measure::Phq9, 9, Flags::AtLeast(1.0))),
        Some(Measure::Core10) => rules.push(of_measure(Measure::Core10, 6, Flags::AtLeast(1.0))),
        Some(Measure::Dialog) => rules.push(of_measure(Measure::Dialog, 8, Flags::AtMost(2.0))),
        Some(Measure::Reqol10) => {
            let calm = ["none of the time", "only occasionally", "sometimes"];
            let flags = Flags::AllBut(calm.map(str::to_owned).to_vec());
            rules.push(of_measure(Measure::Reqol10, 6, flags));
        }
        _ => {}
    }
    // LOINC's panel code of the EPDS (from general knowledge), or its address.
    let is_panel = |c: &crate::forms::Coding| {
        c.system.as_deref() == Some("http://loinc.org") && c.code.as_deref() == Some("71354-5")
    };
    if form.codes.iter().any(is_panel) || ending(&form.url) == "epds" {
        rules.push(RiskRule {
            form: None,
            measure: None,
            item: RiskItem::AboutHarm,
            flags: Flags::AtLeast(1.0),
        });
    }
    // Our own plan for staying safe is about nothing else; who writes it is already at it.
    if ending(&form.url) == "stayingsafeplan" {
        rules.push(RiskRule {
            form: None,
            measure: None,
            item: RiskItem::AboutHarm,
            flags: Flags::Never,
        });
    }
    rules
}
