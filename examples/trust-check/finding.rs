//! What was found.

use std::collections::BTreeMap;

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The trust's file.
    File,
    /// Numbers and hours in it.
    HelpNow,
    /// What the server says of itself, and what it gives to anybody.
    Server,
    /// What it gives to a person.
    Person,
    /// What it gives to a carer.
    Carer,
}

impl Part {
    /// Each, in the order in which it is told, with its name in JSON and its heading.
    pub const ALL: [(Part, &'static str, &'static str); 5] = [
        (Part::File, "file", "The file"),
        (Part::HelpNow, "help-now", "Help now"),
        (Part::Server, "server", "The server"),
        (Part::Person, "person", "Signed in as a person"),
        (Part::Carer, "carer", "Signed in as a carer"),
    ];
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Well,
    /// Not fit for people.
    Wrong,
    /// It can be meant so; somebody should look.
    Look,
    /// Nobody knows.
    NotChecked,
}

/// One finding.
#[derive(Debug)]
pub struct Finding {
    /// What it is about.
    pub part: Part,
    /// Which check, by a name that stays.
    pub check: &'static str,
    /// How it stands.
    pub state: State,
    /// Where: a place in the file, or types of resources.
    pub place: String,
    /// What was found.
    pub what: String,
    /// What to do about it.
    pub todo: String,
}

/// Something that the app will not do at this trust.
#[derive(Debug)]
pub struct Off {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// All that was found.
#[derive(Debug, Default)]
pub struct Report {
    /// One by one.
    pub findings: Vec<Finding>,
    /// What is off.
    pub off: Vec<Off>,
    /// How things will be sent, by type.
    pub sending: BTreeMap<&'static str, &'static str>,
}

impl Report {
    /// It is as it should be.
    pub fn well(&mut self, part: Part, check: &'static str, what: impl Into<String>) {
        self.add(part, check, State::Well, "", what, "");
    }

    /// It is wrong.
    pub fn wrong(
        &mut self,
        part: Part,
        check: &'static str,
        place: &str,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) {
        self.add(part, check, State::Wrong, place, what, todo);
    }

    /// Somebody should look.
    pub fn look(
        &mut self,
        part: Part,
        check: &'static str,
        place: &str,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) {
        self.add(part, check, State::Look, place, what, todo);
    }

    /// It was not tried; `how` it can be.
    pub fn not_checked(&mut self, part: Part, check: &'static str, how: impl Into<String>) {
        self.add(part, check, State::NotChecked, "", how, "");
    }

    /// Something will be off.
    pub fn off(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.off.push(Off {
            what: what.into(),
            why: why.into(),
        });
    }

    /// Whether nothing is wrong.
    pub fn is_well(&self) -> bool {
        self.count(State::Wrong) == 0
    }

    /// How many findings stand so.
    pub fn count(&self, state: State) -> usize {
        self.findings.iter().filter(|it| it.state == state).count()
    }

    fn add(
        &mut self,
        part: Part,
        check: &'static str,
        state: State,
        place: &str,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) {
        self.findings.push(Finding {
            part,
            check,
            state,
            place: place.to_owned(),
            what: what.into(),
            todo: todo.into(),
        });
    }
}
