//! What each kind of answer means for a parcel. The other half of [`super::push`].

use super::parcel::{Made, Parcel, Progress, Server, TaskStep, Way};
use super::push::{Memory, Parked, Reply, Step, Why, reread, way};
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
    reply: &Reply,
) -> Option<Step> {
    progress.whole_tried = true;
    let replies = if reply.status == 200 {
        fhir::read_replies(&reply.body).ok()
    } else {
        None
    };
    let expected = parcel.creates.len() + usize::from(progress.task == TaskStep::Open);
    let Some(replies) = replies.filter(|replies| replies.len() == expected) else {
        // Refused whole, or an answer that fits nothing. Ask thing by thing.
        reread(progress);
        return None;
    };
    for (index, create) in parcel.creates.iter().enumerate() {
        let Some(Some(entry)) = replies.get(index) else {
            continue;
        };
        let made = match (entry.status, way(progress, server, &create.kind)) {
            (200 | 201, Way::Put) => Made::Claimed(format!("{}/{}", create.kind, create.uuid)),
            (200 | 201, _) => entry.location.clone().map_or(Made::NotYet, Made::Claimed),
            _ => Made::NotYet,
        };
        progress.made[index] = match (
            made,
            entry.status,
            entry.location.as_deref().and_then(id_in_location),
        ) {
            // Made just now, and named: no need to read it back.
            (Made::Claimed(_), 201, Some(id)) => Made::Sure(id),
            (made, _, _) => made,
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
            } else if let Some(location) = &reply.location {
                Made::Claimed(location.clone())
            } else {
                // A yes that shows nothing and names no place: ask before believing or repeating it.
                progress.maybe_left[index] = true;
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
        None if ignored || page.next.is_some() => progress.way = Some(Way::PostOnce),
        None => memory.absent.push(index),
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

/// The server's yes was about something else: this way cannot be trusted here.
fn lower(parcel: &Parcel, progress: &mut Progress, server: &Server, index: usize) -> Made {
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

/// `Type/id`, `…/Type/id/_history/2` → `id`.
fn id_in_location(location: &str) -> Option<String> {
    let plain = location.split("/_history/").next()?;
    let id = plain.trim_end_matches('/').rsplit('/').next()?;
    (!id.is_empty() && id != plain).then(|| id.to_owned())
}
