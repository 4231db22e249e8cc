//! Signing in, and "Is this you?".
//!
//! Nothing is kept of a sign-in until the person has said that the name and birth date are theirs:
//! until then tokens are in memory alone, and "No" gives them back to the trust.

use super::beat::london;
use super::guard::Pending;
use super::view::{Contact, Stage};
use super::{Companion, House};
use crate::care::Person;
use crate::fhir::scopes::Who;
use crate::fhir::{self, Envelope, Given, Looking};
use crate::trust::{self, Api, ApiProblem, Asked, CameBack, Keep, SignInFailure, SignedIn};
use crate::vault::{Hat, OpenProblem, Owner};
use jiff::Timestamp;
use std::sync::Arc;
use url::Url;

/// Where the trust's page sends the person back to.
#[derive(Debug, Clone)]
pub enum WayBack {
    /// An address on this machine that this process listens on.
    Loopback(Url),
    /// The link that the trust's file names and the app has claimed: phones.
    Claimed,
}

impl WayBack {
    fn address(&self, trust: &trust::TrustFile) -> Url {
        match self {
            WayBack::Loopback(address) => address.clone(),
            WayBack::Claimed => trust.redirect.clone(),
        }
    }
}

/// Why signing in could not begin or end. Each has its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInProblem {
    /// The trust cannot be reached.
    #[error("the trust cannot be reached")]
    NoSignal,
    /// Something answered that is not believed to be the trust.
    #[error("what answered is not believed to be the trust")]
    Doubted(trust::Doubt),
    /// The trust's answer cannot be used.
    #[error("the trust's sign-in gave an answer that cannot be used")]
    OddAnswer,
    /// The person said no, or the trust did.
    #[error("the trust did not let this person in")]
    Refused,
    /// The answer belongs to no sign-in that this app began, or came too late.
    #[error("this sign-in was not begun here, or took too long")]
    NotBegun,
    /// They came to see their own care, and signed in as somebody who supports another person.
    #[error("this is the sign-in of somebody who supports another person")]
    SupportsSomebody,
    /// They came as somebody who supports another person, and signed in as themselves.
    #[error("this is a person's own sign-in")]
    OwnCare,
    /// Nothing could be kept on this device.
    #[error("nothing could be kept on this device")]
    NotSaved,
}

impl From<SignInFailure> for SignInProblem {
    fn from(failure: SignInFailure) -> Self {
        match failure {
            SignInFailure::NotReached => SignInProblem::NoSignal,
            SignInFailure::Doubted(doubt) => SignInProblem::Doubted(doubt),
            SignInFailure::OddAnswer => SignInProblem::OddAnswer,
            SignInFailure::Refused => SignInProblem::Refused,
            SignInFailure::TooLate => SignInProblem::NotBegun,
        }
    }
}

/// Somebody who has signed in and has not said yet whether it is them.
pub(super) struct Candidate {
    signed_in: SignedIn,
    trust: Arc<trust::TrustFile>,
}

/// Most sign-ins that may be open at once; the oldest gives way. A person needs one.
const MOST_BEGUN: usize = 8;

impl Companion {
    /// Begins a person's sign-in and gives the address of the trust's page, to be opened in the system
    /// browser.
    pub async fn begin_sign_in(&self) -> Result<String, SignInProblem> {
        self.begin_sign_in_as(Who::Person).await
    }

    /// The same for somebody who supports another person.
    pub async fn begin_carer_sign_in(&self) -> Result<String, SignInProblem> {
        self.begin_sign_in_as(Who::Carer).await
    }

    async fn begin_sign_in_as(&self, who: Who) -> Result<String, SignInProblem> {
        let house = self.house().ok_or(SignInProblem::NoSignal)?;
        let mut problem = SignInProblem::NoSignal;
        if self.trust().is_none()
            && let super::TrustSource::Address(address) = &house.source
            && let Err(why) = self.ask_for_trust(address.clone()).await
        {
            problem = why;
        }
        let trust = self.trust().ok_or(problem)?;
        let redirect = house.way_back.address(&trust);
        self.show(|view| view.sign_in_problem = None);
        let asked = trust::begin_as(&house.http, &trust, redirect, who);
        let begun = self.told_when_slow(asked).await?;
        let page = begun.page.to_string();
        let mut waiting = house.begun.lock().map_err(|_| SignInProblem::NotBegun)?;
        if waiting.len() >= MOST_BEGUN {
            waiting.clear();
        }
        waiting.insert(begun.state.clone(), begun);
        Ok(page)
    }

