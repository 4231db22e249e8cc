//! The pure machine of one parcel: the next thing to ask, and what an answer means.

use super::parcel::{Made, Parcel, Progress, Server, TaskStep, Way};
use crate::fhir::{self, Standing};
use std::time::Duration;

/// The next thing to do with a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Ask the server this.
    Ask(Asking),
    /// Try again later.
    Wait(Why, Option<Duration>),
    /// Nothing goes on until the person has signed in again.
    Pause,
    /// It needs the person.
    Park(Parked),
    /// Everything is true on the server. `elsewhere`: the Task had been answered by another device.
    Arrived {
        /// Whether another answer had completed the Task.
        elsewhere: bool,
    },
}

/// A request of the machine, free of addresses and headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asking {
    /// Read the Task.
    ReadTask,
    /// Everything as one transaction.
    Whole,
    /// Make resource `0` this way.
    Make(usize, Way),
    /// Search for resource `0` by its identifier.
    Find(usize),
    /// Read resource `0` back at this place.
    ReadBack(usize, String),
    /// End the Task.
    EndTask,
}

/// Why a parcel waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The server cannot be reached.
    NoSignal,
    /// The answer never came; it may have arrived.
    Unknown,
    /// The server asks to wait, or is unwell.
    Unwell,
    /// Something that is no FHIR server answered.
    Odd,
}

/// Why a parcel needs the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parked {
    /// The server refused the content.
    Refused,
    /// The server does not allow it.
    NotAllowed,
    /// It may have arrived and cannot be asked about.
    NotSure,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// An answer, read whole.
    Reply(Reply),
    /// The request has certainly not arrived.
    NotReached,
    /// It may have arrived.
    Lost,
    /// The sign-in has ended.
    SignInEnded,
}

