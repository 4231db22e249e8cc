//! What the app may do at a trust, as one table.
//!
//! The app asks for exactly this when a person signs in, and the sandbox grants and enforces
//! exactly this: a thing the app needs and did not ask for cannot work against the sandbox by luck.
//! Letters are SMART v2's: `c`reate, `r`ead, `u`pdate, `d`elete, `s`earch, always in that order.

/// What a person may do with their own record: resource type and letters.
pub const PERSON: &[(&str, &str)] = &[
    ("Patient", "rs"),
    ("CarePlan", "rs"),
    ("ServiceRequest", "rs"),
    ("Goal", "crs"),
    ("Observation", "crs"),
    ("CareTeam", "rs"),
    ("Practitioner", "rs"),
    ("Organization", "rs"),
    ("RelatedPerson", "rs"),
    ("EpisodeOfCare", "rs"),
    ("Appointment", "rs"),
    ("Task", "rus"),
    ("Questionnaire", "rs"),
    ("QuestionnaireResponse", "crus"),
    ("Communication", "crs"),
    ("Consent", "crus"),
];

/// What a carer may do with the record of a person who shares with them. There is no CarePlan in
/// it: the plan's text and its links give the cluster away.
pub const CARER: &[(&str, &str)] = &[
    ("Goal", "rs"),
    ("Observation", "crs"),
    ("ServiceRequest", "rs"),
    ("Appointment", "rs"),
    ("CareTeam", "rs"),
    ("Practitioner", "rs"),
    ("RelatedPerson", "rs"),
    ("Consent", "rs"),
    ("Communication", "crs"),
];

/// A part of a type: SMART v2 narrows a scope down with a search parameter, and no more than what that
/// search finds may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Resource type.
    pub kind: &'static str,
    /// Letters.
    pub letters: &'static str,
    /// The search parameter, which is here the element's own name.
    pub parameter: &'static str,
    /// Its one value.
    pub value: &'static str,
}

/// What a carer may see of answered forms: the person's own staying-safe plan, where it is shared.
pub const SHARED_PLAN: Part = Part {
    kind: "QuestionnaireResponse",
    letters: "rs",
    parameter: "questionnaire",
    value: "https://pathway-companion.example/fhir/Questionnaire/staying-safe-plan",
};

/// What a carer may do with a part of a type only. SMART v1 cannot say it, so it is not asked of servers
/// that know only that: the whole type in its place would be everything that the person ever answered.
pub const CARER_PARTS: &[Part] = &[SHARED_PLAN];

impl Part {
    /// The scope as SMART v2 writes it.
    pub fn scope(&self) -> String {
        let query = self.query();
        format!("patient/{}.{}?{query}", self.kind, self.letters)
    }

    /// What follows the `?`.
    pub fn query(&self) -> String {
        format!("{}={}", self.parameter, self.value)
    }

    /// Whether the query of a scope means this part, percent-encoded or not.
    pub fn is_meant(&self, query: &str) -> bool {
        let mut said = url::form_urlencoded::parse(query.as_bytes());
        let fits = |(name, value): (_, _)| name == self.parameter && value == self.value;
        said.next().is_some_and(fits) && said.next().is_none()
    }
}

/// The scopes that are about the sign-in itself.
pub const SIGN_IN: &[&str] = &["openid", "fhirUser", "launch/patient", "offline_access"];

/// Who signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The person whose record it is.
    Person,
    /// Somebody with whom the person shares.
    Carer,
}

impl Who {
    /// The table for this kind of user.
    pub fn table(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Who::Person => PERSON,
            Who::Carer => CARER,
        }
    }

    /// The parts of types for this kind of user.
    pub fn parts(self) -> &'static [Part] {
        match self {
            Who::Person => &[],
            Who::Carer => CARER_PARTS,
        }
    }

    /// The letters that this kind of user may have on all of a type; empty where none.
    pub fn letters(self, kind: &str) -> &'static str {
        self.table()
            .iter()
            .find(|(k, _)| *k == kind)
            .map_or("", |(_, letters)| letters)
    }
}

/// The `scope` parameter of the sign-in request. `v1` is for servers that know only SMART v1,
/// where reading and searching are one word and so are all kinds of writing.
pub fn request_string(who: Who, v1: bool) -> String {
    let mut words: Vec<String> = SIGN_IN.iter().map(|s| (*s).to_owned()).collect();
    for (kind, letters) in who.table() {
        if !v1 {
            words.push(format!("patient/{kind}.{letters}"));
            continue;
        }
        if letters.contains(['r', 's']) {
            words.push(format!("patient/{kind}.read"));
        }
        if letters.contains(['c', 'u', 'd']) {
            words.push(format!("patient/{kind}.write"));
        }
    }
    if !v1 {
        words.extend(who.parts().iter().map(Part::scope));
    }
    words.join(" ")
}

/// What a sign-in was granted, in the words of either version of SMART.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// None: the server said nothing, which means all that was asked.
    said: Option<Vec<Grant>>,
}

/// One scope about a type.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Grant {
    /// The type, or `*` for all.
    kind: String,
    letters: String,
    /// What it is narrowed down to; none where it is for everything of the type.
    query: Option<String>,
}

