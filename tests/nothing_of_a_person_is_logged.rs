//! Nothing of a person is in a log, at whatever level: a whole day with the app, faults and all, with
//! every logger at its loudest; then everything that was planted is looked for: names, answers, goals,
//! codes, tokens and the codes of sign-in. No token is in an address either, nor in what `{:?}` prints.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/line.rs"]
mod line;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/tally.rs"]
mod tally;

use line::{AMIRA, Line};
use pathway_companion::app::{OutgoingState, ParkReason};
use pathway_companion::forms::{Kind, Value as Answer};
use proxy::Fault;
use serde_json::json;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tally::Tally;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static HEARD: Mutex<String> = Mutex::new(String::new());

/// Hears everything that `tracing` says.
struct Loud(AtomicU64);

struct Words<'a>(&'a mut String);

impl Visit for Words<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Loud {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Words(&mut HEARD.lock().unwrap()));
        Id::from_u64(self.0.fetch_add(1, Ordering::SeqCst) + 1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Words(&mut HEARD.lock().unwrap()));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut heard = HEARD.lock().unwrap();
        write!(heard, "\n{}", event.metadata().target()).unwrap();
        event.record(&mut Words(&mut heard));
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Hears everything that `log` says: the network's own crates.
struct LoudLog;

impl log::Log for LoudLog {
    fn enabled(&self, _: &log::Metadata) -> bool {
        true
    }
    fn log(&self, record: &log::Record) {
        write!(
            HEARD.lock().unwrap(),
            "\n{}: {}",
            record.target(),
            record.args()
        )
        .unwrap();
    }
    fn flush(&self) {}
}

const WORDS: &str = "Xylophone sorrow 7731";

#[tokio::test(flavor = "multi_thread")]
async fn not_by_name_not_by_answer_not_by_token() {
    tracing::subscriber::set_global_default(Loud(AtomicU64::new(0))).unwrap();
    log::set_logger(&LoudLog).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    // What a crash says goes to the terminal; here it goes with the rest.
    std::panic::set_hook(Box::new(|panic| {
        eprintln!("{panic}");
        write!(HEARD.lock().unwrap(), "\npanic: {panic}").unwrap();
    }));
    let granted: Arc<Mutex<Vec<String>>> = Arc::default();
    let line = Line::start(json!({})).await;
    let seen = granted.clone();
    line.proxy.always(
        "POST",
        "/token",
        Fault::edit(move |reply| {
            for name in ["access_token", "refresh_token", "id_token"] {
                seen.lock()
                    .unwrap()
                    .extend(reply[name].as_str().map(str::to_owned));
            }
        }),
    );
    line.sign_in().await;
    line.trust.control(json!({"fault": "token-expired"})).await;
    line.look().await;

    // A form with free text, answered, refused, mended, sent; faults in between.
    let view = line.app.view();
    let record = view.record.clone().unwrap();
    let form = record
        .forms_to_do
        .iter()
        .find(|it| it.questionnaire.contains("prem"))
        .unwrap();
    let mut filling = line.app.open_form(&form.task).await.unwrap();
    let mut options = Vec::new();
    for page in filling.session.pages() {
        let value = match page.questions()[0].item.kind {
            Kind::Text | Kind::String => Answer::Text(WORDS.to_owned()),
            _ => match page.questions()[0].item.options.first() {
                Some(option) => option.value.clone(),
                None => continue,
            },
        };
        if let Answer::Coding(coding) = &value {
            options.extend(coding.code.clone());
        }
        filling = line
            .app
            .answer(&filling, &page.path, vec![value])
            .await
            .unwrap();
    }
    let mut printed = format!("{filling:?}\n");
    line.proxy.once("POST", "/fhir$", Fault::Garbled);
    line.proxy.always(
        "PUT",
        "/fhir/QuestionnaireResponse",
        Fault::Status(422, None),
    );
    line.proxy.once("GET", "/fhir/Task/", Fault::Portal(403));
    let id = line.app.send_form(&filling).await.unwrap();
    let refused =
        |line: &Line| line.state(&id) == Some(OutgoingState::NeedsYou(ParkReason::Refused));
    for _ in 0..100 {
        line.app.look_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        if refused(&line) {
            break;
        }
    }
    let copy = line.app.copy_of(&id).await.unwrap().unwrap();
    assert!(
        format!("{:?}", copy.said).contains(WORDS),
        "the copy has it"
    );
    write!(printed, "{copy:?}").unwrap();
    line.proxy.mend();
    if refused(&line) {
        line.app.mend(&id).await.unwrap();
        let again = line.app.open_form(&form.task).await.unwrap();
        line.app.send_form(&again).await.unwrap();
    }
    line.sent("the form", &id).await;
    // Bad answers to everything, and a sign-in that fails.
    for fault in [
        Fault::Garbled,
        Fault::Huge,
        Fault::edit(|it| it["entry"] = json!("oh")),
    ] {
        line.proxy.always("", "/fhir", fault);
        line.look().await;
        line.proxy.mend();
    }
    line.app
        .finish_sign_in("planted-state", Some("planted-code"))
        .await
        .unwrap_err();
    let _ = tokio::spawn(async move { panic!("a crash") }).await;
    line.app.sign_out_and_wipe().await.unwrap();

    let heard = HEARD.lock().unwrap().clone();
    assert!(heard.lines().count() > 50, "nothing was heard: {heard}");
    assert!(heard.contains("panic: ") && heard.contains("asked the trust"));
    let tokens = granted.lock().unwrap().clone();
    assert!(tokens.len() >= 5, "{}", tokens.len());
    let mut planted = vec![
        ("an answer", WORDS.to_owned()),
        ("a name", record.person.full_name.clone()),
        ("a called name", record.person.called.clone()),
        ("a birth date", record.person.born.unwrap().to_string()),
        ("the patient", AMIRA.to_owned()),
        ("a state", "planted-state".to_owned()),
        ("a code", "planted-code".to_owned()),
    ];
    planted.extend(tokens.iter().map(|it| ("a token", it.clone())));
    planted.extend(record.goals.iter().map(|it| ("a goal", it.words.clone())));
    planted.extend(
        record
            .interventions
            .iter()
            .map(|it| ("a piece of the plan", it.what.clone())),
    );
    planted.extend(
        options
            .into_iter()
            .filter(|it| it.len() > 5)
            .map(|it| ("an option", it)),
    );
    for (what, value) in &planted {
        // The demo names its Tasks after the person; what a Task is called is not what is said.
        let in_print = printed.contains(value.as_str()) && *what != "the patient";
        assert!(!in_print, "{what} is printed by {{:?}}");
        let line = heard.lines().find(|line| line.contains(value.as_str()));
        assert!(line.is_none(), "{what} is in the log: {line:?}");
    }
    // No token in an address: only in its header, and only to the trust.
    for head in line.proxy.heads() {
        let first = head.lines().next().unwrap_or_default();
        for token in &tokens {
            assert!(!first.contains(token.as_str()), "a token is in an address");
        }
        let bearing = head
            .lines()
            .filter(|it| tokens.iter().any(|token| it.contains(token.as_str())));
        for bearing in bearing {
            assert!(
                bearing
                    .to_ascii_lowercase()
                    .starts_with("authorization: bearer")
            );
        }
    }
    Tally::clean(planted.len() as u64).row(27, "logs");
}
