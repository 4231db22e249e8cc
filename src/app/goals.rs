//! A goal that the person writes, and how far they say that they are: from a draft to what is sent.
//!
//! A goal is written like any form, with a form of the app's own, so that every letter is on the disk at
//! once and nothing new has to be kept safe. Handed over it is no response: it is a Goal, proposed, and
//! where the person begins as an Observation beside it, in one parcel. A rating is a draft too, of a form
//! that is made of the goal's own steps.
//!
//! "Partly" has no code (`care::attainment`). It stays on this phone, with its note; what staff count from it
//! goes to the trust, where it can be worked out.

use super::item_of::item_of;
use super::occasion::Occasion;
use super::rating_form::{MET, MET_WORDS, NOTE, STEP, TEN};
use super::send::{SCORE, Sending};
use super::{SendProblem, beside, pinned};
use crate::care::{
    Attained, Attainment, Counted, Goal, GoalStage, Level, OutOfTen, Rater, Record, gas_light,
};
use crate::fhir::{self, ProposedGoal, RatedBy, Saying, Unfit, codes};
use crate::forms::{AnswerProblem, Path, Session, Value};
use crate::sync::{Create, Parcel};
use crate::vault::{Draft, NewItem, StoreProblem, Vault};
use jiff::civil::Date;

/// Kind of an item that is a goal.
pub(super) const GOAL: &str = "goal";
/// Kind of an item that is a rating of a goal.
pub(super) const RATING: &str = "goal-rating";

/// The name under which a new goal is written. Each is another: two goals never become one.
pub fn new_goal() -> String {
    Occasion::Goal(uuid::Uuid::now_v7().to_string()).name()
}

/// The name under which a goal is rated.
pub fn rating_of(goal: &str) -> String {
    Occasion::Rating(goal.to_owned()).name()
}

/// The goal that is rated under that name, if one is.
pub fn rated_goal(task: &str) -> Option<String> {
    match Occasion::read(task) {
        Occasion::Rating(goal) => Some(goal),
        _ => None,
    }
}

/// Where the words of a new goal stand in its form.
const WORDS: &str = "goal";
const BY: &str = "by";
/// Where each level stands in the form, the lowest first.
const LEVELS: [&str; 5] = ["less", "now", "enough", "more", "much-more"];

fn text(session: &Session, at: &str) -> Option<String> {
    let values = session.answer_at(&Path::of(at)).iter();
    let mut texts = values.filter_map(|value| match value {
        Value::Text(text) => Some(text.trim().to_owned()),
        _ => None,
    });
    texts.next().filter(|text| !text.is_empty())
}

/// What the person calls the goal that they write.
pub(super) fn words_so_far(answers: &[Value]) -> Option<String> {
    let text = answers.iter().find_map(|value| match value {
        Value::Text(text) => text.lines().map(str::trim).find(|line| !line.is_empty()),
        _ => None,
    });
    text.map(str::to_owned)
}

/// The place of those words.
pub(super) fn words_path() -> Path {
    Path::of(WORDS)
}

