//! What was not sent when a vault was lost, sealed to the trust: sent as it is, or handed over. The
//! phone cannot read it.

use super::view::{AsideLine, SealedWay};
use super::{Companion, NotSaved};
use crate::trust::{Answer, Doubt, Method, Request, TalkProblem};
use crate::vault::Aside;
use std::path::{Path, PathBuf};

/// Why what lies sealed was not taken by the trust. It lies there still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealedProblem {
    /// The trust has no place for it: it can be handed over as a file.
    #[error("the trust's file names no place for it")]
    NoPlace,
    /// The trust could not be reached.
    #[error("the trust cannot be reached")]
    NoSignal,
    /// Something answered that is not believed to be the trust: nothing was sent to it.
    #[error("what answers is not believed to be the trust")]
    Doubted(Doubt),
    /// The trust did not take it.
    #[error("the trust did not take it")]
    Refused,
    /// Nothing is there, or it cannot be read or written.
    #[error("it cannot be read, or not be put anywhere")]
    NotThere,
}

impl From<TalkProblem> for SealedProblem {
    fn from(problem: TalkProblem) -> Self {
        match problem {
            TalkProblem::NotReached | TalkProblem::NoNetwork | TalkProblem::Lost => {
                SealedProblem::NoSignal
            }
            TalkProblem::Doubted(doubt) => SealedProblem::Doubted(doubt),
            TalkProblem::TooBig | TalkProblem::NotText | TalkProblem::WrongAddress => {
                SealedProblem::Refused
            }
        }
    }
}

/// Whether the trust has it. A page for people under a 200 is a portal's: nobody has taken anything.
fn was_taken(answer: &Answer) -> bool {
    answer.is_good()
        && !matches!(
            answer.content_type.as_str(),
            "text/html" | "application/xhtml+xml"
        )
}

impl Companion {
    /// Shows what was set aside on this phone.
    pub(super) async fn look_at_asides(&self) {
        let this = self.clone();
        let asides = tokio::task::spawn_blocking(move || {
            this.house()
                .map(|house| house.shelf.asides())
                .unwrap_or_default()
        });
        let asides: Vec<Aside> = asides.await.unwrap_or_default();
        let way = match self.trust().and_then(|trust| trust.sealed_endpoint.clone()) {
            Some(_) => SealedWay::Send,
            None => SealedWay::HandOver,
        };
        self.show(|view| {
            view.asides = asides
                .into_iter()
                .map(|aside| AsideLine {
                    sealed: u32::try_from(aside.sealed).unwrap_or(u32::MAX),
                    way,
                })
                .collect();
        });
    }

    /// Sends what lies sealed to the trust, as it is.
    pub async fn send_sealed(&self) -> Result<(), SealedProblem> {
        let trust = self.trust().ok_or(SealedProblem::NoSignal)?;
        let url = trust
            .sealed_endpoint
            .clone()
            .ok_or(SealedProblem::NoPlace)?;
        let house = self.house().ok_or(SealedProblem::NotThere)?;
        for (id, text) in self.sealed_texts().await {
            // No token: whoever can seal to the trust may hand it something, and only it can read it.
            let request = Request {
                method: Method::Post,
                url: url.clone(),
                headers: vec![("content-type", "text/plain; charset=us-ascii".to_owned())],
                body: Some(text),
            };
            let answer = house.http.ask(request).await?;
            if !was_taken(&answer) {
                return Err(SealedProblem::Refused);
            }
            house
                .shelf
                .sealed_was_taken(&id)
                .map_err(|_| SealedProblem::NotThere)?;
        }
        self.look_at_asides().await;
        Ok(())
    }

    /// Puts what lies sealed where the person finds it, to be handed to the team.
    pub async fn hand_over_sealed(&self) -> Result<PathBuf, SealedProblem> {
        let text: String = self
            .sealed_texts()
            .await
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        if text.is_empty() {
            return Err(SealedProblem::NotThere);
        }
        self.save("answers-for-my-team.txt", text.into_bytes())
            .await
            .map_err(|NotSaved| SealedProblem::NotThere)
    }

    async fn sealed_texts(&self) -> Vec<(crate::vault::VaultId, String)> {
        let this = self.clone();
        let read = tokio::task::spawn_blocking(move || {
            let shelf = this.house().map(|house| &house.shelf)?;
            let texts = shelf
                .asides()
                .into_iter()
                .filter_map(|aside| Some((aside.id.clone(), shelf.sealed(&aside.id)?)));
            Some(texts.collect())
        });
        read.await.ok().flatten().unwrap_or_default()
    }

    /// Puts a file where the person finds it: in their downloads. Where there are none, in a folder
    /// beside the data. A phone offers it to whoever the person picks, and there is only its name to tell.
    pub(super) async fn save(&self, name: &str, bytes: Vec<u8>) -> Result<PathBuf, NotSaved> {
        let [file] = self.save_together([(name.to_owned(), bytes)]).await?;
        Ok(file)
    }

    /// The same with files that belong together: a phone asks once where they go.
    pub(super) async fn save_together<const N: usize>(
        &self,
        files: [(String, Vec<u8>); N],
    ) -> Result<[PathBuf; N], NotSaved> {
        let house = self.house().ok_or(NotSaved)?;
        let folder = crate::platform::downloads().unwrap_or_else(|| house.folder.join("for-you"));
        let saved = tokio::task::spawn_blocking(move || match crate::platform::sharing_folder() {
            Some(sharing) => offer(&sharing, &files),
            None => write(&folder, &files),
        });
        let saved = saved.await.map_err(|_| NotSaved)?.map_err(|_| NotSaved)?;
        saved.try_into().map_err(|_| NotSaved)
    }
}

fn write(folder: &Path, files: &[(String, Vec<u8>)]) -> std::io::Result<Vec<PathBuf>> {
    files
        .iter()
        .map(|(name, bytes)| crate::platform::save_beside_others(folder, name, bytes))
        .collect()
}

/// Offers the files; only their names are of use to a person then.
fn offer(folder: &Path, files: &[(String, Vec<u8>)]) -> std::io::Result<Vec<PathBuf>> {
    let shared: Vec<_> = write(folder, files)?.into_iter().map(shared).collect();
    crate::platform::share(&shared).map_err(|_| std::io::ErrorKind::NotFound)?;
    Ok(files.iter().map(|(name, _)| PathBuf::from(name)).collect())
}

fn shared(file: PathBuf) -> crate::platform::Shared {
    let kind = match file.extension().and_then(|end| end.to_str()) {
        Some("pdf") => "application/pdf",
        Some("ics") => "text/calendar",
        Some("html") => "text/html",
        Some("json") => "application/fhir+json",
        _ => "text/plain",
    };
    crate::platform::Shared { file, kind }
}
