//! Noor's phone, to whom Amira shares one of everything, each with words that stand nowhere else; and the ways in
//! which it is taken back. What is left is searched for in the open database, word by word.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::carer::{
    NOOR, PARK, PASSCODE, SHARING, all_in, amira_changes, days_pass, files_hold, peek, rating,
    sign_in_as, vault_of,
};
use crate::desk::{Trust, companion, folder, sandbox_behind, until};
use crate::proxy::Proxy;
use pathway_companion::app::{Companion, OutgoingState, Stage, View};
use pathway_companion::sandbox::Running;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// What the carer writes beside a rating.
pub const NOTE: &str = "she laughed at the pond";

/// Something that is shared, and words of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Goal,
    Piece,
    Review,
    Team,
    Plan,
}

/// Every kind of thing that can be shared, with the words that are planted in it.
pub const PLANTED: [(Kind, &[&str]); 5] = [
    (
        Kind::Goal,
        &[
            "past the blue gate",
            "nearly at the willow",
            "five swans today",
        ],
    ),
    (Kind::Piece, &["An hour with the kettle on"]),
    (Kind::Review, &["2031-03-14", "Heron House"]),
    (Kind::Team, &["01632 960777", "01632 960888", "Samphire"]),
    (Kind::Plan, &["Count the gulls by the harbour"]),
];

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

/// The permit by which Amira shares it.
fn permit(kind: Kind) -> Value {
    let one = |meaning: &str, what: &str| json!({"data": [{"meaning": meaning, "reference": {"reference": what}}]});
    let class = |code: &str| json!({"class": [{"system": "http://hl7.org/fhir/resource-types", "code": code}]});
    let action = |code: &str| {
        let system = "http://terminology.hl7.org/CodeSystem/consentaction";
        json!({"coding": [{"system": system, "code": code}]})
    };
    let mut permit = match kind {
        Kind::Goal => one("dependents", &format!("Goal/{PARK}")),
        Kind::Piece => one("instance", "ServiceRequest/demo-amira-np-cbt"),
        Kind::Review => class("Appointment"),
        Kind::Team => class("CareTeam"),
        Kind::Plan => one("instance", "QuestionnaireResponse/planted-plan"),
    };
    permit["type"] = json!("permit");
    permit["period"] = json!({"start": "2026-01-01", "end": "2099-01-01"});
    permit["action"] = match kind {
        Kind::Goal => json!([action("access"), action("collect")]),
        _ => json!([action("access")]),
    };
    permit
}

/// Amira shares just this with Noor.
pub async fn shares(trust: &Trust, kinds: &[Kind]) {
    let permits: Vec<Value> = kinds.iter().map(|kind| permit(*kind)).collect();
    amira_changes(trust, |it| {
        it["status"] = json!("active");
        it["provision"]["provision"] = json!(permits);
    })
    .await;
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

/// All that is shared has this last day.
pub async fn until_day(trust: &Trust, day: &str) {
    amira_changes(trust, |it| {
        let permits = it["provision"]["provision"].as_array_mut().unwrap();
        for permit in permits {
            permit["period"] = json!({"start": "2026-01-01", "end": day});
        }
    })
    .await;
}

async fn one(trust: &Trust, kind: &str, id: &str) -> Value {
    let all = trust.resources(kind).await;
    let found = all.into_iter().find(|it| it["id"] == id);
    found.unwrap_or_else(|| panic!("there is no {kind}/{id}"))
}

/// Plants the words.
async fn plant(trust: &Trust) {
    let mut goal = one(trust, "Goal", PARK).await;
    goal["description"]["text"] = "Walk past the blue gate".into();
    let steps = goal["extension"].as_array_mut().unwrap();
    let text = |it: &mut Value| {
        let parts = it["extension"].as_array_mut()?;
        let words = parts.iter_mut().find_map(|it| it.get_mut("valueString"))?;
        *words = "I was nearly at the willow".into();
        Some(())
    };
    assert!(
        steps.iter_mut().find_map(text).is_some(),
        "a step has words"
    );
    trust.put(goal).await;

    let ratings = trust.resources("Observation").await;
    let of_park = |it: &&Value| {
        let goal = format!("Goal/{PARK}");
        it["focus"][0]["reference"] == goal.as_str()
            && it["performer"][0]["reference"] == "Patient/demo-amira"
    };
    let mut rating = ratings.iter().find(of_park).unwrap().clone();
    rating["note"] = json!([{"text": "five swans today"}]);
    trust.put(rating).await;

    let mut piece = one(trust, "ServiceRequest", "demo-amira-np-cbt").await;
    let titles = piece["extension"].as_array_mut().unwrap();
    let title = titles
        .iter_mut()
        .find(|it| it["valueString"] == "A weekly appointment");
    title.unwrap()["valueString"] = "An hour with the kettle on".into();
    trust.put(piece).await;

    let mut review = one(trust, "Appointment", "demo-amira-review").await;
    review["start"] = "2031-03-14T14:00:00Z".into();
    review["end"] = "2031-03-14T15:00:00Z".into();
    let coming = review["participant"].as_array_mut().unwrap();
    let place = coming
        .iter_mut()
        .find(|it| it["type"][0]["text"] == "place")
        .unwrap();
    place["actor"] = json!({"display": "Heron House, room 9"});
    trust.put(review).await;

    let teams = trust.of_patient("CareTeam", "demo-amira").await;
    let mut team = teams[0].clone();
    team["telecom"] = json!([{"system": "phone", "value": "01632 960777"}]);
    trust.put(team).await;
    // Of the team alone: the kettle's worker is another.
    let mut worker = one(trust, "Practitioner", "ash").await;
    worker["name"] = json!([{"text": "Ash Samphire", "family": "Samphire", "given": ["Ash"]}]);
    trust.put(worker).await;
    let mut worker = one(trust, "Practitioner", "kim").await;
    worker["telecom"] = json!([{"system": "phone", "value": "01632 960888"}]);
    trust.put(worker).await;

    trust
        .put(json!({"resourceType": "QuestionnaireResponse", "id": "planted-plan", "status": "completed",
            "questionnaire": "https://pathway-companion.example/fhir/Questionnaire/staying-safe-plan|1.0.0",
            "subject": {"reference": "Patient/demo-amira"}, "author": {"reference": "Patient/demo-amira"},
            "authored": "2026-10-01T10:00:00Z",
            "item": [{"linkId": "helps", "text": "What I can do by myself",
                "answer": [{"valueString": "Count the gulls by the harbour"}]}]}))
        .await;
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
