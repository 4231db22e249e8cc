//! Putting right what was sent, once.
//!
//! The server's copy is read first. Is it what is to be there already, then an answer had got lost, and
//! nothing more is written. Is it what the person saw, it is replaced (`PUT` with `If-Match`). Is it
//! something else, somebody wrote meanwhile: both are kept, and the person is asked. After every write
//! the copy is read again, so that "sent" is said of what the server shows.

use super::driver::{Driver, Report};
use super::push::{Heard, Parked, Reply, Step, Why};
use crate::fhir;
use crate::trust::Asked;
use crate::vault::{Item, ItemState};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is put right. Never changes once it is in the outbox.
#[derive(Clone, Serialize, Deserialize)]
pub struct Amendment {
    /// The patient whose record it is.
    pub patient: String,
    /// Id of the response on the server.
    pub amends: String,
    /// The version that the person saw, where it is known.
    pub seen_version: Option<String>,
    /// The response as the person saw it.
    pub seen: Value,
    /// What is replaced in it.
    pub put: Value,
}

/// What the person has decided about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Decided {
    /// It goes over what somebody else wrote meanwhile.
    pub over: bool,
}

/// Most reads and writes in one go.
const MOST_TURNS: usize = 3;

/// What the server's copy means.
#[derive(Debug, Clone, PartialEq)]
enum Looked {
    /// It is there.
    There,
    /// It is to be replaced by this.
    Replace(Value),
    /// Somebody else wrote meanwhile.
    Changed,
    /// It is another's, or nothing that can be used.
    NotOurs,
}

fn look(it: &Amendment, decided: Decided, raw: &str) -> Looked {
    let Ok(current) = serde_json::from_str::<Value>(raw) else {
        return Looked::NotOurs;
    };
    let same = |name: &str| it.seen[name].is_null() || current[name] == it.seen[name];
    let is_it = current["resourceType"] == "QuestionnaireResponse"
        && current["id"] == it.amends.as_str()
        && current["identifier"]["value"] == it.seen["identifier"]["value"]
        && same("questionnaire")
        && fhir::belongs_to(raw, &it.patient);
    if !is_it {
        return Looked::NotOurs;
    }
    if fhir::is_amended(&current, &it.put) {
        return Looked::There;
    }
    let version = current["meta"]["versionId"].as_str();
    let as_seen = (version.is_some() && version == it.seen_version.as_deref())
        || fhir::same_answers(&current, &it.seen);
    if as_seen || decided.over {
        Looked::Replace(fhir::amend(&current, &it.put))
    } else {
        Looked::Changed
    }
}

/// The version of a copy, as `If-Match` takes it.
fn etag(reply: &Reply) -> Option<String> {
    reply.etag.clone().or_else(|| {
        let current: Value = serde_json::from_str(&reply.body).ok()?;
        Some(format!("W/\"{}\"", current["meta"]["versionId"].as_str()?))
    })
}

/// What an answer means that is no plain yes; `None`: the answer is to be looked at.
pub(super) fn pauses(heard: &Heard, writes: bool) -> Option<Step> {
    let reply = match heard {
        Heard::SignInEnded => return Some(Step::Pause),
        Heard::NotReached => return Some(Step::Wait(Why::NoSignal, None)),
        Heard::Doubted(doubt) => return Some(Step::Wait(Why::Doubted(*doubt), None)),
        Heard::NoNetwork => return Some(Step::Wait(Why::NoNetwork, None)),
        Heard::Lost if writes => return Some(Step::Wait(Why::Unknown, None)),
        Heard::Lost => return Some(Step::Wait(Why::NoSignal, None)),
        Heard::Reply(reply) => reply,
    };
    let step = match reply.status {
        401 => Step::Pause,
        408 | 425 | 429 | 500..=599 => Step::Wait(Why::Unwell, reply.retry_after),
        300..=399 => Step::Wait(Why::Odd, None),
        200..=299 if !reply.json && !reply.body.is_empty() => Step::Wait(Why::Odd, None),
        400..=499 if !reply.json && !reply.vouched => Step::Wait(Why::Odd, None),
        403 => Step::Park(Parked::NotAllowed),
        // The copy is another than the one that was read: it is read again.
        409 | 412 if writes => return None,
        400..=499 => Step::Park(Parked::Refused),
        _ => return None,
    };
    Some(step)
}