/// A new goal as an item of the outbox.
pub(super) fn new_item(
    session: &Session,
    draft: &Draft,
    sending: &Sending,
) -> Result<NewItem, SendProblem> {
    let wrong = |at: &str, problem| SendProblem::NotRight(vec![(Path::of(at), problem)]);
    let words = text(session, WORDS).ok_or(wrong(WORDS, AnswerProblem::Missing))?;
    let steps = LEVELS.map(|at| text(session, at));
    let (why, strengths) = (text(session, "why"), text(session, "strengths"));
    let due = session.answer_at(&Path::of(BY)).first();
    let due: Option<Date> = due.and_then(|value| match value {
        Value::Date(day) => day.parse().ok(),
        _ => None,
    });
    let saying = sending.saying(&draft.id);
    let proposed = ProposedGoal {
        words: &words,
        levels: steps.each_ref().map(Option::as_deref),
        due,
        why: why.as_deref(),
        strengths: strengths.as_deref(),
    };
    let goal = fhir::write_goal(&proposed, &saying).map_err(|unfit| match unfit {
        // The day was still to come when it was written.
        Unfit::DayOver => wrong(BY, day_over(session)),
        Unfit::NoWords => wrong(WORDS, AnswerProblem::Missing),
        _ => SendProblem::NotSaved,
    })?;
    let mut creates = vec![sending.create("Goal", &draft.id, goal)];
    let has_start = steps[Level::Less as usize].is_some();
    if has_start && sending.may_observe {
        let uuid = uuid::Uuid::now_v7().to_string();
        let reference = format!("urn:uuid:{}", draft.id);
        let start = fhir::write_rating(
            Level::Less,
            RatedBy::MeAtTheStart,
            None,
            &reference,
            &sending.saying(&uuid),
        );
        let start = start.map_err(|_| SendProblem::NotSaved)?;
        creates.push(sending.create("Observation", &uuid, start));
    }
    let mut item = parcel(GOAL, &draft.id, creates, sending).ok_or(SendProblem::NotSaved)?;
    item.title = Some(words);
    // What is written after it was handed over begins no second goal of the same name.
    item.task = Some(draft.task.clone());
    item.form = Some(draft.questionnaire.clone());
    Ok(item)
}

fn day_over(session: &Session) -> AnswerProblem {
    let item = session.item_at(&Path::of(BY));
    let check = item.and_then(|item| item.constraints.first());
    AnswerProblem::Check {
        words: check.map(|check| check.words.clone()).unwrap_or_default(),
    }
}

fn parcel(
    kind: &'static str,
    id: &str,
    creates: Vec<Create>,
    sending: &Sending,
) -> Option<NewItem> {
    let parcel = Parcel {
        patient: sending.patient.clone(),
        creates,
        task: None,
    };
    item_of(id, kind, &parcel, &sending.now)
}

/// What a person says of how far they are.
struct Said {
    attained: Option<Attained>,
    number: Option<OutOfTen>,
    note: Option<String>,
}

impl Said {
    fn of(session: &Session, goal: &Goal) -> Said {
        let place = |at: &str| {
            let path = Path::of(at);
            let chosen = session.answer_at(&path).first()?;
            let options = &session.item_at(&path)?.options;
            options.iter().position(|o| o.value.same_as(chosen))
        };
        let step = place(STEP).and_then(|place| Level::ALL.get(place).copied());
        let met = place(MET).and_then(|place| MET_WORDS.get(place));
        let met = met.and_then(|(met, _)| gas_light(goal.start_for_words(), *met));
        let number = session.answer_at(&Path::of(TEN)).first();
        let number = number.and_then(|value| match value {
            Value::Integer(number) => OutOfTen::of(u8::try_from(*number).ok()?),
            _ => None,
        });
        Said {
            attained: step.map(Attained::At).or(met),
            number,
            note: text(session, NOTE),
        }
    }
}

/// Hands a rating over. Gives the draft's id, also when it had been handed over before.
pub(super) fn rate(
    vault: &Vault,
    draft: &Draft,
    goal: &str,
    sending: &Sending,
) -> Result<Result<String, SendProblem>, StoreProblem> {
    let Some(goal) = goal_of(vault, goal, sending)? else {
        return Ok(Err(SendProblem::NotSaved));
    };
    let session = sending.session(&draft.questionnaire, vault.answers(&draft.id)?);
    let Some(session) = session else {
        return Ok(Err(SendProblem::NotSaved));
    };
    if let Some(problem) = super::send::not_right(&session) {
        return Ok(Err(problem));
    }
    let said = Said::of(&session, &goal);
    if said.attained.is_none() && said.number.is_none() {
        let missing = vec![(Path::of(STEP), AnswerProblem::Missing)];
        return Ok(Err(SendProblem::NotRight(missing)));
    }
    if said.attained == Some(Attained::Partly) {
        let name = Occasion::HalfStep(goal.id.clone(), draft.id.clone()).name();
        let follows = score_of_half(vault, &goal, sending)?;
        vault.keep_for_good(&draft.id, &name, follows.as_ref())?;
        return Ok(Ok(draft.id.clone()));
    }
    super::mend::keep_draft(vault, draft)?;
    let posted = vault.post(&draft.id, |_| {
        let mut item = rating_item(&said, &goal, draft, sending).ok_or(SendProblem::NotSaved)?;
        item.title = Some(goal.words.clone());
        Ok(item)
    })?;
    Ok(posted.unwrap_or(Ok(())).map(|()| draft.id.clone()))
}

