//! The pure machine of one parcel: the next thing to ask, and what an answer means.

use super::meaning::{end_task, find, is_ours, make, read_back, read_named, read_task, whole};
use super::parcel::{Made, Parcel, Progress, Server, TaskStep, Way};
use crate::trust::Doubt;
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
    /// These resources ([`Parcel::together`]) and the Task as one transaction.
    Whole(Vec<usize>),
    /// Make resource `0` this way.
    Make(usize, Way),
    /// Search for resource `0` by its identifier.
    Find(usize),
    /// Read resource `0` back at this place.
    ReadBack(usize, String),
    /// Read the answer that the Task names, which is not known to be ours.
    ReadNamed(String),
    /// End the Task.
    EndTask,
}

/// Why a parcel waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The server cannot be reached.
    NoSignal,
    /// The phone has no network at all.
    NoNetwork,
    /// Something answers that is not believed to be the trust.
    Doubted(Doubt),
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
    /// What it puts right was changed by somebody else meanwhile.
    Changed,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// An answer, read whole.
    Reply(Reply),
    /// The request has certainly not arrived.
    NotReached,
    /// The same: the phone has no network.
    NoNetwork,
    /// The same: what answers is not believed to be the trust.
    Doubted(Doubt),
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
    /// Whether it is known to be the trust's although it is no JSON.
    pub vouched: bool,
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
    pub(super) absent: Vec<usize>,
    /// Whether what the Task names was looked at and is another's.
    pub(super) named_is_other: bool,
    pub(super) task_tries: u32,
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
    let task_waits = matches!(progress.task, TaskStep::Open | TaskStep::Gone);
    if can_go_whole && task_waits {
        let together = parcel.together();
        let conditional = together
            .iter()
            .filter_map(|index| parcel.creates.get(*index))
            .all(|it| way(progress, server, &it.kind) <= Way::PostIfNoneExist);
        if conditional {
            return Step::Ask(Asking::Whole(together));
        }
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
        TaskStep::CompletedWith(reference) => {
            let elsewhere = !is_ours(parcel, progress, reference);
            // A transaction of ours may have been half done without our hearing of it: then the Task
            // names an answer that never came to be, and nobody else has answered.
            match reference {
                Some(named) if elsewhere && progress.whole_tried && !memory.named_is_other => {
                    Step::Ask(Asking::ReadNamed(named.clone()))
                }
                _ => Step::Arrived { elsewhere },
            }
        }
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
            if searches(parcel, server, index) && !memory.absent.contains(&index) {
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

fn searches(parcel: &Parcel, server: &Server, index: usize) -> bool {
    let kind = parcel.creates.get(index).map(|it| it.kind.as_str());
    server.ways(kind.unwrap_or_default()).search
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
    let writes = matches!(asked, Asking::Whole(_) | Asking::Make(..) | Asking::EndTask);
    let reply = match heard {
        Heard::SignInEnded => return Some(Step::Pause),
        Heard::NotReached => return Some(Step::Wait(Why::NoSignal, None)),
        Heard::Doubted(doubt) => return Some(Step::Wait(Why::Doubted(doubt), None)),
        Heard::NoNetwork => return Some(Step::Wait(Why::NoNetwork, None)),
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
        // Not a word of FHIR in a refusal: something else than the trust may have said it.
        400..=499 if !reply.json && !reply.vouched => {
            doubt(progress, asked);
            return Some(Step::Wait(Why::Odd, None));
        }
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
        Asking::Whole(together) => whole(parcel, progress, server, together, &reply),
        Asking::Make(index, way) => {
            // What a search had said is out of date with the first write after it.
            memory.absent.retain(|absent| absent != index);
            progress.once_more &= *way != Way::PostOnce;
            make(parcel, progress, *index, *way, &reply)
        }
        Asking::Find(index) => find(parcel, progress, memory, *index, &reply),
        Asking::ReadBack(index, _) => read_back(parcel, progress, server, *index, &reply),
        Asking::ReadNamed(_) => read_named(parcel, progress, memory, &reply),
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
        Asking::Whole(together) => {
            progress.whole_tried = true;
            may_all_be_there(progress, together);
            reread(progress);
        }
        Asking::Make(index, _) => may_be_there(progress, *index),
        Asking::EndTask => reread(progress),
        _ => {}
    }
}

pub(super) fn may_be_there(progress: &mut Progress, index: usize) {
    // A new doubt is not what the person decided about.
    progress.once_more = false;
    if let Some(left) = progress.maybe_left.get_mut(index) {
        *left = true;
    }
}

pub(super) fn may_all_be_there(progress: &mut Progress, together: &[usize]) {
    for index in together {
        may_be_there(progress, *index);
    }
}

pub(super) fn reread(progress: &mut Progress) {
    if progress.task == TaskStep::Open {
        progress.task = TaskStep::Unread;
    }
}

pub(super) fn way(progress: &Progress, server: &Server, kind: &str) -> Way {
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