impl Driver {
    /// Takes an amendment as far as it goes now.
    pub(super) async fn put_right(
        &mut self,
        mut item: Item,
        it: Amendment,
    ) -> (Report, Option<i64>) {
        if !self.api.granted().await.may("QuestionnaireResponse", 'u') {
            return self.rest(item, Step::Park(Parked::NotAllowed)).await;
        }
        let decided: Decided = serde_json::from_str(&item.progress).unwrap_or_default();
        let place = format!("QuestionnaireResponse/{}", it.amends);
        let was_odd = item.reason.as_deref() == Some("odd");
        for _ in 0..MOST_TURNS {
            let heard = self.hear(Asked::get(place.clone()), was_odd).await;
            if let Some(step) = pauses(&heard, false) {
                return self.rest(item, step).await;
            }
            let Heard::Reply(reply) = heard else { break };
            let step = match look(&it, decided, &reply.body) {
                Looked::There => Step::Arrived { elsewhere: false },
                Looked::Changed => Step::Park(Parked::Changed),
                Looked::NotOurs => Step::Park(Parked::Refused),
                Looked::Replace(body) => {
                    // On the disk before the request leaves: a start after a kill must know.
                    item.state = ItemState::Sending;
                    if self.note(&item).await.is_err() {
                        return (Report::Odd, None);
                    }
                    let mut asked = Asked::put(place.clone(), body.to_string());
                    if let Some(etag) = etag(&reply) {
                        asked = asked.with("if-match", etag);
                    }
                    let heard = self.hear(asked, was_odd).await;
                    match pauses(&heard, true) {
                        Some(step) => step,
                        None => continue,
                    }
                }
            };
            return self.rest(item, step).await;
        }
        self.rest(item, Step::Wait(Why::Unwell, None)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn copy(version: &str, answer: &str) -> Value {
        json!({"resourceType": "QuestionnaireResponse", "id": "r", "status": "completed",
            "meta": {"versionId": version}, "identifier": {"value": "u"},
            "subject": {"reference": "Patient/p"}, "authored": "2026-11-20T10:00:00Z",
            "item": [{"linkId": "1", "answer": [{"valueString": answer}]}]})
    }

    fn amendment() -> Amendment {
        Amendment {
            patient: "p".into(),
            amends: "r".into(),
            seen_version: Some("1".into()),
            seen: copy("1", "yes"),
            put: json!({"status": "amended", "authored": "2026-11-21T10:00:00Z",
                "item": [{"linkId": "1", "answer": [{"valueString": "no"}]}]}),
        }
    }

    fn looked(current: &Value, over: bool) -> Looked {
        look(&amendment(), Decided { over }, &current.to_string())
    }

    #[test]
    fn it_is_written_over_what_was_seen_and_over_nothing_else() {
        let Looked::Replace(after) = looked(&copy("1", "yes"), false) else {
            panic!("not replaced")
        };
        // A new version that says the same is what was seen.
        assert!(matches!(
            looked(&copy("2", "yes"), false),
            Looked::Replace(_)
        ));
        assert_eq!(looked(&after, false), Looked::There);
        assert_eq!(looked(&copy("2", "perhaps"), false), Looked::Changed);
        assert!(matches!(
            looked(&copy("2", "perhaps"), true),
            Looked::Replace(_)
        ));
    }

    #[test]
    fn what_is_another_s_is_never_written_over() {
        for (name, value) in [
            ("identifier", json!({"value": "other"})),
            ("id", json!("other")),
            ("subject", json!({"reference": "Patient/other"})),
        ] {
            let mut other = copy("1", "yes");
            other[name] = value;
            assert_eq!(looked(&other, true), Looked::NotOurs, "{name}");
        }
    }
}
