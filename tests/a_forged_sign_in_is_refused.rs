//! Signing in: only an id_token that the trust's own sign-in signed, for this app, this sign-in and
//! this moment, lets anybody in; a state is taken once and never guessed; renewals that race lose no
//! session; and "No, that is not me" leaves nothing behind. Against the sandbox, and against
//! `oidc-provider`, which others wrote.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/peer.rs"]
mod peer;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/tally.rs"]
mod tally;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use desk::{Trust, companion, folder, sandbox_behind};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use pathway_companion::app::{Companion, SignInProblem, Stage};
use pathway_companion::sandbox::Running;
use pathway_companion::trust::{self, Api, Asked, Http, Tokens, TrustFile};
use peer::{Peer, browse, can_run};
use proxy::{Fault, Proxy};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tally::Tally;
use tempfile::TempDir;
use url::Url;

const AMIRA: &str = "demo-amira";

/// A key that the trust has never seen, and its public half as a key set.
struct Forger {
    private: EncodingKey,
    public: Vec<u8>,
}

impl Forger {
    fn new() -> Self {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, made.as_ref(), &random).unwrap();
        Self {
            private: EncodingKey::from_ec_der(made.as_ref()),
            public: pair.public_key().as_ref().to_vec(),
        }
    }

    fn keys(&self) -> Value {
        let part = |range: std::ops::Range<usize>| URL_SAFE_NO_PAD.encode(&self.public[range]);
        json!({"keys": [{"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "forged",
            "x": part(1..33), "y": part(33..65)}]})
    }

    fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some("forged".to_owned());
        jsonwebtoken::encode(&header, claims, &self.private).unwrap()
    }
}

fn claims(token: &str) -> Value {
    let body = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).unwrap()).unwrap()
}

fn plain(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

/// What becomes of the id_token, by name; and whether the forger's keys are published as the trust's.
type Forgery = (
    &'static str,
    bool,
    Arc<dyn Fn(&str, &Forger) -> String + Send + Sync>,
);

fn forgery(
    name: &'static str,
    own_keys: bool,
    make: impl Fn(&str, &Forger) -> String + Send + Sync + 'static,
) -> Forgery {
    (name, own_keys, Arc::new(make))
}

fn with(name: &'static str, change: impl Fn(&mut Value) + Send + Sync + 'static) -> Forgery {
    forgery(name, true, move |token, forger| {
        let mut claims = claims(token);
        change(&mut claims);
        forger.sign(&claims)
    })
}

fn forgeries() -> Vec<Forgery> {
    let without = |name: &'static str, claim: &'static str| {
        with(name, move |it| {
            drop(it.as_object_mut().unwrap().remove(claim))
        })
    };
    vec![
        forgery("another's signature", false, |token, forger| {
            forger.sign(&claims(token))
        }),
        forgery("a signature that was touched", false, |token, _| {
            let (body, signature) = token.rsplit_once('.').unwrap();
            let mut bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
            bytes[7] ^= 1;
            format!("{body}.{}", URL_SAFE_NO_PAD.encode(bytes))
        }),
        forgery("claims that were touched", false, |token, _| {
            let parts: Vec<&str> = token.split('.').collect();
            let mut claims = claims(token);
            claims["sub"] = json!("Patient/demo-daniel");
            format!("{}.{}.{}", parts[0], plain(&claims), parts[2])
        }),
        forgery("no signature", true, |token, _| {
            format!(
                "{}.{}.",
                plain(&json!({"alg": "none"})),
                plain(&claims(token))
            )
        }),
        forgery("a shared secret", true, |token, forger| {
            let secret = EncodingKey::from_secret(&forger.public);
            jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims(token), &secret).unwrap()
        }),
        forgery("no token at all", true, |_, _| "oh".to_owned()),
        with("for another app", |it| it["aud"] = json!("another-app")),
        with("for other apps", |it| it["aud"] = json!(["one", "two"])),
        with("by another issuer", |it| {
            it["iss"] = json!("https://evil.example")
        }),
        with("of another sign-in", |it| it["nonce"] = json!("guessed")),
        with("of an hour ago", |it| {
            it["exp"] = json!(Timestamp::now().as_second() - 3_600)
        }),
        without("for nobody", "aud"),
        without("by nobody", "iss"),
        without("without a nonce", "nonce"),
        without("without an end", "exp"),
        without("of nobody", "sub"),
    ]
}

