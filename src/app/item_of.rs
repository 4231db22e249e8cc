//! What goes into the outbox for a parcel.

use crate::sync::Parcel;
use crate::vault::NewItem;
use jiff::Zoned;

/// A new item of the outbox, of which nothing has been sent yet. `id` is the UUIDv7 by which the server knows it again, `at` when
/// the person said it. Nothing where the parcel cannot be written as JSON.
pub(super) fn item_of(
    id: &str,
    kind: &'static str,
    parcel: &Parcel,
    at: &Zoned,
) -> Option<NewItem> {
    Some(NewItem {
        id: id.to_owned(),
        kind,
        body: serde_json::to_string(parcel).ok()?,
        progress: serde_json::to_string(&parcel.progress()).ok()?,
        answered: at.timestamp(),
        ..NewItem::default()
    })
}
