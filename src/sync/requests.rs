//! From what the machine asks to requests of the FHIR server.

use super::meaning::place_in;
use super::parcel::{Parcel, Progress, Server, TaskStep, Way};
use super::push::{Asking, Memory};
use crate::fhir::bundle::Method;
use crate::fhir::{self, Entry};
use crate::trust::Asked;
use serde_json::Value;

/// The request for `asking`. `None` when the machine asks for what it no longer remembers.
pub fn request(
    asking: &Asking,
    parcel: &Parcel,
    progress: &Progress,
    memory: &Memory,
    server: &Server,
) -> Option<Asked> {
    match asking {
        Asking::ReadTask => Some(Asked::get(format!("Task/{}", parcel.task.as_ref()?))),
        Asking::Whole(together) => whole(together, parcel, progress, memory, server),
        Asking::Make(index, way) => make(parcel, progress, *index, *way),
        Asking::Find(index) => {
            let create = parcel.creates.get(*index)?;
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("identifier", &format!("{}|{}", create.system, create.uuid))
                .append_pair("patient", &format!("Patient/{}", parcel.patient))
                .finish();
            Some(Asked::get(format!("{}?{query}", create.kind)))
        }
        Asking::ReadBack(_, place) => Some(Asked::get(place.clone())),
        // Always at our own server, whatever stands before `Type/id`. A name that is no place is
        // asked for under a type where nothing has it: not there.
        Asking::ReadNamed(reference) => {
            let kind = parcel.creates.first()?.kind.as_str();
            let place = place_in(reference, kind).unwrap_or_else(|| format!("{kind}/never-made"));
            Some(Asked::get(place))
        }
        Asking::EndTask => {
            let (body, etag) = ended_task(parcel, progress, memory)?;
            let asked = Asked::put(format!("Task/{}", parcel.task.as_ref()?), body);
            Some(match etag {
                Some(etag) => asked.with("if-match", etag),
                None => asked,
            })
        }
    }
}

fn make(parcel: &Parcel, progress: &Progress, index: usize, way: Way) -> Option<Asked> {
    let create = parcel.creates.get(index)?;
    let mut body = create.body.clone();
    for (earlier, made) in parcel.creates.iter().zip(0..) {
        if let Some(id) = progress.id_of(made) {
            replace(
                &mut body,
                &format!("urn:uuid:{}", earlier.uuid),
                &format!("{}/{id}", earlier.kind),
            );
        }
    }
    let condition = format!("identifier={}|{}", create.system, create.uuid);
    Some(match way {
        Way::Put => {
            body["id"] = Value::String(create.uuid.clone());
            Asked::put(format!("{}/{}", create.kind, create.uuid), body.to_string())
                .with("if-none-match", "*")
        }
        Way::PostIfNoneExist => {
            Asked::post(create.kind.clone(), body.to_string()).with("if-none-exist", condition)
        }
        Way::SearchThenPost | Way::PostOnce => Asked::post(create.kind.clone(), body.to_string()),
    })
}

fn whole(
    together: &[usize],
    parcel: &Parcel,
    progress: &Progress,
    memory: &Memory,
    server: &Server,
) -> Option<Asked> {
    let way = |kind: &str| server.way_from(kind, progress.way);
    let mut entries: Vec<Entry> = Vec::new();
    for index in together {
        let create = parcel.creates.get(*index)?;
        let mut resource = create.body.clone();
        let entry = if way(&create.kind) == Way::Put {
            resource["id"] = Value::String(create.uuid.clone());
            let place = format!("{}/{}", create.kind, create.uuid);
            Entry {
                if_none_match: Some("*".to_owned()),
                ..Entry::new(Method::Put, place, resource)
            }
        } else {
            Entry {
                if_none_exist: Some(format!("identifier={}|{}", create.system, create.uuid)),
                full_url: Some(format!("urn:uuid:{}", create.uuid)),
                ..Entry::new(Method::Post, create.kind.clone(), resource)
            }
        };
        entries.push(entry);
    }
    if progress.task == TaskStep::Open {
        let first = parcel.creates.first()?;
        let reference = match way(&first.kind) {
            Way::Put => format!("{}/{}", first.kind, first.uuid),
            _ => format!("urn:uuid:{}", first.uuid),
        };
        let (raw, etag) = memory.task.as_ref()?;
        let body = fhir::complete_task(raw, &reference).ok()?;
        let resource = serde_json::from_str(&body).ok()?;
        let place = format!("Task/{}", parcel.task.as_ref()?);
        entries.push(Entry {
            if_match: etag.clone(),
            ..Entry::new(Method::Put, place, resource)
        });
    }
    Some(Asked::post("", fhir::transaction(&entries)))
}

fn ended_task(
    parcel: &Parcel,
    progress: &Progress,
    memory: &Memory,
) -> Option<(String, Option<String>)> {
    let (raw, etag) = memory.task.as_ref()?;
    let reference = format!("{}/{}", parcel.creates.first()?.kind, progress.id_of(0)?);
    let body = if progress.ended_early {
        fhir::complete_task_anew(raw, &reference)
    } else {
        fhir::complete_task(raw, &reference)
    };
    Some((body.ok()?, etag.clone()))
}

/// Replaces every text that is `from` by `to`, wherever it stands.
fn replace(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => *text = to.to_owned(),
        Value::Array(list) => list.iter_mut().for_each(|item| replace(item, from, to)),
        Value::Object(map) => map.values_mut().for_each(|item| replace(item, from, to)),
        _ => {}
    }
}
