//! What a carer sees, and who says so (H4, H9).

use crate::controls::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "a carer's phone looks once more at what a server gives",
        rows: &["H4"],
        edits: &[Edit::of(
            "src/app/following.rs",
            "    let keep = ⟦fhir::sieve(resources, looking)⟧;",
            "resources.to_vec()",
        )],
        tests: &[Test::of(
            "a_carer_sees_what_was_shared_and_nothing_else",
            "from_a_trust_that_sends_everything",
        )],
    },
    Control {
        name: "the sandbox shows a carer no earlier version",
        rows: &["H4"],
        edits: &[Edit::of(
            "src/sandbox/access.rs",
            "if ⟦hidden && text(&version.resource, \"resourceType\") != \"Consent\"⟧ {",
            "{ let _ = hidden; false }",
        )],
        tests: &[Test::of(
            "a_carer_sees_what_a_consent_permits_and_nothing_else",
            "every_thing_by_every_way",
        )],
    },
    Control {
        name: "what the sandbox includes passes the same walls",
        rows: &["H4"],
        edits: &[Edit::of(
            "src/sandbox/search.rs",
            "included.extend(⟦room.sight.one(kind, id)?⟧.filter(|s| !s.deleted));",
            "room.sight.tables.current(kind, id)?",
        )],
        tests: &[Test::of(
            "no_search_and_no_header_finds_what_is_not_shared",
            "no_search_finds",
        )],
    },
    Control {
        name: "the person sees what the carer will see",
        rows: &["H4"],
        edits: &[Edit::of(
            "src/care/shared_view.rs",
            "title: ⟦piece.carer_title.clone()?⟧,",
            "piece.what.clone()",
        )],
        tests: &[Test::of("screens_of_sharing", "the_picture_holds")],
    },
    Control {
        name: "the picture stands before the yes",
        rows: &["H4"],
        edits: &[Edit::of(
            "src/ui/screens/sharing/look.rs",
            "            ⟪SharedAll { shown, called: record.person.called.clone() }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "the_picture_comes_before_the_yes",
            "what_is_ticked",
        )],
    },
    Control {
        name: "a stop that was said elsewhere is not undone by an older wish",
        rows: &["H4"],
        edits: &[Edit::of(
            "src/fhir/consent_word.rs",
            "if ⟦!over && self.is_changed_elsewhere(&there, all)⟧ {",
            "false",
        )],
        tests: &[Test::of(
            "what_one_carer_sees_is_the_last_word",
            "a_stop_elsewhere",
        )],
    },
    Control {
        name: "a new word on sharing takes the place of those that wait",
        rows: &["H4"],
        edits: &[Edit::of(
            "src/vault/last_word.rs",
            "                ⟦db.execute(\n                    \"DELETE FROM outbox WHERE kind = ?1 AND task = ?2 AND state <> 'sent'\",\n                    [kind, about],\n                )?;⟧\n",
            "",
        )],
        tests: &[Test::of(
            "what_is_shared_is_what_the_person_chose",
            "what_was_shared_and_stopped",
        )],
    },
    Control {
        name: "a trust is told that its server gives a carer too much",
        rows: &["H4"],
        edits: &[Edit::of(
            "examples/trust-check/carer.rs",
            "    if ⟦too_much.is_empty()⟧ {",
            "too_much.len() < 1_000",
        )],
        tests: &[Test::of(
            "trust_check_tells_the_truth",
            "a_server_that_takes_a_carer",
        )],
    },
    Control {
        name: "the sandbox takes a consent from the person alone",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/sandbox/consents.rs",
            "if ⟦!list(&after[\"performer\"]).all(|it| it[\"reference\"] == patient)⟧ {",
            "patient.is_empty()",
        )],
        tests: &[Test::of(
            "a_person_shares_their_own_with_their_own_and_for_a_time",
            "what_is_refused",
        )],
    },
    Control {
        name: "the sandbox shares with the person's own carers alone",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/sandbox/consents.rs",
            "    ⟦own_carer(sight, root)?;⟧\n",
            "",
        )],
        tests: &[
            Test::of("sandbox_sharing", "nobody_shares_with"),
            Test::of(
                "a_person_shares_their_own_with_their_own_and_for_a_time",
                "what_is_refused",
            ),
        ],
    },
    Control {
        name: "a carer is told no reason",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/ui/components/shared_view.rs",
            "p { class: \"lead\", {words.say(⟦\"shared-nothing\"⟧)} }",
            "\"sharing-history-stopped\"",
        )],
        tests: &[Test::of("screens_of_following", "with_nothing_shared")],
    },
    Control {
        name: "a carer's rating is never the person's",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/fhir/observation.rs",
            "Some(RatingKind::By(⟦Rater::Carer⟧))",
            "Rater::Me",
        )],
        tests: &[Test::of(
            "the_record_is_read_as_the_contract_says",
            "goals_have_their_words",
        )],
    },
    Control {
        name: "to share more asks for the passcode once more",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/app/sharing.rs",
            "        if ⟦gives_more(&before, &permits)⟧ {\n            self.is_passcode",
            "false",
        )],
        tests: &[Test::of(
            "sharing_asks_for_the_passcode_again",
            "more_needs_it",
        )],
    },
    Control {
        name: "a page that was hidden in a hurry shows nothing",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/ui/frame/gate.rs",
            "if ⟦view.left && *route != (Route::Help {})⟧ {",
            "false",
        )],
        tests: &[Test::of("screens_of_sharing", "a_hurried_leave")],
    },
];
