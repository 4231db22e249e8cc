//! The parts that screens are made of, one a file. Each says what it is for; none knows a screen.

mod banner;
mod button;
mod call_row;
mod card;
mod checkboxes;
mod date_input;
mod details;
mod drawing;
mod drop_down;
mod error_summary;
mod file_input;
mod heading;
mod icon;
mod inset;
mod ladder;
mod look_now;
mod marked;
mod mine_or_theirs;
mod not_yet;
mod number_input;
mod parts_input;
mod person_row;
mod radios;
mod record_page;
mod row;
mod said;
mod secret;
mod shared_view;
mod slider;
mod summary_list;
mod tag;
mod text_input;
mod time_input;
mod timeline;

pub use banner::{ContactLine, SafetyBanner, doubt_key, is_all_well};
pub use button::{Button, ButtonLink, Weight};
pub use call_row::{CallLine, CallRow, PhoneLink, spoken_number};
pub use card::{Card, LeadCard};
pub use checkboxes::{Checkboxes, Tick};
pub use date_input::DateInput;
pub use details::Details;
pub use drawing::{Drawing, Empty};
pub use drop_down::DropDown;
pub use error_summary::{ErrorSummary, FieldError};
pub use file_input::{FileInput, Picked};
pub use heading::Heading;
pub use icon::{Icon, IconKind};
pub use inset::Inset;
pub use ladder::{Eyes, Ladder, LadderChoice, Rung, step_words};
pub use look_now::LookNow;
pub use marked::Marked;
pub use mine_or_theirs::MineOrTheirs;
pub use not_yet::NotYet;
pub use number_input::NumberInput;
pub use person_row::{Initials, PersonRow};
pub use radios::{Radio, Radios};
pub use record_page::RecordPage;
pub use row::{Row, Rows};
pub use said::{Said, Theirs};
pub use secret::SecretInput;
pub use shared_view::{
    SharedAll, SharedGoalPart, SharedPiecesPart, SharedPlanPart, SharedReviewPart, SharedTeamPart,
};
pub use slider::{Line, SliderInput};
pub use summary_list::{Summary, SummaryLine};
pub use tag::{Tag, Tone};
pub use text_input::TextInput;
pub use time_input::TimeInput;
pub use timeline::{Timeline, event_key};

/// The ids of everything that is said about a field, as `aria-describedby` takes them.
fn described<const N: usize>(ids: [Option<String>; N]) -> Option<String> {
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
