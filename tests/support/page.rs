//! A page as the app draws it, without a browser: elements, what they say, and who listens.

use dioxus::dioxus_core::{
    AttributeValue, ElementId, Template, TemplateAttribute, TemplateNode, WriteMutations,
};
use std::collections::HashMap;

/// One node of the page.
#[derive(Default)]
struct Node {
    /// Empty: a text, or a place where something may come.
    tag: &'static str,
    text: String,
    attributes: HashMap<String, String>,
    listens: Vec<String>,
    parent: Option<usize>,
    children: Vec<usize>,
    id: Option<ElementId>,
}

/// The page as it is drawn.
pub struct Page {
    nodes: Vec<Node>,
    by_id: HashMap<ElementId, usize>,
    stack: Vec<usize>,
}

impl Page {
    pub const ROOT: usize = 0;

    pub fn new() -> Self {
        let mut page = Page {
            nodes: Vec::new(),
            by_id: HashMap::new(),
            stack: Vec::new(),
        };
        page.add(Node {
            tag: "body",
            ..Node::default()
        });
        page.name(Self::ROOT, ElementId(0));
        page
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn name(&mut self, node: usize, id: ElementId) {
        self.nodes[node].id = Some(id);
        self.by_id.insert(id, node);
    }

    pub fn text_of(&self, node: usize) -> String {
        let mut words = Vec::new();
        self.gather(node, &mut words);
        let text = words.join(" ").replace(['\u{2068}', '\u{2069}'], "");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather<'a>(&'a self, node: usize, words: &mut Vec<&'a str>) {
        let it = &self.nodes[node];
        words.push(&it.text);
        for child in &it.children {
            self.gather(*child, words);
        }
    }

    /// Every node of the page, in its order.
    fn all(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let mut left = vec![Self::ROOT];
        while let Some(node) = left.pop() {
            found.push(node);
            left.extend(self.nodes[node].children.iter().rev());
        }
        found
    }

    pub fn pressable(&self, words: &str) -> Option<ElementId> {
        let fits = |node: &usize| {
            let it = &self.nodes[*node];
            matches!(it.tag, "button" | "a")
                && it.listens.iter().any(|name| name == "click")
                && self.text_of(*node) == words
        };
        self.nodes[self.all().into_iter().find(fits)?].id
    }

    /// The field that stands in the label with these words.
    pub fn answer(&self, words: &str) -> Option<ElementId> {
        let label = |node: &usize| self.nodes[*node].tag == "label" && self.text_of(*node) == words;
        let label = self.all().into_iter().find(label)?;
        let mut inside = self.nodes[label].children.iter();
        let field = inside.find(|it| self.nodes[**it].tag == "input")?;
        self.nodes[*field].id
    }

    fn load(&mut self, template: &TemplateNode) -> usize {
        match template {
            TemplateNode::Element {
                tag,
                attrs,
                children,
                ..
            } => {
                let attributes = attrs.iter().filter_map(|it| match it {
                    TemplateAttribute::Static { name, value, .. } => {
                        Some(((*name).to_owned(), (*value).to_owned()))
                    }
                    TemplateAttribute::Dynamic { .. } => None,
                });
                let node = Node {
                    tag,
                    attributes: attributes.collect(),
                    ..Node::default()
                };
                let node = self.add(node);
                for child in children.iter() {
                    let child = self.load(child);
                    self.hang(node, usize::MAX, child);
                }
                node
            }
            TemplateNode::Text { text } => self.add(Node {
                text: (*text).to_owned(),
                ..Node::default()
            }),
            TemplateNode::Dynamic { .. } => self.add(Node::default()),
        }
    }

    /// Hangs a node into another at a place; behind all where there is no such place.
    fn hang(&mut self, parent: usize, place: usize, node: usize) {
        self.nodes[node].parent = Some(parent);
        let children = &mut self.nodes[parent].children;
        children.insert(place.min(children.len()), node);
    }

    /// Takes a node out of the page; gives where it was.
    fn take_out(&mut self, node: usize) -> Option<(usize, usize)> {
        let parent = self.nodes[node].parent.take()?;
        let place = self.nodes[parent]
            .children
            .iter()
            .position(|it| *it == node)?;
        self.nodes[parent].children.remove(place);
        Some((parent, place))
    }

    fn last(&mut self, m: usize) -> Vec<usize> {
        self.stack.split_off(self.stack.len() - m)
    }

    /// Puts what was drawn last into the place of a node.
    fn replace(&mut self, node: usize, new: Vec<usize>) {
        if let Some((parent, place)) = self.take_out(node) {
            for (n, it) in new.into_iter().enumerate() {
                self.hang(parent, place + n, it);
            }
        }
    }

    fn beside(&mut self, id: ElementId, after: usize, new: Vec<usize>) {
        let node = self.by_id[&id];
        let parent = self.nodes[node].parent.unwrap();
        let mut children = self.nodes[parent].children.iter();
        let place = children.position(|it| *it == node).unwrap();
        for (n, it) in new.into_iter().enumerate() {
            self.hang(parent, place + after + n, it);
        }
    }

    /// The node at a path below the one that was drawn last.
    fn at(&self, path: &[u8]) -> usize {
        let top = *self.stack.last().unwrap();
        path.iter()
            .fold(top, |node, step| self.nodes[node].children[*step as usize])
    }
}

impl WriteMutations for Page {
    fn append_children(&mut self, id: ElementId, m: usize) {
        let parent = self.by_id[&id];
        for node in self.last(m) {
            self.hang(parent, usize::MAX, node);
        }
    }