impl Granted {
    /// Reads the `scope` of a token reply. What is no scope about a type is passed over.
    pub fn read(scope: &str) -> Self {
        if scope.trim().is_empty() {
            return Self { said: None };
        }
        let words = scope.split_whitespace().filter_map(|word| {
            let (_, rest) = word
                .split_once('/')
                .filter(|(whose, _)| matches!(*whose, "patient" | "user"))?;
            let (kind, letters) = rest.split_once('.')?;
            let (letters, query) = match letters.split_once('?') {
                Some((letters, query)) => (letters, Some(query.to_owned())),
                None => (letters, None),
            };
            let letters = match letters {
                "read" => "rs",
                "write" => "cud",
                "*" => "cruds",
                other => other,
            };
            Some(Grant {
                kind: kind.to_owned(),
                letters: letters.to_owned(),
                query,
            })
        });
        Self {
            said: Some(words.collect()),
        }
    }

    /// Whether this may be done (`letter` of `c r u d s`) with everything of a type. What was granted
    /// for a part of it is not that.
    pub fn may(&self, kind: &str, letter: char) -> bool {
        self.any(kind, letter, |grant| grant.query.is_none())
    }

    /// Whether this may be done with that part of a type: by itself, or with all of the type.
    pub fn may_part(&self, part: &Part, letter: char) -> bool {
        self.any(part.kind, letter, |grant| {
            let query = grant.query.as_deref();
            query.is_none_or(|query| part.is_meant(query))
        })
    }

    fn any(&self, kind: &str, letter: char, fits: impl Fn(&Grant) -> bool) -> bool {
        let about = |it: &Grant| it.kind == kind || it.kind == "*";
        self.said.as_ref().is_none_or(|said| {
            said.iter()
                .any(|it| about(it) && it.letters.contains(letter) && fits(it))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_granted_is_read_in_both_versions() {
        let v2 = Granted::read("openid patient/Goal.rs patient/Task.rus");
        assert!(v2.may("Goal", 's') && !v2.may("Goal", 'c') && v2.may("Task", 'u'));
        assert!(!v2.may("CarePlan", 'r'));
        let v1 = Granted::read("launch/patient patient/Goal.read patient/Observation.write");
        assert!(v1.may("Goal", 's') && v1.may("Observation", 'c') && !v1.may("Goal", 'u'));
        assert!(Granted::read("patient/*.read").may("Goal", 'r'));
        assert!(Granted::read(" ").may("Goal", 'c'));
        assert!(!Granted::read("openid").may("Goal", 'r'));
        for kind in PERSON.iter().map(|(kind, _)| kind) {
            for v1 in [false, true] {
                let all = Granted::read(&request_string(Who::Person, v1));
                assert!(all.may(kind, 'r'), "{kind}");
            }
        }
    }

    #[test]
    fn letters_stand_in_the_order_that_smart_demands() {
        for (kind, letters) in PERSON.iter().chain(CARER) {
            let sorted: String = "cruds".chars().filter(|c| letters.contains(*c)).collect();
            assert_eq!(*letters, sorted, "{kind}");
        }
    }

    #[test]
    fn a_carer_is_never_asked_to_see_the_plan_or_the_answers() {
        for kind in [
            "CarePlan",
            "QuestionnaireResponse",
            "Patient",
            "EpisodeOfCare",
            "Task",
        ] {
            assert_eq!(Who::Carer.letters(kind), "", "{kind}");
        }
        // Of answers, those to one form alone, and only where that can be said.
        let plan = format!(
            "{}/Questionnaire/staying-safe-plan",
            super::super::codes::BASE
        );
        let asked = request_string(Who::Carer, false);
        let of_answers: Vec<&str> = asked
            .split(' ')
            .filter(|word| word.contains("QuestionnaireResponse"))
            .collect();
        let only = format!("patient/QuestionnaireResponse.rs?questionnaire={plan}");
        assert_eq!(of_answers, [only]);
        assert!(!request_string(Who::Carer, true).contains("QuestionnaireResponse"));
        assert!(!request_string(Who::Person, false).contains('?'));
        let form = include_str!("../../assets/forms/staying-safe-plan.json");
        assert!(form.contains(&format!("\"url\": \"{plan}\"")));
    }

    #[test]
    fn a_part_that_was_granted_is_not_the_whole() {
        let granted = Granted::read(&request_string(Who::Carer, false));
        assert!(!granted.may("QuestionnaireResponse", 'r'));
        assert!(granted.may_part(&SHARED_PLAN, 'r') && !granted.may_part(&SHARED_PLAN, 'c'));
        for (scope, expected) in [
            ("patient/QuestionnaireResponse.rs", true),
            ("patient/*.read", true),
            (
                "patient/QuestionnaireResponse.rs?questionnaire=https%3A%2F%2Fpathway-companion.example%2Ffhir%2FQuestionnaire%2Fstaying-safe-plan",
                true,
            ),
            (
                "patient/QuestionnaireResponse.rs?questionnaire=https://pathway-companion.example/fhir/Questionnaire/phq-9",
                false,
            ),
            ("patient/QuestionnaireResponse.rs?status=completed", false),
            ("patient/Goal.rs", false),
            ("", true),
        ] {
            assert_eq!(
                Granted::read(scope).may_part(&SHARED_PLAN, 's'),
                expected,
                "{scope}"
            );
        }
    }

    #[test]
    fn the_request_reads_as_smart_writes_it() {
        let v2 = request_string(Who::Person, false);
        assert!(
            v2.starts_with("openid fhirUser launch/patient offline_access patient/Patient.rs ")
        );
        assert!(v2.ends_with("patient/Consent.crus"));
        let v1 = request_string(Who::Person, true);
        assert!(v1.contains("patient/Task.read patient/Task.write"));
        assert!(v1.contains("patient/CarePlan.read patient/ServiceRequest.read"));
    }
}
