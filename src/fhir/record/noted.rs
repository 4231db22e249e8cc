//! What workers noted about topics (scales of the Mental Health Clustering Tool), as far as it may be shown.
//!
//! Four locks, one behind the other: the trust's file has to release such ratings at all, each has to carry
//! the trust's tag (the shelf takes no other), its code has to be one of the nine topics that may be shown,
//! and no code beside it may be another. Ratings of the versions for older people and for people with a
//! learning disability have other codes, so the three are never mixed.

use super::forms::is_by_person;
use super::progress::{is_final, value};
use super::shelf::{KnownForm, Shelf};
use crate::care::{Hardness, Mine, Noted, Topic};
use crate::fhir::observation::Observation;
use crate::fhir::response::QuestionnaireResponse;
use crate::fhir::{Envelope, codes, when};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// The topics that may be shown, each with its SNOMED CT code (`domain/events_mhct.json`).
const SHOWN: [(Topic, &str); 9] = [
    (Topic::Unrest, "979641000000103"),
    (Topic::Thinking, "979671000000109"),
    (Topic::Body, "979681000000106"),
    (Topic::Mood, "979701000000108"),
    (Topic::MindAndFeelings, "979711000000105"),
    (Topic::People, "979721000000104"),
    (Topic::DailyTasks, "979731000000102"),
    (Topic::Home, "979741000000106"),
    (Topic::Work, "979751000000109"),
];

/// Questions that a person is asked about the same topic, by their code. Only where they are surely the
/// same: PHQ-9 asks about feeling down, depressed or hopeless.
const ASKED: [(Topic, &str); 1] = [(Topic::Mood, "44255-8")];

/// One a topic, in the order of [`Topic`].
pub(super) fn noted(shelf: &Shelf, resources: &[Envelope]) -> Vec<Noted> {
    if !shelf.how.release_ratings {
        return Vec::new();
    }
    let mut found: BTreeMap<Topic, Vec<(Timestamp, Hardness, &Observation)>> = BTreeMap::new();
    for rating in shelf.observations.iter().filter(|o| is_final(o)) {
        // 9, not rated, and whatever the scale does not have tell nothing.
        if let (Some(topic), Some(how), Some(at)) = (topic(rating), hardness(rating), rating.at())
            && when::day_of(at) <= shelf.how.today
        {
            found.entry(topic).or_default().push((at, how, rating));
        }
    }
    let answers = Answers::of(shelf, resources);
    let one = |(topic, mut ratings): (Topic, Vec<(Timestamp, Hardness, &Observation)>)| {
        ratings.sort_by_key(|(at, how, _)| (*at, *how));
        let (at, now, rating) = ratings.pop()?;
        let before = ratings.pop().map(|(at, how, _)| (how, at));
        Some(Noted {
            id: rating.id.text()?.to_owned(),
            topic,
            now,
            at,
            by: rating.performer.iter().find_map(|who| shelf.name(who)),
            before,
            mine: answers.about(topic),
        })
    };
    found.into_iter().filter_map(one).collect()
}

fn topic(rating: &Observation) -> Option<Topic> {
    let code = rating.code.get()?;
    let all = code.coding.iter().filter_map(|c| c.code.text());
    let mut of_tool = all.filter(|c| codes::CLINICIAN_RATINGS.contains(c));
    let only = of_tool.next()?;
    // One that also says another of the tool's codes is not taken for the harmless one of the two.
    if of_tool.any(|other| other != only) {
        return None;
    }
    let (topic, _) = SHOWN.iter().find(|(_, shown)| *shown == only)?;
    code.has(codes::SNOMED, only).then_some(*topic)
}

fn hardness(rating: &Observation) -> Option<Hardness> {
    let number = value(rating)?;
    let whole = (0..Hardness::ALL.len()).find(|n| number.to_bits() == (*n as f64).to_bits())?;
    Hardness::ALL.get(whole).copied()
}

/// What the person said, read only where a worker noted something on the same topic.
struct Answers<'s, 'r> {
    shelf: &'s Shelf<'r>,
    /// The person's own answered forms, the newest first.
    newest: Vec<&'s QuestionnaireResponse>,
    raw: HashMap<&'r str, &'r str>,
}

impl<'s, 'r> Answers<'s, 'r> {
    fn of(shelf: &'s Shelf<'r>, resources: &'r [Envelope]) -> Self {
        let whole =
            |r: &&QuestionnaireResponse| matches!(r.status.text(), Some("completed" | "amended"));
        let answered = shelf.responses.iter().filter(whole);
        let mut newest: Vec<_> = answered.filter(|r| is_by_person(shelf, r)).collect();
        newest.sort_by_key(|r| std::cmp::Reverse(at(r)));
        let responses = resources
            .iter()
            .filter(|it| it.kind == "QuestionnaireResponse");
        Self {
            shelf,
            newest,
            raw: responses
                .map(|it| (it.id.as_str(), it.raw.as_str()))
                .collect(),
        }
    }

    fn about(&self, topic: Topic) -> Option<Mine> {
        let (_, code) = ASKED.iter().find(|(asked, _)| *asked == topic)?;
        let mut asked: HashMap<&str, Option<Asked>> = HashMap::new();
        for response in &self.newest {
            let canonical = response.questionnaire.text()?;
            let question = asked
                .entry(canonical)
                .or_insert_with(|| question(self.shelf.any_form(canonical)?, code));
            let Some(question) = question else { continue };
            let raw = response.id.text().and_then(|id| self.raw.get(id));
            if let Some(answer) = raw.and_then(|raw| answer(raw, &question.link_id)) {
                return Some(Mine {
                    question: question.text.clone(),
                    answer,
                    at: at(response),
                });
            }
        }
        None
    }
}

fn at(response: &QuestionnaireResponse) -> Option<Timestamp> {
    response.authored.text().and_then(when::moment_or_noon)
}

struct Asked {
    link_id: String,
    text: String,
}

// The question of a form that has this code.
fn question(form: &KnownForm, code: &str) -> Option<Asked> {
    let form: Value = serde_json::from_str(form.raw).ok()?;
    let has = |item: &Value| {
        let codings = item.get("code").and_then(Value::as_array);
        let mut codings = codings.into_iter().flatten();
        codings.any(|c| text(c, "system") == Some(codes::LOINC) && text(c, "code") == Some(code))
    };
    let item = find(&form, &has)?;
    Some(Asked {
        link_id: text(item, "linkId")?.to_owned(),
        text: text(item, "text")?.to_owned(),
    })
}

// The one answer in words; several or none are no answer.
fn answer(response: &str, link_id: &str) -> Option<String> {
    let response: Value = serde_json::from_str(response).ok()?;
    let item = find(&response, &|item| text(item, "linkId") == Some(link_id))?;
    let [only] = item.get("answer")?.as_array()?.as_slice() else {
        return None;
    };
    text(only.get("valueCoding")?, "display").map(str::to_owned)
}

// Walks through items without a stack of its own depth: a hostile form may be deep.
fn find<'v>(form: &'v Value, is_it: &dyn Fn(&Value) -> bool) -> Option<&'v Value> {
    let mut to_do = vec![form];
    while let Some(one) = to_do.pop() {
        let items = one.get("item").and_then(Value::as_array);
        for item in items.into_iter().flatten() {
            if is_it(item) {
                return Some(item);
            }
            to_do.push(item);
        }
    }
    None
}

fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value
        .get(name)?
        .as_str()
        .filter(|text| !text.trim().is_empty())
}
