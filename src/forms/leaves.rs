//! Which pages there are, and what stands on each: a walk through the form as it is asked.

use super::layout::Role;
use super::{Kind, Session};
use std::sync::Arc;

/// A page that is not copied yet.
pub(super) struct Leaf {
    /// The spot of its question, its group or its repeat.
    pub(super) anchor: usize,
    /// Whether it is the end of a repeat.
    pub(super) is_repeat: bool,
    /// The spots of its questions.
    pub(super) questions: Vec<usize>,
    /// The spots of the texts above them.
    pub(super) context: Vec<usize>,
}

/// All pages, in order.
pub(super) struct Leaves {
    pub(super) all: Vec<Leaf>,
    /// By spot: the page that it has, or that it is on.
    by_spot: Vec<Option<usize>>,
}

impl Leaves {
    fn of(session: &Session) -> Leaves {
        let mut walk = Walk {
            session,
            context: Vec::new(),
            unshown: Vec::new(),
            leaves: Vec::new(),
        };
        walk.level(0, session.layout.spots.len(), true);
        let all = walk.end();
        let mut by_spot = vec![None; session.layout.spots.len()];
        for (at, leaf) in all.iter().enumerate().rev() {
            leaf.questions.iter().for_each(|s| by_spot[*s] = Some(at));
        }
        // A page of its own goes before a place on another's.
        for (at, leaf) in all.iter().enumerate().rev() {
            by_spot[leaf.anchor] = Some(at);
        }
        Leaves { all, by_spot }
    }

    /// The page of a spot.
    pub(super) fn at(&self, spot: usize) -> Option<usize> {
        *self.by_spot.get(spot)?
    }
}

impl Session {
    /// The pages as things stand. They are looked for once, and again when what is asked has changed.
    pub(super) fn leaves(&self) -> Arc<Leaves> {
        let look = || Arc::new(Leaves::of(self));
        self.leaves.get_or_init(look).clone()
    }
}

/// A walk through the form. A display stands above every question after it on its level, until
/// another display takes its place: one question a page must not cost "Over the last 2 weeks". A
/// display with no question after it on its level goes to the next page, or at the very end to the
/// last one, so that no text of a form is lost.
struct Walk<'a> {
    session: &'a Session,
    context: Vec<usize>,
    unshown: Vec<usize>,
    leaves: Vec<Leaf>,
}

impl Walk<'_> {
    fn level(&mut self, from: usize, to: usize, with_displays: bool) {
        let ground = self.context.len();
        let mut after_display = false;
        let mut spot = from;
        while spot < to {
            let here = spot;
            spot = self.session.layout.spots[here].end;
            if !self.session.shows(here) {
                continue;
            }
            let is_display = self.session.item(here).kind == Kind::Display;
            if is_display && with_displays {
                if !after_display {
                    self.context.truncate(ground);
                }
                self.display(here);
            } else if !is_display {
                self.item(here);
            }
            after_display = is_display;
        }
        self.context.truncate(ground);
    }

    fn display(&mut self, spot: usize) {
        self.context.push(spot);
        self.unshown.push(spot);
    }

    fn item(&mut self, spot: usize) {
        let at = &self.session.layout.spots[spot];
        let group = self.session.item(spot).kind == Kind::Group;
        match (at.role, group) {
            (Role::Repeat, _) => self.repeat(spot),
            (Role::Once, true) if self.session.is_one_page(spot) => self.together(spot),
            (Role::Once, true) => self.group(spot),
            (Role::Instance, true) => self.level(spot + 1, at.end, true),
            (_, false) => self.question(spot),
        }
    }

    fn group(&mut self, spot: usize) {
        let (ground, texts, leaves) = (self.context.len(), self.unshown.len(), self.leaves.len());
        self.context.push(spot);
        let end = self.session.layout.spots[spot].end;
        self.level(spot + 1, end, true);
        self.context.truncate(ground);
        // A group of texts only: its own text goes with them.
        if self.leaves.len() == leaves && self.unshown.len() > texts {
            self.unshown.insert(texts, spot);
        }
    }

    fn repeat(&mut self, spot: usize) {
        let ground = self.context.len();
        if self.session.item(spot).kind == Kind::Group {
            self.context.push(spot);
        }
        let before = self.leaves.len();
        let instances: Vec<usize> = self.session.layout.instances(spot).collect();
        for instance in &instances {
            self.item(*instance);
        }
        let path = &self.session.layout.spots[spot].path;
        let fixed = instances.len() < 2 && self.session.one_more(path).is_none();
        if self.leaves.len() > before && !fixed {
            self.leaf(spot, true, Vec::new());
        }
        self.context.truncate(ground);
    }

    fn together(&mut self, group: usize) {
        let end = self.session.layout.spots[group].end;
        let all = self.session.questions();
        let questions = all.filter(|s| (group..end).contains(s)).collect();
        let ground = self.context.len();
        self.context.push(group);
        // Texts of the page stand above its questions, in their order.
        let mut spot = group + 1;
        while spot < end {
            let item = self.session.item(spot);
            if !self.session.shows(spot) {
                spot = self.session.layout.spots[spot].end;
                continue;
            }
            let parent = self.session.layout.spots[spot].parent;
            let of_question = parent.is_some_and(|p| self.session.item(p).is_question());
            if item.kind == Kind::Group || (item.kind == Kind::Display && !of_question) {
                self.context.push(spot);
            }
            spot += 1;
        }
        self.leaf(group, false, questions);
        self.context.truncate(ground);
    }

    fn question(&mut self, spot: usize) {
        if self.session.item(spot).is_for_the_person() {
            self.leaf(spot, false, vec![spot]);
        }
        let end = self.session.layout.spots[spot].end;
        self.level(spot + 1, end, false);
    }

    fn leaf(&mut self, anchor: usize, is_repeat: bool, questions: Vec<usize>) {
        let carried = std::mem::take(&mut self.unshown).into_iter();
        let mut context: Vec<usize> = carried.filter(|s| !self.context.contains(s)).collect();
        context.extend(&self.context);
        self.leaves.push(Leaf {
            anchor,
            is_repeat,
            questions,
            context,
        });
    }

    fn end(mut self) -> Vec<Leaf> {
        if let Some(last) = self.leaves.last_mut() {
            last.context.append(&mut self.unshown);
        }
        self.leaves
    }
}
