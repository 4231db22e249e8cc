//! A staying-safe plan that is written, and kept as a version.

use pathway_companion::app::Companion;
use pathway_companion::forms::Value;

pub const PLAN: &str = "own_staying-safe-plan";

/// A version of the plan whose first question is answered with these words, a line each.
pub async fn write(app: &Companion, words: &[&str]) {
    let filling = app.open_form(PLAN).await.unwrap();
    let path = filling.session.pages()[1].path.clone();
    let values = words.iter().map(|it| Value::Text((*it).into())).collect();
    let filling = app.answer(&filling, &path, values).await.unwrap();
    app.keep_plan_version(&filling).await.unwrap();
}
