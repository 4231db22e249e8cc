//! What each fuzz target does with the bytes that it gets. Used by the targets, and by the test that
//! replays their corpus. A panic is a finding; so is a promise that does not hold.

#![allow(dead_code, reason = "every target uses a part")]
#![allow(
    clippy::unwrap_used,
    reason = "a harness says what went wrong by stopping"
)]

use pathway_companion::fhir::codes::BASE;
use pathway_companion::fhir::questionnaire::{
    FormReading, describe_questionnaire, read_questionnaire,
};
use pathway_companion::fhir::{self, Envelope, Reading, read_answers};
use pathway_companion::forms::fhirpath::{Environment, Expression, Index, evaluate};
use pathway_companion::forms::markdown::{self, Block, Inline};
use pathway_companion::forms::{
    Coding, Content, Item, Kind, Quantity, Questionnaire, Session, Value,
};
use pathway_companion::sync::push::{self, Asking, Heard, Memory, Reply, Step};
use pathway_companion::sync::{Create, Made, Parcel, Progress, Server, Way, Ways, pull};
use pathway_companion::trust::{
    CameBack, Discovered, TokenReply, TrustFile, Wanted, below, is_allowed, read_id_token,
};
use serde_json::json;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// Answers given to one form; more find nothing new and cost time.
const ANSWERS: usize = 24;

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A form as a server sends it: read, filled in, and written.
pub fn form(bytes: &[u8]) {
    let reading = FormReading {
        language: Some("cy".to_owned()),
        ..FormReading::default()
    };
    let Ok(described) = describe_questionnaire(&text(bytes), &reading) else {
        return;
    };
    if described.refused.is_empty() {
        fill_in(Arc::new(described.form));
    }
}

fn fill_in(form: Arc<Questionnaire>) {
    let mut session = Session::new(form.clone(), BTreeMap::new());
    for turn in 0..ANSWERS {
        let pages = session.pages();
        let Some(page) = pages.get(turn % pages.len().max(1)) else {
            break;
        };
        assert_eq!(session.page_at(&page.path).as_ref(), Some(page));
        let (path, values) = match &page.content {
            Content::Questions(questions) => {
                let Some(question) = questions.get(turn % questions.len().max(1)) else {
                    break;
                };
                (question.path.clone(), an_answer(&question.item, turn))
            }
            Content::Repeat(repeat) => {
                let last = repeat.instances.last().map(|i| i.number);
                let less = last.and_then(|n| session.one_less(&page.path, n));
                let more = session.one_more(&page.path);
                let all = if turn % 3 == 0 { less } else { more };
                (page.path.clone(), all.unwrap_or_default())
            }
        };
        session = session.with_answer(&path, values);
        let _ = (
            session.check(&path),
            session.progress(&path),
            session.after(&path),
            session.before(&path),
        );
    }
    let items = session.response_items();
    // Step by step comes to the same as all at once.
    let at_once = Session::new(form.clone(), session.answers());
    assert_eq!(session.pages(), at_once.pages());
    assert_eq!(session.problems(), at_once.problems());
    assert_eq!(items, at_once.response_items());
    let _ = (
        session.score(),
        session.shows_any_risk(),
        session.risk_skipped(),
        session.missing(),
    );
    let response = json!({ "resourceType": "QuestionnaireResponse", "item": items });
    let _ = read_answers(&response.to_string(), &form);
}

