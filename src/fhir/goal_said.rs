//! What a person says of a goal, as it is sent: a goal that they propose, how far they are, T.
//!
//! HL7 Person-Centered Outcomes 1.0.0 gives the shape: the levels as an extension of Goal, each rating as
//! an Observation with a code that says whose view it is, and a `focus` on the goal. No profile is
//! claimed, since the guide is written for another country. Everything carries our own identifier, by
//! which a repeated create is known; the server gives the id. [`Attained::Partly`] has no code, and the
//! types keep it from being sent: a rating takes a [`Level`].
//!
//! [`Attained::Partly`]: crate::care::Attained::Partly

use super::goal::level_coding;
use super::score::number;
use super::types::is_id;
use super::{codes, when};
use crate::care::{Level, OutOfTen};
use jiff::Zoned;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

/// Why something about a goal cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The goal, or the message, has no words.
    #[error("there are no words")]
    NoWords,
    /// The day by which it is to be reached is over.
    #[error("the day is over")]
    DayOver,
    /// Somebody or something is named by what is no id.
    #[error("not an id")]
    NoId,
    /// A score names no goal.
    #[error("no goal is named")]
    NoGoal,
    /// A number that cannot be written.
    #[error("no number")]
    NoNumber,
}

/// What every such resource carries.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    /// Our own identifier: a UUIDv7.
    pub item_id: &'a str,
    /// Base of our codes at this trust.
    pub codes_base: &'a str,
    /// Id of the Patient.
    pub patient: &'a str,
    /// When it is said, with the phone's offset.
    pub at: &'a Zoned,
}

/// A goal as a person proposes it.
#[derive(Clone, Copy)]
pub struct ProposedGoal<'a> {
    /// The goal in their own words.
    pub words: &'a str,
    /// The levels that have words, the lowest first. A proposal may hold just where they are now and what
    /// would be good enough.
    pub levels: [Option<&'a str>; 5],
    /// By when.
    pub due: Option<Date>,
    /// Why it matters to them.
    pub why: Option<&'a str>,
    /// What is strong in them, and who helps.
    pub strengths: Option<&'a str>,
}

impl std::fmt::Debug for ProposedGoal<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProposedGoal(…)")
    }
}

