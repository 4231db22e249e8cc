//! The trust: its file, its sign-in, its FHIR server. Everything that crosses the network is here.
//!
//! Whatever a server says is hostile until read: every body is capped, every wait is bounded, no
//! redirect is followed, and a token goes to the origin of the trust's FHIR base and nowhere else.

mod api;
mod discovery;
mod file;
mod http;
mod id_token;
mod sign_in;
mod tokens;

pub use api::{Api, ApiProblem, Asked, Keep};
pub use discovery::{Discovered, discover};
pub use file::{CrisisEntry, FileProblem, Opening, TrustFile};
pub use http::{Answer, Http, Method, Request, TalkProblem};
pub use sign_in::{Begun, SignInFailure, SignedIn, begin, finish};
pub use tokens::{Tokens, TokensProblem};
