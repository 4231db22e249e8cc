//! Sent and waiting: where each answer is, why, and what to do. "Sent" is said only of what the
//! trust's server has confirmed.

mod past;

use crate::app::{
    CannotMend, Copied, NotRead, NotSaved, Outgoing, OutgoingState, ParkReason, Sort, WaitReason,
};
use crate::ui::Route;
use crate::ui::components::{
    Button, Details, Drawing, Empty, Heading, Inset, LookNow, MineOrTheirs, SafetyBanner, Said,
    Tag, Theirs, Tone, Weight, doubt_key,
};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;
use jiff::Timestamp;
use past::Past;

/// Sent and waiting.
#[component]
pub fn Sent() -> Element {
    let (view, words) = (state::view(), state::words());
    let part = |wants: fn(&OutgoingState) -> bool| -> Vec<Outgoing> {
        let of_it = view.outgoing.iter().filter(|o| wants(&o.state));
        of_it.cloned().collect()
    };
    let needs = part(|s| matches!(s, OutgoingState::NeedsYou(_)));
    let on_way = part(|s| {
        matches!(
            s,
            OutgoingState::Waiting(_) | OutgoingState::Sending | OutgoingState::Checking
        )
    });
    let done = part(|s| matches!(s, OutgoingState::Sent { .. }));
    rsx! {
        Heading { title: "sent-title", text: words.say("sent-title") }
        SafetyBanner {}
        if view.outgoing.is_empty() {
            Empty { drawing: Drawing::Cup, heading: words.say("sent-none-heading"), text: words.say("sent-none-text") }
        } else {
            p { class: "lead", {words.say("sent-lead")} }
        }
        Part { heading: "sent-needs", items: needs }
        Part { heading: "sent-on-way", items: on_way.clone() }
        if !on_way.is_empty() {
            div { class: "actions",
                LookNow { weight: Weight::Second, {words.say("sent-try")} }
            }
        }
        Done { newest: done }
        if view.nameless > 0 {
            p { class: "quiet", {words.say_with("sent-nameless", &[("count", view.nameless.into())])} }
        }
        Past {}
    }
}

/// What arrived: the newest, and the older ones when somebody asks for them.
#[component]
fn Done(newest: Vec<Outgoing>) -> Element {
    let (view, words) = (state::view(), state::words());
    let mut all = use_signal(|| None::<Result<Vec<Outgoing>, NotRead>>);
    let ask = move |()| {
        let companion = state::companion();
        spawn(async move { all.set(Some(companion.all_sent().await)) });
    };
    let read = all();
    let whole = matches!(read, Some(Ok(_)));
    let items = match &read {
        Some(Ok(items)) => items.clone(),
        _ => newest,
    };
    rsx! {
        Part { heading: "sent-done", items }
        if view.sent_earlier > 0 && !whole {
            Button { weight: Weight::Second, onpress: ask, {words.say("sent-past-older")} }
        }
        if read == Some(Err(NotRead)) {
            div { role: "alert", Inset { p { {words.say("sent-past-not-read")} } } }
        }
    }
}

#[component]
fn Part(heading: String, items: Vec<Outgoing>) -> Element {
    let words = state::words();
    if items.is_empty() {
        return rsx! {};
    }
    rsx! {
        section {
            h2 { {words.say(&heading)} }
            ul { class: "sent-list",
                for item in items {
                    li { key: "{item.id}", class: "card", Item { item } }
                }
            }
        }
    }
}

