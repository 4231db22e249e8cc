//! Markdown in a form, as a small tree of our own.
//!
//! A form may write its words in Markdown (`rendering-markdown`), and Markdown may hold anything: HTML,
//! scripts, addresses of any scheme, pictures from elsewhere, characters that turn the line around.
//! What comes out of here holds words and nothing else: paragraphs, lists, emphasis and line breaks.
//! There is no node for a link, a picture or HTML, so no screen can be made to show one:
//!
//! * a heading is a strong paragraph, since the page has headings of its own;
//! * a link is its words, with the address behind them in brackets where it is one of the web;
//! * a picture is the words that stand for it;
//! * of HTML the words stay and the tags go; what only looks like HTML stays as it is written;
//! * control characters, and those that override the direction of a line, go.
//!
//! The input is cut at [`LONGEST`] bytes. A tree deeper than [`DEEPEST`] or larger than [`MOST_NODES`]
//! loses its shape from there on, never its words.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// The longest text that is read, in bytes; the rest is cut off, and three dots say so.
pub const LONGEST: usize = 32 * 1024;
/// How deep lists and emphasis may stand inside each other.
pub const DEEPEST: usize = 12;
/// The most nodes of one text.
pub const MOST_NODES: usize = 4_000;
/// The longest address that is shown, in bytes.
const LONGEST_ADDRESS: usize = 500;

/// A part of a text that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Words that belong together.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The number of the first entry; none: the entries are not numbered.
        first: Option<u64>,
        /// The entries, each with what stands in it.
        entries: Vec<Vec<Block>>,
    },
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words with emphasis.
    Emphasis(Vec<Inline>),
    /// Important words.
    Strong(Vec<Inline>),
    /// A new line.
    Break,
}

/// Reads Markdown (CommonMark). There is no text that it refuses.
pub fn read(text: &str) -> Vec<Block> {
    let kept = match text
        .char_indices()
        .find(|(at, c)| at + c.len_utf8() > LONGEST)
    {
        Some((end, _)) => &text[..end],
        None => text,
    };
    let mut builder = Builder::default();
    for event in Parser::new_ext(kept, Options::empty()) {
        builder.take(event);
    }
    if kept.len() < text.len() {
        builder.end_paragraph();
        builder.words("…");
    }
    builder.end()
}

/// What was begun and is not ended yet.
enum Open {
    /// A paragraph, or something else that only parts words from words.
    Words,
    /// A heading.
    Heading,
    /// Lines that keep their ends.
    Lines,
    /// HTML that stands by itself.
    Html,
    /// A list.
    List,
    /// An entry of a list.
    Entry,
    /// Emphasis, or strong emphasis.
    Style { strong: bool },
    /// A link, with its address where it is shown, and the words in front of it.
    Link(Option<String>),
    /// Something whose shape is lost: it is too deep, or there is too much.
    Through,
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    /// What is done of the text as a whole, and of each entry that is open.
    done: Vec<Block>,
    entries: Vec<Vec<Block>>,
    /// The lists that are open.
    lists: Vec<(Option<u64>, Vec<Vec<Block>>)>,
    /// The paragraph that is open, and the emphases that are open within it.
    line: Vec<Inline>,
    styles: Vec<Vec<Inline>>,
    /// The words since the last link began, to see whether the address says the same.
    since_link: String,
    /// HTML that stands by itself, gathered to its end.
    html: String,
    in_heading: bool,
    nodes: usize,
}

