//! A driver's heartbeat that nobody hears: no screen, no form asked for, no picture of the record.

use pathway_companion::fhir::Envelope;
use pathway_companion::sync::{Heartbeat, Report};

pub struct Silent;

impl Heartbeat for Silent {
    fn report(&self, _: Report) {}
    fn changed(&self) {}
    fn forms_asked(&self, _: &[Envelope]) -> Vec<String> {
        Vec::new()
    }
    fn view_of(&self, _: &[Envelope]) -> (u32, String) {
        (1, "{}".to_owned())
    }
}
