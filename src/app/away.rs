//! Away and back: what locks the app.
//!
//! Away is when no page of the app can be seen. Whoever draws it tells: a page in the preview when it is
//! hidden or gone, a window when it loses the focus, a phone when the app leaves the front. After the
//! time that the person chose, the vault is closed. A phone that sleeps runs no timers, so coming back
//! looks at the clock as well, and that clock goes on in sleep.

use super::view::{Contact, LockAfter, Stage};
use super::{Companion, View};
use crate::platform::{Moment, moment};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Who can be seen, and since when nobody can.
#[derive(Default)]
pub(super) struct Away {
    pages: usize,
    since: Option<Moment>,
    timer: Option<tokio::task::JoinHandle<()>>,
}

impl LockAfter {
    fn time(self) -> Duration {
        match self {
            LockAfter::AtOnce => Duration::ZERO,
            LockAfter::TwoMinutes => Duration::from_secs(2 * 60),
            LockAfter::TenMinutes => Duration::from_secs(10 * 60),
        }
    }
}

impl Companion {
    /// The app cannot be seen any more. Call when everything on the screen is on the disk.
    pub fn went_away(&self) {
        let Some(mut away) = self.away() else { return };
        if away.since.is_some() {
            return;
        }
        away.since = Some(moment());
        self.this_start_is_well();
        // An app that ended meanwhile is not kept alive by its own clock.
        let weak = std::sync::Arc::downgrade(&self.inner);
        let time = self.view().preferences.lock_after.time();
        away.timer = self.beside(async move {
            tokio::time::sleep(time).await;
            if let Some(inner) = weak.upgrade() {
                Companion { inner }.lock_if_long_away().await;
            }
        });
    }

    /// The app can be seen again. What was away too long is locked before anything is drawn anew.
    pub fn came_back(&self) {
        let long = self.is_long_away();
        if let Some(mut away) = self.away() {
            away.since = None;
            if let Some(timer) = away.timer.take()
                && !long
            {
                timer.abort();
            }
        }
        self.clear_notices();
        if long {
            self.hide();
            let this = self.clone();
            self.beside(async move { this.lock().await });
        }
    }

    /// Somebody who draws the app, and tells when it can be seen. Counts as seen until told otherwise.
    pub fn presence(&self) -> Presence {
        let presence = Presence {
            companion: self.clone(),
            seen: AtomicBool::new(false),
        };
        presence.shown();
        presence
    }

    fn away(&self) -> Option<std::sync::MutexGuard<'_, Away>> {
        let away: &Mutex<Away> = &self.house()?.away;
        Some(
            away.lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }

    /// Whether somebody looks at the app now.
    pub(super) fn is_seen(&self) -> bool {
        self.away()
            .is_some_and(|away| away.pages > 0 && away.since.is_none())
    }

    fn is_long_away(&self) -> bool {
        let time = self.view().preferences.lock_after.time();
        let since = self.away().and_then(|away| away.since.clone());
        // Another run of the phone's clock: nobody knows how long, so it was long.
        since.is_some_and(|since| moment().since(&since).is_none_or(|passed| passed >= time))
    }

    async fn lock_if_long_away(&self) {
        if self.is_long_away() {
            self.lock().await;
        }
    }

    /// Locks now: the database is closed, its key wiped, nothing is sent. Where there is no passcode
    /// there is nothing that could open it again but the phone itself, and it stays open.
    pub async fn lock(&self) {
        if !self.view().guard.passcode || self.open_any().is_none() {
            return;
        }
        let this = self.clone();
        self.to_the_end(async move { this.close_up().await }).await;
    }

    async fn close_up(&self) {
        let Some(house) = self.house() else { return };
        let Some(open) = house.open.write().ok().and_then(|mut slot| slot.take()) else {
            return;
        };
        open.still();
        if let Ok(mut api) = open.api.lock() {
            drop(api.take());
        }
        if let Ok(mut candidate) = house.candidate.lock() {
            drop(candidate.take());
        }
        self.hide();
        // What opens without unlocking is what the plan says now.
        self.keep_plan_copy(&open).await;
        // What is being written is written first.
        let vault = open.vault.clone();
        if tokio::task::spawn_blocking(move || vault.close())
            .await
            .is_err()
        {
            tracing::warn!("the vault was not closed in order");
        }
        self.show_locked().await;
    }

    /// Takes everything of the person out of the view.
    fn hide(&self) {
        self.show(|view| {
            if view.stage == Stage::Open {
                view.stage = Stage::Locked(super::Locked::default());
            }
            forget(view);
        });
    }
}

/// A view without anything of the person.
pub(super) fn forget(view: &mut View) {
    view.record = None;
    view.updated = None;
    view.outgoing = Vec::new();
    view.on_the_way = Vec::new();
    view.sent_earlier = 0;
    view.drafts = Vec::new();
    view.own_plan = None;
    view.plan_with_team = super::PlanWithTeam::default();
    view.quiet = crate::care::QuietWish::default();
    view.nameless = 0;
    view.following = None;
    view.wearing = None;
    view.contact = Contact::NotTried;
}

/// Somebody who draws the app: a page in the preview, a window, a phone's screen.
pub struct Presence {
    companion: Companion,
    seen: AtomicBool,
}

impl Presence {
    /// It can be seen.
    pub fn shown(&self) {
        if self.seen.swap(true, Ordering::SeqCst) {
            return;
        }
        if let Some(mut away) = self.companion.away() {
            away.pages += 1;
        }
        self.companion.came_back();
    }

    /// It cannot be seen any more.
    pub fn hidden(&self) {
        if !self.seen.swap(false, Ordering::SeqCst) {
            return;
        }
        let pages = self.companion.away().map(|mut away| {
            away.pages = away.pages.saturating_sub(1);
            away.pages
        });
        if pages == Some(0) {
            self.companion.went_away();
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.companion.a_page_died();
        }
        self.hidden();
    }
}
