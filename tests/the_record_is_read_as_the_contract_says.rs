//! CONTRACT §1, from FHIR to what a person sees.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use jiff::civil::date;
use pathway_companion::care::*;
use pathway_companion::fhir::record::read_record;
use serde_json::{Value, json};
use support::*;

fn with(change: impl FnOnce(&mut Value), mut resource: Value) -> Value {
    change(&mut resource);
    resource
}

#[test]
fn a_person_is_called_by_the_name_they_go_by() {
    let record = record_of(&[amira()]);
    assert_eq!(record.person.full_name, "Amira Test");
    assert_eq!(record.person.called, "Amira");
    assert_eq!(record.person.born, Some(date(1997, 2, 3)));
    assert_eq!(record.person.language.as_deref(), Some("en-GB"));
    let nicknamed = with(
        |p| {
            p["name"] = json!([{ "use": "old", "text": "A. Before" },
            { "use": "official", "family": "Test", "given": ["Amira", "Jo"] },
            { "use": "nickname", "given": ["Ami"] }])
        },
        amira(),
    );
    let person = record_of(&[nicknamed]).person;
    assert_eq!(
        (person.called.as_str(), person.full_name.as_str()),
        ("Ami", "Amira Jo Test")
    );
}

#[test]
fn a_booked_review_comes_before_the_plans_own_date() {
    let late = meeting("late", "review", "booked", "2026-10-01T14:00:00+01:00");
    let soon = meeting("soon", "review", "booked", "2026-09-10T14:00:00+01:00");
    let session = meeting("therapy", "session", "booked", "2026-08-02T14:00:00+01:00");
    let off = meeting("off", "review", "cancelled", "2026-08-03T14:00:00+01:00");
    let record = record_of(&[amira(), sam(), plan(), late, soon, session, off]);
    assert_eq!(
        record.review,
        Review::Booked {
            id: "soon".into(),
            changed: None,
            start: "2026-09-10T13:00:00Z".parse().unwrap(),
            end: None,
            with: vec!["Sam Okafor".into()],
            place: Some("Northside clinic".into()),
        }
    );
}

#[test]
fn without_a_meeting_the_plans_date_counts_and_it_may_have_passed() {
    let due = |end: Value| with(|p| p["period"]["end"] = end, plan());
    assert_eq!(
        record_of(&[plan()]).review,
        Review::DueBy(date(2026, 9, 15))
    );
    let today = due(json!("2026-08-01"));
    assert_eq!(record_of(&[today]).review, Review::DueBy(date(2026, 8, 1)));
    let passed = due(json!("2026-07-31"));
    assert_eq!(
        record_of(&[passed]).review,
        Review::Passed(date(2026, 7, 31))
    );
    assert_eq!(
        record_of(&[due(json!("2026-08"))]).review,
        Review::DueBy(date(2026, 8, 31))
    );
    assert_eq!(record_of(&[due(Value::Null)]).review, Review::NoDate);
    assert_eq!(record_of(&[amira()]).review, Review::NoDate);
    // Late in the evening in London it is still the day of the meeting.
    let tonight = meeting("m", "review", "booked", "2026-08-01T22:30:00Z");
    assert!(matches!(
        record_of(&[tonight]).review,
        Review::Booked { .. }
    ));
    let gone = meeting("m", "review", "booked", "2026-07-20T09:00:00Z");
    assert_eq!(record_of(&[gone]).review, Review::Passed(date(2026, 7, 20)));
}

#[test]
fn a_review_without_the_trusts_code_is_known_by_its_name() {
    let named = |name: &str| {
        with(
            |m| {
                m.as_object_mut().unwrap().remove("appointmentType");
                m["description"] = json!(name);
            },
            meeting("m", "", "booked", "2026-09-10T14:00:00+01:00"),
        )
    };
    assert!(matches!(
        record_of(&[named("Review meeting")]).review,
        Review::Booked { .. }
    ));
    assert_eq!(
        record_of(&[named("Medication review")]).review,
        Review::NoDate
    );
}

fn team_of(coordinator_end: Option<&str>, more: Value) -> Value {
    let mut coordinator = json!({
        "role": [{ "text": "Care coordinator" }], "member": { "reference": "Practitioner/sam" }
    });
    if let Some(end) = coordinator_end {
        coordinator["period"] = json!({ "end": end });
    }
    let mut participants = vec![coordinator];
    participants.extend(more.as_array().unwrap().iter().cloned());
    json!({
        "resourceType": "CareTeam", "id": "team-1", "status": "active", "subject": me(),
        "participant": participants, "telecom": [{ "system": "phone", "value": "01632 960001" }]
    })
}

