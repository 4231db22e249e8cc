//! placeholder
use super::SandboxError; use super::store::Tables; use jiff::civil::Date;
pub(super) fn first_start(_t: &Tables, _d: Date) -> Result<(), SandboxError> { Ok(()) }
