//! Answers that show risk: what is said of them, and the help that comes after them (H1, H22).

use crate::controls::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "an answer that shows risk is followed by help",
        rows: &["H1"],
        edits: &[Edit {
            file: "src/forms/measures/risk.rs",
            with: "self.asked[spot] && answers.any(|answer| ⟦risk.shows(item, answer)⟧)",
            without: "false",
        }],
        tests: &[Test {
            file: "risk_answers_show_help",
            only: "each_measure_with_a_risk_item",
        }],
    },
    Control {
        name: "it is said before anything is written that nobody watches",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/ui/screens/form/start.rs",
            "        ⟪Inset { icon: IconKind::Hand,\n            strong { Said { name: \"form-start-watch-heading\" } }\n            p { Said { name: \"form-start-watch\" } }\n        }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "the_words_of_safety_stand_where_they_are_needed",
            "before_anything_is_written",
        )],
    },
    Control {
        name: "it is said before anything is sent that nobody watches",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/ui/screens/form/check.rs",
            "        ⟪Inset { p { Said { name: watch } } }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "the_words_of_safety_stand_where_they_are_needed",
            "before_anything_is_sent",
        )],
    },
    Control {
        name: "before a message is sent it is said that nobody reads it at once",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/ui/screens/form/standing.rs",
            "            ⟦\"form-check-message-watch\"⟧,",
            "\"form-check-watch\"",
        )],
        tests: &[Test::of(
            "the_words_of_safety_stand_where_they_are_needed",
            "before_anything_is_sent",
        )],
    },
    Control {
        name: "of a message that is there it is said that nobody knows who has read it",
        rows: &["H1", "H16"],
        edits: &[
            Edit::of(
                "src/ui/screens/form/done.rs",
                "(true, true) => rsx! { ⟪p { {words.say(\"ask-not-read\")} }⟫ },",
                "",
            ),
            Edit::of(
                "src/ui/screens/ask.rs",
                "            if sent {\n                ⟪p { class: \"quiet\", {words.say(\"ask-not-read\")} }⟫\n            } else {",
                "",
            ),
        ],
        tests: &[Test::of(
            "the_words_of_safety_stand_where_they_are_needed",
            "a_message_is_never_called_read",
        )],
    },
    Control {
        name: "help stands before the next page",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/ui/screens/form/question_page.rs",
            "    let shows = ⟦filling.session.shows_risk(path)⟧;",
            "false",
        )],
        tests: &[
            Test::of("help_comes_before_the_next_page", "whoever_goes_on"),
            Test::of("help_comes_before_the_next_page", "whoever_stops"),
        ],
    },
    Control {
        name: "help stands there for whoever stops",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/ui/screens/form/question_page.rs",
            "navigator.push(⟦help.unwrap_or(Route::FormStart { task })⟧);",
            "{ drop(help); Route::FormStart { task } }",
        )],
        tests: &[Test::of("help_comes_before_the_next_page", "whoever_stops")],
    },
    Control {
        name: "after help one can carry on",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/ui/screens/form/pause.rs",
            "            ⟪ButtonLink { to: onward, Said { name: \"form-pause-carry-on\" } }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "help_comes_before_the_next_page",
            "whoever_goes_on",
        )],
    },
    Control {
        name: "a question about risk has a page of its own",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/forms/pages.rs",
            "count > MOST_TOGETHER || ⟦self.is_about_risk(question)⟧",
            "false",
        )],
        tests: &[Test::of(
            "what_is_said_after_a_risk_answer_is_true",
            "a_question_about_risk_has_a_page",
        )],
    },
    Control {
        name: "nobody has it is said only where that is sure",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/ui/screens/form/done.rs",
            "        | OutgoingState::NeedsYou(ParkReason::NotSure | ParkReason::Unreadable) => ⟦None⟧,",
            "Some(false)",
        )],
        tests: &[
            Test::of("screens_promises", "nothing_says_sent"),
            Test::of(
                "what_is_said_after_a_risk_answer_is_true",
                "after_a_lost_reply",
            ),
        ],
    },
    Control {
        name: "a trust's own rules of risk are looked at",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/forms/measures/risk.rs",
            "        let rules = ⟦own⟧.iter().chain(&known);",
            "&own[..0]",
        )],
        tests: &[Test::of("risk_answers_show_help", "a_trusts_rule_holds")],
    },
    Control {
        name: "the risk item of a known measure is looked at",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/forms/measures/risk.rs",
            "        let known = ⟦rule::known(form, scoring.measure)⟧;",
            "Vec::new()",
        )],
        tests: &[Test::of(
            "risk_answers_show_help",
            "each_measure_with_a_risk_item",
        )],
    },
    Control {
        name: "a trust file's rules of risk are read",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/trust/risk_rules.rs",
            "    ⟦list.iter()\n        .enumerate()\n        .map(|(i, rule)| read_rule(&format!(\"risk_rules[{i}]\"), rule))\n        .collect()⟧\n",
            "drop(list.iter().enumerate().map(|(i, rule)| read_rule(&format!(\"risk_rules[{i}]\"), rule))); Ok(Arc::default())",
        )],
        tests: &[
            Test::of("lib", "trust::risk_rules"),
            Test::of(
                "form_check_tells_the_truth",
                "a_rule_in_the_trusts_own_file",
            ),
        ],
    },
    Control {
        name: "what the trust promises is said when it has the answer",
        rows: &["H1"],
        edits: &[Edit::of(
            "src/ui/screens/form/done.rs",
            ".filter(|_| ⟦sent⟧);",
            "true",
        )],
        tests: &[Test::of("screens_promises", "nothing_says_sent")],
    },
    Control {
        name: "in doubt an answer about harm is followed by help",
        rows: &["H22"],
        edits: &[Edit::of(
            "src/forms/measures/risk.rs",
            "Some(Words::Question { turned }) => ⟦turned || !is_clear_no(item, answer)⟧,",
            "turned && !turned",
        )],
        tests: &[Test::of(
            "risk_answers_show_help",
            "an_item_about_self_harm",
        )],
    },
    Control {
        name: "an item about harm without a rule is named to the trust",
        rows: &["H22"],
        edits: &[Edit::of(
            "examples/form-check/check.rs",
            "unruled: ⟦empty.map(|s| s.unruled_risk_items()).unwrap_or_default()⟧,",
            "empty.map(|_| Vec::new()).unwrap_or_default()",
        )],
        tests: &[Test::of("form_check_tells_the_truth", "what_is_left_out")],
    },
];
