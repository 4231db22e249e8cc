//! A small trust to try the app against.
