//! Who helps.
//!
//! The named worker is the care manager of the episode that goes on; where it names none, the one in
//! a care team whose role says so. Somebody who has left (their part in the team has ended, or they
//! do not work there any more) is named as having left, unless a new one is there.

use super::people::Worker;
use super::shelf::Shelf;
use crate::care::{Coordinator, Member, Partner, PartnerKind, Team};
use crate::fhir::care_team::{CareTeam, Participant};
use crate::fhir::types::{Reference, contact};

/// Everybody who helps.
pub(super) fn team(shelf: &Shelf) -> Team {
    let coordinator = coordinator(shelf);
    let mut members: Vec<Member> = Vec::new();
    for participant in current_participants(shelf) {
        let Some(member) = participant
            .member
            .get()
            .and_then(|r| worker_of(shelf, participant, r))
        else {
            continue;
        };
        let known = members.iter().any(|m| same_person(m, &member));
        let leads = matches!(&coordinator, Coordinator::Named(c) if same_person(c, &member));
        if !known && !leads {
            members.push(member);
        }
    }
    Team {
        coordinator,
        members,
        partners: partners(shelf),
        phone: phone(shelf),
    }
}

// A worker who is still there. The person, their family, organisations and other teams are not.
fn worker_of(shelf: &Shelf, participant: &Participant, member: &Reference) -> Option<Member> {
    let others = ["Patient", "RelatedPerson", "Organization", "CareTeam"];
    if others.iter().any(|kind| member.id_of(kind).is_some()) {
        return None;
    }
    let worker = shelf.worker(member).filter(|w| w.active)?;
    Some(with_role(worker, Some(participant)))
}

fn with_role(worker: Worker, participant: Option<&Participant>) -> Member {
    let role = participant.and_then(Participant::role);
    Member {
        role: role.or(worker.member.role),
        ..worker.member
    }
}

fn same_person(one: &Member, other: &Member) -> bool {
    match (one.id.as_str(), other.id.as_str()) {
        ("", _) | (_, "") => one.name == other.name,
        (one, other) => one == other,
    }
}

fn current_teams<'a>(shelf: &'a Shelf) -> impl Iterator<Item = &'a CareTeam> {
    let today = shelf.how.today;
    shelf.teams.iter().filter(move |t| t.is_current(today))
}

fn current_participants<'a>(shelf: &'a Shelf) -> impl Iterator<Item = &'a Participant> {
    let today = shelf.how.today;
    let all = current_teams(shelf).flat_map(|t| t.participant.iter());
    all.filter(move |p| !p.has_left(today))
}

fn coordinator(shelf: &Shelf) -> Coordinator {
    let manager = manager(shelf);
    if let Some((reference, worker)) = &manager
        && worker.active
        && !has_left_teams(shelf, reference)
    {
        let part = part_of(shelf, reference);
        if let Some(worker) = shelf.worker(reference) {
            return Coordinator::Named(with_role(worker, part));
        }
    }
    let by_role = current_participants(shelf).filter(|p| p.is_coordinator(shelf.how.role_label));
    let mut named = by_role.filter_map(|p| worker_of(shelf, p, p.member.get()?));
    if let Some(member) = named.next() {
        return Coordinator::Named(member);
    }
    let left = manager
        .map(|(_, worker)| worker.member.name)
        .or_else(|| last_who_left(shelf));
    left.map_or(Coordinator::Nobody, |name| Coordinator::Left { name })
}

// The care manager of the newest episode that goes on.
fn manager<'a>(shelf: &'a Shelf) -> Option<(&'a Reference, Worker)> {
    let today = shelf.how.today;
    let current = shelf.episodes.iter().filter(|e| e.is_current(today));
    let managed = current.filter(|e| e.care_manager.get().is_some());
    let episode = managed.max_by_key(|e| e.began())?;
    let reference = episode.care_manager.get()?;
    Some((reference, shelf.worker(reference)?))
}

