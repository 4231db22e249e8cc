//! The six domains as calm headings, with what is done under each.

use crate::care::{Domain, Intervention};
use crate::ui::Route;
use crate::ui::components::{Row, Rows, Theirs};
use crate::ui::state;
use dioxus::prelude::*;

/// The domains in the order of the source, and what the trust put nowhere at the end.
const ORDER: [Domain; 7] = [
    Domain::MentalHealth,
    Domain::PhysicalHealth,
    Domain::MeaningfulActivity,
    Domain::StayingSafe,
    Domain::Carers,
    Domain::Rights,
    Domain::Other,
];

/// What is done, by domain. A domain with nothing in it is not named: something may be held back.
#[component]
pub fn Domains(
    /// What is done, in the plan's order.
    interventions: Vec<Intervention>,
) -> Element {
    let words = state::words();
    let within = |domain: Domain| -> Vec<Intervention> {
        let of_it = interventions.iter().filter(|i| i.domain == domain);
        of_it.cloned().collect()
    };
    rsx! {
        for (domain , pieces) in ORDER.map(|d| (d, within(d))).into_iter().filter(|(_, p)| !p.is_empty()) {
            div { key: "{domain:?}", class: "domain",
                h3 { {words.say(key(domain))} }
                Rows {
                    for piece in pieces {
                        PieceRow { key: "{piece.id}", piece }
                    }
                }
            }
        }
    }
}

/// One piece of the plan as a row: what, with whom, when.
#[component]
pub fn PieceRow(
    /// The piece.
    piece: Intervention,
) -> Element {
    let words = state::words();
    let who = piece.who.join(", ");
    rsx! {
        Row { to: Route::Intervention { id: piece.id.clone() }, title: piece.what.clone(), own: true,
            if !who.is_empty() {
                {words.say_with("care-with", &[("names", (&who).into())])}
            }
            if let Some(text) = piece.when.clone() {
                if !who.is_empty() {
                    span { class: "dot-between" }
                }
                Theirs { text }
            }
        }
    }
}

fn key(domain: Domain) -> &'static str {
    match domain {
        Domain::MentalHealth => "care-domain-mental-health",
        Domain::PhysicalHealth => "care-domain-physical-health",
        Domain::MeaningfulActivity => "care-domain-meaningful-activity",
        Domain::StayingSafe => "care-domain-staying-safe",
        Domain::Carers => "care-domain-carers",
        Domain::Rights => "care-domain-rights",
        Domain::Other => "care-domain-other",
    }
}
