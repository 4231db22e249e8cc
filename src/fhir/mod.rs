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

pub mod amended;
pub mod answers;
pub mod appointment;
pub mod bundle;
pub mod capability;
pub mod care_plan;
pub mod care_team;
pub mod codes;
pub mod communication;
pub mod consent;
pub mod consent_word;
pub mod envelope;
pub mod episode;
pub mod followed;
pub mod goal;
mod goal_said;
mod message_said;
pub mod observation;
pub mod organization;
pub mod outcome;
pub mod patient;
pub mod practitioner;
pub mod questionnaire;
pub mod record;
pub mod references;
pub mod related_person;
pub mod release;
pub mod response;
pub mod said;
pub mod scopes;
mod score;
pub mod service_request;
pub mod task;
pub mod types;
pub mod validate;
pub mod value_set;
pub mod when;

pub use amended::{
    amend, amended, is_amended, is_ours_to_amend, same_answers, says_all_of, typed_for_them,
};
pub use answers::read_answers;
pub use bundle::{Entry, Page, batch, read_page, read_replies, transaction};
pub use capability::{Abilities, read_capabilities};
pub use communication::{category, kind_of, read_message};
pub use consent::{Change, change_sharing, is_changed, read_sharing, write_sharing};
pub use consent_word::{Before, Next, Word};
pub use envelope::{BadResource, Envelope};
pub use followed::{Given, Looking, sieve};
pub use goal_said::{
    ProposedGoal, RatedBy, Saying, Unfit, write_goal, write_out_of_ten, write_rating, write_t_score,
};
pub use message_said::{Writing, write_from_carer, write_message};
pub use part::{Many, One};
pub use patient::{belongs_to, read_person};
pub use questionnaire::{
    Description, FormReading, describe_json, describe_questionnaire, read_questionnaire,
    read_questionnaire_with, same_form, self_contained, set_as_asked, sets_named,
};
pub use record::{
    Course, Followed, Reading, end_of, read_forms_done, read_goals, read_progress, read_record,
    read_whole_goal, result_in,
};
pub use references::{canonical, id_if_identified, references};
pub use release::may_be_kept;
pub use response::{Answered, write_response};
pub use said::{Said, what_was_said, word};
pub use score::{CodedScore, coded_scores, write_score};
pub use task::{Standing, TaskState, complete_task, complete_task_anew, task_state};
pub use validate::{Finding, Report, validate_json, validate_response};
pub use value_set::ValueSets;
