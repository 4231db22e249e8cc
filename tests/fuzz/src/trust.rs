//! What the trust's file, its sign-in and a link to the app are read by.
#![allow(dead_code, reason = "talking is left out here")]

#[path = "../../../src/trust/address.rs"]
mod address;
#[path = "../../../src/trust/discovered.rs"]
mod discovered;
#[path = "../../../src/trust/file.rs"]
mod file;
#[path = "../../../src/trust/id_token.rs"]
mod id_token;
#[path = "../../../src/trust/risk_rules.rs"]
mod risk_rules;
#[path = "../../../src/trust/token_reply.rs"]
mod token_reply;
#[path = "../../../src/trust/way_back.rs"]
mod way_back;

pub use address::{below, is_allowed};
pub use discovered::{Discovered, NoSignIn};
pub use file::{CrisisEntry, FileProblem, Opening, TrustFile};
pub use id_token::{Claims, Wanted, read_id_token};
pub use token_reply::TokenReply;
pub use way_back::CameBack;
