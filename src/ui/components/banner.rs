//! How the talk with the trust stands, said calmly.

use super::{Icon, IconKind, Inset, LookNow, Weight};
use crate::app::{Contact, Doubt, View, Wearing};
use crate::ui::Route;
use crate::ui::state;
use dioxus::prelude::*;
use jiff::{SignedDuration, Timestamp};

/// After so long without news, a page says that it may be out of date.
const STALE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// "Updated today at 8:12am", or what keeps news from coming.
#[component]
pub fn ContactLine() -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    let line = match (&view.contact, view.updated) {
        (Contact::Busy | Contact::Slow, _) => words.say("frame-updating"),
        (_, None) => words.say("frame-updated-never"),
        (_, Some(at)) => {
            let when = words.when(at, now);
            words.say_with("frame-updated", &[("when", (&when).into())])
        }
    };
    rsx! {
        div { class: "contact-line", role: "status",
            p { class: "quiet", {line} }
            if view.contact == Contact::Slow {
                p { {words.say("frame-slow")} }
            }
        }
    }
}

/// What a person has to know before they trust the page: the news does not come, or is old. Nothing
/// where all is well.
#[component]
pub fn SafetyBanner() -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    let stale = view.updated.filter(|at| is_stale(*at, now));
    let trouble = trouble(&view);
    if trouble.is_none() && stale.is_none() {
        return rsx! {};
    }
    let signed_out = view.contact == Contact::SignInEnded;
    let door = match view.wearing {
        Some(Wearing::Carer) => Route::SignInAsCarer {},
        Some(Wearing::Own) | None => Route::SignIn {},
    };
    rsx! {
        Inset { icon: if signed_out { IconKind::Lock } else { IconKind::Alert },
            if let Some(at) = stale {
                p { {words.say_with("frame-stale", &[("when", (&words.when(at, now)).into())])} }
            }
            if let Some(key) = trouble {
                p { {words.say(key)} }
                if matches!(view.contact, Contact::Doubted(_)) {
                    p { {words.say("line-safe")} }
                }
            }
            if signed_out {
                Link { class: "btn second", to: door, {words.say("frame-sign-in-again")} }
            } else {
                LookNow { weight: Weight::Quiet,
                    Icon { kind: IconKind::Clock }
                    {words.say("frame-look-now")}
                }
            }
        }
    }
}

/// Whether the news comes and is fresh: then there is no banner, and no button of its.
pub fn is_all_well(view: &View, now: Timestamp) -> bool {
    trouble(view).is_none() && !view.updated.is_some_and(|at| is_stale(at, now))
}

fn trouble(view: &View) -> Option<&'static str> {
    match view.contact {
        Contact::NotTried | Contact::Busy | Contact::Slow | Contact::Well => None,
        Contact::NoSignal => Some("frame-no-signal"),
        Contact::Doubted(doubt) => Some(doubt_key(doubt)),
        Contact::SignInEnded => Some("frame-signed-out"),
        Contact::OddAnswer => Some("frame-odd"),
        Contact::TrustUnwell => Some("frame-unwell"),
        Contact::NotSafe => Some("frame-not-safe"),
    }
}

/// What is in doubt about whoever answers, and what a person can do about it.
pub fn doubt_key(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::TooEarly => "line-clock",
        Doubt::OutOfDate => "line-out-of-date",
        Doubt::AnotherHost | Doubt::NobodyVouches => "line-not-the-trust",
        Doubt::OtherKey => "line-other-key",
    }
}

fn is_stale(updated: Timestamp, now: Timestamp) -> bool {
    now.duration_since(updated) > STALE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_is_stale_after_seven_days_and_not_before() {
        let now: Timestamp = "2026-11-22T08:12:00Z".parse().unwrap();
        let ago = |hours: i64| now - SignedDuration::from_hours(hours);
        assert!(!is_stale(ago(7 * 24), now));
        assert!(is_stale(ago(7 * 24 + 1), now));
    }
}
