//! The sending machine against servers of every make: whatever they can do, claim, lose and break,
//! no resource is made twice, nothing is called sent that is not there, and it comes to an end.
//!
//! The server here is a model in memory. What it declares, what it does, and what goes wrong with
//! each request are all drawn at random; a stroke of bad luck may be a kill of the app itself, which
//! comes back with what was on the disk. `PATHWAY_CASES` sets the number of cases.

#![allow(
    clippy::needless_range_loop,
    reason = "the index names a resource in several lists at once"
)]
#![allow(clippy::unwrap_used)]

use pathway_companion::sync::push::{
    Asking, Heard, Memory, Parked, Reply, Step, cut_off, heard, next,
};
use pathway_companion::sync::{Create, Made, Parcel, Progress, Server, TaskStep, Way};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

const PATIENT: &str = "p1";
const SYSTEM: &str = "https://pathway-companion.example/fhir/response-uuid";
const UUIDS: [&str; 2] = ["0190-a", "0190-b"];
const KINDS: [&str; 2] = ["QuestionnaireResponse", "Observation"];
/// Requests that one item may cost before it counts as going round in circles.
const MOST_REQUESTS: usize = 120;

/// What a server does about a thing that it may or may not declare.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Does {
    /// As FHIR says.
    Right,
    /// Refuses with this status.
    Refuses(u16),
    /// Takes no notice of the condition, or of the parameters.
    Ignores,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    None,
    Relative,
    Whole,
    Versioned,
}

