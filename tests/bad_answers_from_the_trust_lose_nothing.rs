//! A trust's server is hostile until read. Whatever it answers, while the record is fetched or while
//! somebody signs in: the app says plainly how things stand, keeps the last good record and every
//! answer, and takes no token anywhere else.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/front.rs"]
mod front;

use desk::{Trust, companion, folder, option, sandbox, sign_in};
use front::{Bad, Front};
use pathway_companion::app::{Companion, Contact, SignInProblem, Stage, View};
use pathway_companion::platform::DataFolder;
use pathway_companion::sandbox::Running;
use pathway_companion::vault::Shelf;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const AMIRA: &str = "demo-amira";
const MB: usize = 1024 * 1024;

/// A trust behind a front, and the app that is pointed at the front.
struct Set {
    trust: Trust,
    front: Front,
    app: Companion,
    home: TempDir,
    _data: TempDir,
    _running: Running,
}

async fn set() -> Set {
    let (data, home) = (folder(), folder());
    let (running, trust) = sandbox(data.path()).await;
    let front = Front::before(&trust.base).await;
    let app = companion(home.path(), &Trust::at(front.base.clone())).await;
    Set {
        trust,
        front,
        app,
        home,
        _data: data,
        _running: running,
    }
}

/// The same, with Amira signed in, her record there, and a form begun.
async fn signed_in() -> Set {
    let set = set().await;
    set.sign_in().await.unwrap();
    set.until("the record is there", |view| {
        view.record.is_some() && view.contact == Contact::Well
    })
    .await;
    let task = set.app.view().record.as_ref().unwrap().forms_to_do[0]
        .task
        .clone();
    let filling = set.app.open_form(&task).await.unwrap();
    let path = filling.session.pages()[0].path.clone();
    let value = option(&filling.session, &path, desk::PHQ9[1]);
    set.app.answer(&filling, &path, vec![value]).await.unwrap();
    set.until("the draft is there", |view| view.drafts.len() == 1)
        .await;
    set
}

impl Set {
    async fn sign_in(&self) -> Result<(), SignInProblem> {
        let page = self.app.begin_sign_in().await?;
        let page = self.front.page_behind(&page);
        let (state, code) = self.trust.sign_in(&page, AMIRA).await;
        self.app.finish_sign_in(&state, code.as_deref()).await?;
        self.app.is_this_me(true).await
    }

