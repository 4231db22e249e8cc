//! A draft's form: found, made whole, and kept with the draft. Also how a form is read for this person,
//! and what it may know beside the answers: one place for all who fill in, send or read.

use super::Companion;
use super::bundled::{bundled, bundled_by_name};
use super::carer_says;
use super::following::{Eyes, goal_asked};
use super::look::Kept;
use super::message;
use super::occasion::{OWN_GOAL, Occasion};
use super::open::Open;
use super::rating_form::rating_form;
use crate::care::RECORD_SHAPE;
use crate::fhir::{self, FormReading, ValueSets};
use crate::forms::{Questionnaire, Refused, RiskRule, Surroundings};
use crate::vault::{Draft, Hat, StoreProblem, Vault};
use crate::words::{Language, Words};
use jiff::{Timestamp, Zoned};
use std::sync::Arc;

/// For whom forms are read.
#[derive(Clone)]
pub(super) struct How {
    pub(super) patient: String,
    pub(super) language: String,
    /// The trust's rules about answers that call for help.
    pub(super) risk_rules: Arc<[RiskRule]>,
    /// Whose eyes look, in a carer's vault.
    eyes: Eyes,
}

impl Companion {
    /// For whom forms are read now.
    pub(super) fn how(&self, open: &Open) -> How {
        How {
            eyes: self.eyes(open),
            patient: open.patient(),
            language: self.view().preferences.language.tag().to_owned(),
            risk_rules: self
                .trust()
                .map(|t| t.risk_rules.clone())
                .unwrap_or_default(),
        }
    }
}

impl How {
    /// A form that was kept with a draft, in the person's language where it has it.
    pub(super) fn form(&self, raw: &str) -> Result<Questionnaire, Refused> {
        let reading = FormReading {
            language: Some(self.language.clone()),
            value_sets: ValueSets::default(),
        };
        fhir::read_questionnaire_with(raw, &reading)
    }

    /// The words in the person's language.
    fn words(&self) -> Words {
        Words::of(Language::from_tag(&self.language).unwrap_or_default())
    }

    /// What the form may know: the moment of its opening, and the person's own record as it came.
    pub(super) fn surroundings(&self, vault: &Vault) -> Arc<Surroundings> {
        let raw = vault.record("Patient", &self.patient).ok().flatten();
        Arc::new(Surroundings {
            now: Some(Zoned::now()),
            patient: raw.and_then(|raw| serde_json::from_str(&raw).ok()),
            risk_rules: self.risk_rules.clone(),
        })
    }
}

/// A new draft, not kept yet. `None` when its form is not at hand.
pub(super) fn new_draft(
    vault: &Vault,
    task: &str,
    how: &How,
) -> Result<Option<Draft>, StoreProblem> {
    let occasion = Occasion::read(task);
    let (canonical, questionnaire) = match &occasion {
        Occasion::Task(task) => {
            let Some(canonical) = asked_by(vault, task)? else {
                return Ok(None);
            };
            let raw = questionnaire(vault, &canonical)?;
            (Some(canonical), raw)
        }
        Occasion::Own(name) if Occasion::is_own(name) => {
            (None, bundled_by_name(name).map(str::to_owned))
        }
        Occasion::Own(_) => (None, None),
        Occasion::Message { kind, about } => {
            let own = message::form_name(*kind).and_then(bundled_by_name);
            let raw = match (own, about) {
                (Some(raw), _) => Some(raw.to_owned()),
                (None, Some((_, id))) => {
                    let kept = kept(vault)?;
                    kept.and_then(|kept| message::wish_form(&kept.record, id, how.words()))
                }
                (None, None) => None,
            };
            (None, raw)
        }
        Occasion::Goal(_) => (None, bundled_by_name(OWN_GOAL).map(str::to_owned)),
        Occasion::Rating(goal) => {
            let goals = kept(vault)?.map(|kept| kept.record.goals);
            let goal = goals.into_iter().flatten().find(|it| it.id == *goal);
            (None, goal.map(|goal| rating_form(&goal, how.words())))
        }
        Occasion::CarerRating(goal) => {
            let goal = goal_asked(vault, &how.eyes, goal)?;
            let form = goal.map(|goal| carer_says::rating_form(&goal, how.words()));
            (None, form)
        }
        Occasion::Telling => (None, Some(carer_says::telling_form(how.words()))),
        // These begin with what was there before, or not at all.
        Occasion::PutRight(_)
        | Occasion::Aside(_)
        | Occasion::Before(_)
        | Occasion::HalfStep(..) => (None, None),
    };
    let Some(questionnaire) = questionnaire else {
        return Ok(None);
    };
    let canonical = canonical.unwrap_or_else(|| match fhir::canonical(&questionnaire) {
        Some((url, version)) if !version.is_empty() => format!("{url}|{version}"),
        Some((url, _)) => url,
        None => String::new(),
    });
    let (url, version) = match canonical.split_once('|') {
        Some((url, version)) => (url.to_owned(), Some(version.to_owned())),
        None => (canonical, None),
    };
    Ok(Some(Draft {
        id: uuid::Uuid::now_v7().to_string(),
        form: url,
        form_version: version,
        questionnaire,
        task: task.to_owned(),
        begun: Timestamp::now(),
        author: match occasion.hat() {
            Hat::Person => format!("Patient/{}", how.patient),
            Hat::Carer => format!("RelatedPerson/{}", how.eyes.carer),
        },
        for_task: matches!(occasion, Occasion::Task(_)).then(|| task.to_owned()),
        ..Draft::default()
    }))
}

