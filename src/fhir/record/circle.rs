//! The circle: RelatedPersons whom the trust has linked, with the Consents about each.
//!
//! A RelatedPerson whose link is over, not in use, or to somebody else is not in it. Everybody else is,
//! with nothing shared until a Consent says so. A Consent about nobody in the circle gives nothing here.

use super::shelf::Shelf;
use crate::care::{Carer, InCircle, MOST_OVER, Sharing};

/// Everybody in the circle, by name.
pub(super) fn circle(shelf: &Shelf) -> Vec<InCircle> {
    let how = shelf.how;
    let carers = shelf.relatives.values();
    let carers = carers.filter_map(|it| it.carer(how.patient, how.today));
    let mut all: Vec<InCircle> = carers.map(|carer| of_carer(shelf, carer)).collect();
    all.sort_by(|one, other| {
        (&one.carer.name, &one.carer.id).cmp(&(&other.carer.name, &other.carer.id))
    });
    all
}

fn of_carer(shelf: &Shelf, carer: Carer) -> InCircle {
    let mut sharings: Vec<Sharing> = Vec::new();
    let mut strange = 0;
    for consent in &shelf.consents {
        match consent.sharing(shelf.how.patient) {
            Some(sharing) if sharing.carer == carer.id => sharings.push(sharing),
            Some(_) => {}
            None if consent.names(&carer.id) => strange += 1,
            None => {}
        }
    }
    sharings.sort_by(|one, other| (other.said, &other.id).cmp(&(one.said, &one.id)));
    let mut over = 0;
    sharings.retain(|it| {
        over += usize::from(!it.stands);
        it.stands || over <= MOST_OVER
    });
    InCircle {
        carer,
        sharings,
        strange,
        last_word: None,
    }
}
