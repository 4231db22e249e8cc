//! What is taken back is gone from the carer's phone (F26): stopped, changed, over by its last day, over by time
//! without contact, the link or the sign-in gone; each in the orders in which a phone can be offline and
//! online around it. The open database and the files are searched, and a rating that was not sent is dropped
//! and said.

#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/carer.rs"]
mod carer;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/tally.rs"]
mod tally;
#[path = "support/vaults.rs"]
mod vaults;

use carer::{
    NOOR, PARK, SHARING, all_in, amira_changes, days_pass, files_hold, looked, rating, setting,
    sign_in_as, vault_of,
};
use desk::{Trust, companion, folder, sandbox_behind, until};
use pathway_companion::app::{Companion, Contact, OutgoingState, Seen, View};
use pathway_companion::sandbox::Running;
use proxy::Proxy;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tally::Tally;
use tempfile::TempDir;

/// Words of the goal that is shared; in them, a word that stands nowhere else.
const PLANTED: &str = "past the blue gate";
/// What the carer writes beside a rating.
const NOTE: &str = "she laughed at the pond";

/// Noor's phone, and a line to the trust that can be cut.
struct Phone {
    proxy: Proxy,
    trust: Trust,
    app: Companion,
    home: TempDir,
    _data: TempDir,
    _running: Running,
}

impl Phone {
    async fn new() -> Self {
        let (data, home) = (folder(), folder());
        let proxy = Proxy::start().await;
        let (running, trust) = sandbox_behind(data.path(), &proxy.base).await;
        proxy.put_before(&running.base);
        let goals = trust.resources("Goal").await;
        let mut goal = goals.into_iter().find(|it| it["id"] == PARK).unwrap();
        goal["description"]["text"] = format!("Walk {PLANTED}").into();
        trust.put(goal).await;
        let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
        sign_in_as(&app, &trust, NOOR).await;
        let phone = Self {
            proxy,
            trust,
            app,
            home,
            _data: data,
            _running: running,
        };
        assert!(phone.holds(PLANTED) && phone.shows(), "it was there before");
        phone
    }

    fn id(&self) -> String {
        vault_of(self.home.path(), "carer")
    }

    fn holds(&self, words: &str) -> bool {
        all_in(self.home.path(), &self.id()).contains(words)
    }

    fn shows(&self) -> bool {
        let view = self.app.view();
        let following = view.following.as_ref();
        following.is_some_and(|it| {
            it.shown
                .goals
                .iter()
                .any(|it| it.goal.words.contains(PLANTED))
        })
    }

    async fn until(&self, what: &str, wanted: impl Fn(&View) -> bool) {
        until(&self.app, what, wanted).await;
    }

    /// Nothing is shown any more, and nothing of it is left.
    async fn is_gone(&self) -> bool {
        self.until("it is shown no more", |view| {
            let following = view.following.as_ref();
            following.is_some_and(|it| it.shown.is_empty())
        })
        .await;
        let all = all_in(self.home.path(), &self.id());
        let traces = [PLANTED, "goal-attainment-scaling", "\"focus\"", "107334-5"];
        // What the carer said themselves, and what waits, names its goal.
        let waits = !self.app.view().outgoing.is_empty();
        let own = |it: &&&str| waits && **it == "\"focus\"";
        let left: Vec<&&str> = traces
            .iter()
            .filter(|it| all.contains(**it) && !own(it))
            .collect();
        assert!(left.is_empty(), "left: {left:?}");
        let db = self.home.path().join(format!("{}.db-wal", self.id()));
        let journal = std::fs::metadata(db).map_or(0, |it| it.len());
        assert!(journal < 64 * 1024, "the journal was emptied: {journal}");
        !files_hold(self.home.path(), PLANTED)
    }

    /// Closed, so many days pass, and opened again.
    async fn closed_for(self, days: u64) -> Self {
        let Phone {
            proxy,
            trust,
            app,
            home,
            _data,
            _running,
        } = self;
        drop(app);
        if days > 0 {
            free(home.path()).await;
            days_pass(home.path(), &vault_of(home.path(), "carer"), days);
        }
        let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
        Phone {
            proxy,
            trust,
            app,
            home,
            _data,
            _running,
        }
    }

    /// A rating that waits, since there is no signal.
    async fn waits(&self) -> String {
        let filling = rating(&self.app, PARK, NOTE).await.unwrap();
        let id = self.app.send_form(&filling).await.unwrap();
        self.until("it waits", |view| {
            view.outgoing.iter().any(|it| it.id == id)
        })
        .await;
        assert!(self.holds(NOTE));
        id
    }

    /// The trust has nothing of what Noor said of the goal.
    async fn never_arrived(&self) -> bool {
        let all = self.trust.resources("Observation").await;
        !all.iter().any(|it| it.to_string().contains(NOTE))
    }
}

