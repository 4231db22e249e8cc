//! The trust's file: fetched or read at the start, the last good copy kept for when it cannot be.
//!
//! Help now takes its numbers from it, so a copy that could be read once is worth keeping even when
//! the server later gives something that cannot.

use super::{Companion, SignInProblem, TrustFacts};
use crate::trust::{Method, Request, SignInFailure, TrustFile};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Where the trust's file comes from.
#[derive(Debug, Clone)]
pub enum TrustSource {
    /// A file on this device, or shipped with the app.
    Text(String),
    /// An address.
    Address(Url),
}

/// Why what `--trust` names cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SourceProblem {
    /// It is no address.
    #[error("{0} is not an address")]
    NotAnAddress(String),
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Unreadable(String, #[source] std::io::Error),
    /// The file holds a mistake, at this place.
    #[error("{0}: {1}")]
    Mistake(String, #[source] crate::trust::FileProblem),
}

impl TrustSource {
    /// From an address or the name of a file. A file is checked at once, so that a mistake in it is
    /// told where it was named.
    pub fn named(name: &str) -> Result<Self, SourceProblem> {
        if name.starts_with("http://") || name.starts_with("https://") {
            let address = name
                .parse()
                .map_err(|_| SourceProblem::NotAnAddress(name.to_owned()))?;
            return Ok(TrustSource::Address(address));
        }
        let text = std::fs::read_to_string(name)
            .map_err(|problem| SourceProblem::Unreadable(name.to_owned(), problem))?;
        TrustFile::read(&text)
            .map_err(|problem| SourceProblem::Mistake(name.to_owned(), problem))?;
        Ok(TrustSource::Text(text))
    }
}

const KEPT: &str = "trust.json";

impl Companion {
    /// Takes the last good copy, or the text that the app came with.
    pub(super) fn take_kept_trust(&self) {
        let Some(house) = self.house() else { return };
        let text = match &house.source {
            TrustSource::Text(text) => Some(text.clone()),
            TrustSource::Address(_) => std::fs::read_to_string(house.folder.join(KEPT)).ok(),
        };
        if let Some(Ok(file)) = text.as_deref().map(TrustFile::read) {
            self.use_trust(file);
        }
    }

    /// Asks for the file until it is there, then now and then: numbers change.
    pub(super) fn keep_asking_for_trust(&self) {
        let Some(TrustSource::Address(address)) = self.house().map(|house| house.source.clone())
        else {
            return;
        };
        let weak = Arc::downgrade(&self.inner);
        self.beside(async move {
            while let Some(inner) = weak.upgrade() {
                let companion = Companion { inner };
                let came = companion.ask_for_trust(address.clone()).await;
                drop(companion);
                let pause = if came.is_ok() {
                    Duration::from_secs(6 * 60 * 60)
                } else {
                    Duration::from_secs(3)
                };
                tokio::time::sleep(pause).await;
            }
        });
    }

    /// Asks once. Why no good file came is said as it is when signing in: no signal is one thing, and
    /// somebody else who answers in the trust's place another.
    pub(super) async fn ask_for_trust(&self, address: Url) -> Result<(), SignInProblem> {
        let house = self.house().ok_or(SignInProblem::NoSignal)?;
        let request = Request {
            method: Method::Get,
            url: address,
            headers: Vec::new(),
            body: None,
        };
        let asked = house.http.ask(request).await;
        let answer = asked.map_err(SignInFailure::from)?;
        match answer.status {
            200..=299 => {}
            // It is the trust, and it is not well: that passes, as no signal does.
            408 | 425 | 429 | 500..=599 => return Err(SignInProblem::NoSignal),
            _ => return Err(SignInProblem::OddAnswer),
        }
        match TrustFile::read(&answer.body) {
            Ok(file) => {
                let path: PathBuf = house.folder.join(KEPT);
                // A copy that cannot be written costs nothing but the copy.
                let _ = crate::platform::replace_file(&path, answer.body.as_bytes());
                self.use_trust(file);
                Ok(())
            }
            Err(problem) => {
                tracing::warn!(%problem, "the trust's file cannot be used");
                Err(SignInProblem::OddAnswer)
            }
        }
    }

    fn use_trust(&self, file: TrustFile) {
        let Some(house) = self.house() else { return };
        let facts = TrustFacts {
            name: file.name.clone(),
            role_label: file.role_label.clone(),
            crisis: file.crisis.clone(),
            check_by: file.check_by,
            response_time: file.response_time.clone(),
            receipt_words: file.receipt_words.clone(),
            demo: file.demo,
            feedback: file.feedback_endpoint.is_some(),
        };
        let file = Arc::new(file);
        // Before anybody talks to it: which keys its servers may have.
        house.http.expect(&file.pins);
        let is_new = match house.trust.write() {
            Ok(mut slot) => {
                let is_new = slot.as_deref() != Some(file.as_ref());
                *slot = Some(file);
                is_new
            }
            Err(_) => false,
        };
        self.show(|view| view.trust = Some(Arc::new(facts)));
        if is_new {
            self.trust_has_come();
        }
    }
}
