//! What the record has only the newest of, read whole because somebody asks for it: older results, older
//! ratings of a goal, forms that were answered long ago. And results that are on their way.

use super::Companion;
use super::look::all_sent;
use super::view::{OnTheWay, Outgoing};
use crate::care::{FormDone, Goal, Point, Rater, Series, Tracked};
use crate::fhir::{self, Envelope, Reading};
use crate::sync::Parcel;
use crate::vault::{Item, ItemState, StoreProblem, Vault};
use jiff::Timestamp;

/// What was asked for could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it could not be read")]
pub struct NotRead;

impl Companion {
    /// Every result of what is followed, the oldest first.
    pub async fn all_results(&self, of: &Tracked) -> Result<Vec<Point>, NotRead> {
        let of = of.clone();
        let kinds: &[&str] = match &of {
            Tracked::Measure(_) | Tracked::GoalAt(_) => &["Observation", "QuestionnaireResponse"],
            Tracked::Steps(_) | Tracked::OutOfTen(_) => &["Observation", "Goal"],
        };
        self.read_whole(kinds, move |all, how| points(all, how, &of))
            .await
    }

    /// A goal with all its ratings.
    pub async fn whole_goal(&self, id: &str) -> Result<Option<Goal>, NotRead> {
        let id = id.to_owned();
        self.read_whole(&["Observation", "Goal"], move |all, how| {
            fhir::read_whole_goal(all, how, &id)
        })
        .await
    }

    /// Every form that the trust holds as answered, the newest first.
    pub async fn all_forms_done(&self) -> Result<Vec<FormDone>, NotRead> {
        let kinds = ["QuestionnaireResponse", "Questionnaire"];
        self.read_whole(&kinds, fhir::read_forms_done).await
    }

    /// Every answer that was sent from here, the newest first.
    pub async fn all_sent(&self) -> Result<Vec<Outgoing>, NotRead> {
        let open = self.open().ok_or(NotRead)?;
        let clock = open.clock;
        open.stored(move |vault| all_sent(vault, clock))
            .await
            .map_err(|_| NotRead)
    }

    /// Reads all of these types that is kept, away from what is drawn.
    async fn read_whole<T: Send + 'static>(
        &self,
        kinds: &[&'static str],
        read: impl FnOnce(&[Envelope], &Reading) -> T + Send + 'static,
    ) -> Result<T, NotRead> {
        let open = self.open().ok_or(NotRead)?;
        let (this, patient, kinds) = (self.clone(), open.patient(), kinds.to_vec());
        open.stored(move |vault| {
            let all = records_of(vault, &kinds)?;
            Ok(this.with_reading(&patient, |how| read(&all, how)))
        })
        .await
        .map_err(|_| NotRead)
    }
}

fn records_of(vault: &Vault, kinds: &[&str]) -> Result<Vec<Envelope>, StoreProblem> {
    let mut all = Vec::new();
    for kind in kinds {
        all.extend(vault.records_of(kind)?);
    }
    // The trust's own copy of a form comes before the one that the app brings along.
    if kinds.contains(&"Questionnaire") {
        let own: Vec<Envelope> = super::bundled::all()
            .filter(|own| all.iter().all(|it| it.id != own.id))
            .collect();
        all.extend(own);
    }
    Ok(all)
}

fn points(all: &[Envelope], how: &Reading, of: &Tracked) -> Vec<Point> {
    let until = fhir::end_of(how);
    let of_goal = |read: &dyn Fn(&Goal) -> Series| {
        let goal = of.goal().and_then(|id| fhir::read_whole_goal(all, how, id));
        goal.map(|goal| read(&goal))
    };
    let series = match of {
        Tracked::Measure(_) | Tracked::GoalAt(_) => {
            let courses = fhir::read_progress(all, how);
            let found = courses.into_iter().find(|c| c.of.tracked() == *of);
            found.map(|course| course.series)
        }
        Tracked::Steps(_) => of_goal(&|goal| Series::of_levels(goal, Rater::Me, until)),
        Tracked::OutOfTen(_) => of_goal(&|goal| Series::of_tens(goal, Rater::Me, None, until)),
    };
    series.map_or_else(Vec::new, |series| series.points().to_vec())
}

/// What of the outbox the record does not have yet: what is not sent, and what was sent after the trust
/// last answered with everything. Only those few are read.
pub(super) fn on_the_way(outbox: &[Item], updated: Option<Timestamp>) -> Vec<OnTheWay> {
    let not_back = |item: &&Item| match item.state {
        ItemState::Sent => item
            .sent_at
            .is_some_and(|at| updated.is_none_or(|updated| at > updated)),
        _ => true,
    };
    let results = outbox.iter().filter(not_back).flat_map(|item| {
        let parcel: Option<Parcel> = serde_json::from_str(&item.body).ok();
        let creates = parcel.map(|parcel| parcel.creates).unwrap_or_default();
        let scores = creates.into_iter().filter(|c| c.kind == "Observation");
        scores.filter_map(|create| {
            let (of, point) = fhir::result_in(&create.body)?;
            Some(OnTheWay {
                of,
                point,
                sent: item.state == ItemState::Sent,
            })
        })
    });
    results.collect()
}
