//! Fetching: what is new, or everything, looked at before it is kept.

use super::driver::{Driver, Report};
use super::parcel::Server;
use super::pull::{self, NotSafe, Search, Sifted, Since};
use crate::fhir::{self, Envelope};
use crate::trust::{Api, ApiProblem, Asked, TalkProblem};
use crate::vault::Pulled;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

const CURSOR: &str = "since";
const FULL: &str = "last-full-look";
/// The server's clock at the last good pull.
const SEEN: &str = "seen";
/// Most searches that run beside each other.
const AT_ONCE: usize = 4;

impl Driver {
    /// Fetches what is new, or everything when it is time for a full look.
    pub(super) async fn fetch(&mut self, server: &Server, complete: bool) -> Report {
        let since = if complete {
            Since::Ever
        } else {
            self.since().await
        };
        match self.gather(server, since).await {
            Ok((pulled, all)) => {
                // The view is made before the vault is asked to write: a person who answers
                // meanwhile does not wait for it.
                let heart = self.heart.clone();
                let view = tokio::task::spawn_blocking(move || heart.view_of(&all)).await;
                let Ok((shape, json)) = view else {
                    return Report::Odd;
                };
                let stored = self.stored(move |vault| vault.store_pull(&pulled, shape, &json));
                match stored.await {
                    Ok(()) => Report::Well,
                    Err(_) => Report::Odd,
                }
            }
            Err(Stopped { report, wait }) => {
                self.told_to_wait = wait;
                report
            }
        }
    }

