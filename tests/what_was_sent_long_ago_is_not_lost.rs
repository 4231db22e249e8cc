//! A look reads of the outbox what it shows: whatever is not sent, however old, and the newest of what is.
//! The rest is counted, can be read, and still answers its Task.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/vaults.rs"]
mod vaults;

use pathway_companion::vault::{ItemState, Vault};
use vaults::{Phone, amira, answer, draft, item};

fn post(vault: &Vault, n: usize, state: ItemState) {
    assert!(answer(vault, n, 0));
    let posted = vault.post(&draft(n).id, |_| Ok::<_, ()>(item(n))).unwrap();
    assert_eq!(posted, Some(Ok(())));
    let mut posted = vault.outbox().unwrap().remove(0);
    posted.state = state;
    posted.sent_at = (state == ItemState::Sent).then_some(posted.answered);
    vault.note(&posted).unwrap();
}

#[test]
fn what_is_not_sent_is_always_there_and_the_newest_of_what_is() {
    let phone = Phone::new();
    let vault = amira(&phone.shelf());
    let unsent = [
        (0, ItemState::Pending),
        (3, ItemState::Unknown),
        (5, ItemState::Parked),
    ];
    for n in 0..20 {
        let state = unsent.iter().find(|(place, _)| *place == n);
        post(
            &vault,
            n,
            state.map_or(ItemState::Sent, |(_, state)| *state),
        );
    }
    let ids = |newest: usize| -> Vec<String> {
        let lately = vault.outbox_lately(newest).unwrap();
        assert_eq!(lately.sent_earlier, 17usize.saturating_sub(newest));
        lately.items.into_iter().map(|it| it.id).collect()
    };
    let places = |all: &[usize]| -> Vec<String> { all.iter().map(|n| draft(*n).id).collect() };
    assert_eq!(ids(4), places(&[19, 18, 17, 16, 5, 3, 0]));
    assert_eq!(ids(0), places(&[5, 3, 0]));
    let whole: Vec<String> = vault
        .outbox()
        .unwrap()
        .into_iter()
        .map(|it| it.id)
        .collect();
    assert_eq!(ids(17), whole);
    assert_eq!(ids(1000), whole);
    // A Task that was answered long ago is not asked for again.
    let tasks = ["task-1", "task-19", "task-99"].map(str::to_owned);
    let answered = vault.answered_among(&tasks).unwrap();
    assert_eq!(
        answered.into_iter().collect::<Vec<_>>(),
        ["task-1", "task-19"]
    );
    assert!(vault.answered_among(&[]).unwrap().is_empty());
}
