//! The two kinds of element: [`One`] and [`Many`]. Both survive a wrong type and give it back.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// An element that stands at most once.
#[derive(Clone, PartialEq, Default)]
pub enum One<T> {
    /// It is not there.
    #[default]
    Absent,
    /// It is there and was understood.
    Read(T),
    /// It is there in a shape that FHIR does not give it; kept as it came.
    Odd(Value),
}

impl<T> One<T> {
    /// The element, where it was understood.
    pub fn get(&self) -> Option<&T> {
        match self {
            One::Read(value) => Some(value),
            One::Absent | One::Odd(_) => None,
        }
    }

    /// Whether nothing stands there, so that nothing is written.
    pub fn is_absent(&self) -> bool {
        matches!(self, One::Absent)
    }
}

impl One<String> {
    /// The text without white space around it; nothing where nothing but that is left.
    pub fn text(&self) -> Option<&str> {
        self.get().map(|t| t.trim()).filter(|t| !t.is_empty())
    }
}

impl<T> From<T> for One<T> {
    fn from(value: T) -> Self {
        One::Read(value)
    }
}

// A field goes through `Value` first: what the type does not take stays whole in `Odd`. It also keeps
// numbers as they were written, which serde's own buffer for `flatten` does not for typed numbers.
impl<'de, T: DeserializeOwned> Deserialize<'de> for One<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(match T::deserialize(&value) {
            Ok(read) => One::Read(read),
            Err(_) => One::Odd(value),
        })
    }
}

impl<T: Serialize> Serialize for One<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            One::Absent => serializer.serialize_none(),
            One::Read(value) => value.serialize(serializer),
            One::Odd(value) => value.serialize(serializer),
        }
    }
}

/// An element that may stand many times. An odd member costs that member only.
#[derive(Clone, PartialEq)]
pub struct Many<T>(One<Vec<One<T>>>);

impl<T> Many<T> {
    /// The members that were understood, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        let members = self.0.get().map(Vec::as_slice).unwrap_or_default();
        members.iter().filter_map(One::get)
    }

    /// The first member that was understood.
    pub fn first(&self) -> Option<&T> {
        self.iter().next()
    }

    /// Whether nothing stands there, so that nothing is written.
    pub fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Many(One::Absent)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        One::deserialize(deserializer).map(Many)
    }
}

impl<T: Serialize> Serialize for Many<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Declares FHIR structures: every element as [`One`] or [`Many`], and `extra` for what the app does
/// not know. They print nothing of what they hold, because `{:?}` may end in a log.
macro_rules! structures {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $kind:ty,)* })*) => { $(
        $(#[$about])*
        #[derive(Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(default, rename_all = "camelCase")]
        pub struct $name {
            $(
                $(#[$doc])*
                #[serde(skip_serializing_if = "crate::fhir::part::is_absent")]
                pub $field: $kind,
            )*
            /// Everything else, as it came.
            #[serde(flatten)]
            pub extra: serde_json::Map<String, serde_json::Value>,
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )* };
}
pub(crate) use structures;

/// What [`One`] and [`Many`] have in common, for [`structures`].
pub(crate) trait Element {
    /// Whether it is to be left out when written.
    fn left_out(&self) -> bool;
}

impl<T> Element for One<T> {
    fn left_out(&self) -> bool {
        self.is_absent()
    }
}

impl<T> Element for Many<T> {
    fn left_out(&self) -> bool {
        self.is_absent()
    }
}

/// Whether an element is to be left out when written.
pub(crate) fn is_absent(element: &impl Element) -> bool {
    element.left_out()
}

impl<T> std::fmt::Debug for One<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            One::Absent => "Absent",
            One::Read(_) => "Read(…)",
            One::Odd(_) => "Odd(…)",
        })
    }
}

impl<T> std::fmt::Debug for Many<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Many({})", self.iter().count())
    }
}