#[derive(Debug, Clone)]
struct Make {
    declares: Server,
    transaction: Does,
    /// Entries that fail under a 200; all or nothing where none.
    half: Option<u8>,
    /// Entries whose status is left out.
    silent: u8,
    put: Does,
    condition: Does,
    search: Does,
    /// Whether what is there may be read.
    reads: bool,
    /// Whether a write answers with what it wrote.
    shows: bool,
    place: Place,
    /// A content that is never taken.
    refuses: Option<(usize, u16)>,
    with_task: bool,
    task_ends: bool,
}

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Luck {
    Good,
    NotReached,
    LostBefore,
    LostAfter,
    Unwell(u16),
    UnwellAfter(u16),
    Portal,
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

struct Model {
    make: Make,
    held: Vec<(&'static str, String, &'static str)>,
    task: Option<(String, Option<String>, u32)>,
    by_other: bool,
    /// A plain `POST` left although one before it may have arrived.
    blind: bool,
    /// Half a transaction was done and nobody heard of it: then the Task may name an answer that
    /// never came to be, and it looks like another device's.
    half_unheard: bool,
    ids: u32,
}

fn reply(status: u16, body: Value) -> Reply {
    Reply {
        status,
        json: true,
        body: body.to_string(),
        ..Reply::default()
    }
}

fn outcome() -> Value {
    json!({"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "invalid"}]})
}

impl Model {
    fn new(make: &Make) -> Self {
        Self {
            task: make.with_task.then(|| ("requested".to_owned(), None, 1)),
            make: make.clone(),
            held: Vec::new(),
            by_other: false,
            blind: false,
            half_unheard: false,
            ids: 0,
        }
    }

    fn resource(&self, at: usize) -> Value {
        let (kind, id, uuid) = &self.held[at];
        json!({"resourceType": kind, "id": id, "identifier": [{"system": SYSTEM, "value": uuid}],
            "subject": {"reference": format!("Patient/{PATIENT}")}})
    }

    fn copies(&self, index: usize) -> usize {
        let mine = |it: &&(&str, String, &str)| it.2 == UUIDS[index];
        self.held.iter().filter(mine).count()
    }

    fn find(&self, index: usize) -> Option<usize> {
        self.held.iter().position(|it| it.2 == UUIDS[index])
    }

    /// Whether the first resource of which the app is not sure is not there.
    fn lacks_the_next(&self, desk: &Desk) -> bool {
        let unsure = (0..2).find(|index| desk.progress.id_of(*index).is_none());
        unsure.is_some_and(|index| self.copies(index) == 0)
    }

    fn location(&self, at: usize) -> Option<String> {
        let (kind, id, _) = &self.held[at];
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

    fn add(&mut self, index: usize, id: Option<String>) -> usize {
        self.ids += 1;
        let id = id.unwrap_or_else(|| format!("s{}", self.ids));
        self.held.push((KINDS[index], id, UUIDS[index]));
        self.held.len() - 1
    }

    /// Makes a resource, or says why not.
    fn make(&mut self, index: usize, way: Way) -> Reply {
        if let Some((_, status)) = self.make.refuses.filter(|(it, _)| *it == index) {
            return reply(status, outcome());
        }
        match (way, self.make.put, self.make.condition) {
            (Way::Put, Does::Refuses(status), _) => reply(status, outcome()),
            (Way::Put, does, _) => match self.held.iter().position(|it| it.1 == UUIDS[index]) {
                Some(at) if does == Does::Ignores => self.written(at, false),
                Some(_) => reply(412, outcome()),
                None => {
                    let at = self.add(index, Some(UUIDS[index].to_owned()));
                    self.written(at, true)
                }
            },
            (Way::PostIfNoneExist, _, Does::Refuses(status)) => reply(status, outcome()),
            (Way::PostIfNoneExist, _, Does::Right) if self.find(index).is_some() => {
                self.written(self.find(index).unwrap(), false)
            }
            _ => {
                let at = self.add(index, None);
                self.written(at, true)
            }
        }
    }

    fn task_body(&self) -> Option<Value> {
        let (status, output, version) = self.task.as_ref()?;
        let mut task = json!({"resourceType": "Task", "id": "t1", "status": status,
            "meta": {"versionId": version.to_string()}, "for": {"reference": "Patient/p1"}});
        if let Some(output) = output {
            task["output"] = json!([{
                "type": {"coding": [{"code": "questionnaire-response"}]},
                "valueReference": {"reference": output}}]);
        }
        Some(task)
    }

    fn end_task(&mut self, body: &str, etag: Option<&str>) -> Reply {
        let Some((_, _, version)) = &self.task else {
            return reply(404, outcome());
        };
        if !self.make.task_ends {
            return reply(403, outcome());
        }
        if etag.is_some_and(|tag| tag != format!("W/\"{version}\"")) {
            return reply(412, outcome());
        }
        let body: Value = serde_json::from_str(body).unwrap();
        let last = body["output"]
            .as_array()
            .and_then(|all| all.last().cloned());
        let output = last.map(|it| {
            it["valueReference"]["reference"]
                .as_str()
                .unwrap()
                .to_owned()
        });
        let version = version + 1;
        self.task = Some(("completed".to_owned(), output, version));
        reply(200, self.task_body().unwrap())
    }

    fn whole(
        &mut self,
        parcel: &Parcel,
        progress: &Progress,
        memory: &Memory,
        server: &Server,
    ) -> Reply {
        match self.make.transaction {
            Does::Refuses(status) => return reply(status, outcome()),
            Does::Ignores => return reply(200, outcome()),
            Does::Right => {}
        }
        let before = (self.held.clone(), self.task.clone(), self.ids);
        let fails = |at: usize, mask: u8| mask & (1 << at) != 0;
        let mut entries = Vec::new();
        for (index, create) in parcel.creates.iter().enumerate() {
            let way = server.way_from(&create.kind, progress.way);
            assert!(
                way <= Way::PostIfNoneExist,
                "a transaction without a condition"
            );
            let answer = match self.make.half {
                Some(mask) if fails(index, mask) => reply(500, outcome()),
                _ => self.make(index, way),
            };
            if answer.status >= 400 && self.make.half.is_none() {
                (self.held, self.task, self.ids) = before;
                return reply(answer.status, outcome());
            }
            let mut said = json!({"status": answer.status.to_string()});
            if let Some(location) = answer.location {
                said["location"] = json!(location);
            }
            entries.push(said);
        }
        if progress.task == TaskStep::Open {
            let (raw, etag) = memory.task.clone().unwrap();
            let reference = match self.find(0) {
                Some(at) => format!("{}/{}", KINDS[0], self.held[at].1),
                None => format!("{}/never-made", KINDS[0]),
            };
            let done = pathway_companion::fhir::complete_task(&raw, &reference).unwrap();
            let answer = match self.make.half {
                Some(mask) if fails(2, mask) => reply(500, outcome()),
                _ => self.end_task(&done, etag.as_deref()),
            };
            if answer.status >= 400 && self.make.half.is_none() {
                (self.held, self.task, self.ids) = before;
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

    fn search(&self, index: usize) -> Reply {
        let link = |url: &str| json!([{"relation": "self", "url": url}]);
        let page = |found: Vec<Value>, url: &str| {
            let entries: Vec<Value> = found
                .into_iter()
                .map(|it| json!({"resource": it}))
                .collect();
            json!({"resourceType": "Bundle", "type": "searchset", "link": link(url), "entry": entries})
        };
        let kind = KINDS[index];
        let of_kind = (0..self.held.len()).filter(|at| self.held[*at].0 == kind);
        match self.make.search {
            Does::Refuses(status) => reply(status, outcome()),
            // Everything but ours: its first page is full of others.
            Does::Ignores => reply(
                200,
                page(Vec::new(), &format!("https://trust.example/fhir/{kind}")),
            ),
            Does::Right => {
                let found = of_kind.filter(|at| self.held[*at].2 == UUIDS[index]);
                let url = format!(
                    "https://trust.example/fhir/{kind}?identifier={}",
                    UUIDS[index]
                );
                reply(200, page(found.map(|at| self.resource(at)).collect(), &url))
            }
        }
    }

    fn read(&self, place: &str) -> Reply {
        let plain = place.split("/_history/").next().unwrap();
        let at = (0..self.held.len())
            .find(|at| plain.ends_with(&format!("{}/{}", self.held[*at].0, self.held[*at].1)));
        match at {
            _ if !self.make.reads => reply(403, outcome()),
            Some(at) => reply(200, self.resource(at)),
            None => reply(404, outcome()),
        }
    }

    fn answer(&mut self, asking: &Asking, desk: &Desk) -> Reply {
        match asking {
            Asking::ReadTask => match (self.task_body(), &self.task) {
                (Some(body), Some((_, _, version))) => Reply {
                    etag: Some(format!("W/\"{version}\"")),
                    ..reply(200, body)
                },
                _ => reply(404, outcome()),
            },
            Asking::Whole => self.whole(&desk.parcel, &desk.progress, &desk.memory, &desk.server),
            Asking::Make(index, way) => {
                // A plain POST after one that may have arrived needs a search in between; the last
                // row has none.
                self.blind |= *way == Way::PostOnce
                    && desk.progress.maybe_left[*index]
                    && !desk.progress.once_more;
                self.make(*index, *way)
            }
            Asking::Find(index) => self.search(*index),
            Asking::ReadBack(_, place) => self.read(place),
            Asking::EndTask => {
                let (raw, etag) = desk.memory.task.clone().unwrap();
                let reference = format!("{}/{}", KINDS[0], desk.progress.id_of(0).unwrap());
                let done = pathway_companion::fhir::complete_task(&raw, &reference).unwrap();
                self.end_task(&done, etag.as_deref())
            }
        }
    }
}

/// The app's side: what is on its disk and what is only in its head.
struct Desk {
    parcel: Parcel,
    progress: Progress,
    memory: Memory,
    server: Server,
}

fn parcel(with_task: bool) -> Parcel {
    let create = |index: usize| Create {
        kind: KINDS[index].to_owned(),
        uuid: UUIDS[index].to_owned(),
        system: SYSTEM.to_owned(),
        body: json!({"resourceType": KINDS[index]}),
    };
    Parcel {
        patient: PATIENT.to_owned(),
        creates: vec![create(0), create(1)],
        task: with_task.then(|| "t1".to_owned()),
    }
}

fn rank(made: &Made) -> u8 {
    match made {
        Made::NotYet => 0,
        Made::Claimed(_) => 1,
        Made::Sure(_) => 2,
    }
}

/// Nothing that was known is forgotten.
fn went_forward(before: &Progress, after: &Progress) -> Result<(), TestCaseError> {
    for (old, new) in before.made.iter().zip(&after.made) {
        if rank(old) == 2 {
            prop_assert_eq!(old, new, "what was sure is sure no more");
        }
    }
    prop_assert!(before.way <= after.way, "it went up a row");
    prop_assert!(
        !before.whole_tried || after.whole_tried,
        "the transaction came again"
    );
    for (old, new) in before.maybe_left.iter().zip(&after.maybe_left) {
        prop_assert!(!old || *new, "a doubt was forgotten");
    }
    if matches!(before.task, TaskStep::Ended | TaskStep::Gone) {
        prop_assert_eq!(&before.task, &after.task);
    }
    Ok(())
}

fn play(make: &Make, luck: &[Luck]) -> Result<&'static str, TestCaseError> {
    let mut model = Model::new(make);
    let parcel = parcel(make.with_task);
    let mut desk = Desk {
        progress: parcel.progress(),
        parcel,
        memory: Memory::default(),
        server: make.declares.clone(),
    };
    let mut luck = luck.iter().copied();
    let mut asked_again = false;
    for _ in 0..MOST_REQUESTS {
        let asking = match next(&desk.parcel, &desk.progress, &desk.memory, &desk.server) {
            Step::Ask(asking) => asking,
            // The team says that they do not have it, and the person sends it again.
            Step::Park(Parked::NotSure) if !asked_again && model.lacks_the_next(&desk) => {
                asked_again = true;
                desk.memory = Memory::default();
                desk.progress.try_again();
                continue;
            }
            end => return ended(make, &model, &desk, &end),
        };
        let luck = luck.next().unwrap_or(Luck::Good);
        let before = desk.progress.clone();
        let on_disk = cut_off(&desk.progress, &asking);
        went_forward(&before, &on_disk)?;
        if luck == Luck::OtherDevice
            && let Some((status, output, version)) = &mut model.task
            && status == "requested"
        {
            (*status, *output) = (
                "completed".to_owned(),
                Some("QuestionnaireResponse/other".to_owned()),
            );
            *version += 1;
            model.by_other = true;
        }
        let reaches = !matches!(
            luck,
            Luck::NotReached
                | Luck::LostBefore
                | Luck::Unwell(_)
                | Luck::Portal
                | Luck::Moved
                | Luck::WrongBefore
                | Luck::KilledBefore
                | Luck::SignInEnded
                | Luck::FalseYes
        );
        let answer = reaches.then(|| model.answer(&asking, &desk));
        model.half_unheard |= asking == Asking::Whole
            && make.half.is_some()
            && (make.silent != 0 || !matches!(luck, Luck::Good | Luck::OtherDevice));
        for index in 0..2 {
            prop_assert!(model.copies(index) <= 1, "{} is there twice", KINDS[index]);
        }
        prop_assert!(!model.blind, "it was sent again without knowing");
        let heard_now = match luck {
            Luck::KilledBefore | Luck::KilledAfter => {
                desk.progress = on_disk;
                desk.memory = Memory::default();
                continue;
            }
            Luck::NotReached => Heard::NotReached,
            Luck::LostBefore | Luck::LostAfter => Heard::Lost,
            Luck::SignInEnded => Heard::SignInEnded,
            Luck::Unwell(status) | Luck::UnwellAfter(status) => {
                Heard::Reply(reply(status, outcome()))
            }
            Luck::Portal => Heard::Reply(Reply {
                status: 200,
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
            Luck::FalseYes => Heard::Reply(match &asking {
                Asking::Make(index, _) => Reply {
                    location: Some(format!("{}/nothing", KINDS[*index])),
                    ..reply(201, json!({"resourceType": "Basic", "id": "x"}))
                },
                _ => reply(200, outcome()),
            }),
            Luck::Good | Luck::OtherDevice => Heard::Reply(answer.unwrap()),
        };
        let Desk {
            parcel,
            progress,
            memory,
            server,
        } = &mut desk;
        let step = heard(parcel, progress, memory, server, &asking, heard_now);
        went_forward(&before, &desk.progress)?;
        match step {
            // The round ends; the next one begins without memory.
            Some(Step::Wait(..) | Step::Pause) => desk.memory = Memory::default(),
            Some(end) => return ended(make, &model, &desk, &end),
            None => {}
        }
    }
    Err(TestCaseError::fail(format!(
        "it goes round in circles: {:?}",
        desk.progress
    )))
}

fn ended(
    make: &Make,
    model: &Model,
    desk: &Desk,
    end: &Step,
) -> Result<&'static str, TestCaseError> {
    match end {
        Step::Arrived { elsewhere } => {
            for index in 0..2 {
                let at = model.find(index);
                prop_assert!(
                    at.is_some(),
                    "{} is called sent and is not there",
                    KINDS[index]
                );
                prop_assert_eq!(
                    desk.progress.id_of(index),
                    Some(model.held[at.unwrap()].1.as_str())
                );
            }
            prop_assert!(
                !elsewhere || model.by_other || model.half_unheard,
                "nobody else answered"
            );
            if let Some((status, output, _)) = &model.task {
                let ours = format!("{}/{}", KINDS[0], desk.progress.id_of(0).unwrap());
                match desk.progress.task {
                    TaskStep::Gone => prop_assert!(!make.task_ends, "the Task was left open"),
                    _ if (model.by_other || model.half_unheard) && *elsewhere => {}
                    _ => {
                        prop_assert_eq!(status, "completed");
                        prop_assert_eq!(output.as_deref(), Some(ours.as_str()));
                    }
                }
            }
            Ok("arrived")
        }
        Step::Park(Parked::NotSure) => {
            let lowest = |index: usize| {
                desk.server.way_from(KINDS[index], desk.progress.way) == Way::PostOnce
            };
            prop_assert!(lowest(0) || lowest(1), "there was a way to find out");
            Ok("not sure")
        }
        Step::Park(_) => {
            let refused = make.refuses.is_some();
            prop_assert!(
                refused,
                "parked although nothing was refused: {:?}",
                desk.progress
            );
            Ok("refused")
        }
        other => Err(TestCaseError::fail(format!("no end: {other:?}"))),
    }
}

fn makes() -> impl Strategy<Value = Make> {
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
            update_create,
            conditional_create,
            search,
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

fn lucks() -> impl Strategy<Value = Vec<Luck>> {
    let one = prop_oneof![
        6 => Just(Luck::Good),
        3 => Just(Luck::LostAfter),
        2 => Just(Luck::KilledAfter),
        1 => Just(Luck::NotReached),
        1 => Just(Luck::LostBefore),
        1 => select(vec![408u16, 409, 429, 500, 502, 503, 504]).prop_map(Luck::Unwell),
        1 => select(vec![500u16, 502, 504]).prop_map(Luck::UnwellAfter),
        1 => Just(Luck::Portal),
        1 => Just(Luck::Moved),
        1 => Just(Luck::WrongBefore),
        1 => Just(Luck::WrongAfter),
        1 => Just(Luck::NothingAfter),
        1 => Just(Luck::FalseYes),
        1 => Just(Luck::KilledBefore),
        1 => Just(Luck::SignInEnded),
        1 => Just(Luck::OtherDevice),
    ];
    vec(one, 0..12)
}

#[test]
fn nothing_is_made_twice_nothing_is_called_sent_that_is_not_there_and_it_ends() {
    let cases = std::env::var("PATHWAY_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(2_000);
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let ends = std::cell::RefCell::new(std::collections::BTreeMap::<&str, u32>::new());
    TestRunner::new(config)
        .run(&(makes(), lucks()), |(make, luck)| {
            let end = play(&make, &luck)?;
            *ends.borrow_mut().entry(end).or_default() += 1;
            Ok(())
        })
        .unwrap();
    // The cases are worth something only if they end in every way.
    let ends = ends.into_inner();
    for end in ["arrived", "not sure", "refused"] {
        assert!(
            ends.get(end).is_some_and(|n| n * 100 > cases),
            "few cases end as {end}: {ends:?}"
        );
    }
}
