//! What a person can do with a draft beside answering: begin the new version of its form, give it up.

use super::form::filling_of;
use super::occasion::Occasion;
use super::{Companion, Filling, FormProblem, NotSaved, pinned};
use crate::vault::StoreProblem;

impl Companion {
    /// Begins the version of the form that the trust asks with now. The draft that was begun with the
    /// earlier one stays, and can be read, sent or given up. To go on with it is to do nothing.
    pub async fn begin_new_version(&self, filling: &Filling) -> Result<Filling, FormProblem> {
        let open = self.open().ok_or(FormProblem::NotHere)?;
        let (filling, how) = (filling.clone(), self.how(&open));
        let begun = open.stored(move |vault| {
            let Some(draft) = pinned::new_draft(vault, &filling.task, &how)? else {
                return Ok(Err(FormProblem::NotHere));
            };
            if how.form(&draft.questionnaire).is_err() {
                // What cannot be asked rightly takes the place of nothing.
                return Ok(Err(FormProblem::AskTeam));
            }
            let aside = Occasion::Aside(filling.draft.clone()).name();
            vault.begin_beside(&draft, &filling.draft, &aside)?;
            let draft = vault
                .draft_of_task(&filling.task)?
                .ok_or(StoreProblem::NotSaved)?;
            Ok(filling_of(vault, draft, true, &how))
        });
        let begun = begun.await.unwrap_or(Err(FormProblem::Store));
        self.look().await;
        begun
    }

    /// Takes a draft away with everything in it. Only the person does this, told what goes.
    pub async fn give_up(&self, filling: &Filling) -> Result<(), NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let id = filling.draft.clone();
        let gone = open.stored(move |vault| vault.give_up(&id)).await;
        self.look().await;
        gone.map_err(|_| NotSaved)
    }
}
