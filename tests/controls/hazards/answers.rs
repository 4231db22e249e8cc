//! Answers on their way: none is lost, none is there twice, and "sent" is true (H2, H12, H16).

use crate::controls::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "a write whose reply is lost is in doubt",
        rows: &["H12"],
        edits: &[Edit {
            file: "src/sync/push.rs",
            with: "        Asking::Make(index, _) => ⟦may_be_there(progress, *index)⟧,\n",
            without: "",
        }],
        tests: &[Test {
            file: "the_sending_machine_never_sends_twice",
            only: "",
        }],
    },
    Control {
        name: "sent means shown by the server with our identifier",
        rows: &["H12"],
        edits: &[Edit {
            file: "src/fhir/references.rs",
            with: "⟦identifier.get(\"system\").and_then(Value::as_str) == Some(system)⟧",
            without: "true",
        }],
        tests: &[Test {
            file: "lib",
            only: "fhir::references",
        }],
    },
    Control {
        name: "an answer is on the disk before the page moves on",
        rows: &["H2"],
        edits: &[Edit::of(
            "src/app/form.rs",
            "Some(values) => ⟦vault.keep_answer(&draft, path, values)?⟧,",
            "{ let _ = values; vault.keep_place(&draft, path)? }",
        )],
        tests: &[
            Test::of(
                "a_page_comes_back_from_the_vault",
                "killed_in_the_background",
            ),
            Test::of("help_comes_before_the_next_page", "whoever_goes_on"),
        ],
    },
    Control {
        name: "what waits is tried again by itself",
        rows: &["H2"],
        edits: &[Edit::of(
            "src/sync/queue.rs",
            "item.next_try = Some(now.ticks.saturating_add(⟦wait.as_millis() as i64⟧));",
            "{ let _ = wait; i64::MAX }",
        )],
        tests: &[Test::of(
            "what_was_sent_arrives_once",
            "when_the_server_asks_to_wait",
        )],
    },
    Control {
        name: "what waits says why",
        rows: &["H2"],
        edits: &[Edit::of(
            "src/ui/screens/sent/mod.rs",
            "        ⟪p { {state_words(words, &item.state, now)} }⟫\n        if let OutgoingState::Sent",
            "",
        )],
        tests: &[Test::of(
            "what_came_back_can_be_mended_tried_and_taken",
            "what_waits_says",
        )],
    },
    Control {
        name: "help stands beside an unsent answer that shows risk",
        rows: &["H2"],
        edits: &[Edit::of(
            "src/ui/screens/sent/mod.rs",
            "        ⟪if item.risk && unsent {\n            p { Said { name: \"sent-risk\" } }\n        }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "what_is_said_after_a_risk_answer_is_true",
            "refused_nobody_has_it",
        )],
    },
    Control {
        name: "a disk that takes nothing is said to have taken nothing",
        rows: &["H2"],
        edits: &[Edit::of(
            "src/vault/database.rs",
            "        ⟦transaction.commit()?;⟧\n        if !self.marked",
            "drop(transaction.commit());",
        )],
        tests: &[Test::of(
            "a_full_disk_says_not_saved",
            "what_is_not_saved_is_said",
        )],
    },
    Control {
        name: "a draft that was handed over is gone in the same step",
        rows: &["H12"],
        edits: &[Edit::of(
            "src/vault/outbox.rs",
            "                ⟦db.execute(\"DELETE FROM draft WHERE id = ?1\", [draft])?;⟧\n",
            "",
        )],
        tests: &[Test::of("twice_at_once_is_once", "taps_at_once")],
    },
    Control {
        name: "one process at a time has the folder",
        rows: &["H12"],
        edits: &[Edit::of(
            "src/platform/folder.rs",
            "        match ⟦lock.try_lock()⟧ {",
            "Ok::<(), TryLockError>(())",
        )],
        tests: &[Test::of("twice_at_once_is_once", "starting_twice")],
    },
    Control {
        name: "a trust is told that its server does half of what it declares",
        rows: &["H12"],
        edits: &[Edit::of(
            "examples/trust-check/writing.rs",
            "match (failed, ⟦self.there(uuid).await⟧) {",
            "Some(0)",
        )],
        tests: &[Test::of(
            "trust_check_tells_the_truth",
            "a_server_that_says_less",
        )],
    },
];
