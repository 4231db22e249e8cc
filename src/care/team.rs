//! Who helps: the care coordinator or key worker, the others, and partner organisations.

use serde::{Deserialize, Serialize};

/// Everybody who helps.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Team {
    /// The named worker.
    pub coordinator: Coordinator,
    /// The other people of the team, the coordinator left out.
    pub members: Vec<Member>,
    /// Organisations that help: the trust, partners, the council.
    pub partners: Vec<Partner>,
    /// The team's own telephone number.
    pub phone: Option<String>,
}

/// The named worker. The label ("care coordinator", "key worker") is the trust's (`role_label`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coordinator {
    /// This person.
    Named(Member),
    /// There was one, who no longer is; a new one is not named yet.
    Left {
        /// The name of the one who left.
        name: String,
    },
    /// The record names nobody.
    #[default]
    Nobody,
}

/// A person who helps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Id of the Practitioner, or empty when only a name was given.
    pub id: String,
    /// Name.
    pub name: String,
    /// What they do, in the trust's words.
    pub role: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Email.
    pub email: Option<String>,
}

/// An organisation that helps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partner {
    /// Id of the Organization.
    pub id: String,
    /// Name.
    pub name: String,
    /// What kind it is.
    pub kind: PartnerKind,
    /// What it does for the person, in the trust's words.
    pub role: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

/// The kinds of organisation (CONTRACT §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartnerKind {
    /// The NHS trust.
    Trust,
    /// A local partner, often a charity.
    Partner,
    /// The council: social care.
    Council,
    /// The record does not say.
    Other,
}
