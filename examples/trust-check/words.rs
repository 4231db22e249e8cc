//! What was found, as text and as JSON.

use crate::finding::{Finding, Part, Report, State};
use serde_json::{Value, json};

const STATES: [(State, &str, &str); 4] = [
    (State::Wrong, "wrong", "WRONG    "),
    (State::Look, "look", "LOOK     "),
    (State::NotChecked, "not-checked", "NOT TRIED"),
    (State::Well, "well", "well     "),
];

fn names(state: State) -> (&'static str, &'static str) {
    let found = STATES.iter().find(|(it, _, _)| *it == state);
    found.map_or(("", ""), |(_, json, text)| (json, text))
}

/// As text, what is wrong first in each part.
pub fn text(report: &Report) -> String {
    let mut said = Vec::new();
    for (part, _, heading) in Part::ALL {
        let of_part: Vec<&Finding> = report.findings.iter().filter(|f| f.part == part).collect();
        if of_part.is_empty() {
            continue;
        }
        said.push(format!("{heading}\n"));
        for (state, _, _) in STATES {
            said.extend(of_part.iter().filter(|f| f.state == state).map(|f| one(f)));
        }
        said.push(String::new());
    }
    if !report.sending.is_empty() {
        said.push("How answers and other things will be sent\n".to_owned());
        let rows = report.sending.iter();
        said.extend(rows.map(|(kind, how)| format!("  {kind}: {how}")));
        said.push(String::new());
    }
    if !report.off.is_empty() {
        said.push("Switched off in the app\n".to_owned());
        let off = report.off.iter();
        said.extend(off.map(|it| format!("  {}: {}", line(&it.what), line(&it.why))));
        said.push(String::new());
    }
    let of = |state| report.count(state);
    said.push(format!(
        "{} wrong, {} to look at, {} not tried, {} as they should be.",
        of(State::Wrong),
        of(State::Look),
        of(State::NotChecked),
        of(State::Well)
    ));
    if of(State::NotChecked) > 0 {
        said.push("What was not tried is not known to be right.".to_owned());
    }
    said.join("\n")
}

fn one(finding: &Finding) -> String {
    let (_, mark) = names(finding.state);
    let place = match finding.place.as_str() {
        "" => String::new(),
        place => format!("{}: ", line(place)),
    };
    let todo = match finding.todo.as_str() {
        "" => String::new(),
        todo => format!("\n             Do: {}", line(todo)),
    };
    format!("  {mark}  {place}{}{todo}", line(&finding.what))
}

/// As JSON.
pub fn json(report: &Report) -> String {
    let part = |wanted| {
        let found = Part::ALL.iter().find(|(part, _, _)| *part == wanted);
        found.map_or("", |(_, name, _)| *name)
    };
    let findings: Vec<Value> = report
        .findings
        .iter()
        .map(|f| {
            json!({ "part": part(f.part), "check": f.check, "state": names(f.state).0,
                "place": line(&f.place), "what": line(&f.what), "do": line(&f.todo) })
        })
        .collect();
    let off: Vec<Value> = report
        .off
        .iter()
        .map(|it| json!({ "what": line(&it.what), "why": line(&it.why) }))
        .collect();
    let counts: serde_json::Map<String, Value> = STATES
        .iter()
        .map(|(state, name, _)| ((*name).to_owned(), report.count(*state).into()))
        .collect();
    json!({ "well": report.is_well(), "counts": counts, "findings": findings,
        "sending": report.sending, "off": off })
    .to_string()
}

// One line, not too long, and nothing in it that moves the cursor or turns the writing round: the file
// may be anybody's.
fn line(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let shown = text.chars().take(500);
    shown.map(|c| if hidden(c) { ' ' } else { c }).collect()
}