impl Builder {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.close(),
            Event::Text(text) if matches!(self.open.last(), Some(Open::Lines)) => self.lines(&text),
            Event::Text(text) | Event::Code(text) => self.words(&text),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.tag(&html),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.new_line(),
            Event::Rule => self.end_paragraph(),
            // Not asked for: they are extensions.
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        let depth = self.styles.len() + self.entries.len() + usize::from(self.in_heading);
        let room = depth < DEEPEST && self.nodes < MOST_NODES;
        let open = match tag {
            Tag::Emphasis if room => self.style(false),
            Tag::Strong if room => self.style(true),
            Tag::Emphasis | Tag::Strong | Tag::Image { .. } => Open::Through,
            Tag::Link { dest_url, .. } => {
                self.since_link.clear();
                Open::Link(address(&dest_url))
            }
            tag => {
                self.end_paragraph();
                match tag {
                    Tag::Heading { .. } => {
                        self.in_heading = true;
                        Open::Heading
                    }
                    Tag::CodeBlock(_) => Open::Lines,
                    Tag::HtmlBlock => Open::Html,
                    Tag::List(first) if room => {
                        self.nodes += 1;
                        self.lists.push((first, Vec::new()));
                        Open::List
                    }
                    // An entry of a list that lost its shape is a paragraph where the list stands.
                    Tag::Item if matches!(self.open.last(), Some(Open::List)) => {
                        let entry = self.entry();
                        self.entries.push(entry);
                        Open::Entry
                    }
                    _ => Open::Words,
                }
            }
        };
        self.open.push(open);
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Style { strong }) => {
                let inside = self.styles.pop().unwrap_or_default();
                if !inside.is_empty() {
                    self.nodes += 1;
                    self.inline().push(match strong {
                        true => Inline::Strong(inside),
                        false => Inline::Emphasis(inside),
                    });
                }
            }
            Some(Open::Link(address)) => {
                // An address that is written out needs not be said twice.
                let said = self.since_link.trim().to_owned();
                if let Some(address) = address.filter(|a| *a != said) {
                    let brackets = if said.is_empty() {
                        address
                    } else {
                        format!(" ({address})")
                    };
                    self.words(&brackets);
                }
            }
            Some(Open::Heading) => {
                self.in_heading = false;
                let line = std::mem::take(&mut self.line);
                if says_something(&line) {
                    self.nodes += 1;
                    self.line.push(Inline::Strong(line));
                }
                self.end_paragraph();
            }
            Some(Open::Html) => {
                let html = std::mem::take(&mut self.html);
                self.words(&without_tags(&html));
                self.end_paragraph();
            }
            Some(Open::Entry) => {
                self.end_paragraph();
                let entry = self.entries.pop().unwrap_or_default();
                if let Some((_, entries)) = self.lists.last_mut() {
                    entries.push(entry);
                }
            }
            Some(Open::List) => {
                if let Some((first, entries)) = self.lists.pop() {
                    self.level().push(Block::List { first, entries });
                }
            }
            Some(Open::Words | Open::Lines) => self.end_paragraph(),
            Some(Open::Through) | None => {}
        }
    }

    fn style(&mut self, strong: bool) -> Open {
        self.styles.push(Vec::new());
        Open::Style { strong }
    }

    // Where there is too much, the last entry goes on.
    fn entry(&mut self) -> Vec<Block> {
        let last = self.lists.last_mut().and_then(|(_, entries)| {
            let full = self.nodes >= MOST_NODES;
            entries.pop_if(|_| full)
        });
        self.nodes += 1;
        last.unwrap_or_default()
    }

    fn inline(&mut self) -> &mut Vec<Inline> {
        self.styles.last_mut().unwrap_or(&mut self.line)
    }

    fn level(&mut self) -> &mut Vec<Block> {
        self.entries.last_mut().unwrap_or(&mut self.done)
    }

    fn words(&mut self, text: &str) {
        let text: String = text.chars().filter_map(clean).collect();
        if text.is_empty() {
            return;
        }
        self.since_link.push_str(&text);
        if let Some(Inline::Text(before)) = self.inline().last_mut() {
            before.push_str(&text);
            return;
        }
        self.nodes += 1;
        self.inline().push(Inline::Text(text));
    }

    fn lines(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.new_line();
            }
            self.words(line);
        }
    }

    fn new_line(&mut self) {
        if self.nodes >= MOST_NODES {
            self.words(" ");
            return;
        }
        self.since_link.push(' ');
        self.nodes += 1;
        self.inline().push(Inline::Break);
    }

    // HTML within a line: its words come by themselves.
    fn tag(&mut self, html: &str) {
        let name = html.trim_start_matches('<').to_ascii_lowercase();
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        if name == Some("br") {
            self.new_line();
        }
    }

    fn end_paragraph(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if !says_something(&line) {
            return;
        }
        while line.last() == Some(&Inline::Break) {
            line.pop();
        }
        if self.nodes >= MOST_NODES
            && let Some(Block::Paragraph(all)) = self.level().last_mut()
        {
            // One paragraph holds all that comes now.
            join(all, line);
            return;
        }
        self.nodes += 1;
        self.level().push(Block::Paragraph(line));
    }

    fn end(mut self) -> Vec<Block> {
        // The parser ends all that it began.
        while !self.open.is_empty() {
            self.close();
        }
        self.end_paragraph();
        self.done
    }
}

fn join(all: &mut Vec<Inline>, line: Vec<Inline>) {
    for inline in line {
        match (all.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => {
                before.push(' ');
                before.push_str(&text);
            }
            (_, inline) => all.push(inline),
        }
    }
}

fn says_something(line: &[Inline]) -> bool {
    line.iter().any(|inline| match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        // Empty ones are never made.
        Inline::Emphasis(_) | Inline::Strong(_) => true,
        Inline::Break => false,
    })
}

/// A character as it is shown; none for those that are not.
fn clean(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Overrides and embeddings of direction. The marks that right-to-left words need stay.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// An address as it is shown behind the words of a link; none unless it is one of the web.
fn address(raw: &str) -> Option<String> {
    let shown: String = raw.chars().filter_map(clean).collect();
    let shown = shown.trim();
    let begins = |with: &str| {
        shown
            .get(..with.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(with))
    };
    let of_web = begins("https://") || begins("http://");
    (of_web && shown.len() <= LONGEST_ADDRESS).then(|| shown.to_owned())
}

/// The words in HTML. What is no tag stays as it is written.
fn without_tags(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = matches!(
            rest.as_bytes(),
            [_, b'/' | b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..]
        );
        let last = if rest.starts_with("<!--") { "-->" } else { ">" };
        match rest.find(last) {
            Some(end) if is_tag => {
                words.push(' ');
                rest = &rest[end + last.len()..];
            }
            // No tag after this one has an end either.
            None if is_tag => break,
            _ => {
                words.push('<');
                rest = &rest[1..];
            }
        }
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
