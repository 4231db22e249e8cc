//! From what the server has and what the person said last of what one carer sees, to the one next thing to
//! write. Pure; asked again after every write until it says that all is so.
//!
//! The laws, in their order:
//!
//! 1. **A stop wins.** Whatever anybody else wrote meanwhile, no Consent about this carer stands afterwards.
//! 2. **Less wins.** What the person took away is taken away at once, also from a copy that somebody else
//!    has changed. Nothing is added on the way.
//! 3. **More asks.** Where somebody else changed what the person had seen, nothing more is given until the
//!    person has chosen: a stop said on another phone, or by the team, is not undone by an older wish.
//! 4. **One is written, the others withdrawn**: what is in force is what the person chose, whole, in the
//!    newest Consent of ours. Permits that nobody here understands stay as they are while anything is shared.

use super::consent::{Change, Consent, change_sharing, is_changed, write_sharing};
use super::goal_said::{Saying, Unfit};
use super::{codes, when};
use crate::care::{Permit, Sharing, gives_more, lessened};
use jiff::Zoned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The person's last word on what one carer sees. Never changes once it is in the outbox.
#[derive(Clone, Serialize, Deserialize)]
pub struct Word {
    /// Id of the Patient.
    pub patient: String,
    /// Base of our codes at this trust.
    pub codes_base: String,
    /// Id of the RelatedPerson.
    pub carer: String,
    /// Our own identifier for a Consent that is made for it.
    pub uuid: String,
    /// All that is to be shared. Empty: nothing.
    pub permits: Vec<Permit>,
    /// When it was said.
    pub at: Zoned,
    /// The Consents about this carer as the person saw them.
    pub seen: Vec<Sharing>,
    /// What the person said before, on this phone, and the server may have or not.
    pub before: Vec<Before>,
}

/// A word that came before on this phone.
#[derive(Clone, Serialize, Deserialize)]
pub struct Before {
    /// What was shared by it.
    pub permits: Vec<Permit>,
    /// When it was said.
    pub at: Zoned,
    /// Its own identifier.
    pub uuid: String,
    /// The identifier of a Consent that may have been made for it, and of which nobody knows whether it is
    /// there.
    pub may_be_there: Option<String>,
}

/// The next thing to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// All is as the person said.
    Done,
    /// A new Consent, with this identifier of ours.
    Make {
        /// The identifier.
        uuid: String,
        /// The Consent.
        body: Value,
    },
    /// The Consent of this id becomes this.
    Replace {
        /// Its id.
        id: String,
        /// What it is to be.
        body: Value,
    },
    /// Somebody else wrote meanwhile, and the person wants more than what they saw: they are asked.
    Ask,
}

/// A Consent about this carer that stands.
struct There<'a> {
    raw: &'a Value,
    id: &'a str,
    sharing: Option<Sharing>,
}

impl Word {
    /// The next thing to write, with all of this patient's Consents as they were just read. `over`: the
    /// person has chosen that their word goes over what somebody else wrote.
    pub fn next(&self, all: &[Value], over: bool) -> Result<Next, Unfit> {
        let there = self.standing(all);
        if self.permits.is_empty() {
            return self.stop(&there, all);
        }
        if !over && self.is_changed_elsewhere(&there, all) {
            return self.lessen(&there);
        }
        self.set(&there, all)
    }

