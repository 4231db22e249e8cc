//! Writing to the team: a question, what is not right, another view, a wish, what to talk about.
//!
//! Each is filled in like a form, so that it is kept at every letter, survives a kill, and is looked over
//! before it goes. What the trust gets is no answered form but a Communication.

use super::Companion;
use super::item_of::item_of;
use super::occasion::Occasion;
use crate::care::{Coordinator, Message, MessageKind, Record};
use crate::fhir::{self, Saying, Writing, codes};
use crate::forms::{Session, Value};
use crate::sync::{Create, Parcel};
use crate::vault::{Draft, Item, NewItem};
use crate::words::Words;
use jiff::Zoned;
use serde_json::{Value as Json, json};

/// Kind of an item that is a message.
pub(super) const KIND: &str = "message";

/// The question of a wish that chooses.
const WISH: &str = "wish";
/// Its options beside those of the team.
const HELP_ME: &str = "help-me-choose";
const NONE: &str = "none-of-these";

/// What a message can be about: each by its id on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// The plan.
    Plan(String),
    /// A piece of the plan, or an option of a choice.
    Piece(String),
    /// A goal.
    Goal(String),
    /// A worker's rating.
    Rating(String),
}

/// What a message needs beside its words.
pub(super) struct Sender<'a> {
    pub(super) patient: &'a str,
    pub(super) codes_base: &'a str,
    pub(super) now: &'a Zoned,
    /// Id of the Practitioner to whom it goes, where one is known.
    pub(super) to: Option<&'a str>,
}

impl Companion {
    /// Under which name a message is written: what [`Companion::open_form`] takes.
    pub fn writing(kind: MessageKind, about: Option<&Thing>) -> String {
        let about = about.map(Thing::place);
        Occasion::Message { kind, about }.name()
    }
}

impl Thing {
    /// Its type and id on the server.
    fn place(&self) -> (String, String) {
        let (kind, id) = match self {
            Thing::Plan(id) => ("CarePlan", id),
            Thing::Piece(id) => ("ServiceRequest", id),
            Thing::Goal(id) => ("Goal", id),
            Thing::Rating(id) => ("Observation", id),
        };
        (kind.to_owned(), id.clone())
    }
}

/// The worker to whom messages go.
pub(super) fn recipient(record: &Record) -> Option<String> {
    match &record.team.coordinator {
        Coordinator::Named(member) => Some(member.id.clone()).filter(|id| !id.is_empty()),
        Coordinator::Left { .. } | Coordinator::Nobody => None,
    }
}

/// The form of the app's own in which a message is written; none for one that is made from the record.
pub(super) fn form_name(kind: MessageKind) -> Option<&'static str> {
    match kind {
        MessageKind::Question => Some("ask-a-question"),
        MessageKind::Correction => Some("not-right"),
        MessageKind::Disagree => Some("see-differently"),
        MessageKind::ForReview => Some("to-talk-about"),
        MessageKind::Invite => Some("invite-someone"),
        MessageKind::Preference => None,
    }
}

/// The form in which a person says what they would like: the options of a choice, help to choose, none of
/// them, and their own words. `option` is the id of one of the options.
pub(super) fn wish_form(record: &Record, option: &str, words: Words) -> Option<String> {
    let of_it = |c: &&crate::care::Choice| c.options.iter().any(|o| o.id == option);
    let choice = record.choices.iter().find(of_it)?;
    let options = choice
        .options
        .iter()
        .map(|o| (o.id.clone(), o.what.clone()));
    let own = [(HELP_ME, "wish-help"), (NONE, "wish-none")];
    let own = own.map(|(code, key)| (code.to_owned(), words.say(key)));
    let options: Vec<Json> = options
        .chain(own)
        .map(|(code, display)| json!({ "valueCoding": { "code": code, "display": display } }))
        .collect();
    let form = json!({
        "resourceType": "Questionnaire",
        "url": format!("{}/Questionnaire/wish", codes::BASE),
        "version": "1.0.0",
        "title": words.say("wish-title"),
        "status": "active",
        "language": words.language().tag(),
        "item": [
            { "linkId": WISH, "type": "choice", "required": true, "text": words.say("wish-question"),
              "answerOption": options },
            { "linkId": "words", "type": "text", "required": false, "maxLength": 2000,
              "text": words.say("wish-words") }
        ]
    });
    Some(form.to_string())
}

/// The message as an item for the outbox.
pub(super) fn new_item(
    session: &Session,
    draft: &Draft,
    title: Option<String>,
    from: &Sender,
) -> Option<NewItem> {
    let Occasion::Message { kind, about } = Occasion::read(&draft.task) else {
        return None;
    };
    let about: Vec<String> = match kind {
        MessageKind::Preference => wished(session),
        _ => about
            .map(|(kind, id)| format!("{kind}/{id}"))
            .into_iter()
            .collect(),
    };
    let text = session.what_is_written().join("\n");
    let writing = Writing {
        kind,
        text: &text,
        about: &about,
        to: from.to,
    };
    let saying = Saying {
        item_id: &draft.id,
        codes_base: from.codes_base,
        patient: from.patient,
        at: from.now,
    };
    let parcel = Parcel {
        patient: from.patient.to_owned(),
        creates: vec![Create {
            kind: "Communication".to_owned(),
            uuid: draft.id.clone(),
            system: format!("{}{}", from.codes_base, codes::ITEM_UUID),
            body: fhir::write_message(&writing, &saying).ok()?,
        }],
        task: None,
    };
    Some(NewItem {
        title,
        ..item_of(&draft.id, KIND, &parcel, from.now)?
    })
}

/// What a wish is about: the option that was chosen, else all of them.
fn wished(session: &Session) -> Vec<String> {
    let form = session.form();
    let Some(item) = form.items.iter().find(|item| item.link_id == WISH) else {
        return Vec::new();
    };
    let code = |value: &Value| match value {
        Value::Coding(coding) => coding.code.clone(),
        _ => None,
    };
    let own = |code: &String| code == HELP_ME || code == NONE;
    let path = crate::forms::Path::of(WISH);
    let chosen: Vec<String> = session.answer_at(&path).iter().filter_map(code).collect();
    let all = item.options.iter().filter_map(|option| code(&option.value));
    let about: Vec<String> = if chosen.iter().any(own) {
        all.filter(|code| !own(code)).collect()
    } else {
        chosen
    };
    about
        .into_iter()
        .map(|id| format!("ServiceRequest/{id}"))
        .collect()
}

/// The message that an item sends.
pub(super) fn in_item(item: &Item) -> Option<Message> {
    if item.kind != KIND {
        return None;
    }
    let parcel: Parcel = serde_json::from_str(&item.body).ok()?;
    let create = parcel.creates.first()?;
    let base = create.system.strip_suffix(codes::ITEM_UUID)?;
    fhir::read_message(&create.body, &parcel.patient, base)
}