    /// Where the last pull ended; [`Since::Ever`] when it is time for a full look.
    async fn since(&self) -> Since {
        let read = |name: &'static str| async move {
            let text = self
                .stored(move |vault| vault.cursor(name))
                .await
                .ok()
                .flatten()?;
            text.parse::<Timestamp>().ok()
        };
        let (Some(full), Some(newest)) = (read(FULL).await, read(CURSOR).await) else {
            return Since::Ever;
        };
        pull::begins(full, newest, read(SEEN).await, Timestamp::now())
    }

    /// What is to be written, and everything that is kept once it is.
    async fn gather(
        &mut self,
        server: &Server,
        since: Since,
    ) -> Result<(Pulled, Vec<Envelope>), Stopped> {
        let patient = self.patient().await?;
        let granted = self.api.granted().await;
        let known = self.stored(|vault| vault.records()).await;
        let known = Held::of(known.map_err(|_| Report::Odd)?);
        let mut searches = pull::searches(&patient, since);
        if since == Since::Ever {
            self.in_vain.clear();
        } else {
            searches.extend(pull::searches_for_held(known.0.keys(), since));
        }
        searches.retain(|search| granted.may(&search.kind, 's') || granted.may(&search.kind, 'r'));
        let mut got = self.run(&searches, server, &patient).await?;
        let mut all = known.clone();
        let came = Held::of(std::mem::take(&mut got.keep));
        all.extend(&came);
        let pointing: Vec<Envelope> = all.0.values().cloned().collect();
        let asked = self.heart.forms_asked(&pointing);
        let mut searches = pull::searches_for_references(&pointing, &asked, since == Since::Ever);
        searches.retain(|search| {
            granted.may(&search.kind, 'r') && !self.in_vain.contains(&search.path)
        });
        let more = self.run(&searches, server, &patient).await?;
        self.in_vain.extend(more.empty);
        let mut more = Held::of(more.keep);
        all.extend(&more);
        // Forms name sets of options; with those at hand they open without signal.
        let resources: Vec<Envelope> = all.0.values().cloned().collect();
        let sets = Held::of(self.sets(&resources, since == Since::Ever).await?);
        all.extend(&sets);
        more.extend(&sets);
        let mut drop = got.withheld;
        // A full look finds what is no longer there, but only in types that were read whole.
        let whole = |(kind, _): &&(String, String)| got.whole.contains(kind);
        drop.extend(
            known
                .0
                .keys()
                .filter(whole)
                .filter(|it| !came.0.contains_key(*it))
                .cloned(),
        );
        for gone in &drop {
            all.0.remove(gone);
        }
        let newest = pull::newest(came.0.values(), got.server_time);
        let mut cursors = Vec::new();
        let mut cursor = |name: &str, at: Option<Timestamp>| {
            cursors.extend(at.map(|at| (name.to_owned(), at.to_string())));
        };
        cursor(CURSOR, newest);
        // While nothing new comes, what was settled stays so.
        let settled = matches!(since, Since::After(_)) && came.0.is_empty();
        cursor(SEEN, got.server_time.filter(|_| !settled));
        if since == Since::Ever && got.unreadable == 0 {
            cursor(FULL, Some(Timestamp::now()));
        }
        // What came as it lies there already is not written again.
        let is_new = |it: &Envelope| known.0.get(&key(it)).is_none_or(|old| old.raw != it.raw);
        let keep = came
            .0
            .into_values()
            .chain(more.0.into_values())
            .filter(is_new)
            .collect();
        Ok((
            Pulled {
                keep,
                drop,
                cursors,
            },
            all.0.into_values().collect(),
        ))
    }

    /// Runs searches, as one batch where the server takes batches, else some beside each other, and
    /// sifts what they bring.
    pub(super) async fn run(
        &self,
        searches: &[Search],
        server: &Server,
        patient: &str,
    ) -> Result<Gathered, Stopped> {
        let mut gathered = Gathered::default();
        if searches.is_empty() {
            return Ok(gathered);
        }
        let mut bodies: Vec<Option<String>> = vec![None; searches.len()];
        if server.batch {
            let paths: Vec<String> = searches.iter().map(|s| s.path.clone()).collect();
            let answer = ask(&self.api, Asked::post("", fhir::batch(&paths))).await?;
            let replies = answer.map(|got| {
                gathered.server_time = got.at;
                fhir::read_replies(&got.body).unwrap_or_default()
            });
            // One reply for each search, else nobody knows which is which.
            let replies = replies.filter(|replies| replies.len() == searches.len());
            for (place, entry) in bodies.iter_mut().zip(replies.unwrap_or_default()) {
                *place = entry.filter(|e| e.status == 200).and_then(|e| e.resource);
            }
        }
        let left: Vec<usize> = (0..searches.len())
            .filter(|at| bodies[*at].is_none())
            .collect();
        for some in left.chunks(AT_ONCE) {
            let mut asking = tokio::task::JoinSet::new();
            for at in some.iter().copied() {
                let Some(search) = searches.get(at) else {
                    continue;
                };
                let (api, asked) = (self.api.clone(), Asked::get(search.path.clone()));
                asking.spawn(async move { (at, ask(&api, asked).await) });
            }
            // Leaving early drops the set, which ends the others.
            while let Some(done) = asking.join_next().await {
                let (at, answer) = done.map_err(|_| Report::Odd)?;
                let Some(got) = answer? else { continue };
                gathered.server_time = match (gathered.server_time, got.at) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
                if let Some(place) = bodies.get_mut(at) {
                    *place = Some(got.body);
                }
            }
        }
        for (search, body) in searches.iter().zip(bodies) {
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
    ) -> Result<(), Stopped> {
        let mut body = first;
        let mut seen = BTreeSet::new();
        let mut readable = true;
        let mut found = 0;
        let mut told = None;
        loop {
            let page = fhir::read_page(&body).map_err(|_| Report::Odd)?;
            let next = page.next.clone();
            found += page.resources.len();
            told = told.max(page.total);
            let full = page.resources.len() >= pull::PAGE as usize;
            let base = self.api.trust().codes_base.clone();
            let sifted =
                pull::sift(search, page, patient, &base).map_err(|NotSafe| Report::NotSafe)?;
            readable &= sifted.unreadable == 0 && sifted.foreign == 0;
            gathered.add(sifted);
            match next {
                // A page that leads back to itself, or pages without end, are not followed.
                Some(next) if seen.len() < pull::MOST_PAGES && seen.insert(next.clone()) => {
                    match ask(&self.api, Asked::get(next)).await? {
                        Some(more) => body = more.body,
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
                // Some servers lead to no next page. What is not on this one is not gone.
                None => {
                    readable &= told.map_or(!full, |told| told <= found as u64);
                    break;
                }
            }
        }
        if search.complete && readable {
            gathered.whole.insert(search.kind.clone());
        }
        if found == 0 {
            gathered.empty.insert(search.path.clone());
        }
        Ok(())
    }
}

/// An answer that is FHIR, and the server's clock as it was given.
pub(super) struct Got {
    pub(super) body: String,
    at: Option<Timestamp>,
}

/// Why a pull stopped, and how long the server asked to wait.
pub(super) struct Stopped {
    pub(super) report: Report,
    pub(super) wait: Option<Duration>,
}

impl From<Report> for Stopped {
    fn from(report: Report) -> Self {
        Self { report, wait: None }
    }
}

/// Asks for something that must be FHIR.
/// `None`: the server does not serve this, or not to this person; the rest goes on without it.
pub(super) async fn ask(api: &Api, asked: Asked) -> Result<Option<Got>, Stopped> {
    match api.ask(asked).await {
        Ok(answer) if answer.status == 200 && answer.is_json() => Ok(Some(Got {
            at: answer.date,
            body: answer.body,
        })),
        Ok(answer) if matches!(answer.status, 400 | 403 | 404 | 405 | 410 | 501) => {
            // A refusal that is no FHIR may be a portal's: then the trust itself is not to be heard.
            if answer.is_json() || api.abilities().await.is_ok() {
                Ok(None)
            } else {
                Err(Report::Odd.into())
            }
        }
        Ok(answer) if matches!(answer.status, 408 | 429 | 500..=599) => Err(Stopped {
            report: Report::Unwell,
            wait: answer.retry_after,
        }),
        Ok(answer) => {
            let status = answer.status;
            tracing::debug!(status, "the trust gave an answer that cannot be used");
            Err(Report::Odd.into())
        }
        Err(ApiProblem::SignInEnded) => Err(Report::SignInEnded.into()),
        Err(ApiProblem::Talk(TalkProblem::NoNetwork)) => Err(Report::NoNetwork.into()),
        Err(ApiProblem::Talk(TalkProblem::Doubted(doubt))) => Err(Report::Doubted(doubt).into()),
        Err(ApiProblem::Talk(TalkProblem::NotReached | TalkProblem::Lost)) => {
            Err(Report::NoSignal.into())
        }
        Err(ApiProblem::Talk(_)) => Err(Report::Odd.into()),
    }
}

/// Resources by type and id.
#[derive(Clone)]
struct Held(BTreeMap<(String, String), Envelope>);

fn key(it: &Envelope) -> (String, String) {
    (it.kind.clone(), it.id.clone())
}

impl Held {
    fn of(resources: Vec<Envelope>) -> Self {
        Self(resources.into_iter().map(|it| (key(&it), it)).collect())
    }

    fn extend(&mut self, newer: &Held) {
        self.0
            .extend(newer.0.iter().map(|(key, it)| (key.clone(), it.clone())));
    }
}

#[derive(Default)]
pub(super) struct Gathered {
    pub(super) keep: Vec<Envelope>,
    withheld: Vec<(String, String)>,
    unreadable: usize,
    whole: BTreeSet<String>,
    /// Searches that found nothing at all.
    empty: BTreeSet<String>,
    /// The earliest time that the server gave for its own clock.
    server_time: Option<Timestamp>,
}

impl Gathered {
    fn add(&mut self, sifted: Sifted) {
        self.keep.extend(sifted.keep);
        self.withheld.extend(sifted.withheld);
        self.unreadable += sifted.unreadable;
    }
}
