//! Known measures: what they add up to, and which of their answers show risk.
//!
//! Facts from `domain/measures.json`: PHQ-9 (Kroenke 2001) adds nine items, 0 to 27; GAD-7 (Spitzer
//! 2006) adds seven, 0 to 21. There is no sum unless every scored item has an answer, and a missing
//! item is never read as 0.

use super::{Item, Path, Questionnaire, Session, Value, enablement, plan};

/// A measure that the app knows how to add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// PHQ-9.
    Phq9,
    /// GAD-7.
    Gad7,
}

/// What a whole form adds up to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The measure.
    pub measure: Measure,
    /// The sum.
    pub total: f64,
}

const LOINC: &str = "http://loinc.org";

/// LOINC codes of the nine items, in the order of the measure.
const PHQ9_ITEMS: [&str; 9] = [
    "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
    RISK_ITEM,
];

/// LOINC codes of the seven items, in the order of the measure.
const GAD7_ITEMS: [&str; 7] = [
    "69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7",
];

/// PHQ-9 item 9: thoughts of being better off dead or of hurting oneself.
const RISK_ITEM: &str = "44260-8";

/// LOINC answers of both measures and what they count. `LA18938-3` ("More days than not") stands in
/// LOINC's own list for GAD-7 item 2 and counts the same as "More than half the days".
const FREQUENCY: [(&str, f64); 5] = [
    ("LA6568-5", 0.0),
    ("LA6569-3", 1.0),
    ("LA6570-1", 2.0),
    ("LA18938-3", 2.0),
    ("LA6571-9", 3.0),
];

/// LOINC answers of the difficulty question, which has weights too and is in no sum.
const DIFFICULTY: [&str; 4] = ["LA6572-7", "LA6573-5", "LA6575-0", "LA6574-3"];

impl Measure {
    /// Every measure that the app knows.
    pub const ALL: [Measure; 2] = [Measure::Phq9, Measure::Gad7];

    /// The measure that a form is: by the LOINC code of the panel, else of all its items, else by how
    /// its address ends.
    pub fn of(form: &Questionnaire) -> Option<Measure> {
        let (items, _) = plan::flat(form);
        let by_panel = |m: &Measure| has_code(&form.codes, m.panel());
        let by_items = |m: &Measure| {
            let mut wanted = m.items().iter();
            wanted.all(|code| items.iter().any(|item| has_code(&item.codes, code)))
        };
        let address = form.url.split('|').next().unwrap_or_default();
        let by_address = |m: &Measure| address.ends_with(m.ending());
        let find = |test: &dyn Fn(&Measure) -> bool| Measure::ALL.into_iter().find(|m| test(m));
        find(&by_panel)
            .or_else(|| find(&by_items))
            .or_else(|| find(&by_address))
    }

    /// LOINC code of the sum; an item with it holds the sum and is never asked.
    pub fn total_code(self) -> &'static str {
        match self {
            Measure::Phq9 => "44261-6",
            Measure::Gad7 => "70274-6",
        }
    }

    fn panel(self) -> &'static str {
        match self {
            Measure::Phq9 => "44249-1",
            Measure::Gad7 => "69737-5",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Measure::Phq9 => "/phq-9",
            Measure::Gad7 => "/gad-7",
        }
    }

    fn items(self) -> &'static [&'static str] {
        match self {
            Measure::Phq9 => &PHQ9_ITEMS,
            Measure::Gad7 => &GAD7_ITEMS,
        }
    }

    /// The items that are added up, in the order of the measure. By their codes; where a form leaves
    /// some codes out, by their place among the items that have this measure's answers, if they are
    /// just as many and no code contradicts.
    fn scored(self, form: &Questionnaire) -> Option<Vec<&Item>> {
        let (items, _) = plan::flat(form);
        let coded = self.items().iter().map(|code| {
            let mut with_code = items.iter().filter(|i| has_code(&i.codes, code));
            let only = with_code.next().copied();
            only.filter(|_| with_code.next().is_none())
        });
        if let Some(all) = coded.collect::<Option<Vec<_>>>() {
            return Some(all);
        }
        let rated: Vec<&Item> = items.into_iter().filter(|i| is_frequency(i)).collect();
        let fits = |(item, code): (&&Item, &&str)| {
            let own = item
                .codes
                .iter()
                .filter(|c| c.system.as_deref() == Some(LOINC));
            own.filter_map(|c| c.code.as_deref()).all(|c| c == *code)
        };
        let right = rated.len() == self.items().len() && rated.iter().zip(self.items()).all(fits);
        right.then_some(rated)
    }
}