    /// Waits for something of a sign-in; a wait that is long is shown as one.
    async fn told_when_slow<T>(&self, waited_for: impl Future<Output = T>) -> T {
        let mut waited_for = std::pin::pin!(waited_for);
        if let Ok(soon) = tokio::time::timeout(super::beat::LONG, &mut waited_for).await {
            return soon;
        }
        self.show(|view| view.sign_in_is_slow = true);
        let late = waited_for.await;
        self.show(|view| view.sign_in_is_slow = false);
        late
    }

    /// Whether a sign-in with this state waits for its answer.
    pub fn expects(&self, state: &str) -> bool {
        self.house()
            .and_then(|house| house.begun.lock().ok())
            .is_some_and(|waiting| waiting.contains_key(state))
    }

    /// What a link to this app brings, if it is the way back of a sign-in that waits. Any page and any
    /// program can open such a link; every other one is not looked at.
    pub fn answer_in(&self, link: &str) -> Option<CameBack> {
        let claimed = self.house()?.way_back.address(self.trust()?.as_ref());
        let back = CameBack::in_link(link, &claimed)?;
        self.expects(&back.state).then_some(back)
    }

    /// Takes the answer of the trust's page: the state, once, and a code, or none if it said no.
    pub async fn finish_sign_in(
        &self,
        state: &str,
        code: Option<&str>,
    ) -> Result<(), SignInProblem> {
        let (this, state) = (self.clone(), state.to_owned());
        let code = code.map(str::to_owned);
        let done = self
            .to_the_end(async move { this.take_code(&state, code.as_deref()).await })
            .await
            .unwrap_or(Err(SignInProblem::NotBegun));
        self.show(|view| view.sign_in_problem = done.err());
        done
    }

    async fn take_code(&self, state: &str, code: Option<&str>) -> Result<(), SignInProblem> {
        let house = self.house().ok_or(SignInProblem::NotBegun)?;
        let begun = house
            .begun
            .lock()
            .ok()
            .and_then(|mut waiting| waiting.remove(state));
        let begun = begun.ok_or(SignInProblem::NotBegun)?;
        let code = code.ok_or(SignInProblem::Refused)?;
        let trust = self.trust().ok_or(SignInProblem::NoSignal)?;
        let signed_in = trust::finish(&house.http, &trust, begun, code, Timestamp::now()).await?;
        if let Some(open) = self.open_any()
            && open.is_of(&trust, &signed_in.tokens)
        {
            // The same person signs in again: their vault is open, and what waits may go on.
            return self.renew_sign_in(&open, signed_in).await;
        }
        // Who it is says the trust; what they may do was asked for by the door. Where the two do not fit,
        // nothing is kept, and the other door is shown.
        let through_the_other_door = match (&signed_in.tokens.carer, signed_in.wanted) {
            (Some(_), Who::Person) => Some(SignInProblem::SupportsSomebody),
            (None, Who::Carer) => Some(SignInProblem::OwnCare),
            (Some(_), Who::Carer) | (None, Who::Person) => None,
        };
        if let Some(problem) = through_the_other_door {
            give_back(house, trust, signed_in).await;
            return Err(problem);
        }
        let stage = match signed_in.tokens.carer.clone() {
            None => {
                let person = read_person(house.http.clone(), trust.clone(), &signed_in).await?;
                Stage::IsThisYou {
                    full_name: person.full_name,
                    born: person.born,
                }
            }
            Some(id) => {
                let given = read_link(house.http.clone(), trust.clone(), &signed_in, &id).await?;
                let carer = given.carer.ok_or(SignInProblem::Refused)?;
                Stage::IsThisYouAsCarer {
                    full_name: carer.name.unwrap_or_default(),
                    supports: given.whom,
                }
            }
        };
        if let Ok(mut slot) = house.candidate.lock() {
            *slot = Some(Candidate { signed_in, trust });
        }
        self.show(|view| view.stage = stage);
        Ok(())
    }

    /// Answers "Is this you?". With `false` everything of this sign-in is forgotten.
    pub async fn is_this_me(&self, yes: bool) -> Result<(), SignInProblem> {
        let this = self.clone();
        let said = self
            .to_the_end(async move { this.take_answer(yes).await })
            .await;
        said.unwrap_or(Err(SignInProblem::NotBegun))
    }

