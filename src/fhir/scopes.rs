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

    /// The letters that this kind of user may have on a type; empty where none.
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
    words.join(" ")
}

/// What a sign-in was granted, in the words of either version of SMART.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// Type (`*`: all) and letters. None: the server said nothing, which means all that was asked.
    said: Option<Vec<(String, String)>>,
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
            // What follows a `?` narrows it down; that is the server's to keep.
            let letters = letters.split('?').next().unwrap_or_default();
            let letters = match letters {
                "read" => "rs",
                "write" => "cud",
                "*" => "cruds",
                other => other,
            };
            Some((kind.to_owned(), letters.to_owned()))
        });
        Self {
            said: Some(words.collect()),
        }
    }

    /// Whether this may be done (`letter` of `c r u d s`) with a type.
    pub fn may(&self, kind: &str, letter: char) -> bool {
        let Some(said) = &self.said else {
            return true;
        };
        said.iter()
            .any(|(it, letters)| (it == kind || it == "*") && letters.contains(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_granted_is_read_in_both_versions() {
        let v2 = Granted::read("openid patient/Goal.rs patient/Task.rus?status=requested");
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
