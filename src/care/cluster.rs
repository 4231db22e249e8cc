//! The care cluster: a name that staff use to plan care.
//!
//! Facts: 21 numbered clusters and `00` (variance); `09` is not used; codes have two characters
//! (NHS Data Dictionary, ADULT MENTAL HEALTH CARE CLUSTER CODE). Groups: non-psychotic 1 to 8,
//! psychotic 10 to 17, organic 18 to 21 (PMC6946607, table 1). A cluster is optional everywhere:
//! NHS England is replacing the scheme.

use serde::{Deserialize, Serialize};

/// What may be shown of the cluster.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cluster {
    /// None was released. It may be held back or not decided: the app never says "nothing recorded".
    #[default]
    NotShown,
    /// A released cluster that the app has words for.
    Known(ClusterCode),
    /// A released value that the app has no words for, `09` included.
    Unknown,
}

/// A cluster code that is in use: `00` to `08` and `10` to `21`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClusterCode(u8);

/// The three groups that seed 000 explains, and the variance cluster that is in none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Clusters 1 to 8.
    NonPsychotic,
    /// Clusters 10 to 17.
    Psychotic,
    /// Clusters 18 to 21.
    Organic,
    /// Cluster 0: a plan made just for this person.
    Variance,
}

impl ClusterCode {
    /// Reads `4`, `04` or `21`. Anything that is not a code in use gives `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > 2 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: u8 = text.parse().ok()?;
        (number <= 21 && number != 9).then_some(Self(number))
    }

    /// The group it belongs to.
    pub fn group(self) -> Group {
        match self.0 {
            0 => Group::Variance,
            1..=8 => Group::NonPsychotic,
            10..=17 => Group::Psychotic,
            _ => Group::Organic,
        }
    }

    /// Whether its official name may be opened by the person. Off for 8 and 17: those names wound
    /// (`domain/01`, display rule 2), and the worker tells them in person.
    pub fn official_name_may_open(self) -> bool {
        !matches!(self.0, 8 | 17)
    }

    /// Whether prompts rest for people in it: 14 and 15, a crisis or a hospital stay.
    pub fn is_quiet(self) -> bool {
        matches!(self.0, 14 | 15)
    }
}

impl std::fmt::Display for ClusterCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl TryFrom<String> for ClusterCode {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a care cluster code in use")
    }
}

impl From<ClusterCode> for String {
    fn from(code: ClusterCode) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_with_and_without_the_leading_zero_and_09_is_no_code() {
        assert_eq!(ClusterCode::parse("4"), ClusterCode::parse("04"));
        assert_eq!(
            ClusterCode::parse("04").map(|c| c.to_string()).as_deref(),
            Some("04")
        );
        for bad in ["9", "09", "22", "", "004", "-1", "4a", "٤"] {
            assert_eq!(ClusterCode::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_code_has_its_group() {
        let group = |n: &str| ClusterCode::parse(n).map(ClusterCode::group);
        assert_eq!(group("0"), Some(Group::Variance));
        assert_eq!(group("8"), Some(Group::NonPsychotic));
        assert_eq!(group("10"), Some(Group::Psychotic));
        assert_eq!(group("17"), Some(Group::Psychotic));
        assert_eq!(group("18"), Some(Group::Organic));
        assert_eq!(group("21"), Some(Group::Organic));
    }
}