/// Puts a forgery into the way: the token's place and the keys' place.
fn put(token_at: &Proxy, forgery: &Forgery, forger: &Arc<Forger>) {
    let (make, by) = (forgery.2.clone(), forger.clone());
    let change = move |reply: &mut Value| {
        if let Some(token) = reply["id_token"].as_str() {
            reply["id_token"] = json!(make(token, &by));
        }
    };
    token_at.always("POST", "/token", Fault::edit(change));
    if forgery.1 {
        let keys = forger.keys();
        token_at.always("GET", "/jwks", Fault::edit(move |it| *it = keys.clone()));
    }
}

fn vault_files(home: &TempDir) -> usize {
    let names = std::fs::read_dir(home.path()).unwrap();
    let kept = names.filter(|it| {
        let path = it.as_ref().unwrap().path();
        path.extension()
            .is_some_and(|end| ["db", "seal", "unsent"].iter().any(|it| end == *it))
    });
    kept.count()
}

struct Door {
    proxy: Proxy,
    trust: Trust,
    app: Companion,
    home: TempDir,
    _data: TempDir,
    _running: Running,
}

async fn door() -> Door {
    let (data, home) = (folder(), folder());
    let proxy = Proxy::start().await;
    let (running, trust) = sandbox_behind(data.path(), &proxy.base).await;
    proxy.put_before(&running.base);
    let app = companion(home.path(), &Trust::at(proxy.base.clone())).await;
    Door {
        proxy,
        trust,
        app,
        home,
        _data: data,
        _running: running,
    }
}

