//! The desk at which a form is filled in: what is written on the screen and what is on the disk.
//!
//! It hangs in the root and not in a page, so that an answer that is on its way to the disk arrives
//! even if the person has left the page. Writing goes one at a time and in order: what the person
//! chose last is what stays. "Saved" is said only of what the disk has.

use super::state;
use crate::app::{Filling, FormProblem, NotSaved};
use crate::forms::{Path, Value};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, oneshot};

/// How long after a write found no room it is tried again by itself.
const AGAIN: Duration = Duration::from_secs(3);

/// How the newest answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keeping {
    /// Nothing was answered on this page yet.
    #[default]
    Nothing,
    /// It is on its way to the disk.
    Saving,
    /// It is on the disk.
    Saved,
    /// It is not on the disk.
    NotSaved,
}

/// What lies on the desk.
type Opened = (String, Result<Filling, FormProblem>);

/// The desk.
#[derive(Clone, Copy)]
pub struct Desk {
    opened: Signal<Option<Opened>>,
    /// The answers on the screen that the disk does not have yet, the first one first: a page may hold
    /// several questions.
    wanted: Signal<Vec<(Path, Vec<Value>)>>,
    keeping: Signal<Keeping>,
    /// A write that found no room is to be tried again.
    again: CopyValue<bool>,
    /// The person came from "Check your answers" and wants to go back there.
    checking: Signal<bool>,
    writing: CopyValue<Arc<Mutex<()>>>,
}

/// Hangs the desk into the root.
pub(super) fn provide() {
    let desk = Desk {
        opened: use_signal(|| None),
        wanted: use_signal(Vec::new),
        keeping: use_signal(Keeping::default),
        again: use_hook(|| CopyValue::new(false)),
        checking: use_signal(|| false),
        writing: use_hook(|| CopyValue::new(Arc::new(Mutex::new(())))),
    };
    use_context_provider(|| desk);
}

/// The desk.
pub(super) fn desk() -> Desk {
    consume_context()
}

/// The form of a task: none while it is being opened.
pub(super) fn use_form(task: &str) -> Option<Result<Filling, FormProblem>> {
    let desk = desk();
    let task = task.to_owned();
    let wanted = task.clone();
    use_effect(use_reactive!(|wanted| desk.open(wanted)));
    let opened = desk.opened.read();
    opened
        .as_ref()
        .filter(|(on_desk, _)| *on_desk == task)
        .map(|(_, result)| result.clone())
}

impl Desk {
    /// Takes the form of a task to the desk, if it does not lie there already.
    fn open(mut self, task: String) {
        let here = matches!(&*self.opened.peek(), Some((t, Ok(_))) if *t == task);
        if here {
            return;
        }
        let companion = state::companion();
        spawn_forever(async move {
            let result = companion.open_form(&task).await;
            self.opened.set(Some((task, result)));
        });
    }

    /// Clears the desk, and takes the same form to it anew: what lay there was handed over.
    pub fn begin_anew(self, task: String) {
        self.clear();
        self.open(task);
    }

    /// Lays another state of the form on the desk: a version was chosen, or who types was said.
    pub fn take(mut self, filling: Filling) {
        self.opened.set(Some((filling.task.clone(), Ok(filling))));
    }

    /// Clears the desk: the form was handed over, or everything was wiped.
    pub fn clear(mut self) {
        self.opened.set(None);
        self.wanted.set(Vec::new());
        self.keeping.set(Keeping::Nothing);
        self.checking.set(false);
    }

    /// A new page is shown: nothing was answered on it yet.
    pub fn turn(mut self, path: &Path) {
        self.keeping.set(Keeping::Nothing);
        let (companion, path) = (state::companion(), path.clone());
        let Some(filling) = self.filling() else {
            return;
        };
        // Coming back to the place is a kindness, not a promise: a failure here says nothing.
        spawn_forever(async move {
            if let Some((_, Ok(filling))) = &mut *self.opened.write() {
                filling.at = Some(path.clone());
            }
            companion.turn_to(&filling, &path).await.ok();
        });
    }

    /// How the newest answer stands.
    pub fn keeping(self) -> Keeping {
        *self.keeping.read()
    }

    /// The person is changing an answer, and goes back to the check afterwards.
    pub fn set_checking(mut self, checking: bool) {
        self.checking.set(checking);
    }

    /// Whether the person goes back to the check afterwards.
    pub fn is_checking(self) -> bool {
        *self.checking.peek()
    }

    /// The form as the disk has it.
    pub fn filling(self) -> Option<Filling> {
        match &*self.opened.peek() {
            Some((_, Ok(filling))) => Some(filling.clone()),
            _ => None,
        }
    }

    /// An answer was chosen: to the disk at once.
    pub fn choose(self, path: Path, values: Vec<Value>) {
        self.want(path, values);
        spawn_forever(async move {
            self.settle().await.ok();
        });
    }

    /// A letter was written: to the disk at once. Letters that come while one write is under way are
    /// the next write together, so that the disk is never more than one write behind and typing never
    /// waits for it.
    pub fn write(self, path: Path, values: Vec<Value>) {
        self.choose(path, values);
    }

    /// Tries again by itself what found no room, until there is room or something else is wanted.
    fn try_again_later(mut self) {
        if std::mem::replace(&mut *self.again.write(), true) {
            return;
        }
        spawn_forever(async move {
            tokio::time::sleep(AGAIN).await;
            self.again.set(false);
            self.settle().await.ok();
        });
    }

    fn want(mut self, path: Path, values: Vec<Value>) {
        let mut wanted = self.wanted.write();
        wanted.retain(|(at, _)| *at != path);
        wanted.push((path, values));
    }

    /// Brings everything on the screen to the disk. Ends well only when the disk has it. The work goes
    /// on even if whoever waits for it is gone: a page that the person has left, say.
    pub async fn settle(self) -> Result<(), NotSaved> {
        let (done, told) = oneshot::channel();
        spawn_forever(async move {
            let kept = self.keep().await;
            // Nobody waits any more: then nobody has to be told.
            done.send(kept).ok();
        });
        told.await.unwrap_or(Err(NotSaved))
    }

    /// One write after another, until the disk has what is wanted.
    async fn keep(mut self) -> Result<(), NotSaved> {
        let writing = self.writing.peek().clone();
        let _turn = writing.lock().await;
        loop {
            let Some((path, values)) = self.wanted.peek().first().cloned() else {
                return Ok(());
            };
            let filling = self.filling().ok_or(NotSaved)?;
            self.keeping.set(Keeping::Saving);
            let companion = state::companion();
            match companion.answer(&filling, &path, values.clone()).await {
                Ok(next) => {
                    let task = next.task.clone();
                    self.opened.set(Some((task, Ok(next))));
                    self.keeping.set(Keeping::Saved);
                }
                Err(problem) => {
                    self.keeping.set(Keeping::NotSaved);
                    self.try_again_later();
                    return Err(problem);
                }
            }
            // What was written meanwhile stays wanted, and is next.
            let written = (path, values);
            self.wanted.write().retain(|one| *one != written);
        }
    }
}
