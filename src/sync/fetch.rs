//! Fetching: what is new, or everything, looked at before it is kept.

use super::driver::{Driver, Report};
use super::parcel::Server;
use super::pull::{self, NotSafe, Search, Sifted};
use crate::fhir::{self, Envelope};
use crate::trust::{ApiProblem, Asked, TalkProblem};
use crate::vault::Pulled;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

const CURSOR: &str = "since";
const FULL: &str = "last-full-look";
/// Overlap of pulls: a resource may become visible a little after its own time.
const OVERLAP: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Driver {
    /// Fetches what is new, or everything when it is time for a full look.
    pub(super) async fn fetch(&mut self, complete: bool) -> Report {
        let since = if complete { None } else { self.since().await };
        match self.gather(since).await {
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

    /// What is to be written, and everything that is kept once it is.
    async fn gather(
        &mut self,
        since: Option<Timestamp>,
    ) -> Result<(Pulled, Vec<Envelope>), Report> {
        let patient = self.patient().await?;
        let server = self.server().await;
        let searches = pull::searches(&patient, since);
        let mut got = self.run(&searches, &server, &patient).await?;
        let known = self.stored(|vault| vault.records()).await;
        let known = Held::of(known.map_err(|_| Report::Odd)?);
        let mut all = known.clone();
        let came = Held::of(std::mem::take(&mut got.keep));
        all.extend(&came);
        let pointing: Vec<Envelope> = all.0.values().cloned().collect();
        let asked = self.heart.forms_asked(&pointing);
        let searches = pull::searches_for_references(&pointing, &asked);
        let more = Held::of(self.run(&searches, &server, &patient).await?.keep);
        all.extend(&more);
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
        let newest = pull::newest(came.0.values());
        let mut cursors: Vec<(String, String)> = newest
            .map(|at| (CURSOR.to_owned(), at.to_string()))
            .into_iter()
            .collect();
        if since.is_none() && got.unreadable == 0 {
            cursors.push((FULL.to_owned(), Timestamp::now().to_string()));
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
