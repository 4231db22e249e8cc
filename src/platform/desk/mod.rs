//! A desk: what a computer can do of all this, and a plain "no" for the rest.

pub(super) mod hand_over;
pub(super) mod matched;
pub(super) mod notices;
pub(super) mod screen;
pub(super) mod system;
