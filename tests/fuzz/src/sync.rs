//! What sending and fetching make of an answer.
#![allow(dead_code, reason = "asking is left out here")]

#[path = "../../../src/sync/meaning.rs"]
mod meaning;
#[path = "../../../src/sync/parcel.rs"]
mod parcel;
#[path = "../../../src/sync/pull.rs"]
pub mod pull;
#[path = "../../../src/sync/push.rs"]
pub mod push;

pub use parcel::{Create, Made, Parcel, Progress, Server, TaskStep, Way};
