//! Sending: takes each parcel that is due as far as it goes now.

use super::driver::{Driver, Report, until_due};
use super::parcel::{Parcel, Progress};
use super::push::{self, Asking, Heard, Memory, Parked, Reply, Step, Why};
use super::requests::request;
use super::wait::{chance, wait_for};
use crate::trust::{Answer, ApiProblem, Asked, TalkProblem};
use crate::vault::{Item, ItemState, StoreProblem};
use jiff::Timestamp;

impl Driver {
    pub(super) async fn due(&self) -> Result<Vec<Item>, StoreProblem> {
        let now = Timestamp::now().as_millisecond();
        let mut items = self.stored(|vault| vault.waiting()).await?;
        items.retain(|it| until_due(it, now).is_zero());
        Ok(items)
    }

    /// Sends every due item in order. One that waits or is parked holds up nothing but what depends
    /// on it; a trust that cannot be reached at all holds up the rest of this round.
    pub(super) async fn send_due(&mut self) -> Report {
        let Ok(items) = self.due().await else {
            return Report::Odd;
        };
        let mut overall = Report::Well;
        let mut items = items.into_iter();
        for item in items.by_ref() {
            let report = self.send(item).await;
            if report != Report::Well {
                overall = report;
            }
            if matches!(report, Report::NoSignal | Report::SignInEnded) {
                break;
            }
        }
        self.hold_up(items, overall).await;
        overall
    }

    /// What was not tried because nothing gets through waits for the same thing, and says so.
    async fn hold_up(&self, items: impl Iterator<Item = Item>, report: Report) {
        let reason = match report {
            Report::NoSignal => "no-signal",
            Report::SignInEnded => "sign-in",
            _ => return,
        };
        for mut item in items.filter(|it| it.state == ItemState::Pending) {
            item.reason = Some(reason.to_owned());
            // A note that is not kept costs the words on one line.
            let _ = self.note(&item).await;
        }
    }

    /// Takes one parcel as far as it goes now.
    async fn send(&mut self, mut item: Item) -> Report {
        let (Ok(parcel), Ok(mut progress)) = (
            serde_json::from_str::<Parcel>(&item.body),
            serde_json::from_str::<Progress>(&item.progress),
        ) else {
            item.state = ItemState::Parked;
            item.reason = Some("unreadable".to_owned());
            return self
                .note(&item)
                .await
                .map_or(Report::Odd, |()| Report::Well);
        };
        let mut server = self.server().await;
        let mut memory = Memory::default();
        loop {
            let step = push::next(&parcel, &progress, &memory, &server);
            let step = match step {
                Step::Ask(asking) => {
                    let Some(asked) = request(&asking, &parcel, &progress, &memory, &server) else {
                        return self.rest(item, Step::Wait(Why::Odd, None)).await;
                    };
                    // On the disk before the request leaves: a start after a kill must know.
                    item.state = ItemState::Sending;
                    let if_cut_off = push::cut_off(&progress, &asking);
                    item.progress = serde_json::to_string(&if_cut_off).unwrap_or(item.progress);
                    if self.note(&item).await.is_err() {
                        return Report::Odd;
                    }
                    let heard = self.hear(asked).await;
                    let step = push::heard(
                        &parcel,
                        &mut progress,
                        &mut memory,
                        &mut server,
                        &asking,
                        heard,
                    );
                    item.progress = serde_json::to_string(&progress).unwrap_or(item.progress);
                    if self.note(&item).await.is_err() {
                        return Report::Odd;
                    }
                    tracing::debug!(asked = name_of(&asking), "asked the trust");
                    match step {
                        Some(step) => step,
                        None => continue,
                    }
                }
                end => end,
            };
            self.remember(&server).await;
            return self.rest(item, step).await;
        }
    }

    /// Writes down where a parcel rests.
    async fn rest(&self, mut item: Item, step: Step) -> Report {
        let report = match step {
            Step::Arrived { elsewhere } => {
                item.state = ItemState::Sent;
                item.sent_at = Some(Timestamp::now());
                item.reason = elsewhere.then(|| "elsewhere".to_owned());
                Report::Well
            }
            Step::Park(why) => {
                item.state = ItemState::Parked;
                item.reason = Some(
                    match why {
                        Parked::Refused => "refused",
                        Parked::NotAllowed => "not-allowed",
                        Parked::NotSure => "not-sure",
                    }
                    .to_owned(),
                );
                Report::Well
            }
            Step::Pause => {
                item.state = ItemState::Pending;
                item.reason = Some("sign-in".to_owned());
                item.next_try = None;
                Report::SignInEnded
            }
            Step::Wait(why, asked) => {
                let wait = wait_for(item.tries, asked, chance());
                item.tries = item.tries.saturating_add(1);
                item.next_try = Some(Timestamp::now().as_millisecond() + wait.as_millis() as i64);
                let (state, reason, report) = match why {
                    Why::NoSignal => (ItemState::Pending, "no-signal", Report::NoSignal),
                    Why::Unknown => (ItemState::Unknown, "unknown", Report::NoSignal),
                    Why::Unwell => (ItemState::Unknown, "unwell", Report::Unwell),
                    Why::Odd => (ItemState::Unknown, "odd", Report::Odd),
                };
                item.state = state;
                item.reason = Some(reason.to_owned());
                report
            }
            Step::Ask(_) => Report::Odd,
        };
        let noted = self.note(&item).await;
        self.heart.changed();
        if noted.is_ok() { report } else { Report::Odd }
    }

    async fn hear(&self, asked: Asked) -> Heard {
        match self.api.ask(asked).await {
            Ok(answer) => Heard::Reply(reply_of(answer)),
            Err(ApiProblem::SignInEnded) => Heard::SignInEnded,
            Err(ApiProblem::Talk(TalkProblem::NotReached | TalkProblem::WrongAddress)) => {
                Heard::NotReached
            }
            Err(ApiProblem::Talk(
                TalkProblem::Lost | TalkProblem::TooBig | TalkProblem::NotText,
            )) => Heard::Lost,
        }
    }
}

fn reply_of(answer: Answer) -> Reply {
    Reply {
        status: answer.status,
        json: answer.is_json(),
        location: answer.location,
        etag: answer.etag,
        retry_after: answer.retry_after,
        body: answer.body,
    }
}

fn name_of(asking: &Asking) -> &'static str {
    match asking {
        Asking::ReadTask => "read task",
        Asking::Whole => "transaction",
        Asking::Make(..) => "create",
        Asking::Find(_) => "search",
        Asking::ReadBack(..) => "read back",
        Asking::EndTask => "end task",
    }
}
