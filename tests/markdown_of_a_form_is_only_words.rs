//! Whatever a form writes as Markdown, what comes out is words in a small tree: no tag, no address that
//! is not of the web, nothing that turns the line around, and no more of it than a screen can hold.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

use pathway_companion::forms::markdown::{Block, DEEPEST, Inline, LONGEST, MOST_NODES, read};
use proptest::prelude::*;
use std::time::{Duration, Instant};

#[derive(Default)]
struct Seen {
    words: String,
    nodes: usize,
    deepest: usize,
}

impl Seen {
    fn of(text: &str) -> Seen {
        let mut seen = Seen::default();
        seen.blocks(&read(text), 1);
        seen
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        self.deepest = self.deepest.max(depth);
        for block in blocks {
            self.nodes += 1;
            match block {
                Block::Paragraph(line) => self.line(line, depth),
                Block::List { entries, .. } => {
                    for entry in entries {
                        self.nodes += 1;
                        self.blocks(entry, depth + 1);
                    }
                }
            }
            self.words.push(' ');
        }
    }

    fn line(&mut self, line: &[Inline], depth: usize) {
        self.deepest = self.deepest.max(depth);
        for inline in line {
            self.nodes += 1;
            match inline {
                Inline::Text(text) => self.words.push_str(text),
                Inline::Emphasis(inside) | Inline::Strong(inside) => self.line(inside, depth + 1),
                Inline::Break => self.words.push(' '),
            }
        }
    }

    fn words(&self) -> Vec<&str> {
        self.words.split_whitespace().collect()
    }
}

fn is_bounded(text: &str) {
    let began = Instant::now();
    let seen = Seen::of(text);
    assert!(began.elapsed() < Duration::from_secs(1), "it took too long");
    // Entries and paragraphs that were begun below the bound may still end.
    assert!(
        seen.nodes <= MOST_NODES + 4 * DEEPEST,
        "{} nodes",
        seen.nodes
    );
    assert!(seen.deepest <= DEEPEST + 1, "{} deep", seen.deepest);
    let hidden =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    assert!(!seen.words.contains(hidden));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn anything_at_all_is_bounded(text in any::<String>()) {
        is_bounded(&text);
    }

    #[test]
    fn anything_that_looks_like_markdown_is_bounded(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "*", "**", "_", "[", "]", "(", ")", "<", ">", "\n", "\n\n", "- ", "1. ", "    ", "> ", "#", "`", "```",
                "!", "\\", "&lt;", "&#x202e;", "<b>", "</b>", "<script>", "</script>", "<!--", "-->", "javascript:",
                "https://a.example", "]: ", "word", " ", "\t", "\u{202e}", "\0",
            ]),
            0..200,
        )
    ) {
        is_bounded(&parts.concat());
    }

    #[test]
    fn plain_words_all_stay(words in prop::collection::vec("[a-zA-ZäöüÅéñ؀-ۿ]{1,12}[,.?]?", 1..60)) {
        let seen = Seen::of(&words.join(" "));
        let shown: String = words.join(" ");
        let expected: Vec<&str> = shown.split_whitespace().collect();
        prop_assert_eq!(seen.words(), expected);
    }

    #[test]
    fn words_in_every_shape_all_stay(
        lines in prop::collection::vec(
            (prop::sample::select(vec!["", "# ", "- ", "1. ", "> ", "  - ", "> - "]),
             prop::sample::select(vec!["", "*", "**", "`", "***"]),
             "[a-z]{1,8}"),
            1..40,
        )
    ) {
        let text: String = lines.iter().map(|(line, style, word)| format!("{line}{style}{word}{style}\n\n")).collect();
        let seen = Seen::of(&text);
        let expected: Vec<&str> = lines.iter().map(|(_, _, word)| word.as_str()).collect();
        prop_assert_eq!(seen.words(), expected);
    }
}