/// Whether the trust asks with another version of the form than the one in which the draft was begun.
pub(super) fn has_changed(vault: &Vault, draft: &Draft) -> bool {
    let Some(task) = draft.for_task.as_deref() else {
        return false;
    };
    let asked = asked_by(vault, task).ok().flatten();
    let now = asked.and_then(|canonical| questionnaire(vault, &canonical).ok().flatten());
    now.is_some_and(|now| !fhir::same_form(&now, &draft.questionnaire))
}

/// The form that a Task asks for.
fn asked_by(vault: &Vault, task: &str) -> Result<Option<String>, StoreProblem> {
    let Some(raw) = vault.record("Task", task)? else {
        return Ok(None);
    };
    let state = fhir::task_state(&raw).ok();
    match state.and_then(|state| state.questionnaire) {
        Some(canonical) => Ok(Some(canonical)),
        // A Task may name its form only through the ServiceRequest that it points at: the record knows.
        None => asked_in_record(vault, task),
    }
}

/// The record as it is kept, and when it was read.
pub(super) fn kept(vault: &Vault) -> Result<Option<Kept>, StoreProblem> {
    let kept = vault.view(RECORD_SHAPE)?;
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
}

/// The form that the kept record says this Task asks for.
fn asked_in_record(vault: &Vault, task: &str) -> Result<Option<String>, StoreProblem> {
    let forms = kept(vault)?.map(|kept| kept.record.forms_to_do);
    let forms = forms.unwrap_or_default();
    Ok(forms
        .into_iter()
        .find(|form| form.task == task)
        .map(|form| form.questionnaire))
}

/// The questionnaire of a canonical address with its sets of options inside; with a version, that
/// version only. The trust's own copy, else the one that the app brings along.
pub(super) fn questionnaire(
    vault: &Vault,
    canonical: &str,
) -> Result<Option<String>, StoreProblem> {
    let (url, version) = canonical
        .split_once('|')
        .map_or((canonical, None), |(u, v)| (u, Some(v)));
    let records = vault.records_of("Questionnaire")?;
    let found = records.into_iter().map(|it| it.raw).find(|raw| {
        let Ok(found) = serde_json::from_str::<serde_json::Value>(raw) else {
            return false;
        };
        let by_place = url
            .strip_prefix("Questionnaire/")
            .is_some_and(|id| found["id"] == id);
        (by_place || found["url"] == url)
            && version.is_none_or(|version| found["version"] == version)
    });
    let found = found.or_else(|| bundled(canonical).map(str::to_owned));
    let Some(raw) = found else { return Ok(None) };
    let sets = vault.records_of("ValueSet")?;
    let sets = ValueSets::among(sets.iter());
    Ok(Some(fhir::self_contained(&raw, &sets)))
}