    fn standing<'a>(&self, all: &'a [Value]) -> Vec<There<'a>> {
        let about = all.iter().filter_map(|raw| {
            let consent: Consent = serde_json::from_value(raw.clone()).ok()?;
            let root_denies = raw["provision"]["type"] == "deny";
            (consent.names(&self.carer) && root_denies).then_some(())?;
            Some(There {
                raw,
                id: raw["id"].as_str()?,
                sharing: consent.sharing(&self.patient),
            })
        });
        about.collect()
    }

    /// Law 1. A Consent that names others beside this carer is withdrawn too: there is no other way to end
    /// it for this one, and less is safer than more.
    fn stop(&self, there: &[There], all: &[Value]) -> Result<Next, Unfit> {
        if let Some(it) = there.first() {
            return self.replace(it, &[]);
        }
        // One that was made here, whose answer got lost, may still be on its way: with its identifier there,
        // withdrawn, it cannot come to stand any more.
        let lost = self.before.iter().filter_map(|it| it.may_be_there.as_ref());
        let mut missing = lost.filter(|uuid| !all.iter().any(|raw| has_identifier(raw, uuid)));
        match missing.next() {
            Some(uuid) => {
                let mut body = self.new_consent(uuid, &[])?;
                body["status"] = "inactive".into();
                Ok(Next::Make {
                    uuid: uuid.clone(),
                    body,
                })
            }
            None => Ok(Next::Done),
        }
    }

    /// Whether somebody else wrote what the person had not seen.
    fn is_changed_elsewhere(&self, there: &[There], all: &[Value]) -> bool {
        let new = there.iter().any(|it| !self.knows(it));
        let gone = self.seen.iter().filter(|it| it.stands).any(|seen| {
            let stands = there.iter().any(|it| it.id == seen.id);
            let ours = all
                .iter()
                .filter(|raw| raw["id"] == seen.id.as_str())
                .any(|raw| self.is_own(raw));
            !stands && !ours
        });
        // One that was made for the person's own words, and that somebody else has withdrawn.
        let own = std::iter::once(&self.uuid).chain(self.before.iter().map(|it| &it.uuid));
        let mut withdrawn = own.filter_map(|uuid| {
            let raw = all.iter().find(|raw| has_identifier(raw, uuid))?;
            (raw["status"] != "active").then_some(raw)
        });
        new || gone || withdrawn.any(|raw| !self.is_own(raw))
    }

    /// Whether the person knew of it as it stands: they saw it so, or said so themselves.
    fn knows(&self, it: &There) -> bool {
        let seen = self.seen.iter().find(|seen| seen.id == it.id);
        let as_seen = seen.is_some_and(|seen| {
            let version = it.raw["meta"]["versionId"].as_str();
            let same_version = version.is_some() && version == seen.version.as_deref();
            let same = it
                .sharing
                .as_ref()
                .is_some_and(|now| says_the_same(now, seen));
            same_version || same
        });
        // What is of no shape that we know was never seen by the person, and is left alone.
        as_seen || it.sharing.is_none() || self.is_own(it.raw)
    }

    /// Whether it is as this word, or one before it on this phone, makes it.
    fn is_own(&self, raw: &Value) -> bool {
        let own = |permits: &[Permit], at: &Zoned| is_changed(raw, &Change { permits, at });
        // A word withdraws, or empties, all but the one that it writes.
        let emptied = || {
            let sharing = super::read_sharing(&raw.to_string(), &self.patient);
            sharing.is_some_and(|it| it.permits.is_empty())
                && raw["dateTime"] == when::write(&self.at).as_str()
        };
        own(&self.permits, &self.at)
            || own(&[], &self.at)
            || emptied()
            || self.before.iter().any(|it| own(&it.permits, &it.at))
    }

    /// Laws 2 and 3.
    fn lessen(&self, there: &[There]) -> Result<Next, Unfit> {
        let seen: Vec<Permit> = self.seen_permits();
        for it in there {
            let Some(sharing) = &it.sharing else { continue };
            let left = lessened(&sharing.permits, &seen, &self.permits);
            if left != sharing.permits {
                return match left.is_empty() && sharing.not_understood > 0 {
                    true => self.keep_strange(it),
                    false => self.replace(it, &left),
                };
            }
        }
        match gives_more(&seen, &self.permits) {
            true => Ok(Next::Ask),
            false => Ok(Next::Done),
        }
    }

    /// Law 4. What is to go goes first.
    fn set(&self, there: &[There], all: &[Value]) -> Result<Next, Unfit> {
        let newest = |ours: bool| {
            let of_it = there.iter().filter(|it| it.sharing.is_some());
            let of_it = of_it.filter(|it| !ours || self.is_made_here(it.raw));
            of_it.max_by_key(|it| it.sharing.as_ref().and_then(|s| s.said))
        };
        let target = newest(true).or_else(|| newest(false));
        let id = target.map(|it| it.id);
        for other in there.iter().filter(|it| Some(it.id) != id) {
            let Some(sharing) = &other.sharing else {
                continue;
            };
            match (sharing.permits.is_empty(), sharing.not_understood) {
                (true, 1..) => {}
                (false, 1..) => return self.keep_strange(other),
                (_, 0) => return self.replace(other, &[]),
            }
        }
        let Some(target) = target else {
            // Made for this very word and withdrawn meanwhile, and the person wants it all the same. Its
            // identifier is taken, so it is the one to write; what else was in it does not come back.
            if let Some(raw) = all.iter().find(|raw| has_identifier(raw, &self.uuid)) {
                let mut emptied = raw.clone();
                emptied["provision"]["provision"] = json!([]);
                let change = Change {
                    permits: &self.permits,
                    at: &self.at,
                };
                let id = raw["id"].as_str().ok_or(Unfit::NoId)?.to_owned();
                let body = change_sharing(&emptied, &change)?;
                return Ok(Next::Replace { id, body });
            }
            let taken = |uuid: &&String| all.iter().any(|raw| has_identifier(raw, uuid));
            let mut lost = self.before.iter().filter_map(|it| it.may_be_there.as_ref());
            let uuid = lost.rfind(|uuid| !taken(uuid)).unwrap_or(&self.uuid);
            let body = self.new_consent(uuid, &self.permits)?;
            return Ok(Next::Make {
                uuid: uuid.clone(),
                body,
            });
        };
        let is_so = target
            .sharing
            .as_ref()
            .is_some_and(|it| it.until.is_none() && same_permits(&it.permits, &self.permits));
        match is_so {
            true => Ok(Next::Done),
            false => self.replace(target, &self.permits),
        }
    }

    fn replace(&self, it: &There, permits: &[Permit]) -> Result<Next, Unfit> {
        let at = &self.at;
        Ok(Next::Replace {
            id: it.id.to_owned(),
            body: change_sharing(it.raw, &Change { permits, at })?,
        })
    }

    /// Takes out of a Consent all that is understood.
    fn keep_strange(&self, it: &There) -> Result<Next, Unfit> {
        let mut body = it.raw.clone();
        let inner = body["provision"]["provision"].as_array_mut();
        if let Some(inner) = inner {
            inner.retain(|it| !super::consent::is_understood(it));
        }
        body["dateTime"] = when::write(&self.at).into();
        Ok(Next::Replace {
            id: it.id.to_owned(),
            body,
        })
    }

    fn new_consent(&self, uuid: &str, permits: &[Permit]) -> Result<Value, Unfit> {
        let saying = Saying {
            item_id: uuid,
            codes_base: &self.codes_base,
            patient: &self.patient,
            at: &self.at,
        };
        let mut made = write_sharing(&self.carer, permits, &saying)?;
        if permits.is_empty()
            && let Some(root) = made["provision"].as_object_mut()
        {
            root.remove("provision");
        }
        Ok(made)
    }

    fn is_made_here(&self, raw: &Value) -> bool {
        let system = format!("{}{}", self.codes_base, codes::ITEM_UUID);
        let mut all = raw["identifier"].as_array().into_iter().flatten();
        all.any(|it| it["system"] == system.as_str())
    }

    /// All that was shared as the person saw it.
    fn seen_permits(&self) -> Vec<Permit> {
        let stood = self.seen.iter().filter(|it| it.stands);
        stood.flat_map(|it| it.permits.iter().cloned()).collect()
    }

    /// Ids of the Consents that the person saw: looked at one by one where a search does not bring them.
    pub fn ids_seen(&self) -> impl Iterator<Item = &str> {
        self.seen.iter().map(|it| it.id.as_str())
    }
}

fn has_identifier(raw: &Value, uuid: &str) -> bool {
    let mut all = raw["identifier"].as_array().into_iter().flatten();
    all.any(|it| it["value"] == uuid) || json!(uuid) == raw["id"]
}

fn same_permits(one: &[Permit], other: &[Permit]) -> bool {
    let within = |a: &[Permit], b: &[Permit]| a.iter().all(|it| b.contains(it));
    within(one, other) && within(other, one)
}

fn says_the_same(one: &Sharing, other: &Sharing) -> bool {
    one.stands == other.stands
        && one.until == other.until
        && one.not_understood == other.not_understood
        && same_permits(&one.permits, &other.permits)
}
