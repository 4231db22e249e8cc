//! One screen a folder or a file.

pub mod ask;
pub mod before;
pub mod care;
pub mod following;
pub mod form;
pub mod goals;
mod hand_over;
pub mod help;
pub mod left;
pub mod missing;
pub mod plan;
pub mod progress;
pub mod quiet;
pub mod review;
pub mod said;
pub mod sent;
pub mod sharing;
pub mod talk;
pub mod team;
pub mod today;
pub mod todo;
pub mod you;
