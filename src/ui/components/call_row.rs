//! A row that can call somebody. It opens first and asks, so that a slip of the thumb rings nobody.

use super::{Icon, IconKind};
use crate::ui::links::{on_call, open_outside};
use crate::ui::state;
use dioxus::prelude::*;

/// One way to get help, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLine {
    /// The entry's id.
    pub id: String,
    /// What the row is called.
    pub label: String,
    /// The English beside it, for an unchecked language.
    pub label_english: Option<String>,
    /// One or two plain sentences.
    pub plain: String,
    /// The English beside them.
    pub plain_english: Option<String>,
    /// When it is open, in words.
    pub hours: Option<String>,
    /// `tel:`, `sms:` or `https:` address.
    pub uri: Option<String>,
    /// Whether label and sentences are the trust's own words.
    pub own: bool,
}

/// A row that can call somebody.
#[component]
pub fn CallRow(
    /// Whom and how.
    line: CallLine,
    /// Whether it is one of the large rows.
    #[props(default)]
    large: bool,
) -> Element {
    let lang = line.own.then_some("en-GB");
    rsx! {
        details { class: if large { "call call-large" } else { "call" },
            summary {
                span { class: "call-icon", Icon { kind: icon(&line) } }
                span { class: "row-words",
                    span { class: "row-title", lang,
                        {line.label.clone()}
                        if let Some(english) = line.label_english.clone() {
                            span { class: "beside", lang: "en-GB", {english} }
                        }
                    }
                    if let Some(hours) = line.hours.clone() {
                        span { class: "quiet row-note", {hours} }
                    }
                }
                Icon { kind: IconKind::Onward }
                if large {
                    span { class: "call-said", Plain { line: line.clone() } }
                }
            }
            div { class: "call-in",
                if !large {
                    Plain { line: line.clone() }
                }
                CallAction { line }
            }
        }
    }
}

#[component]
fn Plain(line: CallLine) -> Element {
    let lang = line.own.then_some("en-GB");
    rsx! {
        span { class: "quiet call-plain", lang, {line.plain} }
        if let Some(english) = line.plain_english {
            span { class: "beside", lang: "en-GB", {english} }
        }
    }
}

/// What the opened row offers: the number to call, a text to write, a page to open.
#[component]
fn CallAction(line: CallLine) -> Element {
    let words = state::words();
    let Some(uri) = line.uri else {
        return rsx! { p { class: "quiet", {words.say("team-phone-none")} } };
    };
    if let Some(number) = uri.strip_prefix("tel:") {
        let shown = spoken_number(number);
        return rsx! {
            p { class: "call-ask", {words.say_with("help-ask-call", &[("number", (&shown).into())])} }
            a { class: "btn call-go", href: uri.clone(), onclick: move |event| on_call(&event, &uri),
                Icon { kind: IconKind::Phone }
                {words.say("help-call-now")}
            }
        };
    }
    if uri.starts_with("sms:") {
        return rsx! {
            a { class: "btn call-go", href: uri.clone(), onclick: move |event| on_call(&event, &uri),
                Icon { kind: IconKind::Message }
                {words.say("help-text-now")}
            }
        };
    }
    rsx! {
        button {
            class: "btn call-go",
            r#type: "button",
            onclick: move |_| open_outside(&uri),
            Icon { kind: IconKind::Outside }
            {words.say("help-open-page")}
        }
    }
}

fn icon(line: &CallLine) -> IconKind {
    match line.uri.as_deref() {
        Some(uri) if uri.starts_with("sms:") => IconKind::Message,
        Some(uri) if uri.starts_with("https:") => IconKind::Outside,
        _ if line.id == "999" => IconKind::Alert,
        _ => IconKind::Phone,
    }
}

/// A number in groups, as people read it out: behind the area's code where it has one (Ofcom's National Telephone
/// Numbering Plan: 02x, 011x and 01x1, else 01xxx; mobile numbers are read like the last). Numbers that we do not
/// know how to group stay whole.
pub fn spoken_number(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(|c| c.is_ascii_digit()).collect();
    let part = |range: std::ops::Range<usize>| digits[range].iter().collect::<String>();
    match digits.len() {
        6 => format!("{} {}", part(0..3), part(3..6)),
        8 => format!("{} {}", part(0..5), part(5..8)),
        11 => match (digits[1], digits[2], digits[3]) {
            ('2', _, _) => format!("{} {} {}", part(0..3), part(3..7), part(7..11)),
            ('1', '1', _) | ('1', _, '1') | ('3' | '8' | '9', _, _) => {
                format!("{} {} {}", part(0..4), part(4..7), part(7..11))
            }
            _ => format!("{} {}", part(0..5), part(5..11)),
        },
        _ => number.to_owned(),
    }
}

/// A link that calls a number of the team.
#[component]
pub fn PhoneLink(
    /// Whose number it is; none for the team's own.
    name: Option<String>,
    /// The number, as the trust wrote it.
    number: String,
) -> Element {
    let words = state::words();
    let said = match &name {
        Some(name) => words.say_with(
            "frame-call-name",
            &[("name", name.into()), ("number", (&number).into())],
        ),
        None => words.say_with("frame-call-team", &[("number", (&number).into())]),
    };
    let dial: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let uri = format!("tel:{dial}");
    rsx! {
        a { class: "phone-link", href: uri.clone(), onclick: move |event| on_call(&event, &uri),
            Icon { kind: IconKind::Phone }
            {said}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::spoken_number;

    #[test]
    fn numbers_are_grouped_as_people_read_them_out() {
        assert_eq!(spoken_number("111"), "111");
        assert_eq!(spoken_number("116123"), "116 123");
        assert_eq!(spoken_number("18001111"), "18001 111");
        assert_eq!(spoken_number("08082000247"), "0808 200 0247");
        assert_eq!(spoken_number("02079460001"), "020 7946 0001");
        assert_eq!(spoken_number("01134960001"), "0113 496 0001");
        assert_eq!(spoken_number("01214960001"), "0121 496 0001");
        assert_eq!(spoken_number("01632960001"), "01632 960001");
        assert_eq!(spoken_number("07700900001"), "07700 900001");
        assert_eq!(spoken_number("+441632960001"), "+441632960001");
    }
}
