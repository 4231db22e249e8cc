//! Sets of options that forms name: fetched with the forms, so that a form opens without signal.
//!
//! Where the server says that it expands sets (`$expand`), it is asked to, since only it can work out a
//! set that is given by rules; else, and where that fails, the set is asked for as it is.

use super::driver::Driver;
use super::fetch::{Stopped, ask};
use crate::fhir::{self, Envelope, ValueSets};
use crate::trust::Asked;

/// Sets within sets: how often it is looked again for what the new ones are made of.
const ROUNDS: usize = 4;
/// Most sets that are fetched at one look.
const MOST: usize = 100;

impl Driver {
    /// The sets that the forms among `all` name and that are not there; all of them when `anew`.
    pub(super) async fn sets(
        &mut self,
        all: &[Envelope],
        anew: bool,
    ) -> Result<Vec<Envelope>, Stopped> {
        let forms: Vec<&Envelope> = all.iter().filter(|it| it.kind == "Questionnaire").collect();
        let held = if anew { &[] } else { all };
        let mut known = ValueSets::among(held.iter());
        let (mut got, mut asked): (Vec<Envelope>, Vec<String>) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let mut wanted: Vec<String> = forms
                .iter()
                .flat_map(|form| fhir::sets_named(&form.raw, &known))
                .filter(|it| known.get(it).is_none())
                .filter(|it| !asked.contains(it) && !self.in_vain.contains(it))
                .collect();
            wanted.sort();
            wanted.dedup();
            wanted.truncate(MOST.saturating_sub(asked.len()));
            if wanted.is_empty() {
                break;
            }
            for canonical in wanted {
                match self.set(&canonical).await? {
                    Some(set) => got.push(set),
                    None => {
                        self.in_vain.insert(canonical.clone());
                    }
                }
                asked.push(canonical);
            }
            known = ValueSets::among(held.iter().chain(&got));
        }
        Ok(got)
    }

    async fn set(&self, canonical: &str) -> Result<Option<Envelope>, Stopped> {
        if self.expands {
            let path = format!("ValueSet/$expand?{}", query(canonical, "valueSetVersion"));
            let answer = ask(&self.api, Asked::get(path)).await?;
            let set = answer.and_then(|it| fhir::set_as_asked(&it.body, canonical).ok());
            if set.is_some() {
                return Ok(set);
            }
        }
        let path = format!("ValueSet?{}", query(canonical, "version"));
        let Some(answer) = ask(&self.api, Asked::get(path)).await? else {
            return Ok(None);
        };
        let page = fhir::read_page(&answer.body).ok();
        let found = page.into_iter().flat_map(|page| page.resources);
        Ok(found
            .filter_map(|it| fhir::set_as_asked(&it.raw, canonical).ok())
            .next())
    }
}

fn query(canonical: &str, version_is: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    match canonical.split_once('|') {
        Some((url, version)) => query
            .append_pair("url", url)
            .append_pair(version_is, version),
        None => query.append_pair("url", canonical),
    };
    query.finish()
}
