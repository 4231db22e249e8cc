//! A person with the app at one end, the sandbox at the other, and the fault proxy between them; and
//! one try: a form is filled in, faults are put in the way, and what came of it is counted.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::desk::{PHQ9, Trust, companion, folder, option, sandbox_behind};
use crate::proxy::{Fault, Proxy};
use crate::tally::Tally;
use pathway_companion::app::{Companion, Contact, Filling, OutgoingState, View};
use pathway_companion::sandbox::Running;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub const AMIRA: &str = "demo-amira";
/// Longest that anything here may take.
const PATIENCE: Duration = Duration::from_secs(100);

pub struct Line {
    pub proxy: Proxy,
    pub trust: Trust,
    pub app: Companion,
    pub home: TempDir,
    template: Value,
    planted: AtomicUsize,
    _data: TempDir,
    _running: Running,
}

impl Line {
    /// Signed in as Amira, all well. `declare` is what the sandbox says that it can do.
    pub async fn start(declare: Value) -> Self {
        let (data, home) = (folder(), folder());
        let proxy = Proxy::start().await;
        let (running, trust) = sandbox_behind(data.path(), &proxy.base).await;
        proxy.put_before(&running.base);
        if declare.is_object() {
            trust.control(json!({"declare": declare})).await;
        }
        let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
        let tasks = trust.of_patient("Task", AMIRA).await;
        let template = tasks
            .into_iter()
            .find(|it| it["status"] == "requested" && it.to_string().contains("phq-9"))
            .unwrap();
        let line = Self {
            proxy,
            trust,
            app,
            home,
            template,
            planted: AtomicUsize::new(0),
            _data: data,
            _running: running,
        };
        line.sign_in().await;
        line.until("the first look is over", |view| {
            view.record.is_some() && view.contact == Contact::Well
        })
        .await;
        line
    }

    /// Signs in through the proxy and says "Yes".
    pub async fn sign_in(&self) {
        let page = self.app.begin_sign_in().await.unwrap();
        let (state, code) = self.trust.sign_in(&page, AMIRA).await;
        self.app
            .finish_sign_in(&state, code.as_deref())
            .await
            .unwrap();
        // Who is known already is not asked who they are.
        self.app.is_this_me(true).await.ok();
    }

