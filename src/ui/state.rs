//! What every screen reads: the view, the words, the time. All of it hangs in the root.

use crate::app::{Companion, View};
use crate::care::{self, Coordinator, Quiet, Record};
use crate::words::{self, Words};
use dioxus::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::Arc;

/// The view as the screens see it: follows [`Companion::changes`].
#[derive(Clone, Copy)]
struct Shown(Signal<Arc<View>>);

/// Tells the time. A root context; without one the phone's own clock is read.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that always says the same: for drawing screens in tests.
    pub fn stopped(at: Timestamp) -> Self {
        Self(Arc::new(move || at))
    }

    /// A clock that asks this: for tests in which time goes on, or stops a screen.
    pub fn telling(tell: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// The phone's own.
    pub fn of_this_phone() -> Self {
        Self(Arc::new(Timestamp::now))
    }
}

/// Whether a first page was shown already. The heading of a later page takes the focus; the first
/// one does not, since nobody asked for it.
#[derive(Clone, Copy)]
pub(super) struct Arrived(pub Signal<bool>);

/// Hangs everything into the root, and follows the companion.
pub(super) fn provide() {
    let companion = use_context::<Companion>();
    let mut shown = use_signal(|| companion.view());
    use_context_provider(|| Shown(shown));
    let arrived = use_signal(|| false);
    use_context_provider(|| Arrived(arrived));
    use_future(move || {
        let mut changes = companion.changes();
        async move {
            while changes.changed().await.is_ok() {
                let view = changes.borrow_and_update().clone();
                shown.set(view);
            }
        }
    });
}

/// The app below the screens.
pub(super) fn companion() -> Companion {
    consume_context()
}

/// What there is to see; the caller is drawn anew when it changes.
pub(super) fn view() -> Arc<View> {
    consume_context::<Shown>().0.read().clone()
}

/// The words in the person's language.
pub(super) fn words() -> Words {
    Words::of(view().preferences.language)
}

/// The record; an empty one while there is none.
pub(super) fn record() -> Arc<Record> {
    view().record.clone().unwrap_or_default()
}

/// The one place where the screens learn the time.
pub(super) fn now() -> Timestamp {
    match try_consume_context::<Clock>() {
        Some(clock) => (clock.0)(),
        None => Timestamp::now(),
    }
}

/// Whether it is quiet, and why: then nothing is asked of the person.
pub(super) fn quiet() -> Option<Quiet> {
    care::quiet(&view().quiet, &record(), today())
}

/// The day that it is.
pub(super) fn today() -> Date {
    words::today(now())
}

/// The name of the person's own worker.
pub(super) fn worker_name(record: &Record) -> Option<String> {
    match &record.team.coordinator {
        Coordinator::Named(member) => Some(member.name.clone()),
        Coordinator::Left { .. } | Coordinator::Nobody => None,
    }
}

/// Whom to call: the worker by name, else the team; none where no number is known.
pub(super) fn whom_to_call(record: &Record) -> Option<(Option<String>, String)> {
    let team = || record.team.phone.clone().map(|phone| (None, phone));
    match &record.team.coordinator {
        Coordinator::Named(member) => {
            let own = member.phone.clone();
            own.map(|phone| (Some(member.name.clone()), phone))
                .or_else(team)
        }
        Coordinator::Left { .. } | Coordinator::Nobody => team(),
    }
}

/// What the trust calls that worker, in the person's language where we have it.
pub(super) fn role_label() -> String {
    let (view, words) = (view(), words());
    let own = view.trust.as_ref().map(|t| t.role_label.trim().to_owned());
    let Some(label) = own.filter(|label| !label.is_empty()) else {
        return words.say("team-role-default");
    };
    let key = format!("team-role-{}", label.to_lowercase().replace(' ', "-"));
    if words.knows(&key) {
        words.say(&key)
    } else {
        label
    }
}
