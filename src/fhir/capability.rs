//! CapabilityStatement: what a server says that it can do. A claim, tried at first use.

use super::part::structures;
use super::{BadResource, Many, One};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

structures! {
    /// CapabilityStatement.
    CapabilityStatement {
        /// What it is.
        resource_type: One<String>,
        /// What can be done over REST.
        rest: Many<Rest>,
    }
    /// What can be done over REST.
    Rest {
        /// `server` or `client`.
        mode: One<String>,
        /// What can be done with the server as a whole.
        interaction: Many<Interaction>,
        /// What can be done with each type.
        resource: Many<RestResource>,
    }
    /// One thing that can be done.
    Interaction {
        /// Its code.
        code: One<String>,
    }
    /// What can be done with one type.
    RestResource {
        /// The type.
        r#type: One<String>,
        /// What can be done.
        interaction: Many<Interaction>,
        /// Whether a create may carry `If-None-Exist`.
        conditional_create: One<bool>,
        /// Whether an update may name an id that is not there yet.
        update_create: One<bool>,
        /// Parameters that a search takes.
        search_param: Many<SearchParam>,
        /// Operations on the type.
        operation: Many<SearchParam>,
    }
    /// A parameter that a search takes.
    SearchParam {
        /// Its name.
        name: One<String>,
    }
}

/// What a server says that it can do; kept beside the cursor, so it can be written and read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Abilities {
    /// Several changes, all or none.
    pub transaction: bool,
    /// Several requests in one.
    pub batch: bool,
    /// What can be done with each type.
    pub kinds: BTreeMap<String, KindAbilities>,
}

/// What a server says that it can do with one type.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KindAbilities {
    /// Read by id.
    pub read: bool,
    /// Create.
    pub create: bool,
    /// Update.
    pub update: bool,
    /// Search.
    pub search: bool,
    /// Create only where nothing matches (`If-None-Exist`).
    pub conditional_create: bool,
    /// Update creates where nothing is.
    pub update_create: bool,
    /// Parameters that a search takes.
    pub params: BTreeSet<String>,
    /// Operations on the type, without their `$`.
    pub operations: BTreeSet<String>,
}

impl Abilities {
    /// What the server says of one type; nothing where it does not name it.
    pub fn of(&self, kind: &str) -> KindAbilities {
        self.kinds.get(kind).cloned().unwrap_or_default()
    }
}

/// Reads what a server says that it can do.
pub fn read_capabilities(body: &str) -> Result<Abilities, BadResource> {
    let read: CapabilityStatement = serde_json::from_str(body).map_err(|_| BadResource::NotJson)?;
    if read.resource_type.text() != Some("CapabilityStatement") {
        return Err(BadResource::Not("CapabilityStatement"));
    }
    let mut abilities = Abilities::default();
    for rest in read.rest.iter() {
        if rest.mode.text() == Some("client") {
            continue;
        }
        abilities.transaction |= can(&rest.interaction, "transaction");
        abilities.batch |= can(&rest.interaction, "batch");
        for resource in rest.resource.iter() {
            if let Some(kind) = resource.r#type.text() {
                abilities
                    .kinds
                    .insert(kind.to_owned(), kind_abilities(resource));
            }
        }
    }
    Ok(abilities)
}

fn kind_abilities(resource: &RestResource) -> KindAbilities {
    let names = resource.search_param.iter().filter_map(|p| p.name.text());
    let operations = resource.operation.iter().filter_map(|o| o.name.text());
    KindAbilities {
        read: can(&resource.interaction, "read"),
        create: can(&resource.interaction, "create"),
        update: can(&resource.interaction, "update"),
        search: can(&resource.interaction, "search-type"),
        conditional_create: resource.conditional_create.get() == Some(&true),
        update_create: resource.update_create.get() == Some(&true),
        params: names.map(str::to_owned).collect(),
        operations: operations
            .map(|it| it.trim_start_matches('$').to_owned())
            .collect(),
    }
}

fn can(interactions: &Many<Interaction>, code: &str) -> bool {
    interactions.iter().any(|i| i.code.text() == Some(code))
}
