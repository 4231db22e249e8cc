//! The person's last word on what one carer sees, made true at the server.
//!
//! All Consents of the patient are read; `fhir::Word` says the one next thing to write; it is written with
//! `If-Match`, or made as any parcel is; then all is read again, until nothing is left to write. So "done"
//! is said of what the server shows, a kill between two writes costs one reading, and an answer that got
//! lost is found. The laws of who wins stand at `fhir::consent_word`.
//!
//! Words about one carer replace each other in the outbox. A word that is not the last any more writes
//! nothing: it is looked for before every write.

use super::amend::{Decided, pauses};
use super::driver::{Driver, Report};
use super::parcel::{Create, Parcel, Progress, Server};
use super::pull::MOST_PAGES;
use super::push::{Heard, Parked, Step, Why};
use crate::fhir::{self, Next, Word, codes};
use crate::trust::Asked;
use crate::vault::{Item, ItemState};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// Most writes in one go.
const MOST_TURNS: usize = 12;

/// How far a word has come.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct WordProgress {
    /// What the person has decided about it.
    #[serde(default)]
    pub decided: Decided,
    /// A Consent that is made for it: its identifier, and how far that is.
    #[serde(default)]
    pub making: Option<(String, Progress)>,
    /// Whether a change of a Consent may have left this phone.
    #[serde(default)]
    pub left: bool,
}

impl WordProgress {
    /// The identifier of a Consent that may be on the server, and of which nobody could say so.
    pub fn may_be_there(&self) -> Option<&str> {
        let (uuid, progress) = self.making.as_ref()?;
        (!progress.nothing_can_be_there()).then_some(uuid)
    }
}

/// What is written next, with the tag of what was read.
enum Turn {
    Write(Next, Option<String>),
    Rest(Step),
}

impl Driver {
    /// Takes a word as far as it goes now.
    pub(super) async fn share(
        &mut self,
        mut item: Item,
        word: Word,
        server: &mut Server,
    ) -> (Report, Option<i64>) {
        let granted = self.api.granted().await;
        if !granted.may("Consent", 'u') || !granted.may("Consent", 'c') {
            return self.rest(item, Step::Park(Parked::NotAllowed)).await;
        }
        let mut progress: WordProgress = serde_json::from_str(&item.progress).unwrap_or_default();
        for _ in 0..MOST_TURNS {
            let step = match self.read_and_think(&item, &word, progress.decided).await {
                Turn::Rest(step) => Some(step),
                Turn::Write(..) if !self.is_last_word(&item).await => {
                    return (Report::Well, None);
                }
                Turn::Write(Next::Replace { id, body }, tag) => {
                    progress.left = true;
                    item.progress = serde_json::to_string(&progress).unwrap_or(item.progress);
                    self.replace(&mut item, &id, body, tag).await
                }
                Turn::Write(Next::Make { uuid, body }, _) => {
                    let made =
                        self.make_consent(&mut item, &word, &mut progress, server, uuid, body);
                    made.await
                }
                Turn::Write(Next::Done, _) => Some(Step::Arrived { elsewhere: false }),
                Turn::Write(Next::Ask, _) => Some(Step::Park(Parked::Changed)),
            };
            if let Some(step) = step {
                return self.rest(item, step).await;
            }
        }
        self.rest(item, Step::Wait(Why::Unwell, None)).await
    }

    /// Whether nothing newer was said about this carer meanwhile, and the word was not taken back.
    async fn is_last_word(&self, item: &Item) -> bool {
        let sequence = item.sequence;
        let there = self.stored(move |vault| vault.is_in_outbox(sequence));
        there.await.unwrap_or(false)
    }

    /// Reads all Consents of the patient, and says what is next.
    async fn read_and_think(&self, item: &Item, word: &Word, decided: Decided) -> Turn {
        let all = match self.consents(item, word).await {
            Ok(all) => all,
            Err(step) => return Turn::Rest(step),
        };
        match word.next(&all, decided.over) {
            Ok(next) => {
                let tag = match &next {
                    Next::Replace { id, .. } => version(&all, id),
                    _ => None,
                };
                Turn::Write(next, tag)
            }
            Err(_) => Turn::Rest(Step::Park(Parked::Refused)),
        }
    }

