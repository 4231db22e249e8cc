//! The doors (CONTRACT §5): which address leads to which screen, and what is above each.

use super::frame::Frame;
use super::place::Place;
use super::screens::ask::Ask;
use super::screens::before::{IsThisYou, Locked, SetUp, SignIn, SignInAsCarer, Support, Welcome};
use super::screens::care::{Care, Choice, Intervention, Why};
use super::screens::following::{FollowedGoal, Following, Hats, Tell};
use super::screens::form::{FormCheck, FormDone, FormPause, FormQuestion, FormStart};
use super::screens::goals::{Goal, Goals, NewGoal};
use super::screens::help::{Help, HelpCard, HelpPlan};
use super::screens::missing::Missing;
use super::screens::plan::{SafePlan, SafePlanBefore, SendPlan};
use super::screens::progress::{Course, Progress};
use super::screens::quiet::QuietPage;
use super::screens::review::Review;
use super::screens::said::WhatYouSaid;
use super::screens::sent::Sent;
use super::screens::sharing::{ShareChange, ShareStop, SharedWith, Sharing};
use super::screens::team::Team;
use super::screens::today::Today;
use super::screens::todo::Todo;
use super::screens::you::{About, Data, Lock, Reading, You};
use crate::app::rated_goal;
use dioxus::prelude::*;

/// Every screen.
// The router's macro makes the variants' fields from the components' own arguments, which say what
// they are.
#[allow(missing_docs)]
#[derive(Routable, Clone, PartialEq, Debug)]
#[rustfmt::skip]
pub enum Route {
    #[layout(Frame)]
        #[route("/welcome")]
        Welcome {},
        #[route("/support")]
        Support {},
        #[route("/sign-in")]
        SignIn {},
        #[route("/sign-in/carer")]
        SignInAsCarer {},
        #[route("/is-this-you")]
        IsThisYou {},
        #[route("/locked")]
        Locked {},
        #[route("/set-up")]
        SetUp {},
        #[route("/")]
        Today {},
        #[route("/care")]
        Care {},
        #[route("/care/why")]
        Why {},
        #[route("/care/intervention/:id")]
        Intervention { id: String },
        #[route("/care/choice/:id")]
        Choice { id: Place },
        #[route("/team")]
        Team {},
        #[route("/ask")]
        Ask {},
        #[route("/review")]
        Review {},
        #[route("/goals")]
        Goals {},
        #[route("/goals/new")]
        NewGoal {},
        #[route("/goals/:id")]
        Goal { id: String },
        #[route("/progress")]
        Progress {},
        #[route("/progress/:of")]
        Course { of: Place },
        #[route("/todo")]
        Todo {},
        #[route("/form/:task")]
        FormStart { task: String },
        // A form's own link ids may be anything, "check" too: so each stands behind "at".
        #[route("/form/:task/at/:path")]
        FormQuestion { task: String, path: Place },
        #[route("/form/:task/pause/:path")]
        FormPause { task: String, path: Place },
        #[route("/form/:task/check")]
        FormCheck { task: String },
        #[route("/form/:task/done/:outgoing")]
        FormDone { task: String, outgoing: String },
        #[route("/sent")]
        Sent {},
        #[route("/said/:id")]
        WhatYouSaid { id: String },
        #[route("/you")]
        You {},
        #[route("/you/reading")]
        Reading {},
        #[route("/you/lock")]
        Lock {},
        #[route("/you/staying-safe")]
        SafePlan {},
        #[route("/you/staying-safe/send")]
        SendPlan {},
        #[route("/you/staying-safe/:before")]
        SafePlanBefore { before: String },
        #[route("/you/quiet")]
        QuietPage {},
        #[route("/you/sharing")]
        Sharing {},
        #[route("/you/sharing/:carer")]
        SharedWith { carer: String },
        #[route("/you/sharing/:carer/change")]
        ShareChange { carer: String },
        #[route("/you/sharing/:carer/stop")]
        ShareStop { carer: String },
        #[route("/you/data")]
        Data {},
        #[route("/you/about")]
        About {},
        #[route("/you/following")]
        Hats {},
        #[route("/following")]
        Following {},
        #[route("/following/goal/:id")]
        FollowedGoal { id: String },
        #[route("/following/tell")]
        Tell {},
        #[route("/help")]
        Help {},
        #[route("/help/plan")]
        HelpPlan {},
        #[route("/help/card")]
        HelpCard {},
        #[route("/:..rest")]
        Missing { rest: Vec<String> },
}

/// The tabs of the bottom bar: five for a person, three for somebody who supports one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Today.
    Today,
    /// My care.
    Care,
    /// Goals.
    Goals,
    /// To do.
    Todo,
    /// You.
    You,
    /// What is shared with a carer.
    Following,
    /// What a carer tells the team.
    Tell,
}

impl Tab {
    /// A person's five, as they stand in the bar.
    pub const ALL: [Tab; 5] = [Tab::Today, Tab::Care, Tab::Goals, Tab::Todo, Tab::You];
    /// A carer's three.
    pub const CARER: [Tab; 3] = [Tab::Following, Tab::Tell, Tab::You];

