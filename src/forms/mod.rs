//! Questionnaires: what is asked, what was answered, what comes next, what it adds up to.
//!
//! Pure: no input, no output, no clock. A [`Questionnaire`] is read from FHIR by
//! `fhir::questionnaire`; a [`Session`] is a questionnaire with the answers given so far, and every
//! step makes a new one, so that the app can commit an answer before it moves on and can come back
//! to any earlier state. What cannot be shown rightly is refused whole ([`Refused`]): a form that is
//! half shown would say something that the person did not mean.

mod answer;
mod definition;
mod enablement;
mod measure;
mod pages;
mod plan;
mod session;
mod soundness;

pub use definition::{
    Behaviour, Choice, Coding, Condition, Item, Kind, Operator, Path, Questionnaire, Refused, Value,
};
pub use measure::{Measure, Score};
pub use pages::{Page, Progress};
pub use session::{AnswerProblem, Session};
pub use soundness::{DEEPEST, MOST_ITEMS, MOST_OPTIONS};
