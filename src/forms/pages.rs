//! One question a page.

use super::{Item, Kind, Path, Session};

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
        self.leaves().into_iter().map(Leaf::page).collect()
    }

    /// The page of one item; none when it is not asked.
    pub fn page_at(&self, path: &Path) -> Option<Page> {
        let mut leaves = self.leaves().into_iter();
        leaves.find(|l| l.is_at(path)).map(Leaf::page)
    }

    /// The page after this one; none after the last.
    pub fn after(&self, path: &Path) -> Option<Path> {
        let leaves = self.leaves();
        let here = leaves.iter().position(|l| l.is_at(path))?;
        leaves.get(here + 1).map(Leaf::path)
    }

    /// The page before this one; none before the first.
    pub fn before(&self, path: &Path) -> Option<Path> {
        let leaves = self.leaves();
        let here = leaves.iter().position(|l| l.is_at(path))?;
        here.checked_sub(1)
            .and_then(|before| leaves.get(before))
            .map(Leaf::path)
    }

    /// How far the person is on this page.
    pub fn progress(&self, path: &Path) -> Progress {
        let leaves = self.leaves();
        let here = leaves.iter().position(|l| l.is_at(path));
        Progress {
            page: here.map_or(1, |i| i + 1) as u32,
            of: leaves.len() as u32,
        }
    }

    /// The questions that are asked, each with its texts, in one walk through the form.
    pub(super) fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut walk = Walk {
            session: self,
            place: 0,
            context: Vec::new(),
            unshown: Vec::new(),
            leaves: Vec::new(),
        };
        walk.level(&self.form().items, true);
        walk.end()
    }
}

/// A question that is asked, not copied yet.
pub(super) struct Leaf<'a> {
    pub(super) item: &'a Item,
    context: Vec<&'a str>,
}

impl Leaf<'_> {
    fn is_at(&self, path: &Path) -> bool {
        self.item.link_id == path.as_str()
    }

    fn path(&self) -> Path {
        Path::of(&self.item.link_id)
    }

    // Questions below it have pages of their own, so they are not copied along.
    fn page(self) -> Page {
        let item = self.item;
        Page {
            path: Path::of(&item.link_id),
            item: Item {
                link_id: item.link_id.clone(),
                prefix: item.prefix.clone(),
                text: item.text.clone(),
                codes: item.codes.clone(),
                options: item.options.clone(),
                conditions: item.conditions.clone(),
                items: Vec::new(),
                ..*item
            },
            context: self.context.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// A walk through the form. A display stands above every question after it on its level, until
/// another display takes its place: one question a page must not cost "Over the last 2 weeks". A
/// display with no question after it on its level goes to the next page, or at the very end to the
/// last one, so that no text of a form is lost.
struct Walk<'a> {
    session: &'a Session,
    place: usize,
    context: Vec<&'a str>,
    unshown: Vec<&'a str>,
    leaves: Vec<Leaf<'a>>,
}

impl<'a> Walk<'a> {
    fn level(&mut self, items: &'a [Item], with_displays: bool) {
        let ground = self.context.len();
        let mut after_display = false;
        for item in items {
            let place = self.place;
            if !self.shows(place, item) {
                self.place = self
                    .session
                    .plan()
                    .ends
                    .get(place)
                    .copied()
                    .unwrap_or(place + 1);
                continue;
            }
            self.place += 1;
            let is_display = item.kind == Kind::Display;
            if is_display && with_displays {
                if !after_display {
                    self.context.truncate(ground);
                }
                self.display(item);
            } else if item.kind == Kind::Group {
                self.group(item);
            } else if !is_display {
                self.question(item, place);
            }
            after_display = is_display;
        }
        self.context.truncate(ground);
    }

    fn shows(&self, place: usize, item: &Item) -> bool {
        self.session.asked().get(place) == Some(&true) && !item.hidden
    }

    fn display(&mut self, item: &'a Item) {
        if let Some(text) = item.text.as_deref() {
            self.context.push(text);
            self.unshown.push(text);
        }
    }

    fn group(&mut self, item: &'a Item) {
        let (ground, texts, leaves) = (self.context.len(), self.unshown.len(), self.leaves.len());
        self.context.extend(item.text.as_deref());
        self.level(&item.items, true);
        self.context.truncate(ground);
        // A group of texts only: its own text goes with them.
        if self.leaves.len() == leaves && self.unshown.len() > texts {
            self.unshown.splice(texts..texts, item.text.as_deref());
        }
    }

    fn question(&mut self, item: &'a Item, place: usize) {
        if item.is_for_the_person() {
            let carried = std::mem::take(&mut self.unshown).into_iter();
            let here = &self.context;
            let is_here = |text: &&str| here.iter().any(|c| std::ptr::eq(*c, *text));
            let mut context: Vec<&str> = carried.filter(|text| !is_here(text)).collect();
            context.extend(here);
            context.extend(self.displays_of(item, place));
            self.leaves.push(Leaf { item, context });
        }
        self.level(&item.items, false);
    }

    // Texts that stand inside a question ("Select one") belong to its page.
    fn displays_of(&self, item: &'a Item, place: usize) -> Vec<&'a str> {
        let mut below = place + 1;
        let mut texts = Vec::new();
        for child in &item.items {
            if child.kind == Kind::Display && self.shows(below, child) {
                texts.extend(child.text.as_deref());
            }
            below = self
                .session
                .plan()
                .ends
                .get(below)
                .copied()
                .unwrap_or(below + 1);
        }
        texts
    }

    fn end(mut self) -> Vec<Leaf<'a>> {
        if let Some(last) = self.leaves.last_mut() {
            last.context.append(&mut self.unshown);
        }
        self.leaves
    }
}
