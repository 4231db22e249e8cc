//! Pages: one question a page, unless the form or a rule says that some belong together.
//!
//! The rules, so that nobody has to guess: a group that the form marks as a page is one, if it holds at
//! most eight questions, none of them in a repeat of its own and none of them about risk (help has to
//! stand right after such an answer). Everything else has a page of its own. A repeat has a page after
//! its instances, on which one adds another or goes on.

use super::layout::Role;
use super::leaves::Leaf;
use super::{Choice, Control, Item, Kind, Note, NoteKind, Path, Session};
use std::sync::Arc;

/// The most questions that share one page.
const MOST_TOGETHER: usize = 8;

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Where it is: the path of its question, of its group, or of its repeat.
    pub path: Path,
    /// Texts of the groups it stands in and of the displays before it, the outermost first.
    pub context: Vec<Note>,
    /// The instances it stands in, the outermost first.
    pub within: Vec<Within>,
    /// What is on it.
    pub content: Content,
}

/// What is on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Questions, mostly one.
    Questions(Vec<Question>),
    /// The end of a repeat: what is in it so far, and whether there is another.
    Repeat(Repeat),
}

/// An instance of a repeat that a page stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Within {
    /// What repeats, in the form's own words.
    pub text: Option<String>,
    /// Which one it is, counted from 1 in the order in which they stand.
    pub position: u32,
    /// How many there are.
    pub of: u32,
}

/// A question on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Where the answer goes.
    pub path: Path,
    /// The item.
    pub item: Arc<Item>,
    /// Its words as things stand.
    pub text: Option<String>,
    /// Its options as things stand.
    pub options: Arc<[Choice]>,
    /// Texts that belong to it: how to answer, help, why it is asked.
    pub notes: Vec<Note>,
}

/// The end of a repeat.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    /// The item that repeats.
    pub item: Arc<Item>,
    /// Its instances, in order.
    pub instances: Vec<Instance>,
    /// Whether there may be another.
    pub more: bool,
}

/// One instance of a repeat.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// Its number, which stays with it.
    pub number: u32,
    /// The page it begins with; none where nothing is asked in it.
    pub first: Option<Path>,
    /// Its questions that have an answer, by path.
    pub answered: Vec<Path>,
    /// Whether it may be taken away.
    pub removable: bool,
}

/// How far the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// This page, counted from 1.
    pub page: u32,
    /// About how many there are, as answered so far.
    pub of: u32,
}

impl Page {
    /// The questions on it.
    pub fn questions(&self) -> &[Question] {
        match &self.content {
            Content::Questions(questions) => questions,
            Content::Repeat(_) => &[],
        }
    }
}

impl Session {
    /// The pages as the answers so far have them, in order.
    pub fn pages(&self) -> Vec<Page> {
        self.leaves()
            .all
            .iter()
            .map(|leaf| self.page(leaf))
            .collect()
    }

    /// How many pages there are, as answered so far.
    pub fn page_count(&self) -> u32 {
        u32::try_from(self.leaves().all.len()).unwrap_or(u32::MAX)
    }

    /// The first page; none where the form asks nothing as things stand.
    pub fn first(&self) -> Option<Path> {
        self.leaves().all.first().map(|leaf| self.path_of(leaf))
    }

    /// The page of one item; none when it is not asked.
    pub fn page_at(&self, path: &Path) -> Option<Page> {
        let leaves = self.leaves();
        let at = leaves.at(self.layout.at(path)?)?;
        Some(self.page(leaves.all.get(at)?))
    }

    /// The page after this one; none after the last.
    pub fn after(&self, path: &Path) -> Option<Path> {
        let leaves = self.leaves();
        let next = leaves.all.get(leaves.at(self.layout.at(path)?)? + 1)?;
        Some(self.path_of(next))
    }

    /// The page before this one; none before the first.
    pub fn before(&self, path: &Path) -> Option<Path> {
        let leaves = self.leaves();
        let before = leaves.at(self.layout.at(path)?)?.checked_sub(1)?;
        Some(self.path_of(leaves.all.get(before)?))
    }

    /// How far the person is on this page.
    pub fn progress(&self, path: &Path) -> Progress {
        let leaves = self.leaves();
        let here = self.layout.at(path).and_then(|s| leaves.at(s));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Progress {
            page: here.map_or(1, |i| count(i + 1)),
            of: count(leaves.all.len()),
        }
    }