#[test]
fn the_named_worker_is_the_care_manager_else_the_one_whose_role_says_so() {
    let record = record_of(&[amira(), sam(), episode(), team_of(None, json!([]))]);
    let Coordinator::Named(worker) = &record.team.coordinator else {
        panic!("nobody named");
    };
    assert_eq!(
        (worker.id.as_str(), worker.name.as_str()),
        ("sam", "Sam Okafor")
    );
    assert_eq!(worker.role.as_deref(), Some("Care coordinator"));
    assert_eq!(worker.phone.as_deref(), Some("01632 960002"));
    assert_eq!(record.team.members, []);
    assert_eq!(record.team.phone.as_deref(), Some("01632 960001"));
    let by_role = record_of(&[sam(), plan(), team_of(None, json!([]))]);
    assert!(matches!(by_role.team.coordinator, Coordinator::Named(m) if m.id == "sam"));
    assert_eq!(record_of(&[amira()]).team.coordinator, Coordinator::Nobody);
}

#[test]
fn a_worker_who_left_is_said_to_have_left_until_there_is_a_new_one() {
    let left = Coordinator::Left {
        name: "Sam Okafor".into(),
    };
    let gone = || with(|p| p["active"] = json!(false), sam());
    let ended = || team_of(Some("2026-06-30"), json!([]));
    assert_eq!(record_of(&[gone(), episode()]).team.coordinator, left);
    assert_eq!(
        record_of(&[sam(), episode(), ended()]).team.coordinator,
        left
    );
    assert_eq!(record_of(&[sam(), plan(), ended()]).team.coordinator, left);
    let new = team_of(
        Some("2026-06-30"),
        json!([{ "role": [{ "text": "Key worker" }], "member": { "display": "Kim Lee" } }]),
    );
    let record = record_of(&[gone(), episode(), new]);
    assert!(matches!(record.team.coordinator, Coordinator::Named(m) if m.name == "Kim Lee"));
    // Where care has ended, nobody is missed.
    let over = with(|e| e["status"] = json!("finished"), episode());
    assert_eq!(
        record_of(&[sam(), over, ended()]).team.coordinator,
        Coordinator::Nobody
    );
}

#[test]
fn members_and_partners_are_told_apart_and_family_is_in_neither() {
    let more = json!([
        { "role": [{ "text": "Doctor" }], "member": { "reference": "Practitioner/ash", "display": "Ash Roy" } },
        { "role": [{ "text": "Walking group" }], "member": { "reference": "Organization/days" } },
        { "role": [{ "text": "Nurse" }], "period": { "end": "2026-01-01" }, "member": { "display": "Old Hand" } },
        { "role": [{ "text": "Carer" }], "member": { "reference": "RelatedPerson/noor" } },
        { "member": me() }
    ]);
    let days = json!({
        "resourceType": "Organization", "id": "days", "name": "Brighter Days",
        "type": [ours("/CodeSystem/organization-kind", "partner")],
        "telecom": [{ "system": "phone", "value": "01632 960005" }]
    });
    let team = record_of(&[sam(), episode(), team_of(None, more), days]).team;
    let names: Vec<&str> = team.members.iter().map(|m| m.name.as_str()).collect();
    assert_eq!(names, ["Ash Roy"]);
    assert_eq!(
        team.partners,
        [Partner {
            id: "days".into(),
            name: "Brighter Days".into(),
            kind: PartnerKind::Partner,
            role: Some("Walking group".into()),
            phone: Some("01632 960005".into()),
        }]
    );
}

