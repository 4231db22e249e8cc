//! Where the trust's file comes from: an address, or a file on this machine.

use super::Problem;
use pathway_companion::app::TrustSource;
use pathway_companion::trust::TrustFile;

/// Reads what `--trust` names. A file is checked at once, so that a mistake in it is told on the
/// terminal with its place.
#[cfg_attr(
    feature = "mobile",
    allow(dead_code, reason = "phones carry their trust's file with them")
)]
pub fn source(text: &str) -> Result<TrustSource, Problem> {
    if text.starts_with("http://") || text.starts_with("https://") {
        return Ok(TrustSource::Address(text.parse()?));
    }
    let file = std::fs::read_to_string(text).map_err(|problem| format!("{text}: {problem}"))?;
    TrustFile::read(&file).map_err(|problem| format!("{text}: {problem}"))?;
    Ok(TrustSource::Text(file))
}
