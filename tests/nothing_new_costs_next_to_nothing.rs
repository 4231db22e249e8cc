//! What a pull costs on the wire: one batch where the server takes batches, packed; and nothing new
//! next to nothing. What changes is found all the same, by the server's clock.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/proxy.rs"]
mod proxy;

use desk::{Trust, folder, sandbox_behind};
use jiff::Timestamp;
use pathway_companion::fhir::{Envelope, Reading, read_record};
use pathway_companion::platform::DataFolder;
use pathway_companion::sandbox::Running;
use pathway_companion::sync::{Clock, Driver, Heartbeat, Report};
use pathway_companion::trust::{self, Api, Http, TrustFile};
use pathway_companion::vault::{Hat, Owner, Shelf, Vault};
use proxy::{Fault, Proxy};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use url::Url;

const AMIRA: &str = "demo-amira";

/// Reads what is kept as the app does, and remembers the last that it was shown.
#[derive(Default)]
struct Heart {
    kept: Mutex<Vec<Envelope>>,
}

impl Heartbeat for Heart {
    fn report(&self, _: Report) {}
    fn changed(&self) {}
    fn forms_asked(&self, resources: &[Envelope]) -> Vec<String> {
        let how = Reading {
            patient: AMIRA,
            codes_base: "https://pathway-companion.example/fhir",
            today: Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
            role_label: "care coordinator",
            release_cluster: true,
            release_ratings: true,
            language: None,
        };
        let record = read_record(resources, &how);
        record
            .forms_to_do
            .into_iter()
            .map(|form| form.questionnaire)
            .collect()
    }
    fn view_of(&self, kept: &[Envelope]) -> (u32, String) {
        *self.kept.lock().unwrap() = kept.to_vec();
        (1, "{}".to_owned())
    }
}

struct Set {
    proxy: Proxy,
    trust: Trust,
    driver: Driver,
    heart: Arc<Heart>,
    _vault: Arc<Vault>,
    _folders: (TempDir, TempDir),
    _running: Running,
}

async fn set(declare: Value) -> Set {
    let (data, home) = (folder(), folder());
    let proxy = Proxy::start().await;
    let (running, trust) = sandbox_behind(data.path(), &proxy.base).await;
    proxy.put_before(&running.base);
    trust.control(json!({"declare": declare})).await;
    let http = Http::new().unwrap();
    let asked = trust::Request {
        method: trust::Method::Get,
        url: proxy.base.join("trust.json").unwrap(),
        headers: Vec::new(),
        body: None,
    };
    let file = Arc::new(TrustFile::read(&http.ask(asked).await.unwrap().body).unwrap());
    let back = Url::parse("http://127.0.0.1:9/callback").unwrap();
    let begun = trust::begin(&http, &file, back).await.unwrap();
    let (_, code) = trust.sign_in(begun.page.as_str(), AMIRA).await;
    let now = Timestamp::now();
    let signed_in = trust::finish(&http, &file, begun, &code.unwrap(), now)
        .await
        .unwrap();
    let owner = Owner {
        trust: file.id.clone(),
        subject: signed_in.tokens.subject.clone(),
        patient: signed_in.tokens.patient.clone(),
    };
    let path = home.path().to_owned();
    let vault = tokio::task::spawn_blocking(move || {
        let shelf = Shelf::open(Arc::new(DataFolder::hold(&path).unwrap())).unwrap();
        let vault = shelf.open_or_make(&owner, Hat::Person).unwrap();
        vault.keep_setting("patient", Some(&owner.patient)).unwrap();
        Arc::new(vault)
    })
    .await
    .unwrap();
    let keep: trust::Keep = Arc::new(|_| true);
    let api = Api::new(
        http,
        file,
        signed_in.tokens,
        Some(signed_in.discovered),
        keep,
    );
    let heart = Arc::new(Heart::default());
    let clock = Clock::start(None, Timestamp::now());
    let driver = Driver::new(api, vault.clone(), heart.clone(), clock);
    Set {
        proxy,
        trust,
        driver,
        heart,
        _vault: vault,
        _folders: (data, home),
        _running: running,
    }
}

