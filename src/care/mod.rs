//! The person's record in their own terms: what the screens show, free of FHIR and of any screen.
//!
//! A [`Record`] is read from FHIR by `fhir::record`, kept whole in the vault so that a cold start
//! reads one row, and handed to the screens as it is. Nothing here does input or output, and
//! nothing here holds a word that a person reads: words are `words/` and `i18n/`. Text fields hold
//! what the trust or the person wrote.

mod attainment;
mod calendar;
mod chart;
mod circle;
mod cluster;
mod goal;
mod message;
mod noted;
mod pathway;
mod progress;
mod quiet;
mod safe_plan;
mod shared_view;
mod sharing;
mod since;
mod sketch;
mod team;
mod track;

pub use attainment::{
    Attained, Attainment, Counted, Met, NotAScore, OutOfTen, Weight, gas_light, t_score,
};
pub use calendar::{Entry, NoEntry, Slot, calendar_file};
pub use chart::{Chart, Dot, Flag, Grain, MOST_TICKS, Moment, Reach, Tick};
pub use circle::{InCircle, LastWord, MOST_OVER, WordStands, gives_more, lessened};
pub use cluster::{Cluster, ClusterCode, Group};
pub use goal::{
    Aside, Goal, GoalStage, Kept, Level, Rater, Rating, Reached, Remark, SaidHere, TenRating,
};
pub use message::{Message, MessageKind, Reply, Returned};
pub use noted::{Hardness, Mine, Noted, Topic, Turn};
pub use pathway::{Choice, Domain, Event, Intervention, Review, Stop, Tense};
pub use progress::{Better, Found, Point, Scale, Series, Since, Way};
pub use quiet::{LONGEST_QUIET, Quiet, QuietFor, QuietWish, by_itself, quiet};
pub use safe_plan::{PlanPart, SafePlan, TeamPlan};
pub use shared_view::{
    SharedGoal, SharedMeeting, SharedPiece, SharedPlan, SharedReview, SharedTeam, SharedView,
};
pub use sharing::{Carer, CarerRating, MONTHS_SHARED, Permit, Shared, Sharing};
pub use since::{Change, SinceReview};
pub use sketch::{Drawn, NEWEST, Sketch};
pub use team::{Coordinator, Member, Partner, PartnerKind, Team};
pub use track::{MOST_DRAWN, MOST_RATINGS_DRAWN, NEWEST_RATINGS, Track, Tracked};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The shape of [`Record`] as kept in the vault. Raised whenever a field changes meaning, so that
/// a kept record of another shape is thrown away and read anew from the resources.
pub const RECORD_SHAPE: u32 = 9;

/// How many messages a record holds: what is older is on the trust's side.
pub const MOST_MESSAGES: usize = 50;

/// The newest answered forms that the record carries. Older ones are read when somebody asks for them.
pub const NEWEST_DONE: usize = 24;

/// Everything that the app knows of one person's care, as released to them.
///
/// A cold start reads all of it, so its size does not grow with the years: of what grows it carries the
/// newest, and says how much more there is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Record {
    /// Who this is.
    pub person: Person,
    /// The plan, when there is one.
    pub plan: Option<Plan>,
    /// The care cluster, when released.
    pub cluster: Cluster,
    /// What is done for the person, in the order that the plan gives.
    pub interventions: Vec<Intervention>,
    /// Choices that the person is asked to make.
    pub choices: Vec<Choice>,
    /// Who helps.
    pub team: Team,
    /// The next look at the plan together.
    pub review: Review,
    /// The person's goals, active ones first.
    pub goals: Vec<Goal>,
    /// What has happened, where the person is, what comes next; in order of time.
    pub timeline: Vec<Stop>,
    /// Forms that the team has asked for and that are not answered, the oldest first.
    pub forms_to_do: Vec<FormToDo>,
    /// Forms that the trust's server holds as answered, the newest first; at most [`NEWEST_DONE`].
    pub forms_done: Vec<FormDone>,
    /// What the person wrote to the team, the newest first; at most [`MOST_MESSAGES`].
    #[serde(default)]
    pub messages: Vec<Message>,
    /// How many more were answered before those.
    pub done_earlier: usize,
    /// What the person can follow over time: measures, then goals.
    pub tracks: Vec<Track>,
    /// What workers noted and the trust released, one a topic.
    pub noted: Vec<Noted>,
    /// What the team wrote for hard times, the newest first.
    #[serde(default)]
    pub team_plans: Vec<TeamPlan>,
    /// The staying-safe plan that the person sent, as the trust's server has it: the newest.
    #[serde(default)]
    pub plan_sent: Option<FormDone>,
    /// Those whom the trust has linked to the person, with what each sees.
    #[serde(default)]
    pub circle: Vec<InCircle>,
    /// Changes that the trust made to what is shown, the newest first; at most 20.
    pub news: Vec<News>,
}

