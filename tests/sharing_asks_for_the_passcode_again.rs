//! To share more, the passcode is asked for again; to share less, or to stop, nothing is. (AUTH-3)

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/desk.rs"]
mod desk;
mod support;

use desk::{companion, folder, sandbox, sign_in};
use jiff::civil::Date;
use pathway_companion::app::{Companion, Guard, GuardProblem, ShareProblem};
use pathway_companion::care::{CarerRating, InCircle, Permit, Shared};
use support::{amira, draw, text_of};

const CODE: &str = "teapot in rain";

fn today() -> Date {
    jiff::Zoned::now().date()
}

fn permit(what: Shared, months: i32) -> Permit {
    Permit {
        what,
        from: Some(today()),
        until: today().saturating_add(jiff::Span::new().months(months)),
        rating: CarerRating::NotAsked,
    }
}

fn known(app: &Companion) -> InCircle {
    app.view().record.as_ref().unwrap().circle[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn more_needs_it_and_less_and_a_stop_do_not() {
    let (data, home) = (folder(), folder());
    let (_running, trust) = sandbox(data.path()).await;
    let app = companion(home.path(), &trust).await;
    sign_in(&app, &trust, "demo-amira").await;
    let carer = known(&app).carer.id;
    app.stop_sharing(&carer).await.unwrap();
    app.set_passcode(None, Some(CODE.into())).await.unwrap();

    let some = vec![permit(Shared::Team, 6)];
    for given in [None, Some("not it".to_owned())] {
        let refused = app.share(&carer, some.clone(), given).await;
        let wrong = matches!(
            refused,
            Err(ShareProblem::Passcode(GuardProblem::Wrong { .. }))
        );
        assert!(wrong, "{refused:?}");
        assert!(
            known(&app).chosen(today()).is_empty(),
            "and nothing is shared"
        );
    }
    app.share(&carer, some.clone(), Some(CODE.into()))
        .await
        .unwrap();
    assert_eq!(known(&app).chosen(today()), some);

    // A later day, another thing, and being asked are more; the same and less are not.
    let later = vec![permit(Shared::Team, 7)];
    assert!(app.share(&carer, later, None).await.is_err());
    let other = vec![permit(Shared::Team, 6), permit(Shared::Reviews, 1)];
    assert!(app.share(&carer, other, None).await.is_err());
    app.share(&carer, some, None).await.unwrap();
    app.share(&carer, vec![permit(Shared::Team, 1)], None)
        .await
        .unwrap();
    app.stop_sharing(&carer).await.unwrap();
    assert!(known(&app).chosen(today()).is_empty());
}

#[test]
fn no_page_of_stopping_asks_for_anything() {
    let mut view = amira::view();
    view.guard = Guard {
        passcode: true,
        ..Guard::default()
    };
    let html = draw("/you/sharing/noor/stop", view);
    assert!(!html.contains("<input"), "{}", text_of(&html));
}
