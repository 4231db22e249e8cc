//! A trust's server as a model in memory. What it declares, what it does, and what goes wrong with
//! each request are all drawn at random.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use pathway_companion::sync::push::{Asking, Heard, Memory, Reply};
use pathway_companion::sync::{Create, Parcel, Progress, Server, TaskStep, Way, Ways};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub const PATIENT: &str = "p1";
pub const SYSTEM: &str = "https://pathway-companion.example/fhir/response-uuid";
pub const KINDS: [&str; 2] = ["QuestionnaireResponse", "Observation"];

/// What a server does about a thing that it may or may not declare.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Does {
    /// As FHIR says.
    Right,
    /// Refuses with this status.
    Refuses(u16),
    /// Takes no notice of the condition, or of the parameters.
    Ignores,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    None,
    Relative,
    Whole,
    Versioned,
}

#[derive(Debug, Clone)]
pub struct Make {
    pub declares: Server,
    pub transaction: Does,
    /// Entries that fail under a 200; all or nothing where none.
    pub half: Option<u8>,
    /// Entries whose status is left out.
    pub silent: u8,
    pub put: Does,
    pub condition: Does,
    pub search: Does,
    /// Whether what is there may be read.
    pub reads: bool,
    /// Whether a write answers with what it wrote.
    pub shows: bool,
    pub place: Place,
    /// A content that is never taken.
    pub refuses: Option<(usize, u16)>,
    pub with_task: bool,
    pub task_ends: bool,
}

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Luck {
    Good,
    NotReached,
    NoNetwork,
    LostBefore,
    LostAfter,
    Unwell(u16),
    UnwellAfter(u16),
    /// A page that is no FHIR, with this status.
    Portal(u16),
    Moved,
    WrongBefore,
    WrongAfter,
    NothingAfter,
    /// A yes with a place at which there is nothing.
    FalseYes,
    KilledBefore,
    KilledAfter,
    SignInEnded,
    OtherDevice,
}

/// A resource that the server holds.
#[derive(Clone)]
pub struct Held {
    pub kind: String,
    pub id: String,
    pub uuid: String,
    pub body: Value,
    /// What a score names as its response.
    pub derived_from: Option<String>,
}

/// A Task: status, the answer that it names, version.
#[derive(Clone)]
pub struct Asked {
    pub status: String,
    pub output: Option<String>,
    pub version: u32,
    pub by_other: bool,
}

/// A trust's server in memory.
pub struct Model {
    pub make: Make,
    pub held: Vec<Held>,
    pub tasks: BTreeMap<String, Asked>,
    /// A plain `POST` left although one before it may have arrived.
    pub blind: bool,
    ids: u32,
}

/// The app's side of one parcel: what is on its disk and what is only in its head.
pub struct Desk {
    pub parcel: Parcel,
    pub progress: Progress,
    pub memory: Memory,
    pub server: Server,
}

pub fn reply(status: u16, body: Value) -> Reply {
    Reply {
        status,
        json: true,
        body: body.to_string(),
        ..Reply::default()
    }
}

