//! Scores, bands, groups and ratings (H3, H6), and what was not released (H15).

use crate::controls::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
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
        name: "results of two versions of a form are not compared",
        rows: &["H3"],
        edits: &[Edit::of(
            "src/care/progress.rs",
            "if ⟦earlier.version != latest.version⟧ {",
            "false",
        )],
        tests: &[Test::of(
            "progress_says_only_what_is_known",
            "a_version_that_changed",
        )],
    },
    Control {
        name: "a way between two results is named from the threshold on",
        rows: &["H3"],
        edits: &[Edit::of(
            "src/care/progress.rs",
            "if ⟦easier + SMALL >= threshold⟧ {\n            Way::Easier",
            "easier > 0.0",
        )],
        tests: &[Test::of(
            "progress_says_only_what_is_known",
            "only_a_sure_threshold",
        )],
    },
    Control {
        name: "the sum shows only to whoever asks for it",
        rows: &["H3"],
        edits: &[Edit::of(
            "src/ui/screens/form/score.rs",
            "        ⟪Details { summary: words.say(\"form-done-number-summary\"),\n            p { {words.say_with(\"form-done-number\", &[(\"number\", (&shown).into())])} }\n            p { {words.say(\"form-done-number-more\")} }\n        }⟫\n",
            "p { {words.say_with(\"form-done-number\", &[(\"number\", (&shown).into())])} }",
        )],
        tests: &[Test::of("screens_promises", "the_sum_is_told_only")],
    },
    Control {
        name: "a form that cannot be asked rightly is refused",
        rows: &["H3"],
        edits: &[Edit::of(
            "src/fhir/questionnaire/mod.rs",
            "    match ⟦description.refused.into_iter().next()⟧ {",
            "None::<Refused>",
        )],
        tests: &[Test::of(
            "a_form_that_cannot_be_asked_rightly_is_refused",
            "kinds_that_cannot_be_asked",
        )],
    },
    Control {
        name: "a rating shows only with the trust's switch",
        rows: &["H6"],
        edits: &[Edit::of(
            "src/fhir/record/noted.rs",
            "    if ⟦!shelf.how.release_ratings⟧ {",
            "false",
        )],
        tests: &[Test::of(
            "what_a_worker_noted_is_shown_only_where_it_may_be",
            "it_is_off_unless",
        )],
    },
    Control {
        name: "a group has plain words",
        rows: &["H6"],
        edits: &[Edit::of(
            "src/ui/screens/care/group.rs",
            "Some(texts) => ⟦words.say(&format!(\"clusters-{texts}-title\"))⟧,",
            "words.say(&format!(\"clusters-official-{texts}\"))",
        )],
        tests: &[Test::of("screens_promises", "no_heading_names_a_cluster")],
    },
    Control {
        name: "an official name that wounds does not open",
        rows: &["H6"],
        edits: &[Edit::of(
            "src/care/cluster.rs",
            "⟦!matches!(self.0, 8 | 17)⟧",
            "true",
        )],
        tests: &[Test::of("screens_promises", "the_official_name_opens")],
    },
    Control {
        name: "nine topics of a rating may be shown",
        rows: &["H6"],
        edits: &[Edit::of(
            "src/fhir/record/noted.rs",
            "SHOWN.iter().find(|(_, shown)| ⟦*shown == only⟧)?;",
            "!shown.is_empty()",
        )],
        tests: &[Test::of(
            "what_a_worker_noted_is_shown_only_where_it_may_be",
            "the_topics_that_wound",
        )],
    },
    Control {
        name: "a rating is told in words",
        rows: &["H6"],
        edits: &[Edit::of(
            "src/ui/screens/progress/noted.rs",
            "strong { {⟦words.say(hardness_key(noted.now))⟧} }",
            "format!(\"{}\", noted.now as u8)",
        )],
        tests: &[Test::of(
            "how_i_am_doing_is_said_in_words",
            "what_a_worker_noted_stands",
        )],
    },
    Control {
        name: "\"I see this differently\" stands beside the group",
        rows: &["H6"],
        edits: &[Edit::of(
            "src/ui/screens/care/group.rs",
            "            ⟪if record.cluster != Cluster::NotShown || record.plan.is_some() {\n                Differently {}\n            }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "the_words_of_safety_stand_where_they_are_needed",
            "whoever_sees_their_group",
        )],
    },
    Control {
        name: "\"I see this differently\" stands beside a rating",
        rows: &["H6"],
        edits: &[Edit::of(
            "src/ui/screens/progress/noted.rs",
            "            ⟪SeeItDifferently { about: noted.id.clone(), name: who }⟫\n",
            "",
        )],
        tests: &[Test::of(
            "how_i_am_doing_is_said_in_words",
            "what_a_worker_noted_stands",
        )],
    },
    Control {
        name: "what is not released does not pass the sieve",
        rows: &["H15"],
        edits: &[Edit::of(
            "src/sync/pull.rs",
            "if search.for_carer || ⟦fhir::may_be_kept(&it.raw, codes_base)⟧ {",
            "!codes_base.is_empty()",
        )],
        tests: &[Test::of(
            "nothing_readable_lies_on_the_disk",
            "what_is_not_released",
        )],
    },
    Control {
        name: "a trust is told that its server gives what nobody released",
        rows: &["H15"],
        edits: &[Edit::of(
            "examples/trust-check/searches.rs",
            "        ⟦self.unreleased += pages.all.iter().filter(held_back).count();⟧\n",
            "let _ = held_back;",
        )],
        tests: &[Test::of(
            "trust_check_tells_the_truth",
            "a_server_that_gives_too_much",
        )],
    },
];