impl Door {
    async fn sign_in(&self) -> Result<(), SignInProblem> {
        let page = self.app.begin_sign_in().await?;
        let (state, code) = self.trust.sign_in(&page, AMIRA).await;
        self.app.finish_sign_in(&state, code.as_deref()).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn by_its_id_token_at_the_sandbox() {
    let door = door().await;
    let forger = Arc::new(Forger::new());
    for forgery in forgeries() {
        put(&door.proxy, &forgery, &forger);
        assert_eq!(
            door.sign_in().await,
            Err(SignInProblem::OddAnswer),
            "{}",
            forgery.0
        );
        assert_eq!(door.app.view().stage, Stage::Welcome, "{}", forgery.0);
        assert_eq!(vault_files(&door.home), 0, "{}", forgery.0);
        door.proxy.mend();
    }
    // The same way with nothing forged but the key, which is then the trust's: it lets in.
    put(&door.proxy, &with("nothing", |_| {}), &forger);
    door.sign_in().await.unwrap();
    assert!(matches!(door.app.view().stage, Stage::IsThisYou { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn by_its_id_token_at_an_independent_provider() {
    if !can_run() {
        return;
    }
    let peer = tokio::task::spawn_blocking(Peer::start).await.unwrap();
    let (front, door) = (Proxy::start().await, Proxy::start().await);
    front.put_before(&peer.trust.base);
    let base = front.base.to_string();
    let inside = peer.trust.base.to_string();
    front.always(
        "GET",
        "/trust.json",
        Fault::edit(move |it| {
            let own = it["fhir_base"].as_str().unwrap().replace(&inside, &base);
            it["fhir_base"] = json!(own);
        }),
    );
    // The sign-in's own door is asked for codes by the browser, and for tokens and keys through the
    // proxy.
    let config = Http::new().unwrap();
    let asked = trust::Request {
        method: trust::Method::Get,
        url: peer
            .trust
            .base
            .join("fhir/.well-known/smart-configuration")
            .unwrap(),
        headers: Vec::new(),
        body: None,
    };
    let config: Value = serde_json::from_str(&config.ask(asked).await.unwrap().body).unwrap();
    door.put_before(&Url::parse(config["issuer"].as_str().unwrap()).unwrap());
    let through = door.base.to_string();
    front.always(
        "GET",
        "/fhir/.well-known",
        Fault::edit(move |it| {
            it["token_endpoint"] = json!(format!("{through}token"));
            it["jwks_uri"] = json!(format!("{through}jwks"));
        }),
    );
    let forger = Arc::new(Forger::new());
    let home = folder();
    let app = companion(home.path(), &Trust::at(front.base.clone())).await;
    for forgery in forgeries() {
        put(&door, &forgery, &forger);
        let page = app.begin_sign_in().await.unwrap();
        let (state, code) = tokio::task::spawn_blocking(move || browse(&page))
            .await
            .unwrap();
        let said = app.finish_sign_in(&state, code.as_deref()).await;
        assert_eq!(said, Err(SignInProblem::OddAnswer), "{}", forgery.0);
        door.mend();
    }
    let page = app.begin_sign_in().await.unwrap();
    let (state, code) = tokio::task::spawn_blocking(move || browse(&page))
        .await
        .unwrap();
    app.finish_sign_in(&state, code.as_deref()).await.unwrap();
    assert_eq!(
        vault_files(&home),
        0,
        "nothing is kept before the person has said yes"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn by_its_state_which_is_taken_once_and_never_guessed() {
    let door = door().await;
    let page = Url::parse(&door.app.begin_sign_in().await.unwrap()).unwrap();
    let part = |name: &str| {
        page.query_pairs()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    let fhir = format!("{}fhir", door.proxy.base);
    assert_eq!(part("aud"), Some(fhir));
    assert_eq!(part("code_challenge_method").as_deref(), Some("S256"));
    assert_eq!(part("response_type").as_deref(), Some("code"));
    assert!(part("code_challenge").is_some_and(|it| it.len() == 43));
    assert!(part("nonce").is_some_and(|it| it.len() >= 16));
    assert!(part("client_secret").is_none());
    let (state, code) = door.trust.sign_in(page.as_str(), AMIRA).await;
    assert_eq!(Some(&state), part("state").as_ref());
    let asked = door.proxy.asked("POST", "/token");
    for guess in ["", "guessed", &state[1..]] {
        let said = door.app.finish_sign_in(guess, code.as_deref()).await;
        assert_eq!(said, Err(SignInProblem::NotBegun), "{guess}");
    }
    assert_eq!(
        door.proxy.asked("POST", "/token"),
        asked,
        "a code was spent on a guess"
    );
    door.app
        .finish_sign_in(&state, code.as_deref())
        .await
        .unwrap();
    let again = door.app.finish_sign_in(&state, code.as_deref()).await;
    assert_eq!(again, Err(SignInProblem::NotBegun), "a state is taken once");
    // A server without PKCE S256 is not signed in at.
    for less in [json!([]), json!(["plain"])] {
        let change = Fault::edit(move |it| it["code_challenge_methods_supported"] = less.clone());
        door.proxy.once("GET", "/fhir/.well-known", change);
        assert!(door.app.begin_sign_in().await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn and_no_that_is_not_me_leaves_nothing_behind() {
    let door = door().await;
    door.sign_in().await.unwrap();
    assert!(matches!(door.app.view().stage, Stage::IsThisYou { .. }));
    let heads = door.proxy.heads();
    let bearer = heads.iter().rev().find_map(|head| {
        let line = head
            .lines()
            .find(|it| it.to_ascii_lowercase().starts_with("authorization:"))?;
        line.split_once("Bearer ")
            .map(|(_, token)| token.trim().to_owned())
    });
    let bearer = bearer.expect("the name was read with the token");
    door.app.is_this_me(false).await.unwrap();
    let view = door.app.view();
    assert_eq!(view.stage, Stage::Welcome);
    assert!(view.record.is_none() && view.not_granted.is_empty());
    assert_eq!(vault_files(&door.home), 0, "a vault was made");
    for entry in std::fs::read_dir(door.home.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        for planted in [&bearer, AMIRA, "Amira"] {
            assert!(
                !text.contains(planted),
                "{planted} is in {}",
                path.display()
            );
        }
    }
    // What was granted has been given back.
    let asked = trust::Request {
        method: trust::Method::Get,
        url: door
            .proxy
            .base
            .join(&format!("fhir/Patient/{AMIRA}"))
            .unwrap(),
        headers: vec![("authorization", format!("Bearer {bearer}"))],
        body: None,
    };
    let answer = Http::new().unwrap().ask(asked).await.unwrap();
    assert_eq!(answer.status, 401, "the token still opens the record");
    assert_eq!(
        door.app.is_this_me(true).await,
        Err(SignInProblem::NotBegun)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn and_renewals_that_race_lose_no_session() {
    let door = door().await;
    door.trust.control(json!({"access_token_seconds": 1})).await;
    let http = Http::new().unwrap();
    let asked = trust::Request {
        method: trust::Method::Get,
        url: door.proxy.base.join("trust.json").unwrap(),
        headers: Vec::new(),
        body: None,
    };
    let file = Arc::new(TrustFile::read(&http.ask(asked).await.unwrap().body).unwrap());
    let back = Url::parse("http://127.0.0.1:9/callback").unwrap();
    let begun = trust::begin(&http, &file, back).await.unwrap();
    let (_, code) = door.trust.sign_in(begun.page.as_str(), AMIRA).await;
    let now = Timestamp::now();
    let signed_in = trust::finish(&http, &file, begun, &code.unwrap(), now)
        .await
        .unwrap();
    let kept = Arc::new(AtomicUsize::new(0));
    let count = kept.clone();
    let keep: trust::Keep = Arc::new(move |_: &Tokens| {
        count.fetch_add(1, Ordering::SeqCst);
        true
    });
    let api = Api::new(
        http,
        file.clone(),
        signed_in.tokens,
        Some(signed_in.discovered),
        keep,
    );
    let mut tries = 0;
    for _ in 0..4 {
        door.trust.control(json!({"access_token_seconds": 1})).await;
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        // Tokens of a quarter of an hour from here on: whoever renews, renews for all.
        door.trust
            .control(json!({"access_token_seconds": 900}))
            .await;
        door.proxy
            .once("POST", "/token", Fault::Late(Duration::from_millis(200)));
        let before = (
            door.proxy.asked("POST", "/token"),
            kept.load(Ordering::SeqCst),
        );
        let asking: Vec<_> = (0..20)
            .map(|number| {
                // Half of them by a line with a newer trust file, which shares the session.
                let newer = Arc::new(TrustFile::clone(&file));
                let line = if number % 2 == 0 {
                    api.clone()
                } else {
                    api.with_trust(newer)
                };
                tokio::spawn(async move { line.ask(Asked::get(format!("Patient/{AMIRA}"))).await })
            })
            .collect();
        for one in asking {
            assert_eq!(one.await.unwrap().unwrap().status, 200);
            tries += 1;
        }
        let after = (
            door.proxy.asked("POST", "/token"),
            kept.load(Ordering::SeqCst),
        );
        assert!(
            after.0 <= before.0 + 1,
            "{} renewals at once",
            after.0 - before.0
        );
        assert_eq!(
            after.1 - before.1,
            after.0 - before.0,
            "a renewal was not kept"
        );
        assert!(!api.has_ended().await);
        // The sandbox forgets nothing: make the next round begin with a token that is refused.
        door.trust.control(json!({"fault": "token-expired"})).await;
        assert_eq!(
            api.ask(Asked::get(format!("Patient/{AMIRA}")))
                .await
                .unwrap()
                .status,
            200
        );
    }
    // A server that ends tokens before their time: all that were refused share one renewal.
    let long = Fault::edit(|reply| reply["expires_in"] = json!(900));
    door.proxy.always("POST", "/token", long);
    for _ in 0..3 {
        door.trust.control(json!({"access_token_seconds": 1})).await;
        door.trust.control(json!({"fault": "token-expired"})).await;
        let patient = || Asked::get(format!("Patient/{AMIRA}"));
        assert_eq!(api.ask(patient()).await.unwrap().status, 200);
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        door.trust
            .control(json!({"access_token_seconds": 900}))
            .await;
        let before = door.proxy.asked("POST", "/token");
        let asking: Vec<_> = (0..20)
            .map(|_| {
                let (line, asked) = (api.clone(), patient());
                tokio::spawn(async move { line.ask(asked).await })
            })
            .collect();
        for one in asking {
            assert_eq!(one.await.unwrap().unwrap().status, 200);
            tries += 1;
        }
        let renewals = door.proxy.asked("POST", "/token") - before;
        assert_eq!(renewals, 1, "for one token that was refused");
        assert!(!api.has_ended().await);
    }
    Tally::clean(tries).row(6, "renewals");
}
