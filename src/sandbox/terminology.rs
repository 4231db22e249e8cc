//! `ValueSet/$expand`: what is in a set of options, for sets that list their codes.

use super::access::list;
use super::http::{Answer, Refusal};
use super::rest::Room;
use super::store::text;
use serde_json::{Value, json};

/// `GET ValueSet/$expand?url=…`
pub(super) fn expand(room: &Room, query: &[(String, String)]) -> Result<Answer, Refusal> {
    if !room.abilities.expand {
        return Err(Refusal::NotSupported("sets are not expanded here".into()));
    }
    if !room.sight.viewer.may("ValueSet", 'r') {
        return Err(Refusal::NotFound);
    }
    let asked = |name: &str| query.iter().find(|(it, _)| it == name).map(|(_, v)| v);
    let url = asked("url").ok_or_else(|| Refusal::Invalid("url is missing".into()))?;
    let version = asked("valueSetVersion");
    let all = room.sight.all("ValueSet")?;
    let set = all
        .into_iter()
        .map(|stored| stored.resource)
        .find(|set| text(set, "url") == url && version.is_none_or(|it| text(set, "version") == it));
    let mut set = set.ok_or(Refusal::NotFound)?;
    let mut contains = Vec::new();
    for include in list(&set["compose"]["include"]) {
        for concept in list(&include["concept"]) {
            let mut coding = concept.clone();
            coding["system"] = include["system"].clone();
            contains.push(coding);
        }
    }
    set["expansion"] = json!({
        "timestamp": room.sight.now.at, "total": contains.len(), "contains": contains});
    // As many servers do, it says what is in the set and not where the set is kept.
    if let Some(fields) = set.as_object_mut() {
        fields.retain(|name, _: &mut Value| name != "id" && name != "compose");
    }
    Ok(Answer::plain(set))
}