/// Something that fits, and now and then something that does not.
fn an_answer(item: &Item, turn: usize) -> Vec<Value> {
    let nth = |n: usize| item.options.get(n % item.options.len().max(1));
    let value = match item.kind {
        Kind::Boolean => Value::Boolean(turn.is_multiple_of(2)),
        Kind::Integer => Value::Integer(turn as i64 - 3),
        Kind::Decimal => Value::Decimal(["1.50", "-0", "1e400"][turn % 3].to_owned()),
        Kind::Date => Value::Date(["2024-02-29", "2024-02", "x"][turn % 3].to_owned()),
        Kind::DateTime => Value::DateTime("2024-02-29T12:00:00+01:00".to_owned()),
        Kind::Time => Value::Time("12:00:00".to_owned()),
        Kind::Url => Value::Url("https://a.example".to_owned()),
        Kind::Quantity => Value::Quantity(Quantity {
            value: "7".to_owned(),
            unit: item.units.first().and_then(|u| u.display.clone()),
            system: item.units.first().and_then(|u| u.system.clone()),
            code: item.units.first().and_then(|u| u.code.clone()),
        }),
        Kind::Choice | Kind::Reference => match nth(turn) {
            Some(option) if turn % 7 != 6 => option.value.clone(),
            _ => Value::Coding(Coding {
                system: None,
                code: Some("none of these".to_owned()),
                display: None,
            }),
        },
        Kind::String | Kind::Text => Value::Text(["words", "", "\u{202e}\0"][turn % 3].to_owned()),
        Kind::Group | Kind::Display | Kind::Attachment => return Vec::new(),
    };
    let more = nth(turn + 1).filter(|_| item.repeats && turn.is_multiple_of(2));
    [value]
        .into_iter()
        .chain(more.map(|o| o.value.clone()))
        .collect()
}

/// Forms of every kind of item, to read responses against.
static FORMS: LazyLock<Vec<Arc<Questionnaire>>> = LazyLock::new(|| {
    let kinds = [
        "boolean",
        "decimal",
        "integer",
        "date",
        "dateTime",
        "time",
        "string",
        "text",
        "url",
        "quantity",
        "attachment",
    ];
    let of_kind = |kind: &str| json!({ "linkId": kind, "text": "?", "type": kind });
    let choice = json!({
        "linkId": "choice", "text": "?", "type": "open-choice", "repeats": true,
        "answerOption": [{ "valueCoding": { "code": "a", "display": "A" } }, { "valueString": "b" }, { "valueInteger": 3 }]
    });
    let below = json!({ "linkId": "below", "text": "?", "type": "string" });
    let all: Vec<_> = kinds.iter().map(|k| of_kind(k)).chain([choice]).collect();
    let forms = [
        json!({ "resourceType": "Questionnaire", "item": all }),
        json!({ "resourceType": "Questionnaire", "item": [
            { "linkId": "medicine", "text": "?", "type": "group", "repeats": true, "item": [
                below, { "linkId": "side", "text": "?", "type": "string", "repeats": true, "item": [
                    { "linkId": "how", "text": "?", "type": "boolean" }] }
            ] },
            { "linkId": "asked", "text": "?", "type": "string",
              "enableWhen": [{ "question": "how", "operator": "=", "answerBoolean": true }] }
        ] }),
    ];
    let read = |form: &serde_json::Value| Arc::new(read_questionnaire(&form.to_string()).unwrap());
    forms.iter().map(read).collect()
});

/// A response as a server sends it, read against some forms, and what the app makes of it.
pub fn response(bytes: &[u8]) {
    let raw = text(bytes);
    for form in FORMS.iter() {
        let Ok(answers) = read_answers(&raw, form) else {
            return;
        };
        let session = Session::new(form.clone(), answers);
        let written = session.response_items();
        let again = json!({ "resourceType": "QuestionnaireResponse", "item": written }).to_string();
        // What is written is read back as it was written.
        let read = read_answers(&again, form).unwrap();
        let session = Session::new(form.clone(), read);
        assert_eq!(session.response_items(), written);
        let _ = (session.pages(), session.problems());
    }
}

/// An expression of a form, on a small response.
pub fn expression(bytes: &[u8]) {
    static RESPONSE: LazyLock<serde_json::Value> = LazyLock::new(|| {
        json!({
            "resourceType": "QuestionnaireResponse", "id": "r", "status": "completed", "authored": "2024-02-29T12:00:00Z",
            "item": [
                { "linkId": "a", "answer": [{ "valueInteger": 3 }] },
                { "linkId": "b", "answer": [{ "valueDecimal": 1.50 }, { "valueString": "words" }] },
                { "linkId": "g", "item": [
                    { "linkId": "c", "answer": [{ "valueCoding": { "system": "s", "code": "x", "display": "X" },
                      "item": [{ "linkId": "d", "answer": [{ "valueDate": "2024-02-29" }] }] }] },
                    { "linkId": "e", "answer": [{ "valueQuantity": { "value": 7, "unit": "kg", "code": "kg",
                      "system": "http://unitsofmeasure.org" } }] }
                ] }
            ]
        })
    });
    let Ok(expression) = Expression::parse(&text(bytes)) else {
        return;
    };
    let mut environment = Environment::of(&RESPONSE);
    environment.steps = 20_000;
    let walked = evaluate(&expression, &environment);
    let index = Index::new(&RESPONSE);
    assert!(index.is_some());
    environment.index = index.as_ref();
    let found = evaluate(&expression, &environment);
    // The index is a shorter way to the same place.
    if let (Ok(walked), Ok(found)) = (walked, found) {
        let json = |all: &[pathway_companion::forms::fhirpath::Found]| -> Vec<_> {
            all.iter().map(|f| f.to_json()).collect()
        };
        assert_eq!(json(&walked), json(&found));
    }
}

