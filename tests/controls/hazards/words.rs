//! Words: translations, false messages, and links (H10, H14, H19).

use crate::controls::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
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
    Control {
        name: "a form that is not in the person's language says so",
        rows: &["H10"],
        edits: &[Edit::of(
            "src/ui/screens/form/start.rs",
            "        if ⟦form_lang(words, &form).is_some()⟧ {",
            "false",
        )],
        tests: &[Test::of(
            "the_words_of_safety_stand_where_they_are_needed",
            "a_form_in_another_language",
        )],
    },
    Control {
        name: "a form stands in the person's language where it brings it",
        rows: &["H10"],
        edits: &[Edit::of(
            "src/fhir/questionnaire/mod.rs",
            "Language::choose(&value, ⟦reading.language.as_deref()⟧);",
            "None",
        )],
        tests: &[Test::of(
            "a_form_stands_in_the_persons_language",
            "in_theirs",
        )],
    },
    Control {
        name: "no page leads out of the app but where it has to",
        rows: &["H14"],
        edits: &[Edit::of(
            "src/ui/components/heading.rs",
            "            p { class: \"above\", {above} }",
            "            a { class: \"above\", href: \"https://example.org\", {above} }",
        )],
        tests: &[Test::of("the_walls_hold", "no_page_leads_out")],
    },
    Control {
        name: "a form's words name no address but one of the web",
        rows: &["H14"],
        edits: &[Edit::of(
            "src/forms/markdown.rs",
            "(⟦of_web && shown.len() <= LONGEST_ADDRESS⟧).then",
            "of_web || shown.len() <= LONGEST_ADDRESS",
        )],
        tests: &[Test::of(
            "markdown_of_a_form_is_only_words",
            "a_link_is_its_words",
        )],
    },
    Control {
        name: "words on safety bring their English",
        rows: &["H19"],
        edits: &[Edit::of(
            "src/words/speak.rs",
            "        ⟦(!self.language.is_checked()).then(|| Words::of(Language::English))⟧\n",
            "None",
        )],
        tests: &[Test::of("screens_languages", "safety_words_bring")],
    },
    Control {
        name: "every text is there in Welsh",
        rows: &["H19"],
        edits: &[Edit::of(
            "i18n/cy/todo.ftl",
            "todo-title =",
            "todo-title-gone =",
        )],
        tests: &[Test::of("words_are_whole", "every_language_has")],
    },
];
