//! What the screens read: one immutable picture of everything, replaced whole when something changes.

use super::SignInProblem;
pub use super::view_of_carer::{AlsoHere, Following, Seen, ToldTeam, Wearing};
use crate::care::{Message, Point, QuietWish, Record, Tracked};
pub use crate::trust::{CrisisEntry, Doubt, Opening};
use crate::words::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything that the screens show, at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    /// Where the person is on the way in.
    pub stage: Stage,
    /// Why the last sign-in came to nothing, until the next one begins.
    pub sign_in_problem: Option<SignInProblem>,
    /// Whether the trust's page is being looked for, and it takes long.
    pub sign_in_is_slow: bool,
    /// The trust that this app is pointed at, if its file could ever be read.
    pub trust: Option<Arc<TrustFacts>>,
    /// How the person wants to read.
    pub preferences: Preferences,
    /// The person's record, as of [`View::updated`].
    pub record: Option<Arc<Record>>,
    /// When the trust last answered with everything.
    pub updated: Option<Timestamp>,
    /// How the talk with the trust stands.
    pub contact: Contact,
    /// Every answer that wants to leave this phone and the newest that left it, the newest first.
    pub outgoing: Vec<Outgoing>,
    /// How many left it before those.
    pub sent_earlier: u32,
    /// Results that the record does not have yet, the newest first.
    pub on_the_way: Vec<OnTheWay>,
    /// Forms begun and not sent, the last touched first.
    pub drafts: Vec<DraftLine>,
    /// Where the key of the vault is kept.
    pub key_place: KeyPlace,
    /// Answers without a name that have not gone yet.
    pub nameless: u32,
    /// The person's own plan, when there is one.
    pub own_plan: Option<super::OwnPlan>,
    /// Where that plan is beside this phone.
    pub plan_with_team: super::PlanWithTeam,
    /// Whether the person wants it to open without unlocking.
    pub plan_unlocked: bool,
    /// The copy of it that opens without unlocking, where they want that.
    pub plan_copy: Option<Arc<super::PlanCopy>>,
    /// What the person has said about quiet.
    pub quiet: QuietWish,
    /// What this trust has not let the app do.
    pub not_granted: Vec<super::Missing>,
    /// What guards the vault.
    pub guard: Guard,
    /// Whether a finger or a face opens it.
    pub matching: super::Matching,
    /// Vaults of this phone that could not be opened any more, set aside whole.
    pub asides: Vec<AsideLine>,
    /// What was saved of the vault, when it was found damaged at this start.
    pub mended: Option<Mended>,
    /// The app died at its last starts: it shows only what cannot do harm.
    pub safe: bool,
    /// The person left in a hurry: nothing of care shows until they open it again.
    pub left: bool,
    /// The hat that is worn in the open vault.
    pub wearing: Option<Wearing>,
    /// Other vaults on this phone.
    pub also_here: Vec<AlsoHere>,
    /// What is shared, where a carer's vault is open. Then there is no [`View::record`].
    pub following: Option<Arc<Following>>,
}

/// Where the person is on the way in.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Stage {
    /// Nobody has signed in on this phone.
    #[default]
    Welcome,
    /// Somebody signed in; the app asks "Is this you?" before it keeps anything.
    IsThisYou {
        /// Full name, as the trust has it.
        full_name: String,
        /// Date of birth, as the trust has it.
        born: Option<Date>,
    },
    /// Somebody signed in who supports another person; the app asks "Is this you?".
    IsThisYouAsCarer {
        /// Their own name, as the trust has it.
        full_name: String,
        /// Whom they support, as the trust has it.
        supports: Option<String>,
    },
    /// The vault is open.
    Open,
    /// The vault is locked: its passcode opens it.
    Locked(Locked),
    /// The vault cannot be opened.
    Shut(ShutReason),
}

/// What the lock page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Locked {
    /// Answers that wait to be sent. They go when it is unlocked.
    pub waiting: u32,
    /// Tries that are left; 0: the passcode opens nothing any more.
    pub tries_left: u32,
    /// Minutes, rounded up, until the next try; 0: at once.
    pub wait_minutes: u32,
    /// Whether there is a recovery code.
    pub recovery: bool,
}

/// What guards the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Guard {
    /// It has a passcode.
    pub passcode: bool,
    /// It has a recovery code.
    pub recovery: bool,
    /// What waits is sealed to the trust as well.
    pub sealed: bool,
}

/// A vault that was set aside, since its key is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsideLine {
    /// Answers that had not been sent and lie beside it, sealed to the trust.
    pub sealed: u32,
    /// How they can reach the trust.
    pub way: SealedWay,
}

/// How what lies sealed can reach the trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedWay {
    /// The app sends it as it is.
    Send,
    /// The person hands a file over.
    HandOver,
}

/// What was saved of a damaged vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mended {
    /// Answers in forms begun.
    pub answers: u32,
    /// Answers sent or waiting.
    pub waiting: u32,
    /// Whether all of it could be read.
    pub whole: bool,
}

/// Why the vault cannot be opened. Nothing was deleted in any of these cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShutReason {
    /// The phone no longer has the key, or it is another key.
    KeyGone,
    /// The phone's keystore does not answer now.
    KeystoreShut,
    /// The file is damaged.
    Damaged,
    /// The file was written by a newer version of the app.
    NewerApp,
    /// The disk is full, or may not be written.
    DiskTrouble,
}

/// Where the vault's key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyPlace {
    /// No vault yet.
    #[default]
    None,
    /// In the system's keystore.
    Keystore,
    /// In a file that only this user may read: demo and desk use, never a phone.
    File,
}