#[component]
fn Item(item: Outgoing) -> Element {
    let (words, now) = (state::words(), state::now());
    let answered = words.when(item.answered, now);
    let unsent = !matches!(item.state, OutgoingState::Sent { .. });
    let answered_key = match item.sort {
        Sort::Answers => "sent-answered",
        Sort::Goal | Sort::Rating | Sort::Plan | Sort::Sharing => "sent-said",
    };
    rsx! {
        h3 {
            match item.title.clone() {
                Some(text) => rsx! { Theirs { text } },
                None if item.sort == Sort::Sharing => rsx! { {words.say("sent-sharing-title")} },
                None => rsx! { {words.say("sent-untitled")} },
            }
        }
        StateTag { state: item.state.clone() }
        p { class: "quiet", {words.say_with(answered_key, &[("when", (&answered).into())])} }
        p { {state_words(words, &item.state, now)} }
        if let OutgoingState::Sent { answered_elsewhere: true, .. } = item.state {
            p { {words.say("sent-elsewhere")} }
        }
        if item.risk && unsent {
            p { Said { name: "sent-risk" } }
        }
        if let Some(at) = item.next_try {
            p { class: "quiet",
                {words.say_with("sent-next-try", &[("when", (&words.when(at, now)).into())])}
            }
        }
        if item.puts_right && item.sort != Sort::Plan {
            p { {words.say("sent-puts-right")} }
        }
        match item.sort {
            Sort::Answers => rsx! {
                p {
                    Link {
                        to: Route::WhatYouSaid { id: item.id.clone() },
                        aria_label: see_what(words, item.title.as_deref()),
                        {words.say("sent-see")}
                    }
                }
            },
            Sort::Goal => rsx! {
                p { {words.say("sent-goal")} }
                p { Link { to: Route::Goal { id: item.id.clone() }, {words.say("sent-goal-see")} } }
            },
            Sort::Rating => rsx! { p { {words.say("sent-rating")} } },
            Sort::Plan => rsx! {
                p { {words.say("sent-plan")} }
                p { Link { to: Route::SafePlan {}, {words.say("sent-plan-see")} } }
            },
            Sort::Sharing => rsx! {
                p { {words.say("sent-sharing")} }
                p { Link { to: Route::Sharing {}, {words.say("sent-sharing-see")} } }
            },
        }
        if item.sort == Sort::Sharing {
            // What can be done about it is on the page of what is shared.
        } else if let OutgoingState::NeedsYou(ParkReason::ChangedElsewhere) = item.state {
            Choose { id: item.id.clone() }
        } else if let OutgoingState::NeedsYou(reason) = item.state {
            Mend { id: item.id.clone(), reason, can_mend: item.can_mend }
        }
        if unsent && item.sort != Sort::Sharing {
            Copy { id: item.id }
        }
    }
}

fn see_what(words: Words, form: Option<&str>) -> String {
    match form {
        Some(form) => words.say_with("sent-see-what", &[("form", form.into())]),
        None => words.say("sent-see"),
    }
}

/// What was put right met a change of the team's: the person chooses, and nothing goes before.
#[component]
fn Choose(id: String) -> Element {
    let words = state::words();
    let mut failed = use_signal(|| false);
    let (mine, theirs) = (id.clone(), id);
    rsx! {
        MineOrTheirs {
            mine: words.say("sent-changed-mine"),
            theirs: words.say("sent-changed-theirs"),
            onmine: move |()| {
                let (companion, id) = (state::companion(), mine.clone());
                spawn(async move { failed.set(companion.try_again(&id).await.is_err()) });
            },
            ontheirs: move |()| {
                let (companion, id) = (state::companion(), theirs.clone());
                spawn(async move { failed.set(companion.give_up_putting_right(&id).await.is_err()) });
            },
            failed: failed().then(|| words.say("sent-try-failed")),
        }
    }
}

/// What the person can do about an answer that needs them.
#[component]
fn Mend(id: String, reason: ParkReason, can_mend: bool) -> Element {
    let words = state::words();
    let mut failed = use_signal(|| None::<&'static str>);
    let (tried, mended) = (id.clone(), id);
    rsx! {
        div { class: "actions",
            if can_mend {
                Button {
                    weight: Weight::Second,
                    onpress: move |()| {
                        let (companion, id) = (state::companion(), mended.clone());
                        let navigator = navigator();
                        spawn(async move {
                            match companion.mend(&id).await {
                                Ok(task) => {
                                    navigator.push(Route::of_draft(&task));
                                }
                                Err(problem) => failed.set(Some(mend_key(problem))),
                            }
                        });
                    },
                    {words.say("sent-mend")}
                }
            }
            // What cannot be read any more cannot be sent again either.
            if reason != ParkReason::Unreadable {
                Button {
                    weight: Weight::Second,
                    onpress: move |()| {
                        let (companion, id) = (state::companion(), tried.clone());
                        spawn(async move {
                            let tried: Result<(), NotSaved> = companion.try_again(&id).await;
                            failed.set(tried.is_err().then_some("sent-try-failed"));
                        });
                    },
                    {words.say("sent-try")}
                }
            }
            Link { class: "btn plain", to: Route::Team {}, {words.say("sent-ask-team")} }
        }
        if let Some(key) = failed() {
            div { role: "alert", Inset { p { {words.say(key)} } } }
        }
    }
}

fn mend_key(problem: CannotMend) -> &'static str {
    match problem {
        CannotMend::MayBeThere => "sent-mend-failed-there",
        CannotMend::NoForm => "sent-mend-failed-form",
        CannotMend::NotParked | CannotMend::NotSaved => "sent-mend-failed",
    }
}