    async fn until(&self, what: &str, wanted: impl Fn(&View) -> bool) {
        let patience = Instant::now() + Duration::from_secs(50);
        while !wanted(&self.app.view()) {
            let contact = &self.app.view().contact;
            assert!(
                Instant::now() < patience,
                "waited in vain: {what}; {contact:?}"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Looks for everything; gives how it ended, once nothing goes on any more.
    async fn look(&self) -> Contact {
        let asked = self.front.asked("/");
        self.app.look_now().await;
        self.until("it asks", |_| self.front.asked("/") > asked)
            .await;
        let mut still = 0;
        let patience = Instant::now() + Duration::from_secs(50);
        while still < 25 {
            assert!(Instant::now() < patience, "it never ends");
            let at_rest = !matches!(self.app.view().contact, Contact::Busy | Contact::Slow);
            still = if at_rest { still + 1 } else { 0 };
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.app.view().contact.clone()
    }

    /// A look that goes wrong leaves everything as it was, and the next good one is good.
    async fn survives(&self, what: &str, expected: &[Contact], spoil: impl Fn(&Front)) {
        let before = self.app.view();
        spoil(&self.front);
        let contact = self.look().await;
        assert!(expected.contains(&contact), "{what}: {contact:?}");
        let after = self.app.view();
        assert_eq!(
            after.record, before.record,
            "{what}: the last good record stays"
        );
        assert_eq!(
            after.updated, before.updated,
            "{what}: nothing is called new"
        );
        assert_eq!(after.drafts, before.drafts, "{what}");
        assert_eq!(after.stage, Stage::Open, "{what}");
        self.front.mend();
        assert_eq!(self.look().await, Contact::Well, "after {what}");
        let record = self.app.view().record.clone().unwrap();
        assert_eq!(record.person, before.record.as_ref().unwrap().person);
        assert_eq!(record.goals, before.record.as_ref().unwrap().goals);
    }

    /// Everything that the vault holds, after the app has gone.
    async fn kept(self) -> Vec<String> {
        drop(self.app);
        let home = self.home;
        tokio::task::spawn_blocking(move || {
            let held = (0..100).find_map(|_| {
                let held = DataFolder::hold(home.path()).ok();
                if held.is_none() {
                    std::thread::sleep(Duration::from_millis(50));
                }
                held
            });
            let shelf = Shelf::open(Arc::new(held.expect("the folder is free again"))).unwrap();
            let vault = shelf.open_current().unwrap().unwrap();
            let all = vault.records().unwrap();
            all.into_iter().map(|it| it.raw).collect()
        })
        .await
        .unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_record_is_fetched() {
    for batch in [true, false] {
        let set = signed_in().await;
        set.trust
            .control(json!({"declare": {"batch": batch}}))
            .await;
        let odd = [Contact::OddAnswer];
        let bad = [
            (Bad::NotJson, &odd[..]),
            (Bad::Html, &odd),
            (Bad::Wrong, &odd),
            // Resources that do not say whose they are: refused as what is not this person's.
            (Bad::Bare, &[Contact::OddAnswer, Contact::NotSafe]),
            (Bad::Status(500), &[Contact::TrustUnwell]),
            (Bad::Status(429), &[Contact::TrustUnwell]),
            (Bad::Status(302), &odd),
            (Bad::Status(204), &odd),
        ];
        for (bad, expected) in bad {
            let what = format!("{bad:?}, batch {batch}");
            set.survives(&what, expected, |front| front.spoil("/fhir", bad.clone()))
                .await;
        }
        // One type alone is enough to spoil a look.
        if !batch {
            for bad in [Bad::NotJson, Bad::Html, Bad::Wrong] {
                let what = format!("{bad:?} for goals alone");
                set.survives(&what, &odd, |front| front.spoil("/fhir/Goal", bad.clone()))
                    .await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_megabytes_are_cut_at_the_cap() {
    for batch in [true, false] {
        let set = signed_in().await;
        set.trust
            .control(json!({"declare": {"batch": batch}}))
            .await;
        set.survives("50 MB", &[Contact::OddAnswer], |front| {
            front.spoil("/fhir", Bad::Huge)
        })
        .await;
        // What was under way when the line was cut lies in the system's own buffers.
        let looks = set.front.taken.load(Ordering::SeqCst) / (24 * MB);
        assert!(looks <= 2, "metadata and one answer, each cut: {looks}");
    }
    let set = set().await;
    for place in ["/fhir/.well-known", "/fhir/Patient", "/token"] {
        set.front.taken.store(0, Ordering::SeqCst);
        set.front.spoil(place, Bad::Huge);
        assert_eq!(
            set.sign_in().await,
            Err(SignInProblem::OddAnswer),
            "{place}"
        );
        let taken = set.front.taken.load(Ordering::SeqCst);
        assert!(taken > 0 && taken < 24 * MB, "{place}: {taken}");
        set.front.mend();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_somebody_signs_in() {
    let set = set().await;
    for place in ["/fhir/.well-known", "/token", "/fhir/Patient"] {
        for bad in [
            Bad::NotJson,
            Bad::Html,
            Bad::Wrong,
            Bad::Bare,
            Bad::Status(500),
            Bad::Status(302),
            Bad::Status(204),
        ] {
            set.front.spoil(place, bad.clone());
            let said = set.sign_in().await;
            assert_eq!(said, Err(SignInProblem::OddAnswer), "{bad:?} at {place}");
            let view = set.app.view();
            assert_eq!(view.stage, Stage::Welcome, "{bad:?} at {place}");
            assert!(view.record.is_none());
            set.front.mend();
        }
    }
    let names = std::fs::read_dir(set.home.path()).unwrap();
    let vaults = names.filter(|it| {
        let path = it.as_ref().unwrap().path();
        path.extension()
            .is_some_and(|end| end == "db" || end == "seal")
    });
    assert_eq!(
        vaults.count(),
        0,
        "nothing is kept of a sign-in that failed"
    );
    set.sign_in().await.unwrap();
    set.until("the record is there", |view| view.record.is_some())
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_same_person_signs_in_again() {
    let set = signed_in().await;
    let before = set.app.view();
    for place in ["/fhir/.well-known", "/token"] {
        for bad in [Bad::NotJson, Bad::Html, Bad::Bare] {
            set.front.spoil(place, bad.clone());
            let said = set.sign_in().await;
            assert_eq!(said, Err(SignInProblem::OddAnswer), "{bad:?} at {place}");
            set.front.mend();
            let view = set.app.view();
            assert_eq!(view.stage, Stage::Open);
            assert_eq!(
                (&view.record, &view.drafts),
                (&before.record, &before.drafts)
            );
        }
    }
    assert_eq!(set.look().await, Contact::Well);
}

/// A place that counts who comes, and what they bring.
async fn elsewhere() -> (String, Arc<AtomicUsize>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = format!("http://{}", listener.local_addr().unwrap());
    let came = Arc::new(AtomicUsize::new(0));
    let count = came.clone();
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    (at, came)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_and_no_token_follows_to_another_place() {
    let (other, came) = elsewhere().await;
    let set = signed_in().await;
    set.trust
        .control(json!({"declare": {"batch": false}}))
        .await;
    let odd = [Contact::OddAnswer];
    let moved = Bad::Moved(format!("{other}/fhir/Goal"));
    set.survives("moved", &odd, |front| {
        front.spoil("/fhir/Goal", moved.clone())
    })
    .await;
    for next in [
        format!("{other}/fhir/Goal?page=2"),
        // The same machine by another name, another way, and a name that only looks like it.
        set.front.base.as_str().replace("127.0.0.1", "localhost") + "fhir/Goal?page=2",
        set.front.base.as_str().replace("http:", "https:") + "fhir/Goal?page=2",
        format!(
            "{}@{}",
            set.front.base.as_str().trim_end_matches('/'),
            other.trim_start_matches("http://")
        ),
        "//evil.example/fhir/Goal".to_owned(),
        // The same server, beside its FHIR base.
        format!("{}control/counts", set.front.base),
        format!("{}fhir/../control/counts", set.front.base),
        "file:///etc/passwd".to_owned(),
    ] {
        let what = format!("a next page at {next}");
        set.survives(&what, &odd, |front| {
            front.spoil("/fhir/Goal", Bad::Next(next.clone()))
        })
        .await;
    }
    assert_eq!(set.front.asked("/control"), 0);
    for place in ["/fhir/.well-known", "/token", "/fhir/Patient"] {
        let again = crate::set().await;
        again.front.spoil(place, Bad::Moved(other.clone()));
        assert_eq!(
            again.sign_in().await,
            Err(SignInProblem::OddAnswer),
            "{place}"
        );
    }
    assert_eq!(came.load(Ordering::SeqCst), 0, "somebody followed");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_lead_back_or_never_end_are_left() {
    let set = signed_in().await;
    set.trust
        .control(json!({"declare": {"batch": false}}))
        .await;
    let before = set.app.view().record.clone().unwrap();
    let itself = format!("{}fhir/Goal?patient={AMIRA}&_count=200", set.front.base);
    for (bad, most) in [(Bad::Next(itself), 3), (Bad::NextForEver, 55)] {
        let asked = set.front.asked("/fhir/Goal");
        set.front.spoil("/fhir/Goal", bad.clone());
        assert_eq!(set.look().await, Contact::Well, "{bad:?}");
        let asked = set.front.asked("/fhir/Goal") - asked;
        assert!((2..=most).contains(&asked), "{bad:?}: {asked} pages");
        assert_eq!(
            set.app.view().record.as_ref().unwrap().goals,
            before.goals,
            "{bad:?}"
        );
        set.front.mend();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_type_that_could_not_be_read_to_its_end_loses_nothing() {
    // The server forgets every goal but has pages without end: nobody can say that they are gone.
    let set = signed_in().await;
    set.trust
        .control(json!({"declare": {"batch": false}}))
        .await;
    let before = set.app.view().record.clone().unwrap();
    assert!(!before.goals.is_empty());
    for goal in set.trust.of_patient("Goal", AMIRA).await {
        set.trust.delete("Goal", goal["id"].as_str().unwrap()).await;
    }
    set.front.spoil("/fhir/Goal", Bad::NextForEver);
    assert_eq!(set.look().await, Contact::Well);
    assert_eq!(set.app.view().record.as_ref().unwrap().goals, before.goals);
    // When it can be read whole, they are gone.
    set.front.mend();
    assert_eq!(set.look().await, Contact::Well);
    assert!(set.app.view().record.as_ref().unwrap().goals.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_answer_is_waited_for_and_one_that_never_comes_is_not() {
    let set = signed_in().await;
    set.front
        .spoil("/fhir", Bad::Late(Duration::from_millis(1200)));
    let begun = Instant::now();
    assert_eq!(set.look().await, Contact::Well);
    assert!(begun.elapsed() >= Duration::from_millis(1200));
    set.front.mend();
    let begun = Instant::now();
    set.survives(
        "an answer that never comes",
        &[Contact::NoSignal],
        |front| {
            front.spoil("/fhir/metadata", Bad::Late(Duration::ZERO));
            front.spoil("/fhir", Bad::Never);
        },
    )
    .await;
    assert!(
        begun.elapsed() < Duration::from_secs(45),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_shows_records_of_others_is_refused_and_nothing_of_it_is_kept() {
    let others = json!({"fault": "ignore-search-params", "others": true, "times": 0});
    // At the first look, there is nothing to keep.
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    trust.control(others.clone()).await;
    let app = companion(home.path(), &trust).await;
    let page = app.begin_sign_in().await.unwrap();
    let (state, code) = trust.sign_in(&page, AMIRA).await;
    app.finish_sign_in(&state, code.as_deref()).await.unwrap();
    app.is_this_me(true).await.unwrap();
    desk::until(&app, "it says so", |view| view.contact == Contact::NotSafe).await;
    assert!(app.view().record.is_none() && app.view().updated.is_none());
    drop(app);

    // Later, the last good record stays, and nobody else's is beside it.
    for batch in [true, false] {
        let set = signed_in().await;
        set.trust
            .control(json!({"declare": {"batch": batch}}))
            .await;
        let before = set.app.view();
        set.trust.control(others.clone()).await;
        assert_eq!(set.look().await, Contact::NotSafe);
        let after = set.app.view();
        assert_eq!(
            (&after.record, &after.updated),
            (&before.record, &before.updated)
        );
        let kept = set.kept().await;
        assert!(kept.iter().any(|it| it.contains(AMIRA)));
        for it in kept {
            for other in [
                "demo-daniel",
                "demo-joan",
                "demo-lee",
                "demo-robin",
                "demo-sana",
            ] {
                assert!(
                    !it.contains(&format!("Patient/{other}")),
                    "{other} is in the vault"
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_at_the_front_is_a_sign_in() {
    // The front itself changes nothing: what the other tests see is what they asked for.
    let set = set().await;
    set.sign_in().await.unwrap();
    set.until("the record is there", |view| view.record.is_some())
        .await;
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let plain = companion(home.path(), &trust).await;
    sign_in(&plain, &trust, AMIRA).await;
    let mine = set.app.view().record.clone().unwrap();
    assert_eq!(mine.goals, plain.view().record.as_ref().unwrap().goals);
    assert!(set.front.asked("/fhir") > 0);
}