/// Words in Markdown.
pub fn markdown(bytes: &[u8]) {
    let blocks = markdown::read(&text(bytes));
    let mut nodes = 0;
    let mut to_do: Vec<(&Block, usize)> = blocks.iter().map(|b| (b, 1)).collect();
    while let Some((block, depth)) = to_do.pop() {
        nodes += 1;
        assert!(depth <= markdown::DEEPEST + 1);
        match block {
            Block::Paragraph(line) => words(line, depth, &mut nodes),
            Block::List { entries, .. } => {
                to_do.extend(entries.iter().flatten().map(|b| (b, depth + 1)))
            }
        }
    }
    assert!(nodes <= 2 * markdown::MOST_NODES, "{nodes} nodes");
}

fn words(line: &[Inline], depth: usize, nodes: &mut usize) {
    assert!(depth <= markdown::DEEPEST + 1);
    for inline in line {
        *nodes += 1;
        match inline {
            Inline::Text(text) => {
                let hidden = |c: char| {
                    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
                };
                assert!(!text.contains(hidden));
            }
            Inline::Emphasis(inside) | Inline::Strong(inside) => words(inside, depth + 1, nodes),
            Inline::Break => {}
        }
    }
}

const HOW: Reading = Reading {
    patient: "Patient/me",
    codes_base: BASE,
    today: jiff::civil::date(2026, 8, 1),
    role_label: "care coordinator",
    release_cluster: true,
    release_ratings: true,
    language: None,
};

/// Any resource of a record.
pub fn record(bytes: &[u8]) {
    let raw = text(bytes);
    let _ = fhir::bundle::read_page(&raw);
    let _ = fhir::bundle::read_replies(&raw);
    let _ = fhir::outcome::read_outcome(&raw);
    let _ = fhir::capability::read_capabilities(&raw);
    let _ = fhir::patient::read_person(&raw);
    let _ = fhir::task::task_state(&raw);
    let _ = fhir::task::complete_task(&raw, "QuestionnaireResponse/1");
    if let Ok(envelope) = Envelope::read(&raw) {
        let _ = fhir::record::read_record(&[envelope.clone(), envelope], &HOW);
    }
}

/// Requests that one parcel may cost while the server says the same to each.
const MOST_REQUESTS: usize = 120;
const UUID: &str = "0190-a";
const SYSTEM: &str = "https://pathway-companion.example/fhir/response-uuid";

/// What a trust answers while the app sends and fetches: two letters that say which status and which
/// headers, a line that is `Location` and next page, and a body.
pub fn answer(bytes: &[u8]) {
    let Some(([status, what], rest)) = bytes.split_first_chunk::<2>() else {
        return;
    };
    let raw = text(rest);
    let (place, body) = raw.split_once('\n').unwrap_or(("", &raw));
    const STATUSES: [u16; 12] = [200, 201, 204, 302, 400, 401, 403, 404, 409, 412, 422, 503];
    let reply = Reply {
        status: STATUSES[usize::from(*status) % STATUSES.len()],
        json: what & 1 == 0,
        vouched: what & 2 != 0,
        body: body.to_owned(),
        location: (what & 4 == 0).then(|| place.to_owned()),
        etag: (what & 8 == 0).then(|| "W/\"1\"".to_owned()),
        retry_after: None,
    };
    for whole in [true, false] {
        for lowest in [Way::Put, Way::PostIfNoneExist, Way::PostOnce] {
            send(&reply, whole, lowest);
        }
    }
    fetched(body);
}