/// The person's own copy of what they wrote: to be read out, or copied.
#[component]
fn Copy(id: String) -> Element {
    let words = state::words();
    let mut copy = use_signal(|| None::<Option<Copied>>);
    rsx! {
        div { class: "actions",
            Button {
                weight: Weight::Quiet,
                onpress: move |()| {
                    let (companion, id) = (state::companion(), id.clone());
                    spawn(async move {
                        let found = companion.copy_of(&id).await;
                        copy.set(Some(found.ok().flatten()));
                    });
                },
                {words.say("sent-copy")}
            }
        }
        match copy() {
            None => rsx! {},
            Some(None) => rsx! { p { role: "alert", {words.say("sent-copy-failed")} } },
            Some(Some(copied)) => rsx! {
                p { class: "quiet", {words.say("sent-copy-how")} }
                dl { class: "copy",
                    for (question, answers) in copied.said.clone() {
                        dt { Theirs { text: question } }
                        for answer in answers {
                            dd { Theirs { text: answer } }
                        }
                    }
                }
                Details { summary: words.say("sent-copy-machine"),
                    pre { dir: "ltr", tabindex: 0, {copied.fhir.clone()} }
                }
            },
        }
    }
}

/// How an answer stands, as a tag.
#[component]
pub fn StateTag(
    /// Where it is.
    state: OutgoingState,
) -> Element {
    let words = state::words();
    let (tone, key) = match state {
        OutgoingState::Waiting(_) => (Tone::Waiting, "sent-state-waiting"),
        OutgoingState::Sending => (Tone::Waiting, "sent-state-sending"),
        OutgoingState::Checking => (Tone::Waiting, "sent-state-checking"),
        OutgoingState::NeedsYou(_) => (Tone::NeedsYou, "sent-state-needs"),
        OutgoingState::Sent { .. } => (Tone::Good, "sent-state-sent"),
    };
    rsx! {
        Tag { tone, text: words.say(key) }
    }
}

/// How an answer stands, in a sentence that is true now.
pub fn state_words(words: Words, state: &OutgoingState, now: Timestamp) -> String {
    match state {
        OutgoingState::Waiting(WaitReason::Doubted(doubt)) => {
            let why = words.say(doubt_key(*doubt));
            words.say_with("sent-wait-doubted", &[("why", (&why).into())])
        }
        OutgoingState::Waiting(reason) => words.say(match reason {
            WaitReason::Soon => "sent-wait-soon",
            WaitReason::NoSignal => "sent-wait-no-signal",
            WaitReason::SignIn => "sent-wait-sign-in",
            WaitReason::TrustUnwell => "sent-wait-unwell",
            WaitReason::Held => "sent-wait-held",
            WaitReason::OddAnswer | WaitReason::Doubted(_) => "sent-wait-odd",
            WaitReason::Behind => "sent-wait-behind",
        }),
        OutgoingState::Sending => words.say("sent-sending-text"),
        OutgoingState::Checking => words.say("sent-checking-text"),
        OutgoingState::NeedsYou(reason) => words.say(match reason {
            ParkReason::Refused => "sent-park-refused",
            ParkReason::NotAllowed => "sent-park-not-allowed",
            ParkReason::NotSure => "sent-park-not-sure",
            ParkReason::Unreadable => "sent-park-unreadable",
            ParkReason::ChangedElsewhere => "sent-park-changed",
        }),
        OutgoingState::Sent { at, .. } => {
            let when = words.when(*at, now);
            words.say_with("sent-at", &[("when", (&when).into())])
        }
    }
}
