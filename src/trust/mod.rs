//! The trust: its file, its sign-in, its FHIR server. Everything that crosses the network is here.
//!
//! Whatever a server says is hostile until read: every body is capped, every wait is bounded, no
//! redirect is followed, and a token goes to the origin of the trust's FHIR base and nowhere else.

mod address;
mod api;
mod discovered;
mod discovery;
mod feedback;
mod file;
mod file_problems;
mod http;
mod id_token;
mod line;
mod pins;
mod risk_rules;
mod sign_in;
mod sign_out;
mod token_reply;
mod tokens;
mod way_back;

pub use address::{below, is_allowed};
pub use api::{Api, ApiProblem, Asked, Keep};
pub use discovered::{Discovered, NoSignIn};
pub use discovery::discover;
pub use feedback::{Given, give_feedback};
pub use file::{CARER_VIEW_DAYS, CrisisEntry, FileProblem, Opening, TrustFile};
pub use file_problems::every_problem;
pub use http::{Answer, Http, Method, Request, TalkProblem};
pub use id_token::{Claims, Wanted, read_id_token};
pub use line::Doubt;
pub use pins::{Pin, Pins};
pub use sign_in::{Begun, SignInFailure, SignedIn, begin, begin_as, finish};
pub use sign_out::end_page;
pub use token_reply::TokenReply;
pub use tokens::{Tokens, TokensProblem};
pub use way_back::CameBack;
