//! What a form shows and does not ask: items that nobody may change, with what is known or worked out.
//!
//! Each has its place. What is worked out stands after the questions that it may come from; what was
//! known before stands before the question that follows. The sum of a known measure is not among them:
//! it is told after sending, to whoever asks for it.

use super::{Page, Question, Session};

/// A fact on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// How many of the page's questions stand before it.
    pub after: usize,
    /// The item.
    pub item: Question,
}

impl Session {
    /// The facts of a page, in their order. Only those that say something.
    pub fn facts(&self, page: &Page) -> Vec<Fact> {
        let spot_of = |question: &Question| self.layout.at(&question.path);
        let here: Vec<usize> = page.questions().iter().filter_map(spot_of).collect();
        let (Some(first), Some(last)) = (here.iter().min(), here.iter().max()) else {
            return Vec::new();
        };
        let before = self.questions().filter(|s| s < first).last();
        let after = self.questions().find(|s| s > last);
        let belongs = |spot: &usize| match *spot {
            spot if spot < *first => {
                before.is_none_or(|b| b < spot && !self.stands_after(spot, b, *first))
            }
            spot if spot > *last => {
                after.is_none_or(|a| spot < a && self.stands_after(spot, *last, a))
            }
            _ => true,
        };
        let mine = self.read_only().filter(belongs);
        mine.map(|spot| Fact {
            after: here.iter().filter(|s| **s < spot).count(),
            item: self.question(spot),
        })
        .collect()
    }

    // Of two questions it stands after the first rather than before the second: it is worked out, or
    // its group ends before the second.
    fn stands_after(&self, spot: usize, before: usize, after: usize) -> bool {
        let group = self.layout.spots[spot].parent;
        let ends = group.is_some_and(|g| {
            let within = g..self.layout.spots[g].end;
            within.contains(&before) && !within.contains(&after)
        });
        ends || self.item(spot).calculated.is_some()
    }

    /// The spots of what is shown and not asked, and says something.
    fn read_only(&self) -> impl Iterator<Item = usize> + '_ {
        self.shown().filter(|spot| {
            let item = self.item(*spot);
            let is_total = self.plan.scoring.total == Some(self.layout.spots[*spot].place);
            let told = item.is_question() && item.read_only && !is_total;
            told && !self.value_at(*spot).is_empty()
        })
    }
}
