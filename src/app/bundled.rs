//! The forms that the app brings along (`assets/forms`): used where the trust asks for one of them by its
//! address and its own copy is not at hand, and for those that a person begins by themselves.

use crate::fhir::{self, Envelope};

const FORMS: [&str; 11] = [
    include_str!("../../assets/forms/phq-9.json"),
    include_str!("../../assets/forms/gad-7.json"),
    include_str!("../../assets/forms/prem-short.json"),
    include_str!("../../assets/forms/nhs-fft.json"),
    include_str!("../../assets/forms/staying-safe-plan.json"),
    include_str!("../../assets/forms/ask-a-question.json"),
    include_str!("../../assets/forms/not-right.json"),
    include_str!("../../assets/forms/see-differently.json"),
    include_str!("../../assets/forms/to-talk-about.json"),
    include_str!("../../assets/forms/own-goal.json"),
    include_str!("../../assets/forms/invite-someone.json"),
];

/// The form of that address; with a version, that version only.
pub(super) fn bundled(canonical: &str) -> Option<&'static str> {
    let (url, version) = match canonical.split_once('|') {
        Some((url, version)) => (url, Some(version)),
        None => (canonical, None),
    };
    FORMS.into_iter().find(|raw| {
        fhir::canonical(raw).is_some_and(|(own, own_version)| {
            own == url && version.is_none_or(|version| version == own_version)
        })
    })
}

/// The form of that name (the end of its address).
pub(super) fn bundled_by_name(name: &str) -> Option<&'static str> {
    bundled(&format!("{}/Questionnaire/{name}", fhir::codes::BASE))
}

/// All of them, as resources.
pub(super) fn all() -> impl Iterator<Item = Envelope> {
    FORMS.into_iter().filter_map(|raw| Envelope::read(raw).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::{FormReading, read_questionnaire, read_questionnaire_with};

    #[test]
    fn every_form_that_is_brought_along_can_be_asked() {
        assert_eq!(all().count(), FORMS.len());
        for raw in FORMS {
            let form = read_questionnaire(raw).unwrap();
            assert!(
                form.version.is_some() && form.title.is_some(),
                "{}",
                form.url
            );
            assert_eq!(bundled(&form.url), Some(raw));
            let other = format!("{}|0.0.1", form.url);
            assert_eq!(bundled(&other), None, "only the version that is asked for");
        }
    }

    #[test]
    fn a_goal_asks_for_its_words_now_and_good_enough_in_the_person_s_language() {
        let raw = bundled_by_name(super::super::occasion::OWN_GOAL).unwrap();
        let form = read_questionnaire(raw).unwrap();
        let required = form.items.iter().filter(|item| item.required);
        let required: Vec<&str> = required.map(|item| item.link_id.as_str()).collect();
        assert_eq!(required, ["goal", "now", "enough"]);
        let reading = FormReading {
            language: Some("cy".into()),
            ..FormReading::default()
        };
        let welsh = read_questionnaire_with(raw, &reading).unwrap();
        assert_eq!(welsh.language.as_deref(), Some("cy"));
        let check = |form: &crate::forms::Questionnaire| {
            let by = form.items.iter().find(|item| item.link_id == "by").unwrap();
            by.constraints[0].words.clone()
        };
        assert!(check(&form).contains("gone by"));
        assert!(
            check(&welsh).contains("mynd heibio"),
            "an error speaks it too"
        );
    }

    #[test]
    fn the_plan_is_all_optional_and_speaks_the_person_s_language() {
        let raw = bundled_by_name(super::super::occasion::SAFE_PLAN).unwrap();
        let form = read_questionnaire(raw).unwrap();
        assert!(form.items.len() >= 7);
        assert!(form.items.iter().all(|item| !item.required));
        let reading = FormReading {
            language: Some("cy".into()),
            ..FormReading::default()
        };
        let welsh = read_questionnaire_with(raw, &reading).unwrap();
        assert_eq!(welsh.language.as_deref(), Some("cy"));
        assert_ne!(welsh.items[0].text, form.items[0].text);
    }
}