    /// All Consents of the patient: by a search, and by its id each that the person saw and a search does
    /// not bring. What is another's is no answer that can be used.
    async fn consents(&self, item: &Item, word: &Word) -> Result<Vec<Value>, Step> {
        let was_odd = item.reason.as_deref() == Some("odd");
        let odd = || Step::Wait(Why::Odd, None);
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("patient", &format!("Patient/{}", word.patient))
            .append_pair("_count", "200")
            .finish();
        let mut found: Vec<Value> = Vec::new();
        let mut next = Some(format!("Consent?{query}"));
        let mut pages = BTreeSet::new();
        while let Some(page) = next.take() {
            if pages.len() >= MOST_PAGES || !pages.insert(page.clone()) {
                return Err(odd());
            }
            let body = self.heard_of(Asked::get(page), was_odd).await?;
            let read = fhir::read_page(&body.ok_or_else(odd)?).map_err(|_| odd())?;
            next = read.next;
            for resource in read.resources {
                if resource.kind == "Consent" {
                    found.push(of_patient(&resource.raw, &word.patient).ok_or_else(odd)?);
                }
            }
        }
        for id in word.ids_seen() {
            if found.iter().any(|it| it["id"] == id) {
                continue;
            }
            let place = format!("Consent/{id}");
            if let Some(body) = self.heard_of(Asked::get(place), was_odd).await? {
                found.extend(of_patient(&body, &word.patient));
            }
        }
        Ok(found)
    }

    /// What an answer holds; `None`: it is not there.
    async fn heard_of(&self, asked: Asked, was_odd: bool) -> Result<Option<String>, Step> {
        let heard = self.hear(asked, was_odd).await;
        if let Heard::Reply(reply) = &heard
            && matches!(reply.status, 404 | 410)
            && (reply.json || reply.vouched)
        {
            return Ok(None);
        }
        if let Some(step) = pauses(&heard, false) {
            return Err(step);
        }
        match heard {
            Heard::Reply(reply) if reply.status == 200 => Ok(Some(reply.body)),
            _ => Err(Step::Wait(Why::Odd, None)),
        }
    }

    /// Writes a Consent over what was read. `None`: to be read again.
    async fn replace(
        &mut self,
        item: &mut Item,
        id: &str,
        body: Value,
        tag: Option<String>,
    ) -> Option<Step> {
        // On the disk before the request leaves: a start after a kill must know.
        let was_odd = item.reason.as_deref() == Some("odd");
        item.state = ItemState::Sending;
        if self.note(item).await.is_err() {
            return Some(Step::Wait(Why::Odd, None));
        }
        let mut asked = Asked::put(format!("Consent/{id}"), body.to_string());
        if let Some(tag) = tag {
            asked = asked.with("if-match", tag);
        }
        let heard = self.hear(asked, was_odd).await;
        pauses(&heard, true)
    }

    /// Makes a Consent, never twice. `None`: it is there, and all is to be read again.
    async fn make_consent(
        &mut self,
        item: &mut Item,
        word: &Word,
        progress: &mut WordProgress,
        server: &mut Server,
        uuid: String,
        body: Value,
    ) -> Option<Step> {
        let parcel = Parcel {
            patient: word.patient.clone(),
            creates: vec![Create {
                kind: "Consent".to_owned(),
                uuid: uuid.clone(),
                system: format!("{}{}", word.codes_base, codes::ITEM_UUID),
                body,
            }],
            task: None,
        };
        let mut making = match progress.making.take() {
            // All was read, and it is not there: it is made, from what is known of its way.
            Some((known, making)) if known == uuid && !making.all_made() => making,
            _ => parcel.progress(),
        };
        let (decided, left) = (progress.decided, progress.left);
        let written = |making: &Progress| {
            let progress = WordProgress {
                decided,
                left,
                making: Some((uuid.clone(), making.clone())),
            };
            serde_json::to_string(&progress).ok()
        };
        let step = self.make(item, &parcel, &mut making, server, written).await;
        progress.making = Some((uuid, making));
        match step {
            Some(Step::Arrived { .. }) => None,
            Some(step) => Some(step),
            None => Some(Step::Wait(Why::Odd, None)),
        }
    }
}

fn of_patient(raw: &str, patient: &str) -> Option<Value> {
    fhir::belongs_to(raw, patient)
        .then(|| serde_json::from_str(raw).ok())
        .flatten()
}

/// The version of a copy, as `If-Match` takes it.
fn version(all: &[Value], id: &str) -> Option<String> {
    let it = all.iter().find(|it| it["id"] == id)?;
    Some(format!("W/\"{}\"", it["meta"]["versionId"].as_str()?))
}
