//! What each screen costs with ten years of data and with one: three measures a fortnight, three goals rated
//! every month; every form was answered on this phone. A cold look is what a look reads of a real vault: the
//! one row of the record, and of the outbox what is shown. Drawing is the whole page.
//! `cargo bench --bench years`; `PATHWAY_ROUNDS` sets how often. Exit 1 where ten years cost a screen more
//! than 1.2 times what one year costs.

// A bench says what went wrong by stopping.
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;
#[path = "../tests/support/vaults.rs"]
mod vaults;
#[path = "../tests/support/years.rs"]
mod years;

use jiff::Timestamp;
use pathway_companion::app::View;
use pathway_companion::care::{RECORD_SHAPE, Record};
use pathway_companion::fhir::{Envelope, Reading, codes, read_record};
use pathway_companion::vault::{ItemState, NEWEST_SENT, NewItem, Pulled, Vault};
use serde::{Deserialize, Serialize};
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What ten years may cost, as so many times what one year costs.
const MOST: f64 = 1.2;

const SCREENS: [&str; 4] = ["/progress", "/progress/phq-9", "/goals", "/goals/goal-1"];

/// The row as the app keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    record: Record,
    updated: Timestamp,
}

/// A phone with so many years in its vault.
struct Phone {
    vault: Vault,
    years: i64,
    bytes: usize,
    // Held as long as the vault is open.
    _phone: vaults::Phone,
}

impl Phone {
    fn with(years: i64) -> Phone {
        let today = pathway_companion::words::today(support::now());
        let life = years::life(years, today);
        let life: Vec<Envelope> = life
            .iter()
            .map(|it| Envelope::read(&it.to_string()).unwrap())
            .collect();
        let how = Reading {
            patient: years::ME,
            codes_base: codes::BASE,
            today,
            role_label: "care coordinator",
            release_cluster: true,
            release_ratings: true,
            language: None,
        };
        let kept = Kept {
            record: read_record(&life, &how),
            updated: support::now(),
        };
        let row = serde_json::to_string(&kept).unwrap();
        let phone = vaults::Phone::new();
        let vault = vaults::amira(&phone.shelf());
        let pulled = Pulled {
            keep: life,
            ..Pulled::default()
        };
        vault.store_pull(&pulled, RECORD_SHAPE, &row).unwrap();
        for n in 0..years * 26 * 3 {
            sent(&vault, usize::try_from(n).unwrap());
        }
        Phone {
            vault,
            years,
            bytes: row.len(),
            _phone: phone,
        }
    }

    fn look(&self) -> View {
        let lately = self.vault.outbox_lately(NEWEST_SENT).unwrap();
        let to_do = ["task-of-today".to_owned()];
        assert!(self.vault.answered_among(&to_do).unwrap().is_empty());
        black_box(lately.items.len());
        let row = self.vault.view(RECORD_SHAPE).unwrap().unwrap();
        let kept: Kept = serde_json::from_str(&row).unwrap();
        View {
            record: Some(Arc::new(kept.record)),
            updated: Some(kept.updated),
            ..support::amira::view()
        }
    }

    fn draw(&self, route: &str) -> usize {
        let view = self.look();
        support::draw(route, view).len()
    }
}

/// An answered form that left this phone and arrived.
fn sent(vault: &Vault, n: usize) {
    let draft = vaults::draft(n);
    assert!(vaults::answer(vault, n, 0));
    let item = NewItem {
        body: format!(r#"{{"said":"{}"}}"#, "what I said, ".repeat(300)),
        ..vaults::item(n)
    };
    let posted = vault.post(&draft.id, |_| Ok::<_, ()>(item)).unwrap();
    assert_eq!(posted, Some(Ok(())));
    let mut item = vault.outbox().unwrap().remove(0);
    item.state = ItemState::Sent;
    item.sent_at = Some(item.answered);
    vault.note(&item).unwrap();
}

fn time(work: impl FnOnce() -> usize) -> Duration {
    let begun = Instant::now();
    black_box(work());
    begun.elapsed()
}

/// What nine of ten rounds took longer than: what others do on this machine only ever adds.
fn quiet(mut all: Vec<Duration>) -> f64 {
    all.sort();
    all[all.len() / 10].as_secs_f64() * 1e3
}

fn main() -> ExitCode {
    let rounds = std::env::var("PATHWAY_ROUNDS").ok();
    let rounds = rounds.and_then(|n| n.parse().ok()).unwrap_or(60);
    let phones = [Phone::with(1), Phone::with(10)];
    for phone in &phones {
        println!("{} years: the row has {} bytes", phone.years, phone.bytes);
    }
    println!("{rounds} rounds, turn about; the fastest tenth\n");
    println!("| What | One year | Ten years | Times |\n|---|---:|---:|---:|");
    let mut held = true;
    for what in std::iter::once("a cold look").chain(SCREENS) {
        let mut times = [Vec::new(), Vec::new()];
        for round in 0..rounds + 1 {
            for (phone, times) in phones.iter().zip(&mut times) {
                let took = match what {
                    "a cold look" => time(|| phone.look().outgoing.len()),
                    route => time(|| phone.draw(route)),
                };
                // The first is to warm up.
                if round > 0 {
                    times.push(took);
                }
            }
        }
        let [one, ten] = times.map(quiet);
        let ratio = ten / one;
        held &= ratio <= MOST;
        println!("| {what} | {one:.2} ms | {ten:.2} ms | {ratio:.2} |");
    }
    if held {
        ExitCode::SUCCESS
    } else {
        println!("\nmissed: more than {MOST} times");
        ExitCode::FAILURE
    }
}
