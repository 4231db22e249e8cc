//! Fetching for a carer.
//!
//! First of all the trust is asked what this carer is given: the link and the Consents. What is not given any
//! more goes from the phone with that answer, whatever becomes of the rest of the talk. Only then is
//! something sent, since a rating of what is no longer shared must not leave. Then everything that is
//! shared is fetched anew: there is little of it, and what was shared today may be years old.
//!
//! A trust that does not know this sign-in any more (401), or says that there is no such link (404), has
//! ended it: then nothing of what was shown stays.

use super::driver::{Driver, Report, Told};
use super::fetch::Stopped;
use super::parcel::Server;
use super::pull;
use crate::fhir::Envelope;
use crate::fhir::scopes::SHARED_PLAN;

impl Driver {
    /// One talk for a carer.
    pub(super) async fn talk_as_carer(&mut self, mut server: Server, fetch: bool) -> Report {
        let given = match self.given(&server).await {
            Ok(given) => given,
            Err(Stopped { report, wait }) => {
                self.told_to_wait = wait;
                let waiting = self.due().await.unwrap_or_default();
                self.hold_up(waiting, report, None).await;
                return self.ended(report).await;
            }
        };
        let items = self.due().await.unwrap_or_default();
        let sent = self.send_due(items, &mut server).await;
        if sent == Report::SignInEnded {
            return self.ended(sent).await;
        }
        if !fetch || !matches!(sent, Report::Well | Report::Odd | Report::Unwell) {
            return sent;
        }
        let fetched = match self.shown(&server, given).await {
            Ok(report) => report,
            Err(Stopped { report, wait }) => {
                self.told_to_wait = wait;
                report
            }
        };
        let fetched = self.ended(fetched).await;
        if sent == Report::Well { fetched } else { sent }
    }

    /// Asks what is given, and takes away what is not (any more).
    async fn given(&mut self, server: &Server) -> Result<Vec<Envelope>, Stopped> {
        let patient = self.patient().await?;
        let searches = self.allowed(pull::searches_for_given(&patient)).await;
        let given = self.run(&searches, server, &patient).await?.keep;
        let held = self.stored(|vault| vault.records()).await;
        let held = held.map_err(|_| Report::Odd)?.into_iter();
        let mut all = given.clone();
        all.extend(held.filter(|it| !matches!(it.kind.as_str(), "RelatedPerson" | "Consent")));
        self.keep(all, Told::Given).await?;
        Ok(given)
    }

    /// Fetches what is shown.
    async fn shown(&mut self, server: &Server, given: Vec<Envelope>) -> Result<Report, Stopped> {
        let patient = self.patient().await?;
        let searches = self.allowed(pull::searches_for_followed(&patient)).await;
        let mut all = given;
        all.extend(self.run(&searches, server, &patient).await?.keep);
        let workers = pull::searches_for_references(&all, &[], true);
        let workers = workers.into_iter().filter(|it| it.kind == "Practitioner");
        let workers = self.allowed(workers.collect()).await;
        all.extend(self.run(&workers, server, &patient).await?.keep);
        self.keep(all, Told::Whole).await?;
        Ok(Report::Well)
    }

    async fn allowed(&self, searches: Vec<pull::Search>) -> Vec<pull::Search> {
        let granted = self.api.granted().await;
        // Of answered forms the one that can be shared is asked for, and no other.
        let may = |it: &pull::Search| match it.kind == SHARED_PLAN.kind {
            true => granted.may_part(&SHARED_PLAN, 's'),
            false => granted.may(&it.kind, 's') || granted.may(&it.kind, 'r'),
        };
        searches.into_iter().filter(may).collect()
    }

    /// A sign-in that has ended takes what was shown with it.
    async fn ended(&self, report: Report) -> Report {
        if report == Report::SignInEnded && self.keep(Vec::new(), Told::Ended).await.is_err() {
            tracing::warn!("what was shown could not be taken away");
        }
        report
    }

    async fn keep(&self, resources: Vec<Envelope>, told: Told) -> Result<(), Report> {
        let heart = self.heart.clone();
        let kept = tokio::task::spawn_blocking(move || heart.keep_followed(&resources, told));
        match kept.await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Report::Odd),
        }
    }
}
