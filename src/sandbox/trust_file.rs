//! The trust file (CONTRACT §3) that the sandbox serves for itself.

use super::{CLAIMED_LINK, CLIENT_ID, NAME, Shared};
use crate::fhir::codes;
use axum::extract::State;
use axum::response::Json;
use jiff::ToSpan;
use serde_json::{Value, json};

/// Whom to call, the team left out: it is put in below.
const CRISIS: &str = include_str!("../../assets/demo/crisis.json");

/// `GET /trust.json`
pub(super) async fn serve(State(trust): State<Shared>) -> Json<Value> {
    let today = trust.clock.now().today;
    let check_by = today.saturating_add(1.year()).to_string();
    let mut file = json!({
        "id": "pathway-demo",
        "name": NAME,
        "fhir_base": trust.fhir_base(),
        "client_id": CLIENT_ID,
        "redirect": CLAIMED_LINK,
        "role_label": "care coordinator",
        "languages": ["en-GB", "cy"],
        "codes_base": codes::BASE,
        "check_by": check_by,
        "inbox": {"response_time": "2 working days"},
        "receipt_words": "Your team looks at answers on the next working day.",
        "release": {"cluster": true, "clinician_ratings": true},
        "send_scores": true,
        "feedback_endpoint": format!("{}/feedback", trust.base),
        "carer_view_days": 7,
        "quiet_hours": {"from": "21:00", "to": "08:00"},
        "notification_name": "Companion",
        "demo": true,
    });
    file["crisis"] = crisis(&check_by);
    Json(file)
}

/// The national entries with this team's own among them.
fn crisis(check_by: &str) -> Value {
    // A test reads the file, so what cannot be read here is not shipped.
    let mut entries: Vec<Value> = serde_json::from_str(CRISIS).unwrap_or_default();
    entries.push(json!({
        "id": "trust", "order": 3, "label": "Your team", "uri": "tel:01632960001",
        "plain": "Call your team on 01632 960001. If they are closed, call 111.",
        "hours": "Monday to Friday, 9am to 5pm",
        "opening": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}],
    }));
    entries.sort_by_key(|entry| entry["order"].as_i64());
    json!({"check_by": check_by, "entries": entries})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_holds_the_team_between_the_national_numbers() {
        let card = crisis("2027-01-01");
        let ids: Vec<&str> = card["entries"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|e| e["id"].as_str())
            .collect();
        assert_eq!(ids[..4], ["999", "111-mh", "trust", "samaritans"]);
    }
}
