//! What stands between a hazard of `docs/clinical-safety.md` and a person. Each control of the log names
//! one of these at least, or one that holds a row of the security table as well.

mod answers;
mod care;
mod help;
mod numbers;
mod others;
mod risk;
mod shared;
mod words;

use super::Control;

pub const PARTS: [&[Control]; 8] = [
    risk::CONTROLS,
    answers::CONTROLS,
    numbers::CONTROLS,
    care::CONTROLS,
    shared::CONTROLS,
    others::CONTROLS,
    help::CONTROLS,
    words::CONTROLS,
];
