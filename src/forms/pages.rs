//! One question a page.

use super::{Item, Path, Session};

/// One page: a question, and the texts that belong above it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Where the answer goes.
    pub path: Path,
    /// The question.
    pub item: Item,
    /// Texts of the groups it stands in and of the displays before it, the outermost first.
    pub context: Vec<String>,
}

/// How far the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// This page, counted from 1.
    pub page: u32,
    /// About how many there are, as answered so far.
    pub of: u32,
}

impl Session {
    /// The pages as the answers so far have them, in order.
    pub fn pages(&self) -> Vec<Page> {
        Vec::new()
    }

    /// The page of one item; none when it is not asked.
    pub fn page_at(&self, path: &Path) -> Option<Page> {
        self.pages().into_iter().find(|p| &p.path == path)
    }

    /// The page after this one; none after the last.
    pub fn after(&self, path: &Path) -> Option<Path> {
        let pages = self.pages();
        let here = pages.iter().position(|p| &p.path == path)?;
        pages.get(here + 1).map(|p| p.path.clone())
    }

    /// The page before this one; none before the first.
    pub fn before(&self, path: &Path) -> Option<Path> {
        let pages = self.pages();
        let here = pages.iter().position(|p| &p.path == path)?;
        here.checked_sub(1)
            .and_then(|i| pages.get(i))
            .map(|p| p.path.clone())
    }

    /// How far the person is on this page.
    pub fn progress(&self, path: &Path) -> Progress {
        let pages = self.pages();
        let page = pages
            .iter()
            .position(|p| &p.path == path)
            .map_or(1, |i| i + 1);
        Progress {
            page: page as u32,
            of: pages.len() as u32,
        }
    }
}
