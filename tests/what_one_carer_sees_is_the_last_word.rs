//! Whatever order words, other people's changes and lost answers come in: a stop ends everything, what was
//! taken away is gone, nothing more is given than the person chose, and the machine comes to rest.
//!
//! The server is a list of Consents here; what it gives is read by a reader of its own, which shares no code
//! with the machine.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

use jiff::Zoned;
use jiff::civil::{Date, date};
use pathway_companion::care::{CarerRating, Permit, Shared, Sharing};
use pathway_companion::fhir::{Before, Next, Word, codes, read_sharing};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const TODAY: Date = date(2026, 6, 1);

/// What can be shared here, by number.
fn thing(number: u8) -> Shared {
    match number % 5 {
        0 => Shared::Goal("g".into()),
        1 => Shared::Piece("p".into()),
        2 => Shared::Reviews,
        3 => Shared::Team,
        _ => Shared::SafePlan("r".into()),
    }
}

fn permits(set: &[(u8, i8)]) -> Vec<Permit> {
    let all: BTreeMap<u8, i8> = set
        .iter()
        .map(|(what, months)| (what % 5, *months))
        .collect();
    let permit = |(what, months): (u8, i8)| Permit {
        what: thing(what),
        from: Some(TODAY),
        until: date(2026, 7, 1).saturating_add(jiff::Span::new().months(months)),
        rating: CarerRating::NotAsked,
    };
    all.into_iter().map(permit).collect()
}

fn at(second: i64) -> Zoned {
    let start: jiff::Timestamp = "2026-06-01T09:00:00Z".parse().unwrap();
    (start + jiff::SignedDuration::from_secs(second)).to_zoned(jiff::tz::TimeZone::UTC)
}

#[derive(Default, Clone)]
struct Server {
    all: Vec<Value>,
    made: u32,
}

impl Server {
    /// What the carer is given, read plainly: by thing, the last day.
    fn gives(&self) -> BTreeMap<String, String> {
        let mut all = BTreeMap::<String, String>::new();
        for consent in self.all.iter().filter(|it| it["status"] == "active") {
            if !consent["provision"]["actor"]
                .to_string()
                .contains("RelatedPerson/n")
            {
                continue;
            }
            for permit in consent["provision"]["provision"]
                .as_array()
                .into_iter()
                .flatten()
            {
                let name = match permit["data"][0]["reference"]["reference"].as_str() {
                    Some(reference) => reference.to_owned(),
                    None => permit["class"][0]["code"].as_str().unwrap().to_owned(),
                };
                let end = permit["period"]["end"]
                    .as_str()
                    .unwrap_or("never")
                    .to_owned();
                let known = all.entry(name).or_default();
                *known = std::mem::take(known).max(end);
            }
        }
        all
    }

