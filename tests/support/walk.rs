//! A random sequence, walked on a real server: the app's own vault (SQLCipher), outbox, queue and driver on one
//! side, a trust's server behind the fault proxy on the other, and beside them the plain reference: what the
//! person was told is accepted.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::ground::{Ground, Kind};
use crate::silent::Silent;
use crate::vaults::{Phone, owner};
use crate::walked_form::{Asked, FORM};
use crate::weather::{Fate, Luck};
use jiff::{SignedDuration, Timestamp};
use pathway_companion::fhir;
use pathway_companion::forms::{Path, Questionnaire, Session, Value};
use pathway_companion::sync::{Clock, Driver, Progress, Report};
use pathway_companion::vault::{Hat, Item, ItemState, Shelf, Vault};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

pub const FORMS: usize = 2;

/// What can happen.
#[derive(Debug, Clone)]
pub enum Event {
    Answer(usize, usize, usize),
    Clear(usize, usize),
    /// The rest is answered, and the form handed over.
    Send(usize),
    /// The app beats: sends what is due.
    Beat,
    /// The person presses "try now".
    Now,
    /// The app ends between two requests, and starts again.
    Kill,
    /// Somebody sets the date by this many seconds while the app is closed.
    Jump(i64),
    /// What goes wrong with the next request.
    Fault(Luck),
    /// Another device answers, the team writes, the team takes it back.
    Others(usize, Fate),
    SignIn,
    /// The person tries what came back again.
    TryAgain,
    /// The person changes what came back.
    Mend,
}

type Holds = (
    mpsc::UnboundedSender<oneshot::Sender<()>>,
    mpsc::UnboundedReceiver<oneshot::Sender<()>>,
);

pub struct Walk {
    pub ground: Arc<Ground>,
    pub declares: serde_json::Value,
    pub asked: Vec<Asked>,
    /// Whether a server's plain refusal was put in the way.
    pub refused: bool,
    pub signed_out: bool,
    /// Requests that were under way when the app was killed.
    pub late: Vec<oneshot::Sender<()>>,
    pub(crate) kill: Holds,
    pub(crate) meanwhile: Holds,
    pub(crate) fates: VecDeque<(usize, Fate)>,
    form: Arc<Questionnaire>,
    paths: Vec<Path>,
    choices: Vec<Value>,
    shelf: Shelf,
    vault: Option<Arc<Vault>>,
    driver: Option<Driver>,
    _phone: Phone,
}

impl Walk {
    pub async fn begin(ground: &Arc<Ground>, declares: &serde_json::Value) -> Self {
        ground.is_well(declares).await;
        let form = Arc::new(fhir::read_questionnaire(FORM).unwrap());
        let empty = Session::new(form.clone(), BTreeMap::new());
        let pages = empty.pages();
        let questions = pages.iter().filter(|it| it.questions()[0].item.required);
        let paths: Vec<Path> = questions.map(|it| it.path.clone()).collect();
        let options = &pages[0].questions()[0].item.options;
        let choices = options.iter().map(|it| it.value.clone()).collect();
        let number = ground.number();
        let mut asked = Vec::new();
        for which in 0..FORMS {
            let task = format!("walk-{number}-{which}");
            let canonical = format!("{}|{}", form.url, form.version.as_deref().unwrap());
            ground.ask_for(&task, &canonical).await;
            asked.push(Asked::new(&task, ground.patient, &form));
        }
        let phone = Phone::new();
        let shelf = phone.shelf();
        let vault = shelf.open_or_make(&owner("walker"), Hat::Person).unwrap();
        vault.keep_setting("patient", Some(ground.patient)).unwrap();
        drop(vault);
        let mut walk = Self {
            ground: ground.clone(),
            declares: declares.clone(),
            asked,
            refused: false,
            signed_out: false,
            late: Vec::new(),
            kill: mpsc::unbounded_channel(),
            meanwhile: mpsc::unbounded_channel(),
            fates: VecDeque::new(),
            form,
            paths,
            choices,
            shelf,
            vault: None,
            driver: None,
            _phone: phone,
        };
        walk.start(0).await;
        walk
    }

    pub fn vault(&self) -> &Vault {
        self.vault.as_ref().unwrap()
    }

    /// A start of the app, with the date set by `jump` seconds since the last.
    pub async fn start(&mut self, jump: i64) {
        self.driver = None;
        if let Some(mut vault) = self.vault.take() {
            // What was under way on another thread ends before a process could be started again.
            while let Err(held) = Arc::try_unwrap(vault) {
                vault = held;
                tokio::task::yield_now().await;
            }
        }
        let vault = Arc::new(self.shelf.open_current().unwrap().unwrap());
        vault.doubt_what_was_cut_off().unwrap();
        let kept = vault.setting(Clock::SETTING).unwrap();
        let wall = Timestamp::now() + SignedDuration::from_secs(jump);
        let clock = Clock::start(kept.as_deref(), wall);
        let api = self.ground.api();
        self.driver = Some(Driver::new(api, vault.clone(), Arc::new(Silent), clock));
        self.vault = Some(vault);
    }

    pub async fn happens(&mut self, event: &Event) {
        match event {
            Event::Answer(form, question, choice) => self.answer(*form, *question, *choice),
            Event::Clear(form, question) => self.clear(*form, *question),
            Event::Send(form) => self.send(*form),
            Event::Beat => self.beat().await,
            Event::Now => {
                self.vault().hurry().unwrap();
                self.beat().await;
            }
            Event::Kill => self.start(0).await,
            Event::Jump(seconds) => self.start(*seconds).await,
            Event::Fault(luck) => luck.put(self).await,
            Event::Others(form, fate) => self.others(*form, *fate).await,
            Event::SignIn => self.sign_in().await,
            Event::TryAgain => self.try_again(false).await,
            Event::Mend => self.mend(),
        }
    }

