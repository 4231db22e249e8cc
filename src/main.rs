//! Starts what the features name.
fn main() {}
