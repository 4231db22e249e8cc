//! What goes wrong with a request on its way, and what others do meanwhile; drawn at random.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::proxy::Fault;
use crate::walk::Walk;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// What others do to what the team asks for.
#[derive(Debug, Clone, Copy)]
pub enum Fate {
    AnsweredElsewhere,
    Edited,
    Withdrawn,
}

/// What goes wrong with the next request.
#[derive(Debug, Clone, Copy)]
pub enum Luck {
    CutBefore,
    ResetBefore,
    CutAfter,
    ResetAfter,
    /// So many bytes of the answer come.
    CutInside(usize),
    /// A server's or a gateway's word in place of doing it.
    Unwell(u16),
    /// Done, and a gateway's page comes.
    UnwellAfter(u16),
    /// A plain refusal, as FHIR.
    Refused(u16),
    Portal(u16),
    Moved,
    Garbled,
    CalledText,
    /// A yes in FHIR that shows something else, in place of doing it.
    FalseYes(u16),
    /// Done, and the answer is about something else.
    WrongAfter,
    /// Done, and the first entry of the answer is missing.
    TooFew,
    /// Done, and nobody says how it went.
    NoStatus,
    /// Half of the next transaction is done.
    Half(u8),
    /// Half of it, and the reply is lost.
    HalfAndLost(u8),
    /// Killed while the request is on its way; it arrives later, or never.
    KilledBefore,
    /// Killed after the server has done it.
    KilledAfter,
    /// Somebody does something between the request and the answer.
    Meanwhile(usize, Fate),
}

impl Luck {
    /// Puts it in the way of the walk's next request.
    pub async fn put(self, walk: &mut Walk) {
        let edit = |change: fn(&mut Value)| Fault::edit(change);
        let fault = match self {
            Luck::CutBefore => Fault::CutBefore,
            Luck::ResetBefore => Fault::ResetBefore,
            Luck::CutAfter => Fault::CutAfter,
            Luck::ResetAfter => Fault::ResetAfter,
            Luck::CutInside(bytes) => Fault::CutInside(bytes),
            Luck::Unwell(status) => Fault::Status(status, Some(1).filter(|_| status == 429)),
            Luck::UnwellAfter(status) => Fault::StatusAfter(status),
            Luck::Refused(status) => {
                walk.refused = true;
                Fault::Status(status, None)
            }
            Luck::Portal(status) => {
                // The same refusal twice is a gateway's of the trust, where the trust is heard beside it.
                walk.refused |= status >= 400;
                Fault::Portal(status)
            }
            Luck::Moved => Fault::Moved("http://127.0.0.1:1/fhir".to_owned()),
            Luck::Garbled => Fault::Garbled,
            Luck::CalledText => Fault::Called("text/html"),
            Luck::FalseYes(status) => Fault::Status(status, None),
            Luck::WrongAfter => edit(|it| *it = json!({"resourceType": "Basic", "id": "x"})),
            Luck::TooFew => edit(|it| {
                if let Some(entries) = entries(it).filter(|all| !all.is_empty()) {
                    entries.remove(0);
                }
            }),
            Luck::NoStatus => edit(|it| {
                for entry in entries(it).into_iter().flatten() {
                    entry["response"] = json!({});
                }
            }),
            Luck::Half(mask) | Luck::HalfAndLost(mask) => {
                let fail: Vec<u8> = (0..3).filter(|at| mask & (1 << at) != 0).collect();
                walk.ground.half(&fail).await;
                if matches!(self, Luck::HalfAndLost(_)) {
                    walk.ground.proxy.once("POST", "/fhir$", Fault::CutAfter);
                }
                return;
            }
            Luck::KilledBefore => Fault::HoldBefore(walk.kill.0.clone()),
            Luck::KilledAfter => Fault::HoldAfter(walk.kill.0.clone()),
            Luck::Meanwhile(form, fate) => {
                walk.fates.push_back((form, fate));
                Fault::HoldAfter(walk.meanwhile.0.clone())
            }
        };
        walk.ground.proxy.once("", "/fhir", fault);
    }
}

/// The entries of a bundle; what is none stays as it is.
fn entries(answer: &mut Value) -> Option<&mut Vec<Value>> {
    answer.get_mut("entry")?.as_array_mut()
}

/// What others do, drawn at random.
pub fn one_fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        2 => Just(Fate::Edited),
        1 => Just(Fate::AnsweredElsewhere),
        1 => Just(Fate::Withdrawn),
    ]
}

/// What goes wrong with one request, drawn at random.
pub fn one_luck(forms: usize) -> impl Strategy<Value = Luck> {
    prop_oneof![
        3 => select(vec![Luck::CutAfter, Luck::ResetAfter, Luck::CutInside(40)]),
        1 => select(vec![Luck::CutBefore, Luck::ResetBefore]),
        3 => Just(Luck::KilledAfter),
        1 => Just(Luck::KilledBefore),
        1 => select(vec![401u16, 408, 409, 429, 500, 503]).prop_map(Luck::Unwell),
        2 => select(vec![500u16, 502, 504]).prop_map(Luck::UnwellAfter),
        1 => select(vec![400u16, 403, 404, 412, 422]).prop_map(Luck::Refused),
        1 => select(vec![200u16, 401, 403, 404]).prop_map(Luck::Portal),
        1 => select(vec![200u16, 201]).prop_map(Luck::FalseYes),
        2 => select(vec![Luck::Moved, Luck::Garbled, Luck::CalledText]),
        2 => select(vec![Luck::WrongAfter, Luck::TooFew, Luck::NoStatus]),
        2 => (1u8..8).prop_map(Luck::Half),
        2 => (1u8..8).prop_map(Luck::HalfAndLost),
        3 => (0..forms, one_fate()).prop_map(|(form, fate)| Luck::Meanwhile(form, fate)),
    ]
}