    /// Where it leads.
    pub fn route(self) -> Route {
        match self {
            Tab::Today => Route::Today {},
            Tab::Care => Route::Care {},
            Tab::Goals => Route::Goals {},
            Tab::Todo => Route::Todo {},
            Tab::You => Route::You {},
            Tab::Following => Route::Following {},
            Tab::Tell => Route::Tell {},
        }
    }
}

impl Route {
    /// Where a form that was begun is gone on with: a goal is rated on its own page.
    pub fn of_draft(task: &str) -> Route {
        match rated_goal(task) {
            Some(id) => Route::Goal { id },
            None => Route::FormStart {
                task: task.to_owned(),
            },
        }
    }

    /// The tab that it belongs to; none for screens that stand outside the tabs.
    pub fn tab(&self) -> Option<Tab> {
        match self {
            Route::Today {}
            | Route::Welcome {}
            | Route::IsThisYou {}
            | Route::Locked {}
            | Route::SetUp {} => Some(Tab::Today),
            Route::Care {}
            | Route::Why {}
            | Route::Intervention { .. }
            | Route::Choice { .. }
            | Route::Team {}
            | Route::Ask {}
            | Route::Review {} => Some(Tab::Care),
            Route::Goals {}
            | Route::NewGoal {}
            | Route::Goal { .. }
            | Route::Progress {}
            | Route::Course { .. } => Some(Tab::Goals),
            Route::Todo {}
            | Route::Sent {}
            | Route::WhatYouSaid { .. }
            | Route::FormDone { .. } => Some(Tab::Todo),
            Route::You {}
            | Route::Reading {}
            | Route::Lock {}
            | Route::SafePlan {}
            | Route::SendPlan {}
            | Route::SafePlanBefore { .. }
            | Route::QuietPage {}
            | Route::Sharing {}
            | Route::SharedWith { .. }
            | Route::ShareChange { .. }
            | Route::ShareStop { .. }
            | Route::Data {}
            | Route::Hats {}
            | Route::About {} => Some(Tab::You),
            Route::Following {} | Route::FollowedGoal { .. } => Some(Tab::Following),
            Route::Tell {} => Some(Tab::Tell),
            _ => None,
        }
    }

    /// The screen above it: where Back leads when there is nothing to go back to. None for a tab and
    /// for the first screen.
    pub fn parent(&self) -> Option<Route> {
        match self {
            Route::Welcome {}
            | Route::IsThisYou {}
            | Route::Locked {}
            | Route::Today {}
            | Route::Care {}
            | Route::Goals {}
            | Route::Todo {}
            | Route::Following {}
            | Route::Tell {}
            | Route::You {} => None,
            Route::Support {} | Route::SignIn {} => Some(Route::Welcome {}),
            Route::SignInAsCarer {} => Some(Route::Support {}),
            Route::FollowedGoal { .. } => Some(Route::Following {}),
            Route::Why {}
            | Route::Intervention { .. }
            | Route::Choice { .. }
            | Route::Team {}
            | Route::Review {} => Some(Route::Care {}),
            Route::Ask {} => Some(Route::Team {}),
            Route::NewGoal {} | Route::Goal { .. } | Route::Progress {} => Some(Route::Goals {}),
            Route::Course { .. } => Some(Route::Progress {}),
            Route::FormStart { .. } | Route::FormDone { .. } | Route::Sent {} => {
                Some(Route::Todo {})
            }
            Route::FormQuestion { task, .. } | Route::FormCheck { task } => {
                Some(Route::FormStart { task: task.clone() })
            }
            Route::FormPause { task, path } => Some(Route::FormQuestion {
                task: task.clone(),
                path: path.clone(),
            }),
            Route::WhatYouSaid { .. } => Some(Route::Sent {}),
            Route::SafePlanBefore { .. } | Route::SendPlan {} => Some(Route::SafePlan {}),
            Route::HelpPlan {} | Route::HelpCard {} => Some(Route::Help {}),
            Route::SharedWith { .. } | Route::ShareStop { .. } => Some(Route::Sharing {}),
            Route::ShareChange { carer } => Some(Route::SharedWith {
                carer: carer.clone(),
            }),
            Route::Reading {}
            | Route::Lock {}
            | Route::SafePlan {}
            | Route::QuietPage {}
            | Route::Sharing {}
            | Route::Data {}
            | Route::Hats {}
            | Route::About {} => Some(Route::You {}),
            Route::Help {} | Route::SetUp {} | Route::Missing { .. } => Some(Route::Today {}),
        }
    }

    /// Whether it opens in every state: nothing on it needs the vault.
    pub fn is_help(&self) -> bool {
        matches!(
            self,
            Route::Help {} | Route::HelpPlan {} | Route::HelpCard {}
        )
    }

    /// Whether it can be hidden at once: it is about sharing, shows what somebody shares, or something is told there in
    /// confidence.
    pub fn can_be_hidden(&self) -> bool {
        matches!(
            self,
            Route::Sharing {}
                | Route::SharedWith { .. }
                | Route::ShareChange { .. }
                | Route::ShareStop { .. }
                | Route::Following {}
                | Route::FollowedGoal { .. }
                | Route::Tell {}
        )
    }

    /// Whether it is a page of a form: one thing a page, no bar at the bottom.
    pub fn is_form(&self) -> bool {
        matches!(
            self,
            Route::FormStart { .. }
                | Route::FormQuestion { .. }
                | Route::FormPause { .. }
                | Route::FormCheck { .. }
        )
    }
}