/// The app gives its folder up a moment after it is dropped.
async fn free(home: &Path) {
    for _ in 0..200 {
        if pathway_companion::platform::DataFolder::hold(home).is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the folder is held");
}

/// The ways in which something is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// All of it is stopped.
    Stopped,
    /// The goal is taken out; something else stays.
    Changed,
    /// Its last day was yesterday.
    Over,
    /// The Consent is not there any more.
    Deleted,
    /// The trust has ended the link.
    NoLink,
    /// The trust does not know the sign-in any more.
    SignedOut,
}

const ENDS: [End; 6] = [
    End::Stopped,
    End::Changed,
    End::Over,
    End::Deleted,
    End::NoLink,
    End::SignedOut,
];

async fn end(phone: &Phone, how: End) {
    let trust = &phone.trust;
    match how {
        End::Stopped => amira_changes(trust, |it| it["status"] = json!("inactive")).await,
        End::Changed => {
            amira_changes(trust, |it| {
                let mut permit = it["provision"]["provision"][0].clone();
                permit.as_object_mut().unwrap().remove("data");
                permit["class"] =
                    json!([{"system": "http://hl7.org/fhir/resource-types", "code": "CareTeam"}]);
                let see = permit["action"][0].clone();
                permit["action"] = json!([see]);
                it["provision"]["provision"] = json!([permit]);
            })
            .await;
        }
        End::Over => {
            let yesterday = jiff::Zoned::now().date().yesterday().unwrap().to_string();
            amira_changes(trust, |it| {
                it["provision"]["provision"][0]["period"] =
                    json!({"start": "2026-01-01", "end": yesterday});
            })
            .await;
        }
        End::Deleted => trust.delete("Consent", SHARING).await,
        End::NoLink => {
            let all = trust.resources("RelatedPerson").await;
            let mut link = all.into_iter().find(|it| it["id"] == NOOR).unwrap();
            link["active"] = json!(false);
            trust.put(link).await;
        }
        End::SignedOut => {
            trust
                .control(json!([
                    {"fault": "token-expired", "times": 0},
                    {"fault": "refresh-refused", "times": 0}
                ]))
                .await;
        }
    }
}

impl Phone {
    async fn look(&self) {
        self.app.look_now().await;
    }