    /// The person signs in again, if it has ended.
    pub async fn sign_in(&mut self) {
        if std::mem::take(&mut self.signed_out) {
            self.ground.sign_in().await;
            self.start(0).await;
        }
    }

    /// The app sends what is due. On the way it may be killed, or somebody else may do something meanwhile.
    pub async fn beat(&mut self) {
        let mut driver = self.driver.take().unwrap();
        let mut round = tokio::spawn(async move {
            let report = driver.round(false, false).await;
            (driver, report)
        });
        loop {
            tokio::select! {
                done = &mut round => {
                    let (driver, report) = done.unwrap();
                    self.signed_out |= report == Report::SignInEnded;
                    self.driver = Some(driver);
                    return;
                }
                Some(held) = self.kill.1.recv() => {
                    self.late.push(held);
                    round.abort();
                    round.await.err();
                    return self.start(0).await;
                }
                Some(go_on) = self.meanwhile.1.recv() => {
                    if let Some((form, fate)) = self.fates.pop_front() {
                        self.others(form, fate).await;
                    }
                    go_on.send(()).ok();
                }
            }
        }
    }

    pub(crate) async fn others(&mut self, form: usize, fate: Fate) {
        let asked = &mut self.asked[form];
        let task = &asked.draft.task;
        match fate {
            Fate::AnsweredElsewhere => self.ground.answer_elsewhere(task).await,
            Fate::Withdrawn => self.ground.withdraw(task).await,
            Fate::Edited => {
                let note = format!("note {}", asked.notes.len());
                if self.ground.edit(task, &note).await {
                    asked.notes.push(note);
                }
            }
        }
    }

    fn answer(&mut self, form: usize, question: usize, choice: usize) {
        let path = self.paths[question % self.paths.len()].clone();
        let values = vec![self.choices[choice % self.choices.len()].clone()];
        let vault = self.vault.clone().unwrap();
        let asked = &mut self.asked[form];
        if asked.handed_over.is_none() {
            vault.keep_answer(&asked.draft, &path, &values).unwrap();
            asked.said.get_or_insert_default().insert(path, values);
        }
    }

    fn clear(&mut self, form: usize, question: usize) {
        let path = self.paths[question % self.paths.len()].clone();
        let vault = self.vault.clone().unwrap();
        let asked = &mut self.asked[form];
        if let Some(said) = &mut asked.said {
            vault.keep_answer(&asked.draft, &path, &[]).unwrap();
            said.remove(&path);
        }
    }

    fn send(&mut self, form: usize) {
        let said = self.asked[form].said.clone().unwrap_or_default();
        if self.asked[form].handed_over.is_none() {
            for (place, path) in self.paths.clone().iter().enumerate() {
                if !said.contains_key(path) {
                    self.answer(form, place, place + form);
                }
            }
        }
        let vault = self.vault.clone().unwrap();
        let (parts, patient) = (self.form.clone(), self.ground.patient);
        let with_scores = self.ground.file.send_scores;
        let codes_base = self.ground.file.codes_base.clone();
        let asked = &mut self.asked[form];
        let make =
            |answers| Ok::<_, ()>(asked.item(&parts, answers, patient, &codes_base, with_scores));
        let posted = vault.post(&asked.draft.id, make).unwrap();
        // A second tap finds no draft.
        assert_eq!(posted.is_some(), asked.handed_over.is_none());
        if posted.is_some() {
            asked.handed_over = asked.said.take();
        }
    }

    pub fn items(&self) -> Vec<Item> {
        self.vault().outbox().unwrap()
    }

    /// What came back is tried again: by a careful person, who does not send once more what is there.
    pub async fn try_again(&mut self, all: bool) {
        for item in self.items() {
            if item.state != ItemState::Parked {
                continue;
            }
            let asked = self.asked.iter().find(|it| it.draft.id == item.id).unwrap();
            let there = self
                .ground
                .there(&asked.draft.id, &asked.score, &asked.draft.task)
                .await;
            let some = !there.responses.is_empty() || !there.scores.is_empty();
            if item.reason.as_deref() == Some("not-sure") && some {
                continue;
            }
            let mut progress: Progress = serde_json::from_str(&item.progress).unwrap();
            progress.try_again();
            let text = serde_json::to_string(&progress).unwrap();
            self.vault().unpark(&item.id, &text).unwrap();
            if !all {
                return;
            }
        }
    }

    /// Back to the form, if nothing of it can be on the server.
    fn mend(&mut self) {
        let parked = self
            .items()
            .into_iter()
            .find(|it| it.state == ItemState::Parked);
        let Some(item) = parked else { return };
        let progress: Progress = serde_json::from_str(&item.progress).unwrap();
        if !progress.nothing_can_be_there() {
            return;
        }
        let vault = self.vault.clone().unwrap();
        let asked = self
            .asked
            .iter_mut()
            .find(|it| it.draft.id == item.id)
            .unwrap();
        let said = asked.handed_over.take().unwrap();
        assert!(vault.take_back(&item.id, &asked.draft, &said).unwrap());
        asked.said = Some(said);
    }

    /// Whether this server keeps what it is asked to do only where it is not there yet.
    pub fn takes_conditions(&self) -> bool {
        let says_no = |name: &str| self.declares[name] == false;
        match self.ground.kind {
            Kind::Sandbox => !(says_no("update_create") && says_no("conditional_create")),
            Kind::Independent => true,
            Kind::DeclaresNothing => false,
        }
    }
}
