//! FHIR R4 to and from `care` and `forms`. Pure: no network, no clock, no file.
//!
//! Whatever comes from a server is hostile until it is read: a field may be missing, null, of
//! another type, nested a thousand deep. Two rules follow.
//!
//! - **What we do not know, we keep.** Every structure has the elements that the app uses, each as
//!   [`One`] or [`Many`], and `extra` for all the others. A value of a wrong type is held as it came
//!   and given back as it came: one odd field never costs the resource, and nothing is lost on the
//!   way through.
//! - **What must be right is checked whole.** Questionnaires are refused where they cannot be asked
//!   rightly (`questionnaire`), observations that were not released are not kept (`release`), and
//!   what belongs to somebody else is not read (`patient`).
//!
//! One file a resource; `record/` puts the person's record together from all of them.

mod part;

pub mod appointment;
pub mod bundle;
pub mod capability;
pub mod care_plan;
pub mod care_team;
pub mod codes;
pub mod communication;
pub mod envelope;
pub mod episode;
pub mod goal;
pub mod observation;
pub mod organization;
pub mod outcome;
pub mod patient;
pub mod practitioner;
pub mod questionnaire;
pub mod record;
pub mod references;
pub mod release;
pub mod response;
pub mod scopes;
pub mod score;
pub mod service_request;
pub mod task;
pub mod types;
pub mod when;

pub use bundle::{Entry, Page, batch, read_page, read_replies, transaction};
pub use capability::{Abilities, read_capabilities};
pub use envelope::{BadResource, Envelope};
pub use part::{Many, One};
pub use patient::{belongs_to, read_person};
pub use questionnaire::read_questionnaire;
pub use record::{Reading, read_record};
pub use references::{id_if_identified, references};
pub use release::may_be_kept;
pub use response::{Answered, read_answers, write_response};
pub use score::write_score;
pub use task::{Standing, TaskState, complete_task, complete_task_anew, task_state};