impl Set {
    /// A first full look, at a moment when everything is a while old: the server's clock is said to
    /// stand two minutes on.
    async fn first_look(&mut self) {
        let later = Timestamp::now()
            .checked_add(std::time::Duration::from_secs(120))
            .unwrap();
        let date = later.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        self.proxy.always("", "/fhir", Fault::Header("date", date));
        assert_eq!(self.driver.round(true, true).await, Report::Well);
        self.proxy.mend();
        self.proxy.wire();
    }

    fn holds(&self, kind: &str, id: &str) -> bool {
        let kept = self.heart.kept.lock().unwrap();
        kept.iter().any(|it| it.kind == kind && it.id == id)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_batch_and_less_than_two_kilobytes() {
    let mut set = set(json!({"batch": true})).await;
    let full = set.driver.round(true, true).await;
    assert_eq!(full, Report::Well);
    let wire = set.proxy.wire();
    println!("a first look: {wire:?}");
    set.first_look().await;
    for _ in 0..2 {
        assert_eq!(set.driver.round(true, false).await, Report::Well);
        let wire = set.proxy.wire();
        println!("nothing new: {wire:?}");
        assert_eq!(wire.requests, 1, "{:?}", set.proxy.heads().last());
        assert!(wire.down < 1_024, "{wire:?}");
        assert!(wire.up < 2_048, "{wire:?}");
    }
    // What is new comes with the next, and costs no more requests unless it points at something new.
    let tasks = set.trust.of_patient("Task", AMIRA).await;
    let mut task = tasks[0].clone();
    task["id"] = json!("planted");
    set.trust.put(task).await;
    assert_eq!(set.driver.round(true, false).await, Report::Well);
    assert!(set.holds("Task", "planted"));
    assert_eq!(set.proxy.wire().requests, 1);
    // A form and a person that are held already are looked after, too.
    let forms = set.trust.resources("Questionnaire").await;
    let mut form = forms
        .into_iter()
        .find(|it| it.to_string().contains("phq-9"))
        .unwrap();
    form["title"] = json!("Changed by the team");
    set.trust.put(form).await;
    assert_eq!(set.driver.round(true, false).await, Report::Well);
    let kept = set.heart.kept.lock().unwrap().clone();
    assert!(
        kept.iter()
            .any(|it| it.kind == "Questionnaire" && it.raw.contains("Changed by the team"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_batches_searches_run_beside_each_other_within_a_bound() {
    let mut set = set(json!({"batch": false})).await;
    set.proxy.always(
        "GET",
        "/fhir/",
        Fault::Late(std::time::Duration::from_millis(150)),
    );
    let begun = std::time::Instant::now();
    assert_eq!(set.driver.round(true, true).await, Report::Well);
    let (took, asked) = (begun.elapsed(), set.proxy.asked("GET", "/fhir/"));
    assert!(asked > 12, "{asked}");
    let one_by_one = std::time::Duration::from_millis(150) * asked as u32;
    assert!(took < one_by_one, "{took:?} for {asked} searches");
    let bound = std::time::Duration::from_millis(150) * (asked as u32 / 4);
    assert!(
        took >= bound,
        "more than four at once: {took:?} for {asked}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_silent_costs_one_wait_a_beat() {
    // Everything hangs: the first round waits once, not once for what it can do and once more.
    let mut set = set(json!({})).await;
    set.proxy.always("", "/fhir", Fault::Silent);
    for _ in 0..2 {
        let begun = std::time::Instant::now();
        assert_eq!(set.driver.round(true, true).await, Report::NoSignal);
        let took = begun.elapsed();
        assert!(took < std::time::Duration::from_secs(30), "{took:?}");
    }
    // What it can do is asked once a start, not at every beat.
    set.proxy.mend();
    assert_eq!(set.driver.round(true, true).await, Report::Well);
    let asked = set.proxy.asked("GET", "/fhir/metadata");
    for _ in 0..3 {
        assert_eq!(set.driver.round(true, false).await, Report::Well);
    }
    assert_eq!(set.proxy.asked("GET", "/fhir/metadata"), asked);
}
