//! How an item wishes to look. It decides nothing about what is asked.

/// How an item wishes to look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Look {
    /// The kind of control (`itemControl`).
    pub control: Control,
    /// Whether options stand beside or below each other.
    pub orientation: Orientation,
    /// A shorter text, for lists (SDC `shortText`).
    pub short_text: Option<String>,
    /// What an answer looks like, as a hint (`entryFormat`).
    pub entry_format: Option<String>,
    /// The unit that stands behind a number.
    pub unit: Option<String>,
    /// The words for "something else" (SDC `openLabel`).
    pub open_label: Option<String>,
    /// A slider's steps and ends.
    pub slider: Slider,
    /// What a text to read is.
    pub note: NoteKind,
}

/// The kind of control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Control {
    /// What the app thinks best.
    #[default]
    Usual,
    /// A list of which one sees only what is chosen.
    DropDown,
    /// Rows, one below the other.
    Rows,
    /// A line on which one moves a knob.
    Slider,
    /// A group that is one page.
    Page,
    /// A group whose questions have the same options.
    Grid,
    /// A heading of the whole form.
    Header,
    /// A foot of the whole form.
    Footer,
}

/// Whether options stand beside or below each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Below each other.
    #[default]
    Below,
    /// Beside each other, where there is room.
    Beside,
}

/// A slider's steps and the words at its ends.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slider {
    /// How far one step goes; none: 1.
    pub step: Option<u32>,
    /// The words at the lower end.
    pub lower: Option<String>,
    /// The words at the upper end.
    pub upper: Option<String>,
}

/// What a text to read is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoteKind {
    /// A text.
    #[default]
    Plain,
    /// The heading of a group.
    Heading,
    /// How to answer.
    Instructions,
    /// Help that may be opened.
    Help,
    /// What happens with the answers.
    Privacy,
}

/// A text to read on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// In plain words.
    pub text: String,
    /// As Markdown, where the form has it so.
    pub markdown: Option<String>,
}