    fn assign_node_id(&mut self, path: &'static [u8], id: ElementId) {
        self.name(self.at(path), id);
    }

    fn create_placeholder(&mut self, id: ElementId) {
        let node = self.add(Node::default());
        self.name(node, id);
        self.stack.push(node);
    }

    fn create_text_node(&mut self, value: &str, id: ElementId) {
        let node = self.add(Node {
            text: value.to_owned(),
            ..Node::default()
        });
        self.name(node, id);
        self.stack.push(node);
    }

    fn load_template(&mut self, template: Template, index: usize, id: ElementId) {
        let node = self.load(&template.roots[index]);
        self.name(node, id);
        self.stack.push(node);
    }

    fn replace_node_with(&mut self, id: ElementId, m: usize) {
        let new = self.last(m);
        self.replace(self.by_id[&id], new);
    }

    fn replace_placeholder_with_nodes(&mut self, path: &'static [u8], m: usize) {
        let new = self.last(m);
        self.replace(self.at(path), new);
    }

    fn insert_nodes_after(&mut self, id: ElementId, m: usize) {
        let new = self.last(m);
        self.beside(id, 1, new);
    }

    fn insert_nodes_before(&mut self, id: ElementId, m: usize) {
        let new = self.last(m);
        self.beside(id, 0, new);
    }

    fn set_attribute(
        &mut self,
        name: &'static str,
        _: Option<&'static str>,
        value: &AttributeValue,
        id: ElementId,
    ) {
        let node = self.by_id[&id];
        let value = match value {
            AttributeValue::Text(text) => text.clone(),
            AttributeValue::Bool(yes) => yes.to_string(),
            AttributeValue::Int(number) => number.to_string(),
            AttributeValue::Float(number) => number.to_string(),
            _ => {
                self.nodes[node].attributes.remove(name);
                return;
            }
        };
        self.nodes[node].attributes.insert(name.to_owned(), value);
    }

    fn set_node_text(&mut self, value: &str, id: ElementId) {
        let node = self.by_id[&id];
        self.nodes[node].text = value.to_owned();
    }

    fn create_event_listener(&mut self, name: &'static str, id: ElementId) {
        let node = self.by_id[&id];
        self.nodes[node].listens.push(name.to_owned());
    }

    fn remove_event_listener(&mut self, name: &'static str, id: ElementId) {
        let node = self.by_id[&id];
        self.nodes[node].listens.retain(|it| it != name);
    }

    fn remove_node(&mut self, id: ElementId) {
        self.take_out(self.by_id[&id]);
    }

    fn push_root(&mut self, id: ElementId) {
        self.stack.push(self.by_id[&id]);
    }
}