/// The same answer to all that a parcel asks: it comes to an end, and nothing is called sent that was
/// not shown.
fn send(reply: &Reply, whole: bool, floor: Way) {
    let create = |kind: &str, uuid: &str| Create {
        kind: kind.to_owned(),
        uuid: uuid.to_owned(),
        system: SYSTEM.to_owned(),
        body: json!({ "resourceType": kind }),
    };
    let parcel = Parcel {
        patient: "me".to_owned(),
        creates: vec![
            create("QuestionnaireResponse", UUID),
            create("Observation", "0190-b"),
        ],
        task: whole.then(|| "t1".to_owned()),
    };
    let mut server = Server {
        transaction: whole,
        batch: whole,
        usual: Ways {
            update_create: true,
            conditional_create: true,
            search: whole,
        },
        kinds: Default::default(),
        floor,
    };
    let (mut progress, mut memory) = (parcel.progress(), Memory::default());
    for _ in 0..MOST_REQUESTS {
        let asking = match push::next(&parcel, &progress, &memory, &server) {
            Step::Ask(asking) => asking,
            Step::Arrived { .. } => {
                assert!(progress.all_made(), "called sent, and not made");
                return;
            }
            _ => return,
        };
        let before = progress.clone();
        let heard = Heard::Reply(reply.clone());
        let (one, two, three) = (&mut progress, &mut memory, &mut server);
        let step = push::heard(&parcel, one, two, three, &asking, heard);
        only_what_was_shown(&parcel, &before, &progress, &asking, reply);
        if step.is_some() {
            return;
        }
    }
    panic!("it goes round in circles");
}

fn only_what_was_shown(
    parcel: &Parcel,
    before: &Progress,
    after: &Progress,
    asking: &Asking,
    reply: &Reply,
) {
    for ((create, old), new) in parcel.creates.iter().zip(&before.made).zip(&after.made) {
        let Made::Sure(id) = new else {
            assert!(!matches!(old, Made::Sure(_)), "what was sure is not");
            continue;
        };
        if old == new {
            continue;
        }
        assert!((200..300).contains(&reply.status) && reply.json);
        let letters = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
        assert!(
            (1..=64).contains(&id.len()) && id.bytes().all(letters),
            "no id of FHIR"
        );
        if !matches!(asking, Asking::Whole(_)) {
            let shown: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
            assert!(
                holds(&shown, &create.uuid),
                "sure, and our identifier was not shown"
            );
        }
    }
}

fn holds(value: &serde_json::Value, wanted: &str) -> bool {
    match value {
        serde_json::Value::String(text) => text == wanted,
        serde_json::Value::Array(list) => list.iter().any(|it| holds(it, wanted)),
        serde_json::Value::Object(map) => map.values().any(|it| holds(it, wanted)),
        _ => false,
    }
}

/// What fetching keeps of a body.
fn fetched(body: &str) {
    let _ = fhir::bundle::read_replies(body);
    let _ = fhir::outcome::read_outcome(body);
    if let Ok(abilities) = fhir::capability::read_capabilities(body) {
        // It is kept beside the cursor, so it is read as it was written.
        let server = Server::declared(&abilities);
        let kept = serde_json::to_string(&(&abilities, &server)).unwrap();
        let read: (fhir::Abilities, Server) = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, (abilities, server));
    }
    let Ok(page) = fhir::bundle::read_page(body) else {
        return;
    };
    if let Some(next) = &page.next {
        stays_with_the_trust(next);
    }
    let search = pull::Search {
        kind: "Task".to_owned(),
        path: "Task?patient=me".to_owned(),
        complete: true,
        for_carer: false,
    };
    let Ok(sifted) = pull::sift(&search, page, "me", BASE) else {
        return;
    };
    for it in &sifted.keep {
        assert!(it.kind == "Task" && fhir::belongs_to(&it.raw, "me"));
        assert!(fhir::may_be_kept(&it.raw, BASE));
    }
    let now: jiff::Timestamp = "2026-08-01T12:00:00Z".parse().unwrap();
    if let Some(newest) = pull::newest(sifted.keep.iter(), Some(now)) {
        assert!(newest <= now, "the mark stands in the future");
        let _ = pull::since(newest, Some(now));
    }
    let _ = pull::searches_for_references(&sifted.keep, &[], true);
}

