//! "See it as they see it": the picture of what goes out, and the person's yes. Only to share more asks for
//! the passcode.

use super::change::Step;
use super::picked::Picked;
use super::said::name_of;
use crate::app::{ShareProblem, sent_safe_plan};
use crate::care::{InCircle, Permit, Record, SharedView, gives_more};
use crate::ui::Route;
use crate::ui::components::{Button, Heading, Inset, SecretInput, SharedAll, Weight};
use crate::ui::guarding::guard_words;
use crate::ui::state;
use dioxus::prelude::*;

/// The picture of what they will see, and the last word.
#[component]
pub(super) fn Looking(
    known: InCircle,
    before: Vec<Permit>,
    picked: Signal<Picked>,
    step: Signal<Step>,
) -> Element {
    let (view, words, record) = (state::view(), state::words(), state::record());
    let today = state::today();
    let navigator = use_navigator();
    let mut passcode = use_signal(String::new);
    let mut told = use_signal(|| None::<ShareProblem>);
    let mut saving = use_signal(|| false);
    let mut round = use_signal(|| 0u32);
    let plan = use_plan_lines(&record);
    let name = name_of(words, &known.carer);
    let permits = picked().permits(&before, today);
    let more = gives_more(&before, &permits);
    let shown = SharedView {
        not_understood: known.not_understood(today),
        ..SharedView::of(&record, &known.carer.id, &permits, plan.as_deref())
    };
    let guarded = view.guard.passcode;
    let carer = known.carer.id.clone();
    let say = move |()| {
        if saving() {
            return;
        }
        saving.set(true);
        let (companion, carer, permits) = (state::companion(), carer.clone(), permits.clone());
        let given = (more && guarded).then(|| std::mem::take(&mut *passcode.write()));
        spawn(async move {
            match companion.share(&carer, permits, given).await {
                Ok(()) => {
                    navigator.replace(Route::SharedWith { carer });
                }
                Err(problem) => {
                    told.set(Some(problem));
                    round += 1;
                }
            }
            saving.set(false);
        });
    };
    let wrong = match told() {
        Some(ShareProblem::Passcode(problem)) => Some(guard_words(words, problem)),
        _ => None,
    };
    let yes = match (shown.is_empty(), more) {
        (true, _) => "sharing-stop-yes",
        (false, true) => "sharing-yes",
        (false, false) => "sharing-yes-less",
    };
    rsx! {
        Heading { title: "sharing-title", text: words.say("sharing-as-they-see") }
        p { class: "lead", {words.say_with("sharing-as-they-see-lead", &[("name", (&name).into())])} }
        div { class: "as-seen",
            SharedAll { shown, called: record.person.called.clone() }
        }
        p { class: "quiet", {words.say("sharing-goals-words")} }
        if more && guarded {
            for tries in [round()] {
                SecretInput {
                    key: "{tries}",
                    id: "share-passcode",
                    label: words.say("lock-you-current"),
                    hint: words.say("sharing-passcode-why"),
                    error: wrong.clone(),
                    oninput: move |text| passcode.set(text),
                }
            }
        } else if more {
            Inset {
                p { {words.say("sharing-no-passcode")} }
                p { Link { to: Route::Lock {}, {words.say("sharing-no-passcode-set")} } }
            }
        }
        match told() {
            None | Some(ShareProblem::Passcode(_)) => rsx! {},
            Some(ShareProblem::NotThere) => rsx! { p { role: "alert", {words.say("sharing-not-there")} } },
            Some(ShareProblem::NotGranted) => rsx! { p { role: "alert", {words.say("sharing-not-granted")} } },
            Some(ShareProblem::NotSaved) => rsx! { p { role: "alert", {words.say("sharing-not-saved")} } },
        }
        div { class: "actions",
            Button { onpress: say, {words.say(yes)} }
            Button { weight: Weight::Second, onpress: move |()| step.set(Step::Choosing), {words.say("sharing-back")} }
        }
    }
}

/// What stands in the staying-safe plan that was sent; none while it is read, or where none was.
fn use_plan_lines(record: &Record) -> Option<Vec<(String, Vec<String>)>> {
    let companion = state::companion();
    let id = sent_safe_plan(record).map(|it| it.response.clone());
    let read = use_resource(use_reactive!(|(id,)| {
        let companion = companion.clone();
        async move {
            let said = companion.what_was_said(&id?).await.ok()?;
            Some(said.said)
        }
    }));
    read.read().clone().flatten()
}
