//! The driver: asks what the machine wants asked, writes down how far things are, and keeps the beat.

use super::parcel::{Parcel, Progress, Server};
use super::pull::{self, NotSafe, Search, Sifted};
use super::push::{self, Asking, Heard, Memory, Parked, Reply, Step, Why};
use super::requests::request;
use super::wait::{LONGEST, chance, wait_for};
use crate::fhir::{self, Envelope};
use crate::trust::{Answer, Api, ApiProblem, Asked, TalkProblem};
use crate::vault::{Item, ItemState, Pulled, StoreProblem, Vault};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// How the talk with the trust stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// Something is under way.
    Busy,
    /// The last talk went well.
    Well,
    /// The trust cannot be reached.
    NoSignal,
    /// The sign-in has ended.
    SignInEnded,
    /// What answered was no FHIR, or could not be used.
    Odd,
    /// The trust asks to wait, or is unwell.
    Unwell,
    /// The server shows records of others.
    NotSafe,
}

/// What the driver tells while it works: how the talk stands, and that something changed.
pub trait Heartbeat: Send + Sync {
    /// How the talk with the trust stands.
    fn report(&self, report: Report);
    /// Something in the vault changed that a screen shows.
    fn changed(&self);
    /// The kept resources have changed: makes the view of them that is stored beside them.
    fn view_of(&self, kept: &[Envelope]) -> (u32, String);
}

/// Sends and fetches for one open vault.
pub struct Driver {
    api: Api,
    vault: Arc<Vault>,
    heart: Arc<dyn Heartbeat>,
    server: Option<Server>,
}

