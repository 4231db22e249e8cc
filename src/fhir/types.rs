//! The data types that resources share, and what the app reads from them.

use super::part::structures;
use super::{Many, One, when};
use crate::forms;
use jiff::civil::Date;

structures! {
    /// A code with its system.
    Coding {
        /// The code system's address.
        system: One<String>,
        /// The code.
        code: One<String>,
        /// The words.
        display: One<String>,
        /// Extensions, the weight of an answer for one.
        extension: Many<Extension>,
    }
    /// One idea in several codes, and in words.
    CodeableConcept {
        /// The codes.
        coding: Many<Coding>,
        /// The words.
        text: One<String>,
    }
    /// An extension. Only the kinds of value that the app reads have a name here.
    Extension {
        /// What it means.
        url: One<String>,
        /// A coded value.
        value_coding: One<Coding>,
        /// A coded idea.
        value_codeable_concept: One<CodeableConcept>,
        /// A text.
        value_string: One<String>,
        /// A code.
        value_code: One<String>,
        /// An address of a definition.
        value_canonical: One<String>,
        /// A pointer.
        value_reference: One<Reference>,
        /// A number.
        value_decimal: One<serde_json::Number>,
        /// A whole number.
        value_integer: One<serde_json::Number>,
        /// Extensions inside.
        extension: Many<Extension>,
    }
    /// A measured number.
    Quantity {
        /// The number.
        value: One<serde_json::Number>,
        /// `<`, `>`, …: the number is not exact.
        comparator: One<String>,
    }
    /// A pointer to another resource.
    Reference {
        /// `Type/id`, or a whole address.
        reference: One<String>,
        /// A name to show.
        display: One<String>,
    }
    /// An identifier given by some system.
    Identifier {
        /// The system.
        system: One<String>,
        /// The value.
        value: One<String>,
    }
    /// From when until when.
    Period {
        /// From.
        start: One<String>,
        /// Until, that day included.
        end: One<String>,
    }
    /// A person's name.
    HumanName {
        /// What it is used for: `official`, `usual`, `nickname`, `old`, …
        r#use: One<String>,
        /// The name as one would write it.
        text: One<String>,
        /// Family name.
        family: One<String>,
        /// Given names.
        given: Many<String>,
        /// When it was in use.
        period: One<Period>,
    }
    /// A telephone number, an email address, …
    ContactPoint {
        /// `phone`, `email`, …
        system: One<String>,
        /// The number or address.
        value: One<String>,
        /// What it is used for; `old` is not used any more.
        r#use: One<String>,
        /// When it is in use.
        period: One<Period>,
    }
    /// A note.
    Annotation {
        /// Its words.
        text: One<String>,
        /// When it was written.
        time: One<String>,
        /// Who wrote it.
        author_reference: One<Reference>,
        /// Who wrote it, by name alone.
        author_string: One<String>,
        /// Extensions, what it is for one.
        extension: Many<Extension>,
    }
    /// What is known of the resource itself.
    Meta {
        /// Its version on the server.
        version_id: One<String>,
        /// When the server last changed it.
        last_updated: One<String>,
        /// Tags, the release to the patient for one.
        tag: Many<Coding>,
    }
}

impl Coding {
    /// Whether this is that code of that system.
    pub fn is(&self, system: &str, code: &str) -> bool {
        self.system.text() == Some(system) && self.code.text() == Some(code)
    }

    /// The same as forms know it.
    pub fn plain(&self) -> forms::Coding {
        forms::Coding {
            system: self.system.get().cloned(),
            code: self.code.get().cloned(),
            display: self.display.get().cloned(),
        }
    }
}

impl CodeableConcept {
    /// Its words: the text, else the first code that has words.
    pub fn words(&self) -> Option<String> {
        let display = || self.coding.iter().find_map(|c| c.display.text());
        self.text.text().or_else(display).map(str::to_owned)
    }

    /// Whether it holds that code of that system.
    pub fn has(&self, system: &str, code: &str) -> bool {
        self.coding.iter().any(|c| c.is(system, code))
    }

    /// The first code of that system.
    pub fn code_of(&self, system: &str) -> Option<&str> {
        self.coding
            .iter()
            .find(|c| c.system.text() == Some(system))
            .and_then(|c| c.code.text())
    }
}

impl Reference {
    /// The id, where it points at a resource of that type.
    pub fn id_of(&self, kind: &str) -> Option<&str> {
        id_in(self.reference.text()?, kind)
    }

    /// The name to show.
    pub fn name(&self) -> Option<String> {
        self.display.text().map(str::to_owned)
    }
}

/// The id in a reference, where it points at a resource of that type: `Patient/x`, a whole address
/// that ends so, or either with a version behind.
pub fn id_in<'a>(reference: &'a str, kind: &str) -> Option<&'a str> {
    let plain = reference.split("/_history/").next()?;
    let mut ends = plain.rsplit('/');
    let id = ends.next()?;
    (ends.next() == Some(kind) && is_id(id)).then_some(id)
}

/// Whether a text is an id as FHIR allows it: 1 to 64 letters, digits, `-` and `.`.
pub fn is_id(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
    (1..=64).contains(&text.len()) && text.bytes().all(allowed)
}

impl Period {
    /// The first day.
    pub fn first(&self) -> Option<Date> {
        when::first_day(self.start.text()?)
    }

    /// The last day.
    pub fn last(&self) -> Option<Date> {
        when::last_day(self.end.text()?)
    }

    /// Whether it was over before that day.
    pub fn over(&self, today: Date) -> bool {
        self.last().is_some_and(|last| last < today)
    }
}

/// The extension of that address.
pub fn extension<'a>(all: &'a Many<Extension>, url: &str) -> Option<&'a Extension> {
    all.iter().find(|e| e.url.text() == Some(url))
}

/// The name that is in use today: the one meant for official papers first, never an old one.
pub fn name_of(names: &Many<HumanName>, today: Option<Date>) -> Option<String> {
    let over = |n: &HumanName| today.is_some_and(|t| n.period.get().is_some_and(|p| p.over(t)));
    let rank = |n: &HumanName| match n.r#use.text() {
        Some("official") => 0,
        Some("usual") | None => 1,
        Some("nickname") => 3,
        Some("old" | "maiden") => 9,
        Some(_) => 2,
    };
    names
        .iter()
        .filter(|n| rank(n) < 9 && !over(n))
        .filter_map(|n| Some((rank(n), n.whole()?)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, name)| name)
}

impl HumanName {
    /// The name as one would write it.
    pub fn whole(&self) -> Option<String> {
        if let Some(text) = self.text.text() {
            return Some(text.to_owned());
        }
        let given = self.given.iter().map(String::as_str);
        let parts = given.chain(self.family.text()).map(str::trim);
        let name = parts
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        (!name.is_empty()).then_some(name)
    }
}

/// The first telephone number or email address that is in use.
pub fn contact(all: &Many<ContactPoint>, system: &str, today: Date) -> Option<String> {
    all.iter()
        .filter(|c| c.system.text() == Some(system) && c.r#use.text() != Some("old"))
        .filter(|c| !c.period.get().is_some_and(|p| p.over(today)))
        .find_map(|c| c.value.text())
        .map(str::to_owned)
}
