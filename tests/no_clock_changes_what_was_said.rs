//! Whatever the phone's clock says, and in whichever zone: what was answered is there and arrives once, in
//! the order in which it was said, with the time at which it was said there. (F18) A form is begun in one
//! zone and sent from another: `authored` carries the zone in which it was sent, and the day by which the
//! trust wants it stays the trust's. (F19)
//!
//! The app runs in processes of its own (`support/lives.rs`), each in a zone of its own (`TZ`) and with a
//! small library before it that tells it another date (`support/clock_at.c`). The sandbox keeps its own.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/line.rs"]
mod line;
#[path = "support/lives.rs"]
mod lives;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/tally.rs"]
mod tally;

use desk::{PHQ9, Trust, companion, option, until};
use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use line::{AMIRA, Away, Line};
use lives::{said, say};
use pathway_companion::app::OutgoingState;
use pathway_companion::care::Review;
use pathway_companion::fhir::when::{first_day, last_day};
use pathway_companion::platform::DataFolder;
use pathway_companion::vault::Shelf;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use tally::Tally;

const DAY: i64 = 24 * 60 * 60;

/// A worker: opens a form and answers its first four questions (`half`), answers the others and hands it
/// over (`wait`), or also sees it arrive (`rest`).
fn work(order: &[String]) {
    let [home, base, task, part] = order else {
        panic!("an order has four lines");
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let trust = Trust::at(base.parse().unwrap());
        let app = companion(Path::new(home), &trust).await;
        if part == "send" {
            until(&app, "all that waits has gone", |view| {
                view.outgoing.iter().all(|it| is_sent(&it.state))
            })
            .await;
            return;
        }
        let mut filling = app.open_form(task).await.unwrap();
        let record = app.view().record.clone().unwrap();
        let form = record.forms_to_do.iter().find(|it| it.task == *task);
        say(&format!("closes {:?}", form.unwrap().closes));
        for (path, values) in filling.session.answers() {
            say(&format!("have {path} {}", json!(values)));
        }
        let all: Vec<_> = filling.session.pages().into_iter().enumerate().collect();
        let pages = match part.as_str() {
            "half" => &all[..4],
            _ => &all[4..],
        };
        for (number, page) in pages {
            if page.questions()[0].item.required {
                let value = option(&filling.session, &page.path, PHQ9[number % 4]);
                filling = app
                    .answer(&filling, &page.path, vec![value.clone()])
                    .await
                    .unwrap();
                say(&format!("yes {} {}", page.path, json!([value])));
            }
        }
        if part == "half" {
            return;
        }
        let id = app.send_form(&filling).await.unwrap();
        say(&format!("id {id}"));
        if part == "rest" {
            until(&app, "it has arrived", |view| {
                view.outgoing
                    .iter()
                    .any(|it| it.id == id && is_sent(&it.state))
            })
            .await;
        } else {
            until(&app, "it was tried in vain", |view| {
                view.outgoing
                    .iter()
                    .any(|it| it.id == id && matches!(it.state, OutgoingState::Waiting(_)))
            })
            .await;
        }
    });
    lives::end();
}

fn is_sent(state: &OutgoingState) -> bool {
    matches!(state, OutgoingState::Sent { .. })
}

/// Somebody who waits for a form at every hour of the day: the team asks for it until half an hour before
/// midnight, in winter.
const UNTIL: &str = "2026-12-01T23:30:00+00:00";

/// Forms that are asked for, and the app gone from its folder.
async fn asked(forms: usize) -> (Away, Vec<String>) {
    let line = Line::start(json!({})).await;
    let mut tasks = Vec::new();
    for _ in 0..forms {
        let id = line.asked().await;
        let all = line.trust.of_patient("Task", AMIRA).await;
        let mut task = all.into_iter().find(|it| it["id"] == id.as_str()).unwrap();
        task["restriction"] = json!({"period": {"end": UNTIL}});
        line.trust.put(task).await;
        tasks.push(id);
    }
    line.app.look_now().await;
    line.until("the last day has come", |view| {
        let forms = view.record.as_ref().map(|it| &it.forms_to_do);
        tasks.iter().all(|task| {
            forms.is_some_and(|all| all.iter().any(|it| it.task == *task && it.closes.is_some()))
        })
    })
    .await;
    (line.leave().await, tasks)
}

