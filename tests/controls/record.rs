//! What is kept of a record, whose it is, and what a screen shows of it.

use super::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "what is not released is not kept",
        rows: &["PRIVACY-1 as little as possible", "H6"],
        edits: &[Edit {
            file: "src/fhir/release.rs",
            with: "    ⟦!all.any(is_sensitive) || has_tag(resource, codes_base)⟧\n",
            without: "let _ = all.any(is_sensitive); true",
        }],
        tests: &[
            Test {
                file: "what_is_not_released_is_not_read",
                only: "a_cluster_without_the_tag",
            },
            Test {
                file: "what_is_not_released_is_not_read",
                only: "what_has_lost_its_tag",
            },
        ],
    },
    Control {
        name: "what loses its release is deleted",
        rows: &["PRIVACY-1 as little as possible", "H6"],
        edits: &[Edit {
            file: "src/sync/pull.rs",
            with: "            ⟦sifted.withheld.push((it.kind, it.id));⟧\n",
            without: "sifted.foreign += 1;",
        }],
        tests: &[Test {
            file: "what_is_not_released_is_not_read",
            only: "what_has_lost_its_tag",
        }],
    },
    Control {
        name: "the tag counts only as the trust's own",
        rows: &["PRIVACY-1 as little as possible"],
        edits: &[Edit {
            file: "src/fhir/release.rs",
            with: "⟦text(tag, \"system\") == Some(&system) && text(tag, \"code\") == Some(codes::RELEASED)⟧",
            without: "text(tag, \"code\") == Some(codes::RELEASED)",
        }],
        tests: &[Test {
            file: "what_is_not_released_is_not_read",
            only: "the_tag_counts_only",
        }],
    },
    Control {
        name: "no more scopes than are used",
        rows: &["PRIVACY-1 as little as possible"],
        edits: &[Edit {
            file: "src/fhir/scopes.rs",
            with: "    (\"Goal\", \"rs\"),\n    (\"Observation\", \"crs\"),\n    (\"ServiceRequest\", \"rs\"),",
            without: "    (\"Goal\", \"rs\"),\n    (\"QuestionnaireResponse\", \"rs\"),\n    (\"Observation\", \"crs\"),\n    (\"ServiceRequest\", \"rs\"),",
        }],
        tests: &[Test {
            file: "lib",
            only: "fhir::scopes",
        }],
    },
    Control {
        name: "a vault is its owner's",
        rows: &["PRIVACY-1 one person's vault", "H4"],
        edits: &[Edit {
            file: "src/vault/seal.rs",
            with: "fingerprint(owner, store_key).is_some_and(|print| ⟦print == self.owner⟧)",
            without: "!print.is_empty()",
        }],
        tests: &[Test {
            file: "nothing_readable_lies_on_the_disk",
            only: "a_vault_of_one_person",
        }],
    },
    Control {
        name: "records of others are not taken",
        rows: &["PRIVACY-1 one person's vault", "H4"],
        edits: &[Edit {
            file: "src/sync/pull.rs",
            with: "if ⟦!fhir::belongs_to(&it.raw, patient)⟧ {",
            without: "false",
        }],
        tests: &[Test {
            file: "bad_answers_from_the_trust_lose_nothing",
            only: "a_server_that_shows_records_of_others",
        }],
    },
    Control {
        name: "names are hidden until asked for",
        rows: &["PLATFORM-3", "H9"],
        edits: &[Edit {
            file: "src/ui/screens/today/mod.rs",
            with: "} else if ⟦hides && !revealed()⟧ {\n            Hidden",
            without: "false",
        }],
        tests: &[Test {
            file: "screens_promises",
            only: "hidden_details_stay_hidden",
        }],
    },
    Control {
        name: "no raw HTML",
        rows: &["PLATFORM-2 no raw HTML"],
        edits: &[Edit {
            file: "src/ui/components/said.rs",
            with: "            span { class: \"beside\", lang: \"en-GB\", {english} }",
            without: "            span { class: \"beside\", lang: \"en-GB\", dangerous_inner_html: english }",
        }],
        tests: &[Test {
            file: "the_walls_hold",
            only: "no_screen_loses",
        }],
    },
    Control {
        name: "no words of a server in scripts",
        rows: &["PLATFORM-2 no raw HTML"],
        edits: &[Edit {
            file: "src/ui/components/heading.rs",
            with: "use dioxus::prelude::*;\n",
            without: "use dioxus::prelude::*;\n\n/// Breaks the wall.\npub fn act(words: &str) {\n    document::eval(words);\n}\n",
        }],
        tests: &[Test {
            file: "the_walls_hold",
            only: "no_screen_loses",
        }],
    },
    Control {
        name: "what came back can be mended only where nothing of it is there",
        rows: &["PRIVACY-4 the person's own hand"],
        edits: &[Edit {
            file: "src/ui/screens/sent/mod.rs",
            with: "Mend { id: item.id.clone(), reason, can_mend: ⟦item.can_mend⟧ }",
            without: "true",
        }],
        tests: &[Test {
            file: "what_came_back_can_be_mended_tried_and_taken",
            only: "what_came_back_can_be_mended_only",
        }],
    },
    Control {
        name: "an own copy of each answer",
        rows: &["PRIVACY-4 the person's own hand"],
        edits: &[Edit {
            file: "src/ui/screens/sent/mod.rs",
            with: "        if ⟦unsent && item.sort != Sort::Sharing⟧ {\n            Copy { id: item.id }",
            without: "false",
        }],
        tests: &[Test {
            file: "what_came_back_can_be_mended_tried_and_taken",
            only: "what_came_back_can_be_mended_only",
        }],
    },
    Control {
        name: "nothing says sent before the server did",
        rows: &["PRIVACY-3", "H2"],
        edits: &[Edit {
            file: "src/ui/screens/sent/mod.rs",
            with: "OutgoingState::Sending => (Tone::Waiting, ⟦\"sent-state-sending\"⟧),",
            without: "\"sent-state-sent\"",
        }],
        tests: &[Test {
            file: "screens_promises",
            only: "nothing_says_sent",
        }],
    },
];