    fn write(&mut self, id: &str, body: Value) {
        let place = self.all.iter().position(|it| it["id"] == id).unwrap();
        let version: u32 = self.all[place]["meta"]["versionId"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        self.all[place] = body;
        self.all[place]["meta"]["versionId"] = (version + 1).to_string().into();
    }

    fn make(&mut self, mut body: Value) {
        let uuid = body["identifier"].clone();
        if self.all.iter().any(|it| it["identifier"] == uuid) {
            return;
        }
        self.made += 1;
        body["id"] = format!("c{}", self.made).into();
        body["meta"] = json!({"versionId": "1"});
        self.all.push(body);
    }

    fn seen(&self) -> Vec<Sharing> {
        let read = self
            .all
            .iter()
            .filter_map(|it| read_sharing(&it.to_string(), "a"));
        read.filter(|it| it.carer == "n").collect()
    }
}

fn plain(permits: &[Permit]) -> BTreeMap<String, String> {
    let name = |what: &Shared| match what {
        Shared::Goal(id) => format!("Goal/{id}"),
        Shared::Piece(id) => format!("ServiceRequest/{id}"),
        Shared::SafePlan(id) => format!("QuestionnaireResponse/{id}"),
        Shared::Reviews => "Appointment".to_owned(),
        Shared::Team => "CareTeam".to_owned(),
    };
    permits
        .iter()
        .map(|it| (name(&it.what), it.until.to_string()))
        .collect()
}

fn word(number: u32, permits: Vec<Permit>, seen: Vec<Sharing>, before: Vec<Before>) -> Word {
    Word {
        patient: "a".into(),
        codes_base: codes::BASE.into(),
        carer: "n".into(),
        uuid: format!("uuid-{number}"),
        permits,
        at: at(i64::from(number) * 10),
        seen,
        before,
    }
}

/// Takes one step; tells what it was.
fn step(server: &mut Server, word: &Word, over: bool) -> Next {
    let next = word.next(&server.all, over).unwrap();
    match next.clone() {
        Next::Make { body, .. } => server.make(body),
        Next::Replace { id, body } => server.write(&id, body),
        Next::Done | Next::Ask => {}
    }
    next
}

/// Goes on to the end.
fn settle(server: &mut Server, word: &Word, over: bool) -> Next {
    for _ in 0..12 {
        let next = step(server, word, over);
        if matches!(next, Next::Done | Next::Ask) {
            return next;
        }
    }
    panic!("it never rests");
}

/// What somebody else does.
#[derive(Debug, Clone)]
enum Doing {
    /// The person says something; `steps` of it happen before the next thing (the rest, or a lost answer).
    Say(Vec<(u8, i8)>, u8),
    /// The last word is taken to its end.
    Settle,
    /// Somebody else makes a Consent.
    TheyMake(Vec<(u8, i8)>),
    /// Somebody else changes one.
    TheyChange(u8, Vec<(u8, i8)>),
    /// Somebody else withdraws one.
    TheyStop(u8),
    /// The phone reads what the server has.
    Look,
}

fn some() -> impl Strategy<Value = Vec<(u8, i8)>> {
    prop::collection::vec((0u8..5, 0i8..3), 0..4)
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        4 => (some(), 0u8..4).prop_map(|(what, steps)| Doing::Say(what, steps)),
        4 => Just(Doing::Settle),
        1 => some().prop_map(Doing::TheyMake),
        1 => (0u8..4, some()).prop_map(|(which, what)| Doing::TheyChange(which, what)),
        1 => (0u8..4).prop_map(Doing::TheyStop),
        2 => Just(Doing::Look),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_last_word_holds_and_nothing_more_is_given(all in prop::collection::vec(doing(), 1..14)) {
        let mut server = Server::default();
        let mut seen = server.seen();
        let mut last: Option<(Word, bool)> = None;
        let mut before: Vec<Before> = Vec::new();
        let mut number = 0;
        for it in all {
            match it {
                Doing::Look => seen = server.seen(),
                Doing::Say(what, steps) => {
                    number += 1;
                    let said = word(number, permits(&what), seen.clone(), before.clone());
                    let mut asked = false;
                    let mut tried = false;
                    for _ in 0..steps {
                        let next = step(&mut server, &said, false);
                        tried |= matches!(next, Next::Make { .. });
                        asked = next == Next::Ask;
                    }
                    before.push(Before {
                        permits: said.permits.clone(),
                        at: said.at.clone(),
                        uuid: said.uuid.clone(),
                        may_be_there: tried.then(|| said.uuid.clone()),
                    });
                    last = Some((said, asked));
                }
                Doing::Settle => {
                    let Some((said, _)) = &last else { continue };
                    let held = server.gives();
                    let end = settle(&mut server, said, false);
                    let gives = server.gives();
                    let wanted = plain(&said.permits);
                    if wanted.is_empty() {
                        prop_assert_eq!(&end, &Next::Done, "a stop is never asked about");
                        prop_assert!(gives.is_empty(), "a stop wins: {:?}", gives);
                    } else if end == Next::Ask {
                        for (what, until) in &gives {
                            let was = held.get(what);
                            prop_assert!(was.is_some_and(|was| until <= was), "asked, and more is given");
                        }
                    } else {
                        for (what, until) in &gives {
                            let chosen = wanted.get(what).is_some_and(|day| until <= day);
                            let stood = held.get(what).is_some_and(|day| until <= day);
                            prop_assert!(chosen || stood, "{} until {} was never chosen", what, until);
                        }
                    }
                    // What the person saw and took away is gone, whoever else wrote.
                    for old in seen_by(said) {
                        if !wanted.contains_key(&old) {
                            prop_assert!(!gives.contains_key(&old), "{} was taken away", old);
                        }
                    }
                    // The person's own choice goes over everything, and is exact.
                    let mut chosen = server.clone();
                    prop_assert_eq!(settle(&mut chosen, said, true), Next::Done);
                    prop_assert_eq!(chosen.gives(), wanted);
                    let standing = chosen.all.iter().filter(|it| it["status"] == "active").count();
                    prop_assert!(standing <= 1, "one Consent stands");
                }
                Doing::TheyMake(what) => {
                    number += 1;
                    let other = word(number, permits(&what), Vec::new(), Vec::new());
                    if other.permits.is_empty() { continue }
                    let Next::Make { mut body, .. } = other.next(&[], false).unwrap() else { unreachable!() };
                    body["identifier"] = json!([{"system": "urn:them", "value": format!("t{number}")}]);
                    server.make(body);
                }
                Doing::TheyChange(which, what) if !server.all.is_empty() => {
                    number += 1;
                    let place = usize::from(which) % server.all.len();
                    let other = word(number, permits(&what), Vec::new(), Vec::new());
                    let one = [server.all[place].clone()];
                    if let Next::Replace { id, body } = other.next(&one, true).unwrap() {
                        server.write(&id, body);
                    }
                }
                Doing::TheyStop(which) if !server.all.is_empty() => {
                    number += 1;
                    let place = usize::from(which) % server.all.len();
                    let mut body = server.all[place].clone();
                    body["status"] = "inactive".into();
                    body["dateTime"] = at(i64::from(number) * 10).timestamp().to_string().into();
                    let id = body["id"].as_str().unwrap().to_owned();
                    server.write(&id, body);
                }
                Doing::TheyChange(..) | Doing::TheyStop(_) => {}
            }
        }
    }
}

/// What the person saw shared when they said it.
fn seen_by(word: &Word) -> Vec<String> {
    let stood = word.seen.iter().filter(|it| it.stands);
    let all: Vec<Permit> = stood.flat_map(|it| it.permits.clone()).collect();
    plain(&all).into_keys().collect()
}

#[test]
fn with_nobody_else_about_what_was_chosen_is_what_is_given() {
    let mut server = Server::default();
    for (number, what) in [vec![(0, 1), (3, 2)], vec![(0, 1)], vec![], vec![(2, 0)]]
        .iter()
        .enumerate()
    {
        let number = u32::try_from(number).unwrap();
        let said = word(number, permits(what), server.seen(), Vec::new());
        assert_eq!(settle(&mut server, &said, false), Next::Done);
        assert_eq!(server.gives(), plain(&said.permits));
    }
    assert_eq!(
        server.made, 2,
        "a stop is not undone in the Consent that was stopped"
    );
}

#[test]
fn a_stop_elsewhere_is_not_undone_by_an_older_wish() {
    let mut server = Server::default();
    let first = word(1, permits(&[(0, 1)]), Vec::new(), Vec::new());
    settle(&mut server, &first, false);
    let more = word(2, permits(&[(0, 1), (3, 1)]), server.seen(), Vec::new());
    let stop = word(3, Vec::new(), server.seen(), Vec::new());
    assert_eq!(settle(&mut server, &stop, false), Next::Done);
    assert_eq!(settle(&mut server, &more, false), Next::Ask);
    assert!(server.gives().is_empty());
    let less = word(4, permits(&[(0, 0)]), more.seen.clone(), Vec::new());
    assert_eq!(settle(&mut server, &less, false), Next::Done);
    assert!(server.gives().is_empty(), "to share less never shares");
}

#[test]
fn a_share_whose_answer_got_lost_cannot_come_to_stand_after_the_stop() {
    let mut server = Server::default();
    let share = word(1, permits(&[(0, 1)]), Vec::new(), Vec::new());
    let Next::Make { body: late, uuid } = share.next(&server.all, false).unwrap() else {
        panic!("it makes none")
    };
    let before = vec![Before {
        permits: share.permits.clone(),
        at: share.at.clone(),
        uuid: share.uuid.clone(),
        may_be_there: Some(uuid),
    }];
    let stop = word(2, Vec::new(), Vec::new(), before);
    assert_eq!(settle(&mut server, &stop, false), Next::Done);
    server.make(late);
    assert!(
        server.gives().is_empty(),
        "what comes late finds its place taken"
    );
}
