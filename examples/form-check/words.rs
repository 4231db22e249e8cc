//! What was found, in words.

use crate::check::Checked;
use pathway_companion::fhir::{Finding, Report};

/// Says what was found.
pub fn say(checked: &Checked) -> String {
    let mut said = Vec::new();
    if checked.why.is_empty() {
        said.push("The app can show this form.".to_owned());
    } else {
        said.push(
            "The app does not show this form. People read: \"Please ask your team about this \
             form.\" Why:"
                .to_owned(),
        );
        said.extend(checked.why.iter().map(|why| line(why)));
    }
    if !checked.left_out.is_empty() {
        said.push("It would leave out:".to_owned());
        let left_out = checked.left_out.iter();
        said.extend(left_out.map(|l| line(&at(&l.link_id, &l.what))));
    }
    if !checked.unruled.is_empty() {
        said.push(
            "These items seem to be about self-harm or suicide, and no rule that comes with the app or \
             stands in the trust's file (--trust) says which answers call for help. Write one in your \
             trust's file (risk_rules):"
                .to_owned(),
        );
        said.extend(
            checked
                .unruled
                .iter()
                .map(|link_id| line(&format!("item {link_id}"))),
        );
    }
    if let Some(report) = &checked.response {
        say_response(report, &mut said);
    }
    if let Some(score) = checked.score {
        said.push(format!("The score is {score}."));
    }
    said.join("\n")
}

fn say_response(report: &Report, said: &mut Vec<String>) {
    if report.other_form {
        said.push("The response is to another form.".to_owned());
    } else if report.is_valid() {
        let far = if report.unchecked.is_empty() {
            ""
        } else {
            ", as far as it can be checked here"
        };
        said.push(format!("The response is right{far}."));
    } else {
        said.push("The response is wrong:".to_owned());
        said.extend(report.errors.iter().map(finding));
    }
    if !report.warnings.is_empty() {
        said.push("Worth a look in the response:".to_owned());
        said.extend(report.warnings.iter().map(finding));
    }
    if !report.unchecked.is_empty() {
        said.push("Not checked in the response:".to_owned());
        said.extend(report.unchecked.iter().map(finding));
    }
}

fn finding(finding: &Finding) -> String {
    line(&at(&finding.link_id, &finding.message))
}

fn at(link_id: &str, what: &str) -> String {
    match link_id {
        "" => what.to_owned(),
        link_id => format!("item {link_id}: {what}"),
    }
}

// One line, not too long, and nothing in it that moves the cursor or turns the writing round: the form
// may be anybody's.
fn line(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let shown = text
        .chars()
        .take(500)
        .map(|c| if hidden(c) { ' ' } else { c });
    format!("  - {}", shown.collect::<String>())
}
