//! The response as it came: its items in the order in which they are written, so that what stands
//! inside an element is a range.

use super::{list, text};
use serde_json::Value;
use std::collections::HashMap;
use std::ops::Range;

/// An item of the response.
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) link_id: Option<&'a str>,
    pub(super) answers: Vec<Given<'a>>,
    /// The items directly below it.
    pub(super) items: Vec<usize>,
    /// The items inside it, at whatever depth.
    pub(super) inside: Range<usize>,
}

/// An answer.
pub(super) struct Given<'a> {
    pub(super) value: &'a Value,
    /// The items directly below it.
    pub(super) items: Vec<usize>,
    /// The items inside it, at whatever depth.
    pub(super) inside: Range<usize>,
}

/// The response.
pub(super) struct Response<'a> {
    pub(super) raw: &'a Value,
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) top: Vec<usize>,
    by_link: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Response<'a> {
    pub(super) fn of(raw: &'a Value) -> Response<'a> {
        let mut response = Response {
            raw,
            nodes: Vec::new(),
            top: Vec::new(),
            by_link: HashMap::new(),
        };
        response.top = response.read(list(raw, "item"));
        response
    }

    fn read(&mut self, items: &'a [Value]) -> Vec<usize> {
        items.iter().map(|value| self.node(value)).collect()
    }

    fn node(&mut self, value: &'a Value) -> usize {
        let at = self.nodes.len();
        let link_id = text(value, "linkId");
        if let Some(link_id) = link_id {
            self.by_link.entry(link_id).or_default().push(at);
        }
        self.nodes.push(Node {
            value,
            link_id,
            answers: Vec::new(),
            items: Vec::new(),
            inside: at + 1..at + 1,
        });
        let mut answers = Vec::new();
        for value in list(value, "answer") {
            let begin = self.nodes.len();
            let items = self.read(list(value, "item"));
            answers.push(Given {
                value,
                items,
                inside: begin..self.nodes.len(),
            });
        }
        let items = self.read(list(value, "item"));
        let end = self.nodes.len();
        let node = &mut self.nodes[at];
        (node.answers, node.items) = (answers, items);
        node.inside.end = end;
        at
    }

    /// The items of that link id inside a range.
    pub(super) fn inside(&self, link_id: &str, range: &Range<usize>) -> &[usize] {
        let all = self.by_link.get(link_id).map(Vec::as_slice);
        let all = all.unwrap_or_default();
        let from = all.partition_point(|at| *at < range.start);
        let to = all.partition_point(|at| *at < range.end);
        &all[from..to.max(from)]
    }

    /// The whole response.
    pub(super) fn whole(&self) -> Range<usize> {
        0..self.nodes.len()
    }
}
