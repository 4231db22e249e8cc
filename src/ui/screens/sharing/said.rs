//! The words for what is shared: kinds and numbers, days, and how far the last word is. No name of a goal.

use crate::app::SharedKind;
use crate::care::{Carer, InCircle, Permit, Record, Shared, WordStands};
use crate::ui::components::{Inset, Tag, Tone};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;
use jiff::civil::Date;

/// What somebody is called: their name, else what they are to the person.
pub(super) fn name_of(words: Words, carer: &Carer) -> String {
    let name = carer.name.clone().or_else(|| carer.relationship.clone());
    name.unwrap_or_else(|| words.say("sharing-no-name"))
}

/// "They see: 2 goals, your team." or that they see nothing.
pub(super) fn summary(words: Words, permits: &[Permit]) -> String {
    if permits.is_empty() {
        return words.say("sharing-sees-nothing");
    }
    let count = |kind: fn(&Shared) -> bool| {
        let of_it = permits.iter().filter(|it| kind(&it.what)).count();
        u32::try_from(of_it).unwrap_or(u32::MAX)
    };
    let kinds = [
        (SharedKind::Goals, count(|it| matches!(it, Shared::Goal(_)))),
        (SharedKind::Reviews, count(|it| *it == Shared::Reviews)),
        (SharedKind::Team, count(|it| *it == Shared::Team)),
        (
            SharedKind::Pieces,
            count(|it| matches!(it, Shared::Piece(_))),
        ),
        (
            SharedKind::SafePlan,
            count(|it| matches!(it, Shared::SafePlan(_))),
        ),
    ];
    let things = kinds_said(words, &kinds);
    words.say_with("sharing-sees", &[("things", (&things).into())])
}

/// "2 goals, your team".
pub(super) fn kinds_said(words: Words, kinds: &[(SharedKind, u32)]) -> String {
    let some = kinds.iter().filter(|(_, count)| *count > 0);
    let said = some.map(|(kind, count)| {
        let key = match kind {
            SharedKind::Goals => "sharing-kind-goals",
            SharedKind::Pieces => "sharing-kind-pieces",
            SharedKind::Reviews => return words.say("sharing-kind-reviews"),
            SharedKind::Team => return words.say("sharing-kind-team"),
            SharedKind::SafePlan => return words.say("sharing-kind-plan"),
        };
        words.say_with(key, &[("count", (*count).into())])
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Until when: one day, or from the first that ends to the last.
pub(super) fn until_line(words: Words, permits: &[Permit]) -> Option<String> {
    let first = permits.iter().map(|it| it.until).min()?;
    let last = permits.iter().map(|it| it.until).max()?;
    let (first_said, last_said) = (words.day(first), words.day(last));
    Some(match first == last {
        true => words.say_with("sharing-until", &[("date", (&last_said).into())]),
        false => words.say_with(
            "sharing-until-between",
            &[
                ("first", (&first_said).into()),
                ("last", (&last_said).into()),
            ],
        ),
    })
}

/// What a thing is called to the person: their goal, the piece by its own name, the rest in our words.
/// Whether it is theirs comes with it.
pub(super) fn thing(words: Words, record: &Record, what: &Shared) -> (String, bool) {
    let own = match what {
        Shared::Goal(id) => {
            let goal = record.goals.iter().find(|it| it.id == *id);
            goal.map(|it| it.words.clone())
        }
        Shared::Piece(id) => {
            let piece = record.interventions.iter().find(|it| it.id == *id);
            piece.map(|it| it.what.clone())
        }
        Shared::Reviews | Shared::Team | Shared::SafePlan(_) => None,
    };
    let key = match what {
        Shared::Goal(_) => "sharing-gone-goal",
        Shared::Piece(_) => "sharing-gone-piece",
        Shared::Reviews => "sharing-item-review",
        Shared::Team => "sharing-item-team",
        Shared::SafePlan(_) => "sharing-item-plan",
    };
    match own {
        Some(own) => (own, true),
        None => (words.say(key), false),
    }
}

/// The last day of a sharing that begins today.
pub(super) fn in_months(today: Date, months: i32) -> Date {
    let span = jiff::Span::new().months(months);
    today.checked_add(span).unwrap_or(today)
}

/// How far the last word is, and what may still be seen until then.
#[component]
pub(super) fn Stands(known: InCircle) -> Element {
    let (words, today) = (state::words(), state::today());
    let still = !known.still_seen(today).is_empty();
    let strange = known.not_understood(today) > 0;
    let stands = known.last_word.as_ref().map(|word| word.stands);
    let stopped = known
        .last_word
        .as_ref()
        .is_some_and(|word| word.permits.is_empty());
    let waiting = match (stopped, still) {
        (true, _) => "sharing-stop-waits",
        (false, true) => "sharing-less-waits",
        (false, false) => "sharing-more-waits",
    };
    rsx! {
        match stands {
            Some(WordStands::Waiting) => rsx! {
                p { Tag { tone: Tone::Waiting, text: words.say("sharing-waiting") } }
                p { {words.say(waiting)} }
            },
            Some(WordStands::ChangedElsewhere) => rsx! {
                p { Tag { tone: Tone::NeedsYou, text: words.say("sharing-changed") } }
                p { {words.say("sharing-changed-more")} }
            },
            Some(WordStands::NotTaken) => rsx! {
                p { Tag { tone: Tone::NeedsYou, text: words.say("sharing-not-taken") } }
                p { {words.say("sharing-not-taken-more")} }
            },
            Some(WordStands::Taken) | None => rsx! {},
        }
        if strange {
            Inset { p { {words.say("sharing-not-understood")} } }
        }
    }
}