#[test]
fn pieces_of_the_plan_say_what_who_why_when_and_where() {
    let record = record_of(&[
        amira(),
        sam(),
        plan(),
        goal(),
        piece("later", "A health check"),
        piece("walks", "Walking group"),
        with(
            |p| p["doNotPerform"] = json!(true),
            piece("never", "Not this"),
        ),
        with(
            |p| p["status"] = json!("revoked"),
            piece("gone", "Not this either"),
        ),
    ]);
    let ids: Vec<&str> = record.interventions.iter().map(|i| i.id.as_str()).collect();
    assert_eq!(ids, ["walks", "plan-1.1", "later"]);
    let walks = &record.interventions[0];
    assert_eq!(walks.domain, Domain::PhysicalHealth);
    assert_eq!(walks.how.as_deref(), Some("You walk with a group."));
    assert_eq!(walks.why.as_deref(), Some("So you feel stronger."));
    assert_eq!(walks.who, ["Sam Okafor"]);
    assert_eq!(
        (walks.when.as_deref(), walks.starts),
        (None, Some(date(2026, 4, 2)))
    );
    assert_eq!(walks.place.as_deref(), Some("The park"));
    assert_eq!(walks.goals, ["goal-1"]);
    assert_eq!(
        walks.written,
        Written {
            by: Some("Sam Okafor".into()),
            on: Some(date(2026, 3, 15))
        }
    );
    let inline = &record.interventions[1];
    assert_eq!(inline.what, "CBT (a talking therapy)");
    assert_eq!(inline.when.as_deref(), Some("8 weekly sessions"));
    assert_eq!(inline.who, ["Therapist"]);
    assert_eq!(
        inline.goals,
        ["goal-1"],
        "a goal that is not here is no door"
    );
    assert_eq!(inline.written.by.as_deref(), Some("Sam Okafor"));
}

fn option(id: &str, choice: &str) -> Value {
    with(
        |o| {
            o["intent"] = json!("option");
            o["requisition"] = json!({ "system": "urn:x", "value": choice });
        },
        piece(id, id),
    )
}

#[test]
fn a_choice_stays_until_the_person_has_said_what_they_prefer() {
    let options = [
        option("video", "therapy"),
        option("group", "therapy"),
        option("gym", "moving"),
    ];
    let record = record_of(&options);
    let open: Vec<(&str, usize)> = record
        .choices
        .iter()
        .map(|c| (c.id.as_str(), c.options.len()))
        .collect();
    assert_eq!(open, [("therapy", 2), ("moving", 1)]);
    assert_eq!(record.interventions, []);
    let said = json!({
        "resourceType": "Communication", "id": "said", "status": "completed", "subject": me(),
        "category": [ours("/CodeSystem/message-category", "preference")], "sender": me(),
        "about": [{ "reference": "ServiceRequest/video" }]
    });
    let answered = [&options[..], std::slice::from_ref(&said)].concat();
    let left: Vec<String> = record_of(&answered)
        .choices
        .into_iter()
        .map(|c| c.id)
        .collect();
    assert_eq!(left, ["moving"]);
    let unsaid = with(|c| c["status"] = json!("not-done"), said);
    let came_back = [&options[..], &[unsaid]].concat();
    assert_eq!(record_of(&came_back).choices.len(), 2);
}

#[test]
fn goals_have_their_words_levels_and_ratings() {
    let record = record_of(&[
        amira(),
        goal(),
        rating(
            "later",
            "107334-5",
            "LA34481-4",
            "2026-06-01T18:00:00+01:00",
        ),
        rating("first", "107334-5", "LA34483-0", "2026-04-01"),
        rating("carer", "107331-1", "LA34479-8", "2026-07-01"),
        rating("worker", "107333-7", "LA34480-6", "2026-05-01"),
        rating("start", "107332-9", "LA34484-8", "2026-03-15"),
        with(
            |o| o["status"] = json!("entered-in-error"),
            rating("slip", "107334-5", "LA34479-8", "2026-07-30"),
        ),
        with(
            |g| {
                g["id"] = json!("mine");
                g["lifecycleStatus"] = json!("proposed");
                g.as_object_mut().unwrap().remove("extension");
            },
            goal(),
        ),
    ]);
    let ids: Vec<&str> = record.goals.iter().map(|g| g.id.as_str()).collect();
    assert_eq!(ids, ["goal-1", "mine"]);
    let walk = &record.goals[0];
    assert_eq!(walk.words, "Walk to the park with my sister");
    let levels = walk.levels.each_ref().map(|l| l.as_deref());
    assert_eq!(
        levels,
        [
            Some("I do not go out"),
            None,
            Some("I walk once a week"),
            None,
            Some("I walk 3 times a week")
        ]
    );
    let ratings: Vec<_> = walk.ratings.iter().map(|r| (r.by, r.level)).collect();
    assert_eq!(
        ratings,
        [
            (Rater::Me, Level::Less),
            (Rater::Worker, Level::More),
            (Rater::Me, Level::Expected),
            (Rater::Carer, Level::MuchMore)
        ]
    );
    assert_eq!(walk.began, Some(Level::MuchLess));
    assert_eq!(walk.here(), Some(Level::Expected));
    assert_eq!(walk.ratings[0].note.as_deref(), Some("A hard month."));
    assert_eq!(walk.due, Some(date(2026, 9, 15)));
    assert_eq!(walk.written.by.as_deref(), Some("Amira Test"));
    assert_eq!(record.goals[1].levels, [const { None }; 5]);
    assert_eq!(record.goals[1].stage, GoalStage::Proposed);
}