fn has_code(codes: &[super::Coding], loinc: &str) -> bool {
    codes
        .iter()
        .any(|c| c.system.as_deref() == Some(LOINC) && c.code.as_deref() == Some(loinc))
}

// A choice with the weights 0 to 3, and not the difficulty question, which has them too.
fn is_frequency(item: &Item) -> bool {
    let mut weights: Vec<f64> = item
        .options
        .iter()
        .filter_map(|o| weight(item, &o.value))
        .collect();
    weights.sort_by(f64::total_cmp);
    let difficulty = |value: &Value| {
        matches!(value, Value::Coding(c)
        if c.code.as_deref().is_some_and(|code| DIFFICULTY.contains(&code)))
    };
    item.options.len() == 4
        && weights == [0.0, 1.0, 2.0, 3.0]
        && !has_code(&item.codes, "69722-7")
        && !item.options.iter().any(|o| difficulty(&o.value))
}

// What an answer counts: what the form says, else what LOINC's answer is known to count. Anything
// but 0, 1, 2 or 3 is not an answer to these measures.
fn weight(item: &Item, value: &Value) -> Option<f64> {
    let option = item
        .options
        .iter()
        .find(|o| enablement::same(&o.value, value));
    let known = || match value {
        Value::Coding(coding) => {
            let code = coding.code.as_deref()?;
            FREQUENCY
                .iter()
                .find(|(known, _)| *known == code)
                .map(|(_, w)| *w)
        }
        Value::Integer(number) if item.options.is_empty() => Some(*number as f64),
        _ => None,
    };
    let weight = option.and_then(|o| o.weight).or_else(known)?;
    [0.0, 1.0, 2.0, 3.0].contains(&weight).then_some(weight)
}

impl Session {
    /// The score, when the measure is known and every scored item has an answer.
    pub fn score(&self) -> Option<Score> {
        let measure = Measure::of(self.form())?;
        let scored = measure.scored(self.form())?;
        let weights = scored.into_iter().map(|item| {
            let answer = self.answer_to(item).first()?;
            let counts = self.asks(&Path::of(&item.link_id));
            counts.then(|| weight(item, answer)).flatten()
        });
        let total = weights.sum::<Option<f64>>()?;
        Some(Score { measure, total })
    }

    /// Whether the answer at `path` shows risk, so that help stands before the next page. An answer
    /// to a risk question that cannot be weighed counts as one: help too often does no harm.
    pub fn shows_risk(&self, path: &Path) -> bool {
        let risk = self
            .risk_item()
            .filter(|item| item.link_id == path.as_str());
        risk.is_some_and(|item| {
            let answers = self.answer_to(item);
            self.asks(path) && answers.iter().any(|a| weight(item, a) != Some(0.0))
        })
    }

    /// Whether the form asks about risk and that question was passed over. It is neither a yes nor a
    /// no, and the team is told that it was passed over.
    pub fn risk_skipped(&self) -> bool {
        self.risk_item().is_some_and(|item| {
            self.asks(&Path::of(&item.link_id)) && self.answer_to(item).is_empty()
        })
    }

    // PHQ-9's item 9, in whichever form it stands.
    fn risk_item(&self) -> Option<&Item> {
        let (items, _) = plan::flat(self.form());
        let coded = items.into_iter().find(|i| has_code(&i.codes, RISK_ITEM));
        coded.or_else(|| match Measure::of(self.form())? {
            Measure::Phq9 => Measure::Phq9.scored(self.form())?.last().copied(),
            Measure::Gad7 => None,
        })
    }
}