    async fn take_answer(&self, yes: bool) -> Result<(), SignInProblem> {
        let house = self.house().ok_or(SignInProblem::NotBegun)?;
        let candidate = house.candidate.lock().ok().and_then(|mut slot| slot.take());
        let candidate = candidate.ok_or(SignInProblem::NotBegun)?;
        if !yes {
            give_back(house, candidate.trust, candidate.signed_in).await;
            self.show(|view| view.stage = Stage::Welcome);
            self.reopen_after_no().await;
            return Ok(());
        }
        self.leave().await;
        let owner = Owner {
            trust: candidate.trust.id.clone(),
            subject: candidate.signed_in.tokens.subject.clone(),
            patient: candidate.signed_in.tokens.patient.clone(),
        };
        let hat = match candidate.signed_in.tokens.carer {
            Some(_) => Hat::Carer,
            None => Hat::Person,
        };
        let this = self.clone();
        let opened = tokio::task::spawn_blocking(move || {
            let house = this.house().ok_or(SignInProblem::NotSaved)?;
            let opened = house.shelf.open_or_make(&owner, hat);
            if let (Err(OpenProblem::Locked), Some(id)) = (&opened, house.shelf.current()) {
                // Their own vault has a passcode: what was granted is kept when it is unlocked.
                if let Ok(mut pending) = house.pending.lock() {
                    *pending = Some(Pending {
                        id,
                        trust: candidate.trust,
                        tokens: candidate.signed_in.tokens,
                    });
                }
                return Ok(None);
            }
            let vault = opened.map_err(|problem| {
                tracing::warn!(%problem, "no vault could be opened");
                SignInProblem::NotSaved
            })?;
            super::open::keep_first_sign_in(&vault, &candidate.trust, &candidate.signed_in.tokens)
                .map_err(|_| SignInProblem::NotSaved)?;
            Ok::<_, SignInProblem>(Some(vault))
        })
        .await
        .map_err(|_| SignInProblem::NotSaved)??;
        self.show(|view| view.contact = Contact::NotTried);
        match opened {
            Some(vault) => self.enter(vault).await,
            None => self.show_locked().await,
        }
        Ok(())
    }
}

/// Gives what a sign-in granted back to the trust, as far as it can be reached.
async fn give_back(house: &House, trust: Arc<trust::TrustFile>, signed_in: SignedIn) {
    let keep: Keep = Arc::new(|_| true);
    let (tokens, found) = (signed_in.tokens, Some(signed_in.discovered));
    Api::new(house.http.clone(), trust, tokens, found, keep)
        .sign_out()
        .await;
}

/// Asks the trust who the patient of this sign-in is.
async fn read_person(
    http: trust::Http,
    trust: Arc<trust::TrustFile>,
    signed_in: &SignedIn,
) -> Result<Person, SignInProblem> {
    let place = format!("Patient/{}", signed_in.tokens.patient);
    let body = read_who(http, trust, signed_in, place).await?;
    fhir::read_person(&body).map_err(|_| SignInProblem::OddAnswer)
}

/// Asks the trust who the carer of this sign-in is, and whom they support. A link that does not stand is
/// nobody's.
async fn read_link(
    http: trust::Http,
    trust: Arc<trust::TrustFile>,
    signed_in: &SignedIn,
    carer: &str,
) -> Result<Given, SignInProblem> {
    let place = format!("RelatedPerson/{carer}");
    let codes_base = trust.codes_base.clone();
    let body = read_who(http, trust, signed_in, place).await?;
    let link = Envelope::read(&body).map_err(|_| SignInProblem::OddAnswer)?;
    let now = Timestamp::now();
    let looking = Looking {
        patient: &signed_in.tokens.patient,
        carer,
        codes_base: &codes_base,
        today: now.to_zoned(london()).date(),
        now,
    };
    Ok(Given::among(&[link], &looking))
}

async fn read_who(
    http: trust::Http,
    trust: Arc<trust::TrustFile>,
    signed_in: &SignedIn,
    place: String,
) -> Result<String, SignInProblem> {
    let keep: Keep = Arc::new(|_| true);
    let (tokens, found) = (signed_in.tokens.clone(), signed_in.discovered.clone());
    let api = Api::new(http, trust, tokens, Some(found), keep);
    let answer = api
        .ask(Asked::get(place))
        .await
        .map_err(|problem| match problem {
            ApiProblem::SignInEnded => SignInProblem::Refused,
            ApiProblem::Talk(problem) => SignInFailure::from(problem).into(),
        })?;
    match answer.status {
        200 => Ok(answer.body),
        401 | 403 | 404 => Err(SignInProblem::Refused),
        _ => Err(SignInProblem::OddAnswer),
    }
}