#[test]
fn the_timeline_tells_each_thing_once_and_in_order() {
    let record = record_of(&[
        amira(),
        sam(),
        plan(),
        episode(),
        cluster("c1", "04", "initial-assessment", "2026-03-15", true),
        cluster("c2", "04", "planned-review", "2026-06-10", true),
        meeting(
            "m1",
            "initial-assessment",
            "fulfilled",
            "2026-03-15T10:00:00Z",
        ),
        meeting("m2", "review", "fulfilled", "2026-06-10T14:00:00+01:00"),
        meeting("m3", "session", "booked", "2026-08-05T11:00:00+01:00"),
        meeting("m4", "review", "booked", "2026-09-10T14:00:00+01:00"),
        meeting("m5", "session", "noshow", "2026-07-05T11:00:00+01:00"),
    ]);
    let told: Vec<_> = record
        .timeline
        .iter()
        .map(|s| (s.tense, s.event, s.on))
        .collect();
    assert_eq!(
        told,
        [
            (Tense::Done, Event::CareBegan, Some(date(2026, 3, 1))),
            (
                Tense::Done,
                Event::InitialAssessment,
                Some(date(2026, 3, 15))
            ),
            (Tense::Done, Event::PlanMade, Some(date(2026, 3, 15))),
            (Tense::Done, Event::PlannedReview, Some(date(2026, 6, 10))),
            (Tense::Here, Event::CareNow, None),
            (Tense::Ahead, Event::Meeting, Some(date(2026, 8, 5))),
            (Tense::Ahead, Event::ReviewAhead, Some(date(2026, 9, 10))),
        ]
    );
    assert_eq!(record.timeline[3].with.as_deref(), Some("Sam Okafor"));
    assert_eq!(
        record.timeline[6].at,
        Some("2026-09-10T13:00:00Z".parse().unwrap())
    );
    let due = record_of(&[plan()]).timeline;
    assert_eq!(due.last().unwrap().event, Event::ReviewAhead);
}

#[test]
fn forms_to_do_are_open_and_mine_in_both_shapes() {
    let by_request = with(
        |t| {
            t.as_object_mut().unwrap().remove("input");
            t["code"] = json!({ "coding": [{ "code": "fulfill" }] });
            t["focus"] = json!({ "reference": "ServiceRequest/ask" });
            t["authoredOn"] = json!("2026-07-01");
        },
        task("asked", "in-progress"),
    );
    let request = with(
        |r| {
            r["intent"] = json!("order");
            r["extension"] = json!([{
                "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-servicerequest-questionnaire",
                "valueCanonical": "https://trust.example/Questionnaire/own"
            }]);
        },
        piece("ask", "Please answer"),
    );
    let by_focus = with(
        |t| {
            t.as_object_mut().unwrap().remove("input");
            t["focus"] = json!({ "reference": "Questionnaire/own" });
            t["authoredOn"] = json!("2026-07-02");
        },
        task("pointed", "ready"),
    );
    let phq9: Value = serde_json::from_str(include_str!("../assets/forms/phq-9.json")).unwrap();
    let record = record_of(&[
        amira(),
        sam(),
        request,
        by_request,
        by_focus,
        phq9,
        task("sdc", "requested"),
        task("done", "completed"),
        task("off", "cancelled"),
        with(
            |t| t["owner"] = json!({ "reference": "Practitioner/sam" }),
            task("theirs", "requested"),
        ),
    ]);
    let forms: Vec<_> = record
        .forms_to_do
        .iter()
        .map(|f| (f.task.as_str(), f.questionnaire.as_str()))
        .collect();
    let canonical = "https://pathway-companion.example/fhir/Questionnaire/phq-9|1.0.0";
    assert_eq!(
        forms,
        [
            ("asked", "https://trust.example/Questionnaire/own"),
            ("pointed", "Questionnaire/own"),
            ("sdc", canonical)
        ]
    );
    let sdc = &record.forms_to_do[2];
    assert_eq!(sdc.title.as_deref(), Some("Questions about your mood"));
    assert_eq!(
        sdc.asked,
        Written {
            by: Some("Sam Okafor".into()),
            on: Some(date(2026, 7, 30))
        }
    );
    assert_eq!(
        (sdc.opens, sdc.closes),
        (Some(date(2026, 8, 1)), Some(date(2026, 8, 14)))
    );
    assert_eq!(
        sdc.questions,
        Some(9),
        "the tenth comes only with some answers: the form says 9 at its start too"
    );
    assert_eq!(
        record.interventions,
        [],
        "a request for a form is nothing that is done for me"
    );
}