#[test]
fn what_was_made_to_be_slow_or_deep_is_bounded_and_keeps_its_words() {
    for (of, times) in [
        ("> ", 16_000),
        ("- ", 16_000),
        ("*a ", 10_000),
        ("**a", 10_000),
        ("_a ", 10_000),
        ("*a_ ", 8_000),
        ("[", 32_000),
        ("![", 16_000),
        ("](", 16_000),
        ("[a](", 8_000),
        ("`", 32_000),
        ("a`", 16_000),
        ("<", 32_000),
        ("<a ", 10_000),
        ("<!--", 8_000),
        ("<?", 16_000),
        ("&", 32_000),
        ("\\", 32_000),
        ("a\n\n", 10_000),
        ("a  \n", 8_000),
        ("*a* ", 8_000),
        ("1. a\n", 6_000),
        ("[a]: b\n", 4_500),
        ("    a\n", 5_000),
        ("- a\n  ", 5_000),
        ("<b>x</b>", 4_000),
        ("[a]", 10_000),
        ("<![CDATA[", 3_500),
    ] {
        is_bounded(&of.repeat(times));
    }
    let emphases = "*so* ".repeat(5_000);
    assert_eq!(
        Seen::of(&emphases).words().len(),
        5_000,
        "without their shape, but there"
    );
    let paragraphs = "so\n\n".repeat(8_000);
    assert_eq!(Seen::of(&paragraphs).words().len(), 8_000);
    let quotes = format!("{}deep", "> - ".repeat(200));
    assert_eq!(Seen::of(&quotes).words(), ["deep"]);
    let styles = format!("{}deep{}", "*a **b ".repeat(50), "** *".repeat(50));
    assert!(Seen::of(&styles).words.contains("deep"));
    is_bounded(&format!("# {styles}"));
    assert_eq!(
        Seen::of(&"x".repeat(LONGEST)).words.trim().len(),
        LONGEST,
        "the longest is whole"
    );
}

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn paragraph(line: Vec<Inline>) -> Block {
    Block::Paragraph(line)
}

#[test]
fn what_forms_write_keeps_its_shape() {
    assert_eq!(
        read("# How *you* are\n\nOver the **last 2 weeks**,\nhow often?  \nTake your time."),
        [
            paragraph(vec![Inline::Strong(vec![
                text("How "),
                Inline::Emphasis(vec![text("you")]),
                text(" are")
            ])]),
            paragraph(vec![
                text("Over the "),
                Inline::Strong(vec![text("last 2 weeks")]),
                text(", how often?"),
                Inline::Break,
                text("Take your time.")
            ]),
        ]
    );
    let entry = |words: &str| vec![paragraph(vec![text(words)])];
    assert_eq!(
        read("Bring:\n\n3. a list\n   - of tablets\n4. a friend"),
        [
            paragraph(vec![text("Bring:")]),
            Block::List {
                first: Some(3),
                entries: vec![
                    vec![
                        paragraph(vec![text("a list")]),
                        Block::List {
                            first: None,
                            entries: vec![entry("of tablets")]
                        }
                    ],
                    entry("a friend")
                ]
            }
        ]
    );
    assert_eq!(
        read("    one\n    two"),
        [paragraph(vec![text("one"), Inline::Break, text("two")])]
    );
    assert_eq!(read(" \n\n---\n"), []);
}

#[test]
fn a_link_is_its_words_and_an_address_of_the_web() {
    for (markdown, shown) in [
        (
            "[NHS 111](https://111.nhs.uk)",
            "NHS 111 (https://111.nhs.uk)",
        ),
        (
            "[NHS 111](HTTP://111.nhs.uk)",
            "NHS 111 (HTTP://111.nhs.uk)",
        ),
        ("<https://111.nhs.uk>", "https://111.nhs.uk"),
        ("[](https://111.nhs.uk)", "https://111.nhs.uk"),
        ("[press](javascript:alert(1))", "press"),
        (
            "[press](<java\nscript:alert(1)>)",
            "[press](<java script:alert(1)>)",
        ),
        ("[call](tel:111)", "call"),
        ("![a tree](https://elsewhere.example/t.png)", "a tree"),
        ("[a][1]\n\n[1]: data:text/html,x", "a"),
    ] {
        assert_eq!(read(markdown), [paragraph(vec![text(shown)])], "{markdown}");
    }
}

#[test]
fn of_html_the_words_stay_and_nothing_else() {
    for (markdown, shown) in [
        ("a <b onclick=x>bold</b> word", "a bold word"),
        ("<div><p>one</p>two 1 < 2</div>", "one two 1 < 2"),
        ("<!-- a > b --> seen", "seen"),
        ("less than < 5 and > 3, <3", "less than < 5 and > 3, <3"),
        ("<img src=x onerror=alert(1)>seen", "seen"),
        ("<div never ends", "<div never ends"),
        ("&lt;script&gt;", "<script>"),
    ] {
        assert_eq!(read(markdown), [paragraph(vec![text(shown)])], "{markdown}");
    }
    assert_eq!(
        read("a<br/>b"),
        [paragraph(vec![text("a"), Inline::Break, text("b")])]
    );
}

#[test]
fn what_cannot_be_seen_is_not_there() {
    let odd = "a\u{202E}b\u{2067}c\u{7}d\u{FEFF}e&#x202E;f&#8;g\u{85}";
    assert_eq!(read(odd), [paragraph(vec![text("abcdefg")])]);
    let urdu = "\u{200F}آپ\u{200C}کا";
    assert_eq!(read(urdu), [paragraph(vec![text(urdu)])]);
}

#[test]
fn too_long_a_text_is_cut_and_says_so() {
    let long = "ä".repeat(LONGEST);
    let Some(Block::Paragraph(line)) = read(&long).pop() else {
        panic!("words")
    };
    assert_eq!(line, [text("…")]);
}
