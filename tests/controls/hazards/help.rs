//! Help now, notices, and quiet days (H7, H8, H11).

use crate::controls::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "numbers that were not checked in time come second",
        rows: &["H7"],
        edits: &[Edit {
            file: "src/ui/screens/help/order.rs",
            with: ".is_some_and(|day| ⟦day < today⟧);",
            without: "false",
        }],
        tests: &[Test {
            file: "lib",
            only: "ui::screens::help::order",
        }],
    },
    Control {
        name: "nobody is asked for a form in a crisis",
        rows: &["H11"],
        edits: &[Edit {
            file: "src/care/quiet.rs",
            with: "Cluster::Known(code) if ⟦code.is_quiet()⟧ =>",
            without: "false",
        }],
        tests: &[Test {
            file: "screens_promises",
            only: "nobody_is_asked_for_a_form",
        }],
    },
    Control {
        name: "Help now stands in the bar of every screen",
        rows: &["H7"],
        edits: &[Edit::of(
            "src/ui/frame/top_bar.rs",
            "                ⟪Link { class: \"help-now\", to: Route::Help {}, Said { name: \"frame-help\" } }⟫\n",
            "",
        )],
        tests: &[
            Test::of("screens_promises", "help_now_stands"),
            Test::of("help_now_is_one_tap_away", "from_every_screen"),
        ],
    },
    Control {
        name: "Help now opens in every state",
        rows: &["H7"],
        edits: &[Edit::of(
            "src/ui/frame/gate.rs",
            "    if always || ⟦route.is_help()⟧ {",
            "false",
        )],
        tests: &[Test::of("screens_promises", "help_now_opens_with_numbers")],
    },
    Control {
        name: "Help now reads nothing",
        rows: &["H7"],
        edits: &[Edit::of(
            "src/ui/screens/help/mod.rs",
            "    let help = here_and_now();\n⟦⟧",
            "drop(std::fs::read(\"Cargo.toml\"));",
        )],
        tests: &[Test::of("help_now_is_one_tap_away", "opening_it_reads")],
    },
    Control {
        name: "a page that breaks breaks alone",
        rows: &["H7"],
        edits: &[Edit::of(
            "src/ui/frame/mod.rs",
            "                    ⟪ErrorBoundary {\n                        key: \"{shown}\",\n                        handle_error: |_| rsx! { Broken {} },\n                        Screen { passed }\n                    }⟫\n",
            "Screen { passed }",
        )],
        tests: &[Test::of("help_now_is_one_tap_away", "a_page_that_breaks")],
    },
    Control {
        name: "a page that broke shows the numbers",
        rows: &["H7"],
        edits: &[Edit::of(
            "src/ui/frame/broken.rs",
            "{words.say(\"frame-missing-today\")} }\n        }\n        ⟪Urgent {}⟫\n",
            "",
        )],
        tests: &[Test::of("help_now_is_one_tap_away", "a_page_that_breaks")],
    },
    Control {
        name: "a trust is told of numbers that nobody can dial",
        rows: &["H7"],
        edits: &[Edit::of(
            "examples/trust-check/help_now.rs",
            "    if ⟦odd || !(3..=15).contains(&digits.len())⟧ {",
            "odd && digits.is_empty()",
        )],
        tests: &[Test::of(
            "trust_check_names_every_mistake_in_a_file",
            "a_file_that_is_wrong",
        )],
    },
    Control {
        name: "a notice comes only where the person turned them on",
        rows: &["H8"],
        edits: &[Edit::of(
            "src/app/notices.rs",
            "fresh.filter(|_| ⟦wanted⟧).collect()",
            "wanted || !wanted",
        )],
        tests: &[Test::of("lib", "app::notices::tests::off_until")],
    },
    Control {
        name: "a notice names nothing",
        rows: &["H8"],
        edits: &[Edit::of(
            "src/app/notices.rs",
            "Notice::NewMessage => ⟦\"notice-message\"⟧,",
            "\"sent-ask-team\"",
        )],
        tests: &[Test::of(
            "lib",
            "app::notices::tests::the_lines_say_nothing",
        )],
    },
    Control {
        name: "no notice comes at night",
        rows: &["H8"],
        edits: &[Edit::of(
            "src/app/notices.rs",
            "    ⟦now.hour() >= 21 || now.hour() < 8⟧\n",
            "now.hour() > 24",
        )],
        tests: &[Test::of(
            "lib",
            "app::notices::tests::nothing_is_shown_at_night",
        )],
    },
    Control {
        name: "it is said that one can stop at any time",
        rows: &["H11"],
        edits: &[Edit::of(
            "src/ui/screens/form/start.rs",
            "        ⟪p { {long} }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "the_words_of_safety_stand_where_they_are_needed",
            "a_form_says_that_one_can_stop",
        )],
    },
    Control {
        name: "nothing is called overdue",
        rows: &["H11"],
        edits: &[Edit::of(
            "i18n/en-GB/todo.ftl",
            "todo-lead = Do these when it suits you.",
            "todo-lead = These are overdue.",
        )],
        tests: &[Test::of("words_can_be_read", "nothing_is_said_that_hurts")],
    },
    Control {
        name: "a bad day asks for nothing",
        rows: &["H11"],
        edits: &[Edit::of(
            "src/care/quiet.rs",
            "if let Some(until) = ⟦asked⟧ {",
            "asked.filter(|_| false)",
        )],
        tests: &[
            Test::of("a_bad_day_asks_for_nothing", "help_the_next_meeting"),
            Test::of("a_bad_day_asks_for_nothing", "it_is_kept_in_the_vault"),
        ],
    },
    Control {
        name: "a hospital stay asks for nothing",
        rows: &["H11"],
        edits: &[Edit::of(
            "src/care/quiet.rs",
            "if let Some(day) = ⟦admitted(record)⟧ {",
            "admitted(record).filter(|_| false)",
        )],
        tests: &[Test::of(
            "a_bad_day_asks_for_nothing",
            "help_the_next_meeting",
        )],
    },
    Control {
        name: "a bad day ends by itself",
        rows: &["H11"],
        edits: &[Edit::of(
            "src/care/quiet.rs",
            "wish.until.filter(|until| ⟦*until >= today⟧);",
            "*until > Date::MIN",
        )],
        tests: &[Test::of(
            "a_bad_day_asks_for_nothing",
            "leaving_or_moving_on",
        )],
    },
    Control {
        name: "a bad day ends after a week at the latest",
        rows: &["H11"],
        edits: &[Edit::of(
            "src/care/quiet.rs",
            "Some(Quiet::Asked(⟦until.min(furthest)⟧))",
            "{ let _ = furthest; until }",
        )],
        tests: &[Test::of("lib", "care::quiet::tests::it_ends_by_itself")],
    },
];
