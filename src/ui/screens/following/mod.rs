//! What somebody sees who supports another person: what is shared with them, and help that needs no sharing.

mod hats;
mod rate;
mod tell;

pub use hats::{Hats, OtherHats};
pub use rate::FollowedGoal;
pub use tell::Tell;

use crate::app::{Missing, Outgoing, OutgoingState, Seen, View, Wearing};
use crate::care::CarerRating;
use crate::ui::Route;
use crate::ui::components::{
    Button, ButtonLink, ContactLine, Drawing, Empty, Heading, IconKind, Inset, LookNow, Row, Rows,
    SafetyBanner, SharedAll, Weight, is_all_well,
};
use crate::ui::screens::sent::{StateTag, state_words};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// What the carer calls the person: their first name, else a word for somebody.
pub(super) fn called(view: &View, words: Words) -> String {
    let whom = view.following.as_ref().and_then(|it| it.whom.clone());
    let first = whom.and_then(|name| name.split_whitespace().next().map(str::to_owned));
    first.unwrap_or_else(|| words.say("following-them"))
}

/// Which hat is worn, said on every screen where there could be a doubt.
#[component]
pub fn HatLine() -> Element {
    let (view, words) = (state::view(), state::words());
    let following = view.following.as_ref();
    let line = match view.wearing {
        Some(Wearing::Carer) => {
            let me = following.and_then(|it| it.me.clone());
            let whom = following.and_then(|it| it.whom.clone());
            match (me, whom) {
                (Some(me), Some(whom)) => words.say_with(
                    "following-hat",
                    &[("me", (&me).into()), ("whom", (&whom).into())],
                ),
                _ => words.say("following-hat-unnamed"),
            }
        }
        Some(Wearing::Own) if !view.also_here.is_empty() => words.say("following-hat-own"),
        Some(Wearing::Own) | None => return rsx! {},
    };
    rsx! {
        p { class: "hat-line", {line} }
    }
}

/// What is shared with the carer.
#[component]
pub fn Following() -> Element {
    let (view, words) = (state::view(), state::words());
    let following = view.following.clone().unwrap_or_default();
    let name = called(&view, words);
    let may_rate = !view.not_granted.contains(&Missing::Ratings);
    let asked: Vec<_> = following
        .shown
        .goals
        .iter()
        .filter(|it| it.rating == CarerRating::Asked && it.goal.is_open() && may_rate)
        .map(|it| (it.goal.id.clone(), it.goal.words.clone()))
        .collect();
    let with = || [("name", (&name).into())];
    rsx! {
        Heading { title: "following-title", text: words.say_with("following-heading", &with()) }
        ContactLine {}
        SafetyBanner {}
        Dropped { name: name.clone() }
        match following.seen {
            Seen::NotYet => rsx! {
                Empty { drawing: Drawing::Hills, heading: words.say("following-not-yet-heading"), text: words.say("following-not-yet") }
            },
            Seen::TooLongAgo => rsx! {
                Empty { drawing: Drawing::Hills, heading: words.say("following-too-long-heading"), text: words.say("following-too-long") }
                div { class: "actions",
                    LookNow { {words.say("frame-look-now")} }
                }
            },
            Seen::At(_) => rsx! {
                if !asked.is_empty() {
                    section {
                        h2 { {words.say_with("following-asked", &with())} }
                        Rows {
                            for (id , text) in asked {
                                Row { key: "{id}", to: Route::FollowedGoal { id: id.clone() }, icon: IconKind::Ladder, title: text, own: true,
                                    {words.say("following-asked-row")}
                                }
                            }
                        }
                    }
                }
                SharedAll { shown: following.shown.clone(), called: name.clone() }
                if is_all_well(&view, state::now()) {
                    // Where the news does not come, the banner above offers it.
                    div { class: "actions",
                        LookNow { weight: Weight::Second, {words.say("frame-look-now")} }
                    }
                }
            },
        }
        NotSent {}
        section {
            h2 { {words.say("following-for-you")} }
            Rows {
                Row { to: Route::Tell {}, icon: IconKind::Message, title: words.say("following-tell-title"), {words.say("following-tell-more")} }
                Row { to: Route::Support {}, icon: IconKind::People, title: words.say("following-help"), {words.say("following-help-more")} }
            }
        }
    }
}

/// What the carer said and the trust does not have yet, each with why; nothing where there is nothing.
#[component]
fn NotSent() -> Element {
    let (view, words, now) = (state::view(), state::words(), state::now());
    let waits = |it: &&Outgoing| !matches!(it.state, OutgoingState::Sent { .. });
    let waiting: Vec<Outgoing> = view.outgoing.iter().filter(waits).cloned().collect();
    if waiting.is_empty() {
        return rsx! {};
    }
    rsx! {
        section {
            h2 { {words.say("sent-on-way")} }
            for it in waiting {
                article { key: "{it.id}", class: "card",
                    p { class: "quiet", {words.say_with("sent-said", &[("when", (&words.when(it.answered, now)).into())])} }
                    p { StateTag { state: it.state.clone() } }
                    p { {state_words(words, &it.state, now)} }
                    if matches!(it.state, OutgoingState::NeedsYou(_)) {
                        TryAgain { id: it.id.clone() }
                    }
                }
            }
        }
    }
}

#[component]
fn TryAgain(id: String) -> Element {
    let words = state::words();
    rsx! {
        Button {
            weight: Weight::Second,
            onpress: move |()| {
                let (companion, id) = (state::companion(), id.clone());
                spawn(async move { companion.try_again(&id).await.ok(); });
            },
            {words.say("sent-try")}
        }
    }
}

/// What is said of what the carer wrote and is not here any more: nothing, where there is nothing to say.
fn not_sent_any_more(view: &View) -> Vec<&'static str> {
    let (dropped, doubted) = view
        .following
        .as_ref()
        .map_or((0, 0), |it| (it.dropped, it.doubted));
    let all = [
        (dropped, "following-dropped"),
        (doubted, "following-dropped-maybe"),
    ];
    let said = all.into_iter().filter(|(count, _)| *count > 0);
    said.map(|(_, line)| line).collect()
}

/// Something that the carer said can no longer be sent, or asked about. Why is nobody's to say.
#[component]
fn Dropped(name: String) -> Element {
    let (view, words) = (state::view(), state::words());
    let lines = not_sent_any_more(&view);
    if lines.is_empty() {
        return rsx! {};
    }
    rsx! {
        div { class: "card", role: "status",
            for line in lines {
                p { key: "{line}", strong { {words.say(line)} } }
            }
            p { {words.say_with("following-dropped-ask", &[("name", (&name).into())])} }
            Button {
                weight: Weight::Second,
                onpress: move |()| {
                    let companion = state::companion();
                    spawn(async move { companion.read_what_was_dropped().await.ok(); });
                },
                {words.say("following-dropped-read")}
            }
        }
    }
}

/// A page of the carer's whose thing is not there (any more).
#[component]
fn NotShown() -> Element {
    let (view, words) = (state::view(), state::words());
    let dropped = !not_sent_any_more(&view).is_empty();
    rsx! {
        Heading { title: "following-title", text: words.say("shared-nothing") }
        if dropped {
            Dropped { name: called(&view, words) }
        } else {
            Inset { p { {words.say("shared-nothing-help")} } }
        }
        div { class: "actions",
            ButtonLink { weight: Weight::Second, to: Route::Following {}, {words.say("following-tab")} }
        }
    }
}
