//! The sets of options at hand: those inside the form, then those fetched from the trust.

use crate::fhir::value_set::{self, ValueSets};
use serde_json::Value;

/// The sets of options at hand.
pub(in crate::fhir) struct Sets<'a> {
    inside: Vec<&'a Value>,
    fetched: &'a ValueSets,
}

impl<'a> Sets<'a> {
    pub(in crate::fhir) fn of(form: &'a Value, fetched: &'a ValueSets) -> Self {
        let contained = form.get("contained").and_then(Value::as_array);
        let sets = contained.into_iter().flatten();
        Sets {
            inside: sets
                .filter(|r| r.get("resourceType").and_then(Value::as_str) == Some("ValueSet"))
                .collect(),
            fetched,
        }
    }

    /// The codings in the set of that address (`#id`, or canonical), in its order. None when the set is
    /// not at hand or does not say itself what is in it.
    pub(in crate::fhir) fn concepts(&self, address: &str) -> Option<Vec<Value>> {
        let mut sets = self.inside.iter().copied();
        let inside = sets.find(|set| value_set::is_at(set, address));
        let set = inside.or_else(|| self.fetched.get(address).map(AsRef::as_ref));
        let concepts = match set {
            Some(set) => value_set::concepts(set, self.fetched)?,
            None => value_set::well_known(address)?,
        };
        Some(concepts.into_iter().map(|c| c.coding).collect())
    }
}
