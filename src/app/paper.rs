//! A short text on paper: A4, large enough to read, tagged so that a screen reader reads it in order.
//!
//! What is written comes in as blocks; this lays them out, one under the other, on as many pages as they
//! take. The file follows PDF/UA-1, and the library that writes it refuses to write one that does not. The
//! letters are Noto Sans, which the app brings along (Latin, Greek, Cyrillic): a sign that it does not have
//! is printed as a mark for "something stood here", and [`Paper::boxes`] says that there are some.

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Configuration, Validator};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, ListNumbering, Node, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::{Font, TextDirection};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use std::num::NonZeroU16;

/// A4, in points of 1/72 inch.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 62.0;
const BULLET: f32 = 14.0;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Bold.ttf");
/// What stands for a sign that the font does not have.
const BOX: char = '\u{FFFD}';

/// A piece of the text.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The heading of the whole.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A list.
    Points(Vec<String>),
}

impl std::fmt::Debug for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Block(…)")
    }
}

/// A text that was laid out.
pub(super) struct Paper {
    /// The PDF.
    pub(super) bytes: Vec<u8>,
    /// Whether signs stand as empty boxes.
    pub(super) boxes: bool,
}

/// The paper could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the paper could not be made")]
pub(super) struct NoPaper;

/// A font, to draw with and to measure with.
struct Face {
    font: Font,
    measures: FontRef<'static>,
}

impl Face {
    fn of(bytes: &'static [u8]) -> Option<Face> {
        Some(Face {
            font: Font::new(bytes.into(), 0)?,
            measures: FontRef::new(bytes).ok()?,
        })
    }

    fn has(&self, c: char) -> bool {
        self.measures.charmap().map(c).is_some()
    }

    /// How wide a text is, pairs of letters that move together left out: at most a little too wide.
    fn width(&self, text: &str, size: f32) -> f32 {
        let metrics: GlyphMetrics = self
            .measures
            .glyph_metrics(Size::new(size), LocationRef::default());
        let map = self.measures.charmap();
        let advance = |c: char| metrics.advance_width(map.map(c)?);
        text.chars().filter_map(advance).sum()
    }

    /// The text with a box for every sign that the font does not have, and whether there is one.
    fn drawable(&self, text: &str) -> (String, bool) {
        let mut boxes = false;
        let mut drawn = |c: char| match c {
            c if c.is_whitespace() => Some(' '),
            // What joins or turns signs has no picture of its own.
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
            '\u{FE00}'..='\u{FE0F}' => None,
            c if c.is_control() => None,
            c if self.has(c) => Some(c),
            _ => {
                boxes = true;
                Some(BOX)
            }
        };
        let text = text.chars().filter_map(&mut drawn).collect();
        (text, boxes)
    }

