//! Why a form is not shown, and what of it is.

/// Why a form is not shown. The person reads "Please ask your team about this form"; this is for the
/// team.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not a Questionnaire in the shape that FHIR R4 gives it.
    #[error("this is not a FHIR R4 Questionnaire: {0}")]
    NotAQuestionnaire(String),
    /// It holds something that the app cannot do rightly.
    #[error("item {link_id}: {what} is not supported")]
    Unsupported {
        /// The item, or empty for the form as a whole.
        link_id: String,
        /// What it holds.
        what: String,
    },
    /// It contradicts itself.
    #[error("item {link_id}: {what}")]
    Contradicts {
        /// The item.
        link_id: String,
        /// In what.
        what: String,
    },
}

impl Refused {
    /// The item, or empty for the form as a whole.
    pub fn link_id(&self) -> &str {
        match self {
            Refused::NotAQuestionnaire(_) => "",
            Refused::Unsupported { link_id, .. } | Refused::Contradicts { link_id, .. } => link_id,
        }
    }
}

/// Something of a form that the app passes over, because it changes neither what is asked nor what an
/// answer means. For those who write forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The item, or empty for the form as a whole.
    pub link_id: String,
    /// What is passed over.
    pub what: String,
}
