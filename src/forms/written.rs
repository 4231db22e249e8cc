//! What a person wrote and chose, as plain lines: for forms of the app's own that become something else than
//! an answered form.

use super::{Session, Value};

impl Session {
    /// What was written and chosen, in the order of the form, each by itself; options in the form's words.
    /// Numbers, days and files are not told.
    pub fn what_is_written(&self) -> Vec<String> {
        let pages = self.pages();
        let asked = pages.iter().flat_map(|page| page.questions());
        let lines = asked.flat_map(|question| {
            let answer = self.answer_at(&question.path).iter();
            answer.filter_map(|value| match value {
                Value::Text(text) => Some(text.clone()),
                value => {
                    let mut options = question.options.iter();
                    let chosen = options.find(|option| option.value == *value);
                    chosen.map(|option| option.label.clone())
                }
            })
        });
        lines.filter(|line| !line.trim().is_empty()).collect()
    }
}
