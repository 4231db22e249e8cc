//! What each kind of answer means for a parcel. The other half of [`super::push`].

use super::parcel::{Made, Parcel, Progress, Server, TaskStep, Way};
use super::push::{Memory, Parked, Reply, Step, Why, may_all_be_there, may_be_there, reread, way};
use crate::fhir::{self, Standing};

pub(super) fn read_task(
    progress: &mut Progress,
    memory: &mut Memory,
    reply: &Reply,
) -> Option<Step> {
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

pub(super) fn whole(
    parcel: &Parcel,
    progress: &mut Progress,
    server: &Server,
    together: &[usize],
    reply: &Reply,
) -> Option<Step> {
    progress.whole_tried = true;
    let replies = if reply.status == 200 {
        fhir::read_replies(&reply.body).ok()
    } else {
        None
    };
    let expected = together.len() + usize::from(progress.task == TaskStep::Open);
    let Some(replies) = replies.filter(|replies| replies.len() == expected) else {
        // Refused whole, or an answer that fits nothing. Ask thing by thing.
        if !(400..500).contains(&reply.status) {
            may_all_be_there(progress, together);
        }
        reread(progress);
        return None;
    };
    for (index, entry) in together.iter().copied().zip(&replies) {
        let (Some(create), Some(entry)) = (parcel.creates.get(index), entry) else {
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
        let made = |index: &usize| progress.id_of(*index).is_some();
        progress.task = if ended && together.iter().all(made) {
            TaskStep::Ended
        } else {
            TaskStep::Unread
        };
        progress.ended_early = ended && progress.id_of(0).is_none();
    }
    None
}

pub(super) fn make(
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

pub(super) fn find(
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

pub(super) fn read_back(
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

/// What the Task names as its answer, where a transaction of ours may have been half done.
pub(super) fn read_named(
    parcel: &Parcel,
    progress: &mut Progress,
    memory: &mut Memory,
    reply: &Reply,
) -> Option<Step> {
    match reply.status {
        200 if our_id(parcel, 0, &reply.body).is_none() => memory.named_is_other = true,
        // It never came to be, or it is a copy of ours: what the Task names is put right.
        200 | 404 | 410 => {
            progress.ended_early = true;
            progress.task = TaskStep::Unread;
        }
        // Not ours to see: then it is not ours.
        403 => memory.named_is_other = true,
        _ => return Some(Step::Wait(Why::Odd, None)),
    }
    None
}

/// The server's yes cannot be read back: this way cannot be trusted here, and yet it said yes.
fn lower(parcel: &Parcel, progress: &mut Progress, server: &Server, index: usize) -> Made {
    may_be_there(progress, index);
    let kind = parcel.creates.get(index).map_or("", |it| it.kind.as_str());
    progress.way = Some(way(progress, server, kind).down());
    Made::NotYet
}

pub(super) fn end_task(
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

/// The id of the resource in `body`, if it is ours: same type, our identifier.
fn our_id(parcel: &Parcel, index: usize, body: &str) -> Option<String> {
    let create = parcel.creates.get(index)?;
    fhir::id_if_identified(body, &create.kind, &create.system, &create.uuid)
}

pub(super) fn is_ours(parcel: &Parcel, progress: &Progress, reference: &Option<String>) -> bool {
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
pub(super) fn place_in(location: &str, kind: &str) -> Option<String> {
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
