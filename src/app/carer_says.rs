//! What a carer says: how a goal goes, where they are asked; and what they tell the team.
//!
//! Both are drafts of small forms, so that every letter is on the disk at once, and leave through the outbox,
//! once. The form of a rating has none of the person's words: what the carer typed can then stay while the
//! trust is not heard, and what was shown does not stay with it.

use super::following::{goal_asked, turn};
use super::item_of::item_of;
use super::look::outgoing;
use super::occasion::Occasion;
use super::open::Open;
use super::rating_form::{LONGEST_NOTE, NOTE, STEP, plain_step};
use super::send::not_right;
use super::view::{OutgoingState, ToldTeam};
use super::{Companion, Filling, SendProblem, pinned};
use crate::care::{Goal, Level};
use crate::fhir::goal::level_code;
use crate::fhir::{self, Envelope, RatedBy, Saying, codes};
use crate::forms::{AnswerProblem, Path, Session, Value};
use crate::sync::{Clock, Create, Parcel};
use crate::vault::{Draft, Item, NewItem, StoreProblem, Vault};
use crate::words::Words;
use jiff::Zoned;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Kind of an item that is a carer's rating of a goal.
const RATING: &str = "carer-rating";
/// Kind of an item that a carer tells the team.
const TOLD: &str = "carer-told";
/// Where the words stand that a carer tells the team.
pub const TELLING: &str = "telling";
/// The longest that can be told at once, in letters.
pub const LONGEST_TELLING: u32 = 4000;

/// The name under which a goal is rated by a carer.
pub fn rating_as_carer(goal: &str) -> String {
    Occasion::CarerRating(goal.to_owned()).name()
}

/// The name under which a carer tells the team something.
pub fn telling() -> String {
    Occasion::Telling.name()
}

/// The form of a rating. Its version is a fingerprint of the goal, so that a choice among steps that have
/// changed since is known as one.
pub(super) fn rating_form(goal: &Goal, words: Words) -> String {
    let steps = Level::ALL.map(|level| {
        json!({ "valueCoding": {
            "system": codes::LOINC, "code": level_code(level), "display": words.say(plain_step(level))
        } })
    });
    let all = serde_json::to_vec(&(&goal.words, &goal.levels)).unwrap_or_default();
    let print: String = Sha256::digest(all)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    json!({
        "resourceType": "Questionnaire",
        "url": format!("{}/Questionnaire/goal-rating-by-carer", codes::BASE),
        "version": print,
        "title": words.say("following-rate-heading"),
        "status": "active",
        "language": words.language().tag(),
        "item": [
            { "linkId": STEP, "type": "choice", "text": words.say("following-rate-heading"),
              "answerOption": steps },
            { "linkId": NOTE, "type": "text", "text": words.say("following-rate-note"),
              "maxLength": LONGEST_NOTE }
        ]
    })
    .to_string()
}

/// The form in which a carer tells the team something.
pub(super) fn telling_form(words: Words) -> String {
    json!({
        "resourceType": "Questionnaire",
        "url": format!("{}/Questionnaire/tell-the-team", codes::BASE),
        "version": "1.0.0",
        "title": words.say("following-tell-title"),
        "status": "active",
        "language": words.language().tag(),
        "item": [
            { "linkId": TELLING, "type": "text", "text": words.say("following-tell-label"),
              "required": true, "maxLength": LONGEST_TELLING }
        ]
    })
    .to_string()
}

impl Companion {
    /// Hands over what a carer has said.
    pub(super) async fn hand_over_as_carer(
        &self,
        open: Arc<Open>,
        filling: Filling,
    ) -> Result<String, SendProblem> {
        let (eyes, how) = (self.eyes(&open), self.how(&open));
        let at = open.clone();
        let to = self.team_to_tell();
        let posted = tokio::task::spawn_blocking(move || {
            // What is shared does not change between the look at it and the hand-over.
            let _turn = turn(&at);
            let saying = CarerSaying {
                patient: &eyes.patient,
                carer: &eyes.carer,
                codes_base: &eyes.codes_base,
                to,
                now: Zoned::now(),
            };
            let vault = &at.vault;
            let Some(draft) = vault.draft_of_task(&filling.task)? else {
                return before(vault, &filling);
            };
            match Occasion::read(&draft.task) {
                Occasion::CarerRating(goal) => match goal_asked(vault, &eyes, &goal)? {
                    Some(_) => post(vault, &draft, &how, |session| {
                        rating(session, &goal, &draft, &saying)
                    }),
                    None => Ok(Err(SendProblem::NotSaved)),
                },
                Occasion::Telling => post(vault, &draft, &how, |session| {
                    told_item(session, &draft, &saying)
                }),
                _ => Ok(Err(SendProblem::NotSaved)),
            }
        });
        let posted = posted.await.unwrap_or(Err(StoreProblem::Closed));
        self.look().await;
        let id = posted.map_err(|_| SendProblem::NotSaved)??;
        open.look_now
            .store(true, std::sync::atomic::Ordering::SeqCst);
        open.nudge.notify_one();
        Ok(id)
    }

    /// The worker to whom it goes, where the team is shared.
    fn team_to_tell(&self) -> Option<String> {
        let view = self.view();
        let team = view.following.as_ref()?.shown.team.clone()?;
        let first = team.people.into_iter().next()?;
        Some(first.id).filter(|id| !id.is_empty())
    }
}

/// What goes with everything that a carer says.
struct CarerSaying<'a> {
    patient: &'a str,
    carer: &'a str,
    codes_base: &'a str,
    to: Option<String>,
    now: Zoned,
}