    fn path_of(&self, leaf: &Leaf) -> Path {
        self.layout.spots[leaf.anchor].path.clone()
    }

    fn page(&self, leaf: &Leaf) -> Page {
        Page {
            path: self.path_of(leaf),
            context: leaf.context.iter().filter_map(|s| self.note(*s)).collect(),
            within: self.within(leaf.anchor),
            content: if leaf.is_repeat {
                Content::Repeat(self.repeat(leaf.anchor))
            } else {
                let questions = leaf.questions.iter();
                Content::Questions(questions.map(|spot| self.question(*spot)).collect())
            },
        }
    }

    /// A question as it stands on its page.
    pub(super) fn question(&self, spot: usize) -> Question {
        let item = self.item(spot);
        Question {
            path: self.layout.spots[spot].path.clone(),
            text: self.worked_text(spot).or_else(|| item.text.clone()),
            options: match self.worked_options(spot) {
                Some(options) => options.into(),
                None => item.options.clone(),
            },
            notes: self
                .notes_below(spot)
                .filter_map(|s| self.note(s))
                .collect(),
            item: item.clone(),
        }
    }

    fn note(&self, spot: usize) -> Option<Note> {
        let item = self.item(spot);
        let text = self.worked_text(spot).or_else(|| item.text.clone())?;
        Some(Note {
            kind: match item.kind {
                Kind::Display => item.look.note,
                _ => NoteKind::Heading,
            },
            markdown: item
                .markdown
                .clone()
                .filter(|_| item.text_formula.is_none()),
            text,
        })
    }

    // Texts that stand inside a question ("Select one") belong to it.
    fn notes_below(&self, spot: usize) -> impl Iterator<Item = usize> + '_ {
        let children = self.children(spot);
        children.filter(|s| self.item(*s).kind == Kind::Display && self.shows(*s))
    }

    fn children(&self, spot: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.layout.spots[spot].end;
        let next = move |s: usize| (s < end).then_some(s);
        std::iter::successors(next(spot + 1), move |s| next(self.layout.spots[*s].end))
    }

    pub(super) fn shows(&self, spot: usize) -> bool {
        self.asked[spot] && !self.item(spot).hidden
    }

    fn within(&self, spot: usize) -> Vec<Within> {
        let above = std::iter::successors(Some(spot), |s| self.layout.spots[*s].parent);
        let instances = above.filter(|s| self.layout.spots[*s].role == Role::Instance);
        let mut within: Vec<Within> = instances
            .filter_map(|instance| {
                let repeat = self.layout.spots[instance].parent?;
                let all: Vec<usize> = self.layout.instances(repeat).collect();
                let position = all.iter().position(|s| *s == instance)?;
                Some(Within {
                    text: self.item(instance).text.clone(),
                    position: u32::try_from(position + 1).ok()?,
                    of: u32::try_from(all.len()).ok()?,
                })
            })
            .collect();
        within.reverse();
        within
    }

    fn repeat(&self, spot: usize) -> Repeat {
        let path = &self.layout.spots[spot].path;
        let instances = self.layout.instances(spot).map(|instance| {
            let at = &self.layout.spots[instance];
            let number = at.path.number().unwrap_or(1);
            let inside = || self.questions().filter(|s| (instance..at.end).contains(s));
            let path_of = |s: usize| self.layout.spots[s].path.clone();
            Instance {
                number,
                first: inside().next().map(path_of),
                answered: inside()
                    .filter(|s| !self.value_at(*s).is_empty())
                    .map(path_of)
                    .collect(),
                removable: self.one_less(path, number).is_some(),
            }
        });
        Repeat {
            item: self.item(spot).clone(),
            instances: instances.collect(),
            more: self.one_more(path).is_some(),
        }
    }

    /// Whether a group is one page.
    pub(super) fn is_one_page(&self, group: usize) -> bool {
        if self.item(group).look.control != Control::Page {
            return false;
        }
        let inside = group + 1..self.layout.spots[group].end;
        let spots = &self.layout.spots[inside.clone()];
        let simple = spots.iter().all(|at| at.role == Role::Once);
        let questions = inside.filter(|s| self.item(*s).is_for_the_person());
        let mut count = 0;
        for question in questions {
            count += 1;
            if count > MOST_TOGETHER || self.is_about_risk(question) {
                return false;
            }
        }
        simple && count > 0
    }
}
