//! A trust's server that random sequences are walked on, over real HTTP through the fault proxy: the sandbox, in
//! what it declares of itself, or the independent server. What is true at the end is asked of the server itself,
//! behind the proxy.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::desk::{Trust, folder, sandbox_behind};
use crate::peer::{BACK, PERSON, Peer, browse};
use crate::proxy::Proxy;
use jiff::Timestamp;
use pathway_companion::sandbox::Running;
use pathway_companion::trust::{self, Api, Discovered, Http, Method, Request, Tokens, TrustFile};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use tokio::sync::oneshot;
use url::Url;

/// Which server.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    Sandbox,
    /// Half a transaction under a 200, deleted reads as not found, no next links.
    Independent,
    /// The same, declaring nothing of itself.
    DeclaresNothing,
}

enum Server {
    Sandbox(Running, TempDir),
    Peer(Peer),
}

/// A server, the proxy before it, and somebody who has signed in there.
pub struct Ground {
    pub kind: Kind,
    pub proxy: Proxy,
    pub trust: Trust,
    pub file: Arc<TrustFile>,
    pub patient: &'static str,
    /// Requests that never reach the server.
    pub never: Mutex<Vec<oneshot::Sender<()>>>,
    http: Http,
    signed_in: Mutex<Option<(Tokens, Discovered)>>,
    sequences: AtomicUsize,
    server: Server,
}

/// What the server holds of one form that was handed over.
#[derive(Debug, Default)]
pub struct There {
    pub responses: Vec<Value>,
    pub scores: Vec<Value>,
    pub task: Option<Value>,
}

impl Ground {
    pub async fn start(kind: Kind) -> Self {
        let proxy = Proxy::start().await;
        let (server, patient) = match kind {
            Kind::Sandbox => {
                let data = folder();
                let (running, _) = sandbox_behind(data.path(), &proxy.base).await;
                (Server::Sandbox(running, data), "demo-amira")
            }
            Kind::Independent | Kind::DeclaresNothing => {
                let public = proxy.base.to_string();
                let peer = tokio::task::spawn_blocking(move || {
                    let mut all = vec!["--public", &public];
                    all.extend((kind == Kind::DeclaresNothing).then_some("--plain"));
                    Peer::start_with(&all)
                });
                (Server::Peer(peer.await.unwrap()), PERSON)
            }
        };
        let base = match &server {
            Server::Sandbox(running, _) => running.base.clone(),
            Server::Peer(peer) => peer.trust.base.clone(),
        };
        proxy.put_before(&base);
        let http = Http::new().unwrap();
        let asked = Request {
            method: Method::Get,
            url: proxy.base.join("trust.json").unwrap(),
            headers: Vec::new(),
            body: None,
        };
        let file = TrustFile::read(&http.ask(asked).await.unwrap().body).unwrap();
        let ground = Self {
            kind,
            proxy,
            trust: Trust::at(base),
            file: Arc::new(file),
            patient,
            never: Mutex::default(),
            http,
            signed_in: Mutex::new(None),
            sequences: AtomicUsize::new(0),
            server,
        };
        ground.sign_in().await;
        ground
    }

    /// The person signs in at the trust's page.
    pub async fn sign_in(&self) {
        let back = Url::parse(BACK).unwrap();
        let begun = trust::begin(&self.http, &self.file, back).await.unwrap();
        let code = match &self.server {
            Server::Sandbox(..) => {
                let page = begun.page.as_str();
                self.trust.sign_in(page, self.patient).await.1
            }
            Server::Peer(_) => {
                let page = begun.page.to_string();
                let came = tokio::task::spawn_blocking(move || browse(&page));
                came.await.unwrap().1
            }
        };
        let now = Timestamp::now();
        let done = trust::finish(&self.http, &self.file, begun, &code.unwrap(), now).await;
        let done = done.unwrap();
        *self.signed_in.lock().unwrap() = Some((done.tokens, done.discovered));
    }

    /// The line as a start finds it: with the tokens that were kept last.
    pub fn api(self: &Arc<Self>) -> Api {
        let (tokens, discovered) = self.signed_in.lock().unwrap().clone().unwrap();
        let weak = Arc::downgrade(self);
        let keep: trust::Keep = Arc::new(move |tokens| {
            if let Some(ground) = weak.upgrade()
                && let Some(kept) = ground.signed_in.lock().unwrap().as_mut()
            {
                kept.0 = tokens.clone();
            }
            true
        });
        let http = self.http.apart().unwrap();
        Api::new(http, self.file.clone(), tokens, Some(discovered), keep)
    }

