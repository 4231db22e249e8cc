//! Sending: takes each parcel that is due as far as it goes now.

use super::amend::Amendment;
use super::clock::Clock;
use super::driver::{Driver, Report};
use super::parcel::{Parcel, Progress, Server};
use super::push::{self, Asking, Heard, Memory, Parked, Reply, Step, Why};
use super::queue::{Moment, ends_the_round, hold_up, settle, until_due};
use super::requests::request;
use super::wait::chance;
use crate::fhir::Word;
use crate::trust::{Answer, ApiProblem, Asked, TalkProblem};
use crate::vault::{Item, ItemState, StoreProblem};
use jiff::Timestamp;

impl Driver {
    pub(super) async fn due(&self) -> Result<Vec<Item>, StoreProblem> {
        let now = self.clock.now();
        let mut items = self.stored(|vault| vault.waiting()).await?;
        items.retain(|it| until_due(it, now).is_zero());
        Ok(items)
    }

    /// Sends every due item in order. One that waits or is parked holds up nothing but what depends
    /// on it; a trust that cannot be reached, or that asks to wait, holds up the rest of this round.
    pub(super) async fn send_due(&mut self, items: Vec<Item>, server: &mut Server) -> Report {
        let mut overall = Report::Well;
        let mut items = items.into_iter();
        for item in items.by_ref() {
            let (report, until) = self.send(item, server).await;
            if report != Report::Well {
                overall = report;
            }
            if ends_the_round(report) {
                self.hold_up(items, report, until).await;
                break;
            }
        }
        overall
    }

    /// What was not tried because nothing gets through waits for the same thing, and says so.
    pub(super) async fn hold_up(
        &self,
        items: impl IntoIterator<Item = Item>,
        report: Report,
        until: Option<i64>,
    ) {
        for mut item in items {
            hold_up(&mut item, report, until);
            // A note that is not kept costs the words on one line, and one early try.
            let _ = self.note(&item).await;
        }
    }

    /// Takes one parcel as far as it goes now; tells how it went, and when it is tried again.
    async fn send(&mut self, mut item: Item, server: &mut Server) -> (Report, Option<i64>) {
        if let Ok(amendment) = serde_json::from_str::<Amendment>(&item.body) {
            return self.put_right(item, amendment).await;
        }
        if let Ok(word) = serde_json::from_str::<Word>(&item.body) {
            return self.share(item, word, server).await;
        }
        let (Ok(parcel), Ok(mut progress)) = (
            serde_json::from_str::<Parcel>(&item.body),
            serde_json::from_str::<Progress>(&item.progress),
        ) else {
            item.state = ItemState::Parked;
            item.reason = Some("unreadable".to_owned());
            let noted = self.note(&item).await;
            return (noted.map_or(Report::Odd, |()| Report::Well), None);
        };
        if !self.may_make(&parcel).await {
            return self.rest(item, Step::Park(Parked::NotAllowed)).await;
        }
        let as_it_is = |progress: &Progress| serde_json::to_string(progress).ok();
        let step = self
            .make(&mut item, &parcel, &mut progress, server, as_it_is)
            .await;
        match step {
            Some(step) => self.rest(item, step).await,
            None => (Report::Odd, None),
        }
    }

    /// Asks whatever the machine of a parcel wants asked, until it rests. `written`: how the progress
    /// stands in the item. `None`: it could not be written down, so nothing more is asked.
    pub(super) async fn make(
        &mut self,
        item: &mut Item,
        parcel: &Parcel,
        progress: &mut Progress,
        server: &mut Server,
        written: impl Fn(&Progress) -> Option<String>,
    ) -> Option<Step> {
        let mut memory = Memory::default();
        loop {
            let step = match push::next(parcel, progress, &memory, server) {
                Step::Ask(asking) => {
                    let Some(asked) = request(&asking, parcel, progress, &memory, server) else {
                        return Some(Step::Wait(Why::Odd, None));
                    };
                    // On the disk before the request leaves: a start after a kill must know.
                    let was_odd = item.reason.as_deref() == Some("odd");
                    item.state = ItemState::Sending;
                    item.progress = written(&push::cut_off(progress, &asking))?;
                    self.note(item).await.ok()?;
                    let heard = self.hear(asked, was_odd).await;
                    let step = push::heard(parcel, progress, &mut memory, server, &asking, heard);
                    item.progress = written(progress)?;
                    self.note(item).await.ok()?;
                    tracing::debug!(asked = name_of(&asking), "asked the trust");
                    match step {
                        Some(step) => step,
                        None => continue,
                    }
                }
                end => end,
            };
            self.remember(server).await;
            return Some(step);
        }
    }

    /// Whether the sign-in grants what the parcel begins with. What it does not grant is not asked.
    async fn may_make(&self, parcel: &Parcel) -> bool {
        let granted = self.api.granted().await;
        let first = parcel.creates.first();
        first.is_none_or(|create| granted.may(&create.kind, 'c'))
    }

    /// Writes down where a parcel rests.
    pub(super) async fn rest(&self, mut item: Item, step: Step) -> (Report, Option<i64>) {
        let waits = matches!(step, Step::Wait(..));
        let now = Moment {
            ticks: self.clock.now(),
            at: Timestamp::now(),
            chance: chance(),
        };
        let report = settle(&mut item, step, now);
        if waits {
            // The clock first: an item whose clock is not kept would wait a little longer.
            let kept = self.clock.keep(now.at);
            let keep =
                move |vault: &crate::vault::Vault| vault.keep_setting(Clock::SETTING, Some(&kept));
            let _ = self.stored(keep).await;
        }
        let noted = self.note(&item).await;
        self.heart.changed();
        let report = if noted.is_ok() { report } else { Report::Odd };
        (report, item.next_try)
    }

    /// Asks, and tells the machine what came. `again`: the last answer was of no FHIR server, too.
    pub(super) async fn hear(&self, asked: Asked, again: bool) -> Heard {
        match self.api.ask(asked).await {
            Ok(answer) => {
                let mut reply = reply_of(answer);
                // A refusal that is no FHIR is a portal's, or a gateway's of the trust. When it comes
                // twice and the trust itself can be heard beside it, it is the trust's.
                let foreign = (400..500).contains(&reply.status) && !reply.json;
                if foreign && again {
                    reply.vouched = self.api.abilities().await.is_ok();
                }
                Heard::Reply(reply)
            }
            Err(ApiProblem::SignInEnded) => Heard::SignInEnded,
            Err(ApiProblem::Talk(TalkProblem::NoNetwork)) => Heard::NoNetwork,
            Err(ApiProblem::Talk(TalkProblem::Doubted(doubt))) => Heard::Doubted(doubt),
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
        vouched: false,
        location: answer.location,
        etag: answer.etag,
        retry_after: answer.retry_after,
        body: answer.body,
    }
}

fn name_of(asking: &Asking) -> &'static str {
    match asking {
        Asking::ReadTask => "read task",
        Asking::Whole(_) => "transaction",
        Asking::Make(..) => "create",
        Asking::Find(_) => "search",
        Asking::ReadBack(..) => "read back",
        Asking::ReadNamed(_) => "read what the task names",
        Asking::EndTask => "end task",
    }
}
