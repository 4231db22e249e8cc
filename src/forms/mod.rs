//! Questionnaires: what is asked, what was answered, what comes next, what it adds up to.
//!
//! Pure: no input, no output, no clock. A [`Questionnaire`] is read from FHIR by
//! `fhir::questionnaire`; a [`Session`] is a questionnaire with the answers given so far, and every
//! step makes a new one, so that the app can commit an answer before it moves on and can come back
//! to any earlier state. What cannot be shown rightly is refused whole ([`Refused`]): a form that is
//! half shown would say something that the person did not mean.

mod answer;
mod checks;
mod definition;
mod facts;
pub mod fhirpath;
mod formulas;
mod kept;
mod layout;
mod leaves;
pub mod markdown;
mod measures;
mod pages;
mod places;
mod plan;
mod response;
mod results;
mod session;
mod soundness;
mod workings;
mod written;

pub use checks::FailedCheck;
pub use definition::{
    Attachment, Behaviour, Bound, Choice, Coding, Condition, Constraint, Control, Entry, Formula,
    Item, Kind, LeftOut, Limits, Look, Note, NoteKind, Operator, Orientation, Path, Pattern,
    Planned, Quantity, Questionnaire, Reference, Refused, Severity, Slider, Value, Variable,
};
pub use facts::Fact;
pub use formulas::Surroundings;
pub use measures::{
    Band, Certainty, Change, CutOff, Direction, Facts, Flags, GOAL_CODES, Measure, Part, PartName,
    RiskItem, RiskRule, Score, Threshold, Unit,
};
pub use pages::{Content, Instance, Page, Progress, Question, Repeat, Within};
pub use response::write;
pub use session::{AnswerProblem, Session};
pub use soundness::{DEEPEST, MOST_ITEMS, MOST_OPTIONS};