#[test]
fn forms_done_are_mine_the_newest_first() {
    let response = |id: &str, by: Value, when: &str, status: &str| {
        json!({
            "resourceType": "QuestionnaireResponse", "id": id, "status": status, "subject": me(),
            "identifier": {
                "system": "https://pathway-companion.example/fhir/response-uuid", "value": "uuid-1"
            },
            "questionnaire": "https://trust.example/Questionnaire/own|2", "source": by, "authored": when
        })
    };
    let record = record_of(&[
        response("old", me(), "2026-05-01T10:00:00+01:00", "completed"),
        response("new", me(), "2026-07-01T10:00:00+01:00", "amended"),
        response("half", me(), "2026-07-02T10:00:00+01:00", "in-progress"),
        response(
            "staff",
            json!({ "reference": "Practitioner/sam" }),
            "2026-07-03",
            "completed",
        ),
    ]);
    let done: Vec<_> = record
        .forms_done
        .iter()
        .map(|f| f.response.as_str())
        .collect();
    assert_eq!(done, ["new", "old"]);
    assert_eq!(record.forms_done[0].ours.as_deref(), Some("uuid-1"));
}

#[test]
fn the_record_of_somebody_else_is_not_read() {
    let theirs = |mut resource: Value| {
        for field in ["subject", "patient", "for", "owner"] {
            if resource.get(field).is_some() {
                resource[field] = json!({ "reference": "Patient/someone-else" });
            }
        }
        if resource["resourceType"] == "Appointment" {
            resource["participant"][0]["actor"] = json!({ "reference": "Patient/someone-else" });
        }
        resource
    };
    let all = [
        plan(),
        episode(),
        goal(),
        piece("p", "Theirs"),
        task("t", "requested"),
        team_of(None, json!([])),
        cluster("c", "04", "admission", "2026-04-01", true),
        meeting("m", "review", "booked", "2026-09-10T14:00:00+01:00"),
        option("o", "x"),
    ];
    let record = record_of(&all.map(theirs));
    assert_eq!(
        record,
        Record {
            person: Person {
                id: ME.into(),
                ..Person::default()
            },
            ..Record::default()
        }
    );
}

#[test]
fn a_modifier_that_the_app_does_not_know_keeps_a_resource_out() {
    let turned = with(
        |p| {
            p["modifierExtension"] =
                json!([{ "url": "https://x.example/not", "valueBoolean": true }])
        },
        plan(),
    );
    assert_eq!(record_of(&[turned]).plan, None);
}

#[test]
fn the_demo_examples_are_read() {
    let examples = cases("domain/examples");
    let resources: Vec<_> = examples
        .iter()
        .filter_map(|(_, raw)| pathway_companion::fhir::Envelope::read(raw).ok())
        .collect();
    if resources.is_empty() {
        return;
    }
    let how = pathway_companion::fhir::record::Reading {
        codes_base: "https://example.org/fhir",
        ..reading()
    };
    let record = read_record(&resources, &how);
    assert_eq!(
        record.cluster,
        Cluster::Known(ClusterCode::parse("04").unwrap())
    );
    assert!(matches!(record.review, Review::Booked { .. }));
    assert_eq!(record.interventions[0].id, "plan-1.0");
    assert_eq!(record.goals[0].here(), Some(Level::Expected));
    assert_eq!(record.goals[0].began, Some(Level::Less));
    assert_eq!(record.forms_to_do.len(), 1);
    assert_eq!(record.forms_done.len(), 1);
    assert!(
        matches!(record.team.coordinator, Coordinator::Named(m) if m.name.starts_with("Sam Okafor"))
    );
}
