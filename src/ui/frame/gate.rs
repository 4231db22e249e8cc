//! Which screen may show: nobody meets a plan before they have said that it is theirs, and Help now
//! opens whatever is broken.

use crate::app::{Contact, ShutReason, Stage, View, Wearing};
use crate::ui::Route;

/// What the gate lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gate {
    /// The screen that was asked for.
    Pass,
    /// Today in its place: the person is in already.
    Today,
    /// What is shared in its place: a carer has no screen of the person's own.
    Following,
    /// The welcome in its place: nobody has signed in.
    Welcome,
    /// "Is this you?" in its place.
    IsThisYou,
    /// The lock page in its place.
    Locked,
    /// Safe mode in its place.
    Safe,
    /// The date in its place: the person left in a hurry.
    Left,
    /// What is wrong in its place.
    Shut(ShutReason),
}

impl Gate {
    /// Whether Back can lead anywhere: what stands in another screen's place has nothing behind it.
    pub(super) fn has_back(self) -> bool {
        self == Gate::Pass
    }
}

/// What may show when `route` is asked for.
pub(super) fn gate(view: &View, route: &Route) -> Gate {
    if view.left && *route != (Route::Help {}) {
        return Gate::Left;
    }
    let always = matches!(
        route,
        Route::Support {} | Route::Reading {} | Route::About {}
    );
    if always || route.is_help() {
        return Gate::Pass;
    }
    if view.safe && !matches!(view.stage, Stage::Locked(_) | Stage::Shut(_)) {
        return Gate::Safe;
    }
    match &view.stage {
        Stage::Locked(_) => Gate::Locked,
        Stage::Welcome => match route {
            Route::Welcome {} | Route::SignIn {} | Route::SignInAsCarer {} => Gate::Pass,
            _ => Gate::Welcome,
        },
        Stage::IsThisYou { .. } | Stage::IsThisYouAsCarer { .. } => match route {
            Route::IsThisYou {} => Gate::Pass,
            _ => Gate::IsThisYou,
        },
        Stage::Shut(reason) => Gate::Shut(*reason),
        Stage::Open if view.wearing == Some(Wearing::Carer) => as_carer(route),
        Stage::Open => match route {
            // A carer's pages are nobody's own.
            Route::Following {} | Route::FollowedGoal { .. } | Route::Tell {} => Gate::Today,
            Route::Welcome {} | Route::IsThisYou {} | Route::Locked {} => Gate::Today,
            Route::SignIn {} if view.contact != Contact::SignInEnded => Gate::Today,
            _ => Gate::Pass,
        },
    }
}

/// What may show to somebody who supports a person: what is listed here, so that a screen that is new to the
/// app is not theirs by mistake.
fn as_carer(route: &Route) -> Gate {
    match route {
        Route::Following {}
        | Route::FollowedGoal { .. }
        | Route::Tell {}
        | Route::You {}
        | Route::Hats {}
        | Route::Lock {}
        | Route::Data {}
        | Route::SetUp {}
        | Route::SignIn {}
        | Route::SignInAsCarer {} => Gate::Pass,
        _ => Gate::Following,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Locked;

    fn at(stage: Stage) -> View {
        View {
            stage,
            ..View::default()
        }
    }

    #[test]
    fn help_now_opens_in_every_stage() {
        for stage in [
            Stage::Welcome,
            Stage::IsThisYou {
                full_name: "A".into(),
                born: None,
            },
            Stage::Open,
            Stage::Locked(Locked::default()),
            Stage::Shut(ShutReason::KeyGone),
        ] {
            let mut view = at(stage);
            assert_eq!(gate(&view, &Route::Help {}), Gate::Pass);
            view.safe = true;
            assert_eq!(gate(&view, &Route::Help {}), Gate::Pass);
        }
    }

    #[test]
    fn after_a_hurried_leave_no_way_back_shows_anything() {
        let mut view = at(Stage::Open);
        view.left = true;
        for route in [Route::Today {}, Route::Sharing {}, Route::Reading {}] {
            assert_eq!(gate(&view, &route), Gate::Left);
        }
        assert_eq!(gate(&view, &Route::Help {}), Gate::Pass);
        view.stage = Stage::Locked(Locked::default());
        assert_eq!(gate(&view, &Route::Care {}), Gate::Left);
    }

    #[test]
    fn a_plan_shows_only_when_the_vault_is_open() {
        let care = Route::Care {};
        assert_eq!(gate(&at(Stage::Welcome), &care), Gate::Welcome);
        let shut = at(Stage::Shut(ShutReason::Damaged));
        assert_eq!(gate(&shut, &care), Gate::Shut(ShutReason::Damaged));
        let locked = at(Stage::Locked(Locked::default()));
        assert_eq!(gate(&locked, &care), Gate::Locked);
        assert_eq!(gate(&at(Stage::Open), &care), Gate::Pass);
    }

    #[test]
    fn no_hat_opens_a_screen_of_the_other() {
        let mut view = at(Stage::Open);
        let own = [
            Route::Today {},
            Route::Care {},
            Route::Goals {},
            Route::NewGoal {},
            Route::Todo {},
            Route::Sent {},
            Route::SafePlan {},
            Route::Ask {},
            Route::FormStart { task: "t".into() },
            Route::WhatYouSaid { id: "x".into() },
        ];
        let theirs = [
            Route::Following {},
            Route::FollowedGoal { id: "g".into() },
            Route::Tell {},
        ];
        view.wearing = Some(Wearing::Carer);
        for route in &own {
            assert_eq!(gate(&view, route), Gate::Following, "{route:?}");
        }
        for route in &theirs {
            assert_eq!(gate(&view, route), Gate::Pass, "{route:?}");
        }
        view.wearing = Some(Wearing::Own);
        for route in &theirs {
            assert_eq!(gate(&view, route), Gate::Today, "{route:?}");
        }
    }

    #[test]
    fn safe_mode_draws_no_plan_and_still_asks_for_the_passcode() {
        let mut view = at(Stage::Open);
        view.safe = true;
        assert_eq!(gate(&view, &Route::Care {}), Gate::Safe);
        view.stage = Stage::Locked(Locked::default());
        assert_eq!(gate(&view, &Route::Care {}), Gate::Locked);
    }

    #[test]
    fn whoever_is_in_signs_in_again_only_when_sign_in_has_ended() {
        let mut view = at(Stage::Open);
        assert_eq!(gate(&view, &Route::SignIn {}), Gate::Today);
        view.contact = Contact::SignInEnded;
        assert_eq!(gate(&view, &Route::SignIn {}), Gate::Pass);
    }
}