// Whether teams name a worker, and every part they had in one has ended.
fn has_left_teams(shelf: &Shelf, worker: &Reference) -> bool {
    let mut parts = parts_of(shelf, worker).peekable();
    parts.peek().is_some() && parts.all(|p| p.has_left(shelf.how.today))
}

fn part_of<'a>(shelf: &'a Shelf, worker: &'a Reference) -> Option<&'a Participant> {
    let today = shelf.how.today;
    parts_of(shelf, worker).find(move |p| !p.has_left(today))
}

fn parts_of<'a>(shelf: &'a Shelf, worker: &'a Reference) -> impl Iterator<Item = &'a Participant> {
    let id = worker.id_of("Practitioner");
    let all = current_teams(shelf).flat_map(|t| t.participant.iter());
    all.filter(move |p| {
        id.is_some()
            && p.member
                .get()
                .is_some_and(|m| m.id_of("Practitioner") == id)
    })
}

// The last one in a team who was the named worker by their role and is not any more. Where care has
// ended, nobody is missed.
fn last_who_left(shelf: &Shelf) -> Option<String> {
    if !shelf.has_care() {
        return None;
    }
    let real = shelf
        .teams
        .iter()
        .filter(|t| t.status.text() != Some("entered-in-error"));
    let all = real.flat_map(|t| t.participant.iter());
    let were = all.filter(|p| p.is_coordinator(shelf.how.role_label));
    let last = were.max_by_key(|p| p.period.get().and_then(|p| p.last()))?;
    shelf.name(last.member.get()?)
}

fn partners(shelf: &Shelf) -> Vec<Partner> {
    let today = shelf.how.today;
    let in_teams = current_participants(shelf).filter_map(|p| Some((p.member.get()?, p.role())));
    let of_teams = current_teams(shelf).flat_map(|t| t.managing_organization.iter());
    let episodes = shelf.episodes.iter().filter(|e| e.is_current(today));
    let of_episodes = episodes.filter_map(|e| e.managing_organization.get());
    let requests = shelf
        .requests
        .iter()
        .filter(|r| r.is_current() && !r.is_option());
    let of_pieces = requests.flat_map(|r| r.performer.iter());
    let others = of_teams
        .chain(of_episodes)
        .chain(of_pieces)
        .map(|r| (r, None));
    let mut partners: Vec<Partner> = Vec::new();
    for (reference, role) in in_teams.chain(others) {
        let Some(partner) = partner(shelf, reference, role) else {
            continue;
        };
        if !partners.iter().any(|known| known.id == partner.id) {
            partners.push(partner);
        }
    }
    // The trust first, then those beside it, in the order of the record.
    partners.sort_by_key(|p| match p.kind {
        PartnerKind::Trust => 0,
        PartnerKind::Partner => 1,
        PartnerKind::Council => 2,
        PartnerKind::Other => 3,
    });
    partners
}

fn partner(shelf: &Shelf, reference: &Reference, role: Option<String>) -> Option<Partner> {
    let id = reference.id_of("Organization")?;
    let organization = shelf.organizations.get(id);
    if organization.is_some_and(|o| o.active.get() == Some(&false)) {
        return None;
    }
    let kind = organization.map(|o| o.kind(shelf.how.codes_base));
    Some(Partner {
        id: id.to_owned(),
        name: shelf.name(reference)?,
        kind: kind.unwrap_or(PartnerKind::Other),
        role,
        phone: organization.and_then(|o| contact(&o.telecom, "phone", shelf.how.today)),
    })
}

// The team's own number, else that of the organisation whose team it is.
fn phone(shelf: &Shelf) -> Option<String> {
    let today = shelf.how.today;
    let mut own = current_teams(shelf).filter_map(|t| contact(&t.telecom, "phone", today));
    own.next().or_else(|| {
        let owners = current_teams(shelf).flat_map(|t| t.managing_organization.iter());
        let mut numbers = owners.filter_map(|r| partner(shelf, r, None)?.phone);
        numbers.next()
    })
}
