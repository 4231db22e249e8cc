//! The rest of the file: what is set, what is not, and what follows from it in the app.

use crate::finding::{Part, Report};
use pathway_companion::trust::TrustFile;
use pathway_companion::words::Language;

const PART: Part = Part::File;

/// Looks at every setting that is not a number or an hour.
pub fn check(report: &mut Report, trust: &TrustFile) {
    languages(report, trust);
    promises(report, trust);
    sealing(report, trust);
    names(report, trust);
    switches(report, trust);
    if trust.risk_rules.is_empty() {
        let what = "there are none: of your own forms no answer is followed by help";
        let todo = "if you have forms of your own, run form-check --trust on each";
        report.look(PART, "risk-rules", "risk_rules", what, todo);
    } else {
        let what = format!(
            "{} rules about answers that call for help",
            trust.risk_rules.len()
        );
        report.well(PART, "risk-rules", what);
    }
    if trust.demo {
        let what = "the first page says that it is for trying out";
        let todo = "leave it out before people use it";
        report.look(PART, "demo", "demo", what, todo);
    }
}

fn languages(report: &mut Report, trust: &TrustFile) {
    if trust.languages.is_empty() {
        let todo = "write the languages that your own words and forms come in";
        return report.wrong(PART, "languages", "languages", "the list is empty", todo);
    }
    for (i, tag) in trust.languages.iter().enumerate() {
        if Language::from_tag(tag).is_none() {
            let what = "the app has no words in this language; its screens stay in English";
            let todo = "tell people so, and offer an interpreter";
            report.look(PART, "languages", &format!("languages[{i}]"), what, todo);
        }
    }
    if !trust
        .languages
        .iter()
        .any(|tag| Language::from_tag(tag) == Some(Language::English))
    {
        let what = "English is not among them, and what has no translation stands in English";
        report.look(PART, "languages", "languages", what, "add en-GB");
    }
}

/// What people read as a promise.
fn promises(report: &mut Report, trust: &TrustFile) {
    match &trust.response_time {
        Some(text) => {
            said(report, "response-time", "inbox.response_time", text);
        }
        None => report.off(
            "Asking the team a question",
            "inbox.response_time is not set",
        ),
    }
    match &trust.receipt_words {
        Some(text) => {
            said(report, "receipt-words", "receipt_words", text);
        }
        None => report.off(
            "A sentence about who reads answers and when, after they have arrived",
            "receipt_words is not set",
        ),
    }
}

fn said(report: &mut Report, check: &'static str, place: &str, text: &str) {
    let longest = text
        .split(['.', '!', '?'])
        .map(|sentence| sentence.split_whitespace().count())
        .max();
    let lower = text.to_lowercase();
    let too_much = [
        "immediately",
        "at once",
        "always",
        "24/7",
        "straight away",
        "guarantee",
    ];
    if let Some(word) = too_much.iter().find(|word| lower.contains(**word)) {
        let what = format!("it says \"{word}\": people will rely on it at the worst moment");
        report.look(
            PART,
            check,
            place,
            what,
            "say only what is kept on every day of the year",
        );
    } else if longest.is_some_and(|words| words > 20) {
        let what = "a sentence of it has more than 20 words";
        report.look(PART, check, place, what, "cut it in two");
    } else {
        report.well(PART, check, format!("{place} is set; it is a promise"));
    }
}

fn sealing(report: &mut Report, trust: &TrustFile) {
    match (&trust.age_recipient, &trust.sealed_endpoint) {
        (None, None) => {
            let what = "there is none: what waits on a phone is lost with that phone's key, unless the \
                        person kept a recovery code";
            let todo = "make one with age-keygen, and keep its key where your team can use it";
            report.look(PART, "sealed", "age_recipient", what, todo);
            report.off(
                "Answers that outlive a lost key, sealed to the trust",
                "age_recipient is not set",
            );
        }
        (None, Some(_)) => {
            let what = "nothing is ever sent there: there is no age_recipient to seal it to";
            report.wrong(
                PART,
                "sealed",
                "sealed_endpoint",
                what,
                "set age_recipient, too",
            );
        }
        (Some(_), None) => {
            report.well(
                PART,
                "sealed",
                "what waits is sealed to you; people hand the file over",
            );
        }
        (Some(_), Some(_)) => {
            report.well(
                PART,
                "sealed",
                "what waits is sealed to you, and can be sent so",
            );
        }
    }
}

fn names(report: &mut Report, trust: &TrustFile) {
    if trust
        .role_label
        .chars()
        .next()
        .is_some_and(char::is_uppercase)
    {
        let what = "it stands in the middle of sentences";
        let todo = "begin it with a small letter: care coordinator";
        report.look(PART, "role-label", "role_label", what, todo);
    }
    if !trust.codes_base.contains("://") {
        let what = "a base of codes is an address; with this one no code of yours is known";
        let todo = "write https://…, or leave it out";
        report.wrong(PART, "codes-base", "codes_base", what, todo);
    }
    if trust.redirect.scheme() != "https" {
        let what = "a phone can claim https links only";
        let todo = "write the https link that the app claims";
        report.look(PART, "redirect", "redirect", what, todo);
    }
    if trust.fhir_base.scheme() != "https" && !trust.demo {
        let what = "plain http reaches this machine only, and no phone is this machine";
        let todo = "write the https base of your server";
        report.look(PART, "fhir-base", "fhir_base", what, todo);
    }
}

fn switches(report: &mut Report, trust: &TrustFile) {
    let rows = [
        (
            trust.release_cluster,
            "The person's group (cluster)",
            "release.cluster is not true",
        ),
        (
            trust.release_ratings,
            "What a worker noted, in words",
            "release.clinician_ratings is not true",
        ),
        (
            trust.send_scores,
            "The score beside an answer",
            "send_scores is false",
        ),
        (
            trust.feedback_endpoint.is_some(),
            "Answers without a name (Friends and Family)",
            "feedback_endpoint is not set",
        ),
    ];
    for (on, what, why) in rows {
        if !on {
            report.off(what, why);
        }
    }
}