const SERVER: &str = "server";
const CURSOR: &str = "since";
const FULL: &str = "last-full-look";
/// Overlap of pulls: a resource may become visible a little after its own time.
const OVERLAP: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Driver {
    /// For one open vault.
    pub fn new(api: Api, vault: Arc<Vault>, heart: Arc<dyn Heartbeat>) -> Self {
        Self {
            api,
            vault,
            heart,
            server: None,
        }
    }

    /// Sends what is due and, when `fetch`, fetches what is new. Returns how it went.
    pub async fn round(&mut self, fetch: bool, complete: bool) -> Report {
        let sends = self
            .due()
            .await
            .map(|items| !items.is_empty())
            .unwrap_or(false);
        if !sends && !fetch {
            return Report::Well;
        }
        self.heart.report(Report::Busy);
        let mut report = if sends {
            self.send_due().await
        } else {
            Report::Well
        };
        if fetch && matches!(report, Report::Well | Report::Odd | Report::Unwell) {
            let fetched = self.fetch(complete).await;
            report = if report == Report::Well {
                fetched
            } else {
                report
            };
        }
        self.heart.report(report);
        self.heart.changed();
        report
    }

    /// How long until something is due; `None` when nothing waits.
    pub async fn next_due(&self) -> Option<Duration> {
        let items = self.stored(|vault| vault.waiting()).await.ok()?;
        let now = Timestamp::now().as_millisecond();
        items.iter().map(|it| until_due(it, now)).min()
    }

    async fn due(&self) -> Result<Vec<Item>, StoreProblem> {
        let now = Timestamp::now().as_millisecond();
        let mut items = self.stored(|vault| vault.waiting()).await?;
        items.retain(|it| until_due(it, now).is_zero());
        Ok(items)
    }

    /// Sends every due item in order. One that waits or is parked holds up nothing but what depends
    /// on it; a trust that cannot be reached at all holds up the rest of this round.
    async fn send_due(&mut self) -> Report {
        let Ok(items) = self.due().await else {
            return Report::Odd;
        };
        let mut overall = Report::Well;
        let mut not_there: BTreeSet<String> = BTreeSet::new();
        let mut items = items.into_iter();
        for item in items.by_ref() {
            if item
                .depends_on
                .as_ref()
                .is_some_and(|first| not_there.contains(first))
            {
                not_there.insert(item.id.clone());
                continue;
            }
            let id = item.id.clone();
            let report = self.send(item).await;
            if report != Report::Well {
                not_there.insert(id);
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

    /// Fetches what is new, or everything when it is time for a full look.
    async fn fetch(&mut self, complete: bool) -> Report {
        let since = if complete { None } else { self.since().await };
        match self.gather(since).await {
            Ok(pulled) => {
                let heart = self.heart.clone();
                match self
                    .stored(move |vault| vault.store_pull(&pulled, |all| heart.view_of(all)))
                    .await
                {
                    Ok(()) => Report::Well,
                    Err(_) => Report::Odd,
                }
            }
            Err(report) => report,
        }
    }

    /// Where the last pull ended; none when it is time for a full look.
    async fn since(&self) -> Option<Timestamp> {
        let read = |name: &'static str| async move {
            let text = self
                .stored(move |vault| vault.cursor(name))
                .await
                .ok()
                .flatten()?;
            text.parse::<Timestamp>().ok()
        };
        let full = read(FULL).await?;
        let now = Timestamp::now();
        let fresh = now.duration_since(full).unsigned_abs() < DAY;
        if !fresh {
            return None;
        }
        read(CURSOR).await?.checked_sub(OVERLAP).ok()
    }

    async fn gather(&mut self, since: Option<Timestamp>) -> Result<Pulled, Report> {
        let patient = self.patient().await?;
        let server = self.server().await;
        let searches = pull::searches(&patient, since);
        let mut got = self.run(&searches, &server, &patient).await?;
        let mut pointing = self
            .stored(|vault| vault.records())
            .await
            .map_err(|_| Report::Odd)?;
        pointing.retain(|old| {
            !got.keep
                .iter()
                .any(|new| new.kind == old.kind && new.id == old.id)
        });
        let known = pointing.clone();
        pointing.extend(got.keep.iter().cloned());
        let more = self
            .run(&pull::searches_for_references(&pointing), &server, &patient)
            .await?;
        let mut drop = std::mem::take(&mut got.withheld);
        // A full look finds what is no longer there, but only in types that were read whole.
        drop.extend(
            known
                .iter()
                .filter(|old| got.whole.contains(&old.kind))
                .filter(|old| {
                    !got.keep
                        .iter()
                        .any(|new| new.kind == old.kind && new.id == old.id)
                })
                .map(|old| (old.kind.clone(), old.id.clone())),
        );
        let mut cursors = Vec::new();
        if let Some(newest) = pull::newest(&got.keep) {
            cursors.push((CURSOR.to_owned(), newest.to_string()));
        }
        if since.is_none() && got.unreadable == 0 {
            cursors.push((FULL.to_owned(), Timestamp::now().to_string()));
        }
        got.keep.extend(more.keep);
        Ok(Pulled {
            keep: got.keep,
            drop,
            cursors,
        })
    }

    /// Runs searches, as one batch where the server takes batches, and sifts what they bring.
    async fn run(
        &self,
        searches: &[Search],
        server: &Server,
        patient: &str,
    ) -> Result<Gathered, Report> {
        let mut gathered = Gathered::default();
        if searches.is_empty() {
            return Ok(gathered);
        }
        let mut bodies: Vec<Option<String>> = vec![None; searches.len()];
        if server.batch {
            let paths: Vec<String> = searches.iter().map(|s| s.path.clone()).collect();
            let answer = self
                .fhir(Asked::post("", fhir::batch(&paths)))
                .await?
                .unwrap_or_default();
            let replies = fhir::read_replies(&answer).unwrap_or_default();
            for (place, entry) in bodies.iter_mut().zip(replies) {
                *place = entry.filter(|e| e.status == 200).and_then(|e| e.resource);
            }
        }
        for (search, body) in searches.iter().zip(bodies) {
            let body = match body {
                Some(body) => Some(body),
                None => self.fhir(Asked::get(search.path.clone())).await?,
            };
            if let Some(body) = body {
                self.follow(search, body, patient, &mut gathered).await?;
            }
        }
        Ok(gathered)
    }

    /// Sifts a page and those after it.
    async fn follow(
        &self,
        search: &Search,
        first: String,
        patient: &str,
        gathered: &mut Gathered,
    ) -> Result<(), Report> {
        let mut body = first;
        let mut seen = BTreeSet::new();
        let mut readable = true;
        loop {
            let page = fhir::read_page(&body).map_err(|_| Report::Odd)?;
            let next = page.next.clone();
            let base = self.api.trust().codes_base.clone();
            let sifted =
                pull::sift(search, page, patient, &base).map_err(|NotSafe| Report::NotSafe)?;
            readable &= sifted.unreadable == 0;
            gathered.add(sifted);
            match next {
                // A page that leads back to itself, or pages without end, are not followed.
                Some(next) if seen.len() < pull::MOST_PAGES && seen.insert(next.clone()) => {
                    match self.fhir(Asked::get(next)).await? {
                        Some(more) => body = more,
                        None => {
                            readable = false;
                            break;
                        }
                    }
                }
                Some(_) => {
                    readable = false;
                    break;
                }
                None => break,
            }
        }
        if search.complete && readable {
            gathered.whole.insert(search.kind.clone());
        }
        Ok(())
    }

    /// Asks for something that must be FHIR.
    /// `None`: the server does not serve this, or not to this person; the rest goes on without it.
    async fn fhir(&self, asked: Asked) -> Result<Option<String>, Report> {
        match self.api.ask(asked).await {
            Ok(answer) if answer.status == 200 && answer.is_json() => Ok(Some(answer.body)),
            Ok(answer) if matches!(answer.status, 400 | 403 | 404 | 405 | 410 | 501) => Ok(None),
            Ok(answer) if matches!(answer.status, 408 | 429 | 500..=599) => Err(Report::Unwell),
            Ok(answer) => {
                tracing::debug!(
                    status = answer.status,
                    "the trust gave an answer that cannot be used"
                );
                Err(Report::Odd)
            }
            Err(ApiProblem::SignInEnded) => Err(Report::SignInEnded),
            Err(ApiProblem::Talk(TalkProblem::NotReached | TalkProblem::Lost)) => {
                Err(Report::NoSignal)
            }
            Err(ApiProblem::Talk(_)) => Err(Report::Odd),
        }
    }

    /// What the server can do: asked once a start, remembered with what it was seen to refuse.
    async fn server(&mut self) -> Server {
        if let Some(server) = &self.server {
            return server.clone();
        }
        let kept = self
            .stored(|vault| vault.setting(SERVER))
            .await
            .ok()
            .flatten();
        let kept: Option<Server> = kept.and_then(|text| serde_json::from_str(&text).ok());
        match self.api.abilities().await {
            Ok(abilities) => {
                let mut server = Server::declared(&abilities);
                if let Some(kept) = kept {
                    server.floor = kept.floor;
                }
                self.server = Some(server.clone());
                self.remember(&server).await;
                server
            }
            Err(_) => kept.unwrap_or_else(Server::unknown),
        }
    }

    async fn remember(&mut self, server: &Server) {
        if self.server.is_some() {
            self.server = Some(server.clone());
        }
        if let Ok(text) = serde_json::to_string(server) {
            let _ = self
                .stored(move |vault| vault.keep_setting(SERVER, Some(&text)))
                .await;
        }
    }

    async fn patient(&self) -> Result<String, Report> {
        self.stored(|vault| vault.setting("patient"))
            .await
            .ok()
            .flatten()
            .ok_or(Report::Odd)
    }

    async fn note(&self, item: &Item) -> Result<(), StoreProblem> {
        let item = item.clone();
        self.stored(move |vault| vault.note(&item)).await
    }

    /// Runs vault work on a thread that may block.
    async fn stored<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Vault) -> Result<T, StoreProblem> + Send + 'static,
    ) -> Result<T, StoreProblem> {
        let vault = self.vault.clone();
        tokio::task::spawn_blocking(move || work(&vault))
            .await
            .unwrap_or(Err(StoreProblem::Closed))
    }
}

#[derive(Default)]
struct Gathered {
    keep: Vec<Envelope>,
    withheld: Vec<(String, String)>,
    unreadable: usize,
    whole: BTreeSet<String>,
}

impl Gathered {
    fn add(&mut self, sifted: Sifted) {
        self.keep.extend(sifted.keep);
        self.withheld.extend(sifted.withheld);
        self.unreadable += sifted.unreadable;
    }
}

/// Milliseconds are this device's clock: a schedule that lies further ahead than any wait we make
/// (the clock was set back) is due within the longest wait.
fn until_due(item: &Item, now: i64) -> Duration {
    let ahead = item.next_try.map_or(0, |at| at - now);
    Duration::from_millis(ahead.max(0) as u64).min(LONGEST.max(Duration::from_secs(90 * 60)))
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