/// A token goes to the trust's own addresses and nowhere else.
fn stays_with_the_trust(link: &str) {
    let base: url::Url = "https://trust.example/fhir/".parse().unwrap();
    if let Some(url) = below(&base, link) {
        assert_eq!(url.origin(), base.origin());
        assert!(url.as_str().starts_with("https://") && is_allowed(&url));
        assert!(link.is_empty() || url.path().starts_with("/fhir/"));
    }
}

/// How a trust describes itself: its file, and where to sign in.
pub fn trust(bytes: &[u8]) {
    let raw = text(bytes);
    match TrustFile::read(&raw) {
        Ok(file) => {
            let optional = [&file.sealed_endpoint, &file.feedback_endpoint];
            let own = [&file.fhir_base, &file.redirect];
            for url in own.into_iter().chain(optional.into_iter().flatten()) {
                assert!(is_allowed(url), "an address that the app does not talk to");
            }
            assert!(file.fhir_base.path().ends_with('/') && file.fhir_base.query().is_none());
            assert!(!file.crisis.is_empty() && !file.id.is_empty() && !file.name.is_empty());
            for uri in file.crisis.iter().filter_map(|it| it.uri.as_ref()) {
                let known = ["tel:", "sms:", "https://"];
                assert!(known.iter().any(|start| uri.starts_with(start)));
            }
        }
        Err(problem) => assert!(!problem.place.is_empty() && !problem.what.is_empty()),
    }
    if let Ok(found) = Discovered::read(&raw) {
        let own = [&found.authorize, &found.token];
        let optional = [&found.revoke, &found.keys];
        for url in own.into_iter().chain(optional.into_iter().flatten()) {
            assert!(is_allowed(url), "an address that the app does not talk to");
        }
    }
}

/// Keys whose other halves nobody has.
const KEYS: &str = include_str!("keys.json");

/// What the token endpoint says, its id_token included; a second line is a set of keys.
pub fn token(bytes: &[u8]) {
    let raw = text(bytes);
    let (body, keys) = raw.split_once('\n').unwrap_or((&raw, "{}"));
    let now: jiff::Timestamp = "2026-08-01T12:00:00Z".parse().unwrap();
    let Some(reply) = TokenReply::read(body) else {
        return;
    };
    let ends = reply.ends(now);
    assert!(ends >= now && ends.duration_since(now).as_secs() <= 86_400);
    assert_eq!(format!("{reply:?}"), "TokenReply(…)");
    let wanted = Wanted {
        issuer: "https://id.example",
        client_id: "app",
        nonce: "n",
    };
    let Some(token) = &reply.id_token else {
        return;
    };
    assert!(
        read_id_token(token, KEYS, &wanted).is_none(),
        "a forged token"
    );
    if let Some(claims) = read_id_token(token, keys, &wanted) {
        assert_eq!(format!("{claims:?}"), "Claims(…)");
        let other = Wanted {
            nonce: "of another sign-in",
            ..wanted
        };
        assert!(read_id_token(token, keys, &other).is_none());
    }
}

/// A link that the system hands to the app, and an address that a server names.
pub fn link(bytes: &[u8]) {
    let raw = text(bytes);
    let claimed: url::Url = "https://app.example/callback".parse().unwrap();
    stays_with_the_trust(&raw);
    if let Some(back) = CameBack::in_link(&raw, &claimed) {
        let link: url::Url = raw.parse().unwrap();
        assert_eq!(
            (link.origin(), link.path()),
            (claimed.origin(), claimed.path())
        );
        assert_eq!(CameBack::in_query(link.query().unwrap()), Some(back));
    }
    let Some(back) = CameBack::in_query(&raw) else {
        return;
    };
    assert!((1..=4_096).contains(&back.state.len()));
    assert!(
        back.code
            .as_ref()
            .is_none_or(|it| (1..=4_096).contains(&it.len()))
    );
    // Written anew it is read as the same.
    let code = back.code.as_deref().map(|it| ("code", it));
    let again = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("state", &back.state)
        .extend_pairs(code)
        .finish();
    assert_eq!(CameBack::in_query(&again), Some(back));
}
