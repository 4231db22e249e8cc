//! Noor's phone, with whom Amira shares one of everything that is planted; and the ways in which it is taken back.
//! What is left is searched for in the open database, word by word.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::carer::{
    NOOR, PARK, PASSCODE, SHARING, all_in, amira_changes, days_pass, files_hold, peek, rating,
    sign_in_as, vault_of,
};
use crate::desk::{Trust, companion, folder, sandbox_behind, until};
use crate::planted::{Kind, PLANTED, one, plant, shares, until_day};
use crate::proxy::Proxy;
use pathway_companion::app::{Companion, OutgoingState, Stage, View};
use pathway_companion::sandbox::Running;
use serde_json::json;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// What the carer writes beside a rating.
pub const NOTE: &str = "she laughed at the pond";

/// The ways in which something is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All of it is stopped.
    Stopped,
    /// Only the team stays.
    Changed,
    /// Only a piece of the plan stays, whose worker is of the team.
    LeftOne,
    /// Its last day was yesterday.
    Over,
    /// The Consent is not there any more.
    Deleted,
    /// The trust has ended the link.
    NoLink,
    /// The trust does not know the sign-in any more.
    SignedOut,
}

pub const ENDS: [End; 7] = [
    End::Stopped,
    End::Changed,
    End::LeftOne,
    End::Over,
    End::Deleted,
    End::NoLink,
    End::SignedOut,
];

impl End {
    /// What stays.
    fn left(self) -> Option<Kind> {
        match self {
            End::Changed => Some(Kind::Team),
            End::LeftOne => Some(Kind::Piece),
            _ => None,
        }
    }

    /// Whether the trust says that the goal is shared no more. A sign-in that ended says nothing of it.
    pub fn is_told(self) -> bool {
        self != End::SignedOut
    }
}