fn rating_item(said: &Said, goal: &Goal, draft: &Draft, sending: &Sending) -> Option<NewItem> {
    let reference = format!("Goal/{}", goal.id);
    let note = said.note.as_deref();
    let mut creates = Vec::new();
    if let Some(level) = said.attained.and_then(Attained::level) {
        let saying = sending.saying(&draft.id);
        let body = fhir::write_rating(level, RatedBy::Me, note, &reference, &saying).ok()?;
        creates.push(sending.create("Observation", &draft.id, body));
    }
    if let Some(number) = said.number {
        // The item's own id for the first of them, so that a second tap is known.
        let (id, note) = match creates.is_empty() {
            true => (draft.id.clone(), note),
            false => (uuid::Uuid::now_v7().to_string(), None),
        };
        let saying = sending.saying(&id);
        let body = fhir::write_out_of_ten(number, RatedBy::Me, note, &reference, &saying).ok()?;
        creates.push(sending.create("Observation", &id, body));
    }
    parcel(RATING, &draft.id, creates, sending)
}

/// T with a half step in it, where all goals that count are rated: the half step itself has no code.
fn score_of_half(
    vault: &Vault,
    goal: &Goal,
    sending: &Sending,
) -> Result<Option<NewItem>, StoreProblem> {
    if !sending.send_scores || !sending.may_observe {
        return Ok(None);
    }
    let Some(record) = seen_here(vault, sending)? else {
        return Ok(None);
    };
    let active = record.goals.iter().filter(|g| g.stage == GoalStage::Active);
    let active: Vec<&Goal> = active.collect();
    let counted: Vec<Counted> = active
        .iter()
        .map(|other| {
            let mut counted = Counted::of(other, Rater::Me);
            if other.id == goal.id {
                counted.now = Some(Attained::Partly);
            }
            counted
        })
        .collect();
    let is_in_it = active.iter().any(|other| other.id == goal.id);
    let Some(t) = Attainment::of(&counted).now.filter(|_| is_in_it) else {
        return Ok(None);
    };
    let references: Vec<String> = active.iter().map(|g| format!("Goal/{}", g.id)).collect();
    let references: Vec<&str> = references.iter().map(String::as_str).collect();
    let id = uuid::Uuid::now_v7().to_string();
    let body = fhir::write_t_score(t, RatedBy::Me, &references, &[], &sending.saying(&id));
    Ok(body.ok().and_then(|body| {
        let creates = vec![sending.create("Observation", &id, body)];
        parcel(SCORE, &id, creates, sending)
    }))
}

/// The record as it is kept, with what waits here beside it.
fn seen_here(vault: &Vault, sending: &Sending) -> Result<Option<Record>, StoreProblem> {
    let Some(mut kept) = pinned::kept(vault)? else {
        return Ok(None);
    };
    let here = beside::Beside::of(vault)?;
    here.put(&mut kept, sending.codes_base.as_str(), &sending.patient);
    Ok(Some(kept.record))
}

fn goal_of(vault: &Vault, id: &str, sending: &Sending) -> Result<Option<Goal>, StoreProblem> {
    let record = seen_here(vault, sending)?;
    let goals = record.map(|record| record.goals).unwrap_or_default();
    Ok(goals.into_iter().find(|goal| goal.id == id))
}

impl Sending {
    fn saying<'a>(&'a self, item_id: &'a str) -> Saying<'a> {
        Saying {
            item_id,
            codes_base: &self.codes_base,
            patient: &self.patient,
            at: &self.now,
        }
    }

    fn create(&self, kind: &str, uuid: &str, body: serde_json::Value) -> Create {
        Create {
            kind: kind.to_owned(),
            uuid: uuid.to_owned(),
            system: format!("{}{}", self.codes_base, codes::ITEM_UUID),
            body,
        }
    }
}