/// The person whose record this is.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Person {
    /// The trust's id of the Patient resource.
    pub id: String,
    /// The full name as one would write it.
    pub full_name: String,
    /// What to call them: the usual or first given name.
    pub called: String,
    /// Date of birth, for "Is this you?".
    pub born: Option<Date>,
    /// The language they prefer, as a BCP 47 tag.
    pub language: Option<String>,
}

// A name may end in a log through `{:?}`; this keeps it out.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(…)")
    }
}

/// The plan as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Id of the CarePlan.
    pub id: String,
    /// Who wrote it and when.
    pub written: Written,
}

/// Who wrote a thing and when, as far as the record says.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Written {
    /// The writer's name.
    pub by: Option<String>,
    /// The day it was written.
    pub on: Option<Date>,
}

/// A form that the team asks the person to fill in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormToDo {
    /// Id of the Task.
    pub task: String,
    /// Canonical address of the questionnaire, with its version if the Task names one.
    pub questionnaire: String,
    /// What the Task calls it, else the questionnaire's own title.
    pub title: Option<String>,
    /// Who asks for it.
    pub asked: Written,
    /// From when and until when it may be filled in.
    pub opens: Option<Date>,
    /// Last day on which the team expects it.
    pub closes: Option<Date>,
    /// How many questions it has; none while the questionnaire has not been fetched.
    pub questions: Option<u32>,
}

/// A form that the trust's server holds as answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormDone {
    /// Id of the QuestionnaireResponse on the server.
    pub response: String,
    /// Our own identifier in it, if the app made it.
    pub ours: Option<String>,
    /// Canonical address of the questionnaire.
    pub questionnaire: String,
    /// Title of the questionnaire, when it is known.
    pub title: Option<String>,
    /// When the person answered.
    pub answered: Option<Timestamp>,
}

/// One thing that changed since the person last looked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct News {
    /// What kind of thing changed.
    pub what: NewsKind,
    /// Its own title, in the trust's or the person's words.
    pub title: Option<String>,
    /// Where it is shown: the id that the screen's route takes.
    pub id: String,
    /// When the trust's server changed it.
    pub at: Timestamp,
    /// What of it changed, in the order in which it is told; empty where it is the whole.
    #[serde(default)]
    pub parts: Vec<Part>,
}

/// A part of a thing that can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// All of it: it was not there before.
    New,
    /// It is there no more.
    Gone,
    /// What it is called.
    Name,
    /// What happens.
    How,
    /// Why.
    Why,
    /// Who does it.
    Who,
    /// When, or by when.
    When,
    /// Where.
    Place,
    /// The goals that it helps with.
    Goals,
    /// The steps of a goal.
    Levels,
    /// How it stands: active, reached, put aside.
    Stage,
    /// A rating.
    Ratings,
    /// The questions that are asked.
    Questions,
}

/// The kinds of change that a person is told about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewsKind {
    /// The plan as a whole.
    Plan,
    /// One intervention.
    Intervention,
    /// A goal.
    Goal,
    /// A review meeting.
    Review,
    /// The team.
    Team,
    /// A new form to fill in.
    Form,
    /// The team has answered what the person wrote.
    Reply,
}