/// Everything is taken back, or nearly.
pub async fn end(phone: &Phone, how: End) {
    let trust = &phone.trust;
    match how {
        End::Stopped => amira_changes(trust, |it| it["status"] = json!("inactive")).await,
        End::Changed | End::LeftOne => {
            let left: Vec<Kind> = how.left().into_iter().collect();
            shares(trust, &left).await;
        }
        End::Over => {
            let yesterday = jiff::Zoned::now().date().yesterday().unwrap().to_string();
            until_day(trust, &yesterday).await;
        }
        End::Deleted => trust.delete("Consent", SHARING).await,
        End::NoLink => {
            let mut link = one(trust, "RelatedPerson", NOOR).await;
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

/// Noor's phone, and a line to the trust that can be cut.
pub struct Phone {
    pub proxy: Proxy,
    pub trust: Trust,
    pub app: Companion,
    pub home: TempDir,
    data: TempDir,
    running: Running,
}

impl Phone {
    /// Everything is shared and has come.
    pub async fn new() -> Self {
        let (data, home) = (folder(), folder());
        let proxy = Proxy::start().await;
        let (running, trust) = sandbox_behind(data.path(), &proxy.base).await;
        proxy.put_before(&running.base);
        plant(&trust).await;
        let every: Vec<Kind> = PLANTED.iter().map(|(kind, _)| *kind).collect();
        shares(&trust, &every).await;
        let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
        sign_in_as(&app, &trust, NOOR).await;
        let phone = Self {
            proxy,
            trust,
            app,
            home,
            data,
            running,
        };
        phone.has_all().await;
        phone
    }

    /// Everything is shown, and every word lies in the database.
    pub async fn has_all(&self) {
        self.until("everything is shown", shows_all).await;
        let all = all_in(self.home.path(), &self.id());
        for (kind, words) in PLANTED {
            for words in words {
                assert!(all.contains(words), "{kind:?}: {words}");
            }
        }
    }

    pub fn id(&self) -> String {
        vault_of(self.home.path(), "carer")
    }

    pub fn holds(&self, words: &str) -> bool {
        all_in(self.home.path(), &self.id()).contains(words)
    }

    pub fn shows(&self) -> bool {
        shows_all(&self.app.view())
    }

    pub async fn until(&self, what: &str, wanted: impl Fn(&View) -> bool) {
        until(&self.app, what, wanted).await;
    }

    pub async fn look(&self) {
        self.app.look_now().await;
    }

    /// At the next contact what was shared is gone; where something else stays, it is there.
    pub async fn ends(&self, how: End) -> bool {
        self.look().await;
        self.is_gone(how.left()).await
    }

    /// Nothing of it is shown any more, and no word of it is left, but for what stays.
    pub async fn is_gone(&self, stays: Option<Kind>) -> bool {
        self.until("it is shown no more", |view| {
            let shown = view.following.as_ref().map(|it| it.shown.clone());
            shown.is_some_and(|it| {
                let gone = it.goals.is_empty() && it.review.is_none() && it.safe_plan.is_none();
                let team = it.team.is_some() == (stays == Some(Kind::Team));
                let piece = it.pieces.is_empty() != (stays == Some(Kind::Piece));
                gone && team && piece
            })
        })
        .await;
        let all = all_in(self.home.path(), &self.id());
        let mut left = Vec::new();
        for (kind, words) in PLANTED {
            for words in words {
                let may = stays == Some(kind);
                let there = all.contains(words);
                if there != may || files_hold(self.home.path(), words) {
                    left.push(*words);
                }
            }
        }
        assert!(left.is_empty(), "left, or gone with it: {left:?}");
        let kinds = self.kinds_left();
        let may: &[&str] = match stays {
            Some(Kind::Team) => &["CareTeam", "Consent", "Practitioner"],
            Some(_) => &["Consent", "Practitioner", "ServiceRequest"],
            None => &[],
        };
        let own = ["Communication", "RelatedPerson"];
        let strange = |it: &&String| !may.contains(&it.as_str()) && !own.contains(&it.as_str());
        let strange: Vec<&String> = kinds.iter().filter(strange).collect();
        assert!(strange.is_empty(), "left: {strange:?}");
        let traces = ["goal-attainment-scaling", "107334-5", "107331-1"];
        // What the carer said themselves, and what waits, says how a goal goes.
        let waits = !self.app.view().outgoing.is_empty();
        let mut traces = traces.iter().filter(|it| !waits && all.contains(**it));
        assert_eq!(traces.next(), None);
        let db = self.home.path().join(format!("{}.db-wal", self.id()));
        let journal = std::fs::metadata(db).map_or(0, |it| it.len());
        journal < 64 * 1024
    }

    /// The kinds of resources that lie in the vault.
    fn kinds_left(&self) -> Vec<String> {
        let db = peek(self.home.path(), &self.id());
        let mut rows = db.prepare("SELECT DISTINCT type FROM record").unwrap();
        let kinds = rows.query_map([], |row| row.get(0)).unwrap();
        kinds.map(Result::unwrap).collect()
    }

    /// Closed, so many days pass, and opened again.
    pub async fn closed_for(self, days: u64) -> Self {
        self.closed_while(|home, id| {
            if days > 0 {
                days_pass(home, id, days);
            }
        })
        .await
    }

    /// Closed, something happens to what lies there, and opened again.
    pub async fn closed_while(self, happens: impl FnOnce(&Path, &str)) -> Self {
        let Phone {
            proxy,
            trust,
            app,
            home,
            data,
            running,
        } = self;
        drop(app);
        free(home.path()).await;
        happens(home.path(), &vault_of(home.path(), "carer"));
        let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
        Phone {
            proxy,
            trust,
            app,
            home,
            data,
            running,
        }
    }

    /// Locked with a passcode.
    pub async fn locks(&self) {
        let set = self.app.set_passcode(None, Some(PASSCODE.into())).await;
        set.unwrap();
        self.app.lock().await;
        assert!(matches!(self.app.view().stage, Stage::Locked(_)));
    }

    /// A rating, handed over.
    pub async fn rates(&self) -> String {
        let filling = rating(&self.app, PARK, NOTE).await.unwrap();
        self.app.send_form(&filling).await.unwrap()
    }

    /// A rating that waits, since there is no signal.
    pub async fn waits(&self) -> String {
        let id = self.rates().await;
        self.until("it waits", |view| {
            view.outgoing.iter().any(|it| it.id == id)
        })
        .await;
        assert!(self.holds(NOTE));
        id
    }

    pub async fn has_arrived(&self, id: &str) {
        self.until("it has arrived", |view| {
            let mut all = view.outgoing.iter();
            all.any(|it| it.id == id && matches!(it.state, OutgoingState::Sent { .. }))
        })
        .await;
    }

    /// How many of what the carer was writing can no longer be sent, and how many of them may have arrived.
    pub fn said(&self) -> (u32, u32) {
        let following = self.app.view().following.clone().unwrap_or_default();
        (following.dropped, following.doubted)
    }

    pub async fn says(&self, dropped: u32, doubted: u32) {
        for _ in 0..400 {
            if self.said() == (dropped, doubted) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("said is {:?}", self.said());
    }

    /// How many times the trust has what Noor said of the goal.
    pub async fn arrived(&self) -> usize {
        let all = self.trust.resources("Observation").await;
        all.iter()
            .filter(|it| it.to_string().contains(NOTE))
            .count()
    }
}

fn shows_all(view: &View) -> bool {
    let Some(following) = &view.following else {
        return false;
    };
    let it = &following.shown;
    let planted = PLANTED[0].1[0];
    it.goals.iter().any(|it| it.goal.words.contains(planted))
        && it.pieces.len() == 1
        && it.review.as_ref().is_some_and(|it| it.meeting.is_some())
        && it.team.is_some()
        && it.safe_plan.is_some()
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