    pub async fn until(&self, what: &str, wanted: impl Fn(&View) -> bool) {
        let patience = Instant::now() + PATIENCE;
        while !wanted(&self.app.view()) {
            let view = self.app.view();
            assert!(
                Instant::now() < patience,
                "waited in vain: {what}; contact {:?}, outgoing {:?}",
                view.contact,
                view.outgoing
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// A new form that the team asks for, fetched; gives its Task.
    pub async fn asked(&self) -> String {
        let number = self.planted.fetch_add(1, Ordering::SeqCst);
        let task = format!("planted-{number}");
        let mut resource = self.template.clone();
        resource["id"] = json!(task);
        resource.as_object_mut().unwrap().remove("meta");
        self.trust.put(resource).await;
        self.app.look_now().await;
        self.until("the form has come", |view| {
            let record = view.record.as_ref();
            record.is_some_and(|it| it.forms_to_do.iter().any(|form| form.task == task))
        })
        .await;
        task
    }

    /// The same, filled in with the same answer throughout.
    pub async fn filled(&self, answer: usize) -> Filling {
        let task = self.asked().await;
        self.fill_in(&task, answer).await
    }

    pub async fn fill_in(&self, task: &str, answer: usize) -> Filling {
        let mut filling = self.app.open_form(task).await.unwrap();
        for page in filling.session.pages() {
            if page.questions()[0].item.required {
                let value = option(&filling.session, &page.path, PHQ9[answer]);
                filling = self
                    .app
                    .answer(&filling, &page.path, vec![value])
                    .await
                    .unwrap();
            }
        }
        filling
    }

    pub fn state(&self, id: &str) -> Option<OutgoingState> {
        let view = self.app.view();
        let item = view.outgoing.iter().find(|it| it.id == id);
        item.map(|it| it.state.clone())
    }

    /// Waits until it is called sent, looking now and then; tells whether it is said to have been
    /// answered elsewhere.
    pub async fn sent(&self, what: &str, id: &str) -> bool {
        let patience = Instant::now() + PATIENCE;
        loop {
            for _ in 0..30 {
                if let Some(OutgoingState::Sent {
                    answered_elsewhere, ..
                }) = self.state(id)
                {
                    return answered_elsewhere;
                }
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
            let state = self.state(id);
            assert!(
                Instant::now() < patience,
                "{what}: it is not sent: {state:?}"
            );
            assert!(
                !matches!(state, Some(OutgoingState::NeedsYou(_))),
                "{what}: {state:?}"
            );
            self.app.look_now().await;
        }
    }

    /// What is on the server of one answer, beside what the app says of it.
    pub async fn count(&self, filling: &Filling, elsewhere: bool) -> Tally {
        self.count_of(&filling.draft, &filling.task, elsewhere)
            .await
    }

    /// The same by the id of the answer and its Task.
    pub async fn count_of(&self, id: &str, of_task: &str, elsewhere: bool) -> Tally {
        let all = self.trust.resources("QuestionnaireResponse").await;
        let copies: Vec<&Value> = all
            .iter()
            .filter(|it| it["identifier"]["value"] == id)
            .collect();
        let Some(copy) = copies.first() else {
            return Tally::of_one(true, false, true);
        };
        let reference = format!("QuestionnaireResponse/{}", copy["id"].as_str().unwrap());
        let scores = self.trust.of_patient("Observation", AMIRA).await;
        let scores = scores
            .iter()
            .filter(|it| it["derivedFrom"][0]["reference"] == reference.as_str())
            .count();
        let tasks = self.trust.resources("Task").await;
        let task = tasks.iter().find(|it| it["id"] == of_task);
        let named: Vec<&str> = task
            .and_then(|it| it["output"].as_array())
            .into_iter()
            .flatten()
            .filter_map(|it| it["valueReference"]["reference"].as_str())
            .collect();
        let whole =
            task.is_none_or(|it| it["status"] == "completed") && named == [reference.as_str()];
        let ghost = self.app.view().drafts.iter().any(|it| it.task == of_task);
        Tally::of_one(
            scores == 0,
            copies.len() > 1 || scores > 1,
            elsewhere || !whole || ghost,
        )
    }

    /// One try: a form, faults in its way, and in the end it is there once. Faults that stand are
    /// taken away after a while.
    pub async fn one_try(&self, what: &str, put: impl FnOnce(&Proxy)) -> Tally {
        let filling = self.filled(1).await;
        let met = self.proxy.met();
        put(&self.proxy);
        let id = self.app.send_form(&filling).await.unwrap();
        let patience = Instant::now() + PATIENCE;
        while self.proxy.met() == met {
            let state = self.state(&id);
            assert!(
                Instant::now() < patience,
                "{what}: the fault was not met: {state:?}"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let elsewhere = self.sent(what, &id).await;
        self.proxy.mend();
        let tally = self.count(&filling, elsewhere).await;
        let good = tally == Tally::clean(1);
        if !good {
            eprintln!("{what}: {tally:?}");
        }
        tally
    }

    /// Tries each of some faults at each of some places of the line.
    pub async fn each(&self, places: &[(&'static str, &str)], faults: &[(&str, Fault)]) -> Tally {
        let mut all = Tally::default();
        for (method, place) in places {
            for (name, fault) in faults {
                let what = format!("{name} at {method} {place}");
                let tally = self.one_try(&what, |proxy| proxy.once(method, place, fault.clone()));
                all.add(tally.await);
            }
        }
        all
    }

    /// A look at everything; gives how it ended once nothing goes on any more.
    pub async fn look(&self) -> Contact {
        let asked = self.proxy.asked("", "/");
        self.app.look_now().await;
        let patience = Instant::now() + PATIENCE;
        let mut still = 0;
        while still < 25 {
            assert!(Instant::now() < patience, "it never ends");
            let rests = self.proxy.asked("", "/") > asked
                && !matches!(self.app.view().contact, Contact::Busy | Contact::Slow);
            still = if rests { still + 1 } else { 0 };
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.app.view().contact.clone()
    }
}

/// The line without an app at its end: for a process that is to be killed.
pub struct Away {
    line: Line,
}

impl Line {
    /// The app leaves; what it keeps stays where it is.
    pub async fn leave(mut self) -> Away {
        self.app = Companion::showing(View::default());
        for _ in 0..600 {
            if pathway_companion::platform::DataFolder::hold(self.home.path()).is_ok() {
                return Away { line: self };
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the folder was never given up");
    }
}

impl Away {
    /// The app starts again on what was kept.
    pub async fn come_back(mut self) -> Line {
        let trust = Trust::at(self.line.proxy.base.clone());
        self.line.app = companion(self.line.home.path(), &trust).await;
        self.line
    }

    /// What is between.
    pub fn line(&self) -> &Line {
        &self.line
    }
}

/// The places of a send to a server that takes transactions.
pub const WHOLE: [(&str, &str); 2] = [("GET", "/fhir/Task/"), ("POST", "/fhir$")];
/// The places of a send, thing by thing.
pub const PIECES: [(&str, &str); 3] = [
    ("PUT", "/fhir/QuestionnaireResponse/"),
    ("POST", "/fhir/Observation"),
    ("PUT", "/fhir/Task/"),
];
