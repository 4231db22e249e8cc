//! Attachments: their kind and their size.

use super::form::Asked;
use super::walk::Judge;
use super::{count, extensions, text, value_of};
use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;

const MIME_TYPE: &str = "http://hl7.org/fhir/StructureDefinition/mimeType";
const MAX_SIZE: &str = "http://hl7.org/fhir/StructureDefinition/maxSize";

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    // Some writers leave other bits behind in the last letter; the bytes are the same.
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireCanonical),
);

/// Checks a file.
pub(super) fn check(judge: &mut Judge, asked: &Asked, file: &Value) {
    let link_id = asked.link_id;
    let kind = text(file, "contentType");
    let data = text(file, "data");
    if data.is_some() && kind.is_none() {
        let message = "an attachment with data says of what kind it is (att-1)";
        judge.report.error(link_id, message);
    }
    check_kind(judge, asked, kind);
    let stated = file.get("size").and_then(Value::as_u64);
    let held = data.map(|data| {
        let letters: Vec<u8> = data.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
        BASE64.decode(letters).map(|bytes| bytes.len() as u64)
    });
    let held = match held {
        Some(Err(_)) => {
            judge
                .report
                .error(link_id, "the data of the attachment is not base64");
            return;
        }
        Some(Ok(held)) => Some(held),
        None => None,
    };
    if let (Some(stated), Some(held)) = (stated, held)
        && stated != held
    {
        let message = format!("the stated size {stated} is not the size of the data, {held}");
        judge.report.error(link_id, message);
    }
    if let Some(most) = count(asked.value, MAX_SIZE)
        && let Some(size) = held.or(stated).filter(|size| *size > most)
    {
        let message = format!("the attachment is too large (maxSize {most}, found {size})");
        judge.report.error(link_id, message);
    }
}

fn check_kind(judge: &mut Judge, asked: &Asked, kind: Option<&str>) {
    let allowed: Vec<&str> = extensions(asked.value, MIME_TYPE)
        .filter_map(|e| value_of(e)?.1.as_str())
        .collect();
    if allowed.is_empty() {
        return;
    }
    let Some(kind) = kind else {
        let message = "the attachment does not say of what kind it is (mimeType)";
        judge.report.error(asked.link_id, message);
        return;
    };
    let kind = kind.to_ascii_lowercase();
    let fits = |allowed: &&str| {
        let allowed = allowed.to_ascii_lowercase();
        kind.starts_with(allowed.strip_suffix('*').unwrap_or(&allowed))
    };
    if !allowed.iter().any(fits) {
        let message = format!(
            "the kind of the file (mimeType) is not allowed: {}",
            allowed.join(", ")
        );
        judge.report.error(asked.link_id, message);
    }
}