/// Whose rating it is. The code and the performer follow from it, so that they cannot differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatedBy<'a> {
    /// The person, at the start.
    MeAtTheStart,
    /// The person.
    Me,
    /// A carer: id of the RelatedPerson.
    Carer(&'a str),
    /// A worker: id of the Practitioner.
    Worker(&'a str),
}

/// The goal as a Goal with `lifecycleStatus` `proposed`, said by the person. Words go as they were written,
/// without white space around them; a level without words is left out. It has no `startDate`: it begins
/// when it is agreed.
pub fn write_goal(goal: &ProposedGoal, saying: &Saying) -> Result<Value, Unfit> {
    let words = Some(goal.words.trim()).filter(|w| !w.is_empty());
    let words = words.ok_or(Unfit::NoWords)?;
    if goal.due.is_some_and(|due| due < saying.at.date()) {
        return Err(Unfit::DayOver);
    }
    let me = reference("Patient", saying.patient)?;
    let mut made = json!({
        "resourceType": "Goal",
        "identifier": identifier(saying),
        "lifecycleStatus": "proposed",
        "description": { "text": words },
        "subject": me,
        "statusDate": saying.at.date().to_string(),
        "expressedBy": me
    });
    let levels = Level::ALL.into_iter().zip(goal.levels);
    let levels = levels.filter_map(|(level, words)| Some((level, words?.trim())));
    let steps: Vec<Value> = levels
        .filter(|(_, words)| !words.is_empty())
        .map(|(level, words)| {
            json!({ "url": codes::GAS_EXTENSION, "extension": [
                { "url": "level", "valueCoding": level_coding(level) },
                { "url": "progressText", "valueString": words }
            ] })
        })
        .collect();
    let mut target = Map::new();
    if !steps.is_empty() {
        made["extension"] = steps.into();
        let coding = [loinc(codes::GAS_BASELINE, Some(codes::GAS_BASELINE_NAME))];
        target.insert("measure".to_owned(), json!({ "coding": coding }));
    }
    if let Some(due) = goal.due {
        target.insert("dueDate".to_owned(), due.to_string().into());
    }
    if !target.is_empty() {
        made["target"] = json!([target]);
    }
    let notes = [
        (codes::GOAL_WHY, goal.why),
        (codes::GOAL_STRENGTHS, goal.strengths),
    ];
    let notes = notes.into_iter().filter_map(|(kind, words)| {
        let words = words.map(str::trim).filter(|w| !w.is_empty())?;
        Some(note(kind, words, &me, saying))
    });
    let notes: Vec<Value> = notes.collect();
    if !notes.is_empty() {
        made["note"] = notes.into();
    }
    Ok(made)
}

// FHIR has no place of its own for either. A note reads well by itself where our extension is not known.
fn note(kind: &str, words: &str, me: &Value, saying: &Saying) -> Value {
    json!({
        "extension": [{ "url": format!("{}{}", saying.codes_base, codes::GOAL_NOTE), "valueCode": kind }],
        "authorReference": me, "time": when::write(saying.at), "text": words
    })
}

/// How far a goal was reached, as an Observation. `goal` is a reference to it: `Goal/{id}`, or the `urn:` of
/// one that goes in the same transaction.
pub fn write_rating(
    level: Level,
    by: RatedBy,
    note: Option<&str>,
    goal: &str,
    saying: &Saying,
) -> Result<Value, Unfit> {
    // LOINC's names as the guide's own examples have them; that of the carer's code was not seen.
    let coding = match by {
        RatedBy::MeAtTheStart => loinc(codes::GAS_BASELINE, Some(codes::GAS_BASELINE_NAME)),
        RatedBy::Me => loinc(
            codes::GAS_PATIENT,
            Some("Patient follow-up goal attainment scaling score"),
        ),
        RatedBy::Carer(_) => loinc(codes::GAS_CARER, None),
        RatedBy::Worker(_) => loinc(
            codes::GAS_WORKER,
            Some("Practitioner follow-up goal attainment scaling score"),
        ),
    };
    let mut made = observation(&[goal], by, note, saying)?;
    made["code"] = json!({ "coding": [coding] });
    let mut answer = level_coding(level);
    answer["extension"] = json!([{ "url": codes::ORDINAL_VALUE, "valueDecimal": level.number() }]);
    made["valueCodeableConcept"] = json!({ "coding": [answer] });
    Ok(made)
}

/// A rating of a goal from 0 to 10, as an Observation under our own code.
pub fn write_out_of_ten(
    rating: OutOfTen,
    by: RatedBy,
    note: Option<&str>,
    goal: &str,
    saying: &Saying,
) -> Result<Value, Unfit> {
    let mut made = observation(&[goal], by, note, saying)?;
    made["code"] = own_code(saying, codes::GOAL_OUT_OF_TEN, "Goal progress, 0 to 10");
    made["valueInteger"] = rating.number().into();
    Ok(made)
}

/// T as an Observation under our own code, to two decimals. `goals` are all that are in it, `from` the
/// ratings that it was worked out from and that were sent.
pub fn write_t_score(
    t: f64,
    by: RatedBy,
    goals: &[&str],
    from: &[&str],
    saying: &Saying,
) -> Result<Value, Unfit> {
    if !t.is_finite() {
        return Err(Unfit::NoNumber);
    }
    let mut made = observation(goals, by, None, saying)?;
    made["code"] = own_code(saying, codes::GAS_T, "GAS T score (rho 0.3)");
    let value = number((t * 100.0).round() / 100.0);
    made["valueQuantity"] = json!({
        "value": value, "unit": "T score", "system": codes::UCUM, "code": "1"
    });
    if !from.is_empty() {
        made["derivedFrom"] = from.iter().map(|r| json!({ "reference": r })).collect();
    }
    Ok(made)
}

fn observation(
    goals: &[&str],
    by: RatedBy,
    note: Option<&str>,
    saying: &Saying,
) -> Result<Value, Unfit> {
    let me = reference("Patient", saying.patient)?;
    let performer = match by {
        RatedBy::MeAtTheStart | RatedBy::Me => me.clone(),
        RatedBy::Carer(id) => reference("RelatedPerson", id)?,
        RatedBy::Worker(id) => reference("Practitioner", id)?,
    };
    if goals.is_empty() {
        return Err(Unfit::NoGoal);
    }
    let focus: Result<Vec<Value>, Unfit> = goals.iter().map(|goal| to_goal(goal)).collect();
    let survey = json!({ "system": codes::OBSERVATION_CATEGORY, "code": "survey" });
    let at = when::write(saying.at);
    let mut made = json!({
        "resourceType": "Observation",
        "identifier": identifier(saying),
        "status": "final",
        "category": [{ "coding": [survey] }],
        "subject": me,
        "focus": focus?,
        "effectiveDateTime": at,
        "performer": [performer]
    });
    if let Some(note) = note.map(str::trim).filter(|n| !n.is_empty()) {
        made["note"] = json!([{
            "authorReference": performer, "time": at, "text": note
        }]);
    }
    Ok(made)
}

fn to_goal(goal: &str) -> Result<Value, Unfit> {
    let known = goal.strip_prefix("Goal/").is_some_and(is_id);
    let new = goal.strip_prefix("urn:uuid:").is_some_and(is_id);
    (known || new)
        .then(|| json!({ "reference": goal }))
        .ok_or(Unfit::NoId)
}

pub(super) fn reference(kind: &str, id: &str) -> Result<Value, Unfit> {
    is_id(id)
        .then(|| json!({ "reference": format!("{kind}/{id}") }))
        .ok_or(Unfit::NoId)
}

pub(super) fn identifier(saying: &Saying) -> Value {
    let system = format!("{}{}", saying.codes_base, codes::ITEM_UUID);
    json!([{ "system": system, "value": saying.item_id }])
}

fn own_code(saying: &Saying, code: &str, words: &str) -> Value {
    let system = format!("{}{}", saying.codes_base, codes::TRUST_OBSERVATION);
    json!({ "coding": [{ "system": system, "code": code, "display": words }], "text": words })
}

fn loinc(code: &str, display: Option<&str>) -> Value {
    match display {
        Some(display) => json!({ "system": codes::LOINC, "code": code, "display": display }),
        None => json!({ "system": codes::LOINC, "code": code }),
    }
}
