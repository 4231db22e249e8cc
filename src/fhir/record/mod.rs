//! The person's record, put together from all resources.

use super::Envelope;
use crate::care;
use jiff::civil::Date;

/// How a record is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Id of the Patient.
    pub patient: &'a str,
    /// Base of our codes at this trust.
    pub codes_base: &'a str,
    /// Today, in the trust's own time.
    pub today: Date,
    /// The trust's word for the named worker.
    pub role_label: &'a str,
    /// Whether the trust releases the care cluster at all.
    pub release_cluster: bool,
}

/// Reads everything that the screens show. `news` stays empty: it comes from comparing two records.
pub fn read_record(resources: &[Envelope], how: &Reading) -> care::Record {
    let _ = (resources, how);
    care::Record::default()
}