    /// The text in lines of at most this width. A word that is wider is cut.
    fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(&longer, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                line.push(c);
                if self.width(&line, size) > width {
                    let cut = line.pop();
                    lines.push(std::mem::take(&mut line));
                    line.extend(cut);
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// How a block is set: which face, its size, its line, the room above it.
struct Style {
    bold: bool,
    size: f32,
    line: f32,
    above: f32,
}

const TITLE: Style = Style {
    bold: true,
    size: 22.0,
    line: 28.0,
    above: 0.0,
};
const HEADING: Style = Style {
    bold: true,
    size: 14.5,
    line: 20.0,
    above: 18.0,
};
const TEXT: Style = Style {
    bold: false,
    size: 12.0,
    line: 17.5,
    above: 6.0,
};

/// One line, where it stands: the page, its place, and the block that it belongs to.
struct Line {
    page: usize,
    y: f32,
    indent: f32,
    bullet: bool,
    text: String,
    block: usize,
    point: usize,
}

/// Lays a text out.
pub(super) fn paper(title: &str, language: &str, blocks: &[Block]) -> Result<Paper, NoPaper> {
    let regular = Face::of(REGULAR).ok_or(NoPaper)?;
    let bold = Face::of(BOLD).ok_or(NoPaper)?;
    let (lines, boxes) = set(blocks, &regular, &bold);
    let settings = SerializeSettings {
        configuration: Configuration::new_with_validator(Validator::UA1),
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let metadata = Metadata::new().title(title.to_owned());
    document.set_metadata(metadata.language(language.to_owned()));
    let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(NoPaper)?;
    let mut drawn = Vec::new();
    let pages = lines.iter().map(|line| line.page).max().unwrap_or(0);
    for page in 0..=pages {
        let mut sheet = document.start_page_with(size.clone());
        let mut surface = sheet.surface();
        surface.set_fill(Some(Fill {
            paint: rgb::Color::new(0x1B, 0x2A, 0x2F).into(),
            ..Fill::default()
        }));
        for line in lines.iter().filter(|line| line.page == page) {
            let style = style(&blocks[line.block]);
            let face = if style.bold { &bold } else { &regular };
            let at = |indent: f32| Point::from_xy(MARGIN + indent, line.y);
            let bullet = line
                .bullet
                .then(|| draw(&mut surface, &regular, style.size, at(0.0), "•"));
            let text = draw(&mut surface, face, style.size, at(line.indent), &line.text);
            drawn.push((line.block, line.point, bullet, text));
        }
        surface.finish();
        sheet.finish();
    }
    document.set_outline(outline(blocks, &lines));
    document.set_tag_tree(tags(blocks, drawn, language));
    let bytes = document.finish().map_err(|_| NoPaper)?;
    Ok(Paper { bytes, boxes })
}

fn style(block: &Block) -> &'static Style {
    match block {
        Block::Title(_) => &TITLE,
        Block::Heading(_) => &HEADING,
        Block::Text(_) | Block::Points(_) => &TEXT,
    }
}

/// Where every line stands. A heading never stands alone at the end of a page.
fn set(blocks: &[Block], regular: &Face, bold: &Face) -> (Vec<Line>, bool) {
    let (mut lines, mut boxes) = (Vec::new(), false);
    let (mut page, mut y) = (0, MARGIN);
    for (block, it) in blocks.iter().enumerate() {
        let style = style(it);
        let face = if style.bold { bold } else { regular };
        let indent = if matches!(it, Block::Points(_)) {
            BULLET
        } else {
            0.0
        };
        let points = match it {
            Block::Title(text) | Block::Heading(text) | Block::Text(text) => vec![text],
            Block::Points(points) => points.iter().collect(),
        };
        let needs = match it {
            Block::Title(_) | Block::Heading(_) => style.line + TEXT.above + 2.0 * TEXT.line,
            Block::Text(_) | Block::Points(_) => style.line,
        };
        y += style.above;
        if y + needs > HEIGHT - MARGIN {
            page += 1;
            y = MARGIN;
        }
        for (point, text) in points.into_iter().enumerate() {
            let (text, missing) = face.drawable(text);
            boxes |= missing;
            let of_it = face.lines(&text, style.size, WIDTH - 2.0 * MARGIN - indent);
            for (place, text) in of_it.into_iter().enumerate() {
                if y + style.line > HEIGHT - MARGIN {
                    page += 1;
                    y = MARGIN;
                }
                y += style.line;
                let bullet = indent > 0.0 && place == 0;
                lines.push(Line {
                    page,
                    y,
                    indent,
                    bullet,
                    text,
                    block,
                    point,
                });
            }
        }
    }
    (lines, boxes)
}

/// Draws a text so that the tree of tags can name it.
fn draw(surface: &mut Surface, face: &Face, size: f32, at: Point, text: &str) -> Node {
    let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
    let font = face.font.clone();
    surface.draw_text(at, font, size, text, false, TextDirection::Auto);
    surface.end_tagged();
    id.into()
}

/// The headings, for finding one's way.
fn outline(blocks: &[Block], lines: &[Line]) -> Outline {
    let mut outline = Outline::new();
    for (place, block) in blocks.iter().enumerate() {
        let (Block::Title(text) | Block::Heading(text)) = block else {
            continue;
        };
        if let Some(line) = lines.iter().find(|line| line.block == place) {
            let above = Point::from_xy(MARGIN, line.y - style(block).line);
            let there = XyzDestination::new(line.page, above);
            outline.push_child(OutlineNode::new(text.clone(), there));
        }
    }
    outline
}

/// A line that was drawn: its block, its point in it, its bullet, its text.
type Drawn = (usize, usize, Option<Node>, Node);

/// The order in which it is read, with what each piece is.
fn tags(blocks: &[Block], drawn: Vec<Drawn>, language: &str) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    let mut drawn = drawn.into_iter().peekable();
    for (place, block) in blocks.iter().enumerate() {
        let mut of_block = Vec::new();
        while let Some(line) = drawn.next_if(|line| line.0 == place) {
            of_block.push(line);
        }
        match block {
            Block::Title(text) => tree.push(heading(NonZeroU16::MIN, text, of_block)),
            Block::Heading(text) => {
                let second = NonZeroU16::MIN.saturating_add(1);
                tree.push(heading(second, text, of_block));
            }
            Block::Text(_) => tree.push(group(Tag::P, of_block)),
            Block::Points(_) => tree.push(list(of_block)),
        }
    }
    tree
}

fn heading(level: NonZeroU16, text: &str, lines: Vec<Drawn>) -> TagGroup {
    group(Tag::Hn(level, Some(text.to_owned())), lines)
}

fn group(tag: impl Into<TagKind>, lines: Vec<Drawn>) -> TagGroup {
    let nodes = lines.into_iter().map(|(.., text)| text).collect();
    TagGroup::with_children(tag, nodes)
}

fn list(lines: Vec<Drawn>) -> TagGroup {
    let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
    let mut lines = lines.into_iter().peekable();
    while let Some((_, point, bullet, first)) = lines.next() {
        let mut item = TagGroup::new(Tag::LI);
        let mut body = TagGroup::with_children(Tag::LBody, vec![first]);
        while let Some((.., text)) = lines.next_if(|line| line.1 == point) {
            body.push(text);
        }
        if let Some(bullet) = bullet {
            item.push(TagGroup::with_children(Tag::Lbl, vec![bullet]));
        }
        item.push(body);
        list.push(item);
    }
    list
}
