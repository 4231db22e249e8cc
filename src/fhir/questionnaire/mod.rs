//! Questionnaire: read whole, or refused.
//!
//! Other resources are read leniently. A form is not: an item that is left out, or asked when it
//! should not be, makes people say what they did not mean. So whatever decides what is asked must be
//! understood, and a form that holds something else is refused with the place and the reason
//! (`domain/03`, "render-critical rule"). What only decorates (styles, widths) is passed over, and what
//! would help and cannot be done is named for those who write forms.
//!
//! Reading goes through the whole form and gathers everything there is to say
//! ([`describe_questionnaire`]); the app takes the form only when nothing was refused
//! ([`read_questionnaire`]).

/// The address of an extension of FHIR's core: put together once, when the app is built.
macro_rules! core_url {
    ($name:literal) => {
        concat!("http://hl7.org/fhir/StructureDefinition/", $name)
    };
}

/// The address of an extension of SDC.
macro_rules! sdc_url {
    ($name:literal) => {
        concat!(
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-",
            $name
        )
    };
}

mod critical;
mod formulas;
mod item;
mod limits;
mod look;
mod options;
mod pinned;
mod raw;
pub(super) mod sets;
mod translation;
pub(crate) mod value;

pub use pinned::{same_form, self_contained, set_as_asked, sets_named};

use super::types::Coding;
use super::value_set::ValueSets;
use crate::forms::{self, Entry, LeftOut, MOST_ITEMS, Questionnaire, Refused};
use formulas::Scope;
use item::Reader;
use options::Lists;
use raw::{Findings, Raw};
use serde::Deserialize;
use serde_json::Value;
use sets::Sets;
use std::sync::Arc;
use translation::Language;

/// What a form needs beside itself to be read.
#[derive(Debug, Clone, Default)]
pub struct FormReading {
    /// The language that the person reads, as a BCP 47 tag.
    pub language: Option<String>,
    /// Sets of options that the form names.
    pub value_sets: ValueSets,
}

/// A form as far as it could be read, and all that is to say of it.
#[derive(Debug, Clone)]
pub struct Description {
    /// The form. Where something was refused it is not to be shown.
    pub form: Questionnaire,
    /// Why it cannot be shown rightly; empty: it can.
    pub refused: Vec<Refused>,
    /// What is passed over.
    pub left_out: Vec<LeftOut>,
}

/// Reads a form in its own language, with the sets of options that are inside it, or says why it
/// cannot be shown rightly.
pub fn read_questionnaire(raw: &str) -> Result<Questionnaire, Refused> {
    read_questionnaire_with(raw, &FormReading::default())
}

/// Reads a form, or says why it cannot be shown rightly.
pub fn read_questionnaire_with(raw: &str, reading: &FormReading) -> Result<Questionnaire, Refused> {
    let description = describe_questionnaire(raw, reading)?;
    match description.refused.into_iter().next() {
        Some(refused) => Err(refused),
        None => Ok(description.form),
    }
}

/// Reads a form to its end and gathers everything there is to say of it. Only what is no
/// Questionnaire at all is an error.
pub fn describe_questionnaire(raw: &str, reading: &FormReading) -> Result<Description, Refused> {
    let value: Value = serde_json::from_str(raw)
        .map_err(|_| not_one("it is not JSON, or it is nested too deeply"))?;
    describe_json(value, reading)
}

/// The same of a form that was parsed already, by a parser that bounds its depth.
pub fn describe_json(value: Value, reading: &FormReading) -> Result<Description, Refused> {
    if value.get("resourceType").and_then(Value::as_str) != Some("Questionnaire") {
        return Err(not_one("it is something else"));
    }
    let whole = Raw::of(&value, "");
    let mut findings = Findings::default();
    critical::check_form(whole, &mut findings);
    let mut scope = Scope::default();
    let variables = formulas::variables(whole, &mut scope, &mut findings);
    let language = Language::choose(&value, reading.language.as_deref());
    let constraints = formulas::constraints(whole, &scope, &language, &mut findings);
    let mut reader = Reader {
        sets: Sets::of(&value, &reading.value_sets),
        language,
        findings,
        left: MOST_ITEMS,
        lists: Lists::default(),
    };
    let items = reader.items(&value, "", 1, &scope);
    let Reader {
        language,
        mut findings,
        ..
    } = reader;
    let text = |name: &str| {
        let text = value.get(name).and_then(Value::as_str).map(str::trim);
        text.filter(|t| !t.is_empty()).map(str::to_owned)
    };
    let mut form = Questionnaire {
        url: text("url")
            .or_else(|| relative_address(&value))
            .unwrap_or_default(),
        version: text("version"),
        title: language
            .of(&value, "title")
            .or_else(|| text("title"))
            .or_else(|| text("name")),
        purpose: text("purpose"),
        language: language
            .tag()
            .map(str::to_owned)
            .or_else(|| text("language")),
        copyright: text("copyright"),
        codes: codes_in(&value),
        entry: entry(whole),
        variables,
        constraints,
        items,
        raw: None,
        planned: Default::default(),
    };
    // A form that was refused already may be too large or too odd to look at any further.
    if findings.refused.is_empty()
        && let Err(refused) = form.check()
    {
        findings.refuse(refused);
    }
    if form.works_anything_out() {
        form.raw = Some(Arc::new(value));
    }
    Ok(Description {
        form,
        refused: findings.refused,
        left_out: findings.left_out,
    })
}

fn entry(form: Raw) -> Entry {
    match form.code(sdc_url!("entryMode")) {
        Some("sequential") => Entry::Sequential,
        Some("random") => Entry::Random,
        _ => Entry::PriorEdit,
    }
}

// A form without a canonical address can still be named by where it is.
fn relative_address(value: &Value) -> Option<String> {
    let id = value.get("id")?.as_str()?;
    super::types::is_id(id).then(|| format!("Questionnaire/{id}"))
}

fn codes_in(value: &Value) -> Vec<forms::Coding> {
    let codes = value.get("code").and_then(Value::as_array);
    let read = |code| Coding::deserialize(code).ok();
    let codings = codes.into_iter().flatten().filter_map(read);
    codings.map(|c| c.plain()).collect()
}

fn not_one(why: &str) -> Refused {
    Refused::NotAQuestionnaire(why.to_owned())
}