/// How the talk with the trust stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Contact {
    /// Nothing was tried yet.
    #[default]
    NotTried,
    /// A fetch or a send is under way.
    Busy,
    /// The same, and it takes long.
    Slow,
    /// The last talk went well.
    Well,
    /// The trust could not be reached.
    NoSignal,
    /// Something answered that is not believed to be the trust; nothing was sent.
    Doubted(Doubt),
    /// Sign-in has ended; sending waits until the person signs in again.
    SignInEnded,
    /// The trust answered something that the app cannot use; the last good record stays.
    OddAnswer,
    /// The trust asks to wait or is unwell.
    TrustUnwell,
    /// The server shows records of others: the app takes nothing from it.
    NotSafe,
}

/// What the screens need of the trust's file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TrustFacts {
    /// The trust's name.
    pub name: String,
    /// The trust's word for the named worker ("care coordinator", "key worker"), lower case.
    pub role_label: String,
    /// Numbers for Help now, in the order in which the trust gives them.
    pub crisis: Vec<CrisisEntry>,
    /// After this day the national numbers come first.
    pub check_by: Option<Date>,
    /// How soon questions are answered; none: no questions can be sent.
    pub response_time: Option<String>,
    /// What may be said once the server has confirmed an answer.
    pub receipt_words: Option<String>,
    /// Whether this is a demo trust.
    pub demo: bool,
    /// Whether the trust takes answers without a name.
    #[serde(default)]
    pub feedback: bool,
}

/// How the person wants to read. Kept outside the vault: it says nothing of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Preferences {
    /// Language of the app's own words.
    pub language: Language,
    /// Light, dark, high contrast, or as the phone has it.
    pub appearance: Appearance,
    /// Size of text beside the phone's own setting.
    pub text_size: TextSize,
    /// Names of things on Today are hidden until tapped.
    pub hide_details: bool,
    /// How long after the app was left it is locked, where there is a passcode.
    pub lock_after: LockAfter,
    /// One neutral line on the lock screen when something came.
    pub notices: bool,
}

/// How long after the app was left it is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LockAfter {
    /// At once.
    AtOnce,
    /// After two minutes.
    #[default]
    TwoMinutes,
    /// After ten minutes.
    TenMinutes,
}

/// Colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Appearance {
    /// As the phone has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast.
    Contrast,
}

/// Size of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSize {
    /// As the phone has it.
    #[default]
    Usual,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Larger,
}

/// One answer on its way, as **Sent and waiting** shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// Its id in the outbox.
    pub id: String,
    /// What it is: the form's title, or nothing known.
    pub title: Option<String>,
    /// When the person pressed send.
    pub answered: Timestamp,
    /// Where it is.
    pub state: OutgoingState,
    /// Whether it holds an answer for which help was shown.
    pub risk: bool,
    /// The sum, where the measure is known and whole.
    pub score: Option<f64>,
    /// When it is tried next, while it waits for that.
    pub next_try: Option<Timestamp>,
    /// Whether it came back whole, so that it can be mended.
    pub can_mend: bool,
    /// Whether it puts right what was sent before.
    pub puts_right: bool,
    /// The message that it is, where it is one.
    pub message: Option<Message>,
    /// What sort of thing it is.
    pub sort: Sort,
}

/// What sort of thing is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Answers in a form.
    #[default]
    Answers,
    /// A goal.
    Goal,
    /// How far the person says they are with a goal.
    Rating,
    /// The person's own plan for staying safe.
    Plan,
    /// What the person shares with somebody.
    Sharing,
}

/// A result that this phone knows and the record does not have yet.
#[derive(Debug, Clone, PartialEq)]
pub struct OnTheWay {
    /// Of what.
    pub of: Tracked,
    /// The result. Of which version of the form it is, the record will say.
    pub point: Point,
    /// Whether the trust's server has confirmed it.
    pub sent: bool,
}

/// Where an answer is.
#[derive(Debug, Clone, PartialEq)]
pub enum OutgoingState {
    /// It waits, because of this.
    Waiting(WaitReason),
    /// It is being sent right now.
    Sending,
    /// Nobody knows yet whether it arrived; the app asks.
    Checking,
    /// It needs the person.
    NeedsYou(ParkReason),
    /// The server has confirmed it.
    Sent {
        /// When the server confirmed it.
        at: Timestamp,
        /// The team's request had meanwhile been answered elsewhere; both answers are kept.
        answered_elsewhere: bool,
    },
}

/// Why an answer waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitReason {
    /// It goes in a moment.
    Soon,
    /// The trust cannot be reached; it goes when there is signal.
    NoSignal,
    /// Something answers that is not believed to be the trust.
    Doubted(Doubt),
    /// What answered was not the trust's system, or could not be read.
    OddAnswer,
    /// Sign-in has ended.
    SignIn,
    /// The trust is unwell: what came back does not say whether it arrived.
    TrustUnwell,
    /// The trust asks to wait, and it was not tried.
    Held,
    /// Something before it must arrive first.
    Behind,
}

/// Why an answer needs the person. Each has its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParkReason {
    /// The trust's server refused it as it is.
    Refused,
    /// The trust does not allow this.
    NotAllowed,
    /// It may have arrived; the server cannot be asked.
    NotSure,
    /// The app cannot read its own item any more.
    Unreadable,
    /// What it puts right was changed by somebody else meanwhile: the person chooses.
    ChangedElsewhere,
}

/// A form begun and not sent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DraftLine {
    /// The draft's id.
    pub id: String,
    /// The Task it answers.
    pub task: String,
    /// When it was begun.
    pub begun: Timestamp,
    /// How many questions have an answer.
    pub answered: u32,
    /// What the form calls itself.
    pub title: Option<String>,
    /// When it was touched last.
    pub touched: Option<Timestamp>,
    /// What becomes of the answers.
    pub purpose: super::Purpose,
}