    /// A number that no other sequence has: its names are its own, so that nothing is there of it yet.
    pub fn number(&self) -> usize {
        self.sequences.fetch_add(1, Ordering::SeqCst)
    }

    /// All is well; the sandbox declares this of itself.
    pub async fn is_well(&self, declares: &Value) {
        self.proxy.mend();
        if self.kind == Kind::Sandbox {
            let wishes = json!([{"clear": true}, {"declare": declares}]);
            self.trust.control(wishes).await;
        }
    }

    /// The next transaction is half done: these entries of it fail. Only the sandbox does so when asked.
    pub async fn half(&self, fail: &[u8]) {
        if self.kind == Kind::Sandbox {
            let half = json!({"fault": "half-transaction", "fail": fail, "times": 1});
            self.trust.control(half).await;
        }
    }

    /// The team asks for a form.
    pub async fn ask_for(&self, task: &str, canonical: &str) {
        let sdc = |code: &str| json!({"coding": [{"system": "http://hl7.org/fhir/uv/sdc/CodeSystem/temp", "code": code}]});
        let me = json!({"reference": format!("Patient/{}", self.patient)});
        let asked = json!({"resourceType": "Task", "id": task, "status": "requested", "intent": "order",
            "code": sdc("complete-questionnaire"), "for": me, "owner": me,
            "authoredOn": "2026-01-05T09:00:00Z",
            "input": [{"type": sdc("questionnaire"), "valueCanonical": canonical}]});
        self.trust.put(asked).await;
    }

    pub async fn task(&self, id: &str) -> Option<Value> {
        let tasks = self.trust.resources("Task").await;
        tasks.into_iter().find(|it| it["id"] == id)
    }

    /// Another device answers, if nobody has.
    pub async fn answer_elsewhere(&self, id: &str) {
        let Some(mut task) = self.task(id).await.filter(|it| it["status"] != "completed") else {
            return;
        };
        let response = format!("other-{id}");
        let me = json!({"reference": format!("Patient/{}", self.patient)});
        let other = json!({"resourceType": "QuestionnaireResponse", "id": response, "status": "completed",
            "subject": me, "author": me, "authored": "2026-01-06T09:00:00Z",
            "questionnaire": task["input"][0]["valueCanonical"],
            "identifier": {"system": "https://other.example/ids", "value": response}});
        self.trust.put(other).await;
        task["status"] = json!("completed");
        let reference = json!({"reference": format!("QuestionnaireResponse/{response}")});
        task["output"] = json!([{"type": {"coding": [{"system":
            "http://hl7.org/fhir/uv/sdc/CodeSystem/temp", "code": "questionnaire-response"}]},
            "valueReference": reference}]);
        self.trust.put(task).await;
    }

    /// The team writes something into the Task; whether there was one.
    pub async fn edit(&self, id: &str, note: &str) -> bool {
        let Some(mut task) = self.task(id).await else {
            return false;
        };
        let mut notes = task["note"].as_array().cloned().unwrap_or_default();
        notes.push(json!({"text": note}));
        task["note"] = json!(notes);
        self.trust.put(task).await;
        true
    }

    /// The team takes the Task away.
    pub async fn withdraw(&self, id: &str) {
        if self.task(id).await.is_some() {
            self.trust.delete("Task", id).await;
        }
    }

    /// What is there of what carries these identifiers.
    pub async fn there(&self, response: &str, score: &str, task: &str) -> There {
        let identified = |it: &Value, id: &str| {
            let identifier = &it["identifier"];
            let mut many = identifier.as_array().into_iter().flatten();
            identifier["value"] == id || many.any(|it| it["value"] == id)
        };
        let mut there = There {
            responses: self.trust.resources("QuestionnaireResponse").await,
            scores: self.trust.resources("Observation").await,
            task: self.task(task).await,
        };
        there.responses.retain(|it| identified(it, response));
        there.scores.retain(|it| identified(it, score));
        there
    }
}