/// An answer of the server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Whether it says that it is JSON.
    pub json: bool,
    /// The body.
    pub body: String,
    /// `Location`.
    pub location: Option<String>,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Retry-After`.
    pub retry_after: Option<Duration>,
}

/// What the machine remembers between two requests and may forget at any time.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// The Task as it was read, and its ETag.
    pub task: Option<(String, Option<String>)>,
    /// Resources that a search has just not found, or could not look for.
    absent: Vec<usize>,
    task_tries: u32,
}

/// The next thing to do.
pub fn next(parcel: &Parcel, progress: &Progress, memory: &Memory, server: &Server) -> Step {
    let task_is_unread = match progress.task {
        TaskStep::Unread => true,
        TaskStep::Open => memory.task.is_none(),
        _ => false,
    };
    if parcel.task.is_some() && task_is_unread {
        return Step::Ask(Asking::ReadTask);
    }
    let nothing_made = progress.made.iter().all(|made| *made == Made::NotYet);
    let can_go_whole = server.transaction && !progress.whole_tried && nothing_made;
    let conditional = parcel
        .creates
        .iter()
        .all(|it| way(progress, server, &it.kind) <= Way::PostIfNoneExist);
    let task_waits = matches!(progress.task, TaskStep::Open | TaskStep::Gone);
    if can_go_whole && conditional && task_waits {
        return Step::Ask(Asking::Whole);
    }
    if let Some(index) = progress
        .made
        .iter()
        .position(|made| !matches!(made, Made::Sure(_)))
    {
        return next_for(index, parcel, progress, memory, server);
    }
    match &progress.task {
        TaskStep::Open => Step::Ask(Asking::EndTask),
        TaskStep::CompletedWith(reference) => Step::Arrived {
            elsewhere: !is_ours(parcel, progress, reference),
        },
        _ => Step::Arrived { elsewhere: false },
    }
}

fn next_for(
    index: usize,
    parcel: &Parcel,
    progress: &Progress,
    memory: &Memory,
    server: &Server,
) -> Step {
    if let Some(Made::Claimed(place)) = progress.made.get(index) {
        return Step::Ask(Asking::ReadBack(index, place.clone()));
    }
    let way = parcel
        .creates
        .get(index)
        .map_or(Way::PostOnce, |it| way(progress, server, &it.kind));
    match way {
        Way::SearchThenPost if !memory.absent.contains(&index) => Step::Ask(Asking::Find(index)),
        Way::PostOnce if progress.maybe_left.get(index) == Some(&true) => {
            // Before the person is troubled with it, one look: what carries our identifier is ours,
            // however badly the server searches.
            if server.search && !memory.absent.contains(&index) {
                Step::Ask(Asking::Find(index))
            } else if progress.once_more {
                Step::Ask(Asking::Make(index, way))
            } else {
                Step::Park(Parked::NotSure)
            }
        }
        _ => Step::Ask(Asking::Make(index, way)),
    }
}

/// What an answer means. `None`: go on with [`next`].
pub fn heard(
    parcel: &Parcel,
    progress: &mut Progress,
    memory: &mut Memory,
    server: &mut Server,
    asked: &Asking,
    heard: Heard,
) -> Option<Step> {
    let writes = matches!(asked, Asking::Whole | Asking::Make(..) | Asking::EndTask);
    let reply = match heard {
        Heard::SignInEnded => return Some(Step::Pause),
        Heard::NotReached => return Some(Step::Wait(Why::NoSignal, None)),
        Heard::Lost => {
            doubt(progress, asked);
            return Some(Step::Wait(
                if writes { Why::Unknown } else { Why::NoSignal },
                None,
            ));
        }
        Heard::Reply(reply) => reply,
    };
    match reply.status {
        401 => return Some(Step::Pause),
        408 | 425 | 429 | 500 | 502..=599 => {
            doubt(progress, asked);
            return Some(Step::Wait(Why::Unwell, reply.retry_after));
        }
        // A redirect, or a page where FHIR should be: a portal stands between us and the trust.
        300..=399 => return Some(Step::Wait(Why::Odd, None)),
        200..=299 if !reply.json && !reply.body.is_empty() => {
            doubt(progress, asked);
            return Some(Step::Wait(Why::Odd, None));
        }
        _ => {}
    }
    match asked {
        Asking::ReadTask => read_task(progress, memory, &reply),
        Asking::Whole => whole(parcel, progress, server, &reply),
        Asking::Make(index, way) => {
            // What a search had said is out of date with the first write after it.
            memory.absent.retain(|absent| absent != index);
            progress.once_more &= *way != Way::PostOnce;
            make(parcel, progress, *index, *way, &reply)
        }
        Asking::Find(index) => find(parcel, progress, memory, *index, &reply),
        Asking::ReadBack(index, _) => read_back(parcel, progress, server, *index, &reply),
        Asking::EndTask => end_task(parcel, progress, memory, &reply),
    }
    .or_else(|| {
        remember_way(progress, server);
        None
    })
}

/// How far a parcel is if nothing is ever heard of `asking`: what has to be on the disk before the
/// request leaves, since a start after a kill knows nothing else.
pub fn cut_off(progress: &Progress, asking: &Asking) -> Progress {
    let mut progress = progress.clone();
    doubt(&mut progress, asking);
    progress
}

/// Notes that a write may have arrived.
fn doubt(progress: &mut Progress, asked: &Asking) {
    match asked {
        Asking::Whole => {
            progress.whole_tried = true;
            progress.maybe_left.fill(true);
            reread(progress);
        }
        Asking::Make(index, _) => may_be_there(progress, *index),
        Asking::EndTask => reread(progress),
        _ => {}
    }
}

fn may_be_there(progress: &mut Progress, index: usize) {
    // A new doubt is not what the person decided about.
    progress.once_more = false;
    if let Some(left) = progress.maybe_left.get_mut(index) {
        *left = true;
    }
}

fn reread(progress: &mut Progress) {
    if progress.task == TaskStep::Open {
        progress.task = TaskStep::Unread;
    }
}

fn read_task(progress: &mut Progress, memory: &mut Memory, reply: &Reply) -> Option<Step> {
    match reply.status {
        200 => match fhir::task_state(&reply.body).map(|state| state.standing) {
            Ok(Standing::Open) => {
                memory.task = Some((reply.body.clone(), reply.etag.clone()));
                progress.task = TaskStep::Open;
            }
            Ok(Standing::CompletedWith(_)) if progress.ended_early => {
                memory.task = Some((reply.body.clone(), reply.etag.clone()));
                progress.task = TaskStep::Open;
            }
            Ok(Standing::CompletedWith(reference)) => {
                progress.task = TaskStep::CompletedWith(reference)
            }
            Ok(Standing::Closed) => progress.task = TaskStep::Gone,
            Err(_) => return Some(Step::Wait(Why::Odd, None)),
        },
        // Withdrawn, or not ours to see any more: what the person said goes all the same.
        403 | 404 | 410 => progress.task = TaskStep::Gone,
        _ => return Some(Step::Wait(Why::Odd, None)),
    }
    None
}

fn whole(parcel: &Parcel, progress: &mut Progress, server: &Server, reply: &Reply) -> Option<Step> {
    progress.whole_tried = true;
    let replies = if reply.status == 200 {
        fhir::read_replies(&reply.body).ok()
    } else {
        None
    };
    let expected = parcel.creates.len() + usize::from(progress.task == TaskStep::Open);
    let Some(replies) = replies.filter(|replies| replies.len() == expected) else {
        // Refused whole, or an answer that fits nothing. Ask thing by thing.
        if !(400..500).contains(&reply.status) {
            progress.maybe_left.fill(true);
        }
        reread(progress);
        return None;
    };
    for (index, create) in parcel.creates.iter().enumerate() {
        let Some(Some(entry)) = replies.get(index) else {
            may_be_there(progress, index);
            continue;
        };
        let way = way(progress, server, &create.kind);
        let place = entry
            .location
            .as_deref()
            .and_then(|it| place_in(it, &create.kind));
        progress.made[index] = match (entry.status, way, place) {
            // Made just now, and named: no need to read it back.
            (201, _, Some(place)) => Made::Sure(id_of(&place)),
            (200 | 201, Way::Put, _) => Made::Claimed(format!("{}/{}", create.kind, create.uuid)),
            (200, _, Some(place)) => Made::Claimed(place),
            (400..=499, ..) => Made::NotYet,
            _ => {
                may_be_there(progress, index);
                Made::NotYet
            }
        };
    }
    if progress.task == TaskStep::Open {
        let ended =
            matches!(replies.last(), Some(Some(entry)) if (200..300).contains(&entry.status));
        progress.task = if ended && progress.all_made() {
            TaskStep::Ended
        } else {
            TaskStep::Unread
        };
        progress.ended_early = ended && progress.id_of(0).is_none();
    }
    None
}

fn make(
    parcel: &Parcel,
    progress: &mut Progress,
    index: usize,
    way: Way,
    reply: &Reply,
) -> Option<Step> {
    let create = parcel.creates.get(index)?;
    match reply.status {
        200..=299 => {
            progress.made[index] = if let Some(id) = our_id(parcel, index, &reply.body) {
                Made::Sure(id)
            } else if way == Way::Put {
                Made::Claimed(format!("{}/{}", create.kind, create.uuid))
            } else if let Some(place) =
                (reply.location.as_deref()).and_then(|it| place_in(it, &create.kind))
            {
                Made::Claimed(place)
            } else {
                // A yes that shows nothing and names no place: ask before believing or repeating it.
                may_be_there(progress, index);
                progress.way = Some(way.max(Way::SearchThenPost));
                Made::NotYet
            };
            None
        }
        412 if way == Way::Put => {
            progress.made[index] = Made::Claimed(format!("{}/{}", create.kind, create.uuid));
            None
        }
        400 | 404 | 405 | 412 | 501 if way < Way::SearchThenPost => {
            progress.way = Some(way.down());
            None
        }
        403 => Some(Step::Park(Parked::NotAllowed)),
        409 => Some(Step::Wait(Why::Unwell, reply.retry_after)),
        _ => Some(Step::Park(Parked::Refused)),
    }
}

fn find(
    parcel: &Parcel,
    progress: &mut Progress,
    memory: &mut Memory,
    index: usize,
    reply: &Reply,
) -> Option<Step> {
    let page = if reply.status == 200 {
        fhir::read_page(&reply.body).ok()
    } else {
        None
    };
    let Some(page) = page else {
        // It cannot be asked this. What has not left yet may leave once.
        progress.way = Some(Way::PostOnce);
        memory.absent.push(index);
        return None;
    };
    let found = page.resources.iter().find_map(|it| {
        fhir::belongs_to(&it.raw, &parcel.patient)
            .then(|| our_id(parcel, index, &it.raw))
            .flatten()
    });
    // A server that ignored the identifier, or that has more pages, has not said "not here".
    let ignored = page
        .self_link
        .as_deref()
        .is_some_and(|link| !link.contains("identifier="));
    match found {
        Some(id) => progress.made[index] = Made::Sure(id),
        None => {
            if ignored || page.next.is_some() {
                progress.way = Some(Way::PostOnce);
            }
            memory.absent.push(index);
        }
    }
    None
}

fn read_back(
    parcel: &Parcel,
    progress: &mut Progress,
    server: &Server,
    index: usize,
    reply: &Reply,
) -> Option<Step> {
    match reply.status {
        200 => {
            progress.made[index] = match our_id(parcel, index, &reply.body) {
                Some(id) => Made::Sure(id),
                None => lower(parcel, progress, server, index),
            };
            None
        }
        403 | 404 | 410 => {
            progress.made[index] = lower(parcel, progress, server, index);
            None
        }
        _ => Some(Step::Wait(Why::Odd, None)),
    }
}

/// The server's yes cannot be read back: this way cannot be trusted here, and yet it said yes.
fn lower(parcel: &Parcel, progress: &mut Progress, server: &Server, index: usize) -> Made {
    may_be_there(progress, index);
    let kind = parcel.creates.get(index).map_or("", |it| it.kind.as_str());
    progress.way = Some(way(progress, server, kind).down());
    Made::NotYet
}

fn end_task(
    parcel: &Parcel,
    progress: &mut Progress,
    memory: &mut Memory,
    reply: &Reply,
) -> Option<Step> {
    match reply.status {
        200..=299 => {
            progress.task = match fhir::task_state(&reply.body).map(|state| state.standing) {
                Ok(Standing::CompletedWith(reference)) if is_ours(parcel, progress, &reference) => {
                    TaskStep::Ended
                }
                _ => TaskStep::Unread,
            };
        }
        409 | 412 => progress.task = TaskStep::Unread,
        // The answer itself is there. A Task that may not be ended is the trust's to end.
        _ => progress.task = TaskStep::Gone,
    }
    memory.task = None;
    memory.task_tries += 1;
    let going_in_circles = progress.task == TaskStep::Unread && memory.task_tries >= 4;
    going_in_circles.then_some(Step::Wait(Why::Unwell, None))
}

fn way(progress: &Progress, server: &Server, kind: &str) -> Way {
    server.way_from(kind, progress.way)
}

/// Once everything is there by a lower way, the server stays on it.
fn remember_way(progress: &Progress, server: &mut Server) {
    if let Some(way) = progress
        .way
        .filter(|way| progress.all_made() && *way <= Way::SearchThenPost)
    {
        server.floor = server.floor.max(way);
    }
}

/// The id of the resource in `body`, if it is ours: same type, our identifier.
fn our_id(parcel: &Parcel, index: usize, body: &str) -> Option<String> {
    let create = parcel.creates.get(index)?;
    fhir::id_if_identified(body, &create.kind, &create.system, &create.uuid)
}

fn is_ours(parcel: &Parcel, progress: &Progress, reference: &Option<String>) -> bool {
    let Some(reference) = reference else {
        return false;
    };
    let Some(create) = parcel.creates.first() else {
        return false;
    };
    let id = progress.id_of(0).unwrap_or(&create.uuid);
    let wanted = format!("{}/{id}", create.kind);
    // `…/QuestionnaireResponse/id`, with or without a version.
    let plain = reference.split("/_history/").next().unwrap_or_default();
    plain == wanted || plain.ends_with(&format!("/{wanted}"))
}

/// `…/Type/id/_history/2` → `Type/id`, if it is of this type. Whatever stands before it is left out:
/// a server behind a front often names itself by an address that only it knows.
fn place_in(location: &str, kind: &str) -> Option<String> {
    let plain = location.split("/_history/").next()?;
    let mut parts = plain.trim_end_matches('/').rsplit('/');
    let (id, its_kind) = (parts.next()?, parts.next()?);
    let is_id = (1..=64).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    (is_id && its_kind == kind).then(|| format!("{kind}/{id}"))
}

fn id_of(place: &str) -> String {
    place.rsplit('/').next().unwrap_or_default().to_owned()
}
