//! Days and hours, what is old, and people who leave (H5, H13, H17, H21).

use crate::controls::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "old news is called old",
        rows: &["H5"],
        edits: &[Edit {
            file: "src/ui/components/banner.rs",
            with: "    ⟦now.duration_since(updated) > STALE⟧\n",
            without: "false",
        }],
        tests: &[Test {
            file: "screens_promises",
            only: "old_news_is_called_old",
        }],
    },
    Control {
        name: "a moment is shown as it is in London",
        rows: &["H13"],
        edits: &[Edit {
            file: "src/words/dates.rs",
            with: "⟦TimeZone::get(\"Europe/London\").unwrap_or(TimeZone::UTC)⟧",
            without: "TimeZone::UTC",
        }],
        tests: &[Test {
            file: "lib",
            only: "words::dates",
        }],
    },
    Control {
        name: "what the trust changed is told as changed",
        rows: &["H5"],
        edits: &[Edit::of("src/app/news.rs", "news.truncate(⟦MOST⟧);", "0")],
        tests: &[Test::of("what_changed_is_said", "a_piece_of_the_plan")],
    },
    Control {
        name: "a full look finds what was deleted",
        rows: &["H5"],
        edits: &[Edit::of(
            "src/sync/fetch.rs",
            "        ⟦drop.extend(\n            known\n                .0\n                .keys()\n                .filter(whole)\n                .filter(|it| !came.0.contains_key(*it))\n                .cloned(),\n        );⟧\n",
            "let _ = whole;",
        )],
        tests: &[Test::of(
            "nothing_is_lost_between_the_phone_and_the_trust",
            "f11_",
        )],
    },
    Control {
        name: "a full look comes each day",
        rows: &["H5"],
        edits: &[Edit::of(
            "src/sync/pull.rs",
            "    if ⟦now.duration_since(full).unsigned_abs() >= DAY⟧ {",
            "{ let _ = (now, full); false }",
        )],
        tests: &[Test::of(
            "what_changed_is_said",
            "what_is_gone_is_looked_for",
        )],
    },
    Control {
        name: "what was said keeps the hour and the zone in which it was said",
        rows: &["H13"],
        edits: &[Edit::of(
            "src/fhir/when.rs",
            "    ⟦at.strftime(\"%Y-%m-%dT%H:%M:%S%:z\").to_string()⟧\n",
            "at.with_time_zone(TimeZone::UTC).strftime(\"%Y-%m-%dT%H:%M:%S%:z\").to_string()",
        )],
        tests: &[Test::of(
            "no_clock_changes_what_was_said",
            "a_form_that_is_begun",
        )],
    },
    Control {
        name: "what waits keeps its order whatever the clock says",
        rows: &["H13"],
        edits: &[Edit::of(
            "src/vault/outbox.rs",
            "prepare_cached(&⟦format!(\n        \"SELECT {COLUMNS} FROM outbox ORDER BY sequence DESC\"\n    )⟧)",
            "format!(\"SELECT {COLUMNS} FROM outbox ORDER BY answered DESC\")",
        )],
        tests: &[Test::of(
            "no_clock_changes_what_was_said",
            "what_was_said_first",
        )],
    },
    Control {
        name: "who has left is not the coordinator",
        rows: &["H17"],
        edits: &[Edit::of(
            "src/fhir/record/team.rs",
            "        && ⟦!has_left_teams(shelf, reference)⟧\n",
            "true",
        )],
        tests: &[Test::of(
            "the_record_is_read_as_the_contract_says",
            "a_worker_who_left",
        )],
    },
    Control {
        name: "whoever lost their worker is told whom to call",
        rows: &["H17"],
        edits: &[
            Edit::of(
                "src/ui/screens/team.rs",
                "                ⟪p { {words.say(\"team-left-more\")} }⟫\n",
                "",
            ),
            Edit::of(
                "src/ui/screens/care/group.rs",
                "{words.say(\"team-left-more\")} }\n            ⟪TeamNumber {}⟫\n",
                "",
            ),
        ],
        tests: &[Test::of("the_page_says_whom_it_means", "whoever_lost")],
    },
    Control {
        name: "a review that has passed is said to be past",
        rows: &["H21"],
        edits: &[Edit::of(
            "src/care/pathway.rs",
            "Review::DueBy(day) if ⟦*day < today⟧ =>",
            "false",
        )],
        tests: &[Test::of("screens_promises", "the_review_says")],
    },
];