/// One life of the app: its lines, and the times between which it lived as it knew them.
fn live(
    away: &Away,
    library: &Path,
    task: &str,
    part: &str,
    shift: i64,
    zone: &str,
) -> (Vec<String>, [Timestamp; 2]) {
    let home = away.line().home.path();
    let base = away.line().proxy.base.to_string();
    let test = std::thread::current().name().unwrap().to_owned();
    let now = || Timestamp::now() + SignedDuration::from_secs(shift);
    let began = now();
    let worker = lives::worker(&test, &[home.to_str().unwrap(), &base, task, part])
        .env("LD_PRELOAD", library)
        .env("PATHWAY_CLOCK_SHIFT", shift.to_string())
        .env("TZ", zone)
        .spawn()
        .unwrap();
    let (lines, through) = lives::hear(worker);
    assert!(
        through,
        "{part} of {task} in {zone}, shifted by {shift} s: {lines:?}"
    );
    (lines, [began, now()])
}

/// The clock of a phone: at a moment, or so many seconds off.
enum Clock {
    Off(i64),
    At(&'static str),
}

/// Where and when the second half of a form is answered. The first is answered in London, today.
const SECOND: [(Clock, &str); 14] = [
    (Clock::Off(0), "Europe/London"),
    (Clock::Off(-DAY), "Europe/London"),
    (Clock::Off(DAY), "Europe/London"),
    // The hours change while the form is answered.
    (Clock::At("2026-03-29T00:59:58Z"), "Europe/London"),
    (Clock::At("2026-10-25T00:59:58Z"), "Europe/London"),
    (Clock::Off(0), "Pacific/Kiritimati"),
    (Clock::Off(0), "Etc/GMT+12"),
    (Clock::Off(0), "Asia/Kathmandu"),
    (Clock::Off(-DAY), "Pacific/Kiritimati"),
    (Clock::At("2028-02-29T23:59:58Z"), "Europe/London"),
    // Where seconds were counted in 31 bits.
    (Clock::At("2038-01-19T03:14:05Z"), "Europe/London"),
    (Clock::At("2038-01-19T03:14:05Z"), "Pacific/Kiritimati"),
    // A phone whose battery was flat.
    (Clock::At("1970-01-01T00:00:05Z"), "UTC"),
    (Clock::At("2099-12-31T23:59:58Z"), "America/St_Johns"),
];

#[test]
fn a_form_that_is_begun_by_one_clock_and_sent_by_another_arrives_once() {
    if let Some(order) = lives::order() {
        return work(&order);
    }
    let folder = tempfile::tempdir().unwrap();
    let library = lives::library(folder.path(), "clock_at");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (away, tasks) = runtime.block_on(asked(SECOND.len()));
    let mut sent = Vec::new();
    let (mut clocks, mut zones) = (Tally::default(), Tally::default());
    for ((clock, zone), task) in SECOND.iter().zip(&tasks) {
        let (first, _) = live(&away, &library, task, "half", 0, "Europe/London");
        let shift = match clock {
            Clock::Off(by) => *by,
            Clock::At(moment) => {
                let moment: Timestamp = moment.parse().unwrap();
                moment.duration_since(Timestamp::now()).as_secs()
            }
        };
        let (second, between) = live(&away, &library, task, "rest", shift, zone);
        let yes = said(&first, "yes");
        assert_eq!(yes.len(), 4);
        let lost = yes != said(&second, "have");
        let day = said(&first, "closes");
        let moved = day != said(&second, "closes") || day != ["Some(2026-12-01)"];
        clocks.add(Tally::of_one(lost, false, false));
        zones.add(Tally::of_one(false, false, moved));
        sent.push((task, said(&second, "id")[0].to_owned(), between, zone));
    }
    runtime.block_on(async {
        let line = away.come_back().await;
        let all = line.trust.resources("QuestionnaireResponse").await;
        for (task, id, between, zone) in &sent {
            let there = line.count_of(id, task, false).await;
            clocks.add(Tally { tries: 0, ..there });
            let copy = all
                .iter()
                .find(|it| it["identifier"]["value"] == id.as_str())
                .unwrap();
            let authored = copy["authored"].as_str().unwrap();
            zones.wrong += u64::from(!is_right(authored, between, zone));
        }
    });
    clocks.row(18, "clocks");
    zones.row(19, "zones");
}

/// Whether it is a moment of that life, written as it stood on the wall there.
fn is_right(authored: &str, between: &[Timestamp; 2], zone: &str) -> bool {
    let at: Timestamp = authored.parse().unwrap();
    let second = SignedDuration::from_secs(1);
    let then = at >= between[0] - second && at <= between[1] + second;
    let wall = at.to_zoned(TimeZone::get(zone).unwrap());
    let there = wall.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let offset = wall.strftime("%:z").to_string();
    let right = then
        && authored.starts_with(&there)
        && (authored.ends_with(&offset) || authored.ends_with('Z') && offset == "+00:00");
    if !right {
        eprintln!("{zone}: {authored} is not {there}{offset}, or not within {between:?}");
    }
    right
}

#[test]
fn what_was_said_first_stands_first_and_no_wait_follows_the_date() {
    if let Some(order) = lives::order() {
        return work(&order);
    }
    let folder = tempfile::tempdir().unwrap();
    let library = lives::library(folder.path(), "clock_at");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    // Tomorrow, yesterday, in a year, long ago: the order in which it was said is this one.
    let shifts = [DAY, -DAY, 365 * DAY, -20 * 365 * DAY];
    let (away, tasks) = runtime.block_on(asked(shifts.len()));
    let wish = |wish: serde_json::Value| runtime.block_on(away.line().trust.control(wish));
    let mut ids = Vec::new();
    for (shift, task) in shifts.iter().zip(&tasks) {
        wish(json!({"clear": true}));
        live(&away, &library, task, "half", *shift, "Europe/London");
        wish(json!({"fault": "status", "status": 503, "times": 0}));
        let (lines, _) = live(&away, &library, task, "wait", *shift, "Europe/London");
        ids.push(said(&lines, "id")[0].to_owned());
    }
    let kept: Vec<String> = {
        let folder = DataFolder::hold(away.line().home.path()).unwrap();
        let shelf = Shelf::open(Arc::new(folder)).unwrap();
        let vault = shelf.open_current().unwrap().unwrap();
        vault
            .outbox()
            .unwrap()
            .into_iter()
            .rev()
            .map(|it| it.id)
            .collect()
    };
    let mut all = Tally {
        wrong: u64::from(kept != ids),
        ..Tally::default()
    };
    // Set back once more: what waits is not held up until the date has come round again.
    wish(json!({"clear": true}));
    live(
        &away,
        &library,
        "",
        "send",
        -30 * 365 * DAY,
        "Europe/London",
    );
    runtime.block_on(async {
        let line = away.come_back().await;
        for (id, task) in ids.iter().zip(&tasks) {
            all.add(line.count_of(id, task, false).await);
        }
    });
    all.row(18, "order-and-waits");
}

#[test]
fn a_leap_day_is_a_day() {
    let leap = date(2028, 2, 29);
    let london = TimeZone::get("Europe/London").unwrap();
    let mut all = Tally::default();
    let mut is = |right: bool| all.add(Tally::of_one(false, false, !right));
    is(first_day("2028-02-29") == Some(leap));
    is(last_day("2028-02") == Some(leap));
    is(first_day("2027-02-29").is_none() && first_day("2100-02-29").is_none());
    let due = Review::DueBy(leap);
    is(due.on(date(2028, 2, 28), &london) == due);
    is(due.on(leap, &london) == due);
    is(due.on(date(2028, 3, 1), &london) == Review::Passed(leap));
    let meeting = Review::Booked {
        id: "review".into(),
        changed: None,
        start: "2028-02-29T23:30:00Z".parse().unwrap(),
        end: None,
        with: Vec::new(),
        place: None,
    };
    is(meeting.on(leap, &london) == meeting);
    is(meeting.on(date(2028, 3, 1), &london) == Review::Passed(leap));
    all.row(18, "leap-day");
}
