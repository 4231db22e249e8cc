//! What a person can do, as operations, free of any screen; one file an operation.
//!
//! A [`Companion`] is the whole app below the screens. Screens read [`Companion::view`], hear of
//! changes through [`Companion::changes`], and call operations. It can be cloned freely: all clones
//! are one.
//!
//! While a vault is open, a beat runs beside it (`beat`): it sends what waits and fetches what is
//! new, and after everything that changes the vault the view is made anew (`look`). A view is never
//! changed in place; a screen that holds one holds a moment that was.

mod age;
mod away;
mod beat;
mod beside;
mod bundled;
mod calendar;
mod carer_says;
mod copy;
mod copy_page;
mod devices;
mod drafts;
mod feedback;
mod filling;
mod following;
mod form;
mod goals;
mod granted;
mod guard;
mod hats;
mod item_of;
mod leave;
mod look;
mod matching;
mod mend;
mod message;
mod news;
mod notices;
mod occasion;
mod open;
mod own_plan;
mod paper;
#[cfg(feature = "mobile")]
mod phone;
mod pinned;
mod plan_open;
mod plan_out;
mod preferences;
mod progress;
mod put_right;
mod quiet;
mod rating_form;
mod safe;
mod sealed;
mod send;
mod sharing;
mod sign_in;
mod start;
mod summary;
mod trust_source;
mod view;
mod view_of_carer;
mod waiting;
mod wipe;

pub use away::Presence;
pub use calendar::CalendarProblem;
pub use carer_says::{LONGEST_TELLING, TELLING, rating_as_carer, telling};
pub use copy::{CopyProblem, Saved};
pub use devices::Devices;
pub use feedback::WITHOUT_NAME;
pub use filling::{About, Filling, FormProblem, NotSaved, Purpose, SendProblem, Typed};
pub use goals::{new_goal, rated_goal, rating_of};
pub use granted::{Missing, missing};
pub use guard::GuardProblem;
pub use matching::Matching;
pub use mend::{CannotMend, Copied};
pub use message::Thing;
pub use own_plan::{OwnPlan, PlanCopy, PlanProblem, PlanWithTeam};
#[cfg(feature = "mobile")]
pub use phone::*;
pub use progress::NotRead;
pub use put_right::{CannotPutRight, SaidForm};
pub use rating_form::{LONGEST_NOTE, MET, MET_WORDS, NOTE, STEP, TEN, plain_step};
pub use sealed::SealedProblem;
pub use sharing::{SaidOnce, ShareProblem, SharedKind, can_be_shared, sent_safe_plan};
pub use sign_in::{SignInProblem, WayBack};
pub use start::{Setup, StartProblem};
pub use summary::{Printed, since_lines};
pub use trust_source::{SourceProblem, TrustSource};
pub use view::*;

#[cfg(any(feature = "desktop", feature = "mobile"))]
pub use crate::platform::open_in_browser;
pub use crate::platform::{
    Key, Leave, MatchProblem, MatchedKeys, NoticeProblem, Notifier, Sheet, System, default_folder,
    random,
};
use crate::trust::{Begun, Http, TrustFile};
use crate::vault::{Hat, Shelf};
pub use crate::vault::{PasscodeProblem, RecoveryProblem};
use open::Open;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use tokio::sync::watch;

/// The whole app below the screens.
#[derive(Clone)]
pub struct Companion {
    inner: Arc<Inner>,
}

struct Inner {
    view: watch::Sender<Arc<View>>,
    /// Everything below the view; none for a companion that only shows.
    house: Option<House>,
}

/// What a running companion stands on.
struct House {
    /// The runtime that the app was started on. Screens may be drawn on another, which ends with
    /// them; what the app does by itself must not.
    runtime: tokio::runtime::Handle,
    folder: PathBuf,
    shelf: Shelf,
    http: Http,
    way_back: WayBack,
    source: TrustSource,
    trust: RwLock<Option<Arc<TrustFile>>>,
    /// Sign-ins that were begun and not answered, by their state. Single use.
    begun: Mutex<HashMap<String, Begun>>,
    /// Somebody who signed in and has not said yet whether it is them.
    candidate: Mutex<Option<sign_in::Candidate>>,
    /// A sign-in that waits for the vault to be unlocked.
    pending: Mutex<Option<guard::Pending>>,
    open: RwLock<Option<Arc<Open>>>,
    away: Mutex<away::Away>,
    devices: Devices,
    told: Mutex<notices::Told>,
    safety: safe::Safety,
}

impl PartialEq for Companion {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }
}

impl std::fmt::Debug for Companion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Companion(…)")
    }
}

impl Companion {
    /// A companion that shows `view` and can do nothing: for drawing screens.
    pub fn showing(view: View) -> Self {
        Self {
            inner: Arc::new(Inner {
                view: watch::Sender::new(Arc::new(view)),
                house: None,
            }),
        }
    }

    /// What there is to see now.
    pub fn view(&self) -> Arc<View> {
        self.inner.view.borrow().clone()
    }

    /// Hears of every change of [`Companion::view`].
    pub fn changes(&self) -> watch::Receiver<Arc<View>> {
        self.inner.view.subscribe()
    }

    fn house(&self) -> Option<&House> {
        self.inner.house.as_ref()
    }

    /// The person's own open vault. None where a carer's is open: whatever asks for this does something in
    /// a person's own name, and there is nothing of it that a carer could do.
    fn open(&self) -> Option<Arc<Open>> {
        self.open_any().filter(|open| open.hat == Hat::Person)
    }

    /// The carer's open vault. None where a person's own is open.
    fn open_carer(&self) -> Option<Arc<Open>> {
        self.open_any().filter(|open| open.hat == Hat::Carer)
    }

    /// The open vault, whichever hat is worn: for what is done with a vault and not in it.
    fn open_any(&self) -> Option<Arc<Open>> {
        self.house()?.open.read().ok()?.clone()
    }

    fn trust(&self) -> Option<Arc<TrustFile>> {
        self.house()?.trust.read().ok()?.clone()
    }

    /// Does something beside what is going on, on the app's own runtime.
    fn beside(
        &self,
        work: impl Future<Output = ()> + Send + 'static,
    ) -> Option<tokio::task::JoinHandle<()>> {
        self.house().map(|house| house.runtime.spawn(work))
    }

    /// Does something to its end, even when whoever asked for it is gone before: a screen that is
    /// left drops what it was waiting for. `None` when there is nothing to do it on.
    async fn to_the_end<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Option<T> {
        self.house()?.runtime.spawn(work).await.ok()
    }

    /// Changes the view in one step.
    fn show(&self, change: impl FnOnce(&mut View)) {
        self.inner.view.send_if_modified(|view| {
            let mut next = View::clone(view);
            change(&mut next);
            let changed = next != **view;
            *view = Arc::new(next);
            changed
        });
    }
}
