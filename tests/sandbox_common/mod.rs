//! What the tests of the sandbox share: a running one, and an app that signs in without a browser.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pathway_companion::fhir::scopes::{Who, request_string};
use pathway_companion::sandbox::{self, Config, Running};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tempfile::TempDir;
use url::Url;

pub const REDIRECT: &str = "http://127.0.0.1:9999/callback";
pub const VERIFIER: &str = "a-verifier-that-is-long-enough-to-be-one-0123456789";
pub const ITEM: &str = "https://pathway-companion.example/fhir/item-uuid";

/// A client that follows no redirects.
pub fn client() -> Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let none = reqwest::redirect::Policy::none();
    Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(none)
        .build()
        .unwrap()
}

/// A sandbox in a folder of its own.
pub struct Demo {
    pub folder: TempDir,
    pub running: Running,
    pub client: Client,
}

/// What an app knows after signing in.
#[derive(Clone)]
pub struct Session {
    pub access: String,
    pub refresh: String,
    pub reply: Value,
}

pub fn here() -> SocketAddr {
    "127.0.0.1:0".parse().unwrap()
}

impl Demo {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let running = Self::run(&folder, here()).await;
        Self {
            folder,
            running,
            client: client(),
        }
    }

    async fn run(folder: &TempDir, listen: SocketAddr) -> Running {
        sandbox::start(Config {
            listen,
            data: folder.path().to_owned(),
            today: None,
            public: None,
        })
        .await
        .unwrap()
    }

    /// Stops it and starts another on the same folder and port.
    pub async fn restart(self) -> Self {
        let port = self.running.base.port().unwrap();
        self.running.stop().await;
        let running = Self::run(&self.folder, SocketAddr::from(([127, 0, 0, 1], port))).await;
        Self {
            folder: self.folder,
            running,
            client: client(),
        }
    }

    pub fn url(&self, path: &str) -> String {
        self.running
            .base
            .join(path.trim_start_matches('/'))
            .unwrap()
            .to_string()
    }

    /// The fields of a sign-in request that is right.
    pub fn request(&self, who: Who) -> HashMap<String, String> {
        let challenge = ring::digest::digest(&ring::digest::SHA256, VERIFIER.as_bytes());
        [
            ("response_type", "code".to_owned()),
            ("client_id", "pathway-companion".to_owned()),
            ("redirect_uri", REDIRECT.to_owned()),
            ("scope", request_string(who, false)),
            ("state", "state-1".to_owned()),
            ("nonce", "nonce-1".to_owned()),
            ("aud", self.running.fhir_base.to_string()),
            ("code_challenge", URL_SAFE_NO_PAD.encode(challenge)),
            ("code_challenge_method", "S256".to_owned()),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }

    pub async fn authorize_page(&self, fields: &HashMap<String, String>) -> Response {
        let mut url = Url::parse(&self.url("/authorize")).unwrap();
        url.query_pairs_mut().extend_pairs(fields);
        self.client.get(url).send().await.unwrap()
    }

    /// Presses the button of `subject`; gives where the browser is sent.
    pub async fn press(&self, mut fields: HashMap<String, String>, subject: &str) -> Url {
        fields.insert("as".into(), subject.into());
        let answer = self
            .client
            .post(self.url("/authorize"))
            .form(&fields)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap()
    }

    pub async fn token(&self, fields: &[(&str, &str)]) -> (StatusCode, Value) {
        let answer = self
            .client
            .post(self.url("/token"))
            .form(fields)
            .send()
            .await
            .unwrap();
        (answer.status(), body(answer).await)
    }

    pub async fn exchange(&self, code: &str, verifier: &str) -> (StatusCode, Value) {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("client_id", "pathway-companion"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", verifier),
        ])
        .await
    }

    pub async fn refresh(&self, token: &str) -> (StatusCode, Value) {
        self.token(&[
            ("grant_type", "refresh_token"),
            ("client_id", "pathway-companion"),
            ("refresh_token", token),
        ])
        .await
    }

    pub async fn sign_in(&self, subject: &str) -> Session {
        let who = if subject.starts_with("Patient/") {
            Who::Person
        } else {
            Who::Carer
        };
        let back = self.press(self.request(who), subject).await;
        let (status, reply) = self.exchange(&query(&back, "code"), VERIFIER).await;
        assert_eq!(status, StatusCode::OK, "{reply}");
        let word = |name: &str| reply[name].as_str().unwrap().to_owned();
        Session {
            access: word("access_token"),
            refresh: word("refresh_token"),
            reply: reply.clone(),
        }
    }

    /// Sends one FHIR request; headers as `name: value`.
    pub async fn fhir(
        &self,
        session: &Session,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Response {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self
            .client
            .request(method, self.url(&format!("/fhir{path}")));
        request = request.header("authorization", format!("Bearer {}", session.access));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request
                .header("content-type", "application/fhir+json")
                .body(body.to_string());
        }
        request.send().await.unwrap()
    }

    pub async fn get(&self, session: &Session, path: &str) -> (StatusCode, Value) {
        let answer = self.fhir(session, "GET", path, &[], None).await;
        (answer.status(), body(answer).await)
    }

    /// The ids that a search finds.
    pub async fn ids(&self, session: &Session, path: &str) -> Vec<String> {
        let (status, bundle) = self.get(session, path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {bundle}");
        ids(&bundle)
    }

    pub async fn control(&self, wish: Value) {
        let answer = self
            .client
            .post(self.url("/control"))
            .header("content-type", "application/json")
            .body(wish.to_string())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    }

    pub async fn plant(&self, resource: &Value) {
        let answer = self
            .client
            .post(self.url("/control/put"))
            .header("content-type", "application/json")
            .body(resource.to_string())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
    }

    /// Everything stored of a type.
    pub async fn stored(&self, kind: &str) -> Vec<Value> {
        let url = self.url(&format!("/control/resources?type={kind}"));
        let found = body(self.client.get(url).send().await.unwrap()).await;
        found["resources"].as_array().unwrap().clone()
    }
}

pub async fn body(answer: Response) -> Value {
    serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default()
}

pub fn ids(bundle: &Value) -> Vec<String> {
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    entries
        .iter()
        .filter_map(|e| e["resource"]["id"].as_str())
        .map(str::to_owned)
        .collect()
}

pub fn query(url: &Url, name: &str) -> String {
    url.query_pairs()
        .find(|(n, _)| n == name)
        .map(|(_, v)| v.into_owned())
        .unwrap_or_default()
}

/// A message from a person to their team.
pub fn question(from: &str, patient: &str, uuid: &str) -> Value {
    json!({
        "resourceType": "Communication", "status": "completed",
        "identifier": [{"system": ITEM, "value": uuid}],
        "subject": {"reference": patient}, "sender": {"reference": from},
        "payload": [{"contentString": "When do I see Sam?"}],
    })
}