    /// What was shared is gone; where something else stays, it is there.
    async fn ends(&self, how: End) -> bool {
        self.look().await;
        if how != End::Changed {
            return self.is_gone().await;
        }
        self.until("the team is shown and no goal", |view| {
            let shown = view.following.as_ref().map(|it| it.shown.clone());
            shown.is_some_and(|it| it.goals.is_empty() && it.team.is_some())
        })
        .await;
        !self.holds(PLANTED) && !files_hold(self.home.path(), PLANTED)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_the_phone_is_online() {
    let mut tally = Tally::default();
    for how in ENDS {
        let phone = Phone::new().await;
        end(&phone, how).await;
        let gone = phone.ends(how).await;
        let view = phone.app.view();
        let quiet = view.following.as_ref().unwrap().dropped == 0;
        tally.add(Tally::of_one(!gone, false, !quiet));
    }
    tally.row(26, "online");
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_the_phone_is_offline() {
    let mut tally = Tally::default();
    for how in ENDS {
        let phone = Phone::new().await;
        phone.proxy.away().await;
        end(&phone, how).await;
        phone.look().await;
        phone
            .until("there is no signal", |view| {
                view.contact == Contact::NoSignal
            })
            .await;
        // It says how old it is, and still shows what nobody could tell it is over.
        let view = phone.app.view();
        assert!(phone.shows() && view.updated.is_some(), "{how:?}");
        phone.proxy.back().await;
        let gone = phone.ends(how).await;
        tally.add(Tally::of_one(!gone, false, false));
    }
    tally.row(26, "offline");
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_the_app_is_closed_and_opened_without_signal_first() {
    let mut tally = Tally::default();
    for how in [End::Stopped, End::Changed, End::NoLink] {
        let phone = Phone::new().await;
        phone.proxy.away().await;
        end(&phone, how).await;
        let phone = phone.closed_for(0).await;
        phone
            .until("it shows what it has", |view| {
                let following = view.following.as_ref();
                following.is_some_and(|it| matches!(it.seen, Seen::At(_)))
            })
            .await;
        assert!(phone.shows(), "{how:?}");
        phone.proxy.back().await;
        let gone = phone.ends(how).await;
        tally.add(Tally::of_one(!gone, false, false));
    }
    tally.row(26, "closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsent_rating_of_it_is_dropped_and_said() {
    let mut tally = Tally::default();
    for how in [
        End::Stopped,
        End::Changed,
        End::Over,
        End::Deleted,
        End::NoLink,
    ] {
        let phone = Phone::new().await;
        phone.proxy.away().await;
        let id = phone.waits().await;
        end(&phone, how).await;
        phone.proxy.back().await;
        let gone = phone.ends(how).await;
        phone
            .until("it is said", |view| {
                let following = view.following.as_ref();
                following.is_some_and(|it| it.dropped == 1)
            })
            .await;
        let view = phone.app.view();
        let dropped = !view.outgoing.iter().any(|it| it.id == id) && !phone.holds(NOTE);
        tally.add(Tally::of_one(!gone, !phone.never_arrived().await, !dropped));
        // It is said once, and over a start, until it was read.
        let phone = phone.closed_for(0).await;
        phone
            .until("it is still said", |view| {
                view.following.as_ref().is_some_and(|it| it.dropped == 1)
            })
            .await;
        phone.app.read_what_was_dropped().await.unwrap();
        phone
            .until("it was read", |view| {
                view.following.as_ref().is_some_and(|it| it.dropped == 0)
            })
            .await;
    }
    tally.row(26, "rating");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_begun_goes_with_it_and_one_that_may_go_is_sent() {
    let phone = Phone::new().await;
    rating(&phone.app, PARK, NOTE).await.unwrap();
    assert!(phone.holds(NOTE));
    end(&phone, End::Stopped).await;
    assert!(phone.ends(End::Stopped).await);
    phone
        .until("it is said", |view| {
            view.following.as_ref().is_some_and(|it| it.dropped == 1)
        })
        .await;
    assert!(!phone.holds(NOTE));

    let phone = Phone::new().await;
    phone.proxy.away().await;
    let id = phone.waits().await;
    phone.proxy.back().await;
    phone.look().await;
    phone
        .until("it has arrived", |view| {
            let mut all = view.outgoing.iter();
            all.any(|it| it.id == id && matches!(it.state, OutgoingState::Sent { .. }))
        })
        .await;
    assert!(!phone.never_arrived().await);
    Tally::clean(2).row(26, "begun");
}

#[tokio::test(flavor = "multi_thread")]
async fn its_last_day_holds_without_the_trust() {
    let phone = Phone::new().await;
    let today = jiff::Zoned::now().date().to_string();
    amira_changes(&phone.trust, |it| {
        it["provision"]["provision"][0]["period"] = json!({"start": "2026-01-01", "end": today});
    })
    .await;
    phone.look().await;
    phone
        .until("it is shared until today", |view| {
            let shown = view.following.as_ref().map(|it| it.shown.clone());
            shown.is_some_and(|it| {
                it.goals
                    .first()
                    .is_some_and(|it| it.until.to_string() == today)
            })
        })
        .await;
    phone.proxy.away().await;
    phone.waits().await;
    let phone = phone.closed_for(1).await;
    let gone = phone.is_gone().await;
    let view = phone.app.view();
    let said = view.following.as_ref().unwrap().dropped == 1;
    let dropped = view.outgoing.is_empty() && !phone.holds(NOTE);
    Tally::of_one(!gone, false, !said || !dropped).row(26, "last-day");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_that_nobody_vouches_for_is_shut_and_what_waits_stays() {
    let phone = Phone::new().await;
    phone.proxy.away().await;
    let id = phone.waits().await;
    // The sandbox's file says seven days.
    let phone = phone.closed_for(6).await;
    phone
        .until("it still shows", |view| {
            let following = view.following.as_ref();
            following.is_some_and(|it| !it.shown.is_empty())
        })
        .await;
    let phone = phone.closed_for(1).await;
    let gone = phone.is_gone().await;
    let view = phone.app.view();
    let following = view.following.clone().unwrap();
    let shut = following.seen == Seen::TooLongAgo && following.dropped == 0;
    let waits = view.outgoing.iter().any(|it| it.id == id) && phone.holds(NOTE);
    phone.proxy.back().await;
    phone.look().await;
    phone
        .until("it is back, and what waited has gone", |view| {
            let mut all = view.outgoing.iter();
            let sent = all.any(|it| it.id == id && matches!(it.state, OutgoingState::Sent { .. }));
            let following = view.following.as_ref();
            sent && following.is_some_and(|it| matches!(it.seen, Seen::At(_)))
        })
        .await;
    looked(&phone.app).await;
    Tally::of_one(!gone, false, !shut || !waits).row(26, "days");
}

#[tokio::test(flavor = "multi_thread")]
async fn setting_the_date_back_keeps_nothing_open() {
    let phone = Phone::new().await;
    phone.proxy.away().await;
    let Phone {
        app,
        home,
        proxy,
        trust,
        _data,
        _running,
    } = phone;
    drop(app);
    free(home.path()).await;
    let id = vault_of(home.path(), "carer");
    let mut heard: Value =
        serde_json::from_str(&setting(home.path(), &id, "heard").unwrap()).unwrap();
    // As another run of the phone whose date was two days ahead of what it is set to now.
    heard["run"] = json!("another run");
    heard["wall"] = json!(heard["wall"].as_i64().unwrap() + 2 * 24 * 60 * 60);
    carer::set(home.path(), &id, "heard", &heard.to_string());
    let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
    let phone = Phone {
        app,
        home,
        proxy,
        trust,
        _data,
        _running,
    };
    let gone = phone.is_gone().await;
    let view = phone.app.view();
    let shut = view.following.as_ref().unwrap().seen == Seen::TooLongAgo;
    Tally::of_one(!gone, false, !shut).row(26, "date");
}