pub fn outcome() -> Value {
    json!({"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "invalid"}]})
}

impl Model {
    pub fn new(make: &Make) -> Self {
        Self {
            make: make.clone(),
            held: Vec::new(),
            tasks: BTreeMap::new(),
            blind: false,
            ids: 0,
        }
    }

    /// The team asks for something.
    pub fn ask_for(&mut self, task: &str) {
        let asked = Asked {
            status: "requested".to_owned(),
            output: None,
            version: 1,
            by_other: false,
        };
        self.tasks.insert(task.to_owned(), asked);
    }

    /// Another device answers, if nobody has.
    pub fn answer_elsewhere(&mut self, task: &str) {
        if let Some(task) = self.tasks.get_mut(task)
            && task.status == "requested"
        {
            task.status = "completed".to_owned();
            task.output = Some(format!("{}/other", KINDS[0]));
            task.version += 1;
            task.by_other = true;
        }
    }

    /// The team changes something about the Task.
    pub fn touch(&mut self, task: &str) {
        if let Some(task) = self.tasks.get_mut(task) {
            task.version += 1;
        }
    }

    fn resource(&self, at: usize) -> Value {
        let held = &self.held[at];
        json!({"resourceType": held.kind, "id": held.id,
            "identifier": [{"system": SYSTEM, "value": held.uuid}],
            "subject": {"reference": format!("Patient/{PATIENT}")}})
    }

    /// How many carry this identifier.
    pub fn copies(&self, uuid: &str) -> usize {
        self.held.iter().filter(|it| it.uuid == uuid).count()
    }

    pub fn find(&self, uuid: &str) -> Option<usize> {
        self.held.iter().position(|it| it.uuid == uuid)
    }

    fn location(&self, at: usize) -> Option<String> {
        let Held { kind, id, .. } = &self.held[at];
        match self.make.place {
            Place::None => None,
            Place::Relative => Some(format!("{kind}/{id}")),
            Place::Whole => Some(format!("https://trust.example/fhir/{kind}/{id}")),
            Place::Versioned => Some(format!("https://trust.example/fhir/{kind}/{id}/_history/1")),
        }
    }

    fn written(&self, at: usize, new: bool) -> Reply {
        let body = match self.make.shows {
            true => self.resource(at).to_string(),
            false => String::new(),
        };
        Reply {
            status: if new { 201 } else { 200 },
            json: self.make.shows,
            body,
            location: self.location(at),
            ..Reply::default()
        }
    }

    fn add(&mut self, create: &Create, id: Option<String>) -> usize {
        self.ids += 1;
        self.held.push(Held {
            kind: create.kind.clone(),
            id: id.unwrap_or_else(|| format!("s{}", self.ids)),
            uuid: create.uuid.clone(),
            body: create.body.clone(),
            derived_from: None,
        });
        self.held.len() - 1
    }

    /// What a score was sent with as its response, if the server took it now.
    fn note_derived(&mut self, create: &Create, before: usize, reference: &str) {
        if create.kind == KINDS[1] && self.held.len() > before {
            self.held[before].derived_from = Some(reference.to_owned());
        }
    }

    /// Whether a score names the response that is there.
    pub fn is_derived_from(&self, score: &str, response: &str) -> bool {
        let named = self
            .find(score)
            .map(|at| self.held[at].derived_from.clone());
        let there = self.find(response).map(|at| &self.held[at]);
        there.is_some_and(|it| named.flatten() == Some(format!("{}/{}", it.kind, it.id)))
    }

    /// Makes a resource, or says why not.
    fn make(&mut self, create: &Create, way: Way) -> Reply {
        let refused = self
            .make
            .refuses
            .filter(|(it, _)| KINDS[*it] == create.kind);
        if let Some((_, status)) = refused {
            return reply(status, outcome());
        }
        match (way, self.make.put, self.make.condition) {
            (Way::Put, Does::Refuses(status), _) => reply(status, outcome()),
            (Way::Put, does, _) => match self.held.iter().position(|it| it.id == create.uuid) {
                Some(at) if does == Does::Ignores => self.written(at, false),
                Some(_) => reply(412, outcome()),
                None => {
                    let at = self.add(create, Some(create.uuid.clone()));
                    self.written(at, true)
                }
            },
            (Way::PostIfNoneExist, _, Does::Refuses(status)) => reply(status, outcome()),
            (Way::PostIfNoneExist, _, Does::Right) if self.find(&create.uuid).is_some() => {
                self.written(self.find(&create.uuid).unwrap(), false)
            }
            _ => {
                let at = self.add(create, None);
                self.written(at, true)
            }
        }
    }

    fn task_body(&self, id: &str) -> Option<Value> {
        let Asked {
            status,
            output,
            version,
            ..
        } = self.tasks.get(id)?;
        let mut task = json!({"resourceType": "Task", "id": id, "status": status,
            "meta": {"versionId": version.to_string()}, "for": {"reference": "Patient/p1"}});
        if let Some(output) = output {
            task["output"] = json!([{
                "type": {"coding": [{"code": "questionnaire-response"}]},
                "valueReference": {"reference": output}}]);
        }
        Some(task)
    }

    fn end_task(&mut self, id: &str, body: &str, etag: Option<&str>) -> Reply {
        let Some(task) = self.tasks.get_mut(id) else {
            return reply(404, outcome());
        };
        if !self.make.task_ends {
            return reply(403, outcome());
        }
        if etag.is_some_and(|tag| tag != format!("W/\"{}\"", task.version)) {
            return reply(412, outcome());
        }
        let body: Value = serde_json::from_str(body).unwrap();
        let last = body["output"]
            .as_array()
            .and_then(|all| all.last().cloned());
        task.output = last.map(|it| {
            it["valueReference"]["reference"]
                .as_str()
                .unwrap()
                .to_owned()
        });
        task.status = "completed".to_owned();
        task.version += 1;
        reply(200, self.task_body(id).unwrap())
    }

    fn whole(&mut self, together: &[usize], desk: &Desk) -> Reply {
        match self.make.transaction {
            Does::Refuses(status) => return reply(status, outcome()),
            Does::Ignores => return reply(200, outcome()),
            Does::Right => {}
        }
        let before = (self.held.clone(), self.tasks.clone(), self.ids);
        let fails = |at: usize, mask: u8| mask & (1 << at) != 0;
        let mut entries = Vec::new();
        let parcel = &desk.parcel;
        for (place, index) in together.iter().enumerate() {
            let create = &parcel.creates[*index];
            let way = desk.server.way_from(&create.kind, desk.progress.way);
            assert!(
                way <= Way::PostIfNoneExist,
                "a transaction without a condition"
            );
            let answer = match self.make.half {
                Some(mask) if fails(place, mask) => reply(500, outcome()),
                _ => {
                    let before = self.held.len();
                    let answer = self.make(create, way);
                    let first = &parcel.creates[0];
                    let first_way = desk.server.way_from(&first.kind, desk.progress.way);
                    let reference = match (first_way, self.find(&first.uuid)) {
                        (Way::Put, _) => format!("{}/{}", first.kind, first.uuid),
                        (_, Some(at)) => format!("{}/{}", first.kind, self.held[at].id),
                        (_, None) => format!("{}/never-made", first.kind),
                    };
                    self.note_derived(create, before, &reference);
                    answer
                }
            };
            if answer.status >= 400 && self.make.half.is_none() {
                (self.held, self.tasks, self.ids) = before;
                return reply(answer.status, outcome());
            }
            let mut said = json!({"status": answer.status.to_string()});
            if let Some(location) = answer.location {
                said["location"] = json!(location);
            }
            entries.push(said);
        }
        if desk.progress.task == TaskStep::Open {
            let (raw, etag) = desk.memory.task.clone().unwrap();
            let reference = match self.find(&parcel.creates[0].uuid) {
                Some(at) => format!("{}/{}", KINDS[0], self.held[at].id),
                None => format!("{}/never-made", KINDS[0]),
            };
            let done = pathway_companion::fhir::complete_task(&raw, &reference).unwrap();
            let task = parcel.task.clone().unwrap();
            let answer = match self.make.half {
                Some(mask) if fails(together.len(), mask) => reply(500, outcome()),
                _ => self.end_task(&task, &done, etag.as_deref()),
            };
            if answer.status >= 400 && self.make.half.is_none() {
                (self.held, self.tasks, self.ids) = before;
                return reply(answer.status, outcome());
            }
            entries.push(json!({"status": answer.status.to_string()}));
        }
        for (at, entry) in entries.iter_mut().enumerate() {
            if fails(at, self.make.silent) {
                entry.as_object_mut().unwrap().remove("status");
            }
        }
        let entries: Vec<Value> = entries
            .into_iter()
            .map(|it| json!({"response": it}))
            .collect();
        reply(
            200,
            json!({"resourceType": "Bundle", "type": "transaction-response", "entry": entries}),
        )
    }

    fn search(&self, create: &Create) -> Reply {
        let link = |url: &str| json!([{"relation": "self", "url": url}]);
        let page = |found: Vec<Value>, url: &str| {
            let entries: Vec<Value> = found
                .into_iter()
                .map(|it| json!({"resource": it}))
                .collect();
            json!({"resourceType": "Bundle", "type": "searchset", "link": link(url), "entry": entries})
        };
        let (kind, uuid) = (&create.kind, &create.uuid);
        let of_kind = (0..self.held.len()).filter(|at| self.held[*at].kind == *kind);
        match self.make.search {
            Does::Refuses(status) => reply(status, outcome()),
            // Everything but ours: its first page is full of others.
            Does::Ignores => reply(
                200,
                page(Vec::new(), &format!("https://trust.example/fhir/{kind}")),
            ),
            Does::Right => {
                let found = of_kind.filter(|at| self.held[*at].uuid == *uuid);
                let url = format!("https://trust.example/fhir/{kind}?identifier={uuid}");
                reply(200, page(found.map(|at| self.resource(at)).collect(), &url))
            }
        }
    }

    fn read(&self, place: &str) -> Reply {
        let plain = place.split("/_history/").next().unwrap();
        let at = (0..self.held.len())
            .find(|at| plain.ends_with(&format!("{}/{}", self.held[*at].kind, self.held[*at].id)));
        match at {
            _ if !self.make.reads => reply(403, outcome()),
            Some(at) => reply(200, self.resource(at)),
            None if plain.ends_with("/other") => reply(
                200,
                json!({"resourceType": KINDS[0],
                "id": "other", "identifier": [{"system": SYSTEM, "value": "of-another-device"}]}),
            ),
            None => reply(404, outcome()),
        }
    }

    /// What the server does and says.
    pub fn answer(&mut self, asking: &Asking, desk: &Desk) -> Reply {
        let parcel = &desk.parcel;
        let task = parcel.task.clone().unwrap_or_default();
        match asking {
            Asking::ReadTask => match (self.task_body(&task), self.tasks.get(&task)) {
                (Some(body), Some(it)) => Reply {
                    etag: Some(format!("W/\"{}\"", it.version)),
                    ..reply(200, body)
                },
                _ => reply(404, outcome()),
            },
            Asking::Whole(together) => self.whole(together, desk),
            Asking::Make(index, way) => {
                // A plain POST after one that may have arrived needs a search in between; the last
                // row has none.
                self.blind |= *way == Way::PostOnce
                    && desk.progress.maybe_left[*index]
                    && !desk.progress.once_more;
                let create = &parcel.creates[*index];
                let before = self.held.len();
                let answer = self.make(create, *way);
                let id = desk.progress.id_of(0).unwrap_or("never-made");
                self.note_derived(create, before, &format!("{}/{id}", KINDS[0]));
                answer
            }
            Asking::Find(index) => self.search(&parcel.creates[*index]),
            Asking::ReadBack(_, place) | Asking::ReadNamed(place) => self.read(place),
            Asking::EndTask => {
                let (raw, etag) = desk.memory.task.clone().unwrap();
                let reference = format!("{}/{}", KINDS[0], desk.progress.id_of(0).unwrap());
                let done = pathway_companion::fhir::complete_task(&raw, &reference).unwrap();
                self.end_task(&task, &done, etag.as_deref())
            }
        }
    }

    /// What the app hears of a request that meets this luck; none where the app was killed.
    pub fn talk(&mut self, asking: &Asking, desk: &Desk, luck: Luck) -> Option<Heard> {
        if luck == Luck::OtherDevice
            && let Some(task) = &desk.parcel.task
        {
            self.answer_elsewhere(task);
        }
        let reaches = !matches!(
            luck,
            Luck::NotReached
                | Luck::NoNetwork
                | Luck::LostBefore
                | Luck::Unwell(_)
                | Luck::Portal(_)
                | Luck::Moved
                | Luck::WrongBefore
                | Luck::KilledBefore
                | Luck::SignInEnded
                | Luck::FalseYes
        );
        let answer = reaches.then(|| self.answer(asking, desk));
        Some(match luck {
            Luck::KilledBefore | Luck::KilledAfter => return None,
            Luck::NotReached => Heard::NotReached,
            Luck::NoNetwork => Heard::NoNetwork,
            Luck::LostBefore | Luck::LostAfter => Heard::Lost,
            Luck::SignInEnded => Heard::SignInEnded,
            Luck::Unwell(status) | Luck::UnwellAfter(status) => {
                Heard::Reply(reply(status, outcome()))
            }
            Luck::Portal(status) => Heard::Reply(Reply {
                status,
                body: "<html>Welcome to the guest network</html>".to_owned(),
                ..Reply::default()
            }),
            Luck::Moved => Heard::Reply(Reply {
                status: 302,
                ..Reply::default()
            }),
            Luck::WrongBefore | Luck::WrongAfter => {
                Heard::Reply(reply(200, json!({"resourceType": "Basic", "id": "x"})))
            }
            Luck::NothingAfter => Heard::Reply(Reply {
                status: answer.as_ref().map_or(200, |it| it.status),
                json: true,
                ..Reply::default()
            }),
            Luck::FalseYes => Heard::Reply(match asking {
                Asking::Make(index, _) => Reply {
                    location: Some(format!("{}/nothing", KINDS[*index])),
                    ..reply(201, json!({"resourceType": "Basic", "id": "x"}))
                },
                _ => reply(200, outcome()),
            }),
            Luck::Good | Luck::OtherDevice => Heard::Reply(answer.unwrap()),
        })
    }
}

/// Servers of every make, drawn at random.
pub fn makes() -> impl Strategy<Value = Make> {
    let refusal = || select(vec![400u16, 404, 405, 412, 501]).prop_map(Does::Refuses);
    let does =
        move || prop_oneof![4 => Just(Does::Right), 1 => refusal(), 1 => Just(Does::Ignores)];
    let claims = (
        any::<[bool; 4]>(),
        does(),
        prop_oneof![3 => Just(None), 1 => (0u8..8).prop_map(Some)],
        prop_oneof![3 => Just(0u8), 1 => 0u8..8],
    );
    let ways = (does(), does(), does());
    let answers = (
        prop_oneof![4 => Just(true), 1 => Just(false)],
        any::<bool>(),
        select(vec![
            Place::None,
            Place::Relative,
            Place::Whole,
            Place::Versioned,
        ]),
        prop_oneof![6 => Just(None), 1 => (0usize..2, select(vec![403u16, 422])).prop_map(Some)],
    );
    let task = (
        prop_oneof![4 => Just(true), 1 => Just(false)],
        prop_oneof![6 => Just(true), 1 => Just(false)],
    );
    (claims, ways, answers, task).prop_map(|(claims, ways, answers, task)| {
        let ([transaction, update_create, conditional_create, search], whole, half, silent) =
            claims;
        let (put, condition, finds) = ways;
        // A server that takes no notice of a condition does not say that it keeps it: nobody could
        // tell. One that says it may still refuse it.
        let condition = match condition {
            Does::Ignores if conditional_create => Does::Right,
            other if conditional_create => other,
            _ => Does::Ignores,
        };
        let declares = Server {
            transaction,
            batch: transaction,
            usual: Ways {
                update_create,
                conditional_create,
                search,
            },
            kinds: Default::default(),
            floor: Way::Put,
        };
        let (reads, shows, place, refuses) = answers;
        let (with_task, task_ends) = task;
        Make {
            declares,
            transaction: whole,
            half,
            silent,
            put,
            condition,
            search: finds,
            reads,
            shows,
            place,
            refuses,
            with_task,
            task_ends,
        }
    })
}

/// What goes wrong with one request, drawn at random.
pub fn one_luck() -> impl Strategy<Value = Luck> {
    prop_oneof![
        6 => Just(Luck::Good),
        3 => Just(Luck::LostAfter),
        2 => Just(Luck::KilledAfter),
        1 => Just(Luck::NotReached),
        1 => Just(Luck::NoNetwork),
        1 => Just(Luck::LostBefore),
        1 => select(vec![408u16, 409, 429, 500, 502, 503, 504]).prop_map(Luck::Unwell),
        1 => select(vec![500u16, 502, 504]).prop_map(Luck::UnwellAfter),
        1 => select(vec![200u16, 401, 403, 404, 410, 412]).prop_map(Luck::Portal),
        1 => Just(Luck::Moved),
        1 => Just(Luck::WrongBefore),
        1 => Just(Luck::WrongAfter),
        1 => Just(Luck::NothingAfter),
        1 => Just(Luck::FalseYes),
        1 => Just(Luck::KilledBefore),
        1 => Just(Luck::SignInEnded),
        1 => Just(Luck::OtherDevice),
    ]
}

pub fn lucks() -> impl Strategy<Value = Vec<Luck>> {
    vec(one_luck(), 0..12)
}
