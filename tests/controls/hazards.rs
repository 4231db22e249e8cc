//! What stands between a hazard of `docs/clinical-safety.md` and a person, where no row of the security table does.

use super::{Control, Edit, Test};

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
        name: "no sum from an incomplete form",
        rows: &["H3"],
        edits: &[Edit {
            file: "src/forms/measures/score.rs",
            with: "weights.push(⟦self.weight_of(item)?⟧);",
            without: "self.weight_of(item).unwrap_or_default()",
        }],
        tests: &[Test {
            file: "scores_of_known_measures",
            only: "a_total_is_in_its_range",
        }],
    },
    Control {
        name: "a change has a name only by a sure threshold",
        rows: &["H3"],
        edits: &[Edit {
            file: "src/forms/measures/change.rs",
            with: "Some(if better + SMALL >= ⟦threshold.value⟧ {",
            without: "threshold.value / 2.0",
        }],
        tests: &[Test {
            file: "scores_of_known_measures",
            only: "a_change_is_reliable_from",
        }],
    },
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
        name: "only the team's replies are shown as theirs",
        rows: &["H14"],
        edits: &[Edit {
            file: "src/fhir/record/messages.rs",
            with: "shelf.messages.iter().filter(|m| ⟦is_from_team(m)⟧)",
            without: "true",
        }],
        tests: &[Test {
            file: "what_a_person_writes_reaches_the_team_once",
            only: "a_question_survives",
        }],
    },
];
