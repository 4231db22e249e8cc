//! Somebody else at the phone, and confidences (H4, H9, H18, H20, H23).

use crate::controls::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "nothing is kept before the yes to \"Is this you?\"",
        rows: &["H4", "H20"],
        edits: &[Edit::of(
            "src/app/sign_in.rs",
            "        if ⟦!yes⟧ {\n            give_back",
            "false",
        )],
        tests: &[Test::of(
            "a_forged_sign_in_is_refused",
            "and_no_that_is_not_me",
        )],
    },
    Control {
        name: "\"Is this you?\" has the name and the birth date",
        rows: &["H4", "H20"],
        edits: &[Edit::of(
            "src/ui/screens/before/is_this_you.rs",
            "            ⟪SummaryLine { name: rsx! { {words.say(beside)} }, strong { {value} } }⟫\n",
            "",
        )],
        tests: &[Test::of("the_page_says_whom_it_means", "is_this_you_has")],
    },
    Control {
        name: "a resource about somebody else is not read",
        rows: &["H4"],
        edits: &[Edit::of(
            "src/fhir/record/shelf.rs",
            "    ⟦patient::is_of(value, how.patient)⟧\n        && release",
            "true",
        )],
        tests: &[Test::of(
            "the_record_is_read_as_the_contract_says",
            "the_record_of_somebody_else",
        )],
    },
    Control {
        name: "a plan opens without the passcode only where that was turned on",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/app/plan_open.rs",
            "        if ⟦!wanted⟧ {",
            "false",
        )],
        tests: &[Test::of(
            "the_plan_opens_without_unlocking_only_if_wanted",
            "off_there_is_nothing",
        )],
    },
    Control {
        name: "a plan that shall not open any more leaves no copy",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/app/plan_open.rs",
            "Ok(⟦shelf.forget_open_copy(id)?⟧)",
            "{ let _ = (shelf, id); }",
        )],
        tests: &[Test::of(
            "the_plan_opens_without_unlocking_only_if_wanted",
            "off_there_is_nothing",
        )],
    },
    Control {
        name: "it is asked who types",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/ui/screens/form/start.rs",
            "        ⟪if for_team {\n            WhoTypes { filling: filling.clone() }\n        }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "the_words_of_safety_stand_where_they_are_needed",
            "who_types_is_asked",
        )],
    },
    Control {
        name: "that somebody typed for the person goes with the answer",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/app/send.rs",
            "    if ⟦was_typed_by_another(draft)⟧ {",
            "false",
        )],
        tests: &[Test::of(
            "a_sent_form_is_put_right_once",
            "who_types_is_said",
        )],
    },
    Control {
        name: "what somebody else answers is not sent",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/app/send.rs",
            "        if ⟦who_typed(&draft) == Some(Typed::Another)⟧ {",
            "false",
        )],
        tests: &[Test::of(
            "a_sent_form_is_put_right_once",
            "what_somebody_else_answers",
        )],
    },
    Control {
        name: "\"Someone answers for me\" does not begin",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/ui/screens/form/start.rs",
            "        if ⟦!(for_team && another)⟧ {",
            "!for_team || another || true",
        )],
        tests: &[Test::of(
            "help_comes_before_the_next_page",
            "somebody_else_cannot_answer",
        )],
    },
    Control {
        name: "\"Someone answers for me\" says why it does not begin",
        rows: &["H9"],
        edits: &[Edit::of(
            "src/ui/screens/form/who.rs",
            "            ⟪if chosen == Some(2) {\n                Refused {}\n            }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "help_comes_before_the_next_page",
            "somebody_else_cannot_answer",
        )],
    },
    Control {
        name: "a carer's message is no message of the person's",
        rows: &["H18"],
        edits: &[Edit::of(
            "src/fhir/communication.rs",
            "if ⟦sender.id_of(\"Patient\") != Some(patient)⟧\n",
            "false",
        )],
        tests: &[Test::of(
            "what_a_carer_told_the_team_does_not_come_back",
            "by_no_way",
        )],
    },
    Control {
        name: "the sandbox gives nobody what a carer told the team",
        rows: &["H18"],
        edits: &[Edit::of(
            "src/sandbox/access.rs",
            "            ⟦!list(&resource[\"category\"]).any(from_carer)\n                && !sender.starts_with(\"RelatedPerson/\")\n                && !to_carer⟧\n",
            "{ let _ = (from_carer, sender, to_carer); true }",
        )],
        tests: &[Test::of("sandbox_records", "what_a_carer_told_the_team")],
    },
    Control {
        name: "a recovery code opens the vault that it was made for",
        rows: &["H23"],
        edits: &[
            Edit::of(
                "src/vault/seal.rs",
                "Some(code) => Some(wrap(&⟦drawn(code.bytes(), WRAP_RECOVERY)?⟧, id, data_key)?),",
                "drawn(&code.bytes()[..0], WRAP_RECOVERY)?",
            ),
            Edit::of(
                "src/vault/seal.rs",
                "let key = ⟦drawn(code.bytes(), WRAP_RECOVERY).ok_or(SealProblem::NotASeal)?⟧;",
                "drawn(&code.bytes()[..0], WRAP_RECOVERY).ok_or(SealProblem::NotASeal)?",
            ),
        ],
        tests: &[Test::of(
            "a_lost_key_deletes_nothing",
            "a_recovery_code_opens",
        )],
    },
    Control {
        name: "after the last try no sign-in opens the vault",
        rows: &["H23"],
        edits: &[Edit::of(
            "src/vault/shelf.rs",
            "line.hat == hat && ⟦!line.closed⟧)",
            "true",
        )],
        tests: &[Test::of(
            "a_passcode_guards_the_vault",
            "after_the_last_try",
        )],
    },
];