impl CarerSaying<'_> {
    fn item(
        &self,
        kind: &'static str,
        id: &str,
        of: &str,
        body: serde_json::Value,
    ) -> Option<NewItem> {
        let parcel = Parcel {
            patient: self.patient.to_owned(),
            creates: vec![Create {
                kind: of.to_owned(),
                uuid: id.to_owned(),
                system: format!("{}{}", self.codes_base, codes::ITEM_UUID),
                body,
            }],
            task: None,
        };
        item_of(id, kind, &parcel, &self.now)
    }

    fn saying<'a>(&'a self, id: &'a str) -> Saying<'a> {
        Saying {
            item_id: id,
            codes_base: self.codes_base,
            patient: self.patient,
            at: &self.now,
        }
    }
}

fn post(
    vault: &Vault,
    draft: &Draft,
    how: &pinned::How,
    make: impl FnOnce(&Session) -> Result<NewItem, SendProblem>,
) -> Result<Result<String, SendProblem>, StoreProblem> {
    let Ok(form) = how.form(&draft.questionnaire) else {
        return Ok(Err(SendProblem::NotSaved));
    };
    let posted = vault.post(&draft.id, |answers| {
        let session = Session::new(Arc::new(form), answers);
        match not_right(&session) {
            Some(problem) => Err(problem),
            None => make(&session),
        }
    })?;
    Ok(posted.unwrap_or(Ok(())).map(|()| draft.id.clone()))
}

/// What had been handed over before: a second tap sends nothing.
fn before(vault: &Vault, filling: &Filling) -> Result<Result<String, SendProblem>, StoreProblem> {
    let mut items = vault.outbox()?.into_iter();
    let before = items.find(|item| item.id == filling.draft);
    Ok(before.map(|item| item.id).ok_or(SendProblem::NotSaved))
}

fn text(session: &Session, at: &str) -> Option<String> {
    let mut values = session.answer_at(&Path::of(at)).iter();
    values.find_map(|value| match value {
        Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    })
}

fn rating(
    session: &Session,
    goal: &str,
    draft: &Draft,
    saying: &CarerSaying,
) -> Result<NewItem, SendProblem> {
    let path = Path::of(STEP);
    let chosen = session.answer_at(&path).first();
    let options = session.item_at(&path).map(|item| &item.options);
    let place = options
        .zip(chosen)
        .and_then(|(options, chosen)| options.iter().position(|it| it.value.same_as(chosen)));
    let level = place.and_then(|place| Level::ALL.get(place).copied());
    let missing = SendProblem::NotRight(vec![(path, AnswerProblem::Missing)]);
    let level = level.ok_or(missing)?;
    let note = text(session, NOTE);
    let by = RatedBy::Carer(saying.carer);
    let reference = format!("Goal/{goal}");
    let said = saying.saying(&draft.id);
    let body = fhir::write_rating(level, by, note.as_deref(), &reference, &said)
        .map_err(|_| SendProblem::NotSaved)?;
    let item = saying.item(RATING, &draft.id, "Observation", body);
    item.ok_or(SendProblem::NotSaved)
}

fn told_item(
    session: &Session,
    draft: &Draft,
    saying: &CarerSaying,
) -> Result<NewItem, SendProblem> {
    let missing = SendProblem::NotRight(vec![(Path::of(TELLING), AnswerProblem::Missing)]);
    let words = text(session, TELLING).ok_or(missing)?;
    let said = saying.saying(&draft.id);
    let body = fhir::write_from_carer(&words, saying.carer, saying.to.as_deref(), &said)
        .map_err(|_| SendProblem::NotSaved)?;
    let item = saying.item(TOLD, &draft.id, "Communication", body);
    item.ok_or(SendProblem::NotSaved)
}

/// Whether an item is a carer's rating.
pub(super) fn is_rating(item: &Item) -> bool {
    item.kind == RATING
}

/// The goal that an item rates.
pub(super) fn goal_of_item(item: &Item) -> Option<String> {
    let parcel: Parcel = serde_json::from_str(&item.body).ok()?;
    let body = &parcel.creates.first()?.body;
    let goal = body["focus"][0]["reference"].as_str()?;
    Some(goal.strip_prefix("Goal/")?.to_owned())
}

/// What the carer told the team, the newest first: from this phone, and what the trust has of it from others.
pub(super) fn told(
    items: &[Item],
    records: &[Envelope],
    clock: Clock,
    codes_base: &str,
) -> Vec<ToldTeam> {
    let words = |body: &serde_json::Value| {
        let text = body["payload"][0]["contentString"].as_str()?;
        Some(text.to_owned())
    };
    let from_here = items
        .iter()
        .filter(|it| it.kind == TOLD)
        .filter_map(|item| {
            let parcel: Parcel = serde_json::from_str(&item.body).ok()?;
            Some(ToldTeam {
                id: item.id.clone(),
                text: words(&parcel.creates.first()?.body)?,
                at: item.answered,
                state: outgoing(item.clone(), clock).state,
            })
        });
    let mut all: Vec<ToldTeam> = from_here.collect();
    let system = format!("{codes_base}{}", codes::ITEM_UUID);
    for record in records.iter().filter(|it| it.kind == "Communication") {
        let Ok(body) = serde_json::from_str::<serde_json::Value>(&record.raw) else {
            continue;
        };
        let ours = body["identifier"].as_array().into_iter().flatten();
        let mut ours = ours.filter(|it| it["system"] == *system);
        let known = ours.any(|it| all.iter().any(|told| it["value"] == *told.id));
        let at = body["sent"].as_str().and_then(fhir::when::moment_or_noon);
        if let (false, Some(text), Some(at)) = (known, words(&body), at) {
            all.push(ToldTeam {
                id: record.id.clone(),
                text,
                at,
                state: OutgoingState::Sent {
                    at,
                    answered_elsewhere: false,
                },
            });
        }
    }
    all.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
    all
}
